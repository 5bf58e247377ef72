"""What people said of series, links and statuses is still there after papers were added and read again."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path

import pytest

from minuted import reviews
from minuted.corpus import add, reading
from minuted.corpus.add import AddOptions, add_papers, reviews_path
from minuted.corpus.intake import Paper
from minuted.corpus.schema import open_database
from minuted.extract.document import Metadata
from minuted.reviews import Correction, Refused

TODAY = dt.date(2024, 12, 1)
MARCH = """STREETS PANEL

4. PERFORMANCE

4.1 At 31 March 2024 the number of street lights out was 412.

4.2 At 31 March 2024 the number of park lights out was 61.

5. REQUESTS

Members asked for a breakdown of the cost of gritting by ward.

The Head of Streets undertook to circulate the audit of the bridge at Wren Lane by 30 June 2024.

Members asked that the opening hours of the tip at Ostley be reviewed.
"""
JUNE = """STREETS PANEL

9. PERFORMANCE

9.1 At 30 June 2024 the number of street lights out was 398.

9.2 At 30 June 2024 the number of park lights out was 66.

10. UPDATES

The bridge audit at Wren Lane was circulated to the Panel on 4 June.

Winter spending in each part of the borough is set out in the paper that was tabled.
"""
SEPTEMBER = """STREETS PANEL

14. PERFORMANCE

14.1 At 30 September 2024 the number of street lights out was 377.

