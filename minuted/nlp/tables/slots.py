"""Period, area and role of a table's value, from its own cell, its column, its row, the caption and the paper."""

from __future__ import annotations

import datetime as dt
import re

from minuted.nlp.areas import gazetteer
from minuted.nlp.facts import Period
from minuted.nlp.needles import Guarded
from minuted.nlp.periods import calendar as cal
from minuted.nlp.reading import Draft
from minuted.nlp.tables.axes import Line
from minuted.nlp.tables.cells import CellNumber
from minuted.nlp.tables.frame import Frame
from minuted.nlp.tables.places import is_wider
from minuted.nlp.tables.roles import read_role
from minuted.nlp.tables.when import lies_ahead, read_when, year_of

LONGEST_DAYS = 560
"""A heading or title about more than a year and a half ("2025-35") dates no single value."""
_TOTAL_COST = re.compile(r"(?i)\btotal (?:scheme |project )?costs?\b")
_OF_MORE_YEARS = re.compile(rf"{_TOTAL_COST.pattern}|\b(?:prior|earlier|later|future) years?\b")
_ASSUMES = Guarded(re.compile(r"\bassumptions?\b", re.IGNORECASE))
_PAID = re.compile(r"(?i)\b(?:payments?|paid|cheques?|invoices?|receipts)\b")
_ENDS_AS_BUDGET = re.compile(r"(?i)\b(?:budgets?|allocations?)\W*$")
_COUNCIL = re.compile(r"(?i)\s+(?:county|city|borough|district)?\s*council$")
_YEARLY = {"budget", "forecast", "change"}


def fill_slots(draft: Draft, row: Line, column: Line, number: CellNumber, frame: Frame) -> None:
    """Fill role, area and period of a draft, each with its evidence."""
    words = f"{number.before} {number.after}"
    _fill_role(draft, row, column, number, frame)
    _fill_area(draft, row, column, frame)
    _fill_period(draft, row, column, words, frame)
    _settle_role(draft, row, column, frame)
    draft.features["table"] = 1.0


def _fill_role(draft: Draft, row: Line, column: Line, number: CellNumber, frame: Frame) -> None:
    words = f"{number.before} {number.after}".strip()
    own = (read_role(number.before) or read_role(words)) if words else None
    if own:
        draft.role, draft.evidence["role"] = own, f"cell: {words}"
        return
    if id(column) in frame.signed:
        draft.role, draft.evidence["role"] = "change", "signs are printed before the numbers of its column"
        return
    for role in ("change", "target"):
        for line, name in ((column, "column"), (row, "row")):
            if line.role == role:
                draft.role, draft.evidence["role"] = role, f"{name}: {line.text[-80:]}"
                return
    for line, name in ((column, "column"), (row, "row")):
        if line.role:
            draft.role, draft.evidence["role"] = line.role, f"{name}: {line.text[-80:]}"
            return


def _fill_area(draft: Draft, row: Line, column: Line, frame: Frame) -> None:
    for line, name in ((column, "column"), (row, "row")):
        if line.area:
            draft.area, draft.evidence["area"] = line.area, f"{name}: {line.text[-80:]}"
    if draft.area is None or draft.role not in (None, "actual", "comparator"):
        return
    if frame.budget_paper and draft.quantity.unit == "gbp":
        draft.role = None  # what is allotted elsewhere is no observed value to compare with
        return
    if is_wider(draft.area) or _is_other_council(draft.area, frame):
        draft.role, draft.evidence["role"] = "comparator", f"area: {draft.area}"


_COUNTYS_PEERS = {"county", "unitary", "metropolitan_borough", "london_borough"}
"""Kinds of area that a county compares itself with; its districts are parts of it."""


def _is_other_council(area: str, frame: Frame) -> bool:
    """Whether an area stands in a list beside the paper's own council, as one of the same tier to compare it with."""
    own = frame.own_areas
    if not own or area.lower() in own:
        return False
    known = gazetteer().get(_COUNCIL.sub("", area.strip(" *")))
    if known is None:
        return False
    in_a_county = "county" in (frame.reading.council or "").lower()
    return known.kind in _COUNTYS_PEERS or (known.kind == "district" and not in_a_county)


def _fill_period(draft: Draft, row: Line, column: Line, words: str, frame: Frame) -> None:
    found, source = _stated_period(draft, row, column, words, frame)
    if found is None:
        found, source = _inferred_period(draft, row, column, frame)
    if found is not None:
        draft.period = found
        draft.evidence["period"] = source


def _stated_period(draft: Draft, row: Line, column: Line, words: str, frame: Frame) -> tuple[Period | None, str]:
    if words.strip() and (own := read_when(words, frame.clock)):
        return own, f"cell: {words.strip()}"
    if column.period and row.period and (_within(row.period, column.period) or _is_as_at(row, column.period)):
        return row.period, f"row: {row.text[-80:]}"
    if column.total and frame.years is not None and column.period is None and row.period is None:
        return frame.years, f"column: {column.text[-80:]} of the years beside it"
    if column.period:
        return frame.closed(column.period, column.open_ended), f"column: {column.text[-80:]}"
    if row.period:
        return row.period, f"row: {row.text[-80:]}"
    return None, ""


