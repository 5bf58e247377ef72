"""The pages' blocks become one ``Document``: text in reading order, a box for each character, tables with offsets.

Lines of a paragraph are joined by a space; a hyphen at a line's end keeps its word whole ("decision-making").
A paragraph or a table that goes on overleaf is one block: the running header and footer of a page are placed where
they do not cut it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from minuted.extract.document import Block, BlockKind, Cell, Page, PageStatus, Table
from minuted.extract.grid import resolve_headers
from minuted.extract.pdf.blocks import PageBlock, marker_of
from minuted.extract.pdf.grids import PageCell, PageTable
from minuted.extract.pdf.lines import Line
from minuted.extract.pdf.words import Floats, Word

_NO_BOX = np.full((1, 4), np.nan, np.float32)


@dataclass(slots=True)
class PageReading:
    """One page, read: its blocks in order and its running lines."""

    number: int
    width: float
    height: float
    blocks: list[PageBlock] = field(default_factory=list)
    furniture: list[tuple[BlockKind, Line]] = field(default_factory=list)
    status: PageStatus = "read"


class TextBuilder:
    """The growing text and the box of each of its characters."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.boxes: list[Floats] = []
        self.length = 0
        self.page_starts: dict[int, int] = {}

    def enter(self, page: int) -> bool:
        """Note that ``page`` begins here; False where a later page has begun already."""
        if page not in self.page_starts:
            if self.page_starts and max(self.page_starts) > page:
                return False
            self.page_starts[page] = self.length
        return max(self.page_starts) == page

    def add(self, text: str, boxes: Floats | None = None) -> None:
        """Append text; without boxes it is a space or break that was put in."""
        self.parts.append(text)
        if boxes is None:
            boxes = _NO_BOX if len(text) == 1 else np.repeat(_NO_BOX, len(text), axis=0)
        self.boxes.append(boxes)
        self.length += len(text)

    def add_lines(self, lines: Sequence[Line], skip: int = 0) -> int:
        """Append lines joined to one run, and return the offset of word number ``skip``."""
        text_start = self.length
        previous: Word | None = None
        for index, (word, line) in enumerate(_with_lines(lines)):
            if previous is not None and not (word is line.words[0] and _holds_on(previous, word)):
                self.add(" ")
            if line.page:
                self.enter(line.page)
            if index == skip:
                text_start = self.length
            self._add_word(word)
            previous = word
        return text_start

    def _add_word(self, word: Word) -> None:
        text, boxes = word.text, word.boxes
        if "\u00ad" in text:
            kept = [i for i, letter in enumerate(text) if letter != "\u00ad"]
            text, boxes = "".join(text[i] for i in kept), boxes[kept]
        self.add(text, boxes)

    def text(self) -> str:
        """All of it."""
        return "".join(self.parts)

    def all_boxes(self) -> Floats:
        """Shape (len(text), 4)."""
        return np.concatenate(self.boxes).astype(np.float32) if self.boxes else np.empty((0, 4), np.float32)


def _with_lines(lines: Iterable[Line]) -> Iterable[tuple[Word, Line]]:
    return ((word, line) for line in lines for word in line.words)


def _holds_on(before: Word, word: Word) -> bool:
    """Whether a word broken at a line's end goes on in the next line without a space."""
    end = before.text
    if end.endswith("\u00ad"):
        return True
    if len(end) < 2 or end[-1] not in "-/" or not word.text[:1].isalnum():
        return False
    return end[-2].isalnum()


def assemble(pages: Sequence[PageReading]) -> tuple[str, Floats, list[Block], list[Page], list[Table]]:
    """Text, boxes, blocks, pages and tables of the whole paper."""
    builder = TextBuilder()
    blocks: list[Block] = []
    tables: list[Table] = []
    for reading in pages:
        if not builder.enter(reading.number):
            continue  # a table that fills this page has led on to the next: what is left here is furniture
        for side, line in reading.furniture:
            blocks.append(_add_furniture(builder, side, line, reading.number))
        for block in reading.blocks:
            blocks.append(_add_block(builder, block, reading.number, tables))
    return builder.text(), builder.all_boxes(), blocks, _page_spans(pages, builder), tables


def _page_spans(pages: Sequence[PageReading], builder: TextBuilder) -> list[Page]:
    starts = [builder.page_starts[reading.number] for reading in pages]
    ends = [*starts[1:], builder.length]
    return [Page(p.number, p.width, p.height, start, end, p.status) for p, start, end in zip(pages, starts, ends)]


def _add_furniture(builder: TextBuilder, side: BlockKind, line: Line, page: int) -> Block:
    start = builder.length
    builder.add_lines([line])
    end = builder.length
    builder.add("\n")
    return Block(side, start, end, start, page=page, bbox=(line.x0, line.top, line.x1, line.bottom))


def _add_block(builder: TextBuilder, block: PageBlock, page: int, tables: list[Table]) -> Block:
    start = builder.length
    if block.table is not None:
        tables.append(add_table(builder, block.table, page))
        end = builder.length
        builder.add("\n\n")
        return Block("table", start, end, start, page=page, bbox=block.table.bbox, table=len(tables) - 1)
    skip = marker_of(block.lines[0])[1] if block.number else 0
    text_start = builder.add_lines(block.lines, skip)
    end = builder.length
    builder.add("\n\n")
    return Block(
        block.kind, start, end, text_start, block.number, block.level, page, block.bbox, None, block.bold,
        block.size,
    )  # fmt: skip


def add_table(builder: TextBuilder, table: PageTable, page: int) -> Table:
    """Append a table's text, row by row, cells parted by tabs, and give its cells their offsets."""
    start = builder.length
    cells: list[Cell] = []
    row = 0
    for index, cell in enumerate(sorted(table.cells, key=lambda c: (c.row, c.column))):
        if index:
            builder.add("\t" if cell.row == row else "\n")
        if cell.page:
            builder.enter(cell.page)
        row = cell.row
        at = builder.length
        builder.add_lines(cell.lines)
        cells.append(
            _cell(cell, at, "".join(builder.parts[_part_index(builder, at) :]) if builder.length > at else "", page)
        )
    return resolve_headers(
        cells, table.rows, table.columns, caption=table.caption, page=page, bbox=table.bbox, start=start,
        end=builder.length, variant=table.variant,
    )  # fmt: skip


def _part_index(builder: TextBuilder, at: int) -> int:
    length, index = builder.length, len(builder.parts)
    while length > at:
        index -= 1
        length -= len(builder.parts[index])
    return index


def _cell(cell: PageCell, start: int, text: str, page: int) -> Cell:
    bold = bool(cell.words) and all(word.bold for word in cell.words if any(c.isalnum() for c in word.text))
    return Cell(
        cell.row, cell.column, start, start + len(text), text, cell.row_span, cell.column_span, cell.page or page,
        cell.bbox, cell.fill, cell.marks, bold,
    )  # fmt: skip
