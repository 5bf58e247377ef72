"""The tracker in its three formats, harmless in a spreadsheet."""

from __future__ import annotations

import csv
import datetime as dt
import sqlite3
from pathlib import Path

import docx
import openpyxl
import pytest

from minuted.corpus.follow_ups import link_follow_ups
from minuted.corpus.status import standing_of
from minuted.corpus.tracker import COLUMNS, harmless, write_tracker
from minuted.errors import ExitCode, MinutedError
from tests.corpus.committee import JUNE, NOVEMBER, SEPTEMBER, add_paper, new_catalogue
from tests.corpus.rows import insert

DAY = dt.date(2022, 12, 1)


@pytest.fixture
def db(tmp_path: Path) -> sqlite3.Connection:
    db = new_catalogue(tmp_path)
    add_paper(db, "june", "2022-06-08", JUNE, title="Minutes of June")
    add_paper(db, "sept", "2022-09-14", SEPTEMBER, title="Minutes of September")
    add_paper(db, "nov", "2022-11-09", NOVEMBER, title="Minutes of November")
    link_follow_ups(db, ["june", "sept", "nov"])
    return db


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_csv_has_owner_first_and_revised_date_latest_answer_and_status(db: sqlite3.Connection, tmp_path: Path) -> None:
    count = write_tracker(db, tmp_path / "t.csv", as_at=DAY)
    rows = rows_of(tmp_path / "t.csv")
    assert len(rows) == count
    assert not any("be noted" in row["Recommendation"] for row in rows)
    (paint,) = [row for row in rows if "paint" in row["Recommendation"] and row["Date"] == "2022-06-08"]
    assert (paint["Reference"], paint["Due"], paint["Revised dates"]) == (
        "(3)",
        "2022-09-14",
        "2022-11-30 (said 2022-09-14)",
    )
    assert paint["Status"] == "answered"
    assert "deferred from September" in paint["Latest answer"]
    assert paint["Answer source"] == "Minutes of November, page 1, 2022-11-09"
    (chair,) = [row for row in rows if "Gas Network" in row["Recommendation"]]
    assert chair["Owner"] == "the Chair"
    assert chair["Origin"].startswith("Tarrowdale, Housing Panel")
    assert db.execute("SELECT 1 FROM commitments WHERE id = ?", [chair["Link"]]).fetchone()


def test_a_tracker_of_an_earlier_day(db: sqlite3.Connection, tmp_path: Path) -> None:
    write_tracker(db, tmp_path / "t.csv", as_at=dt.date(2022, 8, 1))
    rows = rows_of(tmp_path / "t.csv")
    assert {row["Date"] for row in rows} == {"2022-06-08"}
    assert all(row["Latest answer"] == "" and row["Revised dates"] == "" for row in rows)


def test_only_one_council_or_committee(db: sqlite3.Connection, tmp_path: Path) -> None:
    assert write_tracker(db, tmp_path / "t.csv", council="Ostley", as_at=DAY) == 0
    assert write_tracker(db, tmp_path / "t.csv", committee="Housing Panel", as_at=DAY) > 0


def test_xlsx_holds_the_same_rows_as_text(db: sqlite3.Connection, tmp_path: Path) -> None:
    count = write_tracker(db, tmp_path / "t.xlsx", as_at=DAY)
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").active
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    assert sheet.max_row == count + 1
    assert sheet.freeze_panes == "A2"
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}


def test_docx_is_one_table(db: sqlite3.Connection, tmp_path: Path) -> None:
    count = write_tracker(db, tmp_path / "t.docx", as_at=DAY)
    (table,) = docx.Document(str(tmp_path / "t.docx")).tables
    assert len(table.rows) == count + 1
    assert table.rows[0].cells[0].text == "Reference"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(db: sqlite3.Connection, tmp_path: Path, start: str) -> None:
    assert harmless(start + "cmd") == "'" + start + "cmd"
    db.execute("UPDATE commitments SET owner = ? WHERE text LIKE '%Gas Network%'", [start + "SUM(A1)"])
    for name in ("t.csv", "t.xlsx"):
        write_tracker(db, tmp_path / name, as_at=DAY)
    owners = [row["Owner"] for row in rows_of(tmp_path / "t.csv")]
    assert not any(owner.startswith(start) for owner in owners)
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").active
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


def test_a_rejected_commitment_is_left_out(db: sqlite3.Connection, tmp_path: Path) -> None:
    before = write_tracker(db, tmp_path / "t.csv", as_at=DAY)
    db.execute("UPDATE commitments SET review = 'rejected' WHERE text LIKE '%Gas Network%'")
    assert write_tracker(db, tmp_path / "t.csv", as_at=DAY) == before - 1


def test_another_suffix_is_refused(db: sqlite3.Connection, tmp_path: Path) -> None:
    with pytest.raises(MinutedError, match=r"\.pdf") as failure:
        write_tracker(db, tmp_path / "t.pdf", as_at=DAY)
    assert failure.value.exit_code == ExitCode.USAGE


def test_a_folder_that_is_not_there_is_an_error_with_advice(db: sqlite3.Connection, tmp_path: Path) -> None:
    with pytest.raises(MinutedError, match="there is no folder") as raised:
        write_tracker(db, tmp_path / "nofolder" / "t.csv")
    assert raised.value.advice


LOG = """HOUSING PANEL

3. EARLIER ACTIONS
"""


def test_a_row_of_an_action_log_stands_as_it_says_and_is_told_once(tmp_path: Path) -> None:
    db = new_catalogue(tmp_path)
    add_paper(db, "jun", "2022-06-14", JUNE)
    add_paper(db, "sep", "2022-09-14", LOG)
    asked = db.execute("SELECT * FROM commitments WHERE text LIKE '%Gas Network%'").fetchone()
    where = {"council": asked["council"], "committee": asked["committee"], "meeting_date": "2022-09-14"}
    insert(
        db, "commitments", id="sepc900", document_id="sep", start=900, end=950, kind="action", rule="action_log_row",
        text="Write to the Gas Network", printed_status="Green", response="Complete: sent in July.", **where,
    )  # fmt: skip
    row = db.execute("SELECT * FROM commitments WHERE id = 'sepc900'").fetchone()
    assert standing_of(db, row, DAY).status == "answered"
    assert "sepc900" in {row["Link"] for row in tracked(db, tmp_path)}
    insert(
        db, "follow_ups", id="f", commitment_id=asked["id"], document_id="sep", start=960, end=980, quote="Complete",
        outcome="done", score=0.95, why="row of an action log: Green",
    )  # fmt: skip
    links = {row["Link"] for row in tracked(db, tmp_path)}
    assert asked["id"] in links
    assert "sepc900" not in links


def tracked(db: sqlite3.Connection, folder: Path) -> list[dict[str, str]]:
    write_tracker(db, folder / "again.csv", as_at=DAY)
    return rows_of(folder / "again.csv")
