"""The grammar of period phrases: every rule's examples, printed forms read back, no text that makes it raise."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minuted.nlp.facts import Period
from minuted.nlp.periods import calendar as cal
from minuted.nlp.periods.mentions import RULES, read_mentions
from minuted.nlp.reading import PeriodMention

READS = [(rule.name, text, wanted) for rule in RULES for text, wanted in rule.reads.items()]
IGNORES = [(rule.name, text) for rule in RULES for text in rule.ignores]


def told(mention: PeriodMention) -> str:
    return mention.period.label if mention.period else mention.relative or ""


@pytest.mark.parametrize(("name", "text", "wanted"), READS)
def test_each_rule_reads_its_examples(name: str, text: str, wanted: str) -> None:
    assert (name, wanted) in [(mention.form, told(mention)) for mention in read_mentions(text)]


@pytest.mark.parametrize(("name", "text"), IGNORES)
def test_each_rule_leaves_alone_what_it_should(name: str, text: str) -> None:
    assert name not in [mention.form for mention in read_mentions(text)]


def test_names_of_rules_are_unique_and_each_has_an_example() -> None:
    names = [rule.name for rule in RULES]
    assert len(names) == len(set(names))
    assert all(rule.reads for rule in RULES)


@pytest.mark.parametrize(
    "text",
    [
        "Over 2,013 homes and 1,980 people, 3.25 days, £2,019 and 24 of 25 cases",
        "paragraph 3.1.2 and section 4.10",
        "Members may march on, and the mayor may decide",
        "a ratio of 2:1, a third of pupils and half of staff",
    ],
)
def test_numbers_that_are_no_periods_stay_with_the_number_grammar(text: str) -> None:
    assert read_mentions(text) == []


YEARS = st.integers(1990, 2040)
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2040, 12, 31))
MONTHS = st.integers(1, 12)


def printed_years(year: int) -> list[str]:
    after = year + 1
    return [f"{year}/{after % 100:02d}", f"{year}-{after % 100:02d}", f"{year}/{after}", f"{year} – {after}"]


@given(YEARS, st.integers(0, 3), st.sampled_from(["in {}.", "the {} outturn", "({})", "Budget {}:", "during {}, when"]))
def test_financial_years_are_read_back(year: int, form: int, frame: str) -> None:
    (mention,) = read_mentions(frame.format(printed_years(year)[form]))
    assert mention.period == cal.financial_year(year)


@given(YEARS, st.integers(0, 2))
def test_academic_years_are_read_back(year: int, form: int) -> None:
    (mention,) = read_mentions(f"in the {printed_years(year)[form]} academic year")
    assert mention.period == cal.academic_year(year)


@given(YEARS, st.integers(1, 4), st.integers(0, 2))
def test_quarters_are_read_back(year: int, number: int, form: int) -> None:
    years = printed_years(year)[form]
    nth = ("first", "second", "third", "fourth")[number - 1]
    for text in (
        f"Q{number} {years}",
        f"Quarter {number} of {years}",
        f"Qtr {number} {years}",
        f"the {nth} quarter of {years}",
    ):
        (mention,) = read_mentions(text)
        assert mention.period == cal.quarter(number, year), text


@given(DAYS)
def test_days_are_read_back(day: dt.date) -> None:
    forms = ("{d} {m} {y}", "{d}{s} {m}, {y}", "{w} {d}{s} {m} {y}", "{d:02d}/{n:02d}/{y}", "{y}-{n:02d}-{d:02d}")
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day not in (11, 12, 13) else 0, "th")
    for form in forms:
        text = form.format(d=day.day, m=f"{day:%B}", y=day.year, s=suffix, w=f"{day:%A}", n=day.month)
        (mention,) = read_mentions(f"as at {text}, 12 cases")
        assert mention.period == cal.day(day), text


@given(YEARS, MONTHS)
def test_months_and_their_ends_are_read_back(year: int, number: int) -> None:
    name = f"{dt.date(year, number, 1):%B}"
    (month,) = read_mentions(f"in {name} {year}")
    (end,) = read_mentions(f"at the end of {name} {year}")
    assert (month.period, end.period) == (cal.month(year, number), cal.day(cal.last_day(year, number)))
    (short,) = read_mentions(f"{name[:3]}-{year % 100:02d}")
    assert short.period is not None
    assert short.period.start.month == number


@given(YEARS, MONTHS, MONTHS)
def test_spans_of_months_are_read_back(year: int, first: int, last: int) -> None:
    if first == last:
        return
    names = [f"{dt.date(year, number, 1):%B}" for number in (first, last)]
    wanted = cal.months(year - (first > last), first, year, last)
    for text in (f"between {names[0]} and {names[1]} {year}", f"from {names[0]} to {names[1]} {year}"):
        (mention,) = read_mentions(text)
        assert mention.period == wanted, text


@given(YEARS, MONTHS, st.sampled_from([3, 6, 9, 12]))
def test_rolling_months_are_read_back(year: int, number: int, count: int) -> None:
    end = cal.last_day(year, number)
    (mention,) = read_mentions(f"in the {count} months to the end of {end:%B} {year}")
    assert mention.period == cal.rolling(count, end)


@given(DAYS, st.integers(0, 2000))
def test_every_label_is_read_back(start: dt.date, length: int) -> None:
    period = cal.name_period(start, start + dt.timedelta(days=length))
    assert cal.read_label(period.label) == period


@given(DAYS, st.integers(0, 800), st.integers(-60, 60))
def test_moving_by_months_keeps_the_shape_of_whole_months(start: dt.date, length: int, count: int) -> None:
    whole = cal.span(cal.month(start.year, start.month), Period(start, start + dt.timedelta(days=length), ""))
    whole = cal.name_period(whole.start, cal.last_day(whole.end.year, whole.end.month))
    assert cal.shift_months(cal.shift_months(whole, count), -count) == whole


PIECES = st.sampled_from(
    "between and to from Q1 Q 4 quarter first half of 2023/24 2023 / 24 23/24 31 March 32 May may 2024 2099/00 the "
    "end of same period last year since FY24 Month 12 30/2/23 29 February 2023 AY 2018-20 ( ) £ 1 000 % at 25:61 pm "
    "term winter".split(" ")
)


@given(st.lists(PIECES, max_size=30).map(" ".join) | st.text(max_size=300))
@settings(max_examples=300)
def test_no_text_makes_it_raise_and_mentions_are_apart(text: str) -> None:
    end = 0
    for mention in read_mentions(text):
        assert end <= mention.start < mention.end <= len(text)
        assert mention.period is None or mention.period.start <= mention.period.end
        end = mention.end


@pytest.mark.parametrize(
    "piece",
    [
        "31 ",
        "March ",
        "2023/24 ",
        "2023",
        "between 1 ",
        "since the a b ",
        "the same ",
        "Q1 ",
        "1/",
        "(",
        "end of ",
        "last ",
        " ",
        "a",
    ],
)
def test_reading_time_grows_with_the_text_only(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    start = time.perf_counter()
    read_mentions(text)
    assert time.perf_counter() - start < 6
