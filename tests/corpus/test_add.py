"""``add``: once, again, changed, twice the same, and one bad paper among good ones."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from minuted.corpus import reading
from minuted.corpus.add import AddOptions, AddResult, add_papers
from minuted.corpus.intake import gather_papers
from minuted.corpus.papers_folder import PapersFolder
from minuted.corpus.store import save
from minuted.extract.document import Metadata
from minuted.nlp.facts import Facts

REPORT = """Performance report, Quarter 1 2024/25

1.1 In Quarter 1 of 2024/25 the contact centre answered 81% of calls against a target of 90%.

Recommendation: that the Committee note the report.
"""


def add(folder: Path, *paths: Path, workers: int = 0, given: Metadata = Metadata(council="Ostley")) -> AddResult:
    return add_papers(folder / "a.db", gather_papers(paths, None, given), AddOptions(workers=workers))


def rows(folder: Path, sql: str) -> list[sqlite3.Row]:
    db = sqlite3.connect(folder / "a.db")
    db.row_factory = sqlite3.Row
    return db.execute(sql).fetchall()


def write(folder: Path, name: str, text: str = REPORT) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("workers", [0, 2])
def test_a_paper_becomes_rows_whose_quotes_stand_in_its_text(tmp_path: Path, workers: int) -> None:
    result = add(tmp_path, write(tmp_path, "report.txt"), workers=workers)
    assert (result.read, result.failed) == (1, [])
    found = rows(tmp_path, "SELECT f.*, d.text FROM figures f JOIN documents d ON d.id = f.document_id")
    assert {row["value"] for row in found} == {81.0, 90.0}
    for row in found:
        assert row["text"][row["start"] : row["end"]] == row["quote"]
        assert row["quote"] in row["context"]
        assert row["passage_id"] is not None
    assert rows(tmp_path, "SELECT count(*) AS n FROM commitments")[0]["n"] == 1
    assert rows(tmp_path, "SELECT rowid FROM figures_fts WHERE figures_fts MATCH 'calls'")


def test_what_is_unchanged_is_left_alone(tmp_path: Path) -> None:
    paper = write(tmp_path, "report.txt")
    add(tmp_path, paper)
    before = rows(tmp_path, "SELECT id, read_at FROM documents")[0]
    again = add(tmp_path, paper)
    assert (again.read, again.unchanged) == (0, 1)
    assert rows(tmp_path, "SELECT id, read_at FROM documents")[0] == before


def test_changed_rules_read_it_again_from_the_stored_parse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = write(tmp_path, "report.txt")
    add(tmp_path, paper)
    ids = [row["id"] for row in rows(tmp_path, "SELECT id FROM figures ORDER BY id")]
    change_rules(monkeypatch)
    monkeypatch.setattr("minuted.corpus.reading.content_digest", lambda *_: "another")
    monkeypatch.setattr("minuted.extract.reader.read_bytes", lambda *a, **k: pytest.fail("read the file again"))
    again = add(tmp_path, paper)
    assert (again.read, again.confirmed) == (1, 0)
    assert [row["id"] for row in rows(tmp_path, "SELECT id FROM figures ORDER BY id")] == ids


def change_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("reading", "store", "add"):
        monkeypatch.setattr(f"minuted.corpus.{module}.rules_version", lambda: "changed")


def test_where_changed_rules_find_the_same_nothing_is_stored_or_linked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper, other = write(tmp_path, "report.txt"), write(tmp_path, "other.txt", REPORT.replace("81%", "83%"))
    add(tmp_path, paper, other)
    before = rows(tmp_path, "SELECT rowid, * FROM figures ORDER BY id")
    change_rules(monkeypatch)
    find_facts = reading._find_facts
    monkeypatch.setattr(reading, "_find_facts", lambda d: Facts() if "83%" in d.text else find_facts(d))
    stored: list[str] = []
    linked: list[str] = []
    monkeypatch.setattr("minuted.corpus.add.save", lambda db, read: stored.append(read.paper.name) or save(db, read))
    monkeypatch.setattr("minuted.corpus.add.link_documents", lambda db, ids, **_: linked.extend(ids))
    again = add(tmp_path, paper, other)
    assert (again.read, again.confirmed, stored, len(linked)) == (2, 1, ["other.txt"], 1)
    kept = rows(tmp_path, "SELECT rowid, * FROM figures ORDER BY id")
    assert kept == [row for row in before if row["document_id"] == kept[0]["document_id"]]
    assert add(tmp_path, paper, other).unchanged == 2


def test_what_the_user_says_of_a_known_paper_is_taken_up(tmp_path: Path) -> None:
    paper = write(tmp_path, "report.txt")
    add(tmp_path, paper)
    add(tmp_path, paper, given=Metadata(council="Ostley", committee="Cabinet"))
    assert rows(tmp_path, "SELECT committee FROM documents")[0]["committee"] == "Cabinet"
    assert {row["committee"] for row in rows(tmp_path, "SELECT committee FROM figures")} == {"Cabinet"}


def test_the_same_file_twice_is_one_paper(tmp_path: Path) -> None:
    result = add(tmp_path, write(tmp_path, "one.txt"), write(tmp_path, "two.txt"))
    assert result.read == 1
    assert len(result.duplicates) == 1
    assert "two.txt is the same file as" in result.duplicates[0]


def test_a_changed_file_at_the_same_place_is_a_newer_version(tmp_path: Path) -> None:
    add(tmp_path, write(tmp_path, "report.txt"))
    add(tmp_path, write(tmp_path, "report.txt", REPORT.replace("81%", "83%")))
    found = rows(tmp_path, "SELECT id, superseded_by FROM documents ORDER BY superseded_by IS NULL")
    assert found[0]["superseded_by"] == found[1]["id"]
    assert found[1]["superseded_by"] is None


def test_one_bad_paper_never_stops_the_rest(tmp_path: Path) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7 and then nothing")
    result = add(tmp_path, bad, write(tmp_path, "report.txt"), workers=1)
    assert (result.read, len(result.failed)) == (1, 1)
    found = rows(tmp_path, "SELECT status, status_detail FROM documents WHERE file_name = 'bad.pdf'")[0]
    assert found["status"] == "failed"
    assert found["status_detail"]
    assert rows(tmp_path, "SELECT count(*) AS n FROM issues")[0]["n"] == 1


def test_a_fault_of_ours_is_recorded_against_the_paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_: object) -> None:
        raise ZeroDivisionError("a fault")

    monkeypatch.setattr("minuted.corpus.reading._find_facts", fault)
    result = add(tmp_path, write(tmp_path, "report.txt"))
    assert "ZeroDivisionError: a fault" in result.failed[0][1]


def test_originals_are_kept_by_hash(tmp_path: Path) -> None:
    add(tmp_path, write(tmp_path, "report.txt"))
    sha256 = rows(tmp_path, "SELECT sha256 FROM documents")[0]["sha256"]
    original = PapersFolder.beside(tmp_path / "a.db").original(sha256)
    assert original is not None
    assert original.read_text(encoding="utf-8") == REPORT


def test_a_run_tells_what_each_stage_took(tmp_path: Path) -> None:
    table = REPORT + "\n" + "\n".join(f"Panel {n}    {n}1    {n}2    {n}3" for n in range(1, 9)) + "\n"
    result = add(tmp_path, write(tmp_path, "report.txt", table), workers=1)
    assert sorted(result.seconds) == ["all", "link", "nlp", "read", "store", "tables"]
    assert all(seconds > 0 for seconds in result.seconds.values())
    run = rows(tmp_path, "SELECT seconds_read, seconds_nlp, seconds_store, seconds_link FROM runs")[0]
    assert run["seconds_read"] == pytest.approx(result.seconds["read"] + result.seconds["tables"], abs=0.001)
