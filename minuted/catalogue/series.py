"""A measure's values in the order of their periods, and how far each is from those before it.

Only like is held against like: a quarter against a quarter, a year against a year, a day against a day.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from minuted.catalogue.wording import change_words

Row = dict[str, Any]
LENGTHS = (
    (1, 1, "day"), (6, 8, "week"), (27, 32, "month"), (88, 93, "quarter"), (179, 186, "half year"),
    (271, 278, "nine months"), (362, 368, "year"),
)  # fmt: skip
"""Fewest and most days of the periods that have a name."""
RATHER = ("quarter", "year", "month", "day")
"""Which length stands for a value that is told of several, where none is told oftener."""


COUNCIL_WORDS = re.compile(r"\b(?:the|council|city|county|district|borough|metropolitan|london|royal|of)\b")


def place_of(row: Row) -> tuple[str, str]:
    """Council and area; the area is empty where it is the council's own, by whatever name.

    >>> place_of({"council": "Ostley Borough Council", "area": "Ostley"}), place_of({"council": None, "area": "Wales"})
    (('Ostley Borough Council', ''), ('', 'wales'))
    """
    council, area = row["council"] or "", (row["area"] or "").lower()
    own = area and _bare(area) == _bare(council)
    return council, "" if own else area


def names_of_place(council: str | None, area: str | None) -> list[str]:
    """Every way, in small letters, in which an area of that council may be written; "" is the council's own.

    >>> names_of_place("Ostley Borough Council", None)
    ['', 'ostley', 'ostley borough council']
    """
    if place_of({"council": council, "area": area})[1]:
        return [(area or "").lower()]
    return sorted({"", _bare(council or ""), (council or "").lower(), (area or "").lower()})


def _bare(name: str) -> str:
    return " ".join(COUNCIL_WORDS.sub(" ", name.lower()).split())


def key_of(row: Row) -> tuple[Any, ...]:
    """What makes a series: the same council, area, role and unit."""
    return *place_of(row), row["role"], row["unit"]


def of_each(rows: Iterable[Row]) -> list[list[Row]]:
    """Every series among ``rows`` that have a period, each one told once a period."""
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(key_of(row), []).append(row)
    return [told_once(group) for group in groups.values()]


def one_a_period(rows: Sequence[Row]) -> list[Row]:
    """The latest statement for each period, in the order of periods.

    ``earlier`` holds one statement of each other value, ``again`` the other statements of this value.

    >>> rows = [{"period_start": "2023-04-01", "period_end": "2024-03-31", "meeting_date": day, "value": value}
    ...     for day, value in (("2024-05-01", 44.1), ("2024-06-01", 43.6), ("2024-09-01", 43.6))]
    >>> [(row["value"], [old["value"] for old in row["earlier"]], len(row["again"])) for row in one_a_period(rows)]
    [(43.6, [44.1], 1)]
    """
    by_period: dict[tuple[str, str], list[Row]] = {}
    for row in sorted(rows, key=lambda row: row["meeting_date"] or ""):
        by_period.setdefault((row["period_start"], row["period_end"]), []).append(row)
    found = []
    for key in sorted(by_period, key=lambda key: (key[1], key[0])):
        *before, last = by_period[key]
        others = {_said(old): old for old in before if _said(old) != _said(last)}
        again = [old for old in before if _said(old) == _said(last)]
        found.append({**last, "earlier": list(others.values()), "again": again[::-1]})
    return found


def told_once(rows: Sequence[Row]) -> list[Row]:
    """``one_a_period`` with one row for a value that is told in several ways: "Quarter 2" and "at 30 September".

    The row that stays is of the length that the series is mostly told in; the others stand in its ``again``.

    >>> rows = [{"period_start": start, "period_end": "2024-09-30", "meeting_date": "2024-11-05", "value": 88.6}
    ...     for start in ("2024-09-30", "2024-07-01", "2024-04-01")]
    >>> [(row["period_start"], len(row["again"])) for row in told_once(rows)]
    [('2024-07-01', 2)]
    """
    ordered = one_a_period(rows)
    often = Counter(length_of(row) for row in ordered)
    same_end: dict[tuple[Any, ...], list[Row]] = {}
    for row in ordered:
        same_end.setdefault((row["period_end"], *_said(row)), []).append(row)
    found = []
    for ways in same_end.values():
        kept, *others = sorted(ways, key=lambda row: (-often[length_of(row)], *_rather(row)))
        again = [*kept["again"], *(one for other in others for one in (other, *other["again"]))]
        earlier = [*kept["earlier"], *(one for other in others for one in other["earlier"])]
        found.append({**kept, "again": again, "earlier": list({_said(old): old for old in earlier}.values())})
    return sorted(found, key=lambda row: (row["period_end"], row["period_start"]))


def holding(rows: Iterable[Row], identifier: str) -> Row | None:
    """The row that is the figure of that id or has taken it in."""
    for row in rows:
        if identifier in (row["id"], *(one["id"] for one in (*row["again"], *row["earlier"]))):
            return row
    return None


def _said(row: Row) -> tuple[Any, ...]:
    return row["value"], row.get("value_to")


def _rather(row: Row) -> tuple[int, int]:
    length = length_of(row)
    return RATHER.index(length) if length in RATHER else len(RATHER), days_of(row)


def days_of(row: Row) -> int:
    """How many days the period of a figure has."""
    return (dt.date.fromisoformat(row["period_end"]) - dt.date.fromisoformat(row["period_start"])).days + 1


def length_of(row: Row) -> str:
    """What the length of a figure's period is called.

    >>> length_of({"period_start": "2024-01-01", "period_end": "2024-03-31"})
    'quarter'
    >>> length_of({"period_start": "2024-01-01", "period_end": "2024-02-10"})
    '41 days'
    """
    return _length(row["period_start"], row["period_end"])


@lru_cache(maxsize=4096)
def _length(start: str, end: str) -> str:
    days = (dt.date.fromisoformat(end) - dt.date.fromisoformat(start)).days + 1
    return next((name for fewest, most, name in LENGTHS if fewest <= days <= most), f"{days} days")


def alike(row: Row, other: Row) -> bool:
    """Whether two periods are of one length, so that their values compare."""
    return length_of(row) == length_of(other)


def before(rows: Sequence[Row], row: Row) -> Row | None:
    """The value of the latest period of the same length that ended before this one began."""
    earlier = [o for o in rows if o["period_end"] < row["period_start"] and alike(row, o)]
    return earlier[-1] if earlier else None


def after(rows: Sequence[Row], row: Row) -> Row | None:
    """The value of the next period of the same length that began after this one ended."""
    return next((o for o in rows if o["period_start"] > row["period_end"] and alike(row, o)), None)


def adjoining(row: Row, other: Row) -> bool:
    """Whether ``other`` is the very period before ``row``: no quarter is left out between them.

    Of days it cannot be said which ones belong to the series.

    >>> q = {"period_start": "2024-04-01", "period_end": "2024-06-30"}
    >>> [adjoining({"period_start": s, "period_end": e}, q)
    ...     for s, e in (("2024-07-01", "2024-09-30"), ("2024-10-01", "2024-12-31"))]
    [True, False]
    """
    apart = (dt.date.fromisoformat(row["period_start"]) - dt.date.fromisoformat(other["period_end"])).days
    return abs(apart - 1) <= 3


def year_before(rows: Sequence[Row], row: Row) -> Row | None:
    """The value of the same period a year before."""
    end = dt.date.fromisoformat(row["period_end"])
    for other in rows:
        ended = dt.date.fromisoformat(other["period_end"])
        if alike(row, other) and abs((end - ended).days - 365) <= 4:
            return other
    return None


def compared(rows: Sequence[Row]) -> list[Row]:
    """Each row with ``previous`` and ``last_year`` (rows or None) and the changes in words and in sense.

    ``sense`` is "better", "worse" or "" where the measure does not say which way is good; ``since`` is the label of the
    period before, where others are left out between.
    """
    found = []
    for row in rows:
        previous, last_year = before(rows, row), year_before(rows, row)
        found.append({
            **row, "previous": previous, "last_year": last_year,
            "change": change_words(row["value"], previous["value"], row["unit"]) if previous else None,
            "since": previous["period_label"] if previous and not adjoining(row, previous) else None,
            "change_on_year": change_words(row["value"], last_year["value"], row["unit"]) if last_year else None,
            "sense": sense(row, previous), "sense_on_year": sense(row, last_year),
        })  # fmt: skip
    return found


def sense(row: Row, other: Row | None) -> str:
    """Whether a value is better or worse than an earlier one.

    >>> sense({"value": 81.9, "polarity": "down"}, {"value": 78.4})
    'worse'
    """
    if other is None or row.get("polarity") not in ("up", "down") or row["value"] == other["value"]:
        return ""
    return "better" if (row["value"] > other["value"]) == (row["polarity"] == "up") else "worse"
