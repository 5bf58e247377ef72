"""The role of each figure: observed, compared with, aimed at, expected, allotted, or a change between two values.

Cues (``cues.py``) at their distance from the figure, the unit, the area it is tied to and the role of the figure it
goes on from are weighed by a small multinomial model (``lexicon/role_weights.json``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from minuted.nlp.areas import tied_area
from minuted.nlp.cues import cues_in, read_cues
from minuted.nlp.linear import Array, load_model
from minuted.nlp.reading import Draft, Reading
from minuted.nlp.role_votes import cast_votes

_MONEY = frozenset({"gbp", "usd", "eur"})
_TIME = frozenset({"minutes", "hours", "days", "weeks", "months", "years"})
_HEADER_CUES: tuple[tuple[str, str], ...] = (
    ("overspend", "actual"),
    ("rise", "change"),
    ("target", "target"),
    ("limit", "target"),
    ("forecast", "forecast"),
    ("budget", "budget"),
    ("allot", "budget"),
    ("outturn", "actual"),
    ("average", "comparator"),
)
_NEAR_WORDS = frozenset(
    "of to from by at was were is are a an the than over up down nearly about almost some another further "
    "between and or with "
    "for in just only under around against : ( , - – | / be been set additional c. est. target plus + < > = not "
    "below above "
    "national england had have has within least most".split()
)
_NEXT_WORDS = frozenset(
    "more fewer less higher lower above below up down over under of in for to from on against compared target "
    "increase reduction "
    "rise fall decrease growth better worse and or has have had was were is are would will per a by than at ) ( "
    ", ; . | / - – "
    "budget saving savings overspend underspend short ahead points improvement additional new further between "
    "standard limit".split()
)
_COMPARED = frozenset({"A:group", "A:coded"})
_CHANGED = frozenset({"Q:doubled", "Q:rise", "sign:1", "w-1:+", "points aside"})
"""Features that the few gold passages hold too seldom for their weight to be learnt."""
_BEGINS_THAT = re.compile(r"(?:that|to|approves?|agrees?)\b", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z][\w'’.-]*|[^\w\s]")


def read_role(text: str) -> str | None:
    """The role that the words of a heading give its values, or None.

    >>> read_role("Target 2016/17"), read_role("Forecast outturn"), read_role("England average"), read_role("Q1")
    ('target', 'forecast', 'comparator', None)
    """
    found = cues_in(text)
    return next((role for cue, role in _HEADER_CUES if cue in found), None)


def assign_roles(reading: Reading) -> None:
    """Set ``draft.role`` of every figure of the prose."""
    model = load_model("role_weights")
    drafts = [draft for draft in reading.drafts if draft.table is None and draft.rejected is None]
    rows = list(role_features(reading, drafts))
    for draft, row, chances in zip(drafts, rows, model.chances(rows), strict=True):
        draft.role, draft.features["role_chance"] = decide(model.classes, chances, row)
        draft.evidence["role"] = _evidence(row)


def decide(classes: list[str], chances: Array, row: list[str]) -> tuple[str, float]:
    """The role and its chance; an observed value of another nation, region or group is there to compare with."""
    best = int(chances.argmax())
    role = classes[best]
    if role == "actual" and not _COMPARED.isdisjoint(row):
        role = "comparator"
    elif role == "actual" and not _CHANGED.isdisjoint(row):
        role = "change"
    return role, float(chances[best])


def _evidence(row: list[str]) -> str:
    cues = [name for name in row if name.startswith(("L:", "R:")) and name.endswith((":0", ":1"))]
    return "cues: " + ", ".join(dict.fromkeys(name.split(":")[1] for name in cues)) if cues else "no cue near it"


def role_features(reading: Reading, drafts: list[Draft]) -> Iterator[list[str]]:
    """The features of each draft; drafts stand in the order of the text."""
    for _, group in groupby(drafts, key=lambda draft: draft.sentence.start):
        told = list(group)
        sentence = told[0].sentence
        cues = read_cues(reading.text, sentence.start, sentence.end)
        masked = _masked(reading, told)
        context = list(_context_features(told[0]))
        spans = [(draft.quantity.start, draft.quantity.end) for draft in told]
        earlier: list[str] = []
        for position, draft in enumerate(told):
            others = spans[:position] + spans[position + 1 :]
            own = [*_clause_features(reading, draft, cues, others), *_unit_features(draft, position, len(told))]
            own += _vote_features(draft, masked)
            bracket = [f"(:{name}" for name in earlier] if earlier and "w-1:(" in own else []
            yield [*own, *context, *bracket, *(f"prev:{name}" for name in earlier)]
            earlier = [name for name in own if name.startswith(("L:", "R:", "A:", "V:")) and name.count(":") < 2]


def _masked(reading: Reading, told: list[Draft]) -> str:
    """The sentence in lower case with every figure's characters replaced by ``#``."""
    sentence = told[0].sentence
    text = reading.text[sentence.start : sentence.end].lower()
    for draft in told:
        first, last = draft.quantity.start - sentence.start, draft.quantity.end - sentence.start
        text = text[:first] + "#" * (last - first) + text[last:]
    return text


