"""The features of a piece, in groups: each group is a function of the few things that it looks at.

A piece is described by keys, ``(group, *what it looks at)``.  The same keys come up again and again in a paper, so that
what a group weighs is summed once (``Ranker``) and no feature's name is put together twice.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from typing import Any, Protocol

from minuted.nlp.linear import LinearModel, load_model

Key = tuple[Any, ...]
"""The name of a group and its arguments: strings and numbers, which cost the garbage collector nothing."""
_MOST_KEYS = 1 << 16
"""Keys whose worth is kept at a time."""


def names_of(keys: Iterable[Key]) -> list[str]:
    """The names of the features of some keys.

    >>> names_of([("used_before", True), ("opens", "Lq0", "target")])
    ['own:used:True', 'own:begins', 'own:begins:Lq0', 'own:begins:role:target']
    """
    return [name for key in keys for name in GROUPS[key[0]](*key[1:])]


class Described(Protocol):
    """What is weighed: ``seen`` of itself, and ``shape``, which it has in common with others."""

    seen: list[Key]
    shape: Sequence[Key]


class Ranker:
    """How likely each piece is to belong to the measure."""

    def __init__(self, model: LinearModel) -> None:
        self._bias = model.weight("bias")
        self._worth = _Worth(model)

    def chances(self, rows: Iterable[Sequence[Key]]) -> list[float]:
        """The chance of each row of keys."""
        worth = self._worth.__getitem__
        return [1.0 / (1.0 + math.exp(-self._bias - sum(map(worth, row)))) for row in rows]

    def weigh(self, options: Iterable[Described]) -> list[float]:
        """The chance of each option of one figure: as ``chances`` of all its keys, the shared ones looked up once."""
        worth, exp, bias = self._worth.__getitem__, math.exp, self._bias
        found: list[float] = []
        shape: Sequence[Key] = ()
        shared: list[float] = []
        for option in options:
            if option.shape is not shape:
                shape = option.shape
                shared = list(map(worth, shape))
            score = sum(map(worth, option.seen))
            for value in shared:
                score += value
            found.append(1.0 / (1.0 + exp(-bias - score)))
        return found


class _Worth(dict[Key, float]):
    """What each key weighs, worked out when it is asked for first."""

    def __init__(self, model: LinearModel) -> None:
        super().__init__()
        self._model = model
        self._trait = lru_cache(maxsize=_MOST_KEYS)(lambda *told: tuple(model.weights(own_trait(*told))))

    def __missing__(self, key: Key) -> float:
        if len(self) >= _MOST_KEYS:
            self.clear()
        if key[0] == "own_traits":  # many traits in ever new company: each is looked up by itself
            _, near, place, unit, traits = key
            worth: float = sum([weight for trait in traits for weight in self._trait(near, place, unit, trait)])
        else:
            worth = self._model.sum_of(GROUPS[key[0]](*key[1:]))
        self[key] = worth
        return worth


@cache
def load_ranker() -> Ranker:
    """The ranker with the shipped weights."""
    return Ranker(load_model("measure_weights"))


def own_place(place: str, near: str, unit: str, role: str | None) -> list[str]:
    """Where a piece of the figure's own sentence stands: side and rank, side and figures between."""
    return [
        f"own:{place}",
        f"own:{near}",
        f"own:{place}:{near}",
        f"own:{place}:u:{unit}",
        f"own:{near}:u:{unit}",
        f"own:{near}:role:{role}",
        f"own:{place}:role:{role}",
    ]


def beside(side: str, near: str, prior: str, following: str, rank: int) -> list[str]:
    """What stands right before and after the piece."""
    return [
        f"own:{side}:prior:{prior}",
        f"own:{side}:next:{following}",
        f"own:{near}:prior:{prior}:{rank}",
        f"own:{near}:next:{following}:{rank}",
    ]


def surroundings(place: str, near: str, after: str, before: str, room: str, inside: bool) -> list[str]:
    """What stands right beside the figure, and whether the piece is in its clause."""
    return [
        f"own:{near}:clause:{inside}",
        f"own:{place}:after:{after}",
        f"own:{place}:before:{before}",
        f"own:{place}:both:{before}|{after}",
        f"own:{near}:room:{room}",
        f"own:{place}:room:{room}",
    ]


