"""What speaks for a figure's being of a measure that its committee has heard of, as numbers for the learnt weights."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from minuted.corpus.series.known import Known
from minuted.corpus.series.memory import COMMON_UNITS, Memory
from minuted.corpus.series.names import NEGATIONS
from minuted.corpus.series.register import registered_names
from minuted.corpus.series.statement import Statement

RECENT = 12
"""How many of the sentences that stated a measure last are looked at for a figure's name."""
OF_ITS_SIZE = 60
"""How many of the values that were stated of a measure last are compared with a new one."""
FAR_APART = math.log(1.6)
"""Values of one measure and period farther apart than this are hardly of one thing."""
FARTHEST = 3.0
"""How far apart two values are told to be at most, and where one is nothing or they differ in their sign."""

REFERS_BACK = re.compile(
    r"\b(?:the|this|that|these|those|its|own|it) (?:\w+ ){0,2}(?:figures?|rates?|numbers?|averages?|totals?|outturn"
    r"|position|target|trajectory|forecast|performance|trend|result|score|backlog|was|is|were|had|has|stood|rose|fell)\b",
    re.IGNORECASE,
)
"""A sentence that speaks of what the one before it named."""
REVISED = re.compile(
    r"\b(?:correct(?:ed|ion)|revised|restated|re-?calculated|amended|re-?based|previously|originally|reconciled"
    r"|now shown)",
    re.IGNORECASE,
)
"""A sentence that gives a value in place of an earlier one."""


@lru_cache(maxsize=64)
def refers_back(sentence: str) -> bool:
    """Whether a sentence speaks of what the one before it named; asked of each figure against each measure."""
    return REFERS_BACK.search(sentence) is not None


@lru_cache(maxsize=64)
def revises(sentence: str) -> bool:
    """Whether a sentence gives a value in place of an earlier one."""
    return REVISED.search(sentence) is not None


@dataclass(frozen=True)
class Before:
    """The measures of the figures that stand before one in its sentence, and before it in its passage."""

    sentence: frozenset[str] = frozenset()
    passage: frozenset[str] = frozenset()
    last: str | None = None
    """That of the figure just before it in its sentence."""


@dataclass(frozen=True, slots=True)
class Case:
    """One figure against one measure."""

    statement: Statement
    known: Known
    memory: Memory
    before: Before


NAMES = (
    *("same_name", "alike", "rare_alike", "shorter_in_longer", "pieces_alike", "named_around", "said_around_it"),
    *("no_name", "other_numbers", "is_registered", "other_registered"),
    *("restated", "restated_undated", "small_value_restated"),
    *("told_apart", "same_name_told_apart", "apart_by_value", "revises", "out_of_size", "only_of_its_unit"),
    *("in_sentence", "just_before", "name_goes_on", "other_area", "in_passage", "refers_back", "same_paper"),
)
"""Each piece of evidence: 0 to 1, or the logarithm of a ratio."""


def features(case: Case) -> list[float]:
    """The evidence, in the order of ``NAMES``.

    It is asked for a dozen times a figure: what several pieces are made of is worked out once, in few functions.
    """
    called_so = _same_name(case)
    return [
        float(called_so),
        *_names_alike(case),
        _pieces_alike(case),
        *_names_around(case),
        *_kinds_of_name(case),
        *_restated(case),
        *_other_values(case, called_so),
        _out_of_size(case),
        _only_of_its_unit(case),
        *_places(case),
    ]


def is_called_so(case: Case) -> bool:
    """Whether the figure goes by a name of the measure, and neither its paper nor its value says otherwise."""
    if not _same_name(case):
        return False
    told_apart, _, apart_by_value, _ = _other_values(case, True)
    return not told_apart and not apart_by_value and not _other_registered(case)


def _same_name(case: Case) -> bool:
    words = case.statement.words
    return bool(words) and case.known.is_called(words)


def _names_alike(case: Case) -> tuple[float, float, float]:
    """How alike the names are: by their words, by how much those say, and as a short name is to a long one."""
    words, known, weight = case.statement.words, case.known, case.memory.weight
    alike = rare = shorter = 0.0
    if words.isdisjoint(known.words):
        return alike, rare, shorter
    whole, size, denies = weight(words), len(words), case.statement.denies
    for name in known.called():
        common = words & name
        if not common:
            continue
        both, other = weight(common), weight(name)
        rare = max(rare, both / (whole + other - both))
        if denies != name.isdisjoint(NEGATIONS):
            alike = max(alike, len(common) / (size + len(name) - len(common)))
        if name in known.names:
            shorter = max(shorter, both / min(whole, other))
    return alike, rare, shorter


def _pieces_alike(case: Case) -> float:
    """As names are alike, for the pieces that they were joined of."""
    known, weight, best = case.known, case.memory.weight, 0.0
    for piece in case.statement.fragments:
        if piece.isdisjoint(known.words):
            continue
        whole = weight(piece)
        for other in known.fragments:
            common = piece & other
            if common:
                both = weight(common)
                best = max(best, both / (whole + weight(other) - both))
    return best


