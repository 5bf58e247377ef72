"""Review of one fact: its source beside it, and the buttons: accept, correct, reject, merge, confirm, close."""

from __future__ import annotations

import asyncio
import sqlite3
from typing import Any

from datasette import Response

from minuted.catalogue import reviewing
from minuted.catalogue.originals import original_of
from minuted.catalogue.routes.figure import in_its_place
from minuted.catalogue.site import Missing, NotAllowed, Visit
from minuted.catalogue.sql import Row, all_rows, one_row, statements
from minuted.catalogue.wording import UNIT_NAMES
from minuted.reviews import Refused

PATTERN = "/review/(?P<kind>figure|commitment|follow_up|measure)/(?P<id>[^/]+)"
SQL = statements("review")
ROW = {
    "figure": statements("figure")["figure"], "commitment": statements("commitments")["commitment"],
    "follow_up": SQL["follow_up"], "measure": SQL["measure"],
}  # fmt: skip
CHOICES = {
    "unit": tuple(UNIT_NAMES),
    "role": ("actual", "comparator", "target", "forecast", "budget", "change"),
    "qualifier": ("", "about", "more_than", "less_than", "at_least", "at_most", "nearly", "between", "provisional"),
    "rag": ("", "red", "amber", "green"),
    "kind": ("resolution", "recommendation", "action", "request"),
    "outcome": ("done", "partly", "repeated", "superseded"),
    "polarity": ("", "up", "down"),
}


async def page(visit: Visit) -> Any:
    """``/review/KIND/ID``: the form, and what it does."""
    if visit.reviewer is None:
        raise NotAllowed("Reviewing is for signed-in reviewers.")
    kind, identifier = visit.named["kind"], visit.named["id"]
    found = await visit.ask(review_page, kind, identifier)
    if found is None:
        raise Missing("what you wanted to review")
    problem: Refused | None = None
    form: dict[str, str] = {}
    if visit.request.method == "POST":
        form = await visit.form()
        try:
            return await _done(visit, kind, found["fact"], form)
        except Refused as error:
            problem = error
    return await _form(visit, kind, found, form, problem)


async def _form(visit: Visit, kind: str, found: dict[str, Any], form: dict[str, str], problem: Refused | None) -> Any:
    fact = found["fact"]
    history = await asyncio.to_thread(reviewing.kept_history, visit.catalogue.reviews, fact["id"])
    reports = await asyncio.to_thread(reviewing.reported, visit.catalogue.reviews, fact["id"])
    original = original_of(visit.catalogue, fact.get("sha256"))
    values = {name: form.get(name, reviewing.field_text(fact.get(name))) for name in fact}
    return await visit.show(
        f"review_{kind}.html", **found, history=history, reports=reports, original=original, values=values,
        choices=CHOICES, problem=problem, kind=kind, saved=visit.one("saved"), status=200 if problem is None else 400,
    )  # fmt: skip


async def _done(visit: Visit, kind: str, fact: Row, form: dict[str, str]) -> Any:
    if form.get("action") == "merge":
        form["into"] = await visit.ask(_into, fact, form.get("into", "").strip())
    if form.get("measure_name") is not None and kind == "figure":
        form["measure_id"] = await visit.ask(_measure_named, form["measure_name"].strip())
    corrections = reviewing.corrections_from(kind, fact, form, str(visit.reviewer))
    written = await asyncio.to_thread(reviewing.act, visit.catalogue, corrections)
    saved = "now" if written else "later"
    following = None
    if form.get("then") == "next":
        reports = await asyncio.to_thread(reviewing.reported, visit.catalogue.reviews)
        following = await visit.ask(reviewing.next_in_queue, kind, reports)
    if following:
        return Response.redirect(visit.to(f"/review/{kind}/{following}", saved=saved))
    return Response.redirect(visit.to(f"/review/{kind}/{fact['id']}", saved=saved))


def _measure_named(db: sqlite3.Connection, name: str) -> str:
    if not name:
        return ""
    row = one_row(db, SQL["measure_named"], {"name": name})
    if row is None:
        raise Refused(f"no measure is called “{name}”", advice="choose one of the list")
    return str(row["id"])


def _into(db: sqlite3.Connection, fact: Row, name: str) -> str:
    into = _measure_named(db, name)
    if not into or into == fact["id"]:
        raise Refused("choose another measure to join this one to", advice="begin to type its name")
    other = one_row(db, SQL["measure"], [into])
    if other and other["unit"] and fact["unit"] and other["unit"] != fact["unit"]:
        raise Refused(
            f"{other['name']} is counted in another unit ({other['unit']})", advice="join measures of one unit only"
        )
    return into


def review_page(db: sqlite3.Connection, kind: str, identifier: str) -> dict[str, Any] | None:
    """The fact, its source and what the form offers, or None where there is no such fact."""
    fact = one_row(db, ROW[kind], [identifier])
    if fact is None:
        return None
    found: dict[str, Any] = {"fact": fact, "size": None, "beside": []}
    if kind != "measure":
        found |= in_its_place(db, fact)
    if kind in ("figure", "measure"):
        found["names"] = all_rows(db, SQL["measure_names"], {"theme": fact["theme"]})
    return found
