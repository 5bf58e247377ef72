"""One measure under its many names is one series; what only looks alike is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from minuted.corpus.series import assign_series
from minuted.corpus.series.names import content_words
from minuted.corpus.series.register import registered_keys, registered_measures
from tests.corpus.rows import add_document, add_figure, insert, new_catalogue


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
        (("life expectancy at birth of men", "years"), ("life expectancy at birth of women", "years")),
        (("gross spending on roads mended in winter", "gbp"), ("net spending on roads mended in winter", "gbp")),
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


def committee_series(tmp_path: Path, *papers: list[dict[str, Any]]) -> list[list[str | None]]:
    """The measure ids of the figures of papers of one committee, by paper; each figure as columns and its sentence."""
    db = new_catalogue(tmp_path)
    names = []
    for n, figures in enumerate(papers):
        document = add_document(
            db, f"d{n}", committee="Streets Panel", meeting_date=f"2024-0{n + 1}-01", meeting_id=None
        )
        passages: dict[str, str] = {}
        for at, given in enumerate(figures):
            context = given["context"]
            if context not in passages:
                passages[context] = insert(
                    db, "passages", id=f"{document}p{at}", document_id=document, ordinal=at, kind="paragraph",
                    text=context, start=at * 100, end=at * 100 + 99,
                )  # fmt: skip
            add_figure(db, document, at * 10, f"{given['value']:g}", **{"passage_id": passages[context], **given})
        names.append(document)
    assign_series(db, names)
    return [
        [r[0] for r in db.execute("SELECT measure_id FROM figures WHERE document_id = ? ORDER BY start", [document])]
        for document in names
    ]


JUNE = {
    "value": 1284.0, "unit": "count", "measure": "potholes mended on classified roads", "period_start": "2024-04-01",
    "period_end": "2024-06-30", "context": "1,284 potholes on classified roads were mended in quarter 1.",
}  # fmt: skip


def test_a_value_told_again_in_other_words_is_of_the_same_series(tmp_path: Path) -> None:
    again = {**JUNE, "measure": "works, Councillor Thorne", "context": "Councillor Thorne queried the 1,284 works."}
    first, second = committee_series(tmp_path, [JUNE], [again])
    assert first == second


def test_a_small_number_met_twice_is_no_proof(tmp_path: Path) -> None:
    few = {**JUNE, "value": 3.0}
    other = {**few, "measure": "grit bins replaced", "context": "Three grit bins were replaced.", "period_end": None}
    first, second = committee_series(tmp_path, [few], [other])
    assert first != second


def test_a_value_beside_an_earlier_one_carries_its_new_neighbour(tmp_path: Path) -> None:
    sentence = "The figure fell to 1,102 from 1,284 the quarter before."
    autumn = {"period_start": "2024-07-01", "period_end": "2024-09-30"}
    later = [
        {**JUNE, **autumn, "value": 1102.0, "measure": "potholes mended", "context": sentence},
        {**JUNE, "measure": "potholes mended, quarter before", "context": sentence},
    ]
    first, second = committee_series(tmp_path, [JUNE], later)
    assert {*first, *second} == set(first)


def test_a_figure_without_a_name_goes_with_the_one_before_it_in_its_sentence(tmp_path: Path) -> None:
    sentence = "Street lights working stood at 97.1% (Brackenshire 94.6%)."
    lights = {**JUNE, "value": 97.1, "unit": "percent", "measure": "street lights working", "context": sentence}
    other = {**lights, "value": 94.6, "measure": None, "area": "Brackenshire", "role": "comparator"}
    ((here, there),) = committee_series(tmp_path, [lights, other])
    assert here == there
    assert here is not None


def test_a_change_in_per_cent_is_not_of_a_share(tmp_path: Path) -> None:
    share = {**JUNE, "value": 61.0, "unit": "percent", "measure": "licences issued in time",
             "context": "61% of licences were issued in time."}  # fmt: skip
    more = {**share, "value": 11.0, "role": "change", "measure": "licences issued",
            "context": "The panel was told that 11% more licences were issued."}  # fmt: skip
    ((one,), (other,)) = committee_series(tmp_path, [share], [more])
    assert one != other


def test_a_series_that_turns_out_to_be_registered_is_given_to_the_register(tmp_path: Path) -> None:
    vague = {**JUNE, "value": 412.0, "measure": "fly-tipping dealt with", "context": "412 cases of fly-tipping."}
    named = {**vague, "measure": "fly-tipping incidents", "context": "There were 412 fly-tipping incidents."}
    first, second = committee_series(tmp_path, [vague], [named])
    assert first == second == ["fly-tipping-incidents"]


def test_two_values_of_one_paper_are_told_apart_from_a_loose_name(tmp_path: Path) -> None:
    all_of_them = {**JUNE, "measure": "potholes reported on all roads", "context": "2,950 potholes were reported."}
    some = {**JUNE, "value": 31.0, "measure": "potholes", "context": "31 potholes led to a claim."}
    ((one, other),) = committee_series(tmp_path, [{**all_of_them, "value": 2950.0}, some])
    assert one != other


def test_rows_of_one_table_with_different_names_are_different_measures(tmp_path: Path) -> None:
    """Their names differ by one word of many, which is what a table of answers by religion or by ward looks like."""
    asked = "respondents who would be affected by the closure of the household recycling centre, residents of"
    rows = [
        {**JUNE, "value": value, "measure": f"{asked} {ward}", "period_start": None, "period_end": None,
         "context": f"{asked} {ward} | {value:g}", "table_ref": '{"table": 0, "row": 1, "column": 1}'}
        for ward, value in (("Larchmoor", 112.0), ("Pinmill", 117.0))
    ]  # fmt: skip
    ((one, other),) = committee_series(tmp_path, rows)
    assert one != other
    prose = [{**row, "table_ref": None} for row in rows]
    ((one, other),) = committee_series(folder(tmp_path), prose)
    assert one == other, "in prose such names may be of one thing: the table is what tells them apart"


def test_the_next_quarter_of_a_row_is_of_the_same_measure(tmp_path: Path) -> None:
    row = {**JUNE, "context": "potholes | 1,284", "table_ref": '{"table": 0, "row": 1, "column": 1}'}
    autumn = {**row, "value": 1102.0, "period_start": "2024-07-01", "period_end": "2024-09-30"}
    ((one,), (other,)) = committee_series(tmp_path, [row], [autumn])
    assert one == other


def folder(inside: Path) -> Path:
    inside = inside / "other"
    inside.mkdir()
    return inside
