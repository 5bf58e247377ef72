"""Committee: its meetings, its measures as small charts, its commitments by status."""

from __future__ import annotations

import datetime as dt
import sqlite3
from typing import Any

from minuted.catalogue import chart, series
from minuted.catalogue.site import Missing, Visit
from minuted.catalogue.sql import Row, all_rows, statements
from minuted.catalogue.wording import committee_slug, period_words, value_words

PATTERN = "/committee/(?P<slug>[^/]+)"
SQL = statements("meetings")
STATUS_ORDER = ("overdue", "due", "open", "partly_answered", "answered", "superseded", "closed", "noted")


async def page(visit: Visit) -> Any:
    """``/committee/COUNCIL-COMMITTEE``."""
    found = await visit.ask(committee_page, visit.named["slug"])
    if found is None:
        raise Missing("no committee of that address")
    for card in found["cards"]:
        card["chart"] = small_chart(card["rows"], card["unit"])
    return await visit.show("committee.html", **found, slug=visit.named["slug"])


def committee_of(db: sqlite3.Connection, slug: str) -> Row | None:
    """The council and committee of an address."""
    for row in all_rows(db, statements("home")["committees"]):
        if committee_slug(row["council"], row["committee"]) == slug:
            return row
    return None


def committee_page(db: sqlite3.Connection, slug: str) -> dict[str, Any] | None:
    """All that the page shows, or None where there is no such committee."""
    body = committee_of(db, slug)
    if body is None:
        return None
    measures = all_rows(db, SQL["committee_measures"], body)
    return {
        "body": body,
        "meetings": all_rows(db, SQL["of_committee"], body),
        "statuses": sorted(
            all_rows(db, SQL["committee_commitments"], body), key=lambda row: STATUS_ORDER.index(row["status"])
        ),
        "cards": [card for measure in measures if (card := scorecard(db, measure, body["council"]))][:12],
        "other_measures": len(measures),
    }


def scorecard(db: sqlite3.Connection, measure: Row, council: str | None) -> Row | None:
    """A measure's latest value, its change and its series; None where no period is known."""
    rows = all_rows(db, SQL["measure_figures"], {"measure": measure["id"], "council": council})
    units = [row["unit"] for row in rows]
    if not rows:
        return None
    unit = max(set(units), key=lambda one: (units.count(one), one))
    ordered = series.told_once([row for row in rows if row["unit"] == unit])
    latest = series.compared(ordered)[-1]
    rows = [row for row in ordered if series.alike(row, latest)]
    return {**measure, "unit": unit, "latest": latest, "rows": rows}


def small_chart(rows: list[Row], unit: str) -> chart.Chart | None:
    """A small line of one series."""
    points = tuple(
        chart.Point(
            dt.date.fromisoformat(row["period_end"]), row["value"],
            f"{period_words(row['period_label'])}: {value_words(row['value'], unit)}",
        )
        for row in rows
    )  # fmt: skip
    return chart.draw([chart.Line("Actual", "actual", points)], unit, width=320, height=150, small=True)
