"""Corrections over a catalogue that is served immutable: the corrected rows stand in temporary views.

The views have the names of the tables, so that every page's SQL sees the corrected rows and need not know.  They live
in the connection's own temporary database; the file itself is never written.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from minuted import reviews

CORRECTED = ("figures", "commitments", "follow_ups", "measures")
LOOKED_UP = frozenset({"measure_id", "council", "committee", "meeting_id", "commitment_id", "document_id"})
"""Columns that pages look many rows up by: where a correction changes one, the rows stand beside each other."""


def refresh(connection: sqlite3.Connection, reviews_path: Path) -> None:
    """Bring the corrected rows of this connection up to date with the reviews database, where it has changed."""
    version = _version(reviews_path)
    if version == _seen(connection):
        return
    connection.execute("BEGIN")
    for table in (*CORRECTED, "corrections"):
        connection.execute(f"DROP VIEW IF EXISTS temp.{table}")
        connection.execute(f"DROP TABLE IF EXISTS temp.{table}_corrected")
    if version:
        corrected = reviews.corrected_rows(connection, reviews_path)
        for table, rows in corrected.values.items():
            _stand_over(connection, table, rows)
        for measure in corrected.measures:
            _count_again(connection, measure)
        _history(connection, reviews_path)
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS overlay_state (version TEXT)")
    connection.execute("DELETE FROM temp.overlay_state")
    connection.execute("INSERT INTO temp.overlay_state VALUES (?)", [version])
    connection.execute("COMMIT")


def _stand_over(connection: sqlite3.Connection, table: str, rows: dict[str, dict[str, Any]]) -> None:
    names = _names(connection, table)
    connection.execute(
        f"CREATE TEMP TABLE {table}_corrected AS SELECT rowid AS row_number, {names} FROM main.{table} WHERE 0"
    )
    for key, changes in rows.items():
        _copy(connection, table, key)
        sets = ", ".join(f'"{name}" = ?' for name in changes)
        connection.execute(f"UPDATE temp.{table}_corrected SET {sets} WHERE id = ?", [*changes.values(), key])
    connection.execute(f"CREATE INDEX temp.{table}_corrected_id ON {table}_corrected(id)")
    connection.execute(f"CREATE INDEX temp.{table}_corrected_row ON {table}_corrected(row_number)")
    changed = {name for changes in rows.values() for name in changes}
    if table == "measures":
        changed.add("figures_count")
    whole = _beside_each_other if changed & LOOKED_UP else _in_their_place
    connection.execute(f"CREATE TEMP VIEW {table} AS {whole(table, names, changed)}")


def _in_their_place(table: str, names: str, changed: set[str]) -> str:
    """The file's own rows with the corrected columns replaced: pages still find them by the file's indexes."""
    columns = [
        f"CASE WHEN t.rowid IN (SELECT row_number FROM temp.{table}_corrected) THEN "
        f"(SELECT {name} FROM temp.{table}_corrected WHERE row_number = t.rowid) ELSE t.{name} END AS {name}"
        if name.strip('"') in changed
        else f"t.{name} AS {name}"
        for name in names.split(", ")
    ]
    return f"SELECT t.rowid AS rowid, {', '.join(columns)} FROM main.{table} t"


def _beside_each_other(table: str, names: str, changed: set[str]) -> str:
    """The file's other rows, and the corrected ones: what a row is looked up by has changed."""
    return (
        f"SELECT rowid AS rowid, {names} FROM main.{table} "
        f"WHERE id NOT IN (SELECT id FROM temp.{table}_corrected) "
        f"UNION ALL SELECT row_number AS rowid, {names} FROM temp.{table}_corrected"
    )


def _names(connection: sqlite3.Connection, table: str) -> str:
    columns = connection.execute(f"SELECT name FROM pragma_table_info('{table}', 'main')")
    return ", ".join(f'"{row[0]}"' for row in columns)


def _copy(connection: sqlite3.Connection, table: str, key: str) -> None:
    connection.execute(
        f"INSERT INTO temp.{table}_corrected SELECT rowid, {_names(connection, table)} FROM main.{table} WHERE id = ? "
        f"AND id NOT IN (SELECT id FROM temp.{table}_corrected)",
        [key],
    )


def _count_again(connection: sqlite3.Connection, measure: str) -> None:
    _copy(connection, "measures", measure)
    connection.execute(
        "UPDATE temp.measures_corrected SET figures_count = "
        "(SELECT count(*) FROM temp.figures WHERE measure_id = ?) WHERE id = ?",
        [measure, measure],
    )


def _history(connection: sqlite3.Connection, reviews_path: Path) -> None:
    """The corrections themselves, as the pages show them beside a fact."""
    connection.execute("CREATE TEMP TABLE corrections_corrected AS SELECT * FROM main.corrections WHERE 0")
    kept = reviews.open_reviews(reviews_path)
    names = "id, kind, target, field, before, after, reason, actor, at, undone_at"
    for row in kept.execute(f"SELECT {names} FROM corrections"):
        connection.execute(
            f"INSERT INTO temp.corrections_corrected ({names}) VALUES ({', '.join('?' * len(row))})", list(row)
        )
    kept.close()
    connection.execute("CREATE TEMP VIEW corrections AS SELECT * FROM temp.corrections_corrected")


def _version(path: Path) -> str:
    """Changes whenever the reviews database does, the part of it that still stands in its log included."""
    parts = []
    for file in (path, path.with_name(path.name + "-wal")):
        try:
            found = file.stat()
        except OSError:
            continue
        parts.append(f"{found.st_mtime_ns}:{found.st_size}")
    return "/".join(parts)


def _seen(connection: sqlite3.Connection) -> str:
    try:
        row = connection.execute("SELECT version FROM temp.overlay_state").fetchone()
    except sqlite3.OperationalError:
        return ""
    return str(row[0]) if row else ""
