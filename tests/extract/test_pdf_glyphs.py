"""The codes of a page's glyphs come from its whole text, and are those that pdfium gives glyph by glyph."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pdf_pages import Sheet, paper

from minuted.extract.pdf import pdfium, read
from minuted.extract.pdf.engine import _glyph_codes, open_paper

MAP = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def
1 begincodespacerange <00> <FF> endcodespacerange
1 beginbfchar <78> <{code}> endbfchar endcmap end end"""


def mapped(data: bytes, code: str) -> bytes:
    """The paper with the letter x of every font mapped to other Unicode."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for font in pdf.pages[0].Resources.Font.values():
            font.ToUnicode = pdf.make_stream(MAP.format(code=code).encode())
        changed = io.BytesIO()
        pdf.save(changed)
    return changed.getvalue()


def codes_of(data: bytes) -> tuple[list[int], list[int]]:
    """The codes of the first page: those that are read, and those of the glyphs one by one."""
    pdf = open_paper(data)
    page = pdf[0]
    text = page.get_textpage()
    handle, count = pdfium.text_page_of(text.raw), text.count_chars()
    found = _glyph_codes(handle, count).tolist(), [pdfium.glyph_code(handle, at) for at in range(count)]
    text.close()
    page.close()
    pdf.close()
    return found


@pytest.mark.parametrize("code", ["0078", "00660069", "FB01", "0002", "D835DC65", "D835", "F0B7", "FFFF", "20AC"])
def test_codes_are_those_of_the_glyphs_one_by_one(code: str) -> None:
    def lines(page: Sheet) -> None:
        page.text(60, 100, "six axes of well-")
        page.text(60, 115, "being x")

    together, single = codes_of(mapped(paper(lines), code))
    assert together == single and len(single) > 20


def test_a_letter_without_print_keeps_its_word_in_step() -> None:
    document = read(mapped(paper(lambda page: page.text(60, 100, "six axes of land")), "0002"))
    assert document.text.endswith("of land\n\n")
    assert document.boxes is not None and len(document.boxes) == len(document.text)
