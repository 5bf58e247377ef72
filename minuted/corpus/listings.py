"""Commitments that are listed again: a row of an action log, or a request that a later paper repeats.

Each is a commitment of its paper too, as printed; who reads a tracker or a briefing wants it once, where it was made,
with what came of it.
"""

from __future__ import annotations

import sqlite3

from minuted.corpus.follow_ups.log_rows import IN_A_LOG, REACH


def told_again(db: sqlite3.Connection, council: str | None, committee: str | None) -> frozenset[str]:
    """The ids of the commitments of a committee (of all, where None) that repeat an earlier one that is followed."""
    rows = db.execute(
        """SELECT DISTINCT c.id FROM commitments c CROSS JOIN follow_ups f ON f.document_id = c.document_id
        JOIN commitments o ON o.id = f.commitment_id
        WHERE (:council IS NULL OR c.council = :council) AND (:committee IS NULL OR c.committee = :committee)
          AND o.id <> c.id AND o.document_id <> c.document_id AND f.confirmed IS NOT 0 AND (
            (f.outcome = 'repeated' AND f.start < c."end" AND f."end" > c.start)
            OR (c.rule = 'action_log_row' AND f.why LIKE :log AND f.start >= c.start AND f.start < c."end" + :reach
                AND NOT EXISTS (SELECT 1 FROM commitments n WHERE n.document_id = c.document_id
                                AND n.start > c.start AND n.start <= f.start)))""",
        {"council": council, "committee": committee, "log": f"{IN_A_LOG}%", "reach": REACH},
    )
    return frozenset(row[0] for row in rows)
