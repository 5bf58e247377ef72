"""Home: one search box, what the catalogue holds, what is new, what is overdue."""

from __future__ import annotations

import sqlite3
from typing import Any

from minuted.catalogue.site import Visit, catalogues
from minuted.catalogue.sql import all_rows, one_row, statements

PATTERN = "/"
SQL = statements("home")
LONGEST_EXAMPLE = 60
"""Letters of a measure's name that may stand as an example of a search."""


async def page(visit: Visit) -> Any:
    """``/``."""
    found = await visit.ask(home)
    others = [name for name in catalogues(visit.datasette) if name != visit.catalogue.name]
    return await visit.show("home.html", **found, others=others)


def home(db: sqlite3.Connection) -> dict[str, Any]:
    """All that the page shows."""
    measures = all_rows(db, SQL["measures"])
    return {
        "counts": one_row(db, SQL["counts"]),
        "meetings": all_rows(db, SQL["meetings"]),
        "overdue": all_rows(db, SQL["overdue"]),
        "overdue_count": db.execute(SQL["overdue_count"]).fetchone()[0],
        "measures": measures,
        "examples": [row for row in measures if len(row["name"]) <= LONGEST_EXAMPLE][:3],
        "committees": all_rows(db, SQL["committees"]),
    }
