"""Standing corrections onto a catalogue: idempotent, undoable, and again after a paper has been read anew.

What a correction replaced is kept in ``originals`` of the reviews database.  A row that holds what we wrote is *ours*,
and its original is the one kept; a row that holds anything else was read anew, and what it holds is its new original.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from minuted.reviews.answers import NEXT_STATUS, UNSETTLED, kept_rows, wanted_rows, write_rows
from minuted.reviews.keeping import FIELDS, NUMBERS, open_reviews
from minuted.reviews.periods import period_of
from minuted.reviews.series import Split, forget_measures, merges_in, place_of, splits_in, write_measures

TABLES = ("figures", "commitments", "follow_ups", "measures")
Key = tuple[str, str]
"""Id and column."""


@dataclass
class Corrected:
    """What has to be written into a catalogue, and what was there."""

    values: dict[str, dict[str, dict[str, Any]]] = field(default_factory=lambda: {table: {} for table in TABLES})
    """table -> id -> column -> value."""
    originals: dict[Key, tuple[Any, Any]] = field(default_factory=dict)
    """(id, column) -> (what the rules read, what a person put in its place)."""
    merged: dict[str, str] = field(default_factory=dict)
    """measure -> the measure that it was merged into."""
    splits: list[Split] = field(default_factory=list)
    """Names of measures that are measures of their own."""
    taken_back: list[Split] = field(default_factory=list)
    measures: set[str] = field(default_factory=set)
    """Measures that gained or lost figures."""
    answers: list[dict[str, Any]] = field(default_factory=list)
    """Follow-ups that people vouch for, as rows."""


def apply(db: sqlite3.Connection, reviews_path: Path) -> None:
    """Bring ``db`` in line with the standing corrections of the reviews database, where there is one.

    Corrections of what is not in this catalogue (any more, or yet) wait.  Applying twice changes nothing.
    """
    if not reviews_path.exists():
        return
    reviews = open_reviews(reviews_path)
    try:
        corrections = [dict(row) for row in reviews.execute("SELECT * FROM corrections ORDER BY id")]
        found = _work_out(db, corrections, _originals(reviews))
        with reviews:  # first, so that a machine that stops between the two knows what it replaced
            reviews.execute("DELETE FROM originals")
            reviews.executemany(
                "INSERT INTO originals VALUES (?, ?, ?, ?)", [(*key, *pair) for key, pair in found.originals.items()]
            )
    finally:
        reviews.close()
    with db:
        _write(db, found, corrections)


def corrected_rows(db: sqlite3.Connection, reviews_path: Path) -> Corrected:
    """What ``apply`` would write, for a catalogue that cannot be written to."""
    if not reviews_path.exists():
        return Corrected()
    reviews = open_reviews(reviews_path)
    try:
        corrections = [dict(row) for row in reviews.execute("SELECT * FROM corrections ORDER BY id")]
        return _work_out(db, corrections, _originals(reviews))
    finally:
        reviews.close()


def _originals(reviews: sqlite3.Connection) -> dict[Key, tuple[Any, Any]]:
    rows = reviews.execute("SELECT target, field, value, after FROM originals")
    return {(row[0], row[1]): (row[2], row[3]) for row in rows}


def _write(db: sqlite3.Connection, found: Corrected, corrections: Sequence[dict[str, Any]]) -> None:
    write_measures(db, found.splits)
    write_rows(db, found.answers)
    for table, rows in found.values.items():
        for identifier, changes in rows.items():
            sets = ", ".join(f"{column} = ?" for column in changes)
            db.execute(f"UPDATE {table} SET {sets} WHERE id = ?", [*changes.values(), identifier])
    forget_measures(db, found.splits)
    for measure in found.measures:
        db.execute(
            "UPDATE measures SET figures_count = (SELECT count(*) FROM figures WHERE measure_id = ?) WHERE id = ?",
            [measure, measure],
        )
    db.execute("DELETE FROM measure_aliases WHERE origin = 'person'")
    db.executemany(
        "INSERT OR IGNORE INTO measure_aliases SELECT ?, name, 'person' FROM measures WHERE id = ? "
        "AND EXISTS (SELECT 1 FROM measures WHERE id = ?)",
        [(into, measure, into) for measure, into in found.merged.items()],
    )
    db.execute("DELETE FROM corrections")
    names = "id, kind, target, field, before, after, reason, actor, at, undone_at"
    db.executemany(
        f"INSERT INTO corrections ({names}) VALUES ({', '.join(':' + n for n in names.split(', '))})", corrections
    )


def _work_out(
    db: sqlite3.Connection, corrections: Sequence[dict[str, Any]], originals: dict[Key, tuple[Any, Any]]
) -> Corrected:
    standing = [c for c in corrections if c["undone_at"] is None]
    found = Corrected(merged=merges_in(standing), splits=splits_in(standing))
    wanted: dict[tuple[str, str, str], Any] = {}
    for table, identifier, column, value in _said(db, standing):
        wanted[table, identifier, column] = value
    rows = _Rows(db)
    found.taken_back = splits_in(c for c in corrections if c["undone_at"] is not None)
    _moved_with_series(db, found, wanted, originals, rows)
    found.answers = wanted_rows(db, standing, originals)
    _links_that_fell(db, wanted, originals)
    _links_that_answer(db, found.answers, wanted, originals)
    found.originals |= {key: pair for key, pair in originals.items() if key[1] == "row"} | kept_rows(db, standing)
    for (table, identifier, column), value in wanted.items():
        now = rows.get(table, identifier)
        if now is None:
            continue
        kept = originals.get((identifier, column))
        original = kept[0] if kept is not None and now[column] == kept[1] else now[column]
        found.originals[identifier, column] = (original, value)
        if now[column] != value:
            found.values[table].setdefault(identifier, {})[column] = value
            _touch(found, column, now[column], value)
    for (identifier, column), (original, after) in originals.items():
        if (identifier, column) in found.originals:
            continue
        for table in TABLES:
            now = rows.get(table, identifier)
            if now is not None and column in now.keys() and now[column] == after and after != original:  # noqa: SIM118
                found.values[table].setdefault(identifier, {})[column] = original
                _touch(found, column, after, original)
    return found


def _touch(found: Corrected, column: str, *measures: Any) -> None:
    if column == "measure_id":
        found.measures |= {measure for measure in measures if measure}


class _Rows:
    """Rows of the catalogue by id, each read once."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.known: dict[tuple[str, str], sqlite3.Row | None] = {}

    def get(self, table: str, identifier: str) -> sqlite3.Row | None:
        key = table, identifier
        if key not in self.known:
            cursor = self.db.cursor()
            cursor.row_factory = sqlite3.Row
            self.known[key] = cursor.execute(f"SELECT * FROM main.{table} WHERE id = ?", [identifier]).fetchone()
        return self.known[key]


