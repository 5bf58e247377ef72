"""A stored parse comes back as it was, box by box."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from pdf_pages import Sheet, paper

from minuted.extract.document import Document
from minuted.extract.pdf import read
from minuted.extract.stored import dump_boxes, dump_document, load_boxes, load_document

NAN = float("nan")


@pytest.mark.parametrize(
    "rows",
    [[], [[NAN] * 4], [[NAN] * 4] * 9, [[1, 2, NAN, -4], [-5, 0, 7, 8e30], [NAN] * 4, [1e-30, -0.0, 3, 4]]],
    ids=["no text", "no box", "nine without", "odd numbers"],
)
def test_boxes_come_back_bit_by_bit(rows: list[list[float]]) -> None:
    boxes = np.array(rows, np.float32).reshape(-1, 4)
    back = load_boxes(dump_boxes(boxes), len(boxes))
    assert back.shape == boxes.shape and back.dtype == boxes.dtype and back.tobytes() == boxes.tobytes()


def test_a_read_paper_comes_back_whole() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(60, 80, "Ferry crossings")
        sheet.table([60, 200, 300], 100, [["Quarter", "Crossings"], ["Q1", "412"], ["Q2", "377"]])

    document = read(paper(page))
    back = load_document(dump_document(document))
    assert back is not None and back.boxes is not None and document.boxes is not None
    assert back.boxes.tobytes() == document.boxes.tobytes() and len(document.tables) == 1
    assert replace(back, boxes=None) == replace(document, boxes=None)


def test_a_paper_without_boxes_comes_back() -> None:
    document = Document("two words", ())
    assert load_document(dump_document(document)) == document
