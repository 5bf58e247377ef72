"""A paper as the office scanner leaves it: pictures of pages, a little askew, no text behind them."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import reportlab
from PIL import Image
from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONTS = Path(reportlab.__file__).parent / "fonts"
for _face in ("Vera", "VeraBd", "VeraIt"):
    pdfmetrics.registerFont(TTFont(_face, str(FONTS / f"{_face}.ttf")))
"""Faces that are embedded, so that the picture does not depend on the fonts of the machine."""
pdfmetrics.registerFontFamily("Vera", normal="Vera", bold="VeraBd", italic="VeraIt", boldItalic="VeraBd")

DPI = 200


def scanned(data: bytes, *, seed: int = 7, skew: float = 0.6) -> bytes:
    """Photograph each page of ``data`` at 200 dpi: grey, turned by ``skew`` degrees, with the noise of a scanner."""
    noise = np.random.default_rng(seed)
    pictures = []
    for page in pdfium.PdfDocument(data):
        grey = page.render(scale=DPI / 72).to_pil().convert("L")
        turned = grey.rotate(skew, resample=Image.Resampling.BICUBIC, fillcolor=252)
        dots = np.asarray(turned, dtype=np.float32) * 0.96 + noise.normal(0, 3.0, (turned.height, turned.width))
        out = io.BytesIO()
        Image.fromarray(dots.clip(0, 255).astype(np.uint8)).save(out, "JPEG", quality=38, dpi=(DPI, DPI))
        pictures.append(out.getvalue())
    return _bound(pictures)


def _bound(pictures: list[bytes]) -> bytes:
    """The JPEG pictures as the pages of a PDF, as they are (no second encoding)."""
    out = io.BytesIO()
    a85, rl_config.useA85 = rl_config.useA85, 0
    canvas = Canvas(out, invariant=1)
    for picture in pictures:
        image = ImageReader(io.BytesIO(picture))
        width, height = (side * 72 / DPI for side in image.getSize())
        canvas.setPageSize((width, height))
        canvas.drawImage(image, 0, 0, width, height)
        canvas.showPage()
    canvas.setTitle("Scan")
    canvas.save()
    rl_config.useA85 = a85
    return out.getvalue()
