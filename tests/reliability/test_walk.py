"""Every route of the site with hostile ids and values: never a failure of the server, never a trace; nobody let in."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from minuted.catalogue.routes import PAGES
from tests.catalogue.conftest import Site

HOSTILE = (
    "none", "'; DROP TABLE figures; --", '" OR 1=1', "<script>alert(1)</script>", "../../../etc/passwd", "\0", "%00",
    "%ff%fe", "x" * 5000, "²", "９", "-1", "0", "99999999999999999999999", "1e309", "NaN", "{{7*7}}", "${7*7}",
    "\u202egnp", "a\r\nSet-Cookie: x=1", "=cmd|' /C calc'!A0", "NULL", "[]", "*", "NEAR(", "AND", "2024-99-99",
    "\ud83d",
)  # fmt: skip
NAMES = (
    "q", "page", "sort", "council", "committee", "measure", "from", "to", "unit", "role", "area", "status", "kind",
    "theme", "highlight", "saved", "format", "_format", "_shape", "year", "owner", "period", "since", "size", "scale",
    "figure", "meeting", "per", "rag", "date", "_facet", "_next", "_size", "_sort",
)  # fmt: skip
TOKENS = {"figure": "figures", "commitment": "commitments", "document": "documents", "measure": "measures",
          "meeting": "meetings", "follow_up": "follow_ups"}  # fmt: skip


def escaped(value: str) -> str:
    return quote(value.encode("utf-8", "surrogatepass"), safe="")


def addresses(pattern: str, value: str) -> Iterator[str]:
    """The addresses of a route with ``value`` in place of its id, one for each of its formats and kinds."""
    plain = re.sub(r"\(\?:\\\.\(\?P<format>[^)]*\)\)\?", "", pattern)
    formats = re.search(r"\(\?P<format>([^)]*)\)", pattern)
    kinds = re.search(r"\(\?P<kind>([^)]*)\)", plain)
    plain = re.sub(r"\(\?P<page>[^)]*\)", "1", plain)
    plain = re.sub(r"\(\?P<(?:id|slug)>[^)]*\)", lambda _: escaped(value), plain)
    for kind in kinds[1].split("|") if kinds else [""]:
        address = re.sub(r"\(\?P<kind>[^)]*\)", kind, plain)
        yield address
        for ending in formats[1].split("|") if formats else []:
            yield f"{address}.{ending}"


def test_every_route_is_walked() -> None:
    walked = [address for module in PAGES for address in addresses(module.PATTERN, "none")]
    assert len(walked) > len(PAGES)
    assert not [address for address in walked if re.search(r"[()?\\]", address)]
    for module in PAGES:
        assert all(re.fullmatch(module.PATTERN, one) for one in addresses(module.PATTERN, "none")), module.PATTERN


def trouble(answer: Any) -> str | None:
    if answer.status_code >= 500:
        return f"{answer.status_code}"
    if "Traceback (most recent" in answer.text or 'File "' in answer.text:
        return "a trace"
    return "a header was set" if "x" in answer.cookies else None


def ask_all(site: Site, wanted: list[str], **options: Any) -> list[str]:
    async def ask() -> list[str]:
        found = []
        for address in wanted:
            told = trouble(await site.datasette.client.get(address, **options))
            if told:
                found.append(f"{told}: {address[:160]}")
        return found

    return asyncio.run(ask())


@pytest.fixture(scope="module")
def walked(site: Site) -> Site:
    return site


@pytest.mark.parametrize("module", PAGES, ids=lambda module: module.__name__.rsplit(".", 1)[1])
def test_hostile_ids(walked: Site, module: Any) -> None:
    wanted = [address for value in HOSTILE for address in addresses(module.PATTERN, value)]
    wanted = list(dict.fromkeys(wanted)) + [f"/in/{escaped(value)}/measures" for value in HOSTILE]
    assert ask_all(walked, wanted, cookies=walked.signed_in()) == []


@pytest.mark.parametrize("module", PAGES, ids=lambda module: module.__name__.rsplit(".", 1)[1])
def test_hostile_values(walked: Site, module: Any) -> None:
    """Each hostile value under every name at once, and under a few names alone, on an id that is there."""
    wanted = []
    for address in addresses(module.PATTERN, an_id(walked, module.PATTERN)):
        for value in HOSTILE:
            query = "&".join(f"{name}={escaped(value[:500])}" for name in NAMES)
            wanted += [f"{address}?{query}", f"{address}?q={escaped(value)}&page=2", f"{address}?{escaped(value)}"]
        wanted += [f"{address}?" + "&".join(["q=1"] * 5000), f"{address}?%zz=%&&=&q=%", f"{address}?q=" + "a" * 60_000]
    assert ask_all(walked, wanted) == []


def an_id(site: Site, pattern: str) -> str:
    kind = next((kind for kind in TOKENS if f"/{kind}/" in pattern), "figure")
    db = sqlite3.connect(site.path)
    row = db.execute(f"SELECT id FROM {TOKENS[kind]} LIMIT 1").fetchone()
    return str(row[0]) if row else "none"


REVIEW = [
    address for module in PAGES if module.PATTERN.startswith("/review") for address in addresses(module.PATTERN, "ID")
]


@pytest.mark.parametrize("address", REVIEW)
@pytest.mark.parametrize("sort", ["no", "wrong", "forged", "of another site", "unsigned"])
def test_nobody_reviews_without_signing_in(
    built: tuple[Path, dict[str, str]],
    walked: Site,
    address: str,
    sort: str,
) -> None:
    good = walked.signed_in()["ds_actor"]
    other = Site(*built).signed_in()["ds_actor"]
    cookie = {
        "no": None, "wrong": "nonsense", "forged": good[:-3] + ("abc" if good[-3:] != "abc" else "cba"),
        "of another site": other, "unsigned": '{"a": {"id": "Ann"}}',
    }[sort]  # fmt: skip
    address = address.replace("ID", an_id(walked, address.replace("/review", "")))
    cookies = {"ds_actor": cookie} if cookie is not None else {}
    refused = walked.get(address, cookies=cookies)
    assert refused.status_code == 403, address
    assert "Sign in" in refused.text
    before = content(walked)
    sent = walked.post_raw(address, {"action": "reject", "undo": "1"}, cookies)
    assert sent.status_code in (400, 403)
    assert content(walked) == before
    assert walked.get(address, cookies={"ds_actor": good}).status_code in (200, 404), "a good cookie is let in"


def content(site: Site) -> list[tuple[Any, ...]]:
    reviews = site.path.with_suffix(".reviews.db")
    return sqlite3.connect(reviews).execute("SELECT * FROM corrections").fetchall() if reviews.exists() else []


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_forms_of_a_reviewer(walked: Site, value: str) -> None:
    """A signed-in reviewer may send anything: it is refused or kept as text, never a failure."""
    value = value.replace("\ud83d", "?")
    for address, form in (
        ("/review", {"undo": value, "back": value}),
        (f"/review/figure/{an_id(walked, '/figure/')}", {"action": value, "reason": value}),
        (f"/review/figure/{an_id(walked, '/figure/')}", {"action": "correct", "value": value, "unit": value}),
        (f"/review/figure/{an_id(walked, '/figure/')}", {"action": "correct", "measure_name": value}),
        (f"/review/measure/{an_id(walked, '/measure/')}", {"action": "merge", "into": value}),
        (f"/report/figure/{an_id(walked, '/figure/')}", {"words": value, "comment": value}),
    ):
        answer = walked.post(address, form, cookies=walked.signed_in())
        assert trouble(answer) is None, (address, form)
