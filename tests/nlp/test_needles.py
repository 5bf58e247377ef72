"""Trying patterns only where they can match changes nothing of what they find."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.patterns import patterns, texts
from minuted.nlp.commitments.rules import RULES as PROMISES
from minuted.nlp.needles import Guarded, Sieve, folded, holds_any, needles_of
from minuted.nlp.numbers.bars import ALL_BARS
from minuted.nlp.numbers.masked import MASKED
from minuted.nlp.periods.mentions import RULES as PERIODS
from minuted.nlp.starts import Starts, starts_of

PIECES = (
    "since 1 April 2021", "the same period last year", "in the 12 months to June 2019", "2018/19 Q2", "(Apr 24: 57%)",
    "at 14:00", "weekend of May 2020", "31/8/23", "between July and September", "Month 6", "year-end", "R12", "IN MAY",
    "Cat 2", "⟦2⟧", "⟦one⟧ of", "paragraph ⟦4⟧", "NHS ⟦111⟧", "aged ⟦16⟧ and over", "ref 22 014 881", "OS/17/23",
    "agreed to circulate", "would be sent", "to be reviewed by May", "\u017feven", "\u212a2", "straße", "İ", "12016/17",
    "\n", "\n\n", "  ", "20", "2016", "£", "'000", "5pm", "Q", "th", "-", "–", "/", ".", ",", "(", ")", "%", "x",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=12).map(" ".join) | st.text(max_size=60)


def plainly(several: list[re.Pattern[str]], text: str) -> list[tuple[int, tuple[int, int]]]:
    return sorted((index, found.span()) for index, pattern in enumerate(several) for found in pattern.finditer(text))


@cache
def starts(part: str) -> tuple[Starts, list[re.Pattern[str]]]:
    told = {
        "periods": [rule.pattern for rule in PERIODS],
        "masks": [rule.pattern for rule in MASKED],
        "bars": [each for bar in ALL_BARS for each in bar.alternatives],
        "promises": [rule.pattern for rule in PROMISES],
    }[part]
    return Starts(told), told


@pytest.mark.parametrize("part", ["periods", "masks", "bars", "promises"])
@settings(deadline=None)
@given(text=TEXTS)
def test_starts_find_what_finditer_finds(part: str, text: str) -> None:
    found, told = starts(part)
    assert sorted((index, match.span()) for index, match in found.matches(text)) == plainly(told, text)


def test_starts_find_what_finditer_finds_in_texts_made_for_each_pattern() -> None:
    for part in ("periods", "masks", "bars"):
        found, told = starts(part)
        for pattern in told:
            for _, text in texts(pattern.pattern, pattern.flags, 60):
                spans = sorted((index, match.span()) for index, match in found.matches(text))
                assert spans == plainly(told, text), (pattern.pattern, text)


def test_what_any_rule_matches_holds_one_of_its_needles() -> None:
    for source, flags in patterns():
        pattern = re.compile(source, flags)
        for _, text in texts(source, flags, 80):
            for found in pattern.finditer(text):
                assert holds_any(folded(found.string), needles_of(pattern)), (source, found[0])


def test_most_rules_have_needles() -> None:
    """A change of Python's parser that left the analysis without any would only be slow, and so go unseen."""
    told = [needles_of(re.compile(source, flags)) for source, flags in patterns()]
    assert sum(map(bool, told)) > 0.6 * len(told)
    assert sum(starts_of(rule.pattern) is not None for rule in PERIODS) == len(PERIODS)


@pytest.mark.parametrize(
    ("pattern", "needles"),
    [
        (r"(?i)\b(?:Target|goal)s?\b", ("goal", "target")),
        (r"colou?r", ("colo",)),
        (r"(?:ab)?cd|x*", ()),
        (r"a(?!late)b", ()),
        (r"(?=later)l\w+", ("later",)),
        (r"[^a]|late", ()),
    ],
)
def test_needles(pattern: str, needles: tuple[str, ...]) -> None:
    assert needles_of(re.compile(pattern)) == needles


def test_patterns_bound_to_the_beginning_of_a_text_are_tried_at_their_words_too() -> None:
    told = [re.compile(r"^late|^1\d"), re.compile(r"late")]
    assert starts_of(told[0]) is not None
    for text in ("late and late", "not late", "12 late 13", "", " late", "x\nlate"):
        found = sorted((index, match.span()) for index, match in Starts(told).matches(text))
        assert found == plainly(told, text), text


@pytest.mark.parametrize("pattern", [r".+", r"\s+late", r"(?<=a)$", r"\Blate", r"(?:late)?\s"])
def test_patterns_that_can_begin_with_anything_are_searched_plainly(pattern: str) -> None:
    told = [re.compile(pattern)]
    assert starts_of(told[0]) is None
    text = "later: a late\nlate lates"
    assert sorted((i, m.span()) for i, m in Starts(told).matches(text)) == plainly(told, text)


def test_a_sieve_leaves_what_can_match() -> None:
    sieve = Sieve([re.compile("would be"), re.compile(r"\w+"), re.compile("agreed to", re.IGNORECASE)])
    assert sieve.left(folded("AGREED TO IT")) == [1, 2]


def test_a_guarded_pattern_finds_what_the_pattern_finds() -> None:
    pattern = re.compile(r"\bwould (?:normally|usually)\b")
    assert Guarded(pattern).search("it would usually") is not None
    assert Guarded(pattern).search("it would not", "it would usually") is None
