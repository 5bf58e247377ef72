"""What changed since last time: a committee's latest meeting against the one before."""

from __future__ import annotations

import sqlite3
from typing import Any

from minuted.catalogue import series
from minuted.catalogue.routes.committee import committee_of
from minuted.catalogue.routes.figure import same_series
from minuted.catalogue.routes.meeting import neighbours
from minuted.catalogue.site import Missing, Visit
from minuted.catalogue.sql import Row, all_rows, one_row, statements

PATTERN = "/changes"
SQL = statements("changes")
MOST_COMMITTEES = 60
"""Committees that are listed at once."""


async def page(visit: Visit) -> Any:
    """``/changes?committee=COUNCIL-COMMITTEE`` or ``/changes?meeting=ID``; without either, a choice of committees."""
    if not visit.one("committee") and not visit.one("meeting"):
        return await visit.show("changes_choose.html", **await visit.ask(choice, visit.one("council")))
    found = await visit.ask(changes, visit.one("committee"), visit.one("meeting"))
    if found is None:
        raise Missing("no such meeting, or a committee without meetings")
    return await visit.show("changes.html", **found)


def choice(db: sqlite3.Connection, council: str) -> dict[str, Any]:
    """The committees to choose from; of many, their councils first."""
    meetings = statements("meetings")
    if council:
        return {"council": council, "committees": all_rows(db, meetings["committees_of"], [council])}
    councils = all_rows(db, meetings["councils"])
    if len(councils) > 1 and sum(row["committees"] for row in councils) > MOST_COMMITTEES:
        return {"councils": councils}
    return {"committees": all_rows(db, meetings["committees"])}


def changes(db: sqlite3.Connection, slug: str, identifier: str) -> dict[str, Any] | None:
    """All that the page shows."""
    meetings = statements("meetings")
    meeting = one_row(db, meetings["meeting"], [identifier]) if identifier else None
    body = committee_of(db, slug) if slug else None
    if meeting is None and body:
        meeting = next(iter(all_rows(db, meetings["of_committee"], body)), None)
    if meeting is None:
        return None
    beside, rows = neighbours(db, meeting), moved(db, meeting)
    return {
        "meeting": meeting, **beside,
        "moved": [row for row in rows if row["change"] or row["change_on_year"]],
        "first": [row for row in rows if not (row["change"] or row["change_on_year"])],
        "conflicts": restated(all_rows(db, SQL["conflicts"], meeting)),
        "answers": all_rows(db, statements("commitments")["answers_here"], [meeting["id"]]),
        "commitments": all_rows(db, meetings["commitments"], [meeting["id"]]),
        "still_open": all_rows(db, meetings["still_open"], meeting) if meeting["date"] else [],
    }  # fmt: skip


def moved(db: sqlite3.Connection, meeting: Row) -> list[Row]:
    """The latest value of every series that the meeting's papers report, against the value before; once a series."""
    found: dict[tuple[Any, ...], Row] = {}
    for row in all_rows(db, SQL["figures"], [meeting["id"]]):
        key = (row["measure_id"], *series.key_of(row))
        if key in found:
            continue
        known = [r for r in same_series(db, row) if (r["meeting_date"] or "") <= (meeting["date"] or "9999")]
        one = series.holding(series.compared(series.told_once(known)), row["id"])
        if one is not None:
            found[key] = one
    return list(found.values())


def restated(pairs: list[Row]) -> list[Row]:
    """Pairs of statements about one value as one entry each, its ``statements`` in order of time."""
    found: dict[tuple[Any, ...], Row] = {}
    for pair in pairs:
        entry = found.setdefault((pair["measure_name"], pair["area"], pair["period_label"]), {**pair, "told": {}})
        for side in ("a", "b"):
            entry["told"].setdefault((pair[f"{side}_quote"], pair[f"{side}_date"]))
    for entry in found.values():
        entry["statements"] = sorted(entry["told"], key=lambda told: told[1] or "")
    return list(found.values())
