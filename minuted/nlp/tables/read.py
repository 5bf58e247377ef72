"""Every table of a paper becomes drafts: for each value its row, its column and its surroundings say what it is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from minuted.extract.bands import Band, header_bands
from minuted.extract.document import Cell, Colour
from minuted.extract.grid import Grid, is_prose_cell, kind_of
from minuted.nlp.facts import Period, TableRef
from minuted.nlp.periods import calendar as cal
from minuted.nlp.periods.resolve import Clock
from minuted.nlp.reading import Draft, Quantity, Reading, Sentence
from minuted.nlp.tables.axes import Axes, Line, header_path, read_line, stem_of
from minuted.nlp.tables.cells import CellNumber, cell_numbers
from minuted.nlp.tables.context import Setting, read_settings
from minuted.nlp.tables.labels import AxesReader
from minuted.nlp.tables.measures import compose, label_words
from minuted.nlp.tables.panels import read_panel
from minuted.nlp.tables.rate import rate_row, rated_columns
from minuted.nlp.tables.slots import Frame, fill_slots
from minuted.nlp.tables.topics import columns_are_measures, rows_are_measures, topic_for, without_role
from minuted.nlp.tables.when import mentions_in, read_when

_BARE_NUMBERS = re.compile(r"(?<![\w(])[-+]?\d[\d,]*\.?\d*(?=\s|$)")
_RATES = re.compile(r"\bb?rag\b|\bamber\b|\btraffic light", re.IGNORECASE)
MOST_CELLS = 60_000
"""A table with more cells than this is a data dump: recorded, not read."""


@lru_cache(maxsize=4)
def _rates(text: str) -> bool:
    """Whether a paper speaks of ratings; asked for each of its tables."""
    return _RATES.search(text) is not None


def read_tables(reading: Reading) -> None:
    """Add a draft for every figure that the tables of the paper hold."""
    titles = paper_titles(reading)
    for setting in read_settings(reading.document, titles):
        if len(setting.table.cells) > MOST_CELLS:
            reading.issues.append(f"table {setting.index + 1} has {len(setting.table.cells)} cells and was not read")
            continue
        reading.drafts.extend(TableReader(reading, setting).read())


def paper_titles(reading: Reading) -> tuple[str, ...]:
    """The paper's title and the headings of its first page, the most telling first."""
    document = reading.document
    told = [document.metadata.title] if document.metadata.title else []
    for block in document.blocks[:12]:
        if block.kind == "heading" or (block.kind == "paragraph" and block.end - block.start < 60):
            text = " ".join(document.text[block.text_start : block.end].split())
            if text and text != reading.council:
                told.append(text)
    return tuple(dict.fromkeys(told))


def paper_period(reading: Reading, titles: tuple[str, ...]) -> Period | None:
    """What the paper reports on: as found in its text, else as its title says."""
    if reading.own_period is not None:
        return reading.own_period
    return read_when(" ".join(titles[:4]), Clock(None, reading.meeting_date)) if titles else None


def _school_year(lines: Sequence[str], today: dt.date | None) -> Period | None:
    """The academic year that the lines above a table speak of: its years are then academic too."""
    for line in lines:
        if re.search(r"(?i)\b(?:academic|school) years?\b", line):
            year = read_when(line, Clock(None, today))
            if year is not None and year.label.startswith(("FY", "AY")):
                return cal.academic_year(year.start.year)
    return None


@dataclass(frozen=True, slots=True)
class Value:
    """A number of a cell with what its row and column say."""

    cell: Cell
    number: CellNumber
    row: Line
    column: Line


