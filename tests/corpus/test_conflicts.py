"""What is a conflict, what is a restatement, and what is only rounding."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from minuted.corpus.conflicts import MOST_OF_ONE_KEY, find_conflicts
from tests.corpus.rows import add_document, add_figure, insert, new_catalogue

PERIOD = {"period_start": "2024-04-01", "period_end": "2024-06-30", "period_label": "Q1 2024/25", "measure_id": "calls"}


def conflicts_of(tmp_path: Path, *stated: tuple[str, float, dict[str, Any]]) -> list[tuple[str, str, str]]:
    db = new_catalogue(tmp_path)
    insert(db, "measures", id="calls", name="Calls answered", unit="percent")
    for n, (quote, value, more) in enumerate(stated):
        add_document(db, f"d{n}", meeting_date=f"2024-0{n + 7}-01")
        add_figure(db, f"d{n}", 0, quote, value, **{**PERIOD, **more})
    find_conflicts(db, [f"d{n}" for n in range(len(stated))])
    rows = db.execute("SELECT figure_id, other_figure_id, kind FROM conflicts").fetchall()
    return [tuple(row) for row in rows]


def test_two_values_for_one_measure_area_and_period(tmp_path: Path) -> None:
    assert conflicts_of(tmp_path, ("62%", 62, {}), ("58%", 58, {})) == [("d0f0", "d1f0", "conflict")]


def test_rounding_is_no_conflict(tmp_path: Path) -> None:
    assert conflicts_of(tmp_path, ("62%", 62, {}), ("62.4%", 62.4, {})) == []


def test_a_provisional_value_is_restated(tmp_path: Path) -> None:
    found = conflicts_of(tmp_path, ("62%", 62, {"qualifier": "provisional"}), ("58%", 58, {}))
    assert [kind for *_, kind in found] == ["restatement"]


def test_a_later_paper_that_says_it_was_revised_restates(tmp_path: Path) -> None:
    later = {"context": "The final figure for the quarter is 58%, not 62%."}
    assert [kind for *_, kind in conflicts_of(tmp_path, ("62%", 62, {}), ("58%", 58, later))] == ["restatement"]


def test_of_very_many_values_none_conflict_in_whatever_steps_they_were_added(tmp_path: Path) -> None:
    db = new_catalogue(tmp_path)
    insert(db, "measures", id="calls", name="Calls answered", unit="percent")
    for number in range(MOST_OF_ONE_KEY + 1):
        add_document(db, f"d{number}", meeting_date="2024-07-01")
        add_figure(db, f"d{number}", 0, f"{40 + number}%", 40 + number, **PERIOD)
        find_conflicts(db, [f"d{number}"])
        found = db.execute("SELECT count(*) FROM conflicts").fetchone()[0]
        assert (found > 0) == (0 < number < MOST_OF_ONE_KEY)


def test_values_far_apart_are_two_things(tmp_path: Path) -> None:
    assert conflicts_of(tmp_path, ("83%", 83, {}), ("20.1%", 20.1, {})) == []


def test_a_value_stated_twice_in_a_paper_differs_once(tmp_path: Path) -> None:
    db = new_catalogue(tmp_path)
    insert(db, "measures", id="calls", name="Calls answered", unit="percent")
    for document in ("d0", "d1"):
        add_document(db, document)
    add_figure(db, "d0", 0, "62%", 62, **PERIOD)
    add_figure(db, "d0", 50, "62%", 62, **PERIOD)
    add_figure(db, "d1", 0, "58%", 58, **PERIOD)
    assert find_conflicts(db, ["d0", "d1"]) == 1


def test_two_values_in_one_passage_are_two_things(tmp_path: Path) -> None:
    db = new_catalogue(tmp_path)
    insert(db, "measures", id="calls", name="Calls answered", unit="percent")
    add_document(db, "d0")
    insert(db, "passages", id="d0p0", document_id="d0", ordinal=0, kind="paragraph", text="", start=0, end=99)
    for start, value in ((0, 62.0), (50, 58.0)):
        add_figure(db, "d0", start, f"{value:g}%", value, passage_id="d0p0", **PERIOD)
    assert find_conflicts(db, ["d0"]) == 0


def test_a_loose_series_is_not_enough(tmp_path: Path) -> None:
    assert conflicts_of(tmp_path, ("62%", 62, {}), ("58%", 58, {"measure": "letters sent in March"})) == []


def test_other_area_role_or_period_is_no_conflict(tmp_path: Path) -> None:
    for more in ({"area": "England"}, {"role": "target"}, {"period_end": "2024-09-30"}):
        folder = tmp_path / str(sorted(more))
        folder.mkdir()
        assert conflicts_of(folder, ("62%", 62, {}), ("58%", 58, more)) == []


def test_a_figure_from_ocr_never_raises_a_conflict(tmp_path: Path) -> None:
    assert conflicts_of(tmp_path, ("62%", 62, {}), ("82%", 82, {"ocr": 1})) == []


def test_finding_them_again_adds_nothing(tmp_path: Path) -> None:
    db = new_catalogue(tmp_path)
    insert(db, "measures", id="calls", name="Calls answered", unit="percent")
    for n, value in enumerate((62.0, 58.0)):
        add_document(db, f"d{n}")
        add_figure(db, f"d{n}", 0, f"{value:g}%", value, **PERIOD)
    assert find_conflicts(db, ["d0", "d1"]) == 1
    assert find_conflicts(db, ["d0", "d1"]) == 0


def test_a_loose_name_does_where_the_later_paper_says_that_it_was_put_right(tmp_path: Path) -> None:
    later = {"measure": "letters sent in March", "context": "The figure was recalculated as 58%."}
    assert [kind for *_, kind in conflicts_of(tmp_path, ("62%", 62, {}), ("58%", 58, later))] == ["restatement"]


def test_of_several_values_in_a_paper_the_nearest_is_compared(tmp_path: Path) -> None:
    db = new_catalogue(tmp_path)
    insert(db, "measures", id="calls", name="Calls answered", unit="percent")
    for document, values in (("d0", (62.0, 75.0)), ("d1", (60.0,))):
        add_document(db, document)
        for at, value in enumerate(values):
            add_figure(db, document, at * 50, f"{value:g}%", value, **PERIOD)
    assert find_conflicts(db, ["d0", "d1"]) == 2
    pairs = {tuple(row) for row in db.execute("SELECT figure_id, other_figure_id FROM conflicts")}
    assert pairs == {("d0f0", "d1f0"), ("d0f0", "d0f50")}


def test_values_side_by_side_in_a_sentence_are_of_several_things(tmp_path: Path) -> None:
    db = new_catalogue(tmp_path)
    insert(db, "measures", id="calls", name="Calls answered", unit="percent")
    add_document(db, "d0")
    add_document(db, "d1")
    for at, value in enumerate((63.0, 59.0, 48.0)):
        add_figure(db, "d0", at * 9, f"{value:g}%", value, **{**PERIOD, "context": "Hill 63%, Vale 59%, Shore 48%."})
    add_figure(db, "d1", 0, "57%", 57.0, **PERIOD)
    assert find_conflicts(db, ["d0", "d1"]) == 0


def test_a_value_in_place_of_another_in_one_sentence_is_a_restatement(tmp_path: Path) -> None:
    db = new_catalogue(tmp_path)
    insert(db, "measures", id="calls", name="Calls answered", unit="percent")
    add_document(db, "d0")
    insert(db, "passages", id="d0p0", document_id="d0", ordinal=0, kind="paragraph", text="", start=0, end=99)
    for at, value in ((0, 58.0), (20, 62.0)):
        more = {**PERIOD, "passage_id": "d0p0", "context": "The rate was 58% (previously 62%)."}
        add_figure(db, "d0", at, f"{value:g}%", value, **more)
    assert find_conflicts(db, ["d0"]) == 1
    assert db.execute("SELECT kind FROM conflicts").fetchone()[0] == "restatement"
