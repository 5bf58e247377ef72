"""Papers of an invented committee, read and stored as `minuted add` would, for tests of what is followed."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path

from minuted.corpus.schema import open_database
from minuted.extract.text import read_text
from minuted.nlp.commitments import find_commitments
from minuted.nlp.reading import Reading
from minuted.nlp.sentences import read_sentences
from tests.corpus.rows import insert

PANEL = "Housing Panel"


def new_catalogue(folder: Path) -> sqlite3.Connection:
    return open_database(folder / "test.db")


def add_paper(
    db: sqlite3.Connection,
    document: str,
    date: str,
    text: str,
    *,
    kind: str = "minutes",
    committee: str = PANEL,
    council: str = "Tarrowdale",
    title: str | None = None,
) -> str:
    """Read ``text`` and store the paper with its passages and commitments; returns its id."""
    meeting = f"{council}-{committee}-{date}"
    db.execute(
        "INSERT OR IGNORE INTO meetings (id, council, committee, date) VALUES (?, ?, ?, ?)",
        [meeting, council, committee, date],
    )
    insert(
        db,
        "documents",
        id=document,
        file_name=f"{document}.txt",
        sha256=document,
        title=title,
        kind=kind,
        council=council,
        committee=committee,
        meeting_id=meeting,
        meeting_date=date,
        status="read",
        text=text,
    )
    parsed = read_text(text)
    above: list[str] = []
    places = []
    for ordinal, block in enumerate(parsed.blocks):
        passage = f"{document}p{ordinal}"
        insert(
            db,
            "passages",
            id=passage,
            document_id=document,
            ordinal=ordinal,
            page=1,
            kind=block.kind,
            number=block.number,
            heading=" > ".join(above) or None,
            text=text[block.start : block.end],
            start=block.start,
            end=block.end,
        )
        places.append((block.start, passage))
        if block.kind == "heading":
            above = [text[block.text_start : block.end]]
    reading = Reading(parsed, council, committee, dt.date.fromisoformat(date), kind)
    reading.sentences = read_sentences(parsed)
    find_commitments(reading)
    for found in reading.commitments:
        due = found.due
        insert(
            db,
            "commitments",
            id=f"{document}c{found.start}",
            document_id=document,
            meeting_id=meeting,
            council=council,
            passage_id=[p for start, p in places if start <= found.start][-1],
            committee=committee,
            meeting_date=date,
            page=1,
            start=found.start,
            end=found.end,
            kind=found.kind,
            text=found.quote,
            reference=found.reference,
            item=found.item,
            owner=found.owner,
            due_text=found.due_text,
            due_start=due.start.isoformat() if due else None,
            due_end=due.end.isoformat() if due else None,
            first_due_end=due.end.isoformat() if due else None,
            printed_status=found.status,
            response=found.response,
        )
    return document


JUNE = """HOUSING PANEL

7. EMPTY HOMES

The Voids Manager presented the report. Councillor Ash asked for the cost of the empty bungalows at Fell View.

The Voids Manager undertook to bring an analysis of the reasons for late gas checks to the next meeting.

RESOLVED

(1) that the report be noted;
(2) that the Chair write to the Gas Network asking for earlier notice of works; and
(3) that a report on the paint allowance be submitted to the meeting on 14 September 2022.
"""

SEPTEMBER = """HOUSING PANEL

14. MATTERS ARISING

Minute 7(2) - a reply from the Gas Network had been received on 4 July and was tabled.

15. PERFORMANCE

Average re-let time was 31 days. Parking at Mill Lane was busy.

The report on the paint allowance had not yet been completed and would be reported in November.

The Voids Manager tabled the analysis of late gas checks; most were late because tenants had been out.
"""

NOVEMBER = """HOUSING PANEL

21. PAINT ALLOWANCE

The Head of Housing presented the report on the paint allowance deferred from September.
"""
