"""A read paper as bytes and back, so that changed rules need not read the file again.

The format is msgpack (through srsly, which spaCy brings), zlib-compressed: no code can hide in it, unlike a pickle.
Nearly all of it is the boxes of the letters.  Written as steps from letter to letter they take a third of the room and
half the time: a letter mostly begins where the last one ended, and stands as high.
"""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import srsly

from minuted.extract.document import Block, Cell, Document, Issue, Metadata, Page, Table

Shape = TypeVar("Shape", Block, Cell, Issue, Page, Table)

Boxes = npt.NDArray[np.float32]
LEFT, TOP, RIGHT, BOTTOM = range(4)

FORMAT = 2
"""Raised whenever the stored shape changes; an older one is simply read from the file again."""


def dump_document(document: Document) -> bytes:
    """``document`` as bytes; ``load_document`` gives an equal one back."""
    record = {
        "format": FORMAT,
        "text": document.text,
        "blocks": _rows(document.blocks),
        "pages": _rows(document.pages),
        "tables": [(*_row(table)[1:], _rows(table.cells)) for table in document.tables],
        "metadata": _dump_metadata(document.metadata),
        "media_type": document.media_type,
        "issues": _rows(document.issues),
        "boxes": None if document.boxes is None else dump_boxes(document.boxes),
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
        boxes=None if boxes is None else load_boxes(boxes, len(record["text"])),
        engine=record["engine"],
    )


def dump_boxes(boxes: Boxes) -> bytes:
    """The boxes of a text's characters (shape (n, 4)) as bytes that compress well.

    A bit at the end says which characters have no box.  Of the others the sides, their bits taken as whole numbers,
    stand as differences: left from the last one's right, right from left, top and bottom from the last one's.
    """
    unknown = np.isnan(boxes).T
    missing = unknown[LEFT] & unknown[TOP] & unknown[RIGHT] & unknown[BOTTOM]
    sides = boxes[~missing].astype("<f4").view("<u4").T
    steps = sides.copy()
    steps[LEFT, 1:] -= sides[RIGHT, :-1]
    steps[RIGHT] -= sides[LEFT]
    for side in (TOP, BOTTOM):
        steps[side, 1:] -= sides[side, :-1]
    data: bytes = steps.tobytes() + np.packbits(missing).tobytes()
    return data


def load_boxes(data: bytes, count: int) -> Boxes:
    """The boxes of ``count`` characters that ``dump_boxes`` made these bytes from.

    >>> boxes = np.array([[10, 20, 15, 30], [np.nan] * 4, [15, 20, 18, 30]], np.float32)
    >>> load_boxes(dump_boxes(boxes), 3).tolist()
    [[10.0, 20.0, 15.0, 30.0], [nan, nan, nan, nan], [15.0, 20.0, 18.0, 30.0]]
    """
    bits = len(data) - (count + 7) // 8
    missing = np.unpackbits(np.frombuffer(data, np.uint8, offset=bits), count=count).astype(bool)
    steps = np.frombuffer(data[:bits], "<u4").reshape(4, -1)
    sides = np.empty((steps.shape[1], 4), "<u4")
    sides[:, LEFT : RIGHT + 1 : 2] = np.cumsum(steps[LEFT : RIGHT + 1 : 2].T, dtype="<u4").reshape(-1, 2)
    for side in (TOP, BOTTOM):
        np.cumsum(steps[side], dtype="<u4", out=sides[:, side])
    boxes = np.full((count, 4), np.nan, np.float32)
    boxes[~missing] = sides.view("<f4")
    return boxes


_VALUES: dict[type, Callable[[Any], tuple[Any, ...]]] = {
    kind: attrgetter(*(field.name for field in fields(kind))) for kind in (Block, Cell, Issue, Page, Table)
}
"""How all values of one of these are taken out of it, in order."""


def _row(thing: Any) -> tuple[Any, ...]:
    return _VALUES[type(thing)](thing)


def _rows(things: tuple[Any, ...]) -> list[tuple[Any, ...]]:
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
