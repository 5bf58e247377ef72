"""Printed numbers are read back, whatever they are made of; no text makes the finder raise or lose its place."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from minuted.extract.text import read_text
from minuted.nlp.facts import ROLES, UNITS
from minuted.nlp.find import find_facts
from minuted.nlp.numbers import read_cell_quantities
from minuted.nlp.numbers.scan import NO_MASKS, scan
from minuted.nlp.numbers.words import value_of
from minuted.nlp.reading import Quantity

UNIT_WORDS = "one two three four five six seven eight nine".split()
TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def in_words(number: int, joiner: str = "-") -> str:
    if number < 10:
        return UNIT_WORDS[number - 1]
    if number < 20:
        return TEENS[number - 10]
    if number < 100:
        tens, rest = TENS[number // 10 - 2], number % 10
        return tens + (joiner + UNIT_WORDS[rest - 1] if rest else "")
    rest = number % 100
    return f"{UNIT_WORDS[number // 100 - 1]} hundred" + (f" and {in_words(rest, joiner)}" if rest else "")


def only(text: str) -> Quantity:
    found = scan(text, 0, len(text), NO_MASKS)
    assert len(found) == 1, (text, found)
    return found[0]


whole = st.integers(0, 99_999_999)
decimal = st.decimals(0, 9999, places=2).map(float)
space = st.sampled_from(["", " ", "\u00a0", "\u202f", "\n"])


@given(whole)
def test_counts_with_and_without_commas(number: int) -> None:
    assert only(f"There were {number:,} in all.").value == number
    assert only(f"There were {number} in all.").value == number


@given(st.integers(1, 999), st.sampled_from(["-", " "]))
def test_number_words(number: int, joiner: str) -> None:
    assert value_of(in_words(number, joiner)) == number
    assert only(f"It found {in_words(number, joiner)} cases.").value == number


@given(decimal, st.sampled_from(["%", "per cent", "percent"]), space)
def test_percentages(number: float, unit: str, gap: str) -> None:
    if unit != "%" and not gap:
        gap = " "
    found = only(f"It was {number}{gap}{unit} then.")
    assert (found.value, found.unit) == (number, "percent")


@given(decimal, st.sampled_from([("k", 1e3), ("m", 1e6), ("million", 1e6), ("bn", 1e9), ("", 1.0)]), space)
def test_money(number: float, scale: tuple[str, float], gap: str) -> None:
    found = only(f"It cost £{number}{gap if scale[0] else ''}{scale[0]} then.")
    assert found.unit == "gbp"
    assert found.value == pytest.approx(number * scale[1])


@given(
    decimal,
    st.sampled_from([("10,000", "per_10000"), ("10k", "per_10000"), ("1,000", "per_1000"), ("100,000", "per_100000")]),
)
def test_rates(number: float, base: tuple[str, str]) -> None:
    found = only(f"It was {number} per {base[0]} then.")
    assert (found.value, found.unit) == (number, base[1])


@given(
    st.integers(1, 500),
    st.integers(1, 500),
    st.sampled_from(["%", " days", " FTE"]),
    st.sampled_from(["-", " to ", "–"]),
)
def test_ranges(low: int, more: int, unit: str, joiner: str) -> None:
    found = only(f"Estimates: {low}{joiner}{low + more}{unit}.")
    assert (found.value, found.value_to) == (low, low + more)


@given(st.integers(0, 59), st.integers(0, 59))
def test_minutes_and_seconds(minutes: int, seconds: int) -> None:
    found = only(f"The wait was {minutes} minutes {seconds} seconds.")
    assert found.value == pytest.approx(minutes + seconds / 60, abs=1e-3)
    assert found.unit == "minutes"


@given(st.integers(2, 400))
def test_one_in(whole_number: int) -> None:
    assert only(f"About 1 in {whole_number} did.").value == pytest.approx(1 / whole_number, abs=1e-4)


@given(whole, st.booleans())
def test_brackets_are_negative_in_cells_only(number: int, money: bool) -> None:
    printed = f"({'£' if money else ''}{number:,})"
    [found] = read_cell_quantities(printed)
    assert (found.value, printed[found.start : found.end]) == (-number, printed)
    assert only(f"It was higher {printed} then.").value == number


LENGTHS = {
    "The lift was out of use for nine days.": ["nine days"],
    "The pump failed for three hours.": ["three hours"],
    "Each visit takes a warden eleven hours on average.": ["eleven hours"],
    "The oldest case had taken the Council 51 days to close.": ["51 days"],
    "The average life was 22 years and the average term 14 years.": ["22 years", "14 years"],
    "Some 2,310 hours a week are delivered by staff.": ["2,310 hours"],
    "The river peaked at 2.94 metres.": ["2.94 metres"],
    "Levels of 61 dB were recorded by night.": ["61 dB"],
    "The gauge recorded 84.5mm of rain.": ["84.5mm"],
    "The library signed a lease for 25 years.": [],
    "The post is for six months and a 30mph limit applies.": [],
    "Of the letters 81% were answered in 10 working days.": ["81%"],
    "There are 19 full day care settings.": ["19"],
}


@pytest.mark.parametrize("told", LENGTHS)
def test_lengths_that_are_measured(told: str) -> None:
    assert [figure.quote for figure in find_facts(read_text(told)).figures] == LENGTHS[told]


SCALES = {
    "£m: grants 31.4, loans 19.7, receipts 4.2 = 55.3. Two homes are left.": [31.4e6, 19.7e6, 4.2e6, 55.3e6, 2],
    "Slide 4\n£000s, 2021/22\nIncome 1,614\nPermits 733\n\nSlide 5\n- 9,870 permits": [1614e3, 733e3, 9870],
    "Processing times, in days:\n- New claims 24 (21)\n- Staff in post 6": [24, 21, 6],
    "It spent £m of its own and 40 homes were built.": [40],
}


@pytest.mark.parametrize("told", SCALES)
def test_a_scale_stated_over_bare_numbers(told: str) -> None:
    assert [figure.value for figure in find_facts(read_text(told)).figures] == SCALES[told]


LIKELY = st.lists(
    st.sampled_from(
        [*"0123456789%£()[]|:;,.-–+<>/½\n\t ", "one ", "half ", "in ", "of ", "per ", "hundred ", "to ", "and ", "million",  # noqa: E501
         "out of ", "10,000", "days ", "12th ", "RESOLVED", "\n\n- ", "(a) ", "2023/24 ", "Q1 ", "from ", "target "]
    ),
    max_size=60,
).map("".join)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=300), LIKELY))
@example("£" * 50)
@example("|1|2|\n|-|-|\n|3|4|")
@example("one hundred thousand million and")
@example("\x00\ud7ff1\u2028½%")
def test_no_text_raises_and_every_quote_is_in_its_place(text: str) -> None:
    document = read_text(text)
    assert document.text == text
    facts = find_facts(document)
    for fact in (*facts.figures, *facts.commitments):
        assert text[fact.start : fact.end] == fact.quote
    for figure in facts.figures:
        assert figure.unit in UNITS
        assert figure.role in ROLES
        assert 0.0 <= figure.confidence <= 1.0


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.text(max_size=200), LIKELY))
def test_quantities_stand_apart_and_in_order(text: str) -> None:
    ends = 0
    for found in scan(text, 0, len(text), NO_MASKS):
        assert ends <= found.start < found.end <= len(text)
        ends = found.end
    read_cell_quantities(text)
