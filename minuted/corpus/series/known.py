"""A measure as one committee speaks of it: its names, its values, where they stand."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from minuted.corpus.series.names import against, sides_of
from minuted.corpus.series.register import registered_names
from minuted.corpus.series.statement import Slot, Statement


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
