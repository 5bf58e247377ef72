"""Why a printed number is not a figure: an open list of reasons, each with sentences that it must and must not bar.

To add one, write a ``bar`` with its examples in the module of its kind and name it in ``FOR_COUNTS`` or ``BARS``.
"""

from __future__ import annotations

from minuted.nlp.facts import UNITS
from minuted.nlp.numbers.bars.bar import Bar
from minuted.nlp.numbers.bars.groups import AGE, BASE, BROKEN, CERTAINTY, DEPRIVED, PRICE_LIMIT, THRESHOLD
from minuted.nlp.numbers.bars.meeting import BUSINESS, LIST_MARKER, NOTHING, VOTES
from minuted.nlp.numbers.bars.names import ADDRESS, KIND, LAYOUT, REFERENCE, SERVICE_NUMBER, YEAR
from minuted.nlp.numbers.bars.rhetoric import FEW, OFTEN, ONE, ORDINAL, TOLD_TWICE

FOR_COUNTS: tuple[Bar, ...] = (
    YEAR, REFERENCE, LAYOUT, KIND, AGE, THRESHOLD, BASE, VOTES, BUSINESS, LIST_MARKER, ONE, FEW, SERVICE_NUMBER,
    ADDRESS, NOTHING,
)  # fmt: skip
"""For bare numbers, whatever unit they inherit."""

_FOR_MONEY = (PRICE_LIMIT, BROKEN)
BARS: dict[str, tuple[Bar, ...]] = {
    **dict.fromkeys(UNITS, (YEAR, KIND, AGE, THRESHOLD)),
    "count": FOR_COUNTS,
    "percent": (DEPRIVED, THRESHOLD, CERTAINTY),
    "percentage_points": (),
    "ratio": (TOLD_TWICE, ORDINAL, FEW),
    "times": (OFTEN,),
    "rank": (),
    "gbp": _FOR_MONEY,
    "usd": _FOR_MONEY,
    "eur": _FOR_MONEY,
}
"""For numbers that print their own unit, by unit."""

ALL_BARS: tuple[Bar, ...] = (*FOR_COUNTS, DEPRIVED, CERTAINTY, BROKEN, PRICE_LIMIT, TOLD_TWICE, ORDINAL, OFTEN)
