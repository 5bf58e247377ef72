"""Commitments in running prose: one sentence, clause by clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from minuted.nlp.commitments.actors import actor_at_start, owner_of_part
from minuted.nlp.commitments.clauses import clauses, without_preamble
from minuted.nlp.commitments.drafts import Promise, due_of
from minuted.nlp.commitments.undertakings import DECIDED_PAST, DECIDED_VERBS, Found, read_clause, rules_left
from minuted.nlp.commitments.units import Unit
from minuted.nlp.needles import Guarded
from minuted.nlp.reading import Reading


def read_prose(unit: Unit, reading: Reading, *, minutes: bool) -> Iterator[Promise]:
    """What a sentence outside any decision block promises, asks or decides; ``minutes``: of a meeting, not for one."""
    if unit.kind in ("heading", "caption"):
        return
    text = unit.text
    if decided := DECIDED_PAST.match(text):
        yield from _in_capitals(unit, reading, decided.start("verb"))
        return
    left = rules_left(text)
    if not left:
        return
    before: list[str] = []
    for start, end in clauses(text):
        begin, said_by = without_preamble(text, start, end)
        found = read_clause(text, begin, end, said_by, left, minutes=minutes)
        if found is not None:
            owner = found.owner or _carried(found, text, before) or _vouched(found, text, begin, said_by)
            yield _promise(found, owner, unit)
        before.append(text[begin:end])


_AND_DECIDED = re.compile(rf",?\s+and\s+(?={DECIDED_VERBS}\b)")


def _in_capitals(unit: Unit, reading: Reading, verb_at: int) -> Iterator[Promise]:
    """The decisions of "NOTED the position, and ASKED the Director to report": one for each verb in capitals."""
    cuts = [cut.span() for cut in _AND_DECIDED.finditer(unit.text)]
    edges = [0, *(edge for cut in cuts for edge in cut), len(unit.text)]
    for begin, stop in zip(edges[::2], edges[1::2], strict=True):
        start, end = unit.start + begin, unit.start + stop
        said = unit.text[verb_at if begin == 0 else begin : stop]
        yield Promise(
            start,
            end,
            "resolution",
            "decided_in_capitals",
            owner=owner_of_part(re.sub(r"^[A-Z]+\s+(?:to\s+)?", "", said)),
            due=due_of(reading, start, end),
            unit=unit,
            way="decision",
            evidence={"kind": "a verb in capitals"},
        )


_QUESTION = Guarded(
    re.compile(
        r"\b(?:asked|queried|enquired|wanted to know|wished to know) (?:how (?:many|much|often|long)|"
        r"what (?:proportion|percentage|number|the (?:cost|number|rate|figure))|for the (?:number|figure|cost))\b"
    )
)
_NO_ANSWER = re.compile(
    r"\b(?:(?:did|do|does) not have|could not (?:say|give|provide|answer)|(?:was|were) (?:not able|"
    r"unable) to (?:say|give|provide|answer)|not (?:to hand|available|known) (?:at|for)?)\b"
)
_ANSWERS_LATER = re.compile(r"\b(?:would|will|undertook|agreed|promised|offered)\b")


def read_unanswered(found: Sequence[Unit]) -> Iterator[Promise]:
    """Questions for a number that nobody at the meeting could answer, and that nobody undertook to answer.

    "A Member asked how many fines had been paid. The Manager did not have the number with her." is a request.
    """
    for unit, following in pairwise(found):
        if (
            _QUESTION.found_in(unit.text, unit.text)  # capitals count in it: it need not be folded
            and _NO_ANSWER.search(following.text)
            and not _ANSWERS_LATER.search(following.text)
        ):
            yield Promise(
                unit.start,
                unit.end,
                "request",
                "unanswered_question",
                unit=unit,
                evidence={"kind": following.text[:80]},
            )


def _carried(found: Found, text: str, before: Sequence[str]) -> str | None:
    """The subject of the clauses before, where this one has none: "…, and agreed to circulate the accounts"."""
    if found.kind == "action" and re.match(
        r"(?:also |then |further )?[a-z]+ed\b|undertook\b", text[found.start : found.end]
    ):
        return next(filter(None, map(actor_at_start, before)), None)
    return None


_VOUCHES = re.compile(
    r"\b(?:confirmed|assured|guaranteed|gave (?:an?|his|her|their) (?:assurance|undertaking|commitment))\b"
)


def _vouched(found: Found, text: str, begin: int, said_by: str | None) -> str | None:
    """Who vouches for what will be done: "The Manager confirmed that arrows would be added", not "said that"."""
    if found.kind != "action":
        return None
    if said_by and _VOUCHES.search(text[:begin]):
        return actor_at_start(said_by)
    clause = text[found.start : found.end]
    who = actor_at_start(clause)
    return who if who and _VOUCHES.match(clause[len(who) :].lstrip()) else None


def _promise(found: Found, owner: str | None, unit: Unit) -> Promise:
    due = (unit.start + found.due[0], unit.start + found.due[1]) if found.due else None
    return Promise(
        unit.start + found.start,
        unit.start + found.end,
        found.kind,
        found.rule,
        owner=owner,
        due=due,
        unit=unit,
        evidence={"kind": f"rule {found.rule}"},
    )
