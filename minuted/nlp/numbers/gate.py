"""The gate: which printed quantities are figures that somebody may later want to look up.

Each reason against is a ``Rule`` on the number in its setting, written as ``before ⟦number⟧ after``.  ``ignores`` are
sentences in which no figure may be found; ``reads`` are near misses that must pass.  Lengths of time are weighed in
``minuted.nlp.numbers.lengths_gate``: most of them ("within 28 days", "for six months") say when, not how much.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from minuted.nlp.numbers.bars import BARS
from minuted.nlp.numbers.units import DURATIONS
from minuted.nlp.numbers.waits import is_measured_length
from minuted.nlp.reading import Draft, Reading

BEFORE, AFTER = 70, 48
"""How many characters on either side a rule may look at."""


def reject_drafts(reading: Reading) -> None:
    """Set ``rejected`` on every draft that is not a figure."""
    kept: list[Draft] = []
    for draft in reading.drafts:
        if draft.table is None:
            draft.rejected = reason_against(draft, reading.text, kept)
            if draft.rejected is None:
                kept.append(draft)


def setting(text: str, start: int, end: int, low: int, high: int) -> str:
    """The number in its setting: "compared to ⟦287⟧ at the same".

    >>> setting("There were 312 children.", 11, 14, 0, 24)
    'There were ⟦312⟧ children.'
    """
    before = text[max(low, start - BEFORE) : start]
    after = text[end : min(high, end + AFTER)]
    return " ".join(f"{'' if start - BEFORE > low else ' '}{before}⟦{text[start:end]}⟧{after}".split(" ")).strip(" ")


def reason_against(draft: Draft, text: str, kept: Iterable[Draft] = ()) -> str | None:
    """Why this is not a figure, or None."""
    quantity, sentence = draft.quantity, draft.sentence
    told = setting(text, quantity.start, quantity.end, sentence.start, sentence.end)
    for bar in BARS[quantity.unit if quantity.unit in BARS else "other"]:
        if bar.pattern.search(told):
            return bar.name
    if quantity.unit in DURATIONS and not quantity.unit_inherited:
        earlier = [other for other in kept if other.sentence is sentence and other.quantity.unit == quantity.unit]
        return None if is_measured_length(told, quantity, sentence, bool(earlier)) else "length_of_time"
    return None
