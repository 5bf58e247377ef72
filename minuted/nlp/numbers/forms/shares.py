"""How shares, rates and fractions are printed: per cent, points, per 10,000, one in four, two thirds."""

from __future__ import annotations

import re

from minuted.nlp.numbers.forms.parts import (
    DIGITS_OR_WORDS,
    OPTIONAL_SPACE,
    SIGN,
    TO,
    Found,
    Match,
    compiled,
    group,
    joins_range,
    quantity,
    signed,
)
from minuted.nlp.numbers.units import PER_BASES, forms_of
from minuted.nlp.numbers.words import DENOMINATORS, DIGITS, GAP, NUMBER, WORDS, value_of
from minuted.nlp.rule import Rule

_PERCENT = forms_of("percent")
_POINTS = forms_of("percentage_points")
_FEW_WORDS = rf"(?:[a-z][a-z'’-]+{GAP}){{0,3}}?"


def _read_percent(match: Match) -> Found:
    return [signed(match, "percent", value_of(match["n"]), "percent")]


def _read_percent_range(match: Match) -> Found:
    low, high = value_of(match["n"]), value_of(match["n2"])
    if low >= high or not joins_range(match):
        return None
    return [quantity(match, "percent", low, "percent_range", value_to=high, qualifier="between")]


def _read_points(match: Match) -> Found:
    return [signed(match, "percentage_points", value_of(match["n"]), "percentage_points")]


_BASES = {"thousand": 1e3, "hundred": 1e2, "million": 1e6, "tenthousand": 1e4, "hundredthousand": 1e5}


def _read_rate(match: Match) -> Found:
    told = re.sub(r"[,\s]", "", match["base"].lower())
    size = _BASES.get(told)
    if size is None:
        size = float(told[:-1]) * 1000 if told.endswith("k") else float(told)
    unit = PER_BASES.get(size)
    return None if unit is None else [quantity(match, unit, value_of(match["n"]), "rate_per")]


_COMMON_WHOLES = (3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 100, 1000, 10000, 100000)


_OF_TIME = re.compile(r"\s(?:days|weeks|months|years|hours|minutes)\b", re.IGNORECASE)


def _read_one_in(match: Match) -> Found:
    whole = 100.0 if match["base"].lower() == "hundred" else value_of(match["base"])
    part = value_of(match["n"])
    if not 0 < part < whole or whole > 100_000 or (part > 1 and whole not in _COMMON_WHOLES):
        return None
    if part > 1 and whole >= 100 and match["base"][0].isdigit():
        if _OF_TIME.match(match.string, match.end()):
            return None
        return [quantity(match, PER_BASES[whole], part, "rate_in")]
    return [quantity(match, "ratio", round(part / whole, 4), "one_in")]


_SCORED = re.compile(r"\b(?:scor\w+|rat(?:ed|ing|ings)|satisf\w+|mark\w*|grad\w+|quality|average)\b", re.IGNORECASE)


def _read_out_of(match: Match) -> Found:
    part, whole = value_of(match["n"]), value_of(match["base"])
    if part > whole or (match["noun"] and (whole != 10 or match["base"].isdigit() != match["n"].isdigit())):
        return None
    before = match.string[max(0, match.start() - 120) : match.start()]
    if whole in (4, 5, 7, 10, 100) and match["n"][0].isdigit() and (_SCORED.search(before) or "." in match["n"]):
        return [quantity(match, "score", part, "score_out_of")]
    if whole <= 10 and (not match["n"].isdigit() or whole == 10):
        return [quantity(match, "ratio", round(part / whole, 4), "share_out_of")]
    return [
        group(match, "n", "count", part, "part_out_of"),
        group(match, "base", "count", whole, "whole_of_part"),
    ]


_SEVERAL = ("two", "three")
_SOME_QUARTERS = re.compile(r"\b(?:first|last|next|past|previous|these|those|all|other|final)\s$", re.IGNORECASE)
"""Before quarters of a year: "spent in the first three quarters"."""


