"""From the match of a period rule to the period, or to what is left to resolve.

What is left to resolve is written as ``head:argument`` ("month:12", "same:-12"); ``resolve.py`` says what each head
means.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from minuted.nlp.facts import Period
from minuted.nlp.numbers.masked import SHORT_BUDGET_YEAR
from minuted.nlp.periods import calendar as cal
from minuted.nlp.periods import grammar as g

Found = tuple[Period | None, str | None]
"""The period where the words alone fix it, and what has to be resolved where they do not."""


def of_point(point: g.Point | None) -> Found | None:
    """A point's period, or what is left to resolve where its year is not said."""
    if point is None:
        return None
    if point.year is None:
        return None, point.relative
    period = point.in_year(point.year)
    return (period, None) if period else None


def read_date(m: re.Match[str]) -> Found | None:
    """A day, a month, or the end of a month."""
    return of_point(g.read_point(m.group()))


_BARE_MAY = re.compile(
    r"(?i)\b(?:in|since|by|of|to|until|from|and|during|before|after|for|end|early|late|mid|last|on)[\s-]$"
)


def read_month_start(m: re.Match[str]) -> Found | None:
    """The first day of a month."""
    point = g.read_point(m["month"])
    return of_point(g.Point(point.month, 1, point.year)) if point else None


_AFTER_MONTH = re.compile(r"\s(?:meetings?|committee|cycle|council|cabinet|board|panel|forum|edition|issue|report)\b")


def read_bare_month(m: re.Match[str]) -> Found | None:
    """ "May" and "March" are also words, "Mar" and "Dec" also names: without a year they need a preposition."""
    before = m.string[max(0, m.start() - 8) : m.start()]
    doubtful = m.group().rstrip(".").lower() in ("may", "march", "mar", "sep", "dec", "jan") or m.group().isupper()
    if doubtful and not _BARE_MAY.search(before) and not _AFTER_MONTH.match(m.string, m.end()):
        return None
    return of_point(g.read_point(m.group()))


def _ends(m: re.Match[str]) -> tuple[str, str]:
    """The texts of a span's two ends: groups a and b, or c and d."""
    groups = m.groupdict()
    first = groups.get("a") or groups.get("c") or ""
    return first, groups.get("b") or groups.get("d") or ""


def read_span(m: re.Match[str]) -> Found | None:
    """Two days or months: the first takes the year of the second where it has none of its own, and the reverse."""
    first, last = (g.read_point(text) for text in _ends(m))
    if first is None or last is None:
        return None
    if last.year is None and first.year is None:
        return None, f"span:{first.relative}/{last.relative}"
    in_order = (first.month, first.day) <= (last.month, last.day or 32)
    end_year = last.year if last.year is not None else (first.year or 0) + (not in_order)
    start_year = first.year if first.year is not None else end_year - (not in_order)
    start, end = first.in_year(start_year), last.in_year(end_year)
    if start is None or end is None or start.start > end.end:
        return None
    return cal.span(start, end), None


def read_pair_of_months(m: re.Match[str]) -> Found | None:
    """May and June are one stretch; May and October are two months."""
    first, last = (g.read_point(text) for text in _ends(m))
    if first is None or last is None or (last.month - first.month) % 12 != 1 or _EACH.match(m.string, m.end()):
        return None
    return read_span(m)


def year_of(text: str | None) -> g.Years | None:
    """The years of an optional group."""
    return g.read_years(text) if text else None


def quarter(number: int, years: g.Years | None) -> Found:
    """A quarter of the financial year; with one calendar year, of that year."""
    if years is None:
        return None, f"quarter:{number}"
    if years.kind == "calendar":
        return cal.months(years.first, 3 * number - 2, years.first, 3 * number), None
    return cal.quarter(number, years.first), None


_MONTHS = re.compile(rf"\((?P<a>{g.MONTH})\s?(?:to|-|–|/)\s?(?P<b>{g.MONTH}(?:\s{g.YEAR})?)\)$")


def read_quarter(m: re.Match[str]) -> Found | None:
    """A quarter; the months printed in brackets after it win over its number ("Q3 (October to December 2023)")."""
    number = int(m["n"]) if m["n"].isdigit() else g.ORDINALS.get(m["n"].lower())
    if number is None:
        return None
    if (explained := _MONTHS.search(m.group())) and (found := read_span(explained)) and found[0]:
        return found
    years = year_of(m["year"])
    if years is not None and years.kind == "several":
        return None
    return quarter(number, years)


