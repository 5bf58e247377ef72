"""Which committee a user means by part of its name."""

from __future__ import annotations

import sqlite3

from minuted.errors import MinutedError, NotFound


def committee_called(db: sqlite3.Connection, part: str, council: str | None = None) -> tuple[str | None, str]:
    """The council and the full name of the one committee whose name holds ``part`` (any case).

    Raises ``NotFound`` where none does and ``MinutedError`` naming them where several do.
    """
    rows = db.execute(
        """SELECT DISTINCT council, committee FROM documents
        WHERE instr(lower(committee), lower(?)) AND (? IS NULL OR instr(lower(council), lower(?)))
        ORDER BY committee, council""",
        [part, council, council],
    ).fetchall()
    exact = [row for row in rows if row["committee"].lower() == part.lower()]
    found = exact if len(exact) == 1 else rows
    if not found:
        known = [row[0] for row in db.execute("SELECT DISTINCT committee FROM documents WHERE committee IS NOT NULL")]
        raise NotFound(f"no committee is called {part!r}", advice="known are: " + "; ".join(sorted(known)[:20]))
    if len(found) > 1:
        names = "; ".join(f"{row['committee']} ({row['council']})" for row in found[:10])
        raise MinutedError(f"{part!r} could be any of {len(found)} committees", advice=f"say which: {names}")
    return found[0]["council"], found[0]["committee"]
