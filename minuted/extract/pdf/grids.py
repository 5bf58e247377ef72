"""The tables of one page: which grids are tables, what stands in each cell, its fill and marks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import numpy as np

from minuted.extract.document import Box, Colour
from minuted.extract.pdf.engine import PageObjects
from minuted.extract.pdf.page_table import PageCell, PageTable
from minuted.extract.pdf.ruled import Grid, cell_at, cell_lookup, find_grids
from minuted.extract.pdf.shapes import Shape
from minuted.extract.pdf.unparted import add_strip, part_merged
from minuted.extract.pdf.words import Word

MOST_LOOKS = 1_000_000
"""Grids times cells: a page with more is a drawing, and no tables are looked for inside others."""


def find_ruled(objects: PageObjects) -> tuple[list[PageTable], list[Word], list[Box]]:
    """The ruled tables of a page, the words outside them, and the boxes that stand alone."""
    free = list(objects.words)
    if len(objects.shapes) < 4 or not free:
        return [], free, []
    tables: list[PageTable] = []
    boxes: list[Box] = []
    strips: list[Box] = []
    for grid in innermost_first(best_grids(objects)):
        if len(grid.xs) == 2:
            strips += grid.cells
        if len(grid.cells) < 2:
            boxes.append(grid.bbox)
            continue
        table, free = fill_grid(grid, free)
        if _is_table(table):
            tables.append(table)
        else:
            free += table.words
    for strip in sorted(strips, key=lambda box: box[1]):
        free = add_strip(tables, strip, free)
    return tables, free, boxes


def innermost_first(grids: Sequence[Grid]) -> list[Grid]:
    """The grids, those that stand in a cell of another one before it: a form's answer may be a table itself.

    >>> def grid(*cells):
    ...     return Grid(cells, (cells[0][0], cells[-1][2]), (cells[0][1], cells[-1][3]))
    >>> form, answer = grid((0, 0, 90, 9), (0, 9, 90, 90)), grid((9, 20, 40, 30), (40, 20, 80, 30))
    >>> innermost_first([form, answer]) == [answer, form]
    True
    """
    tables = [grid for grid in grids if len(grid.cells) > 1]

    def depth(grid: Grid) -> int:
        x0, top, x1, bottom = grid.bbox
        return sum(
            any(a <= x0 and b <= top and x1 <= c and bottom <= d for a, b, c, d in other.cells)
            for other in tables
            if other is not grid and len(grid.cells) > 1
        )

    looks = len(tables) * sum(len(grid.cells) for grid in tables)
    return list(grids) if len(tables) < 2 or looks > MOST_LOOKS else sorted(grids, key=depth, reverse=True)


def best_grids(objects: PageObjects) -> list[Grid]:
    """The grids, with or without the white background rectangles that word processors put behind runs of text."""
    shapes = objects.shapes
    inked = [shape for shape in shapes if not is_white_ground(shape)]
    grids = find_grids(inked)
    if len(inked) == len(shapes):
        return grids
    cut = words_cut(grids, objects.words)
    if not cut:
        return grids
    others = find_grids(shapes)
    return grids if cut <= words_cut(others, objects.words) else others


def is_white_ground(shape: Shape) -> bool:
    """Whether it is a filled white rectangle without an outline."""
    return shape.kind == "rect" and not shape.stroke and shape.fill is not None and is_white(shape.fill)


def is_white(fill: Colour | None) -> bool:
    """Whether a fill cannot be told from the paper.

    >>> is_white((255, 255, 252)), is_white(None), is_white((217, 217, 217))
    (True, True, False)
    """
    return fill is None or min(fill) >= 250


def words_cut(grids: Sequence[Grid], words: Sequence[Word]) -> int:
    """How many words a cell's side cuts through."""
    sides = [(x, cell[1], cell[3]) for grid in grids for cell in grid.cells for x in (cell[0], cell[2])]
    if not sides or not words:
        return 0
    x, top, bottom = np.array(sorted(set(sides))).T[:, :, None]
    boxes = np.array([(word.x0 + 2, word.middle, word.x1 - 2) for word in words]).T[:, None, :]
    return int(((x > boxes[0]) & (x < boxes[2]) & (boxes[1] > top) & (boxes[1] < bottom)).any(axis=0).sum())


def fill_grid(grid: Grid, words: Sequence[Word]) -> tuple[PageTable, list[Word]]:
    """The table of a grid with each word in its cell, and the words that stand in none."""
    cells = []
    for x0, top, x1, bottom in grid.cells:
        row, column = bisect_left(grid.ys, top), bisect_left(grid.xs, x0)
        spans = bisect_left(grid.ys, bottom) - row, bisect_left(grid.xs, x1) - column
        cells.append(PageCell(row, column, *spans, (x0, top, x1, bottom)))
    lookup = cell_lookup(grid)
    x0, top, x1, bottom = grid.bbox
    free = []
    for word in words:
        if not (top <= (word.top + word.bottom) / 2 < bottom and x0 <= word.centre < x1):
            free.append(word)
            continue
        for part in parts_by_side(word, grid, lookup):
            index = cell_at(grid, lookup, part.centre, part.middle)
            if index is None:
                free.append(part)
            else:
                cells[index].words.append(part)
    cells = part_merged(cells, grid)
    close_holes(cells, grid, free)
    free = [word for word in free if not _lean_in(word, cells, grid)]
    table = PageTable(cells, len(grid.ys) - 1, len(grid.xs) - 1, grid.bbox, grid.xs, "ruled")
    drop_empty_tracks(table)
    return table, free


