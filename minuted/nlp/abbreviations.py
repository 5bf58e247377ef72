"""The abbreviations that a paper defines: "Education, Health and Care Plans (EHCPs)".

The initials in brackets are matched against the words before them, so that "(Item 34)" defines nothing.
"""

from __future__ import annotations

import re

_DEFINED = re.compile(r"\(\s?[\"'‘“]?([A-Z][A-Za-z&]{1,9})[\"'’”]?\s?\)")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*|&")
_SMALL = frozenset("a an and at by for from in of on or the to with &".split())


def read_abbreviations(text: str) -> dict[str, str]:
    """Each abbreviation that the text defines, with the words it stands for.

    >>> read_abbreviations("The Multi Agency Safeguarding Hub (MASH) took 41 calls about Education, Health and Care "
    ...                    "Plans (EHCPs) (Item 3).")
    {'MASH': 'Multi Agency Safeguarding Hub', 'EHCPs': 'Education, Health and Care Plans'}
    """
    found: dict[str, str] = {}
    for defined in _DEFINED.finditer(text):
        long = _words_of(defined[1], text, defined.start())
        if long is not None:
            found.setdefault(defined[1], long)
    return found


def _words_of(short: str, text: str, end: int) -> str | None:
    """The words before ``end`` whose initials make ``short``; small words may be skipped."""
    letters = re.sub(r"(?<=[A-Z])s$", "", short)
    if not letters.isupper():
        return None
    start = max(0, end - 20 * len(letters))
    words = list(_WORD.finditer(text, start, end))
    at = len(words) - 1
    for letter in reversed(letters):
        while at >= 0 and words[at][0].lower() in _SMALL and words[at][0][0].upper() != letter:
            at -= 1
        if at < 0 or words[at][0][0].upper() != letter:
            return None
        at -= 1
    first = words[at + 1].start()
    long = text[first:end].strip()
    return None if re.search(r"[.;:()\n]", long) else long
