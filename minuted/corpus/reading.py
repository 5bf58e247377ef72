"""Reading one paper, in a worker process that can be killed: file -> Document -> Facts.

A hostile or broken paper can hang or eat memory inside a C library, where no exception helps; so papers are read in
worker processes with a time and a memory limit, and a worker that breaks either is killed and replaced.
"""

from __future__ import annotations

import contextlib
import hashlib
import multiprocessing
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from multiprocessing.connection import Connection, wait
from pathlib import Path

from minuted.corpus.intake import Paper
from minuted.corpus.papers_folder import PapersFolder
from minuted.errors import UnreadablePaper
from minuted.extract.document import Document
from minuted.nlp.facts import Facts

SECONDS_A_PAPER = 120.0
SECONDS_A_MEGABYTE = 20.0
MEMORY_BYTES = 4 * 2**30
LARGEST_PAPER_BYTES = 256 * 2**20


@dataclass(frozen=True)
class ReadPaper:
    """What came of one paper: ``document`` and ``facts``, or the ``failure`` that says why not."""

    paper: Paper
    sha256: str
    bytes: int
    document: Document | None = None
    facts: Facts | None = None
    failure: UnreadablePaper | None = None
    seconds_read: float = 0.0
    seconds_nlp: float = 0.0
    from_parse: bool = False


@cache
def reader_version() -> str:
    """Changes whenever a reader does: a digest of the source of ``minuted.extract``."""
    return _source_digest("minuted.extract")


@cache
def rules_version() -> str:
    """Changes whenever a rule, a lexicon or a weight does: a digest of the source of ``minuted.nlp``."""
    return _source_digest("minuted.nlp")


def _source_digest(package: str) -> str:
    digest = hashlib.sha256()
    for name, data in sorted(_sources(files(package), "")):
        digest.update(name.encode() + b"\0" + data + b"\0")
    return digest.hexdigest()[:10]


