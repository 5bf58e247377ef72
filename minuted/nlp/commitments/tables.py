"""Action logs and trackers: tables whose columns are what, who, when, and how it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from minuted.extract.document import Cell, Table

_COLUMNS = {
    "what": re.compile(
        r"^(?:agreed |key |proposed |outstanding )?(?:action|actions|what|task|recommendation|"
        r"recommendations|request|decision|resolution|commitment|action required|action agreed|"
        r"actions? to be taken|action points?|detail of action|matter|information requested|"
        r"scrutiny recommendation)s?(?: (?:required|agreed|requested|made|to be taken|"
        r"and recommendations?))?$",
        re.IGNORECASE,
    ),
    "who": re.compile(
        r"^(?:who|lead|owner|action owner|responsible|responsibility|responsible officer|responsible person|"
        r"lead officer|officer|by whom|assigned to|action by|lead member|for action by|accountable|"
        r"lead officer ?/ ?member)$",
        re.IGNORECASE,
    ),
    "when": re.compile(
        r"^(?:when|due|due date|date due|deadline|target|target date|timescale|timescales|by when|"
        r"completion date|date for completion|due by|implementation date|expected date|revised (?:date|"
        r"deadline|due date)|timeframe|expected completion)$",
        re.IGNORECASE,
    ),
    "status": re.compile(
        r"^(?:status|rag|rag status|progress rag|complete\??|completed|current status|open ?/ ?closed)$", re.IGNORECASE
    ),
    "response": re.compile(
        r"^(?:update|progress|outcome|comment|comments|latest update|progress update|position|response|"
        r"(?:executive|cabinet|service|officer|management) response|action taken|update ?/ ?response|"
        r"feedback|progress ?/ ?comments|decision|accepted\??|accepted ?/ ?rejected)$",
        re.IGNORECASE,
    ),
    "reference": re.compile(
        r"^(?:no|no\.|ref|ref\.|reference|number|rec|rec\.|rec no\.?|#|minute|minute no\.?|minute ref\.?|"
        r"item|action no\.?)$",
        re.IGNORECASE,
    ),
}


@dataclass(frozen=True, slots=True)
class LogRow:
    """One row of an action log: the cell that says what, and what stands beside it."""

    what: Cell
    recommended: bool
    who: Cell | None = None
    when: Cell | None = None
    status: Cell | None = None
    response: Cell | None = None
    reference: Cell | None = None


def log_rows(table: Table) -> Iterator[LogRow]:
    """The rows of a table that is an action log or a tracker of recommendations; nothing for any other table.

    A table is a log where its headings name what is to be done and at least who, when or how it stands.
    """
    columns = _columns(table)
    if "what" not in columns or not columns.keys() & {"who", "when", "status", "response"}:
        return
    header_row, what = columns["what"]
    heading = table.at(header_row, what)
    recommended = heading is not None and "recommend" in heading.text.lower()
    by_place = {(cell.row, cell.column): cell for cell in table.cells}
    for row in range(header_row + 1, table.rows):
        cell = by_place.get((row, what))
        if cell is None or len(cell.text.split()) < 2 or cell.column_span > 1:
            continue
        beside = {name: by_place.get((row, column)) for name, (_, column) in columns.items() if name != "what"}
        yield LogRow(cell, recommended, **beside)


def _columns(table: Table) -> dict[str, tuple[int, int]]:
    """Name of a column -> (header row, column), from the first two rows; the first column of a name wins."""
    found: dict[str, tuple[int, int]] = {}
    for cell in table.cells:
        if cell.row > max(0, table.header_rows - 1):
            continue
        heading = " ".join(cell.text.split()).strip(" :*")
        for name, pattern in _COLUMNS.items():
            if name not in found and pattern.match(heading):
                if name == "response" and "what" not in found and heading.lower() == "decision":
                    continue
                found[name] = (cell.row, cell.column)
                break
    return found
