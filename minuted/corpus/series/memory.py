"""What papers of one committee have stated of each measure: the figures that a new one may continue.

A committee's memory is read once a run and is bounded (``MOST_REMEMBERED``), so that one new paper costs the same
however many papers the committee, or the catalogue, has.
"""

from __future__ import annotations

import math
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from minuted.corpus.series.names import (
    NEGATIONS,
    against,
    content_words,
    fragments_of,
    key_of,
    sides_of,
    unit_family,
    words_in,
)
from minuted.corpus.series.register import registered_ids, registered_keys, registered_names, registered_rarity

MOST_REMEMBERED = 2_000
"""The latest figures of a committee that are looked at."""
GROWN = 1.05
"""How rare words are is worked out anew where a committee has heard of so many times as many measures as before."""
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
    f.measure, f.measure_id, f.context, f.table_ref IS NOT NULL AS in_table"""


Slot = tuple[tuple[str, str], str, str, str]


@dataclass(eq=False)
class Statement:
    """A figure, as far as it says which measure it is of; nothing of it is ever changed."""

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
    in_table: bool = False
    family: str = field(init=False)
    """The unit under which its series is kept."""
    is_change: bool = field(init=False)
    """Whether it is a change and no level."""
    size: float | None = field(init=False)
    """The logarithm of its value, sign apart; None of nothing."""
    slot: Slot | None = field(init=False)
    """The period, area, role and unit of which a measure has one value; None where no period is known."""

    def __post_init__(self) -> None:
        self.family = unit_family(self.unit)
        self.is_change = self.role == "change"
        self.size = math.log(abs(self.value)) if self.value else None
        self.slot = (self.period, self.role, self.area, self.unit) if self.period is not None else None

    @cached_property
    def around(self) -> frozenset[str]:
        """The content words of its sentence or row, and of the heading it stands under."""
        return self.words.union(words_in(self.sentence), words_in(self.heading))

    @cached_property
    def denies(self) -> bool:
        """Whether its name says that something is not so."""
        return not self.words.isdisjoint(NEGATIONS)

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


def statement_of(row: sqlite3.Row) -> Statement:
    """A row of ``COLUMNS`` as a statement."""
    name = row["measure"] or ""
    words = content_words(name) if name else frozenset()
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
        row["in_table"] == 1,
    )


@dataclass
class Known:
    """A measure as one committee speaks of it."""

    measure: str
    family: str
    statements: list[Statement] = field(default_factory=list)
    names: dict[frozenset[str], None] = field(default_factory=dict)
    fragments: dict[frozenset[str], None] = field(default_factory=dict)
    by_document: dict[str, list[Statement]] = field(default_factory=dict)
    by_value: dict[float, list[Statement]] = field(default_factory=dict)
    by_slot: dict[Slot, list[Statement]] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)
    """The words of all its names and of their pieces: what shares none of them shares no name."""
    has_levels: bool = False
    """Whether values of it were stated, and not only changes."""
    in_tables: dict[str, set[frozenset[str]]] = field(default_factory=dict)
    """By paper: under which names it stands in its tables."""
    spans: dict[bool, tuple[float, float]] = field(default_factory=dict)
    """The sizes of the least and of the greatest value, of changes (True) and of levels."""
    listed: int = 0
    """How many of its figures are listed by paper, value and slot."""
    denials: int = 0
    """How many of its names say that something is not so."""

    def __post_init__(self) -> None:
        self.registered_names = registered_names().get(self.measure, ())
        self.words.update(*self.registered_names)
        self.sides: frozenset[tuple[int, str]] = frozenset().union(*map(sides_of, self.registered_names))

    def add(self, statement: Statement) -> None:
        """One more figure of it."""
        self.statements.append(statement)
        if statement.words and statement.words not in self.names:
            self.names[statement.words] = None
            self.denials += statement.denies
            self.sides |= sides_of(statement.words)
            self.words.update(statement.words)
            for piece in statement.fragments:
                self.fragments[piece] = None
                self.words.update(piece)

    def settled(self) -> Known:
        """With its figures listed by paper, value and slot: of a long history few measures are ever looked at."""
        for statement in self.statements[self.listed :]:
            self.by_document.setdefault(statement.document, []).append(statement)
            self.by_value.setdefault(statement.value, []).append(statement)
            if statement.slot is not None:
                self.by_slot.setdefault(statement.slot, []).append(statement)
            if statement.in_table:
                self.in_tables.setdefault(statement.document, set()).add(statement.words)
            if not statement.is_change:
                self.has_levels = True
            if statement.size is not None:
                least, most = self.spans.get(statement.is_change, (math.inf, -math.inf))
                self.spans[statement.is_change] = min(least, statement.size), max(most, statement.size)
        self.listed = len(self.statements)
        return self

    def called(self) -> Iterable[frozenset[str]]:
        """The content words of each of its names, the register's too."""
        return (*self.names, *self.registered_names)

    def is_called(self, words: frozenset[str]) -> bool:
        """Whether one of its names has just these content words."""
        return words in self.names or words in self.registered_names

    def gainsays(self, statement: Statement) -> bool:
        """Whether the statement's name says the contrary of all of its names, or is of the other side of a contrast.

        "Not met" is no name of what is met, and the life expectancy of women none of that of men.
        """
        if not statement.words or not self.names:
            return False
        if self.denials == (0 if statement.denies else len(self.names)):
            return True
        return against(sides_of(statement.words), self.sides)

    def has_another_name_in_tables_of(self, statement: Statement) -> bool:
        """Whether both stand in tables of one paper, and never under one name."""
        names = self.in_tables.get(statement.document) if statement.in_table else None
        return names is not None and statement.words not in names

    def is_far_from(self, statement: Statement, most: float) -> bool:
        """Whether all its values are more than ``most`` (a ratio's logarithm) larger, or smaller, than this one."""
        span = self.spans.get(statement.is_change)
        if span is None or statement.size is None:
            return False
        return statement.size < span[0] - most or statement.size > span[1] + most

    def other_values(self, statement: Statement) -> list[Statement]:
        """What was stated of it for the same period, area, role and unit, with another value."""
        if statement.slot is None:
            return []
        return [other for other in self.by_slot.get(statement.slot, ()) if other.value != statement.value]