def _is_as_at(row: Line, other: Period) -> bool:
    """Whether a row gives the day on which its values stood, and the column a later time that they are of."""
    return row.period is not None and row.period.start == row.period.end < other.start and bool(_AS_AT.search(row.text))


_AS_AT = re.compile(r"\bas at\b|\bactual\b.{0,12}\bat\b", re.IGNORECASE)


def _within(inner: Period, outer: Period) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and inner != outer


def _inferred_period(draft: Draft, row: Line, column: Line, frame: Frame) -> tuple[Period | None, str]:
    """From a neighbour for changes, targets and comparators; then the caption, the headings, the paper."""
    if frame.latest_of_any is not None and (draft.role in ("change", "target", "comparator") or column.total):
        return frame.latest_of_any, "the latest period of the table"
    if _ASSUMES.found_in(column.text + row.text) or _OF_MORE_YEARS.search(column.text):
        return None, ""
    if frame.caption_period is not None and _days(frame.caption_period) < LONGEST_DAYS:
        return frame.caption_period, f"caption: {frame.setting.caption[:80]}"
    if _is_payment(draft, frame):
        return None, ""  # a list of payments is of the meeting that approves them: for what time is in their own words
    if frame.only is not None:
        return frame.only, "the one period of the table"
    own = frame.clock.own
    if frame.latest is not None and draft.role not in ("budget", "forecast"):
        if own is not None and frame.ends == {own.end}:
            return own, "the paper's own period, with which all others end"
        return None, ""
    for heading in reversed(frame.setting.headings[-3:]):
        period = read_when(heading, frame.clock)
        if period is not None and _days(period) < LONGEST_DAYS:
            return _yearly(period, draft, frame), f"heading: {heading[:80]}"
    if own is None or _days(own) > LONGEST_DAYS:
        return None, ""
    if column.prior:
        return cal.shift_months(own, -max(1, _months(own))), "the period before the paper's own"
    return _yearly(own, draft, frame), "the paper's own period"


def _ends_after(period: Period | None, today: dt.date | None) -> bool:
    return period is not None and today is not None and period.end > today


def _is_payment(draft: Draft, frame: Frame) -> bool:
    """Whether a value is what was paid, in a list of payments."""
    return draft.quantity.unit == "gbp" and not frame.budget_paper and _PAID.search(frame.setting.topic) is not None


def _days(period: Period) -> int:
    return (period.end - period.start).days


def _months(period: Period) -> int:
    return (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1


def _yearly(period: Period, draft: Draft, frame: Frame) -> Period:
    """Budgets, their forecasts and variances are of the year in which a part of it is monitored."""
    of_year = draft.role in _YEARLY and draft.quantity.unit in ("gbp", "percent")
    money = draft.role is None and draft.quantity.unit == "gbp" and frame.money_paper
    return year_of(period) if of_year or money else period


def _settle_role(draft: Draft, row: Line, column: Line, frame: Frame) -> None:
    """What no heading says: money of a budget paper is budget; what lies ahead of the meeting is forecast."""
    if draft.role is not None:
        return
    is_money = draft.quantity.unit == "gbp" or (draft.quantity.unit == "percent" and frame.mostly_money)
    today = frame.reading.meeting_date
    if _is_payment(draft, frame):
        draft.role, draft.evidence["role"] = "actual", f"heading: {frame.setting.topic[:60]}"
        return
    if row.period is not None and draft.period == row.period and _AS_AT.search(row.text):
        draft.role, draft.evidence["role"] = "actual", f"row: {row.text[-80:]}"
        return
    is_cost = is_money and not frame.budget_paper and _TOTAL_COST.search(column.text) is not None
    if is_cost and _ends_after(frame.latest_of_any, today):
        draft.role, draft.evidence["role"] = "forecast", "the years beside it end after the meeting"
        return
    if lies_ahead(column.text, today) or lies_ahead(row.text, today):
        draft.role, draft.evidence["role"] = "forecast", "it begins after the meeting"
        return
    if is_money and _ENDS_AS_BUDGET.search(frame.topic):
        draft.role, draft.evidence["role"] = "budget", f"heading: {frame.topic[:60]}"
    elif is_money and frame.proposes and column.role is None and column.period is not None:
        draft.role = "actual"
    elif is_money and frame.budget_paper:
        draft.role, draft.evidence["role"] = "budget", "a budget paper"
    elif today and draft.period and draft.period.end > today and (is_money or draft.period.start > today):
        draft.role, draft.evidence["role"] = "forecast", "its period ends after the meeting"
    else:
        draft.role = "actual"
