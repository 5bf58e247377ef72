"""Lines become blocks: headings, paragraphs, list items.

A block ends where the gap widens, the type changes, a number or bullet hangs at its start, or where the line before
ended although the next word would have fitted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from minuted.extract.document import BlockKind, Box
from minuted.extract.pdf.lines import Line
from minuted.extract.pdf.page_table import PageTable
from minuted.extract.pdf.rows import is_number
from minuted.extract.pdf.words import Word

BULLETS = frozenset("•▪●■◦○‣⁃➢➤✓✔✗*–—-o·►▶")
MARKER = re.compile(r"[(\[]?(?:\d{1,3}(?:\.\d{1,3}){0,4}\.?|[a-z]|[A-Z]|[ivxl]{1,6}|[IVX]{1,5})[.)\]]?\)?$")
DECIMAL = re.compile(r"\d{1,3}(?:\.\d{1,3})+\.?$")
PLAIN_NUMBER = re.compile(r"\d{1,3}[.)]?$")
ENDS = tuple(".?!:;")
LABELLED = re.compile(r"[A-Z][A-Z ]{3,30}:")
"""A word in capitals that opens a paragraph of minutes: "RESOLVED:", "IN ATTENDANCE: the Director"."""
TWO_LETTERS = re.compile(r"[^\W\d_]{2}")
"""What a heading has: "£000s £000s" is none."""
LARGE = 1.4
"""A number on a slide is printed so much larger than what it counts."""
CAPTION = re.compile(r"(?:table|figure|fig\.?|chart|graph|map)\s*[\dA-Z][\d.]*\b", re.IGNORECASE)


@dataclass(slots=True)
class PageBlock:
    """A block of one page before it has offsets: its lines, or the index of its table on the page."""

    kind: BlockKind
    lines: list[Line] = field(default_factory=list)
    number: str | None = None
    level: int = 1
    table: PageTable | None = None
    bold: bool = False
    size: float = 0.0
    page: int = 0

    @property
    def words(self) -> list[Word]:
        """All its words in reading order."""
        return [word for line in self.lines for word in line.words]

    @property
    def text(self) -> str:
        """Its words, parted by spaces."""
        return " ".join(line.text for line in self.lines)

    @property
    def bbox(self) -> Box:
        """The box around its lines on the page that it begins on."""
        lines = [line for line in self.lines if not line.page] or self.lines
        return (
            min(line.x0 for line in lines),
            min(line.top for line in lines),
            max(line.x1 for line in lines),
            max(line.bottom for line in lines),
        )


def find_blocks(regions: Sequence[list[Line]], tables: Sequence[PageTable], body_size: float) -> list[PageBlock]:
    """The blocks of a page in reading order; a table's line becomes a block of kind "table".

    ``tables`` are those that the lines' ``table`` counts from.
    """
    found: list[PageBlock] = []
    for lines in regions:
        current: list[Line] = []
        right, usual = _right_edge(lines), _usual_gap(lines)
        for line in lines:
            if line.table is not None:
                found += _finished(current, body_size)
                current = []
                found.append(PageBlock("table", [line], table=tables[line.table]))
            elif current and _begins(current, line, right, usual):
                found += _finished(current, body_size)
                current = [line]
            else:
                current.append(line)
        found += _finished(current, body_size)
    return _with_large_numbers(found)


def _with_large_numbers(blocks: Sequence[PageBlock]) -> list[PageBlock]:
    """The blocks, each number in large type joined to the words right under it: "412" over "pupils on roll"."""
    found: list[PageBlock] = []
    for block in blocks:
        if found and _is_large_number(found[-1], block):
            number = found.pop()
            block.lines = [*number.lines, *block.lines]
            block.kind, block.number = "paragraph", None
        found.append(block)
    return found


def _is_large_number(block: PageBlock, below: PageBlock) -> bool:
    if block.table or below.table or len(block.lines) != 1 or not is_number(block.lines[0]):
        return False
    line, under = block.lines[0], below.lines[0]
    beside = min(line.x1, under.x1) > max(line.x0, under.x0)
    near = -2 < under.top - line.bottom < line.height
    lone = is_number(under) or marker_of(under)[0] is not None
    return beside and near and not lone and block.size > LARGE * below.size > 0


def _right_edge(lines: Sequence[Line]) -> float:
    ends = sorted(line.x1 for line in lines if line.table is None)
    return ends[int(0.9 * (len(ends) - 1))] if ends else 0.0


def _usual_gap(lines: Sequence[Line]) -> float:
    """The white between most lines of a region, where it has enough of them to tell; else 0."""
    gaps = sorted(
        b.top - a.bottom
        for a, b in pairwise(lines)
        if a.table is None and b.table is None and 0 < b.top - a.bottom < 2.2 * a.height
    )
    return gaps[int(0.35 * len(gaps))] if len(gaps) >= 8 else 0.0


def main_size(words: Sequence[Word]) -> float:
    """The type size of most letters."""
    letters: dict[float, int] = {}
    if len({word.size for word in words}) == 1:
        return round(words[0].size * 2) / 2
    for word in words:
        letters[word.size] = letters.get(word.size, 0) + len(word.text)
    sizes: dict[float, int] = {}
    for size, count in letters.items():
        half_points = round(size * 2) / 2
        sizes[half_points] = sizes.get(half_points, 0) + count
    return max(sizes, key=sizes.__getitem__) if sizes else 0.0


def all_bold(line: Line) -> bool:
    """Whether every word with a letter or digit is bold."""
    told = False
    for word in line.words[marker_of(line)[1] :]:
        if any(map(str.isalnum, word.text)):
            if not word.bold:
                return False
            told = True
    return told


def _begins(current: list[Line], line: Line, right: float, usual: float) -> bool:
    """Whether ``line`` starts a new block after ``current``."""
    before = current[-1]
    height = (before.height + line.height) / 2
    gap = line.top - before.bottom
    if gap > max(0.75 * height, 1.3 * usual) or gap < -1.5 * height:
        return True
    if len(current) > 1 and gap > (current[1].top - current[0].bottom) + 0.3 * height:
        return True
    if _changes_size(before, line, right) or is_spread(line):
        return True
    if is_spread(before):
        return abs(line.x0 - _last_run_start(before)) > 4
    if marker_of(line)[0] and (_hangs(line) or _ended(before, line, right) or _marker_fits(current, line)):
        return True
    if all_bold(before) != all_bold(line) and (all_bold(before) or before.words[-1].text.endswith(ENDS)):
        return True
    if before.words[-1].text.endswith(ENDS) and LABELLED.match(line.text):
        return True
    return _ended(before, line, right)


def _changes_size(before: Line, line: Line, right: float) -> bool:
    """A fifth larger or smaller begins a block; less does where the line before had ended or the weight changes."""
    old, new = main_size(before.words), main_size(line.words)
    change = abs(old - new) / max(old, 1)
    return change > 0.2 or (change > 0.06 and (_ended(before, line, right) or all_bold(before) != all_bold(line)))


def is_spread(line: Line) -> bool:
    """Whether wide gaps part the line: "Date:      4 March", a line of a list of contents."""
    words, wide = line.words[marker_of(line)[1] :], 2.2 * line.height
    return any(b.x0 - a.x1 > wide for a, b in pairwise(words))


def _last_run_start(line: Line) -> float:
    """Where the part after the line's last wide gap begins."""
    words = line.words
    return next((b.x0 for a, b in reversed(list(pairwise(words))) if b.x0 - a.x1 > 2.2 * line.height), words[0].x0)


