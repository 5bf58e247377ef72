"""What Datasette's own tables do not show: corrections that stand over a catalogue which is served immutable.

Our pages see corrected rows (``overlay``); Datasette reads the file.  Its pages say so, and what a person put there.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from minuted.catalogue import overlay
from minuted.catalogue.database import TooSlow, Unavailable, ask
from minuted.catalogue.site import catalogues

MOST = 200
Change = tuple[str, Any, Any]
"""Column, what the file holds, what a person put in its place."""


async def over(datasette: Any, database: str | None, table: str | None) -> dict[str, Any]:
    """For the templates of Datasette's pages: how many rows are corrected, and those of ``table`` by id."""
    catalogue = catalogues(datasette).get(database or "")
    if catalogue is None or not catalogue.immutable:
        return {}
    try:
        return await ask(catalogue, datasette.setting("sql_time_limit_ms"), standing, table)
    except (TooSlow, Unavailable):
        return {}


def standing(db: sqlite3.Connection, table: str | None) -> dict[str, Any]:
    """The counts by table, and the changes of one table's rows, at most ``MOST`` of them."""
    there = {row[0] for row in db.execute("SELECT name FROM temp.sqlite_master")}
    counts = {
        name: db.execute(f"SELECT count(*) FROM temp.{name}_corrected").fetchone()[0]
        for name in overlay.CORRECTED
        if f"{name}_corrected" in there
    }
    rows = changes(db, table) if table in counts else {}
    return {"corrected_counts": counts, "corrected_rows": rows}


def changes(db: sqlite3.Connection, table: str) -> dict[str, list[Change]]:
    """Id -> what differs from the file."""
    found: dict[str, list[Change]] = {}
    for new in db.execute(f"SELECT * FROM temp.{table}_corrected ORDER BY id LIMIT {MOST}").fetchall():
        old = db.execute(f"SELECT * FROM main.{table} WHERE rowid = ?", [new["row_number"]]).fetchone()
        if old is not None:
            found[new["id"]] = [(name, old[name], new[name]) for name in old.keys() if old[name] != new[name]]  # noqa: SIM118
    return found
