"""Document: what a paper is, how it was read, its pages, its facts, and search within it."""

from __future__ import annotations

import sqlite3
from typing import Any

from minuted.catalogue.marking import END, START, excerpt, matched
from minuted.catalogue.originals import drawable, original_of
from minuted.catalogue.search import match_expression
from minuted.catalogue.site import Missing, Visit
from minuted.catalogue.sql import Row, all_rows, one_row, statements

PATTERN = "/document/(?P<id>[^/]+)"
SQL = statements("documents")
FIGURES_A_PAGE = 100


async def page(visit: Visit) -> Any:
    """``/document/ID``, ``/document/ID?q=words``."""
    number = visit.number("page")
    found = await visit.ask(document_page, visit.named["id"], visit.one("q"), number)
    if found is None:
        raise Missing("no paper of that address")
    original = original_of(visit.catalogue, found["document"]["sha256"])
    return await visit.show(
        "document.html", **found, original=original, drawable=drawable(original), number=number,
        more=len(found["figures"]) == FIGURES_A_PAGE, words=visit.one("q"),
    )  # fmt: skip


def the_document(db: sqlite3.Connection, identifier: str) -> Row | None:
    """The paper's row without its text."""
    document = one_row(db, SQL["document"], [identifier])
    if document is not None:
        document.pop("text")
    return document


def document_page(db: sqlite3.Connection, identifier: str, words: str, number: int) -> dict[str, Any] | None:
    """All that the page shows, or None where there is no such paper."""
    document = the_document(db, identifier)
    if document is None:
        return None
    match = match_expression(words)
    values = {"id": identifier, "match": match, "mark": START, "unmark": END}
    within = all_rows(db, SQL["within"], values) if match else []
    for row in within:
        row["pieces"] = matched(excerpt(row["snippet"]))
    return {
        "document": document,
        "older": all_rows(db, SQL["older"], [identifier]),
        "issues": all_rows(db, SQL["issues"], [identifier]),
        "pages": all_rows(db, SQL["pages"], {"id": identifier}),
        "figures": all_rows(db, SQL["figures"], {"id": identifier, "offset": (number - 1) * FIGURES_A_PAGE}),
        "commitments": all_rows(db, SQL["commitments"], values),
        "within": within,
    }
