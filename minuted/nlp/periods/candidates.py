"""For each figure, every period that it could be about, each with what speaks for it.

A candidate is a period (or None: the paper does not say when) with a set of features: short strings such as
``S:after:n0`` (a mention in the sentence, after the figure, no other figure between).  ``ranker.py`` weighs them.
Where two sources give the same period, their features stand together.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from minuted.nlp.facts import Period
from minuted.nlp.periods import calendar as cal
from minuted.nlp.periods.mentions import read_mentions
from minuted.nlp.periods.resolve import Clock, resolve
from minuted.nlp.reading import Draft, PeriodMention, Reading, Sentence

Key = tuple[str, str] | None


@dataclass(slots=True)
class Candidate:
    """One period that a figure could be about (None: none), what speaks for it and where it was read."""

    period: Period | None
    features: set[str] = field(default_factory=set)
    sources: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Context:
    """What is looked up many times while the figures of one paper are given their periods."""

    reading: Reading
    clock: Clock
    mentions: Sequence[PeriodMention]
    starts: list[int]
    headings: dict[str, list[Period]] = field(default_factory=dict)
    schools: bool = False
    """True where the paper is about schools, so that a pair of years may be an academic year."""

    def within(self, start: int, end: int) -> Sequence[PeriodMention]:
        """The mentions that begin inside a span."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


_SCHOOL = re.compile(r"(?i)\b(?:academic|school year|pupils|GCSE|Key Stage|exam|attendance|exclusions|suspensions)\b")


def make_context(reading: Reading) -> Context:
    """The context of a paper whose mentions have been found."""
    mentions = [m for m in reading.period_mentions if m.period is not None or m.relative is not None]
    clock = Clock(reading.own_period, reading.meeting_date)
    schools = len(_SCHOOL.findall(reading.text, 0, 6000)) >= 4
    return Context(reading, clock, mentions, [m.start for m in mentions], schools=schools)


_AHEAD = re.compile(r"(?i)\b(?:by|until|till|before|from|next|starting|beginning)\s(?:the\s)?(?:end\sof\s)?$")
_FORWARD_ROLES = ("forecast", "target", "budget")


def mention_period(context: Context, mention: PeriodMention, base: Period | None, role: str | None) -> Period | None:
    """What a mention stands for beside a figure of ``role``, ``base`` being the period of what it is compared with."""
    if mention.period is not None or mention.relative is None:
        return mention.period
    before = context.reading.text[max(0, mention.start - 24) : mention.start]
    ahead = role in _FORWARD_ROLES and bool(_AHEAD.search(before))
    if mention.relative.startswith("event:"):
        return _event(context, mention)
    return resolve(mention.relative, context.clock, base, ahead)


def _event(context: Context, mention: PeriodMention) -> Period | None:
    """The date of the inspection, review or count, where the paper gave it before."""
    word = (mention.relative or "").partition(":")[2]
    for other in reversed(context.within(0, mention.start)):
        near = context.reading.text[max(0, other.start - 40) : other.end + 20].lower()
        if word in near and (other.period or other.relative):
            if other.relative and other.relative.startswith("since:"):
                point = other.relative.partition(":")[2]
                return cal.read_label(point) if point[0].isdigit() else resolve(point, context.clock)
            return other.period or resolve(other.relative or "", context.clock)
    return None


