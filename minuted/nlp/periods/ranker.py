"""Choose among a figure's candidate periods: a conditional logit whose weights are a table of feature names.

The weights are trained by ``bench/train_periods.py`` and read once from ``weights.json`` in this folder.  A candidate's
score is the sum of the weights of its features; the chance of each candidate is the softmax of the scores.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources

from minuted.nlp.periods.candidates import Candidate


@cache
def load_weights() -> Mapping[str, float]:
    """The shipped weights."""
    text = resources.files("minuted.nlp.periods").joinpath("weights.json").read_text(encoding="utf-8")
    told: dict[str, int] = json.loads(text)["weights"]
    return {name: value / 100 for name, value in told.items()}


def score(features: Iterable[str], weights: Mapping[str, float]) -> float:
    """The sum of the known features' weights.

    >>> score({"a", "b"}, {"a": 1.5, "c": 2.0})
    1.5
    """
    get = weights.get
    return math.fsum([get(name, 0.0) for name in features])  # rounded once: the order of a set differs from run to run


def choose(candidates: Sequence[Candidate], weights: Mapping[str, float]) -> tuple[Candidate, float]:
    """The best candidate and its chance among them."""
    scores = [score(candidate.features, weights) for candidate in candidates]
    top = max(scores)
    total = sum(math.exp(value - top) for value in scores)
    return candidates[scores.index(top)], 1.0 / total
