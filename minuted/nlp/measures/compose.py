"""Choose the pieces of a measure: a few spans of the text that are expected to overlap best with it.

Each piece has a chance to belong to the measure.  Spans of neighbouring pieces are taken one after the other, as long
as each raises the expected F1 of words by more than a break in the phrase costs the reader: one span of the text, a
little longer or shorter than need be, reads better than its best words one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from minuted.nlp.measures.pool import Option

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
_ARTICLES = ("a", "an", "the")
_TURNS = frozenset("when where while whilst although though whereas because if but so".split())
_BARRIERS = frozenset("Q;.:|")


def choose(options: Sequence[Option], chances: Sequence[float]) -> tuple[list[int], float]:
    """The options to take, and the F1 of words that is expected of them."""
    chances = [
        max(chance, _HANDED_ON) if option.handed_on else chance for option, chance in zip(options, chances, strict=True)
    ]
    joined = [index > 0 and stand_together(options[index - 1], options[index]) for index in range(len(options))]
    choice = _Choice([len(option.piece.words) for option in options], chances, joined)
    spans = [choice.span(first, last) for first, last in _spans(joined, chances)]
    while True:
        best, gain = None, _BREAK if choice.spans else 0.0
        for span in spans:
            added = choice.gain(span)
            if added > gain:
                best, gain = span, added
        if best is None:
            return choice.result()
        choice.take(best)
        spans = [span for span in spans if span.last <= best.first or span.first >= best.last]


class _Span(NamedTuple):
    """Neighbouring options, ``last`` not included: their words, and how many of them are expected to be right."""

    first: int
    last: int
    size: int
    told: float


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

    def span(self, first: int, last: int) -> _Span:
        return _Span(first, last, sum(self.sizes[first:last]), sum(self.told[first:last]))

    def gain(self, span: _Span) -> float:
        """What a span that is not taken adds to the expected F1; beside one that is taken it makes no break."""
        first, last, more, told = span
        taken, joined = self.taken, self.joined
        size = self.size + more
        beside = (joined[first] and taken[first - 1]) or (last < len(taken) and joined[last] and taken[last])
        if size > _MOST_WORDS and (self.size or last - first > 1):
            return 0.0
        if self.spans >= _MOST_SPANS and not beside:
            return 0.0
        added = 2 * (self.hits + told) / (size + self.whole)
        return added - 2 * self.hits / (self.size + self.whole) + (_BREAK if beside else 0.0)

    def take(self, span: _Span) -> None:
        self.taken[span.first : span.last] = [True] * (span.last - span.first)
        self.hits += span.told
        self.size += span.size
        self.spans += 1

    def result(self) -> tuple[list[int], float]:
        chosen = [index for index, is_taken in enumerate(self.taken) if is_taken]
        return chosen, 2 * self.hits / (self.size + self.mass + _DOUBT)


def _spans(joined: Sequence[bool], chances: Sequence[float]) -> Iterator[tuple[int, int]]:
    """Every run of options that stand together, as (first, last not included), that neither begins nor ends idly."""
    for first in range(len(joined)):
        last = first + 1
        if chances[first] < _IDLE:
            continue
        yield first, last
        while last < len(joined) and joined[last] and last - first < 8:
            last += 1
            if chances[last - 1] >= _IDLE:
                yield first, last


def stand_together(before: Option, option: Option) -> bool:
    """Whether nothing but small words stands between two pieces: not "the overspend is the cost", two names."""
    if before.parsed is not option.parsed or before.source != option.source or before.index + 1 != option.index:
        return False
    between = option.parsed.tokens[before.piece.last : option.piece.first]
    if "reporting" in before.piece.traits and any(token.text == "that" for token in between):
        return False
    says = any(first.kind == "B" and second.lower in _ARTICLES for first, second in pairwise(between))
    return not says and not any(t.kind in _BARRIERS or t.lower in _TURNS for t in between)
