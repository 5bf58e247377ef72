"""Numbers that are furniture of the page: rows of unread tables, lists of contents, numbers of headings, footnotes.

What bars a number by the words around it stands in ``bars``; here it is where the number stands among others.
"""

from __future__ import annotations

import re

from minuted.nlp.reading import Draft, Reading


def find_furniture(reading: Reading) -> dict[int, str]:
    """Why a draft is furniture, by the identity of the draft."""
    rows, contents, headings = _in_rows(reading), _in_contents(reading), _in_headings(reading)
    wordless: dict[int, bool] = {}
    notes = {s.start for s in reading.sentences if s.text.rstrip(".").endswith(")") and _FOOTNOTE.search(s.text)}
    found: dict[int, str] = {}
    for draft in reading.drafts:
        if id(draft) in rows:
            found[id(draft)] = "row_of_an_unread_table"
        elif draft.table is not None:
            continue
        elif _is_wordless(draft, wordless):
            found[id(draft)] = "no_words"
        elif len(notes) >= FOOTNOTES and draft.sentence.start in notes and _is_last(draft, reading.text):
            found[id(draft)] = "footnote"
        elif id(draft) in contents:
            found[id(draft)] = "line_of_contents"
        elif id(draft) in headings:
            found[id(draft)] = "number_of_a_heading"
    return found


_FOOTNOTE = re.compile(
    r"^[^()]*(?:\([^()\d]*\)[^()]*)*(?<!neighbours )(?<!average )(?<!target )(?<!nationally )(?<!year )(?<!England )"
    r"(?<![A-Z][a-z]{3} )(?<![A-Z][a-z]{4} )(?<![A-Z][a-z]{5} )(?<![A-Z][a-z]{6} )\(\d{1,3}\)\.?$"
)
"""A sentence whose only number in brackets is its last word: "... reported elsewhere (15)." """
FOOTNOTES = 4
"""From so many such sentences on, a paper is taken to number its sources in that way."""
_WORD = re.compile(r"[^\W\d_]{2,}")
ROW = 3
"""So many numbers side by side, with nothing but space between them, are a row of a table and not a sentence."""


def _in_rows(reading: Reading) -> set[int]:
    """The drafts that are a row of a table that was not read as one; the reading's issues say so."""
    rows: set[int] = set()
    panels: set[int] = set()
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
                if not reading.text[run[0].sentence.start : run[0].quantity.start].strip():
                    panels.add(run[0].sentence.start)
            run = []
        if draft is not None:
            run.append(draft)
    rows.update(id(d) for d in reading.drafts if d.table is None and d.sentence.start in panels)
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


HEADINGS = 3
"""So many short lines numbered 1, 2, 3 … in their order are headings."""
_TITLE = re.compile(r"\s*\d{1,2}\.?\s[A-Z][\w’'&/,()-]*(?:\s[\w’'&/,()-]+){0,7}\s*")


def _in_headings(reading: Reading) -> set[int]:
    """The numbers of headings that stand alone in their paragraphs: "1 Overview", "2 Measures"."""
    found: set[int] = set()
    run: list[Draft] = []
    for draft in reading.drafts:
        block = draft.sentence.block
        begins = draft.table is None and draft.quantity.unit == "count" and draft.quantity.start == block.start
        if not begins or not _TITLE.fullmatch(reading.text, block.start, block.end):
            continue
        if draft.quantity.value == 1:
            run = []
        if draft.quantity.value == len(run) + 1:
            run.append(draft)
            if len(run) >= HEADINGS:
                found.update(id(each) for each in run)
    return found
