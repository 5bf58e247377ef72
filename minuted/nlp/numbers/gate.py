"""The gate: which printed quantities are not figures."""

from __future__ import annotations

import re

from minuted.nlp.reading import Draft, Reading

_REFERENCE = re.compile(
    r"\b(?:paragraphs?|paras?|pages?|pp|items?|minutes?|appendix|appendices|annex|section|sections|s|ss|part|parts|table|figure|"
    r"chart|schedule|form|rule|article|clause|chapter|act|stage|tier|band|grade|phase|level|category|option|options|"
    r"group|key stage|ks|year|years|slide|room|floor|article|objective|priority|question|q|no|nos|number|numbers|ref|"
    r"recommendations?|resolution|resolutions|points?|tel|ext|ni|bvpi|kpi|pi|lpi|type|zone|lot|round|class|pathways?|steps?|"
    r"units?|post|scheme|quarter|qtr|period|month|week|day|route|junction|regulation|plot|block|sheet|volume|version)"
    r"\.?\s*(?:\(|no\.?\s*|number\s*|\d+(?:\.\d+)*\s*(?:,|and|to|-|–|or|&)\s*)*$",
    re.IGNORECASE,
)


def reject_drafts(reading: Reading) -> None:
    """Set ``rejected`` on every draft that is not a figure."""
    for draft in reading.drafts:
        draft.rejected = reason_against(draft, reading.text)


def reason_against(draft: Draft, text: str) -> str | None:
    """Why this is not a figure, or None."""
    quantity = draft.quantity
    before = text[max(draft.sentence.start, quantity.start - 60) : quantity.start]
    if quantity.unit == "count" and _REFERENCE.search(before):
        return "reference"
    return None
