"""An Excel workbook written as its rows come: nothing of it is held but the part that is being packed.

A sheet holds as many rows as Excel takes; those beyond stand on further sheets.
"""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO, Any, cast
from xml.sax.saxutils import escape, quoteattr

ROWS_A_SHEET = 1_048_576
BYTES_A_SHEET = 1_500_000_000
"""A part of a zip file beyond two gigabytes needs an extension of the format that not every program reads."""
ROWS_AT_ONCE = 500
WIDE = ("text", "context", "quote", "measure", "paper", "permalink", "document_title")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill '
    'patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border>'
    '<left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" '
    'fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" '
    'xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def workbook(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], name: str) -> Iterator[bytes]:
    """The bytes of a workbook: bold header that stays in view, filters, one row for each of ``rows``.

    Texts must be fit for XML and not too long already.
    """
    out = _Pieces()
    title = re.sub(r"[^A-Za-z0-9 ]+", " ", name)[:24].strip() or "Sheet"
    waiting = iter(rows)
    ends: list[int] = []
    with zipfile.ZipFile(cast("IO[bytes]", out), "w", zipfile.ZIP_DEFLATED, compresslevel=4) as package:
        more = True
        while more:
            with package.open(f"xl/worksheets/sheet{len(ends) + 1}.xml", "w") as sheet:
                sheet.write(_sheet_head(columns).encode())
                row, size, more = 1, 0, False
                while row < ROWS_A_SHEET and size < BYTES_A_SHEET:
                    part = [one for _, one in zip(range(min(ROWS_AT_ONCE, ROWS_A_SHEET - row)), waiting)]
                    if not part:
                        break
                    text = "".join(_row(row + n, [one.get(c) for c in columns]) for n, one in enumerate(part, 1))
                    data = text.encode()
                    sheet.write(data)
                    row, size, more = row + len(part), size + len(data), True
                    yield out.taken()
                more = more and (row >= ROWS_A_SHEET or size >= BYTES_A_SHEET)
                corner = f"A1:{_letters(len(columns) - 1)}{row}"
                sheet.write(f'</sheetData><autoFilter ref="{corner}"/></worksheet>'.encode())
            ends.append(row)
        for path, text in _parts(title, ends, columns):
            package.writestr(path, text)
    yield out.taken()


class _Pieces(io.RawIOBase):
    """Where a zip file is written to that is never wound back."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.parts.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        data, self.parts = b"".join(self.parts), []
        return data


def _letters(number: int) -> str:
    """A column's name.

    >>> _letters(0), _letters(25), _letters(26)
    ('A', 'Z', 'AA')
    """
    first, last = divmod(number, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)


def _sheet_head(columns: Sequence[str]) -> str:
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{40 if column in WIDE else 16}" customWidth="1"/>'
        for n, column in enumerate(columns, 1)
    )
    header = "".join(_cell(f"{_letters(n)}1", column, ' s="1"') for n, column in enumerate(columns))
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
        'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>'
        f'<cols>{widths}</cols><sheetData><row r="1">{header}</row>'
    )


def _row(number: int, cells: Sequence[Any]) -> str:
    found = "".join(_cell(f"{_letters(n)}{number}", value) for n, value in enumerate(cells) if value is not None)
    return f'<row r="{number}">{found}</row>'


def _cell(place: str, value: Any, style: str = "") -> str:
    if isinstance(value, (int, float)) and math.isfinite(value):
        return f'<c r="{place}"{style}><v>{value!r}</v></c>'
    return f'<c r="{place}"{style} t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'


def _parts(title: str, ends: Sequence[int], columns: Sequence[str]) -> list[tuple[str, str]]:
    """What holds the sheets together."""
    titles = [title if n == 1 else f"{title} {n}" for n in range(1, len(ends) + 1)]
    sheets = "".join(f'<sheet name={quoteattr(t)} sheetId="{n}" r:id="rId{n}"/>' for n, t in enumerate(titles, 1))
    last = _letters(len(columns) - 1)
    filters = "".join(
        f'<definedName name="_xlnm._FilterDatabase" localSheetId="{n}" hidden="1">'
        f"'{escape(t)}'!$A$1:${last}${end}</definedName>"
        for n, (t, end) in enumerate(zip(titles, ends))
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{LINKS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(ends) + 1)
    )
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{OFFICE}.worksheet+xml"/>'
        for n in range(1, len(ends) + 1)
    )
    return [
        ("xl/workbook.xml", f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>{sheets}</sheets>'
         f"<definedNames>{filters}</definedNames></workbook>"),
        ("xl/_rels/workbook.xml.rels", f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{links}<Relationship '
         f'Id="rId{len(ends) + 1}" Type="{LINKS}/styles" Target="styles.xml"/></Relationships>'),
        ("xl/styles.xml", STYLES),
        ("_rels/.rels", f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
         f'Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'),
        ("[Content_Types].xml", f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
         '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
         f'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{OFFICE}.sheet.main+xml"/>'
         f'{kinds}<Override PartName="/xl/styles.xml" ContentType="{OFFICE}.styles+xml"/></Types>'),
    ]  # fmt: skip
