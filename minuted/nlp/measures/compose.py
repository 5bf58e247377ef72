"""Choose the pieces of a measure: a few spans of the text that are expected to overlap best with it.

Each piece has a chance to belong to the measure.  Spans of neighbouring pieces are taken one after the other, as long
as each raises the expected F1 of words by more than a break in the phrase costs the reader: one span of the text, a
little longer or shorter than need be, reads better than its best words one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from minuted.nlp.measures.pool import Option

_HANDED_ON = 0.8
"""The least chance of a piece of the figure before, where the sentence says "of these"."""
_BREAK = 0.02
"""The expected F1 that a further span has to add."""
_DOUBT = 0.15
"""Words that a measure has on average and that none of the pieces offers."""
_LONG = 4.0
"""The words that a measure is expected to have at most: a long sentence does not make a long name."""
_MOST_WORDS = 9
_MOST_SPANS = 3
_ARTICLES = ("a", "an", "the")
_TURNS = frozenset("when where while whilst although though whereas because if but so".split())
_BARRIERS = frozenset("Q;.:|")


def choose(options: Sequence[Option], chances: npt.NDArray[np.float64]) -> tuple[list[int], float]:
    """The options to take, and the F1 of words that is expected of them."""
    sizes = [len(option.piece.words) for option in options]
    told = [
        size * (max(chance, _HANDED_ON) if option.handed_on else chance)
        for option, size, chance in zip(options, sizes, chances.tolist(), strict=True)
    ]
    mass = sum(told)
    whole = min(mass, _LONG) + _DOUBT
    joined = [index > 0 and stand_together(options[index - 1], options[index]) for index in range(len(options))]
    spans = list(_spans(joined))
    taken = [False] * len(options)
    hits = size = expected = 0.0
    count = 0
    while True:
        best, gain = None, 0.0 if size == 0 else _BREAK
        for first, last in spans:
            if any(taken[first:last]):
                continue
            more_hits, more = hits + sum(told[first:last]), size + sum(sizes[first:last])
            beside = (joined[first] and taken[first - 1]) or (last < len(taken) and joined[last] and taken[last])
            is_long = more > _MOST_WORDS and (size > 0 or last - first > 1)
            if is_long or (count >= _MOST_SPANS and not beside):
                continue
            added = 2 * more_hits / (more + whole) - expected + (_BREAK if beside and size else 0.0)
            if added > gain:
                best, gain = (first, last), added
        if best is None:
            return [index for index, is_taken in enumerate(taken) if is_taken], 2 * hits / (size + mass + _DOUBT)
        first, last = best
        count += 1
        taken[first:last] = [True] * (last - first)
        hits, size = hits + sum(told[first:last]), size + sum(sizes[first:last])
        expected = 2 * hits / (size + whole)


def _spans(joined: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Every run of options that stand together, as (first, last not included)."""
    for first in range(len(joined)):
        last = first + 1
        yield first, last
        while last < len(joined) and joined[last] and last - first < 8:
            last += 1
            yield first, last


def stand_together(before: Option, option: Option) -> bool:
    """Whether nothing but small words stands between two pieces: not "the overspend is the cost", two names."""
    if before.parsed is not option.parsed or before.source != option.source or before.index + 1 != option.index:
        return False
    between = option.parsed.tokens[before.piece.last : option.piece.first]
    if "reporting" in before.piece.traits and any(token.text == "that" for token in between):
        return False
    says = any(first.kind == "B" and second.text.lower() in _ARTICLES for first, second in pairwise(between))
    return not says and not any(t.kind in _BARRIERS or t.text.lower() in _TURNS for t in between)
