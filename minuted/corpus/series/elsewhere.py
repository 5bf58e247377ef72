"""The measure of a figure by the names that other committees and other councils use: the same words, or nearly."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from heapq import nsmallest

from minuted.corpus.ids import slug
from minuted.corpus.series.names import content_words, likeness
from minuted.corpus.series.register import registered_ids
from minuted.corpus.series.statement import Statement

NEARBY = 0.62
"""How alike two names in papers of one council's committees must be (share of common words) to be one measure."""
SAME_VALUE = 0.15
"""The same where both were stated with one value for one period, or with one value of three digits or more."""
ELSEWHERE = 0.85
"""The same for names that only other councils use: a wrong merge across councils is seen by nobody."""
MOST_CANDIDATES = 60
"""Measures that share most words with a name: the others are not compared with it."""
SHORTER = 0.6
"""How much the shorter of two names counts in what they could have in common."""
NAMELESS = (frozenset[str](),)


class MeasuresElsewhere:
    """The measures of the whole catalogue; their words and names are read once a run, where they are asked for.

    Two queries name their index because SQLite may else walk all figures of the council, once for each candidate.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self._names: dict[str, dict[frozenset[str], None]] = {}
        self._by_word: dict[str, dict[str, dict[str, None]]] = {}
        self._made: dict[str, tuple[str, str, str, str]] = {}
        self._made_by_key: dict[tuple[str, str], list[str]] = {}
        self._aliases: dict[tuple[str, str], bool] = {}
        """Names that papers of this run use, and whether they are written yet."""

    def find(self, statement: Statement, council: str | None, known: Mapping[str, object]) -> str | None:
        """The measure that the figure is of; none of those in ``known``, which its committee has and it is not of."""
        same = self._of_key(statement.key, statement.family)
        if not same <= known.keys():
            return min(same - known.keys())
        least = ELSEWHERE if council is None else SAME_VALUE  # papers of no known council are of no one council
        candidates = [measure for measure in self._candidates(statement, least) if measure not in known]
        self._read_names(candidates)
        registered, words = registered_ids(), statement.words
        alike = [
            (
                max(
                    [likeness(words, name, 0.0 if m in registered else SHORTER) for name in self._names[m] or NAMELESS]
                ),
                m,
            )
            for m in candidates
        ]
        ranked = sorted([pair for pair in alike if pair[0] >= least], reverse=True)
        valued: frozenset[str] | None = None
        for likest, measure in ranked:
            if likest >= ELSEWHERE or (likest >= NEARBY and self._nearby(measure, council)):
                return measure
            if valued is None:
                valued = self._with_value([m for _, m in ranked], statement, council)
            if measure in valued:
                return measure
        return None

    def _of_key(self, key: str, unit: str) -> set[str]:
        """The measures of just these words."""
        stored = self.db.execute("SELECT id FROM measures WHERE key = ? AND unit = ?", [key, unit])
        return {*(row["id"] for row in stored), *self._made_by_key.get((key, unit), ())}

    def _candidates(self, statement: Statement, least: float) -> list[str]:
        """Measures of this unit with some of these words: those with the most of them, by name among equals.

        The rarest words bring them in; a word that many measures share only counts for those, once there are enough.
        Left out are those whose names cannot be as alike as ``least``.
        """
        family = statement.family
        listed = sorted((len(ids), word, ids) for word in statement.words if (ids := self._with_word(word).get(family)))
        counts = Counter[str]()
        for _, _, ids in listed:
            counts.update(ids.keys() if len(counts) < MOST_CANDIDATES else counts.keys() & ids.keys())
        fewest = least * (1 - SHORTER) * len(statement.words) / (1 - least * SHORTER)  # see ``likeness``
        counts = Counter({measure: count for measure, count in counts.items() if count >= fewest})
        if len(counts) <= MOST_CANDIDATES:
            return list(counts)
        taken: list[str] = []
        for shared in sorted(set(counts.values()), reverse=True):
            with_as_many = [measure for measure, count in counts.items() if count == shared]
            taken += nsmallest(MOST_CANDIDATES - len(taken), with_as_many)
            if len(taken) == MOST_CANDIDATES:
                break
        return taken

    def _with_word(self, word: str) -> dict[str, dict[str, None]]:
        """The measures with a word in their names, by unit."""
        found = self._by_word.get(word)
        if found is None:
            found = self._by_word[word] = {}
            query = """SELECT m.id, m.unit FROM measure_words w CROSS JOIN measures m ON m.id = w.measure_id
                WHERE w.word = ?"""
            for row in self.db.execute(query, [word]):
                found.setdefault(row["unit"], {})[row["id"]] = None
        return found

    def _read_names(self, measures: Iterable[str]) -> None:
        """The content words of each name of these measures."""
        missing = [measure for measure in measures if measure not in self._names]
        if missing:
            self._names.update((measure, {}) for measure in missing)
            marks = ", ".join("?" * len(missing))
            query = f"SELECT measure_id, alias FROM measure_aliases WHERE measure_id IN ({marks})"
            for row in self.db.execute(query, missing):
                self._names[row["measure_id"]][content_words(row["alias"])] = None

    def make(self, statement: Statement) -> str:
        """A measure that nobody has stated before, by the name of the figure; returns its id."""
        name, unit = statement.name, statement.family
        base = f"{slug(name)[:60].strip('-') or 'measure'}-{unit.replace('_', '-')}"
        measure, nth = base, 1
        while measure in self._made or self.db.execute("SELECT 1 FROM measures WHERE id = ?", [measure]).fetchone():
            nth += 1
            measure = f"{base}-{nth}"
        self._made[measure] = (measure, name[:1].upper() + name[1:], unit, statement.key)
        self._made_by_key.setdefault((statement.key, unit), []).append(measure)
        self._names[measure] = {}
        for word in statement.words:
            self._with_word(word).setdefault(unit, {})[measure] = None
        return measure

    def name(self, measure: str, alias: str) -> None:
        """A paper calls the measure by this name."""
        if self._aliases.setdefault((measure, alias), False):
            return
        if measure in self._names:
            self._names[measure][content_words(alias)] = None

    def write(self) -> None:
        """Store the measures that were made, and the names that were given, since this was last called."""
        self.db.executemany("INSERT INTO measures (id, name, unit, registered, key) VALUES (?, ?, ?, 0, ?)",
                            self._made.values())  # fmt: skip
        words = [(word, measure) for measure, _, _, key in self._made.values() for word in key.split()]
        self.db.executemany("INSERT OR IGNORE INTO measure_words VALUES (?, ?)", words)
        given = [pair for pair, written in self._aliases.items() if not written]
        self.db.executemany("INSERT OR IGNORE INTO measure_aliases VALUES (?, ?, 'paper')", given)
        self._aliases.update(dict.fromkeys(given, True))
        self._made.clear()
        self._made_by_key.clear()

    def _nearby(self, measure: str, council: str | None) -> bool:
        """Whether the same council has figures of it."""
        query = "SELECT 1 FROM figures INDEXED BY figures_series WHERE measure_id = ? AND council IS ? LIMIT 1"
        return self.db.execute(query, [measure, council]).fetchone() is not None

    def _with_value(self, measures: Sequence[str], statement: Statement, council: str | None) -> frozenset[str]:
        """Those of which a figure of the same council has the very value, and the period unless it is telling."""
        end = statement.period[1] if statement.period else None
        if end is None and not statement.telling:
            return frozenset()
        query = f"""SELECT DISTINCT measure_id FROM figures INDEXED BY figures_series
            WHERE measure_id IN ({", ".join("?" * len(measures))}) AND council IS ? AND value = ?
            AND (? OR period_end = ?) AND role = ? AND lower(coalesce(area, '')) = ?"""
        same = [council, statement.value, statement.telling, end, statement.role, statement.area]
        return frozenset(row["measure_id"] for row in self.db.execute(query, [*measures, *same]))
