"""The council whose paper it is: as its head names it, or as the paper speaks of it throughout."""

from __future__ import annotations

import re
from collections import Counter

NAME = r"(?:[A-Z][\w'’.-]+|St\.?)(?:[ ](?:and|of|upon|the|on|in|under|with|le|de|&|[A-Z][\w'’.-]*))*"
COUNCIL = re.compile(
    rf"\b((?:London Borough|Royal Borough|City|Borough|County|District|Royal London Borough) of {NAME})"
    rf"|\b({NAME}?\s(?:Council|COUNCIL))\b|\b([A-Z][A-Z'’ &-]+? COUNCIL)\b"
)
_NOT_COUNCILS = re.compile(
    r"^(?:the|this|full|county|city|borough|district|parish|town|your|our|all|each|report to|meeting of)"
    r"(?: and| the)? council$|\b(?:and|of|upon|the|on|in|under|with) council$|"
    r"\b(?:leader|chair|minutes|meeting|members?|agenda|clerk) of\b|"
    r"^(?:leader|minutes|agenda|local|that|to|for|by|research|national|watch|view|cabinet|committee|meeting|join|"
    r"contact|modern|about|visit|welcome|details|arts|design|medical|sports?|youth)\b",
    re.IGNORECASE,
)
_TIER = re.compile(r"(?i)\b(?:county|city|borough|district|metropolitan|parish|town|community|of|unitary)\b")
OFTEN = 4
"""How often a paper must name a council to be taken for its paper."""
WHOLE_LENGTH = 200_000
"""Characters that are looked through for it."""
_FULL_NAME = re.compile(
    r"\b(?!The\b|A\b)[A-Z][a-z'’-]+(?: (?:and|upon|[A-Z][a-z'’-]+)){0,3} "
    r"(?:County|City|Borough|District|Metropolitan Borough|Town|Parish|Community) Council\b"
    r"|\bLondon Borough of [A-Z][a-z'’-]+(?: (?:and|upon|[A-Z][a-z'’-]+)){0,3}"
)
_PARTS = re.compile(r"([\s-]+)")
_SMALL_WORDS = {word.upper(): word for word in "of and the upon on for in with to cum le super by next under".split()}


def find_council(head: str) -> str | None:
    """The council whose paper it is: the name that stands most often in the head, the first of those.

    >>> find_council("Brackenshire County Council\\nReport to Cabinet")
    'Brackenshire County Council'
    """
    names: Counter[str] = Counter()
    for match in COUNCIL.finditer(head):
        name = " ".join(next(group for group in match.groups() if group).split())
        name = re.sub(r"^(?:The|THE|To|By|Of|And|At|For|In|A)\s+", "", name)
        if _NOT_COUNCILS.search(name) or not 2 <= len(name.split()) <= 8:
            continue
        plain = len(name.split()) <= 3 and not re.search(r"\s[a-z]", name)
        if not re.sub(r"(?i)\b(?:district|borough|county|city|town|parish|community|and|&|council)\b|\s", "", name):
            continue
        sure = _TIER.search(name) or (plain and _stands_alone(head, match.start(), match.end()))
        names[cased(name)] += 2 if sure else 1
    best = names.most_common(1)
    return best[0][0] if best and best[0][1] >= 2 else None


def most_named_council(text: str) -> str | None:
    """The council that a paper without one in its head speaks of: named often, and far more often than any other.

    >>> most_named_council("Ostley Borough Council agreed. " * 5 + "Tarrowdale County Council did not.")
    'Ostley Borough Council'
    >>> most_named_council("Ostley Borough Council agreed. Tarrowdale County Council did not.") is None
    True
    """
    names = Counter(" ".join(match[0].split()) for match in _FULL_NAME.finditer(text[:WHOLE_LENGTH]))
    best = [(name, count) for name, count in names.most_common(4) if not _NOT_COUNCILS.search(name)]
    if not best or best[0][1] < OFTEN:
        return None
    others = sum(count for _, count in best[1:])
    return best[0][0] if best[0][1] >= 3 * others else None


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a name fills its line, or opens it before a comma or dash."""
    begin = text.rfind("\n", 0, start) + 1
    after = re.match(r"\s*(?:$|\n|[,–-])", text[end:])
    return not text[begin:start].strip(" \t*#") and after is not None


def cased(name: str) -> str:
    """Capitals made into title case, where a name is printed in capitals only.

    >>> cased("OSTLEY AND THE HILLS COUNCIL"), cased("Ostley Council")
    ('Ostley and the Hills Council', 'Ostley Council')
    """
    if name.upper() != name:
        return name
    words = [_SMALL_WORDS.get(w, w.capitalize()) if i else w.capitalize() for i, w in enumerate(_PARTS.split(name))]
    return "".join(words)
