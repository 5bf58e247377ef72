"""Report an error: a reader's words about one fact, for the reviewers."""

from __future__ import annotations

import asyncio
from typing import Any

from minuted import reviews
from minuted.catalogue import reviewing
from minuted.catalogue.site import Missing, Visit
from minuted.catalogue.sql import one_row, statements

PATTERN = "/report/(?P<kind>figure|commitment)/(?P<id>[^/]+)"


async def page(visit: Visit) -> Any:
    """``/report/figure/ID``: the form, and its thanks."""
    kind = visit.named["kind"]
    statement = statements("figure")["figure"] if kind == "figure" else statements("commitments")["commitment"]
    fact = await visit.ask(one_row, statement, [visit.named["id"]])
    if fact is None:
        raise Missing(f"no {kind} of that address")
    state = "form"
    if visit.request.method == "POST":
        text = str((await visit.form()).get("text", "")).strip()
        state = "empty"
        if text:
            kept = await asyncio.to_thread(
                reviewing.with_reviews, visit.catalogue.reviews, reviews.report, fact["id"], text
            )
            state = "kept" if kept else "full"
    return await visit.show("report.html", fact=fact, kind=kind, state=state, status=400 if state == "empty" else 200)
