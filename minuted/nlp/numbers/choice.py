"""Which rules can read a number in digits: those that allow what comes right after it.

"12 homes" is no percentage, no sum of money and no score, and its "h" tells so: of thirty rules a few are left.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from minuted.nlp.beginnings import kind_of, starts_of
from minuted.nlp.first_letters import ANY_DIGIT, NO_LETTERS, Then, firsts
from minuted.nlp.needles import codes, folded, tree_of
from minuted.nlp.numbers.words import DIGITS
from minuted.nlp.rule import Rule

_DIGITS = re.compile(DIGITS)
_IN_DIGITS = re.compile(rf"\(\?P<n>(?:\(\?:)*{re.escape(DIGITS)}\)")
"""A pattern whose number is digits as they stand there, whatever else it may be."""
_NO_SPACE = re.compile(r"\S")
_OF_A_NUMBER = frozenset({ANY_DIGIT, *"0123456789.,½¼¾⅓⅔"})
"""What may stand after a number where a rule takes less than all of it."""


class Choice(dict[str, tuple[Rule, ...]]):
    """Rules in their order, by the character that follows a number and any space.

    >>> from minuted.nlp.numbers.forms import RULES
    >>> [rule.name for rule in Choice(RULES).at("It was 4% last year.", 7)]
    ['percent_range', 'percentage_points', 'percent', 'and_a_half', 'count']
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        super().__init__()
        self._rules = tuple(rules)

    @cached_property
    def _told(self) -> list[tuple[Rule, Then]]:
        return [(rule, follows_digits(rule.pattern)) for rule in self._rules]

    def at(self, text: str, at: int) -> tuple[Rule, ...]:
        """The rules that can read the number that begins with the digit at a place."""
        digits = _DIGITS.match(text, at)
        if digits is None:
            return self._rules
        beyond = _NO_SPACE.search(text, digits.end())
        return self[beyond[0] if beyond else ""]

    def __missing__(self, follows: str) -> tuple[Rule, ...]:
        form = folded(follows)
        self[follows] = chosen = tuple([rule for rule, then in self._told if then is None or form in then])
        return chosen


def follows_digits(pattern: re.Pattern[str]) -> Then:
    """The characters of which one comes after the digits that a pattern begins with, spaces aside.

    None where anything can; an empty set where the pattern begins with no digit.

    >>> from minuted.nlp.numbers.forms import counts, order, shares
    >>> sorted(follows_digits(shares.TENTHS.pattern)), follows_digits(shares.FRACTION.pattern)
    (['/'], frozenset())
    >>> sorted(follows_digits(order.TIMES.pattern)), follows_digits(counts.COUNT.pattern) is None
    (['t'], True)
    """
    told = _after_number(pattern)
    if told is None and (starts := starts_of(pattern)) is not None:
        found = {then for start, then in starts.items() if kind_of(start.told) == "digit"}
        told = None if None in found else NO_LETTERS.union(*(then for then in found if then))
    return None if told is None or told & _OF_A_NUMBER else told


def _after_number(pattern: re.Pattern[str]) -> Then:
    """What comes after the group of a number that a pattern begins with; None where it begins with something else."""
    if not _IN_DIGITS.search(pattern.pattern):
        return None
    items = list(tree_of(pattern))
    while items and items[0][0] is codes.MAX_REPEAT and items[0][1][0] == 0:
        del items[0]  # a sign
    begins = items and items[0][0] is codes.SUBPATTERN and items[0][1][0] == pattern.groupindex.get("n", 0)
    return firsts(items[1:]) if begins else None
