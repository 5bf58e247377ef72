"""People's corrections: kept as data in a database of their own, applied to a catalogue, undone.

``X.reviews.db`` stands beside ``X.db``.  Corrections are never edited and never deleted: an undone one keeps its row
with the time at which it was undone.  Because ids come from the paper's bytes and the place in it, a correction finds
its figure again after the paper has been read anew.

>>> # reviews = open_reviews(Path("minuted.reviews.db"))
>>> # record(reviews, Correction("correct", "ab12cd34ef56f1042", "period_label", "FY2022/23", "FY2023/24", actor="Ann"))
>>> # apply(open_database(Path("minuted.db")), Path("minuted.reviews.db"))
"""

from __future__ import annotations

from minuted.reviews.answers import answer
from minuted.reviews.applying import Corrected, apply, corrected_rows
from minuted.reviews.keeping import (
    FIELDS,
    OUTCOMES,
    Correction,
    Refused,
    history,
    open_reports,
    open_reviews,
    record,
    report,
    settle_reports,
    undo,
)
from minuted.reviews.periods import period_of
from minuted.reviews.series import names_of, split

__all__ = [
    "FIELDS",
    "OUTCOMES",
    "Corrected",
    "Correction",
    "Refused",
    "answer",
    "apply",
    "corrected_rows",
    "history",
    "names_of",
    "open_reports",
    "open_reviews",
    "period_of",
    "record",
    "report",
    "settle_reports",
    "split",
    "undo",
]
