"""The headings of an unruled table: which lines are one heading row, and which columns each heading stands over."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from minuted.extract.document import Box
from minuted.extract.pdf.lines import Line, line_of
from minuted.extract.pdf.rows import Row
from minuted.extract.pdf.ruled import Edge
from minuted.extract.pdf.unruled import Open, band_of

Span = tuple[float, float]


def own_columns(
    lines: Sequence[Line], columns: Sequence[Span], level: Sequence[Edge], boxes: Sequence[Box]
) -> dict[int, tuple[int, int]]:
    """The columns of the runs of a heading row (by ``id``).

    Runs that are stacked ("Rate" over "per 1,000") take the same columns; a drawn box around a run says which.
    """
    stacks: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.x0):
        if stacks and line.x0 < max(other.x1 for other in stacks[-1]):
            stacks[-1].append(line)
        else:
            stacks.append([line])
    spans: dict[int, tuple[int, int]] = {}
    whole = [line_of([word for line in stack for word in line.words]) for stack in stacks]
    found = head_spans(whole, columns, level)
    if any(last > first for first, last in found.values()):
        found = head_spans(whole, columns, level, slack=3.0)
    for stack, run in zip(stacks, whole):
        span = _boxed_span(run, columns, boxes) or found[id(run)]
        spans |= {id(line): span for line in stack}
    return spans


def _boxed_span(run: Line, columns: Sequence[Span], boxes: Sequence[Box]) -> tuple[int, int] | None:
    """The columns whose middle lies in the low drawn box around the run."""
    for x0, top, x1, bottom in boxes:
        inside = x0 - 1 <= run.x0 and run.x1 <= x1 + 1 and top - 1 <= run.top and run.bottom <= bottom + 1
        if inside and bottom - top < 2.5 * run.height + 8:
            held = [at for at, (low, high) in enumerate(columns) if x0 <= (low + high) / 2 <= x1]
            if held:
                return held[0], held[-1]
    return None


def column_edges(columns: Sequence[Span]) -> list[float]:
    """Edges half-way between neighbouring columns."""
    inner = [(a[1] + b[0]) / 2 for a, b in pairwise(columns)]
    return [columns[0][0] - 1, *inner, columns[-1][1] + 1]


def head_rows(table: Open, bands: Sequence[float]) -> list[list[Line]]:
    """The heading rows: lines of one band, or that stand lower than the foot of the last, are one row."""
    found: list[list[Line]] = []
    last: Row | None = None
    for row in table.rows[: table.heads]:
        together = last is not None and (
            row.top < last.bottom - 1 or (bool(bands) and band_of(bands, row) == band_of(bands, last))
        )
        if together:
            found[-1] += row.lines
        else:
            found.append(list(row.lines))
        last = row
    return [part for lines in found for part in _storeys(lines)]


def _storeys(lines: list[Line]) -> list[list[Line]]:
    """A heading row, or the two that it is: headings over two others each, and those below."""
    over = [line for line in lines if _covers_two(line, lines)]
    if not over:
        return [lines]
    under = [line for line in lines if line not in over and any(_meet(line, upper) for upper in over)]
    return [[line for line in lines if line not in under], under]


def _covers_two(line: Line, lines: Sequence[Line]) -> bool:
    below = sorted((o for o in lines if o.middle > line.middle + 2 and _meet(line, o)), key=lambda o: o.x0)
    return len(below) >= 2 and any(b.x0 > a.x1 + 2 for a, b in pairwise(below))


def _meet(line: Line, other: Line) -> bool:
    return min(line.x1, other.x1) > max(line.x0, other.x0)


def head_spans(
    lines: Sequence[Line], columns: Sequence[Span], level: Sequence[Edge] = (), slack: float = -4.0
) -> dict[int, tuple[int, int]]:
    """The columns that each run of a heading row covers (by ``id``).

    A rule right under the run says it; else it is stretched over free columns where that centres it better, or, by up
    to ``slack`` points, no worse: in a row of group headings each covers all that it can.

    >>> over = Line([], 36, 0, 48, 9)
    >>> list(head_spans([over], [(0, 10), (20, 35), (45, 60), (70, 80)]).values())
    [(1, 2)]
    """
    edges = column_edges(columns)
    spans: dict[int, tuple[int, int]] = {}
    for line in lines:
        spans[id(line)] = _under_rule(line, columns, level, lines) or columns_met(line, columns)
    for line in lines:
        first, last = spans[id(line)]
        others = [span for key, span in spans.items() if key != id(line)]
        low = max((span[1] + 1 for span in others if span[1] < first), default=0)
        high = min((span[0] - 1 for span in others if span[0] > last), default=len(columns) - 1)
        spans[id(line)] = _centred(line, (first, last), (low, high), edges, slack)
    return spans


def _under_rule(
    line: Line, columns: Sequence[Span], level: Sequence[Edge], row: Sequence[Line]
) -> tuple[int, int] | None:
    """The columns over which a rule right under the run reaches; one that runs on under others says nothing."""
    left, right = columns[0][0], columns[-1][1]
    for y, x0, x1 in level:
        part = x1 - x0 < 0.8 * (right - left)
        if part and -2 < y - line.bottom < 0.8 * line.height and x0 <= line.x0 + 2 and x1 >= line.x1 - 2:
            covered = [at for at, (low, high) in enumerate(columns) if x0 - 2 <= (low + high) / 2 <= x1 + 2]
            shared = any(x0 <= other.x0 + 2 and other.x1 - 2 <= x1 for other in row if other is not line)
            if len(covered) > 1 and not shared:
                return covered[0], covered[-1]
    return None


def columns_met(line: Line, columns: Sequence[Span]) -> tuple[int, int]:
    """The first and last column that the run reaches into, else the one nearest to it, twice.

    >>> columns_met(Line([], 30, 0, 50, 9), [(0, 10), (20, 35), (45, 60)])
    (1, 2)
    """
    x0, x1 = line.x0 + 1, line.x1 - 1
    met = [at for at, (low, high) in enumerate(columns) if low < x1 and x0 < high]
    if not met:
        middle = (line.x0 + line.x1) / 2
        met = [min(range(len(columns)), key=lambda at: abs(sum(columns[at]) / 2 - middle))]
    return met[0], met[-1]


def _centred(
    line: Line, span: tuple[int, int], limits: tuple[int, int], edges: Sequence[float], slack: float
) -> tuple[int, int]:
    """``span`` or a wider one within ``limits`` that the run stands better centred over."""
    middle = (line.x0 + line.x1) / 2

    def off(first: int, last: int) -> float:
        return abs((edges[first] + edges[last + 1]) / 2 - middle)

    lowest = min(span[0], max(limits[0], 1))  # the first column holds labels: no heading of numbers reaches it
    wider = [
        (first, last)
        for first in range(lowest, span[0] + 1)
        for last in range(span[1], limits[1] + 1)
        if off(first, last) < off(*span) + slack and (first, last) != span
    ]
    if not wider:
        return span
    if slack > 0:
        return max(wider, key=lambda found: (found[1] - found[0], -off(*found)))
    return min(wider, key=lambda found: off(*found))
