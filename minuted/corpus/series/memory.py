"""What papers of one committee have stated of each measure: the figures that a new one may continue.

A committee's memory is read once a run and is bounded (``MOST_REMEMBERED``), so that one new paper costs the same
however many papers the committee, or the catalogue, has.
"""

from __future__ import annotations

import math
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain

from minuted.corpus.series.known import Known
from minuted.corpus.series.register import registered_ids, registered_rarity
from minuted.corpus.series.statement import COLUMNS, Statement, statement_of

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
