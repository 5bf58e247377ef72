"""axe-core (WCAG 2.2 A and AA) finds nothing on any page, Datasette's own included; none scrolls sideways."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import PATIENCE, Server
from tests.catalogue.conftest import copied

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


@pytest.fixture(scope="session")
def frozen_server(built: tuple[Path, dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An immutable catalogue over which a correction stands."""
    from minuted import reviews

    path, ids = copied(built, tmp_path_factory.mktemp("frozen"))
    kept = reviews.open_reviews(path.with_suffix(".reviews.db"))
    key = ids[f"{FIRST}:412"]
    reviews.record(kept, reviews.Correction("correct", key, "period_label", "Q1 2023/24", "2022/23", None, "Ann"))
    kept.close()
    running = Server(path, ids, immutable=True)
    yield running
    running.stop()


@pytest.mark.parametrize("width", [1280, 320])
def test_nothing_is_found_where_tables_tell_of_corrections(chromium: Any, frozen_server: Server, width: int) -> None:
    context = chromium.new_context(
        viewport={"width": width, "height": 800}, base_url=frozen_server.address, bypass_csp=True
    )
    window = context.new_page()
    key = frozen_server.ids[f"{FIRST}:412"]
    for address in ("/tarrowdale/figures?_size=5", f"/tarrowdale/figures/{key}", "/tarrowdale"):
        assert check(window, address) == [], address
        assert "corrected" in window.get_by_role("main").inner_text(), address
    context.close()
