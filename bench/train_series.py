"""Learn the weights that say which measure of a committee's memory a figure is of.

    python -m bench.train_series THREADS.jsonl [--write]

THREADS are gold passages of committees over several meetings, whose figures name their ``series``.  They are read as
``minuted add`` reads them, and the figures that were found are compared with the gold series.  Prints the pairwise
precision, recall and F1 with each committee left out of its own training, and with ``--write`` stores the weights
learnt from all of them in the package.

The model is a conditional logit: the measures that the committee knows compete with each other and with "none of them".
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sqlite3
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

import minuted.corpus.series as package
from bench.train_follow_ups import Group, learn
from minuted.corpus.add import AddOptions, add_papers
from minuted.corpus.intake import Paper
from minuted.corpus.schema import open_database
from minuted.corpus.series import assign, choose, evidence
from minuted.corpus.series.memory import Memory
from minuted.corpus.series.statement import Statement, statement_of
from minuted.extract.document import Metadata

RIDGE = 0.02


@dataclass
class Thread:
    """One committee: its papers' ids, and of each figure that was found the gold series (None: of none)."""

    name: str
    documents: list[str]
    gold: dict[str, str | None]
    measures: dict[str, str]
    """The gold measure of each: trained on too, so that the weights do not depend on how well measures are read."""


def read_threads(threads: Path, folder: Path) -> tuple[sqlite3.Connection, list[Thread]]:
    """A catalogue of the threads' papers, as ``minuted add`` makes it."""
    gold = [json.loads(line) for line in threads.read_text(encoding="utf-8").splitlines() if line.strip()]
    papers = []
    for document in gold:
        path = folder / f"{document['id']}.txt"
        path.write_text(document["text"], encoding="utf-8", newline="")
        given = Metadata(
            document.get("title"), document["council"], document["committee"], _day(document), document["kind"]
        )
        papers.append(Paper(path, path.name, given))
    add_papers(folder / "threads.db", papers, AddOptions(workers=0))
    db = open_database(folder / "threads.db")
    ids = {row["file_name"]: row["id"] for row in db.execute("SELECT id, file_name FROM documents")}
    found: dict[str, Thread] = {}
    for document in gold:
        name, identifier = document["id"].split("-")[0], ids[f"{document['id']}.txt"]
        thread = found.setdefault(name, Thread(name, [], {}, {}))
        thread.documents.append(identifier)
        for figure, (series, measure) in _series(db, identifier, document).items():
            thread.gold[figure], thread.measures[figure] = series, measure
    return db, list(found.values())


def _day(document: dict[str, Any]) -> dt.date:
    return dt.date.fromisoformat(document["meeting_date"])


def _series(db: sqlite3.Connection, identifier: str, document: dict[str, Any]) -> dict[str, tuple[str | None, str]]:
    """Figure id -> gold series and measure, for the figures that gold has too."""
    marked = []
    for figure in document["figures"]:
        start = -1
        for _ in range(figure.get("nth", 1)):
            start = document["text"].index(figure["quote"], start + 1)
        marked.append((start, start + len(figure["quote"]), figure["value"], figure.get("series"), figure["measure"]))
    found = {}
    for row in db.execute('SELECT id, start, "end" AS stop, value FROM figures WHERE document_id = ?', [identifier]):
        for start, stop, value, series, measure in marked:
            if row["start"] <= stop and row["stop"] >= start and abs(row["value"] - value) <= 1e-6 * abs(value):
                found[row["id"]] = series, measure
                break
    return found


def groups_of(db: sqlite3.Connection, thread: Thread) -> list[Group]:
    """Every figure against the measures before it, as read and as marked."""
    rows = [dict(row) for row in assign._figures(db, thread.documents)]
    marked = [{**row, "measure": thread.measures.get(row["id"], row["measure"])} for row in rows]
    return _groups(rows, thread) + _groups(marked, thread)


def _groups(rows: list[dict[str, Any]], thread: Thread) -> list[Group]:
    """Each figure against the measures before it, as they would be if all before it were given the right one."""
    memory, groups = Memory(), []
    told = assign.Told()
    document = None
    for row in rows:
        if row["document_id"] != document:
            document, told = row["document_id"], assign.Told()
        statement = statement_of(row)  # type: ignore[arg-type]
        series = thread.gold.get(statement.id) or f"alone {statement.id}"
        before = told.before(statement)
        cases = choose.cases_of(statement, memory, before)
        if statement.id in thread.gold and cases:
            values = np.array([evidence.features(case) for case in cases])
            right = np.array([float(case.known.measure == _as_family(series, statement)) for case in cases])
            groups.append(Group(None, statement.document, values, right))  # type: ignore[arg-type]
        memory.add(_as_family(series, statement), statement)
        told.add(_as_family(series, statement), statement)
    return groups


def _as_family(series: str, statement: Statement) -> str:
    return f"{series} {statement.family}"


def score(db: sqlite3.Connection, thread: Thread, learnt: choose.Weights) -> tuple[int, int, int]:
    """Pairs right, found and wanted, when the committee's papers are followed with these weights."""
    with patch.object(choose, "weights", lambda: learnt):
        db.rollback()
        db.execute("UPDATE figures SET measure_id = NULL")
        for table in ("measure_aliases", "measure_words"):
            db.execute(f"DELETE FROM {table} WHERE measure_id NOT IN (SELECT id FROM measures WHERE registered = 1)")
        db.execute("DELETE FROM measure_aliases WHERE origin = 'paper'")
        db.execute("DELETE FROM measures WHERE registered = 0")
        assign.assign_series(db, thread.documents)
        measures = dict(db.execute("SELECT id, measure_id FROM figures WHERE measure_id IS NOT NULL").fetchall())
        db.rollback()
    right = found = wanted = 0
    for a, b in combinations(thread.gold, 2):
        one = thread.gold[a] is not None and thread.gold[a] == thread.gold[b]
        joined = a in measures and measures[a] == measures.get(b)
        right, found, wanted = right + (one and joined), found + joined, wanted + one
    return right, found, wanted


def f1(right: int, found: int, wanted: int) -> str:
    """Precision, recall and F1 in words."""
    precision, recall = right / (found or 1), right / (wanted or 1)
    return f"P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / ((precision + recall) or 1):.3f}"


def main() -> None:
    """Cross-validate by committee, then learn from all and write where asked."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("threads", type=Path)
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        db, threads = read_threads(given.threads, Path(name))
        groups = {thread.name: groups_of(db, thread) for thread in threads}
        totals: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        every = as_weights([g for some in groups.values() for g in some])
        for thread in threads:
            apart = as_weights([g for n, some in groups.items() if n != thread.name for g in some])
            for what, learnt in (("left out", apart), ("fitted", every)):
                result = score(db, thread, learnt)
                totals[what] = [a + b for a, b in zip(totals[what], result, strict=True)]
                print(thread.name, what, f1(*result))
        for what, (right, found, wanted) in totals.items():
            print("all", what, f1(right, found, wanted))
        db.close()
    if given.write:
        stored = {"weights": {n: round(w, 4) for n, w in every.by_name.items()}, "bias": round(every.bias, 4)}
        path = Path(package.__file__).with_name("weights.json")
        path.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
        print(f"wrote {path.name}")


def as_weights(groups: list[Group]) -> choose.Weights:
    """The weights learnt from these figures."""
    learnt = learn(groups, evidence.NAMES, RIDGE)
    return choose.Weights(learnt.by_name, learnt.bias)


if __name__ == "__main__":
    main()
