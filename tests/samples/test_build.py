"""The sample papers are what their script builds, and what they promise is in them."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[2] / "samples"
PAPERS = sorted(path for path in (SAMPLES / "papers").iterdir() if path.is_file())


@pytest.mark.slow
def test_the_script_builds_the_committed_papers_again(tmp_path: Path) -> None:
    subprocess.run([sys.executable, SAMPLES / "build.py", "--to", tmp_path], check=True, timeout=300)
    built = {path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()}
    assert {Path("papers") / path.name for path in PAPERS} <= built
    differing = [str(name) for name in sorted(built) if (tmp_path / name).read_bytes() != (SAMPLES / name).read_bytes()]
    assert differing == []


def test_the_manifest_names_every_paper_and_no_other() -> None:
    rows = list(csv.DictReader((SAMPLES / "manifest.csv").open(encoding="utf-8", newline="")))
    assert sorted(row["path"] for row in rows) == [f"papers/{path.name}" for path in PAPERS]
    assert any(not row["committee"] for row in rows), "some papers say in their own head where they belong"


def test_every_paper_has_its_expected_facts() -> None:
    for path in PAPERS:
        expected = json.loads((SAMPLES / "expected" / f"{path.name}.json").read_text(encoding="utf-8"))
        assert expected["figures"], path.name
        if path.suffix == ".pdf" and "scanned" not in path.name:
            assert all(fact["page"] for fact in expected["figures"] + expected["commitments"]), path.name


def test_the_papers_named_across_are_there() -> None:
    across = json.loads((SAMPLES / "expected" / "across.json").read_text(encoding="utf-8"))
    names = {path.name for path in PAPERS}
    for thread in across["follow_ups"]:
        assert {thread["made"], *(step["paper"] for step in thread["steps"])} <= names
    for conflict in across["conflicts"]:
        assert set(conflict["values"]) <= names


def test_the_samples_stay_small() -> None:
    assert sum(path.stat().st_size for path in PAPERS) < 3_000_000
