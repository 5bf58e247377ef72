"""Text as an enemy: characters that look like others or like nothing, texts without an end."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from minuted.corpus import executors
from minuted.corpus.add import AddOptions, add_papers
from minuted.corpus.intake import gather_papers
from minuted.corpus.verify import verify
from minuted.extract.document import Metadata
from minuted.extract.text import read_text
from minuted.nlp.facts import Facts
from minuted.nlp.find import find_facts


def facts_of(written: str) -> Facts:
    text = f"In May 2024 the contact centre answered {written} in time."
    facts = find_facts(read_text(text))
    assert all(text[figure.start : figure.end] == figure.quote for figure in facts.figures)
    return facts


@pytest.mark.parametrize(
    ("written", "value"),
    [("４１%", 41), ("٤١%", 41), ("𝟒𝟏%", 41), ("४१%", 41), ("４１,５００ calls", 41500), ("١٢٣ calls", 123)],
)
def test_digits_of_other_scripts_are_digits(written: str, value: float) -> None:
    assert [figure.value for figure in facts_of(written).figures] == [value]


@pytest.mark.parametrize(
    "written",
    ["4О%", "l2%", "1O0 calls", "²²%", "Ⅻ%", "4\u200b1%", "4\u20601%", "4\u00ad1%", "4\u03011%", "4\ufeff1%",
     "4\u200d1 calls", "41\u200f%", "1\u200b,\u200b513 calls", "£1\u200b.5m", "1\u200b.\u200b5%", "1٫5%",
     "1’513 calls", "1'513 calls", "1·5%", "41\u202e%"],
)  # fmt: skip
def test_what_only_looks_like_a_number_or_hides_a_part_of_it_is_none(written: str) -> None:
    """A blank is better than a wrong value: neither "4" nor "1%" is what 41% with a hidden sign in it says."""
    assert [figure.quote for figure in facts_of(written).figures] == []


@pytest.mark.parametrize("around", ["\u200b", "\ufeff", "\u200f", "\u2068", "\u202b", "\x07", "\x1b[31m"])
def test_signs_around_a_number_do_no_harm(around: str) -> None:
    assert [figure.value for figure in facts_of(f"{around}41%{around} of calls").figures] in ([41.0], [])


@pytest.mark.parametrize(
    "piece", ["word ", "41% of calls ", "1,", "1 ", "RESOLVED ", "(", "a", "£1m to ", "May 2024 ", "\u200b1", "| 1 "]
)
def test_a_long_paragraph_takes_the_time_of_its_length(piece: str) -> None:
    """Thousands of characters without a break, with a number in each few."""
    text = piece * (4_000 // len(piece))
    for figure in find_facts(read_text(text)).figures:
        assert text[figure.start : figure.end] == figure.quote


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["The contact centre answered 41% of calls in May 2024, and then ", "1"])
def test_a_paragraph_of_ten_megabytes(tmp_path: Path, piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read, or its text kept and said that the figures are missing; the next paper is read all the same."""
    monkeypatch.setattr(executors, "SECONDS_A_PAPER", 60.0)
    monkeypatch.setattr(executors, "SECONDS_A_MEGABYTE", 1.0)
    (tmp_path / "a.txt").write_text("Report\n\n1.1 " + piece * (10 * 2**20 // len(piece)))
    (tmp_path / "b.txt").write_text("Report\n\n1.1 In May 2024 the contact centre answered 81% of calls.\n")
    papers = gather_papers([tmp_path / "a.txt", tmp_path / "b.txt"], None, Metadata(council="Ostley"))
    add_papers(tmp_path / "a.db", papers, AddOptions(workers=1))
    told = dict(sqlite3.connect(tmp_path / "a.db").execute("SELECT file_name, status FROM documents"))
    assert told["b.txt"] == "read" and told["a.txt"] in ("read", "partly_read")
    assert verify(tmp_path / "a.db").faults == []
