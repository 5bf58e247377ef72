"""Lists as CSV, Excel, JSON, Atom and calendar files, all but the feeds sent as their rows are read.

A cell that a spreadsheet could take for a formula is defused, in CSV and in Excel alike: texts of papers are not ours.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from datasette import Response

from minuted.catalogue.site import Visit
from minuted.catalogue.spreadsheet import workbook
from minuted.catalogue.streaming import file_of

Row = Mapping[str, Any]
LINES_AT_ONCE = 32_000
"""Letters of a CSV file that are handed on at once."""
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


def as_csv(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    """A CSV file with a header; UTF-8 with the mark that Excel looks for."""
    out = io.StringIO("\ufeff")
    out.seek(1)
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([defused(row.get(column)) for column in columns])
        if out.tell() > LINES_AT_ONCE:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()


def as_xlsx(rows: Iterable[Row], columns: Sequence[str], name: str) -> Iterator[bytes]:
    """An Excel workbook, header fixed and filterable."""
    return workbook(({column: defused(row.get(column)) for column in columns} for row in rows), columns, name)


def as_json(rows: Iterable[Row], columns: Sequence[str], **more: Any) -> Iterator[str]:
    """``{..., "rows": [...], "total": N}``."""
    head = "".join(f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=False)},\n " for name, value in more.items())
    yield f'{{\n {head}"rows": ['
    total = 0
    for row in rows:
        body = json.dumps({column: row.get(column) for column in columns}, ensure_ascii=False)
        yield f"{',' if total else ''}\n  {body}"
        total += 1
    yield f'\n ],\n "total": {total}\n}}\n'


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


def as_calendar(title: str, events: Iterable[Row]) -> Iterator[str]:
    """An iCalendar file of whole-day events; an event has ``uid``, ``day``, ``summary``, ``description``, ``url``."""
    for line in _calendar(title, events):
        yield "\r\n".join(_folded(line)) + "\r\n"


def _calendar(title: str, events: Iterable[Row]) -> Iterator[str]:
    now = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%SZ")
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//minuted//catalogue//EN", f"X-WR-CALNAME:{_ics(title)}")
    for event in events:
        try:
            day = dt.date.fromisoformat(event["day"])
        except ValueError:
            continue
        yield from (
            "BEGIN:VEVENT", f"UID:{_ics(event['uid'])}", f"DTSTAMP:{now}", f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day + dt.timedelta(1):%Y%m%d}", f"SUMMARY:{_ics(event['summary'])}",
            f"DESCRIPTION:{_ics(event['description'])}", f"URL:{event['url']}", "TRANSP:TRANSPARENT", "END:VEVENT",
        )  # fmt: skip
    yield "END:VCALENDAR"


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


Rows = Callable[[sqlite3.Connection], Iterator[Row]]


async def send(visit: Visit, form: str, rows: Rows, columns: Sequence[str], name: str, **more: Any) -> Any:
    """All that ``rows`` yields as a file of that form: csv, xlsx or json.  ``more`` stands before the rows in JSON."""
    if form == "json":
        return await file_of(
            visit.catalogue, lambda db: as_json(rows(db), columns, **more), "application/json; charset=utf-8"
        )
    if form == "csv":
        return await file_of(
            visit.catalogue, lambda db: as_csv(rows(db), columns), "text/csv; charset=utf-8", f"{name}.csv"
        )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return await file_of(visit.catalogue, lambda db: as_xlsx(rows(db), columns, name), kind, f"{name}.xlsx")


async def send_calendar(visit: Visit, title: str, events: Rows) -> Any:
    """All events as a calendar file."""
    kind = "text/calendar; charset=utf-8"
    return await file_of(visit.catalogue, lambda db: as_calendar(title, events(db)), kind, "due-dates.ics")
