"""For each figure, every period that it could be about, each with what speaks for it.

A candidate is a period (or None: the paper does not say when) with a set of features: short strings such as
``V:attach`` (the mention that the sentence binds to the figure).  ``ranker.py`` weighs them.  Where two sources give
the same period, their features stand together.
"""

# ruff: noqa: E501 - a source and its features stand on one line

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from minuted.nlp.facts import Period
from minuted.nlp.periods import calendar as cal
from minuted.nlp.periods.context import Context, is_academic, mention_period
from minuted.nlp.periods.resolve import occurrences
from minuted.nlp.periods.standing import Standing
from minuted.nlp.periods.wording import cue_in, form_of, shared_words, unit_class
from minuted.nlp.reading import PeriodMention

Days = tuple[object, object] | None
_POINTS = ("date", "month_end", "month_year")
"""After "to" these may end the year so far: "collected to 31 January"."""


@dataclass(slots=True)
class Candidate:
    """One period that a figure could be about (None: none), what speaks for it and where it was read."""

    period: Period | None
    features: set[str] = field(default_factory=set)
    sources: list[str] = field(default_factory=list)


class Candidates(Standing):
    """The candidates of one figure, gathered source by source."""

    def __init__(self, context: Context, index: int, assigned: Sequence[Period | None]) -> None:
        super().__init__(context, index, assigned)
        self.found: dict[Days, Candidate] = {}
        self.none = self._add(None, "the paper does not say")
        self.gather()

    def _add(self, period: Period | None, source: str, *features: str) -> Candidate:
        key = (period.start, period.end) if period else None
        candidate = self.found.setdefault(key, Candidate(period))
        candidate.features.update(features)
        if source not in candidate.sources:
            candidate.sources.append(source)
        return candidate

    def _tag(self, period: Period | None, source: str, tag: str, *more: str) -> None:
        """Add a candidate under a source's tag, with the tag's features for this figure's situation."""
        facts, sit = self.facts, self.sit
        if period is None:
            tag = f"none-{tag}"
        self._add(
            period, source, tag, f"{tag}:{sit}", f"{tag}:{sit}:{self.role}", f"{tag}:{sit}:{facts.tense}", f"{tag}:{sit}:{facts.value}",
            *(f"{tag}:{name}" for name in more),
        )  # fmt: skip

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
        told = (
            self.sit + ":" + _shape(mention), f"{self.sit}:{lead}",
            f"{self.sit}:gap{min(len(gap) // 25, 3)}", f"{side}:{cue_in(gap) if self.sit != 'attach' else ''}",
            f"{_shape(mention)}:{self.role}", f"{lead}:{self.role}", f"{self.sit}:{self.facts.setting}", f"{lead}:{_shape(mention)}",
        )  # fmt: skip
        self._tag(period, source, "V", *told)
        for which, other in occurrences(mention.relative or "", self.context.clock):
            self._tag(other, source, "V", *told)
            names = ("", f":{self.role}", f":{self.facts.tense}", f":{lead}", f":{self.distance(other)}")
            self._add(other, source, *(f"W:{which}{name}" for name in names))

        if mention.form in _POINTS and lead == "to" and period is not None:
            self._tag(_since_april(period), f"the year to {self.quote(mention)}", "VT")

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
                period, f"sentence: {self.quote(mention)}", f"X-{kind}", f"{side}:{near}", f"{_shape(mention)}:{side}",
                f"{side}:figures{crossed}", f"{side}:{'cut' if ';' in gap else 'on'}:figures{crossed}",
            )  # fmt: skip

    def _from_figures_before(self) -> None:
        """The figure before in the sentence, and the sentence's first figure."""
        if self.index > self.first:
            before = self.drafts[self.index - 1]
            gap = self.context.reading.text[before.quantity.end : self.draft.quantity.start]
            cue, how = cue_in(gap), self.context.bonds[self.index - 1].how
            names = (
                f"{self.sit}:{cue}",
                f"{self.sit}:{before.role}>{self.role}",
                f"{self.sit}:{how}",
            )
            self._tag(self.assigned[self.index - 1], "the figure before", "PF", *names)
            if self.index - 1 > self.first:
                self._tag(self.assigned[self.first], "the first figure of the sentence", "SM", *names)
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
            shared = shared_words(self.sentence.text, other.text)
            for tag, index in (("PM", self.context.firsts[last]), ("PL", last)):
                self._tag(
                    self.assigned[index], "the sentence before", tag + where, f"{self.sit}:{opens}", f"{self.sit}:{self.facts.setting}",
                    f"{self.sit}:{self.drafts[index].role}>{self.role}", f"{self.sit}:{self.facts.state}",
                    f"{self.sit}:part{part}", f"{self.sit}:shared{shared}", f"{self.sit}:away{self.sentences_since(other)}",
                )  # fmt: skip
        stop = bisect_left(self.context.starts, self.sentence.start)
        seen = 0
        for mention in reversed(self.context.mentions[max(0, stop - 6) : stop]):
            if mention.start < self.sentence.start - 900 or seen == 2:
                break
            if self.context.kind(mention, max(0, mention.start - 60)) in ("compare", "weak"):
                continue
            period = mention_period(self.context, mention, self.context.clock.own, "actual")
            if period is None or self.context.is_meeting(period):
                continue
            where = "in" if mention.start >= self.sentence.block.start else "up"
            aside = self.context.kind(mention, max(0, mention.start - 60))
            self._tag(
                period,
                f"earlier: {self.quote(mention)}",
                f"B{seen}{where}",
                f"{self.sit}:{form_of(period)}",
                f"{self.sit}:{aside}",
            )
            seen += 1

    def _from_lead_in_and_headings(self) -> None:
        if self.sentence.lead_in:
            for rank, period in enumerate(self.context.periods_in(self.sentence.lead_in)[:2]):
                self._tag(period, f"lead-in: {period.label}", f"L{rank}", form_of(period))
        for depth, heading in enumerate(reversed(self.sentence.headings[-4:])):
            for rank, period in enumerate(self.context.periods_in(heading)[:2]):
                self._tag(
                    period, f"heading: {period.label}", f"H{min(depth, 2)}{rank}", f"{form_of(period)}:{self.role}"
                )
                self._add(period, "heading", f"H:{self.sit}", f"H:{self.sit}:{self.facts.setting}")

    def _from_paper(self) -> None:
        """What the paper reports on, its last day, its financial year, and the day of the meeting."""
        role, facts, own, clock = self.role, self.facts, self.context.clock.own, self.context.clock
        unit, sit = unit_class(self.draft), self.sit
        if own is not None:
            shape = form_of(own)
            rate = self.rate(own)
            for name, period in (("O", own), ("OE", cal.day(own.end)), ("OS", _since_april(own))):
                self._tag(
                    period, f"the paper's own period: {own.label}", name, f"{sit}:{shape}", f"{sit}:{facts.setting}",
                    f"{shape}:{role}", f"{sit}:{facts.cost}", f"{sit}:{facts.opens}", f"rate{rate}:{sit}", f"{sit}:strength{self.context.strength}", f"{sit}:share{self.context.share}",
                    f"strength{self.context.strength}:{facts.setting}", f"{sit}:{self.context.reading.kind}",
                )  # fmt: skip
        if clock.year is not None:
            shape = form_of(own) if own else "no"
            self._tag(
                clock.year,
                f"the paper's financial year: {clock.year.label}",
                "OY",
                f"{shape}:{role}",
                f"{role}:{unit}",
            )
            self._tag(cal.shift_years(clock.year, 1), "the next financial year", "OY1", f"{role}:{unit}")
        if clock.today is not None:
            self._tag(cal.day(clock.today), "the meeting", "M")
            self._tag(cal.month(clock.today.year, clock.today.month), "the month of the meeting", "MM")
        if self.context.opening is not None:
            self._tag(
                self.context.opening,
                "the first period that the paper states",
                "FM",
                f"{sit}:{facts.tense}",
                f"{sit}:{form_of(own) if own else 'no'}",
            )
        common = self.common()
        if common is not None:
            self._tag(common, "the period of most figures before", "MJ", f"{sit}:{facts.setting}")

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
            self._tag(cal.span(*ends), "from the first to the last period named", "C", form_of(periods[0]))
            self._tag(ends[1], "the later of the periods named", "CL", form_of(periods[0]))

    def _as_academic(self) -> None:
        """In a paper about schools each financial year may be the academic year of the same name."""
        money = unit_class(self.draft) == "money" or self.role == "budget"
        for candidate in list(self.found.values()):
            period = candidate.period
            if period is not None and period.label.startswith("FY"):
                school = cal.academic_year(period.start.year)
                said = any(is_academic(m) for m in self.context.mentions)
                own = self.context.clock.own is not None and self.context.clock.own.label.startswith("AY")
                more = ("AY", f"AY:money{int(money)}said{int(said)}own{int(own)}")
                self._add(school, candidate.sources[0] + " (academic)", *candidate.features, *more)

    def _describe(self) -> None:
        """Features of the figure that speak for or against "none", and of each candidate's shape with the role."""
        facts, role, sit = self.facts, self.role, self.sit
        own = form_of(self.context.clock.own) if self.context.clock.own else "no"
        unit, kind = unit_class(self.draft), self.context.reading.kind
        named = "named" if self.context.within(self.sentence.start, self.sentence.end) else "bare"
        self.none.features.update(
            (
                f"N:{sit}", f"N:{sit}:{role}", f"N:{sit}:{unit}", f"N:{sit}:{facts.tense}", f"N:{sit}:{facts.setting}", f"N:{sit}:{facts.cost}",
                f"N:{sit}:{own}", f"N:{sit}:{kind}", f"N:{sit}:{facts.value}", f"N:{sit}:{facts.opens}", f"N:{sit}:{facts.state}",
                f"N:{sit}:{named}", f"N:{facts.setting}:{facts.tense}", f"N:{role}:{unit}", f"N:{sit}:strength{self.context.strength}", f"N:{sit}:share{self.context.share}",
                f"N:strength{self.context.strength}:{facts.setting}", f"N:{sit}:rate{self.rate(None)}",
            )
        )  # fmt: skip
        today = self.context.clock.today
        for candidate in self.found.values():
            period = candidate.period
            if period is None:
                continue
            shape = form_of(period)
            candidate.features.update((f"F:{shape}:{role}", f"F:{shape}:{unit}", f"F:{shape}:{facts.state}"))
            if today is not None:
                time = "after" if period.start > today else ("over" if period.end > today else "past")
                candidate.features.update((f"T:{time}:{role}", f"T:{time}:{facts.tense}"))


def _since_april(own: Period) -> Period:
    return cal.name_period(cal.financial_year(cal.financial_start(own.end)).start, own.end)


def _shape(mention: PeriodMention) -> str:
    return form_of(mention.period) if mention.period is not None else (mention.relative or "none").partition(":")[0]


_LEAD = re.compile(
    r"(?i)\b(in|at|on|by|for|of|from|to|between|during|until|till|before|after|over|and|with|against|as|end|to the)\W*(?:the\W*)?$"
)


def _lead_word(text: str) -> str:
    """The preposition before a mention."""
    tail = text.rstrip()
    if tail.endswith(("(", ":")):
        return tail[-1]
    found = _LEAD.search(text)
    return found[1].lower() if found else ("none" if tail else "start")
