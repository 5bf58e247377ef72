"""Which measure each figure belongs to: the register first, then the same words, then similar words nearby.

The user's merges and splits are corrections (``minuted.reviews``) and are applied after this, so that they win.
"""

from __future__ import annotations

import csv
import math
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

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


@dataclass(frozen=True)
class Candidate:
    """A measure that a new name could mean."""

    measure_id: str
    names: tuple[frozenset[str], ...]
    """The content words of each of its names."""
    nearby: bool
    same_value: bool
    """Whether one of its figures of the same council has the very value and period of the new figure."""
    told_apart: bool
    """Whether the same paper states another value of it for the same period, area and role: it means two things."""


def assign_series(db: sqlite3.Connection, document_ids: Sequence[str]) -> int:
    """Give every figure of ``document_ids`` its measure; returns how many measures are new.

    Papers are taken in the order of their meetings, so that the outcome does not depend on the order of adding
    within one call.
    """
    load_register(db)
    weights = _Weights(db)
    made = 0
    touched: set[str] = set()
    for row in _figures(db, document_ids):
        if not row["measure"] or not (words := content_words(row["measure"])):
            continue
        unit = unit_family(row["unit"])
        measure = _match(db, words, unit, row, weights)
        if measure is None:
            measure = _new_measure(db, row["measure"], words, unit)
            weights.learn(words)
            made += 1
        db.execute("UPDATE figures SET measure_id = ? WHERE id = ?", [measure, row["id"]])
        db.execute(
            "INSERT OR IGNORE INTO measure_aliases (measure_id, alias, origin) VALUES (?, ?, 'paper')",
            [measure, row["measure"]],
        )
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


def _match(
    db: sqlite3.Connection, words: tuple[str, ...], unit: str, row: sqlite3.Row, weights: _Weights
) -> str | None:
    key = _key(words)
    registered = _registered_keys().get((key, unit))
    if registered is not None:
        return registered
    same = db.execute("SELECT id FROM measures WHERE key = ? AND unit = ? ORDER BY id LIMIT 1", [key, unit]).fetchone()
    if same is not None:
        return str(same["id"])
    best: tuple[float, str] | None = None
    for candidate in _candidates(db, words, unit, row):
        if candidate.told_apart:
            continue
        alike = max(weights.likeness(frozenset(words), name) for name in candidate.names)
        floor = SAME_VALUE if candidate.same_value else NEARBY if candidate.nearby else ELSEWHERE
        if alike >= floor and (best is None or (alike, candidate.measure_id) > best):
            best = (alike, candidate.measure_id)
    return best[1] if best else None


def _candidates(db: sqlite3.Connection, words: tuple[str, ...], unit: str, row: sqlite3.Row) -> list[Candidate]:
    marks = ", ".join("?" * len(set(words)))
    found = db.execute(
        f"""SELECT m.id, group_concat(a.alias, char(10)) AS names,
            EXISTS (SELECT 1 FROM figures f WHERE f.measure_id = m.id AND f.council IS ?) AS nearby,
            EXISTS (SELECT 1 FROM figures f WHERE f.measure_id = m.id AND f.council IS ? AND f.value = ?
                    AND f.period_end = ? AND f.role = ? AND coalesce(f.area, '') = coalesce(?, '')) AS same_value,
            EXISTS (SELECT 1 FROM figures f WHERE f.measure_id = m.id AND f.document_id = ? AND f.value <> ?
                    AND f.period_end IS ? AND f.role = ? AND coalesce(f.area, '') = coalesce(?, '')
                    AND f.unit = ?) AS told_apart
        FROM measures m JOIN measure_aliases a ON a.measure_id = m.id
        WHERE m.unit = ? AND m.id IN
            (SELECT measure_id FROM measure_words WHERE word IN ({marks})
             GROUP BY measure_id ORDER BY count(*) DESC, measure_id LIMIT {MOST_CANDIDATES})
        GROUP BY m.id""",
        [row["council"], row["council"], row["value"], row["period_end"], row["role"], row["area"],
         row["document_id"], row["value"], row["period_end"], row["role"], row["area"], row["unit"], unit,
         *sorted(set(words))],
    )  # fmt: skip
    return [
        Candidate(
            measure["id"],
            tuple(frozenset(content_words(name)) for name in measure["names"].split("\n")),
            bool(measure["nearby"]),
            bool(measure["same_value"]),
            bool(measure["told_apart"]),
        )
        for measure in found
    ]


class _Weights:
    """How much a word tells: rare words much, words of many measures little."""

    def __init__(self, db: sqlite3.Connection) -> None:
        rows = db.execute("SELECT word, count(*) AS n FROM measure_words GROUP BY word")
        self.counts = Counter({row["word"]: row["n"] for row in rows})
        self.total = db.execute("SELECT count(*) FROM measures").fetchone()[0]

    def learn(self, words: Iterable[str]) -> None:
        self.counts.update(set(words))
        self.total += 1

    def weight(self, word: str) -> float:
        return math.log(1 + (self.total + 10) / (1 + self.counts[word]))

    def likeness(self, a: frozenset[str], b: frozenset[str]) -> float:
        """Weighted share of common words, 0 to 1; 0 where one denies what the other states."""
        if bool(a & NEGATIONS) != bool(b & NEGATIONS):
            return 0.0
        return sum(map(self.weight, a & b)) / (sum(map(self.weight, a | b)) or 1.0)


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
    for measure in measures:
        db.execute(
            "UPDATE measures SET figures_count = (SELECT count(*) FROM figures WHERE measure_id = ?1) WHERE id = ?1",
            [measure],
        )
        db.execute(
            """UPDATE figures SET theme = (SELECT theme FROM measures WHERE id = ?1)
            WHERE measure_id = ?1 AND theme IS NOT (SELECT theme FROM measures WHERE id = ?1)""",
            [measure],
        )
