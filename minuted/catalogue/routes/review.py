"""Review: what waits to be checked, and what was corrected, for signed-in reviewers."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from typing import Any

from datasette import Response

from minuted.catalogue import reviewing
from minuted.catalogue.site import NotAllowed, Visit
from minuted.catalogue.sql import all_rows
from minuted.reviews import FIELDS

PATTERN = "/review"


async def page(visit: Visit) -> Any:
    """``/review``; a POST undoes the correction that it names."""
    if visit.reviewer is None:
        raise NotAllowed("Reviewing is for signed-in reviewers.")
    if visit.request.method == "POST":
        form = await visit.form()
        number = form.get("undo", "")
        if re.fullmatch("[0-9]{1,15}", number):
            await asyncio.to_thread(reviewing.take_back, visit.catalogue, int(number), visit.reviewer)
        back = form.get("back", "")
        kind, _, identifier = back.partition("/")
        to = visit.to(f"/review/{kind}/{identifier}") if kind in reviewing.TABLE else visit.to("/review")
        return Response.redirect(to + "#history")
    reports = await asyncio.to_thread(reviewing.reported, visit.catalogue.reviews)
    history = await asyncio.to_thread(reviewing.kept_history, visit.catalogue.reviews)
    found = await visit.ask(reviewing.queue, reports)
    kinds = await visit.ask(kinds_of, [entry["target"] for entry in history])
    return await visit.show("review.html", **found, reports=reports, history=history, kinds=kinds, fields=FIELDS)


def kinds_of(db: sqlite3.Connection, targets: list[str]) -> dict[str, str]:
    """Which kind of thing each corrected id names, so that the history can lead to it."""
    found = {}
    for kind, table in reviewing.TABLE.items():
        for target in set(targets):
            if all_rows(db, f"SELECT 1 FROM {table} WHERE id = ?", [target]):
                found[target] = kind
    return found
