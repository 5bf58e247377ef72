"""The first due date of a commitment and every one that a later paper gave it."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from collections.abc import Iterable

from minuted.corpus.follow_ups.grounds import same_thing
from minuted.corpus.follow_ups.promises import promises_of

PUT_OFF = ("repeated", "partly")
"""Outcomes whose sentence may name a new date."""

_LOOKS_AHEAD = re.compile(
    r"\b(?:will|would|expected|hoped|now due|revised|deferred|postponed|held over|put back|until|to be)\b"
)
"""A date beside none of these words says when something happened: "the visit took place on 6 September"."""


def save_due_dates(db: sqlite3.Connection, commitments: Iterable[str]) -> None:
    """Write the first date and the revised ones of some commitments; ``commitments.due_*`` holds the latest.

    "It would be reported in January", said of a promise for October, makes January the due date and keeps October as
    the first.
    """
    for commitment in sorted(commitments):
        row = db.execute(
            """SELECT document_id, start, "end", due_text, due_start, first_due_end, meeting_date, due_end
            FROM commitments WHERE id = ?""",
            [commitment],
        ).fetchone()
        if row is None:
            continue
        first = db.execute(
            "SELECT due_text, due_start, due_end FROM due_dates WHERE commitment_id = ? AND document_id = ? "
            "AND start = ?",
            [commitment, row[0], row[1]],
        ).fetchone() or (row[3], row[4], row[5] or row[7])
        db.execute("DELETE FROM due_dates WHERE commitment_id = ?", [commitment])
        if first[0] or first[2]:
            _save(db, commitment, row[0], row[1], row[2], first[0], first[1], first[2], row[6])
        latest = _revised(db, commitment, row[0]) or first
        db.execute(
            "UPDATE commitments SET due_text = ?, due_start = ?, due_end = ?, first_due_end = ? WHERE id = ?",
            [*latest, first[2], commitment],
        )


def _revised(db: sqlite3.Connection, commitment: str, made_in: str) -> tuple[str, str, str] | None:
    """The dates that answers give anew, written down; returns the latest of them.

    Only an answer that names the matter itself, a row of an action log, or one that a person confirmed moves a date.
    """
    latest = None
    rows = db.execute(
        f"""SELECT f.document_id, f.start, f."end", substr(d.text, f.start + 1, f."end" - f.start + 200),
        d.meeting_date, f.confirmed = 1 OR f.why LIKE 'row of an action log%'
        FROM follow_ups f JOIN documents d ON d.id = f.document_id WHERE f.commitment_id = ? AND f.confirmed IS NOT 0
        AND f.outcome IN ({", ".join("?" * len(PUT_OFF))}) ORDER BY d.meeting_date, f.id""",
        [commitment, *PUT_OFF],
    ).fetchall()
    promise = next((p for p in promises_of(db, made_in) if p.id == commitment), None) if rows else None
    for document, start, end, text, date, certain in rows:
        quote = text[: end - start]
        if not certain and (promise is None or not same_thing(promise, quote)):
            continue
        following = text[end - start :].split("\n")[0].split(". ")[0:2]
        for said in (quote, *(part for part in following if part.strip())):
            due = _date_in(said, date)
            if due is not None and date and due[2] > date:
                _save(db, commitment, document, start, end, due[0], due[1], due[2], date)
                latest = due
                break
    return latest


def _date_in(said: str, date: str | None) -> tuple[str, str, str] | None:
    if date is None or not _LOOKS_AHEAD.search(said):
        return None
    # The rules take most of a second to load, and hardly any run has a date to read here.
    from minuted.extract.document import Document
    from minuted.nlp.commitments.due import find_due
    from minuted.nlp.periods import read_due
    from minuted.nlp.reading import Reading

    found = find_due(said)
    if found is None:
        return None
    reading = Reading(Document(said, ()), meeting_date=dt.date.fromisoformat(date))
    words = said[found[0] : found[1]]
    period = read_due(words, reading)
    return (words, period.start.isoformat(), period.end.isoformat()) if period else None


def _save(
    db: sqlite3.Connection, commitment: str, document: str, start: int, end: int,
    due_text: str | None, due_start: str | None, due_end: str | None, stated_on: str | None,
) -> None:  # fmt: skip
    db.execute(
        """INSERT OR REPLACE INTO due_dates (commitment_id, document_id, start, "end", due_text, due_start, due_end,
            stated_on)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
        [commitment, document, start, end, due_text, due_start, due_end, stated_on],
    )
