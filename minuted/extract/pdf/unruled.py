"""Tables without a full set of drawn lines: columns by the numbers that stand under each other.

A row of such a table has numbers that stand apart from any sentence (a gap on both sides); rows below each other
whose numbers overlap across are one table.  Level rules, where there are some, say where its rows end.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from minuted.extract.document import Box
from minuted.extract.pdf.lines import Line
from minuted.extract.pdf.rows import Row, is_entry, is_number, rows_across
from minuted.extract.pdf.ruled import Edge

TELLING = re.compile(r"[£€$%,.(+]")
UNIT_LINE = re.compile(r"\b(?:all|figures|amounts|values)\b.*(?:£|%|\b000)", re.IGNORECASE)
"""A line that gives the unit of the whole table: part of its caption, not of its headings."""
HIGHEST_ROW = 220.0
"""Points between the numbers of two rows that a rule parts."""
REACH = 3.4
"""A table's next row may stand this many line heights below the last."""


@dataclass(slots=True)
class Open:
    """An unruled table in the making: its rows from top to bottom, its columns from left to right."""

    rows: list[Row]
    columns: list[tuple[float, float]]
    """From where to where the entries of each column reach."""
    numeric: list[bool]
    bands: list[float] = field(default_factory=list)
    """The heights of the level rules that part its rows."""
    heads: int = 0
    """How many of ``rows`` stand above the first row of numbers."""


def find_open(lines: Sequence[Line], level: Sequence[Edge] = (), boxes: Sequence[Box] = ()) -> list[Open]:
    """The unruled tables among the runs of a page; ``level`` are its level rules, ``boxes`` its lone boxes."""
    if sum(map(is_number, lines)) < 4:
        return []
    rows = rows_across(lines, boxes)
    found: list[Open] = []
    at = 0
    while at < len(rows):
        end, anchors = _grow(rows, at, level)
        table = _table_of(rows, at, end, anchors) if len(anchors) >= 2 else None
        if table is None:
            at += 1
            continue
        table.bands = rules_across(table, level)
        start, end = _whole_bands(rows, at, end, table)
        first = _first_head(rows, start, table, anchors, found)
        table.heads = start - first
        table.rows = rows[first:end]
        found.append(table)
        at = end
    return found


def rules_across(table: Open, level: Sequence[Edge]) -> list[float]:
    """The heights of the rules that run across most of the table, where there are enough to part its rows."""
    left, right = table.columns[0][0], table.columns[-1][1]
    top, bottom = table.rows[0].top - HIGHEST_ROW, table.rows[-1].bottom + 30
    across = [
        y
        for y, x0, x1 in level
        if top < y < bottom
        and min(x1, right) - max(x0, left) > 0.6 * (right - left)
        and not (x0 < left - 40 < right + 40 < x1)
    ]  # a rule far wider than the table is the page's frame
    return sorted(across) if len(across) >= 3 else []


def _whole_bands(rows: Sequence[Row], start: int, end: int, table: Open) -> tuple[int, int]:
    """``start`` and ``end`` moved so that the first and last row have all lines between their two rules."""
    bands = table.bands
    if bands:
        first, last = band_of(bands, rows[start]), band_of(bands, rows[end - 1])
        while start > 0 and 0 < first == band_of(bands, rows[start - 1]):
            start -= 1
        while start > 0 and band_of(bands, rows[start - 1]) > 1:
            above = _band_above(rows, start, bands)
            if not all(_in_columns(row, table) for row in above) or max(len(row.lines) for row in above) < 2:
                break
            start -= len(above)
        while end < len(rows) and last <= band_of(bands, rows[end]) < len(bands) and _in_columns(rows[end], table):
            end += 1
        while end < len(rows) and last == len(bands) and _in_columns(rows[end], table) and _follows(rows, end):
            end += 1
    return start, end


def _band_above(rows: Sequence[Row], start: int, bands: Sequence[float]) -> Sequence[Row]:
    """The rows right above ``start`` that stand between the same two rules."""
    band = band_of(bands, rows[start - 1])
    first = start - 1
    while first > 0 and band_of(bands, rows[first - 1]) == band:
        first -= 1
    return rows[first:start]


def _follows(rows: Sequence[Row], at: int) -> bool:
    """Whether a row stands right below the one before, as a wrapped line does."""
    return rows[at].top - rows[at - 1].bottom < 0.35 * rows[at].height


def _in_columns(row: Row, table: Open) -> bool:
    """Whether each of the row's runs keeps to one column, or is short: no line of prose across the page."""
    return not any(UNIT_LINE.search(line.text) for line in row.lines) and all(
        len(line.words) < 9 or any(low - 8 <= line.x0 and line.x1 <= high + 8 for low, high in table.columns)
        for line in row.lines
    )


