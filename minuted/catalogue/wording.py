"""Values, periods, roles and statuses in the words that a reader expects."""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import Any

UNITS = {
    "count": "", "percent": "%", "percentage_points": " percentage points", "per_100": " per 100",
    "per_1000": " per 1,000", "per_10000": " per 10,000", "per_100000": " per 100,000", "gbp": "£", "usd": "US$",
    "eur": "€", "ratio": "", "fte": " FTE", "tonnes": " tonnes", "kg": " kg", "tco2e": " tCO₂e",
    "kwh": " kWh", "miles": " miles", "km": " km", "m2": " m²", "hectares": " hectares", "score": "", "rank": "",
    "times": " times", "other": "",
}  # fmt: skip
UNIT_NAMES = {
    "count": "Number", "percent": "Percentage", "percentage_points": "Percentage points", "per_100": "Rate per 100",
    "per_1000": "Rate per 1,000", "per_10000": "Rate per 10,000", "per_100000": "Rate per 100,000",
    "gbp": "Pounds", "usd": "US dollars", "eur": "Euros", "ratio": "Ratio", "minutes": "Minutes", "hours": "Hours",
    "days": "Days", "weeks": "Weeks", "months": "Months", "years": "Years", "fte": "Full-time equivalents",
    "tonnes": "Tonnes", "kg": "Kilograms", "tco2e": "Tonnes of CO₂ equivalent", "kwh": "Kilowatt hours",
    "miles": "Miles", "km": "Kilometres", "m2": "Square metres", "hectares": "Hectares", "score": "Score",
    "rank": "Rank", "times": "Times", "other": "Other unit",
}  # fmt: skip
ROLES = {
    "actual": "Reported value", "comparator": "Value of another area", "target": "Target", "forecast": "Forecast",
    "budget": "Budget", "change": "Change",
}  # fmt: skip
QUALIFIERS = {
    "about": "about", "more_than": "more than", "less_than": "less than", "at_least": "at least",
    "at_most": "at most", "nearly": "nearly", "between": "between", "provisional": "provisional:",
}  # fmt: skip
KINDS = {
    "resolution": "Resolution", "recommendation": "Recommendation", "action": "Action", "request": "Request",
    "minutes": "Minutes", "report": "Report", "agenda": "Agenda", "slides": "Slides", "appendix": "Appendix",
    "decision": "Decision", "issue_history": "Issue history", "figure": "Figure", "commitment": "Commitment",
    "passage": "Passage",
}  # fmt: skip
STATUSES = {
    "open": "Open", "due": "Due soon", "overdue": "Overdue", "partly_answered": "Partly answered",
    "answered": "Answered", "superseded": "Superseded", "closed": "Closed", "noted": "For information",
}  # fmt: skip
READINGS = {
    "read": "Read", "partly_read": "Partly read", "needs_ocr": "Needs OCR", "failed": "Failed", "empty": "Empty",
    "not_run": "Not run",
}  # fmt: skip
OUTCOMES = {
    "done": "Reported as done", "partly": "Partly answered", "repeated": "Asked again", "superseded": "Superseded",
}  # fmt: skip
REVIEWS = {
    "read": "Not yet checked by a person", "accepted": "Checked and accepted", "corrected": "Corrected by a person",
    "rejected": "Rejected by a person",
}  # fmt: skip
CHECKS = {
    "rag_against_target": "Rating against target", "parts_against_percent": "Parts against percentage",
    "magnitude": "Order of magnitude", "direction": "Direction of travel",
}  # fmt: skip
MONTHS = "January February March April May June July August September October November December".split()
NAMED = {**ROLES, **KINDS, **STATUSES, **READINGS, **UNIT_NAMES}


def plain_number(value: float | None) -> str:
    """At most four decimals, thousands separated, no trailing zeros.

    >>> plain_number(1513.0), plain_number(136.9), plain_number(-0.25)
    ('1,513', '136.9', '−0.25')
    """
    if value is None or not math.isfinite(value):
        return "–"
    text = f"{abs(value):,.4f}".rstrip("0").rstrip(".")
    return f"−{text}" if value < 0 and text != "0" else text


