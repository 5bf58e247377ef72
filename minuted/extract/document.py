"""The shape of a paper that has been read: text, blocks, pages and tables.

``Document`` is all that the rest of minuted knows of a paper, whatever its format was.  Two promises hold for every
reader and are tested for each:

* ``document.text[block.start:block.end]`` is the block's text; the same holds for cells, figures and commitments.
* every character of ``document.text`` knows its page and, where the format has pages, its box:
  ``document.place(start, end)`` turns any span into a rectangle that can be drawn on the page.

Boxes are ``(x0, top, x1, bottom)`` in points (1/72 inch), measured from the top left corner of the page as it is
displayed (rotation applied, crop box as the page), the same convention as pdfplumber's.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt

Box = tuple[float, float, float, float]
Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""

BlockKind = Literal["heading", "paragraph", "list_item", "table", "caption", "header", "footer", "footnote"]
PageStatus = Literal["read", "empty", "needs_ocr", "ocr", "failed", "skipped"]
PaperKind = Literal["minutes", "report", "agenda", "slides", "appendix", "decision", "issue_history"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a span of text stands: its page (from 1; None where the format has no pages), box and offsets."""

    page: int | None
    bbox: Box | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, caption, table, or running header/footer, in reading order.

    ``number`` is the printed number or bullet ("2.3", "(a)", "iv", "•"); it lies before ``start`` or inside the
    block's text: ``text_start`` is the offset of the first character after it.
    ``level`` is 1 for the outermost heading or list, 2 inside it, and so on.
    """

    kind: BlockKind
    start: int
    end: int
    text_start: int
    number: str | None = None
    level: int = 1
    page: int | None = None
    bbox: Box | None = None
    table: int | None = None
    """For ``kind == "table"``: the index of the table in ``Document.tables``."""
    bold: bool = False
    size: float | None = None
    """Main font size in points, where the format says it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; ``document.text[start:end]`` is its text (lines joined by a space)."""

    row: int
    column: int
    start: int
    end: int
    text: str
    row_span: int = 1
    column_span: int = 1
    page: int | None = None
    bbox: Box | None = None
    fill: Colour | None = None
    """Background colour of the cell where it is not white."""
    marks: tuple[str, ...] = ()
    """What is drawn rather than written in the cell: "arrow_up", "arrow_down", "arrow_right", "arrow_left",
    "dot_red", "dot_amber", "dot_green"."""
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its header rows and header columns resolved.

    ``cells`` holds each printed cell once (a merged cell has spans); a table that goes on over pages is one table.

    >>> # | Indicator | Q1 | Target |   header_rows == 1, header_columns == 1
    >>> # | Calls     | 41 | 50     |   table.column_path(cell 41) == ("Q1",), row_path == ("Calls",)
    """

    cells: tuple[Cell, ...]
    rows: int
    columns: int
    start: int
    end: int
    header_rows: int = 0
    header_columns: int = 0
    caption: str | None = None
    """Caption or the line above the table that names it, where there is one."""
    page: int | None = None
    bbox: Box | None = None
    variant: str = ""
    """Which reading found it, for example "ruled", "unruled", "pipes", "html"."""
    row_groups: tuple[tuple[int, str], ...] = ()
    """(first row, label) of each group heading that stands in a row of its own; it holds until the next one."""

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that covers ``(row, column)``, merged cells included."""
        for cell in self.cells:
            if cell.row <= row < cell.row + cell.row_span and cell.column <= column < cell.column + cell.column_span:
                return cell
        return None

    def column_path(self, cell: Cell) -> tuple[str, ...]:
        """The headings above ``cell``, outermost first, each once."""
        return self._path(self.at(row, cell.column) for row in range(self.header_rows))

    def row_path(self, cell: Cell) -> tuple[str, ...]:
        """The row group and the headings to the left of ``cell``, outermost first, each once."""
        group = ""
        for row, label in self.row_groups:
            if row <= cell.row:
                group = label
        left = self._path(self.at(cell.row, column) for column in range(self.header_columns))
        return ((group,) if group and group not in left else ()) + left

    @staticmethod
    def _path(cells: Iterator[Cell | None]) -> tuple[str, ...]:
        path: list[str] = []
        for cell in cells:
            if cell is not None and cell.text.strip() and (not path or path[-1] != cell.text.strip()):
                path.append(cell.text.strip())
        return tuple(path)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: size in points, the span of text read from it, and how its reading ended."""

    number: int
    width: float
    height: float
    start: int
    end: int
    status: PageStatus = "read"


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that was not read as it should have been; becomes a row of ``issues``, never silent."""

    kind: str
    detail: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a paper says of itself, or what the user or a manifest said of it; unknown stays None."""

    title: str | None = None
    council: str | None = None
    committee: str | None = None
    meeting_date: dt.date | None = None
    kind: str | None = None
    author: str | None = None
    lead_officer: str | None = None
    wards: tuple[str, ...] = ()
    source_url: str | None = None
    identifiers: Mapping[str, str] = field(default_factory=dict)
    """Ids that the source gives, such as {"modgov:MId": "1234", "modgov:IId": "77"}."""

    def overridden_by(self, other: Metadata) -> Metadata:
        """This metadata with every field that ``other`` states replaced by it."""
        names = ("title", "council", "committee", "meeting_date", "kind", "author", "lead_officer", "wards")
        chosen = {name: getattr(other, name) or getattr(self, name) for name in (*names, "source_url")}
        return Metadata(**chosen, identifiers={**self.identifiers, **other.identifiers})


