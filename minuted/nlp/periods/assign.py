"""Give every figure of the prose its period, in reading order, each seeing what was decided for those before it."""

from __future__ import annotations

from minuted.nlp.facts import Period
from minuted.nlp.periods.candidates import Candidates, make_context
from minuted.nlp.periods.ranker import choose, load_weights
from minuted.nlp.reading import Draft, Reading


def assign_periods(reading: Reading) -> None:
    """Set ``period`` and ``evidence["period"]`` of every draft that is a figure of the prose."""
    drafts = figures_in_prose(reading)
    if not drafts:
        return
    context, weights = make_context(reading), load_weights()
    assigned: list[Period | None] = []
    for index, draft in enumerate(drafts):
        best, chance = choose(list(Candidates(context, drafts, index, assigned).found.values()), weights)
        assigned.append(best.period)
        draft.period = best.period
        draft.features["period_chance"] = chance
        draft.evidence["period"] = best.sources[0] if best.period else "the paper does not say"


def figures_in_prose(reading: Reading) -> list[Draft]:
    """The drafts that get their period here: not rejected, not from a table's cell."""
    return [draft for draft in reading.drafts if draft.table is None and draft.rejected is None]
