"""Every page answers, says what it should, and leads where it should."""

from __future__ import annotations

import asyncio
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from minuted.catalogue.database import Unavailable
from minuted.catalogue.drawing import DRAWER, WIDTHS, Drawer, NotDrawn
from minuted.catalogue.routes import changes
from minuted.catalogue.site import catalogues
from minuted.corpus.schema import open_database
from tests.catalogue.conftest import Site

FIRST, SECOND = "children-performance-2023-09-14.pdf", "children-performance-2024-03-14.pdf"
MINUTES = "children-minutes-2023-09-14.html"


def figure(site: Site, quote: str, paper: str = FIRST) -> str:
    return site.ids[f"{paper}:{quote}"]


def commitment(site: Site, beginning: str) -> str:
    return next(value for key, value in site.ids.items() if f":{beginning}" in key)


def links(html: str) -> set[str]:
    return {href.replace("&amp;", "&") for href in re.findall(r'(?<!image )href="(/[^"#]*)', html)}


def test_home_says_what_there_is_and_what_is_overdue(site: Site) -> None:
    html = site.text("/")
    assert "24</a>" in html and "Overdue commitments" in html and "All 4 overdue" in html
    assert "Children and Young People Panel" in html and "Household waste recycled" in html


def test_every_link_of_every_page_leads_somewhere(site: Site) -> None:
    seen: set[str] = set()
    waiting = ["/"]
    while waiting and len(seen) < 260:
        address = waiting.pop(0)
        if address in seen or "/-/" in address or address.startswith("/tarrowdale"):
            continue
        seen.add(address)
        answer = site.get(address)
        assert answer.status_code in (200, 302), (address, answer.status_code)
        if "html" in answer.headers["content-type"] and "/original" not in address and "?" not in address:
            waiting += sorted(links(answer.text))
    assert len(seen) > 150


def test_search_counts_by_type_marks_words_and_filters(site: Site) -> None:
    html = site.text("/search?q=children+care")
    assert "<mark>children</mark>" in html and "<mark>care</mark>" in html
    narrowed = site.text("/search?q=children+care&type=figure&role=comparator")
    assert "71.2 per 10,000" in narrowed and "78.4 per 10,000</span>" not in narrowed
    assert "Remove filter" in narrowed and "Clear all filters" in narrowed


def test_search_orders_by_date_or_by_match(site: Site) -> None:
    def dates(html: str) -> list[str]:
        return re.findall(r"· (\d+ \w+ \d{4})", html)

    newest = dates(site.text("/search?q=waste&type=figure"))
    assert newest and newest[0] == "8 February 2024" and newest[-1] == "5 October 2023"
    assert site.text("/search?q=waste&order=relevance") != site.text("/search?q=waste")


def test_search_since_a_year(site: Site) -> None:
    rows = json.loads(site.text("/search.json?measure=recycling-rate&role=actual&since=2021"))["rows"]
    assert {row["period_label"] for row in rows} == {"FY2020/21", "FY2021/22", "FY2022/23", "FY2023/24"}


@pytest.mark.parametrize(
    "words", ['"', "NEAR(", "a OR", "*", "AND", "-", "'; drop table figures", "(", "😀", "^x", "a:b"]
)
def test_search_takes_any_words(site: Site, words: str) -> None:
    assert site.get("/search", params={"q": words}).status_code == 200


def test_search_without_results_helps(site: Site) -> None:
    html = site.text("/search?q=zebra")
    assert "No results for “zebra”" in html and "check the spelling" in html


def test_search_as_files(site: Site) -> None:
    csv = site.text("/search.csv?q=recycled&type=figure")
    assert csv.startswith("\ufefftype,measure") and "recycling-rate" in csv and "/figure/" in csv
    feed = ElementTree.fromstring(site.text("/search.atom?q=recycled"))
    assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) > 5
    assert json.loads(site.text("/search.json?q=recycled"))["rows"][0]["permalink"].startswith("http")


def test_search_as_a_spreadsheet(site: Site) -> None:
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(site.get("/search.xlsx?measure=recycling-rate&role=actual").content)).active
    assert sheet is not None
    header = [cell.value for cell in sheet[1]]
    assert sheet.max_row == 8 and "value" in header
    assert 46.3 in [row[header.index("value")].value for row in sheet.iter_rows(min_row=2)]


