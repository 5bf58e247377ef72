"""A bar: one reason why a printed number is not a figure, as a ``Rule`` on the number in its setting.

The setting is ``before ⟦number⟧ after``, spaces folded, within the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from minuted.nlp.rule import Rule


def bar(
    name: str,
    alternatives: Sequence[str],
    ignores: Sequence[str],
    reads: Mapping[str, str] | None = None,
    *,
    why: str = "",
) -> Rule:
    """The rule that bars a number whose setting holds any of the patterns.

    ``ignores`` are sentences in which nothing may be found, ``reads`` maps a near miss to the quote that must be.
    """
    pattern = re.compile("|".join(f"(?:{each})" for each in alternatives), re.IGNORECASE)
    return Rule(name, pattern, lambda match: name, reads=reads or {}, ignores=ignores, why=why)