class TableReader:
    """Reads one table."""

    def __init__(self, reading: Reading, setting: Setting) -> None:
        self.reading, self.setting = reading, setting
        self.table = setting.table
        self.grid = Grid(self.table.cells, self.table.rows, self.table.columns)
        lines = (setting.table.caption or "", *setting.near)
        own = _school_year(lines, reading.meeting_date) or paper_period(reading, setting.titles)
        self.clock = Clock(own, reading.meeting_date)
        self.axes = AxesReader(reading, setting, self.grid, self.clock)

    def read(self) -> Iterator[Draft]:
        """The drafts of the table, row by row."""
        panel = read_panel(self.grid)
        if panel is not None:
            yield from panel.drafts(self.reading, self.setting, self.clock)
            return
        if self._is_contents() or self.table.columns < 2:
            return
        if self._is_run_together():
            where = f" on page {self.table.page}" if self.table.page else ""
            self.reading.issues.append(f"table {self.setting.index + 1}{where}: its columns could not be told apart")
            return
        for band in header_bands(self.table, self.grid):
            axes = self.axes.read(band)
            frame = Frame.of(self.reading, self.setting, axes, self.clock, self.axes.caption_period)
            frame.measured = rows_are_measures(axes, self.grid) or columns_are_measures(axes, self.grid, band)
            rated = rated_columns(
                self.grid, range(band.first, band.end), axes, self._header_fills(band), self._speaks_of_ratings(axes)
            )
            for row in range(band.first, band.end):
                values = list(self._values(row, axes))
                made = [self._draft(value, frame) for value in values]
                drafts = [draft for draft in made if not frame.lacks_scale(draft)]
                rate_row(self.grid, row, axes, drafts, rated)
                yield from drafts

    def _is_contents(self) -> bool:
        """A list of contents: its last column is headed "Page"."""
        path = header_path(self.grid, range(self.table.header_rows or 1), self.table.columns - 1)
        return bool(path) and bool(re.match(r"(?i)page", path[-1]))

    def _is_run_together(self) -> bool:
        """Many cells with several bare numbers: columns that the reader of the page could not part."""
        valued = [c for c in self.table.cells if kind_of(c.text) == "value" and not re.search(r"[A-Za-z/–]", c.text)]
        several = [c for c in valued if len(_BARE_NUMBERS.findall(c.text)) >= 2]
        return len(several) >= 4 and len(several) > 0.2 * len(valued)

    def _speaks_of_ratings(self, axes: Axes) -> bool:
        """Whether the table has targets or ratings, or the paper a key to them."""
        if any(line.role == "target" or line.purpose == "rating" for line in axes.columns.values()):
            return True
        return _rates(self.reading.text)

    def _header_fills(self, band: Band) -> set[Colour]:
        """The colours of the headings: house colours, not ratings."""
        rows = range(band.head, band.first)
        return {cell.fill for row in rows for cell in self.grid.row_cells(row) if cell.fill is not None}

    def _values(self, row: int, axes: Axes) -> Iterator[Value]:
        if row not in axes.rows:
            return
        unnamed = [c for c, ln in axes.columns.items() if not ln.path and self.grid.kind(row, c) in ("value", "mixed")]
        for column, line in axes.columns.items():
            cell = self.grid[row, column]
            if cell is None or cell.row != row or cell.column != column or line.purpose != "values":
                continue
            if not self._is_value_cell(cell, column):
                continue
            if kind_of(cell.text) == "value" and cell.text.strip().isalpha() and not self._has_digits(column):
                continue
            dated = [] if kind_of(cell.text) == "value" else [m for m in mentions_in(cell.text) if m.period]
            for number in cell_numbers(cell.text):
                if any(m.start < number.quantity.end and number.quantity.start < m.end for m in dated):
                    continue
                beside = line if line.path else self._label_beside(row, column, line)
                if axes.rows[row].path or beside.path or number.before or number.after:
                    if not _says_something(axes.rows[row], beside, number):
                        continue
                    if beside.path or number.before or len(unnamed) < 2:
                        yield Value(cell, number, axes.rows[row], beside)

    def _has_digits(self, column: int) -> bool:
        """Whether a column holds printed numbers, so that "nil" and "none" in it are numbers too."""
        cells = (self.grid[row, column] for row in range(self.table.header_rows, self.table.rows))
        return any(cell is not None and cell.text.strip()[:1].isdigit() for cell in cells)

    def _is_value_cell(self, cell: Cell, column: int) -> bool:
        kind = kind_of(cell.text)
        if is_prose_cell(cell):
            return False
        if kind == "period":
            bare_year = re.fullmatch(r"(?:19|20)\d\d", cell.text.strip())
            in_row = [self.grid.kind(cell.row, c) for c in range(self.table.header_columns, self.table.columns)]
            if not bare_year or in_row.count("period") > 1:
                return False
            beside = [self.grid.kind(r, column) for r in range(self.table.header_rows, self.table.rows)]
            return sum(k == "value" for k in beside) > sum(k == "period" for k in beside)
        if kind in ("value", "mixed"):
            return not re.fullmatch(r"\d{1,2}\)|\d{1,2}\.\d{1,2}\.\d{1,2}|\d{1,2}[.:]\d\d\s?[ap]m", cell.text.strip())
        if kind != "label":
            return False
        words = [word for word in cell.text.split() if word[:1].isalpha()]
        opens = bool(re.match(r"\W{0,3}\d", cell.text)) and len(words) <= 10
        return (len(words) <= 4 or opens) and bool(re.search(r"£\s?\d|\d\s?%", cell.text))

    def _label_beside(self, row: int, column: int, line: Line) -> Line:
        """In a table without headings: the label that stands left of a value or above it, if any."""
        if self.table.header_rows or column == 0:
            return line
        left = self.grid[row, column - 1]
        if left is None or column - 1 < self.table.header_columns or kind_of(left.text) != "label":
            return line
        return read_line((" ".join(left.text.split()),), self.clock, in_row=True)

    def _draft(self, value: Value, frame: Frame) -> Draft:
        cell, number = value.cell, value.number
        quantity = self._scaled(number, value, frame)
        start = cell.start + number.quantity.start
        quantity = replace(quantity, start=start, end=cell.start + number.quantity.end)
        draft = Draft(quantity, self._sentence(cell), self._reference(cell, value))
        own = tuple(w for part in (number.before, number.after) if (w := _cell_words(part)))
        fill_slots(draft, value.row, value.column, " ".join((number.before, number.after)), frame)
        draft.measure = self._measure(value, draft.role, frame, own)
        scale = frame.scale_of(value.row, value.column)
        if scale is not None and scale.end == 0:
            draft.features["unscaled"] = 1.0
        draft.evidence["measure"] = f"table: {' > '.join((*value.row.path, *value.column.path))[:160]}"
        return draft

    def _measure(self, value: Value, role: str | None, frame: Frame, inside: tuple[str, ...]) -> str | None:
        """What the figure counts: its labels, and the caption as far as they do not stand alone."""
        rows, columns = value.row.words, value.column.words
        own = bool(self.axes.own) and stem_of(self.setting.topic) == self.axes.own
        topic = "" if own else topic_for(self.setting.topic, rows or columns, measured=frame.measured)
        plain = compose(topic, rows, without_role(columns, role), inside) if rows else None
        return plain or compose(topic, rows, columns, inside)

    def _scaled(self, number: CellNumber, value: Value, frame: Frame) -> Quantity:
        """The quantity in its unit: that of the cell, else of the column, the row, the caption."""
        quantity = number.quantity
        scale = frame.scale_of(value.row, value.column)
        if quantity.unit == "gbp":
            own_suffix = re.search(r"[a-zA-Z]", value.cell.text[quantity.start : quantity.end])
            factor = scale.factor if scale and scale.unit == "gbp" and not own_suffix else 1.0
            return _times(quantity, factor)
        if quantity.unit != "count" or scale is None or quantity.rule == "places_in_year":
            return quantity
        return replace(_times(quantity, scale.factor), unit=scale.unit, unit_inherited=True)

    def _sentence(self, cell: Cell) -> Sentence:
        setting = self.setting
        return Sentence(cell.start, cell.end, cell.text, setting.block, setting.block_index, setting.headings)

    def _reference(self, cell: Cell, value: Value) -> TableRef:
        return TableRef(self.setting.index, cell.row, cell.column, value.row.path, value.column.path)


_OBSERVED = re.compile(r"\b(?:actual|latest|current|outturn|result)s?\b", re.IGNORECASE)
"""The label of a box's own value, beside "Target" and "Last year": what it measures stands over the box."""


def _says_something(row: Line, column: Line, number: CellNumber) -> bool:
    """Whether row, column or the cell's own words tell what a number is."""
    told = (line.words or line.area or line.period or line.role for line in (row, column))
    if row.path and not column.path and _OBSERVED.search(row.path[-1]):
        return True
    return any(told) or bool(_cell_words(number.before) or _cell_words(number.after))


def _times(quantity: Quantity, factor: float) -> Quantity:
    if factor == 1.0:
        return quantity
    high = quantity.value_to
    scaled = round(quantity.value * factor, 6)
    return replace(quantity, value=scaled, value_to=None if high is None else round(high * factor, 6))


def _cell_words(text: str) -> str:
    told = label_words(text) if text else ""
    return told if re.search(r"[A-Za-z]{2}", told) and not re.fullmatch(r"(?i)red|amber|green|r|p|n/a", told) else ""
