"""The gate: which printed quantities are figures that somebody may later want to look up.

Each reason against is a ``Rule`` on the number in its setting, written as ``before ⟦number⟧ after``.  ``ignores`` are
sentences in which no figure may be found; ``reads`` are near misses that must pass.  Lengths of time are weighed in
``minuted.nlp.numbers.waits``: most of them ("within 28 days", "for six months") say when, not how much.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from minuted.nlp.numbers.bars import BARS
from minuted.nlp.numbers.bars.bar import Barrier
from minuted.nlp.numbers.units import DURATIONS
from minuted.nlp.numbers.waits import is_measured_length
from minuted.nlp.reading import Draft, Quantity, Reading

WEIGHED = frozenset({*DURATIONS, "miles", "km", "other"})
BEFORE, AFTER = 60, 48
"""How many characters on either side a rule may look at."""


def reject_drafts(reading: Reading) -> None:
    """Set ``rejected`` on every draft that is not a figure."""
    kept: list[Draft] = []
    unread = _in_rows(reading)
    contents = _in_contents(reading)
    wordless: dict[int, bool] = {}
    notes = {s.start for s in reading.sentences if s.text.rstrip(".").endswith(")") and _FOOTNOTE.search(s.text)}
    for draft in reading.drafts:
        if id(draft) in unread:
            draft.rejected = "row_of_an_unread_table"
        elif draft.table is None and _is_wordless(draft, wordless):
            draft.rejected = "no_words"
        elif len(notes) >= FOOTNOTES and draft.sentence.start in notes and _is_last(draft, reading.text):
            draft.rejected = "footnote"
        elif id(draft) in contents:
            draft.rejected = "line_of_contents"
        elif draft.table is None:
            draft.rejected = reason_against(draft, reading.text, kept)
            if draft.rejected is None:
                kept.append(draft)


def setting(text: str, start: int, end: int, low: int, high: int) -> str:
    """The number in its setting, with spaces folded.

    >>> setting("There were 312 children.", 11, 14, 0, 24)
    'There were ⟦312⟧ children.'
    """
    before = text[max(low, start - BEFORE) : start]
    after = text[end : min(high, end + AFTER)]
    return " ".join(f"{before}⟦{text[start:end]}⟧{after}".split())


@cache
def _barrier(unit: str) -> Barrier:
    return Barrier(BARS[unit])


def reason_against(draft: Draft, text: str, kept: Iterable[Draft] = ()) -> str | None:
    """Why this is not a figure, or None.  ``kept`` are the drafts before it that passed."""
    quantity, sentence = draft.quantity, draft.sentence
    told = setting(text, quantity.start, quantity.end, sentence.start, sentence.end)
    bare = quantity.unit_inherited or quantity.unit == "count"
    reason = _barrier("count" if bare else quantity.unit).reason(told)
    if reason is not None:
        return reason
    if quantity.rule == "fraction" and _told_again(quantity, text, sentence.end):
        return "told_twice"
    if quantity.unit in WEIGHED and not bare:
        earlier = any(d.sentence is sentence and d.quantity.unit == quantity.unit for d in kept)
        return None if is_measured_length(told, quantity, sentence, earlier) else "length"
    return None


_FOOTNOTE = re.compile(
    r"^[^()]*(?:\([^()\d]*\)[^()]*)*(?<!neighbours )(?<!average )(?<!target )(?<!nationally )(?<!year )(?<!England )"
    r"(?<![A-Z][a-z]{3} )(?<![A-Z][a-z]{4} )(?<![A-Z][a-z]{5} )(?<![A-Z][a-z]{6} )\(\d{1,3}\)\.?$"
)
"""A sentence whose only number in brackets is its last word: "... reported elsewhere (15)." """
FOOTNOTES = 4
"""From so many such sentences on, a paper is taken to number its sources in that way."""
_WORD = re.compile(r"[^\W\d_]{2,}")
ROW = 4
"""So many numbers side by side, with nothing but space between them, are a row of a table and not a sentence."""


def _in_rows(reading: Reading) -> set[int]:
    """The drafts that are a row of a table that was not read as one; the reading's issues say so."""
    rows: set[int] = set()
    run: list[Draft] = []
    for draft in [*(d for d in reading.drafts if d.table is None), None]:
        beside = (
            draft is not None
            and run
            and draft.sentence is run[-1].sentence
            and not reading.text[run[-1].quantity.end : draft.quantity.start].strip(" \t\n\xa0-–|")
        )
        if not beside:
            if len(run) >= ROW:
                rows.update(id(each) for each in run)
            run = []
        if draft is not None:
            run.append(draft)
    if rows:
        reading.issues.append(f"{len(rows)} numbers stand in rows without readable headings; they were left out")
    return rows


