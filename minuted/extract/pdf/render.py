"""A page as an image: what ``minuted explain --image`` draws on and OCR reads."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from pypdfium2 import PdfDocument

from minuted.extract.pdf.engine import open_paper

PIXEL_CAP = 40_000_000
"""A page of ten metres (there are such files) is rendered smaller, not refused."""


def render_page(
    paper: bytes | Path | str, page: int, *, dpi: float = 110, width_px: int | None = None, password: str | None = None
) -> Image.Image:
    """The image of ``page`` (from 1), at ``dpi`` or, where given, ``width_px`` wide.

    >>> # render_page("paper.pdf", 3, dpi=72).size == (595, 842) for A4
    """
    data = paper if isinstance(paper, bytes) else Path(paper).read_bytes()
    document = open_paper(data, password)
    try:
        return image_of(document, page, dpi=dpi, width_px=width_px)
    finally:
        document.close()


def image_of(document: PdfDocument, page: int, *, dpi: float = 110, width_px: int | None = None) -> Image.Image:
    """The image of ``page`` (from 1) of an open paper."""
    sheet = document[page - 1]
    try:
        wide, high = sheet.get_size()
        scale = width_px / wide if width_px else dpi / 72
        scale = min(scale, (PIXEL_CAP / max(wide * high, 1)) ** 0.5)
        image: Image.Image = sheet.render(scale=scale).to_pil().convert("RGB")
        return image
    finally:
        sheet.close()
