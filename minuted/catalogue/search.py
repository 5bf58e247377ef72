"""One question over figures, commitments and passages: words, filters, counts, order.

Each kind of thing is asked once for its *candidates*: row number, date and the columns that can be filtered on, capped.
Counts, order and paging are worked out from those; only the rows of the page shown are read whole.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from minuted.catalogue.marking import END, START, excerpt
from minuted.catalogue.sql import statements

MOST = 10_000
"""Candidates of one kind that are looked at; a count that reaches it is shown as "more than"."""
FEW_WORDS = 12
STOP_WORDS = frozenset(
    "a an and are as at be by for from had has have in is it its of on or that the their this to was we were what "
    "which who will with".split()
)

TYPES = ("figure", "commitment", "passage")
FILTERS = {
    "council": "Council", "committee": "Committee", "theme": "Theme", "measure": "Measure", "area": "Area",
    "period": "Period", "role": "What it is", "unit": "Unit", "kind": "Kind of commitment", "status": "Status",
    "owner": "Owner", "document_kind": "Kind of paper",
}  # fmt: skip
COLUMNS: Mapping[str, Mapping[str, str]] = {
    "figure": {
        "council": "t.council", "committee": "t.committee", "theme": "t.theme", "measure": "t.measure_id",
        "area": "t.area", "period": "t.period_label", "role": "t.role", "unit": "t.unit", "document_kind": "d.kind",
    },
    "commitment": {
        "council": "t.council", "committee": "t.committee", "kind": "t.kind", "status": "t.status",
        "owner": "t.owner", "document_kind": "d.kind",
    },
    "passage": {"council": "d.council", "committee": "d.committee", "document_kind": "d.kind"},
}  # fmt: skip
TABLES = {"figure": "figures", "commitment": "commitments", "passage": "passages"}
DATES = {"figure": "t.meeting_date", "commitment": "t.meeting_date", "passage": "d.meeting_date"}
LIVE = {
    "figure": "d.superseded_by IS NULL AND t.status <> 'rejected'",
    "commitment": "d.superseded_by IS NULL AND t.review <> 'rejected'",
    "passage": "d.superseded_by IS NULL",
}


@dataclass(frozen=True)
class Wanted:
    """What the visitor asked for."""

    words: str = ""
    types: tuple[str, ...] = TYPES
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    since: str = ""
    until: str = ""
    by_relevance: bool = False


@dataclass
class Found:
    """Candidates in the order asked for, and the counts of them."""

    order: list[tuple[str, int]]
    by_type: dict[str, int]
    capped: set[str]
    counts: dict[str, Counter[str]]

    @property
    def total(self) -> int:
        """How many are in the list."""
        return len(self.order)


def match_expression(words: str) -> str:
    """What is typed, as an FTS5 expression that can never be a syntax error: quoted words and phrases, all wanted.

    >>> match_expression('the "children in care" rate')
    '"children in care" "rate"'
    >>> match_expression('NEAR( "')
    '"NEAR"'
    >>> match_expression('!!!'), match_expression('the')
    ('', '"the"')
    """
    found = []
    for phrase, word in re.findall(r'"([^"]{1,200})"|(\S{1,100})', words[:400]):
        terms = re.findall(r"\w+", phrase or word)
        if terms and (phrase or not (len(terms) == 1 and terms[0].lower() in STOP_WORDS)):
            found.append('"' + " ".join(terms) + '"')
    if not found:
        found = [f'"{term}"' for term in re.findall(r"\w+", words)[:1]]
    return " ".join(found[:FEW_WORDS])


def search(db: sqlite3.Connection, wanted: Wanted) -> Found:
    """All that meets what is wanted."""
    found = Found([], {}, set(), {name: Counter() for name in FILTERS})
    lists: list[list[tuple[str, str, int]]] = []
    for kind in TYPES:
        if any(values and name not in COLUMNS[kind] for name, values in wanted.filters.items()):
            found.by_type[kind] = 0
            continue
        rows = _candidates(db, kind, wanted)
        found.by_type[kind] = len(rows)
        if len(rows) >= MOST:
            found.capped.add(kind)
        if kind not in wanted.types:
            continue
        for row in rows:
            for name in COLUMNS[kind]:
                if row[name] is not None:
                    found.counts[name][row[name]] += 1
        lists.append([(row["date"] or "", kind, row["row"]) for row in rows])
    found.order = _interleaved(lists) if wanted.by_relevance and wanted.words else _newest(lists)
    return found


def _newest(lists: Sequence[list[tuple[str, str, int]]]) -> list[tuple[str, int]]:
    together = [entry for one in lists for entry in one]
    together.sort(key=lambda entry: (entry[0], -TYPES.index(entry[1])), reverse=True)
    return [(kind, row) for _, kind, row in together]


def _interleaved(lists: Sequence[list[tuple[str, str, int]]]) -> list[tuple[str, int]]:
    """The best of each kind, then the second best of each: ranks of different kinds cannot be compared."""
    ranked = [(n, TYPES.index(kind), kind, row) for one in lists for n, (_, kind, row) in enumerate(one)]
    return [(kind, row) for _, _, kind, row in sorted(ranked)]


def _candidates(db: sqlite3.Connection, kind: str, wanted: Wanted) -> list[sqlite3.Row]:
    table, columns = TABLES[kind], COLUMNS[kind]
    conditions, values = conditions_for(kind, wanted)
    chosen = ", ".join(f"{sql} AS {name}" for name, sql in columns.items())
    match = match_expression(wanted.words)
    if wanted.words and not match:
        return []
    source = f"{table} t JOIN documents d ON d.id = t.document_id"
    order = f"{DATES[kind]} DESC, t.rowid"
    if match:
        source = (
            f"(SELECT rowid AS hit, rank AS score FROM {table}_fts WHERE {table}_fts MATCH ? ORDER BY rowid DESC "
            f"LIMIT {MOST if not conditions[1:] else -1}) JOIN {table} t ON t.rowid = hit "
            "JOIN documents d ON d.id = t.document_id"
        )
        values = [match, *values]
        order = "score" if wanted.by_relevance else order
    elif kind == "passage" and not conditions[1:]:
        return []  # every passage of every paper is no answer to anything
    return db.execute(
        f"SELECT t.rowid AS row, {DATES[kind]} AS date, {chosen} FROM {source} "
        f"WHERE {' AND '.join(conditions)} ORDER BY {order} LIMIT {MOST}",
        values,
    ).fetchall()


def conditions_for(kind: str, wanted: Wanted) -> tuple[list[str], list[Any]]:
    """SQL conditions of the filters; the first one is always there."""
    conditions = [LIVE[kind]]
    values: list[Any] = []
    for name, chosen in wanted.filters.items():
        column = COLUMNS[kind].get(name)
        if column and chosen:
            conditions.append(f"{column} IN ({', '.join('?' * len(chosen))})")
            values += chosen
    date = "coalesce(t.period_end, t.meeting_date)" if kind == "figure" else DATES[kind]
    for sign, day in ((">=", wanted.since), ("<=", wanted.until)):
        if day:
            conditions.append(f"{date} {sign} ?")
            values.append(day)
    return conditions, values


ROWS = statements("rows")
"""What a whole row of each kind is, its paper's title beside it."""
AT_ONCE = 500


