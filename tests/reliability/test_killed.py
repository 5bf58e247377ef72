"""A run that was killed is made good by the next one, whatever it was doing."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bench.kill import KINDS, kill_and_repeat
from minuted.corpus.add import AddOptions, add_papers
from minuted.corpus.digest import table_digests
from minuted.corpus.intake import Paper, gather_papers
from minuted.extract.document import Metadata
from minuted.reviews.keeping import Correction, open_reviews, record

TODAY = dt.date(2026, 11, 24)
GIVEN = Metadata(council="Ostley", committee="Housing Panel")


class Killed(BaseException):
    """Ends a run where it stands, as a signal would; nothing of ours catches it."""


def papers(folder: Path) -> list[Paper]:
    for quarter, share in ((1, 81), (2, 84)):
        (folder / f"q{quarter}.txt").write_text(
            f"Report, Quarter {quarter} 2024/25\n\n1.1 In Quarter {quarter} of 2024/25 the contact centre answered "
            f"{share}% of calls.\n\nRESOLVED: that a report on calls be brought to the next meeting.\n"
        )
    return gather_papers(sorted(folder.glob("q*.txt")), None, GIVEN)


def add(database: Path, named: list[Paper]) -> int:
    return add_papers(database, named, AddOptions(workers=0, as_at=TODAY)).read


def digests(database: Path) -> dict[str, str]:
    return table_digests(sqlite3.connect(database))


@pytest.mark.parametrize("step", ["_order_versions", "link_documents", "_mark_linked"])
def test_what_was_stored_and_not_linked_is_linked_by_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    named = papers(tmp_path)
    add(tmp_path / "whole.db", named)

    def killed(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(f"minuted.corpus.add.{step}", killed)
        with pytest.raises(Killed):
            add(tmp_path / "a.db", named)
    assert add(tmp_path / "a.db", named) == 0, "they were stored: nothing is read again"
    assert digests(tmp_path / "a.db") == digests(tmp_path / "whole.db")
    assert (
        sqlite3.connect(tmp_path / "a.db").execute("SELECT count(*) FROM documents WHERE linked = 0").fetchone()[0] == 0
    )


def test_the_newest_version_is_the_last_named_also_when_a_run_was_killed_between_the_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (Paper(p.path, p.name, p.given, version_of="https://ostley.example/r") for p in papers(tmp_path))

    def killed(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr("minuted.corpus.add._order_versions", killed)
        add(tmp_path / "a.db", [second])
    add(tmp_path / "a.db", [first, second])
    newest = sqlite3.connect(tmp_path / "a.db").execute("SELECT file_name FROM documents WHERE superseded_by IS NULL")
    assert newest.fetchall() == [(second.name,)]


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_killed_at_random_moments_the_next_run_makes_it_whole(tmp_path: Path, kind: str) -> None:
    found = kill_and_repeat(tmp_path, kills=5, seed=9, kind=kind)
    assert found.faults == []
    assert found.killed >= 1, "the others had ended before the signal came: how many depends on the machine"


def test_a_correction_that_was_kept_but_not_applied_is_applied_by_the_next_add(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reviewer's machine stops between the two databases."""
    named = papers(tmp_path)
    add(tmp_path / "a.db", named[:1])
    db = sqlite3.connect(tmp_path / "a.db")
    (figure,) = db.execute("SELECT id FROM figures WHERE value = 81").fetchone()
    with closing(open_reviews(tmp_path / "a.reviews.db")) as reviews:
        record(reviews, Correction("correct", figure, "value", "81", "18", None, "Ann"))
    add(tmp_path / "a.db", named)
    assert db.execute("SELECT value, status FROM figures WHERE id = ?", [figure]).fetchone() == (18.0, "corrected")
