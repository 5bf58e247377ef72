"""For each figure, every period that it could be about, each with what speaks for it.

A candidate is a period (or None: the paper does not say when) with a set of features: short strings such as
``V:attach`` (the mention that the sentence binds to the figure), which ``features.py`` names and ``ranker.py`` weighs.
Where two sources give the same period, their features stand together.
"""

# ruff: noqa: E501 - a source and its features stand on one line

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from minuted.nlp.facts import Period
from minuted.nlp.needles import folded
from minuted.nlp.periods import calendar as cal
from minuted.nlp.periods.context import Context, mention_period, since_april
from minuted.nlp.periods.features import Key, Table
from minuted.nlp.periods.resolve import occurrences
from minuted.nlp.periods.standing import Standing
from minuted.nlp.periods.wording import cue_in, form_of, unit_class
from minuted.nlp.reading import PeriodMention

Days = tuple[dt.date, dt.date] | None
_POINTS = ("date", "month_end", "month_year")
"""After "to" these may end the year so far: "collected to 31 January"."""


@dataclass(slots=True)
class Candidate:
    """One period that a figure could be about (None: none), what speaks for it and where it was read."""

    period: Period | None
    features: dict[str, float] = field(default_factory=dict)
    """Each feature with its weight in the table."""
    sources: list[str] = field(default_factory=list)


