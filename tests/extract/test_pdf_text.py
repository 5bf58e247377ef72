"""The text of PDF papers: order, paragraphs, running lines, numbers, boxes."""

from __future__ import annotations

import numpy as np
import pytest
from pdf_pages import HEIGHT, Sheet, paper
from reportlab.pdfbase.pdfmetrics import stringWidth

from minuted.extract.document import Document
from minuted.extract.pdf import read

PROSE = [
    "The Cabinet Member for Children told the Committee that the number of",
    "open assessments had fallen to 418 by the end of March, and that the",
    "decision-making panel would meet in June to look at those which had",
    "stayed open for more than twenty weeks.",
]


def texts(document: Document, kind: str) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks if block.kind == kind]


def holds_its_promises(document: Document) -> None:
    assert document.boxes is not None and document.boxes.shape == (len(document.text), 4)
    for block in document.blocks:
        assert 0 <= block.start <= block.text_start <= block.end <= len(document.text)
    for table in document.tables:
        for cell in table.cells:
            assert document.text[cell.start : cell.end] == cell.text
    for page, after in zip(document.pages, document.pages[1:]):
        assert page.end == after.start
    for offset, letter in enumerate(document.text):
        assert letter.isspace() or not np.isnan(document.boxes[offset, 0]), (offset, letter)


def test_a_paragraph_is_one_run_and_each_letter_has_its_box() -> None:
    document = read(paper(lambda page: page.lines(60, 100, PROSE)))
    holds_its_promises(document)
    assert texts(document, "paragraph") == [" ".join(PROSE)]
    start = document.text.index("418")
    place = document.place(start, start + 3)
    assert place.page == 1 and place.bbox is not None
    x0, top, x1, bottom = place.bbox
    assert 60 < x0 < x1 < 400 and top < 113 < bottom + 3 and x1 - x0 == pytest.approx(3 * 6.1, abs=1)


def test_headings_numbers_and_list_items() -> None:
    def draw(page: Sheet) -> None:
        page.text(60, 60, "Children's Services Scrutiny", size=18, bold=True)
        page.text(60, 100, "2.1")
        page.lines(95, 100, PROSE)
        page.text(60, 170, "The Committee asked for:")
        for number, item in enumerate(["a list of the open assessments", "the June timetable"]):
            page.text(75, 190 + 16 * number, f"({'ab'[number]})")
            page.text(95, 190 + 16 * number, item)
        page.text(75, 240, "•")
        page.text(95, 240, "a note on costs")

    document = read(paper(draw))
    holds_its_promises(document)
    heading = next(block for block in document.blocks if block.kind == "heading")
    assert document.text[heading.start : heading.end] == "Children's Services Scrutiny" and heading.level == 1
    numbered = next(block for block in document.blocks if block.number == "2.1")
    assert numbered.kind == "paragraph" and document.text[numbered.text_start :].startswith("The Cabinet Member")
    assert [block.number for block in document.blocks if block.kind == "list_item"] == ["(a)", "(b)", "•"]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"left column line {word} of the story" for word in ("one", "two", "three", "four", "five", "six")]
    right = [line.replace("left", "right") for line in left]

    def draw(page: Sheet) -> None:
        for number, (a, b) in enumerate(zip(left, right)):
            page.text(50, 100 + 14 * number, a)
            page.text(310, 103.5 + 14 * number, b)

    text = read(paper(draw)).text
    assert text.index("left column line six") < text.index("right column line one")


def test_a_form_is_read_row_by_row() -> None:
    def draw(page: Sheet) -> None:
        for number, (label, value) in enumerate(
            [("Report to:", "Cabinet"), ("Date:", "4 March 2025"), ("Lead:", "A. Penn")]
        ):
            page.text(60, 100 + 16 * number, label)
            page.text(180, 100 + 16 * number, value)

    assert "Report to: Cabinet" in read(paper(draw)).text
    assert len([line for line in read(paper(draw)).text.split("\n") if line]) == 3