def value_words(value: float | None, unit: str | None, value_to: float | None = None) -> str:
    """A value with its unit, as one would write it.

    >>> value_words(1_200_000, "gbp"), value_words(43.2, "percent"), value_words(136.9, "per_10000")
    ('£1.2 million', '43.2%', '136.9 per 10,000')
    >>> value_words(1, "days"), value_words(10, "percent", 20)
    ('1 day', '10% to 20%')
    """
    if value is None:
        return "–"
    if value_to is not None:
        return f"{value_words(value, unit)} to {value_words(value_to, unit)}"
    if unit in ("gbp", "usd", "eur"):
        return _money(value, UNITS[unit])
    number = plain_number(value)
    if unit in ("minutes", "hours", "days", "weeks", "months", "years"):
        return f"{number} {unit[:-1] if abs(value) == 1 else unit}"
    if unit == "ratio" and 0 < value < 1 and abs(1 / value - round(1 / value)) < 1e-6:
        return f"1 in {round(1 / value):,}"
    if unit == "rank":
        return f"rank {number}"
    return number + UNITS.get(unit or "", "")


def _money(value: float, sign: str) -> str:
    minus, size = ("−" if value < 0 else ""), abs(value)
    for scale, word in ((1e9, " billion"), (1e6, " million")):
        if size >= scale:
            return f"{minus}{sign}{plain_number(round(size / scale, 3))}{word}"
    return f"{minus}{sign}{size:,.2f}" if size % 1 else f"{minus}{sign}{size:,.0f}"


def change_words(now: float, before: float, unit: str) -> str:
    """How far a value is from an earlier one.

    >>> change_words(43.2, 40.0, "percent"), change_words(90, 100, "count"), change_words(5, 5, "days")
    ('up 3.2 percentage points', 'down 10 (10%)', 'no change')
    """
    difference = round(now - before, 6)
    if not difference:
        return "no change"
    way = "up" if difference > 0 else "down"
    if unit == "percent":
        points = plain_number(round(abs(difference), 2))
        return f"{way} {points} percentage point{'' if points == '1' else 's'}"
    size = value_words(abs(difference), unit)
    share = f" ({abs(difference / before):.0%})" if before > 0 and unit not in ("rank", "score") else ""
    return f"{way} {size}{share}"


def day_words(day: str | None) -> str:
    """An ISO day as people write it.

    >>> day_words("2024-03-05"), day_words("2024-03"), day_words(None)
    ('5 March 2024', 'March 2024', 'date not known')
    """
    if not day:
        return "date not known"
    parts = day[:10].split("-")
    try:
        numbers = [int(part) for part in parts]
        dt.date(*[*numbers, 1, 1][:3])
    except ValueError:
        return day
    names = [
        str(numbers[0]),
        MONTHS[numbers[1] - 1] if len(numbers) > 1 else "",
        str(numbers[2]) if numbers[2:] else "",
    ]
    return " ".join(name for name in reversed(names) if name)


def with_days(text: str | None) -> str:
    """A sentence whose ISO days are written as people write them.

    >>> with_days("answered on 2026-06-16; it was due by 2026-03-31")
    'Answered on 16 June 2026; it was due by 31 March 2026'
    """
    found = re.sub(r"\b\d{4}-\d\d-\d\d\b", lambda m: day_words(m[0]), text or "")
    return found[:1].upper() + found[1:]


def period_words(label: str | None) -> str:
    """A period's label as people say it.

    >>> period_words("FY2023/24"), period_words("Q1 2023/24"), period_words("2024-03-31"), period_words("R12 2023-06")
    ('2023/24', 'Quarter 1 2023/24', '31 March 2024', '12 months to June 2023')
    """
    if not label:
        return "period not known"
    if label.startswith("FY"):
        return label[2:]
    if label.startswith("AY"):
        return f"academic year {label[2:]}"
    if found := re.fullmatch(r"Q([1-4]) (.+)", label):
        return f"Quarter {found[1]} {found[2]}"
    if label.startswith("R12 "):
        return f"12 months to {day_words(label[4:])}"
    if found := re.fullmatch(r"(\d{4}-\d\d)/(\d{4}-\d\d)", label):
        return f"{day_words(found[1])} to {day_words(found[2])}"
    return day_words(label) if re.fullmatch(r"\d{4}(-\d\d){0,2}", label) else label


