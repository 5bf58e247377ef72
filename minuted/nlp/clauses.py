"""The clause that states each figure, and the earlier figure whose frame it goes on from.

A sentence is cut where its words say that something else is told now: "compared to", "against a target of", "up from",
"of which", brackets that hold a figure, semicolons; and wherever two figures would still share a clause.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import groupby, pairwise

from minuted.nlp.reading import Draft, Reading, Sentence

_CUTS = (
    r";|,?\s(?=(?:compared|in comparison|as opposed|against|up from|down from|versus|vs\.?|whereas|while|whilst|"
    r"although|"
    r"though|but|of which|of whom|of these|of those|of them|similar to|in line with|exceeding|equivalent to|"
    r"equating to|"
    r"representing|including|which (?:is|was|were|are|had|has|would|will|represents?|equates?)|"
    r"(?:slightly |well |just |much |far |significantly )?(?:higher|lower|better|worse|more|less|fewer|greater|"
    r"smaller) than|"
    r"(?:slightly |well |just )?(?:above|below|under|over) (?:the|our|its|their|a)|an? (?:increase|decrease|"
    r"reduction|rise|"
    r"fall|drop|growth|improvement) (?:of|from|on)|making|giving|leaving)\b)"
)
_CUT, _CUT_ANY_CASE = re.compile(_CUTS), re.compile(_CUTS, re.IGNORECASE)
_BETWEEN = re.compile(r",\s|\s(?=(?:and|or|to|with|from)\s)|\s[-–—|/+]\s|\t|\s\|\s?|:\s|\n")
_BRACKET = re.compile(r"[()\[\]]")
_GOES_ON = re.compile(
    r"\W*(?:of (?:these|those|them|the|which|whom|this)|this|these|those|the (?:national|england|regional|"
    r"remain\w+|rest|other|"
    r"target|equivalent|corresponding|comparable|figure|average|total|number|same)|nationally|in england|"
    r"a further|another|"
    r"compared|it|they|both|all|in addition|previously|last year|there were \w+ fewer)\b",
    re.IGNORECASE,
)


def cut_clauses(reading: Reading) -> None:
    """Set ``clause`` and ``antecedent`` of every draft of the prose."""
    last: Draft | None = None
    drafts = [draft for draft in reading.drafts if draft.table is None and draft.rejected is None]
    for _, group in groupby(drafts, key=lambda draft: draft.sentence.start):
        told = sorted(group, key=lambda draft: draft.quantity.start)
        _cut_sentence(reading.text, told)
        told[0].antecedent = last if last is not None and goes_on(told[0].sentence, last.sentence) else None
        for earlier, later in pairwise(told):
            later.antecedent = earlier
        last = told[-1]


def goes_on(sentence: Sentence, previous: Sentence) -> bool:
    """Whether a sentence speaks on of what the one before it counted: "Of these, 12 were late"."""
    near = sentence.block_index - previous.block_index <= 1
    return near and bool(_GOES_ON.match(sentence.text)) and sentence.headings == previous.headings


def _cut_sentence(text: str, drafts: list[Draft]) -> None:
    sentence = drafts[0].sentence
    spans = [(draft.quantity.start, draft.quantity.end) for draft in drafts]
    cuts = clause_cuts(text, sentence.start, sentence.end, spans)
    for draft, (start, end) in zip(drafts, spans, strict=True):
        first = cuts[max(0, bisect_right(cuts, start) - 1)]
        after = bisect_left(cuts, end)
        draft.clause = (first, cuts[after] if after < len(cuts) else max(end, sentence.end))


def clause_cuts(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> list[int]:
    """The offsets at which the sentence ``text[start:end]`` is cut, its own start and end with them.

    >>> told = "It was 22% (2,310 calls) against a target of 25% and 19% before"
    >>> cuts = clause_cuts(told, 0, len(told), [(7, 10), (12, 17), (45, 48), (53, 56)])
    >>> [told[a:b] for a, b in pairwise(cuts)]
    ['It was 22% ', '(2,310 calls)', ' ', 'against a target of 25%', ' and 19% before']
    """
    first = spans[0][1] if spans else end
    told = text[start:end]
    cuts = {start, end, *_word_cuts(told, first - start, start)}
    if "(" in told or "[" in told:
        cuts |= _bracket_cuts(told, start, spans)
    for a, b in spans:
        cuts = {cut for cut in cuts if not a < cut < b}
    ordered = sorted(cuts)
    for (_, left), (right, _) in pairwise(spans):
        at = bisect_left(ordered, left)
        if at < len(ordered) and ordered[at] <= right:
            continue
        between = list(_BETWEEN.finditer(text, left, right))
        cuts.add(between[-1].start() if between else left)
    return sorted(cuts)


def _word_cuts(told: str, first: int, start: int) -> list[int]:
    """Where the words of a sentence that begins at ``start`` cut it, from its first figure on, which ends at ``first``.

    Small letters are told apart sooner than letters of any case; where they are more or fewer, they cannot be used.
    """
    low = told.lower()
    pattern = _CUT if len(low) == len(told) else _CUT_ANY_CASE
    found = pattern.finditer(low if pattern is _CUT else told, max(0, first - 2))  # a cut is two characters at most
    return [start + cut.end() for cut in found if cut.start() >= first]


def _bracket_cuts(told: str, start: int, spans: list[tuple[int, int]]) -> set[int]:
    """Both ends of every bracket that holds a figure."""
    cuts: set[int] = set()
    opened: list[int] = []
    for mark in _BRACKET.finditer(told):
        at = start + mark.start()
        if mark[0] in "([":
            opened.append(at)
        elif opened:
            first = opened.pop()
            if any(first < a and b <= at for a, b in spans):
                cuts |= {first, at + 1}
    return cuts
