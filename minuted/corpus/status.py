"""How each commitment stands on a day: derived from what was linked, never typed, always dated.

    open              nothing heard yet, no date passed
    due               its date is within the next month
    overdue           its date has passed without an answer
    partly_answered   answered in part
    answered          done, as far as the papers say
    superseded        something else was decided
    noted             "that the report be noted": nothing to answer
    closed            by a person; never changed here

For one ``as_at`` the result depends only on the papers of that day and before, so it can be worked out again.
"""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from minuted.corpus.follow_ups.log_rows import row_outcome
from minuted.corpus.follow_ups.promises import is_only_noted

DUE_SOON = dt.timedelta(days=31)
"""How long before its date a commitment is called due."""

_NEXT_MEETING = re.compile(
    r"\b(?:next|following|forthcoming) (?:\w+ )?(?:meeting|committee|report|cycle)\b", re.IGNORECASE
)
_EACH_MEETING = re.compile(r"\b(?:each|every) (?:\w+ )?meeting\b|quarterly|monthly", re.IGNORECASE)
_LASTS = re.compile(r"(?:for (?:the (?:rest|remainder|next)|a further|another)|until|during|up to)\b", re.IGNORECASE)
"""Words that say how long something is to last, which is no date by which it is to be done."""
_SETTLED = ("answered", "superseded", "noted", "closed")
_BATCH = 400

Committee = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class _Heard:
    """One follow-up: what came of the commitment, and when."""

    date: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How a commitment stands: status, why, meetings held since, and how many in a row did not mention it."""

    status: str
    reason: str
    meetings_since: int | None
    not_mentioned_for: int | None


def update_statuses(db: sqlite3.Connection, as_at: dt.date, document_ids: Sequence[str] | None = None) -> int:
    """Work out status, reason and counts of meetings as at a day; returns how many commitments were looked at.

    With ``document_ids`` only what those papers can have changed is looked at: the commitments of their committees,
    those they answer, and those whose date came near or passed since they were last worked out.
    Runs inside the caller's transaction.
    """
    meetings = _Meetings(db)
    done = 0
    for row in _to_update(db, as_at, document_ids):
        heard = _heard(db, row["id"], as_at)
        standing = stand(row, heard, meetings.of(row["council"], row["committee"]), as_at)
        db.execute(
            """UPDATE commitments SET status = ?, status_reason = ?, status_as_at = ?, meetings_since = ?,
            not_mentioned_for = ? WHERE id = ?""",
            [
                standing.status,
                standing.reason,
                as_at.isoformat(),
                standing.meetings_since,
                standing.not_mentioned_for,
                row["id"],
            ],
        )
        done += 1
    return done


def standing_of(db: sqlite3.Connection, row: sqlite3.Row, as_at: dt.date) -> Standing:
    """The standing of one stored commitment on a day, worked out without writing it; "closed" stays as it is.

    ``row`` holds at least id, council, committee, meeting_date, kind, text, due_text, due_end, status, status_reason.
    """
    standing = stand(row, _heard(db, row["id"], as_at), _Meetings(db).of(row["council"], row["committee"]), as_at)
    if row["status"] == "closed":
        return Standing("closed", row["status_reason"] or "closed by a person", standing.meetings_since, None)
    return standing


def stand(row: sqlite3.Row, heard: Sequence[_Heard], meetings: Sequence[str], as_at: dt.date) -> Standing:
    """The standing of one commitment from its row, its follow-ups (oldest first) and its committee's meeting days."""
    today, made = as_at.isoformat(), row["meeting_date"] or ""
    held = bisect_right(meetings, today)
    since = held - bisect_right(meetings, made) if made else None
    last = max([made, *(h.date for h in heard)])
    silent = held - bisect_right(meetings, last) if made else None
    own = _told_beside(row)
    status, reason = _status(row, [own, *heard] if own else heard, meetings, as_at)
    if status in _SETTLED:
        silent = None
    return Standing(
        status, reason, max(since, 0) if since is not None else None, max(silent, 0) if silent is not None else None
    )


def _told_beside(row: sqlite3.Row) -> _Heard | None:
    """What an action log says of its own row: done, in part, or something else; "not yet" says nothing new."""
    if "printed_status" not in row.keys() or "response" not in row.keys():  # noqa: SIM118
        return None
    outcome = row_outcome(row["printed_status"], row["response"])
    return _Heard(row["meeting_date"] or "", outcome) if outcome not in (None, "repeated") else None


def _status(row: sqlite3.Row, heard: Sequence[_Heard], meetings: Sequence[str], as_at: dt.date) -> tuple[str, str]:
    latest = heard[-1] if heard else None
    if latest is not None and latest.outcome == "superseded":
        return "superseded", f"superseded, as told on {latest.date}"
    if latest is not None and latest.outcome == "done":
        first = next(h for h in heard if h.outcome == "done")
        return "answered", f"answered on {first.date}"
    if is_only_noted(row["text"]) and row["kind"] in ("resolution", "recommendation"):
        return "noted", "nothing to answer"
    due, said = _due(row, meetings)
    late = due is not None and due < as_at.isoformat()
    if latest is not None and latest.outcome == "partly":
        return "partly_answered", f"answered in part on {latest.date}" + (f"; it was due {said}" if late else "")
    repeated = f"; not yet done when last heard of on {latest.date}" if latest is not None else ""
    if late:
        return "overdue", f"due {said}, no answer found{repeated}"
    if due is not None and due <= (as_at + DUE_SOON).isoformat():
        return "due", f"due {said}{repeated}"
    return "open", (f"due {said}" if due else "no date was given") + (repeated or "; no answer found yet")


