"""Ratings and directions of a row go to its value: the observed one they stand beside, or the latest."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from minuted.extract.document import Colour
from minuted.extract.grid import Grid
from minuted.nlp.reading import Draft
from minuted.nlp.tables.axes import Axes, Line
from minuted.nlp.tables.ratings import direction_of, fills_are_ratings, hue_of, mark_rating, rating_in, rating_word


def rate_row(grid: Grid, row: int, axes: Axes, drafts: Sequence[Draft], rated_columns: set[int]) -> None:
    """Give the drafts of a row their rating and direction of travel."""
    for draft in drafts:
        if draft.table is None or draft.role not in ("actual", None):
            continue
        cell = grid[draft.table.row, draft.table.column]
        if cell is None:
            continue
        filled = hue_of(cell.fill) if cell.fill and draft.table.column in rated_columns else None
        draft.rag = mark_rating(cell) or rating_in(cell.text) or filled
        if draft.rag:
            draft.evidence["rag"] = "its own cell"
        draft.direction = direction_of(cell) if not cell.text[:1].isalpha() else None
    if not axes.rating:
        return
    pools = _Pools(drafts)
    for column in axes.rating:
        line, cell = axes.columns[column], grid[row, column]
        target = pools.rated(column, line) if cell is not None else None
        if cell is None or target is None:
            continue
        rag = rating_word(cell.text) or mark_rating(cell) or (hue_of(cell.fill) if cell.fill else None)
        direction = direction_of(cell)
        if line.purpose == "rating" and rag and target.rag is None:
            target.rag, target.evidence["rag"] = rag, f"column: {line.text[-60:]}"
        if direction and target.direction is None:
            target.direction, target.evidence["direction"] = direction, f"column: {line.text[-60:]}"


class _Pools:
    """The observed values of a row that its rating columns speak of: all of them, and those under one heading."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self._observed = [d for d in drafts if d.role in ("actual", None) and d.table is not None]
        self._under: dict[tuple[str, ...], list[Draft]] = {}
        for draft in self._observed:
            if draft.table is not None and (outer := draft.table.column_path[:1]):
                self._under.setdefault(outer, []).append(draft)
        self._newest: dict[tuple[str, ...], dict[int, Draft]] = {}
        """By outer heading, or () for all of the row: the first of the latest values in each column."""
        self._columns: dict[tuple[str, ...], list[int]] = {}

    def rated(self, column: int, line: Line) -> Draft | None:
        """The value that a rating column speaks of: under the same heading, else nearest left, else right."""
        if not self._observed:
            return None
        outer = line.path[:1]
        shared = outer if len(line.path) > 1 and outer in self._under else ()
        if shared not in self._newest:
            self._newest[shared] = newest = _newest(self._under[shared] if shared else self._observed)
            self._columns[shared] = sorted(newest)
        columns = self._columns[shared]
        left, right = bisect_left(columns, column), bisect_right(columns, column)
        nearest = columns[left - 1 : left] if left else columns[right : right + 1]
        return self._newest[shared][nearest[0]] if nearest else None


def _newest(pool: Sequence[Draft]) -> dict[int, Draft]:
    """By column, the first of the drafts of the latest period, or of all where none is dated."""
    latest = max((draft.period.end for draft in pool if draft.period), default=None)
    found: dict[int, Draft] = {}
    for draft in pool:
        if draft.table is not None and (latest is None or (draft.period and draft.period.end == latest)):
            found.setdefault(draft.table.column, draft)
    return found


def rated_columns(grid: Grid, rows: range, axes: Axes, header_fills: set[Colour], rated: bool) -> set[int]:
    """The value columns whose cell fills are ratings."""
    found = set()
    for column, line in axes.columns.items():
        cells = [cell for row in rows if (cell := grid[row, column]) is not None and cell.row == row]
        if fills_are_ratings(cells, line.text, header_fills, rated):
            found.add(column)
    return found
