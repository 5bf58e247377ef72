"""Sentences keep to their blocks and know the headings and the lead-in above them."""

from __future__ import annotations

import pytest

from minuted.extract.text import read_text
from minuted.nlp.reading import Sentence
from minuted.nlp.sentences import read_sentences


def sentences(text: str) -> tuple[Sentence, ...]:
    return read_sentences(read_text(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rose. It fell.", ["It rose.", "It fell."]),
        ("Cllr. A. B. Gray and Dr. Webb came. None spoke.", ["Cllr. A. B. Gray and Dr. Webb came.", "None spoke."]),
        ("The rate was 3.5 per cent. See para. 4.", ["The rate was 3.5 per cent.", "See para. 4."]),
        ("It was approx. 40, i.e. more. £5m was spent.", ["It was approx. 40, i.e. more.", "£5m was spent."]),
        ("Why? Nobody knew! (It was late.)", ["Why?", "Nobody knew!", "(It was late.)"]),
        ("“It is late.” She left.", ["“It is late.”", "She left."]),
    ],
)
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    assert [sentence.text for sentence in sentences(text)] == expected


def test_every_sentence_is_in_its_place() -> None:
    text = "1.  Waiting lists\n\n1.1  There were 40.\u00a0 Of these,\nten were new.\n\n·  five had left"
    for sentence in sentences(text):
        assert text[sentence.start : sentence.end] == sentence.text


def test_headings_are_stacked_and_closed_by_the_next_of_their_level() -> None:
    text = "OSTLEY COUNCIL\n\n1.  Housing\n\n1.1  It rose.\n\n2.  Waste\n\n2.1  It fell.\n"
    told = {sentence.text: sentence.headings for sentence in sentences(text)}
    assert told["It rose."][-1] == "Housing"
    assert told["It fell."][-1] == "Waste"
    assert "Housing" not in told["It fell."]


def test_a_lead_in_holds_for_every_item_of_its_list() -> None:
    text = "The Panel heard that:\n\n(a) voids had fallen;\n(b) arrears had risen. They were high.\n\nThe Chair left."
    told = {sentence.text: sentence.lead_in for sentence in sentences(text)}
    assert told["voids had fallen;"] == told["They were high."] == "The Panel heard that:"
    assert told["The Chair left."] is None


def test_tables_are_left_to_their_own_reader() -> None:
    text = "Calls\n\n| Month | Calls |\n| May | 41 |\n| June | 52 |\n\nIt was busy."
    assert [sentence.text for sentence in sentences(text)] == ["Calls", "It was busy."]
