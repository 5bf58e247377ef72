"""One page of a paper: its image with selectable text, every fact boxed, and the list of them beside."""

from __future__ import annotations

import sqlite3
from typing import Any

from minuted.catalogue import marking
from minuted.catalogue.drawing import DRAWER, NotDrawn
from minuted.catalogue.originals import drawable, original_of
from minuted.catalogue.routes.document import the_document
from minuted.catalogue.site import Missing, Visit
from minuted.catalogue.sql import all_rows, one_row, statements

PATTERN = r"/document/(?P<id>[^/]+)/page/(?P<page>\d{1,6})"
SQL = statements("documents")


async def page(visit: Visit) -> Any:
    """``/document/ID/page/N``."""
    number = int(visit.named["page"])
    found = await visit.ask(page_of, visit.named["id"], number)
    if found is None:
        raise Missing("no such page in this paper")
    original = original_of(visit.catalogue, found["document"]["sha256"])
    lines: list[dict[str, Any]] = []
    if original is not None and drawable(original):
        try:
            lines = await DRAWER.lines(original, number)
        except NotDrawn:
            lines = []
    focus = visit.one("fact") or visit.one("passage")
    return await visit.show(
        "document_page.html", **found, original=original, drawable=drawable(original), lines=lines, focus=focus
    )


def page_of(db: sqlite3.Connection, identifier: str, number: int) -> dict[str, Any] | None:
    """All that the page shows, or None where there is no such page."""
    document = the_document(db, identifier)
    size = one_row(db, SQL["page"], [identifier, number])
    if document is None or size is None:
        return None
    figures = all_rows(db, SQL["page_figures"], [identifier, number])
    commitments = all_rows(db, SQL["page_commitments"], [identifier, number])
    passages = all_rows(db, SQL["page_passages"], [identifier, number])
    for passage in passages:
        passage["pieces"] = marking.with_facts(passage["text"], passage["start"], figures)
        passage["rows"] = marking.table_rows(passage["pieces"]) if passage["kind"] == "table" else []
        passage["commitments"] = [c for c in commitments if c["passage_id"] == passage["id"]]
    last = db.execute("SELECT max(page) FROM pages WHERE document_id = ?", [identifier]).fetchone()[0]
    return {
        "document": document, "size": size, "figures": figures, "commitments": commitments, "passages": passages,
        "number": number, "last": last,
    }  # fmt: skip
