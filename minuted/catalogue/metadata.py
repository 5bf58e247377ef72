"""What Datasette says of our tables: titles, descriptions, units, facets and ready-made queries."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

TABLES: dict[str, dict[str, Any]] = {
    "figures": {
        "title": "Figures",
        "description": "Every quantity that was read in a paper: value, unit, measure, area, period and role, with its "
        "page and box.",
        "facets": ["council", "committee", "unit", "role", "rag"],
        "sort_desc": "meeting_date",
        "label_column": "quote",
        "columns": {
            "quote": "the words that state the number and its unit, as printed",
            "value": "the number in its unit: “£55m” is 55000000 gbp, “1 in 4” is 0.25 ratio",
            "unit": "count, percent, percentage_points, per_10000, gbp, days and so on",
            "measure": "what is measured, in the paper's words",
            "measure_id": "the series that it belongs to",
            "area": "empty where it is about the paper's own council as a whole",
            "period_label": "FY2023/24 a financial year, Q1 2023/24 a quarter of one, 2024-03-31 a day",
            "role": "actual, comparator, target, forecast, budget or change",
            "confidence": "the estimated chance, 0 to 1, that the whole figure is right",
            "status": "read by the rules, or accepted, corrected or rejected by a person",
        },
    },
    "commitments": {
        "title": "Commitments",
        "description": "Resolutions, recommendations, actions and requests, verbatim, with owner, due date and status.",
        "facets": ["status", "kind", "committee", "owner"],
        "sort_desc": "meeting_date",
        "label_column": "text",
        "columns": {
            "text": "the paper's own words",
            "due_end": "last day of the due date or period",
            "status": "open, due, overdue, partly_answered, answered, superseded, closed or noted",
            "status_as_at": "the day for which the status was worked out",
            "not_mentioned_for": "how many meetings in a row did not mention it",
        },
    },
    "documents": {
        "title": "Papers",
        "description": "Every paper that was added: what it is and how its reading ended.",
        "facets": ["status", "kind", "committee"],
        "sort_desc": "meeting_date",
        "label_column": "title",
    },
    "meetings": {
        "title": "Meetings", "description": "Every meeting that a paper belongs to.",
        "facets": ["council", "committee"], "sort_desc": "date", "label_column": "date",
    },
    "measures": {
        "title": "Measures", "description": "The series: one measure under its many names.",
        "facets": ["theme", "unit"], "sort_desc": "figures_count", "label_column": "name",
    },
    "measure_aliases": {"title": "Names of measures", "description": "Each name under which a measure was met."},
    "passages": {
        "title": "Passages", "description": "The paragraphs, list items and tables of every paper, in reading order.",
        "facets": ["kind"],
    },
    "follow_ups": {
        "title": "Follow-ups", "description": "Later passages that answer, repeat or replace a commitment.",
        "facets": ["outcome"],
    },
    "conflicts": {
        "title": "Conflicts", "description": "Two figures that state different values for one measure and period.",
        "facets": ["kind"],
    },
    "checks": {
        "title": "Checks", "description": "Figures that what stands beside them contradicts.", "facets": ["kind"],
    },
    "due_dates": {"title": "Due dates", "description": "Every due date that a paper gave to a commitment."},
    "issues": {"title": "Issues", "description": "What could not be read, and why.", "facets": ["kind"]},
    "lineage": {"title": "Lineage", "description": "What the source calls a matter that runs through meetings."},
    "corrections": {"title": "Corrections", "description": "What people corrected, with who, when and what before."},
    "pages": {"title": "Pages", "description": "The pages of papers that have pages, their sizes in points."},
    "runs": {"title": "Runs", "description": "Each run of minuted on this catalogue.", "sort_desc": "started_at"},
    "sources": {"title": "Sources", "description": "Where papers are fetched from."},
}  # fmt: skip
for _name in ("figures", "commitments", "passages"):  # Datasette finds an index of its own by another spelling
    TABLES[_name] |= {"fts_table": f"{_name}_fts", "fts_pk": "rowid"}
HIDDEN = ("measure_words", "_sqlite_migrations")


def tables() -> dict[str, Any]:
    """The ``tables`` part of a database's metadata."""
    return {**TABLES, **{name: {"hidden": True} for name in HIDDEN}}


@cache
def ready_queries() -> dict[str, dict[str, str]]:
    """The ready-made queries by name.

    >>> ready_queries()["overdue_by_owner"]["title"]
    'Overdue commitments by owner'
    """
    found = {}
    for file in sorted(_sql_files(), key=lambda file: str(file.name)):
        text = file.read_text(encoding="utf-8")
        heads = dict(re.findall(r"^-- (title|description): (.+)$", text, flags=re.MULTILINE))
        sql = "\n".join(line for line in text.splitlines() if not line.startswith("-- "))
        found[file.name.removesuffix(".sql")] = {"sql": sql, **heads}
    return found


def _sql_files() -> Iterable[Any]:
    return (f for f in files("minuted.catalogue").joinpath("queries", "ready").iterdir() if f.name.endswith(".sql"))
