"""How times, weights, posts and other named units are printed."""

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
    joins_range,
    quantity,
    signed,
)
from minuted.nlp.numbers.units import DURATIONS, forms_of, unit_of
from minuted.nlp.numbers.words import GAP, NUMBER, value_of
from minuted.nlp.rule import Rule

_PAIRS = {("h", "m"): ("minutes", 60.0, 1.0), ("m", "s"): ("minutes", 1.0, 60.0), ("y", "m"): ("years", 1.0, 12.0),
          ("w", "d"): ("weeks", 1.0, 7.0)}  # fmt: skip
"""First and second unit by initial -> the unit of both, what the first is multiplied and the second divided by."""
_KIND = "working|calendar|school|delayed|bed|extra|lost|further|clear|full|additional|consecutive|more"
_KINDS = rf"(?:(?:{_KIND}){GAP}){{0,2}}"
_LENGTHS = forms_of(*DURATIONS)
_OTHERS = forms_of("fte", "tonnes", "kg", "tco2e", "kwh", "miles", "km", "m2", "hectares", "other")
_UNIT = rf"(?P<unit>{_KINDS}(?:{_LENGTHS}|{_OTHERS}))"


def _read_pair(match: Match) -> Found:
    pair = _PAIRS.get((match["unit"][0].lower(), match["unit2"][0].lower()))
    if pair is None:
        return None
    unit, large, small = pair
    value = value_of(match["n"]) * large + value_of(match["n2"]) / small
    return [quantity(match, unit, round(value, 4), "length_pair")]


def _read_seconds(match: Match) -> Found:
    return [quantity(match, "minutes", round(value_of(match["n"]) / 60, 4), "seconds")]


def _read_half(match: Match) -> Found:
    unit, _ = unit_of(match["unit"])
    whole = 1.0 if match["n"].lower() in ("a", "an") else value_of(match["n"])
    return [quantity(match, unit, whole + 0.5, "and_a_half")]


_DAYS_THAT_NAME = re.compile(
    r"\s(?:care|cent(?:re|er)s?|nurser(?:y|ies)|places|services?|opportunit\w+|trips?|patients?|shelters?|"
    r"schools?|visits?)\b",
    re.IGNORECASE,
)


def _read_measured(match: Match) -> Found:
    if match["unit"].lower().endswith(("day", "night")) and _DAYS_THAT_NAME.match(match.string, match.end()):
        return None
    unit, scale = unit_of(match["unit"])
    scaled = match["scale"]
    value = value_of(f"{match['n']} {scaled}" if scaled else match["n"]) * scale
    return [signed(match, unit, round(value, 6), f"unit_{unit}")]


def _read_range(match: Match) -> Found:
    low, high = value_of(match["n"]), value_of(match["n2"])
    unit, scale = unit_of(match["unit"])
    joined = high - low == 1 if match["slash"] else joins_range(match)
    if low >= high or not joined:
        return None
    return [quantity(match, unit, low * scale, f"range_{unit}", value_to=high * scale, qualifier="between")]


LENGTH_PAIR = Rule(
    "length_pair",
    compiled(
        rf"(?P<n>{DIGITS_OR_WORDS}){OPTIONAL_SPACE}(?P<unit>hours?|hrs?|h|minutes?|mins?|m|years?|yrs?|weeks?|"
        rf"wks?)\b\.?(?:,?{GAP}(?:and{GAP})?|)"
        rf"(?P<n2>{DIGITS_OR_WORDS}){OPTIONAL_SPACE}(?P<unit2>minutes?|mins?|m|seconds?|secs?|s|months?|days?)\b"
    ),
    _read_pair,
    reads={
        "The average wait was 3 minutes 42 seconds.": [("3 minutes 42 seconds", 3.7, "minutes")],
        "It was 1 hour 34 minutes.": [("1 hour 34 minutes", 94, "minutes")],
        "The average wait was 4m 50s.": [("4m 50s", 4.8333, "minutes")],
        "They had waited two years and three months.": [("two years and three months", 2.25, "years")],
    },
)
AND_A_HALF = Rule(
    "and_a_half",
    compiled(
        rf"(?:(?P<n>{DIGITS_OR_WORDS}){GAP}and{GAP}a{GAP}half{GAP}(?P<unit>{_LENGTHS})"
        rf"|(?:an?){GAP}(?:hour|day|week|month|year){GAP}and{GAP}a{GAP}half)(?!\w)"
    ),
    lambda match: _read_half(match) if match["n"] else _read_one_and_a_half(match),
    reads={
        "It averaged two and a half years.": [("two and a half years", 2.5, "years")],
        "They might wait an hour and a half.": [("an hour and a half", 1.5, "hours")],
    },
)


def _read_one_and_a_half(match: Match) -> Found:
    unit, _ = unit_of(match[0].split()[1])
    return [quantity(match, unit, 1.5, "and_a_half")]


LENGTH_RANGE = Rule(
    "measured_range",
    compiled(rf"(?P<n>{NUMBER})(?:{TO}|(?P<slash>/))(?P<n2>{NUMBER}){OPTIONAL_SPACE}{_UNIT}(?![\w-])"),
    _read_range,
    reads={
        "Waits ran to 12-15 weeks.": [("12-15 weeks", 12, 15, "weeks")],
        "The wait was 6/7 weeks.": [("6/7 weeks", 6, 7, "weeks")],
    },
)
SECONDS = Rule(
    "seconds",
    compiled(rf"(?P<n>{DIGITS_OR_WORDS}){OPTIONAL_SPACE}(?:seconds|secs)(?!\w)"),
    _read_seconds,
    reads={"Calls were answered in an average of 45 seconds.": [("45 seconds", 0.75, "minutes")]},
)
MEASURED = Rule(
    "measured",
    compiled(
        rf"{SIGN}(?P<n>{DIGITS_OR_WORDS})(?:{OPTIONAL_SPACE}(?P<scale>million|thousand|billion|k|"
        rf"m)\b)?{OPTIONAL_SPACE}"
        rf"{_UNIT}(?!\w|-[a-z])"
    ),
    _read_measured,
    reads={
        "Sickness was 9.1 days per employee.": [("9.1 days", 9.1, "days")],
        "There were 98.5 FTE in post.": [("98.5 FTE", 98.5, "fte")],
        "Emissions were 1,260 tCO2e.": [("1,260 tCO2e", 1260, "tco2e")],
        "It was equal to one extra day lost.": [("one extra day", 1, "days")],
    },
    ignores=("The 20-weekly timescale applies.", "It cut a 20 day place."),
)