def _vote_features(draft: Draft, masked: str) -> Iterator[str]:
    first, last = draft.quantity.start - draft.sentence.start, draft.quantity.end - draft.sentence.start
    money = draft.quantity.unit in _MONEY
    for vote in cast_votes(masked[max(0, first - 110) : first], masked[last : last + 70]):
        yield f"V:{vote.role}"
        yield f"V:{vote.name}:rule"
        yield f"V:{vote.role}:{'money' if money else draft.quantity.unit}"


def _context_features(draft: Draft) -> Iterator[str]:
    sentence = draft.sentence
    for place, text in (("lead", sentence.lead_in), ("head", sentence.headings[-1] if sentence.headings else None)):
        for name in cues_in(text) if text else ():
            yield f"{place}:{name}"
            yield f"{place}:{name}:{'money' if draft.quantity.unit in _MONEY else 'plain'}"
    yield f"block:{sentence.block.kind}"
    if _BEGINS_THAT.match(sentence.text):
        yield "begins:that"


def _unit_features(draft: Draft, position: int, count: int) -> Iterator[str]:
    quantity = draft.quantity
    said = draft.sentence.text[quantity.start - draft.sentence.start : quantity.end - draft.sentence.start]
    for name in cues_in(said):
        yield f"Q:{name}"
    yield f"unit:{unit_class(quantity.unit)}"
    if quantity.sign:
        yield f"sign:{quantity.sign}"
    aside = draft.sentence.text[: quantity.start - draft.sentence.start].endswith("(")
    if quantity.unit == "percentage_points" and (quantity.sign or aside):
        yield "points aside"
    if position == 0:
        yield "first"
    if position == count - 1:
        yield "last"


def unit_class(unit: str) -> str:
    """The unit with like ones taken together: money, time.

    >>> unit_class("gbp"), unit_class("weeks"), unit_class("percent")
    ('money', 'time', 'percent')
    """
    return "money" if unit in _MONEY else "time" if unit in _TIME else unit


def _clause_features(
    reading: Reading, draft: Draft, cues: list[tuple[int, int, str]], others: list[tuple[int, int]]
) -> Iterator[str]:
    """The cues between the figure and its neighbours, the words right beside it, and the area it is tied to."""
    text, quantity, sentence = reading.text, draft.quantity, draft.sentence
    start, end = draft.clause or (sentence.start, sentence.end)
    kind = "money" if quantity.unit in _MONEY else "plain"
    low, high = quantity.start, quantity.end
    before = max([last for _, last in others if last <= low], default=sentence.start)
    after = min([first for first, _ in others if first >= high], default=sentence.end)
    for first, last, name in cues:
        if before <= first and last <= low:
            yield from _cue_names("L" if first >= start else "l", name, text.count(" ", last, low), kind)
        elif high <= first and last <= after:
            yield from _cue_names("R" if last <= end else "r", name, text.count(" ", high, first), kind)
    yield from _neighbours(text, draft, max(before, sentence.start), after)
    area = tied_area(draft, reading)
    if area is not None:
        yield "A:own" if area.is_own else "A:group" if area.is_group else "A:coded" if area.code else "A:place"


@lru_cache(maxsize=16384)
def _cue_names(side: str, name: str, words: int, kind: str) -> tuple[str, str, str]:
    """The features of a cue so many words away; small letters for one outside the figure's clause."""
    away = 0 if words <= 1 else 1 if words <= 3 else 2 if words <= 7 else 3
    return f"{side}:{name}:{away}", f"{side}:{name}", f"{side}:{name}:{kind}:u"


def _neighbours(text: str, draft: Draft, first: int, last: int) -> Iterator[str]:
    """The words right before and after the figure, where they are small ones."""
    quantity = draft.quantity
    before = _TOKEN.findall(text[max(first, quantity.start - 30) : quantity.start].lower())
    after = _TOKEN.findall(text[quantity.end : min(last, quantity.end + 30)].lower())
    yield "w-1:" + (_small(before[-1], _NEAR_WORDS) if before else "")
    yield "w+1:" + (_small(after[0], _NEXT_WORDS) if after else "")


def _small(word: str, known: frozenset[str]) -> str:
    return word if word in known else "*"
