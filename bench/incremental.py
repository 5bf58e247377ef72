"""What one new paper costs in catalogues of growing size: the cost must grow with what is new, not with what is there.

    python -m bench.incremental [--sizes 1 10 100] [--invented 100000]

Fills a catalogue with the sample papers, then with copies of their text under other councils' names and other numbers,
up to so many times the sample corpus, and adds one new paper at each size.  ``--invented`` makes a catalogue of so many
figures instead (``bench.make_catalogue``) and adds to the committee of it that has the most.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.make_catalogue import Size, make
from minuted.corpus.add import AddOptions, add_papers
from minuted.corpus.demo import sample_manifest
from minuted.corpus.intake import Paper, gather_papers
from minuted.extract.document import Metadata

TURNS = 5
TODAY = dt.date(2026, 11, 24)
OPTIONS = AddOptions(workers=0, as_at=TODAY)


def copies(database: Path, folder: Path, first: int, last: int) -> Iterator[Paper]:
    """The sample papers' text once for each of the councils numbered ``first`` to ``last``."""
    db = sqlite3.connect(database)
    rows = db.execute(
        """SELECT id, text, committee, meeting_date, kind, title FROM documents
        WHERE council LIKE 'Tarrowdale%' AND text <> ''"""
    ).fetchall()
    for number in range(first, last):
        council = f"Council {number:03}"
        for document, text, committee, date, kind, title in rows:
            path = folder / f"{number}-{document}.txt"
            path.write_text(_other_numbers(text.replace("Tarrowdale Council", council), number), encoding="utf-8")
            day = dt.date.fromisoformat(date) if date else None
            yield Paper(path, path.name, Metadata(title, council, committee, day, kind), version_of=str(path))


def _other_numbers(text: str, seed: int) -> str:
    return re.sub(r"(?<=\d\.)\d\b", lambda m: str((int(m[0]) + seed) % 10), text)


CHILDREN = ("Tarrowdale Council", "Children and Families Scrutiny Committee")


def new_paper(folder: Path, number: int, body: tuple[str, str] = CHILDREN) -> Paper:
    """A paper that no catalogue has yet, of a committee with a history."""
    path = folder / f"new-{number}.txt"
    path.write_text(
        "Performance report\n\n1.1 The rate of children in our care stood at "
        f"7{number % 10}.{number % 7} per 10,000 at the end of September 2026, against a target of 70.\n\n"
        "1.2 Members asked for a breakdown of placements by type before the next meeting.\n",
        encoding="utf-8",
    )
    return Paper(path, path.name, Metadata(None, *body, TODAY, "report"), version_of=str(path))


def cost_of_one(database: Path, folder: Path, number: int, body: tuple[str, str] = CHILDREN) -> float:
    """Processor seconds of adding one new paper, of which each catalogue has none yet."""
    paper = new_paper(folder, number, body)
    begun = time.process_time()
    result = add_papers(database, [paper], OPTIONS)
    assert result.read == 1
    return time.process_time() - begun


def invented(folder: Path, figures: int) -> float:
    """What one new paper costs in an invented catalogue of so many figures."""
    database = folder / "invented.db"
    make(database, Size(figures, figures // 20, figures // 50, max(1, figures // 5000)))
    body = sqlite3.connect(database).execute(
        "SELECT council, committee FROM figures GROUP BY council, committee ORDER BY count(*) DESC LIMIT 1"
    )
    council, committee = body.fetchone()
    cost_of_one(database, folder, 1_000, (council, committee))  # the first one brings in the register of measures
    costs = []
    for nth, of in enumerate(((council, committee), ("Newton Council", committee))):
        costs.append(min(cost_of_one(database, folder, 1_100 + 100 * nth + turn, of) for turn in range(TURNS)))
    print(f"invented ({figures:,} figures): {costs[0] * 1000:.0f} ms for one new paper of the committee with the most")
    print(f"       figures, whose history is read; {costs[1] * 1000:.0f} ms for one of a committee that is new")
    return costs[1]


def grown(folder: Path, sizes: list[int]) -> float:
    """What one new paper costs in a catalogue of the largest size, each smaller one told on the way."""
    database = folder / "a.db"
    add_papers(database, gather_papers([], sample_manifest(), Metadata()), OPTIONS)
    done, cost = 1, 0.0
    for size in sizes:
        if size > done:
            add_papers(database, list(copies(database, folder, done, size)), OPTIONS)
            done = size
        cost = min(cost_of_one(database, folder, size * 10 + turn) for turn in range(TURNS))
        figures = sqlite3.connect(database).execute("SELECT count(*) FROM figures").fetchone()[0]
        print(f"{size:4} x samples ({figures:,} figures): {cost * 1000:.0f} ms for one new paper")
    return cost


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--sizes", type=int, nargs="*", default=[1, 10, 100])
    arguments.add_argument("--invented", type=int)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        empty = min(cost_of_one(folder / f"empty-{turn}.db", folder, turn) for turn in range(TURNS))
        first = min(cost_of_one(folder / "empty-0.db", folder, 100 + turn) for turn in range(TURNS))
        print(
            f"empty: {empty * 1000:.0f} ms for the first paper with all that makes a catalogue, {first * 1000:.0f} ms"
        )
        print("       for one more")
        cost = invented(folder, given.invented) if given.invented else grown(folder, sorted(given.sizes))
        print(
            f"incremental: one paper costs {cost / first:.2f} times what it costs in an empty catalogue (ceiling 1.5)"
        )


if __name__ == "__main__":
    main()
