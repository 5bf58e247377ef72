"""When something is due: the words that say so, and the date where one can be worked out.

Each rule is a pattern with its examples; the longest reading that begins earliest in the order of ``DUE_RULES`` wins.
The words are resolved by ``periods.read_due`` against the date of the meeting.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from minuted.nlp.needles import Sieve, folded
from minuted.nlp.rule import Rule

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
)
_DAY = (
    rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+(?:the\s+)?)?"
    rf"\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+\d{{4}})?"
)
_FEAST = r"(?:Christmas|Easter|Hallowe['’]?en|Whitsun|(?:the )?New Year)"
_SEASON = (
    r"(?:(?:early |late )?(?:the )?(?:early |late )?(?:new year|spring|summer|autumn|winter)"
    r"(?: (?:term|recess|half term|holidays|break))?(?: of)?(?: \d{4})?)"
)
_WHEN = (
    rf"(?:{_DAY}|(?:early |late |mid[- ]?|the week of |the (?:beginning|start|end|middle) of |"
    rf"the end of (?:the )?)?{_MONTH}(?:\s+\d{{4}}|\s+'?\d\d\b)?|{_FEAST}|{_SEASON}|"
    r"\d{4}/\d\d(?:\d\d)?|Q(?:uarter )?[1-4](?:\s+\d{4}/\d\d)?|(?:early |late |mid[- ]?)?20\d\d\b|"
    r"the (?:end|start|beginning) of (?:the |this |next )?(?:[a-z]+ )?(?:week|month|year|quarter|term|"
    r"calendar year|financial year|municipal year|week|summer|autumn|spring)(?: \d{4}(?:/\d\d)?)?|"
    r"(?:next|this) (?:week|month|year|spring|summer|autumn|winter)|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)
_NUMBER = r"(?:\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen)"
_SPELL = rf"{_NUMBER}\s+(?:working |calendar )?(?:day|week|month|year|fortnight)s?['’]?(?: time)?"
_NO_PREPOSITION = r"(?!(?:to|at|for|in|from|on|after|before|attend|report|his|her|their|with)\b)"
_MEETING = (
    rf"(?:(?:the|its|their|our|a|this)\s+)?(?:{_NO_PREPOSITION}[\w'’&-]+\s+){{0,4}}?"
    rf"(?:meeting|committee|cycle|session)s?(?:\s+(?:in|on|of)\s+(?:the )?(?:{_WHEN}))?"
)


def _rule(name: str, pattern: str, reads: dict[str, str], ignores: Sequence[str] = ()) -> Rule:
    return Rule(name=name, pattern=re.compile(pattern), read=lambda match: match[0], reads=reads, ignores=ignores)


DUE_RULES: tuple[Rule, ...] = (
    _rule(
        "once_done",
        r"\b(?:[Oo]nce|[Aa]s soon as|when|until|as and when|following the (?:completion|conclusion|"
        r"outcome) of|pending)\s+"
        r"(?!(?:asked|he|she)\b)[^,;.]{3,100}",
        {"send the note once the audit has been signed off": "once the audit has been signed off"},
    ),
    _rule(
        "before_event",
        r"\b(?:before|prior to|ahead of|in advance of|in time for)\s+(?!(?:the (?:meeting|committee|panel|"
        r"board)\b))[^,;.]{3,80}",
        {"to be shared before the depot closes": "before the depot closes"},
    ),
    _rule(
        "no_later_than",
        rf"\b(?:[Bb]y|no later than|not later than|with effect from|w\.e\.f\.?|effective from|commencing(?: on|"
        rf" in| from)?|starting (?:in|from|on)|beginning in)\s+(?:no later than )?"
        rf"(?:the )?(?:{_WHEN}|{_MEETING}|immediate effect|(?:the )?end of (?:the )?{_WHEN}|close of play)",
        {
            "circulate the list by 4 March 2022": "by 4 March 2022",
            "to start with effect from 1 June 2023": "with effect from 1 June 2023",
        },
        ("reviewed by the officers",),
    ),
    _rule(
        "immediately",
        r"\b(?:with immediate effect|immediately|forthwith|as a matter of urgency|as soon as (?:possible|"
        r"practicable)|asap|ASAP|in due course|outside (?:of )?the meeting|"
        r"after the meeting|following the meeting|beforehand|in the meantime|on publication|when known|"
        r"at the earliest opportunity|straight away|[Nn]ext time|for next time|date tbc)\b",
        {"lettings there cease with immediate effect": "with immediate effect"},
    ),
    _rule(
        "within",
        rf"\b(?:within|in|after|over the (?:next|coming)|for the next|for a further|for the remainder of|"
        rf"for the rest of|during the next|Over the (?:next|coming))\s+(?:the\s+)?(?:next |"
        rf"coming )?(?:{_SPELL}|fortnight|week|[\w-]+[- ]month period)(?:['’]? time)?|\bfor the (?:remainder|"
        rf"rest) of \d{{4}}/\d\d",
        {
            "report back within three months": "within three months",
            "a report in six months' time": "in six months' time",
        },
    ),
    _rule(
        "to_a_meeting",
        rf"\b(?:to|at|for|in|from)\s+(?:(?:each|"
        rf"every(?: other)?) {_MEETING}(?:\s+until further notice)?(?:, starting in {_MONTH})?|"
        r"(?:(?:the|its|their|our|a)\s+)?(?:(?!(?:to|at|for|in|from|on|after|before|attend|report|his|her|their|"
        r"with)\b)[\w'’&-]+\s+){0,4}?(?:next|following|future|forthcoming|January|February|March|April|May|"
        r"June|July|August|September|October|November|December|"
        rf"spring|summer|autumn|winter|annual)\s+(?:[\w'’&-]+\s+)?(?:meeting|committee|report|cycle|agenda|"
        rf"session|update)s?(?:\s+stage)?(?:\s+(?:in|on|of)\s+(?:{_WHEN}))?|(?=the |its |their |our |this |"
        rf"[A-Z]){_MEETING})(?![\w])",
        {
            "be submitted to the Panel's meeting in June": "to the Panel's meeting in June",
            "a note for the next meeting": "for the next meeting",
        },
        ("the Committee noted the report",),
    ),
    _rule(
        "on_a_date",
        rf"\b(?:(?:on|in|at|for|from|to|up to|after|during|in the week of|for the week of|w/c|"
        rf"week commencing)\s+(?:the\s+)?(?:at least )?(?!(?:the )?\d{{4}}/\d\d)(?:{_WHEN})|"
        rf"until\s+(?:the\s+)?(?:at least )?(?:{_WHEN}))(?:\s+onwards)?",
        {"the plan will be published in April 2024": "in April 2024"},
    ),
    _rule(
        "how_often",
        r"\b(?:on an? (?:weekly|monthly|quarterly|annual|six[- ]monthly|regular) basis|monthly|quarterly|"
        r"annually|weekly|twice a year|six[- ]monthly|every (?:week|month|quarter|year|six months)|"
        r"at every other meeting|on an ongoing basis)(?:\s+from\s+[A-Z][a-z]+)?\b",
        {"performance be monitored on a quarterly basis": "on a quarterly basis"},
    ),
    _rule(
        "as_part_of",
        r"\b(?:as part of|in the context of)\s+(?:the\s+)[^,;.]{3,60}?(?:budget|report|review|plan|strategy|"
        r"round|process|return)s?\b|\bfor the (?:budget round|work programme)\b|\b(?:at|"
        r"for) the (?:[\w-]+ ){0,3}(?:report|stage|budget)\b(?: stage)?|\bdate to be arranged\b|"
        r"\bon a date to be (?:arranged|agreed|confirmed)\b",
        {"to be looked at as part of the 2017/18 budget": "as part of the 2017/18 budget"},
    ),
    _rule(
        "this_year",
        r"\b(?:this|next|[Tt]his coming|[Nn]ext) (?:financial |municipal |calendar |academic )?(?:year|month|quarter|"
        rf"term|half[- ]term|weekend|week|spring|summer|autumn|winter)\b|\b(?:this|next) {_MONTH}|\bat the weekend\b|"
        rf"\b(?:over|during|in) (?:the )?(?:spring|summer|autumn|winter|half[- ]term|holidays)\b",
        {"a further 40 places to be bought this year": "this year"},
    ),
    _rule(
        "bare_date",
        rf"(?:(?<=[-–,(] )|(?<=[(])|(?<=starts )|(?<=begins )|(?<=due )|(?<=live ))(?:{_DAY}|"
        rf"{_MONTH}(?:\s+\d{{4}})?|(?:early |late )?(?:spring|summer|autumn|winter)(?: \d{{4}})?)(?=[\s)]*$)",
        {"Publish the recovery plan - July 2025": "July 2025"},
    ),
)
"""How papers say when something is due.  The words, not yet the date."""
_RULES = Sieve([rule.pattern for rule in DUE_RULES])

_PAST = re.compile(
    r"\b(?:since|dated|performance|position|period|months?|quarter|data|figures|results|year|"
    r"(?<!be )(?<!and )(?:held|reported|approved|agreed|adopted|published|presented|considered))\s*$"
)
"""Words after which a date says when something was, not when it is due."""

_BOUNDS = re.compile(r"by|before|within|no later|not later")
"""Words that only say when something is due."""
_NAMES_A_DAY = re.compile(
    rf"{_MONTH}|\b(?:20\d\d|Christmas|Easter|spring|summer|autumn|winter|half[- ]term|recess|weekend|purdah"
    rf"|(?:end|start|close|middle) of (?:the|this|next) (?:\w+ )?(?:week|month|term|year|quarter))\b"
)


@lru_cache(maxsize=256)
def find_due(text: str) -> tuple[int, int, str] | None:
    """Start, end and rule of the words in ``text`` that say when it is due, or None.

    Where several stand in it, one that names a month or a season goes before one that only names an event; then the
    first rule in order decides, and of its readings the last: when a thing is due follows what is promised.

    >>> text = "That officers examine the lease and report back in the autumn"
    >>> start, end, rule = find_due(text); text[start:end], rule
    ('in the autumn', 'on_a_date')
    >>> text = "be brought here in November before its adoption by Cabinet"
    >>> start, end, rule = find_due(text); text[start:end]
    'in November'
    """
    found = []
    for index in _RULES.left(folded(text)):
        rule = DUE_RULES[index]
        matches = [m for m in rule.pattern.finditer(text) if _BOUNDS.match(m[0]) or not _PAST.search(text[: m.start()])]
        if matches:
            last = matches[-1]
            found.append((last.start(), last.start() + len(last[0].rstrip(" .,;:")), rule.name))
    if not found:
        return None
    dated = [place for place in found if _NAMES_A_DAY.search(text[place[0] : place[1]])]
    chosen = (dated or found)[0]
    wider = [place for place in found if place[0] <= chosen[0] and place[1] >= chosen[1] and place[1] - place[0] < 100]
    return max(wider or [chosen], key=lambda place: place[1] - place[0])


def is_a_time(text: str, due: tuple[int, int, str]) -> bool:
    """Whether due words say when, not only upon what: "before Easter", but not "before it can be allotted".

    >>> text = "to be confirmed before the saving can be allotted"
    >>> is_a_time(text, find_due(text) or (0, 0, ""))
    False
    """
    return due[2] not in ("once_done", "before_event") or bool(_NAMES_A_DAY.search(text[due[0] : due[1]]))
