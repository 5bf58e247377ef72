"""Ratings and directions of a row go to its value: the observed one they stand beside, or the latest."""

from __future__ import annotations

from collections.abc import Sequence

from minuted.extract.document import Colour
from minuted.extract.grid import Grid
from minuted.nlp.reading import Draft
from minuted.nlp.tables.axes import Axes
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
    for column, line in axes.columns.items():
        cell = grid[row, column]
        if cell is None or line.purpose not in ("rating", "travel"):
            continue
        rag = rating_word(cell.text) or mark_rating(cell) or (hue_of(cell.fill) if cell.fill else None)
        direction = direction_of(cell)
        target = _rated(drafts, column, axes)
        if target is None:
            continue
        if line.purpose == "rating" and rag and target.rag is None:
            target.rag, target.evidence["rag"] = rag, f"column: {line.text[-60:]}"
        if direction and target.direction is None:
            target.direction, target.evidence["direction"] = direction, f"column: {line.text[-60:]}"


def _rated(drafts: Sequence[Draft], column: int, axes: Axes) -> Draft | None:
    """The observed value that a rating column speaks of: under the same heading, else nearest left, else right."""
    observed = [d for d in drafts if d.role in ("actual", None) and d.table is not None]
    if not observed:
        return None
    outer = axes.columns[column].path[:1]
    shared = [
        d
        for d in observed
        if outer and d.table and d.table.column_path[:1] == outer and len(axes.columns[column].path) > 1
    ]
    pool = shared or observed
    dated = [d for d in pool if d.period is not None]
    latest = max((d.period.end for d in dated if d.period), default=None)
    newest = [d for d in dated if d.period and d.period.end == latest] or pool
    left = [d for d in newest if d.table and d.table.column < column]
    right = [d for d in newest if d.table and d.table.column > column]
    if left:
        return max(left, key=lambda d: d.table.column if d.table else 0)
    return min(right, key=lambda d: d.table.column if d.table else 0) if right else None


def rated_columns(grid: Grid, rows: range, axes: Axes, header_fills: set[Colour], rated: bool) -> set[int]:
    """The value columns whose cell fills are ratings."""
    found = set()
    for column, line in axes.columns.items():
        cells = [cell for row in rows if (cell := grid[row, column]) is not None and cell.row == row]
        if fills_are_ratings(cells, line.text, header_fills, rated):
            found.add(column)
    return found
