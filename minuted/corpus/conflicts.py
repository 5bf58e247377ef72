"""Different observed values for one measure, area and period: a conflict, or a restatement of an earlier value.

Rounding is not a conflict: "43%" and "43.2%" state one value to different precision.
"""

from __future__ import annotations

import math
import re
import sqlite3
from collections.abc import Iterable, Sequence

from minuted.corpus.series.names import content_words, likeness

OBSERVED = ("actual", "comparator")
MOST_OF_ONE_KEY = 40
"""More statements than this of one measure, area and period are parts of something, not statements of one value."""

LISTED = 3
FARTHEST = 1.6
NEAR = 1.25
"""How near two values must be where their names have only one word in common."""
ALIKE = 0.4
ONE_PAPER_SHORTER = 0.6
PROVISIONAL = re.compile(
    r"\b(?:provisional|unvalidated|unaudited|early estimate|subject to (?:audit|validation))", re.I
)
REVISED = re.compile(
    r"\b(?:final figure|finalised|restated|revised|re-?calculated|correct(?:ed|ion)|replaces the|validated|amended"
    r"|re-?based|reconciled|previously|originally|(?:left out|omitted|missing) (?:of|from)"
    r"|now (?:shown|given|stated|reported|\d)|was now|not the provisional)",
    re.I,
)
"""The sentence says that a value took the place of an earlier one."""
IN_PLACE_OF = re.compile(
    r"\b(?:previously|originally|formerly|first reported as|instead of|in place of|not the)\b", re.I
)


def find_conflicts(db: sqlite3.Connection, document_ids: Sequence[str]) -> int:
    """Compare the observed figures of ``document_ids`` with all others of their measure; returns how many differ."""
    found = 0
    for document in document_ids:
        for key in db.execute(
            """SELECT DISTINCT measure_id, unit, council, area, period_start, period_end FROM figures
            WHERE document_id = ? AND measure_id IS NOT NULL AND period_start IS NOT NULL
              AND role IN ('actual', 'comparator') AND ocr = 0 AND status <> 'rejected'""",
            [document],
        ).fetchall():
            found += _compare(db, _stated(db, key), document)
    return found


def _stated(db: sqlite3.Connection, key: sqlite3.Row) -> list[sqlite3.Row]:
    return db.execute(
        """SELECT f.*, (
            SELECT count(*) FROM figures g INDEXED BY figures_document WHERE g.document_id = f.document_id
              AND g.start BETWEEN f.start - 2000 AND f.start + 2000 AND g.passage_id IS f.passage_id
              AND g.context = f.context AND g.measure_id = f.measure_id AND g.unit = f.unit
              AND g.role = f.role AND g.period_end = f.period_end
          ) AS beside FROM figures f JOIN documents d ON d.id = f.document_id
        WHERE f.measure_id = :measure_id AND f.unit = :unit AND f.council IS :council
          AND lower(coalesce(f.area, '')) = lower(coalesce(:area, ''))
          AND f.period_start = :period_start AND f.period_end = :period_end
          AND f.role IN ('actual', 'comparator') AND f.ocr = 0 AND f.status <> 'rejected' AND d.superseded_by IS NULL
        ORDER BY f.meeting_date, f.document_id, f.start""",
        dict(key),
    ).fetchall()


def _compare(db: sqlite3.Connection, stated: Sequence[sqlite3.Row], document: str) -> int:
    if len(stated) > MOST_OF_ONE_KEY:
        # What was found while they were fewer goes: in which steps the papers were added must not show.
        one_key = [[figure["id"], figure["id"]] for figure in stated]
        db.executemany("DELETE FROM conflicts WHERE figure_id = ? OR other_figure_id = ?", one_key)
        return 0
    once = _without_lists(_each_once(stated))
    pairs = [
        (earlier, later)
        for earlier, later in _pairs(once)
        if document in (earlier["document_id"], later["document_id"])
        and not agree(earlier, later)
        and comparable(earlier["value"], later["value"])
        and one_thing(earlier, later)
        and _nearest(earlier, later, once)
    ]
    found = 0
    for earlier, later in pairs:
        kind = "restatement" if is_restated(earlier, later) else "conflict"
        detail = f"{earlier['quote']} in one, {later['quote']} in the other"
        found += db.execute(
            "INSERT OR IGNORE INTO conflicts (id, figure_id, other_figure_id, kind, detail) VALUES (?, ?, ?, ?, ?)",
            [f"{earlier['id']}~{later['id']}", earlier["id"], later["id"], kind, detail],
        ).rowcount
    return found


def _without_lists(stated: Sequence[sqlite3.Row]) -> list[sqlite3.Row]:
    """Without the values that stand side by side in one sentence: they are of several things, whatever these are."""
    return [row for row in stated if row["beside"] < LISTED]


