"""What speaks for a candidate period, in groups: each group names the features of the few things that it looks at.

A candidate is described by keys, ``(group, *what it looks at)``.  The same keys come up again and again, so that the
features of a key are named once and their weights looked up once (``Table``).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources
from typing import Any

Key = tuple[Any, ...]
"""The name of a group and its arguments: strings and numbers, which cost the garbage collector nothing."""
_MOST_KEYS = 1 << 16
"""Keys that are kept at a time."""


class Table(dict[Key, Mapping[str, float]]):
    """The features of each key with their weights; those that have none are left out, as they add nothing.

    Without weights every feature is kept: what the training reads.

    >>> Table({"FM:topic:past": 0.5})["tagged", "FM", "topic", "actual", "past", "plain"]
    {'FM:topic:past': 0.5}
    >>> list(Table()["shaped", "fy", "actual", "count", "plain"])
    ['F:fy:actual', 'F:fy:count', 'F:fy:plain']
    """

    def __init__(self, weights: Mapping[str, float] | None = None) -> None:
        super().__init__()
        self.weights = weights

    def __missing__(self, key: Key) -> Mapping[str, float]:
        if len(self) >= _MOST_KEYS:
            self.clear()
        names, weights = GROUPS[key[0]](*key[1:]), self.weights
        known = (
            dict.fromkeys(names, 0.0)
            if weights is None
            else {name: weight for name in names if (weight := weights.get(name, 0.0))}
        )
        self[key] = known
        return known


@cache
def load_weights() -> Mapping[str, float]:
    """The shipped weights."""
    text = resources.files("minuted.nlp.periods").joinpath("weights.json").read_text(encoding="utf-8")
    told: dict[str, int] = json.loads(text)["weights"]
    return {name: value / 100 for name, value in told.items()}


@cache
def _shipped() -> Table:
    return Table(load_weights())


def table_of(weights: Mapping[str, float]) -> Table:
    """The table of some weights, kept for the shipped ones."""
    return _shipped() if weights is load_weights() else Table(weights)


def tagged(tag: str, sit: str, role: str, tense: str, value: str) -> list[str]:
    """A source, and the situation of the figure."""
    return [tag, f"{tag}:{sit}", f"{tag}:{sit}:{role}", f"{tag}:{sit}:{tense}", f"{tag}:{sit}:{value}"]


def noted(tag: str, *told: str) -> list[str]:
    """What else is told of a source, each by itself."""
    return [f"{tag}:{name}" for name in told]


def bond_words(tag: str, sit: str, shape: str, lead: str, role: str, setting: str) -> list[str]:
    """The mention that the sentence binds to the figure: its shape and the preposition before it."""
    told = (f"{sit}:{shape}", f"{sit}:{lead}", f"{shape}:{role}", f"{lead}:{role}", f"{sit}:{setting}")
    return noted(tag, *told, f"{lead}:{shape}")


def bond_gap(tag: str, sit: str, gap: int, side: str, cue: str) -> list[str]:
    """How far away that mention is, and the last cue between."""
    return noted(tag, f"{sit}:gap{gap}", f"{side}:{cue}")


def occurrence(which: str, role: str, tense: str, lead: str, distance: str) -> list[str]:
    """A time that a point without a year may mean."""
    tag = f"W:{which}"
    return [tag, f"{tag}:{role}", f"{tag}:{tense}", f"{tag}:{lead}", f"{tag}:{distance}"]


def other_mention(tag: str, side: str, near: str, shape: str, crossed: int, cut: str) -> list[str]:
    """Another mention of the sentence: where it is and how many figures stand between."""
    return noted(tag, f"{side}:{near}", f"{shape}:{side}", f"{side}:figures{crossed}", f"{side}:{cut}:figures{crossed}")


def earlier_figure(tag: str, sit: str, cue: str, before: str | None, role: str, how: str) -> list[str]:
    """An earlier figure of the sentence: the cue between, the roles of both, how it is bound."""
    return noted(tag, f"{sit}:{cue}", f"{sit}:{before}>{role}", f"{sit}:{how}")


def earlier_sentence(tag: str, sit: str, opens: str, setting: str, state: str) -> list[str]:
    """A figure of a sentence before, and the wording of this one."""
    return noted(tag, f"{sit}:{opens}", f"{sit}:{setting}", f"{sit}:{state}")


def sentence_before(tag: str, sit: str, roles: str, part: int, shared: int, away: int) -> list[str]:
    """How that sentence stands to this one."""
    return noted(tag, f"{sit}:{roles}", f"{sit}:part{part}", f"{sit}:shared{shared}", f"{sit}:away{away}")


def own_wording(tag: str, sit: str, shape: str, setting: str, role: str, cost: str, opens: str) -> list[str]:
    """What the paper reports on, beside the wording of the figure."""
    return noted(tag, f"{sit}:{shape}", f"{sit}:{setting}", f"{shape}:{role}", f"{sit}:{cost}", f"{sit}:{opens}")


def own_grades(tag: str, sit: str, rate: str, strength: str, share: str, setting: str, kind: str | None) -> list[str]:
    """How clearly the paper says what it reports on, and how many figures were about it."""
    told = (f"rate{rate}:{sit}", f"{sit}:strength{strength}", f"{sit}:share{share}", f"strength{strength}:{setting}")
    return noted(tag, *told, f"{sit}:{kind}")


def academic(money: bool, said: bool, own: bool) -> list[str]:
    """A year taken as an academic one."""
    return ["AY", f"AY:money{int(money)}said{int(said)}own{int(own)}"]


def no_period(sit: str, role: str, unit: str, tense: str, setting: str) -> list[str]:
    """The paper does not say when: what the figure is like."""
    told = (sit, f"{sit}:{role}", f"{sit}:{unit}", f"{sit}:{tense}", f"{sit}:{setting}", f"{setting}:{tense}")
    return noted("N", *told, f"{role}:{unit}")


def no_period_wording(sit: str, cost: str, value: str, opens: str, state: str, named: str) -> list[str]:
    """The paper does not say when: the wording around the figure."""
    return noted("N", f"{sit}:{cost}", f"{sit}:{value}", f"{sit}:{opens}", f"{sit}:{state}", f"{sit}:{named}")


def no_period_paper(
    sit: str, own: str, kind: str | None, strength: str, share: str, setting: str, rate: str
) -> list[str]:
    """The paper does not say when: what the paper is like."""
    told = (f"{sit}:{own}", f"{sit}:{kind}", f"{sit}:strength{strength}", f"{sit}:share{share}")
    return noted("N", *told, f"strength{strength}:{setting}", f"{sit}:rate{rate}")


def shaped(shape: str, role: str, unit: str, state: str) -> list[str]:
    """The shape of a period."""
    return [f"F:{shape}:{role}", f"F:{shape}:{unit}", f"F:{shape}:{state}"]


def timed(time: str, role: str, tense: str) -> list[str]:
    """Whether a period was over on the day of the meeting."""
    return [f"T:{time}:{role}", f"T:{time}:{tense}"]


GROUPS: dict[str, Callable[..., list[str]]] = {
    group.__name__: group
    for group in (
        tagged, noted, bond_words, bond_gap, occurrence, other_mention, earlier_figure, earlier_sentence,
        sentence_before, own_wording, own_grades, academic, no_period, no_period_wording, no_period_paper,
        shaped, timed,
    )
}  # fmt: skip
