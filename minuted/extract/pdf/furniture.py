"""Running headers and footers: lines at the top or foot of the page that come again on other pages.

Digits are masked ("Page 3 of 12" is "Page # of #"), and the place on the page has to agree.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from minuted.extract.document import BlockKind
from minuted.extract.pdf.lines import Line

ZONE = 0.12
"""Share of the page's height, at the top and at the foot, where furniture stands."""
PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–]?\s*(?:\d{1,4}|[ivxl]{1,6})\s*[-–]?(?:\s*(?:of|/|\|)\s*\d{1,4})?$", re.I)

LARGER = 1.2
"""A title is so much higher than the type of the text."""
_LETTERS = re.compile(r"(?:[^\W\d_][^\w]*){8}")
_NO_TITLE = re.compile(
    r"\bpage #|www\.|https?:|@|#/#/#|^(?:draft|official|restricted|confidential|appendix [\w#])\b.{0,10}$"
)
"""What runs and is no title: page numbers, addresses, dates, markings."""


def masked(text: str) -> str:
    """The text without what changes from page to page.

    >>> masked("Agenda pack, page 12 of 40")
    'agenda pack, page # of #'
    """
    return re.sub(r"\d+", "#", text.lower().strip())


def furniture_side(line: Line, height: float) -> BlockKind | None:
    """ "header" or "footer" where the line stands in that zone of the page, else None."""
    if line.table is not None:
        return None
    if line.bottom < ZONE * height:
        return "header"
    if line.top > (1 - ZONE) * height:
        return "footer"
    return None


def running_lines(pages: Sequence[tuple[float, Sequence[Line]]]) -> set[tuple[str, str]]:
    """(side, masked text) of every line that runs: on three pages or more and on a quarter of them, at one height.

    ``pages`` holds the height and the lines of each page.
    """
    places: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    for height, lines in pages:
        seen = set()
        for line in lines:
            side = furniture_side(line, height)
            text = masked(line.text) if side else ""
            if side and len(text) < 200 and (side, text) not in seen:
                seen.add((side, text))
                places[side, text][round((line.top if side == "header" else height - line.top) / 6)] += 1
    needed = max(3 if len(pages) > 3 else 2, 0.25 * len(pages))
    if len(pages) < 2:
        return set()
    found = set()
    for key, heights in places.items():
        best = max(heights[h] + heights[h + 1] + heights[h - 1] for h in list(heights))
        if best >= min(needed, 12) and len(key[1]) > 0:
            found.add(key)
    return found


def first_of_running_titles(
    pages: Sequence[tuple[float, Sequence[Line]]], running: set[tuple[str, str]], body_size: float
) -> set[int]:
    """The lines (by ``id``) that run at the head of pages from theirs on, and are the title of what begins there.

    Spreadsheets and slides repeat their title on each page: it is bold or large, and words rather than numbers.
    """
    found: set[int] = set()
    shown: set[str] = set()
    for height, lines in pages:
        for line in lines:
            text = masked(line.text)
            if text in shown or furniture_side(line, height) != "header" or ("header", text) not in running:
                continue
            shown.add(text)
            stands_out = (
                all(word.bold for word in line.words) or max(word.size for word in line.words) > LARGER * body_size
            )
            if stands_out and _LETTERS.search(text) and not _NO_TITLE.search(text):
                found.add(id(line))
    return found


def is_furniture(line: Line, height: float, running: set[tuple[str, str]]) -> BlockKind | None:
    """ "header" or "footer" for a running line or a lone page number in its zone, else None."""
    side = furniture_side(line, height)
    if side is None:
        return None
    if (side, masked(line.text)) in running:
        return side
    at_edge = line.bottom < 0.07 * height or line.top > 0.92 * height
    return side if at_edge and PAGE_NUMBER.match(line.text.strip()) else None
