"""The pieces of period phrases: month names, days, years, and how each is read."""

# ruff: noqa: E501 - patterns are kept whole, so that they can be read and searched for

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from minuted.nlp.facts import Period
from minuted.nlp.periods import calendar as cal

MONTH_NUMBERS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip

ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "final": 4,
            "one": 1, "two": 2, "three": 3, "four": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}  # fmt: skip
NUMBER_WORDS = {
    name: number
    for number, name in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()
    )
} | {"eighteen": 18, "twenty four": 24, "twenty-four": 24}  # fmt: skip

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept(?:ember)?|Sep|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|"
    r"OCTOBER|NOVEMBER|DECEMBER|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)\b(?:\.(?=\s?\d))?"
)
"""Months are printed with a capital: "may" and "march" are verbs."""
WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b,?\s{1,2}(?:the\s)?)?"
DAY = r"(?:[12]\d|3[01]|0?[1-9])"
NTH_DAY = rf"{DAY}\s?(?:st|nd|rd|th|ST|ND|RD|TH)?\b"
YEAR = r"(?:19[5-9]\d|20[0-4]\d|2050)"
SHORT_YEAR = rf"(?:{YEAR}|['’‘]?\d\d)"
SLASH = r"\s?[/\-–—]\s?"
FISCAL = rf"(?:{YEAR}{SLASH}(?:{YEAR}|\d\d|\d(?=[^\d%]|$))|\d\d/\d\d|(?<=[Yy]ear\s)\d\d-\d\d)(?![\d/%]|[.,]\d)"
"""2023/24, 2023-24, 2023/2024, 2007/8, 23/24: whether it is one year or a span, ``read_years`` says."""
OF = r"(?:\s?[,(]?\s?(?:of|in|for|from)?\s?(?:the\s)?(?:financial\syear\s)?)"
GAP = r"\s{1,3}"


@dataclass(frozen=True, slots=True)
class Years:
    """One printed year or pair of years: ``first`` and ``last`` differ by one where it is a financial year.

    ``kind`` is "calendar" (2022), "pair" (2022/23) or "several" (2018-20: whole calendar years).
    """

    first: int
    last: int
    kind: str

    def period(self, academic: bool = False) -> Period:
        """The years as a period; a pair is a financial year unless the passage says academic or school year."""
        if self.kind == "pair":
            return cal.academic_year(self.first) if academic else cal.financial_year(self.first)
        return cal.months(self.first, 1, self.last, 12)


def read_years(text: str) -> Years | None:
    """One year, a pair, or a run of years; None where the numbers make none.

    >>> read_years("2023/24"), read_years("07/08").first, read_years("1999/00").last
    (Years(first=2023, last=2024, kind='pair'), 2007, 2000)
    >>> read_years("2018-20").kind, read_years("2023/22"), read_years("45/46").first
    ('several', None, 1945)
    """
    parts = [part for part in re.split(r"[^0-9]+", text) if part]
    if not parts or len(parts) > 2:
        return None
    first = full_year(parts[0])
    if len(parts) == 1:
        return Years(first, first, "calendar")
    last = int(parts[1]) if len(parts[1]) == 4 else _follow(first, parts[1])
    if last == first + 1:
        return Years(first, last, "pair")
    if len(parts[0]) == 4 and first < last <= first + 30 and "/" not in text:
        return Years(first, last, "several")
    return None


def _follow(first: int, digits: str) -> int:
    base: int = 10 ** len(digits)
    last = first - first % base + int(digits)
    return last if last >= first else last + base


def full_year(digits: str) -> int:
    """A year of two or four digits in full; from 45 on two digits are of the last century.

    >>> full_year("24"), full_year("’98"), full_year("2024")
    (2024, 1998, 2024)
    """
    number = int(digits.lstrip("'’‘"))
    if number >= 100:
        return number
    return number + (2000 if number < 45 else 1900)


def read_month(text: str) -> int:
    """The number of a month's name.

    >>> read_month("Sept."), read_month("MARCH")
    (9, 3)
    """
    return MONTH_NUMBERS[text.rstrip(".").lower()]


def read_day_number(text: str) -> int:
    """The day of "1st" or "31".

    >>> read_day_number("31st")
    31
    """
    return int("".join(character for character in text if character.isdigit()))


def read_count(text: str) -> int | None:
    """A small number in figures or words.

    >>> read_count("six"), read_count("12"), read_count("some")
    (6, 12, None)
    """
    return int(text) if text.isdigit() else NUMBER_WORDS.get(text.lower())


def date_of(year: int, month: int, number: int) -> dt.date | None:
    """The date, or None where the calendar has none such.

    >>> date_of(2023, 2, 29) is None
    True
    """
    try:
        return dt.date(year, month, number)
    except ValueError:
        return None


