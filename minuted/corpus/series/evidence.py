"""What speaks for a figure's being of a measure that its committee has heard of, as numbers for the learnt weights."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from minuted.corpus.series.memory import COMMON_UNITS, Known, Memory, Statement
from minuted.corpus.series.names import likeness
from minuted.corpus.series.register import registered_names

LATEST = 300
"""How many of a measure's latest figures are compared with a new one."""
FAR_APART = 1.6
"""Values of one measure and period farther apart than this are hardly of one thing."""

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


@dataclass(frozen=True)
class Case:
    """One figure against one measure."""

    statement: Statement
    known: Known
    memory: Memory
    before: Before

    @cached_property
    def nameless(self) -> bool:
        """Whether the figure's name has no word in common with any name of the measure."""
        return self.statement.words.isdisjoint(self.known.words)

    @cached_property
    def apart(self) -> bool:
        """Whether no piece of the figure's name has, either."""
        return self.nameless and all(piece.isdisjoint(self.known.words) for piece in self.statement.fragments)

    @cached_property
    def common(self) -> list[tuple[frozenset[str], float]]:
        """The names of the measure that share words with the figure's, and how much those words say."""
        words, weight = self.statement.words, self.memory.weight
        names = () if self.nameless else self.known.called()
        return [(name, weight(words & name)) for name in names if not words.isdisjoint(name)]

    def share(self, part: frozenset[str], whole: frozenset[str]) -> float:
        """How much of what ``whole`` says is said by the words that ``part`` has too."""
        both = part & whole
        return self.memory.weight(both) / self.memory.weight(whole) if both else 0.0

    def overlap(self, one: frozenset[str], other: frozenset[str], both: float) -> float:
        """How much of what two names say together both say; ``both`` is the weight of their common words."""
        return both / (self.memory.weight(one) + self.memory.weight(other) - both)


def features(case: Case) -> list[float]:
    """The evidence, in the order of ``NAMES``."""
    return [float(measure(case)) for measure in EVIDENCE.values()]


def _same_name(case: Case) -> bool:
    words = case.statement.words
    if not words or case.nameless:
        return False
    return words in case.known.names or words in registered_names().get(case.known.measure, ())


def is_called_so(case: Case) -> bool:
    """Whether the figure goes by a name of the measure, and neither its paper nor its value says otherwise."""
    return _same_name(case) and not _told_apart(case) and not _apart_by_value(case) and not _other_registered(case)


def _alike(case: Case) -> float:
    return max((likeness(case.statement.words, name, 0.0) for name, _ in case.common), default=0.0)


def _rare_alike(case: Case) -> float:
    """As ``_alike``, each word by how much it says."""
    words = case.statement.words
    return max((case.overlap(words, name, both) for name, both in case.common), default=0.0)


def _shorter_in_longer(case: Case) -> float:
    weight, names = case.memory.weight, case.known.names
    whole = weight(case.statement.words)
    return max((both / min(whole, weight(name)) for name, both in case.common if name in names), default=0.0)


def _pieces_alike(case: Case) -> float:
    if case.apart:
        return 0.0
    weight = case.memory.weight
    pieces = [(a, b) for a in case.statement.fragments for b in case.known.fragments if not a.isdisjoint(b)]
    return max((case.overlap(a, b, weight(a & b)) for a, b in pieces), default=0.0)


def _named_around(case: Case) -> float:
    """How much of one of its names stands in the sentence or in the heading."""
    around = case.statement.around
    if around.isdisjoint(case.known.words):
        return 0.0
    names = [*case.known.called(), *case.known.fragments]
    return max((case.share(around, name) for name in names if len(name) > 1), default=0.0)


def _said_around_it(case: Case) -> float:
    """How much of the figure's name stands in the sentences that stated the measure before."""
    words = case.statement.words
    return max((case.share(s.around, words) for s in case.known.statements[-12:] if words), default=0.0)


def _same_value(case: Case, *, telling: bool, period: bool) -> bool:
    statement = case.statement
    if statement.telling != telling:
        return False
    return any(
        (other.period == statement.period and other.period is not None) == period
        and other.document != statement.document
        and other.area == statement.area
        for other in case.known.values.get(statement.value, ())
    )


def _told_apart(case: Case) -> bool:
    """Whether the same paper states another value of it for the same period, area and role."""
    return any(case.statement.tells_apart(other) for other in case.known.by_document.get(case.statement.document, ()))


