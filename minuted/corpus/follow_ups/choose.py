"""Which sentence of a later paper answers a commitment, if any: the learnt score of each against that of none."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from operator import mul

from minuted.corpus.follow_ups import evidence
from minuted.corpus.follow_ups.grounds import has_grounds, same_thing
from minuted.corpus.follow_ups.outcome import REQUEST, UNSAID, Outcome, outcome_of
from minuted.corpus.follow_ups.promises import Promise
from minuted.corpus.follow_ups.sentences import Paper, Told

THRESHOLD = 0.42
"""Least chance that a sentence is the answer."""
SURE = 0.85
"""Least chance where no word of the sentence says that something was done, or where it asks or promises again."""
RIVAL = 0.8
"""Least share of the chance that the best commitment has on the same sentence."""
ALTERNATIVES = 3
"""How many sentences are tried where the best ones belong to other commitments."""
ENOUGH = 0.1
"""Least share of a commitment's words, weighted by rarity, that a sentence or its neighbour must hold to be scored."""


@dataclass(frozen=True)
class Answer:
    """A sentence that answers a commitment, with the chance that it does and the evidence in words."""

    promise: Promise
    told: Told
    score: float
    outcome: Outcome
    why: str


@dataclass(frozen=True)
class Weights:
    """The learnt weights: one a feature, in the order of ``evidence.NAMES``, and a bias."""

    by_name: Mapping[str, float]
    bias: float

    def score(self, features: Sequence[float]) -> float:
        """The log odds of a pair against "no answer"."""
        return self.bias + float(sum(map(mul, self.vector, features)))

    @cached_property
    def vector(self) -> tuple[float, ...]:
        """The weights in the order of ``evidence.NAMES``."""
        return tuple(self.by_name[name] for name in evidence.NAMES)


@cache
def weights() -> Weights:
    """The weights that come with the package."""
    stored = json.loads(files("minuted.corpus.follow_ups").joinpath("weights.json").read_text(encoding="utf-8"))
    return Weights(stored["weights"], stored["bias"])


def choose_answers(
    promises: Sequence[Promise], paper: Paper, *, boosts: Mapping[str, float] | None = None
) -> list[Answer]:
    """At most one answer to each commitment in one paper.

    A sentence goes to the commitment that it fits best, and to others only where it fits them nearly as well.
    ``boosts`` adds to the score of commitments that the source itself ties to the paper (lineage).
    """
    chances = {p.id: _chances(p, paper, (boosts or {}).get(p.id, 0.0)) for p in promises}
    best: dict[int, float] = {}
    for by_sentence in chances.values():
        for at, chance in by_sentence.items():
            best[at] = max(best.get(at, 0.0), chance)
    answers = []
    for promise in promises:
        tied = (boosts or {}).get(promise.id, 0.0) > 0
        ranked = sorted(chances[promise.id].items(), key=lambda pair: (-pair[1], pair[0]))[:ALTERNATIVES]
        for at, chance in ranked:
            if chance < THRESHOLD:
                break
            if chance >= RIVAL * best[at] and (answer := _answer(promise, paper, at, chance, tied)):
                answers.append(answer)
                break
    return answers


def candidates(promise: Promise, paper: Paper, *, tied: bool = False) -> list[int]:
    """The sentences worth scoring: those that share enough with it, their neighbours, and those that look back.

    Each must be about the commitment's matter or name its minute, unless the source ties the papers (``tied``).
    """
    shared: dict[int, float] = {}
    for word in promise.topic | promise.names:
        places = paper.places.get(word, ())
        weight = paper.weight(frozenset((word,))) if places else 0.0
        for at in places:
            shared[at] = shared.get(at, 0.0) + weight
    least = ENOUGH * paper.whole(promise.topic)
    found = {at for at, told in enumerate(paper.told) if told.arising}
    for at, weight in shared.items():
        if weight >= least:
            found |= {at - 1, at, at + 1}
    return sorted(at for at in found if 0 <= at < len(paper.told) and (tied or _has_grounds(promise, paper, at)))


def _has_grounds(promise: Promise, paper: Paper, at: int) -> bool:
    return has_grounds(promise, paper, at) or evidence.minute_reference(promise, paper.told[at]) > 0


def _chances(promise: Promise, paper: Paper, boost: float) -> dict[int, float]:
    """Chance of each sentence, against each other and against there being no answer (score 0)."""
    known = weights()
    scores = {
        at: known.score(evidence.features(promise, paper, at)) + boost
        for at in candidates(promise, paper, tied=boost > 0)
    }
    if not scores:
        return {}
    top = max(0.0, *scores.values())
    powers = {at: math.exp(score - top) for at, score in scores.items()}
    total = math.exp(-top) + sum(powers.values())
    return {at: power / total for at, power in powers.items()}


def _answer(promise: Promise, paper: Paper, at: int, chance: float, tied: bool) -> Answer | None:
    """The answer that a sentence gives, or None where it tells too little for its chance."""
    told = paper.told[at]
    following = paper.told[at + 1] if at + 1 < len(paper.told) and paper.told[at + 1].passage == told.passage else None
    outcome, cue = outcome_of(told.text, following.text if following else "", wants_figure=promise.wants_figure)
    named = same_thing(promise, told.text) or evidence.minute_reference(promise, told) > 0
    if chance < SURE and (cue in UNSAID or not (named or told.arising or tied)):
        return None
    if outcome == "repeated" and REQUEST.fullmatch(cue) and not named:
        return None
    return Answer(promise, told, round(chance, 3), outcome, f"{_reasons(promise, paper, at)}; {outcome}: “{cue}”")


_IN_WORDS = {
    "minute_reference": "names the minute",
    "looks_back": "stands under matters arising",
    "topic": "same topic",
    "topic_nearby": "same topic beside it",
    "names": "same names",
    "owner": "names the owner",
    "rare_words": "same rare words",
    "figure_wanted": "gives a figure where one was asked for",
    "refers_back": "refers back",
    "heading": "under a heading of that topic",
    "same_deed": "tells of the same kind of deed",
    "asked_month": "names the month it was asked",
    "due_month": "names the month it was due",
}


def _reasons(promise: Promise, paper: Paper, at: int) -> str:
    known = weights().by_name
    values = dict(zip(evidence.NAMES, evidence.features(promise, paper, at), strict=True))
    told = sorted(_IN_WORDS, key=lambda name: -known[name] * values[name])
    return ", ".join(_IN_WORDS[name] for name in told[:3] if known[name] * values[name] > 0) or "by likeness"
