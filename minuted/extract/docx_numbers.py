"""The numbers that Word counts itself and does not store in the text: "2.3", "(a)", "•".

A paragraph names a list (``numId``) and a level; the list's levels say how a number is written ("%1.%2", decimal,
lower letter ...).  ECMA-376 part 1, 17.9.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from minuted.extract.html import numbered

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLES = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered: ``template`` is "%1.%2" or a bullet, ``style`` the kind of its number."""

    template: str
    style: str
    start: int


class ListCounter:
    """Counts the lists of one paper as its paragraphs are read in order."""

    def __init__(self, numbering: Any | None) -> None:
        self.levels: dict[str, dict[int, Level]] = {}
        self.counts: dict[str, dict[int, int]] = {}
        self.family: dict[str, str] = {}
        if numbering is not None:
            self._read(numbering)

    def _read(self, numbering: Any) -> None:
        abstract = {
            node.get(_W + "abstractNumId"): _levels(node) for node in numbering.iterchildren(_W + "abstractNum")
        }
        for node in numbering.iterchildren(_W + "num"):
            link = node.find(_W + "abstractNumId")
            key = link.get(_W + "val") if link is not None else None
            number_id = node.get(_W + "numId")
            if number_id and key in abstract:
                own = {**abstract[key], **_overrides(node, abstract[key])}
                self.levels[number_id] = own
                self.family[number_id] = number_id if own != abstract[key] else f"abstract {key}"

    def next_number(self, number_id: str, level: int) -> str | None:
        """The number of the next paragraph of a list at a level (from 0), or None where it shows none."""
        levels = self.levels.get(number_id)
        if not levels or level not in levels:
            return None
        counts = self.counts.setdefault(self.family[number_id], {})
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]
        return _written(levels, counts, level)


def _written(levels: Mapping[int, Level], counts: Mapping[int, int], level: int) -> str | None:
    own = levels[level]
    if own.style == "bullet":
        return "•"
    if own.style == "none" or not own.template.strip():
        return None

    def fill(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        place = counts.get(at, levels[at].start if at in levels else 1)
        return numbered(place, _STYLES.get(levels[at].style if at in levels else "", "1"))

    return re.sub(r"%(\d)", fill, own.template).strip() or None


def _levels(node: Any) -> dict[int, Level]:
    found = {}
    for level in node.iterchildren(_W + "lvl"):
        found[int(level.get(_W + "ilvl") or 0)] = Level(
            _value(level, "lvlText", ""), _value(level, "numFmt", "decimal"), int(_value(level, "start", "1") or 1)
        )
    return found


def _overrides(node: Any, levels: Mapping[int, Level]) -> dict[int, Level]:
    changed = {}
    for override in node.iterchildren(_W + "lvlOverride"):
        level = int(override.get(_W + "ilvl") or 0)
        start = override.find(_W + "startOverride")
        if start is not None and level in levels:
            old = levels[level]
            changed[level] = Level(old.template, old.style, int(start.get(_W + "val") or 1))
    return changed


def _value(node: Any, name: str, otherwise: str) -> str:
    child = node.find(_W + name)
    return otherwise if child is None else child.get(_W + "val") or otherwise
