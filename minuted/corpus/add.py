"""``minuted add``: read papers, store their facts, and follow what they say across the catalogue."""

from __future__ import annotations

import datetime as dt
import json
import os
import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import minuted
from minuted.corpus import ids
from minuted.corpus.executors import Executor, InProcess, ReadingOptions, ReadingPool, peak_memory, seldom_collecting
from minuted.corpus.intake import Paper
from minuted.corpus.link import link_documents
from minuted.corpus.papers_folder import PapersFolder
from minuted.corpus.reading import ReadPaper, reader_version, rules_version
from minuted.corpus.schema import open_database, told
from minuted.corpus.store import confirm, reading_status, save


@dataclass
class AddResult:
    """What one run did, as counts and as lists to look at."""

    papers: int = 0
    read: int = 0
    unchanged: int = 0
    confirmed: int = 0
    """Read again by changed rules, which found what they had found before."""
    duplicates: list[str] = field(default_factory=list)
    pages: int = 0
    figures: int = 0
    commitments: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list)
    needs_ocr: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    peak_bytes: dict[str, int] = field(default_factory=dict)
    """The most memory that a reader and the writer held."""


@dataclass(frozen=True)
class AddOptions:
    """How to read: how many worker processes, a password for encrypted papers, OCR (None: where it is installed)."""

    workers: int = 1
    password: str | None = None
    ocr: bool | None = None
    as_at: dt.date | None = None
    scheduler: str | None = None
    """The address of a Dask scheduler: its workers read, and this process only writes."""


def add_papers(
    database: Path,
    papers: Sequence[Paper],
    options: AddOptions = AddOptions(),
    *,
    begun: Callable[[Paper], None] = lambda _: None,
    done: Callable[[Paper, ReadPaper | None], None] = lambda *_: None,
) -> AddResult:
    """Read ``papers`` into the catalogue at ``database`` (made where it is missing) and link what is new.

    What is unchanged is left alone; a paper whose bytes are known but whose readers or rules have changed is read
    again, from its stored parse where only the rules did.  ``begun`` and ``done`` report progress.

    The content of the catalogue does not depend on how many workers read, nor on the order of the papers, as long as
    no two of them are versions of one paper: of those the last one named is the newest.
    """
    started = time.perf_counter()
    db = open_database(database)
    try:
        run = _begin_run(db)
        result = AddResult(papers=len(papers))
        to_read = _leave_out_unchanged(db, papers, result, done, again=options.password is not None)
        folder = PapersFolder.beside(database)
        reading = ReadingOptions(folder, options.password, options.ocr)
        with (
            seldom_collecting(),
            executor_for(reading, min(options.workers, len(to_read)), options.scheduler) as executor,
        ):
            for read in executor.read_all(to_read, begun) if to_read else ():
                before = time.perf_counter()
                if confirm(db, read):
                    result.confirmed += 1
                else:
                    save(db, read)
                _count(result, read)
                _spend(result, "store", time.perf_counter() - before)
                done(read.paper, read)
        before = time.perf_counter()
        unlinked = sorted(row["id"] for row in db.execute(UNLINKED))
        _order_versions(db, papers, frozenset(unlinked))
        with seldom_collecting():
            link_documents(db, unlinked, reviews_path=reviews_path(database), as_at=options.as_at or dt.date.today())
        _mark_linked(db, unlinked)
        _spend(result, "link", time.perf_counter() - before)
        result.peak_bytes["writer"] = peak_memory()
        result.seconds["all"] = time.perf_counter() - started
        _end_run(db, run, result)
        return result
    except sqlite3.OperationalError as error:  # the disk is full, or another run holds the database for too long
        raise told(database, error) from error
    finally:
        db.close()


def executor_for(options: ReadingOptions, workers: int, scheduler: str | None = None) -> Executor:
    """The cluster at ``scheduler``, where one is named; else processes, or for 0 ``workers`` this process."""
    if scheduler is not None:
        from minuted.corpus.cluster import Cluster

        return Cluster(options, scheduler)
    return ReadingPool(options, workers) if workers else InProcess(options)


def reviews_path(database: Path) -> Path:
    """The database of people's corrections that belongs to a catalogue: ``X.reviews.db`` beside ``X.db``."""
    return database.with_suffix(".reviews.db")


