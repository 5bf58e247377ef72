"""Which measure each figure belongs to: the register first, then the same words, then similar words nearby.

The user's merges and splits are corrections (``minuted.reviews``) and are applied after this, so that they win.
"""

from __future__ import annotations

import csv
import math
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any

from minuted.corpus.ids import slug
from minuted.corpus.series.names import content_words, unit_family

NEARBY = 0.62
"""How alike two names of one council must be (weighted share of common words) to be one measure."""
SAME_VALUE = 0.3
"""The same where both were stated with one value for one period: two papers then tell of one thing."""
ELSEWHERE = 0.85
"""The same for names that only other councils use: a wrong merge across councils is seen by nobody."""

NEGATIONS = frozenset({"not", "no", "non", "without", "never"})
MOST_CANDIDATES = 60
NAMELESS = (frozenset[str](),)


def assign_series(db: sqlite3.Connection, document_ids: Sequence[str]) -> int:
    """Give every figure of ``document_ids`` its measure; returns how many measures are new.

    Papers are taken in the order of their meetings, so that the outcome does not depend on the order of adding
    within one call.
    """
    load_register(db)
    weights = _Weights(db)
    made = 0
    touched: set[str] = set()
    own, known = _OwnFigures(), _KnownMeasures(db)
    for row in _paper_by_paper(_figures(db, document_ids), own):
        if not row["measure"] or not (words := content_words(row["measure"])):
            continue
        unit = unit_family(row["unit"])
        measure = _match(db, words, unit, row, weights, own, known)
        if measure is None:
            measure = _new_measure(db, row["measure"], words, unit)
            weights.learn(words)
            made += 1
        db.execute("UPDATE figures SET measure_id = ? WHERE id = ?", [measure, row["id"]])
        known.name(measure, row["measure"])
        own.give(measure, row)
        touched.add(measure)
    _refresh_measures(db, touched)
    return made


def load_register(db: sqlite3.Connection) -> None:
    """Put the registered measures and their aliases into the database, where they are not yet there."""
    if db.execute("SELECT 1 FROM measures WHERE registered = 1 LIMIT 1").fetchone():
        return
    for row in _register():
        names = [row["name"], *filter(None, (alias.strip() for alias in row["aliases"].split("|")))]
        db.execute(
            """INSERT OR IGNORE INTO measures (id, name, unit, theme, polarity, source, source_url, registered, key)
            VALUES (:id, :name, :unit, :theme, :polarity, :source, :source_url, 1, :key)""",
            {**row, "key": _key(content_words(row["name"]))},
        )
        for name in names:
            db.execute("INSERT OR IGNORE INTO measure_aliases VALUES (?, ?, 'register')", [row["id"], name])
            _index_words(db, row["id"], content_words(name))


