"""The tracker: every action and recommendation with owner, dates, latest answer and status, as CSV, XLSX or DOCX."""

from __future__ import annotations

import csv
import datetime as dt
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import docx
import openpyxl
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from openpyxl.styles import Alignment, Font

from minuted.corpus.listings import told_again
from minuted.corpus.status import standing_of
from minuted.errors import ExitCode, MinutedError

COLUMNS = (
    "Reference",
    "Origin",
    "Date",
    "Kind",
    "Recommendation",
    "Owner",
    "Due",
    "Revised dates",
    "Latest answer",
    "Answer source",
    "Status",
    "Why",
    "Meetings since",
    "Not mentioned for",
    "Link",
)
"""Headings of the tracker, in order."""

_WIDTHS = (12, 34, 12, 14, 60, 24, 14, 22, 50, 34, 14, 34, 10, 12, 22)
_DOCX_COLUMNS = (
    "Reference",
    "Origin",
    "Date",
    "Recommendation",
    "Owner",
    "Due",
    "Revised dates",
    "Latest answer",
    "Status",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Row = tuple[str, ...]


def write_tracker(
    db: sqlite3.Connection,
    path: Path,
    *,
    council: str | None = None,
    committee: str | None = None,
    as_at: dt.date | None = None,
) -> int:
    """Write the tracker to ``path``, in the format of its suffix (.csv, .xlsx, .docx); returns how many rows.

    One row a commitment, oldest first; left out is what was only noted, what repeats an earlier one, and what a person
    rejected.  Status is as at ``as_at`` (today where it is None).  Raises ``MinutedError`` for another suffix.
    """
    write = _WRITERS.get(path.suffix.lower())
    if write is None:
        error = MinutedError(
            f"cannot write a tracker as {path.suffix or 'a file without suffix'}", advice="use .csv, .xlsx or .docx"
        )
        error.exit_code = ExitCode.USAGE
        raise error
    day = as_at or dt.date.today()
    rows = list(tracker_rows(db, council=council, committee=committee, as_at=day))
    if not path.parent.is_dir():
        raise MinutedError(f"there is no folder {path.parent}", advice="make it first, or write to another folder")
    write(path, rows, f"Tracker of actions and recommendations, as at {day.isoformat()}")
    return len(rows)


def tracker_rows(
    db: sqlite3.Connection, *, council: str | None, committee: str | None, as_at: dt.date
) -> Iterator[Row]:
    """The rows of the tracker, as text in the order of ``COLUMNS``."""
    cursor = db.cursor()
    cursor.row_factory = sqlite3.Row
    found = cursor.execute(
        """SELECT c.*, coalesce(d.title, d.file_name) AS paper
        FROM commitments c JOIN documents d ON d.id = c.document_id
        WHERE c.review <> 'rejected' AND d.superseded_by IS NULL AND (:council IS NULL OR c.council = :council)
        AND (:committee IS NULL OR c.committee = :committee) AND coalesce(c.meeting_date, '') <= :day
        ORDER BY c.meeting_date, c.council, c.committee, c.document_id, c.start""",
        {"council": council, "committee": committee, "day": as_at.isoformat()},
    ).fetchall()
    again = told_again(db, council, committee)
    for row in found:
        standing = standing_of(db, row, as_at)
        if standing.status == "noted" or row["id"] in again:
            continue
        answer, source = latest_answer(db, row["id"], as_at)
        first = row["first_due_end"] or ""
        yield (
            _reference(row["reference"]),
            ", ".join(part for part in (row["council"], row["committee"], row["item"]) if part),
            row["meeting_date"] or "",
            row["kind"],
            " ".join(row["text"].split()),
            row["owner"] or "",
            _first_due(db, row["id"]) or first or row["due_text"] or "",
            _revised(db, row["id"], as_at),
            answer,
            source,
            standing.status.replace("_", " "),
            standing.reason,
            _number(standing.meetings_since),
            _number(standing.not_mentioned_for),
            row["id"],
        )


def _reference(printed: str | None) -> str:
    """A reference as printed; a bullet is none.

    >>> _reference("(3)"), _reference("•"), _reference(None)
    ('(3)', '', '')
    """
    return printed if printed and any(ch.isalnum() for ch in printed) else ""


def latest_answer(db: sqlite3.Connection, commitment: str, as_at: dt.date) -> tuple[str, str]:
    """The latest answer in the paper's words, and the paper, page and day it is from; empty where there is none."""
    row = db.execute(
        """SELECT f.quote, coalesce(d.title, d.file_name), f.page, d.meeting_date FROM follow_ups f
        JOIN documents d ON d.id = f.document_id WHERE f.commitment_id = ? AND f.confirmed IS NOT 0
        AND d.superseded_by IS NULL AND d.meeting_date <= ? ORDER BY d.meeting_date DESC, f.score DESC, f.id LIMIT 1""",
        [commitment, as_at.isoformat()],
    ).fetchone()
    if row is None:
        return "", ""
    page = f", page {row[2]}" if row[2] else ""
    return " ".join(row[0].split()).lstrip("•·-– "), f"{row[1]}{page}, {row[3]}"


def _first_due(db: sqlite3.Connection, commitment: str) -> str | None:
    row = db.execute(
        "SELECT coalesce(due_end, due_text) FROM due_dates WHERE commitment_id = ? ORDER BY stated_on, start LIMIT 1",
        [commitment],
    ).fetchone()
    return row[0] if row else None


def _revised(db: sqlite3.Connection, commitment: str, as_at: dt.date) -> str:
    """Every date after the first, with the day on which it was given: "2022-01-31 (said 2021-10-21)"."""
    rows = db.execute(
        """SELECT coalesce(due_end, due_text), stated_on FROM due_dates WHERE commitment_id = ?
        AND coalesce(stated_on, '') <= ? ORDER BY stated_on, start""",
        [commitment, as_at.isoformat()],
    ).fetchall()
    return "; ".join(f"{due} (said {said})" for due, said in rows[1:])


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def harmless(text: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    >>> harmless("=HYPERLINK(1)"), harmless("-5% by March"), harmless("Write to the ICB")
    ("'=HYPERLINK(1)", "'-5% by March", 'Write to the ICB')
    """
    return "'" + text if text.startswith(_FORMULA) else text


def _write_csv(path: Path, rows: Sequence[Row], title: str) -> None:
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows([harmless(cell) for cell in row] for row in rows)


def _write_xlsx(path: Path, rows: Sequence[Row], title: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Tracker"
    sheet.append(list(COLUMNS))
    for row in rows:
        sheet.append([_printable(harmless(cell)) for cell in row])
    for letter, width in zip("ABCDEFGHIJKLMNO", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    book.properties.title = title
    book.save(path)


def _write_docx(path: Path, rows: Sequence[Row], title: str) -> None:
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    document.core_properties.title = title
    document.add_heading(title, level=1)
    shown = [COLUMNS.index(name) for name in _DOCX_COLUMNS]
    table = document.add_table(rows=1, cols=len(shown), style="Table Grid")
    for cell, name in zip(table.rows[0].cells, _DOCX_COLUMNS, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    _repeat_on_each_page(table.rows[0])
    for row in rows:
        for cell, column in zip(table.add_row().cells, shown, strict=True):
            cell.text = _printable(row[column])
    document.save(str(path))


def _repeat_on_each_page(row: docx.table._Row) -> None:
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _printable(text: str) -> str:
    """Without the control characters that XML cannot hold."""
    return "".join(ch for ch in text if ch in "\t\n" or ord(ch) >= 32)


_WRITERS: dict[str, Callable[[Path, Sequence[Row], str], None]] = {
    ".csv": _write_csv,
    ".xlsx": _write_xlsx,
    ".docx": _write_docx,
}