def _said(db: sqlite3.Connection, standing: Iterable[dict[str, Any]]) -> Iterable[tuple[str, str, str, Any]]:
    """Table, id, column and value of each correction, later ones after earlier ones."""
    judged: dict[tuple[str, str], str] = {}
    for c in standing:
        table = _table_of(db, c["target"])
        if table is None or c["kind"] in ("merge", "split", "answer"):
            continue
        target = c["target"]
        if c["kind"] == "correct" and c["field"] in FIELDS[table]:
            yield from ((table, target, column, value) for column, value in _columns(db, c["field"], c["after"]))
            judged[table, target] = "corrected" if judged.get((table, target)) != "rejected" else "rejected"
        elif c["kind"] in ("accept", "reject") and table in ("figures", "commitments"):
            accepted = "corrected" if judged.get((table, target)) == "corrected" else "accepted"
            judged[table, target] = accepted if c["kind"] == "accept" else "rejected"
        elif c["kind"] in ("link", "unlink") and table == "follow_ups":
            yield table, target, "confirmed", int(c["kind"] == "link")
    closed: dict[str, tuple[str, str | None]] = {
        c["target"]: (c["kind"], c["reason"]) for c in standing if c["kind"] in ("close", "reopen")
    }
    for target, (kind, reason) in closed.items():
        if kind == "close" and _table_of(db, target) == "commitments":
            yield "commitments", target, "status", "closed"
            yield "commitments", target, "status_reason", reason or "closed by a person"
    for (table, target), judgement in judged.items():
        if table in ("figures", "commitments"):
            yield table, target, "status" if table == "figures" else "review", judgement


