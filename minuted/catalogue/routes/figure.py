"""Figure: one value, where it was read, what came before and after, and what speaks against it."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from minuted.catalogue import marking, series
from minuted.catalogue.originals import original_of
from minuted.catalogue.site import Missing, Visit
from minuted.catalogue.sql import Row, all_rows, one_row, statements
from minuted.catalogue.wording import change_words, day_words

PATTERN = "/figure/(?P<id>[^/]+)"
SQL = statements("figure")


async def page(visit: Visit) -> Any:
    """``/figure/ID``."""
    found = await visit.ask(figure_page, visit.named["id"])
    if found is None:
        raise Missing("no figure of that address")
    figure = found["figure"]
    found["original"] = original_of(visit.catalogue, figure["sha256"])
    found["permalink"] = visit.datasette.absolute_url(visit.request, visit.to(f"/figure/{figure['id']}"))
    found["citation"] = citation(figure, found["permalink"])
    return await visit.show("figure.html", **found)


def figure_page(db: sqlite3.Connection, identifier: str) -> dict[str, Any] | None:
    """All that the page shows, or None where there is no such figure."""
    figure = one_row(db, SQL["figure"], [identifier])
    if figure is None:
        return None
    found: dict[str, Any] = {"figure": figure, **in_its_place(db, figure), **_context(db, figure)}
    found["evidence"] = list(_json(figure["evidence"]).items())
    table = _json(figure["table_ref"])
    found["headings"] = [*table.get("row_path", ()), *table.get("column_path", ())]
    found["corrections"] = all_rows(db, SQL["corrections"], [identifier])
    return found


def in_its_place(db: sqlite3.Connection, fact: Row) -> dict[str, Any]:
    """The words around a fact, its page's size, and the passages beside it with the fact marked."""
    size = one_row(
        db, "SELECT width, height FROM pages WHERE document_id = ? AND page = ?", [fact["document_id"], fact["page"]]
    )
    passage = one_row(db, SQL["passage"], [fact["passage_id"]]) if fact["passage_id"] else None
    beside: list[Row] = []
    if passage:
        for row in all_rows(db, SQL["neighbours"], {"document": fact["document_id"], "ordinal": passage["ordinal"]}):
            if row["kind"] == "table" and row["id"] != passage["id"]:
                continue
            pieces = marking.with_facts(row["text"], row["start"], [fact])
            beside.append(
                {**row, "pieces": pieces, "rows": marking.table_rows(pieces), "marked": row["id"] == passage["id"]}
            )
    return {"size": size, "beside": beside}


def _context(db: sqlite3.Connection, figure: Row) -> dict[str, Any]:
    found: dict[str, Any] = {"compared": [], "targets": [], "elsewhere": [], "conflicts": []}
    if figure["measure_id"]:
        found["targets"] = all_rows(db, SQL["targets"], figure) if figure["role"] != "target" else []
        places = json.dumps(series.names_of_place(figure["council"], figure["area"]))
        found["elsewhere"] = (
            all_rows(db, SQL["elsewhere"], {**figure, "places": places}) if figure["period_label"] else []
        )
        found["conflicts"] = all_rows(db, SQL["conflicts"], figure)
        if figure["period_end"] and figure["role"] != "change":
            rows = series.told_once(same_series(db, figure))
            told = series.holding(rows, figure["id"])
            known = {figure["id"], *(row["id"] for row in found["elsewhere"])}
            others = [one for one in (told, *told["again"]) if one["value"] == figure["value"]] if told else []
            found["elsewhere"] += [one for one in others if one["id"] not in known]
            found["compared"] = _beside_in_time(rows, {**(told or figure), "value": figure["value"]})
    found["checks"] = all_rows(db, SQL["checks"], {"id": figure["id"]})
    return found


def same_series(db: sqlite3.Connection, figure: Row) -> list[Row]:
    """Every figure of the same measure, council, area, role and unit that has a period."""
    places = series.names_of_place(figure["council"], figure["area"])
    return all_rows(db, SQL["series"], {**figure, "places": json.dumps(places)})


def _beside_in_time(rows: list[Row], figure: Row) -> list[tuple[str, Row, str, str]]:
    """What each neighbour in time is, its row, the change between them in words, and whether it is for the better."""
    found: list[tuple[str, Row, str, str]] = []
    last = series.before(rows, figure)
    previous = "Previous period" if last and series.adjoining(figure, last) else "Last value before"
    for label, other in ((previous, last), ("Same period a year before", series.year_before(rows, figure))):
        if other and other["id"] not in [row["id"] for _, row, _, _ in found]:
            words = change_words(figure["value"], other["value"], figure["unit"])
            found.append((label, other, f"{words} since then", series.sense(figure, other)))
        elif other:
            found[-1] = (f"{previous}, a year before", *found[-1][1:])
    later = series.after(rows, figure)
    if later:
        words = change_words(later["value"], figure["value"], figure["unit"])
        label = "Next period" if series.adjoining(later, figure) else "Next value"
        found.append((label, later, f"{words} from this figure", series.sense(later, figure)))
    return found


def citation(figure: Row, link: str) -> str:
    """What can be pasted into a report."""
    title = figure["document_title"] or figure["file_name"]
    where = f", page {figure['page']}" if figure["page"] else ""
    body = " ".join(part for part in (figure["council"], figure["committee"]) if part)
    day = f", {day_words(figure['meeting_date'])}" if figure["meeting_date"] else ""
    return f"“{figure['quote']}”, in: {title}, {body or 'council'}{day}{where}. {link}"


def _json(text: str | None) -> dict[str, Any]:
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
