"""The scorer's definitions, and the scores on the project's own gold passages against their floors."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from bench.marked import read_marked
from minuted.nlp.agreement import days_of, match_figures, same_area, same_value, words_in_common
from minuted.nlp.evaluate import evaluate, run_evaluation
from minuted.nlp.facts import Figure

GOLD = Path(__file__).resolve().parent.parent / "gold"


def figure(start: int, end: int, value: float) -> Figure:
    return Figure(start, end, "", value, "count")


@pytest.mark.parametrize(
    ("label", "first", "last"),
    [
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("FY2023/24", "2023-04-01", "2024-03-31"),
        ("AY2022/23", "2022-09-01", "2023-08-31"),
        ("Q1 2023/24", "2023-04-01", "2023-06-30"),
        ("Q4 2023/24", "2024-01-01", "2024-03-31"),
        ("2023-04/2023-09", "2023-04-01", "2023-09-30"),
        ("R12 2023-06", "2022-07-01", "2023-06-30"),
        ("FY2020/21-2022/23", "2020-04-01", "2023-03-31"),
    ],
)
def test_period_forms(label: str, first: str, last: str) -> None:
    assert days_of(label) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


def test_a_period_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="not a period"):
        days_of("last spring")


def test_agreement_of_slots() -> None:
    assert same_value(0.3333, 1 / 3)
    assert not same_value(100, 101)
    assert same_area("North East", "the north east region")
    assert not same_area("England", None)
    assert words_in_common("looked after children", "children looked after in the year") >= 0.5
    assert words_in_common("void properties", "agency spend") == 0


def test_figures_are_matched_one_to_one_and_the_nearest_first() -> None:
    gold = [{"start": 10, "end": 12, "value": 5}, {"start": 13, "end": 15, "value": 5}]
    found = [figure(13, 15, 5), figure(10, 12, 5), figure(10, 12, 5)]
    assert [(marked["start"], one.start) for marked, one in match_figures(gold, found)] == [(10, 10), (13, 13)]


def test_misses_say_what_and_where() -> None:
    marked = {"quote": "99", "value": 99, "unit": "count", "measure": "owls", "role": "actual"}
    passage = {"id": "p", "text": "Ring 99. There were 41 swans.", "figures": [marked], "commitments": []}
    evaluation = evaluate([passage])
    assert {(miss.what, miss.quote) for miss in evaluation.misses} >= {("extra figure", "41")}
    assert evaluation.scores.figures == 1


def test_a_run_is_held_against_floors_and_an_earlier_run(tmp_path: Path) -> None:
    marked = {"quote": "41", "value": 41, "unit": "count", "measure": "swans", "role": "actual", "period": None}
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({"id": "p", "text": "There were 41 swans.", "figures": [marked], "commitments": []}))
    floors = tmp_path / "floors.json"
    floors.write_text('{"detection_f1": 1.0, "whole_f1": 1.5}')
    saved = tmp_path / "run.json"
    report = run_evaluation([gold], floors=floors, save=saved)
    assert [name for name, _, _ in report.below] == ["whole_f1"]
    told = json.loads(saved.read_text())
    saved.write_text(json.dumps({"scores": told["scores"], "right": ["p figure 3 'gone'"]}))
    assert run_evaluation([gold], against=saved).lost == ("p figure 3 'gone'",)


@pytest.mark.parametrize(("folder", "least"), [(GOLD, 1400), (GOLD / "written", 3000)], ids=["gold", "written"])
def test_no_score_is_below_its_floor(folder: Path, least: int) -> None:
    report = run_evaluation(sorted(folder.glob("*.jsonl")), floors=folder / "floors.json")
    assert report.evaluation.scores.figures > least
    assert not report.below


def test_the_written_passages_are_as_they_were_marked() -> None:
    written = GOLD / "written"
    marked = [r for name in sorted(written.glob("*.txt")) for r in read_marked(name.read_text(encoding="utf-8"))]
    lines = (written / "written.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == marked
