"""From left to right through a sentence: wherever a number may begin, the rules are tried in order."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from minuted.nlp.numbers.choice import Choice
from minuted.nlp.numbers.forms import RULES
from minuted.nlp.numbers.masked import find_masked
from minuted.nlp.numbers.openings import openings_of, opens_with_digit
from minuted.nlp.numbers.qualifiers import qualifier_of
from minuted.nlp.reading import Quantity, Reading, Sentence

_ONLY_DIGITS = {
    "money_range",
    "money_in_brackets",
    "money",
    "rate_per",
    "tenths",
    "ratio",
    "part_over_whole",
}
_ONLY_WORDS = {"multiple", "none"}
_FOR_LETTERS = tuple(rule for rule in RULES if rule.name not in _ONLY_DIGITS)
_FOR_DIGITS = tuple(rule for rule in RULES if rule.name not in _ONLY_WORDS)
_BY_WHAT_FOLLOWS = Choice(_FOR_DIGITS)
_GLUED = re.compile(r"(?:\d[.,/:]|[A-Za-z]\d*[/:_]|[A-Z]\.|[A-Za-z\d]|\b(?:s|ss|r|reg|p|pp|v|fig|sch|ch|art)\.)\Z")
_UNSEEN = r"[\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]{1,8}"
_TORN_BEFORE = re.compile(rf"(?:[\d£$€.,]{_UNSEEN}|\d{_UNSEEN}[.,]|\d['’·٫٬]|\x1b\[[\d;]{{0,3}})\Z")
_TORN_AFTER = re.compile(rf"{_UNSEEN}(?:[\d%]|[.,](?:{_UNSEEN})?\d)|['’·٫٬]\d")
"""What nobody sees inside of a number (a zero-width space, a soft hyphen) or marks whose meaning differs by country
("1'513", "1·5"): a part of such a number would be a wrong one, so none is read."""
_SIGNED_AFTER = re.compile(r"[\w)%]\s?\Z")


class Masks:
    """Spans that are not numbers (periods, dates): a quantity may not begin inside one or run into one."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._spans = _merged(spans)
        self._starts = [start for start, _ in self._spans]

    def end_over(self, start: int, end: int) -> int | None:
        """The end of the span that ``start`` to ``end`` touches, or None."""
        at = bisect_right(self._starts, end - 1) - 1
        if at >= 0 and self._spans[at][1] > start:
            return self._spans[at][1]
        return None


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return merged


NO_MASKS = Masks(())


def find_quantities(reading: Reading, sentence: Sentence) -> list[Quantity]:
    """Every quantity that is printed in the sentence, whether or not it is a figure (that is for the gate to say).

    Offsets are offsets into ``reading.text``.
    """
    return Scan(reading).between(sentence.start, sentence.end)


class Scan:
    """The text of a paper, scanned for quantities sentence by sentence."""

    def __init__(self, reading: Reading) -> None:
        self._text = reading.text
        self._masks = Masks([*((m.start, m.end) for m in reading.period_mentions), *find_masked(reading.text)])
        self._openings = openings_of(reading.text)

    def between(self, start: int, end: int) -> list[Quantity]:
        """The quantities between two places, with offsets into the paper's text."""
        openings = self._openings
        first, last = bisect_left(openings, start), bisect_left(openings, end)
        return scan(self._text, start, end, self._masks, openings[first:last]) if first < last else []


def read_cell_quantities(text: str) -> list[Quantity]:
    """The quantities of a table cell's text, with offsets in that text; brackets or a sign make it negative.

    >>> [(q.value, q.unit) for q in read_cell_quantities("(412)")]
    [(-412.0, 'count')]
    >>> [(q.value, q.unit, text) for text in ("£1.2m", "<5", "98.9 %", "n/a") for q in read_cell_quantities(text)]
    [(1200000.0, 'gbp', '£1.2m'), (5.0, 'count', '<5'), (98.9, 'percent', '98.9 %')]
    """
    found = scan(text, 0, len(text), NO_MASKS)
    bracketed = re.fullmatch(r"\s*[£$€]?\s*\(\s*[£$€]?[\d.,]+\s?(?:%|m|k|bn|pp)?\s*\)\s*(?:%|m|k)?\s*", text)
    if bracketed and len(found) == 1 and found[0].value >= 0:
        start, end = text.index("("), text.rindex(")") + 1
        only = found[0]
        return [replace(only, start=start, end=max(end, only.end), value=-only.value or 0.0, sign=-1)]
    return found


def scan(text: str, start: int, end: int, masks: Masks, openings: Sequence[int] | None = None) -> list[Quantity]:
    """The quantities between ``start`` and ``end``, in order, none touching another or a mask.

    ``openings`` are the places between the two where a number may begin; where they are not given they are looked for.
    """
    found: list[Quantity] = []
    position = start
    for at in openings_of(text[:end]) if openings is None else openings:
        if at < position:
            continue
        if at > 0 and not _may_open(text, at):
            position = _past_token(text, at, end)
            continue
        masked = masks.end_over(at, at + 1)
        if masked is not None:
            position = masked
            continue
        read = _read_at(text, at, end, masks, start)
        if read and not _TORN_AFTER.match(text, read[-1].end):
            found.extend(read)
            position = read[-1].end
        elif opens_with_digit(text, at, end):
            position = _past_token(text, at, end)
    return found


def _may_open(text: str, at: int) -> bool:
    """Whether a number may begin here: not glued to letters or to other digits ("form16", "2.3.1", "Q1")."""
    before = text[max(0, at - 6) : at]
    if text[at] in "-−–+":
        return not _SIGNED_AFTER.search(before) or (before[-1:].isspace() and not re.search(r"[\d%]\s$", before))
    if text[at] in "£$€":
        return True
    return _GLUED.search(before) is None and _TORN_BEFORE.search(before) is None


def _past_token(text: str, at: int, end: int) -> int:
    while at < end and (text[at].isalnum() or text[at] in "£$€-−–+") and not text[at].isspace():
        at += 1
    return at


def _read_at(text: str, at: int, end: int, masks: Masks, low: int) -> list[Quantity] | None:
    first = text[at]
    rules = _BY_WHAT_FOLLOWS.at(text, at) if first.isdecimal() else _FOR_LETTERS if first.isalpha() else _FOR_DIGITS
    for rule in rules:
        match = rule.pattern.match(text, at, end)
        if match is None or masks.end_over(match.start(), match.end()) is not None:
            continue
        read: list[Quantity] | None = rule.read(match)
        if read:
            return [_with_qualifier(text, quantity, low) for quantity in read]
    return None


def _with_qualifier(text: str, quantity: Quantity, low: int) -> Quantity:
    if quantity.unit == "rank":
        return quantity
    told = qualifier_of(text, quantity.start, quantity.end, low)
    return replace(quantity, qualifier=told) if told else quantity
