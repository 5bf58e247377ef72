"""Which mention of a sentence says when each of its figures was: by place, brackets and clauses.

"rose from 79% in Q4 to 88% in Q1" binds each figure to the mention after it; "In Q1 there were 41 fires and 3 deaths"
binds both to the mention that opens the clause; "8% up on 2010/11" binds none, because 2010/11 is only what the figure
is compared with.
"""

# ruff: noqa: E501 - patterns are kept whole, so that they can be read and searched for

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from minuted.nlp.needles import folded
from minuted.nlp.reading import Draft, PeriodMention

_COMPARE = re.compile(
    r"(?:\bthan|\b(?:up|down|rise|fall|increase[sd]?|decrease[sd]?|reduction|improvement|drop|change|better|worse|"
    r"higher|lower|growth|points?|pp|a (?:third|quarter|fifth|half|tenth))(?:\s\w+){0,2}\son|%\s(?:up\s|down\s)?on|\bcompare[sd]? (?:to|with)|"
    r"\bas against|\brelative to|\bmeasured against|\bsince)"
    r"\s+(?:(?:in|at|for|during|the|that|those|of|whole|levels?|position|a)\s+)*$"
)
_ASIDE = re.compile(
    r"\b(?:published|renewed|ended|started|starting|introduced|agreed|closed|launched|approved|dated|issued|reopened|"
    r"began|met|held|changed|expires?|inspected|inspection|reference to the|when|after|following|prior to|deadline|into force|"
    r"report|meeting|decision|minute|lapsed|opened|judged|signed|announced|deposited|valuation|survey|census|uplifted)\s+"
    r"(?:(?:in|on|at|from|the|to|by|of|meeting|its|as|a)\s+){0,3}$"
)
_ASIDE_AFTER = re.compile(
    r"\s?(?:baseline|act\b|deadline|census|valuation|local housing|strategy|levels?\b|milestone|budget setting|meeting|round\b)"
)
_WEAK = frozenset(("now", "past", "year", "last", "next", "event"))
_CLAUSE_START = re.compile(r"[;:(]|\s[-–—•]\s|,\s(?:and|but|while|whereas|with)\s|[.?!]\s")


_PARTS = re.compile(r";|\b(?:compared|against|from|than|target|up|down|while|but|whereas|and was|similar|target)\b")
"""Words that keep a mention after a later figure from holding for the one before."""


@dataclass(frozen=True, slots=True)
class Bond:
    """How one figure stands to the mentions of its sentence: ``how`` is attach, bracket, topic, share, chain or ctx."""

    how: str
    mention: PeriodMention | None = None


def kind_of(text: str, start: int, mention: PeriodMention) -> str:
    """plain, compare ("than in 2019"), aside ("published in May"), or weak ("now", "last year").

    >>> said = "8% more than in 2019"
    >>> kind_of(said, 0, PeriodMention(16, 20, "year"))
    'compare'
    """
    head = (mention.relative or "").partition(":")[0]
    if mention.form == "season" and mention.period is None:
        return "aside"
    if head in ("same", "year") and text[mention.start : mention.start + 3].lower() == "on ":
        return "compare"
    before = folded(text[max(start, mention.start - 60) : mention.start])
    if _COMPARE.search(before):
        return "compare"
    if head in _WEAK:
        return "weak"
    if _ASIDE.search(before) or _ASIDE_AFTER.match(folded(text[mention.end : mention.end + 40])):
        return "aside"
    return "plain"


def bind(text: str, start: int, figures: Sequence[Draft], mentions: Sequence[PeriodMention]) -> list[Bond]:
    """The bond of each figure of one sentence; ``start`` is where the sentence begins."""
    bonds: list[Bond | None] = [None] * len(figures)
    plain = [m for m in mentions if kind_of(text, start, m) == "plain"]
    if (pairs := _respective(text, figures, plain)) is not None:
        return pairs
    starts = [figure.quantity.start for figure in figures]
    topics: list[tuple[int, PeriodMention]] = []
    for mention in plain:
        left = max((i for i, s in enumerate(starts) if s < mention.start), default=None)
        right = min((i for i, s in enumerate(starts) if s >= mention.end), default=None)
        how, index = _tie(text, start, figures, plain, mention, left, right)
        if how == "topic" and index is not None:
            topics.append((index, mention))
        elif index is not None and (bonds[index] is None or (how == "attach" and bonds[index].how != "attach")):  # type: ignore[union-attr]
            bonds[index] = Bond(how, mention)
    _govern(text, figures, bonds, topics)
    _share(text, figures, bonds)
    return [bond or Bond("chain" if i else "ctx") for i, bond in enumerate(bonds)]


