"""Figures from tables: every example of every rule, and whole tables of invented papers."""

from __future__ import annotations

import datetime as dt
import time

import pytest

import minuted
from minuted.extract.document import Cell, Colour, Document, Metadata
from minuted.extract.flow import FlowBuilder, LooseCell
from minuted.nlp.find import read_facts
from minuted.nlp.reading import Draft, Reading
from minuted.nlp.tables import read_tables, roles, scales
from minuted.nlp.tables.ratings import fills_are_ratings, is_rating_column
from minuted.nlp.tables.roles import read_role
from minuted.nlp.tables.scales import read_scale

RED, AMBER, GREEN, GREY = (192, 0, 0), (255, 192, 0), (0, 176, 80), (217, 217, 217)


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule in scales.RULES for text in rule.reads], ids=str)
def test_units_that_headings_state(rule: scales.ScaleRule, text: str) -> None:
    scale = read_scale(text)
    assert scale is not None
    assert (scale.unit, scale.factor) == (rule.unit, rule.factor)


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule in scales.RULES for text in rule.ignores], ids=str)
def test_headings_that_state_another_unit_or_none(rule: scales.ScaleRule, text: str) -> None:
    scale = read_scale(text)
    assert scale is None or (scale.unit, scale.factor) != (rule.unit, rule.factor)


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule in roles.RULES for text in rule.reads], ids=str)
def test_roles_that_headings_state(rule: roles.RoleRule, text: str) -> None:
    assert read_role(text) == rule.role


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule in roles.RULES for text in rule.ignores], ids=str)
def test_headings_that_state_another_role_or_none(rule: roles.RoleRule, text: str) -> None:
    assert read_role(text) != rule.role


def paper(
    *rows: str,
    title: str = "Parks performance",
    lines: tuple[str, ...] = (),
    fills: dict[tuple[int, int], Colour] | None = None,
    spans: dict[tuple[int, int], int] | None = None,
    council: str = "Tarrowdale Council",
    date: dt.date | None = dt.date(2022, 11, 8),
) -> Document:
    """A paper of a heading, lines and one table written with bars."""
    builder = FlowBuilder()
    builder.add("heading", title)
    for line in lines:
        builder.add("paragraph", line)
    cells = []
    for row, line in enumerate(rows):
        for column, text in enumerate(line.split("|")):
            if text.strip() != "^":
                fill, across = (fills or {}).get((row, column)), (spans or {}).get((row, column), 1)
                cells.append(LooseCell(row, column, text.strip(), 1, across, fill))
    builder.add_table(cells, variant="test")
    return builder.document(Metadata(council=council, meeting_date=date), "text/html", "test")


def figures(document: Document) -> dict[str, Draft]:
    """The drafts from the table by their printed text."""
    reading = read_facts(document)
    return {reading.text[d.quantity.start : d.quantity.end]: d for d in reading.drafts if d.table is not None}


def told(draft: Draft) -> tuple[float, str, str | None, str | None]:
    return draft.quantity.value, draft.quantity.unit, draft.period.label if draft.period else None, draft.role


def test_a_scorecard() -> None:
    found = figures(
        paper(
            "Indicator | Q1 2021/22 | Q1 2022/23 | Target 2022/23 | RAG",
            "Graffiti removed within 3 days (%) | 81.5 | 77 | 85 | Amber",
            "Litter complaints, rate per 10,000 | 12.4 | 9.8 | <10 | G",
            "Trees planted (number) | 402 | 1,310 | n/a | R",
        )
    )
    assert told(found["81.5"]) == (81.5, "percent", "Q1 2021/22", "actual")
    assert told(found["85"]) == (85, "percent", "FY2022/23", "target")
    assert told(found["9.8"]) == (9.8, "per_10000", "Q1 2022/23", "actual")
    assert found["10"].quantity.qualifier == "less_than"
    assert told(found["1,310"]) == (1310, "count", "Q1 2022/23", "actual")
    assert [found[text].rag for text in ("77", "9.8", "1,310", "81.5", "85")] == ["amber", "green", "red", None, None]
    assert "Graffiti removed within 3 days" in (found["77"].measure or "")
    assert set(found) == {"81.5", "77", "85", "12.4", "9.8", "10", "402", "1,310"}


