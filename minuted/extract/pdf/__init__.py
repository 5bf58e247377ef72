"""PDF papers: reports, agenda packs, slides and scans.

pdfium gives glyphs and drawn shapes (``engine``); they become words (``words``), tables (``ruled``, ``unruled``,
``grids``), lines in reading order (``lines``), blocks (``blocks``) and one ``Document`` (``assemble``).
"""

from minuted.extract.pdf.engine import ENGINE
from minuted.extract.pdf.reader import read

SUFFIXES = (".pdf",)
MEDIA_TYPES = ("application/pdf",)

__all__ = ["ENGINE", "MEDIA_TYPES", "SUFFIXES", "read"]
