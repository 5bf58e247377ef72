"""The cells of an unruled table: wrapped labels joined to their row, headings stretched over their columns.

Where level rules lie between the rows they decide; elsewhere a line without numbers belongs to the row that it stands
nearest to, or is a row of its own (the heading of a group).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from minuted.extract.document import Box
from minuted.extract.pdf.lines import Line, line_of
from minuted.extract.pdf.page_table import PageCell, PageTable
from minuted.extract.pdf.rows import Row, is_entry
from minuted.extract.pdf.ruled import Edge
from minuted.extract.pdf.unruled import Open, band_of
from minuted.extract.pdf.unruled_heads import Span, column_edges, columns_met, head_rows, own_columns


def cells_of(table: Open, level: Sequence[Edge], boxes: Sequence[Box] = ()) -> PageTable:
    """The table's cells; ``level`` are the level rules of its page (y, from x, to x), ``boxes`` drawn boxes."""
    bands = table.bands
    split_at_columns(table)
    add_headed_columns(table)
    body = _body_rows(table, bands)
    heads = head_rows(table, bands)
    columns = widened(table.columns, [*body, *heads])
    edges = column_edges(columns)
    rows = [*heads, *body]
    bounds = _row_edges(rows)
    cells: list[PageCell] = []
    for at, row in enumerate(rows):
        spans = own_columns(row, columns, level, boxes) if at < len(heads) else {}
        placed: dict[tuple[int, int], list[Line]] = {}
        for line in row:
            first, last = spans.get(id(line)) or _columns_of(line, table)
            placed.setdefault((first, last), []).append(line)
        cells += _row_cells(at, placed, edges, (bounds[at], bounds[at + 1]))
    bbox = (edges[0], bounds[0], edges[-1], bounds[-1])
    return PageTable(cells, len(rows), len(table.columns), bbox, tuple(edges), "unruled", heads=len(heads))


def split_at_columns(table: Open) -> None:
    """Part the runs of words that lie over two columns where the gap between their words is wider than a space."""
    for row in table.rows:
        row.lines = [part for line in row.lines for part in split_run(line, table.columns)]


def split_run(line: Line, columns: Sequence[Span]) -> list[Line]:
    """The run, or its parts where a gap wider than a space lies between words of two columns."""
    words = line.words
    if len(words) < 2:
        return [line]
    gaps = [b.x0 - a.x1 for a, b in pairwise(words)]
    wide = max(min(1.4 * min(gaps), 0.6 * line.height), 0.42 * line.height)
    owners = [
        next((at for at, (low, high) in enumerate(columns) if word.x0 < high and word.x1 > low), None) for word in words
    ]
    cuts = []
    last: int | None = None
    for at, owner in enumerate(owners):
        if owner is None:
            continue
        if last is not None and owners[last] != owner:
            cut = max(range(last, at), key=lambda gap: gaps[gap])
            if gaps[cut] >= wide or (len(words) == 2 and gaps[cut] > 0.42 * line.height):
                cuts.append(cut + 1)
        last = at
    bounds = [0, *cuts, len(words)]
    return [line_of(words[a:b]) for a, b in pairwise(bounds)] if cuts else [line]


def widened(columns: Sequence[Span], heads: Sequence[Sequence[Line]]) -> list[Span]:
    """The columns with the headings that stand over one of them alone: they show how far a column reaches."""
    wide = list(columns)
    for line in (line for row in reversed(heads) for line in row):
        first, last = columns_met(line, wide)
        if first != last:
            continue
        low, high = min(wide[first][0], line.x0), max(wide[first][1], line.x1)
        clear_left = first == 0 or wide[first - 1][1] < low
        clear_right = first == len(wide) - 1 or wide[first + 1][0] > high
        if clear_left and clear_right:
            wide[first] = (low, high)
    return wide


def add_headed_columns(table: Open) -> None:
    """Add the columns that the lowest heading row names but that hold nothing on this page."""
    rows = [row for row in table.rows[: table.heads] if len(row.lines) >= max(2, sum(table.numeric))]
    for line in rows[-1].lines if rows else ():
        clear = all(line.x0 > high + 1 or line.x1 < low - 1 for low, high in table.columns)
        if clear:
            table.columns = sorted([*table.columns, (line.x0, line.x1)])
            table.numeric.insert(table.columns.index((line.x0, line.x1)), True)


def _row_edges(rows: Sequence[Sequence[Line]]) -> list[float]:
    tops = [min(line.top for line in row) for row in rows]
    bottoms = [max(line.bottom for line in row) for row in rows]
    inner = [(bottom + top) / 2 for bottom, top in zip(bottoms, tops[1:])]
    edges = [tops[0] - 1, *inner, bottoms[-1] + 1]
    for at in range(1, len(edges)):
        edges[at] = max(edges[at], edges[at - 1] + 0.5)
    return edges


def _body_rows(table: Open, bands: Sequence[float]) -> list[list[Line]]:
    """The rows from the first with numbers on, each with the lines that wrap into it."""
    rows = table.rows[table.heads :]
    groups: list[list[Row]] = []
    for row in rows:
        if bands and groups and band_of(bands, row) == band_of(bands, groups[-1][-1]):
            groups[-1].append(row)
        elif bands or not groups:
            groups.append([row])
        else:
            groups[-1].append(row)
    found: list[list[Line]] = []
    for group in groups:
        anchors = [row for row in group if _anchors(row, table)]
        if bands and len(anchors) <= 1:
            found.append([line for row in group for line in row.lines])
        else:
            found += _wrapped(group, table)
    return found