def test_figure_page(site: Site) -> None:
    html = site.text(f"/figure/{figure(site, '78.4 per 10,000')}")
    assert "Rate of children in our care in Tarrowdale was 78.4 per 10,000 in Quarter 1 2023/24." in html
    assert "outlined" in html and 'class="box"' in html and "<mark>78.4 per 10,000</mark>" in html
    assert "Another value" in html and "79.6 per 10,000" in html
    assert "up 4.3 per 10,000 (6%) since then" in html and "(worse)" in html
    assert "Ready to paste" in html and "page 1. http" in html and "Report an error" in html


def test_figure_box_stands_where_the_words_stand(site: Site) -> None:
    html = site.text(f"/figure/{figure(site, '78.4 per 10,000')}")
    x, y = (float(found) for found in re.search(r'class="box" x="([\d.]+)" y="([\d.]+)"', html).groups())  # type: ignore[union-attr]
    assert 225 < x < 235 and 95 < y < 105


def test_measure_page_draws_and_tabulates(site: Site) -> None:
    html = site.text("/measure/recycling-rate")
    assert html.count('class="chart only-') == 2 and "line-2" in html and "Target" in html
    words = " ".join(re.sub("<[^>]+>", "", html).split())
    assert "restated: 44.1% on 5 October 2023" in words
    assert "up 2.7 percentage points" in html and "better" in html
    for form in ("csv", "json"):
        assert "46.3" in site.text(f"/measure/recycling-rate.{form}")


def test_measure_of_one_area_and_role(site: Site) -> None:
    html = site.text("/measure/children-in-care-rate-per-10-000?area=statistical+neighbours")
    table = html.split("<table", 1)[1].split("</table>")[0]
    assert "71.2 per 10,000" in table and "78.4 per 10,000" not in table


def test_commitments_board_filters_and_exports(site: Site) -> None:
    html = site.text("/commitments")
    assert html.index("tag-overdue") < html.index("tag-answered") and "As at" not in html.split("<h1>")[0]
    only = site.text("/commitments?owner=Head+of+Waste&status=overdue")
    assert "2 commitments" in only and "map of missed collections" in only
    calendar = site.get("/commitments.ics")
    assert calendar.headers["content-type"].startswith("text/calendar")
    assert calendar.text.count("BEGIN:VEVENT") == 13 and "\r\nSUMMARY:Due: " in calendar.text
    assert all(len(line.encode()) <= 75 for line in calendar.text.split("\r\n"))


def test_commitment_timeline(site: Site) -> None:
    html = site.text(f"/commitment/{commitment(site, 'The Director agreed to bring')}")
    assert "Reported as done" in html and "Foster carer vacancies stand at 23" in html and "80% sure" in html
    silent = site.text(f"/commitment/{commitment(site, 'RESOLVED: That the Cabinet be recommended')}")
    assert "no mention found" in silent and "Overdue" in silent


def test_meeting_committee_and_changes(site: Site) -> None:
    meeting = "tarrowdale-children-and-young-people-panel-2024-03-14"
    html = site.text(f"/meeting/{meeting}")
    assert "Earlier commitments reported back" in html and "Still open from before" in html
    assert "← 14 September 2023" in html
    committee = site.text("/committee/tarrowdale-children-and-young-people-panel")
    assert "small-chart" in committee and "81.9 per 10,000" in committee
    moved = site.text("/changes?committee=tarrowdale-children-and-young-people-panel")
    assert "What changed since 14 September 2023" in moved and "up 2.3 per 10,000 (3%)" in moved


def test_document_pages_and_text(site: Site) -> None:
    document = site.ids[FIRST]
    assert "Open the pages" in site.text(f"/document/{document}")
    found = site.text(f"/document/{document}?q=neighbours")
    assert "1 passage with" in found and "<mark>neighbours</mark>" in found
    page = site.text(f"/document/{document}/page/1")
    assert page.count('class="box') == 4 and "textLength" in page and "Page 1 of 3" in page
    for number, where in (("2", "2"), ("99", "3"), ("x", "1")):
        answer = site.get(f"/document/{document}/page?number={number}")
        assert answer.status_code == 302 and answer.headers["location"].endswith(f"/page/{where}")
    assert site.get(f"/document/{site.ids[MINUTES]}/page?number=1").status_code == 404
    table = site.text(f"/document/{document}/page/2")
    assert "<table" in table and ">10.4%</a>" in table
    text = site.text(f"/document/{site.ids[MINUTES]}/text")
    assert "Follow this request" in text


