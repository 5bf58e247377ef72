"""Search: figures, commitments and passages in one list, with filters, as a page or as a file."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from minuted.catalogue import exports
from minuted.catalogue.marking import Piece, matched
from minuted.catalogue.search import FILTERS, MOST, TYPES, Found, Wanted, every, search, whole_rows
from minuted.catalogue.site import Visit, catalogues
from minuted.catalogue.wording import named, period_words, sentence_words, shortened

PATTERN = r"/search(?:\.(?P<format>csv|xlsx|json|atom))?"
PATH = "/search"
PAGE_SIZE = 20
MOST_CHOICES = 8
NEWEST = 50
"""Entries of a feed."""
FIELDS_OF = {
    "figure": (
        "measure", "measure_id", "value", "value_to", "unit", "quote", "area", "period_label", "period_start",
        "period_end", "role", "qualifier", "rag", "context", "confidence",
    ),
    "commitment": ("kind", "text", "owner", "due_text", "due_end", "status", "confidence"),
    "passage": ("kind", "text"),
}  # fmt: skip
FIELDS_OF_ALL = (
    "type", "council", "committee", "meeting_date", "document_title", "page", "id", "document_id", "permalink",
)  # fmt: skip
FIELDS = (
    "type", "measure", "measure_id", "value", "value_to", "unit", "quote", "area", "period_label", "period_start",
    "period_end", "role", "qualifier", "rag", "kind", "text", "owner", "due_text", "due_end", "status", "council",
    "committee", "meeting_date", "document_title", "page", "context", "confidence", "id", "document_id", "permalink",
)  # fmt: skip
"""All columns of a file, in their order."""


@dataclass(frozen=True)
class Choice:
    """One value of a filter that may be added."""

    label: str
    count: int
    value: str
    chosen: bool


@dataclass(frozen=True)
class Chip:
    """A chosen filter and the address without it."""

    name: str
    label: str
    remove: str


async def page(visit: Visit) -> Any:
    """``/search?q=…``."""
    wanted = wanted_of(visit)
    form = visit.named.get("format")
    if form:
        return await _file(visit, wanted, form)
    number = visit.number("page", most=2000)
    found, rows, names = await visit.ask(_page_of, wanted, number)
    for row in rows:
        row["link"] = permalink(visit, row)
    return await show(visit, wanted, found, rows, names, number)


async def show(
    visit: Visit, wanted: Wanted, found: Found, rows: list[dict[str, Any]], names: dict[str, str], number: int,
    *, path: str = PATH, **more: Any,
) -> Any:  # fmt: skip
    """The page of what was found, in one catalogue or in several; each row has its ``link``."""
    for row in rows:
        row["pieces"] = matched(row["snippet"]) or [Piece(shortened(row.get("context") or row.get("text"), 280))]
    query = {name: visit.many(name) for name in dict(visit.values)}
    context = {
        "pages": max(1, -(-found.total // PAGE_SIZE)), "chips": chips(visit, wanted, names, path), "query": query,
        "filters": filters(wanted, found, names), "asked": bool(wanted.words or wanted.filters), "path": path,
        "tabs": [(kind, found.by_type.get(kind, 0), kind in found.capped) for kind in TYPES],
        "file_query": {name: values for name, values in query.items() if name != "page"},
        "several": len(catalogues(visit.datasette)), "parts_found": [],
    }  # fmt: skip
    return await visit.show(
        "search.html", wanted=wanted, found=found, rows=rows, number=number, most=MOST, **{**context, **more}
    )


def wanted_of(visit: Visit) -> Wanted:
    """What the address asks for."""
    types = tuple(kind for kind in visit.many("type") if kind in TYPES) or TYPES
    chosen = {name: visit.many(name) for name in FILTERS if visit.many(name)}
    since, until = (_day(visit.one(name), end) for name, end in (("since", False), ("until", True)))
    return Wanted(visit.one("q"), types, chosen, since, until, visit.one("order") == "relevance")


def _day(text: str, end: bool) -> str:
    """A year, a month or a day as a day that bounds it.

    >>> _day("2018", False), _day("2018", True), _day("soon", True)
    ('2018-01-01', '2018-12-31', '')
    """
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
        return ""
    rest = {4: "-12-31", 7: "-31"} if end else {4: "-01-01", 7: "-01"}
    return text + rest.get(len(text), "")


def _page_of(db: sqlite3.Connection, wanted: Wanted, number: int) -> tuple[Found, list[dict[str, Any]], dict[str, str]]:
    found = search(db, wanted)
    part = found.order[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    return found, whole_rows(db, part, wanted.words), measure_names(db, wanted, found)


def measure_names(db: sqlite3.Connection, wanted: Wanted, found: Found) -> dict[str, str]:
    """The names of the measures that a list can be narrowed by."""
    measures = {*wanted.filters.get("measure", []), *(value for value, _ in found.counts["measure"].most_common(50))}
    marks = ", ".join("?" * len(measures))
    return dict(map(tuple, db.execute(f"SELECT id, name FROM measures WHERE id IN ({marks})", list(measures))))


def label_of(name: str, value: str, measures: dict[str, str]) -> str:
    """What a filter's value is called."""
    if name == "measure":
        return measures.get(value, value)
    return period_words(value) if name == "period" else named(value)


