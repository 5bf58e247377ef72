"""What is drawn on a page: rectangles, straight lines and curves, with their fill colour.

Forms (drawings within drawings) are followed to a fixed depth and a fixed number of shapes: a file whose forms draw
themselves, or draw each other 2^29 times, must end.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, repeat
from typing import Literal

from minuted.extract.document import Colour
from minuted.extract.pdf import pdfium

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
ShapeKind = Literal["rect", "line", "curve"]

FORM_DEPTH = 8
OBJECT_CAP = 60_000
"""Drawn objects a page that are looked at, those of forms counted each time they are drawn."""
SEGMENT_CAP = 200
"""A path of more segments is a picture (a map, a logo, a chart's curve), not a rule or an arrow."""
STRAIGHT = 0.05
"""Points by which the ends of a straight rule may differ; Word writes exact ones, converters nearly so."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One drawn outline: ``fill`` is its colour where it is filled, ``stroke`` whether its outline is drawn."""

    kind: ShapeKind
    x0: float
    top: float
    x1: float
    bottom: float
    fill: Colour | None
    stroke: bool
    points: tuple[Point, ...] = ()
    order: int = 0
    """Later shapes lie over earlier ones."""

    @property
    def width(self) -> float:
        """Points across."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Points down."""
        return self.bottom - self.top


def times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that applies ``first``, then ``then``.

    >>> times((2, 0, 0, 2, 0, 0), (1, 0, 0, -1, 0, 100))
    (2, 0, 0, -2, 0, 100)
    """
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


class ShapeReader:
    """Walks the objects of one page; its buffers are shared by all calls."""

    def __init__(self) -> None:
        self.shapes: list[Shape] = []
        self.images = 0
        self.truncated: str | None = None
        self._left = OBJECT_CAP
        self._numbers = (ctypes.c_float * 6)()
        self._matrix_at = ctypes.addressof(self._numbers)
        self._ints = (ctypes.c_uint * 4)()
        at = ctypes.addressof(self._ints)
        self._ints_at = (at, at + 4, at + 8, at + 12)
        self._xs, self._ys = (ctypes.c_float * SEGMENT_CAP)(), (ctypes.c_float * SEGMENT_CAP)()
        x_at, y_at = ctypes.addressof(self._xs), ctypes.addressof(self._ys)
        self._xs_at, self._ys_at = range(x_at, x_at + 4 * SEGMENT_CAP, 4), range(y_at, y_at + 4 * SEGMENT_CAP, 4)

    def walk(self, objects: Sequence[int], matrix: Matrix, depth: int = 0) -> None:
        """Read what the objects at these addresses draw."""
        for drawn, kind in zip(objects, map(pdfium.object_type, objects)):
            if self._left <= 0:
                self.truncated = f"more than {OBJECT_CAP} drawn objects: the rest were not looked at"
                return
            if kind == pdfium.OBJECT_TEXT:
                continue
            self._left -= 1
            if kind == pdfium.OBJECT_PATH:
                self._path(drawn, matrix)
            elif kind == pdfium.OBJECT_IMAGE:
                self.images += 1
            elif kind == pdfium.OBJECT_FORM:
                self._form(drawn, matrix, depth)

    def _form(self, drawn: int, matrix: Matrix, depth: int) -> None:
        if depth >= FORM_DEPTH:
            self.truncated = f"drawings nested more than {FORM_DEPTH} deep: the inner ones were not looked at"
            return
        inner = times(self._object_matrix(drawn), matrix)
        objects = list(map(pdfium.form_object, repeat(drawn), range(pdfium.form_objects(drawn))))
        self.walk(objects, inner, depth + 1)

    def _object_matrix(self, drawn: int) -> Matrix:
        pdfium.object_matrix(drawn, self._matrix_at)
        n = self._numbers
        return (n[0], n[1], n[2], n[3], n[4], n[5])

    def _path(self, drawn: int, matrix: Matrix) -> None:
        pdfium.draw_mode(drawn, self._ints_at[0], self._ints_at[1])
        filled, stroked = bool(self._ints[0]), bool(self._ints[1])
        if not filled and not stroked:
            return
        count = pdfium.path_segments(drawn)
        if count < 2 or count > SEGMENT_CAP:
            return
        fill = self._fill(drawn) if filled else None
        if fill is None and not stroked:
            return
        for points, curved in self._outlines(drawn, count, times(self._object_matrix(drawn), matrix)):
            self.shapes.append(_shape(points, curved, fill, stroked, len(self.shapes)))

    def _fill(self, drawn: int) -> Colour | None:
        red, green, blue, alpha = self._ints_at
        if not pdfium.fill_colour(drawn, red, green, blue, alpha) or self._ints[3] == 0:
            return None
        return (self._ints[0], self._ints[1], self._ints[2])

    def _outlines(self, drawn: int, count: int, matrix: Matrix) -> list[tuple[list[Point], bool]]:
        """The points of each outline of a path, and whether it has curves."""
        a, b, c, d, e, f = matrix
        segments = list(map(pdfium.path_segment, repeat(drawn), range(count)))
        deque(map(pdfium.segment_point, segments, self._xs_at, self._ys_at), maxlen=0)
        points = [(x * a + y * c + e, x * b + y * d + f) for x, y in zip(self._xs[:count], self._ys[:count])]
        kinds = list(map(pdfium.segment_type, segments))
        starts = [at for at, kind in enumerate(kinds) if at and kind == pdfium.SEGMENT_MOVE]
        return [
            (points[start:end], pdfium.SEGMENT_BEZIER in kinds[start:end])
            for start, end in pairwise([0, *starts, count])
            if end - start > 1
        ]


def _shape(points: list[Point], curved: bool, fill: Colour | None, stroke: bool, order: int) -> Shape:
    xs, ys = zip(*points)
    corners = points[:-1] if len(points) > 2 and points[0] == points[-1] else points
    kind: ShapeKind = "curve"
    if not curved and len(corners) == 2:
        kind = "line"
    elif not curved and len(corners) == 4 and _upright(corners):
        kind = "rect"
    kept = tuple(points) if kind == "curve" else ()
    return Shape(kind, min(xs), min(ys), max(xs), max(ys), fill, stroke, kept, order)


def _upright(corners: list[Point]) -> bool:
    """Whether each side of the four-cornered outline is level or plumb."""
    previous = corners[-1]
    for corner in corners:
        if abs(corner[0] - previous[0]) > STRAIGHT and abs(corner[1] - previous[1]) > STRAIGHT:
            return False
        previous = corner
    return True


def read_shapes(page: int, to_shown: Matrix) -> tuple[list[Shape], int, str | None]:
    """All shapes of a page (its pdfium address), the number of images, and what was left out."""
    reader = ShapeReader()
    reader.walk(list(map(pdfium.page_object, repeat(page), range(pdfium.page_objects(page)))), to_shown)
    return reader.shapes, reader.images, reader.truncated
