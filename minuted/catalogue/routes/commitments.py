"""Commitments: the board, overdue first, as a page, a file, a feed or a calendar of due dates."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from minuted.catalogue import exports
from minuted.catalogue.search import match_expression
from minuted.catalogue.site import Visit
from minuted.catalogue.sql import Row, all_rows, statements
from minuted.catalogue.wording import STATUSES, day_words, named, shortened

PATTERN = r"/commitments(?:\.(?P<format>csv|xlsx|json|atom|ics))?"
SQL = statements("commitments")
PAGE_SIZE = 50
MOST_EXPORTED = 20_000
FILTERS = {"status": "Status", "council": "Council", "committee": "Committee", "owner": "Owner", "kind": "Kind"}
FIELDS = (
    "reference", "meeting_date", "council", "committee", "item", "kind", "text", "owner", "due_text", "due_end",
    "first_due_end", "status", "status_as_at", "status_reason", "printed_status", "response", "meetings_since",
    "not_mentioned_for", "document_title", "page", "id", "document_id", "permalink",
)  # fmt: skip


async def page(visit: Visit) -> Any:
    """``/commitments?status=overdue&owner=…``."""
    chosen = {name: visit.many(name) for name in FILTERS if visit.many(name)}
    form, number = visit.named.get("format"), visit.number("page", most=10_000)
    if form:
        found = await visit.ask(board, chosen, visit.one("q"), MOST_EXPORTED, 0)
        return _file(visit, found["rows"], form)
    found = await visit.ask(board, chosen, visit.one("q"), PAGE_SIZE, (number - 1) * PAGE_SIZE)
    query: dict[str, Any] = dict(chosen)
    if visit.one("q"):
        query["q"] = visit.one("q")
    return await visit.show(
        "commitments.html", **found, chosen=chosen, query=query, number=number, labels=FILTERS,
        pages=max(1, -(-found["total"] // PAGE_SIZE)), statuses=STATUSES,
    )  # fmt: skip


def board(
    db: sqlite3.Connection, chosen: Mapping[str, Sequence[str]], words: str, limit: int, offset: int
) -> dict[str, Any]:
    """One page of the board; every filter's values are counted over what the other filters leave."""
    filters, values = _filters(chosen, words)
    values |= {"limit": limit, "offset": offset}
    counts: dict[str, Counter[str]] = {}
    for name in FILTERS:
        others, other_values = _filters({key: value for key, value in chosen.items() if key != name}, words)
        counts[name] = Counter()
        for row in db.execute(SQL["counts"].replace("$filters", others), other_values):
            counts[name][row[name] or ""] += row["count"]
    counted = all_rows(db, SQL["counts"].replace("$filters", filters), values)
    return {
        "rows": all_rows(db, SQL["board"].replace("$filters", filters), values),
        "total": sum(row["count"] for row in counted),
        "counts": {name: [(v, n) for v, n in counter.most_common(40) if v] for name, counter in counts.items()},
        "as_at": db.execute(SQL["as_at"]).fetchone()[0],
    }


def _filters(chosen: Mapping[str, Sequence[str]], words: str) -> tuple[str, dict[str, Any]]:
    parts: list[str] = []
    values: dict[str, Any] = {}
    for name, wanted in chosen.items():
        marks = [f":{name}{n}" for n in range(len(wanted))]
        parts.append(f" AND t.{name} IN ({', '.join(marks)})")
        values |= {mark[1:]: value for mark, value in zip(marks, wanted)}
    if match := match_expression(words):
        parts.append(" AND t.rowid IN (SELECT rowid FROM commitments_fts WHERE commitments_fts MATCH :words)")
        values["words"] = match
    return "".join(parts), values


def _file(visit: Visit, rows: list[Row], form: str) -> Any:
    for row in rows:
        row["permalink"] = visit.datasette.absolute_url(visit.request, visit.to(f"/commitment/{row['id']}"))
    if form == "ics":
        return exports.as_calendar("minuted: due dates of commitments", map(_event, (r for r in rows if r["due_end"])))
    if form == "atom":
        newest = sorted(rows, key=lambda row: row["meeting_date"] or "", reverse=True)[:50]
        entries = [
            {"id": row["permalink"], "title": f"{named(row['status'])}: {shortened(row['text'], 120)}",
             "updated": row["meeting_date"], "summary": row["text"]}
            for row in newest
        ]  # fmt: skip
        return exports.as_atom(
            "minuted: commitments", visit.datasette.absolute_url(visit.request, visit.here()), entries
        )
    if form == "json":
        return exports.as_json(rows, FIELDS)
    write = exports.as_csv if form == "csv" else exports.as_xlsx
    return write(rows, FIELDS, "commitments")


def _event(row: Row) -> Row:
    where = f"{row['committee'] or ''}, {day_words(row['meeting_date'])}"
    return {
        "uid": f"{row['id']}@minuted", "day": row["due_end"], "url": row["permalink"],
        "summary": f"Due: {shortened(row['text'], 90)}",
        "description": f"{row['text']} Owner: {row['owner'] or 'not stated'}. {where}. Status: {named(row['status'])}.",
    }  # fmt: skip
