"""Broken and hostile files through ``minuted add``: how each ended, and why.

    python -m bench.torture FOLDER [--workers 1]

Prints a Markdown table of endings with their reasons, and every fault: a paper that is neither read, partly read, in
need of OCR, empty nor failed with advice; one whose reason is a fault of minuted; a fact that ``minuted verify`` does
not find in its paper.  Ends with 1 where there is one.
"""

from __future__ import annotations

import argparse
import re
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from minuted.corpus.add import AddOptions, add_papers
from minuted.corpus.intake import gather_papers
from minuted.corpus.verify import verify
from minuted.extract.document import Metadata

ENDINGS = ("read", "partly_read", "needs_ocr", "empty", "failed")


@dataclass
class Endings:
    """How many papers ended how, by status and reason (numbers left out), and what must not be."""

    seconds: float = 0.0
    papers: int = 0
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def table(self) -> str:
        """The endings as a Markdown table."""
        rows = [f"| {status} | {reason} | {number} |" for (status, reason), number in sorted(self.counts.items())]
        return "\n".join(["| ended as | because | papers |", "| --- | --- | ---: |", *rows])


def torture(folder: Path, database: Path, workers: int = 1) -> Endings:
    """Add every file of ``folder`` to a fresh catalogue and look how each ended."""
    begun = time.monotonic()
    papers = gather_papers([folder], None, Metadata())
    add_papers(database, papers, AddOptions(workers=workers, ocr=False))
    found = Endings(time.monotonic() - begun)
    with closing(sqlite3.connect(database)) as db:
        for name, status, detail in db.execute("SELECT file_name, status, status_detail FROM documents"):
            found.papers += 1
            found.counts[status, reason_of(detail)] += 1
            if status not in ENDINGS or (status == "failed" and "; " not in (detail or "")):
                found.faults.append(f"{name}: {status}, {detail}")
        for name, detail in db.execute(
            "SELECT file_name, detail FROM issues JOIN documents d ON d.id = document_id WHERE issues.kind = 'fault'"
        ):
            found.faults.append(f"{name}: {detail}")
    found.faults += verify(database).faults
    return found


def reason_of(detail: str | None) -> str:
    """A reason without what differs from paper to paper.

    >>> reason_of("of 3 pages: 1 failed"), reason_of(None)
    ('of n pages: n failed', '')
    """
    return re.sub(r"\d+", "n", re.sub(r"\([^;]*\)", "(...)", detail or ""))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = torture(options.folder, Path(folder) / "a.db", options.workers)
    print(f"{found.papers} papers in {found.seconds:.0f} s\n\n{found.table()}\n")
    print(f"{len(found.faults)} faults", *found.faults, sep="\n  ")
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(main())
