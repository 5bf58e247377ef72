"""The period that a heading, row label or caption states, resolved against the paper.

Headings shorten more than sentences do ("12 mths to Dec 23", "Quarter to Sep 24", "Q1" under "2023/24"), and a column
of totals covers the years beside it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import lru_cache

from minuted.nlp.facts import Period
from minuted.nlp.needles import Guarded, folded, holds_any
from minuted.nlp.periods import calendar as cal
from minuted.nlp.periods.grammar import MONTH, read_count
from minuted.nlp.periods.mentions import read_mentions
from minuted.nlp.periods.resolve import Clock, resolve
from minuted.nlp.reading import PeriodMention
from minuted.nlp.tables.scales import LONGEST_HEADING

_VAGUE = re.compile(r"(?:the|now|past|event|since)\b")
"""Words such as "in-year" name no period where they stand in a heading."""
_MONTH_AND_YEAR = re.compile(
    r"\s*((?:as at |to |end )?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|"
    r"dec)[a-z]{0,6})[\s.'’-]*([0-3]\d)(?![\d/])(?=\W*$)",
    re.IGNORECASE,
)
"""In a heading "March 23" is a month of a year, not a day of one."""
_RUN_OF_MONTHS = re.compile(
    rf"\b({MONTH})[\s.'’-]?([0-4]\d)\s?(?:-|–|to)\s?({MONTH})[\s.'’-]?([0-4]\d)\b(?![/\d])", re.IGNORECASE
)
"""Two months of years in two figures: "Jan 24 – Mar 24"."""
_ONLY_MONTH = re.compile(MONTH)
"""In a heading "Mar" is no name."""
_MONTHS = r"\d{1,2}|three|six|nine|twelve"
_LAST_MONTHS = re.compile(rf"\b(?:last|past|previous) ({_MONTHS}) months\b", re.IGNORECASE)
"""A stretch that ends with the paper's own period."""
_MID_YEAR = re.compile(r"(?i)\bmid[- ]year\b(?!\s*\d)")
_SHORT = (
    (re.compile(r"\bm(?:on)?ths?\b", re.I), "months", ("mth", "month")),
    (re.compile(r"\bqtr\b", re.I), "quarter", ("qtr",)),
)
_TO_QUARTER = re.compile(r"\bquarter\s+(?:to|ending|ended)\b|\b3 months (?:to|ending)\b", re.IGNORECASE)
_ROLLING = re.compile(r"\b(?:12|twelve) months? (?:to|ending|ended)\b|\brolling (?:12|year)", re.IGNORECASE)
_MONTHS_UP_TO = re.compile(rf"\b({_MONTHS})[\s-]months?'?\s(?:[a-z]+\s){{1,2}}(?:to|ending|ended)\b", re.IGNORECASE)
"""Over values of a stretch that the heading only gives the end of: "6 months return to 30 September 2024"."""
_OPEN_END = Guarded(
    re.compile(r"\b(?:and (?:later|future|subsequent) years|onwards|and beyond)\b|\d\+\s*$", re.IGNORECASE)
)
_DIGIT = re.compile(r"\d")
_OPEN_START = re.compile(r"\b(?:post|after|beyond|pre|before|since)[\s-]*(?=\d)", re.IGNORECASE)
_AFTER_A_YEAR = re.compile(r"\b(?:post|after|beyond|from)[\s-]*(20\d\d)\b", re.IGNORECASE)
_RUN_OF_YEARS = re.compile(
    r"\b(20\d\d)\s?[/–-]\s?(?:20)?\d\d\s*(?:to|[-–—])\s*(20\d\d)\s?[/–-]\s?(?:20)?\d\d\b", re.IGNORECASE
)
_BETWEEN = re.compile(r"\bbetween\s(20\d\d)\s?[-–]\s?(\d\d)\b", re.IGNORECASE)


_MAY_SAY_WHEN = re.compile(
    r"\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|q[1-4]|quarter|year|month|ytd|annual|spring|summer|"
    r"autumn|"
    r"winter|last|previous|current|now|today|half)",
)
"""What every period has one of: a cheap look before the grammar is tried."""


