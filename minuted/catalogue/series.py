"""A measure's values in the order of their periods, and how far each is from those before it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from minuted.catalogue.wording import change_words

Row = dict[str, Any]


def one_a_period(rows: Sequence[Row]) -> list[Row]:
    """The latest statement for each period, in the order of periods; ``earlier`` holds statements of other values.

    >>> rows = [{"period_start": "2023-04-01", "period_end": "2024-03-31", "meeting_date": day, "value": value}
    ...     for day, value in (("2024-05-01", 44.1), ("2024-09-01", 43.6))]
    >>> [(row["value"], [old["value"] for old in row["earlier"]]) for row in one_a_period(rows)]
    [(43.6, [44.1])]
    """
    by_period: dict[tuple[str, str], list[Row]] = {}
    for row in sorted(rows, key=lambda row: row["meeting_date"] or ""):
        by_period.setdefault((row["period_start"], row["period_end"]), []).append(row)
    found = []
    for key in sorted(by_period, key=lambda key: (key[1], key[0])):
        *before, last = by_period[key]
        found.append({**last, "earlier": [old for old in before if old["value"] != last["value"]]})
    return found


def days_of(row: Row) -> int:
    """How many days the period of a figure has."""
    return (dt.date.fromisoformat(row["period_end"]) - dt.date.fromisoformat(row["period_start"])).days + 1


def alike(row: Row, other: Row) -> bool:
    """Whether two periods are of one length (a quarter and a quarter, a year and a year), so that they compare."""
    mine, yours = days_of(row), days_of(other)
    return abs(mine - yours) <= max(4, 0.04 * max(mine, yours))


def before(rows: Sequence[Row], row: Row) -> Row | None:
    """The value of the latest earlier period of the same length."""
    earlier = [o for o in rows if o["period_end"] < row["period_end"] and alike(row, o)]
    return earlier[-1] if earlier else None


def after(rows: Sequence[Row], row: Row) -> Row | None:
    """The value of the next later period of the same length."""
    return next((o for o in rows if o["period_end"] > row["period_end"] and alike(row, o)), None)


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

    ``sense`` is "better", "worse" or "" where the measure does not say which way is good.
    """
    found = []
    for row in rows:
        previous, last_year = before(rows, row), year_before(rows, row)
        found.append({
            **row, "previous": previous, "last_year": last_year,
            "change": change_words(row["value"], previous["value"], row["unit"]) if previous else None,
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
