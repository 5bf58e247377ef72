"""The original files beside a database: ``X.papers/<sha256>.<suffix>``."""

from __future__ import annotations

import re
from pathlib import Path

from minuted.catalogue.database import Catalogue

MEDIA_TYPES = {
    ".pdf": "application/pdf", ".html": "text/html", ".htm": "text/html", ".txt": "text/plain", ".md": "text/plain",
    ".csv": "text/csv", ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip
SHOWN = ("application/pdf", "text/plain")
"""What a browser may open in place; everything else is downloaded, since it could carry scripts."""


def original_of(catalogue: Catalogue, sha256: str | None) -> Path | None:
    """The original of that content, or None where it is not there (any more)."""
    if not sha256 or not re.fullmatch(r"[0-9a-f]{64}", sha256):
        return None
    return next((path for path in sorted(catalogue.papers.glob(f"{sha256}.*")) if path.is_file()), None)


def drawable(path: Path | None) -> bool:
    """Whether pages of it can be drawn."""
    return path is not None and path.suffix == ".pdf"
