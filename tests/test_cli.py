"""The commands as a user runs them: what they print, and with which code they end."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from minuted.cli import main
from minuted.errors import ExitCode

REPORT = """Performance report, Quarter 1 2024/25

1.1 In Quarter 1 of 2024/25 the contact centre answered 81% of calls against a target of 90%.

Recommendation: that the Head of Customer Services report back on call answering by 30 September 2024.
"""


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    result = run("add", tmp_path / "report.txt", "--db", tmp_path / "a.db", "--council", "Ostley", "--committee",
                 "Customer Panel", "--meeting-date", "2024-07-09", "--workers", 1, "-q")  # fmt: skip
    assert result.exit_code == 0, result.output
    assert result.output == "", "quiet is quiet"
    return tmp_path / "a.db"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_figures_as_lines_csv_and_json(catalogue: Path) -> None:
    shown = run("figures", "--db", catalogue, "--role", "actual")
    assert "81%" in shown.output
    assert "Customer Panel" in shown.output
    as_csv = run("figures", "--db", catalogue, "--csv")
    assert {row["quote"] for row in csv.DictReader(io.StringIO(as_csv.output))} == {"81%", "90%"}
    as_json = json.loads(run("figures", "--db", catalogue, "--json", "--period", "Q1 2024/25").output)
    assert {row["value"] for row in as_json} == {81.0, 90.0}


def test_search_finds_all_three_kinds(catalogue: Path) -> None:
    found = json.loads(run("search", "call", "--db", catalogue, "--json").output)
    assert {row["type"] for row in found} == {"figure", "commitment", "passage"}


@pytest.mark.parametrize("words", ['"', "AND OR NOT", "a*b(c", "'; DROP TABLE figures; --", "NEAR(", "🙂"])
def test_search_words_are_never_syntax(catalogue: Path, words: str) -> None:
    result = run("search", words, "--db", catalogue)
    assert result.exit_code == 0, result.output


def test_commitments_by_status(catalogue: Path) -> None:
    overdue = json.loads(run("commitments", "--db", catalogue, "--status", "overdue", "--json").output)
    assert [row["due_end"] for row in overdue] == ["2024-09-30"]


def test_measures_and_status(catalogue: Path) -> None:
    assert "calls" in run("measures", "--db", catalogue).output.lower()
    shown = run("status", "--db", catalogue).output
    assert "1 read" in shown
    assert "report.txt" in shown


def test_explain_names_the_rule_and_where_each_slot_came_from() -> None:
    rows = json.loads(run("explain", "Of the 40 calls, 81% were answered in 2023/24.", "--json").output)
    percent = next(row for row in rows if row["quote"] == "81%")
    assert percent["rule"]
    assert {"unit", "period", "role"} <= {slot["name"] for slot in percent["slots"]}


def test_tracker_and_brief(catalogue: Path, tmp_path: Path) -> None:
    assert run("tracker", tmp_path / "t.csv", "--db", catalogue, "--as-at", "2024-10-01").exit_code == 0
    assert "overdue" in (tmp_path / "t.csv").read_text(encoding="utf-8-sig")
    brief = run("brief", "--committee", "Customer", "--db", catalogue)
    assert brief.exit_code == 0, brief.output
    assert "call answering" in brief.output


def test_verify_finds_no_fault_and_backup_copies(catalogue: Path, tmp_path: Path) -> None:
    assert run("verify", "--db", catalogue).exit_code == 0
    assert run("backup", tmp_path / "copy.db", "--db", catalogue).exit_code == 0
    assert "81%" in run("figures", "--db", tmp_path / "copy.db").output


def test_a_bad_paper_ends_with_its_own_code_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "bad.pdf").write_bytes(b"%PDF-1.4 nothing")
    (tmp_path / "in" / "good.txt").write_text(REPORT, encoding="utf-8")
    result = run("add", tmp_path / "in", "--db", tmp_path / "a.db", "--json")
    assert result.exit_code == ExitCode.PAPERS_FAILED
    told = json.loads(result.output)
    assert told["read"] == 1
    assert "bad.pdf" in told["failed"][0][0]


def test_what_is_missing_is_said_with_what_to_do(tmp_path: Path) -> None:
    missing = run("figures", "--db", tmp_path / "none.db")
    assert missing.exit_code == ExitCode.NOT_FOUND
    assert "minuted add" in missing.output
    assert run("add", tmp_path / "none.pdf", "--db", tmp_path / "a.db").exit_code == ExitCode.NOT_FOUND
    assert run("add").exit_code == ExitCode.USAGE


def test_a_cell_that_would_be_a_formula_is_neutral(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("1.1 =cmd|' /C calc'!A0 was 41% in 2023/24.\n", encoding="utf-8")
    run("add", tmp_path / "a.txt", "--db", tmp_path / "a.db", "-q")
    for row in csv.reader(io.StringIO(run("search", "calc", "--db", tmp_path / "a.db", "--csv").output)):
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@"))]
