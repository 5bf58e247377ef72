"""One question over figures, commitments and passages: words, filters, counts, order.

Each kind of thing is asked once for its *candidates*: row number, date and the columns that can be filtered on, capped.
Counts, order and paging are worked out from those; only the rows of the page shown are read whole.  Words and filters
are one question to the full-text index, which answers in the order of row numbers and stops when it is enough: a word
that is everywhere costs no more than a rare one.  ``minuted prepare`` numbers the rows by date, so that the latest
come first; until then those that were added last do, where there are more than ``MOST``.
"""

from __future__ import annotations

import heapq
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, zip_longest
from typing import Any

from minuted.catalogue.marking import END, START, excerpt
from minuted.catalogue.sql import statements

MOST = 5_000
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
IN_INDEX: Mapping[str, Mapping[str, str]] = {
    "figure": {
        "council": "xc", "committee": "xb", "document_kind": "xk", "area": "xa", "period": "xp", "role": "xr",
        "unit": "xu",
    },
    "commitment": {"council": "xc", "committee": "xb", "document_kind": "xk", "kind": "xn", "owner": "xo"},
    "passage": {"council": "xc", "committee": "xb", "document_kind": "xk"},
}  # fmt: skip
"""The filters that the full-text indexes know, and what their words begin with there."""
FIRST_YEAR, LAST_YEAR = 1900, 2099
"""Years that the indexes are asked for; other dates are looked for row by row."""
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

    def can_be(self, kind: str) -> bool:
        """Whether things of that kind can meet the filters at all."""
        return all(name in COLUMNS[kind] for name, values in self.filters.items() if values)


@dataclass
class Found:
    """Candidates in the order asked for, and the counts of them."""

    order: list[tuple[str, int]]
    dates: list[str]
    """The day of each, "" where none is known."""
    by_type: dict[str, int]
    capped: set[str]
    counts: dict[str, Counter[str]]
    listed: int | None = None
    """How many are in the whole list, where ``order`` is only its beginning."""

    @property
    def total(self) -> int:
        """How many are in the list."""
        return len(self.order) if self.listed is None else self.listed


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
    found = Found([], [], {}, set(), {name: Counter() for name in FILTERS})
    lists: list[list[tuple[str, int, int]]] = []
    for place, kind in enumerate(TYPES):
        rows = _candidates(db, kind, wanted)
        found.by_type[kind] = len(rows)
        if len(rows) >= MOST:
            found.capped.add(kind)
        if kind not in wanted.types or not rows:
            continue
        numbers, dates, *columns = zip(*rows)
        for name, column in zip(COLUMNS[kind], columns):
            found.counts[name].update(column)
        lists.append([(date or "", -place, -number) for date, number in zip(dates, numbers)])
    for counted in found.counts.values():
        del counted[None]
    together = _interleaved(lists) if wanted.by_relevance and wanted.words else _newest(lists)
    found.order = [(TYPES[-place], -number) for _, place, number in together]
    found.dates = [date for date, _, _ in together]
    return found


def _newest(lists: Sequence[list[tuple[str, int, int]]]) -> list[tuple[str, int, int]]:
    """Latest meeting first; of one day figures before commitments before passages, each in the order of its paper."""
    return sorted((entry for one in lists for entry in one), reverse=True)


def _interleaved(lists: Sequence[list[tuple[str, int, int]]]) -> list[tuple[str, int, int]]:
    """The best of each kind, then the second best of each: ranks of different kinds cannot be compared."""
    return [entry for level in zip_longest(*lists) for entry in level if entry is not None]


def _candidates(db: sqlite3.Connection, kind: str, wanted: Wanted) -> list[tuple[Any, ...]]:
    """Row number, date and filterable columns of what meets the question, at most ``MOST`` of them."""
    columns = list(COLUMNS[kind].values())
    return _without_repeats(_corrected(db, kind, wanted, columns), _asked(db, _statement(kind, wanted, columns)))


def every(db: sqlite3.Connection, wanted: Wanted) -> Iterator[dict[str, Any]]:
    """All that meets what is wanted, whole, newest first: however many, a few hundred rows at a time."""
    streams: list[Iterable[tuple[Any, ...]]] = []
    for kind in wanted.types:
        columns = [f"'{kind}'"]
        rows = _asked(db, _statement(kind, replace(wanted, by_relevance=False), columns, all_of_them=True))
        corrected = _corrected(db, kind, wanted, columns)
        known = {row[0] for row in corrected}
        streams += [iter(corrected), (row for row in rows if row[0] not in known)] if corrected else [rows]
    merged = heapq.merge(*streams, key=lambda row: (row[1] or "", -TYPES.index(row[2])), reverse=True)
    while part := [(kind, number) for number, _, kind in islice(merged, AT_ONCE)]:
        yield from whole_rows(db, part)


