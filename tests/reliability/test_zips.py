"""Zips of papers: each file in one becomes a paper; what is absurd, broken, locked or nested is said."""

from __future__ import annotations

import io
import random
import sqlite3
import zipfile
from pathlib import Path

import pytest

from minuted.corpus.add import AddOptions, AddResult, add_papers
from minuted.corpus.intake import gather_papers
from minuted.corpus.papers_folder import PapersFolder
from minuted.extract import archive
from minuted.extract.document import Metadata

REPORT = b"Report\n\n1.1 In Quarter 1 of 2024/25 the contact centre answered 81% of calls.\n"


def zipped(**entries: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in entries.items():
            made.writestr(name, data)
    return buffer.getvalue()


def add(folder: Path, place: Path) -> AddResult:
    papers = gather_papers([place], None, Metadata(council="Ostley"))
    return add_papers(folder / "a.db", papers, AddOptions(workers=0))


def documents(folder: Path) -> dict[str, sqlite3.Row]:
    db = sqlite3.connect(folder / "a.db")
    db.row_factory = sqlite3.Row
    return {row["file_name"]: row for row in db.execute("SELECT * FROM documents")}


def test_the_papers_in_a_zip_are_papers_also_in_a_folder(tmp_path: Path) -> None:
    place = tmp_path / "papers" / "May.zip"
    place.parent.mkdir()
    litter = {"__MACOSX/._minutes.txt": b"x", ".DS_Store": b"x"}
    place.write_bytes(zipped(**{"May/minutes.txt": REPORT, "report.txt": REPORT.replace(b"81", b"64")}, **litter))
    assert add(tmp_path, place.parent).read == 2
    found = documents(tmp_path)
    assert set(found) == {"May/minutes.txt", "report.txt"}
    assert found["report.txt"]["path"] == f"{place}: report.txt"
    assert found["report.txt"]["council"] == "Ostley"
    original = PapersFolder.beside(tmp_path / "a.db").original(found["report.txt"]["sha256"])
    assert original is not None and original.read_bytes() == REPORT.replace(b"81", b"64")
    assert add(tmp_path, place).unchanged == 2


def test_what_a_manifest_says_of_a_zip_holds_for_its_papers(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped(**{"one.txt": REPORT}))
    (tmp_path / "m.csv").write_text("path,committee\na.zip,Housing Panel\n")
    papers = gather_papers([], tmp_path / "m.csv", Metadata())
    assert [(paper.name, paper.given.committee) for paper in papers] == [("one.txt", "Housing Panel")]


def test_a_newer_paper_of_the_same_name_in_the_same_zip_is_a_newer_version(tmp_path: Path) -> None:
    for share in (b"81", b"82"):
        (tmp_path / "a.zip").write_bytes(zipped(**{"one.txt": REPORT.replace(b"81", share), "other.txt": b"Other."}))
        add(tmp_path, tmp_path / "a.zip")
    db = sqlite3.connect(tmp_path / "a.db")
    assert db.execute("SELECT count(*) FROM documents WHERE superseded_by IS NOT NULL").fetchone() == (1,)


def test_paths_outside_lead_nowhere(tmp_path: Path) -> None:
    names = {"../../escaped.txt": REPORT, "/etc/escaped.txt": REPORT + b"1", "C:\\escaped.txt": REPORT + b"2"}
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.zip").write_bytes(zipped(**names))
    assert add(tmp_path / "in", tmp_path / "in" / "a.zip").read == 3
    written = {path.relative_to(tmp_path).parts[:2] for path in tmp_path.rglob("*") if path.is_file()}
    assert {parts[0] for parts in written} == {"in"}
    assert not list(tmp_path.rglob("*escaped*"))


@pytest.mark.parametrize(
    ("entry", "status", "words"),
    [
        ({"inner.zip": zipped(**{"deep.txt": REPORT})}, "failed", "of papers, not one paper"),
        ({"bomb.txt": bytes(8 * 2**20)}, "failed", "unpacks to more than is read"),
        ({"picture.png": b"\x89PNG\r\n\x1a\n" + bytes(99)}, "failed", "a PNG picture"),
        ({"nothing.txt": b""}, "empty", "empty"),
    ],
)
def test_what_is_not_read_is_said_and_the_rest_is_read(
    tmp_path: Path, entry: dict[str, bytes], status: str, words: str
) -> None:
    (tmp_path / "a.zip").write_bytes(zipped(**entry, **{"good.txt": REPORT}))
    add(tmp_path, tmp_path / "a.zip")
    found = documents(tmp_path)
    assert found["good.txt"]["status"] == "read"
    bad = found[next(iter(entry))]
    assert bad["status"] == status and words in bad["status_detail"] and ";" in bad["status_detail"]


def test_a_broken_and_a_locked_entry_do_not_hide_the_others(tmp_path: Path) -> None:
    data = bytearray(zipped(**{"first.txt": b"a" * 4000, "locked.txt": b"secret words", "second.txt": REPORT}))
    at = data.index(b"first.txt") + 16
    data[at : at + 6] = b"\xff" * 6
    directory = data.rindex(b"locked.txt") - 46  # its line in the zip's directory
    data[directory + 8] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    result = add(tmp_path, tmp_path / "a.zip")
    found = documents(tmp_path)
    assert (result.read, len(result.failed)) == (1, 2)
    assert "damaged" in found["first.txt"]["status_detail"]
    assert "encrypted; unpack it first" in found["locked.txt"]["status_detail"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (zipped(**{"[Content_Types].xml": b"<x/>", "ppt/slides/slide1.xml": b"<x/>"}), "of an office program"),
        (zipped(**{".hidden": b"x"}), "without papers in it"),
        (b"PK\x03\x04" + bytes(200), "a damaged zip archive"),
    ],
)
def test_a_zip_that_is_no_folder_of_papers_fails_with_a_reason(tmp_path: Path, data: bytes, words: str) -> None:
    (tmp_path / "a.zip").write_bytes(data)
    (_, detail), = add(tmp_path, tmp_path / "a.zip").failed  # fmt: skip
    assert words in detail and "unpack it" in detail


