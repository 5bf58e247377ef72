"""The measure of a figure by the names that other committees and other councils use: the same words, or nearly."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from minuted.corpus.series.memory import Statement
from minuted.corpus.series.names import content_words, likeness
from minuted.corpus.series.register import registered_ids

NEARBY = 0.62
"""How alike two names in papers of one council's committees must be (share of common words) to be one measure."""
SAME_VALUE = 0.15
"""The same where both were stated with one value for one period, or with one value of three digits or more."""
ELSEWHERE = 0.85
"""The same for names that only other councils use: a wrong merge across councils is seen by nobody."""
MOST_CANDIDATES = 60
SHORTER = 0.6
"""How much the shorter of two names counts in what they could have in common."""
NAMELESS = (frozenset[str](),)


class MeasuresElsewhere:
    """The measures of the whole catalogue; names are read once a run.

    Two queries name their index because SQLite may else walk all figures of the council, once for each candidate.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.names_of: dict[str, dict[frozenset[str], None]] = {}

    def find(self, statement: Statement, council: str | None, known: Iterable[str]) -> str | None:
        """The measure that the figure is of; none of those in ``known``, which its committee has and it is not of."""
        left_out = frozenset(known)
        same = self.db.execute(
            "SELECT id FROM measures WHERE key = ? AND unit = ? ORDER BY id", [statement.key, statement.family]
        )
        for row in same:
            if row["id"] not in left_out:
                return str(row["id"])
        best: tuple[float, str] | None = None
        for measure in self._candidates(statement):
            shorter = 0.0 if measure in registered_ids() else SHORTER
            alike = max(likeness(statement.words, name, shorter) for name in self._names(measure))
            if measure in left_out or alike < SAME_VALUE or (best is not None and (alike, measure) <= best):
                continue
            near = alike >= ELSEWHERE or (alike >= NEARBY and self._nearby(measure, council))
            if near or self._same_value(measure, statement, council):
                best = (alike, measure)
        return best[1] if best else None

    def _candidates(self, statement: Statement) -> list[str]:
        """Measures of this unit with some of these words: those with the most of them."""
        marks = ", ".join("?" * len(statement.words))
        found = self.db.execute(
            f"""SELECT m.id FROM (SELECT measure_id FROM measure_words WHERE word IN ({marks})
                GROUP BY measure_id ORDER BY count(*) DESC, measure_id LIMIT {MOST_CANDIDATES}) w
            CROSS JOIN measures m ON m.id = w.measure_id WHERE +m.unit = ?""",
            [*sorted(statement.words), statement.family],
        )
        return [row["id"] for row in found]

    def _names(self, measure: str) -> Iterable[frozenset[str]]:
        """The content words of each of its names."""
        if measure not in self.names_of:
            rows = self.db.execute("SELECT alias FROM measure_aliases WHERE measure_id = ?", [measure])
            self.names_of[measure] = {frozenset(content_words(row["alias"])): None for row in rows}
        return self.names_of[measure] or NAMELESS

    def name(self, measure: str, alias: str) -> None:
        """A paper calls the measure by this name."""
        self.db.execute(
            "INSERT OR IGNORE INTO measure_aliases (measure_id, alias, origin) VALUES (?, ?, 'paper')", [measure, alias]
        )
        if measure in self.names_of:
            self.names_of[measure][frozenset(content_words(alias))] = None

    def _nearby(self, measure: str, council: str | None) -> bool:
        """Whether the same council has figures of it."""
        query = "SELECT 1 FROM figures INDEXED BY figures_series WHERE measure_id = ? AND council IS ? LIMIT 1"
        return self.db.execute(query, [measure, council]).fetchone() is not None

    def _same_value(self, measure: str, statement: Statement, council: str | None) -> bool:
        """Whether one of its figures of the same council has the very value, and the period unless it is telling."""
        query = """SELECT 1 FROM figures INDEXED BY figures_series WHERE measure_id = ? AND council IS ? AND value = ?
            AND (? OR period_end = ?) AND role = ? AND lower(coalesce(area, '')) = ? LIMIT 1"""
        end = statement.period[1] if statement.period else None
        same = [council, statement.value, statement.telling, end, statement.role, statement.area]
        return self.db.execute(query, [measure, *same]).fetchone() is not None
