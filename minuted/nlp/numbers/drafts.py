"""Quantities become drafts, and a bare number takes the unit that its neighbours or its subject state.

"61.4 per 10,000, above our statistical neighbours (62)": 62 is a rate per 10,000 too.  "The average number of days lost
was 9.8": days.  Each such unit is marked ``unit_inherited`` and says what it was read from.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from minuted.nlp.numbers.masked import find_masked
from minuted.nlp.numbers.units import DURATIONS
from minuted.nlp.numbers.scan import Masks, find_quantities
from minuted.nlp.reading import Draft, Quantity, Reading, Sentence

_BARE = frozenset({"count", "count_range", "none", "scaled_count"})
_NOT_HANDED_ON = frozenset({"count", "rank", "ratio", "times"})
_CLOSE = 20.0
"""A neighbour's unit is taken only where the values are within this factor of each other."""

_STOPS = (
    r"(?:in|at|on|of|by|for|from|to|and|or|but|the|a|an|as|against|compared|per|last|this|than|which|while|when|with|after|"
    r"before|nationally|national|respectively|during|over|under|up|down|was|were|is|are|had|has|have|will|would|due|given|"
    r"year|years|only|better|worse|higher|lower|above|below|target|set|recorded|following|since|between|within|by|achieved|"
    r"now|today|overall|regionally|locally|lost|so|it|we|they|if|though|although|despite|via|using|across|i\.e|e\.g|both|"
    r"England|Wales|Scotland|short|fewer|less|more|better|across)"
)
_COUNTED = re.compile(rf"\s*(?!{_STOPS}\b)[A-Za-z][A-Za-z'’&/-]*", re.IGNORECASE)
_SHARED_OUT = re.compile(r"\s+of\s+(?:which|whom|these|those|them|the|our|all|\d)|\s+(?:fewer|more|less)\b")
_OF_THEM = re.compile(r"\s+of\s+(?:them|these|those|which)\b")
_ENDS = re.compile(r"\s*(?:[.;:,)\]|/]|$|[-–]\s)")
_COMPARES = re.compile(
    r"(?:[(\[:=|/–,-]|\b(?:against|with|from|to|than|target|of|at|was|is|were|are|and|or|for|average|national|nationally|"
    r"england|wales|figure|by|being|been|be|up|down|vs?|versus|while|baseline|level|region|benchmark|median|standard|"
    r"had|only|just|men|women|boys|girls|both|stood|the|plan|actual|overall|neighbours|year|previously))\s*"
    r"(?:a |an |the |some |about |around |just |only |over |under |nearly |almost |c\.? ?|[<>~] ?){0,2}$",
    re.IGNORECASE,
)
_SUBJECTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (unit, re.compile(pattern, re.IGNORECASE))
    for unit, pattern in (
        ("per_100000", r"\b(?:per|/)\s?(?:100,?000|100k|hundred thousand)\b"),
        ("per_10000", r"\b(?:per|/)\s?(?:10,?000|10k|ten thousand)\b"),
        ("per_1000", r"\b(?:per|/)\s?(?:1,?000|thousand)\b"),
        ("years", r"\blife expectanc\w+|\baverage age\b|\bnumber of years\b"),
        ("score", r"\bscor(?:e|es|ed|ing)\b|\bindex\b|\battainment 8\b|\bprogress 8\b|\bstar rating\b"),
        ("days", r"\b(?:average |mean |median )?(?:number of )?(?:working |calendar )?days\b(?: \w+){0,8}"),
        ("weeks", r"\b(?:average |mean |median )?(?:number of |time \w+ )?weeks\b"),
        ("minutes", r"\b(?:in|number of) minutes\b"),
    )
)
_STATES = re.compile(
    r"\b(?:was|were|is|are|stood at|been|be|fell|rose|of|to|from|at|averag\w+|:|=)\W*$|[:=]\s*$", re.IGNORECASE
)
_COSTS = re.compile(
    r"\b(?:cost|costs|budget|borrowing|spend\w*|expenditure|charge|fee|income|subsidy|saving|savings|grant|funding|price|"
    r"overspend|underspend|debt|deficit|surplus|balance|premium|receipt|receipts|interest)\b",
    re.IGNORECASE,
)


def draft_quantities(reading: Reading) -> None:
    """Add a draft for every quantity of every sentence."""
    masks = Masks([*((m.start, m.end) for m in reading.period_mentions), *find_masked(reading.text)])
    previous: list[Quantity] = []
    headings: tuple[str, ...] = ()
    for sentence in reading.sentences:
        if sentence.headings != headings:
            previous, headings = [], sentence.headings
        found = find_quantities(reading, sentence, masks)
        if found:
            drafts = hand_on_units(reading.text, sentence, found, previous)
            reading.drafts.extend(drafts)
            previous = [draft.quantity for draft in drafts]


def hand_on_units(
    text: str, sentence: Sentence, found: Sequence[Quantity], previous: Sequence[Quantity] = ()
) -> list[Draft]:
    """The drafts of one sentence's quantities; ``previous`` are those of the sentence before it."""
    drafts: list[Draft] = []
    for index, quantity in enumerate(found):
        before = [draft.quantity for draft in drafts]
        told = _unit_of_bare(text, sentence, quantity, before, found[index + 1 :], previous)
        evidence = {"value": quantity.rule}
        if told is not None:
            quantity = replace(quantity, unit=told[0], unit_inherited=True)
            evidence["unit"] = told[1]
        drafts.append(Draft(quantity, sentence, evidence=evidence))
    return drafts


