"""The demo never takes somebody's catalogue for its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from minuted.corpus.add import AddOptions, add_papers
from minuted.corpus.demo import fresh_database, sample_manifest
from minuted.corpus.intake import gather_papers
from minuted.errors import MinutedError
from minuted.extract.document import Metadata


def add(database: Path, *paths: Path) -> None:
    add_papers(database, gather_papers(paths, None, Metadata()), AddOptions(workers=0))


def test_an_earlier_demo_is_made_afresh(tmp_path: Path) -> None:
    note = next((sample_manifest().parent / "papers").glob("*.txt"))
    add(tmp_path / "demo.db", note)
    assert fresh_database(tmp_path / "demo.db") == tmp_path / "demo.db"
    assert not (tmp_path / "demo.db").exists()


def test_a_catalogue_of_real_papers_is_refused_and_left_whole(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("Calls answered stood at 81% in 2023/24.")
    add(tmp_path / "mine.db", tmp_path / "report.txt")
    before = (tmp_path / "mine.db").read_bytes()
    with pytest.raises(MinutedError, match="not samples"):
        fresh_database(tmp_path / "mine.db")
    assert (tmp_path / "mine.db").read_bytes() == before


def test_originals_are_kept_again_where_only_their_parse_is_left(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("Calls answered stood at 81% in 2023/24.")
    add(tmp_path / "a.db", tmp_path / "report.txt")
    for original in (tmp_path / "a.papers").glob("*.txt"):
        original.unlink()
    (tmp_path / "a.db").unlink()
    add(tmp_path / "a.db", tmp_path / "report.txt")
    assert list((tmp_path / "a.papers").glob("*.txt"))
