"""What each figure of the prose measures: pieces of the text, chosen by a small model and put together as one phrase.

``pool`` offers the pieces, ``lexicon/measure_weights.json`` says how likely each belongs, ``compose`` chooses and
``phrase`` says them.  Where too little is expected of the best choice the measure stays empty: a blank is better than a
wrong name.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

from minuted.nlp.areas import read_area_mentions
from minuted.nlp.measures.compose import choose
from minuted.nlp.measures.features import load_ranker
from minuted.nlp.measures.phrase import say
from minuted.nlp.measures.pool import Context, Frame, Option, offer
from minuted.nlp.measures.words import Mask, Parsed, normal, parse
from minuted.nlp.periods.mentions import read_mentions
from minuted.nlp.reading import Draft, Reading, Sentence

__all__ = ["Measurer", "assign_measures"]

_WORD = re.compile(r"[A-Za-z]{2,}(?:[’'&/-]\w+)*")
ABSTAIN = 0.4
"""The expected F1 of words below which no measure is said."""


def assign_measures(reading: Reading) -> None:
    """Set ``draft.measure`` of every figure of the prose."""
    ranker = load_ranker()
    measurer = Measurer(reading)
    for draft, context in measurer.contexts():
        options = offer(draft, context)
        if options:
            chances = ranker.chances([option.keys for option in options])
            chosen, expected = choose(options, chances)
            taken = [options[index] for index in chosen]
            draft.features["measure_f1"] = expected
            if expected >= ABSTAIN:
                draft.measure = say(taken, context.quantity) or None
                draft.evidence["measure"] = ", ".join(dict.fromkeys(_source(option) for option in taken))
        measurer.add(draft, draft.measure or "")


def _source(option: Option) -> str:
    return {"own": "sentence", "lead": "lead-in", "prev": "sentence before"}.get(
        option.source, "figure before" if option.source.startswith("frame") else "heading"
    )


@dataclass
class Measurer:
    """Goes through the figures of a paper in order and gathers for each what its measure may be made of."""

    reading: Reading
    frames: list[Frame] = field(default_factory=list)

    def contexts(self) -> Iterator[tuple[Draft, Context]]:
        """Each figure with its context; ``add`` its measure before asking for the next one."""
        drafts = [draft for draft in self.reading.drafts if draft.table is None and draft.rejected is None]
        sentences = self.reading.sentences
        starts = [sentence.start for sentence in sentences]
        counts: Counter[str] = Counter()
        for word, times in Counter(_WORD.findall(self.reading.text)).items() if drafts else ():
            counts[normal(word)] += times
        spans = [(draft.quantity.start, draft.quantity.end) for draft in drafts]
        for _, group in groupby(drafts, key=lambda draft: draft.sentence.start):
            told = list(group)
            sentence = told[0].sentence
            own = self._parsed(sentence, spans)
            words = frozenset(word for piece in own.pieces for word in piece.words)
            before = bisect_left(starts, sentence.start) - 1
            previous = sentences[before] if before >= 0 and starts else None
            near = previous is not None and previous.block_index >= sentence.block_index - 1
            shared = (
                self._parsed(previous, spans) if previous is not None and near else None,
                _parse_told(sentence.lead_in, self.reading.council) if sentence.lead_in else None,
                [_parse_told(heading, self.reading.council) for heading in sentence.headings],
            )
            headed = frozenset(word for parsed in shared[2] for piece in parsed.pieces for word in piece.words)
            places = {token.start: index for index, token in enumerate(own.tokens) if token.kind == "Q"}
            for draft in told:
                at = places.get(draft.quantity.start - sentence.start)
                if at is not None:
                    yield draft, Context(own, at, self._frames_for(draft), *shared, words, counts, headed)

    def add(self, draft: Draft, measure: str) -> None:
        """Keep the measure of a figure for those that go on from it."""
        if measure:
            parsed = parse(measure)
            self.frames.append(Frame(draft, parsed, frozenset(w for piece in parsed.pieces for w in piece.words)))

    def _frames_for(self, draft: Draft) -> list[Frame]:
        """The figure before, the first of the sentence, and the last one of the same unit under the same heading."""
        near = [f for f in self.frames[-12:] if f.draft.sentence.headings == draft.sentence.headings]
        if not near:
            return []
        same = [f for f in near if f.draft.sentence is draft.sentence]
        alike = [f for f in near if f.draft.quantity.unit == draft.quantity.unit]
        chosen: list[Frame] = []
        for frame in (near[-1], *same[:1], *alike[-1:]):
            if not any(frame is other for other in chosen):
                chosen.append(frame)
        return chosen

    def _parsed(self, sentence: Sentence, spans: Sequence[tuple[int, int]]) -> Parsed:
        """The pieces of a sentence, with its figures, periods and areas masked."""
        reading, offset = self.reading, sentence.start
        first, last = bisect_left(spans, (offset, 0)), bisect_left(spans, (sentence.end, 0))
        masks: list[Mask] = [(a - offset, b - offset, "Q") for a, b in spans[first:last]]
        periods = reading.period_mentions
        low = bisect_left(periods, offset, key=lambda m: m.start)
        masks += [
            (m.start - offset, m.end - offset, "P")
            for m in periods[low : bisect_right(periods, sentence.end, key=lambda m: m.start)]
        ]
        areas = reading.area_mentions
        low = bisect_left(areas, offset, key=lambda m: m.start)
        for m in areas[low : bisect_right(areas, sentence.end, key=lambda m: m.start)]:
            if m.is_own or m.is_group or m.code:
                masks.append((m.start - offset, m.end - offset, "A"))
        return parse(sentence.text, _disjoint(masks))


def _disjoint(masks: list[Mask]) -> list[Mask]:
    """The masks in order, figures first where two overlap."""
    kept: list[Mask] = []
    for mask in sorted(masks, key=lambda m: (m[2] != "Q", m[0])):
        if all(mask[1] <= other[0] or mask[0] >= other[1] for other in kept):
            kept.append(mask)
    return sorted(kept)


@lru_cache(maxsize=512)
def _parse_told(text: str, council: str | None) -> Parsed:
    """The pieces of a heading or lead-in, periods and areas masked."""
    masks: list[Mask] = [(m.start, m.end, "P") for m in read_mentions(text)]
    masks += [(m.start, m.end, "A") for m in read_area_mentions(text, council) if m.is_own or m.is_group or m.code]
    return parse(text, _disjoint(masks))