@cache
def _register() -> tuple[dict[str, str], ...]:
    text = files("minuted.corpus.series").joinpath("measures.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def _registered_keys() -> dict[tuple[str, str], str]:
    """(key, unit family) of every registered name and alias -> measure id."""
    keys: dict[tuple[str, str], str] = {}
    for row in _register():
        for name in [row["name"], *row["aliases"].split("|")]:
            if name.strip():
                keys.setdefault((_key(content_words(name)), unit_family(row["unit"])), row["id"])
    return keys


def _figures(db: sqlite3.Connection, document_ids: Sequence[str]) -> Iterable[sqlite3.Row]:
    """The figures of these papers, by meeting date, paper and place."""
    db.execute("CREATE TEMP TABLE IF NOT EXISTS linking (id TEXT PRIMARY KEY)")
    db.execute("DELETE FROM linking")
    db.executemany("INSERT OR IGNORE INTO linking VALUES (?)", [[d] for d in document_ids])
    return db.execute(
        """SELECT f.* FROM linking l JOIN figures f ON f.document_id = l.id
        ORDER BY f.meeting_date, f.document_id, f.start, f.id"""
    ).fetchall()


def _paper_by_paper(rows: Iterable[sqlite3.Row], own: _OwnFigures) -> Iterator[sqlite3.Row]:
    for _, figures in groupby(rows, key=lambda row: row["document_id"]):
        paper = list(figures)
        own.turn_to(paper)
        yield from paper


def _match(
    db: sqlite3.Connection,
    words: tuple[str, ...],
    unit: str,
    row: sqlite3.Row,
    weights: _Weights,
    own: _OwnFigures,
    known: _KnownMeasures,
) -> str | None:
    key = _key(words)
    registered = _registered_keys().get((key, unit))
    if registered is not None:
        return registered
    same = db.execute("SELECT id FROM measures WHERE key = ? AND unit = ? ORDER BY id LIMIT 1", [key, unit]).fetchone()
    if same is not None:
        return str(same["id"])
    best: tuple[float, str] | None = None
    wanted = frozenset(words)
    for measure in known.candidates(words, unit):
        alike = max(weights.likeness(wanted, name, SAME_VALUE) for name in known.names(measure))
        if alike < SAME_VALUE or (best is not None and (alike, measure) <= best) or own.told_apart(measure, row):
            continue
        near = alike >= ELSEWHERE or (alike >= NEARBY and known.nearby(measure, row))
        if near or known.same_value(measure, row):
            best = (alike, measure)
    return best[1] if best else None


class _KnownMeasures:
    """The measures that a new name could mean; names are read once a run.

    Two queries name their index because SQLite may else walk all figures of the council, once for each candidate.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.names_of: dict[str, dict[frozenset[str], None]] = {}

    def candidates(self, words: tuple[str, ...], unit: str) -> list[str]:
        """Measures of this unit with some of these words: those with the most of them."""
        marks = ", ".join("?" * len(set(words)))
        found = self.db.execute(
            f"""SELECT m.id FROM (SELECT measure_id FROM measure_words WHERE word IN ({marks})
                GROUP BY measure_id ORDER BY count(*) DESC, measure_id LIMIT {MOST_CANDIDATES}) w
            CROSS JOIN measures m ON m.id = w.measure_id WHERE +m.unit = ?""",
            [*sorted(set(words)), unit],
        )
        return [row["id"] for row in found]

    def names(self, measure: str) -> Iterable[frozenset[str]]:
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

    def nearby(self, measure: str, row: sqlite3.Row) -> bool:
        """Whether the same council has figures of it."""
        query = "SELECT 1 FROM figures INDEXED BY figures_series WHERE measure_id = ? AND council IS ? LIMIT 1"
        return self.db.execute(query, [measure, row["council"]]).fetchone() is not None

    def same_value(self, measure: str, row: sqlite3.Row) -> bool:
        """Whether one of its figures of the same council has the very value and period of the new one."""
        query = """SELECT 1 FROM figures INDEXED BY figures_series WHERE measure_id = ? AND council IS ? AND value = ?
            AND period_end = ? AND role = ? AND coalesce(area, '') = coalesce(?, '') LIMIT 1"""
        same = [row["council"], row["value"], row["period_end"], row["role"], row["area"]]
        return self.db.execute(query, [measure, *same]).fetchone() is not None


class _OwnFigures:
    """The figures of the paper at hand by the measure they were given: two values of one measure are told apart."""

    def __init__(self) -> None:
        self.by_measure: dict[str, dict[tuple[Any, ...], set[float]]] = {}

    def turn_to(self, rows: Sequence[sqlite3.Row]) -> None:
        """Begin with the figures of one paper, some of which may have a measure from before."""
        self.by_measure = {}
        for row in rows:
            if row["measure_id"] is not None:
                self.give(row["measure_id"], row)

    def give(self, measure: str, row: sqlite3.Row) -> None:
        """A figure of the paper got this measure."""
        self.by_measure.setdefault(measure, {}).setdefault(self._stated_for(row), set()).add(row["value"])

    def told_apart(self, measure: str, row: sqlite3.Row) -> bool:
        """Whether the paper states another value of that measure for the same period, area, role and unit."""
        values = self.by_measure.get(measure, {}).get(self._stated_for(row), set())
        return bool(values - {row["value"]})

    @staticmethod
    def _stated_for(row: sqlite3.Row) -> tuple[Any, ...]:
        return row["period_end"], row["role"], row["area"] or "", row["unit"]


class _Weights:
    """How much a word tells: rare words much, words of many measures little."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.total = db.execute("SELECT count(*) FROM measures").fetchone()[0]
        self.counts: dict[str, int] = {}
        """Measures of each word that was asked for: one paper asks for few of a large catalogue's."""
        self.weights: dict[str, float] = {}
        self.last: tuple[frozenset[str], float] | None = None

    def count(self, word: str) -> int:
        """How many measures have this word."""
        if word not in self.counts:
            row = self.db.execute("SELECT count(*) FROM measure_words WHERE word = ?", [word]).fetchone()
            self.counts[word] = row[0]
        return self.counts[word]

    def learn(self, words: Iterable[str]) -> None:
        """A new measure has these words, and is in the database already."""
        for word in set(words):
            if word in self.counts:
                self.counts[word] += 1
        self.total += 1
        self.weights.clear()
        self.last = None

    def weight(self, word: str) -> float:
        """Kept until the next measure is learnt."""
        weight = self.weights.get(word)
        if weight is None:
            weight = self.weights[word] = math.log(1 + (self.total + 10) / (1 + self.count(word)))
        return weight

    def likeness(self, a: frozenset[str], b: frozenset[str], floor: float) -> float:
        """Weighted share of common words, 0 to 1; 0 where one denies what the other states, or it is below ``floor``.

        ``fsum`` rounds once, so that the order of a set, which differs from run to run, cannot decide between equals.
        """
        common = math.fsum(map(self.weight, a & b))
        if common < floor * self.whole(a) or bool(a & NEGATIONS) != bool(b & NEGATIONS):
            return 0.0  # all words of both weigh at least as much as those of one
        return common / (math.fsum(map(self.weight, a | b)) or 1.0)

    def whole(self, words: frozenset[str]) -> float:
        """What all words of a name weigh together; kept for the last one, which is held against many."""
        if self.last is None or self.last[0] is not words:
            self.last = (words, math.fsum(map(self.weight, words)))
        return self.last[1]


def _new_measure(db: sqlite3.Connection, name: str, words: tuple[str, ...], unit: str) -> str:
    base = slug(name)[:60].strip("-") or "measure"
    measure, nth = f"{base}-{unit}".replace("_", "-"), 1
    while db.execute("SELECT 1 FROM measures WHERE id = ?", [measure]).fetchone():
        nth += 1
        measure = f"{base}-{unit}-{nth}".replace("_", "-")
    db.execute(
        "INSERT INTO measures (id, name, unit, registered, key) VALUES (?, ?, ?, 0, ?)",
        [measure, name[:1].upper() + name[1:], unit, _key(words)],
    )
    _index_words(db, measure, words)
    return measure


def _index_words(db: sqlite3.Connection, measure: str, words: Iterable[str]) -> None:
    db.executemany("INSERT OR IGNORE INTO measure_words VALUES (?, ?)", [[word, measure] for word in set(words)])


def _key(words: Iterable[str]) -> str:
    return " ".join(sorted(set(words)))


def _refresh_measures(db: sqlite3.Connection, measures: Iterable[str]) -> None:
    """Counts of the measures that got figures, and the themes of the figures that were just given a measure."""
    db.executemany(
        "UPDATE measures SET figures_count = (SELECT count(*) FROM figures WHERE measure_id = ?1) WHERE id = ?1",
        [[measure] for measure in sorted(measures)],
    )
    db.execute(
        """UPDATE figures SET theme = (SELECT theme FROM measures m WHERE m.id = figures.measure_id)
        WHERE document_id IN (SELECT id FROM linking) AND measure_id IS NOT NULL
          AND theme IS NOT (SELECT theme FROM measures m WHERE m.id = figures.measure_id)"""
    )
