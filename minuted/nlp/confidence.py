"""How likely it is that the whole figure is right: value, unit, measure, area, period and role together.

A small logistic model (``lexicon/confidence_weights.json``, trained by ``bench/train_confidence.py``) of how sure the
components were of their own choices and of how the figure is printed.  It was fitted on readings by models that had not
seen the passage, so that 0.8 means right about eight times in ten; ``docs/quality.md`` has the reliability table.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, lru_cache

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
    rows = [confidence_features(draft, beside[draft.sentence.start], reading) for draft in figures]
    for draft, chance in zip(figures, load_model("confidence_weights").chances(rows)[:, 0], strict=True):
        draft.features["confidence"] = round(float(chance), 3)


def confidence_features(draft: Draft, beside: int, reading: Reading) -> list[str]:
    """What the model looks at; ``beside`` is the number of figures in the same sentence.

    Numbers become steps ("role_chance>0.8"), so that a weight can be read as what reaching that step is worth.
    """
    place = "prose" if draft.table is None else "table"
    found, told = [place], draft.features
    joint = 1.0
    for name in CHANCES:
        chance = told.get(name)
        if chance is None:
            found.append(f"{place}:no {name}")
            chance = UNKNOWN
        else:
            found += _steps(name, bisect_left(STEPS, chance))
        joint *= chance
    found += _steps(f"{place}:joint", bisect_left(STEPS, joint))
    quantity, block = draft.quantity, draft.sentence.block
    found += _circumstances(place, quantity.unit, draft.role, reading.kind, block.kind)
    found.append(f"period from {draft.evidence.get('period', '').partition(':')[0][:24]}")
    if quantity.unit_inherited:
        found.append("unit inherited")
    if quantity.value_to is not None:
        found.append("range")
    if draft.period is None:
        found.append(f"{place}:no period")
    if draft.area is not None:
        found.append(f"{place}:area")
    if draft.measure is None:
        found.append(f"{place}:no measure")
    else:
        words = len(draft.measure.split())
        found += [f"measure words>{limit}" for limit in (1, 3, 6, 10) if words > limit]
    found += [f"beside>{limit}" for limit in (1, 3, 5) if beside > limit]
    return found


@lru_cache(maxsize=4096)
def _circumstances(place: str, unit: str, role: str | None, kind: str | None, block: str) -> tuple[str, ...]:
    """What can be said without looking at numbers."""
    return f"unit:{unit}", f"{place}:role:{role}", f"kind:{kind}", f"block:{block}"


@cache
def _steps(name: str, count: int) -> tuple[str, ...]:
    """The features of the first ``count`` steps."""
    return tuple([f"{name}>{step}" for step in STEPS[:count]])
