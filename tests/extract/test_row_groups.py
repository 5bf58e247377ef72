"""How far a row group reaches, told from words and numbers."""

from __future__ import annotations

import pytest

from minuted.extract.document import Cell
from minuted.extract.grid import Grid
from minuted.extract.row_groups import adds_up, find_row_groups


def grid_of(*rows: str, bold: tuple[int, ...] = ()) -> Grid:
    """A grid of lines parted by bars; the rows in ``bold`` are bold."""
    cells = [
        Cell(row, column, 0, 0, text.strip(), bold=row in bold)
        for row, line in enumerate(rows)
        for column, text in enumerate(line.split("|"))
    ]
    return Grid(tuple(cells), len(rows), max(line.count("|") + 1 for line in rows))


def groups(*rows: str, bold: tuple[int, ...] = ()) -> list[tuple[int, str]]:
    return find_row_groups(grid_of(*rows, bold=bold), 0, range(1))


def test_a_total_of_other_things_that_does_not_add_up_is_of_more_than_the_group() -> None:
    found = groups("Beaches |", "Huts | 40", "Flags | 10", "Total individual schemes | 60", "Total place | 90")
    assert found == [(0, "Beaches"), (3, "")]


def test_a_total_of_other_words_that_adds_up_is_of_the_group_and_ends_it() -> None:
    assert groups("Beaches |", "Huts | 40", "Flags | 10", "Total individual schemes | 50", "Roads | 7") == [
        (0, "Beaches"), (4, ""),
    ]  # fmt: skip


def test_shares_beside_amounts_do_not_hide_that_these_add_up() -> None:
    grid = grid_of("Huts | 40 | 11%", "Flags | 10 | 9%", "Total | 50 | 10%")
    assert adds_up(grid, range(2), 2, range(1)) is True


@pytest.mark.parametrize("total", ["", "n/a", "about 50"])
def test_what_cannot_be_added_tells_nothing(total: str) -> None:
    assert adds_up(grid_of("Huts | 40", "Flags | 10", f"Total | {total}"), range(2), 2, range(1)) is None


def test_a_group_set_like_the_last_one_opens_though_its_first_rows_are_empty() -> None:
    rows = ("Now |", "Pier | 3", "Later |", "Slip |", "Wall |", "Jetty |", "Groyne | 9")
    assert groups(*rows, bold=(0, 2)) == [(0, "Now"), (2, "Later")]


def test_a_name_over_two_rows_is_one() -> None:
    assert groups("Grants to village halls |", "and reading rooms |", "Hill | 3", "Quay | 4") == [
        (0, "Grants to village halls"), (1, "Grants to village halls and reading rooms"),
    ]  # fmt: skip