def test_page_image_and_original(site: Site) -> None:
    document = site.ids[FIRST]
    image = site.get(f"/document/{document}/page/1/image?width=5000")
    assert image.headers["content-type"] == "image/webp" and image.content[8:12] == b"WEBP"
    assert site.get(f"/document/{document}/page/99/image").status_code == 404
    original = site.get(f"/document/{document}/original")
    assert original.content.startswith(b"%PDF") and "inline" in original.headers["content-disposition"]
    assert "attachment" in site.get(f"/document/{site.ids[MINUTES]}/original").headers["content-disposition"]


def test_conflicts_of_one_paper(site: Site) -> None:
    html = site.text(f"/conflicts?document={site.ids[SECOND]}")
    assert "78.4 per 10,000" in html and "79.6 per 10,000" in html and "Rating against target" in html
    assert "disagrees" in site.text(f"/conflicts?document={site.ids['budget-monitor-2023-12-12.pdf']}")


def test_coverage_shows_failures_and_gaps(site: Site) -> None:
    html = site.text("/coverage")
    assert "locked with a password" in html and "Needs OCR" in html and "no paper here" in html


def test_of_many_committees_the_council_is_chosen_first(site: Site, tmp_path: Path) -> None:
    assert "/changes?committee=tarrowdale-children-and-young-people-panel" in links(site.text("/changes"))
    assert "No meeting of that council" in site.text("/changes?council=Nowhere")
    db = open_database(tmp_path / "many.db")
    for council in ("Ostley", "Tarrowdale"):
        for number in range(changes.MOST_COMMITTEES):
            values = (f"{council}-{number}", council, f"Panel {number:02}", "2024-03-14")
            db.execute("INSERT INTO meetings (id, council, committee, date) VALUES (?, ?, ?, ?)", values)
    first = changes.choice(db, "")
    assert [(row["council"], row["committees"]) for row in first["councils"]] == [("Ostley", 60), ("Tarrowdale", 60)]
    assert "committees" not in first
    assert [row["committee"] for row in changes.choice(db, "Ostley")["committees"][:2]] == ["Panel 00", "Panel 01"]


def test_compare(site: Site) -> None:
    html = site.text("/compare?measure=children-in-care-rate-per-10-000")
    assert "statistical neighbours" in html and 'class="bar"' in html


def test_data_pages_carry_our_words(site: Site) -> None:
    assert "Overdue commitments by owner" in site.text("/data")
    table = site.text("/tarrowdale/figures?_facet=unit")
    assert "Every quantity that was read" in table and '<label for="fc"' in table and "<main" in table
    assert 'value="waste"' in site.text("/tarrowdale/figures?_search=waste")
    assert "Head of Waste" in site.text("/tarrowdale/overdue_by_owner", follow_redirects=True)
    key = figure(site, "78.4 per 10,000")
    assert f'href="/figure/{key}"' in site.text(f"/tarrowdale/figures/{key}")


def test_other_catalogues_have_their_own_addresses(site: Site, tmp_path: object) -> None:
    assert "/in/tarrowdale/search" in site.text("/in/tarrowdale/")
    assert site.get("/in/nowhere/").status_code == 404


def test_drawing_survives_a_damaged_file(tmp_path: object) -> None:
    import asyncio
    from pathlib import Path

    broken = Path(str(tmp_path)) / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing")
    drawer = Drawer()
    with pytest.raises(NotDrawn, match="could not be drawn"):
        asyncio.run(drawer.image(broken, 1, WIDTHS[0]))
    drawer.close()
    assert drawer is not DRAWER


def test_drawing_is_killed_at_its_time_limit(tmp_path: object, monkeypatch: pytest.MonkeyPatch, site: Site) -> None:
    import asyncio
    from pathlib import Path

    import minuted.catalogue.drawing as drawing

    original = next(Path(site.path).with_suffix(".papers").glob("*.pdf"))
    monkeypatch.setattr(drawing, "SECONDS", 0.0)
    drawer = Drawer()
    with pytest.raises(NotDrawn, match="too long"):
        asyncio.run(drawer.image(original, 1, 400))
    monkeypatch.setattr(drawing, "SECONDS", 20.0)
    assert asyncio.run(drawer.image(original, 1, 400))
    drawer.close()


