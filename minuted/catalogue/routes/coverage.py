"""Coverage: what was read, what was not and why, by committee and month, gaps shown."""

from __future__ import annotations

import sqlite3
from typing import Any

from minuted.catalogue.site import Visit
from minuted.catalogue.sql import Row, all_rows, statements

PATTERN = "/coverage"
SQL = statements("coverage")
TROUBLES = ("partly_read", "needs_ocr", "failed", "empty", "not_run")
MOST_COMMITTEES = 40
"""Committees of which every month is shown; where there are more, their councils are listed first."""


async def page(visit: Visit) -> Any:
    """``/coverage?council=…``."""
    found = await visit.ask(coverage, visit.one("council"))
    return await visit.show("coverage.html", **found, troubles=TROUBLES, council=visit.one("council"))


def coverage(db: sqlite3.Connection, council: str) -> dict[str, Any]:
    """All that the page shows."""
    groups: dict[tuple[str, str], list[Row]] = {}
    councils = [] if council else all_rows(db, SQL["councils"])
    if len(councils) < 2 or sum(row["committees"] for row in councils) <= MOST_COMMITTEES:
        councils = []
        for row in all_rows(db, SQL["months"], {"council": council}):
            groups.setdefault((row["council"] or "", row["committee"] or ""), []).append(row)
    return {
        "councils": councils,
        "committees": [(c, k, with_gaps(rows)) for (c, k), rows in groups.items()],
        "totals": {row["status"]: row["papers"] for row in all_rows(db, SQL["totals"])},
        "unread": all_rows(db, SQL["unread"]),
        "without_date": db.execute(SQL["without_date"]).fetchone()[0],
        "runs": all_rows(db, SQL["runs"]),
        "sources": all_rows(db, SQL["sources"]),
    }


def with_gaps(rows: list[Row]) -> list[Row]:
    """The months with papers, newest first, and between them one row for each run of months without.

    >>> [(row["month"], row["papers"], row.get("until")) for row in with_gaps(
    ...     [{"month": "2023-08", "papers": 2}, {"month": "2023-11", "papers": 1}, {"month": "2024-01", "papers": 1}])]
    [('2024-01', 1, None), ('2023-12', 0, None), ('2023-11', 1, None), ('2023-09', 0, '2023-10'), ('2023-08', 2, None)]
    """
    found: list[Row] = []
    for row in rows:
        before = found[-1]["month"] if found else None
        first = following(before) if before and row["month"] else None
        if first and first < row["month"]:
            last = preceding(row["month"])
            found.append({"month": first, "until": last if last > first else None, "papers": 0})
        found.append(row)
    return found[::-1]


def preceding(month: str) -> str:
    """The month before.

    >>> preceding("2024-01")
    '2023-12'
    """
    year, number = divmod(int(month[:4]) * 12 + int(month[5:7]) - 2, 12)
    return f"{year:04d}-{number + 1:02d}"


def following(month: str) -> str:
    """The month after.

    >>> following("2023-12")
    '2024-01'
    """
    year, number = divmod(int(month[:4]) * 12 + int(month[5:7]), 12)
    return f"{year:04d}-{number + 1:02d}"