class Candidates:
    """The candidates of one figure, gathered source by source."""

    def __init__(
        self, context: Context, drafts: Sequence[Draft], index: int, assigned: Sequence[Period | None]
    ) -> None:
        self.context, self.drafts, self.index, self.assigned = context, drafts, index, assigned
        self.draft = drafts[index]
        self.sentence = self.draft.sentence
        self.found: dict[tuple[object, object] | None, Candidate] = {}
        self.none = self._add(None, "none")
        self.facts = figure_facts(context.reading, self.draft)
        self.in_sentence = [m for m in context.within(self.sentence.start, self.sentence.end) if not _is_weak(m)]
        self.gather()

    def _add(self, period: Period | None, source: str, *features: str) -> Candidate:
        key = (period.start, period.end) if period else None
        candidate = self.found.setdefault(key, Candidate(period))
        candidate.features.update(features)
        if source not in candidate.sources:
            candidate.sources.append(source)
        return candidate

    def gather(self) -> None:
        """Ask every source in turn."""
        self._from_sentence()
        self._from_figures_before()
        self._from_mentions_before()
        self._from_lead_in_and_headings()
        self._from_paper()
        self._from_change()
        if self.context.schools:
            self._as_academic()
        self._describe()

    def _from_sentence(self) -> None:
        own_start, own_end = self.draft.quantity.start, self.draft.quantity.end
        before = [m for m in self.in_sentence if m.start < own_start]
        after = [m for m in self.in_sentence if m.start >= own_end]
        for side, mentions in (("before", list(reversed(before))), ("after", after)):
            for rank, mention in enumerate(mentions):
                period = mention_period(self.context, mention, self._base(mention), self.draft.role)
                names = list(self._mention_features(mention, side, rank, len(before), len(after)))
                quote = self.context.reading.text[mention.start : mention.end]
                if period is None:
                    self.none.features.update("N" + name for name in names)
                else:
                    self._add(period, f"sentence: {quote}", *names)

    def _base(self, mention: PeriodMention) -> Period | None:
        """The period of what a relative mention is compared with: the figure before it, else an earlier mention."""
        if mention.period is not None:
            return None
        for index in range(self.index - 1, max(-1, self.index - 12), -1):
            other = self.drafts[index]
            if other.sentence.start != self.sentence.start:
                break
            if other.quantity.start < mention.start and self.assigned[index] is not None:
                return self.assigned[index]
        for other_mention in reversed(self.in_sentence):
            if other_mention.start < mention.start and other_mention.period is not None:
                return other_mention.period
        if mention.start > self.draft.quantity.end and self.context.clock.own is None:
            return None
        for index in range(self.index - 1, max(-1, self.index - 4), -1):
            if self.drafts[index].sentence.block_index == self.sentence.block_index and self.assigned[index]:
                return self.assigned[index]
        return self.context.clock.own

    def _mention_features(self, mention: PeriodMention, side: str, rank: int, before: int, after: int) -> Iterator[str]:
        text = self.context.reading.text
        quantity = self.draft.quantity
        low, high = (mention.end, quantity.start) if side == "before" else (quantity.end, mention.start)
        gap = text[low:high]
        between = self._figures_between(low, high)
        lead = text[max(self.sentence.start, mention.start - 30) : mention.start]
        preposition = _preposition(lead)
        form = form_class(mention)
        alone = "only" if before + after == 1 else "some"
        yield f"S:{side}"
        yield f"S:{side}:n{min(between, 2)}:r{min(rank, 2)}"
        yield f"S:{side}:n{min(between, 2)}:{alone}"
        yield f"S:{side}:{_gap_class(gap)}"
        yield f"S:{side}:n{min(between, 1)}:r{min(rank, 1)}:{_gap_class(gap)}"
        yield f"S:{side}:{preposition}:n{min(between, 2)}"
        yield f"S:{form}:{side}"
        yield f"S:{form}:{self.draft.role}"
        yield f"S:{self.draft.role}:{side}:n{min(between, 1)}"
        yield f"S:{alone}:{preposition}"
        yield f"S:gap{min(len(gap) // 12, 6)}:{side}"
        if side == "before" and mention.start - self.sentence.start < 16:
            yield f"S:opens:n{min(between, 2)}:r{min(rank, 1)}"
        if side == "after" and self._nearest_to(mention) is self.draft:
            yield f"S:nearest:r{min(rank, 1)}"
        elif side == "after":
            yield f"S:nearer_other:{preposition}"
        if side == "before" and after and self._opens_clause_after(mention):
            yield "S:before:other_after"
        if cue := _cue(text[max(self.sentence.start, min(low, high) - 4) : max(low, high)]):
            yield f"S:{side}:cue={cue}:n{min(between, 1)}"
            yield f"S:{side}:cue={cue}:{self.draft.role}"

    def _opens_clause_after(self, mention: PeriodMention) -> bool:
        return any(
            m.start > self.draft.quantity.end and m.start - self.draft.quantity.end < 25 for m in self.in_sentence
        )

    def _figures_between(self, low: int, high: int) -> int:
        count = 0
        for step in (-1, 1):
            index = self.index + step
            while 0 <= index < len(self.drafts):
                start = self.drafts[index].quantity.start
                if not low - 400 < start < high + 400:
                    break
                count += low <= start < high
                index += step
        return count

    def _nearest_to(self, mention: PeriodMention) -> Draft | None:
        """The last figure before a mention in its sentence."""
        best = None
        for index in range(max(0, self.index - 8), min(len(self.drafts), self.index + 9)):
            other = self.drafts[index]
            if self.sentence.start <= other.quantity.start < mention.start:
                best = other
        return best

    def _from_figures_before(self) -> None:
        has = f"m{min(len(self.in_sentence), 2)}"
        role = self.draft.role
        if self.index == 0:
            self.none.features.add("P:first")
            return
        before, period = self.drafts[self.index - 1], self.assigned[self.index - 1]
        if before.sentence.start == self.sentence.start:
            gap = self.context.reading.text[before.quantity.end : self.draft.quantity.start]
            cue = _cue(gap) or _gap_class(gap)
            fresh = any(before.quantity.end <= m.start < self.draft.quantity.start for m in self.in_sentence)
            owns = any(self.draft.quantity.end <= m.start for m in self.in_sentence)
            names = [
                f"P:same:{has}", f"P:same:{cue}", f"P:same:{before.role}>{role}", f"P:same:{role}:{has}",
                f"P:same:fresh{int(fresh)}:owns{int(owns)}", f"P:same:{cue}:fresh{int(fresh)}:owns{int(owns)}",
                f"P:same:{unit_class(before)}>{unit_class(self.draft)}", f"P:same:{cue}:{before.role}>{role}",
            ]  # fmt: skip
        elif before.sentence.block_index == self.sentence.block_index:
            names = [f"P:block:{has}", f"P:block:{role}:{has}", f"P:block:{self.facts.tense}:{has}",
                     f"P:block:{before.role}>{role}"]  # fmt: skip
        else:
            near = min(3, self.sentence.block_index - before.sentence.block_index)
            same_list = before.sentence.lead_in is not None and before.sentence.lead_in == self.sentence.lead_in
            same_part = before.sentence.headings == self.sentence.headings
            names = [f"P:far{near}:{has}", f"P:far:list{int(same_list)}:{has}", f"P:far:part{int(same_part)}:{has}",
                     f"P:far:{role}:{has}"]  # fmt: skip
        if period is None:
            self.none.features.update("N" + name for name in names)
        else:
            names.append(f"P:{form_of(period)}:{role}:{has}")
            self._add(period, "the figure before", *names)
        if self.draft.antecedent is not None:
            self._from_antecedent(has)

    def _from_antecedent(self, has: str) -> None:
        for index in range(self.index - 1, max(-1, self.index - 20), -1):
            if self.drafts[index] is self.draft.antecedent:
                period = self.assigned[index]
                names = (f"A:{has}", f"A:{self.draft.role}:{has}")
                if period is None:
                    self.none.features.update("N" + name for name in names)
                else:
                    self._add(period, "the figure it is set beside", *names)

    def _from_mentions_before(self) -> None:
        """The last mentions before the sentence: in its block, or further up in the same part of the paper."""
        has = f"m{min(len(self.in_sentence), 2)}"
        block = self.sentence.block
        stop = bisect_left(self.context.starts, self.sentence.start)
        seen = 0
        for mention in reversed(self.context.mentions[max(0, stop - 6) : stop]):
            if _is_weak(mention) or mention.relative and mention.relative.startswith("same"):
                continue
            period = mention_period(self.context, mention, None, "actual")
            if period is None or self._is_meeting(period):
                continue
            where = (
                "block"
                if mention.start >= block.start
                else ("near" if self.sentence.start - mention.start < 700 else "far")
            )
            before = self.context.reading.text[max(0, mention.start - 30) : mention.start]
            self._add(
                period, f"earlier: {self.context.reading.text[mention.start : mention.end]}",
                f"B:{where}:{seen}:{has}", f"B:{where}:{form_of(period)}:{has}", f"B:{where}:{_preposition(before)}:{has}",
                f"B:{where}:{form_of(period)}:{self.draft.role}", f"B:{where}:{seen}:{self.facts.tense}:{has}",
            )  # fmt: skip
            seen += 1
            if seen == 2:
                break

    def _is_meeting(self, period: Period) -> bool:
        return period.start == period.end == self.context.clock.today

    def _from_lead_in_and_headings(self) -> None:
        has = f"m{min(len(self.in_sentence), 2)}"
        lead_in = self.sentence.lead_in
        if lead_in:
            for rank, period in enumerate(self._periods_of(lead_in)[:2]):
                self._add(
                    period,
                    f"lead-in: {period.label}",
                    f"L:{rank}:{has}",
                    f"L:{form_of(period)}:{self.draft.role}:{has}",
                )
        for depth, heading in enumerate(reversed(self.sentence.headings[-4:])):
            for rank, period in enumerate(self._periods_of(heading)[:3]):
                self._add(
                    period, f"heading: {period.label}", f"H:{depth}:{rank}:{has}",
                    f"H:{form_of(period)}:{self.draft.role}:{has}", f"H:{min(depth, 2)}:{self.facts.tense}:{has}",
                    f"H:{rank}:{has}",
                )  # fmt: skip

    def _periods_of(self, text: str) -> list[Period]:
        known = self.context.headings.get(text)
        if known is None:
            known = []
            for mention in read_mentions(text):
                period = mention.period or (resolve(mention.relative, self.context.clock) if mention.relative else None)
                if period is not None and not self._is_meeting(period) and mention.form not in ("now", "this_stretch"):
                    known.append(period)
            self.context.headings[text] = known
        return known

    def _from_paper(self) -> None:
        """What the paper reports on, its last day, its financial year, and the day of the meeting."""
        has = f"m{min(len(self.in_sentence), 2)}"
        role, facts, own, clock = self.draft.role, self.facts, self.context.clock.own, self.context.clock
        if own is not None:
            shape = form_of(own)
            for name, period in (("O", own), ("OE", cal.day(own.end)), ("OS", self._since_april(own))):
                self._add(
                    period, f"the paper's own period: {own.label}", f"{name}:{has}", f"{name}:{shape}:{has}",
                    f"{name}:{shape}:{role}:{has}", f"{name}:{shape}:{facts.state}:{has}", f"{name}:{facts.tense}:{has}",
                    f"{name}:{shape}:{unit_class(self.draft)}:{has}", f"{name}:{facts.setting}:{has}",
                    f"{name}:{shape}:{facts.state}:{facts.tense}:{has}", f"{name}:{facts.cost}:{has}",
                    f"{name}:{facts.state}:{unit_class(self.draft)}:{has}",
                )  # fmt: skip
        year = clock.year
        if year is not None:
            shape = form_of(own) if own else "none"
            self._add(
                year, f"the financial year of the paper: {year.label}", f"OY:{shape}:{role}:{has}", f"OY:{role}:{unit_class(self.draft)}:{has}",
                f"OY:{facts.setting}:{role}", f"OY:{facts.tense}:{has}:{role}", f"OY:{facts.cost}:{role}",
            )  # fmt: skip
            following = cal.shift_years(year, 1)
            self._add(following, "the next financial year", f"OY1:{role}:{has}", f"OY1:{facts.tense}")
        if clock.today is not None:
            today = clock.today
            for name, period in (("M", cal.day(today)), ("MM", cal.month(today.year, today.month))):
                self._add(
                    period,
                    "the meeting",
                    f"{name}:{has}",
                    f"{name}:{facts.now}:{has}",
                    f"{name}:{facts.now}:{facts.tense}",
                )

    def _since_april(self, own: Period) -> Period:
        return cal.name_period(cal.financial_year(cal.financial_start(own.end)).start, own.end)

    def _from_change(self) -> None:
        """A change is between the first and the last period that its sentence names."""
        if self.draft.role != "change" or len(self.in_sentence) < 2:
            return
        periods = [p for m in self.in_sentence if (p := mention_period(self.context, m, self._base(m), "actual"))]
        if len(periods) >= 2 and periods[0].end != periods[-1].end:
            joined = cal.span(periods[0], periods[-1])
            self._add(joined, "from the first to the last period named", f"C:{form_of(periods[0])}", "C")

    def _as_academic(self) -> None:
        """In a paper about schools each financial year may be the academic year of the same name."""
        for candidate in list(self.found.values()):
            period = candidate.period
            if period is not None and period.label.startswith("FY"):
                school = cal.academic_year(period.start.year)
                money = unit_class(self.draft) == "money"
                self._add(
                    school, candidate.sources[0] + " (academic)", *candidate.features, "AY", f"AY:money{int(money)}"
                )

    def _describe(self) -> None:
        """Features of the figure that speak for or against "none", and of each candidate's shape with the role."""
        facts, role = self.facts, self.draft.role
        has = f"m{min(len(self.in_sentence), 2)}"
        own = form_of(self.context.clock.own) if self.context.clock.own else "none"
        kind = self.context.reading.kind
        unit = unit_class(self.draft)
        self.none.features.update(
            (
                f"N:{has}", f"N:{role}:{has}", f"N:{unit}:{has}", f"N:{role}:{unit}", f"N:{facts.tense}:{has}",
                f"N:{facts.state}:{has}", f"N:{facts.setting}:{has}", f"N:{facts.cost}:{has}", f"N:own={own}:{has}",
                f"N:{kind}:{has}", f"N:{facts.tense}:{own}:{has}", f"N:{facts.setting}:{facts.tense}:{has}",
                f"N:{facts.now}:{has}", f"N:{role}:{own}:{has}", f"N:{facts.state}:{facts.tense}:{has}",
                f"N:{facts.setting}:{own}",
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
                candidate.features.update((f"T:{time}:{role}", f"T:{time}:{facts.tense}", f"T:{time}:{shape}:{role}"))
            if len(candidate.sources) > 1:
                candidate.features.add(f"agree{min(len(candidate.sources), 4)}")


_WEAK_FORMS = frozenset(("christmas",))


def _is_weak(mention: PeriodMention) -> bool:
    return mention.form in _WEAK_FORMS


def form_class(mention: PeriodMention) -> str:
    """A coarse name for how a mention is worded."""
    if mention.period is not None:
        return form_of(mention.period)
    return (mention.relative or "none").partition(":")[0]


def form_of(period: Period) -> str:
    """A coarse name for a period's shape: day, month, quarter, fy, ay, year, part, long.

    >>> form_of(cal.quarter(1, 2020)), form_of(cal.rolling(12, cal.last_day(2020, 6)))
    ('quarter', 'rolling')
    """
    label = period.label
    if label.startswith(("FY", "AY")):
        return label[:2].lower()
    if label[0] == "Q":
        return "quarter"
    if label[0] == "R":
        return "rolling"
    if "/" in label:
        return "part" if (period.end - period.start).days < 366 else "long"
    return {4: "year", 7: "month"}.get(len(label), "day")


def unit_class(draft: Draft) -> str:
    """Money, share, rate, time, count, or other."""
    unit = draft.quantity.unit
    if unit in ("gbp", "usd", "eur"):
        return "money"
    if unit in ("percent", "percentage_points", "ratio", "score", "rank", "times"):
        return "share" if unit in ("percent", "ratio") else unit
    if unit.startswith("per_"):
        return "rate"
    if unit in ("minutes", "hours", "days", "weeks", "months", "years"):
        return "time"
    return "count" if unit in ("count", "fte") else "other"


_CUES = re.compile(
    r"(?i)\b(compared (?:to|with)|against|as against|down from|up from|from|to|rising to|target|of which|of whom|of these|and|up|than|"
    r"in the same|respectively|versus|v|vs|baseline|while|but|whereas)\b"
)


def _cue(gap: str) -> str:
    """The last cue word of a stretch of text that is short enough to be one clause."""
    found = _CUES.findall(gap[-80:])
    return found[-1].lower().replace(" ", "_") if found else ""


_PREPOSITION = re.compile(
    r"(?i)\b(in|at|on|by|since|for|of|from|to|between|during|until|till|before|after|than|over|and|with|against|the|as)\W*$"
)


def _preposition(text: str) -> str:
    tail = text.rstrip()
    if tail.endswith("("):
        return "("
    if tail.endswith(":"):
        return ":"
    found = _PREPOSITION.search(text)
    if found is None:
        return "none" if tail else "start"
    word = found[1].lower()
    if word == "the":
        inner = _PREPOSITION.search(text[: found.start()])
        return inner[1].lower() if inner else "the"
    return word


def _gap_class(gap: str) -> str:
    """What stands between a figure and a mention: nothing, a bracket, a break, few or many words."""
    if ";" in gap or re.search(r"[.?!]\s", gap):
        return "break"
    if "(" in gap and ")" not in gap:
        return "into_bracket"
    if ")" in gap and "(" not in gap:
        return "out_of_bracket"
    words = len(gap.split())
    comma = "comma" if "," in gap else ""
    return comma + ("0" if words == 0 else "1" if words <= 2 else "2" if words <= 6 else "3")


@dataclass(frozen=True, slots=True)
class FigureFacts:
    """What the wording around a figure says of it: tense, a state or a flow, a unit cost, a question's answer."""

    tense: str
    state: str
    cost: str
    setting: str
    now: str


_FUTURE = re.compile(
    r"(?i)\b(?:will|would|to be|expected|forecast|projected|estimated|proposed?|planned|if|assum\w+|could|should|shall)\b"
)
_PERFECT = re.compile(r"(?i)\b(?:had)\b")
_PAST = re.compile(
    r"(?i)\b(?:was|were|rose|fell|received|completed|achieved|averaged|recorded|made|found|took|spent|came|saw|reached|dropped|increased|decreased|accounted|issued)\b"
)
_PRESENT = re.compile(r"(?i)\b(?:is|are|has|have|stands?|remains?|costs?|pays?|covers?|there's)\b")
_STATE = re.compile(
    r"(?i)\b(?:st(?:ood|ands?) at|there (?:were|are|was|is)|open|live|waiting|outstanding|vacan\w+|balances?|reserves?|headcount|in post|"
    r"deficit|held|owed|caseload|placed|lived?|compliant|on the list|backlog|plans?|in temporary|maintained|empty|registered|arrears|debt|employ\w+|workforce)\b"
)
_FLOW = re.compile(
    r"(?i)\b(?:received|completed|made|issued|recorded|reported|during|over the (?:year|quarter|period)|answered|calls|requests?|contacts|referrals|"
    r"applications|complaints|visits|spend|spent|expenditure|income|collected|attended|incidents|offences|admissions|lost|sold|served|achieved)\b"
)
_COST = re.compile(
    r"(?i)\b(?:a|per|each|every) (?:week|day|night|year|month|annum|head|hour|place|pupil|tonne|person|household|child)\b|\beach\b|\bapiece\b|\baverage cost\b|\bcosts?\b|\bcharge\b|\bfees?\b|\brate of\b"
)
_ANSWER = re.compile(
    r"(?i)\b(?:in (?:response|reply|answer)|asked|queried|questioned|replied|responded|advised|said|explained|stated|Councillor|Cllr|Member|clarified|noted that)\b"
)
_DECISION = re.compile(
    r"(?i)\b(?:resolved|recommend\w*|agree[sd]?|approve[sd]?|that the|be approved|authority|delegat\w+)\b"
)
_NOW = re.compile(r"(?i)\b(?:currently|now|at present|to date|so far|today)\b")


def figure_facts(reading: Reading, draft: Draft) -> FigureFacts:
    """Read the wording of the figure's clause and sentence."""
    sentence, quantity = draft.sentence, draft.quantity
    low, high = max(sentence.start, quantity.start - 90), min(sentence.end, quantity.end + 70)
    near = reading.text[low:high]
    return FigureFacts(
        tense=_tense(near), state=_state(near), cost="cost" if _COST.search(reading.text[quantity.start - 40 if quantity.start > 40 else 0 : quantity.end + 30]) else "plain",
        setting=_setting(sentence), now="now" if _NOW.search(sentence.text) else "then",
    )  # fmt: skip


def _tense(near: str) -> str:
    for name, pattern in (("future", _FUTURE), ("perfect", _PERFECT), ("past", _PAST), ("present", _PRESENT)):
        if pattern.search(near):
            return name
    return "verbless"


def _state(near: str) -> str:
    state, flow = bool(_STATE.search(near)), bool(_FLOW.search(near))
    return {(True, True): "both", (True, False): "state", (False, True): "flow", (False, False): "plain"}[(state, flow)]


def _setting(sentence: Sentence) -> str:
    if _DECISION.search(sentence.text):
        return "decision"
    if _ANSWER.search(sentence.text) or (sentence.lead_in and _ANSWER.search(sentence.lead_in)):
        return "answer"
    return sentence.block.kind if sentence.block.kind in ("list_item", "heading") else "prose"
