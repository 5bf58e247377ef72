"""Commitments in running prose: one sentence, clause by clause."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minuted.nlp.commitments.clauses import clauses, without_preamble
from minuted.nlp.commitments.drafts import Promise, due_of
from minuted.nlp.commitments.actors import owner_of_part
from minuted.nlp.commitments.undertakings import DECIDED_PAST, Found, read_clause
from minuted.nlp.commitments.units import Unit
from minuted.nlp.reading import Reading


def read_prose(unit: Unit, reading: Reading) -> Iterator[Promise]:
    """What a sentence outside any decision block promises, asks or decides."""
    if unit.kind in ("heading", "caption"):
        return
    text = unit.text
    if DECIDED_PAST.match(text):
        yield Promise(unit.start, unit.end, "resolution", "decided_in_capitals", owner=owner_of_part(text[text.index(" ") + 1 :]),
                      due=due_of(reading, unit.start, unit.end), unit=unit, way="decision")  # fmt: skip
        return
    before: str | None = None
    for start, end in clauses(text):
        begin, said_by = without_preamble(text, start, end)
        found = read_clause(text, begin, end, said_by)
        if found is not None:
            owner = found.owner or _carried(found, text, before)
            yield _promise(found, owner, unit)
        before = before or _subject(text[begin:end])


def _carried(found: Found, text: str, before: str | None) -> str | None:
    """The subject of the clause before, where this one has none: "…, and agreed to circulate the accounts"."""
    if found.kind == "action" and re.match(r"(?:also |then |further )?[a-z]+ed\b|undertook\b", text[found.start : found.end]):
        return before
    return None


def _subject(clause: str) -> str | None:
    from minuted.nlp.commitments.actors import actor_at_start

    return actor_at_start(clause)


def _promise(found: Found, owner: str | None, unit: Unit) -> Promise:
    due = (unit.start + found.due[0], unit.start + found.due[1]) if found.due else None
    return Promise(unit.start + found.start, unit.start + found.end, found.kind, found.rule, owner=owner, due=due, unit=unit,
                   evidence={"kind": f"rule {found.rule}"})  # fmt: skip
