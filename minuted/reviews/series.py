"""Series that people joined or parted.

A ``merge`` correction puts all figures of a measure (its target) under another (``after``).  A ``split`` correction
takes those figures of a measure (its target) that go by some of its names (``before``, a JSON list, as papers write
them) under a measure of its own, called ``after``.  Both hold for figures that are read later too.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from minuted.reviews.keeping import Correction, Refused

PARTED_BY_A_PERSON = "parted by a person"
"""``measures.source`` of a measure that was made by a split."""


@dataclass(frozen=True)
class Split:
    """Some names of a measure that are a measure of their own."""

    measure: str
    names: frozenset[str]
    into: str
    called: str


def split(
    db: sqlite3.Connection, measure: str, names: Sequence[str], called: str, *, actor: str, reason: str | None = None
) -> Correction:
    """The correction that these names of ``measure`` are a measure of their own, to be recorded and applied.

    Raises ``Refused`` where the measure is not there, has no figure of such a name, or would lose all its figures.
    """
    row = db.execute("SELECT id FROM measures WHERE id = ? OR name = ? LIMIT 1", [measure, measure]).fetchone()
    if row is None:
        raise Refused(f"no measure is called “{measure}”", advice="see `minuted measures`")
    there = {
        name.lower(): name
        for (name,) in db.execute("SELECT DISTINCT measure FROM figures WHERE measure_id = ?", [row[0]])
        if name
    }
    unknown = [name for name in names if name.lower() not in there]
    if unknown or not names:
        advice = "its names are: " + "; ".join(sorted(there.values()))
        raise Refused(f"no figure of it is called “{unknown[0] if unknown else ''}”", advice=advice)
    if len({name.lower() for name in names}) == len(there):
        raise Refused("that would take all its figures", advice="join it to another measure, or give it another name")
    if not called.strip():
        raise Refused("the new measure has no name", advice="say what its figures measure")
    taken = json.dumps(sorted(there[name.lower()] for name in names), ensure_ascii=False)
    return Correction("split", row[0], "measure_id", taken, called.strip(), reason, actor)


def names_of(db: sqlite3.Connection, measure: str) -> list[tuple[str, int]]:
    """The names under which papers state a measure, and how many figures go by each: what a split may choose from."""
    rows = db.execute(
        "SELECT measure, count(*) FROM figures WHERE measure_id = ? AND measure <> '' GROUP BY 1 ORDER BY 2 DESC, 1",
        [measure],
    )
    return [(str(name), int(count)) for name, count in rows]


def splits_in(corrections: Iterable[dict[str, Any]]) -> list[Split]:
    """The splits among corrections, in order."""
    return [
        Split(c["target"], frozenset(name.lower() for name in json.loads(c["before"])), new_measure(c), c["after"])
        for c in corrections
        if c["kind"] == "split"
    ]


def new_measure(correction: dict[str, Any]) -> str:
    """The id of the measure that a split makes: of its name, and of the one that it was parted from."""
    words = re.sub(r"[^a-z0-9]+", "-", correction["after"].lower()).strip("-")[:60].strip("-")
    return f"{words}-from-{correction['target']}"


def merges_in(standing: Iterable[dict[str, Any]]) -> dict[str, str]:
    """Measure -> where its figures end up, chains followed, circles left alone."""
    direct = {c["target"]: c["after"] for c in standing if c["kind"] == "merge" and c["after"]}
    found = {}
    for measure in direct:
        seen, end = {measure}, direct[measure]
        while end in direct and end not in seen:
            seen.add(end)
            end = direct[end]
        if end not in seen:
            found[measure] = end
    return found


def place_of(own: str | None, name: str | None, splits: Sequence[Split], merged: dict[str, str]) -> str | None:
    """The measure of a figure that the rules gave the measure ``own`` and that goes by ``name``.

    A split of a measure parts what was joined to it too; what was parted may be joined to something else again.

    >>> parted = [Split("calls", frozenset({"letters answered"}), "letters", "Letters")]
    >>> place_of("calls", "Letters answered", parted, {}), place_of("calls", "calls answered", parted, {"calls": "all"})
    ('letters', 'all')
    """
    if own is None:
        return None
    place = merged.get(own, own)
    for parted in splits:
        if place == merged.get(parted.measure, parted.measure) and (name or "").lower() in parted.names:
            place = merged.get(parted.into, parted.into)
    return place


def write_measures(db: sqlite3.Connection, standing: Sequence[Split]) -> None:
    """Make the measures that splits need be there; those of splits that were taken back go where they are empty."""
    for parted in standing:
        db.execute(
            """INSERT OR IGNORE INTO measures (id, name, unit, theme, polarity, source, registered, key)
            SELECT ?, ?, unit, theme, polarity, ?, 0, NULL FROM measures WHERE id = ?""",
            [parted.into, parted.called, PARTED_BY_A_PERSON, parted.measure],
        )


def forget_measures(db: sqlite3.Connection, standing: Sequence[Split]) -> None:
    """Take away measures of splits that do not stand any more and that no figure is of."""
    kept = [parted.into for parted in standing]
    empty = [
        row[0]
        for row in db.execute("SELECT id FROM measures WHERE source = ?", [PARTED_BY_A_PERSON])
        if row[0] not in kept
        and db.execute("SELECT 1 FROM figures WHERE measure_id = ? LIMIT 1", [row[0]]).fetchone() is None
    ]
    for measure in empty:
        for table in ("measure_aliases", "measure_words"):
            db.execute(f"DELETE FROM {table} WHERE measure_id = ?", [measure])
        db.execute("DELETE FROM measures WHERE id = ?", [measure])
