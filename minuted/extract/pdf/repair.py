"""A second opinion by qpdf (pikepdf): how many pages there are, and a clean copy of a damaged file."""

from __future__ import annotations

import io

import pikepdf


def resaved(data: bytes, password: str | None = None) -> bytes | None:
    """The same paper written anew, its cross-reference table rebuilt, or None where qpdf cannot open it either."""
    target = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(data), password=password or "") as paper:
            if not len(paper.pages):
                return None
            paper.save(target)
    except (pikepdf.PdfError, pikepdf.PasswordError, RuntimeError, ValueError, OSError, RecursionError):
        return None
    return target.getvalue()


def page_count(data: bytes, password: str | None = None) -> int | None:
    """How many pages qpdf finds, or None where it cannot open the file."""
    try:
        with pikepdf.open(io.BytesIO(data), password=password or "", suppress_warnings=True) as paper:
            return len(paper.pages)
    except (pikepdf.PdfError, pikepdf.PasswordError, RuntimeError, ValueError, OSError, RecursionError):
        return None
