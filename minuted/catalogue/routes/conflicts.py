"""Conflicts: two statements of one value side by side; checks: figures that what stands beside them contradicts."""

from __future__ import annotations

import sqlite3
from typing import Any

from minuted.catalogue.site import Missing, Visit
from minuted.catalogue.sql import Row, all_rows, one_row, statements

PATTERN = "/conflicts"
SQL = statements("conflicts")
PAGE_SIZE = 80
"""Pairs of statements of one page; those about one value stand together."""
SIDE = ("id", "quote", "value", "value_to", "measure", "context", "page", "date", "committee", "council", "qualifier",
        "role", "document", "title", "file")  # fmt: skip


async def page(visit: Visit) -> Any:
    """``/conflicts?document=ID``, ``/conflicts?committee=…``."""
    number = visit.number("page", most=10_000)
    picked = {name: visit.one(name) for name in ("document", "council", "committee")}
    found = await visit.ask(conflicts, picked, number)
    if picked["document"] and found["document"] is None:
        raise Missing("no paper of that address")
    return await visit.show("conflicts.html", **found, picked=picked, number=number, more=found["pairs"] == PAGE_SIZE)


def conflicts(db: sqlite3.Connection, picked: dict[str, str], number: int) -> dict[str, Any]:
    """One page of conflicts, and the checks."""
    values = {**picked, "limit": PAGE_SIZE, "offset": (number - 1) * PAGE_SIZE}
    pairs = all_rows(db, SQL["list"], values)
    return {
        "conflicts": together(pairs),
        "pairs": len(pairs),
        "checks": all_rows(db, SQL["checks"], values) if number == 1 else [],
        "committees": all_rows(db, SQL["committees"]),
        "document": one_row(db, SQL["document"], [picked["document"]]) if picked["document"] else None,
    }


def together(pairs: list[Row]) -> list[Row]:
    """Pairs of statements about one value (one measure, area and period) as one entry each.

    ``values`` holds the different values, in the order in which they were first stated, each with its ``statements``.
    """
    entries: dict[tuple[Any, ...], Row] = {}
    for pair in pairs:
        key = (pair["measure_id"], (pair["area"] or "").lower(), pair["period_label"], pair["unit"])
        entry = entries.setdefault(key, {**pair, "kinds": set(), "statements": {}})
        entry["kinds"].add(pair["conflict_kind"])
        for side in ("a", "b"):
            statement = {name: pair[f"{side}_{name}"] for name in SIDE}
            entry["statements"].setdefault(statement["id"], statement)
    for entry in entries.values():
        values: dict[tuple[Any, ...], list[Row]] = {}
        for statement in sorted(entry["statements"].values(), key=lambda one: (one["date"] or "", one["id"])):
            values.setdefault((statement["value"], statement["value_to"]), []).append(statement)
        entry["values"] = [{**told[0], "statements": told} for told in values.values()]
        entry["kind"] = "restatement" if entry["kinds"] == {"restatement"} else "conflict"
    return list(entries.values())
