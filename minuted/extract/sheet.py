"""Workbooks (XLSX) and CSV: each sheet's table areas become tables, lone cells headings, captions and notes.

A cell's text is what the sheet shows: 0.123 formatted as a percentage is "12.3%".  Hidden sheets, rows and columns are
left out as they are on screen; hidden sheets and formulas that were never calculated are recorded as issues.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from openpyxl import load_workbook

from minuted.errors import UnreadablePaper
from minuted.extract.archive import check_zip, read_entry
from minuted.extract.document import Colour, Document, Issue, Metadata
from minuted.extract.flow import FlowBuilder, LooseCell, colour_of
from minuted.extract.number_format import display

SUFFIXES = (".xlsx", ".xlsm", ".csv", ".tsv")
MEDIA_TYPES = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "text/csv")
ENGINE = "sheet 1"
MOST_CELLS = 400_000
"""Cells read of one sheet; what is beyond is recorded, not read."""
UNKNOWN = Metadata()
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of filled cells: rows ``top`` to ``bottom``, columns ``left`` to ``right``, both included."""

    top: int
    left: int
    bottom: int
    right: int


def read(data: bytes, metadata: Metadata = UNKNOWN) -> Document:
    """Read the bytes of a workbook.  Raises ``UnreadablePaper`` where it is damaged or holds nothing."""
    check_zip(data)
    try:
        book = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    except Exception as error:  # openpyxl raises whatever its parsing met: KeyError, ValueError, BadZipFile, ParseError
        raise UnreadablePaper(
            f"the workbook cannot be read ({type(error).__name__}: {error})", advice="open it and save it again as XLSX"
        ) from error
    builder = FlowBuilder()
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            builder.issues.append(Issue("hidden_sheet", f"the sheet {sheet.title!r} is hidden and was not read"))
            continue
        _add_sheet(builder, sheet)
    properties = book.properties
    _count_uncalculated(builder, data, book)
    book.close()
    if not builder.blocks:
        raise UnreadablePaper("the workbook has no visible text", kind="empty", advice="check its hidden sheets")
    head = Metadata(title=properties.title or None)
    return builder.document(head, MEDIA_TYPES[0], ENGINE)


def _add_sheet(builder: FlowBuilder, sheet: Any) -> None:
    cells = dict(_loose_cells(sheet, builder))
    if not cells:
        return
    builder.add("heading", str(sheet.title), number="", level=1, bold=True)
    add_areas(builder, cells, "sheet")


def _loose_cells(sheet: Any, builder: FlowBuilder) -> Iterator[tuple[Place, LooseCell]]:
    """The visible cells of a sheet by place, merged ones once with their spans."""
    rows = {n for n, d in sheet.row_dimensions.items() if d.hidden}
    columns = _hidden_columns(sheet)
    spans: dict[Place, Place] = {}
    covered: set[Place] = set()
    for area in list(sheet.merged_cells.ranges)[:20_000]:
        down = [r for r in range(area.min_row, min(area.max_row, area.min_row + 500) + 1) if r not in rows]
        across = [c for c in range(area.min_col, min(area.max_col, area.min_col + 200) + 1) if c not in columns]
        spans[area.min_row, area.min_col] = (max(len(down), 1), max(len(across), 1))
        covered.update((r, c) for r in down for c in across)
    before, beside = sorted(rows), sorted(columns)
    seen = 0
    for _, cell in sorted(sheet._cells.items()):  # those there are: one stray cell makes iter_rows() make 17 billion
        if cell.value is None and not _fill(cell) and (cell.row, cell.column) not in covered:
            continue
        seen += 1
        if seen > MOST_CELLS:
            builder.issues.append(Issue("too_large", f"{sheet.title!r}: only {MOST_CELLS} cells were read"))
            return
        if cell.row in rows or cell.column in columns or type(cell).__name__ == "MergedCell":
            continue
        place = (cell.row - bisect_left(before, cell.row), cell.column - bisect_left(beside, cell.column))
        text = display(cell.value, cell.number_format or "General")
        down_by, across_by = spans.get((cell.row, cell.column), (1, 1))
        yield place, LooseCell(*place, text, down_by, across_by, _fill(cell), (), bool(cell.font and cell.font.b))


def _hidden_columns(sheet: Any) -> set[int]:
    hidden: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden and dimension.min and dimension.max:
            hidden.update(range(dimension.min, min(dimension.max, dimension.min + 500) + 1))
    return hidden


def _fill(cell: Any) -> Colour | None:
    fill = getattr(cell, "fill", None)
    if fill is None or fill.fill_type != "solid" or fill.fgColor is None or fill.fgColor.type != "rgb":
        return None
    return colour_of(str(fill.fgColor.rgb))


