"""What was fetched from where: so that a fetch can be killed and resumed, and the next one asks only for what changed.

A SQLite file beside the originals; every paper is written down as soon as it is stored.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

TABLES = """
CREATE TABLE IF NOT EXISTS papers (
    source TEXT NOT NULL, key TEXT NOT NULL,
    url TEXT NOT NULL, title TEXT, kind TEXT, stamp TEXT,
    etag TEXT, last_modified TEXT, sha256 TEXT, path TEXT,
    meeting_id TEXT, fetched_at TEXT, failure TEXT, identifiers TEXT,
    added INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (source, key)
);
CREATE TABLE IF NOT EXISTS meetings (
    source TEXT NOT NULL, id TEXT NOT NULL, committee_id TEXT, committee TEXT, date TEXT, url TEXT, status TEXT,
    listed INTEGER, fetched INTEGER, restricted INTEGER, seen_at TEXT,
    PRIMARY KEY (source, id)
);
"""


@dataclass(frozen=True)
class Held:
    """A paper that was fetched before, with what the site said for asking again."""

    sha256: str
    path: Path
    stamp: str | None
    etag: str | None
    last_modified: str | None
    added: bool = False


class Ledger:
    """The record of one catalogue's fetching; use as a context manager."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.db = sqlite3.connect(path, timeout=30)
        self.db.row_factory = sqlite3.Row
        self.db.executescript(TABLES)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.db.close()

    def held(self, source: str, key: str) -> Held | None:
        """What is held of a paper, or None where it was never fetched, or its file is gone."""
        row = self.db.execute(
            "SELECT * FROM papers WHERE source = ? AND key = ? AND sha256 IS NOT NULL", [source, key]
        ).fetchone()
        if row is None or not Path(row["path"]).exists():
            return None
        return Held(
            row["sha256"], Path(row["path"]), row["stamp"], row["etag"], row["last_modified"], bool(row["added"])
        )

    def record_paper(self, source: str, key: str, **values: str | int | None) -> None:
        """Write down a paper (or why it failed), at once."""
        values["fetched_at"] = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        names = ["source", "key", *values]
        updates = ", ".join(f"{name} = excluded.{name}" for name in values)
        with self.db:
            self.db.execute(
                f"INSERT INTO papers ({', '.join(names)}) VALUES ({', '.join('?' * len(names))}) "
                f"ON CONFLICT(source, key) DO UPDATE SET {updates}",
                [source, key, *values.values()],
            )

    def not_added(self, source: str) -> list[sqlite3.Row]:
        """The papers that are held but not yet in the catalogue, with their meeting: also after a fetch was killed."""
        return self.db.execute(
            """SELECT p.*, m.committee, m.date FROM papers p
            LEFT JOIN meetings m ON m.source = p.source AND m.id = p.meeting_id
            WHERE p.source = ? AND p.sha256 IS NOT NULL AND p.added = 0 ORDER BY m.date, p.key""",
            [source],
        ).fetchall()

    def mark_added(self, source: str, keys: Iterable[str]) -> None:
        """Write down that these papers are in the catalogue."""
        with self.db:
            self.db.executemany("UPDATE papers SET added = 1 WHERE source = ? AND key = ?", [(source, k) for k in keys])

    def record_meeting(self, source: str, meeting: str, **values: str | int | None) -> None:
        """Write down how much of a meeting is held."""
        values["seen_at"] = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        names = ["source", "id", *values]
        with self.db:
            self.db.execute(
                f"INSERT OR REPLACE INTO meetings ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
                [source, meeting, *values.values()],
            )

    def is_complete(self, source: str, meeting: str) -> bool:
        """Whether every paper that the meeting listed is held."""
        row = self.db.execute("SELECT * FROM meetings WHERE source = ? AND id = ?", [source, meeting]).fetchone()
        return row is not None and row["listed"] == row["fetched"] and (row["listed"] or 0) > 0

    def known_meetings(self, source: str, committee: str, since: dt.date | None, until: dt.date | None) -> int:
        """How many meetings of a committee between the days were seen before."""
        row = self.db.execute(
            "SELECT count(*) FROM meetings WHERE source = ? AND committee_id = ? AND date >= ? AND date <= ?",
            [source, committee, (since or dt.date.min).isoformat(), (until or dt.date.max).isoformat()],
        ).fetchone()
        return int(row[0])
