"""Plain text and Markdown become a ``Document``: the text untouched, its lines grouped into blocks and tables.

Every offset is an offset into the text as it was given: nothing is folded, trimmed or mended.  Printed numbers and
bullets stand inside their block, before ``text_start``.

>>> document = read_text("1. Front door\\n\\n1.1 There were 567 contacts,\\nup from 512.\\n- 91 were urgent")
>>> [(b.kind, b.number, document.text[b.text_start : b.end]) for b in document.blocks]
[('heading', '1', 'Front door'), ('paragraph', '1.1', 'There were 567 contacts,\\nup from 512.'), \
('list_item', '-', '91 were urgent')]
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from minuted.extract.document import Block, BlockKind, Document, Metadata, Table
from minuted.extract.encoding import decode
from minuted.extract.spent import spent_on
from minuted.extract.text_tables import find_tables

SUFFIXES = (".txt", ".md", ".markdown", ".text")
MEDIA_TYPES = ("text/plain", "text/markdown")
ENGINE = "text 1"
NO_METADATA = Metadata()

_LINE = re.compile(r"[^\n]*\n?")
_MARKDOWN = re.compile(r"(#{1,6})\s+(?=\S)")
_BULLET = re.compile(r"([·•▪◦●○■□➢►▶‣⁃∙\uf0b7\uf0a7*>✓]|[-–—](?=\s)|o(?=\s{1,6}[A-Z]))\s+(?=\S)")
_MARKER = re.compile(
    r"(?P<code>[A-Z]{1,5}[./]?\d{1,4}(?:[./]\d{1,4})*|\d{1,4}/\d{2,4})(?:[.):]?\s{2,}|[.):]\s*)(?=\S)"
    r"|(?P<decimal>(?!0\.)\d{1,3}(?:\.\d{1,3}){1,4})[.)]?\s+(?=\S)(?!(?:per|days?|weeks?|months?|years?|hours?|minutes?|"
    r"million|billion|thousand|tonnes|miles|km|points?|percentage|fte|wte|out of)\b)"
    r"|(?P<item>\d{1,4})(?:[.)]\s*(?=[A-Za-z£'\"‘“(*])|\.\s+(?=\S)|\)\s+(?=\S))"
    r"|(?P<spaced>\d{1,3})(?:\t\s*|\s{2,})(?=[A-Z£'\"‘“])"
    r"|(?P<bracketed>\((?:[a-zA-Z]{1,2}|\d{1,2}|[ivxIVX]{1,5})\))\s*(?=\S)"
    r"|(?P<letter>[a-zA-Z]|[ivx]{1,5})(?:\)\s*(?=\S)|\.\s{1,8}(?=[A-Za-z\d£]))"
)
_NUMBERED_BULLET = re.compile(r"(\d{1,3}):\s+(?=[A-Z])")
_LONE_ITEM = re.compile(r"(\d{1,3})\s(?=[A-Z])")
_CAPITALS = re.compile(r"[A-Z]{3}")
_SENTENCE_END = re.compile(r"[.?!;:,]['\"’”)\]]*$|[:;]\s*-$")
_VERBS = frozenset(
    "is are was were has have had will would be been shows show showed rose fell noted asked agreed said stated advised"
    " reported resolved received considered made said that does do did can could may might should must".split()
)
_SMALL = frozenset("a an and as at by for from in into of on or the to with vs per via - – — / & | v".split())
_SLIDE = re.compile(r"\[?(?:slide|page)\s+\d+\]?(?=$|[:.\s])", re.IGNORECASE)
_TITLED_SLIDE = re.compile(r"\[?slide\s\d+\]?\s?[:–—-]", re.IGNORECASE)
_LIST_MARKERS = frozenset({"bracketed", "letter"})


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its break: ``start`` to ``end``, its indent, marker and where its words begin."""

    start: int
    end: int
    indent: int
    text: str
    marker: str | None = None
    """None, "bullet", "markdown", or the name of the group of ``_MARKER`` that matched."""
    number: str | None = None
    text_start: int = 0

    @property
    def words(self) -> str:
        """The line's text after its marker."""
        return self.text[self.text_start - self.start - self.indent :].rstrip()


def read(data: bytes, metadata: Metadata = NO_METADATA) -> Document:
    """The document of the bytes of a text file, decoded by their mark or as UTF-8, else as Windows-1252.

    >>> read("£5 a week".encode("cp1252")).text
    '£5 a week'
    """
    return read_text(decode(data), metadata)


