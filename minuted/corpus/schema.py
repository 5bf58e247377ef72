"""Opening the database: the schema, its migrations, and what is refused.

The tables are in ``schema.sql`` (documented in ``docs/schema.md``).  A change to them is one more function decorated
with ``@migrations()`` below, never an edit of an earlier one: each is applied once, in one transaction with its record.
"""

from __future__ import annotations

import sqlite3
import time
from importlib.resources import files
from pathlib import Path

import sqlite_utils
from sqlite_utils.migrations import Migrations

from minuted.errors import DatabaseError, NotFound

migrations = Migrations("minuted")

ADDED_COLUMNS = {
    ("documents", "linked", "integer"): "1 once series, conflicts and follow-ups know it; else 0",
    ("documents", "content_digest", "text"): "a digest of what is stored of it, so that a reading that found the same "
    "is not stored again",
}
"""What migrations added to the tables of ``schema.sql``, and what each holds (for ``docs/schema.md``)."""
BOARD = ("overdue", "due", "open", "partly_answered", "answered", "superseded", "closed")
"""The order of the board of commitments by status, as the index of migration 6 has it."""
BUSY_SECONDS = 30
"""How long a writer waits for another one to finish before it says so."""


@migrations()
def m001_schema(db: sqlite_utils.Database) -> None:
    """The tables of version 1."""
    for statement in _statements(files("minuted.corpus").joinpath("schema.sql").read_text(encoding="utf-8")):
        db.execute(statement)


@migrations()
def m002_indexes_of_linking(db: sqlite_utils.Database) -> None:
    """What makes one new paper cost the same in a small catalogue and in a large one."""
    db.execute("CREATE INDEX figures_series ON figures(measure_id, council, meeting_date)")
    db.execute("CREATE INDEX commitments_as_at ON commitments(status_as_at)")


@migrations()
def m003_linked(db: sqlite_utils.Database) -> None:
    """A paper is stored before it is linked: which are not yet, so that a run that was killed is made good."""
    db.execute("ALTER TABLE documents ADD COLUMN linked INTEGER NOT NULL DEFAULT 0")
    db.execute("UPDATE documents SET linked = 1")
    db.execute("CREATE INDEX documents_unlinked ON documents(linked) WHERE linked = 0")


@migrations()
def m004_figures_of_committee(db: sqlite_utils.Database) -> None:
    """The latest figures of one committee, whatever the size of the catalogue."""
    db.execute("CREATE INDEX figures_of_committee ON figures(council, committee, meeting_date)")


@migrations()
def m005_search(db: sqlite_utils.Database) -> None:
    """Full-text indexes that know what lists are narrowed by; lists that never read a paper's whole text."""
    for statement in _statements(files("minuted.corpus").joinpath("search.sql").read_text(encoding="utf-8")):
        db.execute(statement)


@migrations()
def m006_boards(db: sqlite_utils.Database) -> None:
    """The board of commitments in its order, and the counts beside it, from indexes alone; papers by month."""
    rank = " ".join(f"WHEN '{status}' THEN {n}" for n, status in enumerate(BOARD))
    db.execute(
        f"CREATE INDEX commitments_board ON commitments(CASE status {rank} ELSE {len(BOARD)} END, due_end IS NULL, "
        "due_end, meeting_date DESC, start, status, council, committee, owner, kind, review, document_id)"
    )
    for column in ("status", "kind", "owner", "committee", "council"):
        db.execute(f"CREATE INDEX commitments_by_{column} ON commitments({column}, review, document_id)")
    for less in ("commitments_kind", "commitments_owner", "documents_by_month", "documents_council"):
        db.execute(f"DROP INDEX {less}")
    db.execute(
        "CREATE INDEX documents_by_committee ON documents"
        "(council, committee, meeting_date, status, figures_count, commitments_count)"
    )


@migrations()
def m007_latest_of_a_measure(db: sqlite_utils.Database) -> None:
    """The latest figures of one measure, of all councils."""
    db.execute("CREATE INDEX figures_of_measure ON figures(measure_id, meeting_date)")


