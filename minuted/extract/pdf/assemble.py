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
    """One page, read: its blocks in order, its tables, its running lines."""

    number: int
    width: float
    height: float
    blocks: list[PageBlock] = field(default_factory=list)
    tables: list[PageTable] = field(default_factory=list)
    furniture: list[tuple[BlockKind, Line]] = field(default_factory=list)
    status: PageStatus = "read"


class TextBuilder:
    """The growing text and the box of each of its characters."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.boxes: list[Floats] = []
        self.length = 0

    def add(self, text: str, boxes: Floats | None = None) -> None:
        """Append text; without boxes it is a space or break that was put in."""
        self.parts.append(text)
        self.boxes.append(np.repeat(_NO_BOX, len(text), axis=0) if boxes is None else boxes)
        self.length += len(text)

    def add_lines(self, lines: Sequence[Line], skip: int = 0) -> int:
        """Append lines joined to one run, and return the offset of word number ``skip``."""
        text_start = self.length
        previous: Word | None = None
        for index, (word, opens_line) in enumerate(_with_line_starts(lines)):
            if previous is not None and not (opens_line and _holds_on(previous, word)):
                self.add(" ")
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


def _with_line_starts(lines: Iterable[Line]) -> Iterable[tuple[Word, bool]]:
    for line in lines:
        for index, word in enumerate(line.words):
            yield word, index == 0


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
    spans: list[Page] = []
    for reading in pages:
        start = builder.length
        for side, line in reading.furniture:
            blocks.append(_add_furniture(builder, side, line, reading.number))
        for block in reading.blocks:
            blocks.append(_add_block(builder, block, reading, tables))
        spans.append(Page(reading.number, reading.width, reading.height, start, builder.length, reading.status))
    return builder.text(), builder.all_boxes(), blocks, spans, tables


def _add_furniture(builder: TextBuilder, side: BlockKind, line: Line, page: int) -> Block:
    start = builder.length
    builder.add_lines([line])
    end = builder.length
    builder.add("\n")
    return Block(side, start, end, start, page=page, bbox=(line.x0, line.top, line.x1, line.bottom))


def _add_block(builder: TextBuilder, block: PageBlock, reading: PageReading, tables: list[Table]) -> Block:
    start = builder.length
    if block.table is not None:
        page_table = reading.tables[block.table]
        tables.append(add_table(builder, page_table, reading.number))
        end = builder.length
        builder.add("\n\n")
        return Block("table", start, end, start, page=reading.number, bbox=page_table.bbox, table=len(tables) - 1)
    skip = marker_of(block.lines[0])[1] if block.number else 0
    text_start = builder.add_lines(block.lines, skip)
    end = builder.length
    builder.add("\n\n")
    return Block(
        block.kind, start, end, text_start, block.number, block.level, reading.number, block.bbox, None, block.bold,
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
