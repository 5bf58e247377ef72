"""What a mention points to: "end of December", "the same quarter last year", "since April", in a given paper.

``relative`` of a mention is ``head:argument``:

===========================  ==========================================================================================
month, end, day, span        a month, its last day, a day, a stretch without a year
quarter, half, season        a part of the year without its year
month_no                     the n-th month of the financial year
rolling:N:point              the N months up to a point without a year
since:point                  from then until the paper's date (a day until the end of what the paper reports on)
same:-12                     the stretch it is compared with, so many months earlier; same:2009, same:FY2015/16: in that year
earlier:quarter:3            the third quarter of the year before, likewise a half, a month, a day
year:-1, year:0, year:1      the financial year before, of, after the paper's own
the:year, the:quarter ...    the paper's own year, quarter, month, period
ytd, year_start, year_end    of the paper's own financial year
last:N, next:N               the N months before or after the paper's date
now                          the day of the meeting
event:inspection             when the inspection was, where the paper says it earlier
past                         some earlier time that cannot be worked out
===========================  ==========================================================================================
"""

# ruff: noqa: E501 - patterns are kept whole, so that they can be read and searched for

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from minuted.nlp.facts import Period
from minuted.nlp.periods import calendar as cal
from minuted.nlp.periods import readers


@dataclass(frozen=True, slots=True)
class Clock:
    """What the paper's phrases are counted from: what it reports on and the day of its meeting, where known."""

    own: Period | None = None
    today: dt.date | None = None

    @property
    def end(self) -> dt.date | None:
        """The last day of what the paper reports on, else the day of the meeting."""
        if self.own is not None and (self.today is None or self.own.start <= self.today):
            return self.own.end
        return self.today

    @property
    def latest(self) -> dt.date | None:
        """The last day that the paper can look back on."""
        return self.today or (self.own.end if self.own else None)

    @property
    def year(self) -> Period | None:
        """The financial year that the paper reports on."""
        if self.own is not None and cal.shift_months(self.own, 0).label.startswith("AY"):
            return self.own
        end = self.end
        return cal.financial_year(cal.financial_start(end)) if end else None


def resolve(relative: str, clock: Clock, base: Period | None = None, ahead: bool = False) -> Period | None:
    """The period that a relative mention stands for, or None where it cannot be worked out.

    ``base`` is the period of what it is compared with; ``ahead`` says that it looks forward ("by September").

    >>> clock = Clock(own=cal.quarter(1, 2016), today=dt.date(2016, 9, 14))
    >>> resolve("end:06", clock).label, resolve("same:-12", clock, cal.quarter(1, 2016)).label
    ('2016-06-30', 'Q1 2015/16')
    >>> resolve("month:10", clock, ahead=True).label, resolve("month:10", clock).label
    ('2016-10', '2015-10')
    >>> resolve("since:month:04", clock).label, resolve("ytd", clock).label
    ('2016-04/2016-09', 'Q1 2016/17')
    """
    head, _, argument = relative.partition(":")
    if head in POINTS:
        return _place(relative, clock, ahead)
    handler = HEADS.get(head)
    try:
        return handler(argument, clock, base) if handler else None
    except (ValueError, KeyError, OverflowError):
        return None


def occurrences(relative: str, clock: Clock) -> list[tuple[str, Period]]:
    """The times that a point without a year may mean: "own" in the year reported on, "past" and "next" of the meeting.

    >>> clock = Clock(own=cal.financial_year(2020), today=dt.date(2021, 9, 2))
    >>> [(which, period.label) for which, period in occurrences("month:07", clock)]
    [('own', '2020-07'), ('past', '2021-07'), ('next', '2022-07')]
    """
    if clock.latest is None:
        return []
    head = relative.partition(":")[0]
    if head in ("year_start", "year_end"):
        relative = "day:04-01" if head == "year_start" else "end:03"
    elif head not in POINTS:
        return []
    latest, own = clock.latest, clock.own
    found = [p for year in range(latest.year - 2, latest.year + 3) if (p := in_year(relative, year)) is not None]
    inside = [p for p in found if own is not None and own.start <= p.start and p.end <= own.end]
    past = [p for p in found if p.end <= latest or (p.start <= latest and _is_month(p))]
    ahead = [p for p in found if p.end >= latest]
    named = (("own", inside[-1:]), ("past", past[-1:]), ("next", ahead[:1]))
    return [(which, period) for which, periods in named for period in periods]