def read_half(m: re.Match[str]) -> Found | None:
    """The first or last months of a year."""
    word = (m["n"] or m["h"] or "first").lower()
    number = 2 if word in ("second", "2", "2nd", "latter", "last", "final") else 1
    count = g.read_count(m["count"]) if m["count"] else 6
    years = year_of(m["year"])
    if count is None or not 1 <= count <= 11 or (years and years.kind == "several"):
        return None
    if years is None:
        return None, f"half:{number}:{count}"
    return part_of_year(years.period(), number, count), None


def part_of_year(year: Period, number: int, count: int) -> Period:
    """The first (1) or last (2) ``count`` months of a year.

    >>> part_of_year(cal.financial_year(2012), 1, 6).label
    '2012-04/2012-09'
    """
    if number == 2:
        return cal.rolling(count, year.end)
    return cal.span(cal.month(year.start.year, year.start.month),
                    cal.shift_months(cal.month(year.start.year, year.start.month), count - 1))  # fmt: skip


def read_rolling(m: re.Match[str]) -> Found | None:
    """The months up to a point: "12 months to June 2023"."""
    count = g.read_count(m["count"]) if m["count"] else 3 if m.group().lower().startswith("quarter") else 12
    if m["count"] and (m["unit"] or "month").lower().startswith("year"):
        count = 12 * (count or 1)
    point = g.read_point(m["point"])
    if count is None or not 1 <= count <= 60 or point is None:
        return None
    if point.year is None:
        return None, f"rolling:{count}:{point.relative}"
    end = point.in_year(point.year)
    return (cal.rolling(count, end.end), None) if end else None


def read_fiscal(m: re.Match[str]) -> Found | None:
    """A pair of years, or several years."""
    years = g.read_years(m["year"])
    if years is None or (years.kind != "pair" and len(m["year"]) < 7):
        return None
    return years.period(academic=says_school(m.group())), None


def says_school(text: str) -> bool:
    """Whether the words call the years academic."""
    return bool(re.search(r"(?i)academic|school|\bAY", text))


_EACH = re.compile(r"(?i)\W{0,3}respectively\b")
"""After two years or months: they are two mentions, not one stretch."""


def read_fiscal_span(m: re.Match[str]) -> Found | None:
    """From one financial year to another."""
    if _EACH.match(m.string, m.end()):
        return None
    first, last = (g.read_years(text) for text in _ends(m))
    if first is None or last is None or first.kind != last.kind or last.first <= first.first:
        return None
    school = says_school(m.group())
    return cal.span(first.period(school), last.period(school)), None


def read_mid_year(m: re.Match[str]) -> Found:
    """ "Mid-2021": the last day of June."""
    return cal.day(dt.date(int(m["year"]), 6, 30)), None


def read_budget_year(m: re.Match[str]) -> Found | None:
    """ "25-26" beside money: a financial year."""
    years = g.read_years(m.group()) if SHORT_BUDGET_YEAR.read(m) else None
    return (years.period(), None) if years and years.kind == "pair" else None


def read_fy(m: re.Match[str]) -> Found | None:
    """ "FY24": the financial year that ends in 2024."""
    year = g.full_year(m["year"])
    return cal.financial_year(year - 1), None


def read_several(m: re.Match[str]) -> Found | None:
    """A run of calendar years, both with four digits: "between 2005 and 2007"."""
    first, last = (int(text) for text in _ends(m))
    if not first < last <= first + 30:
        return None
    return cal.months(first, 1, last, 12), None


_COUNTED = re.compile(
    r"\s(?:people|children|households|homes|residents|pupils|cases|properties|staff|calls|visits|tonnes|responses|"
    r"units|dwellings|posts|jobs|places|individuals|adults|families|patients|applications|students)\b"
)
_AS_YEAR = re.compile(
    r"(?i)(?:\b(?:in|since|for|by|from|during|until|till|before|after|year|summer|autumn|spring|winter|early|late|"
    r"mid|calendar|ending|ended|census|report|january|december|baseline|january|to|of|the|and|on)|[(\[:;|/&–—-])[\s-]*$"
)
_PLURAL = re.compile(r"\s[a-z]{4,}s\b(?!\s(?:were|was|of))")