def drop_empty_tracks(table: PageTable) -> None:
    """Leave out rows and columns in which no cell begins: the two edges of a double line, a thick frame."""
    rows = sorted({cell.row for cell in table.cells})
    columns = sorted({cell.column for cell in table.cells})
    if len(rows) == table.rows and len(columns) == table.columns:
        return
    for cell in table.cells:
        row, column = bisect_left(rows, cell.row), bisect_left(columns, cell.column)
        cell.row_span = bisect_left(rows, cell.row + cell.row_span) - row
        cell.column_span = bisect_left(columns, cell.column + cell.column_span) - column
        cell.row, cell.column = row, column
    table.rows, table.columns = len(rows), len(columns)
    table.xs = (*(table.xs[column] for column in columns), table.xs[-1])


def close_holes(cells: list[PageCell], grid: Grid, free: Sequence[Word]) -> None:
    """Add the cells whose sides are not all drawn, where words stand in them."""
    lookup = cell_lookup(grid)
    x0, top, x1, bottom = grid.bbox
    for word in free:
        if word.bottom < top or word.top > bottom:
            continue
        reach = min(word.bottom, bottom) - max(word.top, top)
        if not x0 <= word.centre < x1 or reach < 0.25 * (word.bottom - word.top):
            continue
        middle = (min(word.bottom, bottom) + max(word.top, top)) / 2
        row, column = bisect_right(grid.ys, middle) - 1, bisect_right(grid.xs, word.centre) - 1
        if (row, column) not in lookup:
            lookup[row, column] = len(cells)
            box = (grid.xs[column], grid.ys[row], grid.xs[column + 1], grid.ys[row + 1])
            cells.append(PageCell(row, column, 1, 1, box))


def _lean_in(word: Word, cells: Sequence[PageCell], grid: Grid) -> bool:
    """Put a word that hangs over the table's upper or lower side into the empty cell that it reaches into."""
    x0, top, x1, bottom = grid.bbox
    if word.bottom < top or word.top > bottom:
        return False
    reach = min(word.bottom, bottom) - max(word.top, top)
    if not x0 <= word.centre < x1 or reach < 0.25 * (word.bottom - word.top):
        return False
    for cell in cells:
        left, head, right, foot = cell.bbox
        if head <= word.middle < foot and left <= word.centre < right:
            cell.words.append(word)
            return True
        at_side = cell.bbox[1] == top if word.middle <= top else foot == bottom
        if (
            at_side
            and left <= word.x0 + 2
            and word.x1 - 2 <= right
            and all(o.middle <= top or o.middle >= bottom for o in cell.words)
        ):
            cell.words.append(word)
            return True
    return False


def parts_by_side(word: Word, grid: Grid, lookup: dict[tuple[int, int], int]) -> list[Word]:
    """The word, or its parts where a cell's side runs through it: two numbers set without a space between."""
    first, last = bisect_left(grid.xs, word.x0 + 1.5), bisect_left(grid.xs, word.x1 - 1.5)
    if first == last or word.angle or len(word.text) < 2:
        return [word]
    owners = [cell_at(grid, lookup, float(box[0] + box[2]) / 2, word.middle) for box in word.boxes]
    if len(set(owners)) == 1:
        return [word]
    parts, start = [], 0
    for at in range(1, len(owners) + 1):
        if at == len(owners) or owners[at] != owners[start]:
            parts.append(_slice(word, start, at))
            start = at
    return parts


def _slice(word: Word, start: int, end: int) -> Word:
    boxes = word.boxes[start:end]
    low, high = boxes.min(axis=0).tolist(), boxes.max(axis=0).tolist()
    return Word(
        word.text[start:end], low[0], low[1], high[2], high[3], boxes, word.size, word.bold, word.angle, word.order,
        word.font,
    )  # fmt: skip


def _is_table(table: PageTable) -> bool:
    """Whether a grid with words is a table: two cells of one row say something; boxes below each other are prose."""
    rows = [cell.row for cell in table.cells if cell.words]
    return len(set(rows)) < len(rows)


def colour_cells(table: PageTable, shapes: Sequence[Shape]) -> None:
    """The background colour of each cell: what covers half of it or more and is not white, the latest drawn."""
    grounds = [s for s in shapes if s.kind == "rect" and s.fill is not None and s.width > 2 and s.height > 2]
    if all(is_white(s.fill) for s in grounds):
        return
    boxes = np.array([(s.x0, s.top, s.x1, s.bottom) for s in grounds]).T
    for cell in table.cells:
        x0, top, x1, bottom = cell.bbox
        wide = np.maximum(np.minimum(boxes[2], x1) - np.maximum(boxes[0], x0), 0)
        high = np.maximum(np.minimum(boxes[3], bottom) - np.maximum(boxes[1], top), 0)
        cell.fill = _ground(cell, grounds, wide * high / max((x1 - x0) * (bottom - top), 1.0))


def _ground(cell: PageCell, grounds: Sequence[Shape], share: np.ndarray) -> Colour | None:
    covered: dict[Colour, float] = {}
    latest: Colour | None = None
    for index in np.flatnonzero(share > 0.02).tolist():
        colour = grounds[index].fill
        if colour is None:
            continue
        covered[colour] = covered.get(colour, 0.0) + float(share[index])
        if covered[colour] >= 0.5:
            latest = colour
    return None if is_white(latest) else latest
