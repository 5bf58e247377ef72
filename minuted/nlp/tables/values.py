"""Which cells of a table hold values, and the numbers in them that row, column or their own words tell of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from minuted.extract.document import Cell, Table
from minuted.extract.grid import Grid, is_prose_cell, kind_of
from minuted.nlp.periods.resolve import Clock
from minuted.nlp.tables.axes import Axes, Line, read_line
from minuted.nlp.tables.cells import CellNumber, cell_numbers
from minuted.nlp.tables.measures import label_words
from minuted.nlp.tables.when import mentions_in

_BARE_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER_OR_TIME = re.compile(r"\d{1,2}\)|\d{1,2}\.\d{1,2}\.\d{1,2}|\d{1,2}[.:]\d\d\s?[ap]m")
_OPENS_WITH_DIGIT = re.compile(r"\W{0,3}\d")
_MONEY_OR_SHARE = re.compile(r"£\s?\d|\d\s?%")
_BOUNDED = re.compile(
    r"(?i)(?:total )?(?:not?|at|more|less|fewer|up)(?: (?:less|more|fewer|least|most|than|to)){1,2} £?\d[\d,.]*\s?%?"
)
"""A number with its bound in words: "No less than 40"."""
_NUMBERS_IT = re.compile(
    r"(?i)(?:amendment|application|decision|reference|agenda item|item|form|contract|policy|report|case|question|"
    r"motion|version|page|paragraph|minute|cheque|invoice|(?:tele)?phone|contact|company|charity|registration|account)"
    r" (?:no\.?|number|ref\.?|reference)|years?|dates?|periods?"
)
"""A label beside the number of a thing, or a time, which counts nothing."""
_OBSERVED = re.compile(r"\b(?:actual|latest|current|outturn|result)s?\b", re.IGNORECASE)
"""The label of a box's own value, beside "Target" and "Last year": what it measures stands over the box."""
_TWO_LETTERS = re.compile(r"[A-Za-z]{2}")
_RATING_OR_NOTE = re.compile(r"(?i)red|amber|green|r|p|n/a")


class Value(NamedTuple):
    """A number of a cell with what its row and column say."""

    cell: Cell
    number: CellNumber
    row: Line
    column: Line


class Values:
    """The values of one table."""

    def __init__(self, table: Table, grid: Grid, clock: Clock) -> None:
        self.table, self.grid, self.clock = table, grid, clock
        self._kinds: dict[int, Counter[str]] = {}
        self._digits: dict[int, bool] = {}
        self._periods: tuple[int, int] = (-1, 0)

    def of_row(self, row: int, axes: Axes) -> Iterator[Value]:
        """The values of one row, left to right."""
        if row not in axes.rows:
            return
        told = axes.rows[row]
        if told.path and _NUMBERS_IT.fullmatch(told.path[-1]):
            return
        unnamed = Counter(self._unit_in(row, c) for c in axes.nameless if self.grid.kind(row, c) in ("value", "mixed"))
        for column, line in axes.columns.items():
            if line.purpose != "values":
                continue
            cell = self.grid[row, column]
            if cell is None or cell.row != row or cell.column != column:
                continue
            if not self._is_value_cell(cell, column):
                continue
            if not line.path and cell.column_span > 1:
                under = (axes.columns.get(c) for c in range(column, column + cell.column_span))
                line = next((other for other in under if other is not None and other.path), line)
            is_value = kind_of(cell.text) == "value"
            if is_value and cell.text.strip().isalpha() and not self._has_digits(column):
                continue
            dated = [] if is_value else [m for m in mentions_in(cell.text) if m.period]
            for number in cell_numbers(cell.text):
                if dated and any(m.start < number.quantity.end and number.quantity.start < m.end for m in dated):
                    continue
                beside = line if line.path else self._label_beside(row, column, line)
                if (
                    (told.path or beside.path or number.before or number.after)
                    and _says_something(told, beside, number)
                    and (beside.path or number.before or unnamed[self._unit_in(row, column)] < 2)
                ):
                    yield Value(cell, number, told, beside)

    def _unit_in(self, row: int, column: int) -> str | None:
        """The unit that a cell prints: of values beside each other that no heading tells apart, it may."""
        cell = self.grid[row, column]
        numbers = cell_numbers(cell.text) if cell is not None else ()
        return numbers[0].quantity.unit if numbers else None

    def _has_digits(self, column: int) -> bool:
        """Whether a column holds printed numbers, so that "nil" and "none" in it are numbers too."""
        if column not in self._digits:
            cells = (self.grid[row, column] for row in range(self.table.header_rows, self.table.rows))
            self._digits[column] = any(cell is not None and cell.text.strip()[:1].isdigit() for cell in cells)
        return self._digits[column]

    def _is_value_cell(self, cell: Cell, column: int) -> bool:
        kind = kind_of(cell.text)
        if kind not in ("period", "value", "mixed", "label") or is_prose_cell(cell):
            return False
        if kind == "period":
            if not _BARE_YEAR.fullmatch(cell.text.strip()) or self._periods_in(cell.row) > 1:
                return False
            beside = self._kinds_in(column)
            return beside["value"] > beside["period"]
        if kind != "label":
            return not _NUMBER_OR_TIME.fullmatch(cell.text.strip())
        if _BOUNDED.fullmatch(cell.text.strip()):
            return True
        if not _MONEY_OR_SHARE.search(cell.text):
            return False
        words = sum(word[0].isalpha() for word in cell.text.split())
        if words <= 4:
            return True
        beside = self._kinds_in(column)
        valued = beside["value"] + beside["mixed"] >= beside["label"]
        return valued and words <= 10 and _OPENS_WITH_DIGIT.match(cell.text) is not None

    def _periods_in(self, row: int) -> int:
        """How many cells of a row are periods; asked of one row after the other."""
        if self._periods[0] != row:
            kinds = [self.grid.kind(row, c) for c in range(self.table.header_columns, self.table.columns)]
            self._periods = row, kinds.count("period")
        return self._periods[1]

    def _kinds_in(self, column: int) -> Counter[str]:
        """How many cells of a column are of which kind."""
        if column not in self._kinds:
            rows = range(self.table.header_rows, self.table.rows)
            self._kinds[column] = Counter(self.grid.kind(row, column) for row in rows)
        return self._kinds[column]

    def _label_beside(self, row: int, column: int, line: Line) -> Line:
        """In a table without headings: the label that stands left of a value or above it, if any."""
        if self.table.header_rows or column == 0:
            return line
        left = self.grid[row, column - 1]
        if left is None or column - 1 < self.table.header_columns or kind_of(left.text) != "label":
            return line
        return read_line((" ".join(left.text.split()),), self.clock, in_row=True)


def _says_something(row: Line, column: Line, number: CellNumber) -> bool:
    """Whether row, column or the cell's own words tell what a number is."""
    if column.words or column.area or column.period or column.role or row.words or row.area or row.period or row.role:
        return True
    if row.path and not column.path and _OBSERVED.search(row.path[-1]):
        return True
    return bool(cell_words(number.before) or cell_words(number.after))


def cell_words(text: str) -> str:
    """What words beside a number of a cell tell of its measure.

    >>> cell_words("spare places"), cell_words("Red"), cell_words("%")
    ('spare places', '', '')
    """
    told = label_words(text) if text else ""
    return told if _TWO_LETTERS.search(told) and not _RATING_OR_NOTE.fullmatch(told) else ""