def _nearest(earlier: sqlite3.Row, later: sqlite3.Row, stated: Sequence[sqlite3.Row]) -> bool:
    """Of several values that a paper states, whether each of the two is the nearest to the other."""
    if earlier["document_id"] == later["document_id"]:
        return True

    def nearest(row: sqlite3.Row, other: sqlite3.Row) -> bool:
        rivals = [r["value"] for r in stated if r["document_id"] == other["document_id"]]
        return bool(abs(row["value"] - other["value"]) <= min(abs(row["value"] - value) for value in rivals))

    return nearest(earlier, later) and nearest(later, earlier)


def one_thing(earlier: sqlite3.Row, later: sqlite3.Row) -> bool:
    """Whether two statements of one series are plainly of one thing: their names alike, or the later says "revised".

    A series may join names that a committee uses loosely; to say that two papers disagree takes more.  Two values in
    one passage are two things, unless it says that one was put in the place of the other: "1,012 (previously 1,043)".
    """
    revised = bool(REVISED.search(later["context"] or ""))
    if earlier["passage_id"] is not None and earlier["passage_id"] == later["passage_id"]:
        return revised and bool(IN_PLACE_OF.search(later["context"] or ""))
    a, b = (content_words(row["measure"] or "") for row in (earlier, later))
    if revised:
        return True
    near = comparable(earlier["value"], later["value"], NEAR)
    return likeness(a, b, ONE_PAPER_SHORTER) >= ALIKE and (near or len(a & b) > 1)


def is_restated(earlier: sqlite3.Row, later: sqlite3.Row) -> bool:
    """Whether the papers say that the value changed: the earlier one was provisional, or the later one was revised."""
    if earlier["qualifier"] == "provisional":
        return True
    return bool(PROVISIONAL.search(earlier["context"] or "") or REVISED.search(later["context"] or ""))


def _each_once(stated: Sequence[sqlite3.Row]) -> list[sqlite3.Row]:
    """What each paper states, each value once, where it is stated first."""
    seen: dict[tuple[str, float], sqlite3.Row] = {}
    for row in stated:
        seen.setdefault((row["document_id"], row["value"]), row)
    return list(seen.values())


def comparable(one: float, other: float, farthest: float = FARTHEST) -> bool:
    """Whether two values are near enough to be of one thing: farther apart, two things were taken for one.

    A slipped decimal point is found against the whole series (``checks.check_magnitudes``).

    >>> comparable(62, 58), comparable(83, 20.1), comparable(-1.2, 1.2)
    (True, False, False)
    """
    return one * other > 0 and max(abs(one), abs(other)) <= farthest * min(abs(one), abs(other))


def _pairs(stated: Sequence[sqlite3.Row]) -> Iterable[tuple[sqlite3.Row, sqlite3.Row]]:
    return ((a, b) for n, a in enumerate(stated) for b in stated[n + 1 :])


def agree(a: sqlite3.Row, b: sqlite3.Row) -> bool:
    """Whether two statements can be one value, each printed to its own precision."""
    if a["value_to"] is not None or b["value_to"] is not None:
        return True
    if a["qualifier"] in INEXACT or b["qualifier"] in INEXACT:
        return bool(abs(a["value"] - b["value"]) <= 0.05 * max(abs(a["value"]), abs(b["value"])))
    step = max(precision(a["quote"], a["value"]), precision(b["quote"], b["value"]))
    return bool(abs(a["value"] - b["value"]) <= step / 2 * (1 + 1e-9) + 1e-12)


INEXACT = ("about", "more_than", "less_than", "at_least", "at_most", "nearly", "between")

SCALES = {"k": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9, "thousand": 1e3}


def precision(quote: str, value: float) -> float:
    """The step to which a printed number is rounded, in the unit of its value.

    >>> precision("43%", 43), precision("43.2%", 43.2), precision("£1.4m", 1_400_000)
    (1.0, 0.1, 100000.0)
    """
    printed = re.search(r"\d[\d,]*(?:\.(\d+))?\s*(k|m|bn|million|billion|thousand)?\b", quote, re.IGNORECASE)
    if printed is None:
        return 0.0
    digits = float(printed[0].rstrip("kmbnilothusadKMBNILOTHUSAD ").replace(",", "") or 1)
    scale = SCALES.get((printed[2] or "").lower(), 1.0)
    if scale == 1.0 and digits and value:
        scale = max(1.0, 10.0 ** round(_log10(abs(value / digits))))
    return round(10.0 ** -len(printed[1] or "") * scale, 9)


def _log10(number: float) -> float:
    return math.log10(number) if number > 0 else 0.0