def read_text(text: str, metadata: Metadata = NO_METADATA) -> Document:
    """The document of a passage of text: headings, numbered paragraphs, list items, tables, paragraphs."""
    lines = list(split_lines(text))
    with spent_on("tables"):
        tables = find_tables(text, [(line.start, line.end) for line in lines])
    blocks = tuple(group_lines(text, lines, tables))
    return Document(text, blocks, tables=tuple(tables), metadata=metadata, engine=ENGINE)


def split_lines(text: str) -> Iterator[Line]:
    """The lines of ``text`` with their printed numbers and bullets recognised.

    >>> [(line.marker, line.number, line.words) for line in split_lines("(a)  note it\\n34.1 The Chair\\n")]
    [('bracketed', '(a)', 'note it'), ('decimal', '34.1', 'The Chair')]
    """
    for match in _LINE.finditer(text):
        if match.start() == len(text):
            return
        body = match[0].rstrip("\n").rstrip()
        stripped = body.lstrip()
        indent = len(body) - len(stripped)
        start, end = match.start(), match.start() + len(body)
        marker, number, skip = _marker_of(stripped)
        yield Line(start, end, indent, stripped, marker, number, start + indent + skip)


def _marker_of(text: str) -> tuple[str | None, str | None, int]:
    if not text:
        return None, None, 0
    if found := _MARKDOWN.match(text):
        kind, number, inner = _marker_of(text[found.end() :])
        return "markdown", number if kind else found[1], found.end() + (inner if kind else 0)
    if found := _BULLET.match(text):
        kind, number, inner = _marker_of(text[found.end() :])
        if kind in ("bracketed", "decimal", "item"):
            return kind, number, found.end() + inner
        if numbered := _NUMBERED_BULLET.match(text, found.end()):
            return "bullet", numbered[1], numbered.end()
        return "bullet", found[1], found.end()
    found = _MARKER.match(text)
    if found is None:
        return None, None, 0
    group = found.lastgroup or ""
    if group == "code" and not _is_item_code(text, found):
        return None, None, 0
    return group, found[group], found.end()


def _is_item_code(text: str, found: re.Match[str]) -> bool:
    """Whether "SR15   WORKFORCE" or "50/09   REPAIRS" opens an item: a name such as "EC4: calls" does not."""
    return text[found.end()].isupper() or text[found.end()] in "\"'‘“("


def is_heading(line: Line, following: Line | None, preceded_by_break: bool) -> bool:
    """Whether a line reads as a heading: short, a title rather than a sentence, and not one item of a list.

    >>> rows = list(split_lines("2.  Contacts and referrals\\n\\nCASTLE DISTRICT COUNCIL\\nThe Panel heard of it.\\n"))
    >>> [is_heading(row, None, True) for row in rows if row.text]
    [True, True, False]
    """
    words = line.words
    if not words or len(words) > 130:
        return False
    if line.marker == "markdown" or _SLIDE.fullmatch(words) or (words.startswith("**") and words.endswith("**")):
        return True
    if line.marker == "bullet" or line.marker in _LIST_MARKERS:
        return False
    if _SENTENCE_END.search(words):
        return False
    tokens = words.split()
    if len(tokens) > 16 or tokens[0][0].islower():
        return False
    if (_CAPITALS.search(words) and words.upper() == words) or (preceded_by_break and _TITLED_SLIDE.match(words)):
        return True
    opens_list = following is not None and following.marker == "bullet"
    alone = opens_list or (
        preceded_by_break and (following is None or not following.text or following.marker is not None)
    )
    titled = not any(token.strip("()").lower() in _VERBS for token in tokens)
    if line.marker is not None:
        return titled and len(tokens) <= 12 and not re.search(r"[£%]\s?\d|\d\s?%", words)
    return alone and titled and not re.search(r"\d[\d,.]*\s?%|[£]\s?\d|  |\t|\|", words)


