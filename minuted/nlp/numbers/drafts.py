"""Quantities become drafts, and a bare number takes the unit that its neighbours or its subject state.

"61.4 per 10,000, above our statistical neighbours (62)": 62 is a rate per 10,000 too.  "The average number of days lost
was 9.8": days.  Each such unit is marked ``unit_inherited`` and says what it was read from.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from minuted.nlp.numbers.scan import Scan
from minuted.nlp.numbers.stated import Stated, is_line_of_account, stated_by, stated_for, stated_in, takes
from minuted.nlp.numbers.units import DURATIONS
from minuted.nlp.reading import Draft, Quantity, Reading, Sentence

NEAR = 12
"""How many quantities back a unit is looked for."""
LEAD = 240
"""How far back, in characters, the words count that tell a bare number's unit."""
_BARE = frozenset({"count", "count_range", "none", "scaled_count"})
_NOT_HANDED_ON = frozenset({"count", "rank", "ratio", "times"})
Told = tuple[str, str] | None
"""A unit and what it was read from."""

_STOPS = (
    r"(?:in|at|on|of|by|for|from|to|and|or|but|the|a|an|as|against|compared|per|last|this|than|which|while|when|"
    r"with|after|"
    r"before|nationally|national|respectively|during|over|under|up|down|was|were|is|are|had|has|have|will|would|"
    r"due|given|"
    r"year|years|only|better|worse|higher|lower|above|below|target|set|recorded|following|since|between|within|"
    r"by|achieved|"
    r"now|today|overall|regionally|locally|lost|so|it|we|they|if|though|although|despite|via|using|across|i\.e|"
    r"e\.g|both|"
    r"England|Wales|Scotland|short|fewer|less|more|better|across)"
)
_COUNTED = re.compile(rf"\s*(?!{_STOPS}\b)[A-Za-z][A-Za-z'’&/-]*", re.IGNORECASE)
_SHARED_OUT = re.compile(r"\s+of\s+(?:which|whom|these|those|them|the|our|all|\d)|\s+(?:fewer|more|less)\b")
_OF_THEM = re.compile(r"\s+of\s+(?:them|these|those|which)\b")
_ENDS = re.compile(r"\s*(?:[.;:,)\]|/]|$|[-–]\s)")
_TO_THE_NEXT = re.compile(r"\s*(?:(?:in|at|on) [^,;.()]{1,30}\s)?(?:to|and|or|[-–])\s*(?:\w+\s)?")
_COMPARED_NOUN = re.compile(
    r"\b(?:averages?|figures?|targets?|baseline|benchmark|rates?|median|level|neighbours|standards?|thresholds?|"
    r"(?:family|peer|comparator|cipfa|benchmarking) group)\b",
    re.IGNORECASE,
)
_NO_TIME = re.compile(
    r"\b(?:caseloads?|costs?|prices?|staff|posts|populations?|number of (?!days|weeks|hours))", re.IGNORECASE
)
"""What a sentence is about when its number is no length of time, whatever the sentence before it measured."""
_LISTED = re.compile(r"(?:[:;] ?|^)(?:[a-z]+ ){1,3}$", re.IGNORECASE)
_COMPARES = re.compile(
    r"(?:\(|\bv|\bvs|\b(?:against|compared (?:to|with)|from|to|than|targets?(?: of| being| is| was| for)?|"
    r"average(?: of| was| is)?|"
    r"nationally|national(?:ly)?|england(?: was| is)?|wales(?: was)?|scotland was|baseline(?: of)?|versus|"
    r"level(?: of)?|region|"
    r"benchmark(?: of| median)?|median(?: of| was)?|standard(?: is| was| of| being)?|(?:cut off|limit|ceiling|"
    r"maximum|minimum)(?: of)?|"
    r"having been|had been|neighbours|plan|previously|twice the|double the|to be|(?:england|average|target|"
    r"region|wales|midlands|"
    r"west|east|north|south|neighbours|london|national)[^.;()]{0,24}|was|for|and|or|with|men|women|boys|girls)|"
    r"[:/=])\s*"
    r"(?:a |an |the |some |about |around |just |only |over |under |nearly |almost |now |c\.? ?|[<>~] ?){0,2}$",
    re.IGNORECASE,
)
_SUBJECTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (unit, re.compile(pattern, re.IGNORECASE))
    for unit, pattern in (
        ("per_100000", r"\b(?:per|/)\s?(?:100,?000|100k|hundred thousand)\b"),
        ("per_10000", r"\b(?:per|/)\s?(?:10,?000|10k|ten thousand)\b"),
        ("per_1000", r"\b(?:per|/)\s?(?:1,?000|thousand)\b"),
        ("years", r"\blife expectanc\w+|\baverage age\b|\bnumber of years\b"),
        (
            "score",
            r"\bscor(?:e|es|ed|ing)\b|\bindex\b|\battainment 8\b|\bprogress 8\b|\b(?:star|energy) rating\b|"
            r"\b(?:HSMR|SHMI)\b|\b(?:pass|last year['’]s) mark\b",
        ),
        ("hours", r"\b(?:unmet|contact|volunteer|teaching) hours\b|\bhours (?:went|rose|fell|came to|totalled)\b"),
        (
            "days",
            r"\b(?:average|mean|median|number of)(?: \w+){0,3} days\b|\bdays (?:lost|delayed)\b|\b(?:bed|delayed|"
            r"sick) days\b",
        ),
        ("weeks", r"\b(?:average|mean|median|number of)(?: \w+){0,3} weeks\b"),
        ("minutes", r"\b(?:in|number of) minutes\b"),
    )
)
_STATES = re.compile(
    r"\b(?:was|were|is|are|stood at|been|be|fell|rose|of|to|from|at|averag\w+|:|=)\W*$|[:=]\s*$", re.IGNORECASE
)
_COSTS = re.compile(
    r"\b(?:cost|costs|budget|borrowing|spend\w*|expenditure|charge|fee|income|subsidy|saving|savings|grant|"
    r"funding|price|"
    r"overspend|underspend|debt|deficit|surplus|balance|premium|receipt|receipts|interest)\b",
    re.IGNORECASE,
)


