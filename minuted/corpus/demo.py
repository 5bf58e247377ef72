"""The sample papers, and a fresh catalogue for them."""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path

import minuted
from minuted.corpus.add import reviews_path
from minuted.corpus.intake import digest_of
from minuted.corpus.schema import open_readonly
from minuted.errors import MinutedError, NotFound

PACKAGE = Path(minuted.__file__).parent


def sample_manifest() -> Path:
    """The manifest of the sample papers: inside an installed package, or beside it in a checkout."""
    for folder in (PACKAGE / "_samples", PACKAGE.parent / "samples"):
        if (folder / "manifest.csv").exists():
            return folder / "manifest.csv"
    raise NotFound("the sample papers are not installed", advice="run it in a checkout of minuted")


def fresh_database(path: Path | None) -> Path:
    """Where the demo keeps its catalogue: ``path`` with what an earlier demo left taken away, or a temporary folder.

    Raises ``MinutedError`` where ``path`` holds any paper that is not a sample: nobody's catalogue is made a demo of.
    """
    if path is None:
        return Path(tempfile.mkdtemp(prefix="minuted-demo-")) / "demo.db"
    if path.exists():
        _refuse_real_papers(path)
    for old in (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm"), reviews_path(path)):
        old.unlink(missing_ok=True)
    return path


def _refuse_real_papers(path: Path) -> None:
    samples = {digest_of(file) for file in (sample_manifest().parent / "papers").iterdir() if file.is_file()}
    with closing(open_readonly(path)) as db:
        held = {row["sha256"] for row in db.execute("SELECT sha256 FROM documents")}
    if held - samples:
        raise MinutedError(
            f"{path} holds {len(held - samples)} papers that are not samples", advice="choose another --db for the demo"
        )