def chips(visit: Visit, wanted: Wanted, measures: dict[str, str], path: str = PATH) -> list[Chip]:
    """The chosen filters, each removable."""
    found = []
    for name, values in wanted.filters.items():
        for value in values:
            rest = [(n, v) for n, v in visit.values if (n, v) != (name, value) and n != "page"]
            query: dict[str, list[str]] = {}
            for n, v in rest:
                query.setdefault(n, []).append(v)
            found.append(Chip(FILTERS[name], label_of(name, value, measures), visit.to(path, **query)))
    for name, value, word in (("since", wanted.since, "From"), ("until", wanted.until, "To")):
        if value:
            found.append(Chip(word, visit.one(name), visit.here(**{name: None, "page": None})))
    return found


def filters(wanted: Wanted, found: Found, measures: dict[str, str]) -> list[tuple[str, str, list[Choice]]]:
    """Every filter that can still narrow the list: its name, its label and its most frequent values."""
    offered = []
    for name, label in FILTERS.items():
        chosen = list(wanted.filters.get(name, []))
        values = [value for value, _ in found.counts[name].most_common(MOST_CHOICES + len(chosen))]
        values = chosen + [value for value in values if value not in chosen][:MOST_CHOICES]
        if len(values) < 2 and not chosen:
            continue
        choices = [Choice(label_of(name, v, measures), found.counts[name][v], v, v in chosen) for v in values]
        offered.append((name, label, choices))
    return offered


async def _file(visit: Visit, wanted: Wanted, form: str) -> Any:
    def rows(db: sqlite3.Connection) -> Iterator[dict[str, Any]]:
        for row in every(db, wanted):
            yield {**row, "permalink": base + permalink(visit, row)}

    base = _origin(visit)
    if form == "atom":
        newest = await visit.ask(lambda db: list(islice(rows(db), NEWEST)))
        entries = [
            {"id": row["permalink"], "title": title_of(row), "updated": row["meeting_date"],
             "summary": shortened(row.get("context") or row.get("text"), 500)}
            for row in newest
        ]  # fmt: skip
        return exports.as_atom(f"minuted: {wanted.words or 'search'}", base + visit.here(), entries)
    kinds = [kind for kind in wanted.types if wanted.can_be(kind)] or list(wanted.types)
    used = [name for name in FIELDS if any(name in (*FIELDS_OF_ALL, *FIELDS_OF[kind]) for kind in kinds)]
    return await exports.send(visit, form, rows, used, "minuted-search")


def permalink(visit: Visit, row: dict[str, Any]) -> str:
    """The page of a figure or commitment, or the place of a passage in its paper."""
    if row["type"] in ("figure", "commitment"):
        return visit.to(f"/{row['type']}/{row['id']}")
    if row["page"]:
        return visit.to(f"/document/{row['document_id']}/page/{row['page']}", passage=row["id"])
    return visit.to(f"/document/{row['document_id']}/text", passage=row["id"])


def title_of(row: dict[str, Any]) -> str:
    """One line that says what the row is."""
    if row["type"] == "figure":
        return sentence_words(row)
    return (
        f"{named(row['kind'])}: {shortened(row['text'], 140)}"
        if row["type"] == "commitment"
        else shortened(row["text"])
    )


def _origin(visit: Visit) -> str:
    return str(visit.datasette.absolute_url(visit.request, "/")).rstrip("/")
