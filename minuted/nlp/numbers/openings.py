"""Where in a text a number may begin: at a digit with its sign, at a number word.

The pattern for digits begins with what they can begin with and looks back from there, so that ``re`` passes over the
rest of a text without trying it; words begin with nearly every letter, so theirs asks first for the beginning of one.
"""

from __future__ import annotations

import re

from minuted.nlp.needles import lowered
from minuted.nlp.numbers.forms.order import MULTIPLES
from minuted.nlp.numbers.words import DENOMINATORS, ORDINALS, VALUES, one_of

_DIGIT = r"(?:\d|[½¼¾]|\.(?=\d))"
_PRICED = rf"[£$€]\s?\(?{_DIGIT}"
_OPENING = re.compile(rf"[-−–+]?(?:{_PRICED}|{_DIGIT})")
_NUMBER = re.compile(
    r"[-−–+£$€\d½¼¾.](?<![\w£$€½¼¾].)"
    rf"(?:(?<=[\d½¼¾])|(?<=\.)(?=\d)|(?<=[£$€])(?=\s?\(?{_DIGIT})|(?<=[-−–+])(?=\d|{_PRICED}))"
)


def _words() -> str:
    """A pattern for the words that a rule can begin with.

    A word that only begins like one ("onerous", "tenants", "at") is left alone: most words with an "a" did so.
    """
    counted = {word for word in (*VALUES, *ORDINALS, *MULTIPLES) if " " not in word}
    after_an = one_of({"hundred", "thousand", "dozen", "hour", "day", "week", "month", "year", *DENOMINATORS})
    ends: dict[str, list[str]] = {"a": [rf"n?(?=[-\s]\s*{after_an})"], "m": [r"inus(?=\s\d)"]}
    for word in sorted(counted | {f"{word}s?" for word in DENOMINATORS}, key=len, reverse=True):
        ends.setdefault(word[0], []).append(rf"{word[1:]}(?!\w)")
    grouped = (f"{first}(?:{'|'.join(rest)})" for first, rest in sorted(ends.items()))
    return rf"\b(?:{'|'.join(grouped)})"


_WORD = re.compile(_words())
_WORD_IN_ANY_CASE = re.compile(_words(), re.IGNORECASE)


def openings_of(text: str) -> list[int]:
    """The places where a number may begin, from left to right.

    >>> told = "One tenant owed £ (5), another -35 or half a million; 12 paid"
    >>> [told[at : at + 4] for at in openings_of(told)]
    ['One ', '£ (5', '5), ', '-35 ', '35 o', 'half', '12 p']
    """
    low = lowered(text)
    words = _WORD_IN_ANY_CASE.finditer(text) if low is None else _WORD.finditer(low)
    return sorted([*(found.start() for found in _NUMBER.finditer(text)), *(found.start() for found in words)])


def opens_with_digit(text: str, at: int, end: int) -> bool:
    """Whether what opens at a place is a sign or currency with a digit, or a digit."""
    found = _OPENING.match(text, at, end)
    return found is not None and found[0][-1:].isdigit()
