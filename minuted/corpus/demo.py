"""The sample papers, and a fresh catalogue for them."""

from __future__ import annotations

import tempfile
from pathlib import Path

import minuted
from minuted.corpus.add import reviews_path
from minuted.corpus.papers_folder import PapersFolder
from minuted.errors import NotFound

PACKAGE = Path(minuted.__file__).parent


def sample_manifest() -> Path:
    """The manifest of the sample papers: inside an installed package, or beside it in a checkout."""
    for folder in (PACKAGE / "_samples", PACKAGE.parent / "samples"):
        if (folder / "manifest.csv").exists():
            return folder / "manifest.csv"
    raise NotFound("the sample papers are not installed", advice="run it in a checkout of minuted")


def fresh_database(path: Path | None) -> Path:
    """Where the demo keeps its catalogue: ``path`` with what an earlier demo left taken away, or a temporary folder."""
    if path is None:
        return Path(tempfile.mkdtemp(prefix="minuted-demo-")) / "demo.db"
    for old in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm"), reviews_path(path)):
        old.unlink(missing_ok=True)
    for file in PapersFolder.beside(path).root.glob("[0-9a-f]*.*"):
        file.unlink()
    return path
