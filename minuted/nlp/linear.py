"""A linear model of named features, shipped as JSON: the sum of the weights of the features that are there.

Weights are stored as integers of one hundredth, so that the files stay small and their changes can be read in a diff.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


class LinearModel:
    """Weights of shape (features, classes); row 0 is the bias.

    >>> model = LinearModel(["yes"], {"bias": [0.0], "good": [2.0]})
    >>> [round(float(p[0]), 2) for p in model.chances([["good"], ["unknown"]])]
    [0.88, 0.5]
    """

    def __init__(self, classes: list[str], weights: Mapping[str, list[float]]) -> None:
        self.classes = classes
        self._rows = {name: row for row, name in enumerate(weights)}
        self._first = {name: float(row[0]) for name, row in weights.items()}
        self._table = np.array(list(weights.values()), dtype=np.float64).reshape(len(weights), len(classes))

    def weight(self, name: str) -> float:
        """The weight of one feature for the first class, 0 where it has none."""
        return self._first.get(name, 0.0)

    def weights(self, names: Iterable[str]) -> list[float]:
        """The weights of some features for the first class."""
        get = self._first.get
        return [get(name, 0.0) for name in names]

    def sum_of(self, names: Iterable[str]) -> float:
        """The weights of some features for the first class, added up in their order."""
        return sum(self.weights(names))

    def scores(self, rows: Iterable[Iterable[str]]) -> Array:
        """The score of every class for each row of features, shape (rows, classes)."""
        get = self._rows.get
        indices: list[int] = []
        starts: list[int] = []
        bias = self._rows["bias"]
        for row in rows:
            starts.append(len(indices))
            indices.append(bias)
            # features may come from a set: one order of adding up, or the last digit would differ from run to run
            indices.extend(sorted([found for name in row if (found := get(name)) is not None]))
        if not starts:
            return np.zeros((0, len(self.classes)))
        return np.asarray(np.add.reduceat(self._table[indices], starts, axis=0), dtype=np.float64)

    def chances(self, rows: Iterable[Iterable[str]]) -> Array:
        """The chance of each class: logistic where there is one class, else softmax."""
        scores = self.scores(rows)
        if len(self.classes) == 1:
            return np.asarray(1.0 / (1.0 + np.exp(-scores)), dtype=np.float64)
        powers = np.exp(scores - scores.max(axis=1, keepdims=True, initial=-np.inf))
        return np.asarray(powers / powers.sum(axis=1, keepdims=True), dtype=np.float64)


@cache
def load_model(name: str) -> LinearModel:
    """The shipped model ``lexicon/<name>.json``."""
    told = json.loads((files("minuted.nlp") / "lexicon" / f"{name}.json").read_text(encoding="utf-8"))
    return LinearModel(told["classes"], {key: [value / 100 for value in row] for key, row in told["weights"].items()})
