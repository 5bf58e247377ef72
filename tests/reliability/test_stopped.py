"""A paper that is stopped while it is read keeps the pages that could be read, and says which are missing and why."""

from __future__ import annotations

import io
import os
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from reportlab.pdfgen import canvas

from minuted.corpus import executors, reading
from minuted.corpus.add import AddOptions, AddResult, add_papers
from minuted.corpus.executors import ReadingOptions, Task
from minuted.corpus.intake import gather_papers
from minuted.corpus.papers_folder import PapersFolder
from minuted.corpus.verify import verify
from minuted.extract.document import Metadata
from minuted.extract.limits import Limits
from minuted.extract.pdf import reader

PAGES = 6
SUBJECTS = (
    "the calls were answered by the contact centre",
    "parks were inspected",
    "invoices had been paid on time by the exchequer team",
    "the lamps in the town centre were mended",
    "tenants were satisfied with their homes",
    "bins were emptied",
    "planning applications were decided",
)


def pdf(pages: int = PAGES) -> bytes:
    buffer = io.BytesIO()
    paper = canvas.Canvas(buffer)
    for page in range(1, pages + 1):
        said = f"In May 2024 {page + 40}% of {SUBJECTS[page % len(SUBJECTS)]}."
        paper.drawString(72, 700 - 40 * page, said)  # never at one height: that would be a running line
        paper.showPage()
    paper.save()
    return buffer.getvalue()


def containing_themselves(data: bytes, pages: tuple[int, ...]) -> bytes:
    """The paper with a form on some pages that draws itself: pdfium ends the process over it."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as paper:
        for page in pages:
            form = paper.make_stream(b"/F Do")
            form.Type, form.Subtype, form.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, pikepdf.Array([0, 0, 9, 9])
            form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
            found = paper.pages[page - 1]
            found.Resources.XObject = pikepdf.Dictionary(F=form)
            found.contents_add(paper.make_stream(b" /F Do "))
        paper.save(buffer)
    return buffer.getvalue()


def add(folder: Path, data: bytes) -> AddResult:
    (folder / "paper.pdf").write_bytes(data)
    papers = gather_papers([folder / "paper.pdf"], None, Metadata(council="Ostley"))
    return add_papers(folder / "a.db", papers, AddOptions(workers=1, ocr=False))


def told(folder: Path) -> tuple[Any, ...]:
    """(status, detail, pages that were read, (page, detail) of the issues, values of the figures)."""
    db = sqlite3.connect(folder / "a.db")
    status, detail = db.execute("SELECT status, status_detail FROM documents").fetchone()
    pages = [row[0] for row in db.execute("SELECT page FROM pages WHERE status = 'read' ORDER BY page")]
    issues = db.execute("SELECT page, detail FROM issues ORDER BY page").fetchall()
    values = [row[0] for row in db.execute("SELECT value FROM figures ORDER BY start")]
    return status, detail, pages, issues, values


def broken_work(
    *arguments: Any, pages: frozenset[int] = frozenset(), how: str = "die", stage: str = "page"
) -> None:  # pragma: no cover - runs in a process of its own
    """A worker in which some pages, or the search for facts, end or hang the process."""

    def break_here() -> None:
        if how == "die":
            os.abort()
        time.sleep(60)

    whole: Callable[..., Any] = reader.PaperReading._draft

    def draft(self: Any, page_reader: Any, index: int) -> Any:
        if stage == "page" and index + 1 in pages:
            if how == "memory":
                raise MemoryError
            break_here()
        return whole(self, page_reader, index)

    reader.PaperReading._draft = draft  # type: ignore[method-assign]
    if stage == "facts":
        reading._find_facts = lambda _: break_here()  # type: ignore[assignment,return-value]
    executors._work(*arguments)


class Broken:
    """Stands for the worker's function; goes to the new process by its arguments."""

    def __init__(self, **how: Any) -> None:
        self.how = how

    def __call__(self, *arguments: Any) -> None:
        broken_work(*arguments, **self.how)


