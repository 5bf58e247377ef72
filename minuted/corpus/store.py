"""Facts into the database: one paper, one transaction, all of it or none."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from minuted.corpus import ids
from minuted.corpus.contexts import context_of
from minuted.corpus.reading import ANOTHER_COPY, ReadPaper, reader_version, rules_version
from minuted.extract.document import Block, Document, Metadata
from minuted.nlp.facts import Commitment, Figure, Period, TableRef

LINEAGE_SCHEMES = ("modgov:IId", "modgov:AIId")
INDEXED = ("passages", "figures", "commitments")
"""Tables with a full-text index.  Their rows go in with one statement a paper: FTS5 writes what it has gathered to disk
at each statement that changes rows, which for a statement a row took most of the time of storing."""
CELL = tuple(each.name for each in fields(TableRef))
_as_json = json.JSONEncoder(ensure_ascii=False).encode


def save(db: sqlite3.Connection, read: ReadPaper) -> str:
    """Store what came of one paper, in place of what an earlier reading of the same bytes left; returns its id.

    Runs inside one transaction: a reader of the database, or a machine that stops, sees the old facts or the new.
    """
    document = ids.document_id(read.sha256)
    with db:
        _forget(db, document)
        meeting = _save_meeting(db, read.document.metadata if read.document else read.paper.given)
        _save_document(db, document, meeting, read)
        if read.document is not None and read.facts is not None:
            passages = _save_text(db, document, read.document)
            row = db.execute(
                "SELECT council, committee, meeting_date FROM documents WHERE id = ?", [document]
            ).fetchone()
            common = {"document_id": document, "meeting_id": meeting, **dict(row)}
            _save_figures(db, common, read.document, read.facts.figures, passages)
            _save_commitments(db, common, read.document, read.facts.commitments, passages)
            _save_lineage(db, document, read.document.metadata)
        _save_issues(db, document, read)
        _supersede_earlier_versions(db, document, read.paper.version_of)
    return document


def _forget(db: sqlite3.Connection, document: str) -> None:
    """Remove what an earlier reading left.  Corrections by people live elsewhere and are applied again."""
    figures = "(SELECT id FROM figures WHERE document_id = :d)"
    commitments = "(SELECT id FROM commitments WHERE document_id = :d)"
    for statement in (
        f"DELETE FROM conflicts WHERE figure_id IN {figures} OR other_figure_id IN {figures}",
        f"DELETE FROM checks WHERE figure_id IN {figures} OR other_figure_id IN {figures}",
        f"DELETE FROM follow_ups WHERE document_id = :d OR commitment_id IN {commitments}",
        f"DELETE FROM due_dates WHERE document_id = :d OR commitment_id IN {commitments}",
        "DELETE FROM figures WHERE document_id = :d",
        "DELETE FROM commitments WHERE document_id = :d",
        "DELETE FROM passages WHERE document_id = :d",
        "DELETE FROM pages WHERE document_id = :d",
        "DELETE FROM lineage WHERE document_id = :d",
        "DELETE FROM issues WHERE document_id = :d",
    ):
        db.execute(statement, {"d": document})


def _save_meeting(db: sqlite3.Connection, said: Metadata) -> str | None:
    date = said.meeting_date.isoformat() if said.meeting_date else None
    meeting = ids.meeting_id(said.council, said.committee, date)
    if meeting is not None:
        row = {"id": meeting, "council": said.council, "committee": said.committee, "date": date}
        _insert(db, "meetings", [row], on_conflict="ON CONFLICT(id) DO NOTHING")
    return meeting


def _save_document(db: sqlite3.Connection, document: str, meeting: str | None, read: ReadPaper) -> None:
    paper, parsed, facts = read.paper, read.document, read.facts
    said = parsed.metadata if parsed else paper.given
    status, detail = reading_status(read)
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    row = {
        "id": document,
        "file_name": paper.member or paper.name,
        "path": paper.label,
        "source_url": said.source_url,
        "sha256": read.sha256,
        "media_type": parsed.media_type if parsed else None,
        "bytes": read.bytes,
        "title": said.title,
        "kind": said.kind,
        "council": said.council,
        "committee": said.committee,
        "meeting_id": meeting,
        "meeting_date": said.meeting_date.isoformat() if said.meeting_date else None,
        "author": said.author,
        "lead_officer": said.lead_officer,
        "wards": _as_json(list(said.wards)) if said.wards else None,
        "identifiers": _as_json(dict(said.identifiers)) if said.identifiers else None,
        "pages": len(parsed.pages) if parsed and parsed.pages else None,
        "status": status,
        "status_detail": detail,
        **_period("period", facts.period if facts else None),
        "text": parsed.text if parsed else None,
        "figures_count": len(facts.figures) if facts else 0,
        "commitments_count": len(facts.commitments) if facts else 0,
        "issues_count": len(parsed.issues) if parsed else 1,
        "version_of": paper.version_of,
        "engine": parsed.engine if parsed else None,
        "rules_version": f"{reader_version()}-{rules_version()}",
        "linked": 0,
        "added_at": now,
        "read_at": now,
    }
    kept = ("id", "added_at")
    updates = ", ".join(f"{name} = excluded.{name}" for name in row if name not in kept)
    _insert(db, "documents", [row], on_conflict=f"ON CONFLICT(id) DO UPDATE SET {updates}, superseded_by = NULL")


def reading_status(read: ReadPaper) -> tuple[str, str | None]:
    """How the reading of a paper ended, and why, in words a person can act on."""
    if read.failure is not None:
        status = read.failure.kind if read.failure.kind in ("needs_ocr", "empty", "not_run") else "failed"
        return status, "; ".join(part for part in (str(read.failure), read.failure.advice) if part)
    assert read.document is not None
    by_status = Counter(page.status for page in read.document.pages)
    unread = sum(by_status[s] for s in ("failed", "skipped", "needs_ocr"))
    readable = sum(by_status[s] for s in ("read", "ocr"))
    if by_status["needs_ocr"] and not readable:
        return "needs_ocr", "scanned pages without text; install OCR (pip install 'minuted[ocr]', and Tesseract)"
    if unread and unread == len(read.document.pages):
        why = read.document.issues[-1].detail if read.document.issues else "not read"
        return "failed", f"no page could be read ({why}); {ANOTHER_COPY}"
    if unread:
        named = ", ".join(
            f"{n} {s.replace('_', ' ')}" for s, n in sorted(by_status.items()) if s not in ("read", "ocr")
        )
        return "partly_read", f"of {len(read.document.pages)} pages: {named}"
    if read.cut_short is not None:
        return "partly_read", read.cut_short
    if not read.document.text.strip():
        return "empty", "there is no text in it"
    return "read", None


def _save_text(db: sqlite3.Connection, document: str, parsed: Document) -> list[tuple[int, str]]:
    """Pages and passages; returns (start, passage id) of each passage, sorted."""
    pages = [
        {"document_id": document, "page": p.number, "width": p.width, "height": p.height,
         "start": p.start, "end": p.end, "status": p.status}
        for p in parsed.pages
    ]  # fmt: skip
    _insert(db, "pages", pages)
    rows, index, headings = [], [], _Headings()
    for ordinal, block in enumerate(parsed.blocks):
        above = headings.above(block, parsed.text)
        if block.kind in ("header", "footer") or not parsed.text[block.start : block.end].strip():
            continue
        passage = ids.passage_id(document, ordinal)
        index.append((block.start, passage))
        rows.append(
            {"id": passage, "document_id": document, "ordinal": ordinal, "page": parsed.page_at(block.start),
             "kind": block.kind, "number": block.number, "heading": " > ".join(above) or None,
             "text": parsed.text[block.start : block.end], "start": block.start, "end": block.end,
             **_box(block.bbox or parsed.place(block.start, block.end).bbox)}
        )  # fmt: skip
    _insert(db, "passages", rows)
    return sorted(index)


class _Headings:
    """The headings that a block stands under, kept up as blocks go by."""

    def __init__(self) -> None:
        self.stack: list[tuple[int, str]] = []

    def above(self, block: Block, text: str) -> list[str]:
        if block.kind == "heading":
            self.stack = [(level, words) for level, words in self.stack if level < block.level]
            above = [words for _, words in self.stack]
            self.stack.append((block.level, " ".join(text[block.text_start : block.end].split())))
            return above
        return [words for _, words in self.stack]


def _save_figures(
    db: sqlite3.Connection, common: Mapping[str, Any], parsed: Document, figures: Sequence[Figure],
    passages: Sequence[tuple[int, str]],
) -> None:  # fmt: skip
    rows, seen = [], Counter[int]()
    for figure in figures:
        seen[figure.start] += 1
        rows.append(
            {
                **common,
                "id": ids.figure_id(common["document_id"], figure.start, seen[figure.start]),
                "passage_id": _passage_at(passages, figure.start),
                "page": figure.page,
                "start": figure.start,
                "end": figure.end,
                **_box(figure.bbox),
                "quote": figure.quote,
                "context": context_of(parsed, figure),
                "value": figure.value,
                "value_to": figure.value_to,
                "unit": figure.unit,
                "measure": figure.measure,
                "area": figure.area,
                **_period("period", figure.period),
                "role": figure.role,
                "qualifier": figure.qualifier,
                "rag": figure.rag,
                "direction": figure.direction,
                "table_ref": _cell_as_json(figure.table) if figure.table else None,
                "ocr": int(figure.ocr),
                "rule": figure.rule,
                "confidence": round(figure.confidence, 3),
                "evidence": _as_json(dict(figure.evidence)),
            }
        )
    _insert(db, "figures", rows)


def _save_commitments(
    db: sqlite3.Connection, common: Mapping[str, Any], parsed: Document, commitments: Sequence[Commitment],
    passages: Sequence[tuple[int, str]],
) -> None:  # fmt: skip
    rows, seen = [], Counter[int]()
    for promise in commitments:
        seen[promise.start] += 1
        due = promise.due
        rows.append(
            {
                **common,
                "id": ids.commitment_id(common["document_id"], promise.start, seen[promise.start]),
                "passage_id": _passage_at(passages, promise.start),
                "page": promise.page,
                "start": promise.start,
                "end": promise.end,
                **_box(promise.bbox),
                "kind": promise.kind,
                "text": promise.quote,
                "reference": promise.reference,
                "item": promise.item,
                "body": promise.body,
                "owner": promise.owner,
                "due_text": promise.due_text,
                "due_start": due.start.isoformat() if due else None,
                "due_end": due.end.isoformat() if due else None,
                "first_due_end": due.end.isoformat() if due else None,
                "printed_status": promise.status,
                "response": promise.response,
                "rule": promise.rule,
                "confidence": round(promise.confidence, 3),
                "evidence": _as_json(dict(promise.evidence)),
            }
        )
    _insert(db, "commitments", rows)


def _save_issues(db: sqlite3.Connection, document: str, read: ReadPaper) -> None:
    rows: list[dict[str, Any]] = []
    if read.failure is not None:
        detail = "; ".join(part for part in (str(read.failure), read.failure.advice) if part)
        rows.append({"document_id": document, "kind": read.failure.kind, "detail": detail})
    if read.document is not None:
        rows += [
            {"document_id": document, "page": i.page, "kind": i.kind, "detail": i.detail} for i in read.document.issues
        ]
    if read.facts is not None:
        rows += [{"document_id": document, "kind": "extraction", "detail": detail} for detail in read.facts.issues]
    for row in rows:  # the rows have different columns
        _insert(db, "issues", [row])


def _save_lineage(db: sqlite3.Connection, document: str, said: Metadata) -> None:
    """The matters that run through several meetings, as the source itself numbers them."""
    date = said.meeting_date.isoformat() if said.meeting_date else None
    rows = [
        {"document_id": document, "scheme": scheme, "identifier": identifier, "start": 0, "date": date}
        for scheme, identifier in said.identifiers.items()
        if scheme in LINEAGE_SCHEMES
    ]
    _insert(db, "lineage", rows)


def _supersede_earlier_versions(db: sqlite3.Connection, document: str, version_of: str | None) -> None:
    if version_of is not None:
        db.execute(
            "UPDATE documents INDEXED BY documents_version SET superseded_by = :d "
            "WHERE version_of = :v AND id <> :d AND superseded_by IS NULL",
            {"d": document, "v": version_of},
        )


def _cell_as_json(cell: TableRef) -> str:
    return _as_json({name: getattr(cell, name) for name in CELL})


def _passage_at(passages: Sequence[tuple[int, str]], offset: int) -> str | None:
    position = bisect_right(passages, (offset, "\uffff")) - 1
    return passages[position][1] if position >= 0 else None


def _box(bbox: tuple[float, float, float, float] | None) -> dict[str, float | None]:
    values = [round(v, 1) for v in bbox] if bbox else [None] * 4
    return dict(zip(("x0", "y0", "x1", "y1"), values, strict=True))


def _period(prefix: str, period: Period | None) -> dict[str, str | None]:
    return {
        f"{prefix}_start": period.start.isoformat() if period else None,
        f"{prefix}_end": period.end.isoformat() if period else None,
        f"{prefix}_label": period.label if period else None,
    }


def _insert(db: sqlite3.Connection, table: str, rows: Iterable[Mapping[str, Any]], on_conflict: str = "") -> None:
    rows = list(rows)
    if not rows:
        return
    columns = ", ".join(f'"{name}"' for name in rows[0])
    values = ", ".join(f":{name}" for name in rows[0])
    if table in INDEXED:  # see there
        db.execute(f"CREATE TEMP TABLE IF NOT EXISTS new_{table} AS SELECT * FROM {table} WHERE 0")
        db.executemany(f"INSERT INTO temp.new_{table} ({columns}) VALUES ({values})", rows)
        db.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM temp.new_{table} ORDER BY rowid")
        db.execute(f"DELETE FROM temp.new_{table}")
    else:
        db.executemany(f"INSERT INTO {table} ({columns}) VALUES ({values}) {on_conflict}", rows)