def test_running_lines_are_set_apart_and_do_not_cut_a_paragraph() -> None:
    def draw(number: int, lines: list[str]) -> object:
        def page(sheet: Sheet) -> None:
            sheet.text(60, 40, "Tarrowdale Council - Cabinet - 4 March 2025")
            sheet.lines(60, 700, lines)
            sheet.text(280, 815, f"Page {number} of 3")

        return page

    pages = [draw(1, PROSE[:2]), draw(2, PROSE[2:]), draw(3, ["The end of the paper."])]
    document = read(paper(*pages))  # type: ignore[arg-type]
    holds_its_promises(document)
    assert len(texts(document, "header")) == 3 and texts(document, "footer")[1] == "Page 2 of 3"
    joined = texts(document, "paragraph")[0]
    assert joined == " ".join(PROSE)
    assert document.page_at(document.text.index("stayed open")) == 2


def test_a_running_title_is_a_heading_where_it_begins() -> None:
    def draw(title: str, number: int) -> object:
        def page(sheet: Sheet) -> None:
            sheet.text(60, 40, title, bold=True)
            sheet.lines(60, 200, PROSE)
            sheet.text(280, 815, f"Page {number} of 6")

        return page

    titles = ["Spending plans of the harbour"] * 3 + ["Savings plans of the harbour"] * 3
    document = read(paper(*(draw(title, number) for number, title in enumerate(titles, start=1))))  # type: ignore[arg-type]
    assert texts(document, "heading") == ["Spending plans of the harbour", "Savings plans of the harbour"]
    assert len(texts(document, "header")) == 4


@pytest.mark.parametrize(
    ("first", "second", "elsewhere", "joined"),
    [
        ("the in-", "house team", "", "in-house"),
        ("new con-", "struction work", "The construction began.", "construction"),
        ("from Mar-", "25 onwards", "", "Mar-25"),
    ],
)
def test_hyphens_at_line_ends(first: str, second: str, elsewhere: str, joined: str) -> None:
    def draw(page: Sheet) -> None:
        page.lines(60, 100, [first, second])
        page.text(60, 300, elsewhere)

    assert joined in read(paper(draw)).text


def test_a_raised_footnote_mark_is_no_part_of_the_number() -> None:
    def draw(page: Sheet) -> None:
        page.text(60, 100, "The rate was 45")
        page.text(60 + stringWidth("The rate was 45", "Helvetica", 11), 96, "1", size=6.5)
        page.text(150, 100, "per cent of all requests.")

    text = read(paper(draw)).text
    assert "45 ¹" in text and "451" not in text


def test_turned_words_and_sideways_pages_read_the_right_way_round() -> None:
    def sideways(page: Sheet) -> None:
        page.canvas.rotate(90)
        page.canvas.setFont("Helvetica", 11)
        page.canvas.drawString(100, -200, "Reported incidents 315 in the year")
        page.canvas.drawString(100, -220, "Closed within ten days 208")

    document = read(paper(sideways))
    holds_its_promises(document)
    assert "Reported incidents 315 in the year" in document.text
    box = document.place(*(lambda at: (at, at + 3))(document.text.index("315"))).bbox
    assert box is not None and box[3] - box[1] > box[2] - box[0] and 185 < box[0] < 205 and 0 < box[1] < HEIGHT

    def axis(page: Sheet) -> None:
        page.lines(60, 100, PROSE)
        page.canvas.rotate(90)
        page.canvas.drawString(200, -40, "per 10,000 children")

    assert "per 10,000 children" in read(paper(axis)).text


def test_numbers_of_paragraphs_set_out_to_the_left_make_no_table() -> None:
    def draw(page: Sheet) -> None:
        texts = ["The library van called at 31 villages between April and June, three more than", "None.",
                 "Loans rose to 9,410, and the van was off the road for four days in the quarter."]  # fmt: skip
        for row, text in enumerate(texts):
            page.text(60, 100 + 30 * row, f"4.{row + 1}")
            page.text(95, 100 + 30 * row, text)
        page.text(95, 113, "a year before.")
        for row, text in enumerate(["note the report; and", "ask for a map of the stops."]):
            page.text(60, 200 + 20 * row, f"({row + 1})")
            page.text(95, 200 + 20 * row, text)

    document = read(paper(draw))
    holds_its_promises(document)
    assert not document.tables
    told = [(block.kind, block.number) for block in document.blocks]
    assert told == [("paragraph", f"4.{n}") for n in (1, 2, 3)] + [("list_item", "(1)"), ("list_item", "(2)")]


