"""The unit that words state for the bare numbers after them: "£m: grants 28.4, loans 19.7", "£000s" above a list.

A wrong scale is a thousandfold error, so only numbers that stand as in an account are scaled: at the end of a line, or
before a comma, with a label that counts nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from minuted.nlp.reading import Quantity, Sentence


@dataclass(frozen=True, slots=True)
class Stated:
    """``unit`` and ``factor`` of the numbers after the words ``told``."""

    unit: str
    factor: float
    told: str


_SCALES: tuple[tuple[str, str, float], ...] = (
    (r"£\s?['’‘]?(?:bn|billions?)\b", "gbp", 1e9),
    (r"£\s?['’‘]?(?:m|mn|millions?)\b|£\s?['’‘]?000,?000s?\b", "gbp", 1e6),
    (r"£\s?['’‘]?000['’‘]?s?(?![\d,])|(?<!\d)['’‘]000s?\b|£\s?(?:k|thousands?)\b", "gbp", 1e3),
)
_UNITS: tuple[tuple[str, str], ...] = (
    (r"\bper 100,?000\b", "per_100000"),
    (r"\bper 10,?000\b", "per_10000"),
    (r"\bper (?:1,?000|thousand)\b", "per_1000"),
    (r"(?<![\d\s])\(?%\)?|\bper ?cent(?:ages?)?\b(?! of)", "percent"),
    *((rf"(?:\bin |, |\()(?:working )?{unit}\b(?=\s?(?:[),:;(–-]|$))", unit)
      for unit in ("days", "weeks", "months", "years", "hours", "minutes")),
)  # fmt: skip
_MONEY = tuple((re.compile(pattern, re.IGNORECASE), unit, factor) for pattern, unit, factor in _SCALES)
_LENGTHS = tuple((re.compile(pattern, re.IGNORECASE), unit) for pattern, unit in _UNITS)
_OPENING = re.compile(
    r"\W{0,3}(?:all )?(?:figures |amounts |sums )?(?:are )?(?:in )?"
    r"(?:£\s?['’‘]?(?:bn|m|mn|k|000|000s|billions?|millions?|thousands?))\)?\s?[:–-]",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r"\b(?:numbers?|nos?\.|counts?|fte|wte|staff|posts|people|residents|households|homes|dwellings|units|cases|visits|"
    r"calls|customers|members|rates?|ratios?|scores?|days|weeks|hours|percentage|age|rank)\b|%",
    re.IGNORECASE,
)
_END = re.compile(r"\s*(?:[,;.)(=]|$)|\s(?:and|plus|less|from|for|in)\b")
LONGEST_LINE = 90
"""A line of an account, or the line that states its scale, is no longer."""


def money_scale(text: str) -> Stated | None:
    """The scale of money that words state.

    >>> money_scale("Income and spend, £000s"), money_scale("It cost £4m")
    (Stated(unit='gbp', factor=1000.0, told='£000s'), None)
    """
    if "£" not in text and "000" not in text:  # as most lines
        return None
    for pattern, unit, factor in _MONEY:
        found = pattern.search(text)
        if found is not None:
            return Stated(unit, factor, found[0])
    return None


def stated_by(title: str) -> Stated | None:
    """The scale that a heading states for the lines under it: "Income and spend, £000s", but not "A £4m scheme"."""
    return money_scale(title) if len(title) <= LONGEST_LINE and not re.search(r"£\s?[1-9]", title) else None


def stated_in(sentence: Sentence, found: bool) -> Stated | None:
    """The scale that a line states for the lines after it.  ``found``: the line holds numbers of its own."""
    return None if found or len(sentence.text) > LONGEST_LINE else money_scale(sentence.text)


def stated_for(sentence: Sentence, above: Stated | None) -> Stated | None:
    """What a sentence's bare numbers are printed in: its own opening words say it, its list's, or the line above.

    >>> from minuted.extract.document import Block
    >>> told = "£m: grants 28.4, loans 19.7"
    >>> stated_for(Sentence(0, len(told), told, Block("paragraph", 0, len(told), 0), 0), None).factor
    1000000.0
    """
    if _OPENING.match(sentence.text):
        return money_scale(sentence.text[: LONGEST_LINE // 2])
    if sentence.lead_in is not None:
        return money_scale(sentence.lead_in) or _length_in(sentence.lead_in)
    return above


@lru_cache(maxsize=64)
def _length_in(text: str) -> Stated | None:
    for pattern, unit in _LENGTHS:
        found = pattern.search(text)
        if found is not None:
            return Stated(unit, 1.0, found[0])
    return None


def takes(text: str, sentence: Sentence, quantity: Quantity) -> bool:
    """Whether a bare number stands as a sum in an account: after a label that counts nothing, before a stop."""
    label = re.split(r"[,;=]\s", text[sentence.start : quantity.start])[-1]
    if not any(letter.isalpha() for letter in label) and "=" not in text[quantity.start - 3 : quantity.start]:
        return False
    return not _COUNTS.search(label) and _END.match(text, quantity.end, sentence.end) is not None


def is_line_of_account(text: str, sentence: Sentence, found: list[Quantity]) -> bool:
    """Whether a line is a label with its sums: "Permits 733", "Fees: 1,204 (1,180)"."""
    if not found or len(sentence.text) > LONGEST_LINE or len(found) > 4:
        return False
    rest = text[found[-1].end : sentence.end].strip(" .)")
    return not rest and all(quantity.rule in ("count", "money") for quantity in found)
