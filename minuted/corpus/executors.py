"""Where papers are read: in this process, in worker processes of this machine, or on a Dask cluster.

All of them take papers and give ``ReadPaper`` back as each ends; the one writer stays with the caller.

A hostile or broken paper can hang or eat memory inside a C library, where no exception helps; so papers are read in
worker processes with a time and a memory limit, and a worker that breaks either is killed and replaced.  Its paper is
read again without the page that it was at, so that all other pages are kept; what is missing is said.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import resource
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from typing import Any, Protocol, Self

from minuted.corpus.intake import Paper
from minuted.corpus.papers_folder import PapersFolder
from minuted.corpus.reading import ANOTHER_COPY, MEMORY_BYTES, ReadPaper, read_paper, without_facts
from minuted.errors import MinutedError, UnreadablePaper
from minuted.extract.limits import IN_DOCUMENT, IN_FACTS, NO_LIMITS, Limits

SECONDS_A_PAPER = 120.0
SECONDS_A_MEGABYTE = 20.0
SHARE_FOR_PAGES = 0.85
"""Of the time of a paper: pages not begun by then are left out, and the rest is for what is made of the others."""
MEMORY_FOR_PAGES = MEMORY_BYTES // 2
ATTEMPTS = 4
"""How often a paper is read whose pages stop the reader: each time without the page; the last time none after it."""
AHEAD = 2
"""Papers that a worker holds at once: the next one is there when it has sent what came of the last."""
OBJECTS = 20_000
"""After how many new objects Python looks for cycles of them (700 unless told)."""
READY = "ready"

Begun = Callable[[Paper], None]


@dataclass(frozen=True)
class ReadingOptions:
    """What every reader needs to know: the folder of originals and parses, a password, OCR (None: where installed)."""

    folder: PapersFolder
    password: str | None = None
    ocr: bool | None = None

    def read(self, paper: Paper, limits: Limits = NO_LIMITS) -> ReadPaper:
        """Read one paper here and now."""
        read = read_paper(paper, self.folder, password=self.password, ocr=self.ocr, limits=limits)
        return replace(read, peak_bytes=peak_memory())


class Executor(Protocol):
    """Reads papers somewhere; used as a context manager."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...

    def read_all(self, papers: Sequence[Paper], begun: Begun = ...) -> Iterator[ReadPaper]:
        """What came of each paper, in the order in which they end; ``begun`` is called as each is handed out."""
        ...


def largest_first(papers: Sequence[Paper]) -> list[Paper]:
    """The order of work: a large pack begun last would leave the other workers idle until it ends."""
    return sorted(papers, key=lambda paper: (-paper.size, paper.label))


