"""Word and Excel papers, and the zip written so that it is the same on every run."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill

FIXED = (2026, 9, 1, 9, 0, 0)
FILLS = {"Green": "3FA55B", "Amber": "FFBF47", "Red": "D4351C"}


def settled(data: bytes, day: dt.datetime) -> bytes:
    """The same zip with fixed times; openpyxl stamps the hour of saving into its core properties."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _fixed_times(part, day)
            new.writestr(zipfile.ZipInfo(name, FIXED), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _fixed_times(core: bytes, day: dt.datetime) -> bytes:
    import re

    stamp = day.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    return re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>" + stamp, core)


class WordReport:
    """A report in Word, in the manner of a council's template."""

    def __init__(self, title: str, day: dt.datetime) -> None:
        self.day = day
        self.doc = Document()
        self.doc.core_properties.title = title
        self.doc.core_properties.author = "Tarrowdale Council"
        normal = self.doc.styles["Normal"]
        normal.font.name, normal.font.size = "Arial", Pt(11)
        self.doc.add_heading(title, 0)

    def heading(self, text: str, level: int = 1) -> None:
        self.doc.add_heading(text, level)

    def text(self, text: str, style: str | None = None) -> None:
        self.doc.add_paragraph(text, style=style)

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        table = self.doc.add_table(rows=0, cols=len(rows[0]))
        table.style = "Table Grid"
        for r, row in enumerate(rows):
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = words
                if r == 0:
                    cell.paragraphs[0].runs[0].bold = True
                if words in FILLS:
                    shade = OxmlElement("w:shd")
                    shade.set(qn("w:val"), "clear")
                    shade.set(qn("w:fill"), FILLS[words])
                    cell._tc.get_or_add_tcPr().append(shade)
        self.doc.add_paragraph()

    def data(self) -> bytes:
        self.doc.core_properties.created = self.doc.core_properties.modified = self.day
        out = io.BytesIO()
        self.doc.save(out)
        return settled(out.getvalue(), self.day)


def workbook(sheets: Sequence[tuple[str, str, Sequence[Sequence[Any]]]], day: dt.datetime) -> bytes:
    """Sheets of (name, line above the table, rows with the heading first)."""
    book = Workbook()
    if book.active:
        book.remove(book.active)
    book.properties.creator, book.properties.title = "Tarrowdale Council", sheets[0][1]
    for name, above, rows in sheets:
        sheet = book.create_sheet(name)
        sheet.append([above])
        sheet["A1"].font = Font(bold=True, size=13)
        sheet.append([])
        for row in rows:
            sheet.append(list(row))
        for cell in sheet[3]:
            cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E3E6EA")
            cell.alignment = Alignment(wrap_text=True)
        for line in sheet.iter_rows(min_row=4):
            for cell in line:
                if cell.value in FILLS:
                    cell.fill = PatternFill("solid", fgColor=FILLS[cell.value])
        sheet.column_dimensions["A"].width = 58
    out = io.BytesIO()
    book.save(out)
    return settled(out.getvalue(), day)
