"""``minuted verify``: every stored fact still stands where it says, in the original it was read from."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from minuted.corpus.intake import digest_of
from minuted.corpus.papers_folder import PapersFolder
from minuted.corpus.reading import reader_version
from minuted.corpus.schema import open_readonly
from minuted.extract.document import Box, Document

CLOSE = 0.11
"""Points by which a stored box may differ from the one worked out again: it is stored to a tenth."""

FACTS = (("figures", "quote"), ("commitments", "text"), ("follow_ups", "quote"))


@dataclass
class Verified:
    """What was looked at, and each fault in words."""

    documents: int = 0
    facts: int = 0
    faults: list[str] = field(default_factory=list)


def verify(database: Path) -> Verified:
    """Check the database and every fact in it against the stored originals and parses."""
    found = Verified()
    folder = PapersFolder.beside(database)
    with closing(open_readonly(database)) as db:
        found.faults += [f"integrity: {row[0]}" for row in db.execute("PRAGMA integrity_check") if row[0] != "ok"]
        found.faults += [f"foreign key: row {row[1]} of {row[0]}" for row in db.execute("PRAGMA foreign_key_check")]
        for document in db.execute("SELECT * FROM documents ORDER BY id").fetchall():
            found.documents += 1
            found.faults += _original_faults(document, folder)
            parse = folder.parse(document["sha256"], reader_version()) if document["text"] is not None else None
            for table, words in FACTS:
                for fact in db.execute(f"SELECT * FROM {table} WHERE document_id = ?", [document["id"]]):
                    found.facts += 1
                    found.faults += _fact_faults(table, fact, fact[words], document, parse)
    return found


def _original_faults(document: sqlite3.Row, folder: PapersFolder) -> Iterator[str]:
    original = folder.original(document["sha256"])
    if original is None:
        if document["text"] is not None:
            yield f"{document['file_name']}: the original is missing"
    elif digest_of(original) != document["sha256"]:
        yield f"{document['file_name']}: the original has changed"


def _fact_faults(
    table: str, fact: sqlite3.Row, words: str, document: sqlite3.Row, parse: Document | None
) -> Iterator[str]:
    name = f"{table} {fact['id']}"
    start, end = fact["start"], fact["end"]
    if (document["text"] or "")[start:end] != words:
        yield f"{name}: {words!r} does not stand at {start} to {end} of {document['file_name']}"
        return
    if parse is None:
        return
    if parse.text[start:end] != words:
        yield f"{name}: the stored parse of {document['file_name']} says otherwise"
        return
    place = parse.place(start, end)
    if place.page != fact["page"]:
        yield f"{name}: on page {place.page}, not {fact['page']}"
    elif table != "follow_ups" and not _same_box(place.bbox, (fact["x0"], fact["y0"], fact["x1"], fact["y1"])):
        stored = (fact["x0"], fact["y0"], fact["x1"], fact["y1"])
        yield f"{name}: its words stand at {place.bbox} on page {place.page}, stored is {stored}"


def _same_box(one: Box | None, other: tuple[float | None, ...]) -> bool:
    if one is None or other[0] is None:
        return one is None and other[0] is None
    return all(abs(a - (b or 0.0)) <= CLOSE for a, b in zip(one, other, strict=True))


def back_up(database: Path, copy: Path) -> None:
    """A consistent copy of the database while it is being served or written (SQLite's own backup)."""
    with closing(open_readonly(database)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
