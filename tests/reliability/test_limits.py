"""A full disk, a folder that may not be written, two runs at once, a copy while writing: told, and nothing damaged."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from minuted.corpus.add import AddOptions, add_papers
from minuted.corpus.digest import table_digests
from minuted.corpus.intake import Paper, gather_papers
from minuted.corpus.papers_folder import PapersFolder
from minuted.corpus.verify import back_up, verify
from minuted.extract.document import Metadata

COMMAND = [sys.executable, "-m", "minuted.cli"]
LIMITED = (
    "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
    "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2);"
    "sys.argv = ['minuted', *sys.argv[2:]]; from minuted.cli import main; main()"
)
"""The command line where no file may grow over a limit: a write beyond it fails as one on a full disk does."""


def papers(folder: Path, number: int) -> list[Paper]:
    folder.mkdir(exist_ok=True)
    for n in range(number):
        (folder / f"paper-{n}.txt").write_text(
            f"Report {n}\n\n1.1 In May 2024 the contact centre answered {n + 10}% of calls and {n + 3}% of letters.\n"
            f"\nRESOLVED: that a report on calls be brought to the meeting of {n % 27 + 1} June 2024.\n"
        )
    return gather_papers([folder], None, Metadata(council="Ostley", committee="Housing Panel"))


def run(*arguments: str, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    command = COMMAND if limit is None else [sys.executable, "-c", LIMITED, str(limit)]
    return subprocess.run([*command, *arguments], capture_output=True, text=True, timeout=300, check=False)


def add(folder: Path, *, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    given = ["--council", "Ostley", "--committee", "Housing Panel", "--workers", "1", "--quiet"]
    return run("add", str(folder / "papers"), "--db", str(folder / "a.db"), *given, limit=limit)


def is_sound(database: Path) -> bool:
    db = sqlite3.connect(database)
    return db.execute("PRAGMA integrity_check").fetchall() == [("ok",)] and not verify(database).faults


@pytest.mark.slow
@pytest.mark.parametrize("kilobytes", [64, 500, 700, 1000])
def test_a_full_disk_is_told_and_the_next_run_makes_it_whole(tmp_path: Path, kilobytes: int) -> None:
    """64 KB: not even the tables fit; 500 and more: some papers do."""
    named = papers(tmp_path / "papers", 60)
    full = add(tmp_path, limit=kilobytes * 1024)
    assert full.returncode == 4, full.stderr
    assert "Traceback" not in full.stderr
    assert "full" in full.stderr or "make room" in full.stderr
    assert add(tmp_path).returncode == 0
    assert is_sound(tmp_path / "a.db")
    add_papers(tmp_path / "whole.db", named, AddOptions(workers=0))
    digests = [table_digests(sqlite3.connect(tmp_path / name)) for name in ("a.db", "whole.db")]
    assert digests[0] == digests[1]


def test_originals_that_cannot_be_stored_are_read_by_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = papers(tmp_path / "papers", 2)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(PapersFolder, "keep_original", full)
        failed = add_papers(tmp_path / "a.db", named, AddOptions(workers=0)).failed
    assert len(failed) == 2 and "No space left on device" in failed[0][1] and "run this again" in failed[0][1]
    assert sqlite3.connect(tmp_path / "a.db").execute("SELECT DISTINCT status FROM documents").fetchall() == [
        ("not_run",)
    ]
    assert add_papers(tmp_path / "a.db", named, AddOptions(workers=0)).read == 2


def test_a_paper_that_went_away_does_not_stop_the_rest(tmp_path: Path) -> None:
    named = papers(tmp_path / "papers", 3)
    named[1].path.unlink()
    result = add_papers(tmp_path / "a.db", named, AddOptions(workers=1))
    assert (result.read, len(result.failed)) == (2, 1)
    assert "cannot be opened (No such file or directory); check" in result.failed[0][1]


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no users here")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    papers(tmp_path / "papers", 1)
    if os.geteuid() == 0:  # root may write anywhere: a folder that is a file refuses it too
        (tmp_path / "closed").write_text("")
    else:
        (tmp_path / "closed").mkdir(mode=0o500)
    refused = run("add", str(tmp_path / "papers"), "--db", str(tmp_path / "closed" / "a.db"))
    assert refused.returncode == 4 and "you may write there" in refused.stderr and "Traceback" not in refused.stderr


def test_a_database_that_may_only_be_read_is_left_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from minuted.corpus import schema
    from minuted.errors import DatabaseError

    named = papers(tmp_path / "papers", 1)
    add_papers(tmp_path / "a.db", named, AddOptions(workers=0))
    before = (tmp_path / "a.db").read_bytes()
    connect = sqlite3.connect
    monkeypatch.setattr(schema.sqlite3, "connect", lambda path, **k: connect(f"file:{path}?immutable=1", uri=True, **k))
    with pytest.raises(DatabaseError, match=r"a\.db") as raised:
        add_papers(tmp_path / "a.db", papers(tmp_path / "papers", 2), AddOptions(workers=0))
    assert "write there" in raised.value.advice
    assert (tmp_path / "a.db").read_bytes() == before


@pytest.mark.slow
def test_two_runs_at_once_lose_nothing(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        papers(tmp_path / name / "papers", 40)
    for path in (tmp_path / "two" / "papers").iterdir():
        path.write_text(path.read_text().replace("Report", "Paper"))
    command = [*COMMAND, "add", "--db", str(tmp_path / "a.db"), "--council", "Ostley", "--workers", "1", "--quiet"]
    running = [subprocess.Popen([*command, str(tmp_path / name / "papers")]) for name in ("one", "two")]
    assert [process.wait(timeout=300) for process in running] == [0, 0]
    db = sqlite3.connect(tmp_path / "a.db")
    assert db.execute("SELECT count(*), sum(linked), sum(status = 'read') FROM documents").fetchone() == (80, 80, 80)
    assert is_sound(tmp_path / "a.db")
    both = gather_papers([tmp_path / "one", tmp_path / "two"], None, Metadata(council="Ostley"))
    add_papers(tmp_path / "whole.db", both, AddOptions(workers=0))
    digests = [table_digests(sqlite3.connect(tmp_path / name)) for name in ("a.db", "whole.db")]
    assert digests[0] == digests[1]


def test_copies_and_readers_while_papers_are_added(tmp_path: Path) -> None:
    """Every copy made during a run is whole, and a reader waits for the writer only when it closes the database.

    The last one to close it folds its log into it, and locks it for that moment.
    """
    named = papers(tmp_path / "papers", 30)
    add_papers(tmp_path / "a.db", named[:1], AddOptions(workers=0))
    done, counts, refused, waited = threading.Event(), [], [], []

    def read(seconds: float) -> None:
        reader = sqlite3.connect(f"file:{tmp_path / 'a.db'}?mode=ro", uri=True, timeout=seconds)
        reader.execute("SELECT count(*) FROM figures").fetchone()
        reader.close()

    def copy_again_and_again() -> None:
        while not done.is_set():
            copy = tmp_path / f"copy-{len(counts)}.db"
            try:
                back_up(tmp_path / "a.db", copy)
                counts.append(sqlite3.connect(copy).execute("SELECT count(*) FROM documents").fetchone()[0])
                if sqlite3.connect(copy).execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                    refused.append("a copy is damaged")
                try:
                    read(0)
                except sqlite3.OperationalError as error:
                    waited.append(str(error))
                    read(5)
            except sqlite3.OperationalError as error:
                refused.append(str(error))
            done.wait(0.05)

    copying = threading.Thread(target=copy_again_and_again)
    copying.start()
    add_papers(tmp_path / "a.db", named, AddOptions(workers=0))
    done.set()
    copying.join()
    assert refused == []
    assert len(waited) <= 1
    assert len(counts) >= 2 and counts == sorted(counts)
