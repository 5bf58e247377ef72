"""The reviewers' side: the queue, and what happens when a reviewer presses a button."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from minuted import reviews
from minuted.catalogue.database import Catalogue
from minuted.catalogue.sql import Row, all_rows, one_row, statements
from minuted.reviews import Correction, Refused

SQL = statements("review")
TABLE = {"figure": "figures", "commitment": "commitments", "follow_up": "follow_ups", "measure": "measures"}
QUEUE = 25
Answer = TypeVar("Answer")


def with_reviews(path: Path, question: Callable[..., Answer], *values: Any) -> Answer:
    """Ask or tell the reviews database; it is made by the first correction or report, not by looking."""
    connection = reviews.open_reviews(path)
    try:
        return question(connection, *values)
    finally:
        connection.close()


def reported(path: Path, target: str | None = None) -> list[Row]:
    """Open reports, of one fact or of all."""
    return with_reviews(path, reviews.open_reports, target) if path.exists() else []


def kept_history(path: Path, target: str | None = None, limit: int = 50) -> list[Row]:
    """The latest corrections, of one fact or of all."""
    return with_reviews(path, reviews.history, target, limit) if path.exists() else []


def queue(db: sqlite3.Connection, reports: list[Row]) -> dict[str, Any]:
    """What waits: reported facts, then contradicted ones, then the most doubtful ones that matter most."""
    ids = list(dict.fromkeys(report["target"] for report in reports))
    known = [row["id"] for row in all_rows(db, SQL["reported"], [json.dumps(ids), json.dumps(ids)])]
    why = dict.fromkeys(known, "a reader reported an error")
    for statement, reason in (("contradicted", "contradicted by another statement"), ("doubtful", "")):
        for row in all_rows(db, SQL[statement]):
            why.setdefault(row["id"], reason)
    order = list(why)[:QUEUE]
    rows = {row["id"]: row for row in all_rows(db, SQL["figures"], [json.dumps(order)])}
    figures = [{**rows[key], "why": why[key]} for key in order if key in rows]
    return {
        "figures": figures,
        "reported_commitments": [key for key in known if key not in rows],
        "commitments": all_rows(db, SQL["commitments"], {"limit": QUEUE}),
        "follow_ups": all_rows(db, SQL["follow_ups"], {"limit": QUEUE}),
        "left": one_row(db, SQL["left"]),
    }  # fmt: skip


def next_in_queue(db: sqlite3.Connection, kind: str, reports: list[Row]) -> str | None:
    """The id that a reviewer is shown after one of ``kind``."""
    rows = queue(db, reports)[TABLE[kind]] if kind != "measure" else []
    return rows[0]["id"] if rows else None


def corrections_from(kind: str, fact: Row, form: Mapping[str, str], actor: str) -> list[Correction]:
    """What a filled-in form says, as corrections.  Raises ``Refused`` where it says nothing that can be done."""
    action, reason = form.get("action", ""), (form.get("reason") or "").strip() or None
    target = fact["id"]
    if action == "correct":
        found = []
        for field in reviews.FIELDS[TABLE[kind]]:
            if field not in form:
                continue
            before, after = field_text(fact[field]), form[field].strip()
            if after != before:
                found.append(Correction("correct", target, field, before or None, after or None, reason, actor))
        if not found:
            raise Refused("nothing was changed in the form", advice="change a field, or choose Accept")
        return found
    before = field_text(fact.get("status" if kind != "commitment" or action in ("close", "reopen") else "review"))
    if action == "merge" and kind == "measure":
        return [Correction("merge", target, "measure_id", target, form.get("into"), reason, actor)]
    if action in ("accept", "reject") and kind in ("figure", "commitment"):
        return [Correction(action, target, None, before, None, reason, actor)]
    if action in ("close", "reopen") and kind == "commitment":
        return [Correction(action, target, None, before, None, reason, actor)]
    if action in ("link", "unlink") and kind == "follow_up":
        return [Correction(action, target, None, field_text(fact["confirmed"]), None, reason, actor)]
    raise Refused("no such action", advice="choose one of the buttons")


def field_text(value: Any) -> str:
    """A value as its form field shows it.

    >>> field_text(43.0), field_text(43.2), field_text(None)
    ('43', '43.2', '')
    """
    if value is None:
        return ""
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def act(catalogue: Catalogue, corrections: list[Correction]) -> bool:
    """Keep corrections and apply them at once; False where the catalogue could not be written to just now."""
    with_reviews(catalogue.reviews, lambda db: reviews.record(db, *corrections))
    for correction in corrections:
        with_reviews(catalogue.reviews, reviews.settle_reports, correction.target)
    return apply_now(catalogue)


def take_back(catalogue: Catalogue, identifier: int, actor: str) -> bool:
    """Undo a correction; False where there was none that stands."""
    done = with_reviews(catalogue.reviews, reviews.undo, identifier, actor)
    if done:
        apply_now(catalogue)
    return done


def apply_now(catalogue: Catalogue) -> bool:
    """Apply to a catalogue that may be written to.

    An immutable one shows corrections over it, and one that is being added to applies them when the adding ends.
    """
    if catalogue.immutable:
        return True
    connection = sqlite3.connect(catalogue.path, timeout=5)
    connection.row_factory = sqlite3.Row
    try:
        reviews.apply(connection, catalogue.reviews)
    except sqlite3.OperationalError:
        return False
    finally:
        connection.close()
    return True
