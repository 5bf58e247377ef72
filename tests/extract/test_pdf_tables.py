"""Tables of PDF papers: ruled, half ruled, unruled, continued; fills and marks."""

from __future__ import annotations

from pdf_pages import Sheet, paper
from reportlab.lib.colors import Color
from test_pdf_text import PROSE, holds_its_promises

from minuted.extract.document import Document, Table
from minuted.extract.pdf import read
from minuted.extract.pdf.ruled import find_cells, group_cells, merged

ROWS = [["Indicator", "Q1", "Q2", "Target"], ["Calls answered", "1,204", "1,310", "1,250"],
        ["Complaints", "41", "38", "40"], ["Visits", "9,015", "8,870", "9,000"]]  # fmt: skip
XS = [60.0, 250.0, 330.0, 410.0, 490.0]


def only_table(document: Document) -> Table:
    holds_its_promises(document)
    assert len(document.tables) == 1, [t.variant for t in document.tables]
    return document.tables[0]


def row_texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in table.cells if cell.row == row] for row in range(table.rows)]


def paths(table: Table, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    cell = next(cell for cell in table.cells if cell.text == text)
    return table.row_path(cell), table.column_path(cell)


def test_a_ruled_table_with_its_caption() -> None:
    def draw(page: Sheet) -> None:
        page.lines(60, 60, PROSE)
        page.text(60, 140, "Table 1: Contact centre, 2024/25", bold=True)
        page.table(XS, 150, ROWS)

    table = only_table(read(paper(draw)))
    assert table.variant == "ruled" and row_texts(table) == ROWS
    assert table.caption == "Table 1: Contact centre, 2024/25"
    assert paths(table, "1,310") == (("Calls answered",), ("Q2",))


def test_merged_headings_have_spans() -> None:
    def draw(page: Sheet) -> None:
        ys = [100.0, 120.0, 140.0, 160.0]
        for y in (100.0, 140.0, 160.0):
            page.rule(60, y, 410, y)
        page.rule(250, 120, 410, 120)
        for x in (60.0, 250.0, 410.0):
            page.rule(x, 100, x, 160)
        page.rule(330, 120, 330, 160)
        page.text(290, 114, "2024/25", bold=True)
        page.text(64, 124, "Service", bold=True)
        for x, words in ((254, "Budget"), (334, "Outturn")):
            page.text(x, 134, words, bold=True)
        for x, words in ((64, "Libraries"), (254, "£410k"), (334, "£395k")):
            page.text(x, ys[2] + 14, words)

    table = only_table(read(paper(draw)))
    year = next(cell for cell in table.cells if cell.text == "2024/25")
    assert (year.column_span, year.row_span) == (2, 1)
    assert paths(table, "£395k") == (("Libraries",), ("2024/25", "Outturn"))


def test_white_grounds_behind_words_make_no_cells() -> None:
    def draw(page: Sheet) -> None:
        page.table(XS, 150, ROWS)
        for x in (64.0, 130.0, 254.0):
            page.ground(x, 153, x + 40, 166)
        for column, words in enumerate(ROWS[0]):
            page.text(XS[column] + 4, 164, words, bold=True)

    assert row_texts(only_table(read(paper(draw))))[1] == ROWS[1]


def test_an_unruled_table_by_its_columns_of_numbers() -> None:
    def draw(page: Sheet) -> None:
        page.lines(60, 60, PROSE)
        for number, row in enumerate(ROWS):
            page.text(60, 160 + 16 * number, row[0], bold=number == 0)
            for column, words in enumerate(row[1:]):
                page.text(330 + 80 * column, 160 + 16 * number, words, right=True, bold=number == 0)
        page.lines(60, 260, PROSE)

    document = read(paper(draw))
    table = only_table(document)
    assert table.variant == "unruled" and row_texts(table) == ROWS
    assert paths(table, "8,870") == (("Visits",), ("Q2",))
    assert sum(block.kind == "paragraph" for block in document.blocks) == 2


def test_level_rules_decide_which_lines_are_one_row() -> None:
    def draw(page: Sheet) -> None:
        for y in (90.0, 115.0, 160.0, 190.0):
            page.rule(60, y, 480, y)
        for x, words in ((330, "Budget"), (400, "Actual"), (470, "Gap")):
            page.text(x, 108, words, right=True, bold=True)
        page.lines(60, 128, ["Home to school travel, with the", "extra routes agreed in May"])
        for x, words in ((330, "410.0"), (400, "433.5"), (470, "(23.5)")):
            page.text(x, 141, words, right=True)
            page.text(x, 178, words.replace("4", "5"), right=True)
        page.text(60, 178, "Grounds")

    table = only_table(read(paper(draw)))
    assert row_texts(table)[1][0] == "Home to school travel, with the extra routes agreed in May"
    assert paths(table, "(23.5)")[1] == ("Gap",)


def test_rows_of_much_text_between_long_rules_are_of_one_table() -> None:
    comment = ["Fewer calls came in", "than in any summer", "since the centre was", "opened, and each was",
               "answered within the", "time agreed with the", "committee last year."]  # fmt: skip

    def draw(page: Sheet) -> None:
        for x, words in ((64, "Indicator"), (200, "Q1"), (260, "Q2"), (340, "Comment")):
            page.text(x, 114, words, bold=True)
        page.rule(60, 120, 520, 120)
        for number, (label, *values) in enumerate((ROWS[1], ROWS[2], ROWS[3])):
            top = 134.0 + 130 * number
            for x, words in ((64, label), (200, values[0]), (260, values[1])):
                page.text(x, top, words)
            for line, words in enumerate(comment):
                page.text(340, top + 16 * line, words)
            page.rule(60, top + 116, 520, top + 116)

    table = only_table(read(paper(draw)))
    assert paths(table, "1,204") == (("Calls answered",), ("Q1",))
    assert paths(table, "8,870") == (("Visits",), ("Q2",))


def test_shaded_columns_are_not_taken_for_the_table() -> None:
    def draw(page: Sheet) -> None:
        for number, row in enumerate(ROWS):
            page.ground(280, 100 + 16 * number, 335, 116 + 16 * number, Color(0.85, 0.85, 0.85))
            page.text(60, 112 + 16 * number, row[0])
            for column, words in enumerate(row[1:]):
                page.text(330 + 80 * column, 112 + 16 * number, words, right=True)

    assert row_texts(only_table(read(paper(draw)))) == ROWS


def test_a_table_goes_on_overleaf_without_its_repeated_heading() -> None:
    more = [ROWS[0], ["Emails", "310", "295", "300"]]

    def first(page: Sheet) -> None:
        page.text(280, 820, "Page 1 of 2")
        page.table(XS, 700, ROWS)

    def second(page: Sheet) -> None:
        page.text(280, 820, "Page 2 of 2")
        page.table(XS, 60, more)

    document = read(paper(first, second))
    table = only_table(document)
    assert row_texts(table) == [*ROWS, more[1]]
    emails = next(cell for cell in table.cells if cell.text == "310")
    assert emails.page == 2 and document.page_at(emails.start) == 2
    assert paths(table, "310") == (("Emails",), ("Q1",))


def test_fills_arrows_and_dots() -> None:
    green, grey, red = Color(0, 0.69, 0.31), Color(0.85, 0.85, 0.85), Color(0.75, 0, 0)

    def draw(page: Sheet) -> None:
        page.ground(60, 100, 490, 120, grey)
        page.ground(250, 120, 330, 140, green)
        page.table(XS, 100, ROWS)
        up = [(370, 123), (376, 131), (372, 131), (372, 138), (368, 138), (368, 131), (364, 131)]
        page.outline(up, Color(0, 0, 0))
        page.outline([(370, 158), (364, 146), (376, 146)], Color(0, 0, 0))
        page.canvas.setFillColor(red)
        page.canvas.circle(475, 842 - 170, 5, stroke=0, fill=1)

    table = only_table(read(paper(draw)))
    at = {cell.text: cell for cell in table.cells}
    assert at["1,204"].fill == (0, 176, 79) and at["Q1"].fill == (217, 217, 217) and at["41"].fill is None
    assert at["1,310"].marks == ("arrow_up",) and at["38"].marks == ("arrow_down",)
    assert at["9,000"].marks == ("dot_red",)


def test_prose_with_numbers_is_no_table() -> None:
    lines = [f"In 20{year} there were {year * 37} requests and {year * 11} replies, 4% more." for year in range(11, 19)]
    assert read(paper(lambda page: page.lines(60, 100, lines))).tables == ()


def test_edges_that_nearly_meet_make_the_same_cells() -> None:
    level = merged([(10.0, 0.0, 100.0), (50.4, 0.0, 49.0), (49.8, 51.0, 100.0), (90.0, 0.0, 100.0)])
    plumb = merged([(0.0, 9.0, 91.0), (50.0, 12.0, 90.0), (100.0, 10.0, 88.0)])
    grids = group_cells(find_cells(level, plumb))
    assert len(grids) == 1 and len(grids[0].cells) == 4


def test_a_table_in_a_cell_of_a_form_is_a_table_of_its_own() -> None:
    def draw(page: Sheet) -> None:
        page.grid([50, 180, 560], [100, 130, 330])
        page.text(56, 120, "Question")
        page.text(186, 120, "Answer")
        page.text(56, 150, "Who took part?")
        page.text(186, 150, "Yes, as shown:")
        page.table([200, 340, 420, 500], 170, ROWS)

    tables = read(paper(draw)).tables
    assert len(tables) == 2
    inner = next(table for table in tables if table.columns > 2)
    assert row_texts(inner)[1] == ROWS[1][:3]
    assert all("8,870" not in cell.text for table in tables if table is not inner for cell in table.cells)


UNRULED = [(330, 0), (410, 1), (490, 2)]


def unruled(page: Sheet, top: float, rows: list[list[str]], left: float = 60) -> None:
    for number, row in enumerate(rows):
        page.text(left, top + 16 * number, row[0])
        for column, words in enumerate(row[1:4]):
            page.text(330 + 80 * column, top + 16 * number, words, right=True)


def test_two_unruled_tables_of_a_page_stay_two_where_the_second_has_a_caption() -> None:
    def draw(page: Sheet) -> None:
        unruled(page, 100, ROWS)
        page.text(60, 200, "Table 2: The same a year ago", bold=True)
        unruled(page, 220, ROWS)

    assert [row_texts(table) for table in read(paper(draw)).tables] == [ROWS, ROWS]


def test_text_beside_a_table_is_no_column_of_it() -> None:
    def draw(page: Sheet) -> None:
        page.lines(40, 112, ["More people came in", "the second quarter", "than in any other, as", "the map shows"], 17)
        for y in (98.0, 118.0, 175.0):
            page.rule(230, y, 500, y)
        for number, row in enumerate(ROWS):
            page.text(236, 112 + 18 * number, row[0])
            for column, words in enumerate(row[1:]):
                page.text(360 + 65 * column, 112 + 18 * number, words, right=True)

    document = read(paper(draw))
    assert row_texts(only_table(document)) == ROWS
    assert "More people came in" in document.text


def test_values_half_way_between_two_lines_of_a_label_are_of_it() -> None:
    def draw(page: Sheet) -> None:
        page.lines(330, 90, ["Count"], right=True)
        page.lines(410, 90, ["Share"], right=True)
        for number, cause in enumerate(("Fall from a", "Slip on the", "Trip over a")):
            top = 112 + 34 * number
            page.lines(100, top, [f"{cause} ladder or a wall", "Height not known or not said"], 16)
            page.text(60, top + 8, f"X{number}")
            page.text(330, top + 8, str(410 - 7 * number), right=True)
            page.text(410, top + 8, f"{40 - 3 * number}.5%", right=True)
        for x, words in ((60, "X3"), (100, "Any other")):
            page.text(x, 222, words)
        page.text(330, 222, "88", right=True)
        page.text(410, 222, "9.5%", right=True)

    rows = row_texts(only_table(read(paper(draw))))
    assert rows[2] == ["X1", "Slip on the ladder or a wall Height not known or not said", "403", "37.5%"]


def test_a_rule_under_two_headings_is_of_neither() -> None:
    def draw(page: Sheet) -> None:
        for y in (90.0, 112.0, 130.0, 185.0):
            page.rule(60 if y != 112 else 200, y, 520, y)
        page.text(255, 105, "Coast")
        page.text(415, 105, "Inland")
        for x, words in ((260, "Homes"), (340, "Share"), (420, "Homes"), (500, "Share")):
            page.text(x, 125, words, right=True)
        for number, label in enumerate(("Quay", "Hill", "Ford")):
            page.text(66, 145 + 16 * number, label)
            for x, words in ((260, "41"), (340, "2.5%"), (420, "63"), (500, "4.5%")):
                page.text(x, 145 + 16 * number, words, right=True)

    table = only_table(read(paper(draw)))
    assert paths(table, "41")[1] == ("Coast", "Homes")
    assert paths(table, "4.5%")[1] == ("Inland", "Share")


DARK = Color(0.2, 0.2, 0.4)


def test_a_row_without_plumb_rules_is_parted_where_its_words_keep_to_the_columns() -> None:
    xs = [60.0, 230.0, 320.0, 410.0, 500.0]

    def draw(page: Sheet) -> None:
        for y in (100.0, 120.0, 140.0, 160.0):
            page.rule(60, y, 500, y)
        for x in xs:
            page.rule(x, 120, x, 160)
        page.rule(60, 100, 60, 120)
        page.rule(500, 100, 500, 120)
        for number, row in enumerate((["Pier", "2030/31", "2031/32", "2032/33"], ["Huts", "41", "52", "63"],
                                      ["A title that runs on across all of the", "7", "8", "9"])):  # fmt: skip
            for column, words in enumerate(row):
                page.text(xs[column] + 4, 114 + 20 * number, words)

    table = only_table(read(paper(draw)))
    assert paths(table, "52") == (("Huts",), ("2031/32",))


def test_a_merged_title_stays_one_cell() -> None:
    def draw(page: Sheet) -> None:
        for y in (100.0, 120.0):
            page.rule(60, y, 500, y)
        page.rule(60, 100, 60, 120)
        page.rule(500, 100, 500, 120)
        page.text(70, 114, "Homes let by each of the four landlords of the town in 2030 and 2031")
        page.table([60, 230, 320, 410, 500], 120, ROWS)

    table = only_table(read(paper(draw)))
    assert [cell.column_span for cell in table.cells if cell.text.startswith("Homes let")] == [4]


def test_a_dark_strip_below_a_table_is_its_last_row() -> None:
    xs = [60.0, 230.0, 320.0, 410.0, 500.0]

    def draw(page: Sheet) -> None:
        end = page.table(xs, 100, ROWS)
        page.ground(60, end + 8, 500, end + 26, Color(0.8, 0.8, 0.9))
        for column, words in enumerate(("Total", "10,260", "10,218", "10,290")):
            page.text(xs[column] + 4, end + 21, words, bold=True)

    table = only_table(read(paper(draw)))
    assert row_texts(table)[-1] == ["Total", "10,260", "10,218", "10,290"]
    assert paths(table, "10,218")[1] == ("Q2",)