CONTENTS = 4
"""So many short lines one after another, each ending in a page no lower than the last, are a list of contents."""


def _in_contents(reading: Reading) -> set[int]:
    """The numbers of a list of contents: "4.2 Referrals and contacts 11", line after line."""
    lines: dict[int, list[Draft]] = {}
    for draft in reading.drafts:
        if draft.table is None and draft.quantity.unit == "count":
            lines.setdefault(draft.sentence.start, []).append(draft)
    found: set[int] = set()
    run: list[list[Draft]] = []
    for line in [*lines.values(), None]:
        is_title = line is not None and _ends_a_line(line[-1], reading.text)
        if run and not (is_title and line is not None and _follows(run[-1][-1], line[-1])):
            if len(run) >= CONTENTS and _is_contents([drafts[-1] for drafts in run], reading):
                found.update(id(draft) for drafts in run for draft in drafts)
            run = []
        if line is not None and is_title:
            run.append(line)
    return found


_SECTION = re.compile(
    r"\s*(?:\d{1,2}(?:\.\d{1,2})*\.?|[A-Z]\.|(?:Appendix|Annex|Section|Chapter|Part)\s\w{1,3}\b)\s", re.I
)


def _is_contents(run: list[Draft], reading: Reading) -> bool:
    """Whether the lines are numbered sections, or stand under the word "Contents"."""
    text, first = reading.text, run[0].sentence.start
    begins = [text.rfind("\n", 0, draft.sentence.start) + 1 for draft in run]
    numbered = sum(_SECTION.match(text, begin, begin + 20) is not None for begin in begins)
    headed = "contents" in text[max(0, first - 200) : first].lower()
    return run[-1].quantity.value > run[0].quantity.value and (2 * numbered >= len(run) or headed)


def _ends_a_line(draft: Draft, text: str) -> bool:
    """Whether a draft is the last word of a line that says nothing else but a name."""
    quantity, sentence = draft.quantity, draft.sentence
    if not text[quantity.start : quantity.end].isdigit() or text[quantity.end : sentence.end].strip():
        return False
    before = text[sentence.start : quantity.start]
    return 3 < len(before) < 120 and not before.rstrip().endswith((":", "=", "-", "–", "("))


def _follows(earlier: Draft, later: Draft) -> bool:
    near = later.sentence.start - earlier.sentence.end < 160
    return near and earlier.quantity.value <= later.quantity.value <= earlier.quantity.value + 40


def _is_last(draft: Draft, text: str) -> bool:
    return draft.quantity.unit == "count" and text[draft.quantity.end : draft.sentence.end].strip(" .") == ")"


def _is_wordless(draft: Draft, known: dict[int, bool]) -> bool:
    """Whether the sentence is nothing but numbers: an axis of a chart, a cell that came loose."""
    start = draft.sentence.start
    if start not in known:
        known[start] = _WORD.search(draft.sentence.text) is None and draft.sentence.lead_in is None
    return known[start]


_PERCENT_AFTER = re.compile(r"[^.;()]{0,50}\((?:c\.? ?|about |around )?(\d{1,3}(?:\.\d+)?)\s?(?:%|per cent)")


def _told_again(quantity: Quantity, text: str, end: int) -> bool:
    """ "Two thirds of respondents (66%)": the share in words is told again in figures, and only those are marked."""
    after = _PERCENT_AFTER.match(text, quantity.end, end)
    return after is not None and abs(float(after[1]) - 100 * quantity.value) <= 7
