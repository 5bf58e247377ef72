"""Papers with changed bytes: whether reading each ends in facts or in a reason, within its limits.

    python -m bench.fuzz [--number 2000] [--seed 1] [--first 0] [--formats pdf,docx]

Each round takes a sample paper, changes its bytes or its structure (see ``bench.mutations``), and reads it through
``read_bytes`` and ``find_facts`` in a worker process with a time and a memory limit.  What must not be: an exception
that is not ``UnreadablePaper``, a reason without advice, a figure whose words do not stand in the text, a worker that
overran.  A round is repeated with its ``--seed``, ``--first`` its number and ``--number 1``.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import resource
import sys
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from bench.mutations import mutated
from minuted.corpus.demo import sample_manifest
from minuted.errors import UnreadablePaper

FORMATS = ("pdf", "html", "docx", "xlsx", "csv", "txt")
SECONDS = 60.0
MEMORY_BYTES = 3 * 2**30
LARGEST_SAMPLE = 100_000


@dataclass
class Fuzzed:
    """How many papers ended how; each fault with the number of its round."""

    endings: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: float = 0.0


def samples(formats: Sequence[str] = FORMATS) -> list[Path]:
    """The sample papers of these formats, in order; very large ones only cost time."""
    found = sorted(path for path in sample_manifest().parent.rglob("*") if path.suffix.lstrip(".") in formats)
    return [path for path in found if path.stat().st_size <= LARGEST_SAMPLE and path != sample_manifest()]


def read_one(data: bytes, name: str) -> tuple[str, str | None]:
    """(how it ended, the fault in words or None)."""
    from minuted.extract.reader import read_bytes
    from minuted.nlp.find import find_facts

    try:
        document = read_bytes(data, name, ocr=False)
        for figure in find_facts(document).figures:
            if document.text[figure.start : figure.end] != figure.quote:
                return "read", f"{figure.quote!r} does not stand at {figure.start}"
        return ("read" if document.text.strip() else "empty"), None
    except UnreadablePaper as failure:
        return f"failed: {failure.kind}", None if failure.advice else f"no advice: {failure}"
    except MemoryError:
        return "failed: too_large", None
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        return "fault", f"{type(error).__name__}: {error} ({Path(where.filename).name}:{where.lineno})"


def _work(connection: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    while True:
        try:
            connection.send(read_one(*connection.recv()))
        except EOFError:
            return


class Worker:
    """A process that reads papers and is replaced where it dies or overruns."""

    def __init__(self) -> None:
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()

    def read(self, data: bytes, name: str) -> tuple[str, str | None]:
        """As ``read_one``; a worker that died is an ending of its own: ``minuted add`` says so and goes on."""
        self.connection.send((data, name))
        try:
            if self.connection.poll(SECONDS):
                told: tuple[str, str | None] = self.connection.recv()
                return told
            told = "overran", f"took more than {SECONDS:.0f} s"
        except EOFError:
            told = "made the reader stop", None
        self.stop()
        self._start()
        return told

    def stop(self) -> None:
        """End the process."""
        self.connection.close()
        self.process.kill()
        self.process.join()


def fuzz(number: int, seed: int, formats: Sequence[str] = FORMATS, first: int = 0) -> Fuzzed:
    """Read so many changed papers, round by round over the formats, from round ``first`` on."""
    by_format = {name: found for name in formats if (found := [(p, p.read_bytes()) for p in samples([name])])}
    names, found, worker = list(by_format), Fuzzed(), Worker()
    try:
        for turn in range(first, first + number):
            chance = random.Random(f"{seed}-{turn}")
            path, data = chance.choice(by_format[names[turn % len(names)]])
            _, other = chance.choice(by_format[chance.choice(names)])
            begun = time.monotonic()
            ending, fault = worker.read(mutated(data, path.suffix, chance, other), path.name)
            found.slowest = max(found.slowest, time.monotonic() - begun)
            found.endings[f"{path.suffix[1:]} {ending}"] += 1
            if fault is not None:
                found.faults.append(f"round {turn}, {path.name}: {fault}")
    finally:
        worker.stop()
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--number", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="the number of the first round")
    parser.add_argument("--formats", default=",".join(FORMATS))
    options = parser.parse_args()
    begun = time.monotonic()
    found = fuzz(options.number, options.seed, options.formats.split(","), options.first)
    for ending, count in sorted(found.endings.items()):
        print(f"{count:6} {ending}")
    print(f"{time.monotonic() - begun:.0f} s, the slowest paper {found.slowest:.1f} s")
    print(f"{len(found.faults)} faults", *found.faults, sep="\n  ")
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(main())
