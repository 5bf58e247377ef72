"""Which columns name the rows of a table."""

from __future__ import annotations

import pytest

from minuted.extract.document import Cell
from minuted.extract.grid import Grid
from minuted.extract.headers import resolve_headers
from minuted.nlp.tables.naming import Naming


def naming(*rows: str) -> Naming:
    cells = [
        Cell(row, column, 0, 0, text.strip())
        for row, line in enumerate(rows)
        for column, text in enumerate(line.split("|"))
    ]
    table = resolve_headers(cells, len(rows), rows[0].count("|") + 1)
    return Naming(table, Grid(table.cells, table.rows, table.columns))


REGISTER = (
    "Row ref | Scheme | Cabinet member | Brief description | 2031/32 £000",
    "1 | Pier repairs | A Gull | Timber and bolts for the old pier, to be renewed before the winter storms. | 40",
    "2 | Slip | B Tern | Concrete for the slip that the lifeboat uses, worn away at its foot by the tide. | 9",
    "3 | Sea wall | A Gull | Rocks at the foot of the wall, brought by barge from the quarry at Ostley. | 120",
)


def test_columns_that_refer_sort_or_explain_do_not_name() -> None:
    assert naming(*REGISTER).beside(None) == [0, 2, 3]
    assert naming(*REGISTER).inner == ()


def test_labels_between_two_years_of_values() -> None:
    table = naming("2030/31 | | 2031/32", "14 | Grants | 15", "11 | Fees | 9", "7 | Fines | 8")
    assert table.columns == (1,)


def test_a_list_of_records_is_told_apart_farther_to_the_right() -> None:
    table = naming(
        "App no | Site | Homes | Size | Signed",
        "11/0138 | Quay Street | 2 | Studio | 03/04/2031",
        "11/0138 | Quay Street | 3 | Terrace | 03/04/2031",
        "11/0140 | Hill Road | 8 | Studio | 09/05/2031",
        "11/0140 | Hill Road | 5 | Terrace | 09/05/2031",
    )
    assert table.inner == (1, 3)


@pytest.mark.parametrize(
    "column",
    [("Comment", "Rose again", "Fell back", "No change"), ("RAG", "Red", "Green", "Amber"),
     ("Cost", "£4 a head", "£5 a head", "£6 a head"), ("Lead officer", "A Gull", "B Tern", "C Auk")],
)  # fmt: skip
def test_columns_of_people_ratings_comments_and_amounts_never_name_rows(column: tuple[str, ...]) -> None:
    rows = [f"| 2031/32 | {column[0]}", *(f"| {value} | {text}" for value, text in zip((4, 5, 6), column[1:]))]
    assert naming(*rows).inner == ()
