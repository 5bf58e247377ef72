"""What each column and each row of a table says of its values: unit, period, role, area, and words for the measure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Literal

from minuted.extract.document import Cell
from minuted.extract.grid import Grid, is_prose_cell, is_total, kind_of
from minuted.nlp.facts import Period
from minuted.nlp.periods.resolve import Clock
from minuted.nlp.tables.measures import label_words
from minuted.nlp.tables.places import is_sum, is_wider, named_area
from minuted.nlp.tables.ratings import is_rating_column, says_travel
from minuted.nlp.tables.roles import is_prior, read_role
from minuted.nlp.tables.scales import Scale, read_scale
from minuted.nlp.tables.when import is_open_ended, read_when, says_part_only, without_when

_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d{1,2}[A-Z]?\s?\d[A-Z]{2}\b")
LONG_LABEL = 12
"""A row's label with more words describes: the dates in it are of what it describes, not of the row."""
Purpose = Literal["values", "rating", "travel", "reference", "words"]
_REFERENCE = re.compile(
    r"^(?:ref(?:erence)?|page(?:s|\sno\.?)?|id|code|item|para(?:graph)?s?|section|appendix|line|row|date|due date|"
    r"deadline|"
    r"when|time|timescales?|timeline|target date|completion date|(?:site |full )?address|location|telephone|"
    r"tel\.?|phone|uprn|postcode|application (?:no|number)|minute(?: no\.?)?|"
    r"(?:indicator|risk|action|measure|pi|kpi|project|amendment|decision|question|contract|order|invoice|cheque|"
    r"chq|folio|ref\.?|item|report|agenda|form) ?(?:ref(?:erence)?|no\.?|number|id|code)|"
    r"year|month|week|financial year|quarter|period|version|age|ages|age group|age \(years\))$",
    re.IGNORECASE,
)  # fmt: skip


_TIER = re.compile(r"\b(?:city|county|borough|district|council|metropolitan|london|royal|of|the|town|parish)\b")
_NOT_A_LETTER = re.compile(r"[^a-z ]")


@lru_cache(maxsize=4096)
def stem_of(name: str) -> str:
    """The bare name of a council, to tell its own column by.

    >>> stem_of("Tarrowdale City Council"), stem_of("Tarrowdale")
    ('tarrowdale', 'tarrowdale')
    """
    return " ".join(_NOT_A_LETTER.sub(" ", _TIER.sub(" ", name.lower())).split())


_SCHOOL_YEAR = re.compile(r"(?i)year\s\d{1,2}")
_TORN_OFF = re.compile(r"(?<=[a-z]{5}) (?=[b-z](?:\s|$))")
_TORN_LAST = re.compile(r"\b(Tota|Actua|Targe|Budge) ([lt])\b")


@dataclass(frozen=True, slots=True)
class Line:
    """A column or a row: its headings and what they say."""

    path: tuple[str, ...] = ()
    purpose: Purpose = "values"
    scale: Scale | None = None
    role: str | None = None
    period: Period | None = None
    area: str | None = None
    words: tuple[str, ...] = ()
    total: bool = False
    prior: bool = False
    open_ended: bool = False
    bare_scale: bool = False
    """True where a heading is nothing but a unit ("%", "£000")."""

    @property
    def text(self) -> str:
        """All headings in one line."""
        return " ".join(self.path)


@dataclass
class Axes:
    """The columns and rows of one stretch of a table."""

    columns: dict[int, Line] = field(default_factory=dict)
    rows: dict[int, Line] = field(default_factory=dict)

    @cached_property
    def nameless(self) -> list[int]:
        """The columns without a heading."""
        return [column for column, line in self.columns.items() if not line.path]

    @cached_property
    def rating(self) -> list[int]:
        """The columns that rate others, or say which way they go."""
        return [column for column, line in self.columns.items() if line.purpose in ("rating", "travel")]


