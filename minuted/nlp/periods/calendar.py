"""Days, months, quarters and years as UK councils count them: ``Period`` made, labelled, moved and read back.

The label is a function of the two dates, so that equal periods always carry equal labels: April 2023 to March 2024 is
``FY2023/24`` however the paper wrote it.  Only the twelve months that end elsewhere are ``R12``, and only September to
August is ``AY``.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache

from minuted.nlp.facts import Period

FIRST_YEAR, LAST_YEAR = 1900, 2099
"""Years outside these are not years of a council paper."""


@lru_cache(maxsize=4096)
def last_day(year: int, month: int) -> dt.date:
    """The last day of a month.

    >>> last_day(2024, 2)
    datetime.date(2024, 2, 29)
    """
    return dt.date(year, month, calendar.monthrange(year, month)[1])


@lru_cache(maxsize=4096)
def name_period(start: dt.date, end: dt.date) -> Period:
    """The period of two days, both inclusive, under its one label.

    >>> name_period(dt.date(2023, 10, 1), dt.date(2023, 12, 31)).label
    'Q3 2023/24'
    >>> name_period(dt.date(2022, 7, 1), dt.date(2023, 6, 30)).label
    'R12 2023-06'
    >>> name_period(dt.date(2023, 4, 1), dt.date(2023, 9, 30)).label
    '2023-04/2023-09'
    """
    if end < start:
        start, end = end, start
    return Period(start, end, _label(start, end))


def _label(start: dt.date, end: dt.date) -> str:
    if start == end:
        return start.isoformat()
    if start.day != 1 or end != last_day(end.year, end.month):
        return f"{start.isoformat()}/{end.isoformat()}"
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if months == 1:
        return f"{start:%Y-%m}"
    if months == 3 and start.month in (1, 4, 7, 10):
        number, year = quarter_of(start)
        return f"Q{number} {_pair(year)}"
    if months == 12:
        named = {1: str(start.year), 4: f"FY{_pair(start.year)}", 9: f"AY{_pair(start.year)}"}
        return named.get(start.month, f"R12 {end:%Y-%m}")
    return f"{start:%Y-%m}/{end:%Y-%m}"


def _pair(year: int) -> str:
    return f"{year:04d}/{(year + 1) % 100:02d}"


def day(date: dt.date) -> Period:
    """One day.

    >>> day(dt.date(2024, 3, 31)).label
    '2024-03-31'
    """
    return name_period(date, date)


def month(year: int, number: int) -> Period:
    """One calendar month.

    >>> month(2024, 3).label
    '2024-03'
    """
    return name_period(dt.date(year, number, 1), last_day(year, number))


def months(year: int, number: int, to_year: int, to_number: int) -> Period:
    """From the first day of one month to the last day of another.

    >>> months(2023, 4, 2023, 8).label
    '2023-04/2023-08'
    """
    return name_period(dt.date(year, number, 1), last_day(to_year, to_number))


def calendar_year(year: int) -> Period:
    """January to December.

    >>> calendar_year(2022).label
    '2022'
    """
    return months(year, 1, year, 12)


def financial_year(year: int) -> Period:
    """The financial year that begins in ``year``: April to March.

    >>> financial_year(2023).label
    'FY2023/24'
    """
    return months(year, 4, year + 1, 3)


def academic_year(year: int) -> Period:
    """The academic year that begins in ``year``: September to August.

    >>> academic_year(2022).label
    'AY2022/23'
    """
    return months(year, 9, year + 1, 8)


def quarter(number: int, year: int) -> Period:
    """Quarter 1 to 4 of the financial year that begins in ``year``.

    >>> quarter(4, 2023)
    Period(start=datetime.date(2024, 1, 1), end=datetime.date(2024, 3, 31), label='Q4 2023/24')
    """
    first = 3 * number + 1
    year, first = (year + 1, first - 12) if first > 12 else (year, first)
    return months(year, first, year, first + 2)


def rolling(count: int, end: dt.date) -> Period:
    """The ``count`` months up to ``end`` (a month's last day, or any day).

    >>> rolling(12, dt.date(2023, 6, 30)).label, rolling(6, dt.date(2012, 9, 30)).label
    ('R12 2023-06', '2012-04/2012-09')
    """
    return name_period(_back(end, count) + dt.timedelta(days=1), end)


def _back(date: dt.date, count: int) -> dt.date:
    index = date.year * 12 + date.month - 1 - count
    year, number = divmod(index, 12)
    last = last_day(year, number + 1)
    return last if date == last_day(date.year, date.month) else dt.date(year, number + 1, min(date.day, last.day))


def quarter_of(date: dt.date) -> tuple[int, int]:
    """The financial quarter that holds a day, and the year in which its financial year begins.

    >>> quarter_of(dt.date(2024, 2, 10))
    (4, 2023)
    """
    return (date.month - 4) % 12 // 3 + 1, financial_start(date)


def financial_start(date: dt.date) -> int:
    """The year in which the financial year that holds ``date`` begins.

    >>> financial_start(dt.date(2024, 3, 31)), financial_start(dt.date(2024, 4, 1))
    (2023, 2024)
    """
    return date.year - (date.month < 4)


def shift_months(period: Period, count: int) -> Period:
    """The same stretch ``count`` months later; month ends stay month ends.

    >>> shift_months(quarter(1, 2016), -12).label, shift_months(day(dt.date(2024, 2, 29)), -12).label
    ('Q1 2015/16', '2023-02-28')
    >>> shift_months(quarter(1, 2016), -3).label
    'Q4 2015/16'
    """
    return name_period(_moved(period.start, count, period.start == period.end), _moved(period.end, count, True))


def _moved(date: dt.date, count: int, is_end: bool) -> dt.date:
    year, number = divmod(date.year * 12 + date.month - 1 + count, 12)
    last = last_day(year, number + 1)
    keeps_end = is_end and date == last_day(date.year, date.month)
    return last if keeps_end else dt.date(year, number + 1, min(date.day, last.day))


def shift_years(period: Period, count: int) -> Period:
    """The same stretch ``count`` years later.

    >>> shift_years(academic_year(2022), -1).label
    'AY2021/22'
    """
    return shift_months(period, 12 * count)


def span(first: Period, last: Period) -> Period:
    """From the first day of one period to the last day of another.

    >>> span(financial_year(2018), financial_year(2021)).label
    '2018-04/2022-03'
    """
    return name_period(min(first.start, last.start), max(first.end, last.end))


_QUARTER = re.compile(r"Q([1-4]) (\d{4})/\d\d")


def read_label(label: str) -> Period:
    """The period of a label, the inverse of ``Period.label``.

    >>> read_label("Q2 2023/24") == quarter(2, 2023), read_label("R12 2023-06").start
    (True, datetime.date(2022, 7, 1))

    Raises ValueError where the text is no label.
    """
    if matched := _QUARTER.fullmatch(label):
        return quarter(int(matched[1]), int(matched[2]))
    if label.startswith("FY"):
        return financial_year(int(label[2:6]))
    if label.startswith("AY"):
        return academic_year(int(label[2:6]))
    if label.startswith("R12 "):
        return rolling(12, read_label(label[4:]).end)
    first, slash, last = label.partition("/")
    if slash:
        return span(read_label(first), read_label(last))
    parts = [int(part) for part in label.split("-")]
    if len(parts) == 1:
        return calendar_year(parts[0])
    return month(*parts) if len(parts) == 2 else day(dt.date(*parts))
