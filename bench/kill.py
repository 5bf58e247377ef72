"""``minuted add``, ``minuted update`` and a reviewer's corrections killed at random moments, and run again.

    python -m bench.kill [--kind add --kind update --kind review] [--kills 70] [--seed 1] [--papers FOLDER]

Each round starts the command, kills it and its readers (SIGKILL) at a random moment of the time that a whole run
takes, and looks: the databases open, ``integrity_check`` is ok, foreign keys hold, no paper is there in half (each has
the pages, figures and commitments that it is said to have).  Then the same command runs to its end, and the content
digest must be that of a run that was never killed.  Ends with 1 where one of these fails.

* ``add``: the sample papers into a catalogue that is not there yet
* ``update``: a catalogue of three papers from a web server that has since published four more and a changed one
* ``review``: corrections, rejections, a merge and closed commitments through the site's own forms (``bench.reviewer``)
"""

from __future__ import annotations

import argparse
import functools
import http.server
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from minuted.corpus.demo import sample_manifest
from minuted.corpus.digest import table_digests

AS_AT = "2026-11-24"
LONGEST_RUN = 600
MINUTED = (sys.executable, "-m", "minuted.cli")
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


@dataclass(frozen=True)
class Killed:
    """A command that may be killed: what is there before it (a folder, copied for each round), and how it is run."""

    command: tuple[str, ...]
    """``DB`` stands for the catalogue."""
    before: Path

    def at(self, database: Path) -> list[str]:
        """The command for one catalogue."""
        return [str(database) if part == "DB" else part for part in self.command]


@contextmanager
def ready(kind: str, folder: Path, papers: Path | None) -> Iterator[Killed]:
    """The command of a kind, with what it needs in ``folder``: a catalogue from before, a web server."""
    before = folder / "before"
    before.mkdir()
    if kind == "add":
        yield Killed(_add([str(papers)] if papers else ["--manifest", str(sample_manifest())]), before)
    elif kind == "review":
        write_papers(folder / "papers", range(6))
        _run(Killed(_add([str(folder / "papers")]), before).at(before / "a.db"))
        yield Killed((sys.executable, "-m", "bench.reviewer", "DB"), before)
    else:
        with served(folder / "web") as address:
            publish(folder, address, range(3))
            listed = str(folder / "list.txt")
            _run([*MINUTED, "fetch", listed, "--db", str(before / "a.db"), "--pause", "0", "--allow-private"])
            publish(folder, address, range(7), changed=1)
            yield Killed((*MINUTED, "update", "--db", "DB", "--pause", "0", "--allow-private"), before)


def _add(named: list[str]) -> tuple[str, ...]:
    return (*MINUTED, "add", *named, "--db", "DB", "--as-at", AS_AT, "--no-ocr", "--quiet", "--workers", "2")


def write_papers(folder: Path, numbers: range, changed: int | None = None) -> None:
    """Papers of an invented council, each with figures and promises; ``changed`` is the number of a corrected one."""
    folder.mkdir(exist_ok=True)
    for n in numbers:
        share = n + (41 if n == changed else 11)
        (folder / f"paper-{n}.txt").write_text(
            f"TARROWDALE COUNCIL\n\nPlace Scrutiny Committee\n\n{n + 1} June 2026\n\nCalls and bins\n\n"
            f"1.1 In May 2026 {share}% of calls were answered in time, and {n + 20} bins were missed.\n\n"
            f"1.2 The contact centre cost £{n + 1}.5m in 2025/26.\n\n"
            f"RESOLVED: that a report on bins be brought to the committee in {('July', 'October')[n % 2]} 2026.\n"
        )


