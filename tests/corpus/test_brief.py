"""The briefing: what is not answered, what was told, what changed, each with its source."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path

import docx
import pytest

from minuted.corpus.brief import write_brief
from minuted.corpus.follow_ups import link_follow_ups
from minuted.errors import MinutedError, NotFound
from tests.corpus.committee import JUNE, NOVEMBER, PANEL, SEPTEMBER, add_paper, new_catalogue
from tests.corpus.rows import insert

DAY = dt.date(2022, 10, 1)


@pytest.fixture
def db(tmp_path: Path) -> sqlite3.Connection:
    db = new_catalogue(tmp_path)
    add_paper(db, "june", "2022-06-08", JUNE, title="Minutes of June")
    add_paper(db, "sept", "2022-09-14", SEPTEMBER, title="Minutes of September")
    add_paper(db, "nov", "2022-11-09", NOVEMBER, title="Minutes of November")
    link_follow_ups(db, ["june", "sept", "nov"])
    insert(db, "measures", id="relet", name="average re-let time", unit="days", polarity="down")
    figure = {
        "committee": PANEL, "council": "Tarrowdale", "start": 1, "end": 3, "unit": "days", "measure_id": "relet",
        "measure": "re-let time", "role": "actual", "page": 1,
    }  # fmt: skip
    insert(
        db, "figures", id="f1", document_id="june", meeting_date="2022-06-08", quote="36 days", value=36.0,
        period_end="2022-03-31", period_label="Q4 2021/22", **figure,
    )  # fmt: skip
    insert(
        db, "figures", id="f2", document_id="sept", meeting_date="2022-09-14", quote="31 days", value=31.0,
        period_end="2022-06-30", period_label="Q1 2022/23", **figure,
    )  # fmt: skip
    return db


def brief(db: sqlite3.Connection, tmp_path: Path, **options: object) -> dict[str, str]:
    """Heading -> text of its section."""
    write_brief(db, committee=PANEL, path=tmp_path / "b.md", **{"as_at": DAY, **options})
    parts = (tmp_path / "b.md").read_text(encoding="utf-8").split("\n## ")
    return {part.split("\n", 1)[0].split(" (")[0]: part.split("\n", 1)[1] for part in parts[1:]}


def test_sections(db: sqlite3.Connection, tmp_path: Path) -> None:
    sections = brief(db, tmp_path)
    older = sections["Asked before and still not answered"]
    assert "bungalows" in older
    assert "paint allowance" in older
    assert "Gas Network" not in older
    assert "be noted" not in older
    told = sections["Answered at the last meeting"]
    assert "Gas Network" in told
    assert "had been received on 4 July" in told


def test_every_line_has_its_source(db: sqlite3.Connection, tmp_path: Path) -> None:
    for text in brief(db, tmp_path).values():
        lines = [line for line in text.splitlines() if line.startswith("- ")]
        sources = [line for line in text.splitlines() if line.startswith("  *")]
        assert len(lines) == len(sources)
        assert all("Minutes of" in source and "page 1" in source and "\\[" in source for source in sources)


def test_figures_that_changed(db: sqlite3.Connection, tmp_path: Path) -> None:
    changed = brief(db, tmp_path)["Figures that changed"]
    assert "average re-let time: 31 days (Q1 2022/23), down from 36 days (Q4 2021/22) (better)" in changed
    assert "f1" in changed
    assert "f2" in changed


def test_a_figure_that_did_not_change_or_was_rejected_is_left_out(db: sqlite3.Connection, tmp_path: Path) -> None:
    db.execute("UPDATE figures SET status = 'rejected' WHERE id = 'f1'")
    assert "Nothing." in brief(db, tmp_path)["Figures that changed"]


def test_a_topic_keeps_what_is_about_it(db: sqlite3.Connection, tmp_path: Path) -> None:
    sections = brief(db, tmp_path, topic="paint")
    assert "paint allowance" in sections["Asked before and still not answered"]
    assert "bungalows" not in sections["Asked before and still not answered"]
    assert "Nothing." in sections["Figures that changed"]


def test_what_was_answered_later_is_open_before(db: sqlite3.Connection, tmp_path: Path) -> None:
    assert "paint" in brief(db, tmp_path)["Asked before and still not answered"]
    later = brief(db, tmp_path, as_at=dt.date(2022, 12, 1))
    assert "paint" in later["Answered at the last meeting"]


def test_markdown_goes_to_standard_output(db: sqlite3.Connection, capsys: pytest.CaptureFixture[str]) -> None:
    write_brief(db, committee=PANEL, as_at=DAY)
    assert capsys.readouterr().out.startswith("# Briefing: Housing Panel")


def test_docx(db: sqlite3.Connection, tmp_path: Path) -> None:
    write_brief(db, committee=PANEL, path=tmp_path / "b.docx", as_at=DAY)
    text = "\n".join(p.text for p in docx.Document(str(tmp_path / "b.docx")).paragraphs)
    assert "bungalows" in text
    assert "Minutes of June, page 1" in text


def test_an_unknown_committee_and_an_unknown_format(db: sqlite3.Connection, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        write_brief(db, committee="No Such Panel", as_at=DAY)
    with pytest.raises(MinutedError):
        write_brief(db, committee=PANEL, path=tmp_path / "b.pdf", as_at=DAY)
