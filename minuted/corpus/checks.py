"""Figures that do not agree with what stands beside them: a thing for a person to look at, never a correction.

* ``rag_against_target``: rated green though it misses its target, or red though it meets it
* ``direction``: an arrow that is wrong whether it means "higher" or "better"
* ``parts_against_percent``: "41 of 312 (23%)"
* ``magnitude``: ten times, or a tenth of, everything else in its series
"""

from __future__ import annotations

import json
import re
import sqlite3
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

Check = tuple[str, str | None, str, str]
"""Figure, other figure, kind, detail."""

OTHERS_NEEDED = 4
FACTOR = 10.0
LATEST = 200
"""How many values of a series are held against each other."""
ROUNDING = 0.51
"""Half a step and a little: how far a printed whole percentage may be from the one worked out."""

PARTS = re.compile(
    r"(?P<part>\d[\d,]*) (?:out )?of (?:the |a total of )?(?P<whole>\d[\d,]*)\b(?: [a-z'’-]+){0,4}"
    r" ?\((?P<percent>\d[\d.]*) ?%\)"
    r"|(?P<percent2>\d[\d.]*) ?% \((?P<part2>\d[\d,]*) (?:out )?of (?:the )?(?P<whole2>\d[\d,]*)\)"
)


def find_checks(db: sqlite3.Connection, document_ids: Sequence[str]) -> int:
    """Look at the figures of ``document_ids`` with every rule; returns how many things there are to look at.

    A ``+`` before a column keeps SQLite from using its index: the paper's figures are few, all percentages many.
    """
    found = 0
    for document in document_ids:
        db.execute("DELETE FROM checks WHERE figure_id IN (SELECT id FROM figures WHERE document_id = ?)", [document])
        for rule in RULES:
            for figure, other, kind, detail in rule(db, document):
                found += db.execute(
                    "INSERT OR IGNORE INTO checks VALUES (?, ?, ?, ?, ?)",
                    [f"{figure}~{kind}", figure, other, kind, detail],
                ).rowcount
    return found + check_magnitudes(db, document_ids)


def check_ratings(db: sqlite3.Connection, document: str) -> Iterator[Check]:
    """Ratings and arrows of a table row against the target and the earlier value in the same row."""
    for row in _table_rows(db, document).values():
        good = row[0]["polarity"]
        targets = [f for f in row if f["role"] == "target"]
        actuals = [f for f in row if f["role"] == "actual" and not f["area"]]
        for actual in actuals if good in ("up", "down") else ():
            if actual["rag"] in ("green", "red") and len(targets) == 1 and targets[0]["unit"] == actual["unit"]:
                yield from _against_target(actual, targets[0], good)
            yield from _against_arrow(actual, actuals, good)


def _against_target(actual: sqlite3.Row, target: sqlite3.Row, good: str) -> Iterator[Check]:
    meets = actual["value"] >= target["value"] if good == "up" else actual["value"] <= target["value"]
    if (actual["rag"] == "green") != meets:
        words = "misses" if actual["rag"] == "green" else "meets"
        detail = f"rated {actual['rag']}, but {actual['quote']} {words} the target of {target['quote']}"
        yield actual["id"], target["id"], "rag_against_target", detail


def _against_arrow(actual: sqlite3.Row, actuals: Sequence[sqlite3.Row], good: str) -> Iterator[Check]:
    earlier = [
        f for f in actuals if f["period_end"] and actual["period_end"] and f["period_end"] < actual["period_end"]
    ]
    if actual["direction"] not in ("up", "down") or not earlier:
        return
    before = max(earlier, key=lambda f: f["period_end"])
    higher = "up" if actual["value"] > before["value"] else "down"
    better = higher if good == "up" else {"up": "down", "down": "up"}[higher]
    if actual["value"] != before["value"] and actual["direction"] not in (higher, better):
        detail = (
            f"the arrow points {actual['direction']}, but the value went from {before['quote']} to {actual['quote']}"
        )
        yield actual["id"], before["id"], "direction", detail


