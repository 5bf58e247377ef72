"""axe-core (WCAG 2.2 A and AA) finds nothing on any page, Datasette's own included; none scrolls sideways."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest

from tests.browser.conftest import PATIENCE, Server

pytestmark = pytest.mark.browser
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
FIRST = "children-performance-2023-09-14.pdf"
MINUTES = "children-minutes-2023-09-14.html"
ADDRESSES = (
    "/", "/search", "/search?q=children+care", "/search?q=zebra", "/search?q=care&type=figure&role=actual",
    "/measures",
    "/measure/recycling-rate", "/measure/children-in-care-rate-per-10-000", "/commitments",
    "/commitments?status=overdue",
    "/meetings", "/meeting/tarrowdale-children-and-young-people-panel-2024-03-14",
    "/committee/tarrowdale-children-and-young-people-panel", "/changes",
    "/changes?committee=tarrowdale-children-and-young-people-panel", "/documents", "/conflicts", "/coverage",
    "/compare",
    "/compare?measure=children-in-care-rate-per-10-000", "/data", "/nothing", "/figure/none", "/review",
    "/figure/{figure}", "/report/figure/{figure}", "/commitment/{commitment}", "/document/{document}",
    "/document/{document}?q=rate", "/document/{document}/page/1?fact={figure}", "/document/{document}/page/2",
    "/document/{minutes}", "/document/{minutes}/text", "/tarrowdale",
    "/tarrowdale/figures?_facet=unit&_facet=role&_size=12",
    "/tarrowdale/figures?unit=percent&_sort=value&_size=12", "/tarrowdale/figures/{figure}",
    "/tarrowdale?sql=select+id%2C+quote+from+figures", "/tarrowdale/overdue_by_owner",
    "/tarrowdale/measure_series",
)  # fmt: skip
REVIEWERS = (
    "/review", "/review/figure/{figure}", "/review/commitment/{commitment}", "/review/measure/recycling-rate",
    "/review/follow_up/{follow_up}",
)  # fmt: skip


def filled(server: Server, address: str) -> str:
    import sqlite3

    db = sqlite3.connect(server.path)
    follow_up, commitment = db.execute("SELECT id, commitment_id FROM follow_ups WHERE quote LIKE 'Foster%'").fetchone()
    db.close()
    return address.format(
        figure=server.ids[f"{FIRST}:78.4 per 10,000"], document=server.ids[FIRST], minutes=server.ids[MINUTES],
        commitment=commitment, follow_up=follow_up,
    )  # fmt: skip


def axe() -> str:
    for package in ("axe_core_python", "axe_playwright_python"):
        found = files(package)
        for name in ("axe.min.js", "axe.js"):
            if found.joinpath(name).is_file():
                return found.joinpath(name).read_text(encoding="utf-8")
    raise AssertionError("no axe-core: pip install axe-core-python")


def violations(window: Any) -> list[str]:
    window.evaluate(axe())
    found = window.evaluate(f"axe.run(document, {{runOnly: {json.dumps(RULES)}}})")
    return [f"{v['id']}: {node['html'][:160]}" for v in found["violations"] for node in v["nodes"]]


def check(window: Any, address: str) -> list[str]:
    window.goto(address, timeout=PATIENCE)
    found = violations(window)
    wide = window.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return found + ([f"scrolls sideways by {wide}"] if wide > 0 else [])


@pytest.fixture(scope="session", params=[1280, 320])
def windows(request: pytest.FixtureRequest, chromium: Any, server: Server) -> Any:
    context = chromium.new_context(
        viewport={"width": request.param, "height": 800}, base_url=server.address, bypass_csp=True
    )
    reader = context.new_page()
    signed = chromium.new_context(
        viewport={"width": request.param, "height": 800}, base_url=server.address, bypass_csp=True
    )
    signed.add_cookies([server.cookie()])
    yield reader, signed.new_page()
    context.close()
    signed.close()


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_is_found_on_a_page(windows: Any, server: Server, address: str) -> None:
    assert check(windows[0], filled(server, address)) == []


@pytest.mark.parametrize("address", REVIEWERS)
def test_nothing_is_found_on_a_review_page(windows: Any, server: Server, address: str) -> None:
    assert check(windows[1], filled(server, address)) == []
