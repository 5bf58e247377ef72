"""A period as a reviewer types it, as label and days."""

from __future__ import annotations

import calendar
import datetime as dt
import re

MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name}

Period = tuple[str, str, str]
"""First day, last day (ISO, both inclusive), label."""


def period_of(text: str) -> Period | None:
    """The period that ``text`` names, or None where it names none.

    >>> period_of("2023/24"), period_of("Q1 2023/24"), period_of("quarter 4 2023-24")[2]
    (('2023-04-01', '2024-03-31', 'FY2023/24'), ('2023-04-01', '2023-06-30', 'Q1 2023/24'), 'Q4 2023/24')
    >>> period_of("31 March 2024")[2], period_of("March 2024")[2], period_of("2023")[1], period_of("R12 2023-06")[0]
    ('2024-03-31', '2024-03', '2023-12-31', '2022-07-01')
    >>> period_of("AY2022/23"), period_of("2023-04/2023-09")[1], period_of("soon"), period_of("2024-02-31")
    (('2022-09-01', '2023-08-31', 'AY2022/23'), '2023-09-30', None, None)
    """
    words = " ".join(text.split())
    for reader in (_years, _quarter, _rolling, _span, _day_month_year):
        try:
            found = reader(words)
        except ValueError:
            return None
        if found is not None:
            return found
    return None


def _two_years(first: str, second: str) -> int | None:
    year = int(first)
    return year if (year + 1) % 100 == int(second) % 100 else None


def _years(words: str) -> Period | None:
    found = re.fullmatch(r"(FY|AY)? ?(\d{4})[/-](\d{2}|\d{4})", words, re.IGNORECASE)
    if found is None or (year := _two_years(found[2], found[3])) is None:
        return None
    month, sign = (9, "AY") if (found[1] or "").upper() == "AY" else (4, "FY")
    if not found[1] and found[0][4] == "-" and 1 <= int(found[3]) <= 12 and len(found[3]) == 2 and year % 100 < 12:
        return None  # "2011-12" is a month in our labels
    end = dt.date(year + 1, month, 1) - dt.timedelta(1)
    return dt.date(year, month, 1).isoformat(), end.isoformat(), f"{sign}{year}/{(year + 1) % 100:02d}"


def _quarter(words: str) -> Period | None:
    found = re.fullmatch(r"(?:Q|qtr|quarter) ?([1-4]),? (\d{4})[/-](\d{2}|\d{4})", words, re.IGNORECASE)
    if found is None or (year := _two_years(found[2], found[3])) is None:
        return None
    number = int(found[1])
    first = _month(year + (number == 4), (3 * number) % 12 + 1)
    last = first
    for _ in range(2):
        last = _month(last.year + last.month // 12, last.month % 12 + 1)
    return first.isoformat(), _last_day(last), f"Q{number} {year}/{(year + 1) % 100:02d}"


def _rolling(words: str) -> Period | None:
    found = re.fullmatch(r"(?:R12|12 months to) (.+)", words, re.IGNORECASE)
    inner = _day_month_year(found[1]) if found else None
    if inner is None or len(inner[2]) != 7:
        return None
    year, month = int(inner[2][:4]), int(inner[2][5:])
    first = _month(year, 1) if month == 12 else _month(year - 1, month + 1)
    return first.isoformat(), inner[1], f"R12 {inner[2]}"


def _span(words: str) -> Period | None:
    found = re.fullmatch(r"(\d{4}-\d\d)(?:/| to )(\d{4}-\d\d)", words)
    if found is None:
        return None
    first, last = _month(int(found[1][:4]), int(found[1][5:])), _month(int(found[2][:4]), int(found[2][5:]))
    return (first.isoformat(), _last_day(last), f"{found[1]}/{found[2]}") if first <= last else None


def _day_month_year(words: str) -> Period | None:
    if found := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", words):
        day = dt.date(int(found[1]), int(found[2]), int(found[3])).isoformat()
        return day, day, day
    if found := re.fullmatch(r"(\d{4})-(\d\d)", words):
        first = _month(int(found[1]), int(found[2]))
        return first.isoformat(), _last_day(first), words
    if found := re.fullmatch(r"((?:19|20)\d\d)", words):
        return f"{words}-01-01", f"{words}-12-31", words
    found = re.fullmatch(r"(?:(\d{1,2})(?:st|nd|rd|th)? )?([A-Za-z]+) (\d{4})", words)
    if found is None or found[2].lower() not in MONTHS:
        return None
    month, year = MONTHS[found[2].lower()], found[3]
    return _day_month_year(f"{year}-{month:02d}" + (f"-{int(found[1]):02d}" if found[1] else ""))


def _month(year: int, month: int) -> dt.date:
    return dt.date(year, month, 1)


def _last_day(month: dt.date) -> str:
    return month.replace(day=calendar.monthrange(month.year, month.month)[1]).isoformat()
