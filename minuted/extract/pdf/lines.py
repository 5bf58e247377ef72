"""Words become lines, and lines are put in reading order: two columns, text boxes, forms read row by row.

The order in which the page was written is a witness here: a column or a text box is written as one run, a form
("Date:  4 March") line by line.  Where it does not decide, full lines of prose on both sides do.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from minuted.extract.pdf.words import Word

GUTTER = 7.0
"""Points: the least white between two columns."""
NUMBERS_APART = 0.34
"""Heights of white that part two numbers; a space is about 0.25."""
_LEFT = attrgetter("x0")
DEPTH = 12
"""How often a page is cut: more than any real page needs."""


@dataclass(slots=True)
class Line:
    """Words that stand beside each other without a wide gap, left to right; or a table's box (``table`` set)."""

    words: list[Word] = field(default_factory=list)
    x0: float = 0.0
    top: float = 0.0
    x1: float = 0.0
    bottom: float = 0.0
    order: int = 0
    table: int | None = None
    page: int = 0
    """Set where the line stands on a later page than its block begins on."""

    @property
    def text(self) -> str:
        """The words, parted by spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def height(self) -> float:
        """Points from the top of the tallest letter to the foot of the lowest."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Half-way down."""
        return (self.top + self.bottom) / 2


def line_of(words: list[Word]) -> Line:
    """A line of the words, left to right."""
    words = sorted(words, key=_LEFT)
    return Line(
        words,
        words[0].x0,
        min([word.top for word in words]),
        max([word.x1 for word in words]),
        max([word.bottom for word in words]),
        min([word.order for word in words]),
    )


def find_lines(words: Sequence[Word]) -> list[Line]:
    """Runs of words as they were written, one a printed line and column; close neighbours on a row are joined."""
    runs: list[list[Word]] = []
    run: list[Word] = []
    turned = [word for word in words if word.angle]
    for word in words if not turned else [word for word in words if not word.angle]:
        if run and _goes_on(run[-1], word):
            run.append(word)
        else:
            run = [word]
            runs.append(run)
    return _join_neighbours([line_of(run) for run in runs]) + (find_turned(turned) if turned else [])


def find_turned(words: Sequence[Word]) -> list[Line]:
    """Runs of turned words, each along its own direction, in the order of writing."""
    runs: list[list[Word]] = []
    for word in words:
        if runs and _goes_on_turned(runs[-1][-1], word):
            runs[-1].append(word)
        else:
            runs.append([word])
    lines = []
    for run in runs:
        line = line_of(run)
        line.words = run
        lines.append(line)
    return lines


def _goes_on_turned(before: Word, word: Word) -> bool:
    if before.angle != word.angle:
        return False
    if word.angle == 180:
        return abs(before.middle - word.middle) < 0.5 * word.size and -1 < before.x0 - word.x1 < word.size
    gap = before.top - word.bottom if word.angle == 90 else word.top - before.bottom
    return abs(before.centre - word.centre) < 0.5 * word.size and -1 < gap < word.size


def _goes_on(before: Word, word: Word) -> bool:
    low, overlap = _shared_height(before.top, before.bottom, word.top, word.bottom)
    gap = word.x0 - before.x1
    if gap <= -0.5 * low or overlap <= 0.4 * low:
        return False
    return gap < NUMBERS_APART * low or (gap < max(low, 6.0) and not _are_numbers(before, word))


def _shared_height(top: float, bottom: float, other_top: float, other_bottom: float) -> tuple[float, float]:
    """The height of the lower of two, and the height over which they stand beside each other.

    Asked a few times a word: comparisons, for ``min`` and ``max`` are calls.

    >>> _shared_height(10, 20, 14, 22)
    (8, 6)
    """
    height, other_height = bottom - top, other_bottom - other_top
    foot = bottom if bottom < other_bottom else other_bottom
    head = top if top > other_top else other_top
    return (height if height < other_height else other_height), foot - head


def _are_numbers(before: Word, word: Word) -> bool:
    """Whether both words are numbers: two of them with more than a space between stand in two columns."""
    return before.text[-1] in "0123456789%)" and word.text[0] in "0123456789-+(£−" and word.text[-1] in "0123456789%)km"


def _join_neighbours(lines: list[Line]) -> list[Line]:
    """Join runs that stand on one row with no more than a space between: a bold word written later, a number."""
    lines.sort(key=lambda line: (line.top, line.x0))
    joined: list[Line] = []
    for line in lines:
        for index in range(len(joined) - 1, max(-1, len(joined) - 9), -1):
            other = joined[index]
            if other.bottom >= line.top and _beside(other, line):
                joined[index] = line_of(other.words + line.words)
                break
        else:
            joined.append(line)
    return joined


def _beside(a: Line, b: Line) -> bool:
    low, overlap = _shared_height(a.top, a.bottom, b.top, b.bottom)
    if overlap < 0.6 * low:
        return False
    gap = max(a.x0, b.x0) - min(a.x1, b.x1)
    if not -0.3 * low < gap < 0.55 * low:
        return False
    left, right = (a, b) if a.x0 < b.x0 else (b, a)
    return gap < NUMBERS_APART * low or not _are_numbers(left.words[-1], right.words[0])


