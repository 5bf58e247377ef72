"""Meeting: its papers, what was reported, what was promised, what was reported back, what is still open."""

from __future__ import annotations

import sqlite3
from typing import Any

from minuted.catalogue.site import Missing, Visit
from minuted.catalogue.sql import Row, all_rows, one_row, statements

PATTERN = "/meeting/(?P<id>[^/]+)"
SQL = statements("meetings")
MOST_FIGURES = 40


async def page(visit: Visit) -> Any:
    """``/meeting/ID``."""
    found = await visit.ask(meeting_page, visit.named["id"])
    if found is None:
        raise Missing("no meeting of that address")
    return await visit.show("meeting.html", **found, most_figures=MOST_FIGURES)


def meeting_page(db: sqlite3.Connection, identifier: str) -> dict[str, Any] | None:
    """All that the page shows, or None where there is no such meeting."""
    meeting = one_row(db, SQL["meeting"], [identifier])
    if meeting is None:
        return None
    return {
        "meeting": meeting, **neighbours(db, meeting),
        "papers": all_rows(db, SQL["papers"], [identifier]),
        "figures": all_rows(db, SQL["figures"], [identifier])[:MOST_FIGURES],
        "figures_count": db.execute(SQL["figures_count"], [identifier]).fetchone()[0],
        "commitments": all_rows(db, SQL["commitments"], [identifier]),
        "answers": all_rows(db, statements("commitments")["answers_here"], [identifier]),
        "still_open": all_rows(db, SQL["still_open"], meeting) if meeting["date"] else [],
    }  # fmt: skip


def neighbours(db: sqlite3.Connection, meeting: Row) -> dict[str, Row | None]:
    """The committee's meetings before and after."""
    if not meeting["date"]:
        return {"previous": None, "next": None}
    return {name: one_row(db, SQL[name], meeting) for name in ("previous", "next")}
