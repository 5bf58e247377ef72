"""Plain text and Markdown: blocks, printed numbers and tables, the text itself untouched."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minuted.extract.document import Document, Table
from minuted.extract.text import read, read_text


def blocks(text: str) -> list[tuple[str, str | None, str]]:
    document = read_text(text)
    return [(b.kind, b.number, document.text[b.text_start : b.end]) for b in document.blocks]


def only_table(text: str) -> tuple[Document, Table]:
    document = read_text(text)
    assert len(document.tables) == 1, [table.variant for table in document.tables]
    return document, document.tables[0]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("34.1     The Head spoke of it.", ("paragraph", "34.1", "The Head spoke of it.")),
        ("2.3 The Head spoke of it.", ("paragraph", "2.3", "The Head spoke of it.")),
        ("(a)  that it be noted;", ("list_item", "(a)", "that it be noted;")),
        ("iv)  note the report", ("list_item", "iv", "note the report")),
        ("·     a Member asked why.", ("list_item", "·", "a Member asked why.")),
        ("- 567 open cases", ("list_item", "-", "567 open cases")),
        ("- 2.4 The report is late.", ("paragraph", "2.4", "The report is late.")),
        ("- 7: Share of plans on time", ("list_item", "7", "Share of plans on time")),
        ("1.   SUMMARY", ("heading", "1", "SUMMARY")),
        ("## Waiting times", ("heading", "##", "Waiting times")),
        ("SR15   WORKFORCE PROFILE", ("heading", "SR15", "WORKFORCE PROFILE")),
        ("713 of these were late.", ("paragraph", None, "713 of these were late.")),
        ("RESOLVED: That", ("paragraph", None, "RESOLVED: That")),
    ],
)
def test_printed_numbers_and_kinds(line: str, expected: tuple[str, str | None, str]) -> None:
    assert blocks(f"{line}\n") == [expected]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The number of households in temporary accommodation rose again in the\n"
        "second quarter of the year, chiefly because of evictions by private\n"
        "landlords, and stood at 412.\n\nThe Panel was concerned."
    )
    assert [kind for kind, _, _ in blocks(text)] == ["paragraph", "paragraph"]


def test_pipes() -> None:
    document, table = only_table(
        "Calls\n\n| Month | Calls | Late |\n|---|---|---|\n| May | 41 | 3% |\n| June | 52 | 4% |"
    )
    assert (table.variant, table.header_rows, table.header_columns, table.caption) == ("pipes", 1, 1, "Calls")
    cell = next(cell for cell in table.cells if cell.text == "4%")
    assert (table.row_path(cell), table.column_path(cell)) == (("June",), ("Late",))
    assert [block.kind for block in document.blocks] == ["paragraph", "table"] or document.blocks[-1].kind == "table"


@pytest.mark.parametrize("gap", ["\t", "     ", "\u00a0\u00a0\u00a0"])
def test_columns_held_apart_by_tabs_or_spaces(gap: str) -> None:
    rows = [["Directorate", "2017/18", "2018/19"], ["Place", "1,204", "1,391"], ["People", "266", "241"]]
    _, table = only_table("\n".join(gap.join(row) for row in rows))
    cell = next(cell for cell in table.cells if cell.text == "241")
    assert (table.row_path(cell), table.column_path(cell)) == (("People",), ("2018/19",))


def test_cells_on_a_line_of_their_own() -> None:
    lines = "Service 2022 2023 Adults 6.9 6.4 Place 5.2 5.6 Housing 4.1 n/a".replace(" ", "\n")
    _, table = only_table(f"Table 1: days lost\n\n{lines}\n\nAbsence fell in every service.")
    cell = next(cell for cell in table.cells if cell.text == "5.6")
    assert (table.row_path(cell), table.column_path(cell)) == (("Place",), ("2023",))


def test_values_a_single_space_apart() -> None:
    _, table = only_table("Department 2010 2011\nAdults 6.90 6.4\nPlanning and Waste 5.2 5.6")
    assert [cell.text for cell in table.cells if cell.row == 2] == ["Planning and Waste", "5.2", "5.6"]


@pytest.mark.parametrize(
    "text",
    [
        "Report to:     Housing Board\nDate:     14 September 2016\nAuthor:     Head of Housing",
        "1.     The Chair opened the meeting.\n2.     There were no apologies.",
        "In touch 94% | suitable 89%",
    ],
)
def test_what_is_no_table(text: str) -> None:
    assert read_text(text).tables == ()


def test_bytes_in_the_code_page_of_old_papers() -> None:
    assert read("£5 a week – café".encode("cp1252")).text == "£5 a week – café"


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab1.|\t \n-(£%•A):"), max_size=120))
def test_the_text_is_untouched_and_every_span_is_in_it(text: str) -> None:
    document = read_text(text)
    assert document.text == text
    for block in document.blocks:
        assert 0 <= block.start <= block.text_start <= block.end <= len(text)
    starts = [block.start for block in document.blocks]
    assert starts == sorted(starts)
    for table in document.tables:
        for cell in table.cells:
            assert cell.text == " ".join(text[cell.start : cell.end].split())
