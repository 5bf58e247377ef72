"""Words that say how exact a value is: "about", "more than", "at least", "up to", "nearly", "provisional"."""

from __future__ import annotations

import re

from minuted.nlp.needles import folded

_BEFORE: tuple[tuple[str, str], ...] = (
    ("at_least", r"at least|a minimum of|minimum of|no fewer than|not less than|no less than|≥|>=|not fewer than"),
    ("at_most", r"at most|up to|no more than|not more than|a maximum of|maximum of|not exceeding|not to exceed|"
                r"capped at|a limit of|≤|<=|no greater than|ceiling of|maximum being|as many as|as much as"),
    ("nearly", r"nearly|almost|just under|just below|close to|approaching|not quite|just short of"),
    ("more_than", r"more than|over|in excess of|exceeding|greater than|above|upwards of|just over|well over|>|"
                  r"passed"),
    ("less_than", r"less than|fewer than|under|below|lower than|<|well under"),
    ("about", r"about|around|approximately|approx|approx\.|circa|ca\.?|c\.?|roughly|some|in the region of|"
              r"in the order of|of the order of|an estimated|~|≈|broadly"),
)  # fmt: skip
_PATTERN = re.compile(
    r"(?:^|[\s(\[:;,–—“\"'‘-])(?:" + "|".join(f"(?P<{name}>{words})" for name, words in _BEFORE) + r")\s*(?:a|an|"
    r"the)?\s*$",
    re.IGNORECASE,
)
_WORDS = "|".join(words for _, words in _BEFORE)
_ENDS = tuple(
    "|".join(("a|an|the", _WORDS.replace(r"\.?", ""), _WORDS.replace(r"\.?", "."))).replace("\\", "").split("|")
)
"""Ends of all that the pattern finds: few numbers come after one, and to look for it takes longer than to see that."""
_PROVISIONAL = re.compile(r"\bprovisional(?:ly)?\b", re.IGNORECASE)
_AFTER: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "at_least",
        re.compile(r"\+(?!\w)|\s+(?:or more|or above|or over|and over|and above|or higher)\b", re.IGNORECASE),
    ),
    ("at_most", re.compile(r"\s+(?:or less|or fewer|or below|or lower|or under)\b", re.IGNORECASE)),
    ("about", re.compile(r"\s+or so\b|\s+or thereabouts\b", re.IGNORECASE)),
    ("provisional", re.compile(r"\s*[\[(](?:provisional|prov\.?|p)[\])]", re.IGNORECASE)),
)


def qualifier_of(text: str, start: int, end: int, low: int = 0) -> str | None:
    """The qualifier of the number printed at ``start`` to ``end``, in a sentence that begins at ``low``.

    >>> told = "It cost just under £5m, at least 40 of them; 20% or less"
    >>> [qualifier_of(told, told.index(q), told.index(q) + len(q)) for q in ("£5m", "40", "20%")]
    ['nearly', 'at_least', 'at_most']
    """
    lead = text[max(low, start - 26) : start]
    if folded(lead).rstrip().endswith(_ENDS):
        before = _PATTERN.search(lead)
        if before is not None and before.lastgroup is not None:
            return before.lastgroup
    for name, pattern in _AFTER:
        if pattern.match(text, end):
            return name
    return "provisional" if _PROVISIONAL.search(text, low, start) else None
