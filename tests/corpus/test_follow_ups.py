"""Follow-ups: answers are found, what is only about the same topic is not, and people's decisions stay."""

from __future__ import annotations

import datetime as dt
import itertools
import sqlite3
from pathlib import Path

import pytest

from minuted.corpus import follow_ups
from minuted.corpus.follow_ups import link_follow_ups
from minuted.corpus.follow_ups.log_rows import printed_outcome
from minuted.corpus.follow_ups.outcome import outcome_of
from minuted.corpus.follow_ups.promises import is_only_noted
from minuted.corpus.status import update_statuses
from tests.corpus.committee import JUNE, NOVEMBER, SEPTEMBER, add_paper, new_catalogue

Links = set[tuple[str, str, str]]


@pytest.fixture
def db(tmp_path: Path) -> sqlite3.Connection:
    return new_catalogue(tmp_path)


def links(db: sqlite3.Connection) -> Links:
    """(commitment's first words, paper, outcome) of every follow-up."""
    return {
        (text[:34], document, outcome)
        for text, document, outcome in db.execute(
            "SELECT c.text, f.document_id, f.outcome FROM follow_ups f JOIN commitments c ON c.id = f.commitment_id"
        )
    }


def add_three(db: sqlite3.Connection) -> None:
    add_paper(db, "june", "2022-06-08", JUNE)
    add_paper(db, "sept", "2022-09-14", SEPTEMBER)
    add_paper(db, "nov", "2022-11-09", NOVEMBER)


def test_answers_are_found_with_their_outcome(db: sqlite3.Connection) -> None:
    add_three(db)
    assert link_follow_ups(db, ["june", "sept", "nov"]) >= 4
    found = links(db)
    assert any(t.startswith("that the Chair write") and d == "sept" and o == "done" for t, d, o in found)
    assert any(t.startswith("The Voids Manager undertook") and d == "sept" and o == "done" for t, d, o in found)
    assert any(t.startswith("that a report on the paint") and d == "sept" and o == "repeated" for t, d, o in found)
    assert any(t.startswith("that a report on the paint") and d == "nov" and o == "done" for t, d, o in found)


def test_what_is_noted_and_what_nobody_answered_has_no_follow_up(db: sqlite3.Connection) -> None:
    add_three(db)
    link_follow_ups(db, ["june", "sept", "nov"])
    assert not any("noted" in text or "bungalows" in text for text, _, _ in links(db))


def test_every_follow_up_quotes_its_paper_and_says_why(db: sqlite3.Connection) -> None:
    add_three(db)
    link_follow_ups(db, ["june", "sept", "nov"])
    rows = db.execute(
        """SELECT f.quote, substr(d.text, f.start + 1, f."end" - f.start), f.why, f.score, f.page, p.start <= f.start
        FROM follow_ups f JOIN documents d ON d.id = f.document_id JOIN passages p ON p.id = f.passage_id"""
    ).fetchall()
    assert rows
    for quote, text, why, score, page, inside in rows:
        assert quote == text
        assert why
        assert 0 < score <= 1
        assert page == 1
        assert inside


def test_the_order_of_adding_makes_no_difference(tmp_path: Path) -> None:
    papers = {"june": ("2022-06-08", JUNE), "sept": ("2022-09-14", SEPTEMBER), "nov": ("2022-11-09", NOVEMBER)}
    results = []
    for number, order in enumerate(itertools.permutations(papers)):
        (tmp_path / str(number)).mkdir()
        db = new_catalogue(tmp_path / str(number))
        for name in order:
            add_paper(db, name, *papers[name])
            link_follow_ups(db, [name])
        results.append(links(db))
    assert all(result == results[0] for result in results)
    assert results[0]


def test_another_committee_answers_only_what_was_sent_to_it(db: sqlite3.Connection) -> None:
    add_paper(
        db,
        "a",
        "2022-06-08",
        "RESOLVED that the Audit Committee be asked to examine the cost of the Fell View lifts.\n",
    )
    answer = "8. LIFTS\n\nThe cost of the Fell View lifts had been examined as requested; they had cost £41,000.\n"
    add_paper(db, "b", "2022-07-08", answer, committee="Audit Committee")
    add_paper(db, "c", "2022-07-08", answer.replace("8.", "9."), committee="Parks Committee")
    link_follow_ups(db, ["a", "b", "c"])
    assert {document for _, document, _ in links(db)} == {"b"}


def test_nothing_is_linked_between_councils(db: sqlite3.Connection) -> None:
    add_paper(db, "june", "2022-06-08", JUNE)
    add_paper(db, "sept", "2022-09-14", SEPTEMBER, council="Ostley")
    link_follow_ups(db, ["june", "sept"])
    assert links(db) == set()


