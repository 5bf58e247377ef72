"""The measure of a table's figure, put together from the paper's own words: topic, row label, column heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from minuted.nlp.tables.scales import read_scale
from minuted.nlp.tables.when import without_when

_NEUTRAL = re.compile(
    r"\b(?:actuals?|latest|current(?: performance)?|previous|prior(?! year)|performance|results?|values?|targets?|"
    r"rag|ytd|"
    r"year to date|provisional|data|figures?|amounts?|achieved|b?rag rating|status|indicators?|measures?|our|qtr|"
    r"quarter(?:ly)?)\b",
    re.IGNORECASE,
)
_ROAD = r"(?![AB]\d{2,4} |M\d{1,2} )"
_REFERENCE = re.compile(
    rf"^(?:(?:{_ROAD}[A-Z]{{1,6}}[\s-]?\d{{1,4}}[a-z]?|[A-Z]?\d{{1,3}}(?:\.\d{{1,3}})*[a-z]?[.)]?)[\s:.–-]+"
    r"(?=[A-Z‘'\"(%£])(?!Bed|Person|Storey))",
)
_CODE_ONLY = re.compile(r"^(?:[A-Z]{1,6}[\s-]?\d{1,4}[a-z]?|\d{1,3}(?:\.\d{1,3})*[.)]?|[ivx]{1,4}[.)])$")
_FOOTNOTE = re.compile(r"(?:\s*[*†‡§]|\s*\((?:note|see note|notes)\s?\d+\)|\s*\[\d+\])+\s*$", re.IGNORECASE)
_ENDS_A_FOOTNOTE = frozenset("*†‡§)]")
_AFTER_A_YEAR = re.compile(r"\b(?:post|after|beyond)\s20\d\d\b", re.IGNORECASE)
_NUMBERED_PERIOD = re.compile(r"(?i)[,:–-]?\s*\b(?:period|month|week)\s\d{1,2}\b")
_DIGIT = re.compile(r"\d")
_TELLS = re.compile(r"[A-Za-z]{2}|\d\s?[-–]\s?\d|[A-Z]$|\d\+")
"""What a heading must still hold to say anything."""
_STANDING = re.compile(
    r"(?i)\W*(?:indicative|provisional|draft|illustrative|unaudited)(?: for planning(?: purposes)?| only| figures?)?\W*"
)
"""How firm numbers are, said over their columns."""
_END_OF_SENTENCE = re.compile(r"(?<=[a-z)])[.;]\s")
_OPEN_BRACKET = re.compile(r"\(\s*$")
_EMPTY_BRACKETS = re.compile(r"\(\s*\)")
_STOP = frozenset(
    "a an the of in on for to by with at and or our their its this that these those is are was were be been who which "
    "from per as had have has".split()
)
_WORD = re.compile(r"[a-z0-9&]+")
_CAPITAL = re.compile(r"\b[A-Z]\b")
_LOOSE_END = re.compile(
    r"(?:\s+(?:a|an|the|in|of|during|for|to|from|at|by|with|and|on|over|within|were|are|is|was|as|up to|including))+$",
    re.IGNORECASE,
)
_AND_OVER = re.compile(r"\d\s?(?:and|or|&) over$", re.IGNORECASE)
"""A class of ages ends so."""
_LOOSE_WORDS = frozenset(
    "a an the in of during for to from at by with and on over within were are is was as including".split()
)
"""The last words of a loose end."""
LONGEST = 240
LONGEST_LABEL = 600
"""Characters of a label that are looked at."""
LONGEST_TOPIC = 14
"""Content words of a caption that are put before a row's label."""


@lru_cache(maxsize=16384)
def label_words(text: str, area: str | None = None) -> str:
    """What is left of a heading for the measure once period, unit, area, reference and neutral words are taken out.

    >>> label_words("Falls in care homes, rate per 10,000"), label_words("Target 2011/12"), label_words("Approved £000")
    ('Falls in care homes', '', 'Approved')
    >>> label_words("7 Burial fees"), label_words("Repairs done within 28 days (%)")
    ('Burial fees', 'Repairs done within 28 days')
    """
    told = " ".join(text[:LONGEST_LABEL].split())
    if told[-1:] in _ENDS_A_FOOTNOTE:
        told = _FOOTNOTE.sub("", told)
    if _CODE_ONLY.match(told):
        return ""
    told = _REFERENCE.sub("", told)
    told = without_when(_AFTER_A_YEAR.sub(" ", told) if "20" in told else told)
    told = _without_unit(_NUMBERED_PERIOD.sub(" ", told) if _DIGIT.search(told) else told)
    if area:
        told = re.sub(rf"\b{re.escape(area)}\b", " ", told)
    if len(told.split()) <= 3:
        told = _NEUTRAL.sub(" ", told)
    if not _TELLS.search(told) or _STANDING.fullmatch(told):
        return ""
    return _trimmed(told)


def _trimmed(text: str) -> str:
    """Without stray punctuation at the ends; a long description is cut to its first sentence.

    >>> _trimmed("Reviews (18-25) -"), _trimmed("Reviews (of those in touch"), _trimmed("Reviews (")
    ('Reviews (18-25)', 'Reviews (of those in touch)', 'Reviews')
    """
    told = " ".join(text.split()).strip(" ,;:-–—/.*")
    if told.rpartition(" ")[2].lower() in _LOOSE_WORDS and not _AND_OVER.search(told):
        told = _LOOSE_END.sub("", told)
    if len(told) > 50 and len(told.split()) > 25:
        told = _END_OF_SENTENCE.split(told)[0].rstrip(".;")
    if "(" not in told and ")" not in told:
        return told.strip()
    told = _OPEN_BRACKET.sub("", told).strip()
    if told.count("(") > told.count(")"):
        told += ")"
    return told if told.count(")") <= told.count("(") else told.rstrip(")").strip()


