"""Every table of a paper becomes drafts: for each value its row, its column and its surroundings say what it is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from minuted.extract.bands import Band, header_bands
from minuted.extract.document import Cell, Colour
from minuted.extract.grid import Grid, kind_of
from minuted.nlp.facts import Period, TableRef
from minuted.nlp.needles import Guarded, folded
from minuted.nlp.periods import calendar as cal
from minuted.nlp.periods.resolve import Clock
from minuted.nlp.reading import Draft, Quantity, Reading, Sentence
from minuted.nlp.tables.axes import Axes, header_path, stem_of
from minuted.nlp.tables.cells import cell_numbers
from minuted.nlp.tables.context import Setting, read_settings
from minuted.nlp.tables.frame import Frame
from minuted.nlp.tables.labels import AxesReader
from minuted.nlp.tables.measures import compose
from minuted.nlp.tables.panels import read_panel
from minuted.nlp.tables.rate import rate_row, rated_columns
from minuted.nlp.tables.scales import Scale
from minuted.nlp.tables.slots import fill_slots
from minuted.nlp.tables.topics import columns_are_measures, lists_rows, rows_are_measures, topic_for, without_role
from minuted.nlp.tables.values import Value, Values, cell_words
from minuted.nlp.tables.when import read_when

_BARE_NUMBERS = re.compile(r"(?<![\w(])[-+]?\d[\d,]*\.?\d*(?=\s|$)")
_SEVERAL_NUMBERS = re.compile(r"[\d.,]\s")
_RATES = (
    re.compile(r"rag\b(?:(?<!\wrag)|(?<=\bbrag))"),
    re.compile(r"amber\b(?<!\wamber)"),
    re.compile(r"traffic light(?<!\wtraffic light)"),
)
"""Words of papers that rate, in small letters; what stands before them is looked at last: so they are found sooner."""
_SCHOOL_YEARS = Guarded(re.compile(r"(?i)\b(?:academic|school) years?\b"))
_LETTER = re.compile(r"[A-Za-z]")
_LETTER_OR_JOIN = re.compile(r"[A-Za-z/–]")
_WHOLE = re.compile(r"(?:Overall|Total|Whole) (\S+ \S.*?)(?: (?:across|for|of|in) (?:all|the)\b.*)?")
MOST_CELLS = 60_000
"""A table with more cells than this is a data dump: recorded, not read."""


@lru_cache(maxsize=4)
def _rates(text: str) -> bool:
    """Whether a paper speaks of ratings; asked for each of its tables."""
    low = folded(text)
    return any(word.search(low) for word in _RATES)


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
        if _SCHOOL_YEARS.found_in(line):
            year = read_when(line, Clock(None, today))
            if year is not None and year.label.startswith(("FY", "AY")):
                return cal.academic_year(year.start.year)
    return None


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
        self.values = Values(self.table, self.grid, self.clock)

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
            if self.axes.own and stem_of(frame.topic) == self.axes.own:
                frame.topic = ""
            if lists_rows(frame.topic, [line.words for line in axes.rows.values()]):
                frame.topic = ""
            frame.topic = self._whole_of() or frame.topic
            frame.measured = rows_are_measures(axes, self.grid) or columns_are_measures(axes, self.grid, band)
            rated = self._rated_columns(band, axes)
            self._read_signs(band, axes, frame)
            for row in range(band.first, band.end):
                made = [self._draft(value, frame) for value in self.values.of_row(row, axes)]
                drafts = [draft for draft in made if not frame.lacks_scale(draft)]
                rate_row(self.grid, row, axes, drafts, rated)
                yield from drafts

    def _read_signs(self, band: Band, axes: Axes, frame: Frame) -> None:
        """Note which columns print signs before their numbers but noughts, and whether most values are money."""
        money = values = 0
        for column, line in axes.columns.items():
            cells = [cell for row in range(band.first, band.end) if (cell := self.grid[row, column]) is not None]
            numbers = [numbers[0].quantity for cell in cells if (numbers := cell_numbers(cell.text))]
            told = [quantity for quantity in numbers if quantity.value]
            if len(told) >= 2 and any(q.sign > 0 for q in told) and sum(q.sign != 0 for q in told) >= 0.75 * len(told):
                frame.signed.add(id(line))
            pounds = line.scale is not None and line.scale.unit == "gbp"
            money += sum(pounds or quantity.unit == "gbp" for quantity in numbers)
            values += len(numbers)
        frame.mostly_money = money > 0.5 * values

    def _rated_columns(self, band: Band, axes: Axes) -> set[int]:
        """The value columns of a stretch whose fills are ratings; a table without fills has none."""
        if not any(cell.fill for cell in self.table.cells):
            return set()
        rows, heads = range(band.first, band.end), self._header_fills(band)
        return rated_columns(self.grid, rows, axes, heads, self._speaks_of_ratings(axes))

    def _whole_of(self) -> str:
        """What the first row of a table without headings is the whole of: "Overall village grants" over villages."""
        first = self.grid[0, 0] if not self.table.header_rows else None
        found = _WHOLE.fullmatch(" ".join(first.text.split())) if first is not None and self.table.rows > 3 else None
        return found[1] if found else ""

    def _is_contents(self) -> bool:
        """A list of contents: its last column is headed "Page"."""
        path = header_path(self.grid, range(self.table.header_rows or 1), self.table.columns - 1)
        return bool(path) and bool(re.match(r"(?i)page", path[-1]))

    def _is_run_together(self) -> bool:
        """Many cells with several bare numbers: columns that the reader of the page could not part."""
        texts = [cell.text for cell in self.table.cells]
        spaced = [text for text in texts if _SEVERAL_NUMBERS.search(text) and _is_all_value(text)]
        several = sum(len(_BARE_NUMBERS.findall(text)) >= 2 for text in spaced)
        return several >= 4 and several > 0.2 * sum(map(_is_all_value, texts))

    def _speaks_of_ratings(self, axes: Axes) -> bool:
        """Whether the table has targets or ratings, or the paper a key to them."""
        if any(line.role == "target" or line.purpose == "rating" for line in axes.columns.values()):
            return True
        return _rates(self.reading.text)

    def _header_fills(self, band: Band) -> set[Colour]:
        """The colours of the headings: house colours, not ratings."""
        rows = range(band.head, band.first)
        return {cell.fill for row in rows for cell in self.grid.row_cells(row) if cell.fill is not None}

    def _draft(self, value: Value, frame: Frame) -> Draft:
        cell, number = value.cell, value.number
        scale = frame.scale_of(value.row, value.column)
        scale = scale or frame.share_of(value.row, value.column, number.quantity.value)
        draft = Draft(_scaled(number.quantity, scale, cell), self._sentence(cell), self._reference(cell, value))
        own = tuple([w for part in (number.before, number.after) if (w := cell_words(part))])
        fill_slots(draft, value.row, value.column, number, frame)
        draft.measure = self._measure(value, draft.role, frame, own)
        if scale is not None and scale.end == 0:
            draft.features["unscaled"] = 1.0
        draft.evidence["measure"] = f"table: {' > '.join((*value.row.path, *value.column.path))[:160]}"
        return draft

    def _measure(self, value: Value, role: str | None, frame: Frame, inside: tuple[str, ...]) -> str | None:
        """What the figure counts: its labels, and the caption as far as they do not stand alone."""
        rows, columns = value.row.words, value.column.words
        topic = topic_for(frame.topic, rows or columns, measured=frame.measured)
        plain = compose(topic, rows, without_role(columns, role), inside) if rows else None
        return plain or compose(topic, rows, columns, inside)

    def _sentence(self, cell: Cell) -> Sentence:
        setting = self.setting
        return Sentence(cell.start, cell.end, cell.text, setting.block, setting.block_index, setting.headings)

    def _reference(self, cell: Cell, value: Value) -> TableRef:
        return TableRef(self.setting.index, cell.row, cell.column, value.row.path, value.column.path)


def _scaled(quantity: Quantity, scale: Scale | None, cell: Cell) -> Quantity:
    """A quantity of a cell at its place in the paper, in its unit: its own, else that of column, row or caption."""
    value, high, unit, factor = quantity.value, quantity.value_to, quantity.unit, 1.0
    inherited = unit == "count" and scale is not None and quantity.rule != "places_in_year"
    if scale is not None and inherited:
        unit, factor = scale.unit, scale.factor
    elif scale is not None and unit == "gbp" and scale.unit == "gbp":
        own_suffix = _LETTER.search(cell.text, quantity.start, quantity.end)
        factor = 1.0 if own_suffix else scale.factor
    if factor != 1.0:
        value, high = round(value * factor, 6), None if high is None else round(high * factor, 6)
    return Quantity(
        cell.start + quantity.start, cell.start + quantity.end, value, unit, quantity.rule, high,
        quantity.qualifier, quantity.sign, inherited or quantity.unit_inherited,
    )  # fmt: skip


def _is_all_value(text: str) -> bool:
    """Whether a cell's text is a value without any word."""
    return kind_of(text) == "value" and not _LETTER_OR_JOIN.search(text)
