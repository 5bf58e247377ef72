"""How ranks and multiples are printed: "31st of 37", "third lowest", "three times", "doubled"."""

from __future__ import annotations

import re

from minuted.nlp.numbers.forms.parts import DIGITS_OR_WORDS, Found, Match, compiled, group, quantity
from minuted.nlp.numbers.words import GAP, NUMBER, ORDINALS, value_of
from minuted.nlp.rule import Rule

_SUPERLATIVE = r"(?:[a-z]{2,}est|best|worst|most|least)"
_ORDINAL = rf"(?P<n>\d{{1,3}}(?:st|nd|rd|th)|{'|'.join(ORDINALS)})"
MULTIPLES = {"twice": 2.0, "double": 2.0, "doubled": 2.0, "doubling": 2.0, "doubles": 2.0, "thrice": 3.0, "triple": 3.0,
             "tripled": 3.0, "treble": 3.0, "trebled": 3.0, "tripling": 3.0, "trebling": 3.0, "quadrupled": 4.0,
             "quadruple": 4.0, "twofold": 2.0, "threefold": 3.0, "fourfold": 4.0, "fivefold": 5.0,
             "tenfold": 10.0}  # fmt: skip
_RANKED = re.compile(
    r"(?:\b(?:rank\w*|placed|places|placing|came|position\w*|stood|stands|fell|rose|up|down|from|to|was|were|is|"
    r"and|now|at|"
    r"leaving \w+(?: \w+){0,2})\b|[,;(:])\s*$",
    re.IGNORECASE,
)


def _value(match: Match) -> float:
    told = match["n"].lower()
    return ORDINALS.get(told) or float(re.sub(r"\D", "", told))


def _read_rank(match: Match) -> Found:
    return [quantity(match, "rank", _value(match), "rank")]


def _read_place(match: Match) -> Found:
    if not _RANKED.search(match.string[max(0, match.start() - 40) : match.start()]):
        return None
    return [quantity(match, "rank", _value(match), "rank_in")]


def _read_moved(match: Match) -> Found:
    before = match.string[max(0, match.start() - 120) : match.start()]
    if not _MOVED_IN_RANK.search(before):
        return None
    return [quantity(match, "rank", _value(match), "rank_from")]


_MOVED_IN_RANK = re.compile(r"\b(?:rank|place|\dth|\dst|\dnd|\drd).*\b(?:from|to|was)\s$", re.IGNORECASE | re.DOTALL)


_OFTEN = 10
"""From so many times on it is counted and not compared: "the card was used fourteen times"."""
_COMPARED = re.compile(
    r"\s(?:the|as|more|higher|larger|greater|bigger|that|what|its|our|normal|over|previous|last|in|usual|average|their|"
    r"those|this|expected|levels?|than|likelier|likely|a)\b|\s(?-i:[A-Z\d])",
    re.IGNORECASE,
)


def _read_times(match: Match) -> Found:
    value = value_of(match["n"])
    if value >= _OFTEN and not _COMPARED.match(match.string, match.end()):
        return [group(match, "n", "count", value, "times_used")]
    return [quantity(match, "times", value, "times")]


def _read_multiple(match: Match) -> Found:
    return [quantity(match, "times", MULTIPLES[match[0].lower()], "multiple")]


RANK_OF = Rule(
    "rank_of",
    compiled(
        rf"{_ORDINAL}(?:{GAP}{_SUPERLATIVE})?(?:{GAP}out)?{GAP}of{GAP}(?:(?:the|all|over|"
        rf"some){GAP}){{0,2}}{NUMBER}(?!\w)"
    ),
    _read_rank,
    reads={
        "The council came 31st of 37.": [("31st of 37", 31, "rank")],
        "It was the third lowest of the 16 authorities.": [("third lowest of the 16", 3, "rank")],
    },
)
RANK_SUPERLATIVE = Rule(
    "rank_superlative",
    compiled(rf"{_ORDINAL}{GAP}{_SUPERLATIVE}\b"),
    _read_rank,
    reads={"This was the fourth widest in Wales.": [("fourth widest", 4, "rank")]},
)
RANK_IN = Rule(
    "rank_in",
    compiled(
        rf"{_ORDINAL}(?={GAP}(?:in{GAP}(?:the{GAP}(?:county|country|region|national|league|group|table|family|"
        rf"peer|ward|"
        rf"comparator|north|south|east|west|uk|quartile|[a-z]+{GAP}(?:table|group|league|region|family))|England|"
        rf"Wales|"
        rf"Scotland|London|Britain)|nationally|regionally|(?:of|among|amongst){GAP}(?:our|all|the){GAP}[a-z]))"
    ),
    _read_place,
    reads={
        "It was placed second in the county.": [("second", 2, "rank")],
        "The council rose to 88th in the national table.": [("88th", 88, "rank")],
    },
    ignores=("The second in the series was shown.",),
)
RANK_FROM = Rule(
    "rank_from",
    compiled(r"(?P<n>\d{1,3}(?:st|nd|rd|th))(?=[.,;)]|$)"),
    _read_moved,
    reads={"It ranked 12th out of 33, up from 19th.": [("12th out of 33", 12, "rank"), ("19th", 19, "rank")]},
    ignores=("It met on the 19th.",),
)
TIMES = Rule(
    "times",
    compiled(rf"(?P<n>{DIGITS_OR_WORDS}){GAP}times(?!\w)"),
    _read_times,
    reads={
        "It was three times the national rate.": [("three times", 3, "times")],
        "The alarm was set off fourteen times.": [("fourteen", 14, "count")],
    },
)
MULTIPLE = Rule(
    "multiple",
    compiled(rf"(?:{'|'.join(sorted(MULTIPLES, key=len, reverse=True))})(?![\w-])"),
    _read_multiple,
    reads={"Absence had doubled.": [("doubled", 2, "times")]},
)
