"""How one figure stands among the mentions, the figures and the sentences around it: what candidates are described by."""

# ruff: noqa: E501 - classes of distance stand on one line

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from minuted.nlp.facts import Period
from minuted.nlp.periods.context import Context
from minuted.nlp.periods.wording import figure_facts
from minuted.nlp.reading import PeriodMention, Sentence


class Standing:
    """One figure, with what was decided for the figures before it (``assigned``)."""

    def __init__(self, context: Context, index: int, assigned: Sequence[Period | None]) -> None:
        self.context, self.index, self.assigned = context, index, assigned
        self.drafts = context.drafts
        self.draft = self.drafts[index]
        self.sentence = self.draft.sentence
        self.bond = context.bonds[index]
        self.first = context.firsts[index]
        self.role = self.draft.role or "actual"
        self.facts = figure_facts(context.reading, self.draft)
        self.sit = self._situation()

    def _situation(self) -> str:
        """How the figure stands in its sentence, and where the sentence stands, for figures without a mention."""
        if self.bond.how != "ctx":
            return self.bond.how
        if self.index and self.drafts[self.index - 1].sentence.block_index == self.sentence.block_index:
            return "inblock"
        return "newblock"

    def quote(self, mention: PeriodMention) -> str:
        """The words of a mention."""
        return self.context.reading.text[mention.start : mention.end]

    def figures_between(self, low: int, high: int) -> int:
        """How many other figures stand between two places of the sentence, counted up to two."""
        count, index = 0, self.first
        while index < len(self.drafts) and self.drafts[index].sentence is self.sentence:
            count += index != self.index and low < self.drafts[index].quantity.start < high
            index += 1
        return min(2, count)

    def distance(self, period: Period) -> str:
        """How long before the meeting a period ended: a coarse class, "ahead" where it has not begun."""
        latest = self.context.clock.latest
        if latest is None:
            return "unknown"
        days = (latest - period.end).days
        return (
            "ahead"
            if period.start > latest
            else "100"
            if days < 100
            else "200"
            if days < 200
            else "year"
            if days < 400
            else "long"
        )

    def base(self, mention: PeriodMention) -> Period | None:
        """The period of what a relative mention is compared with: the figure before it, else an earlier mention."""
        if mention.period is not None:
            return None
        for index in range(self.index - 1, self.first - 1, -1):
            if self.drafts[index].quantity.start < mention.start and self.assigned[index] is not None:
                return self.assigned[index]
        for other in reversed(self.context.within(self.sentence.start, mention.start)):
            if other.period is not None:
                return other.period
        if mention.relative == "same:0" and self.first:
            return next((p for p in reversed(self.assigned[: self.first]) if p is not None), self.context.clock.own)
        for index in range(self.first - 1, max(-1, self.first - 6), -1):
            if (
                self.drafts[index].sentence.block_index == self.sentence.block_index
                and self.assigned[self.context.firsts[index]]
            ):
                return self.assigned[self.context.firsts[index]]
        if self.context.clock.own is None and self.first:
            return self.assigned[self.context.firsts[self.first - 1]]
        return self.context.clock.own

    def sentences_since(self, other: Sentence) -> int:
        """How many sentences without a figure stand between, counted up to three."""
        text = self.context.reading.text[other.end : self.sentence.start]
        return min(3, text.count(". ") + text.count("\n\n"))

    def where(self, block_index: int) -> str:
        """How far before this figure's block another one stands: in it, 1, 2 (two or three) or 3 (more)."""
        if block_index == self.sentence.block_index:
            return "in"
        gap = self.sentence.block_index - block_index
        return "1" if gap == 1 else "2" if gap <= 3 else "3"

    def rate(self, period: Period | None) -> str:
        """How many of the earlier figures without a mention of their own were about ``period``: a class of four."""
        count, about = self.context.tally(self.assigned, self.index)
        if count < 3:
            return "few"
        return str(int(about.get(period, 0) / count * 3.99))

    def common(self) -> Period | None:
        """The period that most of the last dozen figures are about."""
        recent = [p for p in self.assigned[max(0, self.index - 12) : self.index] if p is not None]
        if len(recent) < 2:
            return None
        first: dict[tuple[dt.date, dt.date], Period] = {}
        counts: dict[tuple[dt.date, dt.date], int] = {}
        for period in recent:
            days = (period.start, period.end)
            first.setdefault(days, period)
            counts[days] = counts.get(days, 0) + 1
        return first[max(counts, key=counts.__getitem__)]