def _asked(db: sqlite3.Connection, statement: tuple[str, list[Any]] | None) -> Iterable[tuple[Any, ...]]:
    cursor = db.cursor()
    cursor.row_factory = None
    return cursor.execute(*statement) if statement else ()


def _without_repeats(first: list[tuple[Any, ...]], rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    known = {row[0] for row in first}
    return [*first, *(row for row in rows if row[0] not in known)]


def _corrected(db: sqlite3.Connection, kind: str, wanted: Wanted, columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """Rows that meet the question only as corrected: the index of an immutable catalogue holds what was read."""
    table, words = TABLES[kind], match_expression(wanted.words)
    over = f"{table}_corrected"
    if not db.execute("SELECT 1 FROM temp.sqlite_master WHERE name = ?", [over]).fetchone() or not wanted.can_be(kind):
        return []
    conditions, values = conditions_for(kind, wanted)
    if words:
        conditions.append(f"t.row_number IN (SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH ?)")
        values.append(words)
    sql = (
        f"SELECT t.row_number, {DATES[kind]}, {', '.join(columns)} FROM temp.{over} t "
        f"CROSS JOIN documents d ON d.id = t.document_id WHERE {' AND '.join(conditions)} ORDER BY {DATES[kind]} DESC"
    )
    return list(_asked(db, (sql, values)))


def _statement(
    kind: str, wanted: Wanted, columns: Sequence[str], *, all_of_them: bool = False
) -> tuple[str, list[Any]] | None:
    """The question: row number, date and ``columns`` of what meets it, those that were added last first.

    With ``all_of_them`` without a limit and newest first.  None where nothing can meet it.
    """
    words = match_expression(wanted.words)
    if (wanted.words and not words) or not wanted.can_be(kind):
        return None
    match = " AND ".join([*([f"({words})"] if words else []), *_filter_expressions(kind, wanted)])
    if kind == "passage" and not match:
        return None  # every passage of every paper is no answer to anything
    conditions, values = conditions_for(kind, wanted)
    source, order = f"{TABLES[kind]} t", f"{DATES[kind]} DESC, t.rowid DESC"
    index = f"{TABLES[kind]}_fts"
    if wanted.by_relevance and words:
        source, order = f"({_ranked(kind, wanted, index)}) x CROSS JOIN {source} ON t.rowid = x.hit", "x.score"
        values.insert(0, match)
    elif match and not wanted.filters.get("measure"):
        source, order = f"{index} x CROSS JOIN {source} ON t.rowid = x.rowid", "x.rowid DESC"
        conditions.insert(0, f"{index} MATCH ?")
        values.insert(0, match)
    elif match:  # the figures of one measure are fewer than those with the words
        conditions.append(f"t.rowid IN (SELECT rowid FROM {index} WHERE {index} MATCH ?)")
        values.append(match)
    end = f"{DATES[kind]} DESC, t.rowid" if all_of_them else f"{order} LIMIT {MOST}"
    sql = (
        f"SELECT t.rowid, {DATES[kind]}, {', '.join(columns)} FROM {source} "
        f"CROSS JOIN documents d ON d.id = t.document_id WHERE {' AND '.join(conditions)} ORDER BY {end}"
    )
    return sql, values


def _ranked(kind: str, wanted: Wanted, index: str) -> str:
    """The latest rows with the words, each with its score; all of them where what the index cannot know is asked."""
    all_in_index = all(name in IN_INDEX[kind] for name, chosen in wanted.filters.items() if chosen)
    most = MOST if all_in_index else -1
    return f"SELECT rowid AS hit, rank AS score FROM {index} WHERE {index} MATCH ? ORDER BY rowid DESC LIMIT {most}"


def _filter_expressions(kind: str, wanted: Wanted) -> list[str]:
    """What is narrowed by, as words of the full-text index: see ``corpus/search.sql``.

    >>> _filter_expressions("passage", Wanted(filters={"council": ["Ostley"]}, since="2023-04-01", until="2024-03-31"))
    ['"xc4F73746C6579"', '("xy32303233" OR "xy32303234")']
    """
    found = [
        _any_of(IN_INDEX[kind][name], chosen)
        for name, chosen in wanted.filters.items()
        if chosen and name in IN_INDEX[kind]
    ]
    if wanted.since or wanted.until:
        first, last = int(wanted.since[:4] or FIRST_YEAR), int(wanted.until[:4] or LAST_YEAR)
        if FIRST_YEAR <= first <= last <= LAST_YEAR:
            found.append(_any_of("xy", [str(year) for year in range(first, last + 1)]))
    return found


def _any_of(prefix: str, values: Sequence[str]) -> str:
    terms = " OR ".join(f'"{prefix}{value.encode().hex().upper()}"' for value in values)
    return f"({terms})" if len(values) > 1 else terms


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