@migrations()
def m008_content_digest(db: sqlite_utils.Database) -> None:
    """What a reading found, as a digest: a new reading that found the same is not stored and linked again."""
    db.execute("ALTER TABLE documents ADD COLUMN content_digest TEXT")


def open_database(path: Path, *, create: bool = True) -> sqlite3.Connection:
    """Open (and where ``create`` make, and bring up to date) the catalogue database at ``path`` for writing.

    Raises ``DatabaseError`` where the file is not SQLite, not ours, from a newer minuted, or cannot be written, and
    ``NotFound`` where it is missing and ``create`` is false.
    """
    if not path.exists() and not create:
        raise NotFound(f"no catalogue at {path}", advice="run `minuted add PAPERS --db " + str(path) + "` first")
    connection = None
    try:
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS)
        _write_ahead(connection)
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        _migrate(connection, path)
    except sqlite3.DatabaseError as error:
        if connection is not None:
            connection.close()
        raise told(path, error) from error
    connection.row_factory = sqlite3.Row
    return connection


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Set the write-ahead log, waiting for others: SQLite itself does not wait while two set it at the same moment."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
        time.sleep(0.05)


def told(path: Path, error: sqlite3.DatabaseError) -> DatabaseError:
    """What SQLite says of the database at ``path``, with what to do about it."""
    return DatabaseError(f"{path}: {error}", advice=_advice(error))


def open_readonly(path: Path) -> sqlite3.Connection:
    """Open the catalogue database at ``path`` for reading only.

    Raises ``NotFound`` where there is none and ``DatabaseError`` where it is not one of ours.
    """
    if not path.exists():
        raise NotFound(f"no catalogue at {path}", advice=f"run `minuted add PAPERS --db {path}` first")
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY_SECONDS)
    connection.row_factory = sqlite3.Row
    try:
        connection.execute("SELECT 1 FROM documents LIMIT 1")
    except sqlite3.DatabaseError as error:
        connection.close()
        raise DatabaseError(f"{path} is not a minuted catalogue: {error}", advice="check the path") from error
    return connection


def bring_up_to_date(path: Path) -> None:
    """Give a catalogue of an earlier minuted what this one's pages ask for; whatever else is there is left alone.

    Raises ``DatabaseError`` where it is of an earlier minuted and cannot be written.
    """
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        database = sqlite_utils.Database(connection)
        earlier = "_sqlite_migrations" in database.table_names() and bool(migrations.pending(database))
    except sqlite3.DatabaseError:  # not a database: the site says so itself
        return
    finally:
        connection.close()
    if earlier:
        open_database(path, create=False).close()


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    database = sqlite_utils.Database(connection)
    known = {migration.name for migration in migrations._migrations}
    newer = [done.name for done in migrations.applied(database) if done.name not in known]
    if newer:
        raise DatabaseError(
            f"{path} was written by a newer minuted (it has {newer[-1]})", advice="upgrade: pip install -U minuted"
        )
    tables = set(database.table_names())
    if tables and "_sqlite_migrations" not in tables:
        raise DatabaseError(f"{path} is a SQLite database, but not a minuted catalogue", advice="choose another --db")
    if migrations.pending(database):
        _apply(database, connection)


def _apply(database: sqlite_utils.Database, connection: sqlite3.Connection) -> None:
    """Apply what is pending under the write lock: of two runs that open a new catalogue at once, one makes it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(database)  # asks again what is pending, now that nobody else can write
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _statements(script: str) -> list[str]:
    """The statements of a script, triggers whole; unlike ``executescript`` they can run inside one transaction."""
    found, statement = [], ""
    for line in script.splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            found.append(statement)
            statement = ""
    return [s for s in found if s.strip()]


def _advice(error: sqlite3.DatabaseError) -> str:
    text = str(error)
    if "locked" in text:
        return "another minuted is writing to it: wait for it to end and run this again"
    if "readonly" in text or "unable to open" in text:
        return "check that the folder exists and that you may write there"
    if "full" in text or "disk I/O" in text:
        return "the disk is full or failing: make room and run this again; what was stored before is intact"
    return "is this a minuted catalogue? choose another --db, or restore a backup"
