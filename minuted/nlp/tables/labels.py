"""The axes of a table: what each of its columns and rows says, and which of the two names areas."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from functools import cached_property

from minuted.extract.bands import Band
from minuted.extract.grid import Grid, chained_years, is_total, kind_of
from minuted.nlp.areas import read_area
from minuted.nlp.facts import Period
from minuted.nlp.periods.resolve import Clock
from minuted.nlp.reading import Reading
from minuted.nlp.tables.axes import Axes, Line, column_purpose, header_path, read_line, stem_of
from minuted.nlp.tables.context import Setting, is_topic, unnumbered
from minuted.nlp.tables.measures import label_words
from minuted.nlp.tables.places import is_area_heading, is_wider
from minuted.nlp.tables.roles import read_role
from minuted.nlp.tables.scales import read_scale
from minuted.nlp.tables.when import mentions_in, read_when, written_out

_NAME = re.compile(r"[A-Z][A-Za-z'’.-]*(?: (?:and|of|upon|the|on|in|&|[A-Z][A-Za-z'’.-]*)){0,4}")
_STATE = re.compile(r"(?i)(?:current )?(?:status|stage)$")
_NARRATES = re.compile(r"(?i)(?:brief )?(?:description|comment|narrative)")
_BARE_LABEL = re.compile(r"[A-Z]|\d{1,3}\s?(?:[-–+]|to)\s?\d{0,3}")
_SCHOOL = re.compile(r"(?i)\bschools?\b|\bcolleges?\b")
_NAMES_IT = re.compile(r"(?i)(?:headline|project|scheme|name|title|indicator|measure|service)\b")
_UNIT_HEADING = re.compile(r"(?i)units?(?: of measure(?:ment)?)?")
_PERIOD_HEADING = re.compile(
    r"(?i)(?:(?:reporting|time|financial|academic|data)\s)?(?:period|year|quarter|month)(?: of data)?|as at"
)
_PEOPLE = re.compile(
    r"(?i)(?:(?:cabinet|lead) member|portfolio|lead\b|owner|contact|responsible|officer|row ref|ref\b)"
)


class AxesReader:
    """Reads the headings and labels of one table, stretch by stretch."""

    def __init__(self, reading: Reading, setting: Setting, grid: Grid, clock: Clock) -> None:
        self.reading, self.setting, self.grid, self.clock = reading, setting, grid, clock
        self.table = setting.table
        self.own = stem_of(reading.council or "")
        self._repeating: dict[int, bool] = {}
        self._paths: dict[int, tuple[str, ...]] = {}
        self._group_rows = [first for first, _ in self.table.row_groups]
        self.caption_period = read_when(setting.caption, clock) if setting.caption else None

    def read(self, band: Band) -> Axes:
        """The columns and rows of one stretch."""
        table, grid = self.table, self.grid
        head_rows, head_grid = self._head(band)
        label_heads = [" ".join(header_path(head_grid, head_rows, c)) for c in range(table.header_columns)]
        states = [c for c, head in enumerate(label_heads) if _STATE.match(head)]
        if len(states) == len(label_heads):
            states = []
        axes = Axes()
        known = self._areas_in(band)
        paths = {c: header_path(head_grid, head_rows, c) for c in range(table.header_columns, table.columns)}
        if chained_years([path[-1] for path in paths.values() if path]):
            paths = {c: [*path[:-1], f"20{path[-1].strip()}"] if path else path for c, path in paths.items()}
        shared = {c: self._own_part(head_grid, head_rows, c) for c in paths}
        for column, path in paths.items():
            cells = [c for r in range(band.first, band.end) if (c := grid[r, column]) is not None and c.row == r]
            line = read_line(tuple(path), self.clock, in_row=False, areas=known, own=self.own)
            if shared[column] is not None:
                line = replace(line, period=shared[column])
            axes.columns[column] = replace(line, purpose=column_purpose(cells, path[-1] if path else ""))
        area_column = next((c for c, head in enumerate(label_heads) if is_area_heading(head)), None)
        if area_column is None and any(_NAMES_IT.match(head) for head in label_heads):
            area_column = next((c for c, head in enumerate(label_heads) if head.lower() == "area"), None)
        unit_column = next((c for c, path in paths.items() if path and _UNIT_HEADING.fullmatch(path[-1])), None)
        period_column = next((c for c, path in paths.items() if path and _PERIOD_HEADING.fullmatch(path[-1])), None)
        kinds = self._kind_columns(area_column)
        across = area_column == 0 and self._columns_are_names(axes)
        if across:
            axes.columns = {c: _as_area(line) for c, line in axes.columns.items()}
        for row in range(band.first, band.end):
            place = self.grid[row, area_column] if area_column is not None and not across else None
            label = " ".join(place.text.split()) if place is not None else ""
            labels = tuple(_with_heading(text, label_heads) for text in self._row_path(row))
            line = read_line(labels, self.clock, in_row=True, areas=known, area_label=label, own=self.own)
            if unit_column is not None and (scale := read_scale(self._label(row, unit_column))):
                line = replace(line, scale=scale)
            if period_column is not None and line.period is None:
                line = replace(line, period=read_when(self._label(row, period_column), self.clock))
            axes.rows[row] = _without(line, [self._label(row, c) for c in (*states, *kinds)])
        return _with_totals_ahead(axes)

    def _own_part(self, grid: Grid, rows: range, column: int) -> Period | None:
        """Of a heading that names several periods over as many columns ("2026-27 2027-28"), the one of this column."""
        cell = next((c for row in reversed(rows) if (c := grid[row, column]) is not None and c.text.strip()), None)
        if cell is None or cell.column_span < 2:
            return None
        told = [mention.period for mention in mentions_in(written_out(cell.text)) if mention.period]
        place = column - cell.column
        return told[place] if len(told) >= 2 and place < len(told) else None

    def _areas_in(self, band: Band) -> frozenset[str]:
        """The labels (in lower case) of the axis whose labels are areas, where most of them are known ones."""
        best: tuple[int, list[str]] = (0, [])
        down = [path[-1] for row in range(band.first, band.end) if (path := self._row_path(row))]
        rows = range(band.head, band.first)
        across = [heads[-1] for c in range(self.table.columns) if (heads := header_path(self.grid, rows, c))]
        for labels in (down, across):
            names = [n for n in labels if _NAME.fullmatch(n.strip()) and not is_total(n) and not read_role(n)]
            chosen = frozenset(names)
            names += [label for label in labels if is_wider(label) and label not in chosen]
            if len(names) < max(3, best[0] + 1):
                continue
            wider = sum(map(is_wider, names))
            local = sum(not is_wider(name) and self._is_known(name) for name in names)
            if wider + local >= max(3, best[0] + 1, 0.5 * len(names)) and local >= 2:
                best = (wider + local, names)
        return frozenset(name.strip().lower() for name in best[1])

    def _is_known(self, label: str) -> bool:
        return known_area(label, self.reading) is not None

    def _columns_are_names(self, axes: Axes) -> bool:
        """Whether the areas stand in the heading row itself, the label column holding periods or measures."""
        lines = [line for line in axes.columns.values() if line.purpose == "values" and line.path]
        named = [ln for ln in lines if ln.scale is None and ln.period is None and ln.role in (None, "comparator")]
        return len(named) == len(lines) >= 2 and self._rows_are_dated

    @cached_property
    def _rows_are_dated(self) -> bool:
        rows = [p for r in range(self.table.header_rows, self.table.rows) if (p := self._row_path(r))]
        periods = sum(kind_of(p[-1]) == "period" or read_role(p[-1], in_row=True) is not None for p in rows)
        return periods >= 0.5 * len(rows)

    def _row_path(self, row: int) -> tuple[str, ...]:
        if row not in self._paths:
            self._paths[row] = self._find_path(row)
        return self._paths[row]

    def _find_path(self, row: int) -> tuple[str, ...]:
        begun = bisect_right(self._group_rows, row)
        group = self.table.row_groups[begun - 1][1] if begun else ""
        path = [group] if group else []
        for column in range(self.table.header_columns):
            text = self._label(row, column)
            if text and (not path or path[-1] != text):
                path.append(text)
        return tuple(path)

    def _label(self, row: int, column: int) -> str:
        cell = self.grid[row, column]
        return " ".join(cell.text.split()) if cell is not None else ""

    def _kind_columns(self, area_column: int | None) -> list[int]:
        """Label columns that sort or explain, and do not name: "Type of scheme" beside areas, "Lead officer"."""
        heads = [self._label_heading(c) for c in range(self.table.header_columns)]
        named = area_column is not None or any(_NAMES_IT.match(head) for head in heads)
        return [
            c for c, head in enumerate(heads) if c != area_column and self._only_sorts(c, head, named, len(heads) > 3)
        ]

    def _label_heading(self, column: int) -> str:
        return " ".join(header_path(self.grid, range(self.table.header_rows), column))

    def _only_sorts(self, column: int, heading: str, named: bool, many: bool) -> bool:
        if _PEOPLE.match(heading):
            return True
        if not named or _NAMES_IT.match(heading):
            return False
        if _NARRATES.match(heading):
            return True
        return (many or self._is_area_table) and self._repeats(column)

    def _repeats(self, column: int) -> bool:
        """Whether a label column says the same of many rows."""
        if column not in self._repeating:
            told = [text for r in range(self.table.header_rows, self.table.rows) if (text := self._label(r, column))]
            self._repeating[column] = len(set(told)) <= 0.5 * len(told)
        return self._repeating[column]

    @property
    def _is_area_table(self) -> bool:
        return any(is_area_heading(self._label_heading(c)) for c in range(self.table.header_columns))

    def _head(self, band: Band) -> tuple[range, Grid]:
        """The heading rows of a stretch, or those of the table that this one goes on from."""
        band = self._without_title(band)
        before = self.setting.before
        if before is not None and band.head == 0 and not self.table.header_rows:
            return range(before.header_rows), Grid(before.cells, before.rows, before.columns)
        return range(band.head, band.first), self.grid

    def _without_title(self, band: Band) -> Band:
        """The heading rows without a first one that is one cell across the table: its caption."""
        top = self.grid.row_cells(band.head)
        across = len(top) == 1 and top[0].column_span >= max(2, self.table.columns - 1)
        if band.first - band.head < 2 or not across or kind_of(top[0].text) == "period":
            return band
        if not self.setting.table.caption and is_topic(told := unnumbered(top[0].text)):
            self.setting.caption = told
            self.caption_period = read_when(told, self.clock)
        return Band(band.head + 1, band.first, band.end)


def _with_heading(label: str, headings: list[str]) -> str:
    """A label that says nothing by itself ("D", "0-4") with the heading of its column: "Band D", "Age 0-4"."""
    if not headings or not _BARE_LABEL.fullmatch(label):
        return label
    heading = label_words(headings[0])
    return f"{heading} {label}" if 1 <= len(heading.split()) <= 3 else label


def _without(line: Line, labels: list[str]) -> Line:
    """A row without the words of columns that say its status or kind, not its measure."""
    if not line.words or not any(labels):
        return line
    left = {label_words(label) for label in labels}
    words = tuple([word for word in line.words if word not in left])
    return line if words == line.words else replace(line, words=words)


def _with_totals_ahead(axes: Axes) -> Axes:
    """Totals over rows that are yet to come are yet to come themselves."""
    ahead = False
    for row, line in axes.rows.items():
        ahead = ahead or (line.role == "forecast" and not line.total)
        if line.total and line.role is None and ahead:
            axes.rows[row] = replace(line, role="forecast")
    return axes


def _as_area(line: Line) -> Line:
    """A column whose heading is the name of an area."""
    area = line.area or (line.path[-1].strip() if line.path and not is_total(line.path[-1]) else None)
    return replace(line, area=area, words=())


def known_area(label: str, reading: Reading) -> str | None:
    """The gazetteer's name for a label that is exactly an area, or None."""
    told = label.strip(" *")
    return None if _SCHOOL.search(told) else read_area(told, reading)