RECENT = 300
"""A paper reports on a year that ended at most so many days before its meeting."""
POINTS = ("month", "end", "day", "span", "quarter", "half", "season", "month_no", "rolling")


def _place(relative: str, clock: Clock, ahead: bool) -> Period | None:
    """The occurrence meant: inside the year reported on, else the last one past, or with ``ahead`` the next one."""
    if clock.latest is None:
        return None
    years = range(clock.latest.year - 2, clock.latest.year + 3)
    found = [period for year in years if (period := in_year(relative, year)) is not None]
    if ahead:
        return next((period for period in found if period.end >= clock.latest), None)
    own = clock.own
    if own is not None and (own.end - own.start).days > 80 and (clock.latest - own.end).days < RECENT:
        for period in found:
            if own.start <= period.start and period.end <= own.end:
                return period
    last = max(clock.latest, own.end) if own and own.start <= clock.latest else clock.latest
    past = [
        period for period in found if period.end <= last or (period.start <= last < period.end and _is_month(period))
    ]
    return past[-1] if past else None


def _is_month(period: Period) -> bool:
    return (period.start.year, period.start.month) == (period.end.year, period.end.month)


def in_year(relative: str, year: int) -> Period | None:
    """A point without a year, put into the calendar year in which it ends.

    >>> in_year("day:02-29", 2023) is None, in_year("quarter:4", 2024).label, in_year("span:month:11/month:02", 2022).label
    (True, 'Q4 2023/24', '2021-11/2022-02')
    """
    head, _, argument = relative.partition(":")
    try:
        return _IN_YEAR[head](argument, year)
    except (ValueError, KeyError, OverflowError):
        return None


def _in_span(argument: str, year: int) -> Period | None:
    first, last = argument.split("/")
    end = in_year(last, year)
    start = in_year(first, year)
    if start and end and start.start > end.end:
        start = in_year(first, year - 1)
    return cal.span(start, end) if start and end else None


def _in_rolling(argument: str, year: int) -> Period | None:
    count, _, point = argument.partition(":")
    end = in_year(point, year)
    return cal.rolling(int(count), end.end) if end else None


def _in_half(argument: str, year: int) -> Period:
    number, count = (int(part) for part in argument.split(":"))
    return readers.part_of_year(cal.financial_year(year - (number == 2)), number, count)


def _in_season(argument: str, year: int) -> Period:
    name, _, term = argument.partition(":")
    return readers.season(name, bool(term), year - (name == "winter"))


def _in_month_number(argument: str, year: int) -> Period:
    number = int(argument) + 3
    return cal.month(year, number - 12 if number > 12 else number)


_IN_YEAR: dict[str, Callable[[str, int], Period | None]] = {
    "month": lambda a, year: cal.month(year, int(a)),
    "end": lambda a, year: cal.day(cal.last_day(year, int(a))),
    "day": lambda a, year: cal.day(dt.date(year, int(a[:2]), int(a[3:]))),
    "quarter": lambda a, year: cal.quarter(int(a), year - (a == "4")),
    "span": _in_span,
    "half": _in_half,
    "season": _in_season,
    "month_no": _in_month_number,
    "rolling": _in_rolling,
}


