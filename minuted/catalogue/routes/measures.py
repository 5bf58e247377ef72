"""Measures: all that is reported, by name and theme."""

from __future__ import annotations

import sqlite3
from typing import Any

from minuted.catalogue.site import Visit
from minuted.catalogue.sql import all_rows, statements

PATTERN = "/measures"
SQL = statements("measure")
PAGE_SIZE = 100


async def page(visit: Visit) -> Any:
    """``/measures?q=…&theme=…``."""
    number = visit.number("page", most=1000)
    found = await visit.ask(measures, visit.one("q"), visit.one("theme"), number)
    return await visit.show("measures.html", **found, number=number, more=len(found["measures"]) == PAGE_SIZE)


def measures(db: sqlite3.Connection, words: str, theme: str, number: int) -> dict[str, Any]:
    """One page of the list, and the themes."""
    escaped = words.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    values = {"words": words, "theme": theme, "pattern": f"%{escaped}%", "offset": (number - 1) * PAGE_SIZE}
    return {"measures": all_rows(db, SQL["list"], values), "themes": all_rows(db, SQL["themes"])}
