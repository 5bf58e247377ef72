"""Find every stretch of text that says when, before the numbers are read.

Rules are tried over the whole text; where two claim the same characters the one that begins first wins, then the
longer one, then the one that stands first in ``RULES``.
"""

from __future__ import annotations

from minuted.nlp.periods import dates, turns
from minuted.nlp.reading import PeriodMention
from minuted.nlp.rule import Rule

RULES: tuple[Rule, ...] = (*dates.RULES, *turns.RULES)


def read_mentions(text: str, offset: int = 0) -> list[PeriodMention]:
    """The period mentions of a text, in order, none overlapping another; ``offset`` is added to their places.

    >>> [(m.form, m.period.label if m.period else m.relative) for m in read_mentions("402 in 2021/22, 380 a year ago")]
    [('fiscal_year', 'FY2021/22'), ('ago', 'same:-12')]
    """
    claims: list[tuple[int, int, int, PeriodMention]] = []
    for rank, rule in enumerate(RULES):
        for matched in rule.pattern.finditer(text):
            found = rule.read(matched)
            if found is not None and matched.end() > matched.start():
                period, relative = found
                start, end = matched.start() + offset, matched.end() + offset
                claims.append((start, -end, rank, PeriodMention(start, end, rule.name, period, relative)))
    claims.sort(key=lambda claim: claim[:3])
    chosen: list[PeriodMention] = []
    for _, _, _, mention in claims:
        if not chosen or mention.start >= chosen[-1].end:
            chosen.append(mention)
    return chosen
