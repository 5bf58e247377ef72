"""Red, amber, green and direction of travel: from words, letters, symbols, drawn marks and fills.

A colour counts only in a column that behaves as a rating: one headed as such, one that holds nothing but ratings, or
one whose value cells are filled in more than one of the three colours.  House colours and shaded columns are none.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Sequence
from functools import lru_cache

from minuted.extract.document import Cell, Colour

_WORDS = {"red": "red", "r": "red", "amber": "amber", "a": "amber", "yellow": "amber", "green": "green", "g": "green"}
_TAIL = re.compile(r"\(\s*(red|amber|green)\s*\)|(?:^|\s)[-–]?\s*(red|amber|green)\s*$", re.IGNORECASE)
_FIRST = re.compile(r"(red|amber|green)\b[\s:(–-]*")
_HEADING = re.compile(r"\b(?:b?rag(?:\s?(?:rating|status))?|ratings?|status|traffic light)\b", re.IGNORECASE)
_TRAVEL = re.compile(r"\b(?:dot|direction|trend|travel|d\.o\.t\.?)\b", re.IGNORECASE)
_ARROWS = {
    "up": "↑⇧⬆🡅▲△\uf0e9\uf070", "down": "↓⇩⬇🡇▼▽\uf0ea\uf071", "same": "→↔⇨➡►▶◄⇔\uf0e8\uf0f3",
}  # fmt: skip
_DRAWN = {"arrow_up": "up", "arrow_down": "down", "arrow_right": "same", "arrow_left": "same"}
_TRAVEL_WORDS = {
    "up": "up", "increasing": "up", "rising": "up", "improving": "up", "improved": "up", "better": "up",
    "down": "down", "decreasing": "down", "falling": "down", "worsening": "down", "worse": "down", "declined": "down",
    "same": "same", "stable": "same", "static": "same", "no change": "same", "unchanged": "same", "maintained": "same",
}  # fmt: skip


@lru_cache(maxsize=512)
def hue_of(colour: Colour) -> str | None:
    """The rating a fill may stand for, or None where it is pale, grey or another hue.

    >>> [hue_of(c) for c in ((255, 0, 0), (255, 192, 0), (0, 176, 80), (217, 217, 217), (131, 202, 235))]
    ['red', 'amber', 'green', None, None]
    """
    hue, saturation, value = colorsys.rgb_to_hsv(*(part / 255 for part in colour))
    degrees = hue * 360
    if saturation < 0.3 or value < 0.4:
        return None
    if degrees < 16 or degrees > 345:
        return "red"
    return "amber" if 25 <= degrees <= 62 else "green" if 75 <= degrees <= 165 else None


def rating_word(text: str) -> str | None:
    """A cell that is nothing but a rating.

    >>> rating_word("AMBER"), rating_word("G"), rating_word("Green (on track)"), rating_word("Greenwich")
    ('amber', 'green', 'green', None)
    """
    low = text.strip().lower()
    if low in _WORDS:
        return _WORDS[low]
    first = _FIRST.match(low)
    return _WORDS[first[1]] if first and len(low.split()) <= 4 else None


def rating_in(text: str) -> str | None:
    """A rating that a value carries with it: "33% (Amber)".

    >>> rating_in("33% (Amber)"), rating_in("85%"), rating_in("12 Red")
    ('amber', None, 'red')
    """
    low = text.lower()
    match = _TAIL.search(text) if "red" in low or "amber" in low or "green" in low else None
    return _WORDS[(match[1] or match[2]).lower()] if match else None


def mark_rating(cell: Cell) -> str | None:
    """The rating of a drawn dot."""
    return next((mark[4:] for mark in cell.marks if mark.startswith("dot_")), None)


def direction_of(cell: Cell) -> str | None:
    """Direction of travel from a drawn or typed arrow, or a word that is all the cell says.

    >>> [direction_of(Cell(0, 0, 0, 0, text)) for text in ("⬆", "Improving", "41")]
    ['up', 'up', None]
    """
    for mark in cell.marks:
        if mark in _DRAWN:
            return _DRAWN[mark]
    told = cell.text.strip()
    if not told.isascii():
        for direction, signs in _ARROWS.items():
            if any(sign in told for sign in signs):
                return direction
    return _TRAVEL_WORDS.get(told.lower())


def says_rating(heading: str) -> bool:
    """Whether a column's heading announces ratings."""
    return bool(_HEADING.search(heading))


def says_travel(heading: str) -> bool:
    """Whether a column's heading announces a direction of travel."""
    return bool(_TRAVEL.search(heading))


def fills_are_ratings(cells: Sequence[Cell], heading: str, header_fills: set[Colour], rated: bool) -> bool:
    """Whether the fills of a column's body cells are ratings rather than decoration.

    Two of the three colours in a table that has targets or a paper that speaks of ratings (``rated``), or any of them
    under a heading that announces ratings.
    """
    fills = [cell.fill for cell in cells if cell.fill is not None and cell.fill not in header_fills]
    hues = {hue for fill in fills if (hue := hue_of(fill))}
    others = sum(hue_of(fill) is None for fill in fills)
    if says_rating(heading):
        return bool(hues)
    return rated and len(hues) >= 2 and others <= len(fills) / 2


def is_rating_column(cells: Sequence[Cell], heading: str) -> bool:
    """Whether a column holds ratings (words, letters, dots or coloured blanks) and no values."""
    told = [cell for cell in cells if cell.text.strip() or cell.marks or cell.fill]
    if not told:
        return False
    rated = [cell for cell in told if rating_word(cell.text) or mark_rating(cell)]
    if any(cell.text.strip().lower() in ("red", "amber", "green") or cell.marks for cell in rated):
        return len(rated) >= 0.5 * len(told)
    if says_rating(heading):
        blank = [cell for cell in told if not cell.text.strip() and cell.fill and hue_of(cell.fill)]
        return len(rated) + len(blank) >= 0.5 * len(told)
    return len(rated) >= 2 and len(rated) >= 0.8 * len(told)
