"""All tables of a page: ruled ones, those with half their rules, and those without.

A grid of drawn lines is doubted where words stand on its rows but outside it (the grid is only the shading of some
columns), or where one cell holds rows of numbers (only a block's border is drawn); then the columns of numbers are
asked, and the reading that takes in more of the table is kept.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from minuted.extract.document import Box
from minuted.extract.pdf.blocks import CAPTION
from minuted.extract.pdf.engine import PageObjects
from minuted.extract.pdf.grids import colour_cells, find_ruled
from minuted.extract.pdf.lines import Line, find_lines, find_turned, line_of
from minuted.extract.pdf.marks import mark_cells
from minuted.extract.pdf.page_table import PageCell, PageTable, append_table
from minuted.extract.pdf.rows import count_numbers, is_number, part_numbers
from minuted.extract.pdf.ruled import Edge, edges_of, merged
from minuted.extract.pdf.unruled import find_open
from minuted.extract.pdf.unruled_cells import cells_of
from minuted.extract.pdf.words import Word

BESIDE = 300.0
"""Points beside a grid within which words on its rows raise the doubt that it is the whole table."""

FARTHEST_APART = 160.0
"""Points between two parts of one table that notes part."""
MOST_OF_NOTES = 5
"""Full lines of notes there."""


def find_tables(objects: PageObjects) -> tuple[list[PageTable], list[Line]]:
    """The tables of a page from top to bottom, and the lines of the words outside them."""
    ruled, free, boxes = find_ruled(objects)
    upright = [word for word in free if not word.angle]
    doubted = [table for table in ruled if is_partial(table, upright) or is_block(table) or is_stacked(table)]
    kept = [table for table in ruled if table not in doubted]
    words = sorted([*free, *(word for table in doubted for word in table.words)], key=lambda word: word.order)
    tables, lines = _with_open(objects, words, doubted, boxes)
    found = sorted([*kept, *tables], key=lambda table: (table.bbox[1], table.bbox[0]))
    for table in found:
        colour_cells(table, objects.shapes)
        mark_cells(table, objects.shapes)
    return found, lines


def _with_open(
    objects: PageObjects, words: list[Word], doubted: Sequence[PageTable], boxes: Sequence[Box]
) -> tuple[list[PageTable], list[Line]]:
    """Unruled tables of the words, and the lines outside them; a doubted ruled one stays where none takes in more."""
    runs = find_lines([word for word in words if not word.angle])
    level, plumb = edges_of(objects.shapes) if len(objects.shapes) < 5_000 else ([], [])
    level, plumb = merged(level), merged(plumb)
    drawn = [*boxes, *(cell.bbox for table in doubted for cell in table.cells)]
    lines = [part for line in runs for part in split_at_rules(line, plumb)] if plumb else runs
    parted = [part for line in lines for part in part_numbers(line)]
    opened = [table for part in beside_text(parted, level) for table in find_open(part, level, boxes)]
    found = _rejoined([cells_of(table, level, drawn) for table in opened], lines)
    kept: list[PageTable] = []
    for table in doubted:
        rivals = [other for other in found if _overlap(other.bbox, table.bbox)]
        if _hold(rivals, table):
            continue
        found = [other for other in found if other not in rivals]
        kept.append(table)
    tables = [*found, *kept]
    taken = {id(word) for table in tables for word in table.words}
    if taken:
        return tables, find_lines([word for word in words if id(word) not in taken])
    return tables, runs + find_turned([word for word in words if word.angle])


def beside_text(lines: Sequence[Line], level: Sequence[Edge]) -> list[Sequence[Line]]:
    """The runs of a page in parts: those of each table with rules of one length that text stands beside, and the rest.

    A slide has its bullets on the left of a table, and a report its notes on the right: lines that happen to stand at
    one height are no row.
    """
    parts: list[Sequence[Line]] = []
    left = list(lines)
    for x0, x1, top, bottom in _ruled_blocks(level):
        level_with = [line for line in left if top - 2 < line.middle < bottom + 2]
        inside = [line for line in level_with if x0 - 4 <= line.x0 and line.x1 <= x1 + 4]
        beside = [line for line in level_with if line.x1 < x0 - 4 or line.x0 > x1 + 4]
        prose = sum(len(line.words) >= 3 and not is_number(line) for line in beside)
        if len(inside) + len(beside) == len(level_with) and prose >= 3 and prose > 0.7 * len(beside):
            parts.append(inside)
            taken = set(map(id, inside))
            left = [line for line in left if id(line) not in taken]
    return [*parts, left]


def _ruled_blocks(level: Sequence[Edge]) -> list[Box]:
    """From where to where level rules of one length reach, three or more of them: (x0, x1, top, bottom)."""
    blocks: list[list[Edge]] = []
    for edge in level:
        same = (block for block in blocks if abs(block[0][1] - edge[1]) < 4 and abs(block[0][2] - edge[2]) < 4)
        block = next(same, None)
        if block is None:
            blocks.append([edge])
        else:
            block.append(edge)
    tall = [block for block in blocks if len(block) >= 3 and block[0][2] - block[0][1] > 100]
    return [(block[0][1], block[0][2], block[0][0], block[-1][0]) for block in tall]


def split_at_rules(line: Line, plumb: Sequence[Edge]) -> list[Line]:
    """The run, parted where a plumb rule stands between two of its words."""
    across = [x for x, top, bottom in plumb if line.x0 < x < line.x1 and top <= line.middle <= bottom]
    if not across:
        return [line]
    cuts = [
        at
        for at, (a, b) in enumerate(pairwise(line.words), start=1)
        if any(a.x1 - 1.5 <= x <= b.x0 + 1.5 for x in across)
    ]
    bounds = [0, *cuts, len(line.words)]
    return [line_of(line.words[a:b]) for a, b in pairwise(bounds)]


def _rejoined(tables: Sequence[PageTable], lines: Sequence[Line]) -> list[PageTable]:
    """Unruled tables of one page with the same columns as one, where only notes among ``lines`` had parted them."""
    joined: list[PageTable] = []
    for table in tables:
        last = joined[-1] if joined else None
        parted = last is None or table.heads > 0 or not _only_notes(lines, last.bbox[3], table.bbox[1])
        places = None if last is None or parted else _places(last, table)
        if last is not None and places is not None:
            for cell in table.cells:
                cell.column = places[cell.column]
            append_table(last, table, 0)
            a, b = last.bbox, table.bbox
            last.bbox = (min(a[0], b[0]), a[1], max(a[2], b[2]), b[3])
        else:
            joined.append(table)
    return joined


def _only_notes(lines: Sequence[Line], top: float, bottom: float) -> bool:
    """Whether what stands between two heights of a page is short, and names no other table or figure."""
    between = [line for line in lines if top < line.middle < bottom]
    prose = sum(len(line.words) >= 8 for line in between)
    return bottom - top < FARTHEST_APART and prose <= MOST_OF_NOTES and not any(CAPTION.match(n.text) for n in between)


def _places(table: PageTable, rest: PageTable) -> list[int] | None:
    """The column of ``table`` that each column of ``rest`` stands under, or None where they are not in step."""
    places: list[int] = []
    for column in range(rest.columns):
        centres = sorted(w.centre for cell in rest.cells if cell.column == column for w in cell.words)
        if not centres:
            return None
        places.append(bisect_right(table.xs, centres[len(centres) // 2]) - 1)
    in_step = all(a < b for a, b in pairwise(places)) and places[0] >= 0 and places[-1] < table.columns
    return places if in_step and len(places) > 0.3 * table.columns and len(places) > 2 else None


def _overlap(a: Box, b: Box) -> bool:
    return min(a[2], b[2]) > max(a[0], b[0]) and min(a[3], b[3]) > max(a[1], b[1])


def _hold(rivals: Sequence[PageTable], table: PageTable) -> bool:
    """Whether the unruled tables have the numbers of ``table`` and more entries than it."""
    own = {id(word) for rival in rivals for word in rival.words}
    numbers = [word for word in table.words if word.text[:1].isdigit()]
    held = sum(id(word) in own for word in numbers)
    filled = sum(bool(cell.words) for rival in rivals for cell in rival.cells)
    return held >= 0.9 * len(numbers) and filled > sum(bool(cell.words) for cell in table.cells)


def is_partial(table: PageTable, free: Sequence[Word]) -> bool:
    """Whether words stand right beside most rows of the grid, on the same line: it is a part of a larger table."""
    x0, top, x1, bottom = table.bbox
    beside = [
        word
        for word in free
        if top < word.middle < bottom
        and (0 < word.x0 - x1 < BESIDE or 0 < x0 - word.x1 < BESIDE or word.x0 < x0 < word.x1)
    ]
    if not beside:
        return False
    rows: dict[int, list[PageCell]] = {}
    for cell in table.cells:
        if cell.words:
            rows.setdefault(cell.row, []).append(cell)
    met = sum(any(_level_with(cell, word) for cell in cells for word in beside) for cells in rows.values())
    return met >= max(min(2, len(rows)), 0.6 * len(rows))


def _level_with(cell: PageCell, word: Word) -> bool:
    return any(abs(word.middle - other.middle) < 0.3 * (word.bottom - word.top) for other in cell.words)


def is_block(table: PageTable) -> bool:
    """Whether a cell holds several rows of numbers side by side."""
    return any(_stacked_rows(cell.words) >= 2 for cell in table.cells if len(cell.words) >= 6)


def _stacked_rows(words: Sequence[Word]) -> int:
    if count_numbers(words) < 4:
        return 0
    lines: list[Line] = find_lines([word for word in words if not word.angle])
    numbers = [line for line in lines if is_number(line)]
    heights: dict[int, int] = {}
    for line in numbers:
        place = round(line.middle / max(line.height, 1))
        heights[place] = heights.get(place, 0) + 1
    return sum(count >= 2 for count in heights.values())


def is_stacked(table: PageTable) -> bool:
    """Whether two cells or more of one row each hold a stack of numbers: the rows have no rules between them."""
    stacks: dict[int, int] = {}
    for cell in table.cells:
        if count_numbers(cell.words) >= 2 and sum(map(is_number, cell.lines)) >= 2:
            stacks[cell.row] = stacks.get(cell.row, 0) + 1
    return any(count >= 2 for count in stacks.values())
