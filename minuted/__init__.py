"""minuted: figures and commitments from council papers, each with the page and the words it was read from.

The public Python API is these three functions; ``docs/python.md`` shows them at work.

>>> from minuted import extract_text
>>> facts = extract_text("Sickness absence was 9.1 days per FTE in 2023/24.")
>>> [(f.quote, f.value, f.unit) for f in facts.figures]
[('9.1 days', 9.1, 'days')]
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from minuted.corpus.catalogue import Catalogue
    from minuted.nlp.facts import Facts

__version__ = "0.1.0"
__all__ = ["__version__", "extract_file", "extract_text", "open_catalogue"]


def extract_text(
    text: str,
    *,
    kind: str | None = None,
    council: str | None = None,
    committee: str | None = None,
    meeting_date: dt.date | None = None,
) -> Facts:
    """Find the figures and commitments of a passage of plain text.

    Offsets are offsets into ``text`` as it was given; nothing is folded or trimmed.

    >>> facts = extract_text("The Chair agreed to write to the Minister.", kind="minutes")
    >>> [c.kind for c in facts.commitments]
    ['action']
    """
    from minuted.extract.document import Metadata
    from minuted.extract.text import read_text
    from minuted.nlp.find import find_facts

    metadata = Metadata(kind=kind, council=council, committee=committee, meeting_date=meeting_date)
    return find_facts(read_text(text, metadata))


def extract_file(
    path: str | Path,
    *,
    kind: str | None = None,
    council: str | None = None,
    committee: str | None = None,
    meeting_date: dt.date | None = None,
) -> Facts:
    """Find the figures and commitments of a paper: PDF, HTML, DOCX, XLSX, CSV, Markdown or text.

    Figures carry ``page``, ``bbox``, ``rag`` and ``table`` (None for prose).

    Raises ``minuted.errors.UnreadablePaper`` where the paper cannot be read, saying why and what to do.
    """
    from minuted.extract.document import Metadata
    from minuted.extract.reader import read
    from minuted.nlp.find import find_facts

    metadata = Metadata(kind=kind, council=council, committee=committee, meeting_date=meeting_date)
    return find_facts(read(Path(path), metadata))


def open_catalogue(path: str | Path) -> Catalogue:
    """Open a catalogue that ``minuted add`` has written, read-only.

    >>> # open_catalogue("minuted.db").figures(measure="children in care")
    """
    from minuted.corpus.catalogue import Catalogue

    return Catalogue(Path(path))
