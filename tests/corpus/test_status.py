"""Statuses: derived, dated, the same for the same day, and worked out again only where something changed."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path

import pytest

from minuted.corpus.follow_ups import link_follow_ups
from minuted.corpus.status import update_statuses
from tests.corpus.committee import JUNE, NOVEMBER, SEPTEMBER, add_paper, new_catalogue


@pytest.fixture
def db(tmp_path: Path) -> sqlite3.Connection:
    db = new_catalogue(tmp_path)
    add_paper(db, "june", "2022-06-08", JUNE)
    add_paper(db, "sept", "2022-09-14", SEPTEMBER)
    add_paper(db, "nov", "2022-11-09", NOVEMBER)
    link_follow_ups(db, ["june", "sept", "nov"])
    return db


def standing(db: sqlite3.Connection, words: str) -> tuple[str, str, int, int | None]:
    row = db.execute(
        """SELECT status, status_reason, meetings_since, not_mentioned_for FROM commitments
        WHERE text LIKE ? AND document_id = 'june'""",
        [f"%{words}%"],
    ).fetchone()
    return tuple(row)


def test_answered_noted_and_open(db: sqlite3.Connection) -> None:
    update_statuses(db, dt.date(2022, 12, 1))
    assert standing(db, "Gas Network")[:3] == ("answered", "answered on 2022-09-14", 2)
    assert standing(db, "report be noted")[:2] == ("noted", "nothing to answer")
    status, reason, since, silent = standing(db, "bungalows")
    assert (status, since, silent) == ("open", 2, 2)
    assert "no date was given" in reason


def test_a_day_in_the_past_knows_nothing_of_later_papers(db: sqlite3.Connection) -> None:
    update_statuses(db, dt.date(2022, 12, 1))
    update_statuses(db, dt.date(2022, 8, 31))
    assert standing(db, "Gas Network")[0] == "open"
    assert standing(db, "Gas Network")[2] == 0
    update_statuses(db, dt.date(2022, 10, 1))
    status, reason, since, silent = standing(db, "paint allowance")
    assert (status, since, silent) == ("open", 1, 0)
    assert "not yet done when last heard of on 2022-09-14" in reason


def test_due_then_overdue(db: sqlite3.Connection) -> None:
    db.execute("DELETE FROM follow_ups")
    db.execute("UPDATE commitments SET due_end = '2022-09-14' WHERE text LIKE '%paint allowance%'")
    update_statuses(db, dt.date(2022, 7, 1))
    assert standing(db, "paint allowance")[0] == "open"
    update_statuses(db, dt.date(2022, 9, 1))
    assert standing(db, "paint allowance")[0] == "due"
    update_statuses(db, dt.date(2022, 9, 15))
    assert standing(db, "paint allowance")[0] == "overdue"


def test_due_at_the_next_meeting_is_overdue_after_it(db: sqlite3.Connection) -> None:
    db.execute("DELETE FROM follow_ups")
    update_statuses(db, dt.date(2022, 10, 1))
    status, reason, *_ = standing(db, "late gas checks")
    assert status == "overdue"
    assert "2022-09-14" in reason


def test_how_long_a_thing_lasts_is_no_deadline(db: sqlite3.Connection) -> None:
    db.execute(
        "UPDATE commitments SET due_text = 'until March 2022', due_end = '2022-03-31' WHERE text LIKE '%bungalows%'"
    )
    update_statuses(db, dt.date(2022, 10, 1))
    assert standing(db, "bungalows")[0] == "open"


def test_closed_by_a_person_stays_closed(db: sqlite3.Connection) -> None:
    db.execute("UPDATE commitments SET status = 'closed', status_reason = 'seen to' WHERE text LIKE '%bungalows%'")
    update_statuses(db, dt.date(2022, 12, 1))
    assert standing(db, "bungalows")[:2] == ("closed", "seen to")


def test_a_rejected_follow_up_does_not_count(db: sqlite3.Connection) -> None:
    db.execute("UPDATE follow_ups SET confirmed = 0 WHERE outcome = 'done'")
    update_statuses(db, dt.date(2022, 12, 1))
    assert standing(db, "Gas Network")[0] == "open"


def test_what_was_called_done_and_then_not_yet_done_is_open(db: sqlite3.Connection) -> None:
    db.execute("UPDATE follow_ups SET outcome = 'done' WHERE document_id = 'sept'")
    db.execute("UPDATE follow_ups SET outcome = 'repeated' WHERE document_id = 'nov'")
    update_statuses(db, dt.date(2022, 11, 15))
    assert standing(db, "paint allowance")[0] in ("open", "due", "overdue")


def test_only_what_new_papers_touch_is_worked_out_again(db: sqlite3.Connection) -> None:
    other = "RESOLVED that the Clerk review the fees for the allotments.\n"
    add_paper(db, "parks", "2022-06-01", other, committee="Parks Committee")
    everything = update_statuses(db, dt.date(2022, 12, 1))
    touched = update_statuses(db, dt.date(2022, 12, 1), ["parks"])
    assert touched == 1
    assert everything > touched


def test_what_fell_due_meanwhile_is_worked_out_with_any_new_paper(db: sqlite3.Connection) -> None:
    late = "RESOLVED that the Clerk report on the allotments by 31 January 2023.\n"
    add_paper(db, "parks", "2022-06-01", late, committee="Parks Committee")
    update_statuses(db, dt.date(2022, 12, 1))
    update_statuses(db, dt.date(2023, 3, 1), ["nov"])
    assert db.execute("SELECT status FROM commitments WHERE document_id = 'parks'").fetchone()[0] == "overdue"


def test_the_same_day_gives_the_same_result(db: sqlite3.Connection) -> None:
    columns = "id, status, status_reason, status_as_at, meetings_since, not_mentioned_for"
    results = []
    for _ in range(2):
        update_statuses(db, dt.date(2022, 12, 1))
        results.append([tuple(row) for row in db.execute(f"SELECT {columns} FROM commitments ORDER BY id")])
    assert results[0] == results[1]
