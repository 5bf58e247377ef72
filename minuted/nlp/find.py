"""Document to facts: the stages in the order in which they read, and nothing else.

Each stage is a function that adds to the ``Reading`` what it finds and takes nothing away.  To see what a stage did to
one passage, ``minuted explain`` prints for each fact the rule and what every slot was read from.
"""

from __future__ import annotations

from collections.abc import Callable

from minuted.extract.document import Document
from minuted.nlp.areas import assign_areas, find_area_mentions
from minuted.nlp.clauses import cut_clauses
from minuted.nlp.commitments import find_commitments
from minuted.nlp.confidence import weigh_drafts
from minuted.nlp.facts import Facts, Figure
from minuted.nlp.letters import quoted_from, with_plain_letters
from minuted.nlp.measures import assign_measures
from minuted.nlp.numbers.drafts import draft_quantities
from minuted.nlp.numbers.gate import reject_drafts
from minuted.nlp.periods import assign_periods, find_period_mentions
from minuted.nlp.reading import Draft, Reading
from minuted.nlp.roles import assign_roles
from minuted.nlp.sentences import split_sentences
from minuted.nlp.tables import read_tables

Stage = Callable[[Reading], None]

STAGES: tuple[Stage, ...] = (
    split_sentences,
    find_period_mentions,
    find_area_mentions,
    draft_quantities,
    reject_drafts,
    cut_clauses,
    assign_roles,
    assign_areas,
    assign_measures,
    assign_periods,
    read_tables,
    find_commitments,
    weigh_drafts,
)


def find_facts(document: Document) -> Facts:
    """The figures and commitments of a document, in reading order; ``text[start:end] == quote`` for each.

    >>> from minuted.extract.text import read_text
    >>> [(f.quote, f.value) for f in find_facts(read_text("There were 567 open cases, 12% more than before.")).figures]
    [('567', 567.0), ('12%', 12.0)]
    """
    plain = with_plain_letters(document)
    facts = facts_of(read_facts(plain))
    return facts if plain is document else quoted_from(document, facts)


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