def many_figures(path: object, count: int) -> Site:
    """A catalogue with one figure stated ``count`` times."""
    import sqlite3
    from pathlib import Path

    from tests.catalogue.invented import Builder, Fact, Line, Paper

    builder = Builder(Path(str(path)) / "many.db")
    builder.insert("measures", id="litter-bins", name="Litter bins", unit="count", registered=0)
    builder.add(Paper("bins.html", "Bins", "report", "Panel", "2024-01-01", [Line("We have 5 bins", [Fact("5", 5)])],
                      media="text/html"))  # fmt: skip
    builder.db.execute("UPDATE figures SET measure_id = 'litter-bins', measure = 'litter bins'")
    names = [row[1] for row in builder.db.execute("PRAGMA table_info(figures)") if row[1] not in ("id", "value")]
    columns = ", ".join(f'"{name}"' for name in names)
    builder.db.execute(
        f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count - 1}) "
        f"INSERT INTO figures (id, value, {columns}) SELECT id || '-' || i, i, {columns} FROM figures, n"
    )
    builder.close()
    assert sqlite3.connect(builder.path).execute("SELECT count(*) FROM figures").fetchone()[0] == count
    return Site(builder.path, builder.ids)


def test_files_hold_all_of_a_list_however_long(tmp_path: object) -> None:
    from openpyxl import load_workbook

    from minuted.catalogue.search import MOST

    site, count = many_figures(tmp_path, MOST + 321), MOST + 321
    assert "the files below hold all of them" in site.text("/search?q=litter&type=figure")
    for address in ("/search.csv?q=litter&type=figure", "/search.csv?type=figure", "/measure/litter-bins.csv"):
        assert len(site.text(address).splitlines()) == count + 1, address
    assert json.loads(site.text("/search.json?q=litter&type=figure"))["total"] == count
    assert json.loads(site.text("/measure/litter-bins.json"))["total"] == count
    sheet = load_workbook(io.BytesIO(site.get("/search.xlsx?q=litter&type=figure").content), read_only=True).active
    assert sheet is not None
    header, *rows = sheet.iter_rows(values_only=True)
    values = [row[header.index("value")] for row in rows]
    assert len(set(values)) == count - 1 and len(values) == count


def test_a_workbook_goes_on_on_further_sheets(monkeypatch: pytest.MonkeyPatch) -> None:
    from openpyxl import load_workbook

    from minuted.catalogue import spreadsheet

    monkeypatch.setattr(spreadsheet, "ROWS_A_SHEET", 4)
    rows: list[dict[str, object]] = [{"a": n, "b": f"<&'\"{n}\n"} for n in range(7)]
    book = load_workbook(io.BytesIO(b"".join(spreadsheet.workbook(iter(rows), ["a", "b", "c"], "of 7 & more"))))
    assert [sheet.max_row for sheet in book] == [4, 4, 2] and book.sheetnames[0] == "of 7   more"
    told = [row for sheet in book for row in sheet.iter_rows(min_row=2, max_col=2, values_only=True)]
    assert told == [(row["a"], row["b"]) for row in rows]


def test_a_file_that_fails_at_once_is_a_page_and_later_is_broken_off(site: Site, monkeypatch: Any) -> None:
    from minuted.catalogue import streaming

    monkeypatch.setattr(streaming, "STEPS_BETWEEN_CHECKS", 1)
    monkeypatch.setattr(streaming, "SECONDS_A_PIECE", -1.0)
    answer = site.get("/search.csv?q=children")
    assert answer.status_code == 503 and "This took too long" in answer.text
    monkeypatch.setattr(streaming, "SECONDS_A_PIECE", 60.0)
    monkeypatch.setattr(streaming, "PIECE", 10)

    def broken(db: Any) -> Iterator[str]:
        yield "the first piece"
        db.execute("SELECT * FROM no_such_table")

    async def sent() -> list[dict[str, Any]]:
        messages: list[dict[str, Any]] = []

        async def send(message: dict[str, Any]) -> None:
            messages.append(message)

        file = await streaming.file_of(next(iter(catalogues(site.datasette).values())), broken, "text/csv")
        with pytest.raises(Unavailable):
            await file.asgi_send(send)
        return messages

    messages = asyncio.run(sent())
    assert messages[1]["body"] == b"the first piece" and messages[-1]["more_body"]
