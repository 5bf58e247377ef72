"""Data: the tables, the ready-made queries and how to take them away."""

from __future__ import annotations

import sqlite3
from typing import Any

from minuted.catalogue.metadata import HIDDEN, TABLES, ready_queries
from minuted.catalogue.site import Visit, catalogues
from minuted.catalogue.sql import all_rows, statements

PATTERN = "/data"


async def page(visit: Visit) -> Any:
    """``/data``."""
    names = await visit.ask(tables)
    order = list(TABLES)
    names.sort(key=lambda name: (order.index(name) if name in order else 99, name))
    described = [(name, TABLES.get(name, {})) for name in names if name not in HIDDEN]
    return await visit.show(
        "data.html", tables=described, queries=ready_queries(), database=visit.catalogue.name,
        others=[name for name in catalogues(visit.datasette) if name != visit.catalogue.name],
    )  # fmt: skip


def tables(db: sqlite3.Connection) -> list[str]:
    """The names of the tables that are not an index of another."""
    return [row["name"] for row in all_rows(db, statements("data")["tables"])]
