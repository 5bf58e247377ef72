"""Follow-ups as rows: stable ids, people's decisions kept, and nothing after a commitment was answered."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from minuted.corpus.follow_ups.choose import Answer
from minuted.corpus.follow_ups.pairs import Pair

SETTLES = 0.4
"""Least score of an answer after which no later one is looked for."""
SURE = 0.6
"""Least score of a second answer on the day of the first (a report, then the minutes of its meeting)."""


@dataclass(frozen=True)
class FollowUp:
    """One row of ``follow_ups``, before it has its page and quote."""

    commitment_id: str
    document_id: str
    start: int
    end: int
    outcome: str
    score: float
    why: str

    @classmethod
    def of_answer(cls, answer: Answer) -> FollowUp:
        """A sentence that answers a commitment."""
        told = answer.told
        return cls(answer.promise.id, told.document_id, told.start, told.end, answer.outcome, answer.score, answer.why)

    @classmethod
    def of_pair(cls, db: sqlite3.Connection, pair: Pair) -> FollowUp:
        """A resolution that answers a recommendation."""
        end = pair.resolution.start + len(pair.resolution.text)
        why = "resolution of the meeting that the recommendation was made to"
        return cls(
            pair.recommendation.id,
            pair.resolution.document_id,
            pair.resolution.start,
            end,
            pair.outcome,
            round(pair.score, 3),
            why,
        )

    @property
    def id(self) -> str:
        """Made of the commitment, the paper and the place in it."""
        return f"{self.commitment_id}-{self.document_id}-{self.start}"


def save_follow_ups(db: sqlite3.Connection, found: Sequence[FollowUp]) -> int:
    """Write follow-ups; what a person confirmed or rejected in the same paper is left as it is.  Returns the count."""
    written = 0
    for follow in found:
        decided = db.execute(
            """SELECT 1 FROM follow_ups WHERE commitment_id = ? AND document_id = ? AND confirmed IS NOT NULL
            AND (confirmed = 1 OR (start < ? AND "end" > ?))""",
            [follow.commitment_id, follow.document_id, follow.end, follow.start],
        ).fetchone()
        if decided:
            continue
        db.execute(
            "DELETE FROM follow_ups WHERE commitment_id = ? AND document_id = ? AND confirmed IS NULL",
            [follow.commitment_id, follow.document_id],
        )
        db.execute(
            """INSERT INTO follow_ups (id, commitment_id, document_id, passage_id, page, start, "end", x0, y0, x1, y1,
                quote, outcome, score, why)
            SELECT :id, :commitment, d.id, p.id, coalesce(g.page, p.page), :start, :stop, b.x0, b.y0, b.x1, b.y1,
                substr(d.text, :start + 1, :stop - :start), :outcome, :score, :why
            FROM documents d LEFT JOIN passages p ON p.id = (
                SELECT id FROM passages WHERE document_id = d.id AND start <= :start ORDER BY ordinal DESC LIMIT 1)
            LEFT JOIN pages g ON g.document_id = d.id AND g.page = (
                SELECT max(page) FROM pages WHERE document_id = d.id AND start <= :start)
            -- a passage that goes on over the page has its box on its first page only
            LEFT JOIN passages b ON b.id = p.id AND b.page = coalesce(g.page, p.page)
            WHERE d.id = :document""",
            {
                "id": follow.id,
                "commitment": follow.commitment_id,
                "document": follow.document_id,
                "start": follow.start,
                "stop": follow.end,
                "outcome": follow.outcome,
                "score": follow.score,
                "why": follow.why,
            },
        )
        written += 1
    return written


def prune(db: sqlite3.Connection, commitments: Iterable[str]) -> None:
    """Take back what was linked after a commitment was answered for good, unless a person confirmed it.

    On the day of the answer a second one stays where it is sure: the report, and the minutes of its meeting.
    """
    for commitment in sorted(commitments):
        answered: str | None = None
        rows = db.execute(
            """SELECT f.id, f.outcome, f.score, f.confirmed, d.meeting_date FROM follow_ups f
            JOIN documents d ON d.id = f.document_id WHERE f.commitment_id = ? AND f.confirmed IS NOT 0
            ORDER BY d.meeting_date, CASE d.kind WHEN 'minutes' THEN 1 ELSE 0 END, f.id""",
            [commitment],
        ).fetchall()
        for follow, outcome, score, confirmed, date in rows:
            if answered is not None and confirmed is None and (date > answered or score < SURE):
                db.execute("DELETE FROM follow_ups WHERE id = ?", [follow])
            elif outcome in ("done", "superseded") and (confirmed or score >= SETTLES):
                answered = answered or date
