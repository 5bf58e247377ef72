"""Find every stretch of text that says when, before the numbers are read.

Rules are tried over the whole text; where two claim the same characters the one that begins first wins, then the
longer one, then the one that stands first in ``RULES``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from minuted.nlp.periods import dates, turns
from minuted.nlp.reading import PeriodMention
from minuted.nlp.rule import Rule

RULES: tuple[Rule, ...] = (*dates.RULES, *turns.RULES)


_YEARS = ("year",)
_KEYS: dict[str, tuple[str, ...]] = {
    "season": ("autumn", "spring", "summer", "winter"),
    "part_of_year": ("half", "first", "second", "latter", "last", "final", "mid", "h1", "h2"),
    "quarter": ("q",),
    "ordinal_quarter": ("quarter",),
    "months_to": ("month", "year", "quarter", "r12", "12m"),
    "mid_year": ("mid",),
    "budget_year": ("in ", "for ", "from ", "by ", "during ", "since ", "of ", "to ", "the ", "and ", "fy ", "er "),
    "since": ("since",),
    "month_start": ("start", "beginning"),
    "month_end": ("end", "close"),
    "same_period": ("same", "corresponding", "equivalent", "comparable", "like", "this"),
    "the_same": ("same", "corresponding"),
    "ago": ("earlier", "before", "ago", "previously", "prior"),
    "last_year": _YEARS,
    "last_quarter": ("quarter",),
    "last_month": ("month",),
    "last_stretch": ("last", "past", "previous", "preceding", "next", "coming", "following"),
    "rolling_year": ("past", "last", "rolling", "r12"),
    "this_year": _YEARS,
    "next_year": _YEARS,
    "coming_year": _YEARS,
    "year_to_date": ("year", "ytd"),
    "year_start": ("start", "beginning"),
    "year_end": _YEARS,
    "this_stretch": ("year", "quarter", "half", "month", "period"),
    "now": ("currently", "present", "now", "today", "date", "far", "time", "moment", "stand"),
    "before_event": ("before", "pandemic", "covid", "previously", "formerly", "historically", "originally"),
    "at_event": ("time",),
    "christmas": ("christmas",),
}
"""Words without which a rule cannot match: most rules need not be tried on most paragraphs."""
_NEED_DIGIT = frozenset(
    "clock_time mid_year budget_year date_span date month_year year_quarter fiscal_span fiscal_year fy several_years "
    "name_with_year year month_number".split()
)
_NEED_MONTH = frozenset(("month_span", "month_pair", "month_year", "month_start", "month_end", "month"))
_DIGIT = re.compile(r"\d")
_MONTH = re.compile(r"Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC")
_PARAGRAPH = re.compile(r"\n\s*\n")


def read_mentions(text: str, offset: int = 0) -> list[PeriodMention]:
    """The period mentions of a text, in order, none overlapping another; ``offset`` is added to their places.

    >>> [(m.form, m.period.label if m.period else m.relative) for m in read_mentions("402 in 2021/22, 380 a year ago")]
    [('fiscal_year', 'FY2021/22'), ('ago', 'same:-12')]
    """
    found: list[PeriodMention] = []
    start = 0
    for end in [*(gap.start() for gap in _PARAGRAPH.finditer(text)), len(text)]:
        if end > start:
            found.extend(read_paragraph(text, start, end, offset, tuple(rules_for(text[start:end]))))
        start = end
    return found


def rules_for(paragraph: str) -> Iterator[Rule]:
    """The rules that can match a paragraph at all."""
    lowered = paragraph.lower()
    digit, month = bool(_DIGIT.search(paragraph)), bool(_MONTH.search(paragraph))
    for rule in RULES:
        name = rule.name
        if (digit or name not in _NEED_DIGIT) and (month or name not in _NEED_MONTH):
            keys = _KEYS.get(name)
            if keys is None or any(key in lowered for key in keys):
                yield rule


def read_paragraph(text: str, start: int, end: int, offset: int, rules: tuple[Rule, ...]) -> list[PeriodMention]:
    """The mentions between two places of a text that these rules read, none overlapping another."""
    claims: list[tuple[int, int, int, PeriodMention]] = []
    for rank, rule in enumerate(rules):
        for matched in rule.pattern.finditer(text, start, end):
            found = rule.read(matched)
            if found is not None and matched.end() > matched.start():
                period, relative = found
                first, last = matched.start() + offset, matched.end() + offset
                claims.append((first, -last, rank, PeriodMention(first, last, rule.name, period, relative)))
    claims.sort(key=lambda claim: claim[:3])
    chosen: list[PeriodMention] = []
    for _, _, _, mention in claims:
        if not chosen or mention.start >= chosen[-1].end:
            chosen.append(mention)
    return chosen
