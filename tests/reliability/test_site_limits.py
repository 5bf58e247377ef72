"""What visitors may do to the site: nothing without a token, no query that writes, hogs or is too long to answer."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.parse import quote

import pytest

from minuted.catalogue.routes import PAGES
from tests.catalogue.conftest import Site
from tests.reliability.test_walk import addresses, an_id, content

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
MANY = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000) SELECT i FROM n"
WRITES = (
    "DELETE FROM figures", "DROP TABLE figures", "UPDATE figures SET value = 1", "PRAGMA writable_schema = 1",
    "ATTACH DATABASE 'FOLDER/other.db' AS x", "VACUUM INTO 'FOLDER/copy.db'", "SELECT load_extension('x')",
    "SELECT writefile('FOLDER/x', 'x')", "SELECT readfile('FOLDER/secret')", "SELECT 1; DELETE FROM figures",
    "CREATE TABLE x (y)", "REINDEX", "PRAGMA journal_mode = DELETE",
)  # fmt: skip
FORMS = [module for module in PAGES if module.PATTERN.startswith(("/review", "/report"))]


def asked(site: Site, sql: str, more: str = "") -> tuple[int, str]:
    answer = site.get(f"/{site.path.stem}.json?sql={quote(sql)}{more}")
    return answer.status_code, answer.text


def figures(path: Path) -> int:
    return int(sqlite3.connect(path).execute("SELECT count(*) FROM figures").fetchone()[0])


@pytest.mark.parametrize("sql", WRITES)
def test_a_query_of_a_visitor_only_reads(site: Site, sql: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("not for visitors")
    before = figures(site.path)
    status, text = asked(site, sql.replace("FOLDER", str(tmp_path)))
    assert status == 400, text
    assert "not for visitors" not in text
    assert figures(site.path) == before
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]


def test_a_query_without_an_end_is_ended(built: tuple[Path, dict[str, str]]) -> None:
    site = Site(*built, options={"settings": {"sql_time_limit_ms": 200}})
    status, text = asked(site, ENDLESS)
    assert status == 400 and "interrupted" in text.lower()
    longer = Site(*built)
    assert longer.datasette.setting("sql_time_limit_ms") == 3000, "the limit of a site as it is served"


def test_a_query_gives_no_more_rows_than_a_page_holds(site: Site) -> None:
    answer = site.get(f"/{site.path.stem}.json?sql={quote(MANY)}&_shape=objects")
    told = answer.json()
    assert len(told["rows"]) == 1000 and told["truncated"]


@pytest.mark.parametrize("ending", ["", ".json", ".csv"])
def test_queries_of_visitors_can_be_switched_off(built: tuple[Path, dict[str, str]], ending: str) -> None:
    site = Site(*built, options={"settings": {"default_allow_sql": False}})
    path = f"/{site.path.stem}{ending}?sql={quote('SELECT 1')}"
    assert site.get(path).status_code == 403
    assert site.get(f"/{site.path.stem}/figures.json?_where={quote('1=1')}").status_code in (400, 403)
    assert site.get("/").status_code == 200 and site.get("/search?q=children").status_code == 200


@pytest.mark.parametrize(("said", "allowed"), [("off", False), ("", True), ("on", True), ("OFF", False), ("0", False)])
def test_the_switch_is_in_the_environment_of_the_server(
    built: tuple[Path, dict[str, str]], monkeypatch: pytest.MonkeyPatch, said: str, allowed: bool
) -> None:
    import uvicorn

    from minuted.catalogue import serve

    made = []
    build = serve.build_datasette

    def kept(*args: object, **options: object) -> object:
        made.append(build(*args, **options))  # type: ignore[arg-type]
        return made[-1]

    monkeypatch.setattr(serve, "build_datasette", kept)
    monkeypatch.setattr(uvicorn, "run", lambda *_, **__: None)
    monkeypatch.setenv("MINUTED_SQL", said)
    serve.run([built[0]], host="0.0.0.0", port=1)
    assert made[0].setting("default_allow_sql") is allowed


@pytest.mark.parametrize("module", FORMS, ids=lambda module: module.__name__.rsplit(".", 1)[1])
@pytest.mark.parametrize("token", ["none", "wrong", "of another visitor", "cookie alone"])
def test_no_form_is_taken_without_its_token(own_site: Site, module: object, token: str) -> None:
    """Also from a signed-in reviewer: another site could have sent it with the reviewer's cookie."""
    for address in addresses(module.PATTERN, "ID"):  # type: ignore[attr-defined]
        if not address.startswith(("/review", "/report")):
            continue
        address = address.replace("ID", an_id(own_site, address.replace("/review", "").replace("/report", "")))
        cookies = own_site.signed_in()
        theirs = own_site.get("/review", cookies=own_site.signed_in("Eve"))
        form = {"action": "reject", "words": "x", "comment": "x", "undo": "1"}
        if token == "wrong":
            form["csrftoken"] = "x" * 40
        elif token == "of another visitor":
            form["csrftoken"] = str(theirs.cookies.get("ds_csrftoken", "y"))
            cookies |= dict(own_site.get("/review", cookies=cookies).cookies)
        elif token == "cookie alone":
            cookies |= dict(theirs.cookies)
        answer = own_site.post_raw(address, form, cookies)
        assert answer.status_code in (400, 403, 405), address
        assert content(own_site) == []


