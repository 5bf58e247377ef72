"""When a fact that was read agrees with one that was marked by hand: the definitions behind ``minuted evaluate``.

A figure is found where the spans touch and the values are equal; a commitment where at least half of the union of both
spans is common to them.  A measure agrees from half of its content words, an area where one name holds the other.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from minuted.nlp.facts import Commitment, Figure

Gold = Mapping[str, Any]
"""A figure or commitment as marked by hand, with ``start`` and ``end`` added."""
Days = tuple[dt.date, dt.date]

SLOTS = ("unit", "measure", "period", "area", "role")
TOLERANCE = 1e-3
_STOP = frozenset(
    "a an the of in on for to by with at and or our their its this that these those is are was were be been who which"
    " from per as had have has".split()
)


def content_words(phrase: str | None) -> set[str]:
    """The words of a phrase that carry meaning, singular and in small letters.

    >>> sorted(content_words("The number of bodies in our parks"))
    ['body', 'number', 'park']
    """
    words: set[str] = set()
    for word in re.findall(r"[a-z0-9&+]+", (phrase or "").lower()):
        if word in _STOP:
            continue
        if word.endswith("ies") and len(word) > 5:
            words.add(word[:-3] + "y")
        elif word.endswith("s") and len(word) > 3 and word[-2] != "s":
            words.add(word[:-1])
        else:
            words.add(word)
    return words


def words_in_common(one: str | None, other: str | None) -> float:
    """F1 of the content words of two phrases.

    >>> words_in_common("children in our care", "children in care at the end of the year")
    0.6666666666666666
    """
    left, right = content_words(one), content_words(other)
    if not left or not right:
        return float(left == right)
    return 2 * len(left & right) / (len(left) + len(right))


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def days_of(label: str | None) -> Days | None:
    """First and last day of a period in the form of the guidelines.

    >>> [str(day) for day in days_of("Q4 2023/24")], [str(day) for day in days_of("R12 2024-02")]
    (['2024-01-01', '2024-03-31'], ['2023-03-01', '2024-02-29'])
    """
    if not label:
        return None
    years = re.fullmatch(r"([FA]Y)(\d{4})/\d\d(?:-(?:[FA]Y)?(\d{4})/\d\d)?", label)
    if years:
        month = 4 if years[1] == "FY" else 9
        last = int(years[3] or years[2]) + 1
        return dt.date(int(years[2]), month, 1), _month_end(last, month - 1)
    if "/" in label and not label.startswith("Q"):
        first, last_part = label.split("/")
        return (days_of(first) or _unknown(label))[0], (days_of(last_part) or _unknown(label))[1]
    return _quarter(label) or _rolling(label) or _calendar(label)


def _unknown(label: str) -> Days:
    raise ValueError(f"not a period: {label}")


def _quarter(label: str) -> Days | None:
    told = re.fullmatch(r"Q([1-4]) (\d{4})/\d\d", label)
    if told is None:
        return None
    first = 3 + 3 * (int(told[1]) - 1)
    year, month = int(told[2]) + first // 12, first % 12 + 1
    return dt.date(year, month, 1), _month_end(year, month + 2)


def _rolling(label: str) -> Days | None:
    told = re.fullmatch(r"R12 (\d{4})-(\d\d)", label)
    if told is None:
        return None
    year, month = int(told[1]), int(told[2])
    return _month_end(year - 1, month) + dt.timedelta(days=1), _month_end(year, month)


def _calendar(label: str) -> Days:
    told = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", label)
    if told is None:
        return _unknown(label)
    year, month, day = int(told[1]), told[2], told[3]
    if day:
        return dt.date(year, int(month), int(day)), dt.date(year, int(month), int(day))
    return dt.date(year, int(month or 1), 1), _month_end(year, int(month or 12))


def same_value(one: float | None, other: float | None) -> bool:
    """Equal within a thousandth; None agrees with None only.

    >>> same_value(0.3333, 1 / 3), same_value(None, 3)
    (True, False)
    """
    if one is None or other is None:
        return one is other
    return abs(float(one) - float(other)) <= TOLERANCE * max(1e-9, abs(float(other)))


def same_area(one: str | None, other: str | None) -> bool:
    """Both the paper's own council, or one name inside the other, or half of the words in common.

    >>> same_area("the North East", "North East"), same_area(None, "England")
    (True, False)
    """
    if not one or not other:
        return not one and not other
    left, right = one.lower().strip(), other.lower().strip()
    return left in right or right in left or words_in_common(left, right) >= 0.5


def agreeing_slots(gold: Gold, figure: Figure) -> dict[str, bool]:
    """For each slot of a figure that was found, whether it agrees."""
    found = None if figure.period is None else (figure.period.start, figure.period.end)
    return {
        "unit": figure.unit == gold["unit"],
        "measure": words_in_common(figure.measure, gold["measure"]) >= 0.5,
        "period": found == days_of(gold.get("period")),
        "area": same_area(figure.area, gold.get("area")),
        "role": figure.role == gold["role"],
    }


def match_figures(gold: Sequence[Gold], found: Sequence[Figure]) -> list[tuple[Gold, Figure]]:
    """One to one: for each figure marked, the nearest found that touches it and has the same value."""
    pairs: list[tuple[Gold, Figure]] = []
    used: set[int] = set()
    for marked in gold:
        fitting = [
            (abs(figure.start - marked["start"]), index)
            for index, figure in enumerate(found)
            if index not in used
            and figure.start <= marked["end"]
            and marked["start"] <= figure.end
            and same_value(figure.value, marked["value"])
            and same_value(figure.value_to, marked.get("value_to"))
        ]
        if fitting:
            index = min(fitting)[1]
            used.add(index)
            pairs.append((marked, found[index]))
    return pairs


def overlap(marked: Gold, found: Commitment) -> float:
    """Intersection over union of the two spans."""
    common: int = min(marked["end"], found.end) - max(marked["start"], found.start)
    whole: int = max(marked["end"], found.end) - min(marked["start"], found.start)
    return max(0, common) / whole


def match_commitments(gold: Sequence[Gold], found: Sequence[Commitment]) -> list[tuple[Gold, Commitment]]:
    """One to one, the closest spans first, down to half in common."""
    ranked = sorted(
        ((overlap(marked, one), i, j) for i, marked in enumerate(gold) for j, one in enumerate(found)), reverse=True
    )
    pairs: list[tuple[Gold, Commitment]] = []
    marked_used: set[int] = set()
    found_used: set[int] = set()
    for share, i, j in ranked:
        if share >= 0.5 and i not in marked_used and j not in found_used:
            marked_used.add(i)
            found_used.add(j)
            pairs.append((gold[i], found[j]))
    return pairs


def same_owner(one: str | None, other: str | None) -> bool:
    """Both unnamed, or half of the words in common."""
    if not one or not other:
        return not one and not other
    return words_in_common(one, other) >= 0.5
