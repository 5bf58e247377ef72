"""Meetings: by date, committee and year."""

from __future__ import annotations

import sqlite3
from typing import Any

from minuted.catalogue.site import Visit
from minuted.catalogue.sql import all_rows, statements

PATTERN = "/meetings"
SQL = statements("meetings")
PAGE_SIZE = 50


async def page(visit: Visit) -> Any:
    """``/meetings?council=…&committee=…&year=…``."""
    number = visit.number("page", most=10_000)
    picked = {name: visit.one(name) for name in ("council", "committee", "year")}
    found = await visit.ask(meetings, picked, number)
    return await visit.show(
        "meetings.html", **found, picked=picked, number=number, more=len(found["meetings"]) == PAGE_SIZE
    )


def meetings(db: sqlite3.Connection, picked: dict[str, str], number: int) -> dict[str, Any]:
    """One page of the list, and what it can be narrowed by."""
    values = {**picked, "limit": PAGE_SIZE, "offset": (number - 1) * PAGE_SIZE}
    return {
        "meetings": all_rows(db, SQL["list"], values),
        "committees": all_rows(db, SQL["committees"]),
        "years": [row["year"] for row in all_rows(db, SQL["years"])],
    }