def _columns(db: sqlite3.Connection, column: str, after: str | None) -> Iterable[tuple[str, Any]]:
    """The columns that one corrected field sets: a period sets its days, a measure its theme."""
    value: Any = after or None
    if column in NUMBERS and value is not None:
        value = float(value)
    yield column, value
    if column == "period_label":
        period = period_of(after) if after else None
        yield "period_start", period[0] if period else None
        yield "period_end", period[1] if period else None
    elif column == "due_end":
        yield "due_start", value
    elif column == "measure_id" and value:
        row = db.execute("SELECT theme FROM main.measures WHERE id = ?", [value]).fetchone()
        yield "theme", row[0] if row else None


def _table_of(db: sqlite3.Connection, target: str) -> str | None:
    for table in TABLES:
        if db.execute(f"SELECT 1 FROM main.{table} WHERE id = ?", [target]).fetchone():
            return table
    return None


def _moved_with_series(
    db: sqlite3.Connection, found: Corrected, wanted: dict[tuple[str, str, str], Any],
    originals: dict[Key, tuple[Any, Any]], rows: _Rows,
) -> None:  # fmt: skip
    """Every figure whose own measure was parted or joined; a person's word on one figure wins over that."""
    moved = [identifier for (identifier, column) in originals if column == "measure_id"]
    back = {parted.into: parted.measure for parted in found.taken_back} if found.taken_back else {}
    back = {into: own for into, own in back.items() if into not in {parted.into for parted in found.splits}}
    for measure in [*found.merged, *(parted.measure for parted in found.splits), *back]:
        moved += [row[0] for row in db.execute("SELECT id FROM main.figures WHERE measure_id = ?", [measure])]
    for identifier in dict.fromkeys(moved):
        now = rows.get("figures", identifier)
        if now is None or ("figures", identifier, "measure_id") in wanted:
            continue
        kept = originals.get((identifier, "measure_id"))
        own = kept[0] if kept is not None and now["measure_id"] == kept[1] else now["measure_id"]
        place = place_of(back.get(own, own), now["measure"], found.splits, found.merged)
        if place != own:
            wanted["figures", identifier, "measure_id"] = place


def _links_that_answer(
    db: sqlite3.Connection, answers: Iterable[dict[str, Any]], wanted: dict[tuple[str, str, str], Any],
    originals: dict[Key, tuple[Any, Any]],
) -> None:  # fmt: skip
    """A commitment that a person found answered is answered, unless something else settled it."""
    for row in answers:
        key = "commitments", row["commitment_id"], "status"
        if row["outcome"] not in NEXT_STATUS or wanted.get(key, "open") not in UNSETTLED:
            continue
        status = db.execute("SELECT status FROM main.commitments WHERE id = ?", [row["commitment_id"]]).fetchone()[0]
        kept = originals.get((row["commitment_id"], "status"))
        status = kept[0] if kept is not None and status == kept[1] else status
        if status in UNSETTLED:
            wanted[key] = NEXT_STATUS[row["outcome"]]


def _links_that_fell(
    db: sqlite3.Connection, wanted: dict[tuple[str, str, str], Any], originals: dict[Key, tuple[Any, Any]]
) -> None:
    """A commitment whose answers were all rejected is no longer answered."""
    rejected = {i for (t, i, c), value in wanted.items() if t == "follow_ups" and c == "confirmed" and value == 0}
    for follow_up in rejected:
        row = db.execute("SELECT commitment_id FROM main.follow_ups WHERE id = ?", [follow_up]).fetchone()
        if row is None or ("commitments", row[0], "status") in wanted:
            continue
        status, due, as_at = db.execute(
            "SELECT status, due_end, status_as_at FROM main.commitments WHERE id = ?", [row[0]]
        ).fetchone()
        kept = originals.get((row[0], "status"))
        status = kept[0] if kept is not None and status == kept[1] else status
        if status not in NEXT_STATUS.values():
            continue
        others = [
            outcome
            for identifier, outcome in db.execute(
                "SELECT id, outcome FROM main.follow_ups WHERE commitment_id = ? AND coalesce(confirmed, 1) <> 0",
                [row[0]],
            )
            if identifier not in rejected
        ]
        supported = [NEXT_STATUS[outcome] for outcome in others if outcome in NEXT_STATUS]
        if status not in supported:
            late = due is not None and due < (as_at or "")
            wanted["commitments", row[0], "status"] = supported[-1] if supported else "overdue" if late else "open"