@dataclass(frozen=True)
class Document:
    """A paper that has been read.  ``boxes`` is None where the format has no pages (text, HTML, DOCX, sheets)."""

    text: str
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...] = ()
    tables: tuple[Table, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)
    media_type: str = "text/plain"
    issues: tuple[Issue, ...] = ()
    boxes: npt.NDArray[np.float32] | None = None
    """Shape (len(text), 4): the box of each character, NaN where it has none (spaces and breaks put in between)."""
    engine: str = ""
    """Which reader and version read it; part of the key of the stored parse."""

    @cached_property
    def _page_starts(self) -> list[int]:
        return [page.start for page in self.pages]

    def page_at(self, offset: int) -> int | None:
        """The number of the page (from 1) that the character at ``offset`` stands on."""
        page = self._page_of(offset)
        return None if page is None else page.number

    def _page_of(self, offset: int) -> Page | None:
        return self.pages[max(0, bisect_right(self._page_starts, offset) - 1)] if self.pages else None

    def place(self, start: int, end: int) -> Place:
        """The page of ``start`` and the one box around the part of the span that stands on that page."""
        page = self._page_of(start)
        if self.boxes is None or page is None:
            return Place(None if page is None else page.number, None, start, end)
        box = enclosing_box(self.boxes[start : min(end, page.end)])
        return Place(page.number, box, start, end)

    def line_boxes(self, start: int, end: int) -> list[tuple[int, Box]]:
        """(page, box) of each printed line that the span covers: what a highlight draws."""
        if self.boxes is None:
            return []
        found: list[tuple[int, Box]] = []
        for offset in range(start, end):
            x0, top, x1, bottom = (float(v) for v in self.boxes[offset])
            if x0 != x0:
                continue
            page = self.page_at(offset) or 1
            if found and found[-1][0] == page and _same_line(found[-1][1], (x0, top, x1, bottom)):
                old = found[-1][1]
                found[-1] = (page, (min(old[0], x0), min(old[1], top), max(old[2], x1), max(old[3], bottom)))
            else:
                found.append((page, (x0, top, x1, bottom)))
        return found


_FEW = 24
"""Characters, as those of a figure, whose boxes are compared sooner than numpy is asked."""


def enclosing_box(boxes: npt.NDArray[np.float32]) -> Box | None:
    """The smallest box around ``boxes`` (shape (n, 4), NaN rows left out), or None where there is none."""
    if len(boxes) <= _FEW:
        rows = [row for row in boxes.tolist() if row[0] == row[0]]
        if not rows:
            return None
        lefts, tops, rights, bottoms = zip(*rows, strict=True)
        return min(lefts), min(tops), max(rights), max(bottoms)
    known = boxes[~np.isnan(boxes[:, 0])]
    if not len(known):
        return None
    low, high = known.min(axis=0), known.max(axis=0)
    return float(low[0]), float(low[1]), float(high[2]), float(high[3])


def _same_line(line: Box, glyph: Box) -> bool:
    middle = (glyph[1] + glyph[3]) / 2
    return line[1] <= middle <= line[3] and glyph[0] >= line[0] - 1