def _names_around(case: Case) -> tuple[float, float]:
    """How much of one of its names stands in the figure's sentence or heading, and of the figure's in theirs."""
    statement, known, weight = case.statement, case.known, case.memory.weight
    around, words, named, said = statement.around, statement.words, 0.0, 0.0
    if not around.isdisjoint(known.words):
        for name in (*known.called(), *known.fragments):
            if len(name) > 1 and (both := around & name):
                named = max(named, weight(both) / weight(name))
    if words:
        last = None
        for other in known.statements[-RECENT:]:
            common = words & other.around
            if common and common != last:
                said, last = max(said, weight(common)), common
        said /= weight(words)
    return named, said


def _kinds_of_name(case: Case) -> tuple[float, float, float, float]:
    """Whether the figure has no name, one with other numbers ("under 5s", "over 65s"), or a registered one."""
    statement = case.statement
    registered = _is_registered(case)
    other = statement.registered is not None and not registered
    return float(not statement.words), float(_other_numbers(case)), float(registered), float(other)


def _other_numbers(case: Case) -> bool:
    mine = frozenset(filter(str.isdigit, case.statement.words))
    if not mine:
        return False
    theirs = [frozenset(filter(str.isdigit, name)) for name in case.known.names]
    return bool(theirs) and all(numbers and not mine & numbers for numbers in theirs)


def _is_registered(case: Case) -> bool:
    registered = case.statement.registered
    if registered is None:
        return False
    return case.known.measure == registered or any(n in registered_names()[registered] for n in case.known.names)


def _other_registered(case: Case) -> bool:
    return case.statement.registered is not None and not _is_registered(case)


def _restated(case: Case) -> tuple[float, float, float]:
    """Whether another paper stated the very value: a telling one for the same period or for none, or a small one."""
    statement = case.statement
    dated = undated = False
    for other in case.known.by_value.get(statement.value, ()):
        if other.document != statement.document and other.area == statement.area:
            same_period = other.period == statement.period and other.period is not None
            dated, undated = dated or same_period, undated or not same_period
    telling = statement.telling
    return float(dated and telling), float(undated and telling), float(dated and not telling)


def _other_values(case: Case, called_so: bool) -> tuple[float, float, float, float]:
    """Whether another value was stated for the same period, area and role.

    By the same paper, and under the same name; by another paper, and far from this one; by another paper, and this one
    says that a value was put right.
    """
    statement = case.statement
    others = case.known.other_values(statement)
    if not others:
        return 0.0, 0.0, 0.0, 0.0
    elsewhere = [other for other in others if other.document != statement.document]
    told_apart = len(elsewhere) < len(others)
    far = bool(elsewhere) and min([_ratio(statement, other) for other in elsewhere]) > FAR_APART
    revised = bool(elsewhere) and revises(statement.sentence)
    return float(told_apart), float(told_apart and called_so), float(far), float(revised)


def _ratio(one: Statement, other: Statement) -> float:
    """How far apart two values are, as a ratio's logarithm."""
    if one.size is None or other.size is None or (one.value > 0) != (other.value > 0):
        return 0.0 if one.value == other.value else FARTHEST
    return min(FARTHEST, abs(one.size - other.size))


def _out_of_size(case: Case) -> float:
    """How far the value is from the nearest that was stated of the measure, of changes or of levels."""
    statement = case.statement
    changes = statement.is_change
    recent = case.known.statements[-OF_ITS_SIZE:]
    return min([_ratio(statement, other) for other in recent if other.is_change == changes], default=0.0)


def _only_of_its_unit(case: Case) -> float:
    """How few measures of that unit the committee has heard of: of days lost or tonnes of carbon there may be one."""
    statement = case.statement
    if case.known.family in COMMON_UNITS and not (
        refers_back(statement.sentence) and statement.document not in case.known.by_document
    ):
        return 0.0
    return 1 / max(1, len(case.memory.by_family[case.known.family]))


def _places(case: Case) -> tuple[float, float, float, float, float, float, float]:
    """Where its other figures stand: in this sentence, just before, in this passage, in this paper."""
    statement, known, before = case.statement, case.known, case.before
    here = known.by_document.get(statement.document, ())
    in_passage = known.measure in before.passage
    just_before = known.measure == before.last
    return (
        float(known.measure in before.sentence),
        float(just_before),
        float(just_before and _name_goes_on(statement.words, known)),
        float(just_before and all(statement.area != other.area for other in here)),
        float(in_passage),
        float(in_passage and refers_back(statement.sentence)),
        float(bool(here)),
    )


def _name_goes_on(words: frozenset[str], known: Known) -> bool:
    """Whether a name is one of the measure's, part of one, or none at all."""
    return any(words <= name or (len(name) > 1 and name <= words) for name in known.names)
