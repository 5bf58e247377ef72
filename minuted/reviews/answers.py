"""Answers that a person found: a follow-up that no rule linked, and one that was confirmed and that no rule links now.

An ``answer`` correction says of a commitment (its target) where in which paper it is answered (``after``, as
"DOCUMENT:START-END"), with what outcome (``field``), in which words (``before``).  The words find the place again
where another reader has moved it.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable
from typing import Any

from minuted.reviews.keeping import OUTCOMES, Correction, Refused

BY_A_PERSON = "linked by a person"
NEXT_STATUS = {"done": "answered", "partly": "partly_answered", "superseded": "superseded"}
UNSETTLED = ("open", "due", "overdue")
KEPT = ("commitment_id", "document_id", "start", "end", "quote", "outcome", "score", "why")
_PLACE = re.compile(r"(?P<document>[^:]+):(?P<start>\d+)-(?P<end>\d+)")


def answer(
    db: sqlite3.Connection, commitment: str, document: str, quote: str, outcome: str, *, actor: str,
    reason: str | None = None,
) -> Correction:  # fmt: skip
    """The correction that ``commitment`` is answered by these words of ``document``, to be recorded and applied.

    ``quote`` may differ from the paper in its spaces.  Raises ``Refused`` where there is no such commitment, paper or
    passage, or the outcome is none of ``OUTCOMES``.
    """
    if db.execute("SELECT 1 FROM commitments WHERE id = ?", [commitment]).fetchone() is None:
        raise Refused(f"no commitment {commitment}", advice="see `minuted commitments` for their ids")
    row = db.execute(
        "SELECT id, text FROM documents WHERE id = ? OR file_name = ? ORDER BY superseded_by IS NOT NULL LIMIT 1",
        [document, document],
    ).fetchone()
    if row is None:
        raise Refused(f"no paper {document}", advice="give its file name, or its id as in its address")
    if outcome not in OUTCOMES:
        raise Refused(f"“{outcome}” is no outcome", advice="use one of " + ", ".join(OUTCOMES))
    place = _find(row[1] or "", quote)
    if place is None:
        raise Refused("these words are not in that paper", advice="copy them from the paper, letter for letter")
    words = (row[1] or "")[place[0] : place[1]]
    return Correction("answer", commitment, outcome, words, f"{row[0]}:{place[0]}-{place[1]}", reason, actor)


def _find(text: str, quote: str) -> tuple[int, int] | None:
    words = quote.split()
    found = re.search(r"\s+".join(map(re.escape, words)), text) if words else None
    return found.span() if found else None


def wanted_rows(
    db: sqlite3.Connection, standing: Iterable[dict[str, Any]], originals: dict[tuple[str, str], tuple[Any, Any]]
) -> list[dict[str, Any]]:
    """The follow-ups that people vouch for, by id: what they added, and what they confirmed and was there then."""
    rows: dict[str, dict[str, Any]] = {}
    for c in standing:
        if c["kind"] == "answer" and (row := _row_of(db, c)) is not None:
            rows[row["id"]] = row
        elif c["kind"] in ("link", "unlink"):
            rows.pop(c["target"], None)
            kept = originals.get((c["target"], "row"))
            if c["kind"] == "link" and kept is not None:
                rows[c["target"]] = {"id": c["target"], **json.loads(kept[0])}
    return [row for row in rows.values() if _is_in_its_paper(db, row)]


def _row_of(db: sqlite3.Connection, correction: dict[str, Any]) -> dict[str, Any] | None:
    place = _PLACE.fullmatch(correction["after"] or "")
    if place is None:
        return None
    document, start, end = place["document"], int(place["start"]), int(place["end"])
    quote = correction["before"] or ""
    text = db.execute("SELECT text FROM main.documents WHERE id = ?", [document]).fetchone()
    if text is not None and (text[0] or "")[start:end] != quote and (moved := _find(text[0] or "", quote)):
        start, end = moved
    identifier = f"{correction['target']}-{document}-{start}"
    return {
        "id": identifier, "commitment_id": correction["target"], "document_id": document, "start": start, "end": end,
        "quote": quote, "outcome": correction["field"], "score": 1.0, "why": BY_A_PERSON,
    }  # fmt: skip


def _is_in_its_paper(db: sqlite3.Connection, row: dict[str, Any]) -> bool:
    """Whether commitment and paper are in this catalogue, and the words at their place."""
    if db.execute("SELECT 1 FROM main.commitments WHERE id = ?", [row["commitment_id"]]).fetchone() is None:
        return False
    text = db.execute(
        "SELECT substr(text, ? + 1, ? - ?) FROM main.documents WHERE id = ?",
        [row["start"], row["end"], row["start"], row["document_id"]],
    ).fetchone()
    return text is not None and " ".join((text[0] or "").split()) == " ".join((row["quote"] or "").split())


def kept_rows(db: sqlite3.Connection, standing: Iterable[dict[str, Any]]) -> dict[tuple[str, str], tuple[Any, Any]]:
    """What is kept of each confirmed follow-up, so that it is there again where no rule finds it any more."""
    kept: dict[tuple[str, str], tuple[Any, Any]] = {}
    for c in standing:
        if c["kind"] != "link":
            continue
        columns = ", ".join(f'"{name}"' for name in KEPT)
        row = db.execute(f"SELECT {columns} FROM main.follow_ups WHERE id = ?", [c["target"]]).fetchone()
        if row is not None:
            kept[c["target"], "row"] = json.dumps(dict(zip(KEPT, tuple(row), strict=True))), None
    return kept


def write_rows(db: sqlite3.Connection, rows: Iterable[dict[str, Any]]) -> None:
    """Make the follow-ups of ``rows`` be there, each with passage, page and box, confirmed; and no others of ours."""
    wanted = list(rows)
    ids = [row["id"] for row in wanted]
    marks = ", ".join("?" * len(ids))
    db.execute(f"DELETE FROM follow_ups WHERE why = ? AND id NOT IN ({marks})", [BY_A_PERSON, *ids])
    for row in wanted:
        known = db.execute("SELECT 1 FROM follow_ups WHERE id = ?", [row["id"]]).fetchone()
        if known is not None and row["why"] == BY_A_PERSON:
            db.execute(
                "UPDATE follow_ups SET outcome = ?, confirmed = 1, score = 1.0, why = ? WHERE id = ?",
                [row["outcome"], BY_A_PERSON, row["id"]],
            )
        elif known is None:
            db.execute(INSERT, row)


INSERT = """
INSERT INTO follow_ups (id, commitment_id, document_id, passage_id, page, start, "end", x0, y0, x1, y1, quote, outcome,
    score, why, confirmed)
SELECT :id, :commitment_id, d.id, p.id, coalesce(g.page, p.page), :start, :end, b.x0, b.y0, b.x1, b.y1, :quote,
    :outcome, :score, :why, 1
FROM documents d LEFT JOIN passages p ON p.id = (
    SELECT id FROM passages WHERE document_id = d.id AND start <= :start ORDER BY ordinal DESC LIMIT 1)
LEFT JOIN pages g ON g.document_id = d.id AND g.page = (
    SELECT max(page) FROM pages WHERE document_id = d.id AND start <= :start)
LEFT JOIN passages b ON b.id = p.id AND b.page = coalesce(g.page, p.page)
WHERE d.id = :document_id
"""
