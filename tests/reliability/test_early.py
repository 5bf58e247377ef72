"""Catalogues that earlier versions wrote (``bench.early``) open, are brought up to date, and lose nothing."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from minuted.corpus.add import AddOptions, AddResult, add_papers
from minuted.corpus.intake import gather_papers
from minuted.corpus.schema import migrations, open_database
from minuted.corpus.verify import verify
from minuted.extract.document import Metadata
from tests.catalogue.conftest import Site

EARLY = Path(__file__).parent / "early"
VERSIONS = sorted(path.name.partition(".")[0] for path in EARLY.glob("*.tar.xz"))
GIVEN = Metadata(council="Tarrowdale Council", committee="Place Scrutiny Committee")
TABLES = ("documents", "meetings", "figures", "commitments", "measures", "passages")


def unpacked(version: str, folder: Path) -> Path:
    with tarfile.open(EARLY / f"{version}.tar.xz") as kept:
        kept.extractall(folder, filter="data")
    return folder / "a.db"


def permalinks(database: Path, tables: tuple[str, ...] = TABLES) -> dict[str, set[str]]:
    with closing(sqlite3.connect(database)) as db:
        return {table: {row[0] for row in db.execute(f"SELECT id FROM {table}")} for table in tables}


def corrected(database: Path) -> list[tuple[object, ...]]:
    """What people said, as it stands in the catalogue."""
    with closing(sqlite3.connect(database)) as db:
        return [
            *db.execute("SELECT id, value, area, status FROM figures WHERE status <> 'read' ORDER BY id"),
            *db.execute("SELECT id, status FROM commitments WHERE status = 'closed' ORDER BY id"),
            *db.execute("SELECT measure_id, alias FROM measure_aliases WHERE origin = 'person' ORDER BY 1, 2"),
            *db.execute(
                "SELECT id, measure_id FROM figures WHERE measure_id IN (SELECT after FROM corrections) ORDER BY id"
            ),
        ]


def add_again(database: Path) -> AddResult:
    """The same papers, read anew by the rules of now."""
    papers = gather_papers([database.parent / "papers"], None, GIVEN)
    return add_papers(database, papers, AddOptions(workers=0, as_at=dt.date(2026, 11, 24)))


def test_there_is_one_of_every_earlier_version() -> None:
    """One is missing: ``python -m bench.early COMMIT``, with the last commit before the newest migration."""
    known = sorted(migration.name for migration in migrations._migrations)
    assert VERSIONS, EARLY
    # one that came in the same commit as the next is in no database of its own
    missing = [name for name in known[:-1] if name not in VERSIONS]
    assert len(missing) <= 1 and set(VERSIONS) <= set(known), missing


@pytest.mark.parametrize("version", VERSIONS)
def test_it_is_brought_up_to_date_and_keeps_permalinks_and_corrections(tmp_path: Path, version: str) -> None:
    database = unpacked(version, tmp_path)
    before, said = permalinks(database), corrected(database)
    assert len(said) == 7 and all(before.values()), "two figures, a promise, a merge and the three figures it moved"
    with closing(open_database(database)) as db:
        done = {row[0] for row in db.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = 'minuted'")}
        assert done == {migration.name for migration in migrations._migrations}
        assert db.execute("PRAGMA integrity_check").fetchall()[0][0] == "ok"
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    assert permalinks(database) == before
    assert corrected(database) == said


@pytest.mark.parametrize("version", VERSIONS)
def test_what_people_said_stands_after_its_papers_are_read_anew(tmp_path: Path, version: str) -> None:
    database = unpacked(version, tmp_path)
    before, said = permalinks(database, ("documents", "meetings", "figures", "commitments")), corrected(database)
    result = add_again(database)
    assert (result.read + result.unchanged, result.failed) == (3, [])  # unchanged: written by the rules of now
    after = permalinks(database)
    assert all(ids <= after[table] for table, ids in before.items())
    assert corrected(database) == said
    assert verify(database).faults == []
    shutil.rmtree(database.with_suffix(".papers") / "parses")
    assert verify(database).faults == []


@pytest.mark.parametrize("version", VERSIONS)
def test_its_site_shows_every_permalink(tmp_path: Path, version: str) -> None:
    database = unpacked(version, tmp_path)
    before = permalinks(database)
    open_database(database).close()
    site = Site(database, {})
    for kind, table in (("figure", "figures"), ("commitment", "commitments"), ("document", "documents")):
        for identifier in sorted(before[table])[:4]:
            assert site.get(f"/{kind}/{identifier}").status_code == 200
    changed = next(row[0] for row in corrected(database) if 1234.0 in row)
    assert "1,234" in site.text(f"/figure/{changed}")


def test_a_copy_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    from minuted.errors import DatabaseError

    database = unpacked(VERSIONS[-1], tmp_path)
    with closing(sqlite3.connect(database)) as db, db:
        db.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('minuted', 'm999', 'x')")
    before = database.read_bytes()
    with pytest.raises(DatabaseError, match="newer minuted") as raised:
        add_again(database)
    assert "pip install -U minuted" in raised.value.advice
    with closing(sqlite3.connect(database)) as db:
        assert db.execute("SELECT count(*) FROM figures WHERE value = 1234").fetchone() == (1,)
    assert len(database.read_bytes()) == len(before)