_SPELLED_UNITS = frozenset(("days", "years", "weeks", "months", "hours", "minutes", "fte", "rank", "score"))
_LEADS_TO_UNIT = re.compile(r"[(,]\s*$|\bin\s*$")
_OF_OR_BRACKET = re.compile(r"^\s*(?:of|\))\s*")
_OF_OR_END = re.compile(r"\s*(?:of\b|\)|$)")
_OF_WHAT = re.compile(r"\s*(?:of|in|change|variance|who|with|that|share)\b")
_CHANGE = re.compile(r"\s*(?:change|variance)")
_BEFORE_A_UNIT = re.compile(
    r"[,(–-]?\s*(?:\b(?:expressed|rate|dsr|crude rate|shown|figures|in|all|are|as|a)\b\s*)*[(]?$", re.IGNORECASE
)
_AFTER_A_UNIT = re.compile(r"^\s*['’]?s?\s*(?:population|people|residents)?\s*\)?")


def _without_unit(text: str) -> str:
    scale = read_scale(text)
    if scale is None:
        return text
    before, after = text[: scale.start], text[scale.end :]
    if scale.unit == "count" and not before.strip(" ("):
        return _OF_OR_BRACKET.sub("", after) if _OF_OR_END.match(after) else text
    if scale.unit in _SPELLED_UNITS and not _LEADS_TO_UNIT.search(before):
        return text if before.strip() or after.strip() else ""
    if scale.unit == "percent" and _OF_WHAT.match(after):
        if len(before.split()) >= 2:
            return f"{before.strip()} percentage {after.strip()}"
        return after if _CHANGE.match(after) else f"percentage {after.strip()}"
    before, after = _BEFORE_A_UNIT.sub("", before), _AFTER_A_UNIT.sub("", after)
    return _EMPTY_BRACKETS.sub(" ", f"{before.rstrip()} {after.lstrip()}")


@lru_cache(maxsize=16384)
def content_words(text: str) -> frozenset[str]:
    """The words that carry meaning, folded."""
    return frozenset(_WORD.findall(text.lower())) - _STOP


def compose(topic: str, rows: Sequence[str], columns: Sequence[str], cell: Sequence[str] = ()) -> str | None:
    """One noun phrase that stands alone; the topic only where row and column do not say enough themselves.

    >>> compose("Loans", ("Quay branch",), ()), compose("Quarter 1", ("Homes empty for more than six months",), ())
    ('Loans, Quay branch', 'Homes empty for more than six months')
    >>> compose("", (), ("Budget",)), compose("", (), ())
    ('Budget', None)
    """
    parts = [part for part in (*rows, *columns, *cell) if part]
    about = _topic_beside(topic, tuple(rows)) if topic else ""
    if about and not content_words(about).issubset(frozenset().union(*map(content_words, parts))):
        parts.insert(0, about)
    kept: list[str] = []
    said: list[frozenset[str]] = []
    for part in parts:
        words = _all_words(part)
        for before in said:
            if words <= before:
                break
        else:
            kept.append(part)
            said.append(words)
    told = ", ".join(kept)
    return told[:LONGEST].rsplit(" ", 1)[0] if len(told) > LONGEST else told or None


@lru_cache(maxsize=4096)
def _topic_beside(topic: str, rows: tuple[str, ...]) -> str:
    """What of a topic may stand before a row's labels: nothing before a long one, a long topic in short."""
    about = unlettered(label_words(topic))
    if not rows:
        return about
    if len(content_words(" ".join(rows))) >= 6:
        return ""
    return shortened(about) if len(content_words(about)) > LONGEST_TOPIC else about


@lru_cache(maxsize=1024)
def shortened(topic: str) -> str:
    """A long topic up to where it begins to qualify itself, at most so many content words of it.

    >>> shortened("Stays in hospital of people with a broken hip where a fall was the cause; aged 65 and over")
    'Stays in hospital of people with a broken hip'
    """
    told = re.split(r";|\s(?:where|which|who|by|broken down|including|excluding)\s|\s[–-]\s|\s\(", topic)[0]
    return opening(told, LONGEST_TOPIC)


def opening(text: str, longest: int = 10) -> str:
    """The first words of a text, with so many content words at most.

    >>> opening("Repairs to the huts on the beach after the storms of the winter", 3)
    'Repairs to the huts on the beach'
    """
    words = text.split()
    while len(content_words(" ".join(words))) > longest:
        words.pop()
    return " ".join(words)


@lru_cache(maxsize=16384)
def _all_words(text: str) -> frozenset[str]:
    """Content words and single capitals ("Band A"); at least something."""
    return content_words(text) | frozenset(_CAPITAL.findall(text)) or frozenset((text.lower(),))


def unlettered(text: str) -> str:
    """A topic in capitals only is put in sentence case.

    >>> unlettered("POPULATION ESTIMATES"), unlettered("KPI panel")
    ('Population estimates', 'KPI panel')
    """
    return text.capitalize() if text.upper() == text and len(text) > 6 else text
