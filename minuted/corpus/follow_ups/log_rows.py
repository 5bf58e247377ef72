"""Answers in action logs and trackers: a row that repeats a commitment, with its status or update beside it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence

from minuted.corpus.follow_ups import words
from minuted.corpus.follow_ups.outcome import Outcome, outcome_of
from minuted.corpus.follow_ups.promises import Promise
from minuted.corpus.follow_ups.rows import FollowUp
from minuted.corpus.follow_ups.sentences import Paper

ENOUGH = 0.6
"""Share of the words that row and commitment must have in common (of all that either has)."""
REACH = 1500
"""How far after a row's first words its update may stand, in characters."""

IN_A_LOG = "row of an action log"
"""How the reason of such a link begins."""

_PRINTED: tuple[tuple[re.Pattern[str], Outcome], ...] = (
    (
        re.compile(r"\b(?:rejected|not accepted|superseded|withdrawn|no longer|declined|merged)\b", re.IGNORECASE),
        "superseded",
    ),
    (
        re.compile(
            r"\b(?:not (?:yet )?(?:started|due|completed?|implemented|done)|outstanding|overdue|deferred|delayed|"
            r"awaiting|awaited|open|red|paused|on hold)\b",
            re.IGNORECASE,
        ),
        "repeated",
    ),
    (
        re.compile(
            r"\b(?:part(?:ly|ially)?|in progress|on ?going|on track|under ?way|amber|started|in hand)\b", re.IGNORECASE
        ),
        "partly",
    ),
    (
        re.compile(
            r"\b(?:completed?|closed|done|implemented|discharged|achieved|green|actioned|circulated|accepted|yes)\b",
            re.IGNORECASE,
        ),
        "done",
    ),
)


def printed_outcome(status: str) -> Outcome | None:
    """What a status column says.

    >>> [printed_outcome(status) for status in ("Complete", "Not yet started", "In progress", "")]
    ['done', 'repeated', 'partly', None]
    """
    return next((outcome for pattern, outcome in _PRINTED if pattern.search(status)), None)


def row_outcome(status: str | None, response: str | None) -> Outcome | None:
    """What a row of an action log says came of it, in its status and update columns.

    >>> row_outcome("Green", "Complete: sent on 2 May."), row_outcome("Amber", None), row_outcome(None, None)
    ('done', 'partly', None)
    """
    told = outcome_of(response, "", wants_figure=False)[0] if response else None
    return told if told == "superseded" else printed_outcome(status or "") or told


def answers_in_log(db: sqlite3.Connection, promises: Sequence[Promise], paper: Paper) -> list[FollowUp]:
    """The rows of the paper's action logs that report on earlier commitments."""
    rows = db.execute(
        """SELECT c.start, c."end", c.text, c.printed_status, c.response, c.reference, d.text FROM commitments c
        JOIN documents d ON d.id = c.document_id
        WHERE c.document_id = ? AND (c.printed_status IS NOT NULL OR c.response IS NOT NULL)""",
        [paper.id],
    ).fetchall()
    found = []
    for start, end, text, status, response, reference, document in rows:
        promise = _same(promises, text, reference)
        outcome = row_outcome(status, response)
        if promise is None or outcome is None:
            continue
        place = _place(document, end, response or status)
        begin, stop = place if place else (start, end)
        found.append(
            FollowUp(promise.id, paper.id, begin, stop, outcome, 0.95, f"{IN_A_LOG}: {status or response}"[:200])
        )
    return found


def _same(promises: Sequence[Promise], text: str, reference: str | None) -> Promise | None:
    """The commitment that a row repeats: the likest, where it is like enough."""
    content = words.content(text)
    best, likest = None, ENOUGH
    for promise in promises:
        whole = content | promise.content
        like = len(content & promise.content) / len(whole) if whole else 0.0
        if reference and promise.reference and reference.strip("(). ") == promise.reference.strip("(). "):
            like += 0.1
        if like >= likest:
            best, likest = promise, like
    return best


def _place(document: str, after: int, words_printed: str) -> tuple[int, int] | None:
    at = document.find(words_printed, after, after + REACH)
    return (at, at + len(words_printed)) if at >= 0 else None
