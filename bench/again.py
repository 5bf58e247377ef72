"""Adding again: an unchanged corpus, and one whose rules have changed, against the first time.

    python -m bench.again PAPERS

In one process, by processor time.  "Changed rules" reads every paper from its stored parse, as ``minuted add`` does
after an upgrade.
"""

from __future__ import annotations

import argparse
import datetime as dt
import tempfile
import time
from pathlib import Path
from unittest.mock import patch

from minuted.corpus.add import AddOptions, AddResult, add_papers
from minuted.corpus.intake import Paper, gather_papers
from minuted.extract.document import Metadata

OPTIONS = AddOptions(workers=0, ocr=False, as_at=dt.date(2026, 11, 24))


def timed(database: Path, papers: list[Paper]) -> tuple[float, AddResult]:
    begun = time.process_time()
    result = add_papers(database, papers, OPTIONS)
    return time.process_time() - begun, result


def changed_rules(database: Path, papers: list[Paper]) -> tuple[float, AddResult]:
    version = "changed"
    with (
        patch("minuted.corpus.add.rules_version", lambda: version),
        patch("minuted.corpus.store.rules_version", lambda: version),
    ):
        return timed(database, papers)


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("place", type=Path)
    papers = gather_papers([arguments.parse_args().place], None, Metadata())
    with tempfile.TemporaryDirectory() as name:
        database = Path(name) / "a.db"
        warm = Path(name) / "warm.db"
        add_papers(warm, papers[:1], OPTIONS)  # imports are paid for here
        first, result = timed(database, papers)
        again, unchanged = timed(database, papers)
        changed, reread = changed_rules(database, papers)
    stages = ", ".join(f"{stage} {seconds:.2f} s" for stage, seconds in reread.seconds.items())
    print(f"first {first:.2f} s ({result.read} papers, {result.pages} pages); unchanged {again:.3f} s"
          f" ({unchanged.unchanged} papers); changed rules {changed:.2f} s ({stages} by the clock)")  # fmt: skip
    share, faster = 100 * again / first, first / changed
    print(
        f"again: unchanged {share:.2f}% of the first time (ceiling 1);"
        f" changed rules {faster:.1f} times faster (floor 5)"
    )


if __name__ == "__main__":
    main()
