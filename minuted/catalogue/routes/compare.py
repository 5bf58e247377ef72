"""Compare: one measure across councils and areas, at each place's own latest period or at one chosen."""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import Any

from minuted.catalogue import chart, series
from minuted.catalogue.routes.measure import lines_of
from minuted.catalogue.site import Missing, Visit
from minuted.catalogue.sql import Row, all_rows, one_row, statements
from minuted.catalogue.wording import period_words

PATTERN = "/compare"
SQL = statements("compare")
MOST = 1_000
"""Figures that a page looks at, those of the latest periods."""


async def page(visit: Visit) -> Any:
    """``/compare?measure=ID&period=…``; without a measure, a choice of those that several places report."""
    if not visit.one("measure"):
        measures = await visit.ask(all_rows, SQL["measures"])
        committees = await visit.ask(all_rows, statements("home")["committees"])
        return await visit.show("compare_choose.html", measures=measures, committees=committees)
    found = await visit.ask(compare, visit.one("measure"), visit.one("period"))
    if found is None:
        raise Missing("no measure of that address")
    for row in found["places"]:  # here, because a template that awaits takes several times as long for hundreds of rows
        row["address"] = visit.to(f"/figure/{row['id']}")
        place = f"page/{row['page']}" if row["page"] else "text"
        row["paper_address"] = visit.to(f"/document/{row['document_id']}/{place}", fact=row["id"])
    lines = lines_of(visit, found.pop("all"), by_place=True)
    return await visit.show(
        "compare.html", **found, chart=chart.draw(lines, found["unit"]),
        chart_small=chart.draw(lines, found["unit"], width=340, height=300, small=True),
    )  # fmt: skip


def compare(db: sqlite3.Connection, measure_id: str, period: str) -> dict[str, Any] | None:
    """All that the page shows, or None where there is no such measure."""
    measure = one_row(db, "SELECT * FROM measures WHERE id = ?", [measure_id])
    if measure is None:
        return None
    latest = all_rows(db, SQL["figures"], {"measure": measure_id, "period": "", "limit": MOST})
    units = Counter(row["unit"] for row in latest)
    unit = units.most_common(1)[0][0] if units else measure["unit"] or "count"
    rows = told_in(unit, latest)
    periods = sorted({(row["period_end"], row["period_label"]) for row in rows}, reverse=True)
    cut = len(latest) == MOST
    if period and cut:
        only = all_rows(db, SQL["figures"], {"measure": measure_id, "period": period, "limit": MOST})
        places = by_place(told_in(unit, only), period)
    else:
        places = by_place(rows, period)
    largest = max((abs(row["value"]) for row in places), default=0) or 1
    for row in places:
        row["share"] = round(100 * abs(row["value"]) / largest, 1)
    return {
        "measure": measure, "unit": unit, "places": places, "all": rows, "period": period,
        "periods": [(label, period_words(label)) for _, label in periods], "most": MOST if cut else None,
    }  # fmt: skip


def told_in(unit: str, rows: list[Row]) -> list[Row]:
    """Each value of one unit once, however often it was told."""
    return [row for told in series.of_each(row for row in rows if row["unit"] == unit) for row in told]


def by_place(rows: list[Row], period: str) -> list[Row]:
    """The latest statement for each place, of the period where one is chosen, highest value first."""
    found: dict[tuple[str, str], Row] = {}
    wanted = [row for row in rows if not period or row["period_label"] == period]
    for row in sorted(wanted, key=lambda row: (row["period_end"], row["meeting_date"] or ""), reverse=True):
        found.setdefault(series.place_of(row), row)
    return sorted(found.values(), key=lambda row: row["value"], reverse=True)
