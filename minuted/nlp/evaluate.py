"""Scores on passages marked by hand: what ``minuted evaluate`` prints, holds against floors and compares with a run.

A gold file has one passage a line, as the guidelines describe: ``text`` with ``figures`` and ``commitments``, each with
its ``quote``.  Everything is micro-averaged over the passages.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from minuted.extract.document import Document, Metadata
from minuted.extract.text import read_text
from minuted.nlp.agreement import (
    SLOTS,
    Gold,
    agreeing_slots,
    match_commitments,
    match_figures,
    same_owner,
)
from minuted.nlp.facts import Commitment, Facts, Figure
from minuted.nlp.find import find_facts

Passage = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Scores:
    """Shares from 0 to 1, and how much they rest on.

    ``unit`` to ``role`` are shares of the figures found; ``whole_f1`` counts a figure only with all five right;
    ``kind`` and ``owner`` are shares of the commitments found.
    """

    passages: int
    figures: int
    detection_p: float
    detection_r: float
    detection_f1: float
    unit: float
    measure: float
    period: float
    area: float
    role: float
    whole_f1: float
    commitments: int
    commitments_p: float
    commitments_r: float
    commitments_f1: float
    kind: float
    owner: float


@dataclass(frozen=True, slots=True)
class Miss:
    """One disagreement: a fact missed, one too many, or one found with wrong slots."""

    passage: str
    what: str
    """"missed", "extra" or "wrong", of a "figure" or a "commitment"."""
    quote: str
    context: str
    slots: tuple[str, ...] = ()
    marked: str = ""
    found: str = ""


@dataclass(frozen=True)
class Evaluation:
    """Scores, the disagreements behind them, and the keys of the facts that are wholly right."""

    scores: Scores
    misses: tuple[Miss, ...]
    right: frozenset[str]


@dataclass(frozen=True)
class Report:
    """What ``minuted evaluate`` shows: an evaluation, held against floors and against an earlier run."""

    evaluation: Evaluation
    below: tuple[tuple[str, float, float], ...] = ()
    """(score, floor, reached) of each score under its floor."""
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


@dataclass
class _Tally:
    counts: Counter[str] = field(default_factory=Counter)
    misses: list[Miss] = field(default_factory=list)
    right: set[str] = field(default_factory=set)


def read_gold(paths: Iterable[Path]) -> Iterator[Passage]:
    """The passages of some gold files."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield json.loads(line)


def run_evaluation(
    paths: Sequence[Path],
    *,
    floors: Path | None = None,
    save: Path | None = None,
    against: Path | None = None,
) -> Report:
    """Evaluate some gold files; read the floors, write this run, compare with an earlier one, as far as asked.

    ``floors`` is a JSON object from score to least value; ``save`` writes what ``against`` reads.
    """
    evaluation = evaluate(read_gold(paths))
    below: list[tuple[str, float, float]] = []
    if floors is not None:
        reached = asdict(evaluation.scores)
        least: dict[str, float] = json.loads(floors.read_text(encoding="utf-8"))
        below = [(name, floor, reached[name]) for name, floor in least.items() if reached[name] < floor]
    gained: list[str] = []
    lost: list[str] = []
    if against is not None:
        before = set(json.loads(against.read_text(encoding="utf-8"))["right"])
        gained, lost = sorted(evaluation.right - before), sorted(before - evaluation.right)
    if save is not None:
        told = {"scores": asdict(evaluation.scores), "right": sorted(evaluation.right)}
        save.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return Report(evaluation, tuple(below), tuple(gained), tuple(lost))


def evaluate(passages: Iterable[Passage]) -> Evaluation:
    """Read each passage afresh and compare.

    >>> figure = {"quote": "312", "value": 312, "unit": "count", "measure": "pupils", "role": "actual"}
    >>> passage = {"id": "p1", "text": "There were 312 pupils.", "figures": [figure], "commitments": []}
    >>> evaluate([passage]).scores.detection_f1
    1.0
    """
    tally = _Tally()
    for passage in passages:
        facts = facts_of_passage(passage)
        tally.counts["passages"] += 1
        _compare_figures(passage, facts, tally)
        _compare_commitments(passage, facts, tally)
    return Evaluation(_scores(tally.counts), tuple(tally.misses), frozenset(tally.right))


def facts_of_passage(passage: Passage) -> Facts:
    """The facts that are found in the text of a gold passage."""
    return find_facts(passage_document(passage))


def passage_document(passage: Passage) -> Document:
    """The text of a gold passage as a document, with what the passage says of its paper."""
    date = passage.get("meeting_date")
    metadata = Metadata(
        kind=passage.get("kind"),
        council=passage.get("council"),
        committee=passage.get("committee"),
        meeting_date=dt.date.fromisoformat(date) if date and len(date) == 10 else None,
    )
    return read_text(passage["text"], metadata)


