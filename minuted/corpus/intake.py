"""What the user named on the command line becomes a list of papers to add: files, folders, zips, a manifest."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from minuted.errors import MinutedError, NotFound, UnreadablePaper
from minuted.extract.archive import paper_names, read_paper_in
from minuted.extract.document import Metadata

MANIFEST_COLUMNS = ("path", "council", "committee", "meeting_date", "kind", "title")
OPTIONAL_COLUMNS = ("source_url",)


@dataclass(frozen=True)
class Paper:
    """One file to add, with what the user said about it (which wins over what the paper says of itself)."""

    path: Path
    name: str
    given: Metadata = field(default_factory=Metadata)
    version_of: str | None = None
    """What makes two files versions of one paper: its address, or the place it was added from."""
    member: str | None = None
    """The name inside the archive at ``path``, for a paper that came in a zip."""

    @property
    def label(self) -> str:
        """How messages name it: ``papers.zip: report.pdf``."""
        return f"{self.path}: {self.member}" if self.member else str(self.path)

    @property
    def size(self) -> int:
        """Bytes on disk (of the whole zip, for a paper that came in one); 0 where the file is gone."""
        try:
            return self.path.stat().st_size
        except OSError:
            return 0

    def read(self) -> bytes:
        """The paper's bytes.  Raises ``UnreadablePaper`` where they cannot be had."""
        try:
            return read_paper_in(self.path, self.member) if self.member else self.path.read_bytes()
        except OSError as error:
            raise _not_opened(error) from error

    def digest(self) -> str:
        """SHA-256 of the paper's bytes, in hex; where they cannot be had, of its name: it has an id all the same."""
        try:
            return hashlib.sha256(self.read()).hexdigest() if self.member else digest_of(self.path)
        except (OSError, UnreadablePaper):
            return hashlib.sha256(self.label.encode("utf-8", "surrogateescape")).hexdigest()


def digest_of(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _not_opened(error: OSError) -> UnreadablePaper:
    return UnreadablePaper(
        f"cannot be opened ({error.strerror})", kind="not_run", advice="check that it is there and that you may read it"
    )


def gather_papers(paths: Sequence[Path], manifest: Path | None, given: Metadata) -> list[Paper]:
    """Every paper that ``paths`` (files, folders, zips) and ``manifest`` name, in a stable order, each once.

    ``given`` holds for all of them; a manifest's row wins over it.  Raises ``NotFound`` for a path that is not there.
    """
    found: dict[Path, Paper] = {}
    for path in paths:
        if not path.exists():
            raise NotFound(f"no such file or folder: {path}", advice="check the path")
        for file in _files_below(path):
            found.setdefault(file.resolve(), Paper(file, file.name, given, version_of=str(file.resolve())))
    if manifest is not None:
        for paper in read_manifest(manifest, given):
            found[paper.path.resolve()] = paper
    return [one for paper in found.values() for one in unpacked(paper)]


def unpacked(paper: Paper) -> list[Paper]:
    """The papers in a zip, with what was said of the zip; any other file is itself.

    A zip inside a zip is not opened: it is one of the papers, and fails with the advice to unpack it.
    """
    return [
        replace(paper, name=PurePosixPath(name).name, member=name, version_of=f"{paper.version_of}: {name}")
        for name in paper_names(paper.path)
    ] or [paper]


def read_manifest(manifest: Path, given: Metadata) -> Iterator[Paper]:
    """The papers a manifest lists: CSV with the columns ``MANIFEST_COLUMNS``; all but path may be empty or missing.

    Paths are relative to the manifest.  Raises ``MinutedError`` naming the line for a missing file, an unknown
    column, or a date that is not ``YYYY-MM-DD``.
    """
    if not manifest.exists():
        raise NotFound(f"no such manifest: {manifest}", advice="check the path given to --manifest")
    with manifest.open(newline="", encoding="utf-8-sig") as file:
        reader = csv.DictReader(file)
        unknown = set(reader.fieldnames or ()) - {*MANIFEST_COLUMNS, *OPTIONAL_COLUMNS}
        if "path" not in (reader.fieldnames or ()) or unknown:
            what = f"unknown column {sorted(unknown)[0]!r}" if unknown else "no column 'path'"
            raise MinutedError(f"{manifest}: {what}", advice="the columns are " + ",".join(MANIFEST_COLUMNS))
        for row in reader:
            yield _manifest_paper(row, manifest, reader.line_num, given)


def _manifest_paper(row: dict[str, str], manifest: Path, line: int, given: Metadata) -> Paper:
    said = {name: (value or "").strip() or None for name, value in row.items() if name}
    path = manifest.parent / (said["path"] or "")
    if not said["path"] or not path.is_file():
        raise NotFound(f"{manifest}, line {line}: no such file: {path}", advice="paths are relative to the manifest")
    try:
        date = dt.date.fromisoformat(day) if (day := said.get("meeting_date")) else None
    except ValueError as error:
        raise MinutedError(
            f"{manifest}, line {line}: {said['meeting_date']!r} is no date", advice="write dates as 2024-03-31"
        ) from error
    row_says = Metadata(
        council=said.get("council"),
        committee=said.get("committee"),
        meeting_date=date,
        kind=said.get("kind"),
        title=said.get("title"),
        source_url=said.get("source_url"),
    )
    version_of = said.get("source_url") or str(path.resolve())
    return Paper(path, path.name, given.overridden_by(row_says), version_of=version_of)


def _files_below(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return sorted(
        file for file in path.rglob("*") if file.is_file() and not _is_ours_or_hidden(file.relative_to(path), file)
    )


def _is_ours_or_hidden(relative: Path, file: Path) -> bool:
    """Hidden files, and what minuted itself writes into a folder: databases and the folders beside them."""
    hidden = any(part.startswith(".") or part.endswith(".papers") for part in relative.parts)
    return hidden or any(file.name.endswith(f".db{more}") for more in ("", "-wal", "-shm", "-journal"))
