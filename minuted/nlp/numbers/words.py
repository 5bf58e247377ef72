"""Numbers as they are printed: digits with commas, fractions after digits, and number words.

>>> printed = ("1,513", "14½", "twenty six", "one hundred and twelve", "a dozen", "2.3 million")
>>> [value_of(each) for each in printed]
[1513.0, 14.5, 26.0, 112.0, 12.0, 2300000.0]
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_UNITS = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
VALUES: dict[str, float] = {
    **{word: 1.0 + i for i, word in enumerate(_UNITS + _TEENS)},
    **{word: 20.0 + 10 * i for i, word in enumerate(_TENS)},
    "zero": 0.0, "nil": 0.0, "none": 0.0, "a dozen": 12.0, "dozen": 12.0, "fourty": 40.0,
}  # fmt: skip
SCALES: dict[str, float] = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "m": 1e6, "mn": 1e6, "mill": 1e6, "mil": 1e6, "million": 1e6,
    "millions": 1e6, "bn": 1e9, "b": 1e9, "billion": 1e9, "dozen": 12.0,
}  # fmt: skip
ORDINALS: dict[str, float] = {
    word: 1.0 + i
    for i, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
    )
}
DENOMINATORS: dict[str, float] = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10,
}  # fmt: skip
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}


def one_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, grouped by first letter: several times faster than a plain list of them.

    >>> one_of(["page", "part", "item"])
    '(?:i(?:tem)|p(?:age|art))'
    """
    letters: dict[str, list[str]] = {}
    for word in words:
        letters.setdefault(word[0], []).append(word[1:])
    grouped = (f"{first}(?:{'|'.join(sorted(rest, key=len, reverse=True))})" for first, rest in sorted(letters.items()))
    return f"(?:{'|'.join(grouped)})"


SPACE = r"[^\S\n]{1,3}|[^\S\n]?\n[^\S\n]{0,12}"
"""Between two words: a space or two, of any width, or one line break."""
GAP = rf"(?:{SPACE})"
WHOLE = r"\d{1,24}+(?!\d)"
"""Digits in one run.  Lengths have limits here so that a run without an end costs no more than its length: more than 24
digits, or nine groups of three, are no number."""
_ENDLESS = r"(?!(?:,\d{3}){9})"
_GROUPED = rf"\d{{1,3}}{_ENDLESS}(?:,\d{{3}}){{1,8}}(?!\d)|\d{{1,3}}(?:[\u00a0\u202f\u2009]\d{{3}}){{1,8}}(?!\d)"
DIGITS = rf"(?:{_GROUPED}|{WHOLE}{_ENDLESS})(?:\.\d{{1,40}}+)?[½¼¾⅓⅔]?|\.\d{{1,40}}+|[½¼¾]"
_SMALL = (
    rf"(?:(?:{'|'.join(_TENS)}|fourty)(?:[-\s]{{1,2}}(?:{'|'.join(_UNITS)}))?|{'|'.join(_TEENS)}|{'|'.join(_UNITS)})"
)
WORDS = (
    rf"(?:(?:(?:an?|{_SMALL}){GAP}(?:hundred|thousand)(?:{GAP}and{GAP}{_SMALL})?)|a{GAP}dozen|{_SMALL}|zero)(?![\w])"
)
NUMBER = rf"(?:(?:{DIGITS})|{WORDS})"
_PARTS = re.compile(r"[a-z]+|\d[\d,.\s]*|[½¼¾⅓⅔]|\.\d+")


@lru_cache(maxsize=4096)
def value_of(printed: str) -> float:
    """The value of a number as printed (digits, words, scale words).  Raises ValueError where it is none."""
    low = " ".join(printed.lower().split())
    if low in VALUES:
        return VALUES[low]
    if low[:1].isdigit() or low[:1] in "½¼¾⅓⅔.":
        return _digits(low)
    total = current = 0.0
    for word in re.split(r"[-\s]+", low):
        if word in ("and", "of"):
            continue
        if word in ("a", "an"):
            current = 1.0
        elif word in VALUES:
            current += VALUES[word]
        elif word in SCALES:
            scaled = max(current, 1.0) * SCALES[word]
            total, current = (total + scaled, 0.0) if SCALES[word] >= 1000 else (total, scaled)
        else:
            raise ValueError(printed)
    return total + current


def _digits(low: str) -> float:
    found = re.match(r"[\d,\s\u00a0\u202f\u2009]*(?:\.\d+)?", low)
    told = re.sub(r"[,\s\u00a0\u202f\u2009]", "", found[0]) if found else ""
    rest = low[found.end() :].strip() if found else low
    value = float(told) if told not in ("", ".") else 0.0
    if rest[:1] in _VULGAR:
        value, rest = value + _VULGAR[rest[0]], rest[1:].strip()
    if rest:
        value *= SCALES[rest]
    return value