class Memory:
    """The measures that one committee has heard of, by word and by value; or one paper of no known committee."""

    def __init__(self, *, of_committee: bool = True) -> None:
        self.of_committee = of_committee
        self.known: dict[str, Known] = {}
        self.by_word: dict[str, dict[str, dict[str, None]]] = defaultdict(dict)
        """By the family of the unit, then by word."""
        self.by_name: dict[tuple[frozenset[str], str], dict[str, None]] = defaultdict(dict)
        self.by_value: dict[float, dict[str, None]] = defaultdict(dict)
        self.by_family: dict[str, dict[str, None]] = defaultdict(dict)
        self.counts: dict[str, set[str]] = defaultdict(set)
        self._rarities: dict[str, float] = {}
        self._weights: dict[frozenset[str], float] = {}
        """What is worked out of ``counts`` and ``known``, until they have changed enough."""
        self._weighed_at = 0

    def add(self, measure: str, statement: Statement) -> None:
        """A figure was given this measure."""
        known = self.known.get(measure)
        if known is None:
            known = self.known[measure] = Known(measure, statement.family)
            self.by_family[statement.family][measure] = None
            for name in known.registered_names:
                self._index(known, name)
            if len(self.known) > self._weighed_at * GROWN:
                self._forget_weights()
        if statement.words not in known.names:
            self._index(known, statement.words)
        known.add(statement)
        self.by_value[statement.value][measure] = None

    def _index(self, known: Known, words: frozenset[str]) -> None:
        self.by_name[words, known.family][known.measure] = None
        by_word = self.by_word[known.family]
        for word in words:
            by_word.setdefault(word, {})[known.measure] = None
            self.counts[word].add(known.measure)

    def _forget_weights(self) -> None:
        self._rarities.clear()
        self._weights.clear()
        self._weighed_at = len(self.known)

    def adopt(self, measure: str, into: str) -> None:
        """What was a series of its own turned out to be of another measure."""
        for statement in self.known.pop(measure).statements:
            self.add(into, statement)
        by_word = chain.from_iterable(table.values() for table in self.by_word.values())
        others = (self.by_name.values(), self.by_value.values(), self.by_family.values())
        for listed in chain(by_word, *others):
            listed.pop(measure, None)
        self._forget_weights()

    def called(self, statement: Statement) -> list[Known]:
        """The measures that go by the statement's very name."""
        if not statement.words:
            return []
        return [self.known[measure].settled() for measure in self.by_name.get((statement.words, statement.family), ())]

    def candidates(self, statement: Statement, previous: Sequence[str]) -> list[Known]:
        """The measures that a statement may be of: those that share a word, its value, or its sentence.

        At most ``MOST_CANDIDATES``: those that share most, a word weighing as much as it says.
        """
        family, known = statement.family, self.known
        said: dict[str, float] = {m: SURELY for m in previous if m in known and known[m].family == family}
        few = self.by_family[family] if len(self.by_family[family]) <= FEW else ()
        valued = self.by_value.get(statement.value, ()) if statement.telling else ()
        for measure in (*few, *(m for m in valued if m in known and known[m].family == family)):
            said[measure] = said.get(measure, 0.0) + SURELY
        by_word = self.by_word[family]
        for word in sorted(statement.around & by_word.keys()):
            weight = self.rarity(word)
            if word not in statement.words:
                if weight <= RARE:
                    continue
                weight *= AROUND
            for measure in by_word[word]:
                said[measure] = said.get(measure, 0.0) + weight
        if len(said) > MOST_CANDIDATES:
            ranked = sorted([(-weight, measure) for measure, weight in said.items()])
            return [known[measure].settled() for _, measure in ranked[:MOST_CANDIDATES]]
        return [known[measure].settled() for measure in sorted(said, key=lambda m: (-said[m], m))]

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
