"""A file becomes a ``Document``: the type is told from the bytes, and one reader of ``READERS`` is handed them.

To add a format, write a module with ``read(data, metadata) -> Document`` and add one ``Reader`` to ``READERS``; the
first whose ``recognises`` says yes is used, so the order is from the surest signature to the least sure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from minuted.errors import NotFound, UnreadablePaper
from minuted.extract.archive import describe_zip, zip_names
from minuted.extract.document import Document, Metadata
from minuted.extract.encoding import decode, is_utf16
from minuted.extract.limits import NO_LIMITS, Limits
from minuted.extract.metadata import read_head

LARGEST_TEXT_BYTES = 64 * 2**20
"""Text and HTML beyond this are not papers but data dumps."""
UNKNOWN = Metadata()
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True)
class Options:
    """What only some readers use: the password of an encrypted PDF, whether scans are to be read by OCR, limits."""

    password: str | None = None
    ocr: bool | None = None
    limits: Limits = NO_LIMITS


@dataclass(frozen=True)
class Reader:
    """One format: its usual suffix, how its bytes are told, and what reads them."""

    media_type: str
    suffix: str
    recognises: Callable[[bytes, str], bool]
    read: Callable[[bytes, str, Metadata, Options], Document]


def is_pdf(data: bytes, name: str) -> bool:
    """The signature may stand anywhere in the first kilobyte: mail gateways and servers put headers before it."""
    return b"%PDF-" in data[:1024]


def is_docx(data: bytes, name: str) -> bool:
    """A zip with a Word document in it, whatever its name says."""
    return any(entry.startswith("word/") and entry.endswith(".xml") for entry in zip_names(data))


def is_xlsx(data: bytes, name: str) -> bool:
    """A zip with a workbook in it."""
    return any(entry.startswith("xl/workbook") for entry in zip_names(data))


def is_html(data: bytes, name: str) -> bool:
    """Tags that only HTML has among the first characters; XHTML with its XML declaration too."""
    head = data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return True
    tags = (b"<html", b"<body", b"<head>", b"<table", b"<div", b"<p>", b"<meta ")
    return head.startswith(b"<") and any(tag in head for tag in tags)


def is_csv(data: bytes, name: str) -> bool:
    """Only by name: a page of prose with commas has the same bytes."""
    return name.lower().endswith((".csv", ".tsv")) and is_text(data, name)


def is_text(data: bytes, name: str) -> bool:
    """Characters, not machine code: next to no control characters once decoded."""
    head = data[:65536]
    if is_utf16(head):
        return True
    controls = sum(head.count(bytes([code])) for code in range(32) if code not in (9, 10, 12, 13, 26))
    return bool(head.strip()) and controls <= len(head) / 500


def _read_pdf(data: bytes, name: str, metadata: Metadata, options: Options) -> Document:
    from minuted.extract import pdf

    return pdf.read(data, metadata, password=options.password, ocr=options.ocr, limits=options.limits)


def _read_docx(data: bytes, name: str, metadata: Metadata, options: Options) -> Document:
    from minuted.extract import docx

    return docx.read(data, metadata)


def _read_xlsx(data: bytes, name: str, metadata: Metadata, options: Options) -> Document:
    from minuted.extract import sheet

    return sheet.read(data, metadata)


def _read_csv(data: bytes, name: str, metadata: Metadata, options: Options) -> Document:
    from minuted.extract import sheet

    return sheet.read_csv(decode(data), metadata, name=name)


def _read_html(data: bytes, name: str, metadata: Metadata, options: Options) -> Document:
    from minuted.extract import html

    _refuse_large(data)
    return html.read(data, metadata)


def _read_text(data: bytes, name: str, metadata: Metadata, options: Options) -> Document:
    from minuted.extract.text import read_text

    _refuse_large(data)
    return read_text(decode(data), metadata)


def _refuse_large(data: bytes) -> None:
    if len(data) > LARGEST_TEXT_BYTES:
        raise UnreadablePaper(
            f"{len(data) // 2**20} MB of text is more than is read", kind="too_large", advice="split the file"
        )


READERS: tuple[Reader, ...] = (
    Reader("application/pdf", ".pdf", is_pdf, _read_pdf),
    Reader("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx", is_docx, _read_docx),
    Reader("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx", is_xlsx, _read_xlsx),
    Reader("text/html", ".html", is_html, _read_html),
    Reader("text/csv", ".csv", is_csv, _read_csv),
    Reader("text/plain", ".txt", is_text, _read_text),
)


def reader_of(data: bytes, name: str = "") -> Reader:
    """The reader of these bytes.  Raises ``UnreadablePaper`` with advice where there is none.

    >>> reader_of(b"%PDF-1.7 ...").media_type, reader_of(b"The Chair said", "a.pdf").media_type
    ('application/pdf', 'text/plain')
    """
    if not data.strip(b"\0 \t\r\n"):
        raise UnreadablePaper("the file is empty", kind="empty", advice="fetch it again")
    if not data.startswith(_OLE):
        for reader in READERS:
            if reader.recognises(data, name):
                return reader
    raise _unknown_type(data)


def _unknown_type(data: bytes) -> UnreadablePaper:
    if data.startswith(_OLE):
        what, advice = _ole_kind(data)
    elif data.startswith(b"PK"):
        what, advice = describe_zip(data), "unpack it and add the papers inside it, as PDF, DOCX, XLSX, HTML or text"
    else:
        what, advice = next(
            (known for signature, known in _FOREIGN.items() if data.startswith(signature)),
            ("a type of file that is not read", "save it as PDF, DOCX, XLSX, HTML or text"),
        )
    return UnreadablePaper(f"this is {what}", kind="unknown_type", advice=advice)


_FOREIGN: dict[bytes, tuple[str, str]] = {
    b"\x89PNG": ("a PNG picture", "print it to PDF: scanned pages are read by OCR"),
    b"\xff\xd8\xff": ("a JPEG picture", "print it to PDF: scanned pages are read by OCR"),
    b"II*\0": ("a TIFF picture", "print it to PDF: scanned pages are read by OCR"),
    b"MM\0*": ("a TIFF picture", "print it to PDF: scanned pages are read by OCR"),
    b"GIF8": ("a GIF picture", "print it to PDF: scanned pages are read by OCR"),
    b"\x1f\x8b": ("a gzip archive", "unpack it first"),
    b"Rar!": ("a RAR archive", "unpack it first"),
    b"7z\xbc\xaf": ("a 7-Zip archive", "unpack it first"),
}


def _ole_kind(data: bytes) -> tuple[str, str]:
    """What an old Microsoft container holds, by the names of its streams (UTF-16)."""
    streams = (
        ("EncryptedPackage", "an encrypted Office document", "save it without a password"),
        ("WordDocument", "an old binary Word document (.doc)", "save it as DOCX or PDF"),
        ("Workbook", "an old binary Excel workbook (.xls)", "save it as XLSX or CSV"),
        ("PowerPoint Document", "an old binary PowerPoint file (.ppt)", "save it as PDF"),
        ("__substg1.0", "an Outlook message", "save its attachments and add those"),
    )
    for stream, what, advice in streams:
        if stream.encode("utf-16-le") in data:
            return what, advice
    return "an old binary Office file", "save it as DOCX, XLSX or PDF"


def suffix_of(data: bytes, name: str = "") -> str:
    """The suffix that the bytes deserve; that of the name where they are of no known type."""
    try:
        reader = reader_of(data, name)
    except UnreadablePaper:
        return Path(name).suffix.lower() or ".bin"
    kept = Path(name).suffix.lower()
    return kept if reader.suffix == ".txt" and kept in (".md", ".txt") else reader.suffix


def read_bytes(
    data: bytes,
    name: str = "",
    metadata: Metadata = UNKNOWN,
    *,
    password: str | None = None,
    ocr: bool | None = None,
    limits: Limits = NO_LIMITS,
) -> Document:
    """Read the bytes of a paper.  ``metadata`` is what is known of it already: it overrides what the paper says.

    ``limits`` are kept to page by page, where the format has pages that can be read alone (PDF).

    Raises ``UnreadablePaper`` (encrypted, damaged, of an unknown type, too large, empty) with advice.
    """
    reader = reader_of(data, name)
    document = reader.read(data, name, metadata, Options(password, ocr, limits))
    told = read_head(document, name).overridden_by(document.metadata).overridden_by(metadata)
    return replace(document, metadata=told, media_type=reader.media_type)


def read(path: Path, metadata: Metadata = UNKNOWN, *, password: str | None = None, ocr: bool | None = None) -> Document:
    """Read a paper from disk.  Raises ``NotFound`` where there is no such file, else as ``read_bytes``."""
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise NotFound(f"no such file: {path}", advice="check the path") from error
    except IsADirectoryError as error:
        raise NotFound(f"{path} is a folder", advice="add the folder with `minuted add`") from error
    return read_bytes(data, path.name, metadata, password=password, ocr=ocr)