DATE_YEAR = rf"(?:,?\s{{1,3}}(?:in\s)?{YEAR}\b|\s?['’‘]\d\d\b)"
LONG_DATE = rf"{WEEKDAY}(?<![\d.,£/]){NTH_DAY}\s{{1,2}}(?:of\s)?(?:{MONTH})(?:{DATE_YEAR}|\s\d\d(?![\d,.:%/]|\s[a-z]))?"
US_DATE = rf"{MONTH}\s{NTH_DAY},?\s{YEAR}\b"
SPREADSHEET_DATE = rf"(?<![\d./\-£]){DAY}[\-/]{MONTH}[\-/](?:{YEAR}|\d\d)(?![\d/%\-]|[.,]\d)"
"""As spreadsheets print a day: 30-Sep-24."""
NUMERIC_DATE = rf"(?:(?<![\d./\-£]){DAY}(?:/(?:0?[1-9]|1[0-2])/|\.(?:0?[1-9]|1[0-2])\.|-(?:0[1-9]|1[0-2])-)(?:{YEAR}|\d\d)(?![\d/%]|[.,]\d)|{SPREADSHEET_DATE})"
ISO_DATE = rf"(?<![\d\-/]){YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\d\-])"
MONTH_YEAR = rf"{MONTH}(?:,?[\s\-–/]{{0,2}}(?:of\s)?{YEAR}\b|[\s\-]?['’‘]\d\d\b|[\-–/]\d\d\b(?![/\-\d]))"
TIGHT_MONTH_YEAR = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\s?[1-4]\d(?![\d,.:/%]\d|[\d%]|\s[a-z]{3,}s\b)"
END_OF = r"(?:(?i:the\s)?(?i:close|end|month[\s-]end)\s(?i:of\s)?)"
POINT = rf"(?:{LONG_DATE}|{US_DATE}|{NUMERIC_DATE}|{ISO_DATE}|{END_OF}?(?:{MONTH_YEAR}|{TIGHT_MONTH_YEAR}|{MONTH}))"
"""A day, a month, or the end of a month, with or without its year."""


@dataclass(frozen=True, slots=True)
class Point:
    """A day (``day`` 1 to 31), a month (``day`` 0) or a month's last day (``day`` 32), perhaps without its year."""

    month: int
    day: int = 0
    year: int | None = None

    def in_year(self, year: int) -> Period | None:
        """This point in a given year; None where that year has no such day."""
        if self.day == 0:
            return cal.month(year, self.month)
        if self.day == 32:
            return cal.day(cal.last_day(year, self.month))
        date = date_of(year, self.month, self.day)
        return cal.day(date) if date else None

    @property
    def relative(self) -> str:
        """What is left to resolve where the year is not said: "month:12", "end:12", "day:12-31"."""
        if self.day == 0:
            return f"month:{self.month:02d}"
        return f"end:{self.month:02d}" if self.day == 32 else f"day:{self.month:02d}-{self.day:02d}"


_MONTH_IN = re.compile(MONTH)
_YEAR_IN = re.compile(rf"(?<!\d){YEAR}(?!\d)|['’‘]\d\d|(?<=[\s\-–/])\d\d$|(?<=[a-z])\d\d$")
_NUMBERS = re.compile(r"\d+")


def read_point(text: str) -> Point | None:
    """A printed day or month.

    >>> read_point("Tuesday 31st March, 2024"), read_point("end of Sept")
    (Point(month=3, day=31, year=2024), Point(month=9, day=32, year=None))
    >>> read_point("31/8/23"), read_point("Mar-25"), read_point("2024-02-29"), read_point("30-Sep-24").day
    (Point(month=8, day=31, year=2023), Point(month=3, day=0, year=2025), Point(month=2, day=29, year=2024), 30)
    """
    named = _MONTH_IN.search(text)
    if named is None:
        return _read_numeric(text)
    month = read_month(named.group())
    year_text = _YEAR_IN.search(text, named.end()) or _YEAR_IN.search(text, named.end() - 1)
    year = full_year(year_text.group()) if year_text else None
    before = _NUMBERS.search(text, 0, named.start())
    after = _NUMBERS.search(text, named.end(), year_text.start() if year_text else len(text))
    number = before or after
    if number:
        day = int(number.group())
        return Point(month, day, year) if 1 <= day <= 31 else None
    ends = re.match(r"(?i)(?:the\s)?(?:close|end|month)", text)
    return Point(month, 32 if ends else 0, year)


def _read_numeric(text: str) -> Point | None:
    numbers = [int(part) for part in _NUMBERS.findall(text)]
    if len(numbers) != 3:
        return None
    if numbers[0] > 1900:
        year, month, day = numbers
    else:
        day, month, year = numbers
    if date_of(full_year(str(year).zfill(2)), month, day) is None:
        return None
    return Point(month, day, full_year(str(year).zfill(2)))
