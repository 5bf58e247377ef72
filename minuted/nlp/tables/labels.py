"""The axes of a table: what each of its columns and rows says, and which of the two names areas."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property, partial

from minuted.extract.bands import Band
from minuted.extract.grid import Grid, chained_years, is_total, kind_of
from minuted.nlp.areas import read_area_mentions
from minuted.nlp.facts import Period
from minuted.nlp.periods.resolve import Clock
from minuted.nlp.reading import Reading
from minuted.nlp.tables.axes import Axes, Line, column_purpose, header_path, read_line, stem_of
from minuted.nlp.tables.context import Setting
from minuted.nlp.tables.measures import label_words, opening
from minuted.nlp.tables.naming import Naming, refers
from minuted.nlp.tables.places import is_area_heading, is_wider
from minuted.nlp.tables.roles import read_role
from minuted.nlp.tables.scales import read_scale
from minuted.nlp.tables.when import mentions_in, read_when, written_out
from minuted.nlp.tables.wording import is_topic, unnumbered

_NAME = re.compile(r"[A-Z][A-Za-z'’.-]*(?: (?:and|of|upon|the|on|in|&|[A-Z][A-Za-z'’.-]*)){0,4}")
_STATE = re.compile(r"(?i)(?:current )?(?:status|stage)$")
_RATINGS = {"G": "Rated green", "A": "Rated amber", "R": "Rated red"}
"""Letters that head columns of counts."""
_BARE_LABEL = re.compile(
    r"[A-Z]|\d{1,2}|\d{1,3}\s?(?:[-–+]|to|& over)\s?\d{0,3}|(?i:yes|no|other|none|don['’]t know|not (?:stated|known)|"
    r"unknown|prefer not to (?:say|answer).*|(?:left )?blank)"
)
_SCHOOL = re.compile(r"(?i)\bschools?\b|\bcolleges?\b")
_UNIT_HEADING = re.compile(r"(?i)units?(?: of measure(?:ment)?)?")
_PERIOD_HEADING = re.compile(
    r"(?i)(?:(?:reporting|time|financial|academic|data)\s)?(?:period|year|quarter|month)(?: of data)?|as at|"
    r"date(?: signed| paid| of payment| of data)?"
)


@dataclass(frozen=True)
class Heads:
    """The headings of one stretch of a table."""

    labels: list[str]
    """Of the label columns on the left."""
    paths: dict[int, list[str]]
    """Over each other column, outermost first."""
    shared: dict[int, Period]
    """By column, its own of several periods that one heading names."""

    @cached_property
    def states(self) -> list[int]:
        """The label columns that say how far a thing is, where others name it."""
        found = [column for column, head in enumerate(self.labels) if _STATE.match(head)]
        return found if len(found) < len(self.labels) else []

    @cached_property
    def units(self) -> int | None:
        """The column of the rows' units, where there is one."""
        return self._headed(_UNIT_HEADING)

    @cached_property
    def periods(self) -> int | None:
        """The column of the rows' periods or dates, where there is one."""
        return self._headed(_PERIOD_HEADING)

    def _headed(self, heading: re.Pattern[str]) -> int | None:
        return next((c for c, path in self.paths.items() if path and heading.fullmatch(path[-1])), None)