def _anchors(row: Row, table: Open) -> bool:
    """Whether the row has an entry in a column of numbers."""
    return any(is_entry(line) and table.numeric[_columns_of(line, table)[0]] for line in row.lines)


def _wrapped(rows: Sequence[Row], table: Open) -> list[list[Line]]:
    """Rows with numbers, with the lines of text that wrap into them; other lines are rows of their own."""
    found: list[tuple[list[Line], bool]] = []
    pending: list[Row] = []
    taken: set[int] = set()
    for at, row in enumerate(rows):
        if id(row) in taken:
            continue
        if not _anchors(row, table):
            pending.append(row)
            continue
        below = rows[at + 1] if at + 1 < len(rows) else None
        if pending and below is not None and _stands_between(pending[-1], row, below, table):
            above = pending.pop()
            found += [(part.lines, False) for part in pending]
            found.append(([*above.lines, *below.lines, *row.lines], True))
            taken.add(id(below))
            pending = []
            continue
        lead = _wraps_down(pending, row)
        found += [(part.lines, False) for part in pending[: len(pending) - lead]]
        lines = [line for part in pending[len(pending) - lead :] for line in part.lines]
        found.append(([*lines, *row.lines], True))
        pending = []
    found += [(part.lines, False) for part in pending]
    return _wraps_up(found)


def _stands_between(above: Row, row: Row, below: Row, table: Open) -> bool:
    """Whether a row stands half-way between two lines of one text: its label, of which it has nothing itself."""
    if _anchors(below, table) or len(above.lines) != 1 or len(below.lines) != 1:
        return False
    column = _columns_of(above.lines[0], table)
    own = any(_columns_of(line, table) == column for line in row.lines)
    if own or _columns_of(below.lines[0], table) != column:
        return False
    near = below.top - above.bottom < 0.6 * row.height
    return near and abs((above.middle + below.middle) / 2 - row.middle) < 0.2 * row.height


def _wraps_down(pending: Sequence[Row], row: Row) -> int:
    """How many of the lines above belong to ``row``: its own label is missing or goes on from theirs."""
    first = row.lines[0]
    if not pending or not (is_entry(first) or first.words[0].text[:1].islower()):
        return 0
    if is_entry(first) and pending[-1].lines[0].x0 >= first.x0 - 6:
        return 0
    taken, below = 0, row.top
    for part in reversed(pending):
        if below - part.bottom > 0.35 * part.height:
            break
        taken, below = taken + 1, part.top
        if part.lines[0].words[0].text[:1].isupper():
            break
    return taken


def _wraps_up(rows: Sequence[tuple[list[Line], bool]]) -> list[list[Line]]:
    """Join lines without numbers to the row above where they plainly carry its label on."""
    joined: list[list[Line]] = []
    had_numbers = False
    for lines, has_numbers in rows:
        if not has_numbers and joined and had_numbers and _carries_on(joined[-1], lines):
            joined[-1] = [*joined[-1], *lines]
            continue
        joined.append(lines)
        had_numbers = has_numbers
    return joined


def _carries_on(above: Sequence[Line], lines: Sequence[Line]) -> bool:
    first = lines[0]
    over = [line for line in above if abs(line.x0 - first.x0) < 14 and not is_entry(line)]
    if not over or first.top - over[-1].bottom > 0.4 * first.height:
        return False
    word = first.words[0].text
    text = " ".join(line.text for line in over)
    lower = word[:1].islower() or word[:1] in "(&" or text.count("(") > text.count(")")
    same_type = first.words[0].bold == over[-1].words[-1].bold
    return lower or (same_type and over[-1].words[-1].text in {"and", "of", "the", "for", "&", "to", "in", "with", "-"})


def _columns_of(line: Line, table: Open) -> tuple[int, int]:
    """The first and last column that a run of a body row lies in."""
    columns, x0, x1 = table.columns, line.x0, line.x1
    met = [at for at, (low, high) in enumerate(columns) if low < x1 and x0 < high]
    if met and not is_entry(line):
        return met[0], met[0]
    best = max(met or range(len(columns)), key=lambda at: min(x1, columns[at][1]) - max(x0, columns[at][0]))
    return best, best


def _row_cells(
    row: int, placed: dict[tuple[int, int], list[Line]], edges: Sequence[float], bounds: Span
) -> list[PageCell]:
    """One cell for each place that is filled and, so that the grid is whole, one for each that is not."""
    cells: list[PageCell] = []
    taken: set[int] = set()
    for first, last in sorted(placed):
        start = next((at for at in range(first, last + 1) if at not in taken), None)
        lines = placed[first, last]
        words = [word for line in lines for word in line.words]
        if start is None:
            next(cell for cell in cells if cell.column <= first < cell.column + cell.column_span).words += words
            continue
        stop = start
        while stop < last and stop + 1 not in taken:
            stop += 1
        taken |= set(range(start, stop + 1))
        box: Box = (edges[start], bounds[0], edges[stop + 1], bounds[1])
        cells.append(PageCell(row, start, 1, stop - start + 1, box, words))
    for column in range(len(edges) - 1):
        if column not in taken:
            cells.append(PageCell(row, column, 1, 1, (edges[column], bounds[0], edges[column + 1], bounds[1])))
    return sorted(cells, key=lambda cell: cell.column)
