"""Every table of a paper becomes drafts: for each value its row, its column and its surroundings say what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from minuted.extract.document import Cell, Colour
from minuted.extract.grid import Band, Grid, chained_years, header_bands, is_prose_cell, is_total, kind_of
from minuted.nlp.facts import Period, TableRef
from minuted.nlp.periods.resolve import Clock
from minuted.nlp.reading import Draft, Quantity, Reading, Sentence
from minuted.nlp.tables.axes import Axes, Line, column_purpose, header_path, read_line, stem_of
from minuted.nlp.tables.cells import CellNumber, cell_numbers
from minuted.nlp.tables.context import Setting, is_topic, read_settings, unnumbered
from minuted.nlp.tables.measures import compose, label_words
from minuted.nlp.tables.panels import read_panel
from minuted.nlp.tables.places import is_area_heading, is_wider, named_area
from minuted.nlp.tables.rate import rate_row, rated_columns
from minuted.nlp.tables.roles import read_role
from minuted.nlp.tables.slots import Frame, fill_slots
from minuted.nlp.tables.when import mentions_in, read_when, written_out

_NAME = re.compile(r"[A-Z][A-Za-z'’.-]*(?: (?:and|of|upon|the|on|in|&|[A-Z][A-Za-z'’.-]*)){0,4}")
_BARE_NUMBERS = re.compile(r"(?<![\w(])[-+]?\d[\d,]*\.?\d*(?=\s|$)")
_NAMES_IT = re.compile(r"(?i)(?:headline|project|scheme|name|title|indicator|measure|service)\b")
_PEOPLE = re.compile(
    r"(?i)(?:(?:cabinet|lead) member|portfolio|lead\b|owner|contact|responsible|officer|row ref|ref\b)"
)
MOST_CELLS = 60_000
"""A table with more cells than this is a data dump: recorded, not read."""


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
        self.clock = Clock(paper_period(reading, setting.titles), reading.meeting_date)
        self.own = stem_of(reading.council or "")
        self.caption_period = read_when(setting.caption, self.clock) if setting.caption else None

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
            axes = self._axes(band)
            frame = Frame.of(self.reading, self.setting, axes, self.clock, self.caption_period)
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

    def _axes(self, band: Band) -> Axes:
        table, grid = self.table, self.grid
        head_rows, head_grid = self._head(band)
        label_heads = [" ".join(header_path(head_grid, head_rows, c)) for c in range(table.header_columns)]
        states = [c for c, head in enumerate(label_heads) if re.match(r"(?i)(?:current )?(?:status|stage)$", head)]
        axes = Axes()
        known = self._areas_in(band)
        paths = {c: header_path(head_grid, head_rows, c) for c in range(table.header_columns, table.columns)}
        if chained_years([path[-1] for path in paths.values() if path]):
            paths = {c: [*path[:-1], f"20{path[-1].strip()}"] if path else path for c, path in paths.items()}
        shared = {c: self._own_part(head_grid, head_rows, c) for c in paths}
        for column, path in paths.items():
            cells = [c for r in range(band.first, band.end) if (c := grid[r, column]) is not None and c.row == r]
            line = read_line(path, self.clock, in_row=False, areas=known, own=self.own)
            if shared[column] is not None:
                line = replace(line, period=shared[column])
            axes.columns[column] = replace(line, purpose=column_purpose(cells, path[-1] if path else ""))
        area_column = next((c for c, head in enumerate(label_heads) if is_area_heading(head)), None)
        kinds = self._kind_columns(area_column)
        across = area_column == 0 and self._columns_are_names(axes)
        if across:
            axes.columns = {c: _as_area(line) for c, line in axes.columns.items()}
        for row in range(band.first, band.end):
            place = self.grid[row, area_column] if area_column is not None and not across else None
            label = " ".join(place.text.split()) if place is not None else ""
            path = tuple(_with_heading(text, label_heads) for text in self._row_path(row))
            line = read_line(path, self.clock, in_row=True, areas=known, area_label=label)
            axes.rows[row] = _without(line, [self._label(row, c) for c in (*states, *kinds)])
        return _with_totals_ahead(axes)

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
        if re.match(r"(?i)(?:brief )?(?:description|comment|narrative)", heading):
            return True
        told = [text for r in range(self.table.header_rows, self.table.rows) if (text := self._label(r, column))]
        return (many or self._is_area_table) and len(set(told)) <= 0.5 * len(told)

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

    def _speaks_of_ratings(self, axes: Axes) -> bool:
        """Whether the table has targets or ratings, or the paper a key to them."""
        if any(line.role == "target" or line.purpose == "rating" for line in axes.columns.values()):
            return True
        return bool(re.search(r"(?i)\bb?rag\b|\bamber\b|\btraffic light", self.reading.text))

    def _own_part(self, grid: Grid, rows: range, column: int) -> Period | None:
        """Of a heading that names several periods over as many columns ("2026-27 2027-28"), the one of this column."""
        cell = next((c for row in reversed(rows) if (c := grid[row, column]) is not None and c.text.strip()), None)
        if cell is None or cell.column_span < 2:
            return None
        told = [mention.period for mention in mentions_in(written_out(cell.text)) if mention.period]
        place = column - cell.column
        return told[place] if len(told) >= 2 and place < len(told) else None

    def _header_fills(self, band: Band) -> set[Colour]:
        """The colours of the headings: house colours, not ratings."""
        rows = range(band.head, band.first)
        return {cell.fill for row in rows for cell in self.grid.row_cells(row) if cell.fill is not None}

    def _areas_in(self, band: Band) -> tuple[str, ...]:
        """The labels (in lower case) of the axis whose labels are areas, where most of them are known ones."""
        best: tuple[float, list[str]] = (0.0, [])
        down = [path[-1] for row in range(band.first, band.end) if (path := self._row_path(row))]
        rows = range(band.head, band.first)
        across = [path[-1] for c in range(self.table.columns) if (path := header_path(self.grid, rows, c))]
        for labels in (down, across):
            names = [n for n in labels if _NAME.fullmatch(n.strip()) and not is_total(n) and not read_role(n)]
            names += [label for label in labels if is_wider(label) and label not in names]
            known = [name for name in names if is_wider(name) or self._is_known(name)]
            local = [name for name in known if not is_wider(name)]
            share = len(known) / len(names) if names else 0.0
            if len(known) >= 3 and share >= 0.5 and len(local) >= 2 and (len(known), names) > (best[0], []):
                best = (len(known), names)
        return tuple(name.strip().lower() for name in best[1])

    def _is_known(self, label: str) -> bool:
        return known_area(label, self.reading) is not None

    def _columns_are_names(self, axes: Axes) -> bool:
        """Whether the areas stand in the heading row itself, the label column holding periods or measures."""
        lines = [line for line in axes.columns.values() if line.purpose == "values" and line.path]
        named = [ln for ln in lines if ln.scale is None and ln.period is None and ln.role in (None, "comparator")]
        rows = [p for r in range(self.table.header_rows, self.table.rows) if (p := self._row_path(r))]
        periods = sum(kind_of(p[-1]) == "period" or read_role(p[-1], in_row=True) is not None for p in rows)
        return len(named) == len(lines) >= 2 and periods >= 0.5 * len(rows)

    def _row_path(self, row: int) -> tuple[str, ...]:
        group = next((label for first, label in reversed(self.table.row_groups) if first <= row), "")
        path = [group] if group else []
        for column in range(self.table.header_columns):
            text = self._label(row, column)
            if text and (not path or path[-1] != text):
                path.append(text)
        return tuple(path)

    def _label(self, row: int, column: int) -> str:
        cell = self.grid[row, column]
        return " ".join(cell.text.split()) if cell is not None else ""

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
            for number in cell_numbers(cell.text):
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
        if kind == "period":
            bare_year = re.fullmatch(r"(?:19|20)\d\d", cell.text.strip())
            in_row = [self.grid.kind(cell.row, c) for c in range(self.table.header_columns, self.table.columns)]
            if not bare_year or in_row.count("period") > 1:
                return False
            beside = [self.grid.kind(r, column) for r in range(self.table.header_rows, self.table.rows)]
            return sum(k == "value" for k in beside) > sum(k == "period" for k in beside)
        if kind in ("value", "mixed"):
            return not re.fullmatch(
                r"\(?\d{1,2}\)|\d{1,2}\.\d{1,2}\.\d{1,2}|\d{1,2}[.:]\d\d\s?[ap]m", cell.text.strip()
            )
        if kind != "label" or is_prose_cell(cell):
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
        draft.measure = compose(self.setting.topic, value.row.words, value.column.words, own)
        fill_slots(draft, value.row, value.column, " ".join((number.before, number.after)), frame)
        draft.evidence["measure"] = f"table: {' > '.join((*value.row.path, *value.column.path))[:160]}"
        return draft

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


def _with_heading(label: str, headings: list[str]) -> str:
    """A label that says nothing by itself ("D", "0-4") with the heading of its column: "Band D", "Age 0-4"."""
    heading = label_words(headings[0]) if headings else ""
    bare = re.fullmatch(r"[A-Z]|\d{1,3}\s?(?:[-–+]|to)\s?\d{0,3}", label)
    return f"{heading} {label}" if bare and 1 <= len(heading.split()) <= 3 else label


def _without(line: Line, labels: list[str]) -> Line:
    """A row without the words of columns that say its status or kind, not its measure."""
    left = {label_words(label) for label in labels}
    return replace(line, words=tuple(word for word in line.words if word not in left)) if any(labels) else line


def _with_totals_ahead(axes: Axes) -> Axes:
    """Totals over rows that are yet to come are yet to come themselves."""
    ahead = False
    for row, line in axes.rows.items():
        ahead = ahead or (line.role == "forecast" and not line.total)
        if line.total and line.role is None and ahead:
            axes.rows[row] = replace(line, role="forecast")
    return axes


def _says_something(row: Line, column: Line, number: CellNumber) -> bool:
    """Whether row, column or the cell's own words tell what a number is."""
    told = (line.words or line.area or line.period or line.role for line in (row, column))
    return any(told) or bool(_cell_words(number.before) or _cell_words(number.after))


def _as_area(line: Line) -> Line:
    """A column whose heading is the name of an area."""
    area = line.area or (line.path[-1].strip() if line.path and not is_total(line.path[-1]) else None)
    return replace(line, area=area, words=())


def _times(quantity: Quantity, factor: float) -> Quantity:
    if factor == 1.0:
        return quantity
    high = quantity.value_to
    scaled = round(quantity.value * factor, 6)
    return replace(quantity, value=scaled, value_to=None if high is None else round(high * factor, 6))


def _cell_words(text: str) -> str:
    told = label_words(text) if text else ""
    return told if re.search(r"[A-Za-z]{2}", told) and not re.fullmatch(r"(?i)red|amber|green|r|p|n/a", told) else ""


def known_area(label: str, reading: Reading) -> str | None:
    """The gazetteer's name for a label that is exactly an area, or None."""
    try:
        from minuted.nlp.areas import read_area
    except ImportError:
        return None
    told = label.strip(" *")
    return None if re.search(r"(?i)\bschools?\b|\bcolleges?\b", told) else read_area(told, reading)