def _unit_of_bare(
    text: str,
    sentence: Sentence,
    quantity: Quantity,
    before: Sequence[Quantity],
    after: Sequence[Quantity],
    previous: Sequence[Quantity],
) -> tuple[str, str] | None:
    """(unit, what it was read from) of a bare number; None where it counts something or nothing tells."""
    if quantity.rule == "unit_tonnes":
        carbon = next((q for q in (*reversed(before), *reversed(previous)) if q.unit == "tco2e"), None)
        return None if carbon is None else ("tco2e", f"as {text[carbon.start : carbon.end]!r}")
    if quantity.rule not in _BARE:
        return None
    if quantity.rule == "none":
        return _unit_of_none(text, sentence, quantity, before)
    fraction = not float(quantity.value).is_integer()
    if _OF_THEM.match(text, quantity.end) and before and before[-1].unit in DURATIONS and _alike(before[-1], quantity):
        return before[-1].unit, f"of the {text[before[-1].start : before[-1].end]!r}"
    if not fraction and (_COUNTED.match(text, quantity.end) or _SHARED_OUT.match(text, quantity.end)):
        return None
    return (
        _from_following(text, quantity, after)
        or _from_before(text, sentence, quantity, before, fraction)
        or _from_subject(text, sentence, quantity, fraction)
        or _from_previous(text, sentence, quantity, before, previous, fraction)
    )


def _unit_of_none(
    text: str, sentence: Sentence, quantity: Quantity, before: Sequence[Quantity]
) -> tuple[str, str] | None:
    if any(q.unit == "gbp" for q in before) or _COSTS.search(text, sentence.start, quantity.start):
        return "gbp", "a sum of money is spoken of"
    return None


def _from_following(text: str, quantity: Quantity, after: Sequence[Quantity]) -> tuple[str, str] | None:
    """ "from 98 to 95 per cent": the second number states the unit of both."""
    if not after or after[0].unit in _NOT_HANDED_ON or after[0].unit == "gbp":
        return None
    between = text[quantity.end : after[0].start]
    if re.fullmatch(r"\s*(?:(?:in|at|on) [^,;.()]{1,30}\s)?(?:to|and|or|[-–])\s*(?:\w+\s)?", between) is None:
        return None
    joined = re.search(r"\bfrom\s+(?:\w+\s)?$|\bbetween\s+$", text[max(0, quantity.start - 20) : quantity.start])
    return (after[0].unit, f"as {text[after[0].start : after[0].end]!r}") if joined else None


def _from_before(
    text: str, sentence: Sentence, quantity: Quantity, before: Sequence[Quantity], fraction: bool
) -> tuple[str, str] | None:
    """The unit of the number it is compared with: the nearest one of like size."""
    if not fraction and not _COMPARES.search(text, max(sentence.start, quantity.start - 40), quantity.start):
        return None
    near = [q for q in before[-5:] if q.rule != "none" and _alike(q, quantity)]
    if not near:
        return None
    best = min(near, key=lambda q: (abs(_size(q) - _size(quantity)) > 0.7, quantity.start - q.end))
    if best.unit in _NOT_HANDED_ON or (best.unit == "gbp" and not best.unit_inherited):
        return None
    return best.unit, f"as {text[best.start : best.end]!r}"


def _size(quantity: Quantity) -> float:
    return math.log10(max(abs(quantity.value), 0.05))


def _alike(other: Quantity, quantity: Quantity) -> bool:
    if other.unit == "percent" and quantity.value > 100:
        return False
    return abs(_size(other) - _size(quantity)) <= math.log10(_CLOSE)


def _from_subject(text: str, sentence: Sentence, quantity: Quantity, fraction: bool) -> tuple[str, str] | None:
    """ "The average number of days lost was 9.8": the subject names the unit."""
    lead = text[sentence.start : quantity.start]
    if not (fraction or _STATES.search(lead) or _COMPARES.search(lead[-40:])):
        return None
    for unit, pattern in _SUBJECTS:
        told = pattern.search(lead)
        if told is not None and (
            fraction or _ENDS.match(text, quantity.end) or _COUNTED.match(text, quantity.end) is None
        ):
            if unit in ("days", "weeks") and not re.search(r"average|mean|median|number of", lead, re.IGNORECASE):
                continue
            return unit, f"subject: {told[0]!r}"
    return None


def _from_previous(
    text: str,
    sentence: Sentence,
    quantity: Quantity,
    before: Sequence[Quantity],
    previous: Sequence[Quantity],
    fraction: bool,
) -> tuple[str, str] | None:
    """The sentence before states it: "... 741 per 100,000. The national average was 709." """
    if any(q.unit == "count" and _alike(q, quantity) for q in before):
        return None
    sources = [q for q in previous if q.unit not in (*_NOT_HANDED_ON, "gbp") and _alike(q, quantity)]
    if not sources or not (fraction or _ENDS.match(text, quantity.end) or _COUNTED.match(text, quantity.end) is None):
        return None
    lead = text[sentence.start : quantity.start]
    told = re.search(
        r"\b(?:average|figure|target|baseline|benchmark|rate|median|level|neighbours|standard)\b", lead, re.I
    )
    if not fraction and told is None and not re.search(r"[a-z][:]? $", lead):
        return None
    if not fraction and told is None and sources[-1].unit == "percent":
        return None
    best = sources[-1]
    if best.unit == "fte" and not fraction:
        return None
    return best.unit, f"sentence before: {text[best.start : best.end]!r}"
