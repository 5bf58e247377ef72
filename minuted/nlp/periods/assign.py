"""Give every figure of the prose its period, in reading order, each seeing what was decided for those before it."""

from __future__ import annotations

from collections.abc import Mapping

from minuted.nlp.facts import Period
from minuted.nlp.periods.candidates import Candidate, Candidates
from minuted.nlp.periods.context import Context, make_context
from minuted.nlp.periods.features import load_weights, table_of
from minuted.nlp.periods.ranker import choose
from minuted.nlp.reading import Draft, Reading


def assign_periods(reading: Reading) -> None:
    """Set ``period`` and ``evidence["period"]`` of every draft that is a figure of the prose.

    ``features["period_chance"]`` is the model's chance of its choice, for the confidence of the whole figure.
    """
    drafts = figures_in_prose(reading)
    if not drafts:
        return
    periods, chosen, chances = choose_periods(make_context(reading, drafts), load_weights())
    for draft, period, candidate, chance in zip(drafts, periods, chosen, chances, strict=True):
        draft.period = period
        draft.features["period_chance"] = chance
        draft.evidence["period"] = candidate.sources[0]


def choose_periods(
    context: Context, weights: Mapping[str, float]
) -> tuple[list[Period | None], list[Candidate], list[float]]:
    """The period of each figure, the candidate it came from, and its chance."""
    table = table_of(weights)
    periods: list[Period | None] = []
    chosen: list[Candidate] = []
    chances: list[float] = []
    for index in range(len(context.drafts)):
        best, chance = choose(list(Candidates(context, index, periods, table).found.values()))
        periods.append(best.period)
        chosen.append(best)
        chances.append(chance)
    return periods, chosen, chances


def figures_in_prose(reading: Reading) -> list[Draft]:
    """The drafts that get their period here: not rejected, not from a table's cell."""
    return [draft for draft in reading.drafts if draft.table is None and draft.rejected is None]