def _due(row: sqlite3.Row, meetings: Sequence[str]) -> tuple[str | None, str]:
    """The last day on which it is in time, and that day in words."""
    if row["due_end"] and not _LASTS.match(row["due_text"] or ""):
        return row["due_end"], f"by {row['due_end']}"
    text = row["due_text"] or ""
    if row["meeting_date"] and _NEXT_MEETING.search(text) and not _EACH_MEETING.search(text):
        following = bisect_right(meetings, row["meeting_date"])
        if following < len(meetings):
            return meetings[following], f"at the next meeting, {meetings[following]}"
    return None, ""


class _Meetings:
    """The days on which each committee met, read once a committee."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.known: dict[Committee, list[str]] = {}

    def of(self, council: str | None, committee: str | None) -> list[str]:
        """Its meeting days in order; cancelled meetings are left out."""
        key = (council, committee)
        if key not in self.known:
            rows = self.db.execute(
                """SELECT DISTINCT date FROM meetings WHERE council IS ? AND committee IS ? AND date IS NOT NULL
                AND coalesce(status, '') <> 'cancelled' ORDER BY date""",
                [council, committee],
            )
            self.known[key] = [row[0] for row in rows]
        return self.known[key]


def _heard(db: sqlite3.Connection, commitment: str, as_at: dt.date) -> list[_Heard]:
    rows = db.execute(
        """SELECT d.meeting_date, f.outcome FROM follow_ups f JOIN documents d ON d.id = f.document_id
        WHERE f.commitment_id = ? AND f.confirmed IS NOT 0 AND d.superseded_by IS NULL AND d.meeting_date <= ?
        ORDER BY d.meeting_date, CASE d.kind WHEN 'minutes' THEN 1 ELSE 0 END, f.id""",
        [commitment, as_at.isoformat()],
    )
    return [_Heard(date, outcome) for date, outcome in rows]


_ROW = (
    "SELECT id, council, committee, meeting_date, kind, text, due_text, due_end, printed_status, response"
    " FROM commitments"
)
_NOT_CLOSED = "status <> 'closed'"


def _to_update(db: sqlite3.Connection, as_at: dt.date, document_ids: Sequence[str] | None) -> Iterable[sqlite3.Row]:
    earlier = db.execute("SELECT 1 FROM commitments WHERE status_as_at > ? LIMIT 1", [as_at.isoformat()]).fetchone()
    if document_ids is None or earlier:  # a day before the last one: everything may stand otherwise
        return _rows(db, f"{_ROW} WHERE {_NOT_CLOSED}", [])
    found: dict[str, sqlite3.Row] = {}
    soon = (as_at + DUE_SOON).isoformat()
    near = (
        f"{_ROW} WHERE {_NOT_CLOSED} AND status IN ('open', 'due', 'partly_answered') AND due_end <= ?"
        " AND coalesce(status_as_at, '') <> ?"
    )
    for row in _rows(db, near, [soon, as_at.isoformat()]):
        found[row["id"]] = row
    touched = _committees(db, document_ids)
    for council, committee in _met_since(db, as_at):
        touched[council].add(committee)
    for council, committees in touched.items():
        for committee in committees:
            same = f"{_ROW} WHERE {_NOT_CLOSED} AND council IS ? AND committee IS ?"
            for row in _rows(db, same, [council, committee]):
                found[row["id"]] = row
    for start in range(0, len(document_ids), _BATCH):
        batch = list(document_ids[start : start + _BATCH])
        marks = ", ".join("?" * len(batch))
        theirs = f"SELECT commitment_id FROM follow_ups WHERE document_id IN ({marks})"
        answered = f"{_ROW} WHERE {_NOT_CLOSED} AND id IN ({theirs})"
        for row in _rows(db, answered, batch):
            found[row["id"]] = row
    return found.values()


def _met_since(db: sqlite3.Connection, as_at: dt.date) -> list[Committee]:
    """The committees that met between the day that was last worked out and this one: their counts have moved on."""
    query = """SELECT DISTINCT council, committee FROM meetings
        WHERE date > (SELECT max(status_as_at) FROM commitments) AND date <= ?"""
    return [(row[0], row[1]) for row in db.execute(query, [as_at.isoformat()])]


def _rows(db: sqlite3.Connection, query: str, values: Sequence[str | None]) -> list[sqlite3.Row]:
    cursor = db.cursor()
    cursor.row_factory = sqlite3.Row
    return cursor.execute(query, list(values)).fetchall()


def _committees(db: sqlite3.Connection, document_ids: Sequence[str]) -> dict[str | None, set[str | None]]:
    found: dict[str | None, set[str | None]] = defaultdict(set)
    for document in document_ids:
        row = db.execute("SELECT council, committee FROM documents WHERE id = ?", [document]).fetchone()
        if row is not None:
            found[row[0]].add(row[1])
    return found
