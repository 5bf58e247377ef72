"""From a site into the catalogue: versions, sources, lineage, and papers that a killed fetch had not added yet."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from minuted.cli import main
from minuted.corpus.schema import open_readonly
from minuted.errors import ExitCode
from tests.fetch.conftest import Served


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def fetch(served: Served, db: Path, *more: object) -> Result:
    return run(
        "fetch", served.url, "--db", db, "--committee", "place", "--since", "2026-05-01", "--pause", 0,
        "--allow-private", *more,
    )  # fmt: skip


def rows(db: Path, sql: str) -> list[sqlite3.Row]:
    with closing(open_readonly(db)) as connection:
        return connection.execute(sql).fetchall()


def one(db: Path, sql: str) -> Any:
    return rows(db, sql)[0][0]


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "a.db"


def test_what_is_fetched_is_in_the_catalogue_with_what_the_source_says(served: Served, db: Path) -> None:
    result = fetch(served, db)
    assert result.exit_code == 0, result.output
    papers = rows(db, "SELECT * FROM documents ORDER BY meeting_date, kind")
    assert len(papers) == 7, "three meetings with a report and minutes each, and one issue history"
    assert {paper["committee"] for paper in papers} == {"Place Scrutiny Committee"}
    assert {paper["council"] for paper in papers} == {"Tarrowdale Council"}
    assert all(paper["source_url"].startswith(served.root) for paper in papers)
    assert one(db, "SELECT count(*) FROM figures WHERE value = 81") >= 3
    assert one(db, "SELECT count(*) FROM commitments WHERE kind = 'resolution'") >= 3
    assert one(db, "SELECT count(*) FROM lineage WHERE scheme = 'modgov:IId'") == 1


def test_a_republished_paper_becomes_a_newer_version(served: Served, db: Path) -> None:
    fetch(served, db)
    served.site.republished["102127"] = "Corrected: 47 calls were answered in time in 2024/25."
    result = run("update", "--db", db, "--pause", 0, "--allow-private")
    assert result.exit_code == 0, result.output
    old, new = rows(
        db, "SELECT id, superseded_by FROM documents WHERE source_url LIKE '%ID=102127' ORDER BY superseded_by IS NULL"
    )
    assert old["superseded_by"] == new["id"]
    assert one(db, f"SELECT value FROM figures WHERE document_id = '{new['id']}'") == 47


def test_the_source_is_remembered_with_how_its_last_run_ended(served: Served, db: Path) -> None:
    served.site.replies["mgConvert2PDF.aspx?ID=102127"] = (403, {}, b"no")
    result = fetch(served, db)
    assert result.exit_code == ExitCode.NETWORK
    assert "not complete" in result.output
    source = rows(db, "SELECT * FROM sources")[0]
    assert (source["kind"], source["last_status"], source["council"]) == ("modgov", "incomplete", "Tarrowdale Council")
    assert "102127" in source["last_detail"]
    served.site.replies.clear()
    assert run("update", "--db", db, "--pause", 0, "--allow-private").exit_code == 0
    assert one(db, "SELECT last_status FROM sources") == "ok"


def test_what_was_fetched_and_not_added_is_added_by_the_next_run(
    served: Served, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("minuted.update.add_papers", killed)
        fetch(served, db)
    assert one(db, "SELECT count(*) FROM documents") == 0
    served.site.requests.clear()
    fetch(served, db)
    assert one(db, "SELECT count(*) FROM documents") == 7
    assert not [asked for asked in served.site.requests if "mgConvert2PDF" in asked], "nothing is fetched twice"


def test_a_private_address_is_refused_with_what_to_do(served: Served, db: Path) -> None:
    result = run("fetch", served.url, "--db", db, "--pause", 0)
    assert result.exit_code == ExitCode.NETWORK
    assert "--allow-private" in result.output
    assert not db.exists()


def test_update_without_sources_says_how_to_name_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A note.")
    run("add", tmp_path / "a.txt", "--db", tmp_path / "a.db", "-q")
    result = run("update", "--db", tmp_path / "a.db")
    assert result.exit_code == ExitCode.NOT_FOUND
    assert "minuted fetch SITE" in result.output


def test_a_list_of_addresses_is_a_source_too(served: Served, db: Path, tmp_path: Path) -> None:
    (tmp_path / "papers.txt").write_text(f"{served.url}documents/s5/Note.pdf\n")
    result = run("fetch", tmp_path / "papers.txt", "--db", db, "--pause", 0, "--allow-private", "--council", "Ostley")
    assert result.exit_code == 0, result.output
    assert one(db, "SELECT council FROM documents") == "Ostley"