def _sources(folder: Traversable, prefix: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _sources(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith((".py", ".csv", ".json")):
            yield prefix + entry.name, entry.read_bytes()


def digest_of(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_paper(
    paper: Paper, folder: PapersFolder, *, password: str | None = None, ocr: bool | None = None
) -> ReadPaper:
    """Read one paper and find its facts, keeping its original and its parse; never raises for a bad paper."""
    from minuted.extract.reader import read_bytes, suffix_of

    size = paper.path.stat().st_size
    sha256 = digest_of(paper.path)
    done = ReadPaper(paper, sha256, size)
    try:
        if size > LARGEST_PAPER_BYTES:
            advice = "split it, or read the part that matters"
            raise UnreadablePaper(f"{size // 2**20} MB is more than is read", kind="too_large", advice=advice)
        begun = time.perf_counter()
        document = folder.parse(sha256, reader_version())
        from_parse = document is not None
        if document is None:
            data = paper.path.read_bytes()
            folder.keep_original(data, sha256, suffix_of(data, paper.name))
            document = read_bytes(data, paper.name, password=password, ocr=ocr)
            folder.keep_parse(sha256, reader_version(), document)
        document = replace(document, metadata=document.metadata.overridden_by(paper.given))
        read_by = time.perf_counter()
        facts = _find_facts(document)
        now = time.perf_counter()
        return replace(
            done,
            document=document,
            facts=facts,
            from_parse=from_parse,
            seconds_read=read_by - begun,
            seconds_nlp=now - read_by,
        )
    except UnreadablePaper as failure:
        return replace(done, failure=failure)
    except MemoryError:
        return replace(done, failure=_over_memory())
    except Exception as error:  # a fault of ours: recorded against the paper, so that the rest of the batch goes on
        detail = f"{type(error).__name__}: {error}"
        return replace(done, failure=UnreadablePaper(f"could not be read ({detail})", kind="fault", advice=REPORT_IT))


REPORT_IT = "this is a fault of minuted: please report it with the paper"


def _over_memory() -> UnreadablePaper:
    return UnreadablePaper(
        f"needs more than {MEMORY_BYTES // 2**30} GB of memory to read", kind="too_large", advice="split the file"
    )


def _find_facts(document: Document) -> Facts:
    from minuted.nlp.find import find_facts

    return find_facts(document)


class ReadingPool:
    """Worker processes that read papers; ``workers=0`` reads in this process (for tests and debugging).

    Use as a context manager; ``read_all`` yields results in the order in which they end.
    """

    def __init__(self, folder: PapersFolder, workers: int, *, password: str | None = None, ocr: bool | None = None):
        self.folder, self.workers, self.password, self.ocr = folder, workers, password, ocr
        self._seats: list[_Seat] = []

    def __enter__(self) -> ReadingPool:
        return self

    def __exit__(self, *_: object) -> None:
        for seat in self._seats:
            seat.stop()

    def read_all(self, papers: Sequence[Paper], begun: Callable[[Paper], None] = lambda _: None) -> Iterator[ReadPaper]:
        """Read every paper; ``begun`` is called as each is handed out."""
        if self.workers == 0:
            for paper in papers:
                begun(paper)
                yield read_paper(paper, self.folder, password=self.password, ocr=self.ocr)
            return
        waiting = list(reversed(papers))
        for _ in range(min(self.workers, len(papers))):
            self._seats.append(_Seat(self.folder, self.password, self.ocr))
        while waiting or any(seat.paper for seat in self._seats):
            for seat in self._seats:
                if seat.paper is None and waiting:
                    begun(waiting[-1])
                    seat.begin(waiting.pop())
            wait([seat.connection for seat in self._seats if seat.paper], timeout=0.5)
            for seat in self._seats:
                result = seat.collect()
                if result is not None:
                    yield result


class _Seat:
    """One worker process and the paper it is at."""

    def __init__(self, folder: PapersFolder, password: str | None, ocr: bool | None) -> None:
        self.arguments = (folder, password, ocr)
        self.paper: Paper | None = None
        self.deadline = 0.0
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(theirs, *self.arguments), daemon=True)
        self.process.start()
        theirs.close()

    def begin(self, paper: Paper) -> None:
        self.paper = paper
        megabytes = paper.path.stat().st_size / 2**20
        self.deadline = time.monotonic() + SECONDS_A_PAPER + SECONDS_A_MEGABYTE * megabytes
        try:
            self.connection.send(paper)
        except OSError:
            self._restart()
            self.connection.send(paper)

    def collect(self) -> ReadPaper | None:
        """The result, where there is one; a worker that died or overran is replaced and its paper has failed."""
        if self.paper is None:
            return None
        if self.connection.poll():
            try:
                result: ReadPaper = self.connection.recv()
                self.paper = None
                return result
            except (EOFError, OSError):
                return self._fail(
                    "made the reader stop", "damaged", "open it in a PDF viewer and print it to a new PDF"
                )
        if not self.process.is_alive():
            return self._fail("made the reader stop", "damaged", "open it in a PDF viewer and print it to a new PDF")
        if time.monotonic() > self.deadline:
            return self._fail("took too long to read", "timed_out", "split it, or print it to a new PDF")
        return None

    def _fail(self, what: str, kind: str, advice: str) -> ReadPaper:
        assert self.paper is not None
        paper, self.paper = self.paper, None
        self._restart()
        failure = UnreadablePaper(what, kind=kind, advice=advice)
        return ReadPaper(paper, digest_of(paper.path), paper.path.stat().st_size, failure=failure)

    def _restart(self) -> None:
        self.stop()
        self._start()

    def stop(self) -> None:
        self.connection.close()
        self.process.kill()
        self.process.join()


def _work(connection: Connection, folder: PapersFolder, password: str | None, ocr: bool | None) -> None:
    """A worker's life: read a paper, send what came of it, until nobody listens."""
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            paper: Paper = connection.recv()
            connection.send(read_paper(paper, folder, password=password, ocr=ocr))
