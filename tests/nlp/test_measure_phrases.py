"""The chosen pieces of a measure, said as a noun phrase that a person can read."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minuted.nlp.measures.compose import choose
from minuted.nlp.measures.phrase import say
from minuted.nlp.measures.pool import Option
from minuted.nlp.measures.words import FUNCTION, parse


def options_of(told: str) -> tuple[list[Option], int]:
    """The pieces of a sentence in which ``#`` stands for the figure and ``@`` for a period or an area."""
    masks = [(m.start(), m.end(), "Q" if m[0] == "#" else "P") for m in re.finditer("[#@]", told)]
    parsed = parse(told, masks)
    quantity = next((i for i, token in enumerate(parsed.tokens) if token.kind == "Q"), 0)
    return [Option("own", parsed, piece, [], index) for index, piece in enumerate(parsed.pieces)], quantity


def said(told: str, *wanted: str) -> str:
    """What is said of the pieces that are among ``wanted`` (all of them where none is named)."""
    options, quantity = options_of(told)
    chosen = [o for o in options if not wanted or told[o.piece.start : o.piece.end] in wanted]
    return say(chosen, quantity)


@pytest.mark.parametrize(
    ("told", "phrase"),
    [
        ("# allotment plots in use", "allotment plots in use"),
        ("Initially the void rate stood at #", "void rate"),
        ("There were # tenants in our flats at a rate", "rate of tenants in our flats"),
        ("The Contact Centre received # calls", "calls received by Contact Centre"),
        ("The framework lasted over # decades", "decades, framework lasted"),
        ("Market income was # above budget", "Market income above budget"),
        ("a decrease in the number of complaints saw #", "number of complaints"),
        ("# repairs in @ at risk", "repairs at risk"),
        ("# tenants who have left", "tenants who have left"),
        ("# saw ( ) the late visits", "late visits"),
        ("the number was #", ""),
        ("it fell to #", ""),
    ],
)
def test_phrase_reads_as_a_name(told: str, phrase: str) -> None:
    assert said(told) == phrase


def test_pieces_that_stand_apart_follow_after_a_comma() -> None:
    told = "# of the repairs were late, mostly because of the weather in the northern estates"
    assert said(told, "repairs", "northern estates") == "repairs, in northern estates"


def test_no_piece_is_said_twice() -> None:
    assert said("# repairs, against @ when repairs were #", "repairs") == "repairs"


def test_two_names_joined_by_is_do_not_stand_together() -> None:
    options, quantity = options_of("# overspend is the late sale")
    assert say(options, quantity) == "overspend, late sale"


def test_one_span_is_preferred_to_a_scatter() -> None:
    options, _ = options_of("# food safety visits to new cafes and old bakeries")
    chosen, expected = choose(options[:3], [0.9, 0.45, 0.9])
    assert chosen == [0, 1, 2]
    assert 0 < expected <= 1


def test_unlikely_pieces_are_left_out_and_long_ones_are_cut() -> None:
    options, _ = options_of("# " + " of ".join(f"thing{chr(97 + i)} part" for i in range(12)))
    chosen, _ = choose(options, [0.9] * len(options))
    assert sum(len(options[i].piece.words) for i in chosen) <= 9
    chosen, _ = choose(options, [0.9] + [0.01] * (len(options) - 1))
    assert chosen == [0]


_WORDS = st.sampled_from(
    "# @ the of repairs saw initially late , ( ) rate it was which Council’s - visits number".split()
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_WORDS, max_size=14))
def test_no_phrase_begins_or_ends_with_a_small_word(told: list[str]) -> None:
    options, quantity = options_of(" ".join(["#", *told]))
    phrase = say(options, quantity)
    words = re.findall(r"[^\W\d_]+", phrase)
    if words:
        assert words[-1].lower() not in FUNCTION | {"saw"}
        assert words[0].lower() not in FUNCTION | {"saw"}
    assert phrase.count("(") == phrase.count(")")


def test_a_parsed_text_without_pieces_gives_no_options() -> None:
    parsed = parse("of the")
    assert [token.text for token in parsed.tokens] == ["of", "the"] and not parsed.pieces
