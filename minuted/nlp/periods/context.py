"""What is looked up many times while the figures of one paper are given their periods."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from minuted.nlp.facts import Period
from minuted.nlp.needles import folded
from minuted.nlp.periods import calendar as cal
from minuted.nlp.periods.bind import Bond, bind, kind_of
from minuted.nlp.periods.mentions import read_mentions
from minuted.nlp.periods.own import weigh_own_period
from minuted.nlp.periods.resolve import Clock, resolve
from minuted.nlp.periods.wording import shared_words
from minuted.nlp.reading import Draft, PeriodMention, Reading, Sentence


@dataclass(frozen=True, slots=True)
class Times:
    """The periods that every figure of a paper could be about."""

    own: tuple[tuple[str, Period], ...] = ()
    """What the paper reports on, its last day, the financial year up to then; each with its tag."""
    source: str = ""
    year: Period | None = None
    next_year: Period | None = None
    day: Period | None = None
    """The day of the meeting."""
    month: Period | None = None


def _times(clock: Clock) -> Times:
    own, year, today = clock.own, clock.year, clock.today
    return Times(
        own=(("O", own), ("OE", cal.day(own.end)), ("OS", since_april(own))) if own else (),
        source=f"the paper's own period: {own.label}" if own else "",
        year=year,
        next_year=cal.shift_years(year, 1) if year else None,
        day=cal.day(today) if today else None,
        month=cal.month(today.year, today.month) if today else None,
    )


def since_april(own: Period) -> Period:
    """The financial year up to the last day of a period."""
    return cal.name_period(cal.financial_year(cal.financial_start(own.end)).start, own.end)


@dataclass(slots=True)
class Tally:
    """How many of the first figures without a mention of their own are about each period."""

    assigned: Sequence[Period | None]
    seen: int = 0
    count: int = 0
    about: dict[Period | None, int] = field(default_factory=dict)


@dataclass(slots=True)
class Context:
    """What is looked up many times while the figures of one paper are given their periods."""

    reading: Reading
    clock: Clock
    drafts: Sequence[Draft]
    mentions: Sequence[PeriodMention]
    starts: list[int]
    bonds: list[Bond]
    firsts: list[int]
    """For each figure, the index of the first figure of its sentence."""
    in_text: dict[str, list[Period]] = field(default_factory=dict)
    strength: str = "0"
    """How clearly the paper says what it reports on: a coarse grade."""
    share: str = "0"
    """How many of the paper's mentions are of what it reports on: a coarse grade."""
    opening: Period | None = None
    """The first period, not in the future, that the paper's body states."""
    schools: bool = False
    """True where the paper is about schools, so that a pair of years may be an academic year."""
    academic: bool = False
    """True where the paper calls years academic."""
    times: Times = field(default_factory=Times)
    counted: Tally | None = None
    kinds: dict[tuple[int, int], str] = field(default_factory=dict)
    told: dict[int, Period | None] = field(default_factory=dict)
    words_shared: dict[tuple[int, int], int] = field(default_factory=dict)

    def kind(self, mention: PeriodMention, start: int) -> str:
        """``kind_of`` a mention in the sentence that begins at ``start``, worked out once."""
        key = (mention.start, start)
        known = self.kinds.get(key)
        if known is None:
            known = self.kinds[key] = kind_of(self.reading.text, start, mention)
        return known

    def stated(self, mention: PeriodMention) -> Period | None:
        """What a mention stands for by itself, worked out once."""
        if mention.start not in self.told:
            self.told[mention.start] = mention_period(self, mention, self.clock.own, "actual")
        return self.told[mention.start]

    def shared(self, sentence: Sentence, other: Sentence) -> int:
        """``shared_words`` of two sentences, counted once."""
        key = (sentence.start, other.start)
        known = self.words_shared.get(key)
        if known is None:
            known = self.words_shared[key] = shared_words(sentence.text, other.text)
        return known

    def tally(self, assigned: Sequence[Period | None], index: int) -> tuple[int, Mapping[Period | None, int]]:
        """How many figures before ``index`` have no mention of their own, and how many are about each period."""
        tally = self.counted
        if tally is None or tally.assigned is not assigned or tally.seen > index:
            tally = self.counted = Tally(assigned)
        for place in range(tally.seen, index):
            if self.bonds[place].mention is None:
                period = assigned[place]
                tally.count += 1
                tally.about[period] = tally.about.get(period, 0) + 1
        tally.seen = index
        return tally.count, tally.about

    def within(self, start: int, end: int) -> Sequence[PeriodMention]:
        """The mentions that begin inside a span."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def periods_in(self, text: str) -> list[Period]:
        """The periods that a heading or a lead-in names, the day of the meeting left out."""
        known = self.in_text.get(text)
        if known is None:
            known = self.in_text[text] = []
            for mention in read_mentions(text):
                if mention.form in ("now", "before_event"):
                    continue
                period = mention.period or (
                    resolve(mention.relative, self.clock, self.clock.own) if mention.relative else None
                )
                if period is not None and not self.is_meeting(period):
                    known.append(period)
        return known

    def is_meeting(self, period: Period) -> bool:
        """Whether a period is the day of the meeting."""
        return period.start == period.end == self.clock.today


def is_academic(mention: PeriodMention) -> bool:
    """Whether a mention calls its years academic."""
    return mention.period is not None and mention.period.label.startswith("AY")


_SCHOOL = re.compile(r"\b(?:academic|school year|pupils|gcse|key stage|exam|attendance|exclusions|suspensions)\b")


def make_context(reading: Reading, drafts: Sequence[Draft]) -> Context:
    """The context of a paper whose mentions have been found; ``drafts`` are its figures in reading order."""
    mentions = [m for m in reading.period_mentions if m.period is not None or m.relative is not None]
    clock = Clock(reading.own_period, reading.meeting_date)
    academic = any(map(is_academic, mentions))
    schools = academic or len(_SCHOOL.findall(folded(reading.text[:6000]))) >= 4
    context = Context(
        reading, clock, drafts, mentions, [m.start for m in mentions], [], [],
        schools=schools, academic=academic, times=_times(clock),
    )  # fmt: skip
    _grade_own(context)
    context.opening = _opening_period(context)
    first = 0
    while first < len(drafts):
        last = first
        sentence = drafts[first].sentence
        while last < len(drafts) and drafts[last].sentence.start == sentence.start:
            last += 1
        found = context.within(sentence.start, sentence.end)
        bonds = bind(reading.text, sentence.start, drafts[first:last], found)
        context.bonds.extend(
            _freed(context, draft, bond, place)
            for place, (draft, bond) in enumerate(zip(drafts[first:last], bonds, strict=True))
        )
        context.firsts.extend([first] * (last - first))
        first = last
    return context


def _grade_own(context: Context) -> None:
    own = context.clock.own
    if own is None:
        return
    score = weigh_own_period(context.reading, context.reading.period_mentions)[1]
    context.strength = str(min(4, int(score)))
    said = [m.period for m in context.mentions if m.period is not None and not context.is_meeting(m.period)]
    inside = sum(own.start <= p.start and p.end <= own.end for p in said)
    context.share = str(int(3.99 * inside / len(said))) if said else "0"


def _opening_period(context: Context) -> Period | None:
    today = context.clock.today
    for mention in context.mentions:
        period = mention.period
        if (
            period is None
            or (today is not None and period.end > today and period.start > today)
            or context.is_meeting(period)
        ):
            continue
        if kind_of(context.reading.text, max(0, mention.start - 60), mention) == "plain":
            return period
    return None


def _freed(context: Context, draft: Draft, bond: Bond, place: int) -> Bond:
    """An observed value is not bound to a deadline that comes after it, nor a change to what it is counted from."""
    mention = bond.mention
    if mention is not None and draft.role == "change" and mention.form == "since":
        return Bond("chain" if place else "ctx")
    if mention is None or draft.role not in ("actual", "comparator", None):
        return bond
    before = folded(context.reading.text[max(draft.sentence.start, mention.start - 60) : mention.start])
    today = context.clock.today
    later = mention.period is not None and today is not None and mention.period.start > today
    if mention.start > draft.quantity.start and (
        later or _DEADLINE.search(before) or (mention.relative and _looks_ahead(before))
    ):
        return Bond("chain" if place else "ctx")
    return bond


_DEADLINE = re.compile(
    r"\b(?:will|would|shall|to be)\b[^.;]{0,60}\b(?:by|before|until|in|on|to)\s(?:the\s)?(?:end\sof\s)?$"
)
_AHEAD = re.compile(r"\b(?:by|until|till|before|from|next|starting|beginning|on|in)\s(?:the\s)?(?:end\sof\s)?$")
_WILL = re.compile(r"\b(?:will|would|shall|to be|matures?|ends|expires?|go down|go up)\b")
_STOP = re.compile(r"[.?!;]\s")
_FORWARD_ROLES = ("forecast", "target", "budget")


def mention_period(context: Context, mention: PeriodMention, base: Period | None, role: str | None) -> Period | None:
    """What a mention stands for beside a figure of ``role``, ``base`` being the period of what it is compared with."""
    if mention.period is not None or mention.relative is None:
        return mention.period
    if mention.relative.startswith("event:"):
        return _event(context, mention)
    before = folded(context.reading.text[max(0, mention.start - 60) : mention.start])
    ahead = bool(_AHEAD.search(before)) and (role in _FORWARD_ROLES or _looks_ahead(before))
    return resolve(mention.relative, context.clock, base, ahead)


def _looks_ahead(before: str) -> bool:
    """Whether the words before a mention, back to the last full stop, speak of the future; in small letters."""
    return bool(_AHEAD.search(before) and _WILL.search(_STOP.split(before)[-1]))


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
