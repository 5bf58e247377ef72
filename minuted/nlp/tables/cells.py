"""The numbers of one table cell: the number grammar, and the few forms that only tables write.

"5FE" and "1.5FE" glue an unknown unit to the number; "40 Year 3" counts places in a school year; "+£7.2m" prints a
sign before the money.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from minuted.nlp.numbers import read_cell_quantities
from minuted.nlp.reading import Quantity

_PLAIN = re.compile(r"(-?)(£(?!000)|)((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(%?)", re.ASCII)
"""What most cells of figures are: digits, with nothing that the grammar would have to tell apart."""
_LETTER_OR_ZEROS = re.compile(r"[^\W\d_]|000")
_DIGIT = re.compile(r"\d")
_GLUED = re.compile(r"(?<![\w.,£])(\d[\d,]*(?:\.\d+)?)(FE|PAN|[A-Z]{2}[a-z]?)(?![\w])")
_KNOWN_GLUED = {"FTE", "KM", "KG", "HA", "BN", "MN", "ST", "ND", "RD", "TH", "PM", "AM"}
_SCHOOL_YEAR = re.compile(r"(?<![\w.,])(\d[\d,]*)\s+(?=(?:Year|Yr|Y)\s?(?:R|\d{1,2})\b)")
_SCALE_OR_CODE = re.compile(
    r"£\s?['’]?0{3}s?(?![\d.,])|\b[A-Z]{1,2}\d{1,2}[A-Z]?\s?\d[A-Z]{2}\b|\b\d\s?-?\s?bed(?:room)?s?\b", re.I
)
"""A money scale, a postcode, a size of dwelling: digits that are no values."""
_PLUS_MONEY = re.compile(r"\+\s?(?=[£$€])")
_SPACED_SIGN = re.compile(r"(?<![\w)])[+\-–−]\s+(?=\d)")
_BRACKET_MONEY = re.compile(r"([£$€])\s?\((\s?\d)")
_YEAR = re.compile(r"(?:Year|Yr|Y)\s?(?:R|\d{1,2})")
_LABEL_RUNS_ON = re.compile(r"(?<=[A-Za-z]{2}):(?=[£$€<>+-]?\d)")
"""A label's colon without a space after it: "Target:180"."""
_GLUED_ON = re.compile(r"[.,]\d")
_LABEL_ENDS = re.compile(r"[,;)]")
_MARKS = re.compile(r"[()\[\];]")
_THOUSANDS_BY_SPACE = re.compile(r"^\W*\d{1,3}(?: \d{3})+(?:\.\d+)?\W*$")


@dataclass(frozen=True, slots=True)
class CellNumber:
    """A quantity of a cell (offsets in the cell's text) with the words before and after it there."""

    quantity: Quantity
    before: str
    after: str


@lru_cache(maxsize=16384)
def cell_numbers(text: str) -> tuple[CellNumber, ...]:
    """The quantities of a cell's text, each with the words around it.

    >>> [(n.quantity.value, n.quantity.unit, n.after) for n in cell_numbers("1.5FE 40 Year 3 spare places")]
    [(1.5, 'other', 'FE'), (40.0, 'count', 'Year 3 spare places')]
    >>> [(n.before, n.quantity.value) for n in cell_numbers("Target: 40%, Floor: 35%")]
    [('Target', 40.0), ('Floor', 35.0)]
    >>> [(n.before, n.quantity.value, n.after) for n in cell_numbers("Min 15% Max 40%")]
    [('Min', 15.0, ''), ('Max', 40.0, '')]
    >>> [(n.before, n.quantity.value) for n in cell_numbers("Target:180 Floor: 240")]
    [('Target', 180.0), ('Floor', 240.0)]
    >>> [n.quantity.value for n in cell_numbers("+£7.2m")], [n.quantity.value for n in cell_numbers("- 9.4")]
    ([7200000.0], [-9.4])
    """
    if (plain := _PLAIN.fullmatch(text)) and not (plain[2] and plain[4]):
        return (_plain_number(*plain.groups()),)
    apart = _LABEL_RUNS_ON.sub(" ", text)
    found, masked = _worded(apart) if _LETTER_OR_ZEROS.search(text) and _DIGIT.search(text) else ([], apart)
    found.extend(quantity for quantity in _read(masked) if not _GLUED_ON.match(masked, quantity.end))
    found.sort(key=lambda q: q.start)
    return tuple(_with_words(text, found))


