"""How sums of money are printed."""

from __future__ import annotations

import re

from minuted.nlp.numbers.forms.parts import (
    OPTIONAL_SPACE,
    TO,
    Found,
    Match,
    compiled,
    joins_range,
    quantity,
    signed,
)
from minuted.nlp.numbers.words import DIGITS, GAP, NUMBER, WORDS, value_of
from minuted.nlp.rule import Rule

_SCALE = r"(?:million|billion|thousand|mill|mn|bn|m|k|b)"
_CURRENCY = r"[£$€]"
_UNITS_OF = {"£": "gbp", "$": "usd", "€": "eur"}


def _scaled(number: str, scale: str | None) -> float:
    return value_of(f"{number} {scale}" if scale else number)


def _read_money(match: Match) -> Found:
    return [signed(match, _UNITS_OF[match["currency"]], _scaled(match["n"], match["scale"]), "money")]


def _read_bracketed(match: Match) -> Found:
    value = _scaled(match["n"], match["scale"])
    return [quantity(match, _UNITS_OF[match["currency"]], -value or 0.0, "money_in_brackets", sign=-1)]


def _read_range(match: Match) -> Found:
    high = _scaled(match["n2"], match["scale2"])
    low = _scaled(match["n"], match["scale"] or match["scale2"])
    if low >= high or not joins_range(match):
        return None
    return [quantity(match, _UNITS_OF[match["currency"]], low, "money_range", value_to=high, qualifier="between")]


def _read_words(match: Match) -> Found:
    return [quantity(match, "gbp", _scaled(match["n"], match["scale"]), "money_in_words")]


_OF_EACH_POUND = re.compile(r"\b(?:for|of|in|from) (?:every|each) (?:pound|£1)\b[^.;£]{0,80}$", re.IGNORECASE)


def _read_pence(match: Match) -> Found:
    if _OF_EACH_POUND.search(match.string[max(0, match.start() - 110) : match.start()]):
        return [quantity(match, "ratio", round(value_of(match["n"]) / 100, 6), "pence_in_the_pound")]
    return [quantity(match, "gbp", round(value_of(match["n"]) / 100, 6), "pence")]


def _read_pounds_in(match: Match) -> Found:
    whole = value_of(match["base"])
    return [quantity(match, "ratio", round(value_of(match["n"]) / whole, 4), "pounds_in")] if whole else None


def _read_pence_in_the_pound(match: Match) -> Found:
    return [quantity(match, "ratio", round(value_of(match["n"]) / 100, 6), "pence_in_the_pound")]


MONEY_RANGE = Rule(
    "money_range",
    compiled(
        rf"(?P<currency>{_CURRENCY})\s?(?P<n>{DIGITS})(?:\s?(?P<scale>{_SCALE})\b)?{TO}{_CURRENCY}?\s?"
        rf"(?P<n2>{DIGITS})(?:{OPTIONAL_SPACE}(?P<scale2>{_SCALE})\b)?(?!\w|\s?%)"
    ),
    _read_range,
    reads={
        "A gap of between £6m and £7m is expected.": [("£6m and £7m", 6e6, 7e6, "gbp")],
        "It would cost £2-3m to mend.": [("£2-3m", 2e6, 3e6, "gbp")],
        "Repairs are put at £2.4m - £2.9m.": [("£2.4m - £2.9m", 2.4e6, 2.9e6, "gbp")],
    },
)
PENCE_IN_THE_POUND = Rule(
    "pence_in_the_pound",
    compiled(rf"(?P<n>{NUMBER})\s?(?:p|pence){GAP}in{GAP}(?:the|every|each){GAP}(?:pound|£)"),
    _read_pence_in_the_pound,
    reads={"It expected to recover 79p in the pound.": [("79p in the pound", 0.79, "ratio")]},
)
POUNDS_IN = Rule(
    "pounds_in",
    compiled(rf"£\s?(?P<n>{DIGITS}){GAP}(?:in|out{GAP}of){GAP}(?:every|each){GAP}£\s?(?P<base>{DIGITS})(?!\w)"),
    _read_pounds_in,
    reads={"About £3 in every £10 goes on care.": [("£3 in every £10", 0.3, "ratio")]},
)
MONEY = Rule(
    "money",
    compiled(rf"(?P<sign>[-−–])?(?P<currency>{_CURRENCY})\s?(?P<n>{DIGITS})(?:{OPTIONAL_SPACE}(?P<scale>{_SCALE})\b)?"),
    _read_money,
    reads={
        "Rent loss was £1.2 m, against £187,460.": [("£1.2 m", 1.2e6, "gbp"), ("£187,460", 187460, "gbp")],
        "Place: -£0.68m": [("-£0.68m", -680000, "gbp")],
        "Grant of £5.9 million.": [("£5.9 million", 5.9e6, "gbp")],
    },
)
MONEY_IN_BRACKETS = Rule(
    "money_in_brackets",
    compiled(rf"(?P<currency>{_CURRENCY})\s?\((?P<n>{DIGITS})\)\s?(?:(?P<scale>{_SCALE})\b)?"),
    lambda match: _read_bracketed(match),
    reads={"The variance was £(0.4)m.": [("£(0.4)m", -400000, "gbp")]},
    why="brackets between the sign and the scale are the accountant's minus",
)
MONEY_IN_WORDS = Rule(
    "money_in_words",
    compiled(rf"(?P<n>{NUMBER})(?:{OPTIONAL_SPACE}(?P<scale>{_SCALE}))?{GAP}(?:pounds(?:{GAP}sterling)?|GBP)\b"),
    _read_words,
    reads={"Some 2.5 million pounds was set aside.": [("2.5 million pounds", 2.5e6, "gbp")]},
)
PENCE = Rule(
    "pence",
    compiled(rf"(?P<n>(?:{DIGITS})(?=\s?p)|{WORDS}(?={GAP}pence))(?:\s?p|{GAP}pence|\s?pence)(?!\w)"),
    _read_pence,
    reads={
        "A web contact cost 9p.": [("9p", 0.09, "gbp")],
        "It rose by five pence.": [("five pence", 0.05, "gbp")],
        "For each pound spent we got back 62p.": [("62p", 0.62, "ratio")],
    },
)
