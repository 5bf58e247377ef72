"""Coverage: what was read, what was not and why, by committee and month, gaps shown."""

from __future__ import annotations

import sqlite3
from typing import Any

from minuted.catalogue.site import Visit
from minuted.catalogue.sql import Row, all_rows, statements

PATTERN = "/coverage"
SQL = statements("coverage")
TROUBLES = ("partly_read", "needs_ocr", "failed", "empty", "not_run")
LONGEST_GAP = 36
"""Months without a paper that are listed one by one between two that have some."""


async def page(visit: Visit) -> Any:
    """``/coverage?council=…``."""
    found = await visit.ask(coverage, visit.one("council"))
    return await visit.show("coverage.html", **found, troubles=TROUBLES, council=visit.one("council"))


def coverage(db: sqlite3.Connection, council: str) -> dict[str, Any]:
    """All that the page shows."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in all_rows(db, SQL["months"], {"council": council}):
        groups.setdefault((row["council"] or "", row["committee"] or ""), []).append(row)
    return {
        "committees": [(c, k, with_gaps(rows)) for (c, k), rows in groups.items()],
        "totals": {row["status"]: row["papers"] for row in all_rows(db, SQL["totals"])},
        "unread": all_rows(db, SQL["unread"]),
        "without_date": db.execute(SQL["without_date"]).fetchone()[0],
        "runs": all_rows(db, SQL["runs"]),
        "sources": all_rows(db, SQL["sources"]),
    }


def with_gaps(rows: list[Row]) -> list[Row]:
    """The months with papers and, between them, those without, newest first.

    >>> [(row["month"], row["papers"]) for row in with_gaps(
    ...     [{"month": "2023-11", "papers": 2}, {"month": "2024-01", "papers": 1}])]
    [('2024-01', 1), ('2023-12', 0), ('2023-11', 2)]
    """
    found: list[Row] = []
    for row in rows:
        before = found[-1]["month"] if found else None
        month = following(before) if before and row["month"] else None
        gap: list[Row] = []
        while month and month < row["month"] and len(gap) < LONGEST_GAP:
            gap.append({"month": month, "papers": 0})
            month = following(month)
        found += [*gap, row]
    return found[::-1]


def following(month: str) -> str:
    """The month after.

    >>> following("2023-12")
    '2024-01'
    """
    year, number = divmod(int(month[:4]) * 12 + int(month[5:7]), 12)
    return f"{year:04d}-{number + 1:02d}"
