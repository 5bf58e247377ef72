"""The text of a paper without pages, in parts, every fact marked in its place."""

from __future__ import annotations

import sqlite3
from typing import Any

from minuted.catalogue import marking
from minuted.catalogue.originals import original_of
from minuted.catalogue.routes.document import the_document
from minuted.catalogue.site import Missing, Visit
from minuted.catalogue.sql import Row, all_rows, one_row, statements

PATTERN = "/document/(?P<id>[^/]+)/text"
SQL = statements("documents")
PASSAGES_A_PART = 60


async def page(visit: Visit) -> Any:
    """``/document/ID/text?part=2``, or with ``fact=`` or ``passage=`` the part in which that stands."""
    focus = visit.one("fact") or visit.one("passage")
    found = await visit.ask(text_of, visit.named["id"], visit.number("part"), focus)
    if found is None:
        raise Missing("no paper of that address")
    original = original_of(visit.catalogue, found["document"]["sha256"])
    return await visit.show("document_text.html", **found, original=original, focus=focus)


def text_of(db: sqlite3.Connection, identifier: str, part: int, focus: str) -> dict[str, Any] | None:
    """All that the page shows, or None where there is no such paper."""
    document = the_document(db, identifier)
    if document is None:
        return None
    if focus:
        before = db.execute(
            SQL["before_passage"], {"document": identifier, "passage": _passage_of(db, focus)}
        ).fetchone()[0]
        part = before // PASSAGES_A_PART + 1
    passages = all_rows(db, SQL["part_passages"], [identifier, PASSAGES_A_PART, (part - 1) * PASSAGES_A_PART])
    count = db.execute(SQL["passages_count"], [identifier]).fetchone()[0]
    _mark(db, identifier, passages)
    for passage in passages:
        passage["focus"] = focus in [passage["id"], *(c["id"] for c in passage["commitments"])]
    return {
        "document": document,
        "passages": passages,
        "number": part,
        "total_parts": max(1, -(-count // PASSAGES_A_PART)),
    }


def _passage_of(db: sqlite3.Connection, identifier: str) -> str:
    for table in ("figures", "commitments"):
        row = one_row(db, f"SELECT passage_id FROM {table} WHERE id = ?", [identifier])
        if row is not None:
            return row["passage_id"] or ""
    return identifier


def _mark(db: sqlite3.Connection, identifier: str, passages: list[Row]) -> None:
    if not passages:
        return
    span = [identifier, passages[0]["start"], passages[-1]["end"] + 1]
    figures = all_rows(db, statements("figure")["figures_between"], span)
    commitments = all_rows(db, statements("figure")["commitments_between"], span)
    for passage in passages:
        inside = [f for f in figures if passage["start"] <= f["start"] < passage["end"]]
        passage["pieces"] = marking.with_facts(passage["text"], passage["start"], inside)
        passage["rows"] = marking.table_rows(passage["pieces"]) if passage["kind"] == "table" else []
        passage["commitments"] = [c for c in commitments if c["passage_id"] == passage["id"]]
