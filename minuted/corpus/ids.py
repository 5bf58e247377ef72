"""Ids that outlive a re-reading: from the paper's own hash and the place in it, never from what a rule makes of it.

>>> figure_id(document_id("ab12cd34ef56" + "0" * 52), 1042, 1)
'ab12cd34ef56f1042'
>>> meeting_id("Ostley", "Cabinet", "2024-06-05"), meeting_id("Ostley Parish Council", None, "2024-06-05")
('ostley-cabinet-2024-06-05', 'ostley-parish-council-2024-06-05')
"""

from __future__ import annotations

import re
import unicodedata


def document_id(sha256: str) -> str:
    """The first twelve hex digits of the paper's SHA-256."""
    return sha256[:12]


def passage_id(document: str, ordinal: int) -> str:
    """Document and ordinal of the block in it."""
    return f"{document}p{ordinal}"


def figure_id(document: str, start: int, nth: int) -> str:
    """Document and offset; ``nth`` (from 1) tells apart several that start at one character."""
    return f"{document}f{start}" + (f"-{nth}" if nth > 1 else "")


def commitment_id(document: str, start: int, nth: int) -> str:
    """Document and offset, as for figures."""
    return f"{document}c{start}" + (f"-{nth}" if nth > 1 else "")


def meeting_id(council: str | None, committee: str | None, date: str | None) -> str | None:
    """One meeting of one committee, or of the council itself, on one day; None where the day or both are not known."""
    if not date or not (committee or council):
        return None
    return "-".join(part for part in (slug(council or ""), slug(committee or ""), date) if part)


def slug(text: str) -> str:
    """Lower-case words joined by hyphens, for ids and addresses.

    >>> slug("Children's & Families' Panel")
    'childrens-families-panel'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower().replace("'", "")).strip("-")