14.2 At 30 September 2024 the number of park lights out was 70.
"""


class Catalogue:
    """A catalogue on disk with the papers of one panel, and its reviews beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.path = folder, folder / "minuted.db"
        self.add("march", MARCH, dt.date(2024, 3, 31))
        self.add("june", JUNE, dt.date(2024, 6, 30))

    def paper(self, name: str, text: str, date: dt.date) -> Paper:
        path = self.folder / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        return Paper(path, path.name, Metadata(None, "Tarrowdale Council", "Streets Panel", date, "minutes"))

    def add(self, name: str, text: str, date: dt.date) -> None:
        add_papers(self.path, [self.paper(name, text, date)], AddOptions(workers=0, as_at=TODAY))

    def read_again(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """All papers once more, as after an upgrade of the rules, and then a new one."""
        for module in (add, reading):
            monkeypatch.setattr(module, "rules_version", lambda: "another")
        monkeypatch.setattr(reading, "content_digest", lambda *_: "another")
        papers = [
            self.paper("march", MARCH, dt.date(2024, 3, 31)),
            self.paper("june", JUNE, dt.date(2024, 6, 30)),
            self.paper("september", SEPTEMBER, dt.date(2024, 9, 30)),
        ]
        result = add_papers(self.path, papers, AddOptions(workers=0, as_at=TODAY))
        assert result.read == 3

    def say(self, *corrections: Correction) -> list[int]:
        kept = reviews.open_reviews(reviews_path(self.path))
        numbers = reviews.record(kept, *corrections)
        kept.close()
        self.apply()
        return numbers

    def take_back(self, number: int) -> None:
        kept = reviews.open_reviews(reviews_path(self.path))
        assert reviews.undo(kept, number, "Ann")
        kept.close()
        self.apply()

    def apply(self) -> None:
        db = open_database(self.path)
        reviews.apply(db, reviews_path(self.path))
        db.close()

    def all(self, query: str, *values: object) -> list[sqlite3.Row]:
        db = open_database(self.path)
        rows = db.execute(query, values).fetchall()
        db.close()
        return rows

    def one(self, query: str, *values: object) -> sqlite3.Row:
        (row,) = self.all(query, *values)
        return row

    def commitment(self, words: str) -> sqlite3.Row:
        return self.one("SELECT * FROM commitments WHERE text LIKE ?", f"%{words}%")

    def measures_of(self, words: str) -> set[str]:
        return {r[0] for r in self.all("SELECT measure_id FROM figures WHERE context LIKE ?", f"%{words}%")}


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return Catalogue(tmp_path)


def test_a_merge_outlives_a_reading_and_takes_in_new_figures(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    (street,), (park,) = catalogue.measures_of("street lights"), catalogue.measures_of("park lights")
    assert street != park
    catalogue.say(Correction("merge", park, "measure_id", park, street, None, "Ann"))
    assert catalogue.measures_of("lights out") == {street}
    catalogue.read_again(monkeypatch)
    assert catalogue.measures_of("lights out") == {street}
    assert len(catalogue.all("SELECT 1 FROM figures WHERE measure_id = ?", street)) == 6


def test_a_split_outlives_a_reading_and_takes_in_new_figures(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    (street,), (park,) = catalogue.measures_of("street lights"), catalogue.measures_of("park lights")
    catalogue.say(Correction("merge", park, "measure_id", park, street, None, "Ann"))
    name = catalogue.one("SELECT DISTINCT measure FROM figures WHERE context LIKE '%park lights%'")[0]
    db = open_database(catalogue.path)
    parted = reviews.split(db, street, [name], "Lights out in parks", actor="Bea")
    db.close()
    (number,) = catalogue.say(parted)
    (of_their_own,) = catalogue.measures_of("park lights")
    assert of_their_own not in (street, park)
    assert catalogue.one("SELECT name, unit FROM measures WHERE id = ?", of_their_own)["name"] == "Lights out in parks"
    catalogue.read_again(monkeypatch)
    assert catalogue.measures_of("park lights") == {of_their_own}
    assert catalogue.measures_of("street lights") == {street}
    catalogue.take_back(number)
    assert catalogue.measures_of("lights out") == {street}
    assert catalogue.all("SELECT 1 FROM measures WHERE id = ?", of_their_own) == []


def test_a_split_that_makes_no_sense_is_refused(catalogue: Catalogue) -> None:
    db = open_database(catalogue.path)
    (street,) = catalogue.measures_of("street lights")
    names = [name for name, _ in reviews.names_of(db, street)]
    for measure, some in (("nothing", names), (street, ["bins"]), (street, names)):
        with pytest.raises(Refused):
            reviews.split(db, measure, some, "Another", actor="Ann")
    db.close()


def test_an_answer_that_a_person_found_outlives_a_reading(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    gritting = catalogue.commitment("gritting")
    assert gritting["status"] == "open"
    db = open_database(catalogue.path)
    found = reviews.answer(
        db, gritting["id"], "june.txt", "Winter spending in each part of\nthe borough is set out", "done", actor="Ann"
    )
    db.close()
    (number,) = catalogue.say(found)
    for _ in range(2):
        link = catalogue.one("SELECT * FROM follow_ups WHERE commitment_id = ?", gritting["id"])
        assert (link["confirmed"], link["outcome"], link["why"]) == (1, "done", "linked by a person")
        assert link["quote"] == "Winter spending in each part of the borough is set out"
        assert catalogue.commitment("gritting")["status"] == "answered"
        catalogue.read_again(monkeypatch)
        monkeypatch.undo()
    catalogue.take_back(number)
    assert catalogue.all("SELECT 1 FROM follow_ups WHERE commitment_id = ?", gritting["id"]) == []
    assert catalogue.commitment("gritting")["status"] == "open"


def test_an_answer_in_words_that_no_paper_has_is_refused(catalogue: Catalogue) -> None:
    db = open_database(catalogue.path)
    commitment = catalogue.commitment("gritting")["id"]
    for target, paper, quote, outcome in (
        ("nothing", "june.txt", "UPDATES", "done"),
        (commitment, "may.txt", "UPDATES", "done"),
        (commitment, "june.txt", "never said", "done"),
        (commitment, "june.txt", "UPDATES", "perhaps"),
    ):
        with pytest.raises(Refused):
            reviews.answer(db, target, paper, quote, outcome, actor="Ann")
    db.close()


def test_a_rejected_link_stays_rejected(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    audit = catalogue.commitment("audit of the bridge")
    link = catalogue.one("SELECT * FROM follow_ups WHERE commitment_id = ?", audit["id"])
    assert audit["status"] == "answered"
    catalogue.say(Correction("unlink", link["id"], None, None, None, None, "Ann"))
    assert catalogue.commitment("audit of the bridge")["status"] == "overdue"
    catalogue.read_again(monkeypatch)
    assert catalogue.one("SELECT confirmed FROM follow_ups WHERE id = ?", link["id"])["confirmed"] == 0
    assert catalogue.commitment("audit of the bridge")["status"] == "overdue"


def test_a_confirmed_link_stays_where_no_rule_finds_it_any_more(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    audit = catalogue.commitment("audit of the bridge")
    link = catalogue.one("SELECT * FROM follow_ups WHERE commitment_id = ?", audit["id"])
    catalogue.say(Correction("link", link["id"], None, None, None, None, "Ann"))
    monkeypatch.setattr("minuted.corpus.follow_ups.choose_answers", lambda *_, **__: [])
    catalogue.read_again(monkeypatch)
    again = catalogue.one("SELECT * FROM follow_ups WHERE commitment_id = ?", audit["id"])
    assert (again["id"], again["quote"], again["confirmed"]) == (link["id"], link["quote"], 1)
    assert catalogue.commitment("audit of the bridge")["status"] == "answered"


def test_a_closed_commitment_stays_closed(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    tip = catalogue.commitment("tip at Ostley")
    catalogue.say(Correction("close", tip["id"], None, tip["status"], None, "asked in error", "Ann"))
    catalogue.read_again(monkeypatch)
    found = catalogue.commitment("tip at Ostley")
    assert (found["status"], found["status_reason"]) == ("closed", "asked in error")
