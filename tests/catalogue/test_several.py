"""Several catalogues served together: one search over all of them, each result leading into its own."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest

from minuted.catalogue.routes import search_all
from minuted.catalogue.serve import build_datasette
from tests.catalogue.conftest import Site, copied
from tests.catalogue.invented import Builder, Fact, Line, Paper

COUNCIL = "Brackenshire"


def second(path: Path) -> Path:
    """A catalogue of another council: two papers, one older than all of Tarrowdale's, one newer."""
    builder = Builder(path)
    for day, percent in (("2019-02-05", 41), ("2026-10-06", 47)):
        words = f"The children and families service answered {percent}% of calls."
        fact = Fact(f"{percent}%", percent, "percent", name="calls of the children and families service answered")
        builder.add(Paper(f"brackenshire-{day}.pdf", f"Calls {day}", "report", "Cabinet", day, [Line(words, [fact])]))
    for table in ("documents", "meetings", "figures"):
        builder.db.execute(f"UPDATE {table} SET council = ?", [COUNCIL])
    builder.close()
    return path


class Two(Site):
    """The site over both."""

    def __post_init__(self) -> None:
        self.datasette = build_datasette([self.path, self.path.with_name("brackenshire.db")])
        asyncio.run(self.datasette.invoke_startup())


@pytest.fixture
def two(built: tuple[Path, dict[str, str]], tmp_path: Path) -> Two:
    path, ids = copied(built, tmp_path)
    second(tmp_path / "brackenshire.db")
    return Two(path, ids)


def links(html: str) -> list[str]:
    return re.findall(r'<h3><a href="([^"]+)"', html)


def test_results_of_all_are_one_list_by_date_and_lead_into_their_own_catalogue(two: Two) -> None:
    html = two.text("/search/all?q=children")
    found = links(html)
    assert found[0].startswith("/in/brackenshire/") and any(link.startswith(("/figure", "/document")) for link in found)
    for link in found:
        assert two.get(link.replace("&amp;", "&")).status_code == 200, link
    last = links(two.text("/search/all?q=children&page=50")) or links(
        two.text(f"/search/all?q=children&page={pages(html)}")
    )
    assert last[-1].startswith("/in/brackenshire/"), "the oldest of all stands last"


def pages(html: str) -> int:
    found = re.search(r"Page 1 of (\d+)", html)
    return int(found[1]) if found else 1


def test_counts_are_sums_and_each_page_has_other_results(two: Two) -> None:
    html = two.text("/search/all?q=children")
    total = number(html, r"<h2>([\d,]+) results")
    assert total == sum(
        number(two.text(f"{p}/search?q=children"), r"<h2>([\d,]+) results") for p in ("", "/in/brackenshire")
    )
    seen = [link for n in range(1, pages(html) + 1) for link in links(two.text(f"/search/all?q=children&page={n}"))]
    assert len(seen) == len(set(seen)) == total


def number(html: str, pattern: str) -> int:
    found = re.search(pattern, html)
    assert found, pattern
    return int(found[1].replace(",", ""))


def test_best_match_takes_turns_between_catalogues(two: Two) -> None:
    found = links(two.text("/search/all?q=children&order=relevance"))
    assert {link.startswith("/in/brackenshire/") for link in found[:2]} == {True, False}


def test_filters_narrow_all_of_them(two: Two) -> None:
    found = links(two.text(f"/search/all?q=children&council={COUNCIL}"))
    assert found and all(link.startswith("/in/brackenshire/") for link in found)
    assert "No results" in two.text("/search/all?q=children&council=Nowhere")


def test_home_searches_all_and_a_catalogues_own_pages_search_it_alone(two: Two) -> None:
    assert 'action="/search/all"' in two.text("/")
    assert 'action="/in/brackenshire/search"' in two.text("/in/brackenshire/")
    assert 'href="/search/all?q=children"' in two.text("/in/brackenshire/search?q=children")


def test_one_catalogue_alone_has_no_search_over_all(site: Site) -> None:
    assert "/search/all" not in site.text("/") + site.text("/search?q=children")
    assert site.text("/search/all?q=children").count("<h3>") > 1


def test_one_that_does_not_answer_is_named_and_the_others_are_shown(two: Two) -> None:
    two.path.with_name("brackenshire.db").unlink()
    html = two.text("/search/all?q=children")
    assert "Without brackenshire" in html and links(html)


def test_what_a_visitor_may_not_see_is_not_searched(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    async def only_the_first(datasette: Any, actor: Any, name: str) -> bool:
        return name == "tarrowdale"

    monkeypatch.setattr(search_all, "may_view", only_the_first)
    html = two.text("/search/all?q=children")
    assert links(html) and "brackenshire" not in html
