"""Tables printed in plain text: rows of pipes, of tabs, of columns held apart by runs of spaces, or flattened cells.

Each becomes a ``Table`` whose cells are spans of the text as it was given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from minuted.extract.document import Cell, Table
from minuted.extract.grid import kind_of
from minuted.extract.headers import resolve_headers

Span = tuple[int, int]
Row = list[Span]

_RULE_ROW = re.compile(r"[\s|:+=_-]+")
_GAP = re.compile(r"\s*\t\s*|(?<=\S)[^\S\n]{2,}(?=\S)")
_MARKER = re.compile(
    r"\s*(?:[·•▪◦●*>\-–—]|\d{1,3}(?:\.\d{1,3})*[.)]?|\(?[a-z]{1,3}\)|(?!Q[1-4]\b|H[12]\b)[A-Z]{1,4}[./]?\d{1,4})[^\S\n]+(?=\S)"
)
MOST_COLUMNS = 14
MOST_LINES = 120
"""A table of more cells that were each printed on a line of their own is read in parts."""
RETRIED = 40
"""In a run of lines that is no table as a whole, only so many lines at its end are tried as the first of one."""
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
    tried: dict[str, int] = {}
    position = 0
    while position < len(lines):
        last, rows, variant = _rows_at(text, lines, position, tried)
        if rows:
            tables.append(_make_table(text, rows, variant, _caption(text, lines, position, tables)))
            position = last
        else:
            position += 1
    return tables


def _rows_at(text: str, lines: Sequence[Span], position: int, tried: dict[str, int]) -> tuple[int, list[Row], str]:
    """(line after it, rows, variant) of the table that begins at a line; no rows where none does.

    ``tried`` holds, for each way of cutting lines, up to which line a long run has been found to be no table.
    """
    if lines[position][0] < lines[position][1]:
        for variant, split in _SPLITTERS:
            if position < tried.get(variant, 0):
                continue
            last, rows = _run(text, lines, position, split)
            if rows and _is_table(text, rows, variant):
                return last, rows, variant
            tried[variant] = last - RETRIED
        last, rows = flattened_rows(text, lines, position)
        if rows:
            return last, rows, "lines"
    return position, [], ""


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


_VALUE = r"(?:[£$€<>~+-]{0,2}\(?[£$€]?\d[\d,]*(?:\.\d+)?%?(?:[kmb]|bn|pp)?\)?%?|n/a|-|–|nil|\*)"
_TRAILING = re.compile(rf"(?<=[A-Za-z)%])((?:[^\S\n]{_VALUE}){{2,12}})\s*$", re.IGNORECASE)
_PERIOD_HEADS = re.compile(
    r"((?:[^\S\n](?:(?:19|20)\d\d(?:[/-]\d{2,4})?|\d\d/\d\d|Q[1-4]|Target|Actual|Budget|Outturn|Forecast|Variance|England|Total|"
    r"[A-Z][a-z]{2}[-\s]?\d\d)){2,12})\s*$"
)


def split_tokens(text: str, start: int, end: int) -> Row | None:
    """The cells of a line that ends in two or more values a single space apart: "Adults 6.9 6.4 5.8"."""
    found = _TRAILING.search(text, start, end) or _PERIOD_HEADS.search(text, start, end)
    if found is None or end - start > 120 or "|" in text[start:end]:
        return None
    cells: Row = [_trimmed(text, start, found.start())]
    cells += [(token.start(), token.end()) for token in re.compile(r"\S+").finditer(text, found.start(), end)]
    return cells


def flattened_rows(text: str, lines: Sequence[Span], first: int) -> tuple[int, list[Row]]:
    """(line after it, rows) of a table whose cells were each printed on a line of their own.

    The headings come first, then label after label, each followed by as many values as there are columns.

    >>> text = "Service\\n2022\\n2023\\nAdults\\n6.9\\n6.4\\nPlace\\n5.2\\n5.6"
    >>> lines = [(m.start(), m.end()) for m in re.finditer(r"[^\\n]+", text)]
    >>> [[text[a:b] for a, b in row] for row in flattened_rows(text, lines, 0)[1]]
    [['Service', '2022', '2023'], ['Adults', '6.9', '6.4'], ['Place', '5.2', '5.6']]
    """
    cells = list(islice(_cell_lines(text, lines, first), MOST_LINES))
    kinds = [kind for _, _, kind in cells]
    before = kinds.index("value") if "value" in kinds[: MOST_COLUMNS + 4] else 0
    columns = next((n for n, kind in enumerate(kinds[before:]) if kind != "value"), len(kinds) - before)
    if before == columns == 1:
        return _pairs(text, cells, first)
    if before < 2 or not 2 <= columns <= MOST_COLUMNS:
        return first, []
    labels = {columns + 1: 1, columns + 2: 1, columns + 4: 2}.get(before, 0)
    if not labels:
        return first, []
    heads, size = before - labels, labels + columns
    rows, at, wanted = [[span for _, span, _ in cells[:heads]]], heads, [*["label"] * labels, *["value"] * columns]
    while kinds[at : at + size] == wanted:
        rows.append([span for _, span, _ in cells[at : at + size]])
        at += size
    return (cells[at - 1][0] + 1, rows) if len(rows) >= 3 else (first, [])


_PAIRED = re.compile(
    r"(?:(?:q[1-4]|year[- ]end|annual|latest|current|last year['’]s|previous)\b[^:]{0,24})?\b(?:targets?|actuals?|"
    r"outturns?|results?|performance|latest|current|previous|baseline|benchmark|forecast|budget|variance|england|wales|scotland|"
    r"national|regional|average)\b.{0,24}|.{0,24}\b(?:q[1-4]|(?:19|20)\d\d(?:\s?[/–-]\s?\d{2,4})?|\d\d/\d\d).{0,12}",
    re.IGNORECASE,
)
"""What stands over one value of an indicator: "Q2 target", "Actual", "2022/23"."""


def _pairs(text: str, cells: Sequence[tuple[int, Span, str]], first: int) -> tuple[int, list[Row]]:
    """The rows of an indicator whose labels and values take turns, a line each: "Q2 target", "420", "Q2 actual"."""
    rows: list[Row] = []
    for (_, label, kind), (last, value, other) in zip(cells[::2], cells[1::2], strict=False):
        if (kind, other) != ("label", "value") or not _PAIRED.fullmatch(text[slice(*label)]):
            break
        rows.append([label, value])
        after = last + 1
    return (after, rows) if len(rows) >= 2 else (first, [])


def _cell_lines(text: str, lines: Sequence[Span], first: int) -> Iterator[tuple[int, Span, str]]:
    """(line, its span, "label" or "value") from a line on, blank lines let pass, until one that cannot be a cell."""
    for position in range(first, len(lines)):
        start, end = lines[position]
        if start < end:
            span = _trimmed(text, start, end)
            kind = _line_kind(text[slice(*span)])
            if not kind:
                return
            yield position, span, kind


def _line_kind(line: str) -> str:
    """ "value", "label" or "" for a line that cannot be a cell."""
    if len(line) > 70 or line[-1] in ".:;,":
        return ""
    if _PAIRED.fullmatch(line) and not _UNIT_AFTER.search(line):
        return "label"
    if kind_of(line) in ("value", "blank") or _BOUNDED.fullmatch(line):
        return "value"
    return "" if _MARKER.match(line) else "label"


_UNIT_AFTER = re.compile(r"[£$€%]")
_BOUNDED = re.compile(
    r"(?:under|over|below|above|at least|at most|up to) [£$€]?\d[\d,.]{0,12}\s?(?:%|[kmb]|bn)?", re.IGNORECASE
)


_SPLITTERS: tuple[tuple[str, Callable[[str, int, int], Row | None]], ...] = (
    ("pipes", split_pipes),
    ("spaces", split_spaces),
    ("tokens", split_tokens),
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
    if variant == "tokens" and (len(set(widths)) > 1 or "value" not in right):
        return False
    longest = max(e - s for row in rows for s, e in row)
    return longest <= 90 and sum(kind in _VALUES for kind in right) >= 0.4 * len(right)


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return (start + left, start + max(left, len(piece.rstrip())))


_POLARITY = re.compile(r"\W*(?:good|better|bigger|higher|lower|smaller)\b(?: is|:).{0,30}$", re.IGNORECASE)
"""A line that says which way is good."""


def _caption(text: str, lines: Sequence[Span], first: int, tables: Sequence[Table]) -> str | None:
    """The short line above the table, blank lines between let pass, unless it belongs to another table."""
    above = first - 1
    while above >= 0 and lines[above][0] >= lines[above][1] and first - above <= 2:
        above -= 1
    if above < 0 or (tables and lines[above][0] < tables[-1].end):
        return None
    while above > 0 and _POLARITY.match(text[slice(*lines[above])]) and lines[above - 1][0] < lines[above - 1][1]:
        above -= 1
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
    table = resolve_headers(cells, len(rows), columns, caption=caption, start=start, end=end, variant=variant)
    return _with_plain_headers(table)


def _with_plain_headers(table: Table) -> Table:
    """An empty corner makes the first row headings; words in the first column make it labels ("16 to 20 weeks")."""
    corner = table.at(0, 0)
    if table.header_rows == 0 and table.rows > 1 and corner is not None and not corner.text:
        table = replace(table, header_rows=1)
    first = [cell.text for cell in table.cells if cell.column == 0 and cell.row >= table.header_rows]
    worded = sum(any(letter.isalpha() for letter in text) for text in first)
    if table.header_columns == 0 and table.columns > 1 and worded >= 0.7 * max(1, len(first)):
        table = replace(table, header_columns=1)
    return table


def _aligned(rows: list[Row]) -> list[Row]:
    """Rows with the top left corner put in where header lines leave it out ("      2022   2023")."""
    usual = max(len(row) for row in rows)
    heads = next((index for index, row in enumerate(rows) if len(row) == usual), 0)
    if not 1 <= heads <= 3 or not all(len(row) == usual - 1 for row in rows[:heads]):
        return rows
    if not all(len(row) == usual for row in rows[heads:]):
        return rows
    return [[(row[0][0], row[0][0]), *row] if index < heads else row for index, row in enumerate(rows)]