def _respective(text: str, figures: Sequence[Draft], plain: Sequence[PeriodMention]) -> list[Bond] | None:
    """ "41 and 38 in 2019 and 2020 respectively": as many figures as mentions, paired in their order."""
    if len(figures) != len(plain) or len(plain) < 2:
        return None
    last = max(figures[-1].quantity.end, plain[-1].end)
    if not re.match(r"(?i)\W{0,3}respectively\b", text[last : last + 20]):
        return None
    return [Bond("attach", mention) for mention in plain]


def _tie(
    text: str, start: int, figures: Sequence[Draft], plain: Sequence[PeriodMention], mention: PeriodMention,
    left: int | None, right: int | None,
) -> tuple[str, int | None]:  # fmt: skip
    """To which figure a mention belongs, and how."""
    before = text[max(start, mention.start - 60) : mention.start]
    if before.rstrip().endswith("("):
        close = text.find(")", mention.end, mention.end + 80)
        if right is not None and close > figures[right].quantity.start:
            return "bracket", right
        return "attach", left
    if right is not None and _opens(text, start, figures, mention, left):
        return "topic", right
    if left is not None:
        gap = text[figures[left].quantity.end : mention.start]
        crossed = any(figures[left].quantity.end <= m.start < mention.start for m in plain)
        if ";" not in gap and not crossed and len(gap) < 140:
            return "attach", left
        if right is not None and not crossed:
            return "topic", right
        return ("far", None) if crossed or right is None else ("topic", right)
    return "topic", right


def _opens(text: str, start: int, figures: Sequence[Draft], mention: PeriodMention, left: int | None) -> bool:
    """Whether a mention stands at the head of its clause: "In Q1 …", "; at 31 March …"."""
    low = start if left is None else figures[left].quantity.end
    lead = text[low : mention.start]
    cut = [m.end() for m in _CLAUSE_START.finditer(lead)]
    if left is not None and not cut:
        return False
    head = lead[cut[-1] :] if cut else lead
    return len(head.split()) <= 4


def _govern(
    text: str, figures: Sequence[Draft], bonds: list[Bond | None], topics: Sequence[tuple[int, PeriodMention]]
) -> None:
    for place, (first, mention) in enumerate(topics):
        stop = topics[place + 1][0] if place + 1 < len(topics) else len(figures)
        close = _end_of_aside(text, figures[0].sentence.start, mention)
        for index in range(first, stop):
            if close is not None and figures[index].quantity.start > close:
                break
            if bonds[index] is None:
                bonds[index] = Bond("topic" if index == first else "topic_on", mention)


def _end_of_aside(text: str, start: int, mention: PeriodMention) -> int | None:
    """Where the brackets around a mention end: "(3 in the same period of 2018); 19 persons" """
    before = text[start : mention.start]
    if before.count("(") <= before.count(")"):
        return None
    close = text.find(")", mention.end, mention.end + 120)
    return close if close >= 0 else None


def _share(text: str, figures: Sequence[Draft], bonds: list[Bond | None]) -> None:
    """A mention after the last of several figures also holds for those before it in the clause."""
    for index in range(len(figures) - 2, -1, -1):
        later = bonds[index + 1]
        if bonds[index] is not None or later is None or later.how not in ("attach", "share") or later.mention is None:
            continue
        gap = text[figures[index].quantity.end : figures[index + 1].quantity.start]
        if len(gap) > 90 or _PARTS.search(folded(gap)) or later.mention.form == "since":
            continue
        if later.mention.start > figures[index + 1].quantity.start:
            bonds[index] = Bond("share", later.mention)
