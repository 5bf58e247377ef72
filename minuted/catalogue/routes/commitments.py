"""Commitments: the board, overdue first, as a page, a file, a feed or a calendar of due dates."""

from __future__ import annotations

import heapq
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from minuted.catalogue import exports
from minuted.catalogue.search import match_expression
from minuted.catalogue.site import Visit
from minuted.catalogue.sql import Row, all_rows, statements
from minuted.catalogue.wording import STATUSES, day_words, named, shortened

PATTERN = r"/commitments(?:\.(?P<format>csv|xlsx|json|atom|ics))?"
SQL = statements("commitments")
PAGE_SIZE = 50
NEWEST = 50
"""Entries of a feed."""
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
        return await _file(visit, chosen, form)
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
    counts = _counts(db, chosen, words, FILTERS)
    for name in chosen:
        counts |= _counts(db, {key: value for key, value in chosen.items() if key != name}, words, [name])
    matching = db.execute(SQL["total"].replace("$filters", filters), values).fetchone()[0]
    return {
        "rows": all_rows(db, SQL["board"].replace("$filters", filters), {**values, "limit": limit, "offset": offset}),
        "total": matching,
        "counts": {name: [(v, n) for v, n in counts[name].most_common(40) if v] for name in FILTERS},
        "as_at": db.execute(SQL["as_at"]).fetchone()[0],
    }


def _counts(
    db: sqlite3.Connection, chosen: Mapping[str, Sequence[str]], words: str, names: Iterable[str]
) -> dict[str, Counter[str]]:
    """How many commitments have each value of some columns: by their indexes, or over what is chosen."""
    filters, values = _filters(chosen, words)
    if not filters:
        statement = SQL["counts_of_all"]
        return {name: Counter(dict(map(tuple, db.execute(statement.replace("$column", name))))) for name in names}
    rows = db.execute(SQL["counts"].replace("$filters", filters), values).fetchall()
    return {name: Counter(row[name] for row in rows) for name in names}


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


async def _file(visit: Visit, chosen: Mapping[str, Sequence[str]], form: str) -> Any:
    filters, values = _filters(chosen, visit.one("q"))

    def rows(db: sqlite3.Connection) -> Iterator[Row]:
        statement = SQL["board"].replace("$filters", filters)
        for row in map(dict, db.execute(statement, {**values, "limit": -1, "offset": 0})):
            yield {**row, "permalink": visit.absolute(f"/commitment/{row['id']}")}

    if form == "atom":
        newest = await visit.ask(lambda db: heapq.nlargest(NEWEST, rows(db), key=lambda row: row["meeting_date"] or ""))
        return exports.as_atom("minuted: commitments", visit.absolute_here(), map(_entry, newest))
    if form == "ics":
        title = "minuted: due dates of commitments"
        return await exports.send_calendar(visit, title, lambda db: (_event(r) for r in rows(db) if r["due_end"]))
    return await exports.send(visit, form, rows, FIELDS, "commitments")


def _entry(row: Row) -> Row:
    return {
        "id": row["permalink"], "title": f"{named(row['status'])}: {shortened(row['text'], 120)}",
        "updated": row["meeting_date"], "summary": row["text"],
    }  # fmt: skip


def _event(row: Row) -> Row:
    where = f"{row['committee'] or ''}, {day_words(row['meeting_date'])}"
    return {
        "uid": f"{row['id']}@minuted", "day": row["due_end"], "url": row["permalink"],
        "summary": f"Due: {shortened(row['text'], 90)}",
        "description": f"{row['text']} Owner: {row['owner'] or 'not stated'}. {where}. Status: {named(row['status'])}.",
    }  # fmt: skip
