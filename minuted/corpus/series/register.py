"""The register of common measures of local government (``measures.csv``): names, aliases, units, public sources."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from minuted.corpus.series.names import content_words, key_of, unit_family


def load_register(db: sqlite3.Connection) -> None:
    """Put the registered measures and their aliases into the database, where they are not yet there."""
    if db.execute("SELECT 1 FROM measures WHERE registered = 1 LIMIT 1").fetchone():
        return
    for row in registered_measures():
        db.execute(
            """INSERT OR IGNORE INTO measures (id, name, unit, theme, polarity, source, source_url, registered, key)
            VALUES (:id, :name, :unit, :theme, :polarity, :source, :source_url, 1, :key)""",
            {**row, "key": key_of(content_words(row["name"]))},
        )
        for name in names_in(row):
            db.execute("INSERT OR IGNORE INTO measure_aliases VALUES (?, ?, 'register')", [row["id"], name])
            index_words(db, row["id"], content_words(name))


def index_words(db: sqlite3.Connection, measure: str, words: Iterable[str]) -> None:
    """Make ``measure`` findable by these words."""
    db.executemany("INSERT OR IGNORE INTO measure_words VALUES (?, ?)", [[word, measure] for word in set(words)])


def names_in(row: dict[str, str]) -> list[str]:
    """The name of a registered measure and its aliases."""
    return [row["name"], *filter(None, (alias.strip() for alias in row["aliases"].split("|")))]


@cache
def registered_measures() -> tuple[dict[str, str], ...]:
    """The rows of ``measures.csv``."""
    text = files("minuted.corpus.series").joinpath("measures.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def registered_ids() -> frozenset[str]:
    """The ids of the registered measures."""
    return frozenset(row["id"] for row in registered_measures())


@cache
def registered_keys() -> dict[tuple[str, str], str]:
    """(key, unit family) of every registered name and alias -> measure id."""
    keys: dict[tuple[str, str], str] = {}
    for row in registered_measures():
        for name in names_in(row):
            keys.setdefault((key_of(content_words(name)), unit_family(row["unit"])), row["id"])
    return keys


@cache
def registered_names() -> dict[str, tuple[frozenset[str], ...]]:
    """The content words of every name of each registered measure."""
    return {row["id"]: tuple(content_words(n) for n in names_in(row)) for row in registered_measures()}


@cache
def registered_rarity() -> dict[str, int]:
    """How many registered measures use a word in their names."""
    counts: dict[str, int] = {}
    for names in registered_names().values():
        for word in frozenset().union(*names):
            counts[word] = counts.get(word, 0) + 1
    return counts
