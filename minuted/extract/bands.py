"""Tables set as one: where a new heading row begins inside a table, and which headings hold for which rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from minuted.extract.cell_kinds import is_prose_cell, kind_of
from minuted.extract.document import Cell, Table
from minuted.extract.grid import Grid


@dataclass(frozen=True, slots=True)
class Band:
    """Body rows ``first`` to ``end`` (not included) with the header rows that hold for them."""

    head: int
    first: int
    end: int


def header_bands(table: Table, grid: Grid | None = None) -> list[Band]:
    """The table cut where a new heading row begins inside it: KPI panels, repeated headings, tables set as one.

    >>> from minuted.extract.headers import resolve_headers
    >>> rows = [["", "Q1"], ["Calls", "41"], ["", "Q2"], ["Calls", "44"]]
    >>> made = [Cell(r, c, 0, 0, t) for r, row in enumerate(rows) for c, t in enumerate(row)]
    >>> [(b.head, b.first, b.end) for b in header_bands(resolve_headers(made, 4, 2))]
    [(0, 1, 2), (2, 3, 4)]
    """
    grid = grid or Grid(table.cells, table.rows, table.columns)
    valued = {c for c in range(table.columns) if grid.has_values(c, table.header_rows)}
    bands: list[Band] = []
    head, row = 0, table.header_rows
    first = row
    while row < table.rows:
        if row > first and _opens_band(grid, row, valued, table):
            bands.append(Band(head, first, row))
            head = row
            while row < table.rows and not grid.values_in(row):
                row += 1
            first = row
        row += 1
    bands.append(Band(head, min(first, table.rows), table.rows))
    return bands


def _opens_band(grid: Grid, row: int, valued: set[int], table: Table) -> bool:
    """Whether a row in the body is a heading row: words or periods over the value columns, and values below."""
    told = grid.row_cells(row)
    if any(kind_of(cell.text) in ("value", "mixed", "rating", "blank") for cell in told):
        return False
    heads = [c for c in told if c.row == row and valued & set(range(c.column, c.column + c.column_span))]
    if not heads or any(is_prose_cell(cell) for cell in told) or not grid.values_follow(row):
        return False
    if _same_as_header(grid, row, table.header_rows):
        return True
    periods = sum(kind_of(cell.text) == "period" for cell in heads)
    wanted = min(2, len(valued - set(range(table.header_columns))) or 1)
    return (
        (periods >= 1 or all(c.bold or c.fill for c in heads))
        and len(heads) >= wanted
        and told[0].column_span < grid.columns
    )


def _same_as_header(grid: Grid, row: int, header_rows: int) -> bool:
    told = _texts(grid.row_cells(row))
    return len(told) >= 2 and any(_texts(grid.row_cells(head)) == told for head in range(header_rows))


def _texts(cells: Iterable[Cell]) -> list[str]:
    return [" ".join(cell.text.split()) for cell in cells]
