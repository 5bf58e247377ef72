"""What the user names becomes papers: folders, manifests, and messages that say which line is wrong."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from minuted.corpus.intake import gather_papers, read_manifest
from minuted.errors import MinutedError, NotFound
from minuted.extract.document import Metadata


def papers_in(tmp_path: Path, *names: str) -> None:
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)


def test_a_folder_is_read_to_its_depths_in_a_stable_order_without_hidden_files(tmp_path: Path) -> None:
    papers_in(tmp_path, "b.txt", "a/z.txt", "a/.hidden/x.txt", ".DS_Store")
    found = gather_papers([tmp_path], None, Metadata(council="Ostley"))
    assert [paper.name for paper in found] == ["z.txt", "b.txt"]
    assert {paper.given.council for paper in found} == {"Ostley"}


def test_a_file_named_twice_is_one_paper_and_the_manifest_wins(tmp_path: Path) -> None:
    papers_in(tmp_path, "a.txt")
    (tmp_path / "m.csv").write_text("path,committee,meeting_date\na.txt,Health Scrutiny,2024-06-05\n")
    found = gather_papers([tmp_path / "a.txt"], tmp_path / "m.csv", Metadata(committee="Cabinet", council="Ostley"))
    assert [(p.given.committee, p.given.council, p.given.meeting_date) for p in found] == [
        ("Health Scrutiny", "Ostley", dt.date(2024, 6, 5))
    ]


@pytest.mark.parametrize(
    ("manifest", "message"),
    [
        ("path,council\nnone.txt,Ostley\n", r"line 2: no such file"),
        ("path,meeting_date\na.txt,5 June 2024\n", r"line 2"),
        ("path,colour\na.txt,red\n", r"unknown column 'colour'"),
        ("file\na.txt\n", r"column"),
    ],
)
def test_a_manifest_that_is_wrong_says_where(tmp_path: Path, manifest: str, message: str) -> None:
    papers_in(tmp_path, "a.txt")
    (tmp_path / "m.csv").write_text(manifest)
    with pytest.raises(MinutedError, match=message):
        list(read_manifest(tmp_path / "m.csv", Metadata()))


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no such file or folder"):
        gather_papers([tmp_path / "none"], None, Metadata())