def test_a_budget_monitor_in_thousands_with_brackets() -> None:
    found = figures(
        paper(
            "Service | Budget | Forecast | Variance | %",
            "Parks | 1,410 | 1,466 | 56 | 4.0",
            "Cemeteries | 388 | 347 | (41) | (10.6)",
            "Total | 1,798 | 1,813 | 15 | 0.8",
            title="Revenue monitoring 2022/23",
            lines=("All figures in £000",),
        )
    )
    assert told(found["1,410"]) == (1_410_000, "gbp", "FY2022/23", "budget")
    assert told(found["347"]) == (347_000, "gbp", "FY2022/23", "forecast")
    assert told(found["(41)"]) == (-41_000, "gbp", "FY2022/23", "change")
    assert found["(10.6)"].quantity.unit == "percent"
    assert "Cemeteries" in (found["(41)"].measure or "")


MIXED = ("Indicator | May | June", "Trees planted in streets | 40 | 52", "Graffiti removed in time | 81% | 84%",
         "Removed the same day | 12% | 9%")  # fmt: skip
SERVICES = (
    "Service | Budget £000 | Forecast £000 | Variance £000 | Revised budget £000",
    "Parks | 910 | 925 | 15 | 911",
)


@pytest.mark.parametrize(
    ("rows", "title", "value", "measure"),
    [
        (MIXED, "Six months at a glance", "52", "Trees planted in streets"),
        (MIXED, "Parks", "52", "Trees planted in streets"),
        (MIXED, "Graffiti", "9%", "Graffiti, Removed the same day"),
        (SERVICES, "Forecast by directorate", "910", "Parks"),
        (SERVICES, "Forecast by directorate", "925", "Parks"),
        (SERVICES, "Forecast by directorate", "15", "Parks, Variance"),
        (SERVICES, "Forecast by directorate", "911", "Parks, Revised budget"),
        (("Branch | 2020/21", "Quay branch | 410", "Total | 733"), "Loans by branch", "733", "Loans by branch, Total"),
        (("Branch | 2020/21", "Quay branch | 410", "Total | 733"), "Loans by quarter", "410", "Loans, Quay branch"),
        (("Ward | Homes let | Rent paid", "Quay | 61 | 94%", "Hill | 7 | 95%"), "Homes by ward", "94%", "Rent paid"),
    ],
)  # fmt: skip
def test_a_caption_is_part_of_a_measure_only_where_the_labels_need_it(
    rows: tuple[str, ...], title: str, value: str, measure: str
) -> None:
    assert figures(paper(*rows, title=title))[value].measure == measure


def test_areas_down_the_side_with_a_wider_one() -> None:
    found = figures(
        paper(
            "District | 2020/21 | 2021/22",
            "Ferndale | 31.2 | 33.9",
            "Quay | 28.8 | 29.5",
            "England | 30.1 | 30.4",
            title="Recycling rate (%)",
            council="Brackenshire County Council",
        )
    )
    assert (found["33.9"].area, found["33.9"].role) == ("Ferndale", "actual")
    assert (found["30.4"].area, found["30.4"].role) == ("England", "comparator")
    assert found["29.5"].quantity.unit == "percent"
    assert "Quay" not in (found["29.5"].measure or "")


def test_changes_take_the_latest_period() -> None:
    found = figures(paper("Branch | 2020/21 | 2021/22 | Change | % change", "Quay | 410 | 482 | 72 | 17.6"))
    assert told(found["72"]) == (72, "count", "FY2021/22", "change")
    assert told(found["17.6"]) == (17.6, "percent", "FY2021/22", "change")


def test_a_total_column_covers_the_years_beside_it() -> None:
    found = figures(
        paper(
            "Scheme | 2022/23 | 2023/24 | Total",
            " | £'000 | £'000 | £'000",
            "Pier repairs | 120 | 80 | 200",
            title="Capital programme",
        )
    )
    assert told(found["200"]) == (200_000, "gbp", "2022-04/2024-03", "budget")
    assert told(found["80"]) == (80_000, "gbp", "FY2023/24", "budget")


def test_a_row_a_value_with_its_unit_beside_it() -> None:
    found = figures(
        paper(
            "year | measure | area | value | unit",
            "2019/20 | Garden waste per household | Quay ward | 61.4 | kg",
            "2020/21 | Streets swept on time | Tarrowdale | 93 | percent",
        )
    )
    assert told(found["61.4"]) == (61.4, "kg", "FY2019/20", "actual")
    assert told(found["93"]) == (93, "percent", "FY2020/21", "actual")
    assert found["61.4"].area == "Quay ward"
    assert "Garden waste per household" in (found["61.4"].measure or "")


def test_unit_and_period_in_columns_of_their_own() -> None:
    found = figures(
        paper(
            "Ref | Indicator | Unit of measure | Value | Period",
            "P1 | Ferries on time | Percentage | 91.2 | 2020/21",
            "P2 | Waste per household | kg | 402 | 2021/22",
        )
    )
    assert told(found["91.2"]) == (91.2, "percent", "FY2020/21", "actual")
    assert told(found["402"]) == (402, "kg", "FY2021/22", "actual")