def _leave_out_unchanged(
    db: sqlite3.Connection,
    papers: Sequence[Paper],
    result: AddResult,
    done: Callable[[Paper, ReadPaper | None], None],
    again: bool,
) -> list[Paper]:
    """The papers that must be read: new ones, and known ones whose reader, rules or metadata changed.

    Those that failed are read ``again`` where there is something new to try: a password.

    Of two files with the same content the first by name is taken, whatever order they come in.
    """
    first: dict[str, Paper] = {}
    contents = [(ids.document_id(paper.digest()), paper) for paper in papers]
    for document, paper in sorted(contents, key=lambda pair: pair[1].label):
        first.setdefault(document, paper)
    chosen = []
    for document, paper in contents:
        if paper is not first[document]:
            result.duplicates.append(f"{paper.label} is the same file as {first[document].label}")
            done(paper, None)
        elif (
            (stored := db.execute(STORED, [document]).fetchone()) is not None
            and _is_unchanged(stored, paper)
            and not (stored["status"] == "failed" and again)
        ):
            result.unchanged += 1
            done(paper, None)
        else:
            chosen.append(paper)
    return chosen


RUN_STAGES = (("read", "tables"), ("nlp",), ("store",), ("link",))
"""The stages of a run as its row has them; finding tables is part of reading."""
UNLINKED = "SELECT id FROM documents INDEXED BY documents_unlinked WHERE linked = 0"
STORED = "SELECT council, committee, meeting_date, kind, title, rules_version, status FROM documents WHERE id = ?"


def _order_versions(db: sqlite3.Connection, papers: Sequence[Paper], unlinked: frozenset[str]) -> None:
    """Where several new papers of one run are versions of one paper, the last one named is the newest.

    Those that an earlier run stored before it was killed are new still: they are not linked.
    """
    versions: dict[str, dict[str, None]] = {}
    for paper in papers:
        document = ids.document_id(paper.digest()) if paper.version_of is not None else ""
        if paper.version_of is not None and document in unlinked:
            versions.setdefault(paper.version_of, {})[document] = None
    for version_of, several in versions.items():
        if len(several) > 1:
            with db:
                db.execute(
                    "UPDATE documents SET superseded_by = iif(id = :d, NULL, :d) WHERE version_of = :v",
                    {"d": list(several)[-1], "v": version_of},
                )


def _mark_linked(db: sqlite3.Connection, documents: Sequence[str]) -> None:
    """Last of all: a run that is killed before this leaves its papers to be linked by the next one."""
    with db:
        db.executemany("UPDATE documents SET linked = 1 WHERE id = ?", [[document] for document in documents])


def _is_unchanged(row: sqlite3.Row, paper: Paper) -> bool:
    given = paper.given
    said = {
        "council": given.council,
        "committee": given.committee,
        "meeting_date": given.meeting_date.isoformat() if given.meeting_date else None,
        "kind": given.kind,
        "title": given.title,
    }
    same_metadata = all(value is None or row[name] == value for name, value in said.items())
    return (
        same_metadata and row["rules_version"] == f"{reader_version()}-{rules_version()}" and row["status"] != "not_run"
    )


def _count(result: AddResult, read: ReadPaper) -> None:
    status, detail = reading_status(read)
    if status in ("failed", "not_run"):
        result.failed.append((read.paper.label, detail or ""))
    elif status == "needs_ocr":
        result.needs_ocr.append(read.paper.label)
    else:
        result.read += 1
    if read.document is not None and read.facts is not None:
        result.pages += len(read.document.pages)
        result.figures += len(read.facts.figures)
        result.commitments += len(read.facts.commitments)
    result.peak_bytes["reader"] = max(result.peak_bytes.get("reader", 0), read.peak_bytes)
    _spend(result, "read", read.seconds_read - read.seconds_tables)
    _spend(result, "tables", read.seconds_tables)
    _spend(result, "nlp", read.seconds_nlp)


def _spend(result: AddResult, stage: str, seconds: float) -> None:
    result.seconds[stage] = result.seconds.get(stage, 0.0) + seconds


def _begin_run(db: sqlite3.Connection) -> int:
    with db:
        cursor = db.execute(
            "INSERT INTO runs (command, started_at, version, rules_version) VALUES ('add', ?, ?, ?)",
            [_now(), minuted.__version__, rules_version()],
        )
    return int(cursor.lastrowid or 0)


def _end_run(db: sqlite3.Connection, run: int, result: AddResult) -> None:
    with db:
        db.execute(
            """UPDATE runs SET ended_at = ?, papers = ?, read = ?, skipped = ?, failed = ?, figures = ?,
            commitments = ?, seconds_read = ?, seconds_nlp = ?, seconds_store = ?, seconds_link = ? WHERE id = ?""",
            [_now(), result.papers, result.read, result.unchanged + len(result.duplicates), len(result.failed),
             result.figures, result.commitments,
             *(round(sum(result.seconds.get(s, 0.0) for s in stages), 3) for stages in RUN_STAGES), run],
        )  # fmt: skip


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def result_as_json(result: AddResult) -> str:
    """The result of a run for ``--json``: one object."""
    return json.dumps(result.__dict__, ensure_ascii=False)


def default_workers() -> int:
    """One worker process for each core that this process may use, at most four: the writer needs its share."""
    return max(1, min(4, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1))
