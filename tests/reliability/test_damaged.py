"""What fuzzing found: damage that is no reason to leave a paper unread."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document as new_docx

from minuted.extract.reader import read_bytes


@pytest.mark.parametrize("name", ["utf-", "etf-8", "rot13", "base64", "undefined"])
def test_a_page_in_an_encoding_that_nobody_knows(name: str) -> None:
    page = f"<html><head><meta charset={name}></head><body><p>The café had 41 visits.</p></body></html>"
    assert "The café had 41 visits." in read_bytes(page.encode("cp1252"), "a.html").text


def test_a_word_document_with_damaged_properties() -> None:
    made, buffer, changed = new_docx(), io.BytesIO(), io.BytesIO()
    made.add_paragraph("The centre had 41 visits.")
    made.save(buffer)
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(b"cp:coreProperties", b"cp:corePropertie") if "core" in name else data)
    assert "41 visits" in read_bytes(changed.getvalue(), "a.docx").text
