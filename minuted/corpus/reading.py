"""Reading one paper: file -> Document -> Facts.  ``executors`` says in which process."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from minuted.corpus.intake import Paper
from minuted.corpus.papers_folder import PapersFolder
from minuted.errors import UnreadablePaper
from minuted.extract.document import Document
from minuted.extract.limits import IN_FACTS, NO_LIMITS, Limits
from minuted.extract.spent import take_spent
from minuted.nlp.facts import Facts

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
    cut_short: str | None = None
    """What is missing of a document that was kept though its reading was stopped, and why."""
    seconds_read: float = 0.0
    seconds_tables: float = 0.0
    """Of the seconds of reading, those that went into finding tables."""
    seconds_nlp: float = 0.0
    from_parse: bool = False
    content_digest: str | None = None
    """What would be stored of it: the same for two readings that found the same."""
    peak_bytes: int = 0
    """The most memory that the process that read it has held so far."""


@cache
def reader_version() -> str:
    """Changes whenever a reader does: a digest of the source of ``minuted.extract``."""
    return _source_digest("minuted.extract")


@cache
def rules_version() -> str:
    """Changes whenever a rule, a lexicon or a weight does: a digest of the source of ``minuted.nlp``."""
    return _source_digest("minuted.nlp")


@cache
def storing_version() -> str:
    """Changes whenever what is stored of the same facts may: a digest of the source of the modules that store."""
    names = ("contexts.py", "ids.py", "rows.py", "store.py")
    sources = [files("minuted.corpus").joinpath(name).read_bytes() for name in names]
    return hashlib.sha256(b"\0".join(sources)).hexdigest()[:10]


def content_digest(document: Document, facts: Facts) -> str:
    """A digest of all that is stored of a paper: what stands in it, what is known of it, and what was found.

    >>> content_digest(Document("Six.", ()), Facts()) == content_digest(Document("Seven.", ()), Facts())
    False
    """
    digest = hashlib.sha256(f"{storing_version()} {reader_version()}".encode())  # the same reader reads the same blocks
    for part in (document.text, document.metadata, document.pages, document.issues, facts):
        digest.update((part if isinstance(part, str) else repr(part)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:20]


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


def read_paper(
    paper: Paper,
    folder: PapersFolder,
    *,
    password: str | None = None,
    ocr: bool | None = None,
    limits: Limits = NO_LIMITS,
) -> ReadPaper:
    """Read one paper and find its facts, keeping its original and its parse; never raises for a bad paper."""
    from minuted.extract.reader import read_bytes, suffix_of

    size = paper.size
    sha256 = paper.digest()
    done = ReadPaper(paper, sha256, size)
    try:
        if size > LARGEST_PAPER_BYTES:
            advice = "split it, or read the part that matters"
            raise UnreadablePaper(f"{size // 2**20} MB is more than is read", kind="too_large", advice=advice)
        begun = time.perf_counter()
        take_spent()
        document = folder.parse(sha256, reader_version())
        from_parse = document is not None
        if document is None or folder.original(sha256) is None:
            data = paper.read()
            with _storing(folder):
                folder.keep_original(data, sha256, suffix_of(data, paper.name))
            if document is None:
                document = read_bytes(data, paper.name, password=password, ocr=ocr, limits=limits)
                with _storing(folder):
                    folder.keep_parse(sha256, reader_version(), document)
        document = replace(document, metadata=document.metadata.overridden_by(paper.given))
        read_by = time.perf_counter()
        limits.reached(IN_FACTS)
        facts = _find_facts(document)
        digest = content_digest(document, facts)
        now = time.perf_counter()
        return replace(
            done,
            document=document,
            facts=facts,
            content_digest=digest,
            from_parse=from_parse,
            seconds_read=read_by - begun,
            seconds_tables=take_spent().get("tables", 0.0),
            seconds_nlp=now - read_by,
        )
    except UnreadablePaper as failure:
        return replace(done, failure=failure)
    except MemoryError:
        return replace(done, failure=_over_memory())
    except Exception as error:  # a fault of ours: recorded against the paper, so that the rest of the batch goes on
        detail = f"{type(error).__name__}: {error}"
        return replace(done, failure=UnreadablePaper(f"could not be read ({detail})", kind="fault", advice=REPORT_IT))


def without_facts(paper: Paper, folder: PapersFolder, why: str) -> ReadPaper | None:
    """A paper whose reading was stopped while its facts were looked for: its pages, which were stored before that."""
    sha256 = paper.digest()
    document = folder.parse(sha256, reader_version())
    if document is None:
        return None
    document = replace(document, metadata=document.metadata.overridden_by(paper.given))
    missing = f"its figures and commitments are missing: looking for them {why}"
    return ReadPaper(paper, sha256, paper.size, document, Facts(issues=(missing,)), cut_short=missing, from_parse=True)


@contextmanager
def _storing(folder: PapersFolder) -> Iterator[None]:
    """A full disk or a folder that may not be written is no fault of the paper: the next run reads it again."""
    try:
        yield
    except OSError as error:
        raise UnreadablePaper(
            f"could not be stored in {folder.root} ({error.strerror})",
            kind="not_run",
            advice="make room there, or let minuted write there, and run this again",
        ) from error


ANOTHER_COPY = "open it in a PDF viewer and print it to a new PDF"
REPORT_IT = "this is a fault of minuted: please report it with the paper"


def _over_memory() -> UnreadablePaper:
    return UnreadablePaper(
        f"needs more than {MEMORY_BYTES // 2**30} GB of memory to read", kind="too_large", advice="split the file"
    )


def _find_facts(document: Document) -> Facts:
    from minuted.nlp.find import find_facts

    return find_facts(document)