def test_a_new_paper_looks_only_at_its_own_committee(db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """The work that a new paper makes does not grow with the papers of other committees and councils."""
    add_three(db)
    for number in range(12):
        add_paper(db, f"other{number}", "2022-09-14", SEPTEMBER, committee=f"Panel {number}")
        add_paper(db, f"far{number}", "2022-09-14", SEPTEMBER, council=f"Council {number}")
    looked_at: list[str] = []
    read_paper = follow_ups.read_paper

    def spy(db: sqlite3.Connection, document: str) -> object:
        looked_at.append(document)
        return read_paper(db, document)

    monkeypatch.setattr(follow_ups, "read_paper", spy)
    link_follow_ups(db, ["june"])
    assert sorted(looked_at) == ["june", "nov", "sept"]


REPORT = """PARKING CHARGES

5. Recommendations

The Panel is asked to:

(a) note the report;
(b) agree that the charge at Mill Lane be raised to £4 from April 2023; and
(c) support the closure of the Quay Street car park.
"""
DECIDED = """9. PARKING CHARGES

The Head of Parking introduced the report.

RESOLVED

(1) That the report be noted.
(2) That the charge at Mill Lane remain at £3.
(3) That the closure of the Quay Street car park be supported.
"""


def test_recommendations_are_answered_by_the_resolutions_of_the_same_meeting(db: sqlite3.Connection) -> None:
    add_paper(db, "report", "2022-06-08", REPORT, kind="report")
    add_paper(db, "minutes", "2022-06-08", DECIDED)
    link_follow_ups(db, ["report", "minutes"])
    assert links(db) == {
        ("note the report", "minutes", "done"),
        ("agree that the charge at Mill Lane"[:34], "minutes", "superseded"),
        ("support the closure of the Quay St"[:34], "minutes", "done"),
    }


def test_a_row_of_an_action_log_answers_what_it_repeats(db: sqlite3.Connection) -> None:
    add_paper(db, "june", "2022-06-08", "The Clerk agreed to circulate the list of empty garages to members.\n")
    log = (
        "Action log\n\n| Action | Lead | Status | Update |\n"
        "| Circulate the list of empty garages to members | Clerk | Complete | Emailed on 20 June |\n"
    )
    add_paper(db, "sept", "2022-09-14", log, kind="report")
    link_follow_ups(db, ["june", "sept"])
    (row,) = db.execute("SELECT quote, outcome, why FROM follow_ups").fetchall()
    assert (row[0], row[1]) == ("Emailed on 20 June", "done")
    assert "action log" in row[2]


def test_printed_statuses() -> None:
    assert [printed_outcome(s) for s in ("Closed", "Not completed", "On going", "Rejected", "n/a")] == [
        "done", "repeated", "partly", "superseded", None,
    ]  # fmt: skip


def test_a_new_date_is_kept_beside_the_first(db: sqlite3.Connection) -> None:
    add_paper(db, "june", "2022-06-08", JUNE)
    add_paper(db, "sept", "2022-09-14", SEPTEMBER)
    link_follow_ups(db, ["june", "sept"])
    commitment, due, first = db.execute(
        "SELECT id, due_end, first_due_end FROM commitments WHERE text LIKE '%paint allowance%' AND "
        "document_id = 'june'"
    ).fetchone()
    assert (due, first) == ("2022-11-30", "2022-09-14")
    dates = db.execute(
        "SELECT due_end, stated_on FROM due_dates WHERE commitment_id = ? ORDER BY stated_on", [commitment]
    )
    assert [tuple(row) for row in dates] == [("2022-09-14", "2022-06-08"), ("2022-11-30", "2022-09-14")]
    link_follow_ups(db, ["sept"])
    assert db.execute("SELECT first_due_end FROM commitments WHERE id = ?", [commitment]).fetchone()[0] == "2022-09-14"


def test_a_rejected_follow_up_is_not_made_again_and_a_confirmed_one_stays(db: sqlite3.Connection) -> None:
    add_paper(db, "june", "2022-06-08", JUNE)
    add_paper(db, "sept", "2022-09-14", SEPTEMBER)
    link_follow_ups(db, ["june", "sept"])
    rejected = db.execute("SELECT id FROM follow_ups WHERE outcome = 'repeated'").fetchone()[0]
    confirmed = db.execute("SELECT id FROM follow_ups WHERE outcome = 'done'").fetchone()[0]
    db.execute("UPDATE follow_ups SET confirmed = 0 WHERE id = ?", [rejected])
    db.execute("UPDATE follow_ups SET confirmed = 1, outcome = 'partly' WHERE id = ?", [confirmed])
    link_follow_ups(db, ["june", "sept"])
    rows = dict(db.execute("SELECT id, confirmed FROM follow_ups").fetchall())
    assert rows[rejected] == 0
    assert rows[confirmed] == 1
    assert db.execute("SELECT outcome FROM follow_ups WHERE id = ?", [confirmed]).fetchone()[0] == "partly"
    update_statuses(db, dt.date(2022, 12, 1))
    status = db.execute(
        "SELECT status FROM commitments WHERE id = (SELECT commitment_id FROM follow_ups WHERE id = ?)", [confirmed]
    ).fetchone()[0]
    assert status == "partly_answered"


def test_linking_again_changes_nothing(db: sqlite3.Connection) -> None:
    add_three(db)
    link_follow_ups(db, ["june", "sept", "nov"])
    before = db.execute("SELECT * FROM follow_ups ORDER BY id").fetchall()
    link_follow_ups(db, ["june", "sept", "nov"])
    assert [tuple(r) for r in db.execute("SELECT * FROM follow_ups ORDER BY id")] == [tuple(r) for r in before]


def test_lineage_of_the_source_makes_a_weak_answer_strong(db: sqlite3.Connection) -> None:
    add_paper(db, "june", "2022-06-08", "RESOLVED that the Head of Parks look again at the Mill Lane fountain pump.\n")
    add_paper(db, "sept", "2022-09-14", "Several matters were raised.\n\nThe pump had been repaired on 3 August.\n")
    assert link_follow_ups(db, ["june", "sept"]) == 0
    for document in ("june", "sept"):
        db.execute("INSERT INTO lineage (document_id, scheme, identifier) VALUES (?, 'modgov:IId', '77')", [document])
    assert link_follow_ups(db, ["sept"]) == 1


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("That the report be noted", True),
        ("that the annual report be received", True),
        ("That the Committee notes with concern the performance reported", True),
        ("That progress be noted and staff thanked", True),
        ("That the report be noted and that the Clerk write to the Trust", False),
        ("That the Clerk be asked to review the fees", False),
    ],
)
def test_what_needs_no_answer(text: str, only: bool) -> None:
    assert is_only_noted(text) is only


