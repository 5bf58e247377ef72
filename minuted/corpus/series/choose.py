"""Which measure of the committee's memory a figure is of, if any: the learnt score of each against that of none."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from operator import mul

from minuted.corpus.series.evidence import NAMES, Before, Case, features, is_called_so
from minuted.corpus.series.known import Known
from minuted.corpus.series.memory import Memory
from minuted.corpus.series.statement import Statement

THRESHOLD = 0.4
"""Least chance that a figure is of a measure: below it, the figure begins a series of its own."""


THRESHOLD_IN_A_PAPER = 0.6
"""The same in a paper of no known committee: no meeting is followed there, and long reports have many like names."""
WEIGHED = 12
"""How many of the measures that share most with a figure are weighed with all evidence; hardly any other is the one."""
OF_OTHERS = -2.0
"""The log odds that each of the others is held to have: as many figures join as when all of them are weighed."""
FAR_OUT = 2.0
"""A measure of which only values more than seven times as large or small were stated is not looked at (a logarithm)."""


@dataclass(frozen=True)
class Weights:
    """The learnt weights, one a piece of evidence, and a bias."""

    by_name: Mapping[str, float]
    bias: float

    def score(self, values: Sequence[float]) -> float:
        """The log odds of a pair against "none of them"."""
        return self.bias + float(sum(map(mul, self.vector, values)))

    @cached_property
    def vector(self) -> tuple[float, ...]:
        """The weights in the order of ``NAMES``; 0 where one was not learnt."""
        return tuple(self.by_name.get(name, 0.0) for name in NAMES)


@cache
def weights() -> Weights:
    """The weights that come with the package."""
    stored = json.loads(files("minuted.corpus.series").joinpath("weights.json").read_text(encoding="utf-8"))
    return Weights(stored["weights"], stored["bias"])


def cases_of(statement: Statement, memory: Memory, before: Before) -> list[Case]:
    """The figure against each measure that it may be of: none that denies what its name states."""
    found = memory.candidates(statement, sorted(before.sentence | before.passage))
    return [
        Case(statement, known, memory, before)
        for known in found
        if not _denied(statement, known) and (known.is_called(statement.words) or _may_be(statement, known))
    ]


def choose(statement: Statement, memory: Memory, before: Before) -> str | None:
    """The measure of the memory that the figure is of, or None where it is none of them."""
    named = [Case(statement, known, memory, before) for known in memory.called(statement)]
    called_so = [case for case in named if not _denied(statement, case.known) and is_called_so(case)]
    if len(called_so) == 1:
        return called_so[0].known.measure  # most figures of a table: nothing else comes near
    if statement.in_table and not memory.of_committee:
        return None  # a row of a table is of what another passage of one and the same paper names: too seldom right
    cases = cases_of(statement, memory, before)
    if not cases:
        return None
    learnt, weighed = weights(), cases[:WEIGHED]
    scores = [learnt.score(features(case)) for case in weighed]
    top = max(0.0, *scores)
    others = (len(cases) - len(weighed)) * math.exp(OF_OTHERS - top)
    total = math.exp(-top) + sum([math.exp(score - top) for score in scores]) + others
    best, case = max(zip(scores, weighed, strict=True), key=lambda pair: (pair[0], pair[1].known.measure))
    least = THRESHOLD if memory.of_committee else THRESHOLD_IN_A_PAPER
    return case.known.measure if math.exp(best - top) / total >= least else None


def _may_be(statement: Statement, known: Known) -> bool:
    """Whether a measure that goes by other names is worth weighing: by its values, and by the table at hand.

    The rows and columns of a paper's tables are as many things as they have names.
    """
    return not known.is_far_from(statement, FAR_OUT) and not known.has_another_name_in_tables_of(statement)


def _denied(statement: Statement, known: Known) -> bool:
    """Whether the names differ in a "not", or one is a change in per cent and the other a percentage.

    "11% more plans" is not of a share of plans.
    """
    if statement.unit == "percent" and known.has_levels == statement.is_change:
        return True
    return known.gainsays(statement)
