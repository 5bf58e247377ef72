"""Follow-ups: which passage of which later paper answers a commitment, and what came of it.

``link_follow_ups`` looks at the papers that are new: what they tell of earlier commitments of the same committee (or
of those that another committee sent to it), and what papers already stored tell of theirs.  Evidence, strongest
first: the rows of an action log; minute references; a report's recommendations against the resolutions of the same
meeting; then topic, names, deeds and time, with learnt weights.  What a person confirmed or rejected stays.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Sequence

from minuted.corpus.follow_ups.choose import choose_answers
from minuted.corpus.follow_ups.due_dates import save_due_dates
from minuted.corpus.follow_ups.log_rows import answers_in_log
from minuted.corpus.follow_ups.pairs import pair_resolutions
from minuted.corpus.follow_ups.promises import Promise, promises_before, promises_of
from minuted.corpus.follow_ups.rows import FollowUp, prune, save_follow_ups
from minuted.corpus.follow_ups.sentences import Paper, read_paper

__all__ = ["link_follow_ups", "may_answer"]

HORIZON_DAYS = 3 * 366
"""How long after a commitment a paper is still looked at for its answer: bounds the work that a new paper makes."""
LINEAGE_BOOST = 2.5
"""What is added to the score where the source itself says that two papers treat one matter (log odds)."""


def link_follow_ups(db: sqlite3.Connection, document_ids: Sequence[str]) -> int:
    """Link the commitments and answers of new papers, both ways; returns how many follow-ups were written.

    Runs inside the caller's transaction.  The order in which papers are added makes no difference to which pairs of
    commitment and paper are compared.
    """
    papers: dict[str, Paper | None] = {}
    touched: set[str] = set()
    written = 0
    for document in document_ids:
        paper = _paper(db, document, papers)
        if paper is None or paper.committee is None or not paper.date:
            continue
        since = (dt.date.fromisoformat(paper.date) - dt.timedelta(days=HORIZON_DAYS)).isoformat()
        earlier = list(promises_before(db, paper.council, paper.committee, paper.date, since))
        found = _answers(db, earlier, paper)
        own = list(promises_of(db, document))
        for later in _later_papers(db, own, paper, papers):
            if later.id not in document_ids:  # a new one looks back itself
                found += _answers(db, own, later)
        written += save_follow_ups(db, found)
        touched |= {follow.commitment_id for follow in found} | {promise.id for promise in own}
    prune(db, touched)
    save_due_dates(db, touched)
    return written


def may_answer(promise: Promise, paper: Paper) -> bool:
    """Whether a paper can answer a commitment: it is later, or the minutes of the meeting that a report was for."""
    if not paper.date or paper.id == promise.document_id:
        return False
    same_meeting = (
        paper.date == promise.date and promise.document_kind != "minutes" and paper.kind in ("minutes", "decision")
    )
    return paper.date > promise.date or same_meeting


def _answers(db: sqlite3.Connection, promises: Iterable[Promise], paper: Paper) -> list[FollowUp]:
    open_ones = [p for p in promises if may_answer(p, paper) and not p.nothing_to_answer]
    recommendations = [p for p in open_ones if p.kind == "recommendation"]
    others = [p for p in open_ones if p.kind != "recommendation"]
    found = answers_in_log(db, open_ones, paper)
    done = {follow.commitment_id for follow in found}
    resolutions = list(promises_of(db, paper.id)) if recommendations and paper.kind in ("minutes", "decision") else []
    by_paper: dict[str, list[Promise]] = {}
    for recommendation in recommendations:
        if recommendation.date == paper.date and recommendation.id not in done:
            by_paper.setdefault(recommendation.document_id, []).append(recommendation)
    for document, parts in by_paper.items():
        for pair in pair_resolutions(parts, resolutions, _title(db, document)):
            found.append(FollowUp.of_pair(db, pair))
    boosts = _lineage_boosts(db, others, paper)
    rest = [p for p in others if p.id not in done]
    return found + [FollowUp.of_answer(answer) for answer in choose_answers(rest, paper, boosts=boosts)]


def _later_papers(
    db: sqlite3.Connection, own: Sequence[Promise], paper: Paper, papers: dict[str, Paper | None]
) -> list[Paper]:
    """Stored papers of the committee from this one's date on that could answer its commitments."""
    if not own or not paper.date:
        return []
    until = (dt.date.fromisoformat(paper.date) + dt.timedelta(days=HORIZON_DAYS)).isoformat()
    sent_to = " ".join(promise.text.lower() for promise in own)
    rows = db.execute(
        """SELECT id, committee FROM documents WHERE council IS ? AND meeting_date BETWEEN ? AND ? AND id <> ?
        AND superseded_by IS NULL AND (committee = ? OR instr(?, lower(committee)) > 0) ORDER BY meeting_date, id""",
        [paper.council, paper.date, until, paper.id, paper.committee, sent_to],
    ).fetchall()
    return [later for row in rows if (later := _paper(db, row[0], papers)) is not None]


def _paper(db: sqlite3.Connection, document: str, papers: dict[str, Paper | None]) -> Paper | None:
    if document not in papers:
        papers[document] = read_paper(db, document)
    return papers[document]


def _title(db: sqlite3.Connection, document: str) -> str:
    row = db.execute(
        "SELECT coalesce(title, ''), substr(coalesce(text, ''), 1, 400) FROM documents WHERE id = ?", [document]
    ).fetchone()
    return f"{row[0]} {row[1]}" if row else ""


def _lineage_boosts(db: sqlite3.Connection, promises: Sequence[Promise], paper: Paper) -> dict[str, float]:
    """The commitments whose paper the source ties to this one ("modgov:IId" and the like)."""
    tied = {
        row[0]
        for row in db.execute(
            """SELECT DISTINCT a.document_id FROM lineage a JOIN lineage b
            ON a.scheme = b.scheme AND a.identifier = b.identifier WHERE b.document_id = ? AND a.document_id <> ?""",
            [paper.id, paper.id],
        )
    }
    return {p.id: LINEAGE_BOOST for p in promises if p.document_id in tied}
