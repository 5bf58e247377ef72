"""The sources of a catalogue: where its papers are fetched from, when, and how the last run ended."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from minuted.corpus.ids import slug


@dataclass(frozen=True)
class SourceRow:
    """One source as it is kept in the table ``sources``."""

    id: str
    kind: str
    base_url: str
    council: str | None
    committees: tuple[str, ...]
    since: str | None


def save_source(
    db: sqlite3.Connection, kind: str, base_url: str, council: str | None, committees: Sequence[str], since: str | None
) -> str:
    """Remember a source (once for each kind and address), so that ``minuted update`` knows it; returns its id."""
    source = slug(base_url.split("://")[-1])
    with db:
        db.execute(
            """INSERT INTO sources (id, kind, base_url, council, committees, since) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT(id) DO UPDATE SET council = coalesce(excluded.council, council),
                committees = excluded.committees, since = excluded.since""",
            [source, kind, base_url, council, json.dumps(list(committees)) if committees else None, since],
        )
    return source


def record_run(db: sqlite3.Connection, source: str, status: str, detail: str, meetings: int, papers: int) -> None:
    """Write down how a run of a source ended: ``ok``, ``incomplete`` or ``failed``, and why."""
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    with db:
        db.execute(
            """UPDATE sources SET last_run_at = ?, last_status = ?, last_detail = ?, meetings_count = ?,
                documents_count = coalesce(documents_count, 0) + ? WHERE id = ?""",
            [now, status, detail or None, meetings, papers, source],
        )


def list_sources(db: sqlite3.Connection) -> list[SourceRow]:
    """Every source, by id."""
    return [
        SourceRow(
            row["id"],
            row["kind"],
            row["base_url"],
            row["council"],
            tuple(json.loads(row["committees"] or "[]")),
            row["since"],
        )
        for row in db.execute("SELECT * FROM sources ORDER BY id")
    ]
