"""What papers say of themselves in their head."""

from __future__ import annotations

import datetime as dt

import pytest

from minuted.extract.councils import find_council
from minuted.extract.document import Document
from minuted.extract.metadata import find_committee, first_date, labelled, own_head, read_head

REPORT = """BRACKENSHIRE COUNTY COUNCIL

Report to: Adult Care Scrutiny Panel
Date of meeting: 4th November 2021
Subject: Hospital discharge
Report of: Director of Adult Care
Lead member: Cllr B Oake
Wards affected: Ferndale, Mill Hill and Quay
"""


def test_the_labelled_head_of_a_report() -> None:
    head = read_head(Document(REPORT, ()))
    assert head.council == "Brackenshire County Council"
    assert head.committee == "Adult Care Scrutiny Panel"
    assert head.meeting_date == dt.date(2021, 11, 4)
    assert head.title == "Hospital discharge"
    assert head.lead_officer == "Director of Adult Care"
    assert head.wards == ("Ferndale", "Mill Hill", "Quay")
    assert head.kind == "report"


@pytest.mark.parametrize(
    ("head", "committee"),
    [
        ("MINUTES of a meeting of the Licensing Committee held at the Guildhall", "Licensing Committee"),
        ("To: Cabinet - 30 January 2025", "Cabinet"),
        ("Executive Summary\n\nThis report sets out progress.", None),
        ("From: Chief Executive", None),
    ],
)
def test_committees(head: str, committee: str | None) -> None:
    assert (read_head(Document(head, ())).committee or find_committee(head)) == committee


@pytest.mark.parametrize(
    ("head", "council"),
    [
        ("London Borough of Ostmere\nCabinet", "London Borough of Ostmere"),
        ("Tarrowdale Council", "Tarrowdale Council"),
        ("a grant from the Arts Council was noted", None),
        ("Watch Council meetings here", None),
        ("The Leader of the Council replied", None),
    ],
)
def test_councils(head: str, council: str | None) -> None:
    assert find_council(head) == council


@pytest.mark.parametrize("text", ["1.30 pm", "section 47", "2023/24", "32 January 2020", "99/99/2020"])
def test_what_is_no_date(text: str) -> None:
    assert first_date(text) is None


def test_labels_that_run_on_in_one_line_are_parted() -> None:
    told = labelled("Date: 3 May 2022 Wards: All Lead officer: A Penn Contact officer: B Reed")
    assert told["wards"] == "All"
    assert told["lead_officer"] == "A Penn"
    assert told["author"] == "B Reed"


def test_a_body_and_its_date_that_open_a_long_line() -> None:
    text = (
        "YOUTH SERVICES PANEL – 7th March 2023 MINUTES of the meeting held in the Oak Room, The Guildhall, Ostley.\n\n"
        "PRESENT: A Penn (Chair), B Reed\n\nMinutes of the meeting held on 10 January 2023\n\n(Item 2)\n\nAgreed."
    )
    head = read_head(Document(text, ()))
    assert head.committee == "Youth Services Panel"
    assert head.meeting_date == dt.date(2023, 3, 7)
    assert head.title is None


def test_items_say_nothing_of_the_paper_itself() -> None:
    text = (
        "OSTLEY COMMUNITY COUNCIL\n\nYou are summoned to a meeting of the above Council on 4th July 2022\n\nAGENDA\n\n"
        "311. Public Forum\n\n312. Minutes of the Finance Committee of 6 June 2022\n\n313. Election of Sub-Committee"
    )
    head = read_head(Document(text, ()))
    assert (head.council, head.committee, head.kind) == ("Ostley Community Council", None, "agenda")
    assert head.meeting_date == dt.date(2022, 7, 4)


def test_a_meeting_of_a_council_has_no_committee() -> None:
    text = (
        "BRACKENSHIRE COUNTY COUNCIL\n\nMINUTES of a meeting of the County Council held on 2 May 2023\n\nQuay Panel\n"
    )
    assert read_head(Document(text, ())).committee is None


def test_the_first_council_of_a_line_in_capitals() -> None:
    text = "9\nASHBY-CUM-THORPE PARISH COUNCIL MINUTES OF THE PARISH COUNCIL MEETING HELD ON MONDAY, 3 MARCH 2025\n"
    assert find_council(text) == "Ashby-cum-Thorpe Parish Council"


@pytest.mark.parametrize(
    "text",
    [
        "3\nTARROWDALE COUNCIL\nCabinet\n",
        "TARROWDALE COUNCIL\n14 May 2024\nCabinet\n",
        "TARROWDALE COUNCIL\n14th May 2024\nCabinet\n",
    ],
)
def test_page_numbers_and_dates_are_no_items(text: str) -> None:
    assert own_head(text) == text
