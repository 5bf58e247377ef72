"""The tables of each sample paper, cell by cell, against ``tables/<paper>.json``.

Each value stands on a line of its own with its row path and column path, so that a difference reads like one.  Look at
what changed, and if it is right: ``MINUTED_TABLES=write pytest tests/samples/test_tables.py`` writes the files again.
"""

from __future__ import annotations

import difflib
import json
import os
from pathlib import Path
from typing import Any

import pytest

from minuted.extract.document import Cell, Document, Table
from minuted.extract.reader import read

PAPERS = Path(__file__).parents[2] / "samples" / "papers"
GOLDEN = Path(__file__).with_name("tables")
NAMES = sorted(path.name for path in PAPERS.iterdir() if path.is_file() and "scanned" not in path.name)
"""What is recognised in a scan depends on the version of Tesseract."""


def told(table: Table, cell: Cell) -> dict[str, Any]:
    """A value with what stands over it, beside it and in it."""
    found: dict[str, Any] = {"row": table.row_path(cell), "column": table.column_path(cell), "text": cell.text}
    if cell.page is not None and cell.page != table.page:
        found["page"] = cell.page
    if cell.fill is not None:
        found["fill"] = "#{:02x}{:02x}{:02x}".format(*cell.fill)
    if cell.marks:
        found["marks"] = list(cell.marks)
    return found


def written(document: Document) -> str:
    """The tables of a paper as JSON, a cell a line."""
    parts = []
    for table in document.tables:
        head = {"page": table.page, "caption": table.caption, "rows": table.rows, "columns": table.columns}
        cells = [
            "   " + json.dumps(told(table, cell), ensure_ascii=False)
            for cell in table.cells
            if cell.row >= table.header_rows
            and cell.column >= table.header_columns
            and (cell.text.strip() or cell.marks or cell.fill)
        ]
        opening = json.dumps(head, ensure_ascii=False)[:-1]
        parts.append(f' {opening}, "cells": [\n' + ",\n".join(cells) + "\n ]}")
    return "[\n" + ",\n".join(parts) + "\n]\n"


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_the_tables_are_read_as_they_were(name: str) -> None:
    document, path = read(PAPERS / name), GOLDEN / f"{name}.json"
    if os.environ.get("MINUTED_TABLES") == "write":
        path.parent.mkdir(exist_ok=True)
        path.unlink(missing_ok=True)
        if document.tables:
            path.write_text(written(document), encoding="utf-8")
    before = path.read_text(encoding="utf-8") if path.exists() else "[\n\n]\n"
    after = written(document)
    json.loads(after)
    changes = "\n".join(difflib.unified_diff(before.splitlines(), after.splitlines(), "golden", "read", "", "", 1))
    assert before == after, f"{name}\n{changes}"


def test_no_golden_file_is_without_its_paper() -> None:
    assert {path.name for path in GOLDEN.glob("*.json")} <= {f"{name}.json" for name in NAMES}
