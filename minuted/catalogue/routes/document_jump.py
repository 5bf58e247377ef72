"""Go to a page of a paper by its number."""

from __future__ import annotations

from typing import Any

from datasette import Response

from minuted.catalogue.site import Missing, Visit
from minuted.catalogue.sql import one_row

PATTERN = "/document/(?P<id>[^/]+)/page"


async def page(visit: Visit) -> Any:
    """``/document/ID/page?number=12``: on to that page, or to the last one where the paper has fewer."""
    found = await visit.ask(one_row, "SELECT max(page) AS last FROM pages WHERE document_id = ?", [visit.named["id"]])
    if found is None or found["last"] is None:
        raise Missing("no paper with pages at that address")
    number = visit.number("number", most=found["last"])
    return Response.redirect(visit.to(f"/document/{visit.named['id']}/page/{number}"))
