"""Lists as CSV, Excel, JSON, Atom and calendar files.

A cell that a spreadsheet could take for a formula is defused, in CSV and in Excel alike: texts of papers are not ours.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from datasette import Response

Row = Mapping[str, Any]
LONGEST_CELL = 32_000
"""Excel refuses longer ones."""
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def defused(value: Any) -> Any:
    """Text that begins like a formula gets an apostrophe before it, as spreadsheets do themselves.

    >>> defused("=1+1"), defused("-5% on last year"), defused("43%"), defused(-3.5)
    ("'=1+1", "'-5% on last year", '43%', -3.5)
    """
    if not isinstance(value, str):
        return value
    value = NOT_XML.sub(" ", value)[:LONGEST_CELL]
    return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def as_csv(rows: Iterable[Row], columns: Sequence[str], name: str) -> Any:
    """A CSV file with a header; UTF-8 with the mark that Excel looks for."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([defused(row.get(column)) for column in columns] for row in rows)
    return _file("\ufeff" + out.getvalue(), "text/csv; charset=utf-8", f"{name}.csv")


def as_xlsx(rows: Iterable[Row], columns: Sequence[str], name: str) -> Any:
    """An Excel workbook of one sheet, header fixed and filterable."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = re.sub(r"[^A-Za-z0-9 ]+", " ", name)[:31] or "Sheet"
    sheet.append(list(columns))
    for row in rows:
        sheet.append([defused(row.get(column)) for column in columns])
    for number, column in enumerate(columns, 1):
        sheet.cell(1, number).font = Font(bold=True)
        wide = column in ("text", "context", "quote", "measure", "paper", "permalink", "document_title")
        sheet.column_dimensions[get_column_letter(number)].width = 40 if wide else 16
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    out = io.BytesIO()
    book.save(out)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _file(out.getvalue(), kind, f"{name}.xlsx")


def as_json(rows: Iterable[Row], columns: Sequence[str], **more: Any) -> Any:
    """``{"rows": [...], ...}``."""
    body = {**more, "rows": [{column: row.get(column) for column in columns} for row in rows]}
    return Response(json.dumps(body, ensure_ascii=False, indent=1), content_type="application/json; charset=utf-8")


def as_atom(title: str, here: str, entries: Iterable[Row]) -> Any:
    """An Atom feed; an entry has ``id`` (its permalink), ``title``, ``summary`` and ``updated`` (an ISO day)."""
    parts, newest = [], "1970-01-01"
    for entry in entries:
        day = (entry["updated"] or "1970-01-01")[:10]
        newest = max(newest, day)
        parts.append(
            f"<entry><id>{_xml(entry['id'])}</id><title>{_xml(entry['title'])}</title>"
            f"<link href={quoteattr(NOT_XML.sub(' ', entry['id']))}/><updated>{_xml(day)}T00:00:00Z</updated>"
            f"<summary>{_xml(entry['summary'])}</summary></entry>"
        )
    body = (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f'<title>{_xml(title)}</title><id>{_xml(here)}</id><link rel="self" href={quoteattr(here)}/>'
        f"<updated>{newest}T00:00:00Z</updated><author><name>minuted</name></author>{''.join(parts)}</feed>"
    )
    return Response(body, content_type="application/atom+xml; charset=utf-8")


def as_calendar(title: str, events: Iterable[Row]) -> Any:
    """An iCalendar file of whole-day events; an event has ``uid``, ``day``, ``summary``, ``description``, ``url``."""
    now = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//minuted//catalogue//EN", f"X-WR-CALNAME:{_ics(title)}"]
    for event in events:
        try:
            day = dt.date.fromisoformat(event["day"])
        except ValueError:
            continue
        lines += [
            "BEGIN:VEVENT", f"UID:{_ics(event['uid'])}", f"DTSTAMP:{now}", f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day + dt.timedelta(1):%Y%m%d}", f"SUMMARY:{_ics(event['summary'])}",
            f"DESCRIPTION:{_ics(event['description'])}", f"URL:{event['url']}", "TRANSP:TRANSPARENT", "END:VEVENT",
        ]  # fmt: skip
    lines.append("END:VCALENDAR")
    body = "\r\n".join(folded for line in lines for folded in _folded(line)) + "\r\n"
    return _file(body, "text/calendar; charset=utf-8", "due-dates.ics")


def _folded(line: str) -> list[str]:
    """Lines of at most 75 octets, as RFC 5545 wants them.

    >>> [len(part.encode()) for part in _folded("é" * 60)]
    [74, 47]
    """
    parts, current = [], ""
    for letter in line:
        if len((current + letter).encode()) > 75:
            parts.append(current)
            current = " "
        current += letter
    return [*parts, current]


def _ics(text: Any) -> str:
    plain = NOT_XML.sub(" ", " ".join(str(text or "").split()))
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _xml(text: Any) -> str:
    return escape(NOT_XML.sub(" ", str(text or "")))


def _file(body: str | bytes, content_type: str, name: str) -> Any:
    safe = re.sub(r"[^A-Za-z0-9._-]+", "-", name)
    headers = {"content-disposition": f'attachment; filename="{safe}"'}
    return Response(body, content_type=content_type, headers=headers)
