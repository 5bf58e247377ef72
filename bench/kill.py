"""``minuted add`` killed at random moments, and whether the next run makes the catalogue whole.

    python -m bench.kill [--kills 200] [--seed 1] [--papers FOLDER]

Each round starts ``minuted add`` over the papers on a fresh database, kills the process and its readers (SIGKILL) at
a random moment of the time that a whole run takes, and looks: the database opens, ``integrity_check`` is ok, foreign
keys hold, no paper is there in half (each has the pages, figures and commitments that it is said to have).  Then the
same command runs to its end, and the content digest must be that of a run that was never killed.  Ends with 1 where
one of these fails.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from minuted.corpus.demo import sample_manifest
from minuted.corpus.digest import table_digests

AS_AT = "2026-11-24"
LONGEST_RUN = 600
HALF_PAPERS = """
SELECT d.file_name FROM documents d WHERE d.status IN ('read', 'partly_read') AND (
    d.figures_count <> (SELECT count(*) FROM figures WHERE document_id = d.id)
    OR d.commitments_count <> (SELECT count(*) FROM commitments WHERE document_id = d.id)
    OR coalesce(d.pages, 0) <> (SELECT count(*) FROM pages WHERE document_id = d.id)
    OR NOT EXISTS (SELECT 1 FROM passages WHERE document_id = d.id))
"""


@dataclass
class Killings:
    """What came of the rounds: those where the signal met a running process, by how far it had come."""

    killed: int = 0
    ended_before: int = 0
    stages: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def kill_and_repeat(folder: Path, kills: int, seed: int, papers: Path | None = None) -> Killings:
    """Kill and repeat ``kills`` times in ``folder``; the moments come from ``seed``."""
    begun = time.monotonic()
    _finish(folder / "whole.db", papers)
    seconds = time.monotonic() - begun
    expected = _digests(folder / "whole.db")
    found, moments = Killings(), random.Random(seed)
    for number in range(kills):
        place = folder / f"kill-{number}"
        place.mkdir()
        after = moments.uniform(0.0, seconds)
        stage = _kill(place / "a.db", papers, after)
        if stage is None:
            found.ended_before += 1
        else:
            found.killed += 1
            found.stages[stage] = found.stages.get(stage, 0) + 1
        faults = _look(place / "a.db")
        _finish(place / "a.db", papers)
        faults += _look(place / "a.db")
        differing = [table for table, digest in _digests(place / "a.db").items() if digest != expected[table]]
        faults += [f"{table} differs from a run never killed" for table in differing]
        found.faults += [f"killed after {after:.2f} s ({stage or 'ended'}): {fault}" for fault in faults]
        shutil.rmtree(place)
    return found


def _command(database: Path, papers: Path | None) -> list[str]:
    named = [str(papers)] if papers else ["--manifest", str(sample_manifest())]
    options = ["--db", str(database), "--as-at", AS_AT, "--no-ocr", "--quiet", "--workers", "2"]
    return [sys.executable, "-m", "minuted.cli", "add", *named, *options]


def _finish(database: Path, papers: Path | None) -> None:
    subprocess.run(_command(database, papers), check=False, timeout=LONGEST_RUN, stdout=subprocess.DEVNULL)


def _kill(database: Path, papers: Path | None, after: float) -> str | None:
    """Kill a run and its readers ``after`` so many seconds; says how far it had come, None where it had ended."""
    process = subprocess.Popen(_command(database, papers), start_new_session=True, stdout=subprocess.DEVNULL)
    try:
        process.wait(timeout=after)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return _stage(database)
    return None


def _stage(database: Path) -> str:
    if not database.exists():
        return "before the database was made"
    with closing(sqlite3.connect(database)) as db:
        if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'documents'").fetchone():
            return "before the database was made"
        if not db.execute("SELECT 1 FROM documents").fetchone():
            return "before the first paper was stored"
        linked = db.execute("SELECT 1 FROM figures WHERE measure_id IS NOT NULL").fetchone()
        if linked:
            return "while or after papers were linked"
        return "while papers were stored"


def _look(database: Path) -> list[str]:
    if not database.exists():
        return []
    with closing(sqlite3.connect(database)) as db:
        faults = [f"integrity: {row[0]}" for row in db.execute("PRAGMA integrity_check") if row[0] != "ok"]
        if db.execute("SELECT 1 FROM sqlite_master WHERE name = 'documents'").fetchone():
            faults += [f"foreign key: row {row[1]} of {row[0]}" for row in db.execute("PRAGMA foreign_key_check")]
            faults += [f"half a paper: {row[0]}" for row in db.execute(HALF_PAPERS)]
    return faults


def _digests(database: Path) -> dict[str, str]:
    with closing(sqlite3.connect(database)) as db:
        return table_digests(db)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--papers", type=Path, help="a folder of papers [default: the samples]")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = kill_and_repeat(Path(folder), options.kills, options.seed, options.papers)
    print(f"{found.killed} killed, {found.ended_before} had ended before the signal came")
    for stage, number in sorted(found.stages.items()):
        print(f"  {number:4} {stage}")
    print(f"{len(found.faults)} faults", *found.faults, sep="\n  ")
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(main())
