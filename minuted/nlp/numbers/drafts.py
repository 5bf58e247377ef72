"""Quantities become drafts, and a bare number takes the unit that its neighbour states.

"61.4 per 10,000, above our statistical neighbours (62)": 62 is a rate per 10,000 too.
"""

from __future__ import annotations

import re
from dataclasses import replace

from minuted.nlp.numbers.scan import Masks, find_quantities
from minuted.nlp.reading import Draft, Quantity, Reading, Sentence

_MAY_HOLD = re.compile(r"\d|½|[a-z]{3}", re.IGNORECASE)


def draft_quantities(reading: Reading) -> None:
    """Add a draft for every quantity of every sentence."""
    masks = Masks([(mention.start, mention.end) for mention in reading.period_mentions])
    previous: list[Quantity] = []
    for sentence in reading.sentences:
        found = find_quantities(reading, sentence, masks)
        if not found:
            previous = []
            continue
        for draft in hand_on_units(reading, sentence, found, previous):
            reading.drafts.append(draft)
        previous = [draft.quantity for draft in reading.drafts[-len(found) :]]


def hand_on_units(reading: Reading, sentence: Sentence, found: list[Quantity], previous: list[Quantity]) -> list[Draft]:
    """The drafts of one sentence; ``previous`` are the quantities of the sentence before it."""
    drafts: list[Draft] = []
    for quantity in found:
        told = inherited_unit(reading.text, sentence, quantity, [draft.quantity for draft in drafts])
        if told is None:
            drafts.append(Draft(quantity, sentence, evidence={"value": quantity.rule}))
            continue
        unit, source = told
        changed = replace(quantity, unit=unit, unit_inherited=True)
        drafts.append(Draft(changed, sentence, evidence={"value": quantity.rule, "unit": source}))
    return drafts


_BARE = {"count", "count_range", "none"}
_COMPARES = re.compile(
    r"(?:\(|\b(?:against|compared (?:to|with)|compares with|from|to|than|target|of|at|was|is|and|or|for|average|national|england|"
    r"figure|by|being|had been|to be|up|down|vs?|versus|while|baseline|level|region|nationally|,)|[:=/–-])\s*"
    r"(?:a |an |the |some |about |around |just |only |over |under |[<>~+] ?)*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s*(?:[-–]\s)?(?!(?:in|at|on|of|by|for|from|to|and|or|but|the|a|an|as|against|compared|per|last|this|than|which|while|"
    r"when|with|after|before|nationally|national|respectively|during|over|under|up|down|was|were|is|are|had|has|have|for|"
    r"England|respectively|year|it|we|so|only|better|worse|higher|lower|above|below|target|set|recorded|lost)\b)"
    r"[A-Za-z][A-Za-z'’-]+",
)


def inherited_unit(text: str, sentence: Sentence, quantity: Quantity, before: list[Quantity]) -> tuple[str, str] | None:
    """(unit, what it was read from) for a bare number beside one that states its unit; None where it stands alone.

    A number that counts the noun after it ("41 of the 312 children") inherits nothing.
    """
    if quantity.rule not in _BARE:
        return None
    source = next((other for other in reversed(before) if other.rule != "none"), None)
    if source is None or source.unit in ("count", "rank", "ratio", "times"):
        return None
    counted = _COUNTED.match(text, quantity.end)
    if counted is not None:
        return None
    lead = text[sentence.start : quantity.start]
    if not _COMPARES.search(lead):
        return None
    return source.unit, f"as {text[source.start : source.end]!r}"
