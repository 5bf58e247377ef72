"""Text that does not run left to right: a page set sideways is turned upright for reading, and its boxes back again.

pdfplumber reads the words of such a page backwards ("315" as "513").  Turned words on an upright page (a chart's axis,
a column heading) are put together glyph by glyph along their own direction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from minuted.extract.document import Box
from minuted.extract.pdf.shapes import Shape
from minuted.extract.pdf.words import Floats, Word

MOST = 0.7
"""Share of a page's glyphs that run one way for the page to be turned that way."""


def main_angle(angles: Sequence[int]) -> int:
    """The angle of nearly all of a page's sampled glyphs, or 0.

    >>> main_angle([90, 90, 90, 0]), main_angle([90, 0, 0])
    (90, 0)
    """
    if not angles:
        return 0
    angle, count = Counter(angles).most_common(1)[0]
    return angle if count >= MOST * len(angles) else 0


def turn(boxes: Floats, angle: int, width: float, height: float) -> Floats:
    """Boxes of a page of ``width`` by ``height`` as they lie once text of ``angle`` has been turned upright.

    >>> turn(np.array([[10, 20, 12, 50]], np.float32), 90, 100, 200).tolist()
    [[150.0, 10.0, 180.0, 12.0]]
    """
    x0, top, x1, bottom = boxes.T
    if angle == 90:
        sides = (height - bottom, x0, height - top, x1)
    elif angle == 180:
        sides = (width - x1, height - bottom, width - x0, height - top)
    elif angle == 270:
        sides = (top, width - x1, bottom, width - x0)
    else:
        return boxes
    return np.stack(sides, axis=1).astype(np.float32)


def turn_box(box: Box, angle: int, width: float, height: float) -> Box:
    """One box, as ``turn``.

    >>> turn_box(turn_box((1.0, 2.0, 3.0, 4.0), 90, 100, 200), 270, 200, 100)
    (1.0, 2.0, 3.0, 4.0)
    """
    x0, top, x1, bottom = turn(np.array([box], np.float32), angle, width, height)[0].tolist()
    return x0, top, x1, bottom


def turn_shape(shape: Shape, angle: int, width: float, height: float) -> Shape:
    """One drawn shape, as ``turn``."""
    box = turn_box((shape.x0, shape.top, shape.x1, shape.bottom), angle, width, height)
    points = tuple(turn_box((x, y, x, y), angle, width, height)[:2] for x, y in shape.points)
    return replace(shape, x0=box[0], top=box[1], x1=box[2], bottom=box[3], points=points)


def join_turned(words: list[Word]) -> list[Word]:
    """Put the glyphs of turned words together; upright words are left as they are."""
    joined: list[Word] = []
    for word in words:
        last = joined[-1] if joined else None
        if word.angle and last is not None and last.angle == word.angle and _follows(last, word):
            joined[-1] = _joined(last, word)
        else:
            joined.append(word)
    return joined


def _follows(last: Word, word: Word) -> bool:
    """Whether ``word`` comes right after ``last`` along their common direction."""
    if last.angle == 90:
        gap, across = last.top - word.bottom, min(last.x1, word.x1) - max(last.x0, word.x0)
    elif last.angle == 270:
        gap, across = word.top - last.bottom, min(last.x1, word.x1) - max(last.x0, word.x0)
    else:
        gap, across = last.x0 - word.x1, min(last.bottom, word.bottom) - max(last.top, word.top)
    size = max(word.size, 1.0)
    return -0.5 * size < gap < 0.18 * size and across > 0.4 * size


def _joined(last: Word, word: Word) -> Word:
    boxes = np.concatenate((last.boxes, word.boxes))
    low, high = boxes.min(axis=0).tolist(), boxes.max(axis=0).tolist()
    whole = replace(last, text=last.text + word.text, boxes=boxes)
    whole.x0, whole.top, whole.x1, whole.bottom = low[0], low[1], high[2], high[3]
    return whole
