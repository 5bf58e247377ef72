"""Papers with changed bytes end in facts or in a reason."""

from __future__ import annotations

import random

import pytest

from bench.fuzz import FORMATS, Worker, fuzz, samples
from bench.mutations import mutated


def test_every_format_is_among_the_samples_and_is_changed() -> None:
    for name in FORMATS:
        path = samples([name])[0]
        data, chance = path.read_bytes(), random.Random(1)
        assert sum(mutated(data, path.suffix, chance, data) != data for _ in range(20)) >= 15


def test_a_worker_that_dies_is_replaced() -> None:
    worker = Worker()
    try:
        worker.process.kill()
        worker.process.join()
        worker.stop()
        worker._start()
        assert worker.read(b"1.1 There were 41 calls.", "a.txt") == ("read", None)
    finally:
        worker.stop()


@pytest.mark.slow
def test_changed_papers_end_in_facts_or_in_a_reason() -> None:
    found = fuzz(300, seed=20)
    assert found.faults == []
    assert sum(found.endings.values()) == 300
    assert sum(number for ending, number in found.endings.items() if ending.endswith("read")) > 60
    assert sum(number for ending, number in found.endings.items() if "failed" in ending) > 30