def named(value: Any, empty: str = "not stated") -> str:
    """The word for a value of one of the vocabularies, or the value itself.

    >>> named("per_10000"), named("overdue"), named(None)
    ('Rate per 10,000', 'Overdue', 'not stated')
    """
    return NAMED.get(str(value), str(value)) if value not in (None, "") else empty


def sentence_words(figure: Any) -> str:
    """The whole figure in one sentence.

    >>> sentence_words({"measure": "recycling rate", "value": 43.2, "value_to": None, "unit": "percent",
    ...     "qualifier": "about", "area": None, "council": "Ostley", "period_label": "FY2023/24", "role": "actual"})
    'Recycling rate in Ostley was about 43.2% in 2023/24.'
    """
    measure = (figure["measure"] or "A value").strip()
    where = figure["area"] or figure["council"]
    verb = {"target": "was to be", "forecast": "was forecast to be", "budget": "was budgeted at"}.get(
        figure["role"], "was"
    )
    said = value_words(figure["value"], figure["unit"], figure["value_to"])
    if figure["role"] == "change":
        verb, said = "changed by", said
    qualifier = QUALIFIERS.get(figure["qualifier"] or "", "")
    when = f" in {period_words(figure['period_label'])}" if figure["period_label"] else ""
    if figure["period_label"] and re.fullmatch(r"\d{4}-\d\d-\d\d", figure["period_label"]):
        when = f" at {period_words(figure['period_label'])}"
    parts = [measure[:1].upper() + measure[1:], f"in {where}" if where else "", verb, qualifier, said]
    return " ".join(part for part in parts if part) + when + "."


def slug(text: str) -> str:
    """Lower-case words joined by hyphens.

    >>> slug("Children's & Families' Panel")
    'childrens-families-panel'
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower().replace("'", "").replace("’", "")).strip("-")


def committee_slug(council: str | None, committee: str | None) -> str:
    """What a committee's address is made of.

    >>> committee_slug("Ostley", "Cabinet")
    'ostley-cabinet'
    """
    return slug(f"{council or ''} {committee or ''}") or "unnamed"


def body_words(row: Any) -> str:
    """Who met: the committee, or the council where its papers name no committee.

    >>> body_words({"council": "Ostley Parish Council", "committee": None})
    'Ostley Parish Council'
    """
    return row["committee"] or row["council"] or "Committee not stated"


def shortened(text: str | None, length: int = 160) -> str:
    """The beginning of a text, cut between words.

    >>> shortened("one two three", 8)
    'one two…'
    """
    words = " ".join((text or "").split())
    if len(words) <= length:
        return words
    cut = words[:length].rsplit(" ", 1)[0]
    return (cut if len(cut) > length // 2 else words[:length]) + "…"


def web(address: str | None) -> str | None:
    """An address that may be linked to: of the web, not of a script.

    >>> web("https://example.org/a"), web("javascript:alert(1)"), web(None)
    ('https://example.org/a', None, None)
    """
    return address if address and re.match(r"https?://[^\s]", address, re.IGNORECASE) else None


FILTERS = {
    "web": web, "reference": lambda value: value if re.search(r"\w", value or "") else "",
    "body": body_words, "with_days": with_days,
    "number": plain_number, "value_words": value_words, "day": day_words, "period": period_words, "named": named,
    "shortened": shortened, "in_a_sentence": sentence_words,
    "role": lambda value: ROLES.get(value, value), "outcome": lambda value: OUTCOMES.get(value, value),
    "review_words": lambda value: REVIEWS.get(value, value), "check_words": lambda value: CHECKS.get(value, value),
    "qualifier": lambda value: QUALIFIERS.get(value or "", "").rstrip(":"),
    "confidence": lambda value: f"{value:.0%}" if value is not None else "not stated",
}  # fmt: skip