@contextlib.contextmanager
def seldom_collecting() -> Iterator[None]:
    """While papers are read and linked: millions of small objects that are in no cycle, looked through in vain."""
    before = gc.get_threshold()
    gc.set_threshold(OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


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
        waiting = deque(Task(paper) for paper in largest_first(papers))
        for _ in range(min(self.workers, len(papers)) - len(self._seats)):
            self._seats.append(_Seat(self.options))
        while waiting or any(seat.tasks for seat in self._seats):
            for _ in range(AHEAD):  # one for each seat before any gets a second
                for seat in self._seats:
                    if waiting and len(seat.tasks) < min(AHEAD, 1 + len(waiting) // len(self._seats)):
                        if not waiting[0].left_out:
                            begun(waiting[0].paper)
                        seat.give(waiting.popleft())
            wait([seat.connection for seat in self._seats if seat.tasks], timeout=0.5)
            for seat in self._seats:
                result = seat.collect(waiting)
                if result is not None:
                    yield result


@dataclass(frozen=True)
class Task:
    """A paper to read, and the pages on which earlier attempts at it ended."""

    paper: Paper
    left_out: Mapping[int, str] = field(default_factory=dict)
    last: int | None = None

    @property
    def seconds(self) -> float:
        """How long it may take."""
        return SECONDS_A_PAPER + SECONDS_A_MEGABYTE * self.paper.size / 2**20

    def without(self, page: int, why: str) -> Task | None:
        """The next attempt, after one that ended at ``page``; None where there is no more to try."""
        if len(self.left_out) == ATTEMPTS - 1 or page <= 0:
            return None
        left_out = {**self.left_out, page: why}
        return Task(self.paper, left_out, page - 1 if len(left_out) == ATTEMPTS - 1 else None)

    def limits(self, reached: Callable[[int], None]) -> Limits:
        """What its reader keeps to."""
        return Limits(self.seconds * SHARE_FOR_PAGES, MEMORY_FOR_PAGES, self.left_out, self.last, reached)


class _Seat:
    """One worker process and the papers it holds; the first is the one it is at."""

    def __init__(self, options: ReadingOptions) -> None:
        self.options = options
        self.tasks: deque[Task] = deque()
        self.deadline = 0.0
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.ready = False
        self.at = context.RawValue("i", IN_DOCUMENT)
        self.process = context.Process(target=_work, args=(theirs, self.options, self.at), daemon=True)
        self.process.start()
        theirs.close()

    def give(self, task: Task) -> None:
        self.tasks.append(task)
        if len(self.tasks) == 1:
            self._set_deadline()
        with contextlib.suppress(OSError):  # a worker that died is found out by collect()
            self.connection.send(task)

    def _set_deadline(self) -> None:
        self.deadline = time.monotonic() + self.tasks[0].seconds

    def collect(self, waiting: deque[Task]) -> ReadPaper | None:
        """The result, where there is one; a worker that died or overran is replaced."""
        if not self.tasks:
            return None
        try:
            if self.connection.poll():
                return self._received(self.connection.recv())
            alive = self.process.is_alive()
        except (EOFError, OSError):
            alive = False
        if not alive:
            failure = UnreadablePaper("made the reader stop", kind="damaged", advice=ANOTHER_COPY)
            return self._stopped(waiting, failure)
        if time.monotonic() > self.deadline:
            advice = "split it, or print it to a new PDF"
            return self._stopped(waiting, UnreadablePaper("took too long to read", kind="timed_out", advice=advice))
        return None

    def _received(self, message: ReadPaper | str) -> ReadPaper | None:
        if isinstance(message, str):
            self.ready = True
            return None
        self.tasks.popleft()
        if self.tasks:
            self._set_deadline()
        return message

    def _stopped(self, waiting: deque[Task], failure: UnreadablePaper) -> ReadPaper | None:
        """Replace the worker; its paper is tried again without the page it was at, or has failed."""
        self.process.join(0.0 if self.ready else 1.0)
        if not self.ready and not self.process.is_alive():
            raise MinutedError(
                "a worker process ended before it could begin",
                advice="in a script of your own, call minuted below `if __name__ == '__main__':`",
            )
        task = self.tasks.popleft()
        waiting.extendleft(reversed(self.tasks))  # those it had not begun
        self.tasks.clear()
        self.stop()
        at = self.at.value
        self._start()
        again = task.without(at, f"it {failure}")
        if again is not None:
            waiting.appendleft(again)
            return None
        kept = without_facts(task.paper, self.options.folder, str(failure)) if at == IN_FACTS else None
        return kept or ReadPaper(task.paper, task.paper.digest(), task.paper.size, failure=failure)

    def stop(self) -> None:
        self.connection.close()
        self.process.kill()
        self.process.join()


def _work(connection: Connection, options: ReadingOptions, at: Any) -> None:
    """A worker's life: read a paper, send what came of it, until nobody listens; ``at`` tells which page it is at."""
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))

    import minuted.extract.reader
    import minuted.nlp.find  # noqa: F401 - the rules are there before the first paper, whose time is its own

    gc.freeze()

    def reached(page: int) -> None:
        at.value = page

    with seldom_collecting(), contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        connection.send(READY)
        while True:
            task = connection.recv()
            reached(IN_DOCUMENT)
            read = options.read(task.paper, task.limits(reached))
            reached(IN_DOCUMENT)
            connection.send(read)
