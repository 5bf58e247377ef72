"""Neither the order of a set nor the process decides what is found."""

from __future__ import annotations

import itertools

from minuted.nlp.linear import LinearModel
from minuted.nlp.periods.ranker import score


def test_the_order_of_features_does_not_change_a_score() -> None:
    weights = {"a": 0.1, "b": 0.2, "c": 0.3, "d": -0.6}
    orders = list(itertools.permutations(weights))
    assert len({sum(weights[name] for name in order) for order in orders}) > 1  # plain sums do differ
    assert len({score([weights[name] for name in order]) for order in orders}) == 1


def test_nor_one_of_the_linear_model() -> None:
    names = ("a", "b", "c", "d")
    model = LinearModel(["x"], {"bias": [0.0], **dict(zip(names, ([0.1], [0.2], [0.3], [-0.6])))})
    assert len({float(model.scores([order])[0, 0]) for order in itertools.permutations(names)}) == 1
