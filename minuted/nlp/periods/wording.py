"""What the words around a figure say of its time: tense, a state or a flow, a unit cost, an answer or a decision."""

# ruff: noqa: E501 - patterns are kept whole, so that they can be read and searched for

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from minuted.nlp.facts import Period
from minuted.nlp.needles import Guarded, folded
from minuted.nlp.reading import Draft, Reading


@dataclass(frozen=True, slots=True)
class FigureFacts:
    """The wording around one figure, each slot one of a few words."""

    tense: str
    state: str
    cost: str
    setting: str
    value: str
    """"from" for the earlier value of a change ("up from 12"), "to" for its later one, else "plain"."""
    opens: str
    """How the sentence begins: "these" ("of these", "they"), "there" ("there were"), "number", or "plain"."""


_FUTURE = re.compile(
    r"\b(?:will|would|to be|expected|forecast|projected|estimated|proposed?|planned|if|assum\w+|could|should|shall)\b"
)
_PERFECT = re.compile(r"\bhad\b")
_PAST = re.compile(
    r"\b(?:was|were|rose|fell|received|completed|achieved|averaged|recorded|made|found|took|spent|came|saw|reached|"
    r"dropped|increased|decreased|accounted|issued)\b"
)
_PRESENT = re.compile(r"\b(?:is|are|has|have|stands?|remains?|costs?|pays?|covers?|there's)\b")
_STATE = re.compile(
    r"\b(?:st(?:ood|ands?) at|there (?:were|are|was|is)|open|live|waiting|outstanding|vacan\w+|balances?|reserves?|"
    r"headcount|in post|deficit|held|owed|caseload|placed|lived?|compliant|on the list|backlog|plans?|in temporary|"
    r"maintained|empty|registered|arrears|debt|employ\w+|workforce)\b"
)
_FLOW = re.compile(
    r"\b(?:received|completed|made|issued|recorded|reported|during|over the (?:year|quarter|period)|answered|calls|"
    r"requests?|contacts|referrals|applications|complaints|visits|spend|spent|expenditure|income|collected|attended|"
    r"incidents|offences|admissions|lost|sold|served|achieved)\b"
)
_COST = re.compile(
    r"\b(?:a|per|each|every) (?:week|day|night|year|month|annum|head|hour|place|pupil|tonne|person|household|child)\b|"
    r"\beach\b|\bapiece\b|\baverage cost\b|\bcosts?\b|\bcharge\b|\bfees?\b"
)
_ANSWER = Guarded(
    re.compile(
        r"\b(?:in (?:response|reply|answer)|asked|queried|questioned|replied|responded|advised|said|explained|stated|"
        r"councillor|cllr|member|clarified)\b"
    )
)
_DECISION = Guarded(
    re.compile(r"\b(?:resolved|recommend\w*|agree[sd]?|approve[sd]?|that the|be approved|authority|delegat\w+)\b")
)
_FROM = re.compile(
    r"\b(?:from|than|compared (?:to|with)|previously|formerly|was|as against|instead of)\s(?:the\s|an?\s|about\s|around\s|some\s|just\s)?$"
)
_TO = re.compile(r"\bto\s(?:the\s|about\s|around\s|some\s|just\s|over\s)?$")
_THESE = re.compile(
    r"^\W*(?:\S+\s){0,4}?(?:of (?:these|those|them|which|whom)|of the \d[\d,]*|these|they|this|that|it|the (?:remainder|rest|others?))\b"
)
_THERE = re.compile(r"^\W*there (?:were|was|are|is|had|have)\b")


def figure_facts(reading: Reading, draft: Draft) -> FigureFacts:
    """Read the wording of a figure's clause and sentence."""
    sentence, quantity, text = draft.sentence, draft.quantity, reading.text
    near = folded(text[max(sentence.start, quantity.start - 90) : min(sentence.end, quantity.end + 70)])
    close = folded(text[max(sentence.start, quantity.start - 40) : quantity.end + 30])
    before = folded(text[max(sentence.start, quantity.start - 30) : quantity.start])
    value = "from" if _FROM.search(before) else "to" if _TO.search(before) else "plain"
    return FigureFacts(
        tense=_tense(near),
        state=_state(near),
        cost="cost" if _COST.search(close) else "plain",
        setting=_setting(sentence.text, sentence.lead_in, sentence.block.kind),
        value=value,
        opens=_opening(sentence.text),
    )