def group_lines(text: str, lines: list[Line], tables: list[Table]) -> Iterator[Block]:
    """Blocks in reading order; hard-wrapped lines are one block, the lines of a table one "table" block."""
    starts = [line.start for line in lines]
    table_at = {starts[bisect_right(starts, table.start) - 1]: index for index, table in enumerate(tables)}
    wrap = _wrap_width(lines)
    position, after_break, depth = 0, True, ListDepth()
    while position < len(lines):
        line = lines[position]
        if not line.text:
            position, after_break = position + 1, True
            continue
        index = table_at.get(line.start)
        if index is not None:
            table = tables[index]
            yield Block("table", table.start, table.end, table.start, table=index)
            while position < len(lines) and lines[position].start < table.end:
                position += 1
            after_break = True
            continue
        following = lines[position + 1] if position + 1 < len(lines) else None
        last = position
        heading = is_heading(line, following, after_break)
        if not heading:
            while last + 1 < len(lines) and _continues(lines[last], lines[last + 1], wrap, table_at):
                last += 1
        yield _block(line, lines[last], heading, depth, after_break)
        position, after_break = last + 1, False


def _wrap_width(lines: list[Line]) -> int:
    """The width at which the text is hard-wrapped: near its longest lines; large where it is not wrapped."""
    lengths = sorted(line.end - line.start for line in lines if line.text)
    if not lengths:
        return 1000
    return lengths[int(0.95 * (len(lengths) - 1))]


def _continues(line: Line, following: Line, wrap: int, table_at: dict[int, int]) -> bool:
    """Whether ``following`` is the same paragraph, broken only because the line was full."""
    if not following.text or following.start in table_at:
        return False
    if following.marker is not None and following.marker not in ("item", "letter", "spaced", "decimal"):
        return False
    ends = _SENTENCE_END.search(line.text)
    opens_low = following.text[0].islower() or following.text[0] in "(&£%"
    full = line.end - line.start >= max(50, 0.8 * min(wrap, 160)) and wrap <= 200
    if following.marker is not None:
        return full and not ends and opens_low
    return (opens_low and not (ends and line.text[-1] in ".:?!")) or (full and not _ends_paragraph(line))


def _ends_paragraph(line: Line) -> bool:
    return line.text[-1] in ":" or line.text.endswith((":-", "; and"))


class ListDepth:
    """How deep a list item stands: by its indent and by the kinds of marker that are open."""

    def __init__(self) -> None:
        self.open: list[tuple[str, int]] = []

    def level(self, marker: str, indent: int) -> int:
        """The level of an item; closes the deeper lists that it ends."""
        for depth, (kind, depth_indent) in enumerate(self.open):
            if kind == marker and abs(depth_indent - indent) <= 1:
                del self.open[depth + 1 :]
                return depth + 1
        while self.open and self.open[-1][1] > indent:
            self.open.pop()
        self.open.append((marker, indent))
        return len(self.open)

    def close(self) -> None:
        """A paragraph or heading ends every list."""
        self.open.clear()


def _block(line: Line, last: Line, heading: bool, depth: ListDepth, after_break: bool) -> Block:
    start, end = line.start + line.indent, last.end
    text_start, number = line.text_start, line.number
    lone = _LONE_ITEM.match(line.text) if heading and line.marker is None and after_break else None
    if lone:
        number, text_start = lone[1], start + lone.end()
    kind: BlockKind = "heading" if heading else "paragraph"
    level = _heading_level(line) if heading else 1
    if not heading and (line.marker == "bullet" or line.marker in _LIST_MARKERS or line.marker == "item"):
        kind = "list_item"
        level = depth.level(_marker_kind(line), line.indent)
    elif heading or line.marker is None:
        depth.close()
    return Block(kind, start, end, text_start, number, level)


def _marker_kind(line: Line) -> str:
    """Markers of one list look alike: "(a)" and "(b)", "•" and "•", but not "(a)" and "(i)"."""
    if line.marker == "bullet":
        return f"bullet {line.number}"
    inner = (line.number or "").strip("().")
    style = "digit" if inner.isdigit() else "roman" if re.fullmatch(r"[ivx]+", inner) else "letter"
    return f"{line.marker} {style}"


def _heading_level(line: Line) -> int:
    """1 for titles in capitals at the top, then by the depth of the printed number; 3 for unnumbered titles."""
    if line.marker == "markdown":
        return len(line.text) - len(line.text.lstrip("#"))
    if line.number is not None:
        return 2 + line.number.strip(".").count(".") * (line.marker == "decimal")
    if _SLIDE.match(line.words) or line.words.upper() == line.words:
        return 2
    return 3
