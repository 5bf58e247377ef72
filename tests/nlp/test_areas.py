"""Which area a figure is about: named, a group, a place, our own, or handed on."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minuted import extract_text
from minuted.nlp.areas import own_name, read_area_mentions


def areas(text: str, council: str = "Tarrowdale") -> list[str | None]:
    return [figure.area for figure in extract_text(text, council=council).figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The rate was 24%, and the England average was 21%.", [None, "England"]),
        ("Uptake was 61% (South East 58%).", [None, "South East"]),
        ("Attendance was 93%, compared with 94% nationally.", [None, "national"]),
        ("The figure was 12%, which is below the national average.", [None]),
        ("Tarrowdale had 12 libraries.", [None]),
        ("Turnout was 31% in Harbour ward.", ["Harbour ward"]),
        ("It stood at 62 per 10,000 against 58 for our statistical neighbours.", [None, "statistical neighbours"]),
        ("It would cost in the region of £23,000.", [None]),
        ("There are 12 staff in Community Safety.", [None]),
        ("£40,000 for Harbour Library Refurbishment was agreed.", [None]),
        ("£360 was paid to Quay & Co Parish Insurance.", [None]),
        ("£34,000 for Quay Park pavilion refurbishment was agreed.", [None]),
        ("At Harbour Library 420 visits were made.", ["Harbour Library"]),
        ("There were 30 calls in the Tarrowdale area.", [None]),
        ("In Tarrowdale Borough 412 people wait.", [None]),
    ],
)
def test_area_of_each_figure(text: str, expected: list[str | None]) -> None:
    assert areas(text) == expected


@pytest.mark.parametrize("council", ["Tarrowdale Council", "Tarrowdale", "Tarrowdale Borough Council"])
def test_our_own_name_with_its_status_is_no_area(council: str) -> None:
    assert areas("There were 40 cases in Tarrowdale Borough.", council) == [None]


def test_another_councils_status_is_another_area() -> None:
    assert areas("There were 40 cases in Tarrowdale District.", "Tarrowdale Town Council") == ["Tarrowdale District"]


def test_people_and_roads_are_no_areas() -> None:
    names = [m.name for m in read_area_mentions("Councillor Bolton of 4 Warwick Crescent spoke with Mrs Kent")]
    assert names == []


def test_names_that_are_also_words_need_a_preposition() -> None:
    assert [m.name for m in read_area_mentions("Reading improved at Key Stage 1")] == []
    assert [m.name for m in read_area_mentions("as in Reading")] == ["Reading"]


def test_own_name_is_read_without_its_status() -> None:
    assert own_name("Royal Borough of Ostley") == "Ostley"


def test_gazetteer_holds_each_name_once_and_well_formed_codes() -> None:
    text = (files("minuted.nlp") / "lexicon" / "areas.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert len({row["name"] for row in rows}) == len(rows) > 400
    assert all(not row["code"] or (row["code"][0] in "EWSNK" and len(row["code"]) == 9) for row in rows)
    london = [row for row in rows if row["kind"] == "london_borough"]
    assert len(london) == 33


@given(st.text(alphabet=st.sampled_from("AEngland national (ward)%1,. \n-Bolton\u00a0’"), max_size=120))
def test_no_text_makes_it_raise(text: str) -> None:
    for mention in read_area_mentions(text, "Ostley"):
        assert text[mention.start : mention.end]
