"""Rows of a ruled table whose plumb rules are not drawn: cells across it and strips below it, parted by their words.

A row on dark ground, headings or totals, is often drawn without rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from minuted.extract.document import Box
from minuted.extract.pdf.lines import Line
from minuted.extract.pdf.page_table import PageCell, PageTable, cell_lines
from minuted.extract.pdf.ruled import Grid
from minuted.extract.pdf.words import Word

FARTHEST_STRIP = 40.0
"""Points below a table within which a strip of its width may be a row of it."""
WIDEST = 60
"""Columns that a cell may lie across to be parted."""
PARTS = 3
"""From so many parts on, a cell across columns is a row whose plumb rules are not drawn."""


def add_strip(tables: Sequence[PageTable], strip: Box, free: list[Word]) -> list[Word]:
    """Add a strip as wide as the table right above it as its next row, where its words keep to the columns.

    Totals are often printed below a table on dark ground, without rules.  Returns the words that are still free.
    """
    x0, top, x1, bottom = strip
    for table in tables:
        left, _, right, foot = table.bbox
        if abs(left - x0) > 4 or abs(right - x1) > 4 or not -2 < top - foot < FARTHEST_STRIP:
            continue
        words = [word for word in free if x0 <= word.centre < x1 and top <= word.middle < bottom]
        grid = Grid((strip,), table.xs, (top, bottom))
        cell = PageCell(table.rows, 0, 1, table.columns, strip, words)
        parts = part_merged([cell], grid) if words else []
        if len(parts) > 1:
            table.cells += parts
            table.rows += 1
            table.bbox = (left, table.bbox[1], right, bottom)
            taken = set(map(id, words))
            return [word for word in free if id(word) not in taken]
    return free


def part_merged(cells: list[PageCell], grid: Grid) -> list[PageCell]:
    """The cells, those across several columns parted where their words keep to the columns.

    A row in a dark colour is often drawn without its plumb rules.  Where at least ``PARTS`` columns have words of their
    own, parted by more than a space, or aligned with what stands below, they are cells of their own.
    """
    starts = {(cell.column, round(min(word.x0 for word in cell.words))) for cell in cells if cell.words}
    parted: list[PageCell] = []
    for cell in cells:
        across = 1 < cell.column_span <= WIDEST and cell.row_span == 1
        cuts = _cuts_in(cell, grid, starts) if across else []
        edges = [cell.column, *cuts, cell.column + cell.column_span]
        parts = [_column_part(cell, grid, first, last) for first, last in pairwise(edges)]
        parted += parts if _is_row(parts) else [cell]
    return parted


def _is_row(parts: Sequence[PageCell]) -> bool:
    """Whether the parts of a cell are a row: enough of them have words, and two or more have numbers or years."""
    told = [part for part in parts if part.words]
    return len(told) >= PARTS and sum(any(w.text[-1:].isdigit() for w in part.words) for part in told) >= 2


def _cuts_in(cell: PageCell, grid: Grid, starts: set[tuple[int, int]]) -> list[int]:
    """The columns before which a cell's words may be parted; ``starts``: (column, x) at which cells begin."""
    lines = cell_lines(cell.words) if len(cell.words) > 1 and not any(word.angle for word in cell.words) else []
    cuts = []
    for column in range(cell.column + 1, cell.column + cell.column_span) if lines else ():
        if all(_parts_at(line, grid.xs[column], column, starts) for line in lines):
            cuts.append(column)
    return cuts


def _parts_at(line: Line, edge: float, column: int, starts: set[tuple[int, int]]) -> bool:
    """Whether a side could stand here: no word lies across it, and more than a space does."""
    left = [word for word in line.words if word.centre < edge]
    right = [word for word in line.words if word.centre >= edge]
    if not left or not right:
        return True
    gap = right[0].x0 - left[-1].x1
    if left[-1].x1 > edge + 1 or right[0].x0 < edge - 1:
        return False
    aligned = any((column, round(right[0].x0) + step) in starts for step in (-1, 0, 1))
    return gap > 0.6 * line.height or (aligned and gap > 0.15 * line.height)


def _column_part(cell: PageCell, grid: Grid, first: int, last: int) -> PageCell:
    x0, x1 = grid.xs[first], grid.xs[last]
    words = [word for word in cell.words if x0 <= word.centre < x1]
    return PageCell(cell.row, first, 1, last - first, (x0, cell.bbox[1], x1, cell.bbox[3]), words)
