"""Workers: neither their number nor the order of the papers changes the content; a dying one takes one paper along."""

from __future__ import annotations

import datetime as dt
import os
import signal
import sqlite3
from pathlib import Path

import pytest

from minuted.corpus.add import AddOptions, AddResult, add_papers
from minuted.corpus.demo import sample_manifest
from minuted.corpus.digest import table_digests
from minuted.corpus.executors import ReadingOptions, ReadingPool, largest_first
from minuted.corpus.intake import Paper, gather_papers
from minuted.corpus.papers_folder import PapersFolder
from minuted.corpus.reading import ReadPaper
from minuted.errors import MinutedError
from minuted.extract.document import Metadata

TODAY = dt.date(2026, 11, 24)


def samples() -> list[Paper]:
    return gather_papers([], sample_manifest(), Metadata())


def add(database: Path, papers: list[Paper], workers: int = 0, scheduler: str | None = None) -> AddResult:
    return add_papers(database, papers, AddOptions(workers=workers, as_at=TODAY, ocr=False, scheduler=scheduler))


def digests(database: Path) -> dict[str, str]:
    return table_digests(sqlite3.connect(database))


def texts(folder: Path, number: int) -> list[Paper]:
    for n in range(number):
        (folder / f"paper-{n}.txt").write_text(
            f"Report\n\n1.1 The contact centre answered {n + 10}% of calls in May 2024.\n"
        )
    return gather_papers(sorted(folder.glob("*.txt")), None, Metadata(council="Ostley"))


@pytest.fixture(scope="module")
def in_one_process(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    database = tmp_path_factory.mktemp("one") / "a.db"
    add(database, samples())
    return digests(database)


@pytest.mark.slow
@pytest.mark.parametrize("workers", [0, 1, 2])
def test_neither_workers_nor_order_change_the_content(
    tmp_path: Path, workers: int, in_one_process: dict[str, str]
) -> None:
    add(tmp_path / "a.db", samples()[::-1], workers=workers)
    assert digests(tmp_path / "a.db") == in_one_process


@pytest.mark.slow
def test_adding_again_changes_nothing(tmp_path: Path, in_one_process: dict[str, str]) -> None:
    add(tmp_path / "a.db", samples())
    again = add(tmp_path / "a.db", samples())
    assert again.read == 0
    assert digests(tmp_path / "a.db") == in_one_process


def test_of_two_files_with_one_content_the_first_by_name_is_taken(tmp_path: Path) -> None:
    papers = texts(tmp_path, 1)
    (tmp_path / "another.txt").write_bytes(papers[0].path.read_bytes())
    both = gather_papers(sorted(tmp_path.glob("*.txt")), None, Metadata(council="Ostley"))
    for name, papers in (("a", both), ("b", both[::-1])):
        result = add(tmp_path / f"{name}.db", papers)
        assert len(result.duplicates) == 1
    assert digests(tmp_path / "a.db") == digests(tmp_path / "b.db")
    row = sqlite3.connect(tmp_path / "a.db").execute("SELECT file_name FROM documents").fetchone()
    assert row[0] == "another.txt"


def test_the_last_named_of_several_versions_is_the_newest(tmp_path: Path) -> None:
    first, second = (Paper(p.path, p.name, p.given, version_of="https://ostley.example/r") for p in texts(tmp_path, 2))
    add(tmp_path / "a.db", [second, first], workers=2)
    rows = sqlite3.connect(tmp_path / "a.db").execute("SELECT file_name FROM documents WHERE superseded_by IS NULL")
    assert rows.fetchall() == [(first.name,)]


def test_a_worker_that_dies_takes_one_paper_with_it(tmp_path: Path) -> None:
    """The worker is killed again and again while it holds papers; every paper comes back once, most of them read."""
    papers = texts(tmp_path, 24)
    with ReadingPool(ReadingOptions(PapersFolder(tmp_path / "papers")), 1) as pool:
        read: list[ReadPaper] = []
        for one in pool.read_all(papers):
            read.append(one)
            if len(read) in (3, 9):
                os.kill(pool._seats[0].process.pid or 0, signal.SIGKILL)
    assert sorted(one.paper.name for one in read) == sorted(paper.name for paper in papers)
    failed = [one for one in read if one.failure]
    assert len(failed) <= 2
    assert all(one.failure and one.failure.kind == "damaged" for one in failed)


def test_memory_of_readers_and_writer_is_reported(tmp_path: Path) -> None:
    result = add(tmp_path / "a.db", texts(tmp_path, 2), workers=1)
    assert 10 * 2**20 < result.peak_bytes["reader"] < 4 * 2**30
    assert result.peak_bytes["writer"] > 10 * 2**20


def test_the_largest_paper_is_begun_first(tmp_path: Path) -> None:
    papers = texts(tmp_path, 3)
    (tmp_path / "paper-1.txt").write_text("1.1 A long paper. " * 200)
    assert largest_first(papers)[0].name == "paper-1.txt"


@pytest.mark.slow
def test_a_cluster_of_processes_gives_the_same_and_survives_a_killed_worker(
    tmp_path: Path, in_one_process: dict[str, str]
) -> None:
    distributed = pytest.importorskip("distributed")
    options = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    killed: list[int] = []

    with distributed.LocalCluster(**options) as cluster:

        def kill_one(*_: object) -> None:
            if not killed:  # the first paper is done, and more are at the workers
                killed.append(next(iter(cluster.workers.values())).pid)
                os.kill(killed[0], signal.SIGKILL)

        options_of_add = AddOptions(as_at=TODAY, ocr=False, scheduler=cluster.scheduler_address)
        result = add_papers(tmp_path / "a.db", samples(), options_of_add, done=kill_one)
    assert killed
    assert result.failed == []
    assert digests(tmp_path / "a.db") == in_one_process


def test_no_scheduler_is_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("minuted.corpus.cluster.CONNECT_SECONDS", 1)
    with pytest.raises(MinutedError, match="no Dask scheduler"):
        add(tmp_path / "a.db", texts(tmp_path, 1), scheduler="tcp://127.0.0.1:9")
