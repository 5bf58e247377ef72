"""Choose the pieces of a measure: a few spans of the text that are expected to overlap best with it.

Each piece has a chance to belong to the measure.  Spans of neighbouring pieces are taken one after the other, as long
as each raises the expected F1 of words by more than a break in the phrase costs the reader: one span of the text, a
little longer or shorter than need be, reads better than its best words one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from minuted.nlp.measures.pool import Option
from minuted.nlp.measures.words import Parsed, Piece

_HANDED_ON = 0.8
"""The least chance of a piece of the figure before, where the sentence says "of these"."""
_BREAK = 0.02
"""The expected F1 that a further span has to add."""
_DOUBT = 0.15
"""Words that a measure has on average and that none of the pieces offers."""
_LONG = 4.0
"""The words that a measure is expected to have at most: a long sentence does not make a long name."""
_IDLE = 0.1
"""The chance below which a piece is taken only between two others."""
_MOST_WORDS = 9
_MOST_SPANS = 3
_MOST_PIECES = 8
"""Options in a span."""
_ARTICLES = ("a", "an", "the")
_TURNS = frozenset("when where while whilst although though whereas because if but so".split())
_BARRIERS = frozenset("Q;.:|")


def choose(options: Sequence[Option], chances: Sequence[float]) -> tuple[list[int], float]:
    """The options to take, and the F1 of words that is expected of them."""
    chances = [
        _HANDED_ON if option.handed_on and chance < _HANDED_ON else chance
        for option, chance in zip(options, chances, strict=True)
    ]
    joined = [False, *map(stand_together, options, options[1:])]
    choice = _Choice([len(option.piece.words) for option in options], chances, joined)
    spans = _spans(choice.sizes, choice.told, joined, chances)
    while (best := choice.best(spans)) is not None:
        choice.take(best)
        spans = [span for span in spans if span[1] <= best[0] or span[0] >= best[1]]
    return choice.result()


_Span = tuple[int, int, int, float]
"""Neighbouring options, first and last (not included): their words, and how many of them are expected to be right."""


class _Choice:
    """The spans taken so far, and what a further one adds."""

    __slots__ = ("hits", "joined", "mass", "size", "sizes", "spans", "taken", "told", "whole")

    def __init__(self, sizes: Sequence[int], chances: Sequence[float], joined: Sequence[bool]) -> None:
        self.sizes, self.joined = sizes, joined
        self.told = [size * chance for size, chance in zip(sizes, chances, strict=True)]
        self.mass = sum(self.told)
        self.whole = min(self.mass, _LONG) + _DOUBT
        self.taken = [False] * len(sizes)
        self.hits, self.size, self.spans = 0.0, 0, 0

    def best(self, spans: Sequence[_Span]) -> _Span | None:
        """The span that adds most to the expected F1; beside one that is taken it makes no break."""
        hits, whole, taken, joined = self.hits, self.whole, self.taken, self.joined
        before, count = self.size, len(taken)
        now = 2 * hits / (before + whole)
        full = self.spans >= _MOST_SPANS
        best, gain = None, _BREAK if self.spans else 0.0
        for span in spans:
            first, last, more, told = span
            size = before + more
            if size > _MOST_WORDS and (before or last - first > 1):
                continue
            added = 2 * (hits + told) / (size + whole) - now
            if before and ((joined[first] and taken[first - 1]) or (last < count and joined[last] and taken[last])):
                added += _BREAK
            elif full:
                continue
            if added > gain:
                best, gain = span, added
        return best

    def take(self, span: _Span) -> None:
        first, last, size, told = span
        self.taken[first:last] = [True] * (last - first)
        self.hits += told
        self.size += size
        self.spans += 1

    def result(self) -> tuple[list[int], float]:
        chosen = [index for index, is_taken in enumerate(self.taken) if is_taken]
        return chosen, 2 * self.hits / (self.size + self.mass + _DOUBT)


def _spans(
    sizes: Sequence[int], told: Sequence[float], joined: Sequence[bool], chances: Sequence[float]
) -> list[_Span]:
    """Every run of options that stand together and that neither begins nor ends idly."""
    found: list[_Span] = []
    count = len(joined)
    for first, chance in enumerate(chances):
        if chance < _IDLE:
            continue
        size, right = sizes[first], told[first]
        found.append((first, first + 1, size, right))
        for last in range(first + 1, min(first + _MOST_PIECES, count)):
            if not joined[last]:
                break
            size += sizes[last]
            if size > _MOST_WORDS:  # never taken
                break
            right += told[last]
            if chances[last] >= _IDLE:
                found.append((first, last + 1, size, right))
    return found


def stand_together(before: Option, option: Option) -> bool:
    """Whether nothing but small words stands between two pieces: not "the overspend is the cost", two names."""
    if before.parsed is not option.parsed or before.source != option.source or before.index + 1 != option.index:
        return False
    joins = option.parsed.joins
    if joins is None:
        joins = option.parsed.joins = _joins(option.parsed)
    return joins[option.index]


def _joins(parsed: Parsed) -> list[bool]:
    """For each piece, whether nothing but small words stands between it and the one before it."""
    pieces = parsed.pieces
    return [False, *(_are_joined(parsed, before, piece) for before, piece in pairwise(pieces))]


def _are_joined(parsed: Parsed, before: Piece, piece: Piece) -> bool:
    first, last = before.last, piece.first
    if first == last:
        return True
    kinds, lowers = parsed.kinds[first:last], parsed.lowers[first:last]
    if "reporting" in before.traits and "that" in parsed.texts[first:last]:
        return False
    if not (_BARRIERS.isdisjoint(kinds) and _TURNS.isdisjoint(lowers)):
        return False
    return "B" not in kinds or not any(
        kind == "B" and word in _ARTICLES for kind, word in zip(kinds, lowers[1:], strict=False)
    )