def _marker_fits(current: list[Line], line: Line) -> bool:
    """Whether the block being read has the same sort of marker at the same indent: the next item of its list."""
    first = current[0]
    return marker_of(first)[0] is not None and abs(first.x0 - line.x0) < 3 and len(line.words) > 1


def _ended(before: Line, line: Line, right: float) -> bool:
    """Whether the line before stopped early: the first word of this one would have fitted on it with ease."""
    first = line.words[0]
    room = right - before.x1 - (first.x1 - first.x0) - 0.3 * before.height
    if room <= 0:
        return False
    closed = before.words[-1].text.endswith(ENDS)
    opens = first.text[:1].isupper() or not first.text[:1].isalpha()
    return (closed and (opens or before.words[-1].text.endswith((":", ";")))) or (
        room > 0.3 * (right - before.x0) and opens
    )


def marker_of(line: Line) -> tuple[str | None, int]:
    """The number or bullet that the line starts with, and how many words it takes.

    A word alone is no marker: "(a)" needs something that it numbers.  "2 | Reserves" is a heading's number with a rule.
    """
    words = line.words
    if len(words) < 2:
        return None, 0
    first = words[0].text
    if first in BULLETS:
        lone_o = first == "o" and words[1].x0 - words[0].x1 < 0.5 * line.height
        return (None, 0) if lone_o else (first, 1)
    if words[1].text == "|" and len(words) > 2 and PLAIN_NUMBER.match(first):
        return first, 2
    if len(first) <= 14 and MARKER.match(first) and (first[-1] in ".)]" or DECIMAL.match(first) or _wide_gap(words)):
        return first, 1
    return None, 0


def _wide_gap(words: Sequence[Word]) -> bool:
    return words[1].x0 - words[0].x1 > 0.55 * (words[0].bottom - words[0].top)


def _hangs(line: Line) -> bool:
    """Whether a gap wider than a space follows the marker, as after a tab."""
    return _wide_gap(line.words)


def _finished(lines: list[Line], body_size: float) -> list[PageBlock]:
    if not lines:
        return []
    words = [word for line in lines for word in line.words]
    size, bold = main_size(words), all(all_bold(line) for line in lines)
    number, _ = marker_of(lines[0])
    block = PageBlock("paragraph", lines, number, bold=bold, size=size)
    text = block.text
    if number in BULLETS and number is not None:
        block.kind = "list_item"
    elif CAPTION.match(text) and len(text) < 160:
        block.kind = "caption"
    elif _is_heading(block, text, body_size):
        block.kind = "heading"
        block.level = _heading_level(block, body_size)
    elif number and not DECIMAL.match(number) and not (PLAIN_NUMBER.match(number) and len(text) > 60):
        block.kind = "list_item"
    if block.kind == "list_item":
        block.level = 2 if number and re.match(r"\(?[ivxl]{1,6}[.)]", number) and number.strip("().") != "i" else 1
    return [block]


def _is_heading(block: PageBlock, text: str, body_size: float) -> bool:
    if len(block.lines) > 3 or len(text) > 180 or text.endswith((".", ";", ",")):
        return False
    letters = sum(map(str.isalpha, text))
    if letters < 3 or not TWO_LETTERS.search(text):
        return False
    larger = body_size > 0 and block.size >= 1.12 * body_size
    capitals = text.isupper() and letters >= 5 and len(text) < 100
    return larger or block.bold or capitals


def _heading_level(block: PageBlock, body_size: float) -> int:
    """1 for titles (well over the body's size), 2 for larger type, 3 for bold; a number's depth adds to it."""
    ratio = block.size / body_size if body_size else 1.0
    level = 1 if ratio >= 1.5 else 2 if ratio >= 1.12 else 3
    if block.number and DECIMAL.match(block.number):
        level += block.number.rstrip(".").count(".")
    return level
