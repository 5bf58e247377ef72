"""Why each fact was read as it was: the rule that found it and, slot by slot, the words it was read from.

Behind ``minuted explain``; the rows are plain dictionaries, so that they can be printed or written as JSON.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict

from minuted.extract.document import Document
from minuted.nlp.facts import Commitment, Facts, Figure


class Slot(TypedDict):
    """One slot of a fact: its value and what it was read from."""

    name: str
    value: object
    source: str


class Explained(TypedDict):
    """One fact, with its slots."""

    type: str
    quote: str
    start: int
    end: int
    page: int | None
    rule: str
    context: str
    slots: list[Slot]


FIGURE_SLOTS = ("value", "value_to", "unit", "measure", "area", "period", "role", "qualifier", "rag", "direction",
                "confidence")  # fmt: skip
COMMITMENT_SLOTS = ("kind", "owner", "due", "due_text", "body", "item", "reference", "status", "response", "confidence")
AROUND = 60
"""Characters of the paper shown on either side of the quote."""


def explain(document: Document, facts: Facts) -> list[Explained]:
    """One row a fact, in reading order.

    >>> from minuted.extract.text import read_text
    >>> from minuted.nlp.find import find_facts
    >>> document = read_text("Take-up was 23%, against a target of 25.")
    >>> row = explain(document, find_facts(document))[1]
    >>> row["quote"], row["rule"], [slot for slot in row["slots"] if slot["name"] == "unit"]
    ('25', 'count', [{'name': 'unit', 'value': 'percent', 'source': "as '23%'"}])
    """
    rows = [*_figures(document, facts), *_commitments(document, facts)]
    return sorted(rows, key=lambda row: (row["start"], row["end"]))


def _figures(document: Document, facts: Facts) -> Iterator[Explained]:
    for figure in facts.figures:
        slots = [_slot(figure, name) for name in FIGURE_SLOTS if getattr(figure, name) is not None]
        if figure.table is not None:
            told = " / ".join((*figure.table.row_path, "|", *figure.table.column_path))
            where = f"row {figure.table.row}, column {figure.table.column}"
            slots.append(Slot(name="table", value=f"table {figure.table.table}, {where}", source=told))
        yield _row(document, "figure", figure, slots)


def _commitments(document: Document, facts: Facts) -> Iterator[Explained]:
    for commitment in facts.commitments:
        slots = [_slot(commitment, name) for name in COMMITMENT_SLOTS if getattr(commitment, name) is not None]
        yield _row(document, "commitment", commitment, slots)


def _slot(fact: Figure | Commitment, name: str) -> Slot:
    value = getattr(fact, name)
    if name in ("period", "due"):
        value = f"{value.label} ({value.start} to {value.end})"
    return Slot(name=name, value=value, source=fact.evidence.get(name, ""))


def _row(document: Document, kind: str, fact: Figure | Commitment, slots: list[Slot]) -> Explained:
    before = document.text[max(0, fact.start - AROUND) : fact.start]
    after = document.text[fact.end : fact.end + AROUND]
    context = " ".join(f"{before}«{fact.quote}»{after}".split())
    return Explained(
        type=kind,
        quote=fact.quote,
        start=fact.start,
        end=fact.end,
        page=fact.page,
        rule=fact.rule,
        context=context,
        slots=slots,
    )
