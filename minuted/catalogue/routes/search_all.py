"""Search over all catalogues that are served together: each is asked, and what they found becomes one list."""

from __future__ import annotations

import asyncio
import heapq
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

from minuted.catalogue.database import Catalogue, TooSlow, Unavailable, ask
from minuted.catalogue.routes.search import PAGE_SIZE, measure_names, permalink, show, wanted_of
from minuted.catalogue.search import FILTERS, TYPES, Found, Wanted, search, whole_rows
from minuted.catalogue.site import Visit, catalogues, may_view, prefix_of

PATTERN = "/search/all"
MOST_PAGES = 100


@dataclass(frozen=True)
class Part:
    """What one catalogue found: all its counts, and the beginning of its list, as far as the page can need it."""

    catalogue: Catalogue
    found: Found
    names: dict[str, str]


async def page(visit: Visit) -> Any:
    """``/search/all?q=…``."""
    wanted, number = wanted_of(visit), visit.number("page", most=MOST_PAGES)
    allowed = [
        one for name, one in catalogues(visit.datasette).items() if await may_view(visit.datasette, visit.actor, name)
    ]
    asked = await asyncio.gather(*(_asked(visit, one, _part_of, one, wanted, number) for one in allowed))
    parts = [part for part in asked if part is not None]
    first = (number - 1) * PAGE_SIZE
    chosen = merged(parts, wanted)[first : first + PAGE_SIZE]
    rows = await _whole(visit, parts, chosen, wanted)
    found = together(parts)
    names = {measure: name for part in reversed(parts) for measure, name in part.names.items()}
    return await show(
        visit, wanted, found, rows, names, number, path=PATTERN,
        parts_found=[(p.catalogue.name, prefix_of(visit.datasette, p.catalogue.name), p.found) for p in parts],
        silent=[one.name for one, part in zip(allowed, asked) if part is None],
        pages=max(1, min(MOST_PAGES, -(-found.total // PAGE_SIZE))),
    )  # fmt: skip


async def _asked(visit: Visit, catalogue: Catalogue, *question: Any) -> Any:
    """A catalogue's answer, or None where it has none in time: the others' are shown without it."""
    try:
        return await ask(catalogue, visit.datasette.setting("sql_time_limit_ms"), *question)
    except (TooSlow, Unavailable):
        return None


def _part_of(db: sqlite3.Connection, catalogue: Catalogue, wanted: Wanted, number: int) -> Part:
    found = search(db, wanted)
    end = number * PAGE_SIZE
    names = measure_names(db, wanted, found)
    return Part(catalogue, replace(found, order=found.order[:end], dates=found.dates[:end], listed=found.total), names)


def merged(parts: Sequence[Part], wanted: Wanted) -> list[tuple[int, tuple[str, int]]]:
    """The beginnings of all lists as one: by date, or the best of each catalogue before the second best of any."""
    if wanted.by_relevance and wanted.words:
        ranks = zip_longest(*([(n, entry) for entry in part.found.order] for n, part in enumerate(parts)))
        return [entry for rank in ranks for entry in rank if entry is not None]
    lists = [
        [(date, -TYPES.index(kind), n, (kind, row)) for date, (kind, row) in zip(part.found.dates, part.found.order)]
        for n, part in enumerate(parts)
    ]
    ordered = heapq.merge(*lists, key=lambda entry: entry[:2], reverse=True)
    return [(n, entry) for _, _, n, entry in ordered]


def together(parts: Sequence[Part]) -> Found:
    """The counts of all."""
    found = Found([], [], {}, set(), {name: Counter() for name in FILTERS})
    for part in parts:
        found.capped |= part.found.capped
        found.listed = (found.listed or 0) + part.found.total
        for kind, count in part.found.by_type.items():
            found.by_type[kind] = found.by_type.get(kind, 0) + count
        for name, counted in part.found.counts.items():
            found.counts[name] += counted
    return found


async def _whole(
    visit: Visit, parts: Sequence[Part], chosen: Sequence[tuple[int, tuple[str, int]]], wanted: Wanted
) -> list[dict[str, Any]]:
    """The rows of the page, each with its catalogue and a link into it."""
    rows: dict[tuple[int, tuple[str, int]], dict[str, Any]] = {}
    for n, part in enumerate(parts):
        mine = [entry for m, entry in chosen if m == n]
        there = replace(visit, catalogue=part.catalogue, prefix=prefix_of(visit.datasette, part.catalogue.name))
        for row in (await _asked(visit, part.catalogue, whole_rows, mine, wanted.words) or []) if mine else []:
            key = (n, (row["type"], row["row"]))
            rows[key] = {**row, "catalogue": part.catalogue.name, "link": permalink(there, row)}
    return [rows[key] for key in chosen if key in rows]
