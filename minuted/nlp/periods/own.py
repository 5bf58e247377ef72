"""What a paper as a whole reports on: the period of its title, its subject line, or the sentence that introduces it."""

# ruff: noqa: E501 - patterns are kept whole, so that they can be read and searched for

from __future__ import annotations

import re
from collections.abc import Sequence

from minuted.nlp.facts import Period
from minuted.nlp.periods.calendar import academic_year
from minuted.nlp.periods.resolve import Clock, resolve
from minuted.nlp.reading import PeriodMention, Reading, Sentence

_SUBJECT = re.compile(
    r"(?i)\b(?:performance|monitoring|report(?:s|ing|ed)?|position|outturn|results?|annual|review(?:ed)?|profile|update|"
    r"complaints|absence|accounts|statistics|scorecard|indicators?|figures|compliance|budget|programme|data|"
    r"information|during|covers?|covering|for the period|in respect of)\b"
)
_INTRODUCES = re.compile(
    r"(?i)\b(?:report(?:s|ing)?|performance|position|outturn|presented?|presentation|present(?:s|ing)|set(?:s|ting)? out|"
    r"updated?|profile|covers?|covering|all figures|data|analysis|statistics|findings|in respect of)\b"
)
"""Words of a sentence that introduces a paper, as against one that states a figure of it."""
_AS_AT = re.compile(
    r"(?i)\b(?:as at|at the end of|position at|to|at|for the period|for|in|of|during|between|[-–:(])\s*(?:the\s)?$"
)
_ASIDE = re.compile(
    r"(?i)\b(?:since|minutes? of|meeting (?:of|held|on)|agreed (?:at|in|on)|published|dated|approved (?:at|in|on)|"
    r"launched|opened|inspection in|closed|started|introduced|following|by|until|from|before|after|strategy|plan|act|version|draft|issue|revision)\s(?:the\s|on\s|in\s)*$"
)
_BASELINE = re.compile(r"(?i)\W{0,3}(?:baseline|base year|levels?\b|valuation|census|survey)")
_SCHOOL = re.compile(
    r"(?i)\b(?:(?:school|pupil|exam(?:ination)?|GCSE|key stage|educational?)\s(?:\w+\s)?(?:performance|attendance|absence|results?|"
    r"outcomes?|attainment|exclusions|standards)|GCSEs?|A[ -]levels?|academic year|school year)\b"
)
_FORMS = frozenset(
    "date_span month_span month_pair month_year month_end quarter ordinal_quarter year_quarter part_of_year months_to "
    "fiscal_year fy year date month_number fiscal_span year_to_date".split()
)
REACH = 1500
"""How far into a paper (characters) its subject may be stated."""


def find_own_period(reading: Reading, mentions: Sequence[PeriodMention]) -> Period | None:
    """The period that the paper reports on, or None where it does not say."""
    return weigh_own_period(reading, mentions)[0]


def weigh_own_period(reading: Reading, mentions: Sequence[PeriodMention]) -> tuple[Period | None, float]:
    """The period that the paper reports on and how clearly it says so (0 to about 5).

    Every mention near the beginning is weighed: in a heading or subject line, beside a word such as "performance" or
    "outturn", with its year said, not after the meeting, and not in passing ("published on 3 March").
    """
    clock = Clock(None, reading.meeting_date)
    best: tuple[float, Period] | None = None
    for mention in mentions:
        if mention.start > REACH:
            break
        if mention.form not in _FORMS:
            continue
        period = mention.period or resolve(mention.relative or "", clock)
        score = _weigh(reading, mention, period) if period else 0.0
        if score > 0 and period and period.label.startswith("FY") and _is_about_schools(reading, mention):
            period = academic_year(period.start.year)
        if period and score > 0 and (best is None or score > best[0]):
            best = (score, period)
    return (best[1], best[0]) if best else (None, 0.0)


def _weigh(reading: Reading, mention: PeriodMention, period: Period) -> float:
    text, today = reading.text, reading.meeting_date
    if today is not None and (period.start > today or period.start == period.end == today):
        return 0.0
    if (period.end - period.start).days > 370:
        return 0.0
    before = text[max(0, mention.start - 60) : mention.start]
    if _ASIDE.search(before) or _BASELINE.match(text, mention.end):
        return 0.0
    sentence = sentence_at(reading.sentences, mention.start)
    line = sentence.text if sentence else text[max(0, mention.start - 80) : mention.end + 40]
    is_heading = sentence is not None and _is_heading(sentence)
    subject = bool((_SUBJECT if is_heading else _INTRODUCES).search(line))
    score = 2.0 * is_heading * (subject or mention.form != "date") + 1.5 * subject + 0.5 * bool(_AS_AT.search(before))
    if not is_heading and not subject:
        return 0.0
    if mention.form in ("year", "month", "date") and not (is_heading and subject) and not _AS_AT.search(before):
        return 0.0
    if re.search(r"(?i)\bmonday|tuesday|wednesday|thursday|friday|saturday|sunday|meeting", before[-24:]):
        return 0.0
    if today is not None and period.end > today and mention.form == "fiscal_year":
        score -= 0.5
    in_brackets = mention.form in ("quarter", "month_number") and before.rstrip().endswith("(")
    if (
        mention.period is not None
        and re.search(r"(?i)baseline|target|since|compared", line[:200])
        and mention.form in ("fiscal_year", "year")
    ):
        score -= 1.0
    return score - mention.start / (2 * REACH) + 0.3 * in_brackets


def _is_about_schools(reading: Reading, mention: PeriodMention) -> bool:
    """Whether the line that names a pair of years is of school results or attendance: counted by academic years."""
    sentence = sentence_at(reading.sentences, mention.start)
    return sentence is not None and bool(_SCHOOL.search(sentence.text))


def _is_heading(sentence: Sentence) -> bool:
    if sentence.block.kind in ("heading", "caption"):
        return True
    if sentence.block.kind != "paragraph" or sentence.lead_in is not None or len(sentence.text) > 110:
        return False
    return not sentence.text.rstrip().endswith((".", ";", ",")) and "|" not in sentence.text


def sentence_at(sentences: Sequence[Sentence], offset: int) -> Sentence | None:
    """The sentence that holds the character at ``offset``."""
    low, high = 0, len(sentences)
    while low < high:
        middle = (low + high) // 2
        if sentences[middle].end <= offset:
            low = middle + 1
        else:
            high = middle
    return sentences[low] if low < len(sentences) and sentences[low].start <= offset else None