def draft_quantities(reading: Reading) -> None:
    """Add a draft for every quantity of every sentence."""
    scan = Scan(reading)
    previous: list[Quantity] = []
    headings: tuple[str, ...] = ()
    above: Stated | None = None
    for sentence in reading.sentences:
        if sentence.headings != headings:
            title = sentence.headings[-1] if sentence.headings else ""
            previous, headings, above = [], sentence.headings, stated_by(title)
        found = scan.between(sentence.start, sentence.end)
        if not (above and is_line_of_account(reading.text, sentence, found)):
            above = stated_in(sentence, bool(found))
        if found:
            found = _scaled(reading.text, sentence, found, stated_for(sentence, above))
            drafts = hand_on_units(reading.text, sentence, found, previous)
            reading.drafts.extend(drafts)
            previous = [draft.quantity for draft in drafts]


def _scaled(text: str, sentence: Sentence, found: list[Quantity], stated: Stated | None) -> list[Quantity]:
    """The quantities, those of an account in the unit and scale that stands over them."""
    if stated is None:
        return found
    return [
        replace(
            quantity,
            value=round(quantity.value * stated.factor, 6),
            value_to=None if quantity.value_to is None else round(quantity.value_to * stated.factor, 6),
            unit=stated.unit,
            rule=f"stated_{stated.unit}",
            unit_inherited=True,
        )
        if quantity.rule == "count" and takes(text, sentence, quantity)
        else quantity
        for quantity in found
    ]


def hand_on_units(
    text: str, sentence: Sentence, found: Sequence[Quantity], previous: Sequence[Quantity] = ()
) -> list[Draft]:
    """The drafts of one sentence's quantities; ``previous`` are those of the sentence before it."""
    drafts: list[Draft] = []
    for index, quantity in enumerate(found):
        before = [draft.quantity for draft in drafts[-NEAR:]]
        told = _unit_of_bare(text, sentence, quantity, before, found[index + 1 : index + 2], previous[-NEAR:])
        evidence = {"value": quantity.rule}
        if quantity.rule.startswith("stated_"):
            evidence["unit"] = "stated in the words above or before it"
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
) -> Told:
    """(unit, what it was read from) of a bare number; None where it counts something or nothing tells."""
    if quantity.rule == "unit_tonnes":
        carbon = next((q for q in (*reversed(before), *reversed(previous)) if q.unit == "tco2e"), None)
        return None if carbon is None else ("tco2e", _as(text, carbon))
    if quantity.rule not in _BARE:
        return None
    bare = Bare(text, sentence, quantity, text[max(sentence.start, quantity.start - LEAD) : quantity.start])
    if quantity.rule == "none":
        money = any(q.unit == "gbp" for q in before) or _COSTS.search(bare.lead) is not None
        return ("gbp", "a sum of money is spoken of") if money else None
    told = _from_whole(bare, before or previous)
    if told is not None or bare.counts_something:
        return told
    return (
        _from_following(bare, after)
        or _from_before(bare, before)
        or _from_subject(bare, before)
        or _from_previous(bare, before, previous)
    )


@dataclass(frozen=True, slots=True)
class Bare:
    """A number without a unit of its own, with the words of its sentence before it."""

    text: str
    sentence: Sentence
    quantity: Quantity
    lead: str

    @property
    def fraction(self) -> bool:
        """Whether it is printed with decimals: then it counts nothing, whatever follows it."""
        return "." in self.text[self.quantity.start : self.quantity.end]

    @property
    def in_words(self) -> bool:
        """Whether it is printed in letters."""
        return self.text[self.quantity.start].isalpha()

    @property
    def counts_something(self) -> bool:
        """Whether the word after it is what it counts: "41 of the 312 children", "287 at the same point" does not."""
        end = self.quantity.end
        return not self.fraction and bool(_COUNTED.match(self.text, end) or _SHARED_OUT.match(self.text, end))

    @property
    def ends_a_clause(self) -> bool:
        """Whether a stop, bracket or comma follows."""
        return _ENDS.match(self.text, self.quantity.end) is not None

    @property
    def in_brackets(self) -> bool:
        """Whether it stands inside brackets."""
        return self.lead.count("(") > self.lead.count(")")