def test_two_entries_of_one_name_are_two_papers(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made, pytest.warns(UserWarning, match="Duplicate"):
        for share in (b"81", b"64", b"57"):
            made.writestr("May/minutes.txt", REPORT.replace(b"81", share))
        made.writestr("May/minutes (2).txt", REPORT.replace(b"81", b"12"))
    assert add(tmp_path, tmp_path / "a.zip").read == 4
    db = sqlite3.connect(tmp_path / "a.db")
    rows = db.execute("SELECT file_name, value FROM figures JOIN documents d ON d.id = document_id").fetchall()
    assert {name: round(value) for name, value in rows} == {
        "May/minutes.txt": 81, "May/minutes (2).txt": 64, "May/minutes (3).txt": 57, "May/minutes (2) (2).txt": 12,
    }  # fmt: skip
    assert add(tmp_path, tmp_path / "a.zip").unchanged == 4


def test_too_many_entries_are_refused_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_ENTRIES", 2)
    (tmp_path / "a.zip").write_bytes(zipped(**{f"{n}.txt": REPORT for n in range(3)}))
    (_, detail), = add(tmp_path, tmp_path / "a.zip").failed  # fmt: skip
    assert "of 3 files, more than the 2 that are read" in detail


def test_zips_with_changed_bytes_never_stop_the_run(tmp_path: Path) -> None:
    """Two hundred broken zips: listing them and reading what they list ends in bytes or in a reason."""
    from minuted.errors import UnreadablePaper

    whole, chance = zipped(**{"one.txt": REPORT * 9, "two.txt": REPORT}), random.Random(4)
    place = tmp_path / "a.zip"
    for _ in range(200):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(4, len(data))] = chance.randrange(256)
        place.write_bytes(data)
        for paper in gather_papers([place], None, Metadata()):
            assert len(paper.digest()) == 64
            try:
                paper.read()
            except UnreadablePaper as failure:
                assert failure.advice
