"""Opening a catalogue: what is made, what is refused, and with which words."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
import sqlite_utils

from minuted.corpus.schema import bring_up_to_date, migrations, open_database, open_readonly
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


def test_a_catalogue_of_an_earlier_minuted_is_brought_up_to_date(tmp_path: Path) -> None:
    place = tmp_path / "a.db"
    early = sqlite_utils.Database(place)
    migrations.apply(early, stop_before="m005_search")
    early.execute(
        "INSERT INTO documents (id, file_name, sha256, status, council) VALUES ('d', 'd', 's', 'read', 'Ostley')"
    )
    early.execute(
        'INSERT INTO passages (id, document_id, ordinal, kind, text, start, "end") '
        "VALUES ('p', 'd', 0, 'paragraph', 'Recycling rose', 0, 14)"
    )
    early.conn.commit()
    early.close()
    bring_up_to_date(place)
    db = open_readonly(place)
    found = db.execute(
        "SELECT rowid FROM passages_fts WHERE passages_fts MATCH ?", [f'recycling "xc{b"Ostley".hex()}"']
    )
    assert len(found.fetchall()) == 1


@pytest.mark.parametrize("content", [b"", b"these are the minutes of the last meeting " * 50])
def test_what_is_no_catalogue_is_not_brought_up_to_date(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.db").write_bytes(content)
    bring_up_to_date(tmp_path / "a.db")
    assert (tmp_path / "a.db").read_bytes() == content


def test_the_search_index_follows_what_its_rows_are_filtered_by(tmp_path: Path) -> None:
    db = open_database(tmp_path / "a.db")
    db.execute(
        "INSERT INTO documents (id, file_name, sha256, status, council) VALUES ('d', 'd', 's', 'read', 'Ostley')"
    )
    db.execute(
        'INSERT INTO figures (id, document_id, start, "end", quote, context, value, unit, role, council) '
        "VALUES ('f', 'd', 0, 3, '43%', 'It was 43% in May', 43, 'percent', 'actual', 'Ostley')"
    )
    db.execute(
        'INSERT INTO passages (id, document_id, ordinal, kind, text, start, "end") '
        "VALUES ('p', 'd', 0, 'paragraph', 'It was 43% in May', 0, 17)"
    )

    def found(table: str, *words: str) -> int:
        match = " AND ".join(f'"{word}"' for word in words)
        return len(db.execute(f"SELECT rowid FROM {table} WHERE {table} MATCH ?", [match]).fetchall())

    ostley, tarrow = ("xc" + name.encode().hex() for name in ("Ostley", "Tarrow"))
    actual, target = ("xr" + name.encode().hex() for name in ("actual", "target"))
    assert found("figures_fts", "may", ostley, actual) == found("passages_fts", "may", ostley) == 1
    db.execute("UPDATE figures SET role = 'target', council = 'Tarrow'")
    assert found("figures_fts", actual) == found("figures_fts", ostley) == 0
    assert found("figures_fts", "may", target, tarrow) == 1
    db.execute("UPDATE documents SET council = 'Tarrow'")
    assert (found("passages_fts", ostley), found("passages_fts", "may", tarrow)) == (0, 1)
    for table in ("figures", "passages"):
        db.execute(f"DELETE FROM {table}")
        assert found(f"{table}_fts", "may") == 0
        db.execute(f"INSERT INTO {table}_fts({table}_fts, rank) VALUES ('integrity-check', 1)")