def arrange(lines: list[Line], depth: int = 0, rules: Sequence[float] = ()) -> list[list[Line]]:
    """The lines in reading order, as regions: a column, a text box, or what stands between.

    ``rules`` are the heights of long level rules, which may part the page into bands with columns of their own.
    """
    if len(lines) < 2:
        return [lines] if lines else []
    cut = best_gutter(lines) if depth < DEPTH else None
    if cut is None:
        return (_by_bands(lines, depth, rules) if rules and depth < DEPTH else None) or [rows_of(lines)]
    regions: list[list[Line]] = []
    for part in cut:
        regions += arrange(part, depth + 1, rules)
    return regions


def _by_bands(lines: list[Line], depth: int, rules: Sequence[float]) -> list[list[Line]] | None:
    """The lines band by band, where two bands or more between the rules have columns: cells of prose beside prose."""
    bands: dict[int, list[Line]] = {}
    for line in sorted(lines, key=lambda line: line.middle):
        bands.setdefault(bisect_right(rules, line.middle), []).append(line)
    parted = [arrange(band, depth + 1) for band in bands.values()]
    if sum(len(regions) > 1 for regions in parted) < 2:
        return None
    return [region for regions in parted for region in regions]


def rows_of(lines: list[Line]) -> list[Line]:
    """Lines from top to bottom; those on one row joined, left to right."""
    rows: list[Line] = []
    for line in sorted(lines, key=lambda line: (line.middle, line.x0)):
        last = rows[-1] if rows else None
        if last and line.table is None and last.table is None and _same_row(last, line):
            rows[-1] = line_of(last.words + line.words)
        else:
            rows.append(line)
    return rows


def _same_row(a: Line, b: Line) -> bool:
    low, overlap = _shared_height(a.top, a.bottom, b.top, b.bottom)
    return overlap > 0.5 * low


def best_gutter(lines: list[Line]) -> tuple[list[Line], list[Line], list[Line], list[Line]] | None:
    """Above, left, right and below of the gutter that parts the most lines into two columns, or None."""
    best, best_score = None, 1
    middles = [line.middle for line in lines]
    for x in _gutter_places(lines):
        lefts = [(y, line) for y, line in zip(middles, lines) if line.x1 <= x + 1]
        rights = [(y, line) for y, line in zip(middles, lines) if line.x0 >= x - 1 and line.x1 > x + 1]
        if min(len(lefts), len(rights)) <= best_score:
            continue
        crossing = sorted((line.top, line.bottom) for line in lines if line.x0 < x - 1 and line.x1 > x + 1)
        for low, high in _clear_runs(crossing):
            left = [line for y, line in lefts if low <= y <= high]
            right = [line for y, line in rights if low <= y <= high]
            score = min(len(left), len(right))
            if score > best_score and _are_columns(left, right):
                above = [line for line, y in zip(lines, middles) if y < low]
                below = [line for line, y in zip(lines, middles) if y > high]
                best, best_score = (above, left, right, below), score
    return best


def _gutter_places(lines: list[Line]) -> list[float]:
    """Where a gutter may run: half-way between a line and its neighbour on the same row; each once."""
    ordered = sorted(lines, key=lambda line: line.top)
    places: list[float] = []
    for index, line in enumerate(ordered):
        for other in ordered[index + 1 : index + 12]:
            if other.top > line.bottom:
                break
            a, b = (line, other) if line.x0 <= other.x0 else (other, line)
            if b.x0 - a.x1 >= GUTTER:
                place = (a.x1 + b.x0) / 2
                if all(abs(place - known) > 4 for known in places):
                    places.append(place)
    return places


def _clear_runs(crossing: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The stretches of the page, top to bottom, that no line crosses."""
    runs = []
    low = float("-inf")
    for top, bottom in crossing:
        if top > low:
            runs.append((low, top))
        low = max(low, bottom)
    runs.append((low, float("inf")))
    return runs


def _are_columns(left: list[Line], right: list[Line]) -> bool:
    """Whether two sets of lines are columns (or text boxes) and not the two halves of rows."""
    if len(left) < 2 or len(right) < 2:
        return False
    edge, start = max(line.x1 for line in left), min(line.x0 for line in right)
    if start - edge < GUTTER:
        return False
    wide = edge - min(line.x0 for line in left)
    if wide < 45:
        return False
    sides = sorted([(line.order, 0) for line in left] + [(line.order, 1) for line in right])
    switches = sum(a[1] != b[1] for a, b in itertools.pairwise(sides))
    if switches <= 1 + 0.15 * min(len(left), len(right)):
        return True
    if min(len(left), len(right)) >= 5 and _is_prose(left) and _is_prose(right):
        return True
    return min(len(left), len(right)) >= 3 and not _share_rows(left, right)


def _share_rows(left: list[Line], right: list[Line]) -> bool:
    """Whether the lines of the shorter side mostly stand level with lines of the other, as in a form or a table."""
    few, many = sorted((left, right), key=len)
    level = sum(any(abs(line.bottom - other.bottom) < 1.2 for other in many) for line in few)
    return level > 0.3 * len(few)


def _is_prose(lines: list[Line]) -> bool:
    """Whether most lines fill their column."""
    low, high = min(line.x0 for line in lines), max(line.x1 for line in lines)
    full = sum(line.x1 - line.x0 > 0.75 * (high - low) for line in lines)
    return full > 0.6 * len(lines)