_NUMBER_FIRST = re.compile(
    r"\W*(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|twelve|half|a third|a quarter|some|around|about|almost|only|over)\b"
)


@lru_cache(maxsize=64)  # the figures of a sentence come one after the other
def _opening(text: str) -> str:
    low = folded(text)
    if _THESE.match(low[:60]):
        return "these"
    if _THERE.match(low[:60]):
        return "there"
    return "number" if _NUMBER_FIRST.match(low) else "plain"


_CONTENT = re.compile(r"[a-z]{4,}")
_COMMON = frozenset(
    "were been with that from this have which they their there than also would about said report council member members "
    "these those being after into over under when only more most some other each will what where while during".split()
)


def shared_words(text: str, other: str) -> int:
    """How many content words two sentences share, counted up to two; words are compared by their first six letters.

    >>> shared_words("Approaches to the service averaged 91 a week.", "Evictions were 31% of approaches.")
    1
    """
    first, second = ({w[:6] for w in _CONTENT.findall(t.lower()) if w not in _COMMON} for t in (text, other))
    return min(2, len(first & second))


def _tense(near: str) -> str:
    if _FUTURE.search(near):
        return "future"
    if "had" in near and _PERFECT.search(near):
        return "perfect"
    return "past" if _PAST.search(near) else "present" if _PRESENT.search(near) else "verbless"


def _state(near: str) -> str:
    state, flow = bool(_STATE.search(near)), bool(_FLOW.search(near))
    return "both" if state and flow else "state" if state else "flow" if flow else "plain"


@lru_cache(maxsize=64)
def _setting(text: str, lead_in: str | None, kind: str) -> str:
    low = folded(text)
    if _DECISION.found_in(low, low):
        return "decision"
    if _ANSWER.found_in(low, low) or (lead_in and _ANSWER.found_in(folded(lead_in))):
        return "answer"
    return kind if kind in ("list_item", "heading") else "prose"


_CUES = re.compile(
    r"\b(compared (?:to|with)|against|as against|down from|up from|from|to|rising to|target|of which|of whom|"
    r"of these|and|up|than|respectively|versus|v|vs|baseline|while|but|whereas)\b"
)


def cue_in(gap: str) -> str:
    """The last cue word of the text between two figures, or what kind of gap it is.

    >>> cue_in(" of homes, compared with "), cue_in(" (")
    ('compared_with', '(')
    """
    found = _CUES.findall(folded(gap[-60:]))
    if found:
        return str(found[-1]).replace(" ", "_")
    return "(" if "(" in gap else ")" if ")" in gap else ";" if ";" in gap else "," if "," in gap else "words"


def form_of(period: Period) -> str:
    """A coarse name for a period's shape: day, month, quarter, fy, ay, year, rolling, part, long.

    >>> import datetime as dt
    >>> form_of(Period(dt.date(2020, 4, 1), dt.date(2020, 6, 30), "Q1 2020/21"))
    'quarter'
    """
    label = period.label
    if label.startswith(("FY", "AY")):
        return label[:2].lower()
    if label[0] == "Q":
        return "quarter"
    if label[0] == "R":
        return "rolling"
    if "/" in label:
        return "part" if (period.end - period.start).days < 366 else "long"
    return {4: "year", 7: "month"}.get(len(label), "day")


def unit_class(draft: Draft) -> str:
    """Money, share, rate, time, count, change or other."""
    unit = draft.quantity.unit
    if unit in ("gbp", "usd", "eur"):
        return "money"
    if unit in ("percent", "ratio"):
        return "share"
    if unit in ("percentage_points", "times", "score", "rank"):
        return unit
    if unit.startswith("per_"):
        return "rate"
    if unit in ("minutes", "hours", "days", "weeks", "months", "years"):
        return "time"
    return "count" if unit in ("count", "fte") else "other"
