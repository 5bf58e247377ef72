"""Search: words and filters as one question to the index give what words and filters give apart."""

from __future__ import annotations

import sqlite3
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from minuted.catalogue import search as searching
from minuted.catalogue.search import COLUMNS, DATES, LIVE, TABLES, TYPES, Wanted, match_expression, search


@pytest.fixture(scope="module")
def db(built: tuple[Path, dict[str, str]]) -> sqlite3.Connection:
    connection = sqlite3.connect(f"file:{built[0]}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    return connection


FILTERS: list[dict[str, list[str]]] = [
    {},
    {"council": ["Tarrowdale"]},
    {"committee": ["Children and Young People Panel", "Environment Committee"]},
    {"role": ["comparator"], "council": ["Tarrowdale"]},
    {"unit": ["percent"], "document_kind": ["report", "minutes"]},
    {"period": ["Q3 2023/24"]},
    {"kind": ["action"]},
    {"status": ["overdue", "open"]},
    {"measure": ["children-in-care-rate-per-10-000"]},
    {"council": ["Tarrow"]},
]
DAYS = [("", ""), ("2023-06-01", ""), ("", "2023-09-30"), ("2023-01-01", "2023-12-31"), ("2024-01-01", "2023-01-01")]


@pytest.mark.parametrize("words", ["", "children", "children care", '"children in care"', "council"])
@pytest.mark.parametrize("by_relevance", [False, True])
def test_the_index_finds_what_words_and_filters_find_apart(
    db: sqlite3.Connection, words: str, by_relevance: bool
) -> None:
    met = 0
    for chosen, (since, until) in product(FILTERS, DAYS):
        wanted = Wanted(words, TYPES, chosen, since, until, by_relevance)
        found = search(db, wanted)
        for kind in TYPES:
            rows = {number for of, number in found.order if of == kind}
            if kind == "passage" and not words:
                continue  # passages are listed only where the index is asked for something
            assert rows == apart(db, kind, wanted), (kind, wanted)
            met += bool(rows)
    assert met > 10


def apart(db: sqlite3.Connection, kind: str, wanted: Wanted) -> set[int]:
    """The rows with the words that are left when each is looked at by itself."""
    table = TABLES[kind]
    if any(name not in COLUMNS[kind] for name in wanted.filters):
        return set()
    columns = ", ".join(f"{sql} AS {name}" for name, sql in COLUMNS[kind].items())
    day = "coalesce(t.period_end, t.meeting_date)" if kind == "figure" else DATES[kind]
    rows = db.execute(
        f"SELECT t.rowid AS row, {day} AS day, {columns} FROM {table} t JOIN documents d ON d.id = t.document_id "
        f"WHERE {LIVE[kind]}"
    ).fetchall()
    match = match_expression(wanted.words)
    query = f"SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH ?"
    with_words = {row[0] for row in db.execute(query, [match])} if match else {row["row"] for row in rows}
    return {row["row"] for row in rows if row["row"] in with_words and _meets(row, wanted)}


def _meets(row: Any, wanted: Wanted) -> bool:
    if (wanted.since or wanted.until) and not row["day"]:
        return False
    in_time = (not wanted.since or row["day"] >= wanted.since) and (not wanted.until or row["day"] <= wanted.until)
    return in_time and all(row[name] in values for name, values in wanted.filters.items())


def test_where_there_are_more_than_enough_the_count_says_so(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = search(db, Wanted("children"))
    monkeypatch.setattr(searching, "MOST", 3)
    some = search(db, Wanted("children"))
    assert not whole.capped and "figure" in some.capped
    assert some.by_type["figure"] == 3 < whole.by_type["figure"]


def test_what_is_found_is_in_order(db: sqlite3.Connection) -> None:
    found = search(db, Wanted("children"))
    assert found.dates == sorted(found.dates, reverse=True) and len(found.dates) == found.total
