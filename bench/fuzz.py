"""Papers with changed bytes: whether reading each ends in facts or in a reason, within its limits.

    python -m bench.fuzz [--number 2000] [--seed 1] [--formats pdf,docx]

Each round takes a sample paper, changes it (bytes flipped, numbers replaced by extreme ones, stretches cut out,
doubled or moved in from another paper, the end cut off; for DOCX and XLSX also inside the zip, packed again), and
reads it through ``read_bytes`` and ``find_facts`` in a worker process with a time and a memory limit.  What must not
be: an exception that is not ``UnreadablePaper``, a reason without advice, a figure whose words do not stand in the
text, a worker that overran.  A round is repeated with ``--seed`` and ``--only`` its number.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import random
import resource
import sys
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from minuted.corpus.demo import sample_manifest
from minuted.errors import UnreadablePaper

FORMATS = ("pdf", "html", "docx", "xlsx", "csv", "txt")
SECONDS = 60.0
MEMORY_BYTES = 3 * 2**30
LARGEST_SAMPLE = 400_000
EXTREMES = (b"0", b"-1", b"99999999999", b"1e30", b"2147483648", b"NaN", b"", b"/", b"<<", b"(", b"\xff\xfe\x00")


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


def mutated(data: bytes, suffix: str, chance: random.Random, other: bytes) -> bytes:
    """The paper with one to eight changes."""
    if suffix in (".docx", ".xlsx") and chance.random() < 0.8:
        return _inside_the_zip(data, chance)
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        if changed:
            chance.choice(CHANGES)(changed, chance, other)
    return bytes(changed)


def _flip(data: bytearray, chance: random.Random, _: bytes) -> None:
    for _n in range(chance.choice((1, 4, 64))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _extreme(data: bytearray, chance: random.Random, _: bytes) -> None:
    """In place of a number, so that lengths, counts and offsets lie."""
    start = chance.randrange(len(data))
    at = next((n for n in range(start, min(len(data), start + 4000)) if 48 <= data[n] <= 57), start)
    end = at
    while end < len(data) and 48 <= data[end] <= 57:
        end += 1
    data[at:end] = chance.choice(EXTREMES)


def _cut(data: bytearray, chance: random.Random, _: bytes) -> None:
    at = chance.randrange(len(data))
    del data[at : at + chance.choice((1, 20, 1000, 20_000))]


def _end(data: bytearray, chance: random.Random, _: bytes) -> None:
    del data[chance.randrange(len(data)) :]


def _double(data: bytearray, chance: random.Random, _: bytes) -> None:
    at = chance.randrange(len(data))
    data[at:at] = data[at : at + chance.choice((1, 20, 1000))] * chance.choice((1, 3, 50))


def _move(data: bytearray, chance: random.Random, other: bytes) -> None:
    if other:
        at, taken = chance.randrange(len(data)), chance.randrange(len(other))
        length = chance.choice((4, 100, 5000))
        data[at : at + length] = other[taken : taken + length]


CHANGES: tuple[Callable[[bytearray, random.Random, bytes], None], ...] = (
    _flip, _flip, _extreme, _extreme, _cut, _end, _double, _move,
)  # fmt: skip


def _inside_the_zip(data: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    for name in chance.sample(sorted(entries), k=min(len(entries), chance.choice((1, 1, 2)))):
        changed = bytearray(entries[name])
        if changed:
            chance.choice(CHANGES)(changed, chance, entries[chance.choice(sorted(entries))])
        entries[name] = bytes(changed)
    if chance.random() < 0.1:
        del entries[chance.choice(sorted(entries))]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


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


def fuzz(number: int, seed: int, formats: Sequence[str] = FORMATS, only: int | None = None) -> Fuzzed:
    """Read so many changed papers, round by round over the formats."""
    by_format = {name: found for name in formats if (found := [(p, p.read_bytes()) for p in samples([name])])}
    names, found, worker = list(by_format), Fuzzed(), Worker()
    try:
        for turn in range(number) if only is None else (only,):
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
    parser.add_argument("--only", type=int, help="this round alone")
    parser.add_argument("--formats", default=",".join(FORMATS))
    options = parser.parse_args()
    begun = time.monotonic()
    found = fuzz(options.number, options.seed, options.formats.split(","), options.only)
    for ending, count in sorted(found.endings.items()):
        print(f"{count:6} {ending}")
    print(f"{time.monotonic() - begun:.0f} s, the slowest paper {found.slowest:.1f} s")
    print(f"{len(found.faults)} faults", *found.faults, sep="\n  ")
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(main())
