"""Row groups: the rows of a table that only name what follows, and how far each of them reaches.

A group ends where the next one begins, after the total of its rows, and before a total of more than its rows.  Where
words do not tell of how much a total is, the numbers do.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from minuted.extract.cell_kinds import is_scale
from minuted.extract.document import Cell
from minuted.extract.grid import Grid, is_total

LONGEST_LABEL = 15
"""Words of a row that may still be the name of a group."""
MOST_ADDED = 200
"""Rows that are added up to see of what a total is."""
_OF_ALL = re.compile(r"(?:grand|overall)\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z]+")
_SAYS_SUM = frozenset("total totals sub subtotal grand overall net gross of for the and all in".split())
_AMOUNT = re.compile(r"(?P<negative>[-−–(]?)\s?[£$€]?\s?(?P<digits>\d[\d,]*(?:\.\d+)?)\)?(?:m|k|bn)?")


def split_lone_headings(grid: Grid, header_rows: int, columns: range) -> int:
    """The number of header rows without the last ones that only name the group below them."""
    kept = header_rows
    while kept > 1 and is_lone_label(grid, kept - 1, columns):
        kept -= 1
    return kept if len(grid.row_cells(kept - 1)) > 1 else header_rows


def is_lone_label(grid: Grid, row: int, columns: range) -> bool:
    """Whether a row holds nothing but one label, in the ``columns`` that name rows."""
    told = grid.row_cells(row)
    if len(told) != 1 or told[0].row != row or is_scale(told[0].text):
        return False
    return told[0].column < columns.stop <= told[0].column + told[0].column_span or told[0].column in columns


def find_row_groups(grid: Grid, header_rows: int, columns: range) -> list[tuple[int, str]]:
    """(first row, label) of every row that only names what follows; "" where a group ends and none begins.

    >>> texts = [["Parks", ""], ["Staff", "4"], ["Plants", "2"], ["Total parks", "6"], ["Total of all services", "31"]]
    >>> cells = tuple(Cell(r, c, 0, 0, text) for r, row in enumerate(texts) for c, text in enumerate(row))
    >>> find_row_groups(Grid(cells, 5, 2), 0, range(1))
    [(0, 'Parks'), (4, '')]
    """
    groups: list[tuple[int, str]] = []
    look: Cell | None = None
    for row in range(header_rows, grid.rows):
        if is_lone_label(grid, row, columns):
            cell = grid.row_cells(row)[0]
            if look is not None and (look.bold > cell.bold or (look.fill is not None and cell.fill is None)):
                continue  # set as the rows are, and not as the names of groups: a row that has no values
            label = " ".join(cell.text.split())
            opens = grid.values_follow(row) or (look is not None and _looks_like(cell, look) and grid.rows - row > 2)
            if len(label.split()) <= LONGEST_LABEL and not is_total(label) and opens:
                above = groups[-1][1] if groups and groups[-1][0] == row - 1 else ""
                goes_on = look is not None and (look.bold, look.fill) == (cell.bold, cell.fill)
                groups.append((row, f"{above} {label}" if above and goes_on and len(groups) < 2 else label))
                look = cell
        elif groups and groups[-1][1]:
            begun, name = groups[-1]
            if _is_of_more(grid, row, columns, begun, name):
                groups.append((row, ""))
            elif _sums_up(grid, row, columns, begun, name):
                groups.append((row + 1, ""))
    return groups


def _looks_like(cell: Cell, other: Cell) -> bool:
    """Whether two names of groups are set alike, in a way that other rows are not."""
    alike = (cell.bold, cell.fill, cell.column_span) == (other.bold, other.fill, other.column_span)
    return alike and (cell.bold or cell.fill is not None or cell.column_span > 1)


def _label(grid: Grid, row: int, columns: range) -> str:
    return " ".join(cell.text for cell in grid.row_cells(row) if cell.column < columns.stop).strip()


def _is_of_more(grid: Grid, row: int, columns: range, begun: int, name: str) -> bool:
    """Whether a row is the total of more than its group: a grand total, or one of other things unless it adds up."""
    label = _label(grid, row, columns)
    if _OF_ALL.match(label):
        return True
    if not is_total(label):
        return False
    if is_total(_label(grid, row - 1, columns)):
        return True
    of_what = _words(label) - _SAYS_SUM
    return bool(of_what - _words(name)) and adds_up(grid, range(begun + 1, row), row, columns) is not True


def _sums_up(grid: Grid, row: int, columns: range, begun: int, name: str) -> bool:
    """Whether a row is the total of its group, and the last of it: it says so, and the numbers do not deny it."""
    label = _label(grid, row, columns)
    if not is_total(label):
        return False
    added = adds_up(grid, range(begun + 1, row), row, columns)
    return added is True or (added is None and _words(name) <= _words(label))


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))


def adds_up(grid: Grid, rows: Collection[int], total: int, columns: range) -> bool | None:
    """Whether the numbers of ``rows`` add up to those of the row ``total``; None where that cannot be told.

    Totals among the rows are left out.  One column that fits and is not nought is enough, since others may be shares.
    """
    if len(rows) > MOST_ADDED:
        return None
    items = [row for row in rows if not is_total(_label(grid, row, columns))]
    told = None
    for column in range(grid.columns):
        whole = _amount(grid[total, column], total)
        parts = [part for row in items if (part := _amount(grid[row, column], row)) is not None]
        if column in columns or not whole or len(parts) < 2:
            continue
        told = told or abs(sum(parts) - whole) <= max(0.011 * len(parts), 0.0005 * abs(whole))
    return told


def _amount(cell: Cell | None, row: int) -> float | None:
    """The number that a cell of this row holds, as printed; None where it holds anything else."""
    found = _AMOUNT.fullmatch(cell.text.strip()) if cell is not None and cell.row == row else None
    if found is None:
        return None
    size = float(found["digits"].replace(",", ""))
    return -size if found["negative"] else size
