"""When a promised thing is due: the words of a commitment as a period, counted from the day of the meeting."""

from __future__ import annotations

import datetime as dt
import re

from minuted.nlp.facts import Period
from minuted.nlp.periods import calendar as cal
from minuted.nlp.periods import grammar as g
from minuted.nlp.periods.dates import COUNT
from minuted.nlp.periods.mentions import read_mentions
from minuted.nlp.periods.resolve import Clock, resolve
from minuted.nlp.reading import Reading

_AT_ONCE = re.compile(r"(?i)\bimmediate(?:ly| effect)\b|\bforthwith\b")
_END_OF_WEEK = re.compile(r"(?i)\bend of (?:the|this) week\b")
_DELAY = re.compile(
    rf"(?i)\b(?P<how>within|in)\s(?:the\s(?:next\s)?)?(?P<count>an?|{COUNT})?\s?(?P<unit>day|week|fortnight|month|year)s?\b(?P<time>['’]?s?['’]?\stime)?"
)
_NEW_YEAR = re.compile(r"(?i)\bin the new year\b")
_VAGUE = re.compile(r"(?i)\bremainder of\b|\bmunicipal year\b|\breports?\b(?!.*\b(?:in|by|on|before)\s)")
_UNKNOWN_FORMS = frozenset(
    ("season", "clock_time", "name_with_year", "now", "last_stretch", "this_stretch", "the_same")
)
_CHRISTMAS = "month:12"
"""A paper that is due "before Christmas" is due in December: more annotators wrote the month than the day."""


def read_due(text: str, reading: Reading) -> Period | None:
    """The period in which something is due, or None where no date can be worked out.

    >>> from minuted.extract.text import read_text
    >>> reading = Reading(read_text(""), meeting_date=dt.date(2024, 3, 12))
    >>> [read_due(t, reading).label for t in ("by the end of March", "in September", "from Quarter 2 onwards")]
    ['2024-03-31', '2024-09', 'Q2 2024/25']
    >>> read_due("to the next meeting", reading) is None
    True
    >>> [read_due(t, reading).label for t in ("within a week", "in six months' time")]
    ['2024-03-19', '2024-09']
    """
    today = reading.meeting_date or (reading.own_period.end if reading.own_period else None)
    if today is not None and (soon := _counted(text, today)) is not None:
        return soon
    if _VAGUE.search(text):
        return None
    clock = Clock(None, today)
    found: list[Period] = []
    for mention in read_mentions(text):
        if mention.form in _UNKNOWN_FORMS:
            continue
        relative = _CHRISTMAS if mention.form == "christmas" else mention.relative or ""
        if relative.startswith("since:"):
            continue
        period = mention.period or (resolve(relative, clock, ahead=True) if relative else None)
        if (
            period is not None
            and (period.end - period.start).days <= 366
            and (not found or period.label != found[-1].label)
        ):
            found.append(period)
    has_season = any(mention.form == "season" for mention in read_mentions(text))
    if len(found) > 1 - has_season and "strategy" not in text.lower():
        return None
    return found[-1] if found else None


def _counted(text: str, today: dt.date) -> Period | None:
    """What is counted from the meeting: at once, by the end of the week, within four weeks, in the new year."""
    if _AT_ONCE.search(text):
        return cal.day(today)
    if _END_OF_WEEK.search(text):
        return cal.day(today + dt.timedelta(days=(4 - today.weekday()) % 7))
    if _NEW_YEAR.search(text):
        return cal.calendar_year(today.year + 1)
    delay = _DELAY.search(text)
    if delay is None or (delay["count"] is None and delay["unit"].lower() != "fortnight"):
        return None
    count = 1 if (delay["count"] or "a").lower() in ("a", "an") else g.read_count(delay["count"])
    return _after(today, count, delay["unit"].lower(), exact=delay["how"].lower() == "within") if count else None


def _after(today: dt.date, count: int, unit: str, exact: bool) -> Period:
    """``count`` units after the meeting: a day for "within", the month for "in six months' time"."""
    if unit in ("day", "week", "fortnight"):
        return cal.day(today + dt.timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit]))
    later = cal.shift_months(cal.day(today), count * (12 if unit == "year" else 1))
    return later if exact else cal.month(later.start.year, later.start.month)
