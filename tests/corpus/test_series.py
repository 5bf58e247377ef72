"""One measure under its many names is one series; what only looks alike is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from minuted.corpus.series import assign_series
from minuted.corpus.series.register import registered_keys, registered_measures
from minuted.corpus.series.names import content_words
from tests.corpus.rows import add_document, add_figure, new_catalogue


def series_of(tmp_path: Path, *figures: tuple[str, str]) -> list[str | None]:
    """The measure ids of figures given as (measure, unit), one paper each."""
    db = new_catalogue(tmp_path)
    documents = [add_document(db, f"d{n}", meeting_date=f"2024-0{n + 1}-01") for n in range(len(figures))]
    made = [
        add_figure(db, d, 0, "9", 9, measure=measure, unit=unit)
        for d, (measure, unit) in zip(documents, figures, strict=True)
    ]
    assign_series(db, documents)
    return [db.execute("SELECT measure_id FROM figures WHERE id = ?", [figure]).fetchone()[0] for figure in made]


@pytest.mark.parametrize(
    "names",
    [
        ("rate of children in our care", "looked after children rate", "CLA rate"),
        ("number of lost library cards", "library cards lost"),
        ("fly-tipping incidents", "fly tips reported"),
    ],
)
def test_names_of_one_measure(tmp_path: Path, names: tuple[str, ...]) -> None:
    unit = "per_10000" if "rate" in names[0] else "count"
    assert len(set(series_of(tmp_path, *((name, unit) for name in names)))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("children in our care", "count"), ("rate of children in our care", "per_10000")),
        (("looked after children", "count"), ("looked after children placed out of borough", "count")),
        (("homes that meet the decent homes standard", "percent"), ("homes not meeting it", "percent")),
        (("calls answered", "percent"), ("letters answered", "percent")),
    ],
)
def test_different_measures_stay_apart(tmp_path: Path, one: tuple[str, str], other: tuple[str, str]) -> None:
    first, second = series_of(tmp_path, one, other)
    assert first != second


def test_percentage_points_belong_to_the_percentage(tmp_path: Path) -> None:
    first, second = series_of(tmp_path, ("bins emptied", "percent"), ("bins emptied", "percentage_points"))
    assert first == second


def test_a_figure_without_a_measure_has_no_series(tmp_path: Path) -> None:
    db = new_catalogue(tmp_path)
    add_document(db, "d0")
    add_figure(db, "d0", 0, "9", 9, measure=None)
    assign_series(db, ["d0"])
    assert db.execute("SELECT measure_id FROM figures").fetchone()[0] is None


def test_the_register_has_no_name_that_means_two_measures() -> None:
    seen: dict[tuple[str, str], str] = {}
    for row in registered_measures():
        for name in [row["name"], *filter(None, row["aliases"].split("|"))]:
            key = (" ".join(sorted(set(content_words(name)))), row["unit"])
            assert seen.setdefault(key, row["id"]) == row["id"], f"{name}: {seen[key]} and {row['id']}"
    assert len(registered_measures()) >= 150
    assert len(registered_keys()) > len(registered_measures())


def test_every_registered_measure_states_its_public_source() -> None:
    for row in registered_measures():
        assert row["source"], row["id"]
        assert row["source_url"].startswith("https://"), row["id"]
        assert row["polarity"] in ("up", "down", ""), row["id"]
