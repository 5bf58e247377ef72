"""Rules for turns of phrase that say when by pointing: "last year", "the same point in 2009", "currently".

What each points to is worked out by ``resolve.py``, against the figure beside it, the paper's period and its date.
"""

# ruff: noqa: E501 - patterns are kept whole, so that they can be read and searched for

from __future__ import annotations

import re

from minuted.nlp.periods import grammar as g
from minuted.nlp.periods import readers as read
from minuted.nlp.periods.dates import COUNT
from minuted.nlp.rule import Rule


def _words(pattern: str) -> re.Pattern[str]:
    """Words apart by any blanks: in ``pattern`` a space is one to three of them, "[ -]" a blank or a hyphen."""
    spaced = pattern.replace("[ -]", r"[\s-]").replace(" ", r"\s{1,3}")
    return re.compile(rf"\b(?:{spaced})\b", re.IGNORECASE)


LAST = r"(?:last|previous|prior|preceding|past)"
KIND = r"(?:financial |municipal |calendar |school |academic |civic |fiscal )?"
STRETCH = r"(?:period|point|time|stage|date|quarter|months?|half|half-year|term|week|day|position|figure)"
EARLIER = r"(?:earlier|before|ago|previously|prior)"

RULES: tuple[Rule, ...] = (
    Rule(
        "same_period",
        _words(
            r"(?:at |in |for |during |over |on )?(?:this|(?:the )?(?:same|corresponding|equivalent|comparable|like)) (?:\w{1,12} ){0,2}?"
            + STRETCH
            + r"(?:,? (?:(?:in|of|for|during) )?(?:the )?(?:"
            + rf"(?P<year>{g.FISCAL}|{g.YEAR})(?!\d)|(?P<when>{LAST} {KIND}(?:year|quarter|month)|(?:year|quarter|month) before|"
            + rf"(?:a|one) year {EARLIER}|(?:12|twelve) months {EARLIER})))"
        ),
        read.read_same,
        reads={
            "the same period last year": "same:-12",
            "at the same point in 2008": "same:2008",
            "in the same quarter of 2018/19": "same:FY2018/19",
            "this time last year": "same:-12",
        },
    ),
    Rule(
        "the_same",
        _words(
            r"(?:at |in |for |during |over |on )?the (?:same|corresponding) (?:(?:\w{1,8} )?months|period|quarter|date|point|day)|"
            r"(?:at|on|by) that (?:date|day|point|time)|in that (?:month|quarter|period)"
        ),
        read.mask_as("same:0"),
        reads={"over the same four months": "same:0", "41 were open on that date": "same:0"},
    ),
    Rule(
        "ago",
        _words(rf"(?P<count>a|one|two|three|four|five|ten|\d\d?|twelve|six) (?P<unit>years?|months?|quarters?) {EARLIER}"),
        read.read_ago,
        reads={"a year earlier": "same:-12", "twelve months before": "same:-12", "two years ago": "same:-24"},
    ),
    Rule(
        "last_year",
        _words(rf"(?:the )?{LAST} {KIND}year|the year before"),
        read.mask_as("year:-1"),
        reads={"down on the previous year": "year:-1", "compared with last year": "year:-1"},
    ),
    Rule(
        "last_quarter",
        _words(rf"(?:the )?{LAST} quarter|the quarter before"),
        read.mask_as("same:-3"),
        reads={"up on the previous quarter": "same:-3"},
    ),
    Rule(
        "last_month",
        _words(rf"(?:the )?{LAST} month|the month before"),
        read.mask_as("same:-1"),
        reads={"lower than the previous month": "same:-1"},
    ),
    Rule(
        "last_stretch",
        _words(
            r"(?:(?:in|over|during|within|for|of|across) )?(?:the|each of the) "
            rf"(?:(?:last|past|previous|preceding|next|coming|following|forthcoming) (?:(?P<count>{COUNT}) )?|(?P<n>{COUNT}) (?:last|past|previous|preceding|next|following) )"
            r"(?P<unit>years|months|weeks|days|quarters)"
        ),
        read.read_stretch,
        reads={"over the last three years": "last:36", "in the next six months": "next:6"},
    ),
    Rule(
        "rolling_year",
        _words(r"(?:in|over|during|within) the (?:last|past) year|(?:rolling )?(?:12|twelve)[ -]months? rolling|rolling (?:12|twelve)[ -]months?(?: period)?|rolling year|R12"),
        read.mask_as("last:12"),
        reads={"for the rolling year": "last:12", "over the past year": "last:12"},
    ),
    Rule(
        "this_year",
        _words(rf"this {KIND}year|current {KIND}year|in[ -]year(?! old)"),
        read.mask_as("year:0"),
        reads={"in the current financial year": "year:0"},
    ),
    Rule(
        "next_year",
        _words(rf"(?:the )?(?:next|following|coming|forthcoming|ensuing) {KIND}year"),
        read.mask_as("year:1"),
        reads={"in the following financial year": "year:1"},
    ),
    Rule(
        "coming_year",
        _words(r"(?:in|over|during|within) the (?:next|coming) year"),
        read.mask_as("next:12"),
        reads={"over the next year": "next:12"},
    ),
    Rule(
        "year_to_date",
        _words(r"(?:the )?year[ -]to[ -]date|YTD|so far this year|(?:in |during )?the year so far"),
        read.mask_as("ytd"),
        reads={"the year to date figure": "ytd"},
    ),
    Rule(
        "year_start",
        _words(rf"the (?:start|beginning) of (?:the|this) {KIND}year"),
        read.mask_as("year_start"),
        reads={"at the start of the year": "year_start"},
    ),
    Rule(
        "year_end",
        _words(rf"the end of (?:the|this) {KIND}year|year[ -]end"),
        read.mask_as("year_end"),
        reads={"by the end of the financial year": "year_end"},
    ),
    Rule(
        "this_stretch",
        _words(
            rf"(?:in|during|for|over|throughout|of|finish) (?:the|that|this) (?:whole |full |same |reporting )?{KIND}(?P<unit>year|quarter|month|period)"
            r"(?! (?:to|end|ended|ending|before|group|of|plan|so|(?:19|20)\d\d)|[’'])"
        ),
        read.read_this,
        reads={"during the quarter": "the:quarter", "for the whole year": "the:year"},
    ),
    Rule(
        "now",
        _words(
            r"currently|at present|presently|now|today|to date|so far|at the (?:time|date) of (?:writing|(?:the|this) (?:meeting|report))|"
            r"at the moment|as things stand"
        ),
        read.mask_as("now"),
        reads={"There are currently 40 vacancies": "now"},
    ),
    Rule(
        "before_event",
        _words(r"before the pandemic|pre[ -]?pandemic|pre[ -]?covid|previously|formerly|historically|originally"),
        read.mask_as("past"),
        reads={"before the pandemic": "past"},
    ),
    Rule(
        "at_event",
        _words(
            r"at the time of (?:the|its|our|their) (?:last |previous |first |original )?"
            r"(?P<event>inspection|review|visit|report|survey|assessment|audit|count|census|launch|transfer)"
        ),
        read.read_event,
        reads={"at the time of the inspection": "event:inspection"},
    ),
    Rule("christmas", _words("Christmas"), read.mask_as("day:12-25"), reads={"before Christmas": "day:12-25"}),
)  # fmt: skip