class AxesReader:
    """Reads the headings and labels of one table, stretch by stretch."""

    def __init__(self, reading: Reading, setting: Setting, grid: Grid, clock: Clock) -> None:
        self.reading, self.setting, self.grid, self.clock = reading, setting, grid, clock
        self.table = setting.table
        self.own = stem_of(reading.council or "")
        shares_heads = setting.before is not None and not self.table.header_rows
        self.before = setting.before if shares_heads else None
        self.naming = Naming(self.table, grid, self._group_of, self.before)
        self._paths: dict[int, tuple[str, ...]] = {}
        self._group_rows = [first for first, _ in self.table.row_groups]
        self.caption_period = read_when(setting.caption, clock) if setting.caption else None

    def read(self, band: Band) -> Axes:
        """The columns and rows of one stretch."""
        heads = self._heads(band)
        known = self._areas_in(band)
        axes = Axes(self._columns(band, heads, known))
        area_column = next((c for c, head in enumerate(heads.labels) if is_area_heading(head)), None)
        if area_column is None and self.naming.names_it():
            area_column = next((c for c, head in enumerate(heads.labels) if head.lower() == "area"), None)
        unnaming = {*heads.states, *self.naming.beside(area_column)}
        if area_column == 0 and self._columns_are_names(axes):
            axes.columns = {c: _as_area(line) for c, line in axes.columns.items()}
            area_column = None
        for row in range(band.first, band.end):
            area = self._label(row, area_column) if area_column is not None else ""
            line = self._row(row, heads, unnaming, known, area)
            axes.rows[row] = self._with_columns(line, row, heads)
        if unnaming:
            self._tell_apart(axes, heads.labels, unnaming)
        return _with_totals_ahead(axes)

    def _heads(self, band: Band) -> Heads:
        """The headings of a stretch, their shorthand written out: "21-22" beside "22-23", "G" beside "R"."""
        rows, grid = self._head(band)
        labels = [" ".join(header_path(grid, rows, column)) for column in range(self.naming.left)]
        paths = {c: header_path(grid, rows, c) for c in range(self.naming.left, self.table.columns)}
        last = [path[-1] for path in paths.values() if path]
        if chained_years(last):
            paths = {c: [*path[:-1], f"20{path[-1].strip()}"] if path else path for c, path in paths.items()}
        if sum(heading in _RATINGS for heading in last) >= 2:
            paths = {c: [*path[:-1], _RATINGS.get(path[-1], path[-1])] if path else path for c, path in paths.items()}
        shared = {c: period for c in paths if (period := self._own_part(grid, rows, c)) is not None}
        return Heads(labels, paths, shared)

    def _columns(self, band: Band, heads: Heads, known: frozenset[str]) -> dict[int, Line]:
        """What each column right of the labels says."""
        columns: dict[int, Line] = {}
        for column, path in heads.paths.items():
            line = read_line(tuple(path), self.clock, in_row=False, areas=known, own=self.own)
            cells = [c for r in range(band.first, band.end) if (c := self.grid[r, column]) is not None and c.row == r]
            purpose = "words" if column in self.naming.inner else column_purpose(cells, path[-1] if path else "")
            columns[column] = replace(line, purpose=purpose, period=heads.shared.get(column, line.period))
        _name_changes(columns)
        return columns

    def _row(self, row: int, heads: Heads, unnaming: Collection[int], known: frozenset[str], area: str) -> Line:
        """What a row says: its name from the columns that name it, its role and time also from those that say these."""
        told = partial(read_line, clock=self.clock, in_row=True, areas=known, area_label=area, own=self.own)
        labels = self._labels(row, heads.labels)
        sorting = {column for column in unnaming if column not in heads.states and not self.naming.dates(column)}
        line = told(self._labels(row, heads.labels, sorting) or labels) if sorting else told(labels)
        named = self._labels(row, heads.labels, unnaming) if unnaming else ()
        return replace(line, path=labels, words=told(named).words) if named else line

    def _with_columns(self, line: Line, row: int, heads: Heads) -> Line:
        """A row with the unit and the time that stand in columns of their own."""
        if heads.units is not None and (scale := read_scale(self._label(row, heads.units))):
            line = replace(line, scale=scale)
        if heads.periods is not None and line.period is None:
            line = replace(line, period=read_when(self._label(row, heads.periods), self.clock))
        return line

    def _labels(self, row: int, headings: list[str], but: Collection[int] = ()) -> tuple[str, ...]:
        """The labels of a row, outermost first, without those of some columns."""
        path = self._row_path(row) if not but else self._find_path(row, but)
        return tuple([_with_heading(text, headings) for text in path])

    def _tell_apart(self, axes: Axes, headings: list[str], unnaming: Collection[int]) -> None:
        """Rows that go by one name take what tells about them into it."""
        sorting = {column for column in unnaming if not self.naming.sorts(column)}
        telling = {column for column in unnaming if not self.naming.tells(column)}
        for silent in (sorting, telling):
            times = Counter(line.words for line in axes.rows.values() if line.words)
            alike = {row: line for row, line in axes.rows.items() if times[line.words] > 1 and not line.total}
            for row, line in alike.items() if silent != set(unnaming) else ():
                told = read_line(self._labels(row, headings, silent), self.clock, in_row=True).words
                axes.rows[row] = replace(line, words=tuple(w if w in line.words else opening(w) for w in told))

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

    def _find_path(self, row: int, but: Collection[int] = ()) -> tuple[str, ...]:
        group = self._group_of(row)
        path = [group] if group else []
        for column in self.naming.columns:
            text = self._label(row, column) if column not in but else ""
            if text and (not path or path[-1] != text):
                path.append(text)
        if len(path) == bool(group) and row - 1 in self._paths and self._goes_on(row):
            return self._paths[row - 1]
        return tuple(path)

    def _goes_on(self, row: int) -> bool:
        """Whether a row without a label is one more value of the thing above: it has words of its own, farther on."""
        grid = self.grid
        words = any(grid.kind(row, c) == "label" for c in range(self.naming.left, self.table.columns))
        valued = grid.values_in(row) > 0 and grid.values_in(row - 1) > 0
        return words and valued and not is_total(self._label(row - 1, 0))

    def _group_of(self, row: int) -> str:
        begun = bisect_right(self._group_rows, row)
        return self.table.row_groups[begun - 1][1] if begun else ""

    def _label(self, row: int, column: int) -> str:
        return self.naming.label(row, column)

    def _head(self, band: Band) -> tuple[range, Grid]:
        """The heading rows of a stretch, or those of the table that this one goes on from."""
        band = self._without_title(band)
        before = self.before
        if before is not None and band.head == 0:
            return range(before.header_rows), Grid(before.cells, before.rows, before.columns)
        return range(band.head, band.first), self.grid

    def _without_title(self, band: Band) -> Band:
        """The heading rows without a first one that is one cell across the table: its caption."""
        top = self.grid.row_cells(band.head)
        across = len(top) == 1 and top[0].column_span >= max(2, self.table.columns - 1)
        if band.first - band.head < 2 or not across or kind_of(top[0].text) == "period":
            return band
        if not self.setting.table.caption and is_topic(told := unnumbered(top[0].text).rstrip(".")):
            self.setting.caption = told
            self.caption_period = read_when(told, self.clock)
        return Band(band.head + 1, band.first, band.end)