def located(passage: Passage, name: str) -> list[Gold]:
    """The marked facts of a passage with ``start`` and ``end``: where their quote stands for the nth time."""
    placed: list[Gold] = []
    for marked in passage[name]:
        start = -1
        for _ in range(marked.get("nth", 1)):
            start = passage["text"].index(marked["quote"], start + 1)
        placed.append({**marked, "start": start, "end": start + len(marked["quote"])})
    return placed


def _compare_figures(passage: Passage, facts: Facts, tally: _Tally) -> None:
    gold = located(passage, "figures")
    pairs = match_figures(gold, facts.figures)
    tally.counts.update({"figures": len(gold), "found": len(facts.figures), "hit": len(pairs)})
    for marked, figure in pairs:
        agree = agreeing_slots(marked, figure)
        tally.counts.update({slot: int(agree[slot]) for slot in SLOTS})
        if all(agree.values()):
            tally.counts["whole"] += 1
            tally.right.add(_key(passage, figure))
        else:
            wrong = tuple(slot for slot in SLOTS if not agree[slot])
            tally.misses.append(_miss(passage, "wrong figure", marked, wrong, _told(marked), _slots_of(figure)))
    hit = {id(marked) for marked, _ in pairs}
    used = {id(figure) for _, figure in pairs}
    for marked in gold:
        if id(marked) not in hit:
            tally.misses.append(_miss(passage, "missed figure", marked, marked=_told(marked)))
    for figure in facts.figures:
        if id(figure) not in used:
            tally.misses.append(_miss(passage, "extra figure", figure, found=_slots_of(figure)))


def _compare_commitments(passage: Passage, facts: Facts, tally: _Tally) -> None:
    gold = located(passage, "commitments")
    pairs = match_commitments(gold, facts.commitments)
    tally.counts.update({"commitments": len(gold), "c_found": len(facts.commitments), "c_hit": len(pairs)})
    for marked, found in pairs:
        kind, owner = found.kind == marked["kind"], same_owner(found.owner, marked.get("owner"))
        tally.counts.update({"kind": int(kind), "owner": int(owner)})
        if kind and owner:
            tally.right.add(_key(passage, found))
            continue
        wrong = tuple(name for name, right in (("kind", kind), ("owner", owner)) if not right)
        told = f"{marked['kind']} | {marked.get('owner')}"
        tally.misses.append(_miss(passage, "wrong commitment", marked, wrong, told, f"{found.kind} | {found.owner}"))
    hit = {id(marked) for marked, _ in pairs}
    used = {id(found) for _, found in pairs}
    for marked in gold:
        if id(marked) not in hit:
            tally.misses.append(_miss(passage, "missed commitment", marked, marked=marked["kind"]))
    for found in facts.commitments:
        if id(found) not in used:
            tally.misses.append(_miss(passage, "extra commitment", found, found=found.kind))


def _key(passage: Passage, fact: Figure | Commitment) -> str:
    return f"{passage['id']} {type(fact).__name__.lower()} {fact.start} {fact.quote[:60]!r}"


def _miss(
    passage: Passage,
    what: str,
    fact: Gold | Figure | Commitment,
    slots: tuple[str, ...] = (),
    marked: str = "",
    found: str = "",
) -> Miss:
    start, end = (fact["start"], fact["end"]) if isinstance(fact, Mapping) else (fact.start, fact.end)
    text: str = passage["text"]
    context = " ".join(f"{text[max(0, start - 50) : start]}«{text[start:end]}»{text[end : end + 40]}".split())
    return Miss(str(passage["id"]), what, text[start:end], context, slots, marked, found)


def _told(marked: Gold) -> str:
    return " | ".join(str(marked.get(name)) for name in SLOTS)


def _slots_of(figure: Figure) -> str:
    period = figure.period.label if figure.period else None
    return " | ".join(str(v) for v in (figure.unit, figure.measure, period, figure.area, figure.role))


def _f1(hit: int, found: int, marked: int) -> tuple[float, float, float]:
    precision = hit / found if found else 0.0
    recall = hit / marked if marked else 0.0
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0


def _scores(counts: Counter[str]) -> Scores:
    hit, c_hit = counts["hit"] or 1, counts["c_hit"] or 1
    detection = _f1(counts["hit"], counts["found"], counts["figures"])
    commitments = _f1(counts["c_hit"], counts["c_found"], counts["commitments"])
    return Scores(
        passages=counts["passages"],
        figures=counts["figures"],
        detection_p=detection[0],
        detection_r=detection[1],
        detection_f1=detection[2],
        unit=counts["unit"] / hit,
        measure=counts["measure"] / hit,
        period=counts["period"] / hit,
        area=counts["area"] / hit,
        role=counts["role"] / hit,
        whole_f1=_f1(counts["whole"], counts["found"], counts["figures"])[2],
        commitments=counts["commitments"],
        commitments_p=commitments[0],
        commitments_r=commitments[1],
        commitments_f1=commitments[2],
        kind=counts["kind"] / c_hit,
        owner=counts["owner"] / c_hit,
    )