def _apart_by_value(case: Case) -> bool:
    """Whether other papers state a value of it, for the same period, that is far from this one."""
    if case.statement.period is None:
        return False
    others = (s for s in case.known.statements if s.document != case.statement.document)
    against = [s.value for s in others if case.statement.tells_apart(s)]
    return bool(against) and min(_ratio(case.statement.value, value) for value in against) > math.log(FAR_APART)


def _ratio(one: float, other: float) -> float:
    if one * other <= 0:
        return 0.0 if one == other else 3.0
    return min(3.0, abs(math.log(one / other)))


def _out_of_size(case: Case) -> float:
    """How far the value is from the nearest that was stated of the measure, as a ratio's logarithm."""
    statement = case.statement
    changes = statement.role == "change"
    others = [s.value for s in case.known.statements[-60:] if (s.role == "change") == changes]
    return min((_ratio(statement.value, value) for value in others), default=0.0)


def _other_numbers(case: Case) -> bool:
    """Whether both names hold numbers ("under 5s", "over 65s"), and not the same ones."""
    mine = frozenset(filter(str.isdigit, case.statement.words))
    if not mine:
        return False
    theirs = [frozenset(filter(str.isdigit, name)) for name in case.known.names]
    return bool(mine) and bool(theirs) and all(numbers and not mine & numbers for numbers in theirs)


def _other_registered(case: Case) -> bool:
    registered = case.statement.registered
    return registered is not None and case.known.measure != registered and not _is_registered(case)


def _is_registered(case: Case) -> bool:
    registered = case.statement.registered
    if registered is None:
        return False
    return case.known.measure == registered or any(n in registered_names()[registered] for n in case.known.names)


def _in_sentence(case: Case) -> bool:
    return case.known.measure in case.before.sentence


def _just_before(case: Case) -> bool:
    return case.known.measure == case.before.last


def _name_goes_on(case: Case) -> bool:
    """Whether the figure just before is of it, and this one's name is that name, part of it, or none."""
    if not _just_before(case):
        return False
    words = case.statement.words
    return any(words <= name or (len(name) > 1 and name <= words) for name in case.known.names)


def _other_area(case: Case) -> bool:
    return _just_before(case) and all(
        case.statement.area != other.area for other in case.known.by_document.get(case.statement.document, ())
    )


def _refers_back(case: Case) -> bool:
    return case.known.measure in case.before.passage and refers_back(case.statement.sentence)


def _only_of_its_unit(case: Case) -> float:
    """How few measures of that unit the committee has heard of: of days lost or tonnes of carbon there may be one."""
    statement = case.statement
    if case.known.family in COMMON_UNITS and not (
        refers_back(statement.sentence) and statement.document not in case.known.by_document
    ):
        return 0.0
    return 1 / max(1, len(case.memory.by_family[case.known.family]))


def _revises(case: Case) -> bool:
    """Whether the sentence says that a value was put right, and an earlier paper stated one for that period."""
    statement = case.statement
    return revises(statement.sentence) and any(
        statement.tells_apart(other) and other.document != statement.document
        for other in case.known.statements[-LATEST:]
    )


EVIDENCE: dict[str, Callable[[Case], float]] = {
    "same_name": _same_name,
    "alike": _alike,
    "rare_alike": _rare_alike,
    "shorter_in_longer": _shorter_in_longer,
    "pieces_alike": _pieces_alike,
    "named_around": _named_around,
    "said_around_it": _said_around_it,
    "no_name": lambda case: not case.statement.words,
    "restated": lambda case: _same_value(case, telling=True, period=True),
    "restated_undated": lambda case: _same_value(case, telling=True, period=False),
    "small_value_restated": lambda case: _same_value(case, telling=False, period=True),
    "told_apart": _told_apart,
    "same_name_told_apart": lambda case: _same_name(case) and _told_apart(case),
    "apart_by_value": _apart_by_value,
    "out_of_size": _out_of_size,
    "other_numbers": _other_numbers,
    "is_registered": _is_registered,
    "other_registered": _other_registered,
    "in_sentence": _in_sentence,
    "just_before": _just_before,
    "name_goes_on": _name_goes_on,
    "other_area": _other_area,
    "in_passage": lambda case: case.known.measure in case.before.passage,
    "refers_back": _refers_back,
    "only_of_its_unit": _only_of_its_unit,
    "revises": _revises,
    "same_paper": lambda case: case.statement.document in case.known.by_document,
}
"""Each piece of evidence: 0 to 1, or the logarithm of a ratio."""
NAMES = tuple(EVIDENCE)
