"""Sentences as commitments need them: without their printed numbers, and with lists inside a sentence taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from minuted.extract.document import BlockKind
from minuted.nlp.needles import holds_any
from minuted.nlp.reading import Reading, Sentence

NUMBER = re.compile(
    r"(?P<number>\(?(?:[ivxl]{1,5}|[a-zA-Z]|\d{1,2})[.)](?![\w.])|\d{1,3}(?:\.\d{1,2}){1,3}\.?(?=\s)|"
    r"R(?:ec)?\.? ?\d{1,2}(?=[:.]?\s)[:.]?|\d{1,3}/\d{2,3}(?:\.\d{1,2})?(?=\s{2,}\S)|"
    r"\d{1,2}(?=\s{2,}\S| (?:[Tt]hat|[Tt]o) )|[A-Z](?=\s{2,}\S)|[•·*▪●○◦>➢✓–—-](?=\s))\s*"
)
"""A printed number, letter or bullet at the start of a line."""

_INLINE = re.compile(
    r"(?:(?<=[;:,.–-])|(?<=\band)|(?<=\bthat)|(?<=\bto))\s+(\((?:[ivx]{1,4}|[a-z]|\d{1,2})\)|(?:[ivx]{1,4}|"
    r"[a-z]|\d{1,2})\))\s+(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence or list item: ``text`` is the document's from ``start`` to ``end``, its number taken off."""

    start: int
    end: int
    text: str
    kind: BlockKind
    number: str | None
    headings: tuple[str, ...]
    lead_in: str | None
    first: bool
    """Whether it is the first sentence of its block."""


def units(reading: Reading) -> Iterator[Unit]:
    """Every sentence, item and heading of the paper in reading order; tables and running lines are left out.

    "RESOLVED that (a) the report be noted; and (b) a review be carried out" gives three units, the last two numbered.
    """
    previous, before = -1, ""
    for sentence in reading.sentences:
        if sentence.block.kind in ("table", "header", "footer", "footnote"):
            continue
        first = sentence.block_index != previous
        unit = _unit(sentence, first=first or _next_in_list(before, sentence.text))
        if not first and (label := _LABEL.match(sentence.text)) and unit.first:
            unit = replace(unit, number=label[0])
        previous, before = sentence.block_index, sentence.text
        yield from _split_inline(unit)


_LABEL = re.compile(r"\((?:[ivx]{1,4}|[a-z]|\d{1,2})\)(?=\s)")


def _next_in_list(before: str, text: str) -> bool:
    """Whether a sentence is the next part of a list that runs on in one paragraph: "… (1) That A. (2) That B."."""
    if not text.startswith("("):
        return False
    label = _LABEL.match(text)
    return label is not None and any(follows(found[0], label[0]) for found in _LABEL.finditer(before))


def _unit(sentence: Sentence, *, first: bool) -> Unit:
    number = sentence.block.number if first else None
    start, text = sentence.start, sentence.text
    found = NUMBER.match(text) if first else None
    if found and found.end() < len(text):
        number = number or found["number"]
        start, text = start + found.end(), text[found.end() :]
    return Unit(start, sentence.end, text, sentence.block.kind, number, sentence.headings, sentence.lead_in, first)


_BRACKETED = re.compile(r"\s+(\((?:[ivx]{1,4}|[a-z]|\d{1,2})\))\s+(?=\S)")
_DECIDES = re.compile(
    r"(?:[\w'’ ]{0,60}\b)?(?:RESOLVED|AGREED|RECOMMENDED|Resolved|Agreed|Decision|DECISION|DECIDED)\b"
)


_FIRST_LABELS = ("a)", "i)", "1)")
"""How a list inside a sentence begins."""


def _split_inline(unit: Unit) -> Iterator[Unit]:
    if not holds_any(unit.text, _FIRST_LABELS):
        yield unit
        return
    pattern = _BRACKETED if _DECIDES.match(unit.text) else _INLINE
    marks = _consecutive(list(pattern.finditer(unit.text)))
    if len(marks) < 2:
        yield unit
        return
    cuts = [0, *(mark.start() for mark in marks), len(unit.text)]
    for nth, (begin, end) in enumerate(pairwise(cuts)):
        start = begin if nth == 0 else marks[nth - 1].end()
        piece = unit.text[start:end].rstrip()
        if piece:
            number = unit.number if nth == 0 else marks[nth - 1][1]
            yield replace(
                unit,
                start=unit.start + start,
                end=unit.start + start + len(piece),
                text=piece,
                number=number,
                first=unit.first or nth > 0,
            )


def _consecutive(marks: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The marks from the first one that begins a list (a, i, 1), as long as each follows the one before."""
    kept: list[re.Match[str]] = []
    for mark in marks:
        label = mark[1].strip("()")
        if (not kept and label in ("a", "i", "1")) or (kept and follows(kept[-1][1], mark[1])):
            kept.append(mark)
    return kept


_ROMAN = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"]


def follows(before: str, after: str) -> bool:
    """Whether one printed number comes right after another.

    >>> follows("(a)", "(b)"), follows("iv)", "v)"), follows("1.9", "1.10"), follows("(c)", "6.")
    (True, True, True, False)
    """
    a, b = before.strip("(). ").lower(), after.strip("(). ").lower()
    if a in _ROMAN and b in _ROMAN and _ROMAN.index(b) == _ROMAN.index(a) + 1:
        return True
    if len(a) == len(b) == 1 and a.isalpha() and b.isalpha():
        return ord(b) == ord(a) + 1
    if "." in a or "." in b:
        head_a, _, tail_a = a.rpartition(".")
        head_b, _, tail_b = b.rpartition(".")
        return head_a == head_b and tail_a.isdigit() and tail_b.isdigit() and int(tail_b) == int(tail_a) + 1
    return a.isdigit() and b.isdigit() and int(b) == int(a) + 1


def style(number: str) -> str:
    """How a number is printed: what a list keeps to from its first item to its last.

    >>> style("(a)"), style("iv)"), style("2.1"), style("3."), style("(3)"), style("•"), style("A")
    ('letter', 'letter', 'dotted', 'digit', 'digit in brackets', 'bullet', 'letter')
    """
    bare = number.strip("(). ")
    if bare.isdigit() and number.lstrip().startswith("("):
        return "digit in brackets"
    if re.fullmatch(r"\d{1,3}(?:\.\d{1,2})+", bare):
        return "dotted"
    if bare.isdigit():
        return "digit"
    return "letter" if bare.isalpha() and len(bare) <= 5 else "bullet"
