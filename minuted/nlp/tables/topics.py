"""Whether a table's caption is part of the measures of its rows, and which words of a heading only say the role.

A caption names the measure where the rows are classes of one thing ("Loans" over the branches).  It does not where it
only describes the table ("Five quarters at a glance") or where the rows are measures themselves: their units differ.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from minuted.extract.bands import Band
from minuted.extract.document import Cell
from minuted.extract.grid import Grid
from minuted.nlp.tables.axes import Axes
from minuted.nlp.tables.cells import cell_numbers
from minuted.nlp.tables.measures import content_words, label_words

_LAYOUT = frozenset(
    "key main headline selected performance indicator indicators measure measures kpi kpis scorecard dashboard summary "
    "table chart glance trend trends overview following follows below above figures data results latest current "
    "comparison position breakdown analysis period periods quarter quarters quarterly month months monthly year years "
    "yearly annual annually two three four five six seven eight nine ten twelve last time progress update outturns "
    "showing shows shown monitoring report".split()
)
"""Words that say how a table is set out, not what it counts."""
_SPLIT_BY = re.compile(
    r"\s*\b(?:by|per|for each|over|across|in each of)\s(?:the\s)?(?:(?:last|past|previous)\s)?(?:\w+\s)?"
    r"(?:directorates?|departments?|portfolios?|services?|service areas?|quarters?|months?|years?|weeks?|wards?|areas?|"
    r"districts?|localit(?:y|ies)|divisions?|towns?|parish(?:es)?)$",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[:;,]\s+|\s+[–—-]\s+")
_DIRECTORATE = re.compile(
    r"(?:the )?(?:(?:[\w'’]+ ){0,3}(?:services|directorate|department|division|team)|place|people|resources|corporate|"
    r"communities|environment|growth|neighbourhoods|chief executive(?:['’]s)?|public health|adult (?:social )?care|"
    r"whole council|council ?wide)",
    re.IGNORECASE,
)
_ROLE_WORDS: Mapping[str, frozenset[str]] = {
    "budget": frozenset({"budget", "budgeted"}),
    "forecast": frozenset({"forecast", "projected", "projection"}),
    "target": frozenset({"target"}),
    "actual": frozenset({"actual", "actuals", "outturn"}),
    "comparator": frozenset({"comparator", "comparators", "comparison", "benchmark", "benchmarks", "benchmarking"}),
}
_ALL_ROLE_WORDS = frozenset().union(*_ROLE_WORDS.values())
_LEANS = re.compile(
    r"(?!speed|need)\w+ed\b|(?:needing|waiting|receiving|awaiting|leaving|moving|living|remaining|having|being|getting|"
    r"taking|with|without|within|in|of|to|at|from|on|more|fewer|less|first|second|plans|cases|visits|people|deaths|"
    r"reviews|places|staff|calls|orders|actions|sessions|events|boosters?)\b",
    re.IGNORECASE,
)
"""A label that opens like this says something of a thing that only the caption names: "Closed within a week"."""
_OBSERVED = (None, "actual", "target")
_CLASS = re.compile(
    r"(?:total|number|no|rate|count|percentage|average|other|others|all|none|unknown|males?|females?|persons|people|"
    r"men|women|boys|girls|(?:95% )?(?:confidence intervals?|ci)|(?:dsr )?(?:lower|upper)|[lu]cl)\b|"
    r"(?:band|tier|key stage|year|group|category|zone|type|age[sd]?|under|over)\s[\w-]{1,3}\b|.*\b\d+\s?[-–+]",
    re.IGNORECASE,
)


@lru_cache(maxsize=2048)
def telling_topic(topic: str) -> str:
    """What is left of a caption once the words that only describe the table, its axes or its period are taken out.

    >>> telling_topic("Five quarters at a glance"), telling_topic("Burial fees by quarter")
    ('', 'Burial fees')
    >>> telling_topic("Ferries: measures by month"), telling_topic("Key performance indicators")
    ('Ferries', '')
    """
    kept = []
    for part in _PARTS.split(topic):
        told = _SPLIT_BY.sub("", part.strip(" ."))
        if content_words(label_words(told)) - _LAYOUT:
            kept.append(told)
    return ", ".join(kept)


@lru_cache(maxsize=4096)
def topic_for(topic: str, labels: tuple[str, ...], *, measured: bool) -> str:
    """The caption as far as a measure needs it beside its labels; ``measured``: each label is a measure of its own.

    >>> topic_for("Place", ("Street lights repaired in time",), measured=False)
    ''
    >>> topic_for("Loans", ("Quay branch",), measured=False), topic_for("Ferries", ("Total",), measured=True)
    ('Loans', 'Ferries')
    >>> topic_for("Allotments", ("Let within a month",), measured=True)
    ''
    >>> topic_for("Allotments", ("Returned within a month",), measured=True)
    'Allotments'
    """
    told = telling_topic(topic)
    if not told or all(_CLASS.match(label) for label in labels):
        return told
    words = content_words(" ".join(labels)) - _LAYOUT
    subject = content_words(told)
    only_role = subject <= _ALL_ROLE_WORDS
    lists_it = len(words) >= 2 and words < subject and " and " in told
    unit = bool(_DIRECTORATE.fullmatch(told)) and len(words) >= 3
    alone = measured and len(words) >= 2 and not _LEANS.match(labels[-1])
    return "" if only_role or lists_it or unit or alone else told


def lists_rows(topic: str, rows: Iterable[tuple[str, ...]]) -> bool:
    """Whether a caption only lists what the rows are.

    >>> lists_rows("Loans and overdue visits", [("Loans",), ("Overdue visits",)])
    True
    >>> lists_rows("Loans and visits", [("Quay branch",), ("Hill branch",)])
    False
    """
    if " and " not in topic and " & " not in topic:
        return False
    subject = content_words(topic)
    said = [content_words(words[-1]) for words in rows if words]
    return any(len(words) >= 2 and words < subject for words in said)


@lru_cache(maxsize=4096)
def without_role(words: tuple[str, ...], role: str | None) -> tuple[str, ...]:
    """The words of headings without those that say nothing but the role that the figure already has.

    >>> without_role(("Budget",), "budget"), without_role(("Revised budget",), "budget"), without_role(("Spend",), None)
    ((), ('Revised budget',), ('Spend',))
    """
    said = _ROLE_WORDS.get(role or "", frozenset())
    return tuple([word for word in words if not content_words(word) <= said])


def rows_are_measures(axes: Axes, grid: Grid) -> bool:
    """Whether the rows of a stretch are measures of their own: they are counted in different units."""
    if any(line.scale and line.scale.unit != "count" for line in axes.columns.values() if line.purpose == "values"):
        return False
    columns = [c for c, line in axes.columns.items() if line.purpose == "values" and line.role in _OBSERVED]
    units = [
        line.scale.unit if line.scale else _usual_unit(grid[row, c] for c in columns)
        for row, line in axes.rows.items()
        if line.words and not line.total
    ]
    return len(set(units) - {None}) >= 2


def columns_are_measures(axes: Axes, grid: Grid, band: Band) -> bool:
    """Whether the columns of a stretch are measures of their own: its rows are areas or periods, the units differ."""
    grouped = any(len(line.words) > 1 for line in axes.columns.values())
    if grouped or any(line.words for line in axes.rows.values()):
        return False
    units = [
        line.scale.unit if line.scale else _usual_unit(grid[row, c] for row in range(band.first, band.end))
        for c, line in axes.columns.items()
        if line.words and line.purpose == "values" and line.role in _OBSERVED
    ]
    return len(set(units) - {None}) >= 2


def _usual_unit(cells: Iterable[Cell | None]) -> str | None:
    found = [numbers[0].quantity.unit for cell in cells if cell and (numbers := cell_numbers(cell.text))]
    if len(set(found)) <= 1:
        return found[0] if found else None
    times = Counter(found)
    return max(times, key=times.__getitem__)