@lru_cache(maxsize=8192)
def mentions_in(text: str) -> tuple[PeriodMention, ...]:
    """The period mentions of a heading, its short forms written out first (offsets then hold only roughly)."""
    return tuple(read_mentions(text)) if _MAY_SAY_WHEN.search(folded(text)) else ()


@lru_cache(maxsize=8192)
def written_out(text: str) -> str:
    """A heading with its short forms written out.

    >>> written_out("12 mths to Dec 23"), written_out("March 23")
    ('12 months to Dec 23', 'March 2023')
    """
    if _ONLY_MONTH.fullmatch(text.strip()):
        return f"in {text.strip()}"
    if short := _MONTH_AND_YEAR.match(text):
        return f"{short[1]} 20{short[2]}{text[short.end() :]}"
    text = text[:LONGEST_HEADING]
    low = folded(text)
    if run := _RUN_OF_MONTHS.search(text):
        first, last = (f"{run[a]} 20{run[b]}" for a, b in ((1, 2), (3, 4)))
        text = f"{text[: run.start()]}{first} to {last}{text[run.end() :]}"
    if "mid" in low:
        text = _MID_YEAR.sub(" ", text)
    for pattern, word, needles in _SHORT:
        if holds_any(low, needles):
            text = pattern.sub(word, text)
    return text


def read_when(text: str, clock: Clock) -> Period | None:
    """The period that a heading states, or None; the last of several mentions, or all of them where they are a span.

    >>> clock = Clock(cal.quarter(3, 2024), dt.date(2025, 3, 4))
    >>> [read_when(t, clock).label for t in ("12 mths to Dec 23", "Quarter to Sep 24", "Q1", "By 2025-26", "Dec-24")]
    ['2023', 'Q2 2024/25', 'Q1 2024/25', 'FY2025/26', '2024-12']
    >>> read_when("Post 2032", clock), read_when("Adults (18-25)", clock)
    (None, None)
    >>> read_when("Sales Jan 18 – Mar 18", clock).label, read_when("Apr-18 to Dec-18", clock).label
    ('Q4 2017/18', '2018-04/2018-12')
    >>> read_when("9 months return to 31 December 2018", clock).label
    '2018-04/2018-12'
    """
    told = written_out(text)
    if _DIGIT.search(told):
        if _OPEN_START.search(told):
            return None
        if span := _years(_RUN_OF_YEARS.search(told)):
            return span
    if clock.own is not None and (recent := _LAST_MONTHS.search(told)) and (months := read_count(recent[1])):
        return cal.rolling(months, clock.own.end)
    found = [(m, _resolved(m, clock)) for m in mentions_in(told)]
    periods = [period for mention, period in found if period is not None and not _VAGUE.match(mention.relative or "")]
    if not periods:
        return None
    period = periods[-1]
    if clock.own is not None and clock.own.label.startswith("AY") and period.label.startswith("FY"):
        return cal.academic_year(period.start.year)
    if _ROLLING.search(told) and _months_in(period) == 1:
        return cal.rolling(12, period.end)
    if (stretch := _MONTHS_UP_TO.search(told)) and (count := read_count(stretch[1])) and _months_in(period) == 1:
        return cal.rolling(count, period.end)
    if _TO_QUARTER.search(told) and _months_in(period) == 1:
        number, year = cal.quarter_of(period.end)
        return cal.quarter(number, year)
    if between := _BETWEEN.search(told):
        first, last = int(between[1]), int(between[1][:2] + between[2])
        return cal.span(cal.financial_year(first), cal.financial_year(last - 1)) if last - first > 1 else period
    return period


def _resolved(mention: PeriodMention, clock: Clock) -> Period | None:
    if mention.period is not None:
        return mention.period
    return resolve(mention.relative, clock) if mention.relative else None


def _years(match: re.Match[str] | None) -> Period | None:
    if match is None:
        return None
    first, last = int(match[1]), int(match[2])
    return cal.span(cal.financial_year(first), cal.financial_year(last)) if last > first else None


