"""Opening a catalogue: what is made, what is refused, and with which words."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from minuted.corpus.schema import open_database, open_readonly
from minuted.errors import DatabaseError, NotFound


def test_a_new_catalogue_has_the_tables_and_opens_again(tmp_path: Path) -> None:
    for _ in range(2):
        db = open_database(tmp_path / "a.db")
        tables = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert {"documents", "figures", "commitments", "follow_ups", "conflicts", "figures_fts"} <= tables
        db.close()


def test_every_foreign_key_is_indexed(tmp_path: Path) -> None:
    db = open_database(tmp_path / "a.db")
    for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        indexed = {
            db.execute(f"SELECT name FROM pragma_index_info('{index[1]}') WHERE seqno = 0").fetchone()[0]
            for index in db.execute(f"PRAGMA index_list('{table}')")
        }
        for key in db.execute(f"PRAGMA foreign_key_list('{table}')"):
            assert key[3] in indexed, f"{table}.{key[3]}"


def test_a_newer_catalogue_is_refused_with_what_to_do(tmp_path: Path) -> None:
    db = open_database(tmp_path / "a.db")
    with db:
        db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('minuted', 'm999', 'later')"
        )
    db.close()
    with pytest.raises(DatabaseError, match="newer minuted") as raised:
        open_database(tmp_path / "a.db")
    assert "upgrade" in raised.value.advice


def test_somebody_elses_database_is_left_alone(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE recipes (name TEXT)")
    other.commit()
    other.close()
    with pytest.raises(DatabaseError, match="not a minuted catalogue"):
        open_database(tmp_path / "other.db")
    assert sqlite3.connect(tmp_path / "other.db").execute("SELECT name FROM sqlite_master").fetchall() == [("recipes",)]


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_text("these are the minutes of the last meeting " * 50)
    with pytest.raises(DatabaseError, match=r"a\.db"):
        open_database(tmp_path / "a.db")


def test_a_missing_catalogue_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no catalogue") as raised:
        open_readonly(tmp_path / "none.db")
    assert "minuted add" in raised.value.advice
    assert not (tmp_path / "none.db").exists()
