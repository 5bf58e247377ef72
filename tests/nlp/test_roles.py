"""Cues, votes and the role that they give a figure."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minuted import extract_text
from minuted.nlp.cues import CUES, Cue, read_cues
from minuted.nlp.facts import ROLES
from minuted.nlp.linear import load_model
from minuted.nlp.role_votes import VOTES, Vote, cast_votes
from minuted.nlp.roles import read_role


@pytest.mark.parametrize("cue", CUES, ids=lambda cue: cue.name)
def test_each_cue_finds_its_example(cue: Cue) -> None:
    assert cue.name in {name for _, _, name in read_cues(cue.example, 0, len(cue.example))}


@pytest.mark.parametrize(
    ("vote", "example"), [(v, e) for v in VOTES for e in v.reads], ids=lambda x: getattr(x, "name", "")
)
def test_each_vote_reads_its_examples(vote: Vote, example: str) -> None:
    figure = re.search(r"\[([^\]]*)\]", example)
    assert figure is not None
    before = re.sub(r"\d[\d,.]*", "#", example[: figure.start()].lower())
    assert vote.name in {cast.name for cast in cast_votes(before, example[figure.end() :].lower())}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Calls answered were 88% against a target of 90%.", ["actual", "target"]),
        ("Sickness was 9.1 days, up 12% on last year.", ["actual", "change"]),
        ("The budget is forecast to overspend by £2.1m against a net budget of £41m.", ["forecast", "budget"]),
        ("Recycling was 44%, and the England average was 43%.", ["actual", "comparator"]),
        ("Reminders rose by 14% during the year.", ["change"]),
    ],
)
def test_roles_of_a_sentence(text: str, expected: list[str]) -> None:
    assert [figure.role for figure in extract_text(text, council="Ostley").figures] == expected


def test_headings_give_roles() -> None:
    assert [read_role(t) for t in ("Target", "Budget 2024/25", "Variance", "Ward")] == [
        "target",
        "budget",
        "actual",
        None,
    ]


def test_the_shipped_model_knows_every_role() -> None:
    assert set(load_model("role_weights").classes) == set(ROLES)


@pytest.mark.parametrize("vote", VOTES, ids=lambda vote: vote.name)
def test_votes_stay_fast_on_long_text(vote: Vote) -> None:
    list(cast_votes("target of the " * 8, "would be more than " * 4))
    assert vote.before or vote.after


@given(st.text(max_size=200))
def test_no_text_makes_cues_raise(text: str) -> None:
    assert all(0 <= start < end <= len(text) for start, end, _ in read_cues(text, 0, len(text)))
