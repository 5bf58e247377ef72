"""Which measure each figure belongs to: the register first, then the same words, then similar words nearby.

The user's merges and splits are corrections (``minuted.reviews``) and are applied after this, so that they win.
"""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any

from minuted.corpus.ids import slug
from minuted.corpus.series.names import content_words, unit_family

CLOSE = 0.3
"""How alike two names in papers of one committee must be (share of common words) to be one measure: a committee hears
of one thing under many names, and a paper that states two values tells them apart."""
NEARBY = 0.62
"""The same for papers of one council's different committees."""
SAME_VALUE = 0.15
"""The same where both were stated with one value for one period, or with one value of three digits or more."""
ELSEWHERE = 0.85
"""The same for names that only other councils use: a wrong merge across councils is seen by nobody."""

NEGATIONS = frozenset({"not", "no", "non", "without", "never"})
MOST_CANDIDATES = 60
SHORTER = 0.6
"""How much the shorter of two names counts in what they could have in common."""
NAMELESS = (frozenset[str](),)


def assign_series(db: sqlite3.Connection, document_ids: Sequence[str]) -> int:
    """Give every figure of ``document_ids`` its measure; returns how many measures are new.

    Papers are taken in the order of their meetings, so that the outcome does not depend on the order of adding
    within one call.
    """
    load_register(db)
    made = 0
    touched: set[str] = set()
    own, known = _OwnFigures(), _KnownMeasures(db)
    for row in _paper_by_paper(_figures(db, document_ids), own):
        if not row["measure"] or not (words := content_words(row["measure"])):
            continue
        unit = unit_family(row["unit"])
        measure = _match(db, words, unit, row, own, known)
        if measure is None:
            measure = _new_measure(db, row["measure"], words, unit)
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
def _registered_ids() -> frozenset[str]:
    return frozenset(row["id"] for row in _register())


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
        shorter = 0.0 if measure in _registered_ids() else SHORTER
        alike = max(likeness(wanted, name, shorter) for name in known.names(measure))
        if alike < SAME_VALUE or (best is not None and (alike, measure) <= best) or own.told_apart(measure, row):
            continue
        near = (
            alike >= ELSEWHERE
            or (alike >= NEARBY and known.nearby(measure, row))
            or (alike >= CLOSE and known.close(measure, row))
        )
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

    def close(self, measure: str, row: sqlite3.Row) -> bool:
        """Whether papers of the same committee have figures of it."""
        if row["committee"] is None:
            return False
        query = """SELECT 1 FROM figures INDEXED BY figures_series WHERE measure_id = ? AND council IS ?
            AND committee = ? LIMIT 1"""
        return self.db.execute(query, [measure, row["council"], row["committee"]]).fetchone() is not None

    def same_value(self, measure: str, row: sqlite3.Row) -> bool:
        """Whether one of its figures of the same council has the very value, and the period unless it is telling."""
        query = """SELECT 1 FROM figures INDEXED BY figures_series WHERE measure_id = ? AND council IS ? AND value = ?
            AND (? OR period_end = ?) AND role = ? AND coalesce(area, '') = coalesce(?, '') LIMIT 1"""
        telling = len(f"{row['value']:g}".replace(".", "").strip("0-")) >= 3
        same = [row["council"], row["value"], telling, row["period_end"], row["role"], row["area"]]
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


def likeness(a: frozenset[str], b: frozenset[str], shorter_counts: float) -> float:
    """Share of common words, 0 to 1; 0 where one denies what the other states.

    ``shorter_counts`` (0 to 1) is how much the shorter name counts alone: papers name a thing in full once and in short
    from then on.  It is 0 for registered measures, whose names are of the whole council: "transport overspend" is not
    its overspend.

    >>> likeness(frozenset({"rent", "arrear"}), frozenset({"rent", "arrear", "tenant", "current"}), 0.0)
    0.5
    >>> likeness(frozenset({"standard", "met"}), frozenset({"standard", "not", "met"}), 0.6)
    0.0
    """
    common = len(a & b)
    if not common or bool(a & NEGATIONS) != bool(b & NEGATIONS):
        return 0.0
    return common / (shorter_counts * min(len(a), len(b)) + (1 - shorter_counts) * len(a | b))


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
