"""What the text of a table's cell looks like: a value, a label, a period, a rating, prose.

Only the look of it: what a value means is the business of ``minuted.nlp``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from minuted.extract.document import Cell

CellKind = Literal["empty", "value", "mixed", "period", "rating", "blank", "label"]
"""``mixed`` begins with a number that words follow ("85 places"); ``blank`` stands for no value ("-", "n/a")."""

_BLANKS = {"-", "–", "—", "--", "n/a", "na", "tbc", "tba", "..", "...", "*", ":", "x", "n.a.", "not available", "#",
           "n / a", "[x]", "[c]", "c", "nya"}  # fmt: skip
_RATINGS = {"r", "a", "g", "red", "amber", "green", "yellow", "blue", "r/a", "a/g", "g/a", "a/r", "n/r",
            *"●■▲▼►◄↑↓→←↔⇧⇩⇨⬆⬇➡🡅🡇✓✗", *"\uf06c\uf06e\uf0e7\uf0e8\uf0e9\uf0ea\uf070\uf071"}  # fmt: skip
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]{0,6}"
_YEAR = r"(?:19|20)\d\d(?:\s?[/–-]\s?(?:(?:19|20)\d\d|\d\d))?"
_PERIOD = re.compile(
    rf"(?:(?:(?:as at|at|to|from|by|in|end of|between|post|pre|since|before|after|(?:financial |calendar )?year)\s)?"
    rf"{_YEAR}"
    rf"(?:\s(?:to|and|-|–)\s{_YEAR})?(?:\s(?:onwards?|and (?:later|future) years))?|"
    rf"\d\d/\d\d(?:/\d\d(?:\d\d)?)?|(?:as at|at|to|from|by|end of|end|between|post|since|ytd)?\s*"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s*[-/ ]?)?{_MONTH}[\s.,/'’–-]*(?:{_YEAR}|\d\d)?|q(?:tr|uarter)?\s?[1-4]"
    rf"(?:\s*[-/,]?\s*\(?{_YEAR}\)?|\s?\d\d[/-]\d\d)?|\d{{1,2}}[./-]\d{{1,2}}[./-](?:19|20)?\d\d|ytd|fy\s?{_YEAR})"
    r"[\s:]*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")
_MONEY_SCALE = re.compile(
    r"[£$€]\s?['’]?0?00['’]?s?|[£$€]?\s?['’]000['’]?s?|\(?[£$€]\s?(?:m|k|bn|million|thousands?)\)?"
)
_SCALE_WITHIN = re.compile(r"[£$€]\s?['’]?(?:0{3}['’]?s?|m|k|bn)?(?=[\s)]|$)|(?<![\d\s])\s%|\(%\)")
_SECTION = re.compile(r"\d{1,2}\.\d{1,2}\.?\s+[A-Z][a-z]+\s[a-z]")
_SEVERAL_SCALES = re.compile(r"(?:[£$€%]\s?['’]?(?:0{2,3}s?|m|k|p)?['’]?s?\s*)+")
_SEVERAL_YEARS = re.compile(r"(?:(?:20|19)\d\d[\s/–-]*(?:(?:20)?\d\d\b)?\s*){2,}")
_AGES = re.compile(
    r"(?:aged?|under|over|less than|more than|up to)\s\d{1,3}\s?(?:yrs?|years?)?(?: old)?|"
    r"\d{1,3}\s?(?:[-–]|to)\s?\d{1,3}\s(?:yrs?|years?)(?: olds?)?|"
    r"\d{1,3}\s?\+?\s?(?:yrs?|years?)?\s?(?:and|or|&)\s(?:over|above|older|under|below)|\d{1,3}\+(?:\s?(?:yrs?|years?))?",
    re.IGNORECASE,
)
_NUMBERED_NAME = re.compile(
    r"(?:year|yr|month|week|quarter|day|phase|stage|band|period|tranche|lot|option|key stage|ks|level|tier|grade|step|"
    r"zone|block|plot|type|class|category|scenario|no\.?|item|table|appendix|page|p)\s?\d{1,3}[a-z]?",
    re.IGNORECASE,
)
_UNIT_WORDS = re.compile(
    r"%|£|\$|€|\b(?:pp|ppt|pts?|points?|m|mn|k|bn|million|thousand|billion|p|pence|days?|weeks?|wks?|months?|mths?|years?|"
    r"yrs?|hours?|hrs?|minutes?|mins?|m|s|seconds?|secs?|fte|tonnes?|t|kg|kwh|mwh|tco2e|km|miles|ha|hectares|per|of|in|to|"
    r"and|st|nd|rd|th|cr|dr|x|c|approx|circa|under|over|less|more|than|est|"
    r"prov|provisional|r|p|b)\b|percent|per cent",
    re.IGNORECASE,
)
_PLAIN_WORDS = re.compile(r"[A-Za-z]{2,}")
_SENTENCE_END = re.compile(r"[a-z)]{2}[.!?](?:\s|$)")
PROSE_WORDS = 12


@lru_cache(maxsize=65536)
def kind_of(text: str) -> CellKind:
    """What a cell's text looks like.

    >>> [kind_of(t) for t in ("1,234", "(2.5)", "£1.2m", "85 places", "2023/24", "£000", "n/a", "Amber", "Calls")]
    ['value', 'value', 'value', 'mixed', 'period', 'label', 'blank', 'rating', 'label']
    """
    told = " ".join(text.split())
    low = told.lower()
    if not told:
        return "empty"
    if low in _BLANKS:
        return "blank"
    if low in _RATINGS:
        return "rating"
    if low in ("nil", "none"):
        return "value"
    if len(told) > 80 or not any(letter.isdigit() for letter in told):
        return "label"
    if _PERIOD.fullmatch(told):
        return "period"
    if _SECTION.match(told) and not _UNIT_WORDS.fullmatch(low.split()[1]):
        return "label"
    bare = _SCALE_WITHIN.sub(" ", told).strip(" ()")
    if bare != told and _PERIOD.fullmatch(bare):
        return "period"
    if (
        _NUMBERED_NAME.fullmatch(told)
        or _AGES.fullmatch(told)
        or _MONEY_SCALE.fullmatch(low)
        or _SEVERAL_SCALES.fullmatch(low)
        or _SEVERAL_YEARS.fullmatch(low)
    ):
        return "label"
    rest = _UNIT_WORDS.sub(" ", _NUMBER.sub(" ", low))
    if not _PLAIN_WORDS.search(rest) and not re.search(r"[a-z]\d|\d[a-z]{3}", low):
        return "value"
    opening = re.match(r"[(\[<>≤≥~+\-–−£$€c.\s]*\d", low)
    return "mixed" if opening and len(_PLAIN_WORDS.findall(rest)) <= 8 else "label"


def chained_years(texts: Sequence[str]) -> bool:
    """Whether headings are years in two figures that follow each other, rather than bands or ranges.

    >>> chained_years(["20-21", "21-22", "22-23"]), chained_years(["10-11", "12-13"])
    (True, False)
    """
    pairs = [re.fullmatch(r"\s*([0-4]\d)\s?[-/–]\s?([0-4]\d)\s*", text) for text in texts]
    years = [(int(pair[1]), int(pair[2])) for pair in pairs if pair is not None]
    if len(years) < 2 or len(years) < len(texts):
        return False
    return all(b == a + 1 for a, b in years) and all(y[0] == x[1] for x, y in pairwise(years))


def are_bands(texts: Sequence[str]) -> bool:
    """Whether headings are bands that follow each other: "0 to 4", "5 to 17", "18 to 49", "75+".

    >>> are_bands(["0 to 4", "5 to 17", "18-49"]), are_bands(["1-4", "2-9"]), are_bands(["3", "5", "9"])
    (True, False, False)
    """
    bands = [re.fullmatch(r"\s*(\d{1,3})\s?(?:-|–|to)\s?(\d{1,3})\s*", text) for text in texts]
    pairs = [(int(band[1]), int(band[2])) for band in bands if band is not None]
    if len(pairs) < 2 or len(pairs) < len(texts) - 1:
        return False
    return all(low < high for low, high in pairs) and all(b[0] in (a[1], a[1] + 1) for a, b in pairwise(pairs))


def is_prose_cell(cell: Cell) -> bool:
    """Whether a cell holds a sentence, to be read as prose, rather than a value or a label.

    >>> is_prose_cell(Cell(1, 3, 0, 0, "Three posts were filled in May. The rest are out to advert."))
    True
    >>> is_prose_cell(Cell(1, 1, 0, 0, "£1.2m")), is_prose_cell(Cell(1, 0, 0, 0, "Children looked after per 10,000"))
    (False, False)
    """
    words = len(cell.text.split())
    if words < 6:
        return False
    return words >= 2 * PROSE_WORDS or bool(words >= 7 and _SENTENCE_END.search(cell.text))


def is_scale(text: str) -> bool:
    """Whether a heading is nothing but a unit or money scale.

    >>> is_scale("£000"), is_scale("%"), is_scale("Budget")
    (True, True, False)
    """
    return bool(_MONEY_SCALE.fullmatch(text.strip().lower())) or text.strip() in ("%", "£")
