"""The five questions that people come with, answered by clicking as they would, wide and narrow."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest

from tests.browser.conftest import Server

pytestmark = pytest.mark.browser
FIRST = "children-performance-2023-09-14.pdf"


def no_sideways_scroll(page: Any) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), page.url


def test_what_was_the_rate_a_year_ago_and_on_which_page(page: Any) -> None:
    page.goto("/")
    page.get_by_label("What did the papers say").fill("children in our care rate")
    page.get_by_role("button", name="Search").first.click()
    page.get_by_role("link", name="81.9 per 10,000").first.click()
    before = page.get_by_role("row", name="Same period a year before")
    assert "74.1 per 10,000" in before.inner_text()
    before.get_by_role("link").click()
    assert "Quarter 3 2022/23" in page.get_by_role("main").inner_text()
    assert "Page 1 of Children's services performance" in page.locator("figcaption").first.inner_text()
    picture = page.get_by_role("img", name="74.1 per 10,000").first
    box = picture.locator(".box").bounding_box()
    assert box["width"] > 20 and box["height"] > 5
    no_sideways_scroll(page)


def test_is_the_response_still_outstanding(page: Any) -> None:
    page.goto("/")
    page.get_by_role("link", name="Commitments", exact=True).click()
    page.get_by_text("Filter by words").click()
    page.get_by_label("Words").fill("20 miles")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="Members asked for the number of children placed").click()
    main = page.get_by_role("main").inner_text()
    assert "Overdue" in main and "It was due 16 November 2023" in main
    assert "Asked again" in main
    no_sideways_scroll(page)


def press_to(page: Any, name: str, most: int = 60) -> None:
    """Tab until what has the focus is called so."""
    script = "document.activeElement.innerText || document.activeElement.labels?.[0]?.innerText || ''"
    for _ in range(most):
        page.keyboard.press("Tab")
        if name in page.evaluate(script):
            return
    raise AssertionError(f"no way to “{name}” by keyboard")


def test_the_first_question_by_keyboard_alone(page: Any) -> None:
    page.goto("/")
    press_to(page, "What did the papers say")
    page.keyboard.type("children in our care rate")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    press_to(page, "81.9 per 10,000")
    page.keyboard.press("Enter")
    page.wait_for_url("**/figure/**")
    press_to(page, "74.1 per 10,000")
    page.keyboard.press("Enter")
    page.get_by_text("in Quarter 3 2022/23.").wait_for()


def test_the_second_question_by_keyboard_alone(page: Any) -> None:
    page.goto("/commitments")
    page.keyboard.press("Tab")
    assert "Skip to main content" in page.evaluate("document.activeElement.innerText")
    page.keyboard.press("Enter")
    press_to(page, "Overdue")
    page.keyboard.press("Enter")
    page.wait_for_url("**status=overdue")
    press_to(page, "Members asked for the number")
    page.keyboard.press("Enter")
    page.get_by_text("It was due 16 November 2023").wait_for()


def test_which_figures_of_this_report_disagree(page: Any) -> None:
    page.goto("/")
    page.get_by_role("link", name="Meetings", exact=True).click()
    page.get_by_role("link", name="14 March 2024").first.click()
    page.get_by_role("link", name="Children's services performance, Q3 2023/24").first.click()
    page.get_by_role("link", name="Figures that disagree").click()
    main = page.get_by_role("main").inner_text()
    assert "78.4 per 10,000" in main and "79.6 per 10,000" in main and "differs" in main
    no_sideways_scroll(page)


def test_every_recycling_rate_since_2018_as_a_spreadsheet(page: Any, tmp_path: Any) -> None:
    page.goto("/")
    page.get_by_role("link", name="Household waste recycled").first.click()
    if "/search" in page.url:
        page.get_by_role("link", name="household waste recycled").first.click()
        page.get_by_role("main").get_by_role("link", name="Household waste recycled").first.click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Excel").click()
    target = tmp_path / "rates.xlsx"
    waiting.value.save_as(target)
    from openpyxl import load_workbook

    sheet = load_workbook(target).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    header = list(rows[0])
    actual = [row for row in rows[1:] if row[header.index("role")] == "actual"]
    assert {row[header.index("period_label")] for row in actual} == {f"FY{y}/{y - 1999:02d}" for y in range(2018, 2024)}


@pytest.mark.parametrize("width", [1280, 320])
def test_correct_a_wrong_period(chromium: Any, own_server: Server, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800}, base_url=own_server.address)
    context.add_cookies([own_server.cookie()])
    page = context.new_page()
    page.set_default_timeout(10_000)
    key = own_server.ids[f"{FIRST}:412"]
    page.goto(f"/figure/{key}")
    page.get_by_role("link", name="Check or correct this").click()
    page.get_by_label("Period", exact=True).fill("31 March 2023")
    page.get_by_label("Then show the next one").uncheck()
    page.get_by_role("button", name="Save the correction").click()
    page.get_by_text("Everybody sees it now").wait_for()
    no_sideways_scroll(page)
    page.goto("/measure/children-in-care")
    assert "31 March 2023" in page.get_by_role("table").first.inner_text()
    read_again(own_server, key)
    page.goto(f"/figure/{key}")
    assert "at 31 March 2023." in page.get_by_role("main").inner_text()
    context.close()


def read_again(server: Server, key: str) -> None:
    """What ``minuted add`` does with a paper that is read anew: its facts made again, then the corrections."""
    from minuted import reviews

    db = sqlite3.connect(server.path)
    db.execute(
        "UPDATE figures SET period_start = '2023-04-01', period_end = '2023-06-30', period_label = 'Q1 2023/24', "
        "status = 'read' WHERE id = ?",
        [key],
    )
    db.commit()
    reviews.apply(db, server.path.with_suffix(".reviews.db"))
    db.close()


def test_review_by_keys(chromium: Any, own_server: Server) -> None:
    context = chromium.new_context(base_url=own_server.address)
    context.add_cookies([own_server.cookie()])
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto("/review")
    page.get_by_role("link", name="Start with the first").first.click()
    first = page.url
    page.get_by_role("button", name="Switch keys off").wait_for()
    page.keyboard.press("a")
    page.get_by_text("Saved.").wait_for()
    assert page.url.split("?")[0] != first.split("?")[0]
    page.get_by_role("button", name="Switch keys off").click()
    second = page.url
    page.locator("body").press("a")
    page.wait_for_timeout(300)
    assert page.url == second
    context.close()


def test_pages_are_read_without_scripts(chromium: Any, server: Server) -> None:
    context = chromium.new_context(base_url=server.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/measure/recycling-rate")
    assert page.locator("svg.chart").first.is_visible() and page.get_by_role("table").first.is_visible()
    context.close()
