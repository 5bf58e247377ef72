"""What is followed across papers, for papers that are new or were read again: series, conflicts, follow-ups, status.

The cost grows with what is new: each step looks only at the measures and committees that the new papers touch.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from minuted import reviews
from minuted.corpus.checks import find_checks
from minuted.corpus.conflicts import find_conflicts
from minuted.corpus.follow_ups import link_follow_ups
from minuted.corpus.series import assign_series
from minuted.corpus.status import update_statuses


def link_documents(db: sqlite3.Connection, document_ids: Sequence[str], *, reviews_path: Path, as_at: dt.date) -> None:
    """Bring series, conflicts, follow-ups and statuses up to date after ``document_ids`` were added or read again.

    People's corrections (in the database at ``reviews_path``, where there is one) are applied between the steps and
    win over all of them.
    """
    if document_ids:
        reviews.apply(db, reviews_path)
        with db:
            assign_series(db, document_ids)
            find_conflicts(db, document_ids)
            find_checks(db, document_ids)
            link_follow_ups(db, document_ids)
    with db:
        update_statuses(db, as_at, document_ids)
    if document_ids:
        reviews.apply(db, reviews_path)
