"""Which reader takes a file, by its bytes; what is refused, and how."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from minuted.errors import NotFound, UnreadablePaper
from minuted.extract import archive
from minuted.extract.document import Metadata
from minuted.extract.reader import decode, read, read_bytes, reader_of, suffix_of


def zipped(**entries: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in entries.items():
            made.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "suffix"),
    [
        (b"\r\n\r\nHTTP junk %PDF-1.4", "minutes.doc", ".pdf"),
        (b"<!DOCTYPE html><p>Agenda item</p>", "item.pdf", ".html"),
        (b'<?xml version="1.0"?><html xmlns="x"><body/></html>', "a.xml", ".html"),
        ("<html><body>caf\u00e9</body></html>".encode("utf-16"), "a", ".html"),
        (b"Ward,Calls\nAshfield,3\n", "calls.csv", ".csv"),
        (b"Resolved, that the report be noted.", "minutes", ".txt"),
        (b"# Minutes", "minutes.md", ".md"),
        ("Café: £3".encode("cp1252"), "n.txt", ".txt"),
    ],
)
def test_the_type_comes_from_the_bytes(data: bytes, name: str, suffix: str) -> None:
    assert suffix_of(data, name) == suffix


@pytest.mark.parametrize(
    ("data", "kind", "advice"),
    [
        (b"", "empty", "fetch"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "unknown_type", "DOCX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "unknown_type", "password"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "unknown_type", "PDF"),
        (b"\x1f\x8b\x08" + bytes(50), "unknown_type", "unpack"),
        (bytes(range(1, 32)) * 20, "unknown_type", "save it as"),
        (zipped(a=b"x"), "unknown_type", "inside"),
    ],
)
def test_what_is_not_read_is_refused_with_advice(data: bytes, kind: str, advice: str) -> None:
    with pytest.raises(UnreadablePaper) as caught:
        reader_of(data, "paper.pdf")
    assert caught.value.kind == kind
    assert advice in caught.value.advice


def test_what_the_user_says_wins_over_what_the_paper_says() -> None:
    data = b"OSTLEY TOWN COUNCIL\n\nMinutes of a meeting of the Parks Committee held on 3 May 2022\n\nPresent: Cllr A"
    document = read_bytes(data, "a.txt", Metadata(committee="Open Spaces Committee"))
    assert document.metadata.council == "Ostley Town Council"
    assert document.metadata.committee == "Open Spaces Committee"
    assert str(document.metadata.meeting_date) == "2022-05-03"
    assert document.metadata.kind == "minutes"


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no such file"):
        read(tmp_path / "gone.pdf")
    with pytest.raises(NotFound, match="folder"):
        read(tmp_path)


def test_text_without_a_mark_is_decoded() -> None:
    assert decode("£4m – up".encode()) == "£4m – up"
    assert decode("£4m".encode("utf-16-be")) == "£4m"


def test_a_zip_bomb_is_refused() -> None:
    bomb = zipped(**{"word/document.xml": bytes(8 * 2**20)})
    with pytest.raises(UnreadablePaper) as caught:
        archive.check_zip(bomb)
    assert caught.value.kind == "too_large"