def publish(folder: Path, address: str, numbers: range, changed: int | None = None) -> None:
    """Put papers on the web server and their addresses into the list that a catalogue follows."""
    write_papers(folder / "web", numbers, changed)
    (folder / "list.txt").write_text("\n".join(f"{address}/paper-{n}.txt" for n in numbers) + "\n")
    if changed is not None:  # a server tells a change by the second
        later = time.time() + 5
        os.utime(folder / "web" / f"paper-{changed}.txt", (later, later))


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        return


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a web server over a folder."""
    folder.mkdir()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()


def kill_and_repeat(folder: Path, kills: int, seed: int, kind: str = "add", papers: Path | None = None) -> Killings:
    """Kill and repeat ``kills`` times in ``folder``; the moments come from ``seed``."""
    found, moments = Killings(), random.Random(f"{kind} {seed}")
    with ready(kind, folder, papers) as killed:
        place = folder / "catalogue"  # one place for all: papers remember where they are
        shutil.copytree(killed.before, place)
        begun = time.monotonic()
        _run(killed.at(place / "a.db"))
        seconds = time.monotonic() - begun
        expected = digests(place / "a.db")
        for _ in range(kills):
            shutil.rmtree(place)
            shutil.copytree(killed.before, place)
            _round(killed, place / "a.db", moments.uniform(0.0, seconds), expected, found)
    return found


def _round(killed: Killed, database: Path, after: float, expected: dict[str, str], found: Killings) -> None:
    command = killed.at(database)
    was_killed = _kill(command, after)
    stage = stage_of(database, expected) if was_killed else "ended"
    if was_killed:
        found.killed += 1
        found.stages[stage] = found.stages.get(stage, 0) + 1
    else:
        found.ended_before += 1
    faults = look(database)
    _run(command)
    faults += look(database)
    differing = [table for table, digest in digests(database).items() if digest != expected[table]]
    faults += [f"{table} differs from a run never killed" for table in differing]
    found.faults += [f"killed after {after:.2f} s ({stage}): {fault}" for fault in faults]


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, timeout=LONGEST_RUN, stdout=subprocess.DEVNULL)


def _kill(command: list[str], after: float) -> bool:
    """Kill a run and its readers ``after`` so many seconds; False where it had ended."""
    process = subprocess.Popen(
        command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )  # its own group
    try:
        process.wait(timeout=after)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True
    return False


def stage_of(database: Path, expected: dict[str, str]) -> str:
    """How far a run had come."""
    if not database.exists():
        return "before the database was made"
    with closing(sqlite3.connect(database)) as db:
        if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'documents'").fetchone():
            return "before the database was made"
        if not db.execute("SELECT 1 FROM documents").fetchone():
            return "before the first paper was stored"
        if digests(database) == expected:
            return "after the last write of content"
        if db.execute("SELECT 1 FROM documents WHERE linked = 0").fetchone():
            return "while papers were stored or linked"
    return "before or between writes"


def look(database: Path) -> list[str]:
    """What must not be in a database after a kill: damage, loose ends, half a paper."""
    faults = []
    for path in sorted(database.parent.rglob("*.db")):
        with closing(sqlite3.connect(path)) as db:
            faults += [f"{path.name}: {row[0]}" for row in db.execute("PRAGMA integrity_check") if row[0] != "ok"]
            faults += [f"{path.name}: loose row {row[1]} of {row[0]}" for row in db.execute("PRAGMA foreign_key_check")]
            if path == database and db.execute("SELECT 1 FROM sqlite_master WHERE name = 'documents'").fetchone():
                faults += [f"half a paper: {row[0]}" for row in db.execute(HALF_PAPERS)]
    return faults


def digests(database: Path) -> dict[str, str]:
    """The digest of each table of the catalogue; of corrections, which a reviewer may repeat, what they say."""
    with closing(sqlite3.connect(database)) as db:
        said = "SELECT DISTINCT kind, target, field, before, after, reason, actor FROM corrections ORDER BY 1, 2, 3"
        return {**table_digests(db), "corrections": str(db.execute(said).fetchall())}


KINDS = ("add", "update", "review")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--kind", action="append", choices=KINDS)
    parser.add_argument("--kills", type=int, default=70, help="of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--papers", type=Path, help="a folder of papers to add [default: the samples]")
    options = parser.parse_args()
    faults = 0
    for kind in options.kind or KINDS:
        with tempfile.TemporaryDirectory() as folder:
            found = kill_and_repeat(Path(folder), options.kills, options.seed, kind, options.papers)
        print(f"{kind}: {found.killed} killed, {found.ended_before} had ended before the signal came")
        for stage, number in sorted(found.stages.items()):
            print(f"  {number:4} {stage}")
        print(f"{len(found.faults)} faults", *found.faults, sep="\n  ", flush=True)
        faults += len(found.faults)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
