"""Which measure each figure is of: what its committee has heard of before, then the register, then other committees.

A committee hears of one thing under many names, and papers state a value again that an earlier one gave: the learnt
weights of ``choose`` balance the names with the words around, the values, the periods and the place in the sentence.

The user's merges, moves and splits are corrections (``minuted.reviews``) and are applied after this, so that they win.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import groupby

from minuted.corpus.series.choose import choose
from minuted.corpus.series.elsewhere import MeasuresElsewhere
from minuted.corpus.series.evidence import Before
from minuted.corpus.series.memory import Memory, read_memory
from minuted.corpus.series.register import load_register, registered_ids
from minuted.corpus.series.statement import COLUMNS, Statement, statement_of


def assign_series(db: sqlite3.Connection, document_ids: Sequence[str]) -> int:
    """Give every figure of ``document_ids`` its measure; returns how many measures are new.

    Papers are taken in the order of their meetings, so that the outcome does not depend on the order of adding
    within one call.
    """
    load_register(db)
    run = _Run(db, document_ids)
    for _, figures in groupby(_figures(db, document_ids), key=lambda row: row["document_id"]):
        run.assign(list(figures))
    _refresh_measures(db, run.touched)
    return run.made


class _Run:
    """One call: the memory of each committee that it touches, and what it changed."""

    def __init__(self, db: sqlite3.Connection, document_ids: Sequence[str]) -> None:
        self.db = db
        self.documents = document_ids
        self.memories: dict[tuple[str, str], Memory] = {}
        self.elsewhere = MeasuresElsewhere(db)
        self.touched: set[str] = set()
        self.given: dict[str, str | None] = {}
        """What each figure of the paper at hand is of, before it is written."""
        self.made = 0

    def assign(self, figures: Sequence[sqlite3.Row]) -> None:
        """Give each figure of one paper its measure."""
        council, committee = figures[0]["council"], figures[0]["committee"]
        memory = self._memory(council, committee)
        told = Told()
        for row in figures:
            statement = statement_of(row)
            measure = self._measure(statement, council, memory, told.before(statement))
            self.given[statement.id] = measure
            if measure is None:
                continue
            if statement.name:
                self.elsewhere.name(measure, statement.name)
            memory.add(measure, statement)
            told.add(measure, statement)
            self.touched.add(measure)
        self.elsewhere.write()
        given = [(measure, figure) for figure, measure in self.given.items()]
        self.db.executemany("UPDATE figures SET measure_id = ? WHERE id = ?", given)
        self.given.clear()

    def _memory(self, council: str | None, committee: str | None) -> Memory:
        """The committee's memory; a paper of no known committee has one of its own."""
        if council is None or committee is None:
            return Memory(of_committee=False)
        if (council, committee) not in self.memories:
            self.memories[council, committee] = read_memory(self.db, council, committee, self.documents)
        return self.memories[council, committee]

    def _measure(self, statement: Statement, council: str | None, memory: Memory, before: Before) -> str | None:
        chosen = choose(statement, memory, before)
        registered = statement.registered
        if chosen is not None:
            if registered is None or chosen in registered_ids() or registered in memory.known:
                return chosen
            self._adopt(chosen, registered, memory)
            return registered
        if not statement.words:
            return None
        if registered is not None and registered not in memory.known:
            return registered
        found = self.elsewhere.find(statement, council, memory.known)
        if found is None:
            self.made += 1
        return found or self.elsewhere.make(statement)

    def _adopt(self, measure: str, registered: str, memory: Memory) -> None:
        """The committee's earlier figures of a series that turns out to be a registered measure."""
        stated = [s.id for s in memory.known[measure].statements]
        self.given.update((figure, registered) for figure in stated if figure in self.given)
        moved = [[registered, figure, measure] for figure in stated if figure not in self.given]
        self.db.executemany(
            """UPDATE figures SET measure_id = ?1, theme = (SELECT theme FROM measures WHERE id = ?1)
            WHERE id = ?2 AND measure_id = ?3""",
            moved,
        )
        memory.adopt(measure, registered)
        self.touched |= {measure, registered}


class Told:
    """The measures of the figures of one paper, as far as it has been read."""

    def __init__(self) -> None:
        self.last: tuple[Statement, str] | None = None
        self.sentence: dict[str, None] = {}
        self.passage: dict[str, None] = {}

    def before(self, statement: Statement) -> Before:
        """What stands before a figure in its sentence and in its passage; call it once for each, in their order."""
        last = self.last[0] if self.last else None
        if last is None or last.passage != statement.passage:
            self.passage, self.sentence = {}, {}
        elif last.sentence != statement.sentence:
            self.sentence = {}
        just_before = self.last[1] if self.last and self.sentence else None
        return Before(frozenset(self.sentence), frozenset(self.passage), just_before)

    def add(self, measure: str, statement: Statement) -> None:
        """A figure was given this measure."""
        self.last = statement, measure
        self.sentence[measure] = None
        self.passage[measure] = None


def _figures(db: sqlite3.Connection, document_ids: Sequence[str]) -> Iterable[sqlite3.Row]:
    """The figures of these papers, by meeting date, paper and place."""
    db.execute("CREATE TEMP TABLE IF NOT EXISTS linking (id TEXT PRIMARY KEY)")
    db.execute("DELETE FROM linking")
    db.executemany("INSERT OR IGNORE INTO linking VALUES (?)", [[d] for d in document_ids])
    return db.execute(
        f"""SELECT {COLUMNS}, p.heading, f.council, f.committee
        FROM linking l CROSS JOIN figures f INDEXED BY figures_document
            ON f.document_id = l.id
        LEFT JOIN passages p ON p.id = f.passage_id
        ORDER BY f.meeting_date, f.document_id, f.start, f.id"""
    ).fetchall()


def _refresh_measures(db: sqlite3.Connection, measures: Iterable[str]) -> None:
    """Counts of the measures that got figures, and the themes of the figures that were just given a measure."""
    db.executemany(
        "UPDATE measures SET figures_count = (SELECT count(*) FROM figures WHERE measure_id = ?1) WHERE id = ?1",
        [[measure] for measure in sorted(measures)],
    )
    db.execute(
        """UPDATE figures SET theme = (SELECT theme FROM measures m WHERE m.id = figures.measure_id)
        WHERE document_id IN (SELECT id FROM linking) AND measure_id IS NOT NULL
          AND theme IS NOT (SELECT theme FROM measures m WHERE m.id = figures.measure_id)"""
    )
