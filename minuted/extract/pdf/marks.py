"""Arrows and dots that are drawn, not written: direction of travel and ratings.

An arrow ends in a point at its head and in an edge at its tail (a triangle too), while its two sides are alike.  A dot
is a round outline with a rating's colour.
"""

from __future__ import annotations

import colorsys
from collections.abc import Sequence

from minuted.extract.document import Box, Colour
from minuted.extract.pdf.page_table import PageTable
from minuted.extract.pdf.shapes import Shape
from minuted.extract.pdf.words import Word

SMALLEST, LARGEST = 4.0, 34.0
"""Points across of an arrow or dot."""
DOTS = frozenset("●■▲▼◆⬤•◼⚫")


def rating_of(colour: Colour) -> str | None:
    """ "red", "amber" or "green" where the colour is plainly one of them.

    >>> rating_of((0, 255, 0)), rating_of((255, 192, 0)), rating_of((192, 0, 0)), rating_of((217, 217, 217))
    ('green', 'amber', 'red', None)
    """
    hue, saturation, value = colorsys.rgb_to_hsv(*(part / 255 for part in colour))
    degrees = hue * 360
    if saturation < 0.45 or value < 0.35:
        return None
    if degrees < 14 or degrees > 345:
        return "red"
    if 25 <= degrees <= 62:
        return "amber"
    return "green" if 75 <= degrees <= 160 else None


def mark_cells(table: PageTable, shapes: Sequence[Shape]) -> None:
    """Give each cell the arrows and dots that are drawn in it, left to right."""
    drawn = [shape for shape in shapes if shape.kind == "curve" and _is_small(shape)]
    named = [(shape, name) for shape in drawn if (name := arrow_of(shape) or dot_of(shape))]
    for cell in table.cells:
        inside = [(shape.x0, name) for shape, name in named if _holds(cell.bbox, shape)]
        inside += [(word.x0, f"dot_{rating}") for word in cell.words if (rating := _typed_dot(word))]
        cell.marks = tuple(dict.fromkeys(name for _, name in sorted(inside)))


def _is_small(shape: Shape) -> bool:
    return SMALLEST <= max(shape.width, shape.height) <= LARGEST and min(shape.width, shape.height) >= SMALLEST


def _holds(box: Box, shape: Shape) -> bool:
    x, y = (shape.x0 + shape.x1) / 2, (shape.top + shape.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _typed_dot(word: Word) -> str | None:
    return rating_of(word.colour) if word.colour and len(word.text) == 1 and word.text in DOTS else None


def arrow_of(shape: Shape) -> str | None:
    """ "arrow_up", "arrow_down", "arrow_left", "arrow_right" for the outline of an arrow or a triangle, else None.

    >>> arrow_of(Shape("curve", 0, 0, 10, 8, None, True, ((0, 8), (5, 0), (10, 8), (0, 8))))
    'arrow_up'
    """
    size = max(shape.width, shape.height)
    if len(shape.points) > 60 or size <= 0:
        return None
    near = 0.06 * size
    across = [_spread([y for x, y in shape.points if abs(x - side) < near]) for side in (shape.x0, shape.x1)]
    down = [_spread([x for x, y in shape.points if abs(y - side) < near]) for side in (shape.top, shape.bottom)]
    right, up = (across[0] - across[1]) / size, (down[1] - down[0]) / size
    if max(abs(right), abs(up)) < 0.09 or min(abs(right), abs(up)) > 0.5 * max(abs(right), abs(up)):
        return None
    if abs(up) > abs(right):
        return "arrow_up" if up > 0 else "arrow_down"
    return "arrow_right" if right > 0 else "arrow_left"


def _spread(places: Sequence[float]) -> float:
    return max(places) - min(places) if places else 0.0


def dot_of(shape: Shape) -> str | None:
    """ "dot_red", "dot_amber", "dot_green" for a filled round outline of that colour, else None."""
    rating = rating_of(shape.fill) if shape.fill else None
    if rating is None or len(shape.points) < 8 or not 0.8 < shape.width / max(shape.height, 0.1) < 1.25:
        return None
    x, y, radius = (shape.x0 + shape.x1) / 2, (shape.top + shape.bottom) / 2, max(shape.width, shape.height) / 2
    far = [((px - x) ** 2 + (py - y) ** 2) ** 0.5 / radius for px, py in shape.points]
    return f"dot_{rating}" if min(far) > 0.85 and max(far) < 1.2 else None
