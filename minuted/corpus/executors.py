"""Where papers are read: in this process, in worker processes of this machine, or on a Dask cluster.

All of them take papers and give ``ReadPaper`` back as each ends; the one writer stays with the caller.

A hostile or broken paper can hang or eat memory inside a C library, where no exception helps; so papers are read in
worker processes with a time and a memory limit, and a worker that breaks either is killed and replaced.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import resource
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from typing import Protocol, Self

from minuted.corpus.intake import Paper
from minuted.corpus.papers_folder import PapersFolder
from minuted.corpus.reading import MEMORY_BYTES, ReadPaper, read_paper
from minuted.errors import MinutedError, UnreadablePaper

SECONDS_A_PAPER = 120.0
SECONDS_A_MEGABYTE = 20.0
AHEAD = 2
"""Papers that a worker holds at once: the next one is there when it has sent what came of the last."""
READY = "ready"

Begun = Callable[[Paper], None]


@dataclass(frozen=True)
class ReadingOptions:
    """What every reader needs to know: the folder of originals and parses, a password, OCR (None: where installed)."""

    folder: PapersFolder
    password: str | None = None
    ocr: bool | None = None

    def read(self, paper: Paper) -> ReadPaper:
        """Read one paper here and now."""
        read = read_paper(paper, self.folder, password=self.password, ocr=self.ocr)
        return replace(read, peak_bytes=peak_memory())


class Executor(Protocol):
    """Reads papers somewhere; used as a context manager."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...

    def read_all(self, papers: Sequence[Paper], begun: Begun = ...) -> Iterator[ReadPaper]:
        """What came of each paper, in the order in which they end; ``begun`` is called as each is handed out."""
        ...


def executor_for(options: ReadingOptions, workers: int, scheduler: str | None = None) -> Executor:
    """The cluster at ``scheduler``, where one is named; else processes, or for 0 ``workers`` this process."""
    if scheduler is not None:
        from minuted.corpus.cluster import Cluster

        return Cluster(options, scheduler)
    return ReadingPool(options, workers) if workers else InProcess(options)


def largest_first(papers: Sequence[Paper]) -> list[Paper]:
    """The order of work: a large pack begun last would leave the other workers idle until it ends."""
    return sorted(papers, key=lambda paper: (-paper.size, paper.label))


def peak_memory() -> int:
    """The most memory this process has held, in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


class InProcess:
    """Reads in this process: for tests, and for looking for faults."""

    def __init__(self, options: ReadingOptions) -> None:
        self.options = options

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def read_all(self, papers: Sequence[Paper], begun: Begun = lambda _: None) -> Iterator[ReadPaper]:
        """See ``Executor``."""
        for paper in papers:
            begun(paper)
            yield self.options.read(paper)


class ReadingPool:
    """Worker processes that read papers, each with a time and a memory limit."""

    def __init__(self, options: ReadingOptions, workers: int) -> None:
        self.options, self.workers = options, workers
        self._seats: list[_Seat] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for seat in self._seats:
            seat.stop()

    def read_all(self, papers: Sequence[Paper], begun: Begun = lambda _: None) -> Iterator[ReadPaper]:
        """See ``Executor``."""
        waiting = deque(largest_first(papers))
        for _ in range(min(self.workers, len(papers)) - len(self._seats)):
            self._seats.append(_Seat(self.options))
        while waiting or any(seat.papers for seat in self._seats):
            for _ in range(AHEAD):  # one for each seat before any gets a second
                for seat in self._seats:
                    if waiting and len(seat.papers) < min(AHEAD, 1 + len(waiting) // len(self._seats)):
                        begun(waiting[0])
                        seat.give(waiting.popleft())
            wait([seat.connection for seat in self._seats if seat.papers], timeout=0.5)
            for seat in self._seats:
                result = seat.collect(waiting)
                if result is not None:
                    yield result


class _Seat:
    """One worker process and the papers it holds; the first is the one it is at."""

    def __init__(self, options: ReadingOptions) -> None:
        self.options = options
        self.papers: deque[Paper] = deque()
        self.deadline = 0.0
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.ready = False
        self.process = context.Process(target=_work, args=(theirs, self.options), daemon=True)
        self.process.start()
        theirs.close()

    def give(self, paper: Paper) -> None:
        self.papers.append(paper)
        if len(self.papers) == 1:
            self._set_deadline()
        with contextlib.suppress(OSError):  # a worker that died is found out by collect()
            self.connection.send(paper)

    def _set_deadline(self) -> None:
        megabytes = self.papers[0].size / 2**20
        self.deadline = time.monotonic() + SECONDS_A_PAPER + SECONDS_A_MEGABYTE * megabytes

    def collect(self, waiting: deque[Paper]) -> ReadPaper | None:
        """The result, where there is one; a worker that died or overran is replaced and its paper has failed."""
        if not self.papers:
            return None
        try:
            if self.connection.poll():
                return self._received(self.connection.recv())
            alive = self.process.is_alive()
        except (EOFError, OSError):
            alive = False
        if not alive:
            advice = "open it in a PDF viewer and print it to a new PDF"
            return self._fail(waiting, "made the reader stop", "damaged", advice)
        if time.monotonic() > self.deadline:
            return self._fail(waiting, "took too long to read", "timed_out", "split it, or print it to a new PDF")
        return None

    def _received(self, message: ReadPaper | str) -> ReadPaper | None:
        if isinstance(message, str):
            self.ready = True
            return None
        self.papers.popleft()
        if self.papers:
            self._set_deadline()
        return message

    def _fail(self, waiting: deque[Paper], what: str, kind: str, advice: str) -> ReadPaper:
        self.process.join(0.0 if self.ready else 1.0)
        if not self.ready and not self.process.is_alive():
            raise MinutedError(
                "a worker process ended before it could begin",
                advice="in a script of your own, call minuted below `if __name__ == '__main__':`",
            )
        paper = self.papers.popleft()
        waiting.extendleft(reversed(self.papers))  # those it had not begun
        self.papers.clear()
        self.stop()
        self._start()
        failure = UnreadablePaper(what, kind=kind, advice=advice)
        return ReadPaper(paper, paper.digest(), paper.size, failure=failure)

    def stop(self) -> None:
        self.connection.close()
        self.process.kill()
        self.process.join()


def _work(connection: Connection, options: ReadingOptions) -> None:
    """A worker's life: read a paper, send what came of it, until nobody listens."""
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        connection.send(READY)
        while True:
            connection.send(options.read(connection.recv()))