@lru_cache(maxsize=4096)
def read_line(
    path: tuple[str, ...],
    clock: Clock,
    *,
    in_row: bool,
    areas: frozenset[str] = frozenset(),
    area_label: str = "",
    own: str = "",
) -> Line:
    """What a path of headings says, the inner ones winning.

    >>> clock = Clock()
    >>> line = read_line(("2016/17", "Revised budget £000"), clock, in_row=False)
    >>> line.role, line.period.label, line.scale.factor, line.words
    ('budget', 'FY2016/17', 1000.0, ('Revised budget',))
    """
    scale = role = period = area = None
    words: list[str] = []
    part = ""
    bare = open_ended = prior = False
    for text in path:
        stated = read_scale(text)
        if stated is not None and not (stated.unit == "count" and scale is not None):
            scale, bare = stated, not label_words(text) or bare
        found = named_area(text, areas) or (text if text == area_label and not is_sum(text) else None)
        found = without_when(found) if found else None
        area = found or area
        role = read_role(text, in_row=in_row) or role
        if not in_row or len(text.split()) <= LONG_LABEL:
            found_period = _period_in(text, period, part, clock, in_row)
            part = text if found_period is not None and says_part_only(text) else part
            period = found_period or period
        open_ended, prior = open_ended or is_open_ended(text), prior or is_prior(text)
        if period is not None and _SCHOOL_YEAR.fullmatch(text.strip()):
            continue
        if own and not found and stem_of(without_when(text)) == own:
            continue
        if told := label_words(text, area=found):
            words.append(told)
    if area and is_wider(area) and role in (None, "actual"):
        role = "comparator"
    total = any(map(is_total if in_row else is_sum, path))
    return Line(path, "values", scale, role, period, area, tuple(dict.fromkeys(words)), total, prior, open_ended, bare)


def _period_in(text: str, outer: Period | None, part: str, clock: Clock, in_row: bool) -> Period | None:
    """The period of one heading below others: a part of the ``outer`` one, or the year of the ``part`` above it."""
    if in_row and _TELLS_OF_A_YEAR.search(text) and without_when(text):
        return None  # "contributions of the previous year removed": what the row is of, not when its value is
    period = read_when(text, Clock(outer) if outer and says_part_only(text) else clock)
    if part and period is not None and (period.end - period.start).days > 300 and not says_part_only(text):
        return read_when(part, Clock(period)) or period
    return period


_TELLS_OF_A_YEAR = re.compile(r"\b(?:previous|prior|last|next|current|this) years?\b", re.IGNORECASE)


def column_purpose(cells: Sequence[Cell], heading: str) -> Purpose:
    """What a column is for, by its heading and by what stands in it."""
    told = [cell for cell in cells if cell.text.strip()]
    if is_rating_column(cells, heading):
        return "rating"
    drawn = [cell for cell in cells if any(mark.startswith("arrow") for mark in cell.marks) and not cell.text.strip()]
    if says_travel(heading) or (drawn and len(drawn) >= 0.5 * max(len(told) + len(drawn), 1)):
        numbers = sum(kind_of(cell.text) == "value" for cell in told)
        return "values" if numbers > len(told) / 2 else "travel"
    if _REFERENCE.match(heading.strip(" .:")):
        return "reference"
    if sum(len(cell.text) > 4 and _POSTCODE.search(cell.text) is not None for cell in told) > 0.3 * len(told):
        return "words"
    prose = sum(is_prose_cell(cell) for cell in told)
    return "words" if told and prose > len(told) / 2 else "values"


@lru_cache(maxsize=8192)
def mended(text: str) -> str:
    """A heading whose last letters were pushed to the next line of a narrow column, in one piece.

    >>> mended("Revenu e Varianc e"), mended("Plan b")
    ('Revenue Variance', 'Plan b')
    """
    told = _TORN_OFF.sub("", " ".join(text.split()))
    return _TORN_LAST.sub(r"\1\2", told) if " l" in told or " t" in told else told


def header_path(grid: Grid, rows: range, column: int) -> list[str]:
    """The headings over a column, outermost first, each once."""
    path: list[str] = []
    for row in rows:
        cell = grid[row, column]
        text = (mended(cell.text) or _drawn(cell)) if cell is not None else ""
        if text and (not path or path[-1] != text) and len(text) < 160:
            if path and _GOES_ON_BELOW.search(path[-1]):
                text = f"{path.pop()} {text}"
            path.append(text)
    return path


def _drawn(cell: Cell) -> str:
    """A heading that is only an arrow, in words."""
    return next((words for mark, words in _ARROWS.items() if mark in cell.marks), "")


_ARROWS = {"arrow_up": "Trend up", "arrow_down": "Trend down", "arrow_right": "Trend level"}
_GOES_ON_BELOW = re.compile(r"(?<=\w )(?:at|to|of|in|for|by|from|ending|ended|per|and|&)$", re.IGNORECASE)
"""The end of a heading that the row below goes on with: "Market value at" over "30 June 2014"."""
