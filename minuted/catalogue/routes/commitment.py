"""Commitment: what was promised, by whom, by when, and every step since, each with its words and page."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from minuted.catalogue.originals import original_of
from minuted.catalogue.routes.figure import in_its_place
from minuted.catalogue.site import Missing, Visit
from minuted.catalogue.sql import Row, all_rows, one_row, statements

PATTERN = "/commitment/(?P<id>[^/]+)"
SQL = statements("commitments")


async def page(visit: Visit) -> Any:
    """``/commitment/ID``."""
    found = await visit.ask(commitment_page, visit.named["id"])
    if found is None:
        raise Missing("no commitment of that address")
    found["original"] = original_of(visit.catalogue, found["commitment"]["sha256"])
    found["permalink"] = visit.datasette.absolute_url(
        visit.request, visit.to(f"/commitment/{found['commitment']['id']}")
    )
    return await visit.show("commitment.html", **found)


def commitment_page(db: sqlite3.Connection, identifier: str) -> dict[str, Any] | None:
    """All that the page shows, or None where there is no such commitment."""
    commitment = one_row(db, SQL["commitment"], [identifier])
    if commitment is None:
        return None
    steps = all_rows(db, SQL["follow_ups"], [identifier])
    due_dates = all_rows(db, SQL["due_dates"], [identifier])
    meetings = all_rows(db, SQL["meetings_since"], commitment) if commitment["meeting_date"] else []
    return {
        "commitment": commitment, **in_its_place(db, commitment), "due_dates": due_dates,
        "timeline": timeline(steps, meetings), "steps": steps, "evidence": evidence_of(commitment),
        "corrections": all_rows(db, "SELECT * FROM corrections WHERE target = ? AND undone_at IS NULL", [identifier]),
    }  # fmt: skip


def timeline(steps: list[Row], meetings: list[Row]) -> list[Row]:
    """The steps since, and the committee's meetings that did not mention it, in order of time."""
    mentioned = {step["meeting_id"] for step in steps}
    found = [{**step, "day": step["meeting_date"], "step": True} for step in steps]
    found += [{**m, "day": m["date"], "step": False} for m in meetings if m["id"] not in mentioned]
    return sorted(found, key=lambda entry: entry["day"] or "")


def evidence_of(row: Row) -> list[tuple[str, Any]]:
    """What each slot was read from."""
    try:
        found = json.loads(row["evidence"] or "{}")
    except ValueError:
        return []
    return list(found.items()) if isinstance(found, dict) else []
