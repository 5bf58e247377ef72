"""What each figure of the prose measures: pieces of the text, chosen by a small model and put together as one phrase.

``pool`` offers the pieces, ``lexicon/measure_weights.json`` says how likely each belongs, ``compose`` chooses and
``phrase`` says them.  Where too little is expected of the best choice the measure stays empty: a blank is better than a
wrong name.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from minuted.nlp.areas import read_area_mentions
from minuted.nlp.measures.compose import choose
from minuted.nlp.measures.features import load_ranker
from minuted.nlp.measures.phrase import say
from minuted.nlp.measures.pool import SEEN_BEFORE, Context, Frame, Option, Said, offer
from minuted.nlp.measures.words import Mask, Parsed, normal, parse
from minuted.nlp.periods.mentions import read_mentions
from minuted.nlp.reading import AreaMention, Draft, Reading, Sentence

__all__ = ["Measurer", "assign_measures"]

_WORD = re.compile(r"[A-Za-z]{2,}(?:[’'&/-]\w+)*")
_NEAR_FRAMES = 12
"""A figure goes on from one of so many before it."""
_SOURCES = {"own": "sentence", "lead": "lead-in", "prev": "sentence before"}
ABSTAIN = 0.4
"""The expected F1 of words below which no measure is said."""


def assign_measures(reading: Reading) -> None:
    """Set ``draft.measure`` of every figure of the prose."""
    ranker = load_ranker()
    measurer = Measurer(reading)
    for draft, context in measurer.contexts():
        options = offer(draft, context)
        if options:
            chosen, expected = choose(options, ranker.weigh(options))
            taken = [options[index] for index in chosen]
            draft.features["measure_f1"] = expected
            if expected >= ABSTAIN:
                draft.measure = say(taken, context.quantity) or None
                draft.evidence["measure"] = ", ".join(dict.fromkeys(_source(option) for option in taken))
        measurer.add(draft, draft.measure or "")


def _source(option: Option) -> str:
    return _SOURCES.get(option.source, "figure before" if option.source.startswith("frame") else "heading")


class Measurer:
    """Goes through the figures of a paper in order and gathers for each what its measure may be made of."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.frames: deque[Frame] = deque(maxlen=_NEAR_FRAMES)
        self._masks = [(m.start, m.end, "P") for m in reading.period_mentions]
        self._masks += [(m.start, m.end, "A") for m in reading.area_mentions if _is_masked(m)]
        self._masks.sort(key=itemgetter(0))
        self._last: tuple[Sentence, Parsed] | None = None
        self._headings: dict[tuple[str, ...], tuple[list[Parsed], frozenset[str]]] = {}

    def contexts(self) -> Iterator[tuple[Draft, Context]]:
        """Each figure with its context; ``add`` its measure before asking for the next one."""
        reading = self.reading
        drafts = [draft for draft in reading.drafts if draft.table is None and draft.rejected is None]
        if not drafts:
            return
        sentences = reading.sentences
        starts = [sentence.start for sentence in sentences]
        said = Said(_counts(reading.text))
        spans = [(draft.quantity.start, draft.quantity.end) for draft in drafts]
        for _, group in groupby(drafts, key=lambda draft: draft.sentence.start):
            told = list(group)
            sentence = told[0].sentence
            before = bisect_left(starts, sentence.start) - 1
            previous = sentences[before] if before >= 0 else None
            near = previous is not None and previous.block_index >= sentence.block_index - 1
            parsed_before = self._parsed(previous, spans, SEEN_BEFORE) if previous is not None and near else None
            own = self._parsed(sentence, spans)
            lead_in = _parse_told(sentence.lead_in, reading.council) if sentence.lead_in else None
            headings, headed = self._parsed_headings(sentence.headings)
            shared = (parsed_before, lead_in, headings, own.words(), said, headed)
            places = {own.starts[index]: index for index, kind in enumerate(own.kinds) if kind == "Q"}
            for draft in told:
                at = places.get(draft.quantity.start - sentence.start)
                if at is not None:
                    yield draft, Context(own, at, self._frames_for(draft), *shared)

    def add(self, draft: Draft, measure: str) -> None:
        """Keep the measure of a figure for those that go on from it."""
        if measure:
            parsed = parse(measure)
            self.frames.append(Frame(draft, parsed, parsed.words()))

    def _frames_for(self, draft: Draft) -> list[Frame]:
        """The figure before, the first of the sentence, and the last one of the same unit under the same heading."""
        near = [f for f in self.frames if f.draft.sentence.headings == draft.sentence.headings]
        if not near:
            return []
        same = [f for f in near if f.draft.sentence is draft.sentence]
        alike = [f for f in near if f.draft.quantity.unit == draft.quantity.unit]
        chosen: list[Frame] = []
        for frame in (near[-1], *same[:1], *alike[-1:]):
            if not any(frame is other for other in chosen):
                chosen.append(frame)
        return chosen

    def _parsed_headings(self, headings: tuple[str, ...]) -> tuple[list[Parsed], frozenset[str]]:
        """The pieces of the headings that a sentence stands under, and all their words."""
        known = self._headings.get(headings)
        if known is None:
            parsed = [_parse_told(heading, self.reading.council) for heading in headings]
            known = self._headings[headings] = parsed, frozenset().union(*(one.words() for one in parsed))
        return known

    def _parsed(self, sentence: Sentence, spans: Sequence[tuple[int, int]], most: int | None = None) -> Parsed:
        """The pieces of a sentence, with its figures, periods and areas masked."""
        if self._last is not None and self._last[0] is sentence:
            return self._last[1]
        start, end = sentence.start, sentence.end
        figures = spans[bisect_left(spans, (start, 0)) : bisect_left(spans, (end, 0))]
        masks: list[Mask] = [(a - start, b - start, "Q") for a, b in figures]
        low = bisect_left(self._masks, (start,))
        for a, b, kind in self._masks[low : bisect_left(self._masks, (end + 1,), low)]:
            masks.append((a - start, b - start, kind))
        parsed = parse(sentence.text, _disjoint(masks), most)
        self._last = sentence, parsed
        return parsed


def _is_masked(mention: AreaMention) -> bool:
    return mention.is_own or mention.is_group or mention.code is not None


def _counts(text: str) -> dict[str, int]:
    """How often a text says each content word."""
    counts: dict[str, int] = {}
    for word, times in Counter(_WORD.findall(text)).items():
        form = normal(word)
        counts[form] = counts.get(form, 0) + times
    return counts


def _disjoint(masks: list[Mask]) -> list[Mask]:
    """The masks in order, figures first where two overlap."""
    if len(masks) < 2:
        return masks
    kept: list[Mask] = []
    for mask in sorted(masks, key=lambda m: (m[2] != "Q", m[0])):
        if all(mask[1] <= other[0] or mask[0] >= other[1] for other in kept):
            kept.append(mask)
    return sorted(kept)


@lru_cache(maxsize=512)
def _parse_told(text: str, council: str | None) -> Parsed:
    """The pieces of a heading or lead-in, periods and areas masked."""
    masks: list[Mask] = [(m.start, m.end, "P") for m in read_mentions(text)]
    masks += [(m.start, m.end, "A") for m in read_area_mentions(text, council) if _is_masked(m)]
    return parse(text, _disjoint(masks))
