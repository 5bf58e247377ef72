"""The reviews database: what was corrected, by whom, when, what stood there before; and what readers reported."""

from __future__ import annotations

import datetime as dt
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from minuted.errors import MinutedError
from minuted.reviews.periods import period_of

SCHEMA = """
CREATE TABLE IF NOT EXISTS corrections (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, target TEXT NOT NULL, field TEXT, before TEXT, after TEXT,
    reason TEXT, actor TEXT NOT NULL, at TEXT NOT NULL, undone_at TEXT, undone_by TEXT
);
CREATE INDEX IF NOT EXISTS corrections_target ON corrections(target);
CREATE TABLE IF NOT EXISTS originals (
    target TEXT NOT NULL, field TEXT NOT NULL, value, after, PRIMARY KEY (target, field)
);
CREATE TABLE IF NOT EXISTS reports (
    id INTEGER PRIMARY KEY, target TEXT NOT NULL, text TEXT NOT NULL, at TEXT NOT NULL, settled_at TEXT
);
"""
FIELDS: dict[str, tuple[str, ...]] = {
    "figures": (
        "value", "value_to", "unit", "measure", "measure_id", "area", "period_label", "role", "qualifier", "rag",
    ),
    "commitments": ("kind", "owner", "due_end"),
    "measures": ("name", "unit", "theme", "polarity"),
    "follow_ups": ("outcome",),
}  # fmt: skip
"""What may be corrected, by table."""
NUMBERS = ("value", "value_to")
KINDS = ("correct", "accept", "reject", "merge", "split", "link", "unlink", "answer", "close", "reopen")
OUTCOMES = ("done", "partly", "repeated", "superseded")
"""What can come of a commitment."""
LONGEST = 2_000
MOST_OPEN_REPORTS = 500


class Refused(MinutedError):
    """A correction that makes no sense; the message says what to type instead."""


@dataclass(frozen=True)
class Correction:
    """One thing that a person says: of ``target``, its ``field`` is ``after`` and not ``before``."""

    kind: str
    target: str
    field: str | None = None
    before: str | None = None
    after: str | None = None
    reason: str | None = None
    actor: str = ""


def open_reviews(path: Path) -> sqlite3.Connection:
    """Open (and where it is missing make) a reviews database."""
    connection = sqlite3.connect(path, timeout=10)
    connection.row_factory = sqlite3.Row
    connection.executescript(SCHEMA)
    return connection


def record(reviews: sqlite3.Connection, *corrections: Correction) -> list[int]:
    """Keep corrections, all or none; returns their ids.  Raises ``Refused``."""
    checked = [_checked(correction) for correction in corrections]
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    with reviews:
        return [
            int(
                reviews.execute(
                    "INSERT INTO corrections (kind, target, field, before, after, reason, actor, at) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    [c.kind, c.target, c.field, c.before, c.after, c.reason, c.actor, now],
                ).lastrowid
                or 0
            )
            for c in checked
        ]


def _checked(correction: Correction) -> Correction:
    if correction.kind not in KINDS or not correction.target or not correction.actor:
        raise Refused(f"not a correction: {correction.kind}", advice="choose one of the buttons")
    if any(len(text or "") > LONGEST for text in (correction.after, correction.reason, correction.actor)):
        raise Refused("too long", advice=f"use at most {LONGEST} characters")
    if correction.kind != "correct":
        return correction
    if correction.field not in {field for fields in FIELDS.values() for field in fields}:
        raise Refused(f"{correction.field} cannot be corrected", advice="choose one of the fields of the form")
    if correction.field in NUMBERS and correction.after not in (None, ""):
        return _with_after(correction, _number(correction.after or ""))
    if correction.field == "period_label" and correction.after:
        period = period_of(correction.after)
        if period is None:
            raise Refused(
                f"“{correction.after}” is not a period that is understood",
                advice="use 2023/24, Q1 2023/24, March 2024, 31 March 2024 or 2023",
            )
        return _with_after(correction, period[2])
    if correction.field == "due_end" and correction.after:
        period = period_of(correction.after)
        if period is None:
            raise Refused(f"“{correction.after}” is not a day", advice="use 31 March 2024 or 2024-03-31")
        return _with_after(correction, period[1])
    return correction


def _number(text: str) -> str:
    try:
        value = float(text.replace(",", "").replace("−", "-"))
    except ValueError:
        raise Refused(f"“{text}” is not a number", advice="type digits only: 1250000, 43.2") from None
    if value != value or value in (float("inf"), float("-inf")):
        raise Refused(f"“{text}” is not a number", advice="type digits only: 1250000, 43.2")
    return repr(value)


def _with_after(correction: Correction, after: str) -> Correction:
    return Correction(
        correction.kind, correction.target, correction.field, correction.before, after, correction.reason,
        correction.actor,
    )  # fmt: skip


def undo(reviews: sqlite3.Connection, identifier: int, actor: str) -> bool:
    """Take a correction back; False where there is none that stands."""
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    with reviews:
        done = reviews.execute(
            "UPDATE corrections SET undone_at = ?, undone_by = ? WHERE id = ? AND undone_at IS NULL",
            [now, actor, identifier],
        )
    return done.rowcount == 1


def history(reviews: sqlite3.Connection, target: str | None = None, limit: int = 100) -> list[dict[str, Any]]:
    """The latest corrections, undone ones included, newest first."""
    where, values = ("WHERE target = ?", [target]) if target else ("", [])
    rows = reviews.execute(f"SELECT * FROM corrections {where} ORDER BY id DESC LIMIT ?", [*values, limit])
    return [dict(row) for row in rows]


def report(reviews: sqlite3.Connection, target: str, text: str) -> bool:
    """Keep a reader's report of an error; False where too many wait already."""
    if reviews.execute("SELECT count(*) FROM reports WHERE settled_at IS NULL").fetchone()[0] >= MOST_OPEN_REPORTS:
        return False
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    with reviews:
        reviews.execute("INSERT INTO reports (target, text, at) VALUES (?, ?, ?)", [target, text[:LONGEST], now])
    return True


def open_reports(reviews: sqlite3.Connection, target: str | None = None) -> list[dict[str, Any]]:
    """Reports that no reviewer has settled."""
    where, values = (" AND target = ?", [target]) if target else ("", [])
    rows = reviews.execute(f"SELECT * FROM reports WHERE settled_at IS NULL{where} ORDER BY id LIMIT 500", values)
    return [dict(row) for row in rows]


def settle_reports(reviews: sqlite3.Connection, target: str) -> None:
    """Mark what was reported of ``target`` as seen to."""
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    with reviews:
        reviews.execute("UPDATE reports SET settled_at = ? WHERE target = ? AND settled_at IS NULL", [now, target])
