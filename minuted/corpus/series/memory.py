"""What papers of one committee have stated of each measure: the figures that a new one may continue.

A committee's memory is read once a run and is bounded (``MOST_REMEMBERED``), so that one new paper costs the same
however many papers the committee, or the catalogue, has.
"""

from __future__ import annotations

import heapq
import math
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from minuted.corpus.series.names import content_words, fragments_of, key_of, read_words, unit_family
from minuted.corpus.series.register import registered_ids, registered_keys, registered_names, registered_rarity

MOST_REMEMBERED = 2_000
"""The latest figures of a committee that are looked at."""
MOST_SURROUNDINGS = 12
COMMON_UNITS = ("count", "percent", "gbp")
"""Units in which every committee hears of many measures."""
MOST_CANDIDATES = 30
SURELY = 8.0
"""What it counts, against the words in common, that a measure was stated with the value, or in the sentence."""
RARE = 1.5
AROUND = 0.3
"""How rare a word beside the name must be to count, and how much less than one of the name it does."""
FEW = 3
"""Where a committee has heard of so few measures of a unit, each may be meant."""
TELLING_DIGITS = 3
"""A value of so many digits is hardly ever met twice by chance."""

COLUMNS = """f.id, f.document_id, f.passage_id, f.start, f.unit, f.value, f.period_start, f.period_end, f.role, f.area,
    f.measure, f.measure_id, f.context"""


@dataclass(frozen=True)
class Statement:
    """A figure, as far as it says which measure it is of."""

    id: str
    document: str
    passage: str | None
    sentence: str
    start: int
    unit: str
    value: float
    period: tuple[str, str] | None
    role: str
    area: str
    name: str
    words: frozenset[str]
    fragments: tuple[frozenset[str], ...]
    heading: str = ""

    @cached_property
    def around(self) -> frozenset[str]:
        """The content words of its sentence or row, and of the heading it stands under."""
        return self.words.union(read_words(self.sentence), read_words(self.heading))

    @cached_property
    def family(self) -> str:
        """The unit under which its series is kept."""
        return unit_family(self.unit)

    @cached_property
    def key(self) -> str:
        """Its name's content words, in no order."""
        return key_of(self.words)

    @cached_property
    def registered(self) -> str | None:
        """The registered measure that its own name is a name of."""
        return registered_keys().get((self.key, self.family)) if self.words else None

    @cached_property
    def telling(self) -> bool:
        """Whether its value is hardly ever met twice by chance."""
        return len(f"{self.value:g}".replace(".", "").strip("0-")) >= TELLING_DIGITS

    def tells_apart(self, other: Statement) -> bool:
        """Whether the two state different values for one period, area, role and unit."""
        return (
            self.value != other.value
            and self.period is not None
            and (self.period, self.role, self.area, self.unit) == (other.period, other.role, other.area, other.unit)
        )


def statement_of(row: sqlite3.Row) -> Statement:
    """A row of ``COLUMNS`` as a statement."""
    name = row["measure"] or ""
    words = frozenset(content_words(name)) if name else frozenset()
    ends = row["period_start"], row["period_end"]
    return Statement(
        row["id"],
        row["document_id"],
        row["passage_id"],
        row["context"] or "",
        row["start"],
        row["unit"],
        row["value"],
        ends if None not in ends else None,
        row["role"],
        (row["area"] or "").lower(),
        name,
        words,
        fragments_of(name) if name else (),
        row["heading"] or "",
    )


@dataclass
class Known:
    """A measure as one committee speaks of it."""

    measure: str
    family: str
    statements: list[Statement] = field(default_factory=list)
    names: dict[frozenset[str], None] = field(default_factory=dict)
    fragments: dict[frozenset[str], None] = field(default_factory=dict)
    by_document: dict[str, list[Statement]] = field(default_factory=lambda: defaultdict(list))
    values: dict[float, list[Statement]] = field(default_factory=lambda: defaultdict(list))
    words: set[str] = field(default_factory=set)
    """The words of all its names and of their pieces: what shares none of them shares no name."""

    def __post_init__(self) -> None:
        self.words.update(*registered_names().get(self.measure, ()))

    def add(self, statement: Statement) -> None:
        """One more figure of it."""
        self.statements.append(statement)
        self.by_document[statement.document].append(statement)
        self.values[statement.value].append(statement)
        if statement.words:
            self.names[statement.words] = None
            self.fragments.update(dict.fromkeys(statement.fragments))
            self.words.update(statement.words, *statement.fragments)

    @property
    def has_levels(self) -> bool:
        """Whether values of it were stated, and not only changes."""
        return any(s.role != "change" for s in self.statements)

    def called(self) -> Iterable[frozenset[str]]:
        """The content words of each of its names, the register's too."""
        yield from self.names
        yield from registered_names().get(self.measure, ())


