"""What fuzzing found: damage that is no reason to leave a paper unread."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from docx import Document as new_docx
from openpyxl import Workbook

from minuted.extract.reader import read_bytes


@pytest.mark.parametrize("name", ["utf-", "etf-8", "rot13", "base64", "undefined"])
def test_a_page_in_an_encoding_that_nobody_knows(name: str) -> None:
    page = f"<html><head><meta charset={name}></head><body><p>The café had 41 visits.</p></body></html>"
    assert "The café had 41 visits." in read_bytes(page.encode("cp1252"), "a.html").text


def word_document(change: Callable[[str, bytes], bytes]) -> bytes:
    made, buffer, changed = new_docx(), io.BytesIO(), io.BytesIO()
    made.add_paragraph("The centre had 41 visits.")
    made.add_table(2, 2).cell(0, 0).text = "Visits"
    made.save(buffer)
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return changed.getvalue()


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("docProps/core.xml", b"cp:coreProperties", b"cp:corePropertie"),
        ("[Content_Types].xml", b"wordprocessingml.styles+xml", b"wordprocessingml.stiles+xml"),
        ("word/document.xml", b"<w:tr>", b'<w:tr><w:trPr><w:gridBefore w:val="99999999999"/></w:trPr>'),
        ("word/document.xml", b"<w:tr>", b'<w:tr><w:trPr><w:gridBefore w:val="1e30"/></w:trPr>'),
    ],
)
def test_a_word_document_of_which_a_part_is_damaged(part: str, old: bytes, new: bytes) -> None:
    data = word_document(lambda name, data: data.replace(old, new) if name == part else data)
    assert data != word_document(lambda _, data: data)
    assert "41 visits" in read_bytes(data, "a.docx").text


def test_two_entries_of_one_name_in_a_document() -> None:
    """Which is read depends on the program that opens it: the last, as by every reader of zips; never a fault."""
    data = io.BytesIO(word_document(lambda _, data: data))
    with zipfile.ZipFile(data, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", archive.read("word/document.xml").replace(b"41", b"52"))
    assert "52 visits" in read_bytes(data.getvalue(), "a.docx").text


@pytest.mark.parametrize("place", ["XFD1048576", "A1048577", "AAA9"])
def test_a_stray_cell_far_away(place: str) -> None:
    """Made cell by cell a sheet up to there would have 17 billion cells."""
    book, buffer, changed = Workbook(), io.BytesIO(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Calls", "2024"])
    sheet.append(["Answered", 41])
    sheet["C9"] = "far away"
    book.save(buffer)
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'r="C9"', f'r="{place}"'.encode()))
    text = read_bytes(changed.getvalue(), "a.xlsx").text
    assert "Answered" in text and "far away" in text
