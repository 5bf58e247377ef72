"""Periods: read what a paper says of when, and give each figure the period that it is about.

``find_period_mentions`` runs before the numbers, whose grammar leaves the mentions' characters alone;
``assign_periods`` runs when roles are known; ``read_due``, ``read_period`` and ``fallback_period`` serve the
commitments and the tables.

* ``calendar``: periods made, labelled, moved; ``grammar``, ``readers``: the pieces of phrases
* ``dates``, ``turns``: the rules; ``mentions``: the finder; ``resolve``: what a turn of phrase points to
* ``own``: what the paper reports on; ``candidates``, ``features``, ``ranker``, ``assign``: the choice for each figure
"""

from __future__ import annotations

from minuted.nlp.periods.assign import assign_periods
from minuted.nlp.periods.due import read_due
from minuted.nlp.periods.headers import fallback_period, read_period
from minuted.nlp.periods.mentions import read_mentions
from minuted.nlp.periods.own import find_own_period
from minuted.nlp.reading import Reading

__all__ = ["assign_periods", "fallback_period", "find_period_mentions", "read_due", "read_period"]


def find_period_mentions(reading: Reading) -> None:
    """Fill ``reading.period_mentions`` and ``reading.own_period``.

    >>> from minuted.extract.text import read_text
    >>> reading = Reading(read_text("Housing performance: Quarter 2 2019/20\\n\\nAt 30 September 41 homes were empty."))
    >>> find_period_mentions(reading)
    >>> reading.own_period.label, [(m.form, m.relative) for m in reading.period_mentions]
    ('Q2 2019/20', [('quarter', None), ('date', 'day:09-30')])
    """
    mentions = read_mentions(reading.text)
    reading.period_mentions = tuple(mentions)
    reading.own_period = find_own_period(reading, mentions)
