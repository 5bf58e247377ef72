"""The gate: which printed quantities are figures that somebody may later want to look up.

Each reason against is a ``Rule`` on the number in its setting, written as ``before ⟦number⟧ after``.  ``ignores`` are
sentences in which no figure may be found; ``reads`` are near misses that must pass.  Lengths of time are weighed in
``minuted.nlp.numbers.waits``: most of them ("within 28 days", "for six months") say when, not how much.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from minuted.nlp.numbers.bars import BARS
from minuted.nlp.numbers.bars.bar import Barrier
from minuted.nlp.numbers.furniture import find_furniture
from minuted.nlp.numbers.units import DURATIONS
from minuted.nlp.numbers.waits import is_measured_length
from minuted.nlp.reading import Draft, Quantity, Reading

WEIGHED = frozenset({*DURATIONS, "miles", "km", "other"})
BEFORE, AFTER = 60, 48
"""How many characters on either side a rule may look at."""


def reject_drafts(reading: Reading) -> None:
    """Set ``rejected`` on every draft that is not a figure."""
    kept: list[Draft] = []
    furniture = find_furniture(reading)
    for draft in reading.drafts:
        draft.rejected = furniture.get(id(draft))
        if draft.rejected is None and draft.table is None:
            draft.rejected = reason_against(draft, reading.text, kept)
            if draft.rejected is None:
                kept.append(draft)


def setting(text: str, start: int, end: int, low: int, high: int) -> str:
    """The number in its setting, with spaces folded.

    >>> setting("There were 312 children.", 11, 14, 0, 24)
    'There were ⟦312⟧ children.'
    """
    before = text[max(low, start - BEFORE) : start]
    after = text[end : min(high, end + AFTER)]
    return " ".join(f"{before}⟦{text[start:end]}⟧{after}".split())


@cache
def _barriers() -> dict[str, Barrier]:
    """The barrier of each unit; units with the same bars share one."""
    made: dict[int, Barrier] = {}
    for bars in BARS.values():
        if id(bars) not in made:
            made[id(bars)] = Barrier(bars)
    return {unit: made[id(bars)] for unit, bars in BARS.items()}


def reason_against(draft: Draft, text: str, kept: Iterable[Draft] = ()) -> str | None:
    """Why this is not a figure, or None.  ``kept`` are the drafts before it that passed."""
    quantity, sentence = draft.quantity, draft.sentence
    told = setting(text, quantity.start, quantity.end, sentence.start, sentence.end)
    bare = quantity.unit_inherited or quantity.unit == "count"
    reason = _barriers()["count" if bare else quantity.unit].reason(told)
    if reason is not None:
        return reason
    if quantity.rule == "fraction" and _told_again(quantity, text, sentence.end):
        return "told_twice"
    if quantity.unit in WEIGHED and not bare:
        earlier = any(d.sentence is sentence and d.quantity.unit == quantity.unit for d in kept)
        return None if is_measured_length(told, quantity, sentence, earlier) else "length"
    return None


_PERCENT_AFTER = re.compile(r"[^.;()]{0,50}\((?:c\.? ?|about |around )?(\d{1,3}(?:\.\d+)?)\s?(?:%|per cent)")


def _told_again(quantity: Quantity, text: str, end: int) -> bool:
    """ "Two thirds of respondents (66%)": the share in words is told again in figures, and only those are marked."""
    after = _PERCENT_AFTER.match(text, quantity.end, end)
    return after is not None and abs(float(after[1]) - 100 * quantity.value) <= 7
