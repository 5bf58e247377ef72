"""Measure: one series, drawn and as a table, with its targets, its changes and the words about it."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import Counter
from collections.abc import Iterator
from typing import Any

from minuted.catalogue import chart, exports, series, values
from minuted.catalogue.site import Missing, Visit
from minuted.catalogue.sql import Row, all_rows, one_row, statements
from minuted.catalogue.wording import ROLES, period_words, value_words

PATTERN = r"/measure/(?P<id>[^/]+?)(?:\.(?P<format>csv|xlsx|json))?"
SQL = statements("measure")
FIELDS = (
    "measure", "value", "value_to", "unit", "quote", "area", "period_label", "period_start", "period_end", "role",
    "qualifier", "rag", "council", "committee", "meeting_date", "document_title", "page", "context", "confidence",
    "id", "document_id", "permalink",
)  # fmt: skip
PICKED = ("council", "area", "role", "unit")
MOST = 1_500
"""Figures that a page shows, the latest."""
MANY = 300
"""Of a measure that has more and is reported by several councils a page shows one council's at a time."""


async def page(visit: Visit) -> Any:
    """``/measure/ID``."""
    picked = {name: visit.one(name) for name in PICKED}
    if visit.named.get("format"):
        return await _file(visit, picked, visit.named["format"])
    found = await visit.ask(measure_page, visit.named["id"], picked)
    if found is None:
        raise Missing("no measure of that address")
    lines = lines_of(visit, [row for table in found["tables"] for row in table.rows])
    unit = found["unit"]
    return await visit.show(
        "measure.html", **found, chart=chart.draw(lines, unit),
        chart_small=chart.draw(lines, unit, width=340, height=300, small=True),
        query={name: visit.one(name) for name in PICKED if visit.one(name)},
    )  # fmt: skip


def measure_page(db: sqlite3.Connection, identifier: str, picked: dict[str, str]) -> dict[str, Any] | None:
    """All that the page shows, or None where there is no such measure."""
    measure = one_row(db, SQL["measure"], [identifier])
    if measure is None:
        return None
    councils = all_rows(db, SQL["councils"], [identifier]) if (measure["figures_count"] or 0) > MANY else []
    shown = picked["council"] or (_called(councils[0]["council"]) if len(councils) > 1 else "")
    values_of = {"id": identifier, "limit": MOST, "council": None if shown == "-" else shown, "all": not shown}
    every = all_rows(db, SQL["figures_of_council" if shown else "figures"], values_of)
    rows = [row for row in every if all(_is(row, name, value) for name, value in picked.items() if value)]
    units = Counter(row["unit"] for row in rows if row["role"] != "change")
    unit = units.most_common(1)[0][0] if units else measure["unit"] or "count"
    picks = {name: _choices(every, name) for name in PICKED}
    if len(councils) > 1:
        picks["council"] = [(_called(row["council"]), row["figures"]) for row in councils]
    return {
        "measure": measure,
        "unit": unit,
        "figures": rows,
        "one_of_many": shown if len(councils) > 1 else "",
        "cut": len(every) == MOST,
        "tables": values.tables_of(rows),
        "picks": picks,
        "aliases": all_rows(db, SQL["aliases"], [identifier]),
        "passages": all_rows(db, SQL["passages"], values_of),
        "related": all_rows(db, SQL["related"], measure) if measure["theme"] else [],
    }


def _called(council: str | None) -> str:
    return council or "-"


def _is(row: Row, name: str, value: str) -> bool:
    return (row[name] or "") == ("" if value == "-" else value)


def _choices(rows: list[Row], name: str) -> list[tuple[str, int]]:
    counted = Counter(row[name] or "-" for row in rows)
    return counted.most_common(30) if len(counted) > 1 else []


def lines_of(visit: Visit, rows: list[Row], *, by_place: bool = False) -> list[chart.Line]:
    """What the chart draws: the fullest lines of the most frequent unit, actual values first.

    A line holds periods of one length; single days join the length that their series is mostly told in.  Where any
    place has several values, those with one are left to the table.
    """
    rows = [*rows, *(row["target"] for row in rows if row.get("target"))]
    drawn = [row for row in rows if row["period_end"] and row["role"] != "change"]
    units = Counter(row["unit"] for row in drawn)
    unit = units.most_common(1)[0][0] if units else ""
    groups = _by_length([row for row in drawn if row["unit"] == unit])
    found = [((*key, length), points) for key, parts in groups.items() for length, points in parts.items()]
    if any(len(points) > 1 for _, points in found):
        found = [(key, points) for key, points in found if len(points) > 1]
    place = {role: n for n, role in enumerate(values.ORDER)}
    best = sorted(found, key=lambda item: (-len(item[1]), place.get(item[0][2], 9)))[: chart.STYLES]
    best.sort(key=lambda item: (place.get(item[0][2], 9), str(item[0])))
    several = by_place or len({key[0] for key, _ in best}) > 1
    lengths = Counter(key[:-1] for key, _ in best)
    return [_line(visit, key, points, several, by_place, lengths[key[:-1]] > 1) for key, points in best]


def _by_length(rows: list[Row]) -> dict[tuple[Any, ...], dict[str, list[Row]]]:
    """Series -> length of the period -> one row for each end of a period."""
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(series.key_of(row), []).append(row)
    found: dict[tuple[Any, ...], dict[str, list[Row]]] = {}
    for key, group in groups.items():
        told = [(series.length_of(row), row) for row in group]
        if len(told) == 1:
            found[key] = {told[0][0]: group}
            continue
        lengths = Counter(length for length, _ in told if length != "day")
        mostly = lengths.most_common(1)[0][0] if lengths else "day"
        parts: dict[str, dict[str, Row]] = {}
        for length, row in sorted(told, key=lambda each: each[0] == "day"):
            parts.setdefault(mostly if length == "day" else length, {}).setdefault(row["period_end"], row)
        found[key] = {length: list(points.values()) for length, points in parts.items()}
    return found


def _line(
    visit: Visit, key: tuple[Any, ...], rows: list[Row], several: bool, by_place: bool, of_several_lengths: bool
) -> chart.Line:
    council, own_area, role, unit, length = key
    area = next((row["area"] for row in rows if row["area"]), None) if own_area else None
    where = area or (council if several else None)
    word = "Actual" if role == "actual" else ROLES.get(role, role)
    name = where if where and (by_place or role == "comparator") else f"{word}, {where}" if where else word
    if of_several_lengths:
        name = f"{name}, each {length}"
    points = tuple(
        chart.Point(
            dt.date.fromisoformat(row["period_end"]), row["value"],
            f"{name}, {period_words(row['period_label'])}: {value_words(row['value'], unit)}",
            visit.to(f"/figure/{row['id']}"),
        )
        for row in rows
    )  # fmt: skip
    return chart.Line(str(name), role, points)


async def _file(visit: Visit, picked: dict[str, str], form: str) -> Any:
    measure = await visit.ask(one_row, SQL["measure"], [visit.named["id"]])
    if measure is None:
        raise Missing("no measure of that address")

    def rows(db: sqlite3.Connection) -> Iterator[Row]:
        for row in map(dict, db.execute(SQL["every_figure"], [measure["id"]])):
            if all(_is(row, name, value) for name, value in picked.items() if value):
                yield {**row, "permalink": visit.absolute(f"/figure/{row['id']}")}

    return await exports.send(
        visit, form, rows, FIELDS, measure["id"], measure=measure["name"], measure_id=measure["id"]
    )
