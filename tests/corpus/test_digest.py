"""The digest of a catalogue: it sees every change of content, and nothing else."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from minuted.corpus.add import AddOptions, add_papers
from minuted.corpus.digest import database_digest, table_digests
from minuted.corpus.intake import gather_papers
from minuted.corpus.schema import open_database
from minuted.extract.document import Metadata


@pytest.fixture
def db(tmp_path: Path) -> sqlite3.Connection:
    (tmp_path / "report.txt").write_text("Report\n\n1.1 The contact centre answered 81% of calls in May 2024.\n")
    papers = gather_papers([tmp_path / "report.txt"], None, Metadata(council="Ostley"))
    add_papers(tmp_path / "a.db", papers, AddOptions(workers=0))
    return open_database(tmp_path / "a.db")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE figures SET value = value + 1",
        "UPDATE figures SET measure = 'calls'",
        "UPDATE measures SET name = name || '.'",
        "DELETE FROM passages WHERE ordinal = (SELECT max(ordinal) FROM passages)",
        "UPDATE documents SET title = 'Another'",
        "INSERT INTO meetings (id) VALUES ('m')",
    ],
)
def test_a_change_of_content_changes_it(db: sqlite3.Connection, change: str) -> None:
    before = database_digest(db)
    db.execute("PRAGMA foreign_keys = OFF")
    assert db.execute(change).rowcount > 0
    assert database_digest(db) != before


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE runs SET seconds_read = 99",
        "UPDATE documents SET read_at = '2020-01-01', added_at = '2020-01-01'",
        "UPDATE figures SET rowid = rowid + 1000",
    ],
)
def test_run_times_and_row_numbers_do_not(db: sqlite3.Connection, change: str) -> None:
    before = database_digest(db)
    assert db.execute(change).rowcount > 0
    assert database_digest(db) == before


def test_it_says_which_table_differs(db: sqlite3.Connection) -> None:
    before = table_digests(db)
    assert {"documents", "figures", "commitments", "passages", "measures", "follow_ups"} <= set(before)
    assert not any("fts" in name for name in before)
    db.execute("UPDATE figures SET unit = 'gbp'")
    after = table_digests(db)
    assert [name for name in before if before[name] != after[name]] == ["figures"]
