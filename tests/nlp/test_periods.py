"""Periods in a paper: what it reports on, turns of phrase resolved, due dates, the period of each figure."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import minuted
from minuted.extract.document import Metadata
from minuted.extract.text import read_text
from minuted.nlp.facts import Period
from minuted.nlp.find import read_facts
from minuted.nlp.periods import calendar as cal
from minuted.nlp.periods import find_period_mentions, read_due, read_period
from minuted.nlp.periods.bind import bind
from minuted.nlp.periods.mentions import read_mentions
from minuted.nlp.periods.resolve import HEADS, POINTS, Clock, resolve
from minuted.nlp.reading import Reading
from minuted.nlp.sentences import read_sentences

GOLD = Path(__file__).resolve().parents[1] / "gold"
MEETING = dt.date(2019, 7, 16)
CLOCK = Clock(cal.quarter(1, 2019), MEETING)


def reading_of(text: str, meeting: dt.date | None = MEETING) -> Reading:
    document = read_text(text, Metadata(meeting_date=meeting))
    reading = Reading(document, meeting_date=meeting, sentences=read_sentences(document))
    find_period_mentions(reading)
    return reading


def label(period: Period | None) -> str | None:
    return period.label if period else None


def periods_of(text: str) -> list[tuple[str, str | None]]:
    facts = minuted.extract_text(text, kind="report", meeting_date=MEETING)
    return [(figure.quote, label(figure.period)) for figure in facts.figures]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("TARROWDALE COUNCIL\n\nHousing performance: Quarter 4 2018/19\n\nThere were 41 empty homes.", "Q4 2018/19"),
        ("Revenue outturn 2018/19\n\nThe budget was underspent.", "FY2018/19"),
        ("Waste\n\n1.1 This report covers the period 1 April to 30 June 2019.", "Q1 2019/20"),
        ("Adult care performance at the end of May 2019\n\nAll was well.", "2019-05-31"),
        ("Minutes of the meeting held on 16 July 2019\n\nThe Chair opened the meeting.", None),
        ("School attendance 2017/18\n\nAbsence was 5.1%.", "AY2017/18"),
        ("Carbon: annual report\n\nOur performance against the 2014/15 baseline is good.", None),
        ("Parks Strategy 2020-25\n\nThe Panel considered the draft.", None),
    ],
)
def test_what_a_paper_reports_on(text: str, wanted: str | None) -> None:
    assert label(reading_of(text).own_period) == wanted


@pytest.mark.parametrize(
    ("phrase", "base", "wanted"),
    [
        ("the same period last year", cal.quarter(1, 2019), "Q1 2018/19"),
        ("at the same point in 2016", cal.day(dt.date(2019, 6, 30)), "2016-06-30"),
        ("the previous quarter", cal.quarter(1, 2019), "Q4 2018/19"),
        ("a year earlier", cal.month(2019, 5), "2018-05"),
        ("last year", cal.financial_year(2018), "FY2017/18"),
        ("this year", None, "FY2019/20"),
        ("the year to date", None, "Q1 2019/20"),
        ("since April", None, "2019-04/2019-07"),
        ("since 1 May 2019", None, "2019-05/2019-06"),
        ("at the end of March", None, "2019-03-31"),
        ("in October", None, "2018-10"),
        ("Quarter 4", None, "Q4 2018/19"),
        ("currently", None, "2019-07-16"),
        ("the rolling year", None, "R12 2019-06"),
        ("before the flood, previously", None, None),
    ],
)
def test_turns_of_phrase(phrase: str, base: Period | None, wanted: str | None) -> None:
    (mention,) = read_mentions(phrase)
    assert label(mention.period or resolve(mention.relative or "", CLOCK, base)) == wanted


@given(
    st.sampled_from([*HEADS, *POINTS, "unknown"]),
    st.text("0123456789:-/QFAY2019 monthendday", max_size=12),
    st.booleans(),
    st.sampled_from([None, cal.quarter(1, 2016), cal.day(dt.date(2024, 2, 29))]),
)
@settings(max_examples=300)
def test_resolving_never_raises(head: str, argument: str, ahead: bool, base: Period | None) -> None:
    for clock in (CLOCK, Clock(), Clock(None, MEETING), Clock(cal.quarter(1, 2016))):
        resolve(f"{head}:{argument}", clock, base, ahead)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("by 2 September 2019", "2019-09-02"),
        ("by the end of July", "2019-07-31"),
        ("to the October meeting", "2019-10"),
        ("in March", "2020-03"),
        ("from Quarter 3 onwards", "Q3 2019/20"),
        ("until 2020/21", "FY2020/21"),
        ("within two weeks", "2019-07-30"),
        ("in three months' time", "2019-10"),
        ("by the end of the week", "2019-07-19"),
        ("with immediate effect", "2019-07-16"),
        ("to the next meeting", None),
        ("in the spring", None),
        ("quarterly", None),
        ("", None),
    ],
)
def test_due(text: str, wanted: str | None) -> None:
    assert label(read_due(text, reading_of(""))) == wanted


@pytest.mark.parametrize(
    ("heading", "wanted"),
    [
        ("Q3 2018/19", "Q3 2018/19"),
        ("2018-19", "FY2018/19"),
        ("Mar-19", "2019-03"),
        ("Target 2019/20", "FY2019/20"),
        ("As at 30 June 2019", "2019-06-30"),
        ("Latest", "Q1 2019/20"),
        ("Previous year", "Q1 2018/19"),
        ("Ward", None),
    ],
)
def test_headings_of_tables(heading: str, wanted: str | None) -> None:
    reading = reading_of("")
    reading.own_period = cal.quarter(1, 2019)
    assert label(read_period(heading, reading)) == wanted


@pytest.mark.parametrize(
    ("text", "hows"),
    [
        ("Fires rose from 31 in 2017/18 to 44 in 2018/19.", ["attach", "attach"]),
        ("In Quarter 1 there were 23 fires and 61 false alarms.", ["topic", "topic_on"]),
        ("Complaints numbered 91 and appeals 46 in 2018/19.", ["share", "attach"]),
        ("There were 14 fires, more than in 2017.", ["ctx"]),
        ("Arrears were 3.4% (2017/18: 3.9%).", ["ctx", "bracket"]),
    ],
)
def test_figures_are_bound_to_their_own_mention(text: str, hows: list[str]) -> None:
    reading = read_facts(read_text(text, Metadata(meeting_date=MEETING)))
    drafts = [draft for draft in reading.drafts if draft.rejected is None]
    bonds = bind(text, 0, drafts, reading.period_mentions)
    assert [bond.how for bond in bonds] == hows


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Fires rose from 31 in 2017/18 to 44 in 2018/19.",
            [("31", "FY2017/18"), ("44", "FY2018/19")],
        ),
        (
            "Lettings performance: Quarter 1 2019/20\n\n2.1 The service let 214 homes in the quarter, compared with "
            "198 in the same quarter of 2018/19.",
            [("214", "Q1 2019/20"), ("198", "Q1 2018/19")],
        ),
        (
            "There were 402 children in care at 31 March 2019, a rate of 61 per 10,000.",
            [("402", "2019-03-31"), ("61 per 10,000", "2019-03-31")],
        ),
    ],
)  # fmt: skip
def test_the_period_of_each_figure(text: str, wanted: list[tuple[str, str]]) -> None:
    assert periods_of(text) == wanted


def test_figures_and_years_told_respectively() -> None:
    text = "Rents were 41% and 38% of all debt in 2016/17 and 2017/18 respectively."
    assert periods_of(text) == [("41%", "FY2016/17"), ("38%", "FY2017/18")]


def test_a_change_since_a_day_is_not_bound_to_the_days_between() -> None:
    text = "There were 85 vacancies at 31 May 2019, a rise of 12 since 1 April 2019."
    assert periods_of(text) == [("85", "2019-05-31"), ("12", "2019-05-31")]


def test_each_period_says_where_it_was_read() -> None:
    document = read_text("There were 402 children in care at 31 March 2019.", Metadata(meeting_date=MEETING))
    (draft,) = [draft for draft in read_facts(document).drafts if draft.rejected is None]
    assert draft.evidence["period"] == "sentence: 31 March 2019"
    assert 0.0 < draft.features["period_chance"] <= 1.0


@pytest.mark.skipif(not (GOLD / "setA.jsonl").exists(), reason="gold passages are not here")
def test_due_texts_of_the_gold_passages() -> None:
    """At least 95 of 100 due texts that the annotators marked are resolved as they did."""
    right: list[bool] = []
    for name in ("setA.jsonl", "setC.jsonl"):
        for line in (GOLD / name).read_text(encoding="utf-8").splitlines():
            passage = json.loads(line)
            reading = Reading(read_text(""), meeting_date=dt.date.fromisoformat(passage["meeting_date"]))
            for commitment in passage["commitments"]:
                if commitment.get("due_text"):
                    due, code = read_due(commitment["due_text"], reading), commitment.get("due")
                    wanted = cal.read_label(code) if code else None
                    right.append((due and (due.start, due.end)) == (wanted and (wanted.start, wanted.end)))
    assert sum(right) / len(right) >= 0.95
