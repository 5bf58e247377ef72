"""A digest of what a catalogue holds, whatever order it was written in and however many processes read the papers.

Two runs over the same papers with the same rules must give one digest; so must any change that only makes minuted
faster.  Left out is what says when and how a run went, and the numbers that SQLite gives to rows.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator

LEFT_OUT_TABLES = frozenset({"runs", "sources", "_sqlite_migrations"})
"""Tables that record runs, not content."""
LEFT_OUT_COLUMNS = frozenset(
    {("documents", "added_at"), ("documents", "read_at"), ("issues", "id"), ("corrections", "id")}
)
"""Run times, and ids that only count rows."""


def database_digest(db: sqlite3.Connection) -> str:
    """SHA-256 over every public table, its rows sorted; the same content gives the same digest.

    >>> one, two = sqlite3.connect(":memory:"), sqlite3.connect(":memory:")
    >>> for db, rows in ((one, [(1,), (2,)]), (two, [(2,), (1,)])):
    ...     _ = db.execute("CREATE TABLE figures (value REAL)"), db.executemany("INSERT INTO figures VALUES (?)", rows)
    >>> database_digest(one) == database_digest(two)
    True
    """
    whole = hashlib.sha256()
    for table, digest in table_digests(db).items():
        whole.update(f"{table} {digest}\n".encode())
    return whole.hexdigest()


def table_digests(db: sqlite3.Connection) -> dict[str, str]:
    """The digest of each public table by its name: says which table differs where two databases do."""
    return {table: _digest_of_rows(db, table) for table in _public_tables(db)}


def _public_tables(db: sqlite3.Connection) -> list[str]:
    """Tables of ours, in order: neither the full-text indexes (made from the others) nor SQLite's own."""
    rows = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    virtual = [row[0] for row in rows if row[1].upper().startswith("CREATE VIRTUAL")]
    return [
        row[0]
        for row in rows
        if row[0] not in LEFT_OUT_TABLES
        and not row[0].startswith("sqlite_")
        and not any(row[0] == name or row[0].startswith(f"{name}_") for name in virtual)
    ]


def _digest_of_rows(db: sqlite3.Connection, table: str) -> str:
    """Rows are hashed one by one and the hashes sorted, so that a large table needs 32 bytes a row."""
    columns = [row[1] for row in db.execute(f'PRAGMA table_info("{table}")') if (table, row[1]) not in LEFT_OUT_COLUMNS]
    digest = hashlib.sha256(" ".join(columns).encode())
    for row in sorted(_hashed_rows(db, table, columns)):
        digest.update(row)
    return digest.hexdigest()


def _hashed_rows(db: sqlite3.Connection, table: str, columns: list[str]) -> Iterator[bytes]:
    named = ", ".join(f'"{name}"' for name in columns)
    cursor = db.cursor()
    cursor.row_factory = None
    for row in cursor.execute(f'SELECT {named} FROM "{table}"'):
        yield hashlib.sha256(repr(row).encode()).digest()
