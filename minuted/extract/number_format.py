"""A spreadsheet cell's text as its reader sees it: the number formats that council workbooks use.

0.123 under ``0.0%`` is "12.3%"; -1200 under ``#,##0;(#,##0)`` is "(1,200)"; 1250000 under ``£0.0,,"m"`` is "£1.3m".
Forms outside this (fractions, conditions) fall back to the plain number.  Format codes: ECMA-376 part 1, 18.8.31.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal

_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.[#0?]+,*)?(?:E\+0+)?")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[\$([^\]-]*)(?:-[^\]]*)?\]|\[[^\]]*\]')
_DATE_CODES = re.compile(r"(?<![a-z])(?:d{1,4}|m{1,5}|y{2,4}|h{1,2}|s{1,2})(?![a-z])", re.IGNORECASE)


def display(value: object, code: str = "General") -> str:
    """The text of a value under a number format.

    >>> display(0.123, "0.0%"), display(-1200, "#,##0;(#,##0)"), display(1250000, '"£"0.0,,"m"'), display(7.0)
    ('12.3%', '(1,200)', '£1.3m', '7')
    >>> display(dt.datetime(2024, 3, 1), "mmm-yy"), display(True), display(None)
    ('Mar-24', 'TRUE', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (dt.datetime, dt.date, dt.time)):
        return display_date(value, code)
    if isinstance(value, dt.timedelta):
        minutes, seconds = divmod(int(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
    if not isinstance(value, (int, float)):
        return str(value)
    return _display_number(float(value), code)


def _display_number(value: float, code: str) -> str:
    if code in ("General", "@", ""):
        return _general(value)
    sections = _sections(code)
    negative = value < 0
    section = sections[0]
    if negative and len(sections) > 1:
        section, value, negative = sections[1], -value, False
    elif value == 0 and len(sections) > 2:
        section = sections[2]
    return ("-" if negative else "") + _under(abs(value), section)


def _general(value: float) -> str:
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else f"{value:.10g}"


def _sections(code: str) -> list[str]:
    """The parts for positive, negative, zero; a semicolon inside quotes parts nothing."""
    parts, quoted, start = [], False, 0
    for at, letter in enumerate(code):
        if letter == '"':
            quoted = not quoted
        elif letter == ";" and not quoted:
            parts.append(code[start:at])
            start = at + 1
    return [*parts, code[start:]]


def _under(value: float, section: str) -> str:
    """A value of zero or more under one section of a format."""
    plain = _LITERAL.sub(lambda m: m[1] or m[2] or m[3] or "", section)
    masked = _LITERAL.sub(lambda m: "\0" * len(m[1] or m[2] or m[3] or ""), section)
    found = _DIGITS.search(masked)
    if found is None:
        return _general(value) if "General" in plain else plain.strip()
    pattern = found[0]
    scale = len(pattern) - len(pattern.rstrip(","))
    exact = Decimal(repr(value)) * (100 if "%" in masked else 1) / 1000**scale
    pattern = pattern.rstrip(",")
    places = len(pattern.split(".")[1]) if "." in pattern else 0
    number = _rounded(exact, places, grouped="," in pattern.split(".")[0])
    optional = len(pattern.rstrip("#")) < len(pattern) and "." in pattern
    if optional:
        number = number.rstrip("0").rstrip(".")
    width = len(re.sub(r"[^0]", "", pattern.split(".")[0]))
    number = number.zfill(width) if "." not in number and number.isdigit() else number
    return (plain[: found.start()] + number + plain[found.end() :]).strip()


def _rounded(value: Decimal, places: int, *, grouped: bool) -> str:
    exact = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{exact:,f}" if grouped else f"{exact:f}"


def display_date(value: dt.datetime | dt.date | dt.time, code: str) -> str:
    """A date as its format shows it; one that only says month and year stays a month."""
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    low = _LITERAL.sub("", code).lower()
    parts = [part.lower() for part in _DATE_CODES.findall(low)]
    has_day = any(part.startswith("d") for part in parts)
    has_year = any(part.startswith("y") for part in parts)
    if parts and not has_day:
        month = "%b" if "mmm" in low and "mmmm" not in low else "%B"
        return value.strftime(f"{month}-%y" if month == "%b" and has_year else f"{month} %Y" if has_year else month)
    return f"{value.day} {value:%B %Y}" if "mmm" in low else value.strftime("%d/%m/%Y")
