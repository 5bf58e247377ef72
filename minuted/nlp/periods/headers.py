"""The period of a table's heading ("Q1 2016/17", "Mar-25", "Latest"), and what holds where the headings say nothing."""

from __future__ import annotations

import re

from minuted.nlp.facts import Period
from minuted.nlp.periods import calendar as cal
from minuted.nlp.periods.mentions import read_mentions
from minuted.nlp.periods.resolve import Clock, resolve
from minuted.nlp.reading import Draft, Reading

_LATEST = re.compile(
    r"(?i)\b(?:latest|current|actual|this (?:quarter|month|period|year)|outturn|performance|value|result|to date)\b"
)
_PREVIOUS_YEAR = re.compile(r"(?i)\b(?:previous|last|prior) year\b")
_PREVIOUS = re.compile(r"(?i)\b(?:previous|last|prior)(?: (?:quarter|month|period|result|value))?\b")


def read_period(text: str, reading: Reading) -> Period | None:
    """The period that a heading names, with what it leaves out taken from the paper; None where it names none.

    >>> from minuted.extract.text import read_text
    >>> reading = Reading(read_text(""), own_period=cal.quarter(1, 2016))
    >>> [read_period(t, reading).label for t in ("Q4 2015/16", "Mar-25", "Latest", "Previous Year", "At 31 March 2024")]
    ['Q4 2015/16', '2025-03', 'Q1 2016/17', 'Q1 2015/16', '2024-03-31']
    >>> read_period("Indicator", reading) is None
    True
    """
    clock = Clock(reading.own_period, reading.meeting_date)
    ahead = bool(re.search(r"(?i)target|forecast|budget|proposed|plan", text))
    for mention in read_mentions(text):
        if mention.period is not None:
            return mention.period
        if mention.relative is not None:
            period = resolve(mention.relative, clock, clock.own, ahead)
            if period is not None:
                return period
    own = reading.own_period
    if own is None:
        return None
    if _PREVIOUS_YEAR.search(text):
        return cal.shift_years(own, -1)
    if _PREVIOUS.search(text):
        return cal.shift_months(own, -_length(own))
    return own if _LATEST.search(text) else None


def _length(period: Period) -> int:
    return max(1, round((period.end - period.start).days / 30.4))


def fallback_period(reading: Reading, draft: Draft) -> Period | None:
    """The period of a table's figure whose headings and caption say nothing.

    The nearest heading above with a period, else what the paper reports on; a target, budget or forecast is for that
    financial year unless the paper reports on a day or month of it only through its title.
    """
    for heading in reversed(draft.sentence.headings):
        period = read_period(heading, reading)
        if period is not None and period.end != reading.meeting_date:
            return _for_role(period, draft.role)
    return _for_role(reading.own_period, draft.role)


def _for_role(period: Period | None, role: str | None) -> Period | None:
    if period is None or role not in ("budget", "forecast"):
        return period
    if (period.end - period.start).days < 360:
        return cal.financial_year(cal.financial_start(period.end))
    return period
