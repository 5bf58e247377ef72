"""Choose among a figure's candidate periods: a conditional logit whose weights are a table of feature names.

The weights are trained by ``bench/train_periods.py`` and read once from ``weights.json`` in this folder.  A candidate's
score is the sum of the weights of its features; the chance of each candidate is the softmax of the scores.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from minuted.nlp.periods.candidates import Candidate


def score(weights: Iterable[float]) -> float:
    """The sum of the features' weights, rounded once: the order in which they were found does not change it.

    >>> score([0.1, 0.2, 0.3]) == score([0.3, 0.2, 0.1])
    True
    """
    return math.fsum(weights)


def choose(candidates: Sequence[Candidate]) -> tuple[Candidate, float]:
    """The best candidate and its chance among them."""
    scores = [score(candidate.features.values()) for candidate in candidates]
    top = max(scores)
    total = sum([math.exp(value - top) for value in scores])
    return candidates[scores.index(top)], 1.0 / total
