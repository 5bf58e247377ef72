"""What papers say of themselves in their head."""

from __future__ import annotations

import datetime as dt

import pytest

from minuted.extract.document import Document
from minuted.extract.metadata import find_committee, find_council, first_date, labelled, read_head

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
