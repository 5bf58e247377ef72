"""Headings of tables, told from the cells alone."""

from __future__ import annotations

import pytest

from minuted.extract.bands import header_bands
from minuted.extract.document import Cell, Table
from minuted.extract.grid import is_prose_cell, kind_of
from minuted.extract.headers import resolve_headers


def table_of(*rows: str, spans: dict[tuple[int, int], tuple[int, int]] | None = None) -> Table:
    """A table of lines parted by bars; a cell of "^" is covered by another's span."""
    made = []
    for row, line in enumerate(rows):
        for column, text in enumerate(line.split("|")):
            if text.strip() != "^":
                down, across = (spans or {}).get((row, column), (1, 1))
                made.append(Cell(row, column, 0, 0, text.strip(), down, across))
    return resolve_headers(made, len(rows), max(line.count("|") + 1 for line in rows))


def paths(table: Table, row: int, column: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    cell = table.at(row, column)
    assert cell is not None
    return table.row_path(cell), table.column_path(cell)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("12,345", "value"), ("-£3.4m", "value"), ("(0.7)", "value"), ("71%", "value"), ("9.4 days", "value"),
        ("2019/20", "period"), ("Q3 2019/20", "period"), ("31/03/2020", "period"), ("Mar-20", "period"),
        ("2019-20 £000", "period"), ("Year 2010", "period"), ("By 2027-28", "period"), ("£'000", "label"),
        ("Year 4", "label"),
        ("18-24 years", "label"), ("75 and over", "label"), ("4.2 Parking income by zone", "label"),
        ("40 places", "mixed"), ("n/a", "blank"), ("–", "blank"), ("Amber", "rating"), ("", "empty"),
    ],
)  # fmt: skip
def test_kinds_of_cells(text: str, kind: str) -> None:
    assert kind_of(text) == kind


def test_two_heading_rows_with_a_merged_one() -> None:
    table = table_of(
        "Service | 2019/20 | ^ | 2020/21 | ^",
        " | Budget £000 | Outturn £000 | Budget £000 | Outturn £000",
        "Parks | 410 | 402 | 420 | 433",
        spans={(0, 1): (1, 2), (0, 3): (1, 2)},
    )
    assert (table.header_rows, table.header_columns) == (2, 1)
    assert paths(table, 2, 4) == (("Parks",), ("2020/21", "Outturn £000"))


def test_a_group_heading_covers_the_blank_cells_beside_it() -> None:
    table = table_of("Ward | Visits | | Loans |", " | 2019 | 2020 | 2019 | 2020", "Ashfield | 5 | 6 | 7 | 8")
    assert paths(table, 2, 2)[1] == ("Visits", "2020")
    assert paths(table, 2, 4)[1] == ("Loans", "2020")


def test_row_groups_hold_until_the_next_and_not_for_a_grand_total() -> None:
    table = table_of(
        "Scheme | 2019/20", "Roads |", "Bridge repairs | 12", "Total roads | 12", "Schools |", "Roofs | 30",
        "Total schools | 30", "Grand total | 42",
    )  # fmt: skip
    assert [paths(table, row, 1)[0] for row in (2, 5, 7)] == [
        ("Roads", "Bridge repairs"), ("Schools", "Roofs"), ("Grand total",),
    ]  # fmt: skip


def test_an_outer_label_is_printed_once_for_several_rows() -> None:
    table = table_of("Directorate | Scheme | £000", "Place | Roads | 12", " | Parks | 9", "People | Care | 30")
    assert table.header_columns == 2
    assert paths(table, 2, 2)[0] == ("Place", "Parks")


@pytest.mark.parametrize("first", ["2015", "0-4", "1"])
def test_a_first_column_of_years_bands_or_numbers_holds_labels(first: str) -> None:
    second, third = {"2015": ("2016", "2017"), "0-4": ("5-9", "10-14"), "1": ("2", "3")}[first]
    table = table_of(" | Boys | Girls", f"{first} | 51 | 49", f"{second} | 44 | 42", f"{third} | 39 | 45")
    assert (table.header_rows, table.header_columns) == (1, 1)


def test_years_in_two_figures_are_headings_and_age_bands_in_rows_are_not_years() -> None:
    assert table_of("Type | 20-21 | 21-22 | 22-23", "Special | 106 | 123 | 137").header_rows == 1
    assert table_of("Age | Number", "8-9 | 380", "10-11 | 375").header_rows == 1


def test_a_table_that_goes_on_overleaf_has_no_headings() -> None:
    assert table_of("Roofs | 0 | 210 | 242", "Total | 3 | 410 | 300").header_rows == 0


def test_a_heading_row_inside_a_table_opens_a_new_stretch() -> None:
    table = table_of("Measure | 2018/19 | 2019/20", "Calls | 41 | 44", "Measure | 2020/21 | 2021/22", "Calls | 39 | 40")
    assert [(band.head, band.first, band.end) for band in header_bands(table)] == [(0, 1, 2), (2, 3, 4)]


def test_sentences_in_cells_are_prose_and_labels_are_not() -> None:
    told = "The overspend is due to two unfilled posts. A review will report in May."
    assert is_prose_cell(Cell(1, 3, 0, 0, told))
    assert not is_prose_cell(Cell(1, 0, 0, 0, "Children placed more than 20 miles from home (%)"))