def whole_rows(db: sqlite3.Connection, order: Sequence[tuple[str, int]], words: str = "") -> list[dict[str, Any]]:
    """The rows of a list, whole, in its order, each with ``type`` and, for words, a marked ``snippet``."""
    match = match_expression(words)
    rows: dict[tuple[str, int], dict[str, Any]] = {}
    for kind in TYPES:
        numbers = [row for k, row in order if k == kind]
        for n in range(0, len(numbers), AT_ONCE):
            part = numbers[n : n + AT_ONCE]
            for row in db.execute(f"{ROWS[kind]} WHERE t.rowid IN ({', '.join('?' * len(part))})", part):
                rows[kind, row["row"]] = {**dict(row), "type": kind, "snippet": None}
            if match and len(order) <= AT_ONCE:
                for number, snippet in _snippets(db, TABLES[kind], part, match):
                    rows[kind, number]["snippet"] = snippet
    return [rows[key] for key in order if key in rows]


def _snippets(db: sqlite3.Connection, table: str, numbers: Sequence[int], match: str) -> list[tuple[int, str]]:
    column = 1 if table == "figures" else 0
    marks = ", ".join("?" * len(numbers))
    rows = db.execute(
        f"SELECT rowid, highlight({table}_fts, {column}, ?, ?) FROM {table}_fts "
        f"WHERE {table}_fts MATCH ? AND rowid IN ({marks})",
        [START, END, match, *numbers],
    )
    return [(row[0], excerpt(row[1])) for row in rows]
