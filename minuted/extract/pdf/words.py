"""Glyphs become words: where a word begins and ends, and what its letters are.

A word ends at a space, at a gap, where the next glyph stands on another line, and where a raised footnote mark
begins.  Letters keep one box each; odd spaces, symbol-font bullets and pdfium's sign for a hyphen at a line's end are
mapped one to one, so boxes stay in step.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Codes = npt.NDArray[np.uint32]
Places = npt.NDArray[np.intp]
"""Places in the order in which a page was written."""

GAP = 0.22
"""Share of the glyph's height that parts two words where no space is printed (a space is 0.25 em or more)."""
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"

LINE_END_HYPHEN = 2
"""What pdfium gives for a hyphen at a line's end (older ones: U+FFFE); nearly always a hard one."""
LETTERS = {
    LINE_END_HYPHEN: "-",
    0xFFFE: "-",
    0x2010: "-",
    0x2011: "-",
    0xF0B7: "•",
    0xF0A7: "▪",
    0xF0A8: "▪",
    0xF02D: "–",
    0xF0D8: "➢",
    0xF0FC: "✓",
    0xF0FB: "✗",
    0xF0E0: "→",
    0xF0DF: "←",
    0xF0E1: "↑",
    0xF0E2: "↓",
    0xF0E8: "→",
    0xF0E7: "←",
    0xF0E9: "↑",
    0xF0EA: "↓",
    0xF0F1: "↑",
    0xF0F2: "↓",
    0xF06C: "●",
    0xF06E: "■",
}
"""One letter for one glyph: pdfium's line-end hyphen, hyphens that search would miss, Symbol and Wingdings."""


def letters_of(codes: Codes) -> str:
    """The letter of each glyph, with ``LETTERS`` put for odd ones.

    >>> letters_of(np.array([0xF0B7, 0x61, 0x2010, 0x62], np.uint32))
    '•a-b'
    """
    text = codes.astype("<u4").tobytes().decode("utf-32-le", "replace")
    for odd in LETTERS.keys() & set(map(ord, set(text))):
        text = text.replace(chr(odd), LETTERS[odd])
    return text


@dataclass(slots=True)
class Word:
    """A printed word: ``boxes[i]`` is the box of ``text[i]``, top-left page coordinates in points."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    boxes: Floats
    size: float = 0.0
    bold: bool = False
    angle: int = 0
    """0, or 90, 180, 270 degrees anticlockwise."""
    order: int = 0
    """Its place in the order in which the page was written."""
    font: str = ""
    colour: tuple[int, int, int] | None = None
    """Read only for lone dots and arrows."""

    @property
    def middle(self) -> float:
        """Half-way down."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        """Half-way across."""
        return (self.x0 + self.x1) / 2


def is_blank(codes: Codes) -> npt.NDArray[np.bool_]:
    """Which glyphs print nothing: controls, spaces of every width, zero-width marks.

    >>> is_blank(np.array([65, 32, 160, 0x200B, 1], np.uint32)).tolist()
    [False, True, True, True, True]
    """
    blank = (
        ((codes <= 32) & (codes != LINE_END_HYPHEN))
        | ((codes >= 0x7F) & (codes <= 0xA0))
        | ((codes >= 0x2000) & (codes <= 0x200F))
    )
    blank |= (codes == 0x202F) | (codes == 0x205F) | (codes == 0x3000) | (codes == 0xFEFF) | (codes == 0xFFFF)
    return np.asarray(blank | ((codes >= 0x2028) & (codes <= 0x202E)))


def printed_glyphs(codes: Codes) -> Places:
    """Which of a page's glyphs print something.

    >>> printed_glyphs(np.array([111, 110, 32, 116, 111], np.uint32)).tolist()
    [0, 1, 3, 4]
    """
    return np.flatnonzero(~is_blank(codes))


def word_starts(printed: Places, codes: Codes, boxes: Floats) -> Places:
    """Where among the printed glyphs each word starts, in the order of writing.

    ``codes`` and ``boxes`` are those of the printed glyphs; ``printed`` tells where a space was left out.

    >>> boxes = np.array([[0, 0, 5, 9], [5, 0, 9, 9], [12, 0, 15, 9], [15, 0, 19, 9]], np.float32)
    >>> word_starts(np.array([0, 1, 3, 4]), np.array([111, 110, 116, 111], np.uint32), boxes).tolist()
    [0, 2]
    """
    if not len(printed):
        return printed
    spaced = np.diff(printed) > 1
    x0, top, x1, bottom = np.ascontiguousarray(boxes.T)
    height = np.maximum(bottom - top, 0.1)
    low = np.minimum(height[1:], height[:-1])
    overlap = np.minimum(bottom[1:], bottom[:-1]) - np.maximum(top[1:], top[:-1])
    gap = x0[1:] - x1[:-1]
    joined = ~spaced & (overlap > 0.5 * low) & (gap < GAP * low) & (gap > -0.9 * low)
    joined &= ~_mark_begins(codes, boxes, height)
    return np.append(0, np.flatnonzero(~joined) + 1)


def _mark_begins(codes: Codes, boxes: Floats, height: Floats) -> npt.NDArray[np.bool_]:
    """Where a small raised digit follows a full-size glyph: "45" and footnote mark "1", not "451"."""
    smaller = height[1:] < 0.8 * height[:-1]
    raised = boxes[1:, 3] < boxes[:-1, 3] - 0.12 * height[:-1]
    digit = (codes[1:] >= 48) & (codes[1:] <= 57)
    power = codes[:-1] == ord("m")
    return np.asarray(smaller & raised & digit & ~power)


def raise_marks(words: list[Word]) -> None:
    """Write small raised numbers as raised digits, so that no reader takes a footnote mark for a quantity."""
    for before, word in itertools.pairwise(words):
        small = word.bottom - word.top < 0.8 * (before.bottom - before.top)
        if small and word.text.isdecimal() and len(word.text) <= 2 and word.bottom < before.bottom - 0.1 * before.size:
            near = -2 < word.x0 - before.x1 < before.size and word.top < before.middle
            if near:
                word.text = word.text.translate(_RAISE)


_RAISE = str.maketrans("0123456789", RAISED)