def add_areas(builder: FlowBuilder, cells: Mapping[Place, LooseCell], variant: str) -> None:
    """Cut a sheet into its table areas by blank rows and columns, and add them from top to bottom."""
    told = {place for place, cell in cells.items() if cell.text.strip()}
    caption: str | None = None
    for area in find_areas(told, cells):
        inside = [cell for place, cell in cells.items() if _is_in(place, area)]
        lone = [cell for cell in inside if cell.text.strip()]
        if area.left == area.right or area.top == area.bottom or len(lone) < 4:
            for cell in sorted(lone, key=lambda c: (c.row, c.column)):
                builder.add("heading" if cell.bold and len(cell.text.split()) <= 20 else "paragraph", cell.text)
                caption = cell.text
            continue
        builder.add_table(_moved(inside, area), caption=caption, variant=variant)
        caption = None


def _is_in(place: Place, area: Area) -> bool:
    return area.top <= place[0] <= area.bottom and area.left <= place[1] <= area.right


def _moved(cells: list[LooseCell], area: Area) -> list[LooseCell]:
    """The cells with places that count from the area's corner, hidden rows and columns closed up."""
    rows = {row: i for i, row in enumerate(sorted({cell.row for cell in cells}))}
    columns = {column: i for i, column in enumerate(sorted({cell.column for cell in cells}))}
    for cell in cells:
        cell.row, cell.column = rows[cell.row], columns[cell.column]
        cell.row_span = min(cell.row_span, len(rows) - cell.row)
        cell.column_span = min(cell.column_span, len(columns) - cell.column)
    return cells


def find_areas(told: set[Place], cells: Mapping[Place, LooseCell]) -> list[Area]:
    """The filled rectangles of a sheet, parted by blank rows, then blank columns; merged cells count as filled.

    >>> filled = {(1, 1), (3, 1), (3, 2), (4, 1), (4, 2)}
    >>> find_areas(filled, {})
    [Area(top=1, left=1, bottom=1, right=1), Area(top=3, left=1, bottom=4, right=2)]
    """
    filled: dict[int, set[int]] = {}
    for place in told:
        cell = cells.get(place)
        down, across = (cell.row_span, cell.column_span) if cell else (1, 1)
        for row in range(place[0], place[0] + down):
            filled.setdefault(row, set()).update(range(place[1], place[1] + across))
    areas: list[Area] = []
    for top, bottom in _runs(sorted(filled)):
        across_rows = sorted(set().union(*(filled[row] for row in range(top, bottom + 1) if row in filled)))
        for left, right in _runs(across_rows):
            rows = [row for row in range(top, bottom + 1) if any(left <= c <= right for c in filled.get(row, ()))]
            areas.append(Area(rows[0], left, rows[-1], right))
    return areas


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """The unbroken runs of a sorted list, as (first, last)."""
    start = 0
    for at in range(1, len(numbers) + 1):
        if at == len(numbers) or numbers[at] > numbers[at - 1] + 1:
            yield numbers[start], numbers[at - 1]
            start = at


def _count_uncalculated(builder: FlowBuilder, data: bytes, book: Any) -> None:
    """Formulas without a stored result read as blank cells: say so rather than lose them silently."""
    missing = 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist():
            if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", entry.filename):
                missing += len(re.findall(rb"</f>(?:<v\s*/>)?</c>|<f>[^<]*</f><v></v>", read_entry(archive, entry)))
    if missing:
        detail = f"{missing} formula cells hold no calculated value and were read as blank"
        builder.issues.append(Issue("uncalculated", detail))


def read_csv(text: str, metadata: Metadata = UNKNOWN, *, name: str = "") -> Document:
    """Read comma, semicolon or tab separated text.

    >>> document = read_csv("Service,2023/24\\nLibraries,410")
    >>> document.tables[0].column_path(document.tables[0].at(1, 1))
    ('2023/24',)
    """
    delimiter = "\t" if name.lower().endswith(".tsv") else _delimiter(text)
    cells: dict[Place, LooseCell] = {}
    try:
        for row, values in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter)):
            for column, value in enumerate(values):
                if value.strip():
                    cells[row, column] = LooseCell(row, column, value.strip())
            if len(cells) > MOST_CELLS:
                break
    except csv.Error as error:
        raise UnreadablePaper(f"the CSV is damaged ({error})", advice="save it again from its spreadsheet") from error
    builder = FlowBuilder()
    if len(cells) > MOST_CELLS:
        builder.issues.append(Issue("too_large", f"only {MOST_CELLS} cells were read"))
    add_areas(builder, cells, "csv")
    if not builder.blocks:
        raise UnreadablePaper("the CSV has no text", kind="empty", advice="fetch it again")
    return builder.document(UNKNOWN, MEDIA_TYPES[1], ENGINE)


def _delimiter(text: str) -> str:
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:50]
    return max(",;\t|", key=lambda mark: (sum(line.count(mark) > 0 for line in lines), mark == ","))