def gap_between(side: str, near: str, rank: int, told: str) -> list[str]:
    """Which marks and small words stand between the piece and the figure, one by one and all at once."""
    marks = told.split()
    sign = "".join(marks)
    names = ["own:stop" if word == "." else f"own:{near}:has:{word}" for word in marks]
    return [*names, f"own:{side}:gap:{sign}", f"own:{side}{rank}:gap:{sign}"]


def opens(near: str, role: str | None) -> list[str]:
    """The piece opens the sentence."""
    return ["own:begins", f"own:begins:{near}", f"own:begins:role:{role}"]


def own_traits(near: str, place: str, unit: str, traits: tuple[str, ...]) -> list[str]:
    """What can be said of the piece without knowing its words."""
    return [name for trait in traits for name in own_trait(near, place, unit, trait)]


def own_trait(near: str, place: str, unit: str, trait: str) -> tuple[str, ...]:
    """One trait of a piece."""
    return f"t:{trait}", f"own:{near}:t:{trait}", f"own:{place}:t:{trait}", f"u:{unit}:t:{trait}"


def frame_shared(shared: bool, room: str, near: str, role: str | None, before: str, after: str) -> list[str]:
    """Whether the measure of the figure before in the same sentence holds the piece."""
    return [
        f"own:frame:{shared}",
        f"own:frame:{shared}:room:{room}",
        f"own:frame:{shared}:{near}",
        f"own:frame:{shared}:role:{role}",
        f"own:frame:{shared}:before:{before}",
        f"own:frame:{shared}:after:{after}",
    ]


def used_before(used: bool) -> list[str]:
    """Whether the measures of earlier figures hold the piece."""
    return [f"own:used:{used}"]


def spoken(source: str, most: int, least: int, in_heading: bool) -> list[str]:
    """How often the paper says the words of the piece, and whether a heading does."""
    names = [f"said:{most}", f"{source}:said:{most}", f"{source}:least:{least}"]
    return [*names, "in_heading", f"{source}:in_heading"] if in_heading else names


def shape_room(source: str, unit: str, role: str | None, room: str) -> list[str]:
    """The figure's unit and role, and how many pieces it has for itself."""
    return [f"{source}&u:{unit}", f"{source}&r:{role}", f"{source}&room:{room}", f"{source}&room:{room}:role:{role}"]


def shape_beside(source: str, after: str, before: str) -> list[str]:
    """What stands right beside the figure."""
    return [f"{source}&after:{after}", f"{source}&before:{before}"]


def shape_mood(source: str, number: int, pieces: int, anaphors: tuple[str, ...], goes_on: bool) -> list[str]:
    """Which figure of the sentence it is, and whether it goes on from an earlier one."""
    names = [f"{source}&nth:{number}", f"{source}&pieces:{pieces}"]
    if anaphors:
        names += [f"{source}&anaphor", *(f"{source}&anaphor:{word}" for word in anaphors)]
    return [*names, f"{source}&goes_on"] if goes_on else names


def frame_place(source: str, room: str, role: str | None, alike: bool, count: int, share: int) -> list[str]:
    """How a piece of an earlier figure's measure stands to this figure."""
    return [
        source,
        f"{source}:room:{room}:{role}",
        f"{source}:alike:{alike}",
        f"{source}:role:{role}",
        f"{source}:n{count}",
        f"{source}:share:{share}",
    ]


def traits_of(source: str, kind: str, index: int, traits: tuple[str, ...]) -> list[str]:
    """The place of a piece in its own text, and what it is like."""
    return [f"{source}:i{index}", *(f"{kind}:t:{trait}" for trait in traits)]


def around(source: str, left: int, count: int, prior: str, following: str) -> list[str]:
    """Where a piece of a heading, lead-in or earlier sentence stands."""
    return [source, f"{source}:z{left}", f"{source}:n{count}", f"{source}:prior:{prior}", f"{source}:next:{following}"]


GROUPS: dict[str, Callable[..., list[str]]] = {
    group.__name__: group
    for group in (
        own_place, beside, surroundings, gap_between, opens, own_traits, frame_shared, used_before, spoken, shape_room,
        shape_beside, shape_mood, frame_place, traits_of, around,
    )
}  # fmt: skip
