"""Agreement of minuted's ruled cells with pdfplumber's on real papers, cell by cell.

    python bench/pdf_cells.py FOLDER_OR_FILES... [--pages 400] [--show 20] [--floor 0.98]

A cell of pdfplumber (default settings, with or without white background rectangles, whichever reading of the page fits;
tables of two rows and two columns or more) agrees where minuted's grids on that
page have a cell with the same sides (2 points) and the same letters (spaces aside).  ``--show`` prints differences, to
be looked at: who is right?  Ends with 1 where the share is below ``--floor``.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pdfplumber
from pdf_speed import papers_of

from minuted.extract.document import Box
from minuted.extract.pdf.engine import PageReader, open_paper
from minuted.extract.pdf.grids import find_ruled

NEAR = 2.0


def letters(text: str | None) -> str:
    return "".join((text or "").split()).replace("\ufffe", "-").replace("\u2010", "-").replace("\u2011", "-")


def is_inked(item: dict[str, Any]) -> bool:
    """False for the white rectangles without outline that word processors lay behind runs of text."""
    colour = item.get("non_stroking_color")
    parts = colour if isinstance(colour, tuple | list) else (colour,)
    white = item["object_type"] == "rect" and item.get("fill") and not item.get("stroke")
    return not (white and all(part is not None and part >= 0.98 for part in parts) and len(parts) in (1, 3))


def their_cells(page: pdfplumber.page.Page) -> Iterator[tuple[Box, str]]:
    """pdfplumber's coordinates count from the origin of the media box, minuted's from the corner of the shown page."""
    left, top = page.cropbox[:2]
    for table in page.find_tables():
        rows = table.rows
        if len(rows) < 2 or max(len(row.cells) for row in rows) < 2:
            continue
        for row, texts in zip(rows, table.extract()):
            for box, text in zip(row.cells, texts):
                if box is not None and letters(text):
                    yield (box[0] - left, box[1] - top, box[2] - left, box[3] - top), letters(text)


def agree(box: Box, text: str, own: Sequence[tuple[Box, str]]) -> bool:
    return any(text == other and all(abs(a - b) <= NEAR for a, b in zip(box, place)) for place, other in own)


def compare(data: bytes, name: str, show: list[str]) -> tuple[int, int, int]:
    """Pages, cells of pdfplumber, and how many of them agree."""
    total = same = 0
    document = open_paper(data)
    reader = PageReader(document)
    with pdfplumber.open(io.BytesIO(data)) as paper:
        count = len(paper.pages)
        for index, page in enumerate(paper.pages):
            readings = [list(their_cells(page)), list(their_cells(page.filter(is_inked)))]
            page.close()
            if not readings[0]:
                continue
            tables, _, _ = find_ruled(reader.read(index))
            own = [(cell.bbox, letters(cell.text)) for table in tables for cell in table.cells]
            theirs = min(readings, key=lambda cells: sum(not agree(*cell, own) for cell in cells))
            for box, text in theirs:
                total += 1
                if agree(box, text, own):
                    same += 1
                else:
                    near = min(own, key=lambda o: sum(abs(a - b) for a, b in zip(box, o[0])), default=(None, ""))
                    show.append(f"{name} p{index + 1} theirs={text[:60]!r} ours={near[1][:60]!r}")
    document.close()
    return count, total, same


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("places", nargs="+", type=Path)
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--floor", type=float, default=0.98)
    options = parser.parse_args()
    pages = total = same = 0
    show: list[str] = []
    for path in papers_of(options.places):
        if pages >= options.pages:
            break
        count, cells, agreed = compare(path.read_bytes(), path.name, show)
        pages, total, same = pages + count, total + cells, same + agreed
    for line in show[: options.show]:
        print(line)
    share = same / total if total else 1.0
    print(json.dumps({"pages": pages, "cells": total, "agreement": round(share, 4), "floor": options.floor}))
    return 0 if share >= options.floor else 1


if __name__ == "__main__":
    sys.exit(main())
