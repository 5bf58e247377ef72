"""How quantities are printed: an ordered registry of rules, the most specific first.

At each place where a number may begin the rules are tried in order, and the first that reads it wins.  To teach minuted
a new printed form, add one ``Rule`` with its examples to the module of its kind and its name to ``RULES``.  ``reads``
maps a sentence to the quantities in it: ``(quote, value, unit)`` or ``(quote, value, value_to, unit)``.
"""

from __future__ import annotations

from minuted.nlp.numbers.forms import counts, lengths, money, order, shares
from minuted.nlp.rule import Rule

RULES: tuple[Rule, ...] = (
    money.MONEY_RANGE,
    money.PENCE_IN_THE_POUND,
    money.POUNDS_IN,
    money.MONEY_IN_BRACKETS,
    money.MONEY,
    money.MONEY_IN_WORDS,
    shares.PERCENT_RANGE,
    shares.PERCENTAGE_POINTS,
    shares.PERCENT,
    shares.RATE_PER,
    lengths.LENGTH_PAIR,
    lengths.AND_A_HALF,
    shares.OUT_OF,
    shares.ONE_IN,
    shares.FRACTION,
    shares.TENTHS,
    order.RANK_OF,
    order.RANK_SUPERLATIVE,
    order.RANK_IN,
    order.RANK_FROM,
    order.TIMES,
    order.MULTIPLE,
    shares.RATIO,
    lengths.LENGTH_RANGE,
    lengths.SECONDS,
    lengths.MEASURED,
    money.PENCE,
    counts.SCALED_COUNT,
    counts.PART_OVER_WHOLE,
    counts.COUNT_RANGE,
    counts.NONE,
    counts.COUNT,
)
