"""A figure of the catalogue, as far as it says which measure it is of."""

from __future__ import annotations

import math
import sqlite3
from dataclasses import dataclass, field
from functools import cached_property

from minuted.corpus.series.names import NEGATIONS, content_words, fragments_of, key_of, unit_family, words_in
from minuted.corpus.series.register import registered_keys

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
