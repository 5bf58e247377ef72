"""Gold threads (a committee over several meetings, and what answers what) in a catalogue in memory."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any
from unittest.mock import patch

from minuted.corpus.follow_ups import choose, link_follow_ups
from minuted.extract.text import read_text
from minuted.nlp.periods import read_due
from minuted.nlp.reading import Reading


@dataclass(frozen=True)
class Link:
    """A gold follow-up: ``start`` and ``end`` of the passage that answers."""

    commitment: str
    document: str
    start: int
    end: int
    outcome: str


@dataclass(frozen=True)
class Score:
    """Counts of one committee: links right, found, wanted, and with the right outcome."""

    hits: int
    found: int
    wanted: int
    outcomes: int


@dataclass
class Thread:
    """One committee's papers in a catalogue of their own, with gold commitments and gold links."""

    name: str
    db: sqlite3.Connection
    documents: list[str]
    links: list[Link]

    def score(self, learnt: choose.Weights) -> Score:
        """Link the papers with ``learnt`` in place of the package's weights, and compare with gold."""
        self.db.execute("DELETE FROM follow_ups")
        with patch.object(choose, "weights", lambda: learnt):
            link_follow_ups(self.db, self.documents)
        used: set[Link] = set()
        right = found = 0
        for commitment, document, start, end, outcome in self.db.execute(
            'SELECT commitment_id, document_id, start, "end", outcome FROM follow_ups'
        ):
            found += 1
            match = next(
                (
                    g
                    for g in self.links
                    if g not in used
                    and (g.commitment, g.document) == (commitment, document)
                    and start < g.end
                    and end > g.start
                ),
                None,
            )
            if match:
                used.add(match)
                right += outcome == match.outcome
        return Score(len(used), found, len(self.links), right)


def load_threads(threads: Path, links: Path) -> list[Thread]:
    """The threads of a gold file, each in its own catalogue; a document's id is its thread's name and a number."""
    documents: dict[str, list[dict[str, Any]]] = {}
    for document in _lines(threads):
        documents.setdefault(document["id"].split("-")[0], []).append(document)
    by_id = {d["id"]: d for some in documents.values() for d in some}
    gold = []
    for link in _lines(links):
        if link.get("document"):
            start = by_id[link["document"]]["text"].index(link["quote"])
            gold.append(Link(link["commitment"], link["document"], start, start + len(link["quote"]), link["outcome"]))
    return [
        _thread(name, some, [g for g in gold if g.document.startswith(f"{name}-")]) for name, some in documents.items()
    ]


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _thread(name: str, documents: list[dict[str, Any]], links: list[Link]) -> Thread:
    db = sqlite3.connect(":memory:")
    db.executescript(files("minuted.corpus").joinpath("schema.sql").read_text(encoding="utf-8"))
    for document in documents:
        _add(db, document)
    return Thread(name, db, [d["id"] for d in documents], links)


def _add(db: sqlite3.Connection, document: dict[str, Any]) -> None:
    text, date = document["text"], document["meeting_date"]
    parsed = read_text(text)
    db.execute(
        """INSERT INTO documents (id, file_name, sha256, kind, council, committee, meeting_date, status, text)
        VALUES (?, ?, ?, ?, ?, ?, ?, 'read', ?)""",
        [
            document["id"],
            document["id"],
            document["id"],
            document["kind"],
            document["council"],
            document["committee"],
            date,
            text,
        ],
    )
    above: list[tuple[int, str]] = []
    for ordinal, block in enumerate(parsed.blocks):
        heading = " > ".join(words for _, words in above)
        if block.kind == "heading":
            above = [pair for pair in above if pair[0] < block.level]
            heading = " > ".join(words for _, words in above)
            above.append((block.level, text[block.text_start : block.end]))
        db.execute(
            """INSERT INTO passages (id, document_id, ordinal, kind, number, heading, text, start, "end")
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            [
                f"{document['id']}p{ordinal}",
                document["id"],
                ordinal,
                block.kind,
                block.number,
                heading or None,
                text[block.start : block.end],
                block.start,
                block.end,
            ],
        )
    for gold in document["commitments"]:
        start = text.index(gold["quote"])
        due = (
            read_due(gold["due_text"], Reading(parsed, meeting_date=dt.date.fromisoformat(date)))
            if gold.get("due_text")
            else None
        )
        db.execute(
            """INSERT INTO commitments (id, document_id, passage_id, council, committee, meeting_date, start, "end",
                kind, text, reference, owner, due_text, due_start, due_end)
            SELECT ?, ?, id, ?, ?, ?, ?, ?, ?, ?, number, ?, ?, ?, ? FROM passages
            WHERE document_id = ? AND start <= ? ORDER BY ordinal DESC LIMIT 1""",
            [
                gold["cid"],
                document["id"],
                document["council"],
                document["committee"],
                date,
                start,
                start + len(gold["quote"]),
                gold["kind"],
                gold["quote"],
                gold.get("owner"),
                gold.get("due_text"),
                due.start.isoformat() if due else None,
                due.end.isoformat() if due else None,
                document["id"],
                start,
            ],
        )