def _months_in(period: Period) -> int:
    return (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1


@lru_cache(maxsize=8192)
def is_open_ended(text: str) -> bool:
    """Whether a heading's period has no end of its own: "2011/12 and later years"."""
    return _OPEN_END.found_in(text.strip())


def lies_ahead(text: str, today: dt.date | None) -> bool:
    """Whether a heading begins after a year yet to come: "Post 2032".

    >>> lies_ahead("Post 2032", dt.date(2025, 1, 30)), lies_ahead("Post 2012", dt.date(2025, 1, 30))
    (True, False)
    """
    match = _AFTER_A_YEAR.search(text) if today is not None and "20" in text else None
    return match is not None and today is not None and int(match[1]) > today.year


def says_part_only(text: str) -> bool:
    """Whether the only mention needs its year from elsewhere: "Q1", "April"."""
    found = mentions_in(written_out(text))
    return bool(found) and all(mention.period is None for mention in found)


def is_when_only(text: str) -> bool:
    """Whether a heading is nothing but a period, with the little words that go with one.

    >>> is_when_only("As at March 2024"), is_when_only("Target 2016/17"), is_when_only("Q1 2023/24")
    (True, False, True)
    """
    return bool(mentions_in(written_out(text))) and not without_when(text)


@lru_cache(maxsize=8192)
def without_when(text: str) -> str:
    """A heading without its periods and the words that led to them.

    >>> without_when("Bus journeys in 2011/12"), without_when("Quarter to Sep 24"), without_when("Spend 2011-12")
    ('Bus journeys', '', 'Spend')
    """
    told = written_out(text)
    for mention in reversed(mentions_in(told)):
        start, bracket = _before_links(told, mention.start)
        end = mention.end
        if bracket and (close := _CLOSES.match(told[end : end + 5])):
            end += close.end()
        told = f"{told[:start]} {told[end:]}"
    told = _LATER_YEARS.sub(" ", told)
    if "(" in told or "[" in told:
        told = _EMPTY_BRACKETS.sub(" ", told)
    return " ".join(told.split()).strip(" ,;:-–—/")


_CLOSES = re.compile(r"\s*\)")
_LATER_YEARS = re.compile(r"\band (?:later|future|subsequent) years\b|\bquarter(?:ly)? (?:to|ending)\b", re.IGNORECASE)
_EMPTY_BRACKETS = re.compile(r"\(\s*[–—-]?\s*\)|\[\s*\]")
_LINK = re.compile(
    r"(?:\b(?:as at|at|the|in|for|of|to|from|by|between|during|end|year|ended|ending|quarter|rolling|financial|"
    r"position|"
    r"since|up|including|onwards|and|mid|school|academic|fy|ay|updated|calendar|as|(?:(?:12|twelve|three|3|six|6|"
    r"nine|9)\s)?"
    r"months?)|[(])\s*$",
    re.IGNORECASE,
)
"""A word that leads to a period ("as at", "12 months to") at the end of what stands before it."""


def _before_links(text: str, start: int) -> tuple[int, bool]:
    """Where the words that lead to a period begin, and whether they begin with a bracket."""
    bracket = False
    for _ in range(8):
        near = max(0, start - 30)
        link = _LINK.search(text[near:start])
        if link is None:
            break
        start = near + link.start()
        if link[0].startswith("("):
            return start, True
    return start, bracket


def widest_span(texts: Sequence[str]) -> Period | None:
    """The longest run of years that a title states ("2011/12 - 2019/20"), for headings that are open at one end."""
    spans: list[Period] = []
    for text in texts:
        match = _RUN_OF_YEARS.search(text)
        if match and int(match[2]) > int(match[1]):
            spans.append(cal.span(cal.financial_year(int(match[1])), cal.financial_year(int(match[2]))))
    return max(spans, key=lambda s: s.end - s.start, default=None)


def until(period: Period, end: dt.date) -> Period:
    """From the start of a period to a later end."""
    return cal.name_period(period.start, end) if end > period.end else period


def year_of(period: Period) -> Period:
    """The financial year that a period lies in, by its end; a year or more stays what it is."""
    if (period.end - period.start).days > 360:
        return period
    return cal.financial_year(cal.financial_start(period.end))
