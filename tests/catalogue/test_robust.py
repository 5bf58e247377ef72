"""Wrong addresses, missing things, slow queries, hostile texts: a page that says what to do, nothing executed."""

from __future__ import annotations

import re
import shutil
import sqlite3
from html.parser import HTMLParser
from pathlib import Path

import pytest

from minuted.catalogue.serve import build_datasette
from minuted.corpus.schema import open_database
from minuted.errors import DatabaseError, NotFound
from tests.catalogue.conftest import Site
from tests.catalogue.invented import Builder, Fact, Line, Paper

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>\u202egnp.exe\ue0f0&amp;{{ 7*7 }}"
ADDRESSES = (
    "/", "/search?q=alert", "/search?q=", "/measures", "/commitments", "/meetings", "/documents", "/conflicts",
    "/coverage", "/compare", "/data", "/changes",
)  # fmt: skip


@pytest.fixture
def hostile(tmp_path: Path) -> Site:
    builder = Builder(tmp_path / "hostile.db")
    builder.insert("measures", id="bad", name=HOSTILE, unit="count", theme=HOSTILE, registered=0)
    line = Line(f"alert {HOSTILE} 5 then", [Fact("5", 5, "count", name=HOSTILE, area=HOSTILE)], number=HOSTILE)
    promise = Line(f"alert promise {HOSTILE}", [Fact(f"alert promise {HOSTILE}", kind="action", owner=HOSTILE)])
    builder.add(Paper(f"x{HOSTILE}.pdf".replace("/", ""), HOSTILE, "report", HOSTILE, "2024-01-01", [line, promise]))
    builder.db.execute("UPDATE figures SET measure_id = 'bad', period_start = '2023-04-01', period_end = '2024-03-31'")
    builder.db.execute("UPDATE figures SET period_label = 'FY2023/24', rule = ?, evidence = ?", [HOSTILE, '["x"]'])
    builder.close()
    return Site(builder.path, builder.ids)


def addresses(site: Site) -> list[str]:
    db = sqlite3.connect(site.path)
    figure, document = db.execute("SELECT id, document_id FROM figures").fetchone()
    commitment = db.execute("SELECT id FROM commitments").fetchone()[0]
    meeting = db.execute("SELECT id FROM meetings").fetchone()[0]
    db.close()
    return [
        *ADDRESSES, f"/figure/{figure}", f"/commitment/{commitment}", f"/document/{document}", "/measure/bad",
        f"/document/{document}/page/1", f"/document/{document}/text", "/compare?measure=bad", "/hostile/figures",
        f"/hostile/figures/{figure}", f"/report/figure/{figure}", f"/document/{document}?q=alert",
        f"/meeting/{meeting.replace('/', '%2F').replace('?', '%3F')}" if "/" not in meeting else "/meetings",
    ]  # fmt: skip


