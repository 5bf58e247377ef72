"""The pages' blocks become one ``Document``: text in reading order, a box for each character, tables with offsets.

Lines of a paragraph are joined by a space; a hyphen at a line's end keeps its word whole ("decision-making").
A paragraph or a table that goes on overleaf is one block: the running header and footer of a page are placed where
they do not cut it.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field

import numpy as np

from minuted.extract.document import Block, BlockKind, Cell, Page, PageStatus, Table
from minuted.extract.headers import resolve_headers
from minuted.extract.pdf.blocks import PageBlock, marker_of
from minuted.extract.pdf.lines import Line
from minuted.extract.pdf.page_table import PageCell, PageTable
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

    def __init__(self, vocabulary: Set[str] = frozenset()) -> None:
        self.vocabulary = vocabulary
        """The words of the paper, by which a hyphen at a line's end is judged."""
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
        joined = True
        for index, line in enumerate(lines):
            if not joined:
                self.add(" ")
            if line.page:
                self.enter(line.page)
            joined = soft = False
            if index + 1 < len(lines):
                below = lines[index + 1]
                end, start = line.words[-1].text, below.words[0].text
                joined = holds_on(end, start) or self._is_torn(end, start, below)
                soft = joined and is_soft(end, start, self.vocabulary)
            before = self.length
            texts = self._add_words(line.words, soft)
            if not index and skip:
                text_start = before + sum(len(text) + 1 for text in texts[:skip])
        return text_start

    def _is_torn(self, end: str, start: str, below: Line) -> bool:
        """Whether a column too narrow for a word has put its last letter or two on a line of their own."""
        alone = len(below.words) == 1 and len(start) <= 2 and start.isalpha() and start.islower()
        return alone and len(end) > 2 and end.isalpha() and bare(end + start) in self.vocabulary

    def _add_words(self, words: Sequence[Word], soft: bool) -> list[str]:
        """Append the words of a line, without a soft hyphen at its end, and return what was written of each."""
        texts, boxes = [word.text for word in words], [word.boxes for word in words]
        if soft:
            texts[-1], boxes[-1] = texts[-1][:-1], boxes[-1][:-1]
        run = " ".join(texts)
        if "\u00ad" in run:
            boxes = [box[[letter != "\u00ad" for letter in text]] for text, box in zip(texts, boxes)]
            texts = [text.replace("\u00ad", "") for text in texts]
            run = " ".join(texts)
        spaced = [_NO_BOX] * (2 * len(boxes) - 1)
        spaced[::2] = boxes
        self.parts.append(run)
        self.boxes += spaced
        self.length += len(run)
        return texts

    def text(self) -> str:
        """All of it."""
        return "".join(self.parts)

    def all_boxes(self) -> Floats:
        """Shape (len(text), 4)."""
        return np.concatenate(self.boxes).astype(np.float32, copy=False) if self.boxes else np.empty((0, 4), np.float32)


def holds_on(end: str, start: str) -> bool:
    """Whether a word broken at a line's end goes on in the next line without a space.

    >>> holds_on("decision-", "making"), holds_on("and/", "or"), holds_on("2019", "-"), holds_on("costs -", "see")
    (True, True, False, False)
    """
    if end.endswith("\u00ad"):
        return True
    return len(end) > 1 and end[-1] in "-/" and end[-2].isalnum() and start[:1].isalnum()


def is_soft(end: str, start: str, vocabulary: Set[str]) -> bool:
    """Whether the hyphen at a line's end only breaks the word: the paper elsewhere writes it whole, never with one.

    >>> is_soft("con-", "struction", {"construction"}), is_soft("in-", "house", {"in-house", "inhouse"})
    (True, False)
    """
    if end[-1:] != "-":
        return False
    whole, parted = bare(end[:-1] + start), bare(end + start)
    return whole in vocabulary and parted not in vocabulary


def bare(text: str) -> str:
    """A word in lower case without the signs around it.

    >>> bare("(Construction,")
    'construction'
    """
    return text.strip(".,;:()[]'\"‘’“”*").lower()


def assemble(pages: Sequence[PageReading]) -> tuple[str, Floats, list[Block], list[Page], list[Table]]:
    """Text, boxes, blocks, pages and tables of the whole paper."""
    builder = TextBuilder(_vocabulary(pages))
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


def _vocabulary(pages: Sequence[PageReading]) -> set[str]:
    """Every word that stands inside a line (the last of a line may be broken)."""
    lines = [line for reading in pages for block in reading.blocks for line in block.lines]
    texts = {word.text for line in lines for word in line.words[:-1]}
    for table in (block.table for reading in pages for block in reading.blocks):
        if table is not None:
            texts |= {word.text for word in table.words if not word.text.endswith("-")}
    return set(map(bare, texts))


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
    bold = bool(cell.words) and all(word.bold for word in cell.words if any(map(str.isalnum, word.text)))
    return Cell(
        cell.row, cell.column, start, start + len(text), text, cell.row_span, cell.column_span, cell.page or page,
        cell.bbox, cell.fill, cell.marks, bold,
    )  # fmt: skip