def _read_fraction(match: Match) -> Found:
    numerator = (match["numerator"] or "").strip().lower()
    part = value_of(numerator) if numerator not in ("", "a", "an", "one") else 1.0
    word = match["denominator"].lower()
    whole = DENOMINATORS.get(word) or DENOMINATORS[word.rstrip("s")]
    before = match.string[max(0, match.start() - 16) : match.start()]
    if word.startswith("quarter") and numerator in _SEVERAL and _SOME_QUARTERS.search(before):
        return None
    if part >= whole or _names_a_part(match, bool(numerator)):
        return None
    return [quantity(match, "ratio", round(part / whole, 4), "fraction")]


_PART_NAMES = re.compile(
    r"(?:[-\s]{1,2}(?:terms?|years?|yearly|days?|hours?|hourly|marathon|way|time|price|board|brothers?|sisters?|"
    r"party|"
    r"parties|sector|person|reading|stage|phase|tier|lowest|highest|best|worst|largest|smallest|most|month|week|"
    r"place|"
    r"quarter|half|warning|meeting|generation|round|edition|version|option|consecutive|successive|floor|party)\b"
    r"|\s*[1-4]\b|-[a-z])",
    re.IGNORECASE,
)
_NTH_HALF = re.compile(
    r"\b(?:first|second|other|latter|last|each|this|current|same|final|next|previous|top|bottom|early|late)\s+$",
    re.IGNORECASE,
)


def _names_a_part(match: Match, counted: bool) -> bool:
    """ "half term", "a third warning", "the second half", "the quarter": a part or an order, not a share."""
    if _PART_NAMES.match(match.string, match.end()):
        return True
    if counted:
        return False
    before = match.string[max(0, match.start() - 16) : match.start()]
    return match["denominator"].lower() != "half" or _NTH_HALF.search(before) is not None


def _read_tenths(match: Match) -> Found:
    part, whole = float(match["n"]), float(match["base"])
    return [quantity(match, "ratio", round(part / whole, 4), "fraction")] if 0 < part < whole else None


def _read_ratio(match: Match) -> Found:
    part, whole = value_of(match["n"]), value_of(match["base"])
    before = match.string[max(0, match.start() - 90) : match.start()]
    if len(match["base"]) == 2 and match["base"].isdigit() and match["n"].isdigit() and whole < 60:
        if _CLOCKED.search(before):
            return [quantity(match, "minutes", round(part + whole / 60, 4), "minutes_and_seconds")]
        if not _RATIO_TOLD.search(before):
            return None
    return [quantity(match, "ratio", round(part / whole, 4), "ratio")] if whole else None


_CLOCKED = re.compile(
    r"\b(?:respon\w+|averag\w*|mean|median|minutes?|mins?|wait\w*|answer\w*|handling|turnaround|standard|target)\b",
    re.IGNORECASE,
)
_RATIO_TOLD = re.compile(r"\bratios?\b|\bgearing\b|\bodds\b|\bsplit\b", re.IGNORECASE)

