"""Conflicts: two statements of one value side by side; checks: figures that what stands beside them contradicts."""

from __future__ import annotations

import sqlite3
from typing import Any

from minuted.catalogue.site import Missing, Visit
from minuted.catalogue.sql import all_rows, one_row, statements

PATTERN = "/conflicts"
SQL = statements("conflicts")
PAGE_SIZE = 25


async def page(visit: Visit) -> Any:
    """``/conflicts?document=ID``, ``/conflicts?committee=…``."""
    number = visit.number("page", most=10_000)
    picked = {name: visit.one(name) for name in ("document", "council", "committee")}
    found = await visit.ask(conflicts, picked, number)
    if picked["document"] and found["document"] is None:
        raise Missing("no paper of that address")
    return await visit.show(
        "conflicts.html", **found, picked=picked, number=number, more=len(found["conflicts"]) == PAGE_SIZE
    )


def conflicts(db: sqlite3.Connection, picked: dict[str, str], number: int) -> dict[str, Any]:
    """One page of conflicts, and the checks."""
    values = {**picked, "limit": PAGE_SIZE, "offset": (number - 1) * PAGE_SIZE}
    return {
        "conflicts": all_rows(db, SQL["list"], values),
        "checks": all_rows(db, SQL["checks"], values) if number == 1 else [],
        "committees": all_rows(db, SQL["committees"]),
        "document": one_row(db, SQL["document"], [picked["document"]]) if picked["document"] else None,
    }
