"""The five questions that people come with, answered by clicking as they would, wide and narrow."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import PATIENCE, Server

pytestmark = pytest.mark.browser
FIRST = "children-performance-2023-09-14.pdf"


def no_sideways_scroll(page: Any) -> None:
    page.wait_for_load_state()  # on a busy machine the stylesheet may come after the words
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
    page.wait_for_load_state()
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


PAPER = "children-2025-11-18-performance-q2.pdf"
SAMPLES = Path(__file__).parents[2] / "samples" / "papers"


def minuted(folder: Path, *arguments: str) -> str:
    """Run the command line with the package that stands in ``folder``."""
    command = [sys.executable, "-c", "from minuted.cli import main; main()", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue that ``minuted add`` made of one sample paper."""
    path = tmp_path_factory.mktemp("read") / "ostley.db"
    said = minuted(
        Path(__file__).parents[2], "add", str(SAMPLES / PAPER), "--db", str(path), "--council", "Ostley",
        "--committee", "Children's Panel", "--meeting-date", "2025-11-18",
    )  # fmt: skip
    assert "1 of 1 papers read" in said
    return path


def newer_rules(folder: Path) -> Path:
    """The package as a later version would be: one of its rule files is another."""
    shutil.copytree(Path(__file__).parents[2] / "minuted", folder / "minuted")
    rules = folder / "minuted" / "nlp" / "find.py"
    rules.write_text(rules.read_text(encoding="utf-8") + "\n# a rule that was not there before\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("width", [1280, 320])
def test_correct_a_wrong_period(chromium: Any, read_once: Path, tmp_path: Path, width: int) -> None:
    path = tmp_path / read_once.name
    shutil.copy(read_once, path)
    shutil.copytree(read_once.with_suffix(".papers"), path.with_suffix(".papers"))
    server = Server(path, {})
    context = chromium.new_context(viewport={"width": width, "height": 800}, base_url=server.address)
    context.add_cookies([server.cookie()])
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto("/")
    page.get_by_label("What did the papers say").fill("children in care 87.1")
    page.get_by_role("button", name="Search").first.click()
    page.get_by_role("link", name="87.1 per 10,000").first.click()
    assert "at 30 September 2024." in page.get_by_role("main").inner_text()
    figure = page.url
    page.get_by_role("link", name="Check or correct this").click()
    page.get_by_label("Period", exact=True).fill("31 March 2023")
    page.get_by_label("Then show the next one").uncheck()
    page.get_by_role("button", name="Save the correction").click()
    page.get_by_text("Everybody sees it now").wait_for()
    no_sideways_scroll(page)
    it_is_corrected_everywhere(page, figure)
    said = minuted(newer_rules(tmp_path / "newer"), "add", str(SAMPLES / PAPER), "--db", str(path))
    assert "1 of 1 papers read" in said and rules_of(path) != rules_of(read_once)
    it_is_corrected_everywhere(page, figure)
    page.get_by_role("link", name="Check or correct this").click()
    page.get_by_role("button", name="Undo this").click()
    page.goto(figure)
    assert "at 30 September 2024." in page.get_by_role("main").inner_text()
    context.close()
    server.stop()


def rules_of(path: Path) -> list[str]:
    """The version of the rules by which each paper was read."""
    db = sqlite3.connect(path)
    found = [row[0] for row in db.execute("SELECT rules_version FROM documents")]
    db.close()
    return found


def it_is_corrected_everywhere(page: Any, figure: str) -> None:
    """On its measure's page, in search, in its paper, in the files and the tables; ends at the figure's own page."""
    page.goto(figure)
    key = figure.rsplit("/", 1)[1]
    page.get_by_role("complementary").locator("a[href*='/measure/']").click()
    row = page.get_by_role("row").filter(has=page.locator(f"a[href$='/figure/{key}']")).first
    assert "31 March 2023" in row.inner_text()
    assert "2023-03-31" in page.request.get(page.url + ".csv").text()
    page.goto("/search?q=87.1+per+10%2C000&type=figure")
    found = page.get_by_role("listitem").filter(has=page.locator(f"a[href$='/figure/{key}']")).first
    assert "31 March 2023" in found.inner_text()
    page.goto(f"/ostley/figures/{key}")
    assert "2023-03-31" in page.get_by_role("main").inner_text()
    page.goto(figure)
    assert "at 31 March 2023." in page.get_by_role("main").inner_text()
    page.get_by_role("link", name="See the whole page").click()
    beside = page.get_by_role("complementary").get_by_role("listitem").filter(has=page.locator(f"a[href$='/{key}']"))
    assert "31 March 2023" in beside.first.inner_text()
    page.goto(figure)


def test_review_by_keys(chromium: Any, own_server: Server) -> None:
    context = chromium.new_context(base_url=own_server.address)
    context.add_cookies([own_server.cookie()])
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
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
