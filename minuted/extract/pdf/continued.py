"""What goes on overleaf: tables, their headings left at the foot of the page before, and paragraphs.

The second part is moved into the first; its cells and lines keep the number of the page they stand on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from minuted.extract.pdf.assemble import PageReading
from minuted.extract.pdf.blocks import ENDS, PageBlock
from minuted.extract.pdf.lines import Line, find_lines
from minuted.extract.pdf.page_table import PageCell, PageTable, append_table, repeated_rows, row_cells
from minuted.extract.pdf.unruled_cells import split_run

SAME_EDGE = 4.0
"""Points by which the column edges of two parts of one table may differ."""


def join_pages(pages: Sequence[PageReading]) -> None:
    """Join tables and paragraphs that a page break parts; the pages are changed."""
    home: PageReading | None = None
    for reading in pages:
        if home is not None and home.blocks and reading.blocks:
            _join(home, reading)
        if reading.blocks or home is None:
            home = reading


def _join(home: PageReading, reading: PageReading) -> None:
    last, first = home.blocks[-1], reading.blocks[0]
    if last.table is not None:
        at = _after_captions(reading, last.table)
        rest = reading.blocks[at].table if at < len(reading.blocks) else None
        if rest is not None and is_continued(last.table, rest):
            append_table(last.table, rest, reading.number)
            del reading.blocks[at]
    elif first.table is not None:
        _take_headings(home, first.table, reading)
    elif last.table is None and _goes_on(last, first, home):
        for line in first.lines:
            line.page = reading.number
        last.lines += first.lines
        del reading.blocks[0]


def _after_captions(reading: PageReading, table: PageTable) -> int:
    """The first block of a page that does not only repeat (a part of) the caption of ``table``."""
    at = 0
    while at < len(reading.blocks) and reading.blocks[at].table is None:
        block = reading.blocks[at]
        if block.kind not in ("caption", "heading") or not table.caption or block.text not in table.caption:
            break
        at += 1
    return at


def is_continued(table: PageTable, rest: PageTable) -> bool:
    """Whether ``rest``, the first thing on the next page, is the same table."""
    if table.columns != rest.columns or (rest.caption is not None and rest.caption != table.caption):
        return False
    if not all(_near(a, b, table.variant, rest.variant) for a, b in zip(table.xs, rest.xs)):
        return False
    if repeated_rows(table, rest):
        return True
    return not (_is_heading_row(table) and _is_heading_row(rest))


def _near(a: float, b: float, variant: str, other: str) -> bool:
    return abs(a - b) <= (SAME_EDGE if variant == other == "ruled" else 5 * SAME_EDGE)


def _is_heading_row(table: PageTable) -> bool:
    """Whether the first row is printed as a heading: bold or on a ground, and without numbers."""
    told = [cell for cell in row_cells(table, 0) if cell.words]
    if len(told) < 2 or any(re.search(r"\d[.,]\d", cell.text) for cell in told):
        return False
    return all(word.bold for cell in told for word in cell.words) or all(cell.fill for cell in told)


def _take_headings(home: PageReading, table: PageTable, reading: PageReading) -> None:
    """Headings of an unruled table that were left at the foot of the page before become its first row."""
    last = home.blocks[-1]
    if (
        table.variant != "unruled"
        or last.bbox[3] < 0.6 * home.height
        or len(last.text) > 160
        or last.kind == "list_item"
    ):
        return
    spans = list(pairwise(table.xs))
    runs = [part for run in find_lines(last.words) for part in split_run(run, spans)]
    columns = [_column(run, table) for run in runs]
    if len(runs) < 2 or None in columns or len(set(columns)) != len(columns) or len(runs) < 0.5 * (table.columns - 1):
        return
    for cell in table.cells:
        cell.row += 1
        cell.page = reading.number
    by_column = dict(zip(columns, runs))
    for column in range(table.columns):
        run = by_column.get(column)
        box = (table.xs[column], last.bbox[1], table.xs[column + 1], last.bbox[3])
        table.cells.append(PageCell(0, column, 1, 1, box, run.words if run else [], page=home.number))
    table.rows += 1
    block = reading.blocks.pop(0)
    home.blocks[-1] = block
    if len(home.blocks) > 1 and len(home.blocks[-2].text) < 120 and home.blocks[-2].table is None:
        table.caption = table.caption or home.blocks[-2].text


def _column(run: Line, table: PageTable) -> int | None:
    middle = (run.x0 + run.x1) / 2
    return next((at for at in range(table.columns) if table.xs[at] <= middle < table.xs[at + 1]), None)


def _goes_on(last: PageBlock, first: PageBlock, home: PageReading) -> bool:
    """Whether the paragraph at the foot of ``home`` is carried on by the first block overleaf."""
    if last.kind not in ("paragraph", "list_item") or first.kind != "paragraph" or first.number is not None:
        return False
    if abs(last.size - first.size) > 0.6 or not last.lines or last.bbox[3] < 0.55 * home.height:
        return False
    end, start = last.lines[-1].words[-1].text, first.lines[0].words[0].text
    if end.endswith(ENDS):
        return False
    return start[:1].islower() or (len(last.lines) > 1 and not end.endswith(")") and len(first.text) > 60)
