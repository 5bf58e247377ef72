"""How likely it is that the whole figure is right: value, unit, measure, area, period and role together.

A small logistic model (``lexicon/confidence_weights.json``, trained by ``bench/train_confidence.py``) of how sure the
components were of their own choices and of how the figure is printed.  It was fitted on readings by models that had not
seen the passage, so that 0.8 means right about eight times in ten; ``docs/quality.md`` has the reliability table.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

from minuted.nlp.linear import load_model
from minuted.nlp.reading import Draft, Reading

CHANCES = ("period_chance", "role_chance", "measure_f1")
"""What the components say of themselves, in ``Draft.features``."""
UNKNOWN = 0.7
"""Stands for a chance that a component does not tell."""
STEPS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98)


def weigh_drafts(reading: Reading) -> None:
    """Set ``features["confidence"]`` of every draft that is a figure."""
    figures = [draft for draft in reading.drafts if draft.rejected is None]
    beside: dict[int, int] = {}
    for draft in figures:
        beside[draft.sentence.start] = beside.get(draft.sentence.start, 0) + 1
    rows = [list(confidence_features(draft, beside[draft.sentence.start], reading)) for draft in figures]
    for draft, chance in zip(figures, load_model("confidence_weights").chances(rows)[:, 0], strict=True):
        draft.features["confidence"] = round(float(chance), 3)


def confidence_features(draft: Draft, beside: int, reading: Reading) -> Iterator[str]:
    """What the model looks at; ``beside`` is the number of figures in the same sentence.

    Numbers become steps ("role_chance>0.8"), so that a weight can be read as what reaching that step is worth.
    """
    place = "prose" if draft.table is None else "table"
    yield place
    for name in CHANCES:
        told = draft.features.get(name)
        if told is None:
            yield f"{place}:no {name}"
            continue
        yield from (f"{name}>{step}" for step in STEPS if told > step)
    joint = prod(draft.features.get(name, UNKNOWN) for name in CHANCES)
    yield from (f"{place}:joint>{step}" for step in STEPS if joint > step)
    yield f"period from {draft.evidence.get('period', '').split(':')[0][:24]}"
    quantity = draft.quantity
    yield f"unit:{quantity.unit}"
    yield f"{place}:role:{draft.role}"
    yield f"kind:{reading.kind}"
    if quantity.unit_inherited:
        yield "unit inherited"
    if quantity.value_to is not None:
        yield "range"
    if draft.period is None:
        yield f"{place}:no period"
    if draft.area is not None:
        yield f"{place}:area"
    if draft.measure is None:
        yield f"{place}:no measure"
    else:
        words = len(draft.measure.split())
        yield from (f"measure words>{limit}" for limit in (1, 3, 6, 10) if words > limit)
    yield from (f"beside>{limit}" for limit in (1, 3, 5) if beside > limit)
    yield f"block:{draft.sentence.block.kind}"
