"""Broken and hostile files: each ends as something a person can act on, none as a fault of ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.torture import torture

TORTURE = Path(__file__).parents[3] / "shared" / "torture"


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.skipif(not TORTURE.is_dir(), reason="the broken and hostile files are not here")
def test_every_hostile_file_ends_with_a_reason(tmp_path: Path) -> None:
    found = torture(TORTURE, tmp_path / "a.db", workers=2)
    assert found.papers > 200
    assert found.faults == []
