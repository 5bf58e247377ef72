"""Workbooks and CSV: text as displayed, areas of a sheet, what is hidden."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

from minuted.errors import UnreadablePaper
from minuted.extract.document import Document
from minuted.extract.number_format import display
from minuted.extract.reader import read_bytes


def read_back(book: Workbook) -> Document:
    buffer = io.BytesIO()
    book.save(buffer)
    return read_bytes(buffer.getvalue(), "figures.xlsx")


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (0.0745, "0.0%", "7.5%"), (1234.5, "#,##0", "1,235"), (-56.4, "#,##0;[Red](#,##0)", "(56)"),
        (12.5, '"£"#,##0.00', "£12.50"), (2500000, "£#,##0.0,,\\m", "£2.5m"), (0, '#,##0;-#,##0;"-"', "-"),
        (41.0, "General", "41"), (0.1 + 0.2, "General", "0.3"), (7, "0000", "0007"), (12, "[$£-809]#,##0", "£12"),
        (dt.datetime(2024, 3, 31), "dd/mm/yyyy", "31/03/2024"), (dt.datetime(2024, 3, 1), "mmm-yy", "Mar-24"),
        ("text", "@", "text"), (None, "0", ""),
    ],
)  # fmt: skip
def test_values_as_the_sheet_shows_them(value: object, code: str, shown: str) -> None:
    assert display(value, code) == shown


def test_a_sheet_with_a_title_and_two_areas() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "KPIs"
    sheet["A1"] = "Library visits"
    sheet["A1"].font = Font(bold=True)
    for row, values in enumerate([("Branch", "2019/20", "2020/21"), ("Ashfield", 410, 0.25), ("Quay", 90, 0.5)], 3):
        for column, value in enumerate(values, 1):
            sheet.cell(row, column, value)
    sheet["C4"].number_format = "0%"
    sheet["B4"].fill = PatternFill("solid", fgColor="FF00B050")
    sheet["A9"], sheet["B9"], sheet["A10"], sheet["B10"] = "Ward", "Calls", "Mill", 3
    document = read_back(book)
    first, second = document.tables
    value = first.at(1, 2)
    assert value is not None and value.text == "25%"
    assert first.caption == "Library visits"
    assert first.column_path(value) == ("2020/21",) and first.row_path(value) == ("Ashfield",)
    filled = first.at(1, 1)
    assert filled is not None and filled.fill == (0, 176, 80)
    assert (second.rows, second.columns) == (2, 2)


def test_merged_headings_and_hidden_rows_columns_and_sheets() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [("Team", "2020/21", None, "x"), (None, "Q1", "Q2", "x"), ("North", 4, 5, 9), ("Ghost", 6, 7, 9),
                ("South", 8, 9, 9)]:  # fmt: skip
        sheet.append(row)
    sheet.merge_cells("B1:C1")
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["D"].hidden = True
    secret = book.create_sheet("Workings")
    secret["A1"] = "not for readers"
    secret.sheet_state = "hidden"
    document = read_back(book)
    table = document.tables[0]
    value = table.at(3, 2)
    assert value is not None and value.text == "9"
    assert table.column_path(value) == ("2020/21", "Q2")
    assert "Ghost" not in document.text and "not for readers" not in document.text
    assert [issue.kind for issue in document.issues] == ["hidden_sheet"]


def test_formulas_that_were_never_calculated_are_reported() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Team", "Calls"])
    sheet.append(["North", 4])
    sheet.append(["Total", "=SUM(B2:B2)"])
    assert "uncalculated" in [issue.kind for issue in read_back(book).issues]


def test_an_empty_workbook_is_refused() -> None:
    with pytest.raises(UnreadablePaper) as caught:
        read_back(Workbook())
    assert caught.value.kind == "empty"


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_by_its_own_separator(mark: str) -> None:
    data = "\n".join(mark.join(row) for row in [("Ward", "2019/20"), ("Mill, north" if mark != "," else "Mill", "41")])
    document = read_bytes(data.encode(), "calls.csv")
    value = document.tables[0].at(1, 1)
    assert value is not None and value.text == "41"
    assert document.text[value.start : value.end] == "41"