def _table_rows(db: sqlite3.Connection, document: str) -> dict[tuple[int, int], list[sqlite3.Row]]:
    rows: dict[tuple[int, int], list[sqlite3.Row]] = defaultdict(list)
    for figure in db.execute(
        """SELECT f.*, m.polarity FROM figures f JOIN measures m ON m.id = f.measure_id
        WHERE f.document_id = ? AND f.table_ref IS NOT NULL AND f.status <> 'rejected' ORDER BY f.start""",
        [document],
    ):
        place = json.loads(figure["table_ref"])
        rows[place["table"], place["row"]].append(figure)
    return rows


def check_parts(db: sqlite3.Connection, document: str) -> Iterator[Check]:
    """A percentage against the two counts that stand beside it."""
    for figure in db.execute(
        "SELECT * FROM figures WHERE document_id = ? AND +unit = 'percent' AND context IS NOT NULL", [document]
    ):
        for match in PARTS.finditer(figure["context"]):
            part, whole, percent = (match[n] or match[n + "2"] for n in ("part", "whole", "percent"))
            whole_number = int(whole.replace(",", ""))
            if float(percent) != figure["value"] or not whole_number:
                continue
            worked_out = 100 * int(part.replace(",", "")) / whole_number
            step = 10.0 ** -len(percent.partition(".")[2])
            if abs(worked_out - figure["value"]) > ROUNDING * step + 1e-9:
                yield (
                    figure["id"],
                    None,
                    "parts_against_percent",
                    f"{part} of {whole} is {worked_out:.1f}%, not {percent}%",
                )


def check_magnitudes(db: sqlite3.Connection, document_ids: Sequence[str]) -> int:
    """A value against all others of its series: a slipped decimal point, or thousands read as units.

    The whole of each series that the papers touch is looked at anew, its ``LATEST`` values, so that what is found does
    not depend on the order in which papers were added.  Returns how many things there are to look at in them.
    """
    found = 0
    for series in _series_of(db, document_ids):
        flagged = dict(_out_of_line(series[:LATEST]))
        for row in series:
            detail = flagged.get(row["id"])
            if detail != row["detail"]:
                db.execute("DELETE FROM checks WHERE id = ?", [f"{row['id']}~magnitude"])
                if detail is not None:
                    told = [f"{row['id']}~magnitude", row["id"], None, "magnitude", detail]
                    db.execute("INSERT INTO checks VALUES (?, ?, ?, ?, ?)", told)
        found += len(flagged)
    return found


def _series_of(db: sqlite3.Connection, document_ids: Sequence[str]) -> Iterator[list[sqlite3.Row]]:
    """The observed values of each series that these papers have figures of, the latest first."""
    touched: dict[tuple[str, str | None], None] = {}
    for document in document_ids:
        query = """SELECT DISTINCT measure_id, council FROM figures
            WHERE document_id = ? AND +measure_id IS NOT NULL AND +role = 'actual' ORDER BY measure_id"""
        touched |= {(row["measure_id"], row["council"]): None for row in db.execute(query, [document])}
    for measure, council in touched:
        series: dict[tuple[str, str], list[sqlite3.Row]] = defaultdict(list)
        for row in db.execute(SERIES, [measure, council]):
            series[row["unit"], row["area"]].append(row)
        yield from (rows for rows in series.values() if len(rows) > OTHERS_NEEDED)


SERIES = """SELECT f.id, f.quote, f.value, f.unit, coalesce(f.area, '') AS area, c.detail
    FROM figures f INDEXED BY figures_series LEFT JOIN checks c ON c.id = f.id || '~magnitude'
    WHERE f.measure_id = ? AND f.council IS ? AND f.role = 'actual' AND f.value <> 0
    ORDER BY f.meeting_date DESC, f.id"""


def _out_of_line(series: Sequence[sqlite3.Row]) -> Iterator[tuple[str, str]]:
    """(figure, what is odd) for each value that is far from all others, where these are near each other."""
    values = [row["value"] for row in series]
    if min(values) < 0 or max(values) < FACTOR * min(values):
        return
    for at, row in enumerate(series):
        others = values[:at] + values[at + 1 :]
        if max(others) >= FACTOR * min(others):
            continue
        usual = statistics.median(others)
        if not usual / FACTOR < row["value"] < usual * FACTOR:
            yield row["id"], f"{row['quote']} where the series is about {usual:g} ({len(others)} other values)"


RULES: tuple[Callable[[sqlite3.Connection, str], Iterator[Check]], ...] = (check_ratings, check_parts)
