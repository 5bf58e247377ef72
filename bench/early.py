"""Catalogues as earlier versions wrote them, for the test that opens each with this one.

    python -m bench.early COMMIT [COMMIT ...]

For each commit its own code adds three papers of an invented council, then corrects a figure, rejects one, joins two
measures and closes a commitment; what it wrote is kept in ``tests/reliability/early``, named after its last migration.
To be run before a migration is added, with the commit that it is added to.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from bench.kill import write_papers

ROOT = Path(__file__).resolve().parent.parent
EARLY = ROOT / "tests" / "reliability" / "early"
WRITE = """
import sqlite3, sys
from pathlib import Path
from minuted import reviews
from minuted.cli import main
from minuted.corpus.schema import open_database

given = ["--council", "Tarrowdale Council", "--committee", "Place Scrutiny Committee", "--quiet", "--workers", "1"]
main(["add", "papers", "--db", "a.db", *given], standalone_mode=False)
db = open_database(Path("a.db"))
named = "SELECT id FROM figures WHERE measure_id IS NOT NULL ORDER BY document_id, start"
figures = [row[0] for row in db.execute(named)]
own = db.execute("SELECT measure_id FROM figures WHERE id = ?", [figures[2]]).fetchone()[0]
into = db.execute("SELECT id FROM measures WHERE unit = 'gbp' AND id <> ? ORDER BY id", [own]).fetchone()[0]
promises = [row[0] for row in db.execute("SELECT id FROM commitments ORDER BY id")]
say = reviews.Correction
kept = reviews.open_reviews(Path("a.reviews.db"))
reviews.record(
    kept,
    say("correct", figures[0], "value", "11", "1234", "the table says so", "Ann"),
    say("correct", figures[0], "area", None, "Tarrowdale", None, "Ann"),
    say("reject", figures[1], None, "read", None, "a page number", "Ann"),
    say("merge", own, "measure_id", own, into, None, "Ann"),
    say("close", promises[0], None, "open", None, "told at the meeting", "Bob"),
)
kept.close()
reviews.apply(db, Path("a.reviews.db"))
print(db.execute("SELECT max(name) FROM _sqlite_migrations WHERE migration_set = 'minuted'").fetchone()[0])
db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
db.execute("PRAGMA journal_mode = DELETE")
db.close()
"""


def write(commit: str) -> Path:
    """Keep what the code of ``commit`` writes; returns the archive."""
    with tempfile.TemporaryDirectory() as name:
        code, place = Path(name) / "code", Path(name) / "catalogue"
        place.mkdir()
        subprocess.run(["git", "clone", "-q", str(ROOT), str(code)], check=True)
        subprocess.run(["git", "-C", str(code), "checkout", "-q", commit], check=True)
        write_papers(place / "papers", range(3))
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", WRITE], cwd=place, env={**os.environ, "PYTHONPATH": str(code)},
            stdout=subprocess.PIPE, text=True, check=True,
        )  # fmt: skip
        EARLY.mkdir(exist_ok=True)
        archive = EARLY / f"{done.stdout.split()[-1]}.tar.xz"
        with tarfile.open(archive, "w:xz", preset=9) as kept:
            for path in sorted(path for path in place.rglob("*") if path.is_file() and path.suffix != ".bin"):
                entry = tarfile.TarInfo(str(path.relative_to(place)))
                entry.size = path.stat().st_size
                kept.addfile(entry, io.BytesIO(path.read_bytes()))
        return archive


if __name__ == "__main__":
    for commit in sys.argv[1:]:
        made = write(commit)
        print(f"{commit}: {made.name}, {made.stat().st_size:,} bytes")