@pytest.fixture
def worker_breaks(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    work = executors._work

    def breaks(**how: Any) -> None:
        start = executors._Seat._start

        def started(seat: Any) -> None:
            monkeypatch.setattr(executors, "_work", Broken(**how))
            start(seat)
            monkeypatch.setattr(executors, "_work", work)

        monkeypatch.setattr(executors._Seat, "_start", started)

    return breaks


@pytest.mark.parametrize("page", [1, 3, PAGES])
def test_a_page_that_kills_the_reader_is_left_out_alone(
    tmp_path: Path, worker_breaks: Callable[..., None], page: int
) -> None:
    worker_breaks(pages=frozenset({page}))
    assert add(tmp_path, pdf()).failed == []
    others = [n for n in range(1, PAGES + 1) if n != page]
    status, detail, pages, issues, values = told(tmp_path)
    assert (status, detail) == ("partly_read", f"of {PAGES} pages: 1 skipped")
    assert (pages, values) == (others, [n + 40 for n in others])
    assert issues == [(page, "page not read: it made the reader stop")]
    assert verify(tmp_path / "a.db").faults == []


def test_a_page_that_hangs_is_left_out_when_the_time_is_over(
    tmp_path: Path, worker_breaks: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    worker_breaks(pages=frozenset({4}), how="hang")
    monkeypatch.setattr(executors, "SECONDS_A_PAPER", 12.0)
    add(tmp_path, pdf())
    status, _, pages, issues, _ = told(tmp_path)
    assert (status, pages) == ("partly_read", [1, 2, 3, 5, 6])
    assert issues == [(4, "page not read: it took too long to read")]


def test_after_several_such_pages_those_before_are_kept(tmp_path: Path, worker_breaks: Callable[..., None]) -> None:
    worker_breaks(pages=frozenset({3, 5, 6, 8, 9}))
    add(tmp_path, pdf(10))
    status, _, pages, issues, _ = told(tmp_path)
    assert (status, pages) == ("partly_read", [1, 2, 4])
    assert issues == [
        (3, "page not read: it made the reader stop"),
        (5, "page not read: it made the reader stop"),
        (6, "pages 6 to 10 not read: several pages made the reader stop"),
    ]


def test_where_no_page_can_be_read_the_paper_has_failed(tmp_path: Path, worker_breaks: Callable[..., None]) -> None:
    worker_breaks(pages=frozenset({1}))
    ((_, detail),) = add(tmp_path, pdf(1)).failed
    assert "made the reader stop" in detail and "print it to a new PDF" in detail


def test_a_page_that_needs_too_much_memory_fails_alone(tmp_path: Path, worker_breaks: Callable[..., None]) -> None:
    worker_breaks(pages=frozenset({2}), how="memory")
    add(tmp_path, pdf())
    status, _, pages, issues, _ = told(tmp_path)
    assert (status, pages) == ("partly_read", [1, 3, 4, 5, 6])
    assert issues == [(2, "page not read: it needs more memory than there is")]


def test_pages_are_kept_when_the_search_for_facts_is_stopped(
    tmp_path: Path, worker_breaks: Callable[..., None]
) -> None:
    worker_breaks(stage="facts")
    add(tmp_path, pdf())
    status, detail, pages, issues, values = told(tmp_path)
    assert (status, pages, values) == ("partly_read", [1, 2, 3, 4, 5, 6], [])
    assert "figures and commitments are missing" in detail and issues == [(None, detail)]


def test_a_form_that_draws_itself(tmp_path: Path) -> None:
    """A real one, whatever pdfium makes of it: the other pages are read."""
    add(tmp_path, containing_themselves(pdf(), (2,)))
    _, _, pages, _, values = told(tmp_path)
    assert {1, 3, 4, 5, 6} <= set(pages)
    assert {41, 43, 44, 45, 46} <= set(values)


def test_time_and_memory_that_run_out_between_pages() -> None:
    over = reader.read(pdf(), limits=Limits(seconds=-1.0))
    assert [page.status for page in over.pages] == ["skipped"] * PAGES
    assert (
        over.issues[0].detail == f"pages 1 to {PAGES} not read: the -1 seconds for the pages of the paper were used up"
    )
    full = reader.read(pdf(), limits=Limits(memory_bytes=-(10.0**12)))
    assert "memory" in full.issues[0].detail


def test_attempts_have_an_end() -> None:
    task: Task | None = Task(gather_papers([Path(__file__)], None, Metadata())[0])
    for page in (5, 7, 6):
        assert task is not None
        task = task.without(page, "it made the reader stop")
    assert task is not None and task.last == 5
    assert task.without(2, "again") is None
    assert Task(task.paper).without(0, "while it was opened") is None


def test_a_stopped_paper_that_was_never_stored_has_failed(tmp_path: Path) -> None:
    paper = gather_papers([Path(__file__)], None, Metadata())[0]
    assert reading.without_facts(paper, ReadingOptions(PapersFolder(tmp_path)).folder, "took too long") is None
