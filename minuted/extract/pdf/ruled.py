"""Tables with drawn lines: edges, where they cross, the cells between them.

The geometry is pdfplumber's (snap, join, cross, smallest cell; tolerances of 3 points), written anew on plain tuples
and numpy: on a page of 1,500 edges pdfplumber's dictionaries take 400 ms and this 8.  ``bench/pdf_cells.py`` compares
the two on every paper.  The method is Anssi Nurminen's ("Algorithmic extraction of data in tables in PDF documents",
Tampere 2013).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from minuted.extract.document import Box
from minuted.extract.pdf.shapes import Shape

TOLERANCE = 3.0
"""Points: edges nearer than this are one edge, ends nearer than this meet (pdfplumber's default)."""
EDGE_CAP = 20_000
CROSSING_CAP = 6_000_000
"""Pairs of level and plumb edges that are compared."""

Edge = tuple[float, float, float]
"""Where it stands (y of a level edge, x of a plumb one), and from where to where it runs."""
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's cells as boxes; ``xs`` and ``ys`` are the edges that they use, sorted."""

    cells: tuple[Box, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]

    @property
    def bbox(self) -> Box:
        """The box around all cells."""
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def edges_of(shapes: Iterable[Shape]) -> tuple[list[Edge], list[Edge]]:
    """The level and the plumb edges of the shapes: a rectangle has two of each, a thin one is a line."""
    level: list[Edge] = []
    plumb: list[Edge] = []
    for shape in shapes:
        x0, top, x1, bottom = shape.x0, shape.top, shape.x1, shape.bottom
        if shape.kind == "rect":
            if x1 - x0 >= 1:
                level += ((top, x0, x1), (bottom, x0, x1))
            if bottom - top >= 1:
                plumb += ((x0, top, bottom), (x1, top, bottom))
        elif shape.kind == "line":
            if bottom - top <= 0.5 and x1 - x0 >= 1:
                level.append((top, x0, x1))
            elif x1 - x0 <= 0.5 and bottom - top >= 1:
                plumb.append((x0, top, bottom))
        else:
            _add_outline(shape, level, plumb)
    return level, plumb


def _add_outline(shape: Shape, level: list[Edge], plumb: list[Edge]) -> None:
    for (ax, ay), (bx, by) in pairwise(shape.points):
        if ay == by and abs(ax - bx) >= 1:
            level.append((ay, min(ax, bx), max(ax, bx)))
        elif ax == bx and abs(ay - by) >= 1:
            plumb.append((ax, min(ay, by), max(ay, by)))


def merged(edges: list[Edge]) -> list[Edge]:
    """Edges that nearly coincide as one, with their gaps of up to 3 points closed; stubs left out.

    >>> merged([(10.0, 0.0, 50.0), (11.0, 51.0, 90.0), (40.0, 0.0, 2.0)])
    [(10.5, 0.0, 90.0)]
    """
    if not edges:
        return []
    edges = sorted(edges)
    groups: list[list[Edge]] = [[edges[0]]]
    for edge in edges[1:]:
        if edge[0] <= groups[-1][-1][0] + TOLERANCE:
            groups[-1].append(edge)
        else:
            groups.append([edge])
    found: list[Edge] = []
    for group in groups:
        position = sum(edge[0] for edge in group) / len(group)
        found += [(position, low, high) for low, high in _joined(group) if high - low >= TOLERANCE]
    return found


def _joined(group: list[Edge]) -> list[tuple[float, float]]:
    runs = sorted((low, high) for _, low, high in group)
    joined = [runs[0]]
    for low, high in runs[1:]:
        if low <= joined[-1][1] + TOLERANCE:
            joined[-1] = (joined[-1][0], max(joined[-1][1], high))
        else:
            joined.append((low, high))
    return joined


def find_cells(level: list[Edge], plumb: list[Edge]) -> list[Box]:
    """The smallest cell whose top left corner is each crossing, as pdfplumber finds them."""
    if len(level) < 2 or len(plumb) < 2 or len(level) * len(plumb) > CROSSING_CAP:
        return []
    crossings = _crossings(level, plumb)
    down: dict[float, list[float]] = {}
    across: dict[float, list[float]] = {}
    for x, y in sorted(crossings):
        down.setdefault(x, []).append(y)
        across.setdefault(y, []).append(x)
    for xs in across.values():
        xs.sort()
    found = [_smallest_cell(point, crossings, down, across) for point in sorted(crossings)]
    return [cell for cell in found if cell is not None]


Crossings = dict[Point, tuple[set[int], set[int]]]
"""For each crossing, which plumb and which level edges meet there."""


def _crossings(level: list[Edge], plumb: list[Edge]) -> Crossings:
    y, left, right = np.array(level).T[:, :, None]
    x, top, bottom = np.array(plumb).T[:, None, :]
    meet = (top <= y + TOLERANCE) & (bottom >= y - TOLERANCE) & (x >= left - TOLERANCE) & (x <= right + TOLERANCE)
    found: Crossings = {}
    for h, v in zip(*(index.tolist() for index in np.nonzero(meet))):
        plumbs, levels = found.setdefault((plumb[v][0], level[h][0]), (set(), set()))
        plumbs.add(v)
        levels.add(h)
    return found


def _smallest_cell(
    point: Point, crossings: Crossings, down: dict[float, list[float]], across: dict[float, list[float]]
) -> Box | None:
    x, y = point
    plumbs, levels = crossings[point]
    below, beside = down[x], across[y]
    for y1 in below[bisect_right(below, y) :]:
        low_plumbs, low_levels = crossings[x, y1]
        if plumbs.isdisjoint(low_plumbs):
            continue
        for x1 in beside[bisect_right(beside, x) :]:
            right_plumbs, right_levels = crossings[x1, y]
            if levels.isdisjoint(right_levels):
                continue
            corner = crossings.get((x1, y1))
            if corner and not (corner[0].isdisjoint(right_plumbs) or corner[1].isdisjoint(low_levels)):
                return (x, y, x1, y1)
    return None


def group_cells(cells: Sequence[Box]) -> list[Grid]:
    """Cells that share a corner are one table; a cell alone is a box, not a table.  Top to bottom, left to right."""
    owner: dict[Point, int] = {}
    parent = list(range(len(cells)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for index, (x0, top, x1, bottom) in enumerate(cells):
        for corner in ((x0, top), (x0, bottom), (x1, top), (x1, bottom)):
            other = owner.setdefault(corner, index)
            if other != index:
                parent[root(index)] = root(other)
    groups: dict[int, list[Box]] = {}
    for index, cell in enumerate(cells):
        groups.setdefault(root(index), []).append(cell)
    grids = [_grid(group) for group in groups.values()]
    return sorted(grids, key=lambda grid: (grid.bbox[1], grid.bbox[0]))


def _grid(cells: list[Box]) -> Grid:
    xs = sorted({x for cell in cells for x in (cell[0], cell[2])})
    ys = sorted({y for cell in cells for y in (cell[1], cell[3])})
    return Grid(tuple(sorted(cells, key=lambda c: (c[1], c[0]))), tuple(xs), tuple(ys))


def find_grids(shapes: Sequence[Shape]) -> list[Grid]:
    """Every group of cells that the shapes draw, single boxes too (``len(grid.cells) == 1``)."""
    level, plumb = edges_of(shapes)
    if len(level) + len(plumb) > EDGE_CAP:
        return []
    return group_cells(find_cells(merged(level), merged(plumb)))


def cell_at(grid: Grid, lookup: dict[tuple[int, int], int], x: float, y: float) -> int | None:
    """The index of the cell that holds the point, by the table that ``cell_lookup`` made."""
    column, row = bisect_right(grid.xs, x) - 1, bisect_right(grid.ys, y) - 1
    return lookup.get((row, column))


def cell_lookup(grid: Grid) -> dict[tuple[int, int], int]:
    """For every square between two neighbouring edges, the cell that covers it."""
    lookup: dict[tuple[int, int], int] = {}
    for index, (x0, top, x1, bottom) in enumerate(grid.cells):
        for row in range(bisect_left(grid.ys, top), bisect_left(grid.ys, bottom)):
            for column in range(bisect_left(grid.xs, x0), bisect_left(grid.xs, x1)):
                lookup.setdefault((row, column), index)
    return lookup
