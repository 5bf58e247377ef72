"""Why a printed number is not a figure: each reason a ``Rule`` on ``before ⟦number⟧ after``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from minuted.nlp.facts import UNITS
from minuted.nlp.rule import Rule


def _bar(
    name: str, pattern: str, ignores: Sequence[str], reads: Mapping[str, str] | None = None, why: str = ""
) -> Rule:
    return Rule(
        name, re.compile(pattern, re.IGNORECASE), lambda match: name, reads=reads or {}, ignores=ignores, why=why
    )


_SMALL = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|\d)"
_NAMING = (
    r"paragraphs?|paras?|pages?|pp|items?|minutes?|appendix|appendices|annex|annexes|sections?|s|ss|parts?|tables?|figure|"
    r"chart|graph|schedule|forms?|rules?|articles?|clauses?|chapter|acts?|stages?|tiers?|bands?|grades?|phases?|levels?|"
    r"category|categories|options?|groups?|key stages?|ks|years?|slides?|room|floor|objectives?|priority|priorities|questions?|"
    r"no|nos|number|ref|recommendations?|resolutions?|points?|tel|ext|type|zones?|lots?|rounds?|class|classes|pathways?|steps?|"
    r"units?|post|schemes?|quarters?|qtr|periods?|months?|weeks?|days?|routes?|junctions?|regulations?|plots?|blocks?|sheet|"
    r"volume|version|wave|cohort|policy|standard|standards|principle|aim|goal|strand|theme|outcome|action|risk|motion|"
    r"question|reception|model|model|model|layer|channel|gate|gateway|exhibit|footnote|note|grade|core|cohort|attainment|progress"
)
_LIST_OF = r"(?:\d+(?:\.\d+)*[a-z]?\s?(?:,|and|to|-|–|or|&)\s?){0,4}"

_REFERENCE = _bar(
    "reference",
    rf"(?:\b(?:{_NAMING})[.:]?\s?(?:\(|no\.? ?|number |numbers )?{_LIST_OF}|\bCovid[- ]?|(?-i:\b[A-Z]{{2,6}}\s)(?:\d+[a-z]?\s?(?:,|and|&)\s?)?)"
    r"⟦\d[\d.]*(?:(?:[-–]| to | and )\d+)?⟧(?!\s?%)",
    [
        "See paragraph 4.5 and pages 15 to 22.",
        "This is set out in Appendix 2.",
        "Tier 3 services are commissioned nationally.",
        "Indicator KPI 73 is reported elsewhere.",
    ],
    {"There were 14 cases at Stage 1, 61 at Stage 2.": "61"},
)
_YEAR = _bar(
    "year",
    r"⟦(?:19[5-9]\d|20[0-4]\d)(?:(?:[-–]| and | to | or )(?:19[5-9]\d|20[0-4]\d))?⟧(?! (?:children|people|homes|households|cases|pupils|"
    r"calls|visits|responses|places|hours|members|residents|tenants|properties|referrals|contacts|dwellings))",
    ["The rate has fallen since 2009.", "It is down on the 1998 baseline."],
)
_YEAR_UNIT = _bar(
    "calendar_year",
    r"⟦(?:19|20)\d\d (?:calendar |academic |financial |school )?years?⟧",
    ["The 2022 calendar year was wet."],
)
_COMPOUND = _bar(
    "names_a_kind",
    r"⟦[\w.,]+⟧(?:-(?!\d)[a-z]|[- ]?(?:bed|beds?room(?:ed)?|storey|seater|person|tier|stage|strand|off|way|part|form entry)\b(?!s))|[a-z]-⟦",
    ["It has a new 2-bed home and a 140-litre bin.", "A one-off payment was made.", "It was a two stage process."],
)
_AGE = _bar(
    "age",
    r"\b(?:aged|ages|age|ages of|age of|ageing|birthdays?|turned|turning|turns)\s(?:of |from |between |under |over |up to |to |at |about |below "
    r"|above )?(?:\d+\s?(?:,|and|to|-|–|or|&)\s?)?⟦|⟦[\w-]+⟧(?:[- ]?\+|s)?[- ]?(?:and \d+[- ])?(?:year|yr|month|week)s?[- ]?olds?\b"
    r"|⟦[\w -]+(?:year|yr|month|week)s?⟧[- ]?olds?\b|\b(?:under|over|pre|post)[- ]?⟦\d\d?⟧(?:s\b|['’]s\b| conception| pregnan| year| child| people)"
    r"|⟦(?:1[0-9]|2[0-5])⟧ and \d\d[- ]year|\(⟦\d{1,2}[-–]\d{1,2}⟧\)|\(⟦\d{1,2}⟧\+\)|(?:man|woman|boy|girl|resident|mother|father), ⟦\d\d⟧"
    r"|\b(?:people|children|pupils|adults|young people|men|women|females|males|residents) (?:of |from |at |over |under )?⟦\d{1,2}(?:[-–]\d{1,2})?⟧(?!\s?(?:%|per))"
    r"|(?:at|from|until|to|after|before|transitions at) ⟦(?:1[4-9]|2[1-5])⟧(?=[.,;)]| and\b)",
    [
        "Care leavers aged 19 may apply.",
        "Support runs up to the age of 25.",
        "The offer covers 16 and 17 year olds.",
        "Young people (17-25) were asked.",
    ],
)
_OR_MORE = _bar(
    "threshold",
    rf"⟦{_SMALL}⟧(?:\s?\+(?!\w)| (?:or|and) (?:more|fewer|less|over|above)\b)|⟦[\w ]+⟧ or more (?!than)(?:of|in|people|children|dwellings|bed)"
    r"|⟦\d{1,2}⟧ or more\b|\((?:fewer|less|more) than ⟦\w+⟧\)|\bnumbers (?:under|below|fewer than|of) ⟦",
    [
        "Children with three or more placements were counted.",
        "Moves (3+ moves in a year) are counted.",
        "It applies on sites of 10 or more dwellings.",
    ],
)
_VOTES = _bar(
    "votes",
    r"⟦\w+⟧ (?:votes?\b|(?:members?|councillors?) voted|for(?=[,;)]| and\b)|in favour|against(?=[,;)]|\.$)|abst\w+|voted\b)|\b(?:for|against|abstentions?|votes?)[:\s-]{1,3}⟦\w+⟧(?=[,;)]|$)",
    ["The motion was lost (6 for, 9 against, 2 abstentions)."],
)
_MEETING = _bar(
    "meeting_business",
    r"\b(?:any|panel of|quorum of) ⟦\w+⟧|⟦\w+⟧ (?:of the )?(?:members|councillors|apologies|declarations|questions|deputations|petitions|"
    r"reports|items)\b(?= (?:of|from|were present|attended|were received|had been|present|on the agenda|considered)|[.,;]|$)",
    ["The decision may be called in by any five Members.", "A panel of three Members sat."],
)
_ONE = _bar(
    "one",
    r"(?<!just )(?<!only )(?<!found )⟦one⟧(?! occasion|\b[^⟧]{0,30}\band (?:two|three|four|five|\d))(?!,|;| (?:red|amber|green|was|were|had|fewer|more)\b|\.$|$)",
    ["It was one of several factors.", "One Member felt that this was wrong.", "One size did not fit all."],
)
_ONE_PRONOUN = _bar(
    "one_pronoun",
    r"\b(?:this|that|which|no|any|each|every|the|declined|completed|another|such|first|last|next|new|from|like|had|be|than) ⟦one⟧|⟦one⟧ (?:another|day|hand)\b",
    ["Many carers declined one when it was offered."],
)
_FEW = _bar(
    "rhetoric",
    r"\b(?:the|these|those|both|other|all|between|last|next|past|previous|first|final|each of the|of the|every|in|into) ⟦(?:two|three|four|five|\d)⟧"
    r"(?= (?:years?|months?|weeks?|days?|quarters?|terms?|previous|previously|other|sides?|bodies|issues|main|key|reports?|"
    r"halves|parts|stages?|options?|areas?|priorities|themes|questions|points|former)\b)|⟦(?:two|three|one|1)⟧ or (?:two|three|2|3)\b"
    r"|whether ⟦\w+⟧|⟦(?:two|three|four|five|six)⟧[- ](?:stage|phase|tier|year|month|week|day|way|fold|person|part|strand)\b",
    ["The same was true in each of the two previous years.", "It followed the two reports."],
)
_SERVICE_NUMBERS = _bar(
    "telephone_service",
    r"\b(?:rang|ring|dial\w*|call\w*|calls to|phone\w*|NHS|via|to|the) ⟦(?:111|101|999|112|105)⟧|⟦(?:111|101|999|112)⟧ (?:calls?|service|line|number|operators?)",
    ["Residents who rang 111 waited.", "Calls to 101 were slow."],
)
_OFTEN = _bar(
    "how_often",
    r"⟦(?:twice|[\w ]+ times|double|treble)⟧(?! (?:the\b|as\b|more\b|higher|larger|greater|bigger|that\b|what|its\b|our\b|normal|\d|England|national|over\b|"
    r"previous|last\b|in number|in size|usual|average|their\b|those\b|this\b|expected|levels?\b|than\b|likelier|likely))",
    [
        "Her bin had been missed twice since May.",
        "The group met four times a year.",
        "A double yellow line was asked for.",
    ],
    {"Costs were three times the average.": "three times"},
)
_PAPERS = _bar(
    "nothing_to_list",
    r"(?:papers|documents|implications|appendices|wards?|exempt\w*|interests?|decisions?|consult\w+|policy|policies|attachments|reasons?|options?|"
    r"information|contributors|none|apologies|urgent business|act|1972|1985|considered|affected|background)\)?\s?[:–-]+\s?⟦none⟧|^⟦none⟧\.?$|⟦none⟧ (?:were|was) (?:declared|received|identified)|- ⟦none⟧",
    ["Background papers: None", "Declarations of interest: None."],
)
_STATED_TWICE = _bar(
    "stated_twice",
    r"⟦(?:a |one |two |three )?[\w -]+⟧ \((?:c\.? ?|about )?\d[\d.]*\s?(?:%|per cent)",
    ["Just under half (47%) had works on order."],
)
_DEPRIVED = _bar(
    "names_a_group",
    r"\b(?:top|bottom|poorest|richest|most deprived|least deprived|worst|best|highest|lowest) ⟦|⟦[^⟧]+⟧ (?:most|least) deprived",
    ["It works in the 10% most deprived areas."],
)
_PRICE_LIMIT = _bar(
    "price_limit",
    r"\b(?:costing|valued|value|values|worth|earn\w*|purchas\w*|contracts?|payments?|items?|expenditure|orders?|sites|grants|transactions|invoices|debts?|"
    r"decisions?|schemes?|projects|salaries|salary|bids)(?: \w+)? (?:at )?(?:over|above|exceeding|in excess of|under|below|more than|less than|up to|of more than|of over) ⟦|\bevery ⟦|⟦[^⟧]+⟧ (?:and|or) (?:over|above)\b",
    ["Spending panels apply to all purchases above £500.", "Contracts valued over £50,000 are listed."],
)
_SUPPRESSED = _bar(
    "suppression", r"⟦\w+⟧ suppress|suppress\w*[^.]{0,40}⟦", ["Ward rates are given (numbers under 5 suppressed)."]
)

_COUNT_BARS = (
    _YEAR, _REFERENCE, _COMPOUND, _AGE, _OR_MORE, _VOTES, _MEETING, _ONE_PRONOUN, _ONE, _FEW, _SERVICE_NUMBERS, _PAPERS,
    _SUPPRESSED,
)  # fmt: skip
ALL_BARS: tuple[Rule, ...] = (
    *_COUNT_BARS, _YEAR_UNIT, _OFTEN, _STATED_TWICE, _DEPRIVED, _PRICE_LIMIT,
)  # fmt: skip
BARS: dict[str, tuple[Rule, ...]] = {
    **{unit: (_YEAR, _REFERENCE, _COMPOUND, _AGE, _OR_MORE, _YEAR_UNIT) for unit in UNITS},
    "count": _COUNT_BARS,
    "percent": (_DEPRIVED, _AGE, _YEAR, _REFERENCE),
    "ratio": (_STATED_TWICE,),
    "times": (_OFTEN,),
    "rank": (),
    "gbp": (_PRICE_LIMIT,),
    "usd": (_PRICE_LIMIT,),
    "eur": (_PRICE_LIMIT,),
}
