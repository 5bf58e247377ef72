"""Measure: one series, drawn and as a table, with its targets, its changes and the words about it."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import Counter
from typing import Any

from minuted.catalogue import chart, exports, series
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
ORDER = ("actual", "target", "forecast", "budget", "comparator", "change")
PICKED = ("council", "area", "role", "unit")


async def page(visit: Visit) -> Any:
    """``/measure/ID``."""
    found = await visit.ask(measure_page, visit.named["id"], {name: visit.one(name) for name in PICKED})
    if found is None:
        raise Missing("no measure of that address")
    form = visit.named.get("format")
    if form:
        return _file(visit, found["measure"], found["figures"], form)
    lines = lines_of(visit, found["rows"])
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
    every = all_rows(db, SQL["figures"], [identifier])
    rows = [row for row in every if all(_is(row, name, value) for name, value in picked.items() if value)]
    units = Counter(row["unit"] for row in rows if row["role"] != "change")
    unit = units.most_common(1)[0][0] if units else measure["unit"] or "count"
    return {
        "measure": measure,
        "unit": unit,
        "figures": rows,
        "rows": with_changes(rows),
        "picks": {name: _choices(every, name) for name in PICKED},
        "aliases": all_rows(db, SQL["aliases"], [identifier]),
        "passages": all_rows(db, SQL["passages"], [identifier]),
        "related": all_rows(db, SQL["related"], measure) if measure["theme"] else [],
    }


def _is(row: Row, name: str, value: str) -> bool:
    return (row[name] or "") == ("" if value == "-" else value)


def _choices(rows: list[Row], name: str) -> list[tuple[str, int]]:
    counted = Counter(row[name] or "-" for row in rows)
    return counted.most_common(30) if len(counted) > 1 else []


def key_of(row: Row) -> tuple[Any, ...]:
    """What makes a line: the same council, area, role and unit."""
    return row["council"], (row["area"] or "").lower(), row["role"], row["unit"]


def with_changes(rows: list[Row]) -> list[Row]:
    """The rows, newest period first, with changes on two baselines; values that were stated anew are marked."""
    groups: dict[tuple[Any, ...], list[Row]] = {}
    rest = []
    for row in rows:
        whole = row["period_end"] and row["role"] not in ("change", "target")
        groups.setdefault(key_of(row), []).append(row) if whole else rest.append(row)
    found = []
    for group in groups.values():
        latest = series.compared(series.one_a_period(group))
        found += latest
        shown = {row["id"] for row in latest}
        found += [{**row, "replaced": True} for one in latest for row in one["earlier"] if row["id"] not in shown]
        values = {(row["period_end"], row["period_start"]): row["value"] for row in latest}
        found += [
            {**row, "again": True} for row in group
            if row["id"] not in shown and values[row["period_end"], row["period_start"]] == row["value"]
        ]  # fmt: skip
    found += _beside(found, rest)
    place = {role: n for n, role in enumerate(ORDER)}
    found.sort(
        key=lambda row: (row["period_end"] or row["meeting_date"] or "", -place.get(row["role"], 9)), reverse=True
    )
    return found


def _beside(found: list[Row], rest: list[Row]) -> list[Row]:
    """Put each target beside the value that it is the target of; returns what stands beside none."""
    targets: dict[tuple[Any, ...], Row] = {}
    for row in rest:
        if row["role"] == "target" and row["period_end"]:
            targets.setdefault(_place_in_time(row), row)
    used = set()
    for row in found:
        if row["role"] == "actual" and (target := targets.get(_place_in_time(row))):
            row["target"] = target
            used.add(_place_in_time(row))
    return [row for row in rest if row["role"] != "target" or _place_in_time(row) not in used]


def _place_in_time(row: Row) -> tuple[Any, ...]:
    return row["council"], (row["area"] or "").lower(), row["unit"], row["period_start"], row["period_end"]


def lines_of(visit: Visit, rows: list[Row], *, by_place: bool = False) -> list[chart.Line]:
    """What the chart draws: the fullest lines of the most frequent unit, actual values first."""
    rows = [*rows, *(row["target"] for row in rows if row.get("target") and not row.get("replaced"))]
    drawn = [row for row in rows if row["period_end"] and row["role"] != "change" and not row.get("replaced")]
    units = Counter(row["unit"] for row in drawn)
    unit = units.most_common(1)[0][0] if units else ""
    groups: dict[tuple[Any, ...], dict[str, Row]] = {}
    for row in drawn:
        if row["unit"] == unit:
            groups.setdefault(key_of(row), {}).setdefault(row["period_end"], row)
    several = by_place or len({key[0] for key in groups}) > 1
    place = {role: n for n, role in enumerate(ORDER)}
    best = sorted(groups.items(), key=lambda item: (-len(item[1]), place.get(item[0][2], 9)))[: chart.STYLES]
    best.sort(key=lambda item: (place.get(item[0][2], 9), str(item[0])))
    return [_line(visit, key, list(points.values()), several, by_place) for key, points in best]


def _line(visit: Visit, key: tuple[Any, ...], rows: list[Row], several: bool, by_place: bool) -> chart.Line:
    council, _, role, unit = key
    area = next((row["area"] for row in rows if row["area"]), None)
    where = area or (council if several else None)
    word = "Actual" if role == "actual" else ROLES.get(role, role)
    name = where if where and (by_place or role == "comparator") else f"{word}, {where}" if where else word
    points = tuple(
        chart.Point(
            dt.date.fromisoformat(row["period_end"]), row["value"],
            f"{name}, {period_words(row['period_label'])}: {value_words(row['value'], unit)}",
            visit.to(f"/figure/{row['id']}"),
        )
        for row in rows
    )  # fmt: skip
    return chart.Line(str(name), role, points)


def _file(visit: Visit, measure: Row, rows: list[Row], form: str) -> Any:
    for row in rows:
        row["permalink"] = visit.datasette.absolute_url(visit.request, visit.to(f"/figure/{row['id']}"))
    if form == "json":
        return exports.as_json(rows, FIELDS, measure=measure["name"], measure_id=measure["id"])
    write = exports.as_csv if form == "csv" else exports.as_xlsx
    return write(rows, FIELDS, measure["id"])
