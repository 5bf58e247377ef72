"""Areas named by headings and row labels: councils, regions and nations, comparison groups, wards of an area column."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from minuted.nlp.needles import Guarded

_AREA_HEADING = re.compile(
    r"^(?:(?:local\s)?(?:district|ward|authority|authorities|localit(?:y|ies)|region|division|parish|borough|"
    r"council|la|"
    r"lad|county|country|local authority|council area|district council)(?:s|\(s\))?(?: name)?|"
    r"districts?\s?(?:/|and|&)\s?boroughs?|geography)$",
    re.IGNORECASE,
)
WIDER = re.compile(
    r"^(?:the )?(?:england|wales|scotland|northern ireland|great britain|uk|united kingdom|britain|"
    r"england (?:and|&) wales|england (?:average|mean)|national(?: average| mean| benchmark)?|all england|"
    r"(?:north|south) (?:east|west)(?: (?:region|england|average))?|east of england|(?:east|west) midlands|"
    r"yorkshire (?:and|&) (?:the )?humber|(?:inner |outer |greater )?london(?: average| boroughs)?|"
    r"(?:our )?stat(?:istical|\.)?\s?neighbours?(?: average| mean)?|sn(?: average)?|cipfa(?: group| family|"
    r" nearest neighbours?)?|"
    r"regional(?: average)?|region|family group|most similar (?:forces?|group)|msg|benchmark|peer group(?: average)?|"
    r"nearest neighbours?|shire counties|county average|metropolitan average)$",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    r"\b(England(?: and Wales)?|national average|statistical neighbours?|stat(?:\.|istical)? neighbours?|"
    r"(?:North|South) (?:East|West)|East of England|(?:East|West) Midlands|regional average|Great Britain|"
    r"nearest neighbours?)\b"
)
_NAMED_INSIDE = Guarded(_INSIDE)
_WARD = re.compile(r"[A-Z][\w'’ &-]{2,40} (?:[Ww]ard|[Dd]ivision)")
_TOTALS = re.compile(r"^(?:grand |sub-?)?totals?$|^all\b|^average$|^overall$", re.IGNORECASE)


def is_area_heading(text: str) -> bool:
    """Whether the heading over labels says that they are areas.

    >>> [is_area_heading(t) for t in ("District", "Ward", "LA", "Local Authority", "Service", "Housing authority duty")]
    [True, True, True, True, False, False]
    """
    return bool(_AREA_HEADING.match(text.strip()))


def named_area(text: str, known: Collection[str] = ()) -> str | None:
    """The area that a heading or label is, or that it names beside a period ("England 2023/24"); else None.

    >>> named_area("England"), named_area("England 2023/24"), named_area("Bell Hill ward"), named_area("Calls")
    ('England', 'England', 'Bell Hill ward', None)
    """
    told = text.strip(" *†:")
    if WIDER.match(told) or told.lower() in known:
        return told
    if told.endswith(("ard", "ivision")) and _WARD.fullmatch(told):
        return told
    match = _NAMED_INSIDE.search(told) if len(told.split()) <= 6 else None
    return match[1] if match else None


@lru_cache(maxsize=8192)
def is_wider(area: str) -> bool:
    """Whether an area is a nation, a region or a comparison group."""
    return bool(WIDER.match(area.strip()) or _INSIDE.fullmatch(area.strip()))


def is_sum(text: str) -> bool:
    """Whether a label in a column of areas is their total or average, not an area."""
    return bool(_TOTALS.match(text.strip()))
