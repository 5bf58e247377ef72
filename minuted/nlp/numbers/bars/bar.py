"""A bar: one reason why a printed number is not a figure, as a ``Rule`` on the number in its setting.

The setting is ``before ⟦number⟧ after``, spaces folded, within the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from minuted.nlp.rule import Rule
from minuted.nlp.starts import Starts


@dataclass(frozen=True)
class Bar(Rule):
    """A reason against; ``alternatives`` are the parts of its pattern, each enough by itself."""

    alternatives: tuple[re.Pattern[str], ...] = ()


class Barrier:
    """Bars in their order, of which each alternative is tried only where its words stand."""

    def __init__(self, bars: Sequence[Bar]) -> None:
        self._names = [bar.name for bar in bars for _ in bar.alternatives]
        self._starts = Starts([part for bar in bars for part in bar.alternatives])

    def reason(self, told: str) -> str | None:
        """The name of the first bar that a number's setting meets, or None.

        >>> Barrier([bar("nought", ["⟦0⟧"], []), bar("first", ["⟦1⟧", "^⟦"], [])]).reason("⟦2⟧ homes")
        'first'
        """
        first = min((index for index, _ in self._starts.matches(told)), default=None)
        return None if first is None else self._names[first]


def bar(
    name: str,
    alternatives: Sequence[str],
    ignores: Sequence[str],
    reads: Mapping[str, str] | None = None,
    *,
    why: str = "",
) -> Bar:
    """The rule that bars a number whose setting holds any of the patterns.

    ``ignores`` are sentences in which nothing may be found, ``reads`` maps a near miss to the quote that must be.
    """
    pattern = re.compile("|".join(f"(?:{each})" for each in alternatives), re.IGNORECASE)
    parts = tuple(re.compile(each, re.IGNORECASE) for each in alternatives)
    return Bar(name, pattern, lambda match: name, reads=reads or {}, ignores=ignores, why=why, alternatives=parts)