@pytest.mark.parametrize(
    "told",
    [
        "The Head of Parks will report back on cemetery fees in December.",
        "The number of allotments rose to 418 at 30 September.",
        "Members asked for the cost of resurfacing the Quay car park.",
    ],
)
def test_the_same_officer_on_another_matter_is_no_answer(db: sqlite3.Connection, told: str) -> None:
    asked = "The Head of Parks agreed to report back on fountain repairs in September 2022.\n"
    add_paper(db, "june", "2022-06-08", asked)
    add_paper(db, "sept", "2022-09-14", f"Parks update.\n\n{told}\n")
    link_follow_ups(db, ["june", "sept"])
    assert links(db) == set()
    due = db.execute("SELECT due_end FROM commitments WHERE document_id = 'june'").fetchone()[0]
    assert due == "2022-09-30"


@pytest.mark.parametrize(
    "told",
    [
        "Complaints about the Mill Lane fountain by ward: there is no record of an answer.",
        "The note on the Mill Lane fountain has been delayed and it will now be reported by 30 November 2022.",
        "The note on the Mill Lane fountain has not been received.",
        "Members asked for a note on the Mill Lane fountain.",
        "The note on the Mill Lane fountain was still outstanding.",
    ],
)
def test_what_is_put_off_or_asked_again_is_never_done(told: str) -> None:
    assert outcome_of(told, "", wants_figure=True)[0] == "repeated"


def test_a_long_resolution_does_not_answer_whatever_shares_some_words_with_it(tmp_path: Path) -> None:
    db = new_catalogue(tmp_path)
    add_paper(
        db, "report", "2023-05-02",
        "RECOMMENDATIONS\n\n1. That training of staff on new pathways be given before the move.\n", kind="report",
    )  # fmt: skip
    add_paper(
        db, "minutes", "2023-05-02",
        "5. RANGERS\n\nRESOLVED that the rangers at Wren Hall, with their vans, stores, records, staff, workshop, "
        "yard, stables, kennels, radios, boats, budgets, uniforms, contracts, leases, licences, trailers, insurance, "
        "be put under the Head of Parks from 1 June before the summer season, the move to be paid for from savings.\n",
    )  # fmt: skip
    link_follow_ups(db, ["report", "minutes"])
    assert db.execute("SELECT count(*) FROM follow_ups").fetchone()[0] == 0
