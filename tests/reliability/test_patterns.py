"""The pattern of every rule on long runs made from itself: none may need more than so long."""

from __future__ import annotations

import re

import pytest

from bench.patterns import patterns, slow_patterns, texts, within
from minuted.extract.text import read_text
from minuted.nlp.find import find_facts


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
def test_no_rule_is_slow_on_100_000_characters() -> None:
    """The slowest needs a third of a second; one that needs the square of the length needs many."""
    assert [slow.where for slow in slow_patterns("minuted.nlp", 100_000, 4.0)] == []


@pytest.mark.parametrize("digits", ["7" * 30, "7" * 5000, ",".join(["777"] * 12), "0." + "7" * 400])
def test_a_number_without_an_end_is_no_number(digits: str) -> None:
    for written in (digits, f"£{digits}", f"{digits}%", f"{digits} days"):
        for figure in find_facts(read_text(f"There were {written} in May 2024.")).figures:
            assert figure.value < 1, written
