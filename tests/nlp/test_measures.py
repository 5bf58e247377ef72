"""What a figure measures: pieces, their choice, and the phrase they are said as."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minuted import extract_text
from minuted.nlp.clauses import clause_cuts
from minuted.nlp.linear import LinearModel, load_model
from minuted.nlp.measures.words import FUNCTION, parse


def measures(text: str) -> list[str]:
    return [figure.measure or "" for figure in extract_text(text, council="Brackenshire").figures]


def content(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text.lower())) - FUNCTION


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There were 214 allotment plots in use.", ["allotment plots in use"]),
        ("The Contact Centre received 9,310 calls.", ["calls received by the Contact Centre"]),
        ("91% of boiler checks were completed within 30 days.", ["boiler checks completed within 30 days"]),
        (
            "The average cost of a burial plot was £870, compared to £640 the year before.",
            ["average cost of burial plot"] * 2,
        ),
        ("The void rate stood at 2.6% against a target of 2%.", ["void rate"] * 2),
    ],
)
def test_measure_shares_most_of_its_words(text: str, expected: list[str]) -> None:
    found = measures(text)
    assert len(found) == len(expected)
    for ours, theirs in zip(found, expected, strict=True):
        shared = len(content(ours) & content(theirs))
        assert 2 * shared / (len(content(ours)) + len(content(theirs))) >= 0.5, (ours, theirs)


def test_measure_holds_no_period_area_or_other_figure() -> None:
    told = measures("In 2023/24 there were 402 library visits per day in England and 380 in the year before.")
    assert not any(re.search(r"2023|England|402|380", measure) for measure in told)


def test_of_these_goes_on_from_the_figure_before() -> None:
    first, second = measures("There were 120 food inspections in the quarter. Of these, 14 were overdue.")
    assert "inspections" in first
    assert "inspections" in second and "overdue" in second


def test_pieces_break_before_participles_and_at_masks() -> None:
    told = "12 garden permits issued in May were revoked"
    pieces = [told[p.start : p.end] for p in parse(told, [(0, 2, "Q"), (28, 31, "P")]).pieces]
    assert pieces == ["garden permits", "issued", "revoked"]


def test_clauses_cover_the_sentence() -> None:
    told = "Up from 12 (3%) to 15, of which 4 were new"
    cuts = clause_cuts(told, 0, len(told), [(8, 10), (12, 14), (19, 21), (32, 33)])
    assert cuts[0] == 0 and cuts[-1] == len(told) and cuts == sorted(set(cuts))


def test_linear_model_sums_its_weights() -> None:
    model = LinearModel(["a", "b"], {"bias": [0.0, 1.0], "x": [3.0, 0.0]})
    assert np.allclose(model.scores([["x"], ["y"]]), [[3.0, 1.0], [0.0, 1.0]])
    assert model.scores([]).shape == (0, 2)


def test_the_shipped_models_are_small() -> None:
    assert load_model("measure_weights").classes == ["in"]


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet=st.sampled_from("ab the of (12) £3m 4% , ; : were\n in England 2023/24 up to . – |"), max_size=160)
)
def test_no_text_makes_it_raise(text: str) -> None:
    for figure in extract_text(text, council="Ostley").figures:
        assert text[figure.start : figure.end] == figure.quote
