"""The pattern of every rule on long runs made from itself: none may need more than so long."""

from __future__ import annotations

import re

import pytest

from bench.patterns import patterns, slow_patterns, texts, within

KNOWN = {
    "names_a_group", "price_limit", "number_of_a_paragraph", "ordinal", "pence_in_the_pound", "money_in_words",
    "percent_range", "percentage_points", "percent", "rate_per", "length_pair", "and_a_half", "out_of", "one_in",
    "times", "ratio", "measured_range", "seconds", "measured", "pence", "scaled_count", "part_over_whole",
    "count_range", "file_size", "web_or_mail",
}  # fmt: skip
"""Debts: over two seconds on 100,000 characters, as the square of the length, where every place in one unbroken run
is tried (most begin with a number of any length; the finder tries them only where a number begins)."""


def test_a_pattern_that_backtracks_is_caught() -> None:
    assert not within(re.compile(r"(?:a+)+b"), "a" * 200, 0.2)
    assert within(re.compile(r"a+b"), "a" * 200, 0.2)


def test_texts_are_made_from_what_a_pattern_matches() -> None:
    assert "calls answered calls answered " in "".join(
        text for _, text in texts(r"calls answered (?:on time|late)?", 0, 100)
    ).replace("calls answered on time", "calls answered ")


def test_the_rules_are_found() -> None:
    found = " ".join(patterns().values())
    for part in ("numbers.forms", "numbers.bars", "periods", "commitments.due", "commitments", "tables"):
        assert part in found


@pytest.mark.slow
def test_no_rule_backtracks() -> None:
    """On 600 characters the square of the length is a moment, anything worse is not."""
    assert [slow.where for slow in slow_patterns("minuted.nlp", 600, 2.0)] == []


@pytest.mark.slow
def test_no_other_rule_is_slow_on_100_000_characters() -> None:
    slow = {found.where.rpartition(": ")[2] for found in slow_patterns("minuted.nlp", 100_000, 2.0)}
    assert slow <= KNOWN
