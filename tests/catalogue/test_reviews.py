"""Corrections: kept with who, when and what before; seen everywhere at once; undone; there again after a re-reading."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from minuted import reviews
from minuted.reviews import Correction, Refused
from tests.catalogue.conftest import Site, copied

FIRST, SECOND = "children-performance-2023-09-14.pdf", "children-performance-2024-03-14.pdf"
Built = tuple[Path, dict[str, str]]


@pytest.fixture
def catalogue(built: Built, tmp_path: Path) -> tuple[sqlite3.Connection, Path, dict[str, str]]:
    path, ids = copied(built, tmp_path)
    db = sqlite3.connect(path)
    db.row_factory = sqlite3.Row
    return db, path.with_suffix(".reviews.db"), ids


def keep(path: Path, *corrections: Correction) -> list[int]:
    connection = reviews.open_reviews(path)
    kept = reviews.record(connection, *corrections)
    connection.close()
    return kept


def take_back(path: Path, identifier: int) -> bool:
    connection = reviews.open_reviews(path)
    done = reviews.undo(connection, identifier, "Ann")
    connection.close()
    return done


def row(db: sqlite3.Connection, table: str, key: str) -> sqlite3.Row:
    found: sqlite3.Row = db.execute(f"SELECT * FROM {table} WHERE id = ?", [key]).fetchone()
    return found


def correct(target: str, field: str, after: str | None) -> Correction:
    return Correction("correct", target, field, None, after, None, "Ann")


def test_a_period_sets_its_days_and_is_undone(catalogue: tuple[sqlite3.Connection, Path, dict[str, str]]) -> None:
    db, path, ids = catalogue
    key = ids[f"{FIRST}:78.4 per 10,000"]
    (number,) = keep(path, correct(key, "period_label", "quarter 2 2023/24"))
    for _ in range(2):
        reviews.apply(db, path)
        found = row(db, "figures", key)
        assert (found["period_label"], found["period_start"], found["period_end"], found["status"]) == (
            "Q2 2023/24", "2023-07-01", "2023-09-30", "corrected",
        )  # fmt: skip
    assert db.execute("SELECT actor, undone_at FROM corrections").fetchall()[0]["actor"] == "Ann"
    assert take_back(path, number) and not take_back(path, number)
    reviews.apply(db, path)
    found = row(db, "figures", key)
    assert (found["period_label"], found["period_start"], found["status"]) == ("Q1 2023/24", "2023-04-01", "read")


def test_a_correction_survives_a_re_reading_and_then_undoes_to_what_was_read_last(
    catalogue: tuple[sqlite3.Connection, Path, dict[str, str]],
) -> None:
    db, path, ids = catalogue
    key = ids[f"{FIRST}:78.4 per 10,000"]
    (number,) = keep(path, correct(key, "area", "Westmoor"))
    reviews.apply(db, path)
    old = dict(row(db, "figures", key))
    with db:  # the paper is read anew, by rules that now see an area of their own
        db.execute("DELETE FROM figures WHERE id = ?", [key])
        old |= {"area": "Eastmoor", "status": "read"}
        names = ", ".join(f'"{name}"' for name in old)
        db.execute(f"INSERT INTO figures ({names}) VALUES ({', '.join('?' * len(old))})", list(old.values()))
    reviews.apply(db, path)
    assert row(db, "figures", key)["area"] == "Westmoor"
    take_back(path, number)
    reviews.apply(db, path)
    assert row(db, "figures", key)["area"] == "Eastmoor"


def test_the_last_of_several_corrections_holds(catalogue: tuple[sqlite3.Connection, Path, dict[str, str]]) -> None:
    db, path, ids = catalogue
    key = ids[f"{FIRST}:412"]
    first, second = keep(path, correct(key, "value", "413")), keep(path, correct(key, "value", "1,414"))
    reviews.apply(db, path)
    assert row(db, "figures", key)["value"] == 1414
    take_back(path, second[0])
    reviews.apply(db, path)
    assert row(db, "figures", key)["value"] == 413
    take_back(path, first[0])
    reviews.apply(db, path)
    assert row(db, "figures", key)["value"] == 412


def test_measures_are_joined_and_parted(catalogue: tuple[sqlite3.Connection, Path, dict[str, str]]) -> None:
    db, path, _ = catalogue

    def count(measure: str) -> tuple[int, int]:
        kept = row(db, "measures", measure)["figures_count"]
        return kept, db.execute("SELECT count(*) FROM figures WHERE measure_id = ?", [measure]).fetchone()[0]

    before = count("care-leavers-in-work"), count("assessments-in-time")
    one = keep(path, Correction("merge", "placement-stability", after="assessments-in-time", actor="Ann"))
    two = keep(path, Correction("merge", "assessments-in-time", after="care-leavers-in-work", actor="Ann"))
    reviews.apply(db, path)
    assert count("placement-stability") == (0, 0) and count("care-leavers-in-work") == (12, 12)
    assert db.execute("SELECT count(*) FROM measure_aliases WHERE origin = 'person'").fetchone()[0] == 2
    for number in (*one, *two):
        take_back(path, number)
    reviews.apply(db, path)
    assert (count("care-leavers-in-work"), count("assessments-in-time")) == before
    assert count("placement-stability") == (4, 4)
    assert db.execute("SELECT count(*) FROM measure_aliases WHERE origin = 'person'").fetchone()[0] == 0


def test_joining_in_a_circle_moves_nothing(catalogue: tuple[sqlite3.Connection, Path, dict[str, str]]) -> None:
    db, path, _ = catalogue
    keep(path, Correction("merge", "assessments-in-time", after="care-leavers-in-work", actor="Ann"),
         Correction("merge", "care-leavers-in-work", after="assessments-in-time", actor="Ann"))  # fmt: skip
    reviews.apply(db, path)
    assert db.execute("SELECT count(*) FROM figures WHERE measure_id = 'assessments-in-time'").fetchone()[0] == 4


def test_a_link_that_is_rejected_leaves_the_commitment_unanswered(
    catalogue: tuple[sqlite3.Connection, Path, dict[str, str]],
) -> None:
    db, path, _ = catalogue
    link = db.execute("SELECT id, commitment_id FROM follow_ups WHERE quote LIKE 'Foster%'").fetchone()
    (number,) = keep(path, Correction("unlink", link["id"], actor="Ann"))
    for _ in range(2):
        reviews.apply(db, path)
        assert row(db, "follow_ups", link["id"])["confirmed"] == 0
        assert row(db, "commitments", link["commitment_id"])["status"] == "overdue"
    take_back(path, number)
    reviews.apply(db, path)
    assert row(db, "follow_ups", link["id"])["confirmed"] is None
    assert row(db, "commitments", link["commitment_id"])["status"] == "answered"


def test_a_commitment_is_closed_and_opened_again(catalogue: tuple[sqlite3.Connection, Path, dict[str, str]]) -> None:
    db, path, _ = catalogue
    key = db.execute("SELECT id FROM commitments WHERE status = 'overdue'").fetchone()["id"]
    keep(path, Correction("close", key, reason="done by phone", actor="Ann"))
    reviews.apply(db, path)
    assert (row(db, "commitments", key)["status"], row(db, "commitments", key)["status_reason"]) == (
        "closed", "done by phone",
    )  # fmt: skip
    keep(path, Correction("reopen", key, actor="Ann"))
    reviews.apply(db, path)
    assert row(db, "commitments", key)["status"] == "overdue"


@pytest.mark.parametrize(
    ("field", "after", "says"),
    [("period_label", "soon", "not a period"), ("value", "many", "not a number"), ("value", "nan", "not a number"),
     ("id", "x", "cannot be corrected"), ("area", "x" * 3000, "too long")],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(tmp_path: Path, field: str, after: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        keep(tmp_path / "x.reviews.db", correct("f1", field, after))


def test_corrections_of_what_is_not_here_wait(catalogue: tuple[sqlite3.Connection, Path, dict[str, str]]) -> None:
    db, path, _ = catalogue
    keep(path, correct("0123456789abf5", "area", "Westmoor"))
    reviews.apply(db, path)
    assert db.execute("SELECT count(*) FROM figures WHERE area = 'Westmoor'").fetchone()[0] == 0


FORM = {
    "value": "78.4", "value_to": "", "unit": "per_10000", "qualifier": "", "measure": "rate of children in our care",
    "measure_name": "Children in care, rate per 10,000", "area": "", "role": "actual", "rag": "", "reason": "see 1.1",
    "action": "correct",
}  # fmt: skip


def test_reviewing_needs_a_sign_in(own_site: Site) -> None:
    key = own_site.ids[f"{FIRST}:78.4 per 10,000"]
    for address in ("/review", f"/review/figure/{key}"):
        answer = own_site.get(address)
        assert answer.status_code == 403 and "Sign in first" in answer.text
    refused = own_site.post_raw(f"/review/figure/{key}", FORM | {"period_label": "2022/23"}, {})
    assert refused.status_code == 403
    assert not own_site.path.with_suffix(".reviews.db").exists()


@pytest.mark.parametrize("frozen", [False, True])
def test_a_period_is_corrected_everywhere(
    built: Built, tmp_path: Path, frozen: bool
) -> None:  # task 5 of the catalogue, without a browser
    site = Site(*copied(built, tmp_path), options={"immutable": frozen})
    key, cookies = site.ids[f"{FIRST}:78.4 per 10,000"], None
    cookies = site.signed_in()
    queue = site.text("/review", cookies=cookies)
    assert "contradicted by another statement" in queue.lower()
    answer = site.post(f"/review/figure/{key}", FORM | {"period_label": "2022/23"}, cookies=cookies)
    assert answer.status_code == 302 and "saved=now" in answer.headers["location"]
    assert "in 2022/23." in site.text(f"/figure/{key}")
    assert "Corrected by a person" in site.text(f"/figure/{key}") and "see 1.1" in site.text(f"/figure/{key}")
    assert "2022/23" in site.text("/measure/children-in-care-rate-per-10-000").split("<tbody")[1]
    assert "FY2022/23" in site.text("/measure/children-in-care-rate-per-10-000.csv")
    assert "FY2022/23" in site.text("/search.csv?q=rate&type=figure&period=FY2022%2F23")
    assert "79.6 per 10,000" not in site.text("/conflicts").split("<h1>")[1]
    history = site.text(f"/review/figure/{key}", cookies=cookies)
    assert "“Quarter 1 2023/24” is now “2022/23”" in history and "Ann" in history
    undone = site.post("/review", {"undo": "1"}, cookies=cookies, page=f"/review/figure/{key}")
    assert undone.status_code == 302
    assert "in Quarter 1 2023/24." in site.text(f"/figure/{key}")
    stored = sqlite3.connect(site.path).execute("SELECT period_label FROM figures WHERE id = ?", [key]).fetchone()
    assert stored == ("Q1 2023/24",)


def test_a_correction_that_is_refused_says_why_and_keeps_what_was_typed(own_site: Site) -> None:
    key = own_site.ids[f"{FIRST}:78.4 per 10,000"]
    answer = own_site.post(f"/review/figure/{key}", FORM | {"period_label": "lately"}, cookies=own_site.signed_in())
    assert answer.status_code == 400 and "is not a period" in answer.text and 'value="lately"' in answer.text


def test_accept_reject_and_the_next_one(own_site: Site) -> None:
    key, cookies = own_site.ids[f"{FIRST}:412"], own_site.signed_in()
    answer = own_site.post(f"/review/figure/{key}", {"action": "reject", "then": "next"}, cookies=cookies)
    assert answer.status_code == 302 and key not in answer.headers["location"]
    assert "rejected this figure" in own_site.text(f"/figure/{key}")
    assert "412" not in own_site.text("/search?q=looked+after&type=figure").split("finder-results")[1]
    own_site.post(f"/review/figure/{key}", {"action": "accept"}, cookies=cookies)
    assert "412" in own_site.text("/search?q=looked+after&type=figure").split("finder-results")[1]


@pytest.mark.parametrize("frozen", [False, True])
def test_measures_are_joined_from_their_page(built: Built, tmp_path: Path, frozen: bool) -> None:
    site = Site(*copied(built, tmp_path), options={"immutable": frozen})
    cookies = site.signed_in()
    wrong = site.post(
        "/review/measure/placement-stability", {"action": "merge", "into": "Children in care"}, cookies=cookies
    )
    assert wrong.status_code == 400 and "counted in another unit" in wrong.text
    done = site.post(
        "/review/measure/placement-stability",
        {"action": "merge", "into": "care leavers in education, employment or training"}, cookies=cookies,
    )  # fmt: skip
    assert done.status_code == 302
    assert "10.4%" in site.text("/measure/care-leavers-in-work")
    assert "three or more placements" not in site.text("/measures").lower()


def test_links_are_confirmed_and_commitments_closed(own_site: Site) -> None:
    cookies = own_site.signed_in()
    db = sqlite3.connect(own_site.path)
    link, commitment = db.execute("SELECT id, commitment_id FROM follow_ups WHERE quote LIKE 'Foster%'").fetchone()
    assert own_site.post(f"/review/follow_up/{link}", {"action": "link"}, cookies=cookies).status_code == 302
    assert "Confirmed by a person" in own_site.text(f"/commitment/{commitment}")
    closed = {"action": "close", "reason": "answered by letter"}
    assert own_site.post(f"/review/commitment/{commitment}", closed, cookies=cookies).status_code == 302
    assert "answered by letter" in own_site.text(f"/commitment/{commitment}")


def test_a_reader_reports_an_error_and_reviewers_see_it_first(own_site: Site) -> None:
    key = own_site.ids["budget-monitor-2023-12-12.pdf:54.8%"]
    assert own_site.post(f"/report/figure/{key}", {"text": " "}).status_code == 400
    assert "Thank you" in own_site.post(f"/report/figure/{key}", {"text": "<b>wrong</b>"}).text
    cookies = own_site.signed_in()
    queue = own_site.text("/review", cookies=cookies).split("<ol", 1)[1]
    assert queue.index(key) < queue.index("/review/figure/" + own_site.ids[f"{FIRST}:78.4 per 10,000"])
    assert "&lt;b&gt;wrong&lt;/b&gt;" in own_site.text(f"/review/figure/{key}", cookies=cookies)
    own_site.post(f"/review/figure/{key}", {"action": "accept"}, cookies=cookies)
    assert "reader reported" not in own_site.text("/review", cookies=cookies)


def test_a_form_from_elsewhere_is_refused(own_site: Site) -> None:
    key = own_site.ids[f"{FIRST}:412"]

    async def send() -> int:
        answer = await own_site.datasette.client.post(
            f"/review/figure/{key}", data={"action": "reject"}, cookies=own_site.signed_in(),
            headers={"origin": "https://elsewhere.example", "sec-fetch-site": "cross-site"},
        )  # fmt: skip
        return int(answer.status_code)

    import asyncio

    assert asyncio.run(send()) == 403


def test_a_proxy_that_is_trusted_signs_reviewers_in(built: Built, tmp_path: Path) -> None:
    path, ids = copied(built, tmp_path)
    trusting = Site(path, ids, options={"proxy_user_header": "X-Remote-User"})
    assert "Signed in as" in trusting.text("/review", headers={"X-Remote-User": "Bea"})
    assert Site(path, ids).get("/review", headers={"X-Remote-User": "Bea"}).status_code == 403


def test_the_tables_of_an_immutable_catalogue_say_what_was_corrected(frozen_site: Site) -> None:
    site, cookies = frozen_site, frozen_site.signed_in()
    key = site.ids[f"{FIRST}:78.4 per 10,000"]
    tables = ("/tarrowdale/figures", f"/tarrowdale/figures/{key}", "/tarrowdale", "/tarrowdale/overdue_by_owner")
    for address in tables:
        assert 'class="notice' not in site.text(address, follow_redirects=True), address
    site.post(f"/review/figure/{key}", FORM | {"period_label": "2022/23"}, cookies=cookies)
    table = site.text("/tarrowdale/figures")
    assert "1 row of this table has been corrected" in table and f'href="/figure/{key}"' in table
    assert "period_label is <strong>FY2022/23</strong> (here Q1 2023/24)" in table
    row = site.text(f"/tarrowdale/figures/{key}")
    assert "A person has corrected this row" in row and "(here Q1 2023/24)" in row
    other = site.ids[f"{FIRST}:412"]
    assert "has corrected this row" not in site.text(f"/tarrowdale/figures/{other}")
    for address in ("/tarrowdale", "/tarrowdale?sql=select+1", "/tarrowdale/overdue_by_owner"):
        assert "People have corrected 1 row" in site.text(address, follow_redirects=True), address
    assert "corrected" not in site.text("/tarrowdale/commitments").split("<h1>")[1].split("<form")[0]


def test_the_tables_of_a_catalogue_that_can_be_written_to_hold_the_corrected_values(own_site: Site) -> None:
    key = own_site.ids[f"{FIRST}:78.4 per 10,000"]
    own_site.post(f"/review/figure/{key}", FORM | {"period_label": "2022/23"}, cookies=own_site.signed_in())
    assert "FY2022/23" in own_site.text(f"/tarrowdale/figures/{key}")
