"""A sentence taken apart into the clauses that can each promise or ask for something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minuted.nlp.commitments.lexicon import one_of

_UNDERTAKE = (
    r"(?:also |then |further )?(?:agreed|undertook|promised|offered|committed|asked|requested|instructed|proposed)\b"
)
_CUT = re.compile(
    r"(?=[;,:\s])(?=[;:]|,?\s+(?:and|but|[-–—])\s|,\s+(?:although|though|while|this)\s)(?:"  # sooner than what follows
    rf";\s+(?:and\s+|but\s+)?(?:that\s+)?|,?\s+(?:and|but)(?:\s+that)\s+(?!was\b)|"
    rf",?\s+and\s+(?={_UNDERTAKE})|,\s+(?:and|but|although|though|while)\s+(?=(?:it|he|she|they|we|I|"
    rf"(?:the|a|an|its|their|his|her|our|this|these) [\w ]{{3,40}}?|officers|members)\s+(?:would|will|shall)\b)"
    rf"|,?\s+(?:and|but)\s+(?=(?:it|he|she|they|we|(?:the|a|an) [\w ]{{3,40}}?|officers|members)\s+(?:agreed|"
    rf"undertook|promised|offered|asked|requested)\b)"
    rf"|(?P<bare>\s+(?:and|but)\s+)(?=(?:it|he|she|they|we|I|(?:the|a|an|its|their|his|her|our|this|these)"
    rf" [\w ]{{3,60}}?|officers|members)\s+(?:would|will|shall)\b)"
    r"|,\s+(?=this (?:will|would)\b)|:\s+(?=[A-Z])|\s+[-–—]\s+(?=(?:the|this|it|he|she|they)\b))"
)
_LEADING = re.compile(
    r"(?:(?:In|in) (?:response|reply|answer|conclusion|discussion|addition|relation|"
    r"respect)\b[^,]{0,120},\s+|(?:Arising from|Following|With regard to|Regarding|Responding to|On|"
    r"At) [^,]{3,100},\s+"
    r"|(?:However|Therefore|Finally|Accordingly|Additionally|Furthermore|Yes|No),\s+)"
)
_SAYING = (
    r"(?:said|advised|explained|reported|stated|replied|responded|added|indicated|noted|remarked|commented|reminded|"
    r"informed|assured|told|confirmed|clarified|outlined|highlighted|heard)"
)
_REPORTER = re.compile(
    rf"^(?P<who>[^.;]{{1,160}}?)\b{_SAYING}\s+(?:(?:the )?[\w'’-]+(?: [\w'’-]+)?\s+)?(?:that\s+)(?P<rest>.)"
)
_ANAPHOR = re.compile(rf"(?:{one_of('he she they we i')})\b", re.IGNORECASE)

_ASKED = re.compile(r"\b(?:asked|requested) (?:that|for|to)\b")
_FINITE = re.compile(r"\b(?:would|will|was|were|had|has|have|is|are|said|asked|agreed|noted|did|could|stood|came)\b")
"""Verbs that show that what stands before "and" is a clause, not the first of two subjects."""


def clauses(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each clause of a sentence that could stand alone.

    >>> text = "Officers said that work had begun, and that a protocol would be issued by June."
    >>> [text[a:b] for a, b in clauses(text)]
    ['Officers said that work had begun', 'a protocol would be issued by June']
    """
    position = 0
    for cut in _CUT.finditer(text):
        if _inside_brackets(text, cut.start()):
            continue
        before = text[position : cut.start()]
        if cut["bare"] and (not _FINITE.search(before) or _ASKED.search(before)):
            continue
        yield _trim(text, position, cut.start())
        position = cut.end()
    yield _trim(text, position, len(text))


def without_preamble(text: str, start: int, end: int) -> tuple[int, str | None]:
    """Where the clause proper begins, after "In response to …," and "the Director said that"; and who said it.

    The reporter stays where the clause goes on with "he", "she" or "they", who is the reporter, and where it is the
    meeting that speaks ("It was agreed that").

    >>> text = "In reply, the Director said that a letter would be sent to schools"
    >>> start, said_by = without_preamble(text, 0, len(text)); text[start:], said_by
    ('a letter would be sent to schools', 'the Director')
    """
    if leading := _LEADING.match(text[start:end]):
        start += leading.end()
    said_by = None
    clause = text[start:end]
    found = _REPORTER.match(clause) if "that" in clause else None
    if found and not re.match(r"(?:It|it|This|this) ", found["who"]):
        said_by = found["who"].strip().removesuffix(",")
        rest = start + found.start("rest")
        if not _ANAPHOR.match(text[rest:end]):
            start = rest
    return start, said_by


def _inside_brackets(text: str, position: int) -> bool:
    return text.count("(", 0, position) > text.count(")", 0, position)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " ,;\n":
        start += 1
    while end > start and text[end - 1] in " ,;.\n":
        end -= 1
    return start, end
