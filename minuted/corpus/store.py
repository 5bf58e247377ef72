"""Facts into the database: one paper, one transaction, all of it or none."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from minuted.corpus import ids
from minuted.corpus.reading import ANOTHER_COPY, ReadPaper, reader_version, rules_version
from minuted.corpus.rows import as_json, commitment_rows, figure_rows, page_rows, passage_rows, period_columns
from minuted.extract.document import Metadata

LINEAGE_SCHEMES = ("modgov:IId", "modgov:AIId")
INDEXED = ("passages", "figures", "commitments")
"""Tables with a full-text index.  Their rows go in with one statement a paper: FTS5 writes what it has gathered to disk
at each statement that changes rows, which for a statement a row took most of the time of storing."""


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
            _insert(db, "pages", page_rows(document, read.document))
            passages = passage_rows(document, read.document)
            _insert(db, "passages", passages)
            starts = sorted((passage["start"], passage["id"]) for passage in passages)
            row = db.execute(
                "SELECT council, committee, meeting_date FROM documents WHERE id = ?", [document]
            ).fetchone()
            common = {"document_id": document, "meeting_id": meeting, **dict(row)}
            _insert(db, "figures", figure_rows(common, read.document, read.facts.figures, starts))
            _insert(db, "commitments", commitment_rows(common, read.facts.commitments, starts))
            _save_lineage(db, document, read.document.metadata)
        _save_issues(db, document, read)
        _supersede_earlier_versions(db, document, read.paper.version_of)
    return document


def confirm(db: sqlite3.Connection, read: ReadPaper) -> bool:
    """Whether a new reading found the very things that are stored; if so, it is only noted that these rules did.

    Most papers say the same under a changed rule: what is stored of them, and what links them, is left as it is.
    """
    document = ids.document_id(read.sha256)
    stored = db.execute(
        "SELECT content_digest, status, version_of, path FROM documents WHERE id = ? AND linked = 1", [document]
    ).fetchone()
    said = (read.content_digest, reading_status(read)[0], read.paper.version_of, read.paper.label)
    if stored is None or read.content_digest is None or tuple(stored) != said:
        return False
    with db:
        db.execute(
            "UPDATE documents SET rules_version = ?, read_at = ? WHERE id = ?",
            [f"{reader_version()}-{rules_version()}", _now(), document],
        )
    return True


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
    now = _now()
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
        "wards": as_json(list(said.wards)) if said.wards else None,
        "identifiers": as_json(dict(said.identifiers)) if said.identifiers else None,
        "pages": len(parsed.pages) if parsed and parsed.pages else None,
        "status": status,
        "status_detail": detail,
        **period_columns("period", facts.period if facts else None),
        "text": parsed.text if parsed else None,
        "figures_count": len(facts.figures) if facts else 0,
        "commitments_count": len(facts.commitments) if facts else 0,
        "issues_count": len(parsed.issues) if parsed else 1,
        "version_of": paper.version_of,
        "engine": parsed.engine if parsed else None,
        "rules_version": f"{reader_version()}-{rules_version()}",
        "content_digest": read.content_digest,
        "linked": 0,
        "added_at": now,
        "read_at": now,
    }
    kept = ("id", "added_at")
    updates = ", ".join(f"{name} = excluded.{name}" for name in row if name not in kept)
    _insert(db, "documents", [row], on_conflict=f"ON CONFLICT(id) DO UPDATE SET {updates}, superseded_by = NULL")


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


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
