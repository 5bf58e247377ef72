"""Odd letters that ``re`` takes for plain ones: read as what they stand for, quoted as printed."""

from __future__ import annotations

import pytest

from minuted.extract.text import read_text
from minuted.nlp.find import find_facts
from minuted.nlp.letters import ODD

TEXT = """Safer Ostley Board

In September 2024 there were nine incidents, a fifth of them in King Street, and sixty minutes of delay. Costs rose by
12 per cent to £3 million in the second quarter, twice those of six months before, and 3 in 4 kits were mended.

RESOLVED: That the Director of Streets report back to the Board by 31 January 2025.
"""


@pytest.mark.parametrize(("odd", "plain"), ODD.items())
def test_facts_are_those_of_the_plain_text_and_quotes_are_as_printed(odd: str, plain: str) -> None:
    text = TEXT.replace(plain, odd)
    assert text != TEXT
    expected, found = find_facts(read_text(TEXT)), find_facts(read_text(text))
    assert [(f.start, f.value, f.unit, f.period) for f in found.figures] == [
        (f.start, f.value, f.unit, f.period) for f in expected.figures
    ]
    assert [(c.start, c.kind, c.due) for c in found.commitments] == [
        (c.start, c.kind, c.due) for c in expected.commitments
    ]
    for fact in (*found.figures, *found.commitments):
        assert text[fact.start : fact.end].strip() == fact.quote.strip()