def test_a_panel_of_one_indicator() -> None:
    found = figures(
        paper(
            "Percentage of calls answered within a minute | ^ | Green",
            "Latest: 84% | Target: 80%, Floor: 70% | Previous: 78% (Amber)",
            title="Performance report, Quarter 2, 2022/23",
            spans={(0, 0): 2},
            fills={(0, 2): GREEN},
        )
    )
    assert told(found["84%"]) == (84, "percent", "Q2 2022/23", "actual")
    assert told(found["78%"]) == (78, "percent", "Q1 2022/23", "actual")
    assert [found[text].rag for text in ("84%", "78%", "80%")] == ["green", "amber", None]
    assert [found[text].role for text in ("80%", "70%")] == ["target", "target"]
    assert "floor" in (found["70%"].measure or "") and "floor" not in (found["80%"].measure or "")


def test_colours_count_only_where_they_behave_as_ratings() -> None:
    rows = ("Measure | 2021/22 | Target", "Loans | 41 | 50", "Visits | 90 | 80", "Events | 12 | 14")
    rated = figures(paper(*rows, fills={(1, 1): RED, (2, 1): GREEN, (3, 1): AMBER}))
    assert [rated[text].rag for text in ("41", "90", "12", "50")] == ["red", "green", "amber", None]
    banded = figures(paper(*rows, fills={(1, 1): GREEN, (2, 1): GREEN, (3, 1): GREEN}))
    assert {draft.rag for draft in banded.values()} == {None}
    shaded = figures(paper(*rows, fills={(row, column): GREY for row in range(4) for column in range(3)}))
    assert {draft.rag for draft in shaded.values()} == {None}


def test_rating_columns() -> None:
    def cells(*texts: str) -> list[Cell]:
        return [Cell(row, 0, 0, 0, text) for row, text in enumerate(texts)]

    assert is_rating_column(cells("R", "A", "G"), "RAG")
    assert is_rating_column(cells("Green", "Amber", ""), "")
    assert not is_rating_column(cells("A", "B", "C"), "Band")
    assert not fills_are_ratings([Cell(0, 0, 0, 0, "4", fill=RED)], "Visits", {RED}, rated=True)


def test_arrows_are_direction_and_no_figures() -> None:
    found = figures(paper("Measure | 2021/22 | DoT", "Loans | 41 | ▲", "Visits | 90 | ▼"))
    assert [found[text].direction for text in ("41", "90")] == ["up", "down"]
    assert len(found) == 2


@pytest.mark.parametrize(
    "rows",
    [
        ("Section | Page", "Summary | 3", "Finance | 12"),
        ("Action | Lead | Due", "Mend the slide | Clerk | 31/03/2023", "Write to the trust | Chair | May 2023"),
        ("Ref | Age group | Lead", "4.1 | 5-9 | Clerk", "4.2 | 10-14 | Chair"),
        ("No. | Recommendation", "1 | Note the report", "2 | Agree the plan"),
        ("Name | Telephone", "A Penn | 01632 960001", "B Reed | 01632 960002"),
    ],
)
def test_numbers_that_are_no_figures(rows: tuple[str, ...]) -> None:
    assert figures(paper(*rows)) == {}


def test_columns_without_headings_are_left_out() -> None:
    assert figures(paper("Roofs | 0 | 210 | 242", "Boilers | 3 | 410 | 300")) == {}


def test_several_numbers_in_one_cell_are_several_figures() -> None:
    found = figures(paper("School | 2021/22", "Mill Lane | 41 (82%)", "Ash Road | 12 (40%)"))
    assert told(found["41"])[:2] == (41, "count")
    assert told(found["82%"])[:2] == (82, "percent")


def test_columns_that_ran_together_are_reported_not_read() -> None:
    rows = [f"Row {'ABCDEF'[n]} | {n + 1},100.5 {n + 2},200.5 | {n + 3}.0 {n + 4}.0" for n in range(6)]
    reading = read_facts(paper("Line | Core Total | Other All", *rows))
    assert not [draft for draft in reading.drafts if draft.table is not None]
    assert any("told apart" in issue for issue in reading.issues)


def test_every_figure_says_where_it_was_read() -> None:
    document = paper("Branch | 2021/22", "Quay | 482")
    draft = figures(document)["482"]
    assert document.text[draft.quantity.start : draft.quantity.end] == "482"
    assert draft.table is not None
    assert (draft.table.row_path, draft.table.column_path) == (("Quay",), ("2021/22",))
    assert draft.evidence["period"].startswith("column")


