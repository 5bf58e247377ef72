"""A commitment in the making, and its finished form with date, page, box and heading."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from minuted.nlp.commitments.due import find_due
from minuted.nlp.commitments.tables import LogRow
from minuted.nlp.commitments.units import Unit
from minuted.nlp.facts import Commitment, Period
from minuted.nlp.periods import read_due
from minuted.nlp.reading import Reading

CONFIDENCE = {"decision": 0.95, "lead_in": 0.9, "table": 0.95, "prose": 0.8, "plan": 0.7}
"""Share right of each way of reading, on the gold passages."""


@dataclass(slots=True)
class Promise:
    """What one rule read: offsets in the paper, and what it says beside them."""

    start: int
    end: int
    kind: str
    rule: str
    owner: str | None = None
    due: tuple[int, int] | None = None
    way: str = "prose"
    unit: Unit | None = None
    reference: str | None = None
    body: str | None = None
    status: str | None = None
    response: str | None = None
    due_words: str | None = None
    evidence: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of_row(cls, row: LogRow) -> Promise:
        """The promise of one row of an action log."""
        text = [
            cell.text.strip() if cell and cell.text.strip(" -–") else None for cell in (row.who, row.when, row.status)
        ]
        response = row.response.text.strip() if row.response and row.response.text.strip(" -–") else None
        reference = row.reference.text.strip() or None if row.reference else None
        return cls(
            row.what.start,
            row.what.end,
            "recommendation" if row.recommended else "action",
            "action_log_row",
            owner=text[0],
            due_words=text[1],
            status=text[2],
            response=response,
            reference=reference,
            way="table",
            evidence={"kind": "a row of an action log"},
        )


def commitment(promise: Promise, reading: Reading) -> Commitment:
    """The finished commitment: quote, date, place on the page, item and reference."""
    start, end = _tidy(reading.text, promise.start, promise.end)
    place = reading.document.place(start, end)
    due_text = promise.due_words or (reading.text[promise.due[0] : promise.due[1]] if promise.due else None)
    evidence = dict(promise.evidence)
    if due_text:
        evidence["due"] = due_text
    return Commitment(
        start=start,
        end=end,
        quote=reading.text[start:end],
        kind=promise.kind,
        owner=_folded(promise.owner),
        due_text=_folded(due_text),
        due=_read_due(due_text, reading),
        rule=promise.rule,
        confidence=CONFIDENCE[promise.way],
        page=place.page,
        bbox=place.bbox,
        item=_item(promise, reading),
        reference=promise.reference or (promise.unit.number if promise.unit else None),
        body=promise.body or reading.committee,
        status=promise.status,
        response=promise.response,
        evidence=evidence,
    )


def due_of(reading: Reading, start: int, end: int) -> tuple[int, int] | None:
    """Offsets in the paper of the words between ``start`` and ``end`` that say when."""
    found = find_due(reading.text[start:end])
    return (start + found[0], start + found[1]) if found else None


def _read_due(due_text: str | None, reading: Reading) -> Period | None:
    return read_due(due_text, reading) if due_text else None


def _tidy(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the "; and" of a list and without its last stop."""
    quote = text[start:end]
    tail = len(quote)
    while tail and (quote[tail - 1] in ";,.:andor" or quote[tail - 1].isspace()):
        tail -= 1
    quote = quote[:tail] + re.sub(r"[\s;,.:]+(?:and|or)?[\s;,.]*$", "", quote[tail:])
    lead = len(quote) - len(quote.lstrip(" \n–—:-"))
    return start + lead, start + len(quote)


def _folded(text: str | None) -> str | None:
    return " ".join(text.split()) if text else None


def _item(promise: Promise, reading: Reading) -> str | None:
    if promise.unit and promise.unit.headings:
        return _folded(promise.unit.headings[-1])
    above = (
        [s.headings for s in reading.sentences if s.start <= promise.start and s.headings] if not promise.unit else []
    )
    return _folded(above[-1][-1]) if above else None
