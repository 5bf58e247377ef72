"""Papers: all of them, by committee, kind and how they were read."""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import Any

from minuted.catalogue.site import Visit
from minuted.catalogue.sql import all_rows, statements

PATTERN = "/documents"
SQL = statements("documents")
PAGE_SIZE = 50
PICKED = ("council", "committee", "kind", "status")


async def page(visit: Visit) -> Any:
    """``/documents?committee=…&status=…``."""
    number = visit.number("page", most=10_000)
    picked = {name: visit.one(name) for name in PICKED}
    found = await visit.ask(documents, picked, number)
    return await visit.show(
        "documents.html", **found, picked=picked, number=number, more=len(found["documents"]) == PAGE_SIZE
    )


def documents(db: sqlite3.Connection, picked: dict[str, str], number: int) -> dict[str, Any]:
    """One page of the list, and what it can be narrowed by."""
    values = {**picked, "limit": PAGE_SIZE, "offset": (number - 1) * PAGE_SIZE}
    choices: dict[str, Counter[str]] = {name: Counter() for name in PICKED}
    for row in all_rows(db, SQL["choices"]):
        for name in PICKED:
            if row[name]:
                choices[name][row[name]] += row["count"]
    return {"documents": all_rows(db, SQL["list"], values), "choices": choices}