def test_a_large_table_is_read_quickly() -> None:
    rows = [f"Scheme number {n} | {n}.5 | {n}.25 | {n * 3}" for n in range(2000)]
    document = paper("Scheme | 2021/22 £m | 2022/23 £m | Total £m", *rows)
    reading, begun = Reading(document), time.process_time()
    read_tables(reading)
    assert len(reading.drafts) > 5000
    assert time.process_time() - begun < 12


@pytest.mark.parametrize("text", ["average " * 9_000, "at the end of " * 6_000, "2021/22 " * 9_000, "(" * 60_000])
def test_hostile_cells_take_no_longer_than_others(text: str) -> None:
    document = paper(f"{text} | 2021/22 | {text}", f"Quay | 41 | {text}", f"{text} | 12 | 4")
    begun = time.process_time()
    read_tables(Reading(document))
    assert time.process_time() - begun < 3


def test_cells_each_on_a_line_under_two_columns_of_labels() -> None:
    told = (
        "Ref\nMeasure\nQ2 15/16\nQ2 16/17\nTarget\n\nRM1\nRepairs done on time\n90.4%\n92.8 %\n94%\n\n"
        "RM3\nAverage days to finish a job\n13.2\n15.1\n11\n"
    )
    found = minuted.extract_text(told).figures
    assert [(f.value, f.unit, f.role) for f in found] == [
        (90.4, "percent", "actual"), (92.8, "percent", "actual"), (94, "percent", "target"),
        (13.2, "days", "actual"), (15.1, "days", "actual"), (11, "days", "target"),
    ]  # fmt: skip
    assert {f.measure for f in found[:3]} == {"Repairs done on time"}


def test_an_indicator_whose_labels_and_values_take_turns() -> None:
    told = (
        "Card\n\nPH9 Smokers seen\nGood is: higher\nQ2 target\n410\nQ2 actual\n473\nQ2 2023/24\n298\nAll went well.\n"
    )
    found = minuted.extract_text(told).figures
    assert [(f.value, f.role, f.measure) for f in found] == [
        (410, "target", "Smokers seen"), (473, "actual", "Smokers seen"), (298, "actual", "Smokers seen"),
    ]  # fmt: skip


def test_two_lines_of_headings_without_a_corner_stand_over_their_columns() -> None:
    told = (
        "                        Q1          Q2          Target\n"
        "                        2019/20     2019/20     2019/20\n"
        "Plans made on time, %   63.1        70.8        80\n"
        "Average weeks to end    21.4        19.9        19\n"
    )
    found = minuted.extract_text(told).figures
    assert [(f.value, f.unit, f.role) for f in found] == [
        (63.1, "percent", "actual"), (70.8, "percent", "actual"), (80, "percent", "target"),
        (21.4, "weeks", "actual"), (19.9, "weeks", "actual"), (19, "weeks", "target"),
    ]  # fmt: skip


def test_a_quarter_over_years_is_of_each_year() -> None:
    found = figures(
        paper(
            "Casualties | Quarter 3 | ^ | ^",
            " | 2021/22 | 2020/21 | 2015/16",
            "Slight | 61 | 48 | 75",
            spans={(0, 1): 3},
            title="Road safety",
        )
    )
    assert [found[text].period.label for text in ("61", "48", "75")] == ["Q3 2021/22", "Q3 2020/21", "Q3 2015/16"]  # type: ignore[union-attr]


def test_an_earlier_year_of_a_heading_keeps_its_quarters_whatever_the_day_of_the_meeting() -> None:
    found = figures(paper("Calls | 2020/21 | ^", " | Q2 | Q3", "Answered | 410 | 433", spans={(0, 1): 2}))
    assert [found[text].period.label for text in ("410", "433")] == ["Q2 2020/21", "Q3 2020/21"]  # type: ignore[union-attr]


def test_the_year_that_a_label_speaks_of_is_not_when_its_value_is() -> None:
    found = figures(
        paper("Line | 2022/23 £000", "Removal of the previous year contributions | -410", title="Revenue budget")
    )
    assert told(found["-410"]) == (-410_000, "gbp", "FY2022/23", "budget")


def test_the_cost_of_a_scheme_over_ten_years_is_of_no_one_year() -> None:
    found = figures(
        paper(
            "Project | Total cost of scheme | Prior years spend | 2022/23",
            " | £000s | £000s | £000s",
            "Slipway | 4,410 | 903 | 273",
            title="Capital investment 2022-23 TO 2031-32",
        )
    )
    assert found["4,410"].period is None
    assert told(found["273"]) == (273_000, "gbp", "FY2022/23", "budget")


