"""Ways round the grammar and the sieve give what the grammar and the sieve give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from minuted.extract.document import Block, Cell, Document
from minuted.extract.grid import Grid
from minuted.extract.headers import resolve_headers
from minuted.nlp.commitments.patterns import Undertaking
from minuted.nlp.commitments.rules import RULES
from minuted.nlp.commitments.undertakings import rules_left
from minuted.nlp.needles import Sieve, folded
from minuted.nlp.reading import Reading
from minuted.nlp.tables import cells, read_tables, roles, scales
from minuted.nlp.word_sieve import WordSieve


def _printed() -> Iterator[str]:
    for digits in (
        "0",
        "000",
        "7",
        "42",
        "007",
        "2016",
        "12345",
        "1,234",
        "12,345,678",
        "0.5",
        "3.14",
        "1,234.50",
        "99.999",
    ):
        for sign in ("", "-"):
            yield from (f"{sign}{digits}", f"{sign}£{digits}", f"{sign}{digits}%", f"{sign}£{digits}%")


@pytest.mark.parametrize("text", list(_printed()))
def test_a_plain_number_is_what_the_grammar_reads(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    soon = cells.cell_numbers.__wrapped__(text)
    monkeypatch.setattr(cells, "_PLAIN", re.compile(r"(?!)"))
    assert repr(cells.cell_numbers.__wrapped__(text)) == repr(soon)


EXAMPLES = [text for rule in RULES for text in (*rule.reads, *rule.ignores)]
HEADINGS = [
    *(text for scale in scales.RULES for text in (*scale.reads, *scale.ignores)),
    *(text for role in roles.RULES for text in (*role.reads, *role.ignores)),
]


@pytest.mark.parametrize("rules", [RULES, scales.RULES, roles.RULES], ids=["commitments", "scales", "roles"])
def test_a_sieve_by_words_leaves_what_a_sieve_leaves(rules: Sequence[Any]) -> None:
    patterns = [rule.pattern for rule in rules]
    plain, by_words = Sieve(patterns), WordSieve(patterns)
    for text in (*EXAMPLES, *HEADINGS, *HEADINGS, "to", "", "undertook\tto be\n(£000)"):
        assert by_words.left(folded(text)) == plain.left(folded(text)), text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_rules_left_hold_every_rule_that_matches(rule: Undertaking) -> None:
    for text in EXAMPLES:
        for sentence in (text, f"In reply, the Clerk said that {text[0].lower()}{text[1:-1]}, and that it had rained."):
            if rule.pattern.search(text.rstrip(".")):
                assert rule in rules_left(sentence) or not rule.pattern.search(sentence)


@pytest.mark.parametrize("role", roles.RULES, ids=lambda rule: rule.role)
def test_the_rules_left_for_a_heading_hold_every_role_that_matches(role: roles.RoleRule) -> None:
    matched = [text for text in (*HEADINGS, *EXAMPLES) if role.pattern.search(text)]
    assert matched and all(role in roles._left(text) for text in matched)


@pytest.mark.parametrize("value", ["2016", "Green", "41", "nil"])
def test_the_work_grows_with_the_width_of_a_sheet(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []
    kind = Grid.kind

    def counted(grid: Grid, row: int, column: int) -> str:
        asked.append((row, column))
        return kind(grid, row, column)

    def times(columns: int) -> int:
        asked.clear()
        texts = [["Kiosk", *(f"Stall {c}" for c in range(columns))], *[["Ferry", *[value] * columns]] * 6]
        made = [Cell(r, c, 0, 0, text) for r, row in enumerate(texts) for c, text in enumerate(row)]
        table = resolve_headers(made, 7, columns + 1, header_rows=1)
        asked.clear()
        read_tables(Reading(Document("", (Block("table", 0, 0, 0, table=0),), tables=(table,))))
        return len(asked)

    monkeypatch.setattr(Grid, "kind", counted)
    assert times(120) < 5 * max(times(30), 1)
