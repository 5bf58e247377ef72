"""How quantities are printed: an ordered registry of rules, the most specific first.

At each place where a number may begin, the rules are tried in order and the first that reads it wins.  To teach
minuted a new printed form, add one ``Rule`` with its examples.  ``reads`` maps a sentence to the quantities that must
be found in it: ``(quote, value, unit)`` or ``(quote, value, value_to, unit)``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from minuted.nlp.numbers.units import DURATIONS, PER_BASES, forms_of, unit_of
from minuted.nlp.numbers.words import DENOMINATORS, DIGITS, GAP, NUMBER, ORDINALS, SPACE, WORDS, value_of
from minuted.nlp.reading import Quantity
from minuted.nlp.rule import Rule

Match = re.Match[str]
Found = list[Quantity] | None

_I = re.IGNORECASE
_OPT = rf"(?:{SPACE})?"
_SCALE = r"(?:million|billion|thousand|mill|mn|bn|m|k|b)"
_CURRENCY = r"[£$€]"
_UNITS_OF = {"£": "gbp", "$": "usd", "€": "eur"}
_TO = rf"(?:{_OPT}(?:[-–—]|to|and|or){_OPT})"
_DASH_TO = rf"(?:{_OPT}(?:[-–—]|to){_OPT})"
_END = r"(?![\w])"
_DECIMAL_WORDS = rf"(?:{DIGITS}|{WORDS})"
_NOUNS = rf"(?:(?:[a-z][a-z'’-]+{GAP}){{1,3}})"


def _quantity(match: Match, unit: str, value: float, rule: str, **more: Any) -> Quantity:
    return Quantity(match.start(), match.end(), value, unit, rule, **more)


# --- money -----------------------------------------------------------------------------------------------------------


def _money(match: Match) -> Found:
    scale = match["scale"]
    value = value_of(match["n"] + (f" {scale}" if scale else ""))
    sign = -1 if match["sign"] else 0
    return [_quantity(match, _UNITS_OF[match["currency"]], -value if sign else value, "money", sign=sign)]


def _money_range(match: Match) -> Found:
    low_scale, high_scale = match["scale"] or match["scale2"], match["scale2"]
    low = value_of(match["n"] + (f" {low_scale}" if low_scale else ""))
    high = value_of(match["n2"] + (f" {high_scale}" if high_scale else ""))
    if low >= high or not _joins_range(match):
        return None
    return [_quantity(match, _UNITS_OF[match["currency"]], low, "money_range", value_to=high, qualifier="between")]


def _joins_range(match: Match) -> bool:
    """ "and" joins a range only after "between", "to" only where "from" does not make it a movement."""
    joiner = match["to"].strip().lower()
    before = match.string[max(0, match.start() - 24) : match.start()].lower()
    if joiner == "and":
        return re.search(r"\b(?:between|from|both)\s*$", before) is not None
    if joiner == "to":
        moved = re.search(r"\b(?:from|rose|risen|fell|fallen|increased|reduced|moved|dropped|grew|up|down)\s*$", before)
        return moved is None or re.search(r"\b(?:rang\w+|var\w+) from\s*$", before) is not None
    return True


def _money_words(match: Match) -> Found:
    scale = match["scale"]
    return [_quantity(match, "gbp", value_of(match["n"] + (f" {scale}" if scale else "")), "money_in_words")]


def _pence(match: Match) -> Found:
    value = value_of(match["n"])
    return [_quantity(match, "gbp", round(value / 100, 6), "pence")]


def _pence_in_the_pound(match: Match) -> Found:
    return [_quantity(match, "ratio", round(value_of(match["n"]) / 100, 6), "pence_in_the_pound")]


# --- shares ----------------------------------------------------------------------------------------------------------


def _percent(match: Match) -> Found:
    sign = -1 if match["sign"] and match["sign"] in "-−–" else 1 if match["sign"] else 0
    value = value_of(match["n"])
    return [_quantity(match, "percent", -value if sign < 0 else value, "percent", sign=sign)]


def _percent_range(match: Match) -> Found:
    low, high = value_of(match["n"]), value_of(match["n2"])
    if low >= high or not _joins_range(match):
        return None
    return [_quantity(match, "percent", low, "percent_range", value_to=high, qualifier="between")]


def _points(match: Match) -> Found:
    sign = -1 if match["sign"] and match["sign"] in "-−–" else 1 if match["sign"] else 0
    value = value_of(match["n"])
    return [_quantity(match, "percentage_points", -value if sign < 0 else value, "percentage_points", sign=sign)]


def _rate(match: Match) -> Found:
    base = re.sub(r"[,\s]", "", match["base"].lower())
    size = 1000.0 * value_of(base[:-1]) if base.endswith("k") and base[:-1].isdigit() else None
    if size is None:
        size = {"thousand": 1e3, "head": 1.0}.get(base) or value_of(match["base"])
    unit = PER_BASES.get(size)
    return None if unit is None else [_quantity(match, unit, value_of(match["n"]), "rate_per")]


def _one_in(match: Match) -> Found:
    part, whole = value_of(match["n"]), value_of(match["base"])
    if not 0 < part < whole or whole > 1000 or (part > 1 and whole not in (3, 4, 5, 6, 7, 8, 9, 10, 20, 100)):
        return None
    return [_quantity(match, "ratio", round(part / whole, 4), "one_in")]


_SCORED = re.compile(r"\b(?:scor\w+|rat(?:ed|ing|ings)|satisf\w+|mark\w*|grad\w+|quality|average)\b", _I)


def _out_of(match: Match) -> Found:
    part, whole = value_of(match["n"]), value_of(match["base"])
    if part > whole:
        return None
    before = match.string[max(0, match.start() - 120) : match.start()]
    if whole in (4, 5, 7, 10, 100) and (_SCORED.search(before) or "." in match["n"]):
        return [_quantity(match, "score", part, "score_out_of")]
    if whole <= 10 and (not match["n"].isdigit() or whole == 10):
        return [_quantity(match, "ratio", round(part / whole, 4), "share_out_of")]
    first = Quantity(match.start("n"), match.end("n"), part, "count", "part_out_of")
    return [first, Quantity(match.start("base"), match.end("base"), whole, "count", "whole_of_part")]


def _fraction(match: Match) -> Found:
    numerator = match["numerator"]
    part = value_of(numerator) if numerator and numerator.strip().lower() not in ("a", "an", "one") else 1.0
    word = match["denominator"].lower()
    whole = DENOMINATORS.get(word) or DENOMINATORS[word.rstrip("s")]
    if part >= whole or _names_a_part(match):
        return None
    return [_quantity(match, "ratio", round(part / whole, 4), "fraction")]


_PART_NAMES = re.compile(
    r"(?:[-\s]{1,2}(?:terms?|years?|yearly|days?|hours?|hourly|marathon|way|time|price|board|brothers?|sisters?|party|"
    r"parties|sector|person|reading|stage|phase|tier|lowest|highest|best|worst|largest|smallest|safest|widest|most|"
    r"month|week|place|quarter|half|warning|meeting|generation|round|edition|version|option)\b|\s*[1-4]\b)",
    _I,
)
_PART_BEFORE = re.compile(
    r"(?:\b(?:first|second|other|latter|last|final|next|previous|third|fourth|this|that|each|every|per|current|same|top|"
    r"bottom|upper|lower|corresponding|the|in|of|and|early|late|new)\s+|\d\s?|-)$",
    _I,
)


def _names_a_part(match: Match) -> bool:
    """ "half term", "a third warning", "the second half", "the quarter": a part or an order, not a share."""
    after = match.string[match.end() : match.end() + 16]
    if _PART_NAMES.match(after):
        return True
    if match["numerator"]:
        return False
    before = match.string[max(0, match.start() - 16) : match.start()]
    if match["denominator"].lower() != "half":
        return True
    return (
        re.search(r"\b(?:first|second|other|latter|last|each|this|current|same|final|next|previous)\s+$", before, _I)
        is not None
    )


# --- order, multiples, scores ----------------------------------------------------------------------------------------


def _rank(match: Match) -> Found:
    told = match["n"].lower()
    value = ORDINALS.get(told) or float(re.sub(r"\D", "", told) or 0)
    return [_quantity(match, "rank", value, "rank")] if value else None


_MULTIPLES = {"twice": 2.0, "double": 2.0, "doubled": 2.0, "doubling": 2.0, "thrice": 3.0, "triple": 3.0,
              "tripled": 3.0, "treble": 3.0, "trebled": 3.0, "tripling": 3.0, "trebling": 3.0, "quadrupled": 4.0,
              "twofold": 2.0, "threefold": 3.0, "fourfold": 4.0, "fivefold": 5.0, "tenfold": 10.0}  # fmt: skip


def _times(match: Match) -> Found:
    return [_quantity(match, "times", value_of(match["n"]), "times")]


def _multiple(match: Match) -> Found:
    return [_quantity(match, "times", _MULTIPLES[match[0].lower()], "multiple")]


def _ratio(match: Match) -> Found:
    part, whole = value_of(match["n"]), value_of(match["base"])
    if not whole:
        return None
    if re.search(_CLOCKED, match.string[max(0, match.start() - 90) : match.start()]) and match["base"].isdigit():
        if len(match["base"]) == 2 and whole < 60 and match["n"].isdigit():
            return [_quantity(match, "minutes", round(part + whole / 60, 4), "minutes_and_seconds")]
    return [_quantity(match, "ratio", round(part / whole, 4), "ratio")]


_CLOCKED = re.compile(
    r"\b(?:response|responded|averag\w*|mean|median|minutes?|wait\w*|answer\w*|call handling|time)\b", _I
)

# --- lengths of time and other units ----------------------------------------------------------------------------------


_PAIRS = {("h", "m"): ("minutes", 60.0, 1.0), ("m", "s"): ("minutes", 1.0, 60.0), ("y", "m"): ("years", 1.0, 12.0),
          ("w", "d"): ("weeks", 1.0, 7.0)}  # fmt: skip
"""First and second unit by initial -> the unit of both, what the first is multiplied and the second divided by."""


def _duration_pair(match: Match) -> Found:
    pair = _PAIRS.get((match["unit"][0].lower(), match["unit2"][0].lower()))
    if pair is None:
        return None
    unit, large, small = pair
    value = value_of(match["n"]) * large + value_of(match["n2"]) / small
    return [_quantity(match, unit, round(value, 4), "length_pair")]


def _seconds(match: Match) -> Found:
    return [_quantity(match, "minutes", round(value_of(match["n"]) / 60, 4), "seconds")]


def _measured(match: Match) -> Found:
    unit, scale = unit_of(match["unit"])
    scaled = match["scale"]
    value = value_of(match["n"] + (f" {scaled}" if scaled else "")) * scale
    return [_quantity(match, unit, round(value, 6), f"unit_{unit}")]


def _measured_range(match: Match) -> Found:
    low, high = value_of(match["n"]), value_of(match["n2"])
    unit, scale = unit_of(match["unit"])
    if low >= high or not _joins_range(match):
        return None
    return [_quantity(match, unit, low * scale, f"range_{unit}", value_to=high * scale, qualifier="between")]


# --- counts ------------------------------------------------------------------------------------------------------------


def _scaled_count(match: Match) -> Found:
    return [_quantity(match, "count", value_of(f"{match['n']} {match['scale']}"), "scaled_count")]


def _count_range(match: Match) -> Found:
    low, high = value_of(match["n"]), value_of(match["n2"])
    if low >= high or not _joins_range(match):
        return None
    joiner = match["to"].strip().lower()
    if joiner == "or" and high - low > max(2.0, low):
        return None
    return [_quantity(match, "count", low, "count_range", value_to=high, qualifier="between")]


def _of_which(match: Match) -> Found:
    part, whole = value_of(match["n"]), value_of(match["base"])
    if part > whole or whole < 2:
        return None
    first = Quantity(match.start("n"), match.end("n"), part, "count", "part_over_whole")
    return [first, Quantity(match.start("base"), match.end("base"), whole, "count", "whole_of_part")]


def _count(match: Match) -> Found:
    sign = -1 if match["sign"] and match["sign"] in "-−–" else 1 if match["sign"] else 0
    value = value_of(match["n"])
    return [_quantity(match, "count", -value if sign < 0 else value, "count", sign=sign)]


def _none(match: Match) -> Found:
    return [_quantity(match, "count", 0.0, "none")]


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, _I)


_LENGTHS = forms_of(*DURATIONS)
_LENGTH_KIND = (
    rf"(?:(?:working|calendar|school|delayed|bed|extra|lost|further|clear|full|additional|consecutive|more){GAP})"
)
_OTHER_UNITS = forms_of("fte", "tonnes", "kg", "tco2e", "kwh", "miles", "km", "m2", "hectares")
_PERCENT = rf"(?:{forms_of('percent')})"
_POINTS = forms_of("percentage_points")
_SUPERLATIVE = r"(?:[a-z]{2,}est|best|worst|most|least)"

RULES: tuple[Rule, ...] = (
    Rule(
        "money_range",
        _compiled(
            rf"(?P<currency>{_CURRENCY})\s?(?P<n>{DIGITS})(?:\s?(?P<scale>{_SCALE})\b)?(?P<to>{_TO}){_CURRENCY}?\s?"
            rf"(?P<n2>{DIGITS})(?:{_OPT}(?P<scale2>{_SCALE})\b)?(?!\w|\s?%)"
        ),
        _money_range,
        reads={
            "A gap of between £6m and £7m is expected.": [("£6m and £7m", 6e6, 7e6, "gbp")],
            "It would cost £2-3m to mend.": [("£2-3m", 2e6, 3e6, "gbp")],
        },
    ),
    Rule(
        "pence_in_the_pound",
        _compiled(rf"(?P<n>{NUMBER})\s?(?:p|pence){GAP}in{GAP}(?:the|every|each){GAP}(?:pound|£)"),
        _pence_in_the_pound,
        reads={"It expected to recover 79p in the pound.": [("79p in the pound", 0.79, "ratio")]},
    ),
    Rule(
        "money",
        _compiled(rf"(?P<sign>[-−–])?(?P<currency>{_CURRENCY})\s?(?P<n>{DIGITS})(?:{_OPT}(?P<scale>{_SCALE})\b)?"),
        _money,
        reads={
            "Rent loss was £1.2 m, against £187,460.": [("£1.2 m", 1.2e6, "gbp"), ("£187,460", 187460, "gbp")],
            "Place: -£0.68m": [("-£0.68m", -680000, "gbp")],
        },
    ),
    Rule(
        "money_in_words",
        _compiled(rf"(?P<n>{NUMBER})(?:{_OPT}(?P<scale>{_SCALE}))?{GAP}(?:pounds|pounds sterling|GBP)\b"),
        _money_words,
        reads={"Some 2.5 million pounds was set aside.": [("2.5 million pounds", 2.5e6, "gbp")]},
    ),
    Rule(
        "percent_range",
        _compiled(
            rf"(?P<n>{_DECIMAL_WORDS})(?:{_OPT}{_PERCENT})?(?P<to>{_TO})(?P<n2>{_DECIMAL_WORDS}){_OPT}{_PERCENT}(?!\w)"
        ),
        _percent_range,
        reads={
            "It was inside the band of 28 to 40 per cent.": [("28 to 40 per cent", 28, 40, "percent")],
            "Rates varied between 7% and 19%.": [("7% and 19%", 7, 19, "percent")],
        },
    ),
    Rule(
        "percentage_points",
        _compiled(rf"(?P<sign>[-−–+±])?(?P<n>{_DECIMAL_WORDS}){_OPT}{_POINTS}(?!\w)"),
        _points,
        reads={"Attendance was 1.7pp lower.": [("1.7pp", 1.7, "percentage_points")]},
    ),
    Rule(
        "percent",
        _compiled(rf"(?P<sign>[-−–+])?(?P<n>{_DECIMAL_WORDS}){_OPT}{_PERCENT}(?!\w)"),
        _percent,
        reads={
            "It stood at 68.2 % in May.": [("68.2 %", 68.2, "percent")],
            "Forty per cent had moved.": [("Forty per cent", 40, "percent")],
        },
        ignores=("That was percentage growth.",),
    ),
    Rule(
        "rate_per",
        _compiled(
            rf"(?P<n>{DIGITS}){GAP}?(?:{_NOUNS})?(?:per|/){_OPT}(?P<base>\d{{1,3}}[,\s]?000|\d+{_OPT}k|100|"
            rf"hundred{GAP}thousand|ten{GAP}thousand|thousand)\b"
            rf"(?:{GAP}(?:population|pop|residents|people|children|households))?"
        ),
        _rate,
        reads={
            "A rate of 61.4 per 10,000 was recorded.": [("61.4 per 10,000", 61.4, "per_10000")],
            "It was 136.9 per 10k population.": [("136.9 per 10k population", 136.9, "per_10000")],
            "There were 47.2 crimes per 1,000 residents.": [("47.2 crimes per 1,000 residents", 47.2, "per_1000")],
        },
    ),
    Rule(
        "hours_minutes_seconds",
        _compiled(
            rf"(?P<n>\d+){_OPT}(?P<unit>hours?|hrs?|h|minutes?|mins?|m|years?|yrs?|weeks?|wks?)\b\.?(?:,?{GAP}(?:and{GAP})?|)"
            rf"(?P<n2>\d+){_OPT}(?P<unit2>minutes?|mins?|m|seconds?|secs?|s|months?|days?)\b"
        ),
        _duration_pair,
        reads={
            "The average wait was 3 minutes 42 seconds.": [("3 minutes 42 seconds", 3.7, "minutes")],
            "It was 1 hour 34 minutes.": [("1 hour 34 minutes", 94, "minutes")],
        },
    ),
    Rule(
        "out_of",
        _compiled(
            rf"(?P<n>{_DECIMAL_WORDS}){GAP}out{GAP}of{GAP}(?:(?:a{GAP}total{GAP}of|the|all){GAP})?(?P<base>{NUMBER})(?![\w%])"
        ),
        _out_of,
        reads={
            "Satisfaction was 4.1 out of 5.": [("4.1 out of 5", 4.1, "score")],
            "Eight out of ten were suitable.": [("Eight out of ten", 0.8, "ratio")],
            "It found 238 out of 290 managers trained.": [("238", 238, "count"), ("290", 290, "count")],
        },
    ),
    Rule(
        "one_in",
        _compiled(
            rf"(?P<n>{NUMBER}){GAP}(?:(?:[a-z]+){GAP})?in{GAP}(?:every{GAP})?(?P<base>{NUMBER})(?![\w%]|[.,/:]\d|{GAP}?%)"
        ),
        _one_in,
        reads={
            "About one in 40 is homeless.": [("one in 40", 0.025, "ratio")],
            "Seven in ten were online.": [("Seven in ten", 0.7, "ratio")],
        },
    ),
    Rule(
        "fraction",
        _compiled(
            rf"(?:(?P<numerator>a|an|one|{WORDS})[-\s]{GAP}?)?(?P<denominator>half|halves|third|thirds|quarter|quarters|fifths?|"
            r"sixths?|sevenths?|eighths?|ninths?|tenths?)(?![\w])"
        ),
        _fraction,
        reads={
            "Two thirds of guests moved on.": [("Two thirds", 0.6667, "ratio")],
            "It was approximately a quarter.": [("a quarter", 0.25, "ratio")],
        },
        ignores=("The second half of the year was quiet.", "A third warning was issued before half term."),
    ),
    Rule(
        "rank_of",
        _compiled(
            rf"(?P<n>\d{{1,3}}(?:st|nd|rd|th)|{'|'.join(ORDINALS)})(?:{GAP}{_SUPERLATIVE})?(?:{GAP}out)?{GAP}of{GAP}"
            rf"(?:(?:the|all|over|some){GAP}){{0,2}}(?:{NUMBER})(?!\w)"
        ),
        _rank,
        reads={
            "The council came 31st of 37.": [("31st of 37", 31, "rank")],
            "It was the third lowest of the 16 authorities.": [("third lowest of the 16", 3, "rank")],
        },
    ),
    Rule(
        "rank_superlative",
        _compiled(rf"(?P<n>\d{{1,3}}(?:st|nd|rd|th)|{'|'.join(ORDINALS)}){GAP}(?P<how>{_SUPERLATIVE})\b"),
        _rank,
        reads={"This was the fourth widest in Wales.": [("fourth widest", 4, "rank")]},
    ),
    Rule(
        "times",
        _compiled(rf"(?P<n>{_DECIMAL_WORDS}){GAP}times(?!\w)"),
        _times,
        reads={"It was three times the national rate.": [("three times", 3, "times")]},
    ),
    Rule(
        "multiple",
        _compiled(rf"(?:{'|'.join(sorted(_MULTIPLES, key=len, reverse=True))})(?![\w-])"),
        _multiple,
        reads={"Absence had doubled.": [("doubled", 2, "times")]},
    ),
    Rule(
        "ratio",
        _compiled(rf"(?P<n>{DIGITS})(?:\s:\s|:)(?P<base>{DIGITS})(?![\w:])"),
        _ratio,
        reads={"The ratio was 6.4:1.": [("6.4:1", 6.4, "ratio")]},
    ),
    Rule(
        "measured_range",
        _compiled(
            rf"(?P<n>{NUMBER})(?P<to>{_TO})(?P<n2>{NUMBER}){_OPT}(?P<unit>{_LENGTH_KIND}?(?:{_LENGTHS}|{_OTHER_UNITS}))(?![\w-])"
        ),
        _measured_range,
        reads={"Waits ran to 12 to 15 weeks.": [("12 to 15 weeks", 12, 15, "weeks")]},
    ),
    Rule(
        "seconds",
        _compiled(rf"(?P<n>{_DECIMAL_WORDS}){_OPT}(?:seconds|secs)(?!\w)"),
        _seconds,
        reads={"Calls were answered in an average of 45 seconds.": [("45 seconds", 0.75, "minutes")]},
    ),
    Rule(
        "measured",
        _compiled(
            rf"(?P<n>{_DECIMAL_WORDS})(?:{_OPT}(?P<scale>million|thousand|billion|k|m)\b)?{_OPT}"
            rf"(?P<unit>{_LENGTH_KIND}?(?:{_LENGTHS}|{_OTHER_UNITS}))(?![\w]|-[a-z])"
        ),
        _measured,
        reads={
            "Sickness was 9.1 days per employee.": [("9.1 days", 9.1, "days")],
            "There were 98.5 FTE in post.": [("98.5 FTE", 98.5, "fte")],
            "Emissions were 1,260 tCO2e.": [("1,260 tCO2e", 1260, "tco2e")],
        },
        ignores=("The 20-week timescale applies.",),
    ),
    Rule(
        "pence",
        _compiled(rf"(?P<n>{DIGITS})\s?(?:p|pence)(?!\w)|(?P<m>{WORDS}){GAP}pence(?!\w)"),
        lambda match: _pence(match) if match["n"] else None,
        reads={"A web contact cost 9p.": [("9p", 0.09, "gbp")]},
    ),
    Rule(
        "scaled_count",
        _compiled(rf"(?P<n>{_DECIMAL_WORDS}){_OPT}(?P<scale>million|billion|thousand|mn|bn|m|k)(?![\w])"),
        _scaled_count,
        reads={"It supplied 2.3 million items.": [("2.3 million", 2.3e6, "count")]},
    ),
    Rule(
        "part_over_whole",
        _compiled(rf"(?P<n>\d+)\s?/\s?(?P<base>\d+)(?={GAP}[a-z]{{3,}})"),
        _of_which,
        reads={"It was live in 41/96 practices.": [("41", 41, "count"), ("96", 96, "count")]},
    ),
    Rule(
        "count_range",
        _compiled(rf"(?P<n>{NUMBER})(?P<to>{_TO})(?P<n2>{NUMBER})(?![\w%]|[./:]\d|[,]\d|-[a-z])"),
        _count_range,
        reads={
            "Numbers will reach 2,300 to 2,400 households.": [("2,300 to 2,400", 2300, 2400, "count")],
            "Two or three homes will close.": [("Two or three", 2, 3, "count")],
        },
    ),
    Rule(
        "none",
        _compiled(r"(?:nil|none)(?!\w)"),
        _none,
        reads={"There had been nil deaths.": [("nil", 0, "count")]},
    ),
    Rule(
        "count",
        _compiled(rf"(?P<sign>[-−–+](?=\d))?(?P<n>{NUMBER})(?![\w½]|[./:]\d|,\d)"),
        _count,
        reads={
            "There were 1,513 contacts.": [("1,513", 1513, "count")],
            "Twenty-six loads were rejected.": [("Twenty-six", 26, "count")],
        },
        ignores=("Consent form16 was late.", "See CP12 and the A839.", "A 240litre bin was offered."),
    ),
)


def rule_names() -> Sequence[str]:
    """The names of the rules in the order in which they are tried."""
    return [rule.name for rule in RULES]
