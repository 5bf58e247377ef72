"""A measure's values as tables: each value once, like held against like; conflicts about one value together."""

from __future__ import annotations

import sqlite3
from itertools import count
from typing import Any

from minuted.catalogue import series
from minuted.catalogue.routes.conflicts import together
from minuted.catalogue.values import tables_of
from tests.catalogue.conftest import Site

numbers = count()
PERIODS = {
    "Q1": ("2024-04-01", "2024-06-30"), "Q2": ("2024-07-01", "2024-09-30"), "Q4": ("2025-01-01", "2025-03-31"),
    "30 September": ("2024-09-30", "2024-09-30"), "31 March": ("2025-03-31", "2025-03-31"),
    "30 June": ("2024-06-30", "2024-06-30"), "April to September": ("2024-04-01", "2024-09-30"),
    "year": ("2024-04-01", "2025-03-31"), "year before": ("2023-04-01", "2024-03-31"),
    "12 months to June": ("2023-07-01", "2024-06-30"), "never": (None, None),
}  # fmt: skip


def figure(when: str, value: float, *, told: str = "2024-11-05", **more: Any) -> dict[str, Any]:
    start, end = PERIODS[when]
    return {
        "id": f"f{next(numbers)}", "document_id": "d", "council": "Ostley Council", "area": None, "role": "actual",
        "unit": "percent", "value": value, "value_to": None, "period_start": start, "period_end": end,
        "period_label": when, "meeting_date": told, "polarity": "up", **more,
    }  # fmt: skip


def test_a_day_and_its_quarter_are_one_row() -> None:
    rows = [figure("Q1", 40), figure("Q2", 43), figure("30 September", 43), figure("April to September", 43)]
    (table,) = tables_of(rows)
    assert [(row["period_label"], row["change"]) for row in table.rows] == [
        ("Q2", "up 3 percentage points"), ("Q1", None),
    ]  # fmt: skip
    assert [one["period_label"] for one in table.rows[0]["again"]] == ["30 September", "April to September"]


def test_a_day_that_differs_from_its_quarter_is_held_against_days_alone() -> None:
    rows = [figure("30 June", 50), figure("Q1", 40), figure("Q2", 43), figure("30 September", 44)]
    (table,) = tables_of(rows)
    told = {row["period_label"]: (row["change"], row["since"]) for row in table.rows}
    assert told["Q2"] == ("up 3 percentage points", None)
    assert told["30 September"] == ("down 6 percentage points", "30 June")


def test_a_quarter_left_out_is_said_and_periods_that_overlap_do_not_compare() -> None:
    (table,) = tables_of([figure("Q2", 43), figure("Q4", 45), figure("12 months to June", 41), figure("year", 44)])
    told = {row["period_label"]: (row["change"], row["since"]) for row in table.rows}
    assert told["Q4"] == ("up 2 percentage points", "Q2") and told["year"] == (None, None)


def test_a_value_stated_anew_stands_beside_the_latest() -> None:
    rows = [figure("year", 44.1, told="2025-05-01"), figure("year", 43.6, told="2025-09-01"),
            figure("year", 43.6, told="2026-01-01"), figure("year before", 42)]  # fmt: skip
    (table,) = tables_of(rows)
    latest = table.rows[0]
    assert (latest["value"], [old["value"] for old in latest["earlier"]], len(latest["again"])) == (43.6, [44.1], 1)
    assert latest["change"] == "up 1.6 percentage points" and latest["sense"] == "better"
    assert series.holding(table.rows, rows[0]["id"]) is latest


def test_places_have_tables_and_what_has_no_period_comes_last() -> None:
    rows = [
        figure("Q1", 40), figure("Q2", 43, area="Ostley"), figure("Q2", 50, role="target"),
        figure("Q1", 61, area="England", role="comparator"), figure("Q2", 62, area="England", role="comparator"),
        figure("Q2", 33, area="Harbour"), figure("never", 70, area="Wales", role="comparator"),
        figure("never", 33, area="harbour"), figure("never", 70, area="Wales", role="comparator", document_id="e"),
    ]  # fmt: skip
    own, england, others, undated = tables_of(rows)
    assert (own.title, [row["value"] for row in own.rows]) == ("Ostley Council", [43, 40])
    assert own.rows[0]["target"]["value"] == 50 and england.title == "England" and len(england.rows) == 2
    assert [row["value"] for row in others.rows] == [33]
    assert [(row["value"], len(row["again"])) for row in undated.rows] == [(70, 1)]


def test_pairs_about_one_value_are_one_entry() -> None:
    rest = "quote value_to measure context page committee council qualifier role document title file".split()

    def pair(kind: str, *sides: tuple[str, float]) -> dict[str, Any]:
        found: dict[str, Any] = {"measure_id": "m", "area": None, "period_label": "Q2", "unit": "percent"}
        found["conflict_kind"] = kind
        for side, (name, value) in zip("ab", sides):
            found |= {f"{side}_{key}": None for key in rest}
            found |= {f"{side}_id": name, f"{side}_value": value, f"{side}_date": name}
        return found

    a, b, c = ("2024-01", 24.1), ("2024-02", 21.4), ("2024-03", 24.1)
    (entry,) = together([pair("conflict", a, b), pair("restatement", b, c), pair("conflict", b, a)])
    assert entry["kind"] == "conflict"
    assert [(v["value"], [s["id"] for s in v["statements"]]) for v in entry["values"]] == [
        (24.1, ["2024-01", "2024-03"]), (21.4, ["2024-02"]),
    ]  # fmt: skip


def test_a_meeting_of_a_whole_council_has_its_pages(own_site: Site) -> None:
    db = sqlite3.connect(own_site.path)
    for day in ("2024-01-10", "2024-03-10"):
        db.execute("INSERT INTO meetings (id, council, date) VALUES (?, 'Little Ostley', ?)", [f"lo-{day}", day])
        db.execute(
            "INSERT INTO documents (id, file_name, sha256, status, council, meeting_id, meeting_date, title) "
            "VALUES (?, 'm.pdf', 'x', 'read', 'Little Ostley', ?, ?, 'Minutes')", [f"d{day}", f"lo-{day}", day],
        )  # fmt: skip
    db.commit()
    assert "Little Ostley" in own_site.text("/meetings") and "Little Ostley" in own_site.text("/")
    meeting = own_site.text("/meeting/lo-2024-03-10")
    assert "Little Ostley, 10 March 2024" in meeting and "Committee not stated" in meeting and "← 10 January" in meeting
    assert "What changed since 10 January 2024" in own_site.text("/changes?committee=little-ostley")
    assert "10 January 2024" in own_site.text("/committee/little-ostley")
    for address in ("/meetings", "/", "/meeting/lo-2024-03-10", "/committee/little-ostley", "/changes"):
        assert ">None<" not in own_site.text(address) and "None," not in own_site.text(address), address
