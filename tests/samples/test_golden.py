"""What is read from each sample paper, against what is known to be in it.

A figure counts as found where value, unit and page agree; as whole where its measure, period, area and role agree too
(and its rating, where one is expected).  ``floors.json`` keeps for each paper how many have to be found.  They may only
rise: ``MINUTED_FLOORS=raise pytest tests/samples/test_golden.py`` writes the higher ones.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import minuted
from minuted.nlp.facts import Commitment, Facts, Figure

SAMPLES = Path(__file__).parents[2] / "samples"
FLOORS = Path(__file__).with_name("floors.json")
NAMES = sorted(path.name for path in (SAMPLES / "papers").iterdir() if path.is_file())
WORD = re.compile(r"[a-z0-9]+")


def expected(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SAMPLES / "expected" / f"{name}.json").read_text(encoding="utf-8"))
    return found


@cache
def read(name: str) -> Facts:
    if "scanned" in name and shutil.which("tesseract") is None:
        pytest.skip("a scan is read where Tesseract is installed")
    return minuted.extract_file(SAMPLES / "papers" / name)


def words(text: str | None) -> set[str]:
    return set(WORD.findall((text or "").lower()))


def is_found(wanted: dict[str, Any], figure: Figure) -> bool:
    same_page = wanted["page"] is None or wanted["page"] == figure.page
    return bool(same_page and wanted["unit"] == figure.unit and abs(wanted["value"] - figure.value) < 1e-6)


def is_whole(wanted: dict[str, Any], figure: Figure) -> bool:
    label = figure.period.label if figure.period else None
    area = (wanted["area"] is None and figure.area is None) or bool(words(wanted["area"]) & words(figure.area))
    return bool(
        is_found(wanted, figure)
        and wanted["role"] == figure.role
        and wanted["period"] in ("*", label)
        and (wanted["rag"] is None or wanted["rag"] == figure.rag)
        and area
        and bool(words(wanted["measure"]) & words(figure.measure))
    )


def is_kept(wanted: dict[str, Any], commitment: Commitment) -> bool:
    """The same kind of commitment, with its words, and where one is expected its date."""
    due = commitment.due.label if commitment.due else None
    return bool(
        wanted["kind"] == commitment.kind
        and " ".join(wanted["words"].split()).lower() in " ".join(commitment.quote.split()).lower()
        and wanted["due"] in (None, due)
        and (wanted["page"] is None or wanted["page"] == commitment.page)
    )


def counts(name: str) -> dict[str, int]:
    want, facts = expected(name), read(name)
    return {
        "found": sum(any(is_found(w, f) for f in facts.figures) for w in want["figures"]),
        "whole": sum(any(is_whole(w, f) for f in facts.figures) for w in want["figures"]),
        "commitments": sum(any(is_kept(w, c) for c in facts.commitments) for w in want["commitments"]),
    }


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_no_fewer_facts_are_found_than_before(name: str) -> None:
    floors: dict[str, dict[str, int]] = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    got = counts(name)
    if os.environ.get("MINUTED_FLOORS") == "raise":
        before = floors.get(name, {})
        floors[name] = {key: max(value, before.get(key, 0)) for key, value in got.items()}
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    assert all(got[key] >= floor for key, floor in floors[name].items()), (got, floors[name])


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".pdf") and "scanned" not in name])
def test_every_figure_of_a_pdf_has_its_page_and_box(name: str) -> None:
    assert all(figure.page and figure.bbox for figure in read(name).figures)
