"""``minuted prepare``: a catalogue made ready to be served unchanged, as fast as SQLite can.

What is worked out here once need not be worked out on each page: counts of every table (in the file that Datasette
takes with ``--inspect-file``), statistics for SQLite's planner, full-text indexes in one piece, no free pages, and rows
numbered by the date of their meeting, so that a search finds the latest first and stops when it has enough.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from minuted.corpus.schema import open_database

FULL_TEXT = ("passages_fts", "figures_fts", "commitments_fts")
BY_DATE = {
    "passages": "(SELECT coalesce(meeting_date, '') FROM documents WHERE id = document_id)",
    "figures": "coalesce(meeting_date, '')",
    "commitments": "coalesce(meeting_date, '')",
}
"""The date that the rows of each searched table are numbered by."""


@dataclass(frozen=True)
class Prepared:
    """What was done: the file of counts, and the size of the catalogue before and after."""

    inspect_file: Path
    bytes_before: int
    bytes_after: int


def inspect_path(database: Path) -> Path:
    """Where the counts of a catalogue are kept: ``X.inspect.json`` beside ``X.db``.

    >>> inspect_path(Path("ostley.db"))
    PosixPath('ostley.inspect.json')
    """
    return database.with_suffix(".inspect.json")


def prepare(database: Path) -> Prepared:
    """Compact the catalogue, rebuild its full-text indexes, gather statistics and write the counts.

    Raises ``NotFound`` where there is no catalogue, and ``DatabaseError`` where another process writes to it.
    """
    db = open_database(database, create=False)
    before = database.stat().st_size
    try:
        with db:
            for table, date in BY_DATE.items():
                _number_by_date(db, table, date)
        db.execute("VACUUM")
        with db:
            for index in FULL_TEXT:  # VACUUM may number the rows of a table anew, and the indexes go by those numbers
                db.execute(f"INSERT INTO {index}({index}) VALUES ('rebuild')")
                db.execute(f"INSERT INTO {index}({index}) VALUES ('optimize')")
        db.execute("ANALYZE")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        counts = table_counts(db)
    finally:
        db.close()
    place = inspect_path(database)
    place.write_text(json.dumps({database.stem: _inspection(database, counts)}, indent=1), encoding="utf-8")
    return Prepared(place, before, database.stat().st_size)


def _number_by_date(db: sqlite3.Connection, table: str, date: str) -> None:
    """Number the rows of a table anew, by date and in the order of their papers, where they are not so already."""
    db.execute("DROP TABLE IF EXISTS temp.places")
    db.execute(
        f"""CREATE TEMP TABLE places AS SELECT rowid AS row, row_number() OVER (
            ORDER BY {date}, document_id, rowid) AS place FROM {table}"""
    )
    if not db.execute("SELECT 1 FROM temp.places WHERE row <> place LIMIT 1").fetchone():
        return
    db.execute("CREATE UNIQUE INDEX temp.places_row ON places(row)")
    indexes = db.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL", [table]
    ).fetchall()
    for name, _ in indexes:  # making them anew takes less time than moving each entry
        db.execute(f'DROP INDEX "{name}"')
    db.execute(f"UPDATE {table} SET rowid = -(SELECT place FROM temp.places WHERE row = {table}.rowid)")
    db.execute(f"UPDATE {table} SET rowid = -rowid")
    for _, sql in indexes:
        db.execute(sql)


def table_counts(db: sqlite3.Connection) -> dict[str, int]:
    """The number of rows of every table."""
    names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    return {name: db.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def _inspection(database: Path, counts: dict[str, int]) -> dict[str, object]:
    """What Datasette expects of an inspect file; the hash makes pages of another state of the file distinct."""
    with database.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {
        "hash": digest,
        "size": database.stat().st_size,
        "file": str(database),
        "tables": {name: {"count": count} for name, count in counts.items()},
    }
