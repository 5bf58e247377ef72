"""How plain numbers are printed: "1,513", "twenty six", "2.3 million", "41/96", "two or three", "nil"."""

from __future__ import annotations

import re

from minuted.nlp.numbers.forms.parts import (
    DIGITS_OR_WORDS,
    OPTIONAL_SPACE,
    TO,
    Found,
    Match,
    compiled,
    group,
    joins_range,
    quantity,
    signed,
)
from minuted.nlp.numbers.words import GAP, NUMBER, WHOLE, value_of
from minuted.nlp.rule import Rule

_MANY = re.compile(
    r"\b(?:population|people|residents|visit\w*|journeys?|passengers?|calls?|customers?|users?|adults|children|"
    r"items?|trips?|"
    r"transactions?|views?|hits|loans|meals|households|homes|cases|trees|doses|attendances|appointments|jobs)\b|[£$€]",
    re.IGNORECASE,
)
_AFTER_MILLIONS = re.compile(r"\s(?!(?:AOD|high|tall|wide|long|deep|radius|away|from|to|of|in|at|by|x|and|or|on|"
                             r"above|below|between|set|back|with|is|was|for)\b)[a-z]{3,}", re.IGNORECASE)  # fmt: skip


def _tells_millions(match: Match) -> bool:
    """Whether "1.9m" is a number of something and no length: "1.9m residents", "visits reached 2.1m"."""
    if _AFTER_MILLIONS.match(match.string, match.end()):
        return True
    return _MANY.search(match.string, max(0, match.start() - 90), min(len(match.string), match.end() + 60)) is not None


def _read_scaled(match: Match) -> Found:
    if match["scale"] in ("m", "M") and not _tells_millions(match):
        return [quantity(match, "other", value_of(match["n"]), "metres")]
    return [quantity(match, "count", value_of(f"{match['n']} {match['scale']}"), "scaled_count")]


def _read_range(match: Match) -> Found:
    low, high = value_of(match["n"]), value_of(match["n2"])
    if low >= high or not joins_range(match):
        return None
    if match["to"].strip().lower() == "or" and high - low > max(2.0, 0.3 * low):
        return None
    return [quantity(match, "count", low, "count_range", value_to=high, qualifier="between")]


def _read_part(match: Match) -> Found:
    part, whole = value_of(match["n"]), value_of(match["base"])
    if part > whole or whole < 2:
        return None
    return [
        group(match, "n", "count", part, "part_over_whole"),
        group(match, "base", "count", whole, "whole_of_part"),
    ]


def _read_count(match: Match) -> Found:
    return [signed(match, "count", value_of(match["n"]), "count")]


def _read_none(match: Match) -> Found:
    return [quantity(match, "count", 0.0, "none")]


SCALED_COUNT = Rule(
    "scaled_count",
    compiled(rf"(?P<n>{DIGITS_OR_WORDS}){OPTIONAL_SPACE}(?P<scale>million|billion|thousand|mn|bn|m|k)(?!\w)"),
    _read_scaled,
    reads={
        "It supplied 2.3 million items.": [("2.3 million", 2.3e6, "count")],
        "Visits reached 2.1m in the year.": [("2.1m", 2.1e6, "count")],
        "Its height was 71.7m on the plan.": [("71.7m", 71.7, "other")],
    },
    ignores=("A fence 1.8m from the road is proposed.",),
)
PART_OVER_WHOLE = Rule(
    "part_over_whole",
    compiled(
        rf"(?P<n>{WHOLE})\s?/\s?(?P<base>{WHOLE})(?={GAP}(?!storeys?\b|years?\b|months?\b|weeks?\b|days?\b|"
        rf"hours?\b|minutes?\b)[a-z]{{3,}})"
    ),
    _read_part,
    reads={"It was live in 41/96 practices.": [("41", 41, "count"), ("96", 96, "count")]},
    ignores=(
        "A roof lasts 6/7 years.",
        "The block has 6/7 storeys.",
    ),
)
COUNT_RANGE = Rule(
    "count_range",
    compiled(rf"(?P<n>{NUMBER}){TO}(?P<n2>{NUMBER})(?![\w%]|[./:]\d|,\d|-[a-z])"),
    _read_range,
    reads={
        "Numbers will reach 2,300 to 2,400 households.": [("2,300 to 2,400", 2300, 2400, "count")],
        "An estimated 120 and 180 carers need help.": [("120 and 180", 120, 180, "count")],
        "Two or three homes will close.": [("Two or three", 2, 3, "count")],
        "Offences had risen by 14 to 97.": [("14", 14, "count"), ("97", 97, "count")],
    },
)
NONE = Rule(
    "none",
    compiled(r"(?:nil|none)(?!\w)"),
    _read_none,
    reads={"There had been nil deaths.": [("nil", 0, "count")]},
)
COUNT = Rule(
    "count",
    compiled(rf"(?P<sign>[-−–+](?=\d))?(?P<n>{NUMBER})(?![\w½]|[./:]\d|,\d)"),
    _read_count,
    reads={
        "There were 1,513 contacts.": [("1,513", 1513, "count")],
        "Twenty-six loads were rejected.": [("Twenty-six", 26, "count")],
        "It found 312 children, of whom twenty six were fostered.": [
            ("312", 312, "count"),
            ("twenty six", 26, "count"),
        ],
    },
    ignores=("Consent form16 was late.", "See CP12 and the A839.", "Form 12b was late."),
)