def test_signs_before_the_numbers_of_a_column_tell_of_changes() -> None:
    found = figures(
        paper(
            "Project | Amount (£m) | Reason",
            "Pier | +0.036 | Grant",
            "Slip | -0.150 | Moved",
            "Wall | +0.170 | Moved",
            title="Capital budget",
        )
    )
    assert [found[text].role for text in ("+0.036", "-0.150", "+0.170")] == ["change"] * 3


def test_limits_in_cells_and_in_labels_are_targets() -> None:
    found = figures(
        paper(
            "Milestone | Affordable homes", "400 homes | Min 20% Max 35%", "800 homes | Min 25% Max 35%", title="Quay"
        )
    )
    assert {found[text].role for text in ("20%", "25%", "35%")} == {"target"}
    assert read_role("Limit on principal invested beyond the end of the year", in_row=True) == "target"


@pytest.mark.parametrize(
    ("line", "measure"),
    [
        (
            "2.1 Loans to staff: This indicator shows what is lent. The sums at the end of the year were:",
            "Loans to staff",
        ),
        ("Table 4 sets out the cost of beach huts compared to last year.", "cost of beach huts"),
        ("We asked “Do you ever swim off the pier?” and 50 people answered:", "Do you ever swim off the pier"),
    ],
)
def test_the_line_before_a_table_may_say_what_it_holds(line: str, measure: str) -> None:
    found = figures(paper("Answer | 2021", "Yes | 32", "No | 18", "Total | 50", title="Summary", lines=(line,)))
    assert (found["32"].measure or "").startswith(measure)


def test_values_without_headings_are_told_apart_by_their_units() -> None:
    found = figures(
        paper("Overall pier budget across all districts | £7.3m | 100%", "Quay | £741k | 10.1%", "Hill | £719k | 9.8%",
              "Ferndale | £624k | 8.5%", title="Summary")
    )  # fmt: skip
    assert (found["£741k"].quantity.value, found["10.1%"].quantity.unit) == (741_000, "percent")
    assert "pier budget" in (found["£719k"].measure or "").lower()


def test_a_change_column_is_of_what_two_columns_before_it_are_of() -> None:
    found = figures(
        paper(
            "District | 2021/22 Taxbase | 2022/23 Taxbase | 2022/23 Precept £000 | % change",
            "Quay | 410 | 433 | 99 | 5.6%",
            title="Precept",
        )
    )
    assert "Taxbase" in (found["5.6%"].measure or "")


def test_rows_that_share_a_name_take_the_column_that_tells_them_apart() -> None:
    found = figures(
        paper(
            "Row ref | Directorate | Headline description | Brief description | 2022/23 £000",
            "1 | PLACE | Consultants | We will reduce the amount that we spend on consultants. | -9.2",
            "2 | PEOPLE | Consultants | We will reduce the amount that we spend on consultants. | -10.7",
            "3 | PLACE | Spans | Review of structures in the whole of the council, to be done by May. | -500.0",
            title="Savings budget",
        )
    )
    assert "PLACE, Consultants" in (found["-9.2"].measure or "")
    assert "structures" not in (found["-500.0"].measure or "")


def test_payments_have_a_period_only_where_their_own_words_say_one() -> None:
    found = figures(
        paper(
            "Payee | £",
            "Clerk, salary May 2022 | 410.00",
            "Hockey club, donation | 100.00",
            title="Accounts for payment",
        )
    )
    assert found["410.00"].period is not None and found["410.00"].period.label == "2022-05"
    assert found["100.00"].period is None


def test_the_number_of_a_form_is_no_figure() -> None:
    assert not figures(paper("Field | Entry", "Amendment number | 5", "Name | Beach huts"))


def test_a_proportion_among_money_is_no_money() -> None:
    found = figures(
        paper(
            "Indicator | 2022/23 | 2023/24",
            "Proportion of net revenue stream | 8.17 | 7.41",
            title="Capital strategy budget",
        )
    )
    assert {found[text].quantity.unit for text in ("8.17", "7.41")} == {"percent"}


def test_only_the_last_year_is_open_at_its_end() -> None:
    found = figures(
        paper(
            "Scheme | 2022/23 and later years £000 | 2023/24 and later years £000",
            "Slipway | 120 | 80",
            title="Capital programme 2022/23 - 2025/26",
        )
    )
    assert found["120"].period is not None and found["120"].period.label == "FY2022/23"
    assert found["80"].period is not None and found["80"].period.label == "2023-04/2026-03"
