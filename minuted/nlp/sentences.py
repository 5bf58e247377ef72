"""Blocks become sentences, each with the headings above it and the line that introduces its list.

Blocks come before sentences: a sentence never crosses a block, a verbless bullet is a sentence of its own, printed
numbers and bullets are left out, and so are tables (their cells are read by ``minuted.nlp.tables``) except for cells
that hold prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from minuted.extract.document import Block, Document
from minuted.extract.grid import is_prose_cell
from minuted.nlp.reading import Reading, Sentence

LONGEST = 1200
"""Characters.  Beyond it the text is no sentence but the words of a table or a form that lost its lines."""
_END = re.compile(r"[.!?](?:['\"’”)\]]{0,3})(?=\s)|\n[^\S\n]*\n")
_NEXT = re.compile(r"\s*[\"'‘“(\[]?(?:[A-Z£\d<>~+–-]|[a-z]\))")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:Mr|Mrs|Ms|Dr|Prof|Cllr|Cllrs|Rev|Hon|St|No|Nos|Ref|ref|para|paras|Para|App|app|approx|Approx|c|ca|"
    r"est|Est|incl|excl|vs|v|cf|e\.g|i\.e|eg|ie|etc|viz|pp|p|s|ss|Sec|Fig|fig|Tel|tel|Ext|ext|Vol|Min|min|Cttee|Dept|"
    r"Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|[A-Z]|[a-z])\.$"
)
_LEADS = re.compile(r"(?::|:\s?[-–—]|\bthat|\bthe following|\bas follows|[-–—])\s*$")
"""How a sentence ends that introduces a list: two words at most."""


def split_sentences(reading: Reading) -> None:
    """Fill ``reading.sentences``."""
    reading.sentences = read_sentences(reading.document)


def read_sentences(document: Document) -> tuple[Sentence, ...]:
    """The sentences of a document in reading order.

    >>> from minuted.extract.text import read_text
    >>> text = "FRONT DOOR\\n\\nThe Panel heard that:\\n- 567 cases were open;\\n- 21 had closed. None was urgent."
    >>> [(s.text, s.headings, s.lead_in) for s in read_sentences(read_text(text))][2:3]
    [('567 cases were open;', ('FRONT DOOR',), 'The Panel heard that:')]
    """
    context = Context()
    found: list[Sentence] = []
    for index, block in enumerate(document.blocks):
        if block.kind in ("header", "footer"):
            continue
        if block.kind == "table" and block.table is not None:
            found.extend(_prose_cells(document, block, index, context))
            continue
        context.enter(document.text, block)
        spans = list(split_span(document.text, block.text_start, block.end))
        for start, end in spans:
            found.append(_sentence(document.text, start, end, block, index, context))
        context.leave(document.text, block, spans)
    return tuple(found)


def split_span(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of the sentences between ``start`` and ``end``, without the space around them.

    >>> told = "Cllr. A. Gray asked why. It was 3.5 days. (See App. 2.)"
    >>> [told[a:b] for a, b in split_span(told, 0, len(told))]
    ['Cllr. A. Gray asked why.', 'It was 3.5 days.', '(See App. 2.)']
    """
    first = start
    for mark in _END.finditer(text, start, end):
        if text[mark.start()] == "." and _ABBREVIATED.search(text[max(first, mark.start() - 8) : mark.start() + 1]):
            continue
        if text[mark.start() - 3 : mark.start() + 1] == "....":
            continue  # leaders: "Known cases ........ 4%" is one line
        if text[mark.start()] != "\n" and not _NEXT.match(text, mark.end(), end):
            continue
        yield from _pieces(text, first, mark.end())
        first = mark.end()
    yield from _pieces(text, first, end)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence as it is; what is longer than any sentence, such as a table's text, in pieces cut at line breaks."""
    while end - start > LONGEST:
        cut = max(text.rfind("\n", start + 1, start + LONGEST), start)
        if cut == start:
            cut = max(text.rfind(" ", start + 1, start + LONGEST), start)
        if cut == start:
            cut = start + LONGEST
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _sentence(text: str, start: int, end: int, block: Block, index: int, context: Context) -> Sentence:
    lead_in = context.lead_in_of(block)
    return Sentence(start, end, text[start:end], block, index, context.headings_over(block), lead_in)


def _prose_cells(document: Document, block: Block, index: int, context: Context) -> Iterator[Sentence]:
    assert block.table is not None
    for cell in document.tables[block.table].cells:
        if is_prose_cell(cell):
            for first, last in _items(document.text, cell.start, cell.end):
                for start, end in split_span(document.text, first, last):
                    yield _sentence(document.text, start, end, block, index, context)


_ITEM = re.compile(r"(?<!\S)(?:KPI|PI|Indicator|Measure|Objective|Outcome|Priority|Action)\s?\d{1,2}\s?[:–-]\s")
"""What numbers the items of a cell, whose lines have run together."""


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The items of a cell, without what numbers them; the whole cell where nothing does.

    >>> told = "KPI 1: Calls answered 81% KPI 2: Visits 40"
    >>> [told[first:last].strip() for first, last in _items(told, 0, len(told))]
    ['Calls answered 81%', 'Visits 40']
    """
    marks = list(_ITEM.finditer(text, start, end))
    yield from [(start, marks[0].start())] if marks and marks[0].start() > start else []
    ends = [*(mark.start() for mark in marks[1:]), end]
    yield from zip((mark.end() for mark in marks), ends, strict=True) if marks else [(start, end)]


def _lead_in(text: str, start: int, end: int) -> str | None:
    """A sentence that introduces a list, in one line; None where it introduces none."""
    told = text[start:end]
    last_two = " ".join(told.rsplit(None, 2)[-2:])
    return " ".join(told.split()) if _LEADS.search(last_two) else None


class Context:
    """The headings and list lead-ins that are open while blocks are read from top to bottom."""

    def __init__(self) -> None:
        self._headings: list[tuple[int, str]] = []
        self._titles: tuple[str, ...] = ()
        self._lead_ins: list[str | None] = [None]
        self._level = 0

    def enter(self, text: str, block: Block) -> None:
        """Take note of a block before its sentences are read."""
        if block.kind == "heading":
            while self._headings and self._headings[-1][0] >= block.level:
                self._headings.pop()
            self._titles = tuple(title for _, title in self._headings)
        if block.kind == "list_item":
            del self._lead_ins[block.level :]
            while len(self._lead_ins) < block.level:
                self._lead_ins.append(self._lead_ins[-1])
        else:
            del self._lead_ins[1:]

    def leave(self, text: str, block: Block, spans: list[tuple[int, int]]) -> None:
        """Take note of what the block opens for those after it."""
        if block.kind == "heading":
            told = " ".join(text[block.text_start : block.end].split())
            if told:
                self._headings.append((block.level, told))
                self._titles = tuple(title for _, title in self._headings)
                self._lead_ins[:] = [None]
            return
        last = _lead_in(text, *spans[-1]) if spans else None
        if block.kind == "list_item":
            self._lead_ins.append(last or self._lead_ins[block.level - 1])
        else:
            self._lead_ins[:] = [last]

    def headings_over(self, block: Block) -> tuple[str, ...]:
        """The headings that a sentence of this block stands under, outermost first."""
        return self._titles

    def lead_in_of(self, block: Block) -> str | None:
        """The sentence that introduces the list that the block is an item of."""
        return self._lead_ins[min(block.level, len(self._lead_ins)) - 1] if block.kind == "list_item" else None
