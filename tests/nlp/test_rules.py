"""Every example of every rule of the number registries, read by the whole finder."""

from __future__ import annotations

import random
import time

import pytest

from minuted.extract.text import read_text
from minuted.nlp.facts import Figure
from minuted.nlp.find import find_facts
from minuted.nlp.numbers.bars import ALL_BARS
from minuted.nlp.numbers.forms import RULES
from minuted.nlp.numbers.masked import MASKED
from minuted.nlp.numbers.scan import NO_MASKS, scan
from minuted.nlp.rule import Rule

READ = [(rule, text) for rule in RULES for text in rule.reads]
PASSED = [(rule, text) for rule in RULES for text in rule.ignores]


def named(value: object) -> str:
    return value.name if isinstance(value, Rule) else str(value)[:30]


def figures_of(text: str) -> tuple[Figure, ...]:
    return find_facts(read_text(text)).figures


@pytest.mark.parametrize(("rule", "text"), READ, ids=named)
def test_what_a_rule_reads(rule: Rule, text: str) -> None:
    found = scan(text, 0, len(text), NO_MASKS)
    told = [
        (text[q.start : q.end], q.value, q.unit)
        if q.value_to is None
        else (text[q.start : q.end], q.value, q.value_to, q.unit)
        for q in found
    ]
    assert told == rule.reads[text]


@pytest.mark.parametrize(("rule", "text"), READ, ids=named)
def test_what_a_rule_reads_becomes_a_figure(rule: Rule, text: str) -> None:
    """Through the whole finder too: no gate may swallow a rule's own example."""
    found = {(figure.quote, figure.value) for figure in figures_of(text)}
    assert {(quote, value) for quote, value, *_ in rule.reads[text]} <= found


@pytest.mark.parametrize(("rule", "text"), PASSED, ids=named)
def test_what_a_rule_leaves_alone(rule: Rule, text: str) -> None:
    assert not figures_of(text)


@pytest.mark.parametrize("rule", RULES, ids=named)
def test_each_rule_has_an_example_that_it_wins(rule: Rule) -> None:
    names = {quantity.rule for text in rule.reads for quantity in scan(text, 0, len(text), NO_MASKS)}
    assert names, rule.name


@pytest.mark.parametrize(("rule", "text"), [(bar, text) for bar in ALL_BARS for text in bar.ignores], ids=named)
def test_what_the_gate_bars(rule: Rule, text: str) -> None:
    assert not [figure.quote for figure in figures_of(text)]


@pytest.mark.parametrize(("rule", "text"), [(bar, text) for bar in ALL_BARS for text in bar.reads], ids=named)
def test_what_the_gate_lets_pass(rule: Rule, text: str) -> None:
    assert rule.reads[text] in [figure.quote for figure in figures_of(text)]


@pytest.mark.parametrize(("rule", "text"), [(mask, text) for mask in MASKED for text in mask.reads], ids=named)
def test_what_is_masked(rule: Rule, text: str) -> None:
    assert rule.reads[text] in [match[0] for match in rule.pattern.finditer(text)]
    assert not figures_of(text)


@pytest.mark.parametrize("rule", [*RULES, *ALL_BARS, *MASKED], ids=named)
def test_no_pattern_runs_away(rule: Rule) -> None:
    """Long runs of what a rule is made of, without the end that it waits for, take it linear time."""
    chosen = random.Random(7)
    pieces = [*rule.reads, *rule.ignores]
    tokens = [token for text in pieces for token in text.split()] or ["1"]
    worst = " ".join(chosen.choice(tokens) for _ in range(3000))
    for text in (worst, "1 " * 6000, "1," * 6000, "a" * 12000, "one hundred and " * 800, "⟦" + "1 " * 4000):
        began = time.process_time()
        for at in range(0, len(text), 997):
            rule.pattern.match(text, at)
        rule.pattern.search(text[:4000])
        assert time.process_time() - began < 1.0
