"""Looking inside: what ``minuted explain`` shows of a file or of a line of text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from minuted.errors import MinutedError, NotFound
from minuted.extract.document import Document, Metadata
from minuted.nlp.facts import Facts

FILE_NAME = re.compile(r"\S+\.(?:pdf|html?|docx?|xlsx?|csv|txt|md|zip)", re.IGNORECASE)


def read_for_explaining(what: str, metadata: Metadata) -> tuple[Document, Facts]:
    """Read ``what``: the file of that name where there is one, else the text itself."""
    from minuted.extract.reader import read
    from minuted.extract.text import read_text
    from minuted.nlp.find import find_facts

    is_file = len(what) < 4096 and "\n" not in what and Path(what).is_file()
    if not is_file and FILE_NAME.fullmatch(what.strip()):
        raise NotFound(f"no such file: {what}", advice="check the path, or give the text of a sentence")
    document = read(Path(what), metadata) if is_file else read_text(what, metadata)
    return document, find_facts(document)


def explain_document(document: Document, facts: Facts, page: int | None = None) -> Sequence[Mapping[str, Any]]:
    """One row a fact: type, quote, page, rule, and its slots with what each was read from."""
    from minuted.nlp.explain import explain

    if page is not None and not 1 <= page <= len(document.pages):
        raise MinutedError(f"there is no page {page}", advice=f"the paper has {len(document.pages)} pages")
    return [row for row in explain(document, facts) if page is None or row.get("page") == page]


def draw_page_of(path: Path, document: Document, facts: Facts, page: int, image: Path) -> None:
    """Draw a page of a PDF with words, blocks, table cells and figures to ``image`` (PNG)."""
    from minuted.extract.pdf.draw import draw_page
    from minuted.extract.pdf.render import render_page

    if not document.pages or document.media_type != "application/pdf":
        raise MinutedError(f"{path} has no pages to draw", advice="--image is for PDFs")
    if not 1 <= page <= len(document.pages):
        raise MinutedError(
            f"{path} has {len(document.pages)} pages", advice=f"choose --page 1 to {len(document.pages)}"
        )
    drawn = draw_page(document, render_page(path, page), page, figures=facts.figures)
    drawn.save(image, "PNG")
