"""The rows of a page: the runs of words that stand beside each other across it, and which of them are numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from minuted.extract.document import Box
from minuted.extract.pdf.lines import Line, line_of
from minuted.extract.pdf.words import Word

NUMBER = re.compile(r"[-+−–(£€$<>≤≥~±]*\d[\d,]*(?:\.\d+)?(?:%|pp|p|k|m|bn)?\)?[*†‡⁰¹²³⁴⁵⁶⁷⁸⁹]*$")
JOINT = frozenset(
    {"+", "-", "−", "–", "£", "%", "to", "of", "(", ")", "/", "m", "£m", "↑", "↓", "→", "←", "▲", "▼", "►"}
)
NO_VALUE = frozenset({"-", "–", "—", "n/a", "N/A", "NA", "*", "..", "...", ":", "x", "c", "[c]", "[x]", "#"})
ENUMERATOR = re.compile(r"(?:(\d{1,3})\.(\d{1,2})(?:\.\d{1,2})*\.?|\d{1,3}[.)]|\(\d{1,2}\)|\d{1,2})$")
"""What may number a paragraph or an item of a list: "2.1", "2.1.3", "4.", "(3)", "7"."""
SENTENCE_LIKE = 5
"""From so many words on, the text beside a number is a paragraph rather than a label."""
YEAR = re.compile(r"(?:19|20)\d\d(?:[/-]\d\d(?:\d\d)?)?$")


@dataclass(slots=True)
class Row:
    """The runs of words that stand beside each other across the page."""

    lines: list[Line]
    top: float
    bottom: float
    numbers: list[Line] = field(default_factory=list)

    @property
    def height(self) -> float:
        """Of the tallest run."""
        return max(line.height for line in self.lines)

    @property
    def middle(self) -> float:
        """Half-way down."""
        return (self.top + self.bottom) / 2


def is_number(line: Line) -> bool:
    """Whether the run is a quantity, with its sign or unit: "1,204", "(9.2)", "+ 23.3", "£4m"; a year is none."""
    found = False
    for word in line.words:
        if NUMBER.match(word.text) and (word.text[-1] != ")" or "(" in line.text):
            found = True
        elif word.text not in JOINT:
            return False
    return found and not YEAR.match(line.text)


def count_numbers(words: Sequence[Word]) -> int:
    """How many of the words are numbers: at least as many as ``is_number`` finds of their lines."""
    return sum(NUMBER.match(word.text) is not None for word in words)


def part_numbers(line: Line) -> list[Line]:
    """The run, with a number at its start or end set apart where more than a space parts it from the words."""
    starts, ends = NUMBER.match(line.words[0].text), NUMBER.match(line.words[-1].text)
    if len(line.words) < 2 or not (starts or ends) or is_number(line):
        return [line]
    gaps = [b.x0 - a.x1 for a, b in pairwise(line.words)]
    usual = sorted(gaps)[len(gaps) // 2] if len(gaps) > 2 else 0.3 * line.height
    wide = max(0.5 * line.height, 1.6 * usual)
    first = 1 if starts and gaps[0] > wide else 0
    last = len(line.words) - (1 if ends and gaps[-1] > wide else 0)
    bounds = sorted({0, first, last, len(line.words)})
    return [line_of(line.words[a:b]) for a, b in pairwise(bounds)] if len(bounds) > 2 else [line]


def is_entry(line: Line) -> bool:
    """Whether the run may stand in a column of numbers: a number, a dash, "n/a"."""
    return line.text in NO_VALUE or is_number(line)


def rows_across(lines: Sequence[Line], boxes: Sequence[Box] = ()) -> list[Row]:
    """All runs of the page by rows, top to bottom; a run alone in a low drawn box takes the box's height."""
    heights = {id(line): _boxed(line, boxes) for line in lines}
    rows: list[Row] = []
    for line in sorted(lines, key=lambda line: sum(heights[id(line)])):
        top, bottom = heights[id(line)]
        last = rows[-1] if rows else None
        if last and min(last.bottom, bottom) - max(last.top, top) > 0.5 * min(last.bottom - last.top, bottom - top):
            last.lines.append(line)
            if abs((top + bottom) / 2 - last.middle) < 0.25 * last.height:
                last.top, last.bottom = min(last.top, top), max(last.bottom, bottom)
        else:
            rows.append(Row([line], top, bottom))
    for row in rows:
        row.lines.sort(key=lambda line: line.x0)
        row.numbers = [line for line in row.lines if is_number(line)]
    for row in numbered_paragraphs(rows):
        row.numbers = []
    return rows


def numbered_paragraphs(rows: Sequence[Row]) -> list[Row]:
    """The rows whose one number only numbers the paragraph or item beside it: "2.1   There were 432 children".

    A short text beside it is a label instead, unless the number above or below it in the count stands on the page too.
    """
    lone = [(row, ENUMERATOR.match(row.numbers[0].text)) for row in rows if _has_one_number_ahead(row)]
    counted = {(found[1], int(found[2])) for _, found in lone if found and found[2]}
    numbered = []
    for row, found in lone:
        if found is None:
            continue
        in_count = bool(found[2]) and not counted.isdisjoint((found[1], int(found[2]) + step) for step in (-1, 1))
        words = sum(len(line.words) for line in row.lines[1:])
        if in_count or not found[0][-1].isdigit() or words >= SENTENCE_LIKE:
            numbered.append(row)
    return numbered


def _has_one_number_ahead(row: Row) -> bool:
    return len(row.lines) > 1 and len(row.numbers) == 1 and row.numbers[0] is row.lines[0]


def _boxed(line: Line, boxes: Sequence[Box]) -> tuple[float, float]:
    for x0, top, x1, bottom in boxes:
        if x0 <= line.x0 + 1 and line.x1 - 1 <= x1 and top <= line.middle <= bottom and bottom - top < 3 * line.height:
            return top, bottom
    return line.top, line.bottom