def _as(text: str, source: Quantity) -> str:
    return f"as {text[source.start : source.end]!r}"


def _from_whole(bare: Bare, before: Sequence[Quantity]) -> Told:
    """ "587 delayed days, 203 of them ...": a part has the unit of its whole."""
    if (
        not before
        or before[-1].unit in _NOT_HANDED_ON
        or before[-1].unit not in (*DURATIONS, "tonnes", "fte", "tco2e", "kg")
    ):
        return None
    part = _OF_THEM.match(bare.text, bare.quantity.end) or re.search(r"\bof which (?:\w+ )?$", bare.lead)
    fits = part and bare.quantity.value < before[-1].value
    return (before[-1].unit, f"part of {bare.text[before[-1].start : before[-1].end]!r}") if fits else None


def _from_following(bare: Bare, after: Sequence[Quantity]) -> Told:
    """ "from 98 to 95 per cent": the second number states the unit of both."""
    if not after or after[0].unit in _NOT_HANDED_ON or after[0].unit == "gbp":
        return None
    between = bare.text[bare.quantity.end : after[0].start]
    moved = re.search(r"\b(?:from|between)\s(?:\w+\s)?$", bare.lead) is not None
    by = after[0].unit.startswith("per_") and re.search(r"\bby\s(?:\w+\s)?$", bare.lead) is not None
    if _TO_THE_NEXT.fullmatch(between) is None or not (moved or by):
        return None
    return after[0].unit, _as(bare.text, after[0])


def _from_before(bare: Bare, before: Sequence[Quantity]) -> Told:
    """The unit of the number it is compared with: of those of like size, the nearest."""
    if not bare.fraction and not _COMPARES.search(bare.lead[-60:]):
        return None
    inside = bare.in_brackets
    near = [q for q in before[-6:] if q.rule != "none" and _alike(q, bare)]
    near = [q for q in near if inside or not _bracketed(bare, q)]
    if not near:
        return None
    best = min(near, key=lambda q: (round(abs(_size(q) - _size(bare.quantity)) / 0.3), bare.quantity.start - q.end))
    if best.unit in _NOT_HANDED_ON or (best.unit == "gbp" and not best.unit_inherited):
        return None
    if (best.unit == "fte" and not bare.fraction) or (best.unit == "percent" and bare.in_words):
        return None
    return best.unit, _as(bare.text, best)


def _bracketed(bare: Bare, other: Quantity) -> bool:
    lead = bare.text[max(bare.sentence.start, other.start - LEAD) : other.start]
    return lead.count("(") > lead.count(")") and ")" in bare.text[other.end : bare.quantity.start]


def _size(quantity: Quantity) -> float:
    return math.log10(max(abs(quantity.value), 0.05))


def _alike(other: Quantity, bare: Bare) -> bool:
    if other.unit == "percent" and (bare.quantity.value > 100 or abs(other.value - bare.quantity.value) > 40):
        return False
    return abs(_size(other) - _size(bare.quantity)) <= (1.3 if bare.fraction else 0.65)


def _from_subject(bare: Bare, before: Sequence[Quantity]) -> Told:
    """ "The average number of days lost was 9.8": the subject names the unit."""
    if not (bare.fraction or _STATES.search(bare.lead)):
        return None
    clause = re.split(r";|\. |, (?:and|but|while|with)\b", bare.lead)[-1]
    offset = bare.quantity.start - len(clause)
    for unit, pattern in _SUBJECTS:
        told = pattern.search(clause)
        if told is None or any(q.start <= offset + told.start() < q.end for q in before):
            continue
        return unit, f"subject: {told[0]!r}"
    return None


def _from_previous(bare: Bare, before: Sequence[Quantity], previous: Sequence[Quantity]) -> Told:
    """The sentence before states it: "... 741 per 100,000. The national average was 709." """
    if any(q.unit == "count" and _alike(q, bare) for q in before):
        return None
    sources = [q for q in previous if q.unit not in (*_NOT_HANDED_ON, "gbp", "fte") and _alike(q, bare)]
    if not sources:
        return None
    compared = _COMPARED_NOUN.search(bare.lead) is not None
    timed = sources[-1].unit in DURATIONS
    if timed and _NO_TIME.search(bare.sentence.text):
        return None
    listed = _LISTED.search(bare.lead) is not None and sources[-1].unit != "percent" and not timed
    if not (bare.fraction or compared or (listed and bare.ends_a_clause)):
        return None
    best = sources[-1]
    return best.unit, f"sentence before: {bare.text[best.start : best.end]!r}"
