"""A table of one page before it has offsets: its cells with their words, and how it joins what goes on overleaf."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from minuted.extract.document import Box, Colour
from minuted.extract.pdf.lines import Line, find_lines, line_of, rows_of
from minuted.extract.pdf.words import Word

REPEATED = 5
"""How many heading rows may be printed again overleaf."""


@dataclass(slots=True)
class PageCell:
    """A cell before it has offsets."""

    row: int
    column: int
    row_span: int
    column_span: int
    bbox: Box
    words: list[Word] = field(default_factory=list)
    fill: Colour | None = None
    marks: tuple[str, ...] = ()
    page: int = 0

    lines_read: list[Line] | None = None
    """Set once the lines are settled, on pages that are turned back afterwards."""

    @property
    def lines(self) -> list[Line]:
        """Its words as lines, top to bottom."""
        return cell_lines(self.words) if self.lines_read is None else self.lines_read

    @property
    def text(self) -> str:
        """Its words, parted by spaces."""
        return " ".join(line.text for line in self.lines)


@dataclass(slots=True)
class PageTable:
    """A table of one page; ``xs`` are its column edges, by which it is joined to its continuation."""

    cells: list[PageCell]
    rows: int
    columns: int
    bbox: Box
    xs: tuple[float, ...]
    variant: str
    page: int = 0
    caption: str | None = None
    heads: int = 0
    """How many rows of an unruled table stand above its first numbers."""

    @property
    def words(self) -> list[Word]:
        """Every word of every cell."""
        return [word for cell in self.cells for word in cell.words]


def cell_lines(words: Sequence[Word]) -> list[Line]:
    """The lines of a cell; rotated words are read along their own direction."""
    turned = [word for word in words if word.angle]
    if not turned:
        return rows_of(find_lines(words)) if len(words) > 1 else [line_of([word]) for word in words]
    lines = cell_lines([word for word in words if not word.angle])
    down = turned[0].angle == 270
    turned.sort(key=lambda w: (round(w.x0 if not down else -w.x0), w.top if down else -w.bottom))
    ordered = Line(turned, *_box(turned), turned[0].order)
    return [*lines, ordered]


def _box(words: Sequence[Word]) -> Box:
    return (
        min(word.x0 for word in words),
        min(word.top for word in words),
        max(word.x1 for word in words),
        max(word.bottom for word in words),
    )


def row_cells(table: PageTable, row: int) -> list[PageCell]:
    """The cells that begin in ``row``."""
    return [cell for cell in table.cells if cell.row == row]


def repeated_rows(table: PageTable, rest: PageTable) -> int:
    """How many of the first rows of ``rest`` only repeat the first rows of ``table``."""
    count = 0
    for row in range(min(REPEATED, table.rows, rest.rows)):
        own = [(cell.column, cell.text) for cell in row_cells(table, row)]
        if own != [(cell.column, cell.text) for cell in row_cells(rest, row)] or not any(text for _, text in own):
            break
        count = row + 1
    return count


def append_table(table: PageTable, rest: PageTable, page: int) -> None:
    """Add the rows of ``rest``, which stand on ``page``, without the headings that it repeats."""
    dropped = repeated_rows(table, rest)
    if any(cell.row < dropped < cell.row + cell.row_span for cell in rest.cells):
        dropped = 0
    for cell in rest.cells:
        if cell.row >= dropped:
            cell.row += table.rows - dropped
            cell.page = cell.page or page
            table.cells.append(cell)
    table.rows += rest.rows - dropped
