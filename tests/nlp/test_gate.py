"""Numbers that are no figures by where they stand: a list of contents, beside lines that look like one."""

from __future__ import annotations

import minuted

CONTENTS = """CONTENTS

1 Summary 3

2 How the homes are let 6

2.1 Waiting list 6

2.2 Empty homes 9

3 What tenants told us 14

There were 31 empty homes in May 2021.
"""


def quotes(text: str) -> list[str]:
    return [text[figure.start : figure.end] for figure in minuted.extract_text(text).figures]


def test_the_pages_of_a_list_of_contents_are_no_figures() -> None:
    assert quotes(CONTENTS) == ["31"]


def test_counts_that_rise_down_a_list_stay_figures() -> None:
    told = "Visits to each hall in May 2021:\n\nQuay Hall 12\n\nMill Hall 15\n\nPark Hall 21\n\nWest Hall 40\n"
    assert quotes(told) == ["12", "15", "21", "40"]


def test_a_line_that_follows_a_heading_keeps_its_first_number() -> None:
    told = "Loans\n510 books were lent in May.\n\nVisits\nThree-quarters of them were by children."
    assert quotes(told) == ["510", "Three-quarters"]


def test_numbers_of_headings_are_no_figures() -> None:
    told = "1 Overview\n\nWe let 41 homes.\n\n2 Repairs and voids\n\nThere were 12 voids.\n\n3 Next steps\n\nNone."
    assert quotes(told) == ["41", "12"]


def test_panels_read_line_by_line_are_left_out() -> None:
    told = "Homes let in May 2021, and panels beside it.\n\n68% 20.3% 88% Last year: 91.5 Target: 20% Target: 85%\n"
    assert quotes(told) == []