def _plain_number(minus: str, pound: str, digits: str, per_cent: str) -> CellNumber:
    value, sign = float(digits.replace(",", "")), -1 if minus else 0
    unit, rule = ("gbp", "money") if pound else ("percent", "percent") if per_cent else ("count", "count")
    end = len(minus) + len(pound) + len(digits) + len(per_cent)
    return CellNumber(Quantity(0, end, -value if minus else value, unit, rule, sign=sign), "", "")


def _worded(text: str) -> tuple[list[Quantity], str]:
    """The numbers whose words only tables glue to them, and the text without these and without codes."""
    found: list[Quantity] = []
    masked = text
    for match in _GLUED.finditer(_SCALE_OR_CODE.sub(lambda m: " " * len(m[0]), text)):
        if match[2].upper() not in _KNOWN_GLUED:
            value = float(match[1].replace(",", ""))
            found.append(Quantity(match.start(), match.end(), value, "other", "glued_unit"))
            masked = _blanked(masked, match.start(), match.end())
    for match in _SCALE_OR_CODE.finditer(masked):
        masked = _blanked(masked, match.start(), match.end())
    for match in _SCHOOL_YEAR.finditer(masked):
        value = float(match[1].replace(",", ""))
        found.append(Quantity(match.start(), match.end(1), value, "count", "places_in_year"))
        masked = _blanked(masked, match.start(), _end_of_year(masked, match.end()))
    return found, masked


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + ";" * (end - start) + text[end:]


def _end_of_year(text: str, start: int) -> int:
    match = _YEAR.match(text, start)
    return match.end() if match else start


def _read(text: str) -> list[Quantity]:
    if _THOUSANDS_BY_SPACE.match(text):
        digits = re.sub(r"(?<=\d) (?=\d{3})", "", text)
        read = read_cell_quantities(digits)
        return [replace(q, start=len(text) - len(text.lstrip()), end=len(text.rstrip())) for q in read[:1]]
    signed = _PLUS_MONEY.sub(lambda m: " " * len(m[0]), text)
    moved = _BRACKET_MONEY.search(signed)
    if moved:
        signed = signed[: moved.start()] + "(" + moved[1] + signed[moved.start(2) :]
    return [_with_spaced_sign(text, quantity) for quantity in read_cell_quantities(signed)]


def _with_spaced_sign(text: str, quantity: Quantity) -> Quantity:
    """The quantity with a sign that stands before it, parted by a space."""
    if quantity.sign != 0 or quantity.start == 0:
        return quantity
    for match in _SPACED_SIGN.finditer(text):
        if match.end() == quantity.start and not text[: match.start()].strip():
            sign = 1 if match[0][0] == "+" else -1
            return replace(quantity, start=match.start(), value=abs(quantity.value) * sign, sign=sign)
    plus = text[: quantity.start].rstrip()
    if plus.endswith("+"):
        return replace(quantity, start=len(plus) - 1, sign=1)
    return quantity


def _with_words(text: str, quantities: list[Quantity]) -> list[CellNumber]:
    made = []
    for index, quantity in enumerate(quantities):
        begin = quantities[index - 1].end if index else 0
        end = quantities[index + 1].start if index + 1 < len(quantities) else len(text)
        before, after = text[begin : quantity.start], text[quantity.end : end]
        if quantity.rule == "glued_unit":
            after = re.sub(r"^[\d.,]+", "", text[quantity.start : quantity.end]) + after
        made.append(CellNumber(quantity, _label_before(before), _words(after)))
    if len(made) > 1 and made[0].before:  # each number has its label before it: what follows is the label of the next
        made[:-1] = [replace(one, after="") if one.after == after.before else one for one, after in pairwise(made)]
    return made


def _label_before(text: str) -> str:
    """The label before a number: what stands after the last comma, semicolon or bracket."""
    return _words(_LABEL_ENDS.split(text.rstrip(" :(,;-–="))[-1])


def _words(text: str) -> str:
    return " ".join(_MARKS.sub(" ", text).split()).strip(" ,:;-–—=*.") if text else ""
