"""What was read, drawn on the page: blocks with their order, words, cells with their heading paths, figures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from PIL import Image, ImageDraw

from minuted.extract.document import Box, Cell, Document, Table

COLOURS = {
    "heading": (200, 30, 30),
    "paragraph": (30, 110, 200),
    "list_item": (30, 150, 90),
    "caption": (170, 90, 190),
    "header": (150, 150, 150),
    "footer": (150, 150, 150),
    "footnote": (120, 120, 60),
    "table": (230, 140, 0),
}


class Placed(Protocol):
    """A figure or commitment, as far as drawing needs it."""

    @property
    def start(self) -> int:
        """Offset of its first character."""

    @property
    def end(self) -> int:
        """Offset after its last character."""


def draw_page(
    document: Document,
    page_image: Image.Image,
    page: int,
    figures: Iterable[Placed] = (),
    *,
    words: bool = False,
    paths: bool = True,
) -> Image.Image:
    """A copy of ``page_image`` with the blocks, table cells and ``figures`` of ``page`` (from 1) drawn on it.

    ``words`` also underlines each word; with ``paths`` each cell of the body shows ``row path > column path``.
    """
    image = page_image.copy()
    pen = ImageDraw.Draw(image, "RGBA")
    width = next((p.width for p in document.pages if p.number == page), image.width)
    scale = image.width / width
    for order, block in enumerate(b for b in document.blocks if b.page == page and b.bbox):
        colour = COLOURS[block.kind]
        if block.bbox:
            _frame(pen, block.bbox, scale, colour, 2)
            mark = f"{order} {block.kind[:5]}{block.level if block.kind == 'heading' else ''} {block.number or ''}"
            pen.text((block.bbox[0] * scale, block.bbox[1] * scale - 10), mark, fill=colour)
    for table in document.tables:
        for cell in table.cells:
            if cell.page == page and cell.bbox:
                _draw_cell(pen, table, cell, scale, paths)
    if words:
        _draw_words(pen, document, page, scale)
    for figure in figures:
        for where, box in document.line_boxes(figure.start, figure.end):
            if where == page:
                _frame(pen, box, scale, (220, 0, 120), 2, (255, 230, 0, 70))
    return image


def _frame(
    pen: ImageDraw.ImageDraw, box: Box, scale: float, colour: tuple[int, int, int], wide: int,
    fill: tuple[int, int, int, int] | None = None,
) -> None:  # fmt: skip
    pen.rectangle(tuple(side * scale for side in box), outline=colour, width=wide, fill=fill)


def _draw_cell(pen: ImageDraw.ImageDraw, table: Table, cell: Cell, scale: float, paths: bool) -> None:
    head = cell.row < table.header_rows or cell.column < table.header_columns
    if cell.bbox is None:
        return
    _frame(pen, cell.bbox, scale, (230, 140, 0), 1, (255, 170, 0, 45) if head else None)
    label = ""
    if paths and not head and cell.text:
        label = " / ".join(table.row_path(cell))[-28:] + " > " + " / ".join(table.column_path(cell))[-28:]
    if cell.marks:
        label += " " + ",".join(cell.marks)
    pen.text((cell.bbox[0] * scale + 1, cell.bbox[1] * scale), label, fill=(150, 80, 0))


def _draw_words(pen: ImageDraw.ImageDraw, document: Document, page: int, scale: float) -> None:
    span = next((p for p in document.pages if p.number == page), None)
    if span is None:
        return
    for _, box in document.line_boxes(span.start, span.end):
        foot = box[3] * scale
        pen.line((box[0] * scale, foot, box[2] * scale, foot), fill=(0, 160, 160, 160))
