"""Marked text without markup: a text is cut into pieces, each plain or marked, and the template escapes every piece.

Nothing here ever returns HTML, so no text of a paper can become any.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

START, END = "\ue0f0", "\ue0f1"
"""Private-use characters that SQLite's ``highlight`` and ``snippet`` put around what matched."""


@dataclass(frozen=True)
class Piece:
    """A stretch of text; ``fact`` is what it states, or True where a search word was met, or None."""

    text: str
    fact: Any = None


def matched(text: str | None) -> list[Piece]:
    """Cut what ``snippet`` returned at its marks.

    >>> [(p.text, p.fact) for p in matched("the \\ue0f0rate\\ue0f1 of <b>")]
    [('the ', None), ('rate', True), (' of <b>', None)]
    """
    pieces: list[Piece] = []
    for n, part in enumerate((text or "").split(START)):
        inside, closed, after = part.partition(END)
        if n == 0 or not closed:
            pieces.append(Piece(part.replace(END, "")))
            continue
        pieces += [Piece(inside, True), Piece(after.replace(END, ""))]
    return [piece for piece in pieces if piece.text]


def excerpt(marked_text: str | None, length: int = 280) -> str:
    """The part of a text that SQLite's ``highlight`` has marked, around its first mark.

    FTS5's own ``snippet`` looks at every pair of matches: eleven seconds for a text with 20,000 of them.

    >>> excerpt("one two three \\ue0f0four\\ue0f1 five six", 24).replace("\\ue0f0", "[").replace("\\ue0f1", "]")
    '…three [four] five six'
    """
    text = " ".join((marked_text or "").split())
    first = max(text.find(START), 0)
    begin = max(first - length // 3, 0) if len(text) > length else 0
    part = text[begin : begin + length]
    if begin and " " in part[: first - begin]:
        part = "…" + part.split(" ", 1)[1]
    if begin + length < len(text):
        part = (part.rsplit(" ", 1)[0] if " " in part else part) + "…"
    return part


def with_facts(text: str, offset: int, facts: Iterable[Any]) -> list[Piece]:
    """Cut ``text``, which begins at ``offset`` of its paper, at the facts that stand in it (rows with start and end).

    Facts inside other facts are left to the outer one.

    >>> [(p.text, bool(p.fact)) for p in with_facts("It was 43% then", 100, [{"start": 107, "end": 110}])]
    [('It was ', False), ('43%', True), (' then', False)]
    """
    pieces, at = [], 0
    for fact in sorted(facts, key=lambda fact: (fact["start"], -fact["end"])):
        start, end = max(fact["start"] - offset, 0), min(fact["end"] - offset, len(text))
        if start < at or end <= start:
            continue
        pieces += [Piece(text[at:start]), Piece(text[start:end], fact)]
        at = end
    pieces.append(Piece(text[at:]))
    return [piece for piece in pieces if piece.text]


def around(text: str | None, start: int, end: int, reach: int = 300) -> tuple[str, str, str]:
    """What stands before, in and after a span of a paper's text, cut between words.

    >>> around("one two 43% three four", 8, 11, reach=6)
    ('…two ', '43%', ' three…')
    """
    text = text or ""
    before, quote, after = text[max(start - reach, 0) : start], text[start:end], text[end : end + reach]
    if start - reach > 0 and " " in before:
        before = "…" + before.split(" ", 1)[1]
    if end + reach < len(text):
        after = (after.rsplit(" ", 1)[0] if " " in after.strip() else after) + "…"
    return before, quote, after


def table_rows(pieces: Sequence[Piece]) -> list[list[list[Piece]]]:
    """Pieces of a table's text (cells parted by tabs, rows by line ends) as rows of cells of pieces.

    >>> [[[p.text for p in cell] for cell in row] for row in table_rows([Piece("a\\tb\\nc\\t"), Piece("1", {})])]
    [[['a'], ['b']], [['c'], ['1']]]
    """
    rows: list[list[list[Piece]]] = [[[]]]
    for piece in pieces:
        if piece.fact is not None:
            rows[-1][-1].append(piece)
            continue
        for n, line in enumerate(piece.text.split("\n")):
            if n:
                rows.append([[]])
            for m, cell in enumerate(line.split("\t")):
                if m:
                    rows[-1].append([])
                if cell:
                    rows[-1][-1].append(Piece(cell))
    return rows
