"""Zip files, of papers or inside DOCX and XLSX: listed and opened within limits, nothing written to disk.

A zip bomb is a small file that unpacks to terabytes; the sizes it declares may be lies, so bytes are counted as they
come.  Names with ``..`` or a root are refused by never being used as paths.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from minuted.errors import UnreadablePaper

ENTRY_BYTES = 256 * 2**20
TOTAL_BYTES = 1024 * 2**20
MOST_ENTRIES = 20_000
MOST_RATIO = 250
"""How many times larger than its packed size an entry may be, once it is over a megabyte."""
BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, ValueError, RuntimeError, OverflowError, OSError)
"""What Python's own module raises on a zip that somebody broke."""
_OFFICE = ("[Content_Types].xml", "mimetype")
"""What only the zips of office programs hold: Microsoft's, and those of the OpenDocument formats."""
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
    except BROKEN:
        return []


def check_zip(data: bytes) -> None:
    """Refuse a zip (a DOCX, an XLSX) whose contents are absurdly large; raises ``UnreadablePaper``."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except BROKEN as error:
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
    except BROKEN as error:
        raise UnreadablePaper(f"{entry.filename} is damaged ({error})", advice="make the zip again") from error
    if len(data) > limit:
        raise _too_large()
    return data


def paper_names(path: Path) -> list[str]:
    """The names of the papers in a zip of papers; none where the file is no such zip, or one that is not unpacked.

    A DOCX, an XLSX or another office file is a zip too, but one paper.
    """
    try:
        with path.open("rb") as file:
            if file.read(4) != b"PK\x03\x04":
                return []
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except BROKEN:
        return []
    if why_not_unpacked(entries) is not None:
        return []
    return sorted(_by_name(entry for entry in entries if _is_paper(entry)))


def _by_name(entries: Iterable[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """The entries by names that tell them apart: a second ``minutes.pdf`` is ``minutes (2).pdf``."""
    found: dict[str, zipfile.ZipInfo] = {}
    numbers: dict[str, int] = {}
    for entry in entries:
        name, number = entry.filename, numbers.get(entry.filename, 1)
        while name in found:
            number += 1
            stem, dot, suffix = entry.filename.rpartition(".")
            name = f"{stem} ({number}).{suffix}" if dot and "/" not in suffix else f"{entry.filename} ({number})"
        found[name], numbers[entry.filename] = entry, number
    return found


def read_paper_in(path: Path, name: str) -> bytes:
    """The bytes of one paper in the zip at ``path``; raises ``UnreadablePaper`` with what to do."""
    try:
        with zipfile.ZipFile(path) as archive:
            entry = _by_name(entry for entry in archive.infolist() if _is_paper(entry))[name]
            if entry.file_size > 2**20 and entry.file_size / max(entry.compress_size, 1) > MOST_RATIO:
                raise _too_large()
            return read_entry(archive, entry)
    except (*BROKEN, KeyError) as error:
        raise UnreadablePaper(f"the zip is damaged ({error})", advice="make it again") from error


def why_not_unpacked(entries: Sequence[zipfile.ZipInfo]) -> str | None:
    """Why a zip is not taken for a folder of papers, in words that follow "a zip archive"; None where it is."""
    if any(entry.filename in _OFFICE for entry in entries):
        return "of an office program that is not read"
    if len(entries) > MOST_ENTRIES:
        return f"of {len(entries)} files, more than the {MOST_ENTRIES} that are read"
    if sum(entry.file_size for entry in entries) > TOTAL_BYTES:
        return "that unpacks to more than is read"
    if not any(_is_paper(entry) for entry in entries):
        return "without papers in it"
    return None


def describe_zip(data: bytes) -> str:
    """What a zip is that no reader takes, in words.

    >>> describe_zip(b"PK\x03\x04 and then nothing")
    'a damaged zip archive'
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return f"a zip archive {why_not_unpacked(archive.infolist()) or 'of papers, not one paper'}"
    except BROKEN:
        return "a damaged zip archive"


def _is_paper(entry: zipfile.ZipInfo) -> bool:
    if entry.is_dir() or any(part in entry.filename for part in _NOT_PAPERS):
        return False
    return not PurePosixPath(entry.filename).name.startswith((".", "~$"))


def _too_large() -> UnreadablePaper:
    return UnreadablePaper(
        "unpacks to more than is read", kind="too_large", advice="unpack it and add the papers that matter"
    )
