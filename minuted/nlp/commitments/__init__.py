"""Commitments: what a meeting resolved, what a report recommends, what somebody undertook, what members asked for.

``find_commitments`` reads the sentences of a paper once, in order.  ``sections`` says which of them stand in a
resolution, a list of recommendations, an action list or a plan; the rest is prose, which ``undertakings`` reads by
rules; tables that are action logs are read by ``tables``.  Every quote is the paper's own words.
"""

from __future__ import annotations

import re

from minuted.nlp.commitments.decisions import read_part
from minuted.nlp.commitments.drafts import Promise, commitment
from minuted.nlp.commitments.prose import read_prose, read_unanswered
from minuted.nlp.commitments.sections import CONTINUES, sections
from minuted.nlp.commitments.tables import log_rows
from minuted.nlp.commitments.units import units
from minuted.nlp.commitments.written import tells_of_a_meeting
from minuted.nlp.reading import Reading

__all__ = ["find_commitments"]


def find_commitments(reading: Reading) -> None:
    """Append the paper's commitments to ``reading.commitments``, in reading order, each with rule and evidence.

    "RESOLVED – (a) That the report be noted; (b) That the Director report back in June" gives two of kind
    ``resolution``, the second with owner "the Director" and due "in June".
    """
    found: list[Promise] = []
    all_units = list(units(reading))
    minutes = tells_of_a_meeting(reading.kind, reading.text)
    for unit, section, offset in sections(all_units):
        if section is None:
            found += read_prose(unit, reading, minutes=minutes)
        elif offset == CONTINUES:
            if found:
                found[-1].end = unit.end
        else:
            found += read_part(unit, section, offset, reading)
    found += read_unanswered(all_units)
    for table in reading.document.tables:
        found += [Promise.of_row(row) for row in log_rows(table)]
    reading.commitments += [commitment(promise, reading) for promise in _unanswered(_apart(found), reading.text)]


def _apart(found: list[Promise]) -> list[Promise]:
    """In reading order, one where two rules read the same words."""
    kept: list[Promise] = []
    for promise in sorted(found, key=lambda p: (p.start, -p.end)):
        if not kept or promise.start >= kept[-1].end:
            kept.append(promise)
    return kept


_DOES_SO = re.compile(
    r"\b(?:do (?:this|so|that|both|it)|this|it(?! was (?:also |then |further )?(?:agreed|confirmed|resolved|noted)))\b",
    re.IGNORECASE,
)

_OPEN_REQUESTS = ("asked_if_it_could", "somebody_suggested_that")
"""Rules of requests that any undertaking right after them answers."""


def _unanswered(found: list[Promise], text: str) -> list[Promise]:
    """Without the requests that an undertaking answers at once: "… be benchmarked. He was happy to do this"."""
    kept: list[Promise] = []
    for promise, following in zip(found, [*found[1:], None], strict=False):
        if (
            promise.kind == "request"
            and promise.way == "prose"
            and following is not None
            and following.kind == "action"
        ):
            near = following.start - promise.end < 60
            if near and (promise.rule in _OPEN_REQUESTS or _DOES_SO.search(text[following.start : following.end])):
                continue
        kept.append(promise)
    return kept
