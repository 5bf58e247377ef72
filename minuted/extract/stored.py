"""A read paper as bytes and back, so that changed rules need not read the file again.

The format is msgpack (through srsly, which spaCy brings), zlib-compressed: no code can hide in it, unlike a pickle.
"""

from __future__ import annotations

import datetime as dt
import zlib
from dataclasses import fields
from typing import Any, TypeVar

import numpy as np
import srsly

from minuted.extract.document import Block, Cell, Document, Issue, Metadata, Page, Table

Shape = TypeVar("Shape", Block, Cell, Issue, Page, Table)

FORMAT = 1
"""Raised whenever the stored shape changes; an older one is simply read from the file again."""


def dump_document(document: Document) -> bytes:
    """``document`` as bytes; ``load_document`` gives an equal one back."""
    boxes = document.boxes
    record = {
        "format": FORMAT,
        "text": document.text,
        "blocks": _rows(document.blocks),
        "pages": _rows(document.pages),
        "tables": [[*_row(table)[1:], _rows(table.cells)] for table in document.tables],
        "metadata": _dump_metadata(document.metadata),
        "media_type": document.media_type,
        "issues": _rows(document.issues),
        "boxes": None if boxes is None else boxes.astype("<f4").tobytes(),
        "engine": document.engine,
    }
    return zlib.compress(srsly.msgpack_dumps(record), 1)


def load_document(data: bytes) -> Document | None:
    """The document that ``dump_document`` made these bytes from, or None where they are of another format."""
    record: dict[str, Any] = srsly.msgpack_loads(zlib.decompress(data))
    if record["format"] != FORMAT:
        return None
    boxes = record["boxes"]
    return Document(
        text=record["text"],
        blocks=tuple(Block(*_tupled(row)) for row in record["blocks"]),
        pages=tuple(Page(*row) for row in record["pages"]),
        tables=tuple(_load_table(row) for row in record["tables"]),
        metadata=_load_metadata(record["metadata"]),
        media_type=record["media_type"],
        issues=tuple(Issue(*row) for row in record["issues"]),
        boxes=None if boxes is None else np.frombuffer(boxes, dtype="<f4").reshape(-1, 4),
        engine=record["engine"],
    )


def _row(thing: Any) -> list[Any]:
    return [getattr(thing, field.name) for field in fields(thing)]


def _rows(things: tuple[Any, ...]) -> list[list[Any]]:
    return [_row(thing) for thing in things]


def _tupled(row: list[Any]) -> list[Any]:
    return [tuple(value) if isinstance(value, list) else value for value in row]


def _load_table(row: list[Any]) -> Table:
    *rest, cells = row
    rest[-1] = tuple((int(first), label) for first, label in rest[-1])
    names = [field.name for field in fields(Table)][1:]
    values: dict[str, Any] = dict(zip(names, [tuple(v) if isinstance(v, list) else v for v in rest], strict=True))
    return Table(cells=tuple(Cell(*_tupled(cell)) for cell in cells), **values)


def _dump_metadata(metadata: Metadata) -> dict[str, Any]:
    record = {field.name: getattr(metadata, field.name) for field in fields(metadata)}
    record["meeting_date"] = metadata.meeting_date.isoformat() if metadata.meeting_date else None
    record["identifiers"] = dict(metadata.identifiers)
    return record


def _load_metadata(record: dict[str, Any]) -> Metadata:
    date = record["meeting_date"]
    return Metadata(
        **{
            **record,
            "meeting_date": dt.date.fromisoformat(date) if date else None,
            "wards": tuple(record["wards"]),
        }
    )
