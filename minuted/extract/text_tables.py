"""Tables printed in plain text: rows of pipes, of tabs, of columns held apart by runs of spaces, or flattened cells.

Each becomes a ``Table`` whose cells are spans of the text as it was given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from minuted.extract.document import Cell, Table
from minuted.extract.grid import kind_of, resolve_headers

Span = tuple[int, int]
Row = list[Span]

_RULE_ROW = re.compile(r"[\s|:+=_-]+")
_GAP = re.compile(r"\s*\t\s*|(?<=\S)[^\S\n]{2,}(?=\S)")
_MARKER = re.compile(
    r"\s*(?:[·•▪◦●*>\-–—]|\d{1,3}(?:\.\d{1,3})*[.)]?|\(?[a-z]{1,3}\)|[A-Z]{1,4}[./]?\d{1,4})[^\S\n]+(?=\S)"
)
_VALUES = ("value", "mixed", "blank", "rating")


def find_tables(text: str, lines: Sequence[Span]) -> list[Table]:
    """The tables among ``lines`` (start and end of each), in reading order.

    >>> text = "Calls by month\\nMonth    Calls    Answered\\nApril    1,204    91%\\nMay      1,377    88%\\n"
    >>> ends = [14, 41, 64, 87]
    >>> [table] = find_tables(text, list(zip([0, 15, 42, 65], ends)))
    >>> table.variant, table.caption, [table.column_path(c) for c in table.cells if c.text == "88%"]
    ('spaces', 'Calls by month', [('Answered',)])
    """
    tables: list[Table] = []
    position = 0
    while position < len(lines):
        for variant, split in _SPLITTERS:
            last, rows = _run(text, lines, position, split)
            if rows and _is_table(text, rows, variant):
                tables.append(_make_table(text, rows, variant, _caption(text, lines, position, tables)))
                position = last
                break
        else:
            position += 1
    return tables


def _run(
    text: str, lines: Sequence[Span], first: int, split: Callable[[str, int, int], Row | None]
) -> tuple[int, list[Row]]:
    """(line after the run, its rows): consecutive lines that ``split`` cuts, single blank lines between let pass."""
    rows: list[Row] = []
    position = first
    while position < len(lines):
        start, end = lines[position]
        if start >= end:
            ahead = position + 1
            if not rows or ahead >= len(lines) or split(text, *lines[ahead]) is None:
                break
            position = ahead
            continue
        row = split(text, start, end)
        if row is None:
            break
        if row:
            rows.append(row)
        position += 1
    return position, rows


def split_pipes(text: str, start: int, end: int) -> Row | None:
    """The cells of a line of pipes, [] for a ruling line, None where there are no pipes."""
    line = text[start:end]
    if "|" not in line:
        return None
    if _RULE_ROW.fullmatch(line):
        return []
    left = start + len(line) - len(line.lstrip())
    inner = left + 1 if text[left] == "|" else left
    cells: Row = []
    for piece in text[inner:end].split("|"):
        cells.append(_trimmed(text, inner, inner + len(piece)))
        inner += len(piece) + 1
    if cells and text[end - 1] == "|":
        cells.pop()
    return cells


def split_spaces(text: str, start: int, end: int) -> Row | None:
    """The cells of a line cut at tabs and at two or more spaces; None where there is only one."""
    marker = _MARKER.match(text, start, end)
    inner = marker.end() if marker and ("\t" in marker[0] or "  " in marker[0].lstrip()) else start
    if "|" in text[start:end]:
        return None
    cells: Row = []
    inner = inner + len(text[inner:end]) - len(text[inner:end].lstrip())
    for gap in _GAP.finditer(text, inner, end):
        cells.append((inner, gap.start()))
        inner = gap.end()
    cells.append((inner, end))
    return cells if len(cells) > 1 else None


_SPLITTERS: tuple[tuple[str, Callable[[str, int, int], Row | None]], ...] = (
    ("pipes", split_pipes),
    ("spaces", split_spaces),
)


def _is_table(text: str, rows: list[Row], variant: str) -> bool:
    """At least two rows, columns of one number, and values (or short labels) where a table has them."""
    if len(rows) < 2:
        return False
    widths = [len(row) for row in rows]
    usual = max(set(widths), key=widths.count)
    if sum(abs(width - usual) <= 1 for width in widths) < 0.7 * len(widths):
        return False
    if variant == "pipes":
        return all(text[row[0][0] - 1 : row[0][0]] in ("|", " ") or len(row) >= 2 for row in rows)
    right = [kind_of(text[s:e]) for row in rows for s, e in row[1:]]
    longest = max(e - s for row in rows for s, e in row)
    return longest <= 90 and sum(kind in _VALUES for kind in right) >= 0.4 * len(right)


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return (start + left, start + max(left, len(piece.rstrip())))


def _caption(text: str, lines: Sequence[Span], first: int, tables: Sequence[Table]) -> str | None:
    """The short line above the table, blank lines between let pass, unless it belongs to another table."""
    above = first - 1
    while above >= 0 and lines[above][0] >= lines[above][1] and first - above <= 2:
        above -= 1
    if above < 0 or (tables and lines[above][0] < tables[-1].end):
        return None
    told = text[slice(*lines[above])].strip()
    marker = _MARKER.match(told)
    told = told[marker.end() :] if marker else told
    return told if 0 < len(told) <= 160 else None


def _make_table(text: str, rows: list[Row], variant: str, caption: str | None) -> Table:
    rows = _aligned(rows)
    columns = max(len(row) for row in rows)
    cells = tuple(
        Cell(r, c, start, end, " ".join(text[start:end].split()))
        for r, row in enumerate(rows)
        for c, (start, end) in enumerate(row)
    )
    start, end = rows[0][0][0], max(e for _, e in rows[-1])
    if variant == "pipes":
        start = text.rfind("\n", 0, start) + 1
        start += len(text[start:]) - len(text[start:].lstrip())
        line_end = text.find("\n", end)
        end = len(text.rstrip()) if line_end < 0 else len(text[:line_end].rstrip())
    return resolve_headers(cells, len(rows), columns, caption=caption, start=start, end=end, variant=variant)


def _aligned(rows: list[Row]) -> list[Row]:
    """Rows with the top left corner put in where a header line leaves it out ("      2022   2023")."""
    usual = max(len(row) for row in rows)
    if len(rows[0]) == usual - 1 and all(len(row) == usual for row in rows[1:]):
        corner = rows[0][0][0]
        return [[(corner, corner), *rows[0]], *rows[1:]]
    return rows
