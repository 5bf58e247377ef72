"""The cells of a table by place, merged ones included; ``cell_kinds`` knows what looks like a printed value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from minuted.extract.cell_kinds import CellKind, chained_years, is_prose_cell, kind_of
from minuted.extract.document import Cell

__all__ = [
    "Grid",
    "chained_years",
    "is_prose_cell",
    "is_total",
    "kind_of",
]

_TOTAL = re.compile(r"^(?:grand |overall |sub-?\s?)?totals?\b|\btotal$", re.IGNORECASE)


@dataclass(frozen=True)
class Grid:
    """Cells by place: ``grid[row, column]`` is the cell that covers it, merged cells included, or None."""

    cells: tuple[Cell, ...]
    rows: int
    columns: int

    @cached_property
    def _places(self) -> dict[tuple[int, int], Cell]:
        places: dict[tuple[int, int], Cell] = {}
        for cell in self.cells:
            for row in range(cell.row, min(cell.row + cell.row_span, self.rows)):
                for column in range(cell.column, min(cell.column + cell.column_span, self.columns)):
                    if (row, column) not in places or cell.text.strip():
                        places[row, column] = cell
        return places

    def __getitem__(self, place: tuple[int, int]) -> Cell | None:
        return self._places.get(place)

    def kind(self, row: int, column: int) -> CellKind:
        """The kind of the cell there."""
        cell = self[row, column]
        return "empty" if cell is None else kind_of(cell.text)

    def row_cells(self, row: int) -> list[Cell]:
        """The cells with text that begin in the row, or reach into it from above, each once, left to right."""
        seen: dict[int, Cell] = {}
        for column in range(self.columns):
            cell = self[row, column]
            if cell is not None and cell.text.strip():
                seen.setdefault(id(cell), cell)
        return list(seen.values())

    def has_values(self, column: int, first_row: int) -> bool:
        """Whether any cell of the column from that row on looks like a value."""
        return any(self.kind(row, column) in ("value", "mixed") for row in range(first_row, self.rows))

    def values_follow(self, row: int) -> bool:
        """Whether one of the three rows below has values."""
        return any(self.values_in(later) for later in range(row + 1, min(row + 4, self.rows)))

    def values_in(self, row: int) -> int:
        """How many cells beginning in this row look like values."""
        return sum(1 for cell in self.row_cells(row) if cell.row == row and kind_of(cell.text) == "value")


def is_total(label: str) -> bool:
    """Whether a row or column label names a total.

    >>> is_total("Grand total"), is_total("Adult Care Total"), is_total("Totally Active members")
    (True, True, False)
    """
    return bool(_TOTAL.search(label.strip()))