class Memory:
    """The measures that one committee has heard of, by word and by value."""

    def __init__(self) -> None:
        self.known: dict[str, Known] = {}
        self.by_word: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        self.by_value: dict[float, dict[str, None]] = defaultdict(dict)
        self.by_family: dict[str, dict[str, None]] = defaultdict(dict)
        self.counts: dict[str, set[str]] = defaultdict(set)
        self._rarities: dict[str, float] = {}
        self._weights: dict[frozenset[str], float] = {}
        """What is worked out of ``counts`` and ``known``, until they change."""

    def add(self, measure: str, statement: Statement) -> None:
        """A figure was given this measure."""
        known = self.known.get(measure)
        if known is None:
            self._forget_weights()
            known = self.known[measure] = Known(measure, statement.family)
            self.by_family[statement.family][measure] = None
            for name in registered_names().get(measure, ()):
                self._index(known, name)
        known.add(statement)
        self._index(known, statement.words)
        self.by_value[statement.value][measure] = None

    def _index(self, known: Known, words: Iterable[str]) -> None:
        for word in words:
            self.by_word[word, known.family][known.measure] = None
            uses = self.counts[word]
            if known.measure not in uses:
                uses.add(known.measure)
                self._forget_weights()

    def _forget_weights(self) -> None:
        self._rarities.clear()
        self._weights.clear()

    def adopt(self, measure: str, into: str) -> None:
        """What was a series of its own turned out to be of another measure."""
        self._forget_weights()
        for statement in self.known.pop(measure).statements:
            self.add(into, statement)
        for table in (*self.by_word.values(), *self.by_value.values(), *self.by_family.values()):
            table.pop(measure, None)

    def candidates(self, statement: Statement, previous: Sequence[str]) -> list[Known]:
        """The measures that a statement may be of: those that share a word, its value, or its sentence.

        At most ``MOST_CANDIDATES``: those that share most, a word weighing as much as it says.
        """
        said: dict[str, float] = dict.fromkeys(previous, SURELY)
        family = statement.family
        few = self.by_family[family] if len(self.by_family[family]) <= FEW else {}
        for measure in [*few, *(self.by_value.get(statement.value, {}) if statement.telling else ())]:
            said[measure] = said.get(measure, 0.0) + SURELY
        for word in sorted(statement.around):
            own, rarity = word in statement.words, self.rarity(word)
            if own or rarity > RARE:
                weight = rarity if own else rarity * AROUND
                for measure in self.by_word.get((word, family), {}):
                    said[measure] = said.get(measure, 0.0) + weight
        found = [(-weight, m) for m, weight in said.items() if m in self.known and self.known[m].family == family]
        return [self.known[m] for _, m in heapq.nsmallest(MOST_CANDIDATES, found)]

    def rarity(self, word: str) -> float:
        """How much a shared word says: little where many measures go by it."""
        found = self._rarities.get(word)
        if found is None:
            found = self._rarities[word] = self._rarity(word)
        return found

    def weight(self, words: frozenset[str]) -> float:
        """How much some words say together; summed exactly, so that the order of a set does not show."""
        found = self._weights.get(words)
        if found is None:
            found = self._weights[words] = math.fsum(map(self.rarity, words))
        return found

    def _rarity(self, word: str) -> float:
        uses = len(self.counts.get(word, ())) + registered_rarity().get(word, 0) / 8
        whole = len(self.known) + len(registered_ids()) / 8
        return math.log((1 + whole) / (1 + uses)) + 0.1


def read_memory(db: sqlite3.Connection, council: str, committee: str, but: Iterable[str]) -> Memory:
    """The committee's memory as the catalogue has it, without the papers ``but`` that are to be linked now."""
    rows = db.execute(
        f"""SELECT {COLUMNS}, NULL AS heading FROM figures f INDEXED BY figures_of_committee
        WHERE f.council = ? AND f.committee = ? ORDER BY f.meeting_date DESC LIMIT {MOST_REMEMBERED}""",
        [council, committee],
    ).fetchall()
    left_out = frozenset(but)
    memory = Memory()
    for row in sorted(rows, key=lambda row: (row["document_id"], row["start"])):
        if row["measure_id"] is not None and row["document_id"] not in left_out:
            memory.add(row["measure_id"], statement_of(row))
    return memory