class Candidates(Standing):
    """The candidates of one figure, gathered source by source."""

    def __init__(
        self, context: Context, index: int, assigned: Sequence[Period | None], table: Table | None = None
    ) -> None:
        super().__init__(context, index, assigned)
        self.table = Table() if table is None else table
        self.situation = (self.sit, self.role, self.facts.tense, self.facts.value)
        self.found: dict[Days, Candidate] = {}
        self.none = self._add(None, "the paper does not say")
        self.gather()

    def _add(self, period: Period | None, source: str, *keys: Key) -> Candidate:
        days = (period.start, period.end) if period else None
        candidate = self.found.get(days)
        if candidate is None:
            candidate = self.found[days] = Candidate(period)
        features, table = candidate.features, self.table
        for key in keys:
            features.update(table[key])
        if source not in candidate.sources:
            candidate.sources.append(source)
        return candidate

    def _tag(self, period: Period | None, source: str, tag: str, *more: Key) -> None:
        """Add a candidate under a source's tag, with the tag's features for this figure's situation.

        ``more`` are keys without their tag.
        """
        if period is None:
            tag = f"none-{tag}"
        features, table = self._add(period, source, ("tagged", tag, *self.situation)).features, self.table
        for key in more:
            features.update(table[(key[0], tag, *key[1:])])

    def gather(self) -> None:
        """Ask every source in turn."""
        self._from_bond()
        self._from_other_mentions()
        self._from_figures_before()
        self._from_before()
        self._from_lead_in_and_headings()
        self._from_paper()
        self._from_change()
        if self.context.schools:
            self._as_academic()
        self._describe()

    def _from_bond(self) -> None:
        mention = self.bond.mention
        if mention is None:
            return
        period = mention_period(self.context, mention, self.base(mention), self.role)
        text, quantity = self.context.reading.text, self.draft.quantity
        low, high = (mention.end, quantity.start) if mention.start < quantity.start else (quantity.end, mention.start)
        side = "before" if mention.start < quantity.start else "after"
        gap = text[low:high]
        lead = _lead_word(text[max(self.sentence.start, mention.start - 24) : mention.start])
        source = f"sentence: {self.quote(mention)}"
        shape, cue = _shape(mention), "" if self.sit == "attach" else cue_in(gap)
        told: tuple[Key, ...] = (
            ("bond_words", self.sit, shape, lead, self.role, self.facts.setting),
            ("bond_gap", self.sit, min(len(gap) // 25, 3), side, cue),
        )
        self._tag(period, source, "V", *told)
        for which, other in occurrences(mention.relative or "", self.context.clock):
            self._tag(other, source, "V", *told)
            self._add(other, source, ("occurrence", which, self.role, self.facts.tense, lead, self.distance(other)))

        if mention.form in _POINTS and lead == "to" and period is not None:
            self._tag(since_april(period), f"the year to {self.quote(mention)}", "VT")

    def _from_other_mentions(self) -> None:
        text, quantity = self.context.reading.text, self.draft.quantity
        for mention in self.context.within(self.sentence.start, self.sentence.end):
            if mention is self.bond.mention:
                continue
            kind = self.context.kind(mention, self.sentence.start)
            period = mention_period(self.context, mention, self.base(mention), self.role)
            if period is None and kind != "weak":
                continue
            side = "before" if mention.start < quantity.start else "after"
            gap = text[quantity.end : mention.start] if side == "after" else text[mention.end : quantity.start]
            near = "near" if len(gap) < 25 else "off"
            crossed = self.figures_between(*sorted((mention.start, quantity.start)))
            self._tag(
                period,
                f"sentence: {self.quote(mention)}",
                f"X-{kind}",
                ("other_mention", side, near, _shape(mention), crossed, "cut" if ";" in gap else "on"),
            )

    def _from_figures_before(self) -> None:
        """The figure before in the sentence, and the sentence's first figure."""
        if self.index > self.first:
            before = self.drafts[self.index - 1]
            gap = self.context.reading.text[before.quantity.end : self.draft.quantity.start]
            cue, how = cue_in(gap), self.context.bonds[self.index - 1].how
            told = ("earlier_figure", self.sit, cue, before.role, self.role, how)
            self._tag(self.assigned[self.index - 1], "the figure before", "PF", told)
            if self.index - 1 > self.first:
                self._tag(self.assigned[self.first], "the first figure of the sentence", "SM", told)
        self._from_same_value()
        antecedent = self.draft.antecedent
        if antecedent is not None:
            for index in range(self.index - 1, max(-1, self.index - 20), -1):
                if self.drafts[index] is antecedent:
                    self._tag(self.assigned[index], "the figure it is set beside", "A")

    def _from_same_value(self) -> None:
        """An earlier figure with the same value and unit: "41 of the 312 children"."""
        quantity = self.draft.quantity
        if quantity.value < 13 and quantity.unit == "count":
            return
        for index in range(self.index - 1, max(-1, self.index - 40), -1):
            other = self.drafts[index].quantity
            if other.value == quantity.value and other.unit == quantity.unit:
                self._tag(self.assigned[index], "the same value before", "SV")
                return

    def _from_before(self) -> None:
        """The sentences before: their first and last figures, and the mentions that stand in them."""
        if self.first and self.bond.mention is None:
            last = self.first - 1
            other = self.drafts[last].sentence
            where = self.where(other.block_index)
            opens = self.facts.opens
            part = int(other.headings == self.sentence.headings)
            shared, away = self.context.shared(self.sentence, other), self.sentences_since(other)
            wording = ("earlier_sentence", self.sit, opens, self.facts.setting, self.facts.state)
            for tag, index in (("PM", self.context.firsts[last]), ("PL", last)):
                roles = f"{self.drafts[index].role}>{self.role}"
                place = ("sentence_before", self.sit, roles, part, shared, away)
                self._tag(self.assigned[index], "the sentence before", tag + where, wording, place)
        stop = bisect_left(self.context.starts, self.sentence.start)
        seen = 0
        for mention in reversed(self.context.mentions[max(0, stop - 6) : stop]):
            if mention.start < self.sentence.start - 900 or seen == 2:
                break
            aside = self.context.kind(mention, max(0, mention.start - 60))
            if aside in ("compare", "weak"):
                continue
            period = self.context.stated(mention)
            if period is None or self.context.is_meeting(period):
                continue
            where = "in" if mention.start >= self.sentence.block.start else "up"
            told = ("noted", f"{self.sit}:{form_of(period)}", f"{self.sit}:{aside}")
            self._tag(period, f"earlier: {self.quote(mention)}", f"B{seen}{where}", told)
            seen += 1

    def _from_lead_in_and_headings(self) -> None:
        if self.sentence.lead_in:
            for rank, period in enumerate(self.context.periods_in(self.sentence.lead_in)[:2]):
                self._tag(period, f"lead-in: {period.label}", f"L{rank}", ("noted", form_of(period)))
        for depth, heading in enumerate(reversed(self.sentence.headings[-4:])):
            for rank, period in enumerate(self.context.periods_in(heading)[:2]):
                told = ("noted", f"{form_of(period)}:{self.role}")
                self._tag(period, f"heading: {period.label}", f"H{min(depth, 2)}{rank}", told)
                self._add(period, "heading", ("noted", "H", self.sit, f"{self.sit}:{self.facts.setting}"))

    def _from_paper(self) -> None:
        """What the paper reports on, its last day, its financial year, and the day of the meeting."""
        role, facts, context, sit = self.role, self.facts, self.context, self.sit
        own, today, times = context.clock.own, context.clock.today, context.times
        unit, shape = unit_class(self.draft), form_of(own) if own else "no"
        if own is not None:
            wording = ("own_wording", sit, shape, facts.setting, role, facts.cost, facts.opens)
            rate, kind = self.rate(own), context.reading.kind
            grades = ("own_grades", sit, rate, context.strength, context.share, facts.setting, kind)
            for name, period in times.own:
                self._tag(period, times.source, name, wording, grades)
        if times.year is not None:
            source = f"the paper's financial year: {times.year.label}"
            self._tag(times.year, source, "OY", ("noted", f"{shape}:{role}", f"{role}:{unit}"))
            self._tag(times.next_year, "the next financial year", "OY1", ("noted", f"{role}:{unit}"))
        if today is not None:
            self._tag(times.day, "the meeting", "M")
            self._tag(times.month, "the month of the meeting", "MM")
        if context.opening is not None:
            told = ("noted", f"{sit}:{facts.tense}", f"{sit}:{shape}")
            self._tag(context.opening, "the first period that the paper states", "FM", told)
        common = self.common()
        if common is not None:
            self._tag(common, "the period of most figures before", "MJ", ("noted", f"{sit}:{facts.setting}"))

    def _from_change(self) -> None:
        """A change is between the first and the last period that its sentence names."""
        if self.role != "change":
            return
        in_sentence = self.context.within(self.sentence.start, self.sentence.end)
        periods = [p for m in in_sentence if (p := mention_period(self.context, m, self.base(m), "actual"))]
        if any(p.label.startswith("AY") for p in periods):  # "from 702 in the 2020/21 academic year to 906 in 2022/23"
            periods = [cal.academic_year(p.start.year) if p.label.startswith("FY") else p for p in periods]
        if len(periods) >= 2 and periods[0].end != periods[-1].end:
            ends = sorted((periods[0], periods[-1]), key=lambda p: p.end)
            self._tag(cal.span(*ends), "from the first to the last period named", "C", ("noted", form_of(periods[0])))
            self._tag(ends[1], "the later of the periods named", "CL", ("noted", form_of(periods[0])))

    def _as_academic(self) -> None:
        """In a paper about schools each financial year may be the academic year of the same name."""
        money = unit_class(self.draft) == "money" or self.role == "budget"
        said = self.context.academic
        for candidate in list(self.found.values()):
            period = candidate.period
            if period is not None and period.label.startswith("FY"):
                school = cal.academic_year(period.start.year)
                own = self.context.clock.own is not None and self.context.clock.own.label.startswith("AY")
                added = self._add(school, candidate.sources[0] + " (academic)", ("academic", money, said, own))
                added.features.update(candidate.features)

    def _describe(self) -> None:
        """Features of the figure that speak for or against "none", and of each candidate's shape with the role."""
        facts, role, sit, context, table = self.facts, self.role, self.sit, self.context, self.table
        own = form_of(context.clock.own) if context.clock.own else "no"
        unit, kind = unit_class(self.draft), context.reading.kind
        named = "named" if context.within(self.sentence.start, self.sentence.end) else "bare"
        for key in (
            ("no_period", sit, role, unit, facts.tense, facts.setting),
            ("no_period_wording", sit, facts.cost, facts.value, facts.opens, facts.state, named),
            ("no_period_paper", sit, own, kind, context.strength, context.share, facts.setting, self.rate(None)),
        ):
            self.none.features.update(table[key])
        today = context.clock.today
        for candidate in self.found.values():
            period = candidate.period
            if period is None:
                continue
            candidate.features.update(table["shaped", form_of(period), role, unit, facts.state])
            if today is not None:
                time = "after" if period.start > today else ("over" if period.end > today else "past")
                candidate.features.update(table["timed", time, role, facts.tense])


def _shape(mention: PeriodMention) -> str:
    return form_of(mention.period) if mention.period is not None else (mention.relative or "none").partition(":")[0]


_LEAD = re.compile(
    r"\b(in|at|on|by|for|of|from|to|between|during|until|till|before|after|over|and|with|against|as|end|to the)\W*(?:the\W*)?$"
)


def _lead_word(text: str) -> str:
    """The preposition before a mention."""
    tail = text.rstrip()
    if tail.endswith(("(", ":")):
        return tail[-1]
    found = _LEAD.search(folded(text))
    return found[1] if found else ("none" if tail else "start")
