"""The words that a figure stands in, kept beside it so that lists and searches show them without its paper."""

from __future__ import annotations

import re

from minuted.extract.document import Document
from minuted.nlp.facts import Figure

LONGEST_CONTEXT = 600
"""Characters of a sentence that are kept beside a figure; the passage holds the rest."""
_BEGINS = re.compile(r"[.!?][\"')]?\s+(?=[A-Z(\"'])|\n\s*\n|\n(?=\s*[-•·*(\d])")
_ENDS = re.compile(r"[.!?][\"')]?(?=\s|$)|\n\s*\n|\n(?=\s*[-•·*(\d])")


def context_of(parsed: Document, figure: Figure) -> str:
    """The words a figure stands in: its sentence, or for a table its headings and the cell."""
    if figure.table is not None:
        headings = [*figure.table.row_path, *figure.table.column_path]
        return " | ".join([*headings, figure.quote])[:LONGEST_CONTEXT]
    return sentence_around(parsed.text, figure.start, figure.end)


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence around a span, by full stops and line breaks, folded to one line.

    >>> sentence_around("One thing. There were 41 calls in May. Another.", 22, 24)
    'There were 41 calls in May.'
    """
    left = text[max(0, start - LONGEST_CONTEXT) : start]
    right = text[end : end + LONGEST_CONTEXT]
    begins = [m.end() for m in _BEGINS.finditer(left)]
    ends = _ENDS.search(right)
    before = left[begins[-1] :] if begins else left
    after = right[: ends.end()] if ends else right
    return " ".join((before + text[start:end] + after).split())
