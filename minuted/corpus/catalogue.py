"""Reading a catalogue from Python and from the command line: search, figures, commitments, measures, status."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from minuted.corpus.schema import open_readonly
from minuted.errors import MinutedError

Row = dict[str, Any]

FIGURE_COLUMNS = (
    "measure, quote, value, value_to, unit, area, period_label, role, qualifier, rag, council, committee, "
    "meeting_date, page, document_id, id, measure_id, confidence"
)
COMMITMENT_COLUMNS = (
    "kind, text, owner, due_text, due_end, status, council, committee, meeting_date, page, document_id, id"
)


class Catalogue:
    """A catalogue that ``minuted add`` has written, open for reading.

    Every method returns a list of plain dicts; ``frame`` turns one into a pandas DataFrame.

    >>> # with Catalogue(Path("minuted.db")) as catalogue:
    >>> #     catalogue.figures(measure="recycling", council="Ostley", limit=5)
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.db: sqlite3.Connection = open_readonly(path)

    def __enter__(self) -> Catalogue:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the database."""
        self.db.close()

    def figures(
        self,
        *,
        words: str | None = None,
        measure: str | None = None,
        council: str | None = None,
        committee: str | None = None,
        area: str | None = None,
        period: str | None = None,
        role: str | None = None,
        unit: str | None = None,
        limit: int = 50,
    ) -> list[Row]:
        """Figures, newest meeting first.  ``measure``, ``council``, ``committee`` and ``area`` match parts of names.

        ``period`` is a label ("FY2023/24", "2024-03") or a year; ``role`` and ``unit`` are of the vocabulary.
        """
        filters = _Filters("f")
        filters.contains("measure", measure, also_measure_id=True)
        filters.contains("council", council)
        filters.contains("committee", committee)
        filters.contains("area", area)
        filters.equals("role", role)
        filters.equals("unit", unit)
        filters.period(period)
        filters.matches("figures_fts", words)
        return self._rows("figures", FIGURE_COLUMNS, filters, "f.meeting_date DESC, f.document_id, f.start", limit)

    def commitments(
        self,
        *,
        words: str | None = None,
        council: str | None = None,
        committee: str | None = None,
        kind: str | None = None,
        owner: str | None = None,
        status: str | None = None,
        limit: int = 50,
    ) -> list[Row]:
        """Commitments, overdue first, then newest meeting first."""
        filters = _Filters("f")
        filters.contains("council", council)
        filters.contains("committee", committee)
        filters.contains("owner", owner)
        filters.equals("kind", kind)
        filters.equals("status", status)
        filters.matches("commitments_fts", words)
        order = "f.status = 'overdue' DESC, f.meeting_date DESC, f.document_id, f.start"
        return self._rows("commitments", COMMITMENT_COLUMNS, filters, order, limit)

    def measures(self, *, words: str | None = None, limit: int = 50) -> list[Row]:
        """Measures with the number of their figures, the most reported first; ``words`` may be of any name."""
        filters = _Filters("f")
        filters.named(words)
        filters.where.append("f.figures_count > 0")
        order = "f.figures_count DESC, f.name"
        return self._rows("measures", "name, unit, theme, polarity, figures_count, id", filters, order, limit)

    def search(self, words: str, *, limit: int = 20) -> list[Row]:
        """Figures, commitments and passages that hold all of ``words``, each kind newest first."""
        found: list[Row] = []
        for kind, table, text in (
            ("figure", "figures", "coalesce(t.measure || ': ', '') || t.quote"),
            ("commitment", "commitments", "t.text"),
            ("passage", "passages", "t.text"),
        ):
            found += self._search_one(kind, table, text, words, limit)
        return found

    def status(self) -> list[Row]:
        """How the reading of each paper ended, the failed ones first."""
        return self._dicts(
            """SELECT file_name, status, status_detail, pages, figures_count, commitments_count, issues_count, council,
                committee, meeting_date, id
            FROM documents ORDER BY status = 'read', status, file_name"""
        )

    def issues(self, *, limit: int = 1000) -> list[Row]:
        """What was not read as it should have been, paper by paper."""
        return self._dicts(
            """SELECT d.file_name, i.page, i.kind, i.detail FROM issues i JOIN documents d ON d.id = i.document_id
            ORDER BY d.file_name, i.page, i.id LIMIT ?""",
            [limit],
        )

    def _search_one(self, kind: str, table: str, text: str, words: str, limit: int) -> list[Row]:
        return self._dicts(
            f"""SELECT '{kind}' AS type, {text} AS text, d.council, d.committee, d.meeting_date, t.page,
                d.file_name, t.id
            FROM {table}_fts JOIN {table} t ON t.rowid = {table}_fts.rowid JOIN documents d ON d.id = t.document_id
            WHERE {table}_fts MATCH ? ORDER BY d.meeting_date DESC, t.document_id, t.start LIMIT ?""",
            [fts_query(words), limit],
        )

    def _rows(self, table: str, columns: str, filters: _Filters, order: str, limit: int) -> list[Row]:
        chosen = ", ".join(f"f.{name.strip()}" for name in columns.split(","))
        where = " AND ".join(filters.where) or "1"
        if table != "measures":
            chosen += ", (SELECT file_name FROM documents d WHERE d.id = f.document_id) AS file_name"
        return self._dicts(
            f"SELECT {chosen} FROM {table} f {filters.join} WHERE {where} ORDER BY {order} LIMIT ?",
            [*filters.values, limit],
        )

    def _dicts(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        try:
            return [dict(row) for row in self.db.execute(sql, values)]
        except sqlite3.OperationalError as error:
            raise MinutedError(f"the catalogue could not answer: {error}", advice="search for plain words") from error


class _Filters:
    """WHERE clauses with their values; names come from this module, values never enter the SQL."""

    def __init__(self, alias: str) -> None:
        self.alias, self.where, self.values, self.join = alias, list[str](), list[Any](), ""

    def equals(self, column: str, value: str | None) -> None:
        if value is not None:
            self.where.append(f"{self.alias}.{column} = ?")
            self.values.append(value)

    def contains(self, column: str, value: str | None, *, also_measure_id: bool = False) -> None:
        if value is not None:
            clause = f"{self.alias}.{column} LIKE ? ESCAPE '\\'"
            pattern = _part(value)
            self.values.append(pattern)
            if also_measure_id:
                clause = (
                    f"({clause} OR {self.alias}.measure_id IN (SELECT id FROM measures WHERE name LIKE ? ESCAPE '\\'))"
                )
                self.values.append(pattern)
            self.where.append(clause)

    def named(self, words: str | None) -> None:
        """A measure of which some name holds the words."""
        if words is not None:
            clause = f"EXISTS (SELECT 1 FROM measure_aliases a WHERE a.measure_id = {self.alias}.id AND {LIKE_ALIAS})"
            self.where.append(f"({self.alias}.name LIKE ? ESCAPE '\\' OR {clause})")
            self.values += [_part(words)] * 2

    def period(self, period: str | None) -> None:
        if period is not None:
            self.where.append(f"({self.alias}.period_label = ? OR {self.alias}.period_label LIKE ? || '%')")
            self.values += [period, period]

    def matches(self, table: str, words: str | None) -> None:
        if words:
            self.where.append(f"{self.alias}.rowid IN (SELECT rowid FROM {table} WHERE {table} MATCH ?)")
            self.values.append(fts_query(words))


LIKE_ALIAS = "a.alias LIKE ? ESCAPE '\\'"


def _part(value: str) -> str:
    """A LIKE pattern for any text that holds ``value``."""
    return "%" + re.sub(r"([\\%_])", r"\\\1", value) + "%"


def fts_query(words: str) -> str:
    """Any words as an FTS5 query that holds them all; "quoted phrases" stay together, syntax is never interpreted.

    >>> fts_query('children in care "2023/24" OR (x)')
    '"children" "in" "care" "2023/24" "OR" "x"'
    """
    parts = re.findall(r'"([^"]+)"|([^\s"()]+)', words)
    terms = [phrase or word for phrase, word in parts]
    quoted = [f'"{term}"' for term in terms if re.search(r"\w", term)]
    return " ".join(quoted) or '""'


def frame(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows of a ``Catalogue`` method as a pandas DataFrame.

    >>> list(frame([{"measure": "calls", "value": 41.0}]).columns)
    ['measure', 'value']
    """
    return pd.DataFrame(list(rows))
