"""Generated requests to every route, ours and Datasette's: whatever is asked, no failure of the server and no trace.

What schema-driven testers do, from the routes themselves: Hypothesis draws a route, ids that are there or any text,
names and values that pages know or any text, a method, a body and headers.
"""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minuted.catalogue.routes import PAGES
from tests.catalogue.conftest import Site
from tests.reliability.test_walk import HOSTILE, NAMES, TOKENS, addresses, escaped

TEXTS = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40))
NAMED = st.one_of(st.sampled_from(NAMES), st.sampled_from(["sql", "_where", "_search", "_col", "_json", "_labels",
    "_through", "_stream", "_nl", "_extra", "_trace", "_ttl", "_timelimit", "_facet_array", "_size", "id__exact",
    "value__gt", "rowid", "_sort_desc", "_facet_size", "_nofacet", "_shape", "_header", "_dl"]), TEXTS)  # fmt: skip
VALUES = st.one_of(
    TEXTS,
    st.sampled_from(["figures", "id", "value", "1", "-1", "max", "csv", "json", "array", "objects", "on", "2024-01-01",
                     "2024", "percent", "actual", "select 1", "select * from figures", "1=1", "asc", "desc"]),
    st.integers().map(str),
    st.dates().map(str),
)  # fmt: skip
HEADERS = st.dictionaries(
    st.sampled_from(["accept", "cookie", "authorization", "if-none-match", "if-modified-since", "range", "referer",
                     "x-forwarded-host", "x-forwarded-proto", "content-type", "accept-encoding", "origin"]),
    st.one_of(st.sampled_from(["*/*", "ds_actor=x", "Bearer x", "bytes=0-", "text/html;q=x", "gzip", "text/x"]),
              st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=30)),
    max_size=3,
)  # fmt: skip
METHODS = st.sampled_from(["GET", "GET", "GET", "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"])


def routes_of(site: Site) -> list[str]:
    """Every route with ``ID`` for an id, and Datasette's own pages of databases, tables, rows and administration."""
    ours = {address for module in PAGES for address in addresses(module.PATTERN, "ID")}
    name = site.path.stem
    own = ("versions.json databases plugins.json settings actor.json logout auth-token static/app.css metadata"
           " permissions allow-debug messages patterns threads config")  # fmt: skip
    theirs = [f"/{name}", f"/{name}.json", f"/{name}.csv", *(f"/-/{page}" for page in own.split()), "/robots.txt",
              f"/in/{name}/measures", f"/in/{name}", "/in/ID", "/favicon.ico", "/ID", f"/{name}/ID",
              "/ID/ID/ID"]  # fmt: skip
    for table in ("figures", "commitments", "documents", "passages", "figures_fts", "corrections", "sqlite_master"):
        theirs += [f"/{name}/{table}", f"/{name}/{table}.json", f"/{name}/{table}.csv", f"/{name}/{table}/ID"]
    return sorted({re.sub(r"^/in/ID(?=/.)", f"/in/{name}", address) for address in ours} | set(theirs))


@st.composite
def requests(draw: st.DrawFn, routes: list[str], ids: list[str]) -> dict[str, Any]:
    """One request to some route."""
    address = draw(st.sampled_from(routes))
    while "ID" in address:
        address = address.replace("ID", escaped(draw(st.one_of(st.sampled_from(ids), TEXTS)) or "x"), 1)
    pairs = draw(st.lists(st.tuples(NAMED, VALUES), max_size=4))
    query = "&".join(f"{escaped(name)}={escaped(value)}" for name, value in pairs)
    wanted: dict[str, Any] = {"method": draw(METHODS), "path": f"{address}?{query}" if query else address}
    wanted["headers"] = draw(HEADERS)
    if wanted["method"] in ("POST", "PUT", "PATCH"):
        wanted["content"] = draw(st.one_of(st.binary(max_size=60), st.sampled_from([b"action=reject", b"{}", b"[]"])))
    return wanted


@pytest.fixture(scope="module")
def ids(site: Site) -> list[str]:
    import sqlite3

    db = sqlite3.connect(site.path)
    return [str(row[0]) for table in TOKENS.values() for row in db.execute(f"SELECT id FROM {table} LIMIT 3")]


def ask_for_many(site: Site, ids: list[str], number: int) -> None:
    """So many requests, the same ones each time: a run of the tests depends on nothing but the code."""

    @settings(
        max_examples=number, derandomize=True, deadline=None, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(wanted=requests(routes_of(site), ids))
    def ask(wanted: dict[str, Any]) -> None:
        answer = asyncio.run(site.datasette.client.request(**wanted))
        assert answer.status_code < 500, (answer.status_code, wanted, answer.text[:300])
        if answer.headers.get("content-type", "").startswith(("text/html", "text/plain")):
            assert "Traceback (most recent" not in answer.text, wanted

    ask()


def test_generated_requests_never_fail(site: Site, ids: list[str]) -> None:
    ask_for_many(site, ids, 150)


@pytest.mark.slow
def test_many_generated_requests_never_fail(site: Site, ids: list[str]) -> None:
    ask_for_many(site, ids, 3000)