@pytest.mark.parametrize("module", PAGES, ids=lambda module: module.__name__.rsplit(".", 1)[1])
def test_security_headers_on_every_route_and_format(site: Site, module: object) -> None:
    pattern = module.PATTERN  # type: ignore[attr-defined]
    for identifier in (an_id(site, pattern), "none"):
        for address in addresses(pattern, identifier):
            headers = site.get(address, cookies=site.signed_in()).headers
            assert "default-src 'none'" in headers["content-security-policy"], address
            assert headers["x-content-type-options"] == "nosniff", address
            assert headers["x-frame-options"] == "DENY" and headers["referrer-policy"] == "same-origin", address
            for cookie in headers.get_list("set-cookie"):
                assert "samesite=lax" in cookie.lower(), address
                assert "httponly" in cookie.lower() or cookie.startswith("ds_csrftoken="), address
            assert "server" not in headers or "uvicorn" not in headers["server"], address


@pytest.mark.parametrize(
    "identifier", ["none", "..%2F..%2Fetc%2Fpasswd", "%2Fetc%2Fpasswd", "tarrowdale.db", "a.pdf", "%00", "*", "%3F"]
)
def test_originals_and_pages_only_by_the_id_of_a_known_paper(site: Site, identifier: str) -> None:
    for address in (f"/document/{identifier}/original", f"/document/{identifier}/page/1.webp",
                    f"/document/{identifier}/page/1"):  # fmt: skip
        answer = site.get(address, follow_redirects=True)  # Datasette leads to the address as it writes it
        assert answer.status_code == 404 and answer.url.host == "localhost", address
        assert "root:" not in answer.text


def test_visitors_cannot_write(site: Site) -> None:
    """Neither through our pages nor through Datasette's own: another method is refused or answered as a page."""
    import asyncio

    before = site.path.read_bytes()
    table = f"/{site.path.stem}/figures"
    targets = ("/", "/search", f"/{site.path.stem}", f"/{site.path.stem}/-/query", f"/{site.path.stem}/-/create",
               table, f"{table}.json", f"{table}/-/insert")  # fmt: skip

    async def send(method: str, address: str) -> int:
        answer = await site.datasette.client.request(method, address, json={"rows": [{"id": "x"}]})
        return int(answer.status_code)

    for method in ("POST", "PUT", "PATCH", "DELETE"):
        for address in targets:
            status = asyncio.run(send(method, address))
            assert status < 500, (method, address)
    assert site.path.read_bytes() == before
