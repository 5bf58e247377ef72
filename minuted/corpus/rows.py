"""What was read of a paper as rows of the catalogue's tables: pages, passages, figures, commitments."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from minuted.corpus import ids
from minuted.corpus.contexts import context_of
from minuted.extract.document import Block, Document
from minuted.nlp.facts import Commitment, Figure, Period, TableRef

Row = Mapping[str, Any]
CELL = tuple(each.name for each in fields(TableRef))
as_json = json.JSONEncoder(ensure_ascii=False).encode


def page_rows(document: str, parsed: Document) -> list[Row]:
    """The pages of a paper."""
    return [
        {"document_id": document, "page": p.number, "width": p.width, "height": p.height,
         "start": p.start, "end": p.end, "status": p.status}
        for p in parsed.pages
    ]  # fmt: skip


def passage_rows(document: str, parsed: Document) -> list[Row]:
    """The passages of a paper: its blocks with the headings they stand under; page furniture is none."""
    rows: list[Row] = []
    headings = _Headings()
    for ordinal, block in enumerate(parsed.blocks):
        above = headings.above(block, parsed.text)
        if block.kind in ("header", "footer") or not parsed.text[block.start : block.end].strip():
            continue
        rows.append(
            {"id": ids.passage_id(document, ordinal), "document_id": document, "ordinal": ordinal,
             "page": parsed.page_at(block.start), "kind": block.kind, "number": block.number,
             "heading": " > ".join(above) or None,
             "text": parsed.text[block.start : block.end], "start": block.start, "end": block.end,
             **_box(block.bbox or parsed.place(block.start, block.end).bbox)}
        )  # fmt: skip
    return rows


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


def figure_rows(
    common: Row, parsed: Document, figures: Iterable[Figure], passages: Sequence[tuple[int, str]]
) -> list[Row]:
    """The figures of a paper; ``common`` is what all of them say of it, ``passages`` their (start, id), sorted."""
    rows: list[Row] = []
    seen = Counter[int]()
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
                **period_columns("period", figure.period),
                "role": figure.role,
                "qualifier": figure.qualifier,
                "rag": figure.rag,
                "direction": figure.direction,
                "table_ref": _cell_as_json(figure.table) if figure.table else None,
                "ocr": int(figure.ocr),
                "rule": figure.rule,
                "confidence": round(figure.confidence, 3),
                "evidence": as_json(dict(figure.evidence)),
            }
        )
    return rows


def commitment_rows(common: Row, commitments: Iterable[Commitment], passages: Sequence[tuple[int, str]]) -> list[Row]:
    """The commitments of a paper, as for figures."""
    rows: list[Row] = []
    seen = Counter[int]()
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
                "evidence": as_json(dict(promise.evidence)),
            }
        )
    return rows


def _cell_as_json(cell: TableRef) -> str:
    return as_json({name: getattr(cell, name) for name in CELL})


def _passage_at(passages: Sequence[tuple[int, str]], offset: int) -> str | None:
    position = bisect_right(passages, (offset, "\uffff")) - 1
    return passages[position][1] if position >= 0 else None


def _box(bbox: tuple[float, float, float, float] | None) -> dict[str, float | None]:
    values = [round(v, 1) for v in bbox] if bbox else [None] * 4
    return dict(zip(("x0", "y0", "x1", "y1"), values, strict=True))


def period_columns(prefix: str, period: Period | None) -> dict[str, str | None]:
    """A period as three columns."""
    return {
        f"{prefix}_start": period.start.isoformat() if period else None,
        f"{prefix}_end": period.end.isoformat() if period else None,
        f"{prefix}_label": period.label if period else None,
    }
