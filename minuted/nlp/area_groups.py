"""Groups of areas that a text compares with: "nationally", "the region", "our statistical neighbours"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minuted.nlp.needles import lowered, places_of
from minuted.nlp.reading import AreaMention

_KINDS = (
    "CIPFA our nearest most shire county unitary district all inner outer peer family benchmark benchmarking "
    "comparator comparable similar statistical stat stat. metropolitan core London Welsh Scottish English police force"
).split()
_KINDS_BEFORE = rf"(?:(?:{'|'.join(map(re.escape, _KINDS))})[- ]){{1,3}}"
_QUARTILES = ("top", "upper", "bottom", "lower")
_QUARTILE_BEFORE = rf"(?:{'|'.join(_QUARTILES)})[- ]"
_GROUP = re.compile(
    r"\b(?:(?P<national>national(?=\s(?:average|rate|figure|mean|median|level|picture|position|performance|comparator|"
    r"benchmark|proportion|percentage|total|share|result|value)s?\b|\s?[:=(]?\s?\d)|nationally)|"
    r"(?P<regional>regional(?=\s(?:average|rate|figure|mean|median|level|comparator)s?\b)|regionally|"
    r"(?<!\bin )the region\b(?! of))|"
    rf"(?P<group>{_QUARTILE_BEFORE}quartile|{_KINDS_BEFORE}(?:neighbours?|famil(?:y|ies)|authorities|districts?|counties|"
    r"councils|group|forces?|cities|boroughs|average|median|mean)\b(?: average| median| mean)?))",
    re.IGNORECASE,
)
_OPENINGS = ("national", "regional", "the region")
_NOUNS = (
    "quartile neighbour family families authorities district counties councils group force cities boroughs average "
    "median mean"
).split()
_LEAD = re.compile(rf"\b(?:{_KINDS_BEFORE}|{_QUARTILE_BEFORE})\Z", re.IGNORECASE)
_LEAD_ENDS = tuple(f"{word.lower()}{gap}" for word in (*_KINDS, *_QUARTILES) for gap in "- ")
_LONGEST_LEAD = 45
"""Characters: no three words before the noun of a group are longer."""
_WORD_BEGINS = re.compile(r"\b\w")


def group_mentions(text: str) -> Iterator[AreaMention]:
    """The groups that a text names, from left to right.

    >>> told = "Above our statistical neighbours, in the top quartile nationally; the Group met in the region of Ostley"
    >>> [mention.name for mention in group_mentions(told)]
    ['statistical neighbours', 'top quartile', 'national']
    """
    for found in _groups(text):
        name = "national" if found["national"] else "region" if found["regional"] else _name(found[0])
        yield AreaMention(found.start(), found.end(), name, is_group=True)


def _name(words: str) -> str:
    name = re.sub(r"^(?:our|all)\s", "", " ".join(words.split()), flags=re.IGNORECASE)
    return re.sub(r"^English (?:average|mean|median)$", "England", name)


def _groups(text: str) -> Iterator[re.Match[str]]:
    """What ``_GROUP.finditer`` finds.  Few texts name a group often: it is tried only where its words stand.

    >>> told = "Our most similar district police force, the family group average, London boroughs; overall mean"
    >>> found = [match[0] for match in _groups(told)]
    >>> found == [match[0] for match in _GROUP.finditer(told)], found
    (True, ['Our most similar district', 'police force', 'family group average', 'London boroughs'])
    """
    low = lowered(text)
    if low is None:
        yield from _GROUP.finditer(text)
        return
    starts = {at for opening in _OPENINGS for at in places_of(opening, low)}
    for noun in _NOUNS:
        for at in places_of(noun, low):
            if low.endswith(_LEAD_ENDS, 0, at) and (lead := _LEAD.search(low, max(0, at - _LONGEST_LEAD), at)):
                starts.update(word.start() for word in _WORD_BEGINS.finditer(low, lead.start(), at))
    end = 0
    for start in sorted(starts):
        if start >= end and (found := _GROUP.match(text, start)):
            end = found.end()
            yield found
