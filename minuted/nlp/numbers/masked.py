"""Digits that are no numbers: dates and times, telephone numbers, references, names, sizes of files.

Each pattern is a ``Rule`` whose ``reads`` maps a sentence to what must be masked in it.  Periods that tell when a value
is about are found by ``minuted.nlp.periods``; the dates here are a second fence behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from minuted.nlp.needles import lowered, places_of
from minuted.nlp.numbers.words import one_of
from minuted.nlp.rule import Rule
from minuted.nlp.starts import Starts

_MONTHS = one_of(
    "jan(?:uary)? feb(?:ruary)? mar(?:ch)? apr(?:il)? may june? july? aug(?:ust)? sept?(?:ember)? oct(?:ober)?"
    " nov(?:ember)? dec(?:ember)?".split()
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"


def _masks(name: str, pattern: str, reads: dict[str, str], *, cased: bool = False) -> Rule:
    return Rule(name, re.compile(pattern, 0 if cased else re.IGNORECASE), lambda match: match.span(), reads=reads)


_EVENT = re.compile(
    r"\b(?:clos\w+|end\w*|open\w*|start\w*|finish\w*|conclud\w*|commenc\w*|adjourn\w*|began|resum\w*|left|arriv\w*)"
    r"(?:\s\w+)?\s$",
    re.IGNORECASE,
)


def _span_after_event(match: re.Match[str]) -> tuple[int, int] | None:
    """ "closed at 18.51" is a time, "stood at 18.51" is not."""
    before = match.string[max(0, match.start() - 30) : match.start()]
    return match.span() if _EVENT.search(before) else None


def _span_of_days(match: re.Match[str]) -> tuple[int, int] | None:
    """ "12 and 13 September" are two days, "rose from 40 to 3 May" is not."""
    return match.span("days") if 0 < int(match["first"]) < int(match["last"]) <= 31 else None


_OF_BUDGETS = re.compile(r"[£$€]\s?\d|\b(?:budget|financial year|saving|precept|20\d\d\s?[/–-])", re.IGNORECASE)


def _span_of_budget_year(match: re.Match[str]) -> tuple[int, int] | None:
    """ "£2m in 25-26" is a financial year, "in 24-26 of the rooms" is not."""
    if int(match["second"]) != int(match["first"]) + 1:
        return None
    near = match.string[max(0, match.start() - 240) : match.end() + 120]
    return match.span() if _OF_BUDGETS.search(near) else None


SHORT_BUDGET_YEAR = Rule(
    "years_without_century",
    re.compile(
        r"(?<=[\w,] )(?<!aged )(?<!ages )(?<!age )(?<!between )(?:(?<=\bin )|(?<=\bfor )|(?<=\bfrom )|(?<=\bby )|"
        r"(?<=\bduring )|(?<=\bsince )|(?<=\bof )|(?<=\bto )|(?<=\binto )|(?<=\bthe )|(?<=\band )|(?<=\bFY )|"
        r"(?<=\bwinter )|(?<=\bsummer ))"
        r"(?P<first>[0-4]\d)[-–](?P<second>[0-4]\d)(?![\w/%-]|[.,]\d|\s?(?:%|per cent\b|year|"
        r"(?!is\b|was\b|has\b|as\b|this\b|savings\b|costs\b|plans\b|proposals\b|pressures\b|figures\b)[a-z]+s\b))",
        re.IGNORECASE,
    ),
    _span_of_budget_year,
    reads={
        "The budget for 25-26 was agreed.": "25-26",
        "The new saving will begin in 27-28.": "27-28",
        "Savings begin in 2030-31 and 31-32 as planned.": "31-32",
    },
    ignores=("It meets for 25-26 weeks and costs £300.", "It was offered in 24-26 of the £5 rooms."),
    why="two years that follow each other, beside money or a year in full",
)

MASKED: tuple[Rule, ...] = (
    _masks(
        "date",
        rf"\b{_DAY}(?:\s(?:of\s)?|-){_MONTHS}\b\.?(?:,?[\s-]{{1,2}}{_YEAR}|\s?['’]\d\d)?"
        rf"|\b{_MONTHS}\.?[\s-]{_DAY}(?:,\s?|\s){_YEAR}\b|\b{_MONTHS}\.?,?[\s-]{{1,2}}{_YEAR}\b"
        rf"|\b{_MONTHS}[\s-]['’‘]?\d\d(?![\d%/]|[.,]\d|\s[a-z])"
        rf"|\b{_MONTHS}\s\d{{1,2}}(?:(?:,| and|, and)\s\d{{1,2}}(?![\d%])){{1,6}},?\s{_YEAR}\b"
        rf"|\b{_MONTHS}\s\d{{1,2}}(?:st|nd|rd|th)?(?=\s(?:to|and|until|-|–)\s(?:{_MONTHS}|\d))",
        {
            "It met on 14 September 2016.": "14 September 2016",
            "It met on July 3, 9 and 14, 2025.": "July 3, 9 and 14, 2025",
            "Contacts in April 2024 rose.": "April 2024",
        },
    ),
    Rule(
        "days_of_a_month",
        re.compile(
            rf"(?<![\d.,£/])(?P<days>(?P<first>\d{{1,2}})(?:st|nd|rd|th)?\s?(?:and|to|or|until|&|[-–—])\s?"
            rf"(?P<last>\d{{1,2}})(?:st|nd|rd|th)?)(?:\s(?:of\s)?){_MONTHS}\b",
            re.IGNORECASE,
        ),
        _span_of_days,
        reads={"Inspectors came on 12 and 13 September.": "12 and 13 September", "It ran 14–17 July.": "14–17 July"},
        why="two days of one month",
    ),
    _masks(
        "numeric_date",
        r"(?<![\d.£])\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d(?![\d.])|\b(?:19|20)\d\d-\d\d-\d\d\b",
        {"Open cases at 31/8/23 were few.": "31/8/23"},
    ),
    _masks(
        "years",
        rf"\b{_YEAR}\s?[/–-]\s?(?:{_YEAR}|\d\d|\d)(?![\d,.%])|(?<![\d.,£/])\d\d/\d\d(?![\d/,%]|\s+[a-z]+s\b)",
        {"In 2016/17 it rose.": "2016/17", "The 2024-27 strategy": "2024-27"},
    ),
    SHORT_BUDGET_YEAR,
    _masks(
        "clock",
        r"(?<![\d.,:£])(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?\s?(?:am|pm|a\.m|p\.m|noon|midnight|hrs)\b\.?"
        r"|(?:\bat|\bfrom|\buntil|\bto|,)\s(?:[01]\d|2[0-3]):[0-5]\d(?![\d:])",
        {"It closed at 10.15 p.m. that night.": "10.15 p.m."},
    ),
    _masks(
        "clock_without_am_or_pm",
        r"(?<![\d.,:£])0\d\.[0-5]\d(?![\d%.]|\s?%)"
        r"|(?<![\d.,:£])\d{1,2}(?:\.[0-5]\d)?\s?(?:and|to|until|[-–])\s?\d{1,2}(?:\.[0-5]\d)?\s?(?:am|pm|a\.m|p\.m)\b"
        r"|(?<![\d.,:£])(?:[01]\d|2[0-4])\.[0-5]\d\s?(?:to|until|[-–])\s?0\d\.[0-5]\d(?![\d%])"
        r"|\b(?:hours?|times?|entry) of (?:[01]\d|2[0-4])\.[0-5]\d\b(?!\s?%)"
        r"|(?:(?<=day at )|(?<=day, at )|(?<=\b20\d\d at )|(?<=\b20\d\d, at ))(?:[01]?\d|2[0-4])\.[0-5]\d\b"
        r"(?!\s?(?:%|per\b|days|weeks|hours|FTE|wte|[ap]\.?m))"
        r"|\b(?:meeting|session)\s(?:was )?(?:closed|ended|opened|began|commenced|finished|rose|adjourned)\s(?:at )?"
        r"(?:[01]?\d|2[0-4])[.:][0-5]\d\b"
        r"|\b(?:weekdays|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)[,:]?\s\d{1,2}(?:\.[0-5]\d)?\s?[-–]\s?\d{1,2}"
        r"(?:\.[0-5]\d)?(?![\d%/])",
        {
            "Bar hours are 10.00 to 01.30 all week.": "10.00 to 01.30",
            "Ring the desk (weekdays 9-5) first.": "weekdays 9-5",
            "It visited between 4.30 and 6pm.": "4.30 and 6pm",
            "It met on Thursday 6 March 2025 at 14.00 in the hall.": "14.00",
        },
    ),
    Rule(
        "time_of_an_event",
        re.compile(r"\bat\s\d{1,2}[.:][0-5]\d\b(?!\s?[ap]\.?m)"),
        lambda match: _span_after_event(match),
        reads={"The meeting closed at 18.51 that night.": "at 18.51"},
    ),
    _masks(
        "telephone",
        r"\+44\s?\(0\)[\d\s]{8,14}\d|\b116\s123\b|(?<![\d.,])(?:\+44\s?|"
        r"\(?0)\d{2,4}\)?[\s-]?\d{2,4}[\s-]?\d{2,4}(?:[\s-]?\d{2,4})?(?!\d|,\d)"
        r"|\b(?:ext|extn|extension|tel|telephone|fax|phone)\.?:?\s?(?:no\.?\s?)?"
        r"(?!\s?\(?\d{1,3}(?:\.\d+)?\s?%)[\d\s()-]{3,}\d",
        {"Ring 01632 960 331 for help.": "01632 960 331", "Contact R. Hall, ext. 4417.": "ext. 4417"},
    ),
    _masks(
        "file_size",
        r"\b(?:pdf|docx?|xlsx?|ppt)\b[^\n\d]{0,12}\d[\d.,]{0,20}+\s?[kmg]b\b|\b\d[\d.,]{0,20}+\s?kb\b",
        {"Plan pdf icon PDF 181 KB": "pdf icon PDF 181 KB"},
    ),
    _masks(
        "column_scale",
        r"[£$€]\s?['’‘]?0?00['’‘]?s?(?![\d,.])|(?<![\d,])['’‘]000['’‘]?s?\b",
        {"Outturn £000s by service": "£000s"},
    ),
    _masks(
        "meeting_code",
        r"\b(?:(?:meeting|webinar|conference) id|passcode|access code|dial[- ]in)\b:?\s(?:is\s|"
        r"number\s)?\d[\d\s]{2,20}\d",
        {"Join online, Meeting ID is 213 450 8821 for all.": "Meeting ID is 213 450 8821"},
    ),
    _masks("covid", r"\bcovid(?:[\s-]{1,3}19)\b", {"Covid-19 costs fell.": "Covid-19"}),
    _masks("one_to_one", r"\b1[-:](?:2|to)[-:]1\b|\b1 to 1\b|(?<![\d.])1:1\b", {"It offers 1-2-1 support.": "1-2-1"}),
    _masks("around_the_clock", r"\b24\s?/\s?7(?:/\d+)?\b", {"It ran 24/7 all year.": "24/7"}),
    _masks(
        "web",
        r"\b(?:https?://|www\.|doi\.org|doi:\s?10\.)\S+",
        {"See www.ostley.example/item23 for it.": "www.ostley.example/item23"},
    ),
    _masks("mail", r"(?<!\S)\S+@\S+", {"Write to clerk2@ostley.example for it.": "clerk2@ostley.example"}),
    _masks(
        "reference",
        r"\b[A-Z]{1,6}[/.-]?\d{1,5}(?:[/.-][A-Z\d]{1,6}){1,4}\b|\b\d{2}/\d{3,6}(?:/[A-Z]{1,4})?\b|"
        r"(?<![\d.,£])\d{1,4}/\d{2,4}/[A-Z]{2,}\b",
        {"Application OS/17/23 was called in.": "OS/17/23"},
        cased=True,
    ),
    _masks(
        "postcode",
        r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b",
        {"The hall, ZZ9 4QT, is let.": "ZZ9 4QT"},
        cased=True,
    ),
    _masks(
        "act_or_order",
        rf"\b(?:Act|Acts|Regulations|Order|Rules|Measure|Code|Directive|Strategy|Plan|Framework|Together|"
        rf"Guidance|Census|"
        rf"Report|Review|Scheme|Charter|Statement|Bill|Programme|Vision|Survey|Index|Games|Cup)\s\(?{_YEAR}\)?",
        {"The Children Act 1989 applies.": "Act 1989"},
        cased=True,
    ),
    _masks(
        "long_reference",
        r"\b(?:ref|reference|refs|case|licence|application|charity|company|invoice|contract)\b\.?:?\s?(?:no\.?|"
        r"number)?\s?:?\s?"
        r"[A-Z]{0,4}\d[\d\s/-]{3,}\d",
        {"A letter (ref 22 014 881) came.": "ref 22 014 881"},
    ),
    _masks(
        "registered_number",
        r"\b(?:URN|UPRN|UKPRN|UID|USRN)\b:?\s?(?:[A-Z]{1,3}\s?)?\d[\d\s]{2,}\d",
        {"The home (URN SC 062 114) was seen.": "URN SC 062 114"},
        cased=True,
    ),
)
_WEB, _MAIL = (next(rule for rule in MASKED if rule.name == name) for name in ("web", "mail"))
_WEB_BEGINS = ("http", "www.", "doi")
_WITH_DIGITS = tuple(rule for rule in MASKED if rule is not _WEB and rule is not _MAIL)
_STARTS = Starts([rule.pattern for rule in _WITH_DIGITS])
_DIGITS = re.compile(r"\d++(?:\D{1,48}+\d++)*+")
BEFORE_DIGIT = 48
"""Characters: what is masked for its digits has one of them so soon after its beginning."""


def find_masked(text: str) -> Iterator[tuple[int, int]]:
    """The spans of ``text`` whose digits are no numbers.

    >>> told = "It met on 3 May 2019 at 10.30 am; ring 01632 960 112."
    >>> [told[start:end] for start, end in sorted(find_masked(told))]
    ['3 May 2019', '10.30 am', '01632 960 112']
    """
    near_digits = list(_near_digits(text))
    if not near_digits:
        return
    for index, match in _STARTS.matches(text, near_digits, len(text)):
        span: tuple[int, int] | None = _WITH_DIGITS[index].read(match)
        if span is not None:
            yield span
    yield from _addresses(text)


def _near_digits(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of a text in which a mask may begin: most words of most papers are far from any number."""
    last = 0
    for digits in _DIGITS.finditer(text):
        yield max(last, digits.start() - BEFORE_DIGIT), digits.end()
        last = digits.end()


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    """Addresses of web pages and of mail, which are masked with or without digits."""
    low = lowered(text)
    if low is None:
        yield from (match.span() for rule in (_WEB, _MAIL) for match in rule.pattern.finditer(text))
        return
    end = 0
    for at in sorted(at for begins in _WEB_BEGINS for at in places_of(begins, low)):
        if at >= end and (match := _WEB.pattern.match(text, at)):
            end = match.end()
            yield match.span()
    end = 0
    for at in places_of("@", text):
        if at >= end:
            start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
            end = len(text) if end < 0 else end
            yield from (match.span() for match in _MAIL.pattern.finditer(text, start, end))
