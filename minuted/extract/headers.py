"""Which cells of a table are headings: one reading behind the tables of every format.

``resolve_headers`` is a pure function on cells: it finds the header rows (one, two or three, merged or not), the label
columns, the rows that are only a group's name, and stretches headings over the blank cells that they plainly cover, so
that ``Table.column_path`` and ``Table.row_path`` are whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from minuted.extract.cell_kinds import are_bands, chained_years, kind_of
from minuted.extract.document import Box, Cell, Table
from minuted.extract.grid import Grid, is_total
from minuted.extract.row_groups import find_row_groups, split_lone_headings

_BAND = re.compile(
    r"(\d{1,5})(?:\s?(?:[-–+]|to|and)\s?(\d{0,3}|over|above|older))?\s?(?:years?|yrs)?\.?$", re.IGNORECASE
)
_DIGIT = re.compile(r"\d")
_COMMA = re.compile(r"(?<=\d),(?=\d{3}\b)")


def resolve_headers(
    cells: Sequence[Cell],
    rows: int,
    columns: int,
    *,
    caption: str | None = None,
    page: int | None = None,
    bbox: Box | None = None,
    start: int = 0,
    end: int = 0,
    variant: str = "",
    header_rows: int | None = None,
) -> Table:
    """The table of these cells with its header rows, label columns and row groups found.

    ``header_rows`` is given where the format itself says it (``<th>`` rows, repeated header rows of DOCX).

    >>> texts = [["Service", "2023/24", ""], ["", "Budget £000", "Outturn £000"], ["Libraries", "410", "(12)"]]
    >>> made = [Cell(r, c, 0, 0, t) for r, row in enumerate(texts) for c, t in enumerate(row)]
    >>> table = resolve_headers(made, 3, 3)
    >>> table.header_rows, table.header_columns, table.column_path(table.at(2, 2))
    (2, 1, ('2023/24', 'Outturn £000'))
    """
    grid = Grid(tuple(cells), rows, columns)
    heads = count_header_rows(grid) if header_rows is None else header_rows
    labels = count_label_columns(grid, heads)
    labelled = naming_column(grid, heads, labels)
    kept = split_lone_headings(grid, heads, labelled)
    stretched = stretch_headings(grid, kept, labels)
    groups = find_row_groups(Grid(stretched, rows, columns), kept, labelled)
    return Table(
        stretched, rows, columns, start, end, kept, labels, caption, page, bbox, variant, row_groups=tuple(groups)
    )


def count_header_rows(grid: Grid) -> int:
    """How many rows at the top are headings: those above the first row with a value."""
    first = next((row for row in range(grid.rows) if _is_body_row(grid, row)), None)
    if first is None:
        first = next((row for row in range(1, grid.rows) if _mixed_in(grid, row)), None)
    if first is None:
        return _heading_of_words(grid)
    while first < grid.rows - 1 and first <= 3 and _numbers_columns(grid, first):
        first += 1
    return first if first <= 6 else _heading_of_words(grid)


def _is_body_row(grid: Grid, row: int) -> bool:
    """A row with a value; a value in the first column alone, beside words, is an item number or a label."""
    values = [c for c in grid.row_cells(row) if c.row == row and kind_of(c.text) == "value"]
    texts = [cell.text for cell in values]
    if not values or chained_years(texts) or are_bands(texts):
        return False
    return grid.columns == 1 or any(cell.column > 0 for cell in values) or row > 0


def _mixed_in(grid: Grid, row: int) -> bool:
    return any(grid.kind(row, column) == "mixed" for column in range(min(1, grid.columns - 1), grid.columns))


def _numbers_columns(grid: Grid, row: int) -> bool:
    """Whether a row only counts the columns ("1 2 3 4"), as the second header row of some returns does."""
    told = [cell.text.strip(" ()") for cell in grid.row_cells(row)]
    if len(told) < 3 or not all(text.isdigit() for text in told):
        return False
    first = int(told[0])
    return first <= 2 and [int(text) for text in told] == list(range(first, first + len(told)))


def _heading_of_words(grid: Grid) -> int:
    """Header rows of a table without numbers: its first row, where that is short and fully filled."""
    if grid.rows < 2:
        return 0
    top = grid.row_cells(0)
    short = all(len(cell.text.split()) <= 8 for cell in top)
    below = [cell for row in range(1, grid.rows) for cell in grid.row_cells(row)]
    marked = all(cell.bold for cell in top) or (len({c.fill for c in top}) == 1 and top[0].fill) if top else False
    longer = sum(len(c.text) for c in below) / max(len(below), 1) > 1.5 * sum(len(c.text) for c in top) / max(
        len(top), 1
    )
    return int(bool(top) and short and len(top) >= min(2, grid.columns) and bool(marked or longer))


def count_label_columns(grid: Grid, header_rows: int) -> int:
    """How many columns on the left hold labels rather than values, ratings or prose."""
    count = 0
    while count < grid.columns - 1 and _is_label_column(grid, count, header_rows):
        count += 1
    if count and not any(grid.has_values(column, header_rows) for column in range(count, grid.columns)):
        return 1
    return count


def _is_label_column(grid: Grid, column: int, header_rows: int) -> bool:
    kinds = [grid.kind(row, column) for row in range(header_rows, grid.rows)]
    told = [kind for kind in kinds if kind != "empty"]
    if not told:
        return column == 0 and any(grid.kind(row, column) == "label" for row in range(header_rows))
    if column == 0 and not any(grid.has_values(other, header_rows) for other in range(1, grid.columns)):
        return True
    if column == 0 and any(_LABEL_HEADING.match(cell.text.strip()) for r in range(header_rows) if (cell := grid[r, 0])):
        return True
    if column == 0:
        told = ["label" if kind == "rating" else kind for kind in told]
    values = sum(kind in ("value", "rating", "blank") for kind in told)
    over = [grid.kind(row, column) for row in range(header_rows)]
    if "period" in over and sum(kind in ("value", "mixed") for kind in told) >= 0.5 * len(told):
        return False
    if column and any(kind == "mixed" for kind in told):
        values += sum(kind == "mixed" for kind in told)
    if values <= 0.3 * len(told):
        return True
    return column == 0 and _counts_up(grid, header_rows)


_LABEL_HEADING = re.compile(
    r"(?:row|line|item|indicator|risk|action|project)?\s?(?:ref(?:erence)?|no\.?|number|id|code|#)\.?$|(?:row|line|item|rank|"
    r"year|month|week|quarter|date|period|ages?|age (?:group|band)|decile|quintile|financial year|academic year)$",
    re.IGNORECASE,
)


def _counts_up(grid: Grid, header_rows: int) -> bool:
    """Whether the first column numbers the rows (1, 2, 3) or holds bands (0-4, 5-9)."""
    told = [cell.text.strip() for row in range(header_rows, grid.rows) if (cell := grid[row, 0]) is not None]
    told = [text for text in told if text]
    dotted = [tuple(map(int, text.rstrip(".").split("."))) for text in told if re.match(r"\d{1,2}\.\d{1,2}\.?$", text)]
    if len(dotted) >= max(2, 0.7 * len(told)) and len({d[0] for d in dotted}) == 1 and _words_beside(grid, header_rows):
        return dotted == sorted(set(dotted))
    bands = [m for text in told if (m := _BAND.match(_COMMA.sub("", text)))]
    starts = [int(band[1]) for band in bands]
    if len(starts) < 2 or len(starts) < 0.7 * len(told):
        return False
    rising = sum(after > before for before, after in pairwise(starts))
    ranged = sum(bool(band[2]) for band in bands)
    return rising >= 0.8 * (len(starts) - 1) and (ranged >= 0.5 * len(bands) or starts == sorted(set(starts)))


def _words_beside(grid: Grid, header_rows: int) -> bool:
    """Whether the second column is words: the first then numbers paragraphs."""
    beside = [grid[row, 1] for row in range(header_rows, grid.rows)]
    told = [cell.text for cell in beside if cell is not None and cell.text.strip()]
    return bool(told) and sum(len(text.split()) for text in told) >= 4 * len(told)


def naming_column(grid: Grid, header_rows: int, labels: int) -> range:
    """The columns in which rows are named: the label columns, or, where those are blank, the first one of words.

    A plan of several years sets the year that is past to the left of its labels.
    """
    rows = [row for row in range(header_rows, grid.rows) if grid.values_in(row)]
    left = range(max(labels, 1))
    unnamed = sum(all(grid.kind(row, column) in ("empty", "value", "blank") for column in left) for row in rows)
    if rows and unnamed > 0.6 * len(rows):
        for column in range(max(labels, 1), grid.columns):
            texts = [cell.text for row in rows if (cell := grid[row, column]) is not None and cell.row == row]
            if sum(kind_of(text) == "label" and not _DIGIT.search(text) for text in texts) > 0.7 * len(rows):
                return range(column, column + 1)
    return left


def stretch_headings(grid: Grid, header_rows: int, labels: int) -> tuple[Cell, ...]:
    """The cells with group headings stretched over the blank cells to their right (or below, in label columns)."""
    taken: set[int] = set()
    wider: dict[int, Cell] = {}
    for row in range(header_rows - 1):
        for cell in grid.row_cells(row):
            if cell.row == row and cell.column >= labels:
                span = _blank_run(grid, cell, header_rows, taken)
                if span > cell.column_span:
                    wider[id(cell)] = replace(cell, column_span=span)
    for column in range(labels - 1):
        for row in range(header_rows, grid.rows):
            below = grid[row, column]
            if below is not None and below.text.strip() and below.row == row and below.column == column:
                span = _blank_rows(grid, below, labels, taken)
                if span > below.row_span:
                    wider[id(below)] = replace(below, row_span=span)
    return tuple(wider.get(id(cell), cell) for cell in grid.cells if id(cell) not in taken)


def _blank_run(grid: Grid, cell: Cell, header_rows: int, taken: set[int]) -> int:
    """How many columns a heading covers once the blanks beside it, that have headings below them, are its own."""
    last = cell.row + cell.row_span
    if last >= header_rows or grid.kind(last, cell.column) == "empty":
        return cell.column_span
    end = cell.column + cell.column_span
    while end < grid.columns and _is_blank(grid[cell.row, end]) and grid.kind(last, end) != "empty":
        blank = grid[cell.row, end]
        if blank is not None:
            if blank.row_span > 1:
                break
            taken.add(id(blank))
        end += 1
    return end - cell.column


def _blank_rows(grid: Grid, cell: Cell, labels: int, taken: set[int]) -> int:
    """How many rows an outer label covers: those below it that are blank there but have an inner label."""
    end = cell.row + cell.row_span
    if end > grid.rows or grid.kind(cell.row, cell.column + 1) == "empty":
        return cell.row_span
    while end < grid.rows and _is_blank(grid[end, cell.column]):
        inner = grid[end, cell.column + 1]
        if inner is None or not inner.text.strip() or is_total(inner.text):
            break
        blank = grid[end, cell.column]
        if blank is not None:
            taken.add(id(blank))
        end += 1
    return end - cell.row


def _is_blank(cell: Cell | None) -> bool:
    return cell is None or (not cell.text.strip() and not cell.marks)
