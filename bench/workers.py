"""Two workers against one: the same papers into a fresh catalogue, in turn, and whether the content is the same.

    python -m bench.workers PAPERS [--rounds 3]

Prints seconds by the clock of the whole ``add`` and of its reading part, and processor seconds of the workers, of the
writer and of linking, which a busy machine does not change as much: from them follows what two cores that are wholly
free would give.  Ends with 1 where the contents differ.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from minuted.corpus import add
from minuted.corpus.add import AddResult
from minuted.corpus.digest import database_digest
from minuted.corpus.intake import gather_papers
from minuted.corpus.link import link_documents
from minuted.extract.document import Metadata

TODAY = dt.date(2026, 11, 24)


@dataclass(frozen=True)
class Turn:
    """One ``add`` with some workers."""

    seconds: float
    workers: float
    """Processor seconds of the workers."""
    writer: float
    """Processor seconds of the writer until the last paper was stored."""
    link: float
    """Processor seconds of linking, which begins when all papers are stored."""
    result: AddResult
    digest: str

    @property
    def reading(self) -> float:
        """Seconds until the last paper was stored: the part that more workers can shorten."""
        return self.seconds - self.result.seconds["link"]


def turn(place: Path, workers: int) -> Turn:
    papers = gather_papers([place], None, Metadata())
    linking = 0.0

    def link(*args: Any, **options: Any) -> None:
        nonlocal linking
        before = time.process_time()
        link_documents(*args, **options)
        linking = time.process_time() - before

    with tempfile.TemporaryDirectory() as name, patch.object(add, "link_documents", link):
        database = Path(name) / "a.db"
        begun, own, others = time.perf_counter(), time.process_time(), children_seconds()
        result = add.add_papers(database, papers, add.AddOptions(workers=workers, ocr=False, as_at=TODAY))
        seconds, own = time.perf_counter() - begun, time.process_time() - own
        digest = database_digest(sqlite3.connect(database))
        return Turn(seconds, children_seconds() - others, own - linking, linking, result, digest)


def children_seconds() -> float:
    """Processor seconds of the workers that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def on_free_cores(one: Turn) -> tuple[float, float]:
    """What two workers give on two free cores, from processor seconds: against one worker, and against one process.

    One worker has a core, and the writer the other; two workers share the two cores with the writer; linking is alone.
    """
    two = (one.workers + one.writer) / 2 + one.link
    return (max(one.workers, one.writer) + one.link) / two, (one.workers + one.writer + one.link) / two


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("place", type=Path)
    arguments.add_argument("--rounds", type=int, default=3)
    given = arguments.parse_args()
    ratios, reading, free, digests = [], [], [], set()
    for _ in range(given.rounds):
        one, two = turn(given.place, 1), turn(given.place, 2)
        ratios.append(one.seconds / two.seconds)
        reading.append(one.reading / two.reading)
        digests |= {one.digest, two.digest}
        for workers, done in ((1, one), (2, two)):
            peak = {name: f"{size / 2**20:.0f} MB" for name, size in done.result.peak_bytes.items()}
            stages = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in done.result.seconds.items())
            spent = f"workers {done.workers:.1f}, writer {done.writer:.1f}, link {done.link:.1f}"
            print(f"{workers} workers: {done.seconds:6.1f} s ({stages}); processor seconds: {spent}; peak {peak}")
        against_one, against_none = on_free_cores(one)
        free.append(against_one)
        print(f"  on two free cores: {against_one:.2f} times one worker, {against_none:.2f} times a single process")
        load = f"load of the machine {os.getloadavg()[0]:.1f}"
        print(f"  whole add {ratios[-1]:.2f} times as fast, reading and storing {reading[-1]:.2f}; {load}")
    print(f"same content: {'yes' if len(digests) == 1 else 'NO'}")
    whole, part = statistics.median(ratios), statistics.median(reading)
    cores = f"from processor seconds, on free cores, {statistics.median(free):.2f}"
    print(f"workers: two are {whole:.2f} times one (reading and storing {part:.2f}; {cores}; floor 1.8)")
    return 0 if len(digests) == 1 else 1


if __name__ == "__main__":
    sys.exit(main())
