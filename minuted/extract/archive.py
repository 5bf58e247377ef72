"""Zip files, of papers or inside DOCX and XLSX: listed and opened within limits, nothing written to disk.

A zip bomb is a small file that unpacks to terabytes; the sizes it declares may be lies, so bytes are counted as they
come.  Names with ``..`` or a root are refused by never being used as paths.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from minuted.errors import UnreadablePaper

ENTRY_BYTES = 256 * 2**20
TOTAL_BYTES = 1024 * 2**20
MOST_ENTRIES = 20_000
MOST_RATIO = 250
"""How many times larger than its packed size an entry may be, once it is over a megabyte."""
_NOT_PAPERS = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def zip_names(data: bytes) -> list[str]:
    """The names in a zip, or none where it is no zip or is broken.

    >>> zip_names(b"not a zip")
    []
    """
    if not data.startswith(b"PK"):
        return []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.namelist()[:MOST_ENTRIES]
    except (zipfile.BadZipFile, ValueError, OSError):
        return []


def check_zip(data: bytes) -> None:
    """Refuse a zip (a DOCX, an XLSX) whose contents are absurdly large; raises ``UnreadablePaper``."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise UnreadablePaper(
            f"the file is damaged ({error})", advice="open it in its own program and save it again"
        ) from error
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    if len(entries) > MOST_ENTRIES or total > TOTAL_BYTES or (total > 2**20 and total / packed > MOST_RATIO):
        raise _too_large()


def read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limit: int = ENTRY_BYTES) -> bytes:
    """The bytes of one entry, never more than ``limit`` of them; raises ``UnreadablePaper``."""
    if entry.flag_bits & 1:
        raise UnreadablePaper(f"{entry.filename} is encrypted", kind="encrypted", advice="unpack it first")
    try:
        with archive.open(entry) as stream:
            data = stream.read(limit + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise UnreadablePaper(f"{entry.filename} is damaged ({error})", advice="make the zip again") from error
    if len(data) > limit:
        raise _too_large()
    return data


def papers_in(data: bytes) -> Iterator[tuple[str, bytes | UnreadablePaper]]:
    """(name inside the zip, its bytes or why they cannot be read) of every file in a zip of papers."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise UnreadablePaper(f"the zip is damaged ({error})", advice="make it again") from error
    left = TOTAL_BYTES
    with archive:
        for entry in archive.infolist()[:MOST_ENTRIES]:
            if entry.is_dir() or any(part in entry.filename for part in _NOT_PAPERS):
                continue
            if PurePosixPath(entry.filename).name.startswith((".", "~$")):
                continue
            try:
                packed = max(entry.compress_size, 1)
                if entry.file_size > 2**20 and entry.file_size / packed > MOST_RATIO:
                    raise _too_large()
                read = read_entry(archive, entry, min(ENTRY_BYTES, left))
                left -= len(read)
                yield entry.filename, read
            except UnreadablePaper as failure:
                yield entry.filename, failure


def _too_large() -> UnreadablePaper:
    return UnreadablePaper(
        "unpacks to more than is read", kind="too_large", advice="unpack it and add the papers that matter"
    )
