"""The statements of ``queries/*.sql``: one file a page, each statement under a line ``-- name: …``.

``$figure``, ``$commitment`` and ``$passage`` in a statement stand for what a whole row of each kind is (``rows.sql``).
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

Row = dict[str, Any]


@cache
def statements(page: str) -> Mapping[str, str]:
    """The statements of one file by name.

    >>> sorted(statements("rows"))
    ['commitment', 'figure', 'passage']
    """
    text = files("minuted.catalogue").joinpath("queries", f"{page}.sql").read_text(encoding="utf-8")
    parts = re.split(r"^-- name: (\w+)[^\n]*\n", text, flags=re.MULTILINE)
    found = dict(zip(parts[1::2], (part.strip().rstrip(";") for part in parts[2::2])))
    if page != "rows":
        rows = statements("rows")
        found = {
            name: re.sub(r"\$(figure|commitment|passage)\b", lambda m: rows[m[1]], text) for name, text in found.items()
        }
    return found


def all_rows(db: sqlite3.Connection, statement: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> list[Row]:
    """Every row of an answer as a plain dict."""
    return [dict(row) for row in db.execute(statement, values)]


def one_row(db: sqlite3.Connection, statement: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> Row | None:
    """The first row of an answer, or None."""
    row = db.execute(statement, values).fetchone()
    return dict(row) if row is not None else None
