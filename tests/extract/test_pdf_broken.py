"""Papers that are damaged, locked, empty, scanned or unreasonable end in an error or an issue, never in silence."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pikepdf
import pytest
from pdf_pages import Sheet, paper
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader

from minuted.errors import UnreadablePaper
from minuted.extract.pdf import engine, read
from minuted.extract.pdf.draw import draw_page
from minuted.extract.pdf.referee import read_page
from minuted.extract.pdf.render import render_page

PAPERS = Path(__file__).resolve().parents[3] / "shared" / "papers"


def simple(page: Sheet) -> None:
    page.text(60, 100, "There were 1,234 visits to the libraries of Tarrowdale.")


def scan(page: Sheet) -> None:
    image = Image.new("L", (1654, 2339), 255)
    font = ImageFont.load_default(size=46)
    ImageDraw.Draw(image).text((200, 300), "There were 1,234 library visits in the year.", fill=0, font=font)
    page.canvas.drawImage(ImageReader(image), 0, 0, 595, 842)


def test_a_locked_paper_needs_its_password() -> None:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(paper(simple))) as pdf:
        pdf.save(target, encryption=pikepdf.Encryption(user="moor", owner="heath"))
    with pytest.raises(UnreadablePaper) as raised:
        read(target.getvalue())
    assert raised.value.kind == "encrypted" and raised.value.advice
    with pytest.raises(UnreadablePaper):
        read(target.getvalue(), password="wrong")
    assert "1,234" in read(target.getvalue(), password="moor").text


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\nnothing more", b"\x00" * 4000])
def test_what_is_no_pdf_is_called_damaged(data: bytes) -> None:
    with pytest.raises(UnreadablePaper) as raised:
        read(data)
    assert raised.value.kind in ("damaged", "empty")


def test_a_paper_without_pages_is_empty() -> None:
    target = io.BytesIO()
    pikepdf.new().save(target)
    with pytest.raises(UnreadablePaper) as raised:
        read(target.getvalue())
    assert raised.value.kind == "empty"


def test_a_scan_says_that_it_needs_ocr() -> None:
    document = read(paper(simple, scan), ocr=False)
    assert [page.status for page in document.pages] == ["read", "needs_ocr"]
    assert [(issue.kind, issue.page) for issue in document.issues] == [("needs_ocr", 2)]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")
def test_a_scan_is_read_by_tesseract_with_boxes() -> None:
    document = read(paper(scan), ocr=True)
    assert document.pages[0].status == "ocr" and "1,234" in document.text
    box = document.place(*(lambda at: (at, at + 5))(document.text.index("1,234"))).bbox
    assert box is not None and 60 < box[0] < 260 and 95 < box[1] < 130


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")
def test_scanned_pages_beyond_the_time_for_ocr_are_left_and_the_rest_is_read() -> None:
    document = read(paper(scan, scan, simple), ocr=True, ocr_seconds=0.01)
    assert [page.status for page in document.pages] == ["ocr", "needs_ocr", "read"]
    assert [(issue.kind, issue.page) for issue in document.issues if issue.kind == "needs_ocr"] == [("needs_ocr", 2)]


def test_an_empty_page_is_empty_and_not_failed() -> None:
    document = read(paper(simple, lambda page: None))
    assert [page.status for page in document.pages] == ["read", "empty"]
    assert document.pages[1].start == document.pages[1].end


def test_unreasonable_pages_are_cut_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "GLYPH_CAP", 20)
    document = read(paper(simple))
    assert [issue.kind for issue in document.issues] == ["too_large"] and len(document.text) < 30


def test_drawings_within_drawings_end() -> None:
    def nested(page: Sheet) -> None:
        for depth in range(12):
            page.canvas.beginForm(f"f{depth}")
            page.canvas.rect(10, 10, 5, 5)
            if depth:
                page.canvas.doForm(f"f{depth - 1}")
            page.canvas.endForm()
        page.canvas.doForm("f11")
        page.text(60, 100, "after the drawings")

    document = read(paper(nested))
    assert "after the drawings" in document.text and document.issues[0].kind == "too_large"


def test_the_second_engine_reads_the_same_words() -> None:
    data = paper(simple)
    words = read_page(data, 0).words
    assert " ".join(word.text for word in words) == read(data).text.strip()


def test_a_page_can_be_rendered_and_drawn_on() -> None:
    data = paper(simple)
    image = render_page(data, 1, dpi=72)
    assert image.size in ((595, 842), (596, 842))
    assert draw_page(read(data), image, 1, words=True).tobytes() != image.tobytes()


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.skipif(not PAPERS.is_dir(), reason="needs the papers beside the checkout")
def test_real_papers_keep_the_promises_of_a_document() -> None:
    from test_pdf_text import holds_its_promises

    for path in sorted(PAPERS.rglob("*.pdf"))[::6]:
        data = path.read_bytes()
        document = read(data, ocr=False)
        holds_its_promises(document)
        with pikepdf.open(io.BytesIO(data)) as other:
            counted = any(issue.kind == "page_count" for issue in document.issues)
            assert len(document.pages) == len(other.pages) or counted, path.name