PERCENT_RANGE = Rule(
    "percent_range",
    compiled(
        rf"(?P<n>{DIGITS_OR_WORDS})(?:{OPTIONAL_SPACE}{_PERCENT})?{TO}(?P<n2>{DIGITS_OR_WORDS}){OPTIONAL_SPACE}"
        rf"{_PERCENT}(?!\w)"
    ),
    _read_percent_range,
    reads={
        "It was inside the band of 28 to 40 per cent.": [("28 to 40 per cent", 28, 40, "percent")],
        "Rates varied between 7% and 19%.": [("7% and 19%", 7, 19, "percent")],
        "The limit is 4-6% of the budget.": [("4-6%", 4, 6, "percent")],
        "It rose from 5% to 9%.": [("5%", 5, "percent"), ("9%", 9, "percent")],
    },
)
PERCENTAGE_POINTS = Rule(
    "percentage_points",
    compiled(rf"{SIGN}(?P<n>{DIGITS_OR_WORDS}){OPTIONAL_SPACE}{_POINTS}(?!\w)"),
    _read_points,
    reads={
        "Attendance was 1.7pp lower.": [("1.7pp", 1.7, "percentage_points")],
        "It fell by 1.6 percentage points.": [("1.6 percentage points", 1.6, "percentage_points")],
    },
)
PERCENT = Rule(
    "percent",
    compiled(rf"{SIGN}(?P<n>{DIGITS_OR_WORDS}){OPTIONAL_SPACE}{_PERCENT}(?!\w)"),
    _read_percent,
    reads={
        "It stood at 68.2 % in May.": [("68.2 %", 68.2, "percent")],
        "Forty per cent had moved.": [("Forty per cent", 40, "percent")],
        "The return was minus 11.2%.": [("minus 11.2%", -11.2, "percent")],
    },
)
RATE_PER = Rule(
    "rate_per",
    compiled(
        rf"(?P<n>{DIGITS}){GAP}?{_FEW_WORDS}(?:per|/|for{GAP}every){OPTIONAL_SPACE}(?P<base>\d{{1,3}}[,\s]?000|"
        rf"\d{{1,3}}{OPTIONAL_SPACE}k|100|hundred{GAP}thousand|ten{GAP}thousand|hundred|thousand|million)\b"
        rf"(?:{GAP}(?:population|pop|residents|people|children|households|head))?"
    ),
    _read_rate,
    reads={
        "A rate of 61.4 per 10,000 was recorded.": [("61.4 per 10,000", 61.4, "per_10000")],
        "It was 136.9 per 10k population.": [("136.9 per 10k population", 136.9, "per_10000")],
        "There were 47.2 crimes per 1,000 residents.": [("47.2 crimes per 1,000 residents", 47.2, "per_1000")],
    },
)
OUT_OF = Rule(
    "out_of",
    compiled(
        rf"(?P<n>{DIGITS_OR_WORDS})(?P<noun>{GAP}(?:cases|times|people|adults|children|pupils|households|tenants|patients|"
        rf"residents|respondents))?{GAP}out{GAP}of{GAP}(?:(?:a{GAP}total{GAP}of|the|"
        rf"all){GAP})?(?P<base>{NUMBER})(?![\w%])"
    ),
    _read_out_of,
    reads={
        "Satisfaction was 4.1 out of 5.": [("4.1 out of 5", 4.1, "score")],
        "Eight out of ten were suitable.": [("Eight out of ten", 0.8, "ratio")],
        "In nine cases out of ten it worked.": [("nine cases out of ten", 0.9, "ratio")],
        "It found 238 out of 290 managers trained.": [("238", 238, "count"), ("290", 290, "count")],
    },
)
ONE_IN = Rule(
    "one_in",
    compiled(
        rf"(?P<n>{NUMBER}){GAP}(?:[a-z]+{GAP})?in{GAP}(?:every{GAP}|each{GAP})?(?P<base>{NUMBER}|hundred)"
        rf"(?![\w%]|[.,/:]\d|{OPTIONAL_SPACE}%)"
    ),
    _read_one_in,
    reads={
        "About one in 40 is homeless.": [("one in 40", 0.025, "ratio")],
        "Seven in ten were online.": [("Seven in ten", 0.7, "ratio")],
        "One caller in four gave up.": [("One caller in four", 0.25, "ratio")],
        "About 7 in every 100 came back.": [("7 in every 100", 7, "per_100")],
    },
)
FRACTION = Rule(
    "fraction",
    compiled(
        rf"(?:(?P<numerator>a|an|one|{WORDS})[-\s]{GAP}?)?(?P<denominator>half|halves|thirds?|quarters?|fifths?|"
        rf"sixths?|"
        r"sevenths?|eighths?|ninths?|tenths?)(?!\w)"
    ),
    _read_fraction,
    reads={
        "Two thirds of guests moved on.": [("Two thirds", 0.6667, "ratio")],
        "It was approximately a quarter.": [("a quarter", 0.25, "ratio")],
        "Of the homes, half would be flats.": [("half", 0.5, "ratio")],
    },
    ignores=(
        "It was quiet in the first three quarters.",
        "The second half of the year was quiet.",
        "A third warning was issued before half term.",
    ),
)
TENTHS = Rule(
    "tenths",
    compiled(r"(?P<n>\d)/(?P<base>\d{1,2})ths?(?!\w)"),
    _read_tenths,
    reads={"The hall was 9/10ths full.": [("9/10ths", 0.9, "ratio")]},
)
RATIO = Rule(
    "ratio",
    compiled(rf"(?P<n>{DIGITS})(?:\s:\s|:)(?P<base>{DIGITS})(?![\w:])"),
    _read_ratio,
    reads={
        "The ratio was 6.4:1.": [("6.4:1", 6.4, "ratio")],
        "The mean response was 10:30.": [("10:30", 10.5, "minutes")],
    },
)
