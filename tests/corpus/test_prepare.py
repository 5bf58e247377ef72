"""``prepare``: the content stays, searches still find what they found, the counts are right."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from minuted.corpus.add import AddOptions, add_papers
from minuted.corpus.digest import database_digest
from minuted.corpus.intake import gather_papers
from minuted.corpus.prepare import FULL_TEXT, inspect_path, prepare
from minuted.errors import NotFound
from minuted.extract.document import Metadata


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A catalogue whose first paper was read again, so that its rows are not in the order of their numbers."""
    for n, what in enumerate(("recycling", "housing", "libraries")):
        words = f"Report\n\n1.1 The {what} service answered {n + 71}% of calls in May 2024.\n"
        (tmp_path / f"{what}.txt").write_text(words)
    for council in ("Ostley", "Brackenshire"):
        papers = gather_papers(sorted(tmp_path.glob("*.txt")), None, Metadata(council=council))
        add_papers(tmp_path / "a.db", papers[:: 1 if council == "Ostley" else 2], AddOptions(workers=0))
    return tmp_path / "a.db"


def found(database: Path, word: str) -> list[tuple[str, str]]:
    db = sqlite3.connect(database)
    query = """SELECT p.id, p.text FROM passages p WHERE p.rowid IN
        (SELECT rowid FROM passages_fts WHERE passages_fts MATCH ?) ORDER BY p.id"""
    return db.execute(query, [word]).fetchall()


def test_content_and_searches_stay(database: Path) -> None:
    before = database_digest(sqlite3.connect(database)), found(database, "housing")
    assert before[1]
    prepare(database)
    assert (database_digest(sqlite3.connect(database)), found(database, "housing")) == before
    db = sqlite3.connect(database)
    for index in FULL_TEXT:  # raises where the index and its table differ
        db.execute(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)")


def test_the_counts_are_those_of_the_tables(database: Path) -> None:
    prepare(database)
    written = json.loads(inspect_path(database).read_text())["a"]
    db = sqlite3.connect(database)
    for table in ("figures", "documents", "passages", "measures"):
        assert written["tables"][table]["count"] == db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    assert written["size"] == database.stat().st_size
    assert db.execute("SELECT count(*) FROM sqlite_stat1").fetchone()[0] > 10


def test_a_missing_catalogue_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        prepare(tmp_path / "none.db")


def test_rows_are_numbered_by_the_date_of_their_meeting(database: Path) -> None:
    db = sqlite3.connect(database)
    days = ("2024-05-01", "2023-01-10", "2025-02-03")
    for day, (document,) in zip(days, db.execute("SELECT id FROM documents ORDER BY id").fetchall()):
        for table, column in (("documents", "id"), ("figures", "document_id"), ("commitments", "document_id")):
            db.execute(f"UPDATE {table} SET meeting_date = ? WHERE {column} = ?", [day, document])
    db.commit()
    before = database_digest(db)
    db.close()
    prepare(database)
    db = sqlite3.connect(database)
    assert database_digest(db) == before
    dates = [row[0] for row in db.execute("SELECT meeting_date FROM figures ORDER BY rowid")]
    assert dates == sorted(days)
    passages = (
        "SELECT d.meeting_date, p.ordinal FROM passages p JOIN documents d ON d.id = document_id ORDER BY p.rowid"
    )
    assert (found := db.execute(passages).fetchall()) == sorted(found)
    for table in ("passages", "figures", "commitments"):
        names = {row[1] for row in db.execute(f"PRAGMA index_list('{table}')")}
        assert any(name.startswith(f"{table}_") for name in names), "the indexes are there again"
