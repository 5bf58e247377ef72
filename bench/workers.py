"""Two workers against one: the same papers into a fresh catalogue, in turn, and whether the content is the same.

    python -m bench.workers PAPERS [--rounds 3]

Prints seconds by the clock of the whole ``add`` and of its reading part, and processor seconds, which a busy machine
does not change as much.  Ends with 1 where the contents differ.
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

from minuted.corpus.add import AddOptions, AddResult, add_papers
from minuted.corpus.digest import database_digest
from minuted.corpus.intake import gather_papers
from minuted.extract.document import Metadata

TODAY = dt.date(2026, 11, 24)


@dataclass(frozen=True)
class Turn:
    """One ``add`` with some workers."""

    seconds: float
    processor: float
    result: AddResult
    digest: str

    @property
    def reading(self) -> float:
        """Seconds until the last paper was stored: the part that more workers can shorten."""
        return self.seconds - self.result.seconds["link"]


def turn(place: Path, workers: int) -> Turn:
    papers = gather_papers([place], None, Metadata())
    with tempfile.TemporaryDirectory() as name:
        database = Path(name) / "a.db"
        begun, spent = time.perf_counter(), processor_seconds()
        result = add_papers(database, papers, AddOptions(workers=workers, ocr=False, as_at=TODAY))
        seconds = time.perf_counter() - begun
        return Turn(seconds, processor_seconds() - spent, result, database_digest(sqlite3.connect(database)))


def processor_seconds() -> float:
    """Of this process and of its workers that have ended."""
    both = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in both)


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("place", type=Path)
    arguments.add_argument("--rounds", type=int, default=3)
    given = arguments.parse_args()
    ratios, reading, digests = [], [], set()
    for _ in range(given.rounds):
        one, two = turn(given.place, 1), turn(given.place, 2)
        ratios.append(one.seconds / two.seconds)
        reading.append(one.reading / two.reading)
        digests |= {one.digest, two.digest}
        for workers, done in ((1, one), (2, two)):
            peak = {name: f"{size / 2**20:.0f} MB" for name, size in done.result.peak_bytes.items()}
            stages = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in done.result.seconds.items())
            print(
                f"{workers} workers: {done.seconds:6.1f} s, processor {done.processor:6.1f} s ({stages}), peak {peak}"
            )
        load = f"load of the machine {os.getloadavg()[0]:.1f}"
        print(f"  whole add {ratios[-1]:.2f} times as fast, reading and storing {reading[-1]:.2f}; {load}")
    print(f"same content: {'yes' if len(digests) == 1 else 'NO'}")
    whole, part = statistics.median(ratios), statistics.median(reading)
    print(f"workers: two are {whole:.2f} times one (reading and storing {part:.2f}; floor 1.8)")
    return 0 if len(digests) == 1 else 1


if __name__ == "__main__":
    sys.exit(main())
