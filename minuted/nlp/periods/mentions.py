"""Find every stretch of text that says when, before the numbers are read.

Rules are tried over the whole text; where two claim the same characters the one that begins first wins, then the
longer one, then the one that stands first in ``RULES``.
"""

from __future__ import annotations

import re

from minuted.nlp.periods import dates, turns
from minuted.nlp.periods.resolve import POINTS
from minuted.nlp.reading import PeriodMention
from minuted.nlp.rule import Rule
from minuted.nlp.starts import Starts

RULES: tuple[Rule, ...] = (*dates.RULES, *turns.RULES)


_STARTS = Starts([rule.pattern for rule in RULES])
_PARAGRAPH = re.compile(r"\n\s*\n")


def read_mentions(text: str, offset: int = 0) -> list[PeriodMention]:
    """The period mentions of a text, in order, none overlapping another; ``offset`` is added to their places.

    >>> [(m.form, m.period.label if m.period else m.relative) for m in read_mentions("402 in 2021/22, 380 a year ago")]
    [('fiscal_year', 'FY2021/22'), ('ago', 'same:-12')]
    """
    claims: list[tuple[int, int, int, PeriodMention]] = []
    for rank, matched in _STARTS.matches(text, _paragraphs(text)):
        rule = RULES[rank]
        found = rule.read(matched)
        if found is not None and matched.end() > matched.start():
            period, relative = found
            first, last = matched.start() + offset, matched.end() + offset
            claims.append((first, -last, rank, PeriodMention(first, last, rule.name, period, relative)))
    claims.sort(key=lambda claim: claim[:3])
    chosen: list[PeriodMention] = []
    for _, _, _, mention in claims:
        if not chosen or mention.start >= chosen[-1].end:
            chosen.append(mention)
    return _joined(text, offset, chosen)


def _paragraphs(text: str) -> list[tuple[int, int]]:
    ends = [gap.start() for gap in _PARAGRAPH.finditer(text)]
    return list(zip([0, *ends], [*ends, len(text)], strict=True))


_OF_YEAR = re.compile(r",?\s{1,2}(?:(?:of|in)\s)?|,?\s?\(")


def _joined(text: str, offset: int, mentions: list[PeriodMention]) -> list[PeriodMention]:
    """ "Quarter 3 of last year" is one mention: a point without a year and the year that follows it."""
    joined: list[PeriodMention] = []
    for mention in mentions:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.relative is not None
            and mention.relative in ("year:-1", "year:0")
            and last.relative.partition(":")[0] in POINTS
            and _OF_YEAR.fullmatch(text, last.end - offset, mention.start - offset)
            and not _PARAGRAPH.search(text, last.end - offset, mention.start - offset)
        ):
            relative = last.relative if mention.relative == "year:0" else f"earlier:{last.relative}"
            joined[-1] = PeriodMention(last.start, mention.end, last.form, None, relative)
        else:
            joined.append(mention)
    return joined
