"""What is known of one paper while its facts are being read.

``Reading`` is handed from component to component in the order of ``find.STAGES``; each adds what it found and none
removes what another found.  ``Draft`` is a figure in the making: the number is certain, the other slots are filled by
the component that owns them, each with a line of ``evidence`` that ``minuted explain`` prints.

The offsets of everything here are offsets into ``document.text``.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from minuted.extract.document import Block, Document
from minuted.nlp.facts import Commitment, Period, TableRef


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, a verbless bullet, a heading or a table cell's prose, with the context it stands in.

    >>> # "2.1 Front door\\n- 567 open assessments" gives for the bullet:
    >>> # text "567 open assessments", headings ("Front door",), lead_in None
    """

    start: int
    end: int
    text: str
    block: Block
    block_index: int
    headings: tuple[str, ...] = ()
    """The headings it stands under, outermost first."""
    lead_in: str | None = None
    """The sentence that introduces the list this item belongs to ("The Committee heard that:")."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A printed number with its unit: ``document.text[start:end]`` is the shortest span that states both."""

    start: int
    end: int
    value: float
    unit: str
    rule: str
    value_to: float | None = None
    qualifier: str | None = None
    sign: int = 0
    """-1 or +1 where the paper prints a sign or brackets, else 0."""
    unit_inherited: bool = False
    """True where the unit comes from a neighbour, a heading or a column, not from the quantity's own words."""


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A stretch of text that says when: masked from the numbers, resolved later against its context.

    ``form`` names the rule that read it ("financial_year", "same_period_last_year"); ``period`` is filled where the
    words alone fix it, ``relative`` holds what has to be resolved against the paper's period or a neighbour.
    """

    start: int
    end: int
    form: str
    period: Period | None = None
    relative: str | None = None


@dataclass(frozen=True, slots=True)
class AreaMention:
    """A stretch of text that names an area or comparison group; ``is_own`` where it is the paper's own council."""

    start: int
    end: int
    name: str
    code: str | None = None
    is_own: bool = False
    is_group: bool = False
    """True for "national average", "statistical neighbours", "CIPFA group" and the like."""


@dataclass(slots=True)
class Draft:
    """A figure in the making, from prose (``sentence``) or from a table cell (``table``)."""

    quantity: Quantity
    sentence: Sentence
    table: TableRef | None = None
    measure: str | None = None
    area: str | None = None
    period: Period | None = None
    role: str | None = None
    rag: str | None = None
    direction: str | None = None
    clause: tuple[int, int] | None = None
    """Start and end of the clause that states the figure."""
    antecedent: Draft | None = None
    """The figure whose frame (measure, unit, period) this one inherits: "similar to NE (23.8%)"."""
    rejected: str | None = None
    """Why the gate holds that this is not a figure after all; rejected drafts are not reported."""
    evidence: dict[str, str] = field(default_factory=dict)
    features: dict[str, float] = field(default_factory=dict)
    """What the confidence model looks at."""


@dataclass
class Reading:
    """One paper while its facts are read."""

    document: Document
    council: str | None = None
    committee: str | None = None
    meeting_date: dt.date | None = None
    kind: str | None = None
    sentences: tuple[Sentence, ...] = ()
    period_mentions: tuple[PeriodMention, ...] = ()
    area_mentions: tuple[AreaMention, ...] = ()
    own_period: Period | None = None
    """The period that the paper as a whole reports on ("Quarter 1 2016/17")."""
    drafts: list[Draft] = field(default_factory=list)
    """Figures in the making, in reading order."""
    commitments: list[Commitment] = field(default_factory=list)
    issues: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The paper's text."""
        return self.document.text
