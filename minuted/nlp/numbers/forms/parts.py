"""The pieces that the printed forms are made of, and the one way in which a match becomes a ``Quantity``."""

from __future__ import annotations

import re
from typing import Any

from minuted.nlp.numbers.words import DIGITS, SPACE, WORDS
from minuted.nlp.reading import Quantity

Match = re.Match[str]
Found = list[Quantity] | None

OPTIONAL_SPACE = rf"(?:{SPACE})?"
TO = rf"(?P<to>{OPTIONAL_SPACE}(?:[-–—]|to|and|or){OPTIONAL_SPACE})"
DIGITS_OR_WORDS = rf"(?:(?:{DIGITS})|{WORDS})"
SIGN = r"(?P<sign>[-−–+±]|minus\s)?"
_DASHES = ("-", "–", "—")
NEGATIVE = ("-", "−", "–", "minus")

_MOVED = re.compile(
    r"\b(?:from|by|rose|risen|rise|fell|fallen|fall|increased?|reduced|reduction|moved|dropped|grew|grown|up|"
    r"down|of|was|"
    r"improved|declined?)\s*$"
)
_NUMBERED = re.compile(
    r"\b(?:stages?|years?|yrs?|wards?|areas?|zones?|rooms?|bands?|key stages?|ks|phases?|tiers?|quarters?|q|lots?|"
    r"sites?|groups?|priorit(?:y|ies)|objectives?|themes?|outcomes?|kpis?|pis?|ni|indicators?|standards?|codes?|grades?|"
    r"questions?|items?|parts?|slides?|options?|types?)\.? (?:[\w.]+(?:,| and| &| to|,? or) ){0,3}$"
)
"""Before a number that names something: "Years 2 and 6 – 98%" and "Stage one – 902" are no ranges."""
_RANGED = re.compile(r"\b(?:rang\w+|var\w+|differ\w*|anywhere|scores) (?:\w+ ){0,2}from\s*$")


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern that takes capitals and small letters for the same."""
    return re.compile(pattern, re.IGNORECASE)


def quantity(match: Match, unit: str, value: float, rule: str, **more: Any) -> Quantity:
    """The quantity that a whole match prints."""
    return Quantity(match.start(), match.end(), value, unit, rule, **more)


def signed(match: Match, unit: str, value: float, rule: str) -> Quantity:
    """The same with the sign of the group ``sign`` applied."""
    told = (match["sign"] or "").strip().lower()
    if not told:
        return quantity(match, unit, value, rule)
    negative = told in NEGATIVE
    return quantity(match, unit, -value if negative else value, rule, sign=-1 if negative else 1)


def group(match: Match, name: str, unit: str, value: float, rule: str) -> Quantity:
    """The quantity that one named group of a match prints."""
    return Quantity(match.start(name), match.end(name), value, unit, rule)


def joins_range(match: Match) -> bool:
    """Whether the group ``to`` makes one range of two numbers.

    "and" does only after "between" or "an estimated"; "to" does not where a movement is told ("rose from 5 to 9",
    "up 5 to 9").
    """
    joiner = match["to"].strip().lower()
    before = match.string[max(0, match.start() - 32) : match.start()].lower()
    if joiner in _DASHES:
        return not (match["to"] != joiner and _NUMBERED.search(before)) and not _is_mixed(match)
    if joiner == "and":
        if re.match(r"[^.;]{0,60}\brespectively\b", match.string[match.end() : match.end() + 80]):
            return False
        return re.search(r"\b(?:between|an estimated)\s*(?:about |around |some )?$", before) is not None
    if joiner == "to":
        if _RANGED.search(before):
            return True
        moved = _MOVED.search(before)
        return moved is None or moved[0].strip() in ("of", "was", "fall", "rise")
    return True


def _is_mixed(match: Match) -> bool:
    """Whether one number is in words and the other in digits: "Stage one – 902"."""
    return match["n"][0].isalpha() != match["n2"][0].isalpha()


def joins_and(match: Match) -> bool:
    """Whether the two numbers are joined by "and"."""
    return match["to"].strip().lower() == "and"
