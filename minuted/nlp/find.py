"""Document to facts: the stages in the order in which they read, and nothing else.

Each stage is a function that adds to the ``Reading`` what it finds and takes nothing away.  To see what a stage did to
one passage, ``minuted explain`` prints for each fact the rule and what every slot was read from.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.resources import files
from importlib.util import find_spec

from minuted.extract.document import Document
from minuted.nlp.facts import Facts, Figure
from minuted.nlp.reading import Draft, Reading
from minuted.nlp.sentences import read_sentences

Stage = Callable[[Reading], None]


def split_sentences(reading: Reading) -> None:
    """Fill ``reading.sentences``."""
    reading.sentences = read_sentences(reading.document)


def draft_figures(reading: Reading) -> None:
    """A draft for every quantity of the prose, units handed on between neighbours."""
    from minuted.nlp.numbers.drafts import draft_quantities

    draft_quantities(reading)


def gate_drafts(reading: Reading) -> None:
    """Mark the drafts that are not figures: paragraph numbers, ages, thresholds, names and the like."""
    from minuted.nlp.numbers.gate import reject_drafts

    reject_drafts(reading)


def _later(module: str, name: str) -> tuple[Stage, ...]:
    """The stage ``name`` of ``minuted.nlp.<module>``, where that module is there."""
    if find_spec(f"minuted.nlp.{module}") is None:
        return ()
    weights = {"roles": "role_weights.json", "measures": "measure_weights.json"}.get(module)
    if weights is not None and not (files("minuted.nlp") / "lexicon" / weights).is_file():
        return ()
    try:
        stage: Stage | None = getattr(import_module(f"minuted.nlp.{module}"), name, None)
    except ImportError:
        return ()
    return () if stage is None else (stage,)


STAGES: tuple[Stage, ...] = (
    split_sentences,
    *_later("periods", "find_period_mentions"),
    *_later("areas", "find_area_mentions"),
    draft_figures,
    gate_drafts,
    *_later("clauses", "cut_clauses"),
    *_later("roles", "assign_roles"),
    *_later("areas", "assign_areas"),
    *_later("measures", "assign_measures"),
    *_later("periods", "assign_periods"),
    *_later("tables", "read_tables"),
    *_later("commitments", "find_commitments"),
    *_later("confidence", "weigh_drafts"),
)


def find_facts(document: Document) -> Facts:
    """The figures and commitments of a document, in reading order; ``text[start:end] == quote`` for each.

    >>> from minuted.extract.text import read_text
    >>> [(f.quote, f.value) for f in find_facts(read_text("There were 567 open cases, 12% more than before.")).figures]
    [('567', 567.0), ('12%', 12.0)]
    """
    return facts_of(read_facts(document))


def read_facts(document: Document) -> Reading:
    """The reading of a document with every stage done: what ``find_facts`` reports and ``explain`` shows."""
    metadata = document.metadata
    reading = Reading(
        document,
        council=metadata.council,
        committee=metadata.committee,
        meeting_date=metadata.meeting_date,
        kind=metadata.kind,
    )
    for stage in STAGES:
        stage(reading)
    return reading


def facts_of(reading: Reading) -> Facts:
    """What a reading found, as facts with their place on the page."""
    figures = [figure_of(draft, reading) for draft in reading.drafts if draft.rejected is None]
    figures.sort(key=lambda figure: (figure.start, figure.end))
    commitments = sorted(reading.commitments, key=lambda commitment: (commitment.start, commitment.end))
    return Facts(tuple(figures), tuple(commitments), tuple(reading.issues), reading.own_period)


def figure_of(draft: Draft, reading: Reading) -> Figure:
    """The figure of a finished draft."""
    quantity = draft.quantity
    place = reading.document.place(quantity.start, quantity.end)
    return Figure(
        start=quantity.start,
        end=quantity.end,
        quote=reading.text[quantity.start : quantity.end],
        value=quantity.value,
        value_to=quantity.value_to,
        unit=quantity.unit,
        measure=draft.measure,
        area=draft.area,
        period=draft.period,
        role=draft.role or "actual",
        qualifier=quantity.qualifier,
        rule=quantity.rule,
        confidence=draft.features.get("confidence", 0.5),
        page=place.page,
        bbox=place.bbox,
        rag=draft.rag,
        direction=draft.direction,
        table=draft.table,
        evidence=dict(draft.evidence),
    )
