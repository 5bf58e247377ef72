"""What does not agree with what stands beside it, and what only looks so."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from minuted.corpus.checks import find_checks
from tests.corpus.rows import add_document, add_figure, insert, new_catalogue

ROW = {"measure_id": "calls", "table_ref": json.dumps({"table": 0, "row": 1})}


@pytest.fixture
def db(tmp_path: Path) -> sqlite3.Connection:
    db = new_catalogue(tmp_path)
    insert(db, "measures", id="calls", name="Calls answered", unit="percent", polarity="up")
    add_document(db, "d0")
    return db


def kinds(db: sqlite3.Connection) -> list[str]:
    find_checks(db, ["d0"])
    return [row["kind"] for row in db.execute("SELECT kind FROM checks")]


@pytest.mark.parametrize(
    ("value", "rag", "expected"),
    [(71, "green", ["rag_against_target"]), (93, "green", []), (93, "red", ["rag_against_target"]), (71, "amber", [])],
)
def test_a_rating_against_its_target(db: sqlite3.Connection, value: float, rag: str, expected: list[str]) -> None:
    add_figure(db, "d0", 0, f"{value}%", value, rag=rag, **ROW)
    add_figure(db, "d0", 9, "90%", 90, role="target", **ROW)
    assert kinds(db) == expected


@pytest.mark.parametrize(("arrow", "polarity", "expected"), [("up", "up", ["direction"]), ("up", "down", [])])
def test_an_arrow_that_is_wrong_both_ways(
    db: sqlite3.Connection, arrow: str, polarity: str, expected: list[str]
) -> None:
    db.execute("UPDATE measures SET polarity = ?", [polarity])
    add_figure(db, "d0", 0, "81%", 81, period_end="2024-03-31", **ROW)
    add_figure(db, "d0", 9, "71%", 71, period_end="2024-06-30", direction=arrow, **ROW)
    assert kinds(db) == expected


@pytest.mark.parametrize(
    ("context", "quote", "expected"),
    [
        ("41 of the 312 children (23%) were placed far away.", "23%", ["parts_against_percent"]),
        ("41 of the 312 children (13%) were placed far away.", "13%", []),
        ("13.1% (41 of 312) were placed far away.", "13.1%", []),
        ("13.9% (41 of 312) were placed far away.", "13.9%", ["parts_against_percent"]),
    ],
)
def test_a_percentage_against_its_parts(db: sqlite3.Connection, context: str, quote: str, expected: list[str]) -> None:
    add_figure(db, "d0", 0, quote, float(quote[:-1]), context=context)
    assert kinds(db) == expected


@pytest.mark.parametrize(("value", "expected"), [(840.0, ["magnitude"]), (90.0, [])])
def test_a_value_far_from_its_series(db: sqlite3.Connection, value: float, expected: list[str]) -> None:
    for n, usual in enumerate((81.0, 84.0, 79.0, 88.0), 1):
        add_document(db, f"d{n}")
        add_figure(db, f"d{n}", 0, f"{usual:g}%", usual, measure_id="calls")
    add_figure(db, "d0", 0, f"{value:g}%", value, measure_id="calls")
    assert kinds(db) == expected


def test_looking_again_finds_the_same(db: sqlite3.Connection) -> None:
    figure: dict[str, Any] = {"context": "41 of 312 (23%)"}
    add_figure(db, "d0", 0, "23%", 23, **figure)
    assert kinds(db) == kinds(db)


@pytest.mark.parametrize("steps", [[["d0", "d1", "d2", "d3", "d4"]], [["d0"], ["d1", "d2"], ["d3", "d4"]],
                                   [["d4"], ["d3"], ["d2"], ["d1"], ["d0"]]])  # fmt: skip
def test_a_value_far_from_its_series_is_found_whichever_paper_comes_last(
    db: sqlite3.Connection, steps: list[list[str]]
) -> None:
    values = dict(zip(("d0", "d1", "d2", "d3", "d4"), (840.0, 81.0, 84.0, 79.0, 88.0)))
    for documents in steps:
        for document in documents:
            if document != "d0":
                add_document(db, document)
            add_figure(db, document, 0, f"{values[document]:g}%", values[document], measure_id="calls")
        find_checks(db, documents)
    found = [tuple(row) for row in db.execute("SELECT kind, detail FROM checks")]
    assert found == [("magnitude", "840% where the series is about 82.5 (4 other values)")]