def band_of(bands: Sequence[float], row: Row) -> int:
    """The number of rules above the row."""
    return bisect_right(bands, row.middle)


def _grow(rows: Sequence[Row], start: int, level: Sequence[Edge]) -> tuple[int, list[int]]:
    """Where the table that starts at row ``start`` ends (exclusive), and which rows hold its numbers."""
    if not _starts(rows[start]):
        return start, []
    columns = merge_spans([(line.x0, line.x1) for line in rows[start].numbers])
    anchors = [start]
    at = start + 1
    while at < len(rows):
        row, last = rows[at], rows[anchors[-1]]
        usual = rows[anchors[-1]].top - rows[anchors[-2]].top if len(anchors) > 1 else 0.0
        far = row.top - last.bottom > max(REACH * last.height, 1.5 * usual) or at - anchors[-1] > 8
        if far and not _is_ruled_off(last, row, columns, level):
            if row.numbers or not _in_high_row(last, row, columns, level):
                break
            at += 1
            continue
        if _is_sentence(row, columns):
            break
        fitting = [line for line in row.numbers if _overlaps_any(line, columns)]
        if fitting or len(row.numbers) >= 2:
            columns = merge_spans([*columns, *((line.x0, line.x1) for line in row.numbers)])
            anchors.append(at)
        at += 1
    return anchors[-1] + 1, anchors


def _is_ruled_off(last: Row, row: Row, columns: Sequence[tuple[float, float]], level: Sequence[Edge]) -> bool:
    """Whether a long rule between two rows shows that both are rows of one table, however high they are."""
    return row.top - last.bottom < HIGHEST_ROW and any(
        last.bottom - 2 < y < row.top + 2 for y in _long_rules(columns, level)
    )


def _in_high_row(last: Row, row: Row, columns: Sequence[tuple[float, float]], level: Sequence[Edge]) -> bool:
    """Whether long rules stand above the last numbers and below this row: a text of many lines beside them."""
    rules = _long_rules(columns, level)
    above = any(last.top - HIGHEST_ROW < y < last.top + 2 for y in rules)
    return above and any(row.bottom - 2 < y < last.bottom + HIGHEST_ROW for y in rules)


def _long_rules(columns: Sequence[tuple[float, float]], level: Sequence[Edge]) -> list[float]:
    """The heights of the level rules that reach far over the columns on both sides."""
    left, right = columns[0][0], columns[-1][1]
    reach = max(2.5 * (right - left), 250.0)
    return [y for y, x0, x1 in level if x0 <= left and x1 >= right and x1 - x0 > reach]


def _starts(row: Row) -> bool:
    """Whether a row may be the first with numbers: two of them, or a label and one amount."""
    if len(row.numbers) >= 2:
        return True
    return len(row.numbers) == 1 and len(row.lines) >= 2 and bool(TELLING.search(row.numbers[0].text))