class Elements(HTMLParser):
    """Collects what could run: scripts, handlers, addresses that are scripts, styles."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            runs = name.startswith("on") or (
                name in ("href", "src", "action") and (value or "").startswith("javascript")
            )
            if runs or name == "style":
                self.found.append(f"{tag} {name}={value}")
        given = dict(attrs)
        if tag in ("script", "iframe", "object", "embed", "style") or (tag == "img" and given.get("src") == "x"):
            self.found.append(f"{tag} {given}")


def test_hostile_text_is_shown_as_text(hostile: Site) -> None:
    for address in addresses(hostile):
        html = hostile.text(address)
        elements = Elements()
        elements.feed(html)
        assert elements.found == [], address
        assert "7*7" in html or "7 * 7" in html or "alert" not in html, address


def test_addresses_that_are_scripts_are_no_links(hostile: Site) -> None:
    db = sqlite3.connect(hostile.path)
    db.execute("UPDATE documents SET source_url = 'javascript:alert(1)'")
    db.execute("UPDATE measures SET source = 'x', source_url = 'javascript:alert(1)'")
    db.commit()
    for address in addresses(hostile):
        if not address.startswith("/hostile"):
            assert "javascript:" not in hostile.text(address), address


def test_hostile_text_in_files(hostile: Site) -> None:
    assert "<script" not in hostile.text("/search.atom?q=alert")
    assert hostile.get("/search.xlsx?q=alert").status_code == 200
    assert hostile.get("/commitments.ics").status_code == 200


@pytest.mark.parametrize("words", [HOSTILE, "x" * 60_000, "\u202e\u2066", "a" * 399 + "\0"])
def test_hostile_search_words(site: Site, words: str) -> None:
    answer = site.get("/search", params={"q": words})
    assert answer.status_code == 200 and "<script>alert" not in answer.text and len(answer.text) < 60_000


def test_a_very_long_text_does_not_make_a_very_long_page(tmp_path: Path) -> None:
    builder = Builder(tmp_path / "long.db")
    line = Line("word " * 20_000 + "5", [Fact("5", 5, "count", name="m" * 100_000)])
    builder.add(Paper("long.html", "t" * 100_000, "report", "Panel", "2024-01-01", [line], media="text/html"))
    builder.close()
    site = Site(builder.path, builder.ids)
    assert len(site.text("/search?q=word")) < 60_000 and len(site.text("/")) < 30_000


@pytest.mark.parametrize(
    "address", ["/nothing", "/figure/none", "/measure/none", "/commitment/none", "/document/none/page/1",
                "/meeting/none",
                "/committee/none", "/document/none/original", "/compare?measure=none", "/changes?committee=none"],
)  # fmt: skip
def test_a_wrong_address_says_what_to_do(site: Site, address: str) -> None:
    answer = site.get(address)
    assert answer.status_code == 404
    assert "Page not found" in answer.text and 'href="/search"' in answer.text and "Traceback" not in answer.text
    assert "does not have no" not in answer.text


def empty_database(path: Path) -> Path:
    open_database(path).close()
    return path


def test_an_empty_catalogue(tmp_path: Path) -> None:
    site = Site(empty_database(tmp_path / "empty.db"), {})
    assert "This catalogue is empty" in site.text("/")
    for address in ADDRESSES:
        assert site.get(address).status_code == 200, address


def test_a_catalogue_with_one_paper(tmp_path: Path) -> None:
    builder = Builder(tmp_path / "one.db")
    builder.add(
        Paper("one.html", "One", "report", None, None, [Line("Just 5 words", [Fact("5", 5)])], media="text/html")
    )
    builder.close()
    site = Site(builder.path, builder.ids)
    for address in (*ADDRESSES, f"/figure/{builder.ids['one.html:5']}", f"/document/{builder.ids['one.html']}"):
        assert site.get(address).status_code == 200, address


def test_a_database_that_is_not_ours(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "other.db").execute("CREATE TABLE x (y)")
    answer = Site(tmp_path / "other.db", {}).get("/")
    assert answer.status_code == 404 and "There is no catalogue here" in answer.text


def test_a_missing_original(own_site: Site) -> None:
    shutil.rmtree(own_site.path.with_suffix(".papers"))
    key = own_site.ids["children-performance-2023-09-14.pdf:78.4 per 10,000"]
    html = own_site.text(f"/figure/{key}")
    assert "original file of this paper is not kept here" in html and "<mark>78.4 per 10,000</mark>" in html
    document = own_site.ids["children-performance-2023-09-14.pdf"]
    assert own_site.get(f"/document/{document}/original").status_code == 404
    assert "so the page cannot be shown" in own_site.text(f"/document/{document}/page/1")


def test_a_missing_or_replaced_database(own_site: Site) -> None:
    assert own_site.get("/measures").status_code == 200
    moved = own_site.path.with_name("moved.db")
    own_site.path.rename(moved)
    answer = own_site.get("/measures")
    assert answer.status_code == 503 and "cannot be read just now" in answer.text
    moved.rename(own_site.path)
    assert own_site.get("/measures").status_code == 200


def test_a_query_over_its_time_limit(built: tuple[Path, dict[str, str]], monkeypatch: pytest.MonkeyPatch) -> None:
    import minuted.catalogue.database as database

    monkeypatch.setattr(database, "STEPS_BETWEEN_CHECKS", 1)
    site = Site(*built)
    monkeypatch.setitem(site.datasette._settings, "sql_time_limit_ms", 0)
    answer = site.get("/search?q=children")
    assert answer.status_code == 503 and "This took too long" in answer.text and "Add a word" in answer.text


def test_security_headers_on_every_page(site: Site) -> None:
    for address in ("/", "/search?q=x", "/tarrowdale/figures", "/nothing", "/-/static-plugins/minuted/minuted.css"):
        headers = site.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy, address
        assert headers["x-content-type-options"] == "nosniff"
    html = site.text("/tarrowdale/figures") + site.text("/")
    assert not re.search(r"<(script|link|img)[^>]+(src|href)=\"(https?:)?//", html)
    assert " style=" not in html and "<script>" not in html


def test_names_of_databases(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no catalogue"):
        build_datasette([tmp_path / "none.db"])
    (tmp_path / "a").mkdir()
    paths = [empty_database(tmp_path / "x.db"), empty_database(tmp_path / "a" / "x.db")]
    with pytest.raises(DatabaseError, match="two catalogues"):
        build_datasette(paths)
    assert "search-catalogue" in build_datasette([empty_database(tmp_path / "search.db")]).databases


def test_counts_of_prepare_are_used_until_the_file_changes(built: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    import json
    import os

    from minuted.corpus.prepare import inspect_path
    from tests.catalogue.conftest import copied

    path, ids = copied(built, tmp_path)
    counts = {"figures": {"count": 4321}, "documents": {"count": 14}}
    kept = {path.stem: {"hash": "0" * 64, "size": path.stat().st_size, "file": "x", "tables": counts}}
    inspect_path(path).write_text(json.dumps(kept))
    assert "4,321 row" in Site(path, ids, options={"immutable": True}).text("/tarrowdale")
    assert "4,321 row" not in Site(path, ids).text("/tarrowdale")
    os.utime(path, ns=(path.stat().st_atime_ns, inspect_path(path).stat().st_mtime_ns + 10_000_000))
    assert "4,321 row" not in Site(path, ids, options={"immutable": True}).text("/tarrowdale")
    inspect_path(path).write_text("not what it should be")
    assert "4,321 row" not in Site(path, ids, options={"immutable": True}).text("/tarrowdale")