def _same(argument: str, clock: Clock, base: Period | None) -> Period | None:
    base = base or clock.own
    if base is None:
        return None
    if argument.lstrip("-").isdigit() and (argument.startswith("-") or argument == "0"):
        return cal.shift_months(base, int(argument))
    target = cal.read_label(argument)
    if argument.startswith(("FY", "AY")):
        here = (
            cal.financial_start(base.start) if argument.startswith("FY") else base.start.year - (base.start.month < 9)
        )
        return cal.shift_years(base, target.start.year - here)
    return cal.shift_years(base, target.start.year - base.end.year)


def _year(argument: str, clock: Clock, base: Period | None) -> Period | None:
    count = int(argument)
    if count < 0 and base is not None:
        return cal.shift_years(base, count)
    year = clock.year
    return cal.shift_years(year, count) if year else None


def _this(argument: str, clock: Clock, base: Period | None) -> Period | None:
    end = clock.end
    if end is None:
        return None
    own = clock.own
    if argument == "period":
        return own
    if argument == "month":
        near = base.end if base else end
        return cal.month(near.year, near.month)
    if argument == "quarter":
        return cal.quarter(*cal.quarter_of(base.end if base and base.end <= end else end))
    if own is not None and 360 < (own.end - own.start).days < 370:
        return own
    return clock.year


def _since(argument: str, clock: Clock, base: Period | None) -> Period | None:
    start = _place(argument, clock, ahead=False) if argument.startswith(POINTS) else cal.read_label(argument)
    latest = clock.latest
    if start is None or latest is None or start.start > latest:
        return None
    if start.start == start.end:
        own = clock.own
        ends = own.end if own and start.start < own.end <= latest else latest
        return cal.name_period(start.start, ends)
    if _is_month(start):
        return cal.span(start, cal.month(latest.year, latest.month))
    if start.label.startswith("FY"):
        return cal.span(
            start, base if base and base.end > start.end else cal.financial_year(cal.financial_start(latest))
        )
    return cal.span(start, cal.calendar_year(latest.year))


def _to_date(argument: str, clock: Clock, base: Period | None) -> Period | None:
    end = clock.end
    if end is None:
        return None
    return cal.name_period(dt.date(cal.financial_start(end), 4, 1), end)


def _earlier(argument: str, clock: Clock, base: Period | None) -> Period | None:
    """A quarter, half or month of the year before: of the financial year for what is numbered, else by the calendar."""
    year, latest = clock.year, clock.latest
    if year is None or latest is None:
        return None
    numbered = argument.partition(":")[0] in ("quarter", "half", "month_no")
    if clock.own is not None or numbered:
        before = cal.shift_years(year, -1)
        inside = (in_year(argument, before.start.year + add) for add in (0, 1))
        return next((p for p in inside if p and before.start <= p.start and p.end <= before.end), None)
    return in_year(argument, latest.year - 1)


def _edge(last: bool) -> Callable[[str, Clock, Period | None], Period | None]:
    def read(argument: str, clock: Clock, base: Period | None) -> Period | None:
        year = clock.year
        return cal.day(year.end if last else year.start) if year else None

    return read


def _last(argument: str, clock: Clock, base: Period | None) -> Period | None:
    end = clock.end
    if end is None:
        return None
    if end != cal.last_day(end.year, end.month):
        end = end.replace(day=1) - dt.timedelta(days=1)
    return cal.rolling(int(argument), end)


def _next(argument: str, clock: Clock, base: Period | None) -> Period | None:
    today = clock.latest
    if today is None:
        return None
    first = cal.month(today.year, today.month)
    return cal.span(first, cal.shift_months(first, int(argument) - 1))


HEADS: dict[str, Callable[[str, Clock, Period | None], Period | None]] = {
    "same": _same,
    "year": _year,
    "the": _this,
    "since": _since,
    "ytd": _to_date,
    "earlier": _earlier,
    "year_start": _edge(last=False),
    "year_end": _edge(last=True),
    "last": _last,
    "next": _next,
    "now": lambda argument, clock, base: cal.day(clock.today) if clock.today else None,
}