def _with_heading(label: str, headings: list[str]) -> str:
    """A label that says nothing by itself ("D", "0-4") with the heading of its column: "Band D", "Age 0-4"."""
    if not headings or not _BARE_LABEL.fullmatch(label):
        return label
    heading = label_words(headings[0]) if not refers(headings[0]) else ""
    return f"{heading} {label}" if 1 <= len(heading.split()) <= 3 else label


def _name_changes(columns: dict[int, Line]) -> None:
    """A column headed "% change" is of what two columns before it are of, at two times."""
    before: dict[tuple[str, ...], Period | None] = {}
    twice: tuple[str, ...] = ()
    for column, line in columns.items():
        bare = line.role == "change" and all(_ONLY_CHANGE.fullmatch(word) for word in line.words)
        if bare and twice:
            columns[column] = replace(line, words=(*twice, *line.words))
        elif line.words and line.role != "change":
            twice = line.words if before.get(line.words, line.period) != line.period else twice
            before[line.words] = line.period


_ONLY_CHANGE = re.compile(
    r"(?i)(?:%|percentage|annual|overall|total|\s)*(?:change|variance|difference|movement|increase)s?"
)


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
    if _SCHOOL.search(told):
        return None
    whole = stem_of(told)
    mention = next(iter(read_area_mentions(told, reading.council)), None)
    exact = mention is not None and stem_of(told[mention.start : mention.end]) == whole
    return mention.name if mention is not None and exact and not mention.is_own else None