def merge_spans(spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Spans that overlap by more than a third of the narrower one are one column.

    >>> merge_spans([(10, 30), (12, 30), (50, 60)])
    [(10, 30), (50, 60)]
    """
    merged: list[tuple[float, float]] = []
    for low, high in sorted(spans, key=lambda span: span[0] + span[1]):
        if merged:
            a, b = merged[-1]
            if min(b, high) - max(a, low) > 0.33 * min(b - a, high - low):
                merged[-1] = (min(a, low), max(b, high))
                continue
        merged.append((low, high))
    return merged


def _overlaps_any(line: Line, columns: Sequence[tuple[float, float]]) -> bool:
    x0, x1 = line.x0, line.x1
    return any(low < x1 and x0 < high for low, high in columns)


def _is_sentence(row: Row, columns: Sequence[tuple[float, float]]) -> bool:
    """Whether a run of many words lies across two columns or more: prose, not a table's row."""
    for line in row.lines:
        crossed = sum(min(line.x1, high) - max(line.x0, low) > 0 for low, high in columns)
        if len(line.words) >= 6 and (crossed >= 2 or (crossed >= 1 and len(row.lines) == 1)):
            return True
    return False


def _table_of(rows: Sequence[Row], start: int, end: int, anchors: Sequence[int]) -> Open | None:
    """The columns of rows ``start`` to ``end``, or None where they are no table after all."""
    body = [rows[at] for at in anchors]
    spans = [(line.x0, line.x1) for row in body for line in row.lines if is_entry(line)]
    numbers = merge_spans(spans)
    support = [sum(any(_overlaps_any(n, [span]) for n in row.numbers) for row in body) for span in numbers]
    if sum(count >= 2 for count in support) == 0:
        return None
    texts = [line for row in body for line in row.lines if not is_entry(line)]
    if sum(len(row.lines) > len(row.numbers) for row in body) < 0.5 * len(body) and not _counts_up(body):
        return None
    if len(numbers) == 1 and not _is_list_of_amounts(body, numbers[0]):
        return None
    beside = [(line.x0, line.x1) for line in texts if not _overlaps_any(line, numbers)]
    columns = sorted([*numbers, *_disjoint(beside)])
    labels = columns[:1] if _counts_up(body) else []
    return Open(list(rows[start:end]), columns, [column in numbers and column not in labels for column in columns])


def _counts_up(body: Sequence[Row]) -> bool:
    """Whether what stands first in the rows is their number or class (1, 2, 3): a label, though it is a number."""
    first = [row.lines[0].text for row in body if len(row.lines) >= 3]
    told = [int(text) for text in first if text.isdecimal() and len(text) <= 2]
    return len(told) >= max(4, 0.8 * len(body)) and all(b - a == 1 for a, b in pairwise(told)) and told[0] <= 1


def _is_list_of_amounts(body: Sequence[Row], column: tuple[float, float]) -> bool:
    """Whether a single column of numbers is worth a table: amounts with one right edge, beside labels."""
    amounts = [line for row in body for line in row.numbers if _overlaps_any(line, [column])]
    telling = sum(bool(TELLING.search(line.text)) for line in amounts)
    aligned = sum(abs(line.x1 - column[1]) < 3 for line in amounts)
    return len(amounts) >= 3 and telling > 0.7 * len(amounts) and aligned > 0.7 * len(amounts)


def _disjoint(spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Spans joined wherever they touch at all."""
    joined: list[tuple[float, float]] = []
    for low, high in sorted(spans):
        if joined and low < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], high))
        else:
            joined.append((low, high))
    return joined


def _first_head(rows: Sequence[Row], start: int, table: Open, anchors: Sequence[int], earlier: Sequence[Open]) -> int:
    """The first of the rows above ``start`` that head the columns."""
    left, right = table.columns[0][0], table.columns[-1][1]
    used = {id(row) for other in earlier for row in other.rows}
    pitch = min((rows[b].top - rows[a].bottom for a, b in pairwise(anchors)), default=0.0)
    first = start
    for at in range(start - 1, max(-1, start - 9), -1):
        row = rows[at]
        reach = max(1.3 * row.height, 2.2 * pitch)
        ruled = any(row.bottom - 2 <= y <= rows[at + 1].top + 2 for y in table.bands)
        if id(row) in used or rows[at + 1].top - row.bottom > (2 * reach if ruled else reach):
            break
        outside = band_of(table.bands, row) == 0 or not _stands_over(row, table)
        if ruled and outside and _has_heads(rows[first : anchors[0]], table):
            break  # the table's own top rule: what stands above it names the whole table
        in_top_band = bool(table.bands) and 0 < band_of(table.bands, row) == band_of(table.bands, rows[start - 1])
        if _heads(row, table, left, right) or (in_top_band and _in_columns(row, table)):
            first = at
        elif len(row.lines) > 1 or not _is_label(row.lines[0], table):
            break
    return first


def _has_heads(rows: Sequence[Row], table: Open) -> bool:
    """Whether rows above the numbers head most of their columns: they stand over them, or are as many side by side."""
    lines = [line for row in rows for line in row.lines]
    over = [any(_overlaps_any(line, [span]) for line in lines) for span in _numeric(table)]
    most = max([len(row.lines) for row in rows], default=0)
    return sum(over) > 0.5 * len(over) or most >= max(2, len(over))


def _stands_over(row: Row, table: Open) -> bool:
    """Whether a row stands over some column of numbers."""
    return any(_overlaps_any(line, _numeric(table)) for line in row.lines)


def _numeric(table: Open) -> list[tuple[float, float]]:
    return [span for span, is_numeric in zip(table.columns, table.numeric) if is_numeric]


def _is_label(line: Line, table: Open) -> bool:
    """Whether the run stands in the first column of text alone: the name of a group between headings and numbers."""
    return any(
        not numeric and abs(line.x0 - low) < 12 and line.x1 <= high + 6
        for (low, high), numeric in zip(table.columns, table.numeric)
    )


def _heads(row: Row, table: Open, left: float, right: float) -> bool:
    numeric = _numeric(table)
    if not _stands_over(row, table) and len(row.lines) < 2:
        return False
    beyond = 0.25 * (right - left) if len(row.lines) >= len(numeric) > 1 else 30
    if any(line.x0 < left - beyond or line.x1 > right + beyond for line in row.lines):
        return False
    longest = max(line.x1 - line.x0 for line in row.lines)
    if len(row.lines) > 1:
        return longest < 0.6 * (right - left)
    if UNIT_LINE.search(row.lines[0].text):
        return False
    return longest < 0.45 * (right - left) and row.lines[0].x0 > min(left + 0.25 * (right - left), table.columns[0][1])
