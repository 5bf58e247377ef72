"""Plain pdfplumber: reads a page that pdfium cannot, and is what the benchmarks compare cells with.

Slow (a tenth of the speed) and unsafe on hostile files, so it is asked one page at a time, and only where needed.
"""

from __future__ import annotations

import io
from typing import Any

import numpy as np

from minuted.extract.document import Colour
from minuted.extract.pdf.engine import PageObjects
from minuted.extract.pdf.shapes import Shape
from minuted.extract.pdf.words import LETTERS, Word, printed_glyphs, raise_marks, word_starts

CHAR_CAP = 60_000
"""Characters a page beyond which pdfplumber would take minutes."""


def read_page(data: bytes, index: int, password: str | None = None) -> PageObjects:
    """The words and shapes of page ``index`` (from 0) as pdfplumber sees them."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data), password=password or "") as paper:
        page = paper.pages[index]
        found = PageObjects(index + 1, float(page.width), float(page.height))
        chars = [char for char in page.chars if len(char["text"]) == 1][:CHAR_CAP]
        found.glyphs = len(chars)
        found.words = _words(chars)
        drawn = [("rect", page.rects), ("line", page.lines), ("curve", page.curves)]
        found.shapes = [_shape(kind, item, at) for kind, items in drawn for at, item in enumerate(items)]
        found.images = len(page.images)
    return found


def _words(chars: list[dict[str, Any]]) -> list[Word]:
    if not chars:
        return []
    codes = np.array([ord(char["text"]) for char in chars], np.uint32)
    boxes = np.array([(c["x0"], c["top"], c["x1"], c["bottom"]) for c in chars], np.float32)
    printed = printed_glyphs(codes)
    starts = word_starts(printed, codes[printed], boxes[printed])
    words = []
    for order, (start, end) in enumerate(zip(starts, [*starts[1:], len(printed)])):
        at = printed[start:end]
        low, high = boxes[at].min(axis=0), boxes[at].max(axis=0)
        first = chars[int(at[0])]
        text = "".join(chars[int(i)]["text"] for i in at).translate(LETTERS)
        word = Word(text, float(low[0]), float(low[1]), float(high[2]), float(high[3]), boxes[at])
        word.size, word.font, word.order = float(first["size"]), str(first.get("fontname", "")), order
        word.bold = "bold" in word.font.lower()
        words.append(word)
    raise_marks(words)
    return words


def _shape(kind: Any, item: dict[str, Any], order: int) -> Shape:
    fill = _colour(item.get("non_stroking_color")) if item.get("fill") else None
    points = tuple((float(x), float(y)) for x, y in item.get("pts", ())) if kind == "curve" else ()
    sides = (float(item["x0"]), float(item["top"]), float(item["x1"]), float(item["bottom"]))
    return Shape(kind, *sides, fill, bool(item.get("stroke")), points, order)


def _colour(value: Any) -> Colour | None:
    """pdfplumber's colour (grey, RGB or CMYK, 0 to 1) as 0 to 255."""
    parts = [float(part) for part in (value if isinstance(value, tuple | list) else [value]) if part is not None]
    if len(parts) == 1:
        parts = parts * 3
    if len(parts) == 4:
        c, m, y, k = parts
        parts = [(1 - c) * (1 - k), (1 - m) * (1 - k), (1 - y) * (1 - k)]
    if len(parts) != 3:
        return None
    red, green, blue = (round(255 * min(max(part, 0.0), 1.0)) for part in parts)
    return red, green, blue