def read_year(m: re.Match[str]) -> Found | None:
    """A bare year; "2013 homes" is a number."""
    before, after = m.string[max(0, m.start() - 12) : m.start()], m.string[m.end() : m.end() + 24]
    if _COUNTED.match(after):
        return None
    if _PLURAL.match(after) and not _AS_YEAR.search(before):
        return None
    return cal.calendar_year(int(m["year"])), None


def read_season(m: re.Match[str]) -> Found | None:
    """A season or a school term."""
    name, term = m["name"].lower(), bool(m["term"])
    years = year_of(m["year"])
    if years is None:
        return None, f"season:{name}{':term' if term else ''}"
    period = season(name, term, years.first, is_pair=years.kind == "pair")
    return (period, None) if years.kind != "several" else None


def season(name: str, term: bool, year: int, is_pair: bool = False) -> Period:
    """A season of the year, or a school term (autumn September to December, spring to March, summer April to July).

    >>> season("summer", True, 2023).label, season("autumn", False, 2011).label, season("winter", False, 2022).label
    ('2023-04/2023-07', '2011-09/2011-11', '2022-12/2023-02')
    >>> season("spring", True, 2022, is_pair=True).label
    'Q4 2022/23'
    """
    terms = {"autumn": (9, 12), "spring": (1, 3), "summer": (4, 7), "winter": (12, 2)}
    seasons = {"autumn": (9, 11), "spring": (3, 5), "summer": (6, 8), "winter": (12, 2)}
    first, last = (terms if term else seasons)[name]
    if is_pair and first < 8:
        year += 1
    return cal.months(year, first, year + (last < first), last)


def mask(m: re.Match[str]) -> Found:
    """Words that only have to be kept from the numbers."""
    return None, None


def read_same(m: re.Match[str]) -> Found | None:
    """ "The same period last year", "the same point in 2009": the compared stretch, in another year."""
    words = re.sub(r"\s+", " ", (m["when"] or "").lower())
    years = year_of(m["year"])
    if years is not None:
        return None, f"same:{years.period().label}"
    if "quarter" in words:
        return None, "same:-3"
    if "month" in words and "12" not in words and "twelve" not in words:
        return None, "same:-1"
    return None, "same:-12" if words else "same:0"


def read_ago(m: re.Match[str]) -> Found | None:
    """ "A year earlier", "six months ago"."""
    count = {"a": 1, "one": 1}.get(m["count"].lower()) or g.read_count(m["count"])
    if count is None:
        return None
    months = {"y": 12, "m": 1, "q": 3}[m["unit"][0].lower()] * count
    return (None, f"same:-{months}") if months <= 600 else None


def read_stretch(m: re.Match[str]) -> Found | None:
    """ "Over the last three years", "in the next six months"; days and weeks are only kept from the numbers."""
    count = g.read_count(m["count"] or m["n"] or "1")
    months = {"y": 12, "m": 1, "q": 3}.get(m["unit"][0].lower())
    if count is None or count > 60:
        return None
    if months is None or not (m["count"] or m["n"]):
        return None, "past"
    ahead = re.search(r"(?i)next|coming|following|forthcoming", m.group())
    return None, f"{'next' if ahead else 'last'}:{months * count}"


def read_this(m: re.Match[str]) -> Found | None:
    """ "During the quarter", "for the whole year"."""
    return None, "the:" + re.split(r"[\s-]", m["unit"].lower())[0]


def read_event(m: re.Match[str]) -> Found | None:
    """ "At the time of the inspection": the date stands where the inspection was first named."""
    return None, f"event:{m['event'].lower()}"


def mask_as(relative: str) -> Callable[[re.Match[str]], Found]:
    """A reader for words that always leave the same to resolve.

    >>> mask_as("now")(re.match("now", "now"))
    (None, 'now')
    """
    return lambda m: (None, relative)


def read_since(m: re.Match[str]) -> Found | None:
    """From a point until the paper's date."""
    if m["point"]:
        point = g.read_point(m["point"])
        found = of_point(point)
        if found is None:
            return None
        return None, f"since:{found[0].label if found[0] else found[1]}"
    years = g.read_years(m["years"])
    return (None, f"since:{years.period().label}") if years else None


def read_month_number(m: re.Match[str]) -> Found | None:
    """ "Month 6" of the financial year: September."""
    return None, f"month_no:{m['n'] or m['m']}"
