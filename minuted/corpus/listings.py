"""Commitments that are listed again: a row of an action log, or a request that a later paper repeats.

Each is a commitment of its paper too, as printed; who reads a tracker or a briefing wants it once, where it was made,
with what came of it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping, Sequence

from minuted.corpus.follow_ups import words
from minuted.corpus.follow_ups.log_rows import ENOUGH, IN_A_LOG, REACH

_OF_THE_SENTENCE_BEFORE = re.compile(r"(?:it|this|they|these|that) (?:would|will|is to|was to)\b", re.IGNORECASE)
_NEAR = 60
"""How far behind a passage that repeats a commitment its "it would be provided" may stand, in characters."""


def told_again(db: sqlite3.Connection, council: str | None, committee: str | None) -> frozenset[str]:
    """The ids of the commitments of a committee (of all, where None) that repeat an earlier one that is followed."""
    values = {"council": council, "committee": committee, "log": f"{IN_A_LOG}%", "reach": REACH, "near": _NEAR}
    rows = db.execute(
        """SELECT DISTINCT c.id, c.text, f.start < c."end" AND f."end" > c.start OR c.rule = 'action_log_row'
        FROM commitments c CROSS JOIN follow_ups f ON f.document_id = c.document_id
        JOIN commitments o ON o.id = f.commitment_id
        WHERE (:council IS NULL OR c.council = :council) AND (:committee IS NULL OR c.committee = :committee)
          AND o.id <> c.id AND o.document_id <> c.document_id AND f.confirmed IS NOT 0 AND (
            (f.outcome = 'repeated' AND f.start < c."end" AND f."end" + :near > c.start)
            OR (c.rule = 'action_log_row' AND f.why LIKE :log AND f.start >= c.start AND f.start < c."end" + :reach
                AND NOT EXISTS (SELECT 1 FROM commitments n WHERE n.document_id = c.document_id
                                AND n.start > c.start AND n.start <= f.start)))""",
        values,
    ).fetchall()
    found = {row[0] for row in rows if row[2] or _OF_THE_SENTENCE_BEFORE.match(row[1])}
    return frozenset(found | _rows_of_settled_ones(db, values))


def _rows_of_settled_ones(db: sqlite3.Connection, values: Mapping[str, object]) -> set[str]:
    """Rows of action logs that repeat what was answered before: those are not linked any more, but read alike."""
    asked = """SELECT id, text, meeting_date FROM commitments WHERE (:council IS NULL OR council = :council)
        AND (:committee IS NULL OR committee = :committee) AND meeting_date IS NOT NULL"""
    rows = db.execute(f"{asked} AND rule = 'action_log_row'", values).fetchall()
    if not rows:
        return set()
    others: Sequence[tuple[str, str, str]] = db.execute(f"{asked} AND rule <> 'action_log_row'", values).fetchall()
    content = [(date, words.content(text)) for _, text, date in others]
    return {
        identifier
        for identifier, text, date in rows
        if any(made < date and _alike(words.content(text), said) for made, said in content)
    }


def _alike(row: frozenset[str], said: frozenset[str]) -> bool:
    return bool(row) and len(row & said) >= ENOUGH * len(row | said)
