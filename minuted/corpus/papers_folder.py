"""The folder beside the database: original papers by content hash, and their stored parses.

For ``minuted.db`` it is ``minuted.papers/``: ``<sha256>.pdf`` and the like, ``parses/<sha256>-<version>.bin``, and
``parses.txt`` with the versions that there are.
Nothing in it is ever named by a paper or a user, so no name can lead outside it.
"""

from __future__ import annotations

import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from minuted.extract.document import Document
from minuted.extract.stored import dump_document, load_document


@dataclass(frozen=True)
class PapersFolder:
    """Originals and stored parses of one catalogue.

    >>> PapersFolder.beside(Path("minuted.db")).root
    PosixPath('minuted.papers')
    """

    root: Path

    @classmethod
    def beside(cls, database: Path) -> PapersFolder:
        """The folder that belongs to ``database``."""
        return cls(database.with_suffix(".papers"))

    def original(self, sha256: str) -> Path | None:
        """The stored original of that content, or None where there is none (any more)."""
        if not re.fullmatch(r"[0-9a-f]{64}", sha256):
            return None
        for suffix in USUAL:  # listing the folder takes longer, the more papers there are
            if (path := self.root / f"{sha256}{suffix}").exists():
                return path
        return next(iter(sorted(self.root.glob(f"{sha256}.*"))), None)

    def keep_original(self, data: bytes, sha256: str, suffix: str) -> Path:
        """Store the bytes of a paper once; ``suffix`` is ours (".pdf"), chosen by what the bytes are."""
        path = self.root / f"{sha256}{suffix}"
        if not path.exists():
            _write_whole(path, data)
        return path

    def keep_parse(self, sha256: str, reader_version: str, document: Document) -> None:
        """Store what was read, for the day when only the rules change."""
        versions = self._versions()
        for version in versions:
            if version != reader_version:
                (self.root / "parses" / f"{sha256}-{version}.bin").unlink(missing_ok=True)
        _write_whole(self.root / "parses" / f"{sha256}-{reader_version}.bin", dump_document(document))
        if reader_version not in versions:
            told = "".join(f"{version}\n" for version in sorted({*versions, reader_version}))
            _write_whole(self.root / VERSIONS, told.encode())

    def _versions(self) -> list[str]:
        """The reader versions that have stored parses here: noted, because listing takes longer with every paper."""
        try:
            return (self.root / VERSIONS).read_text(encoding="utf-8").split()
        except FileNotFoundError:
            return sorted({path.stem.partition("-")[2] for path in (self.root / "parses").glob("*-*.bin")})

    def parse(self, sha256: str, reader_version: str) -> Document | None:
        """The stored parse by that reader version, or None where it must be read from the original."""
        path = self.root / "parses" / f"{sha256}-{reader_version}.bin"
        try:
            return load_document(path.read_bytes())
        except FileNotFoundError:
            return None
        except Exception:  # a damaged cache entry is as good as none: the original is read again
            path.unlink(missing_ok=True)
            return None

    def stored_parse(self, sha256: str, reader_version: str) -> tuple[str, bytes] | None:
        """The stored parse as a file, by its name in this folder: what a reader on another machine is given."""
        name = f"parses/{sha256}-{reader_version}.bin"
        path = self.root / name
        return (name, path.read_bytes()) if path.is_file() else None

    def keep_file(self, name: str, data: bytes) -> None:
        """Store a file of another machine's folder under its name there, where it is a name of ours."""
        if FILE_NAME.fullmatch(name) is None:
            raise ValueError(f"not a name of this folder: {name!r}")
        _write_whole(self.root / name, data)


USUAL = (".pdf", ".docx", ".html", ".xlsx", ".txt", ".md", ".csv")
"""Suffixes of nearly all originals."""
VERSIONS = "parses.txt"
FILE_NAME = re.compile(r"[0-9a-f]{64}(?:\.[a-z0-9]{1,8})?|parses/[0-9a-f]{64}-[0-9a-f]{1,64}\.bin")


def _write_whole(path: Path, data: bytes) -> None:
    """Write so that a reader, or a machine that stops here, sees the whole file or none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
