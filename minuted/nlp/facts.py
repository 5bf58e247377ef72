"""What minuted finds in a paper: figures and commitments.  A newcomer opens this file first.

The vocabularies below are the specification of the extraction.  A figure is an observation in the sense of the RDF
Data Cube (measure, refArea, refPeriod, unitMeasure); ``role`` is our own dimension beside them.

Every fact says where it was read (``start``, ``end``: offsets into the paper's text, so that
``text[start:end] == quote``; ``page``, ``bbox``) and by which rule (``rule``, ``evidence``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

Unit = Literal[
    "count", "percent", "percentage_points", "per_100", "per_1000", "per_10000", "per_100000",
    "gbp", "usd", "eur", "ratio", "minutes", "hours", "days", "weeks", "months", "years", "fte", "tonnes", "kg",
    "tco2e", "kwh", "miles", "km", "m2", "hectares", "score", "rank", "times", "other",
]  # fmt: skip
Role = Literal["actual", "comparator", "target", "forecast", "budget", "change"]
Qualifier = Literal["about", "more_than", "less_than", "at_least", "at_most", "nearly", "between", "provisional"]
CommitmentKind = Literal["resolution", "recommendation", "action", "request"]
Rag = Literal["red", "amber", "green"]
Direction = Literal["up", "down", "same"]

UNITS: tuple[str, ...] = get_args(Unit)
ROLES: tuple[str, ...] = get_args(Role)
QUALIFIERS: tuple[str, ...] = get_args(Qualifier)
COMMITMENT_KINDS: tuple[str, ...] = get_args(CommitmentKind)


@dataclass(frozen=True, slots=True)
class Period:
    """When a value is about, both days inclusive, with a label in one fixed form.

    Labels: ``2024-03-31`` (a day), ``2024-03`` (a month), ``2023`` (a calendar year), ``FY2023/24`` (April to March),
    ``AY2022/23`` (academic year, September to August), ``Q1 2023/24`` (a financial quarter), ``2023-04/2023-09``
    (months from/to), ``R12 2023-06`` (the twelve months to the end of June 2023).

    >>> Period(dt.date(2023, 4, 1), dt.date(2024, 3, 31), "FY2023/24").label
    'FY2023/24'
    """

    start: dt.date
    end: dt.date
    label: str


@dataclass(frozen=True, slots=True)
class TableRef:
    """Which cell of which table a figure was read from, with the headings that gave it its meaning."""

    table: int
    row: int
    column: int
    row_path: tuple[str, ...] = ()
    column_path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity that somebody may later want to look up.

    ``value`` and ``value_to`` are plain numbers in ``unit`` ("£55m" is 55000000 gbp, "1 in 4" is 0.25 ratio).
    ``area`` is None where the value is about the paper's own council as a whole.
    ``confidence`` is the calibrated chance, 0 to 1, that the whole figure is right.
    ``evidence`` says for each slot what it was read from ("period": "heading: Quarter 1 2016/17").
    """

    start: int
    end: int
    quote: str
    value: float
    unit: str
    measure: str | None = None
    value_to: float | None = None
    area: str | None = None
    period: Period | None = None
    role: str = "actual"
    qualifier: str | None = None
    rule: str = ""
    confidence: float = 0.5
    page: int | None = None
    bbox: tuple[float, float, float, float] | None = None
    rag: str | None = None
    direction: str | None = None
    """Direction of travel as printed (an arrow or a word), not as computed."""
    table: TableRef | None = None
    ocr: bool = False
    evidence: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Commitment:
    """Something decided, asked for or undertaken, that a scrutiny officer would want to follow up.

    ``owner`` and ``due_text`` are the paper's own words; ``due`` is filled only where a date can be worked out.
    ``item`` is the agenda item or heading it stands under, ``reference`` the printed reference ("34.6", "R3").
    """

    start: int
    end: int
    quote: str
    kind: str
    owner: str | None = None
    due_text: str | None = None
    due: Period | None = None
    rule: str = ""
    confidence: float = 0.5
    page: int | None = None
    bbox: tuple[float, float, float, float] | None = None
    item: str | None = None
    reference: str | None = None
    body: str | None = None
    """The body that resolved, asked or is recommended to act, where the paper names one."""
    status: str | None = None
    """The status printed beside it in a tracker or action log ("complete", "ongoing"), in the paper's words."""
    response: str | None = None
    """The answer printed beside it (executive response, update column), in the paper's words."""
    evidence: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Facts:
    """All that was found in one paper, in reading order."""

    figures: tuple[Figure, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    issues: tuple[str, ...] = ()
    period: Period | None = None
    """The period that the paper as a whole reports on, where it says."""
