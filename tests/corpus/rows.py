"""Rows for tests: a catalogue in memory, filled through plain INSERTs with what a test is about."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from minuted.corpus.schema import open_database


def new_catalogue(folder: Path) -> sqlite3.Connection:
    return open_database(folder / "test.db")


def insert(db: sqlite3.Connection, table: str, **values: Any) -> str:
    names = ", ".join(f'"{name}"' for name in values)
    db.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(values))})", list(values.values()))
    return str(values.get("id"))


def add_document(db: sqlite3.Connection, document: str, **values: Any) -> str:
    defaults = {"file_name": f"{document}.pdf", "sha256": document * 5, "status": "read", "council": "Tarrowdale"}
    return insert(db, "documents", id=document, **{**defaults, **values})


def add_figure(db: sqlite3.Connection, document: str, start: int, quote: str, value: float, **values: Any) -> str:
    row = db.execute("SELECT council, committee, meeting_date FROM documents WHERE id = ?", [document]).fetchone()
    defaults = {
        "unit": "percent", "role": "actual", "measure": "calls answered", "context": quote, **dict(row),
    }  # fmt: skip
    return insert(
        db, "figures", id=f"{document}f{start}", document_id=document, start=start, end=start + len(quote),
        quote=quote, value=value, **{**defaults, **values},
    )  # fmt: skip