def test_numbers_that_number_the_rows_of_a_table_stay_in_it() -> None:
    def draw(page: Sheet) -> None:
        page.text(200, 80, "May", right=True)
        page.text(260, 80, "June", right=True)
        for row, (label, first, second) in enumerate([("Loans", "3,104", "3,220"), ("Visits", "801", "790")]):
            for x, text, right in (
                (60, f"1.{row}", False),
                (90, label, False),
                (200, first, True),
                (260, second, True),
            ):
                page.text(x, 100 + 20 * row, text, right=right)

    assert [(table.rows, table.columns) for table in read(paper(draw)).tables] == [(3, 4)]


def test_a_number_in_large_type_belongs_to_the_words_under_it() -> None:
    def draw(page: Sheet) -> None:
        for x, number, words in ((60, "231", "homes let"), (300, "4.5%", "of rent not collected")):
            page.text(x, 100, number, size=28)
            page.text(x, 122, words, size=12)

    assert [block.kind for block in read(paper(draw)).blocks] == ["paragraph", "paragraph"]
    text = read(paper(draw)).text
    assert " ".join(text.split()) == "231 homes let 4.5% of rent not collected"


def test_a_word_in_capitals_opens_a_paragraph() -> None:
    def draw(page: Sheet) -> None:
        page.lines(60, 100, ["The Clerk gave the Board a list of every allotment that had stood empty for a year.",
                             "RESOLVED: That the list be published before each meeting."], pitch=16)  # fmt: skip

    assert [block.kind for block in read(paper(draw)).blocks] == ["paragraph", "paragraph"]


def test_rows_of_prose_between_rules_are_read_cell_by_cell() -> None:
    left = [["The ferry ran on", "every day in May."], ["Two crossings were", "missed in June."]]
    right = [["Fog stopped the boat for an hour", "on one morning only."],
             ["The engine was changed over", "a weekend at the yard."]]  # fmt: skip

    def draw(page: Sheet) -> None:
        for row, top in enumerate((100.0, 150.0)):
            page.rule(60, top - 14, 480, top - 14)
            page.lines(64, top, left[row])
            page.lines(260, top, right[row])
        page.rule(60, 186, 480, 186)

    document = read(paper(draw))
    holds_its_promises(document)
    told = [" ".join(document.text[block.start : block.end].split()) for block in document.blocks]
    assert told == [" ".join(cell) for pair in zip(left, right) for cell in pair]


def test_the_committee_of_a_form_is_no_running_header() -> None:
    def first(page: Sheet) -> None:
        page.text(300, 30, "Ferries Board")
        page.text(60, 60, "Ostley Council", size=20)
        page.text(60, 84, "Committee:", bold=True)
        page.text(160, 84, "Ferries Board")
        page.lines(60, 120, PROSE)

    def later(page: Sheet) -> None:
        page.text(300, 30, "Ferries Board")
        page.lines(60, 120, PROSE)

    blocks = [(block.kind, block.page) for block in read(paper(first, later, later)).blocks if block.kind == "header"]
    text = read(paper(first, later, later)).text
    assert blocks == [("header", 1), ("header", 2), ("header", 3)]
    assert "Committee: Ferries Board" in " ".join(text.split())


def test_a_heading_numbered_with_a_bar() -> None:
    def draw(page: Sheet) -> None:
        page.text(60, 100, "3 | Reserves", size=18)
        page.lines(60, 140, PROSE)

    heading = read(paper(draw)).blocks[0]
    assert (heading.kind, heading.number) == ("heading", "3")
