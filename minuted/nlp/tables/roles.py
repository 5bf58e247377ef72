"""What a heading or row label says of the role of its values: target, forecast, budget, change, comparator, actual."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from minuted.nlp.needles import Guarded, folded
from minuted.nlp.word_sieve import WordSieve


@dataclass(frozen=True)
class RoleRule:
    """Words that give a role; ``in_rows``: also where they are a row's label, not only over a column."""

    role: str
    pattern: re.Pattern[str]
    in_rows: bool = True
    reads: Sequence[str] = ()
    ignores: Sequence[str] = ()


def _rule(role: str, pattern: str, *, in_rows: bool = True, reads: str, ignores: str = "") -> RoleRule:
    told = tuple(part for part in reads.split("|") if part), tuple(part for part in ignores.split("|") if part)
    return RoleRule(role, re.compile(pattern, re.IGNORECASE), in_rows, *told)


RULES: tuple[RoleRule, ...] = (
    _rule(
        "change",
        r"\b(?:variances?|variation|movement|difference|(?<!climate\s)change|growth)\b|^(?:%\s?)?(?:increase|"
        r"decrease|reduction)\b|^diff\b|"
        r"\b(?:increase|decrease)\s?/\s?\(?(?:increase|decrease)|\bover\s?/?\s?\(?under\)?|^\W*(?:over|"
        r"under)\s?spends?\W*$|\+/-|"
        r"^var\.?$",
        reads="Variance £000|% Change|Movement from last month|Difference|Net growth|Over/(under) spend",
        ignores="Climate change schemes",
    ),
    _rule(
        "target",
        r"\btargets?\b|^floor(?: standard)?\b|\bthreshold\b|\btolerance\b|\btrajectory\b|\bbenchmark standard\b|"
        r"^standard$|"
        r"\b(?:upper|lower|capital|authorised|maximum|minimum)\s(?:limit|level)\b|^limits? on\b|^(?:maximum|max|min|"
        r"(?:total )?not? (?:less|more|fewer) than|minimum|limit|plan|ambition|"
        r"goal)$|\boperational boundary\b",
        reads="Target 2011/12|Floor|Threshold|Upper limit",
        ignores="Planning applications",
    ),
    _rule(
        "forecast",
        r"\bforecasts?\b|\bprojected\b|\bprojections?\b|\bexpected\b|\bpredicted\b|\bestimated outturn\b|"
        r"\bproposed places\b|^estimate\s|\bestimated (?:\w+ ){0,3}(?:costs?|spend|expenditure|income|exposure|"
        r"savings?|impact|receipts?)\b",
        reads="Forecast outturn|Projected spend|Predicted|Estimated lifetime cost",
        ignores="Population estimates",
    ),
    _rule(
        "budget",
        r"\bbudgets?\b|\ballocat(?:ed|ion)s?\b|\bprogrammed\b|\bproposed\b|\bapproved\b|\bplanned spend\b|"
        r"^funding\b|\bcash limit\b|"
        r"\bprecept (?:request|proposed)\b|\bsavings required\b|\bgrant (?:award|allocation)\b",
        reads="Approved budget £000|Base budget 2011-12|Allocation|Proposed 2014/15",
        ignores="Actual spend",
    ),
    _rule(
        "comparator",
        r"\bengland\b|\bnational(?:ly)?\b|\b(?:stat(?:istical)?\.?\s?neighbours?|sn|family group|"
        r"nearest neighbours?|cipfa)\b|"
        r"\b(?:regional|region|comparator|comparison|benchmark|peer)\b|\bgreat britain\b|^uk$|\bwales average\b|"
        r"^(?:the )?(?:north|south) (?:east|west)$",
        reads="England 2023/24|National average|Statistical neighbours|South East",
        ignores="Nationality",
    ),
    _rule(
        "actual",
        r"\bactuals?\b|\boutturn\b|\blatest\b|\bcurrent\b|\bperformance\b|\bresults?\b|\bachieved\b|\bytd\b|"
        r"\byear to date\b|"
        r"\bprevious\b|\bprior years?\b|\bspend to date\b|\blast (?:year|quarter|month)\b",
        in_rows=False,
        reads="Actual|Provisional outturn|Latest|Year to date",
    ),
)


_RULES = WordSieve([rule.pattern for rule in RULES])


def _left(text: str) -> list[RoleRule]:
    """The rules that can match a text."""
    return [RULES[index] for index in _RULES.left(folded(text))]


@lru_cache(maxsize=8192)
def read_role(text: str, *, in_row: bool = False) -> str | None:
    """The role that a heading gives its values, or None; a row's label only where it is short enough to be one.

    >>> read_role("Variance (£000)"), read_role("Q1"), read_role("Net growth in parking income", in_row=True)
    ('change', None, 'change')
    >>> read_role("Growth & Enterprise", in_row=True), read_role("Base budget 2011-12", in_row=True)
    (None, 'budget')
    >>> read_role("Forecast outturn"), read_role("Outturn"), read_role("Budget variance")
    ('forecast', 'actual', 'change')
    """
    if in_row:
        return _row_role(text[:200])
    if len(text.split()) > 14:
        return None
    return next((rule.role for rule in _left(text) if rule.pattern.search(text)), None)


_ENDS_ASIDE = re.compile(r"[\d/–)-]")
_ASIDE = re.compile(r"\s*(?:\(.*\)|[\d/–-]+)\s*$")
"""Brackets or a year at the end of a label."""
_GOES_ON = re.compile(r"(?:&|and\b|,)")
_SAYS_OF_WHAT = re.compile(r"(?:in|of|from|on|against|to|for|included|share|\W)")


def _row_role(label: str) -> str | None:
    """A row's label is most often a measure: it is a role where it is little else, or opens with one of its words."""
    told = label.strip()
    if _ENDS_ASIDE.match(told[-1:]):
        told = _ASIDE.sub("", told).strip()
    words = told.split()
    if _AHEAD.search(told):
        return "forecast"
    if _LIMIT.match(told):
        return "target"
    for rule in _left(told):
        match = rule.pattern.search(told) if rule.in_rows else None
        if match is None:
            continue
        before, after = told[: match.start()].split(), told[match.end() :].strip()
        opens = len(before) <= 1 and len(words) <= 6 and not _GOES_ON.match(after)
        closes = not after and len(words) <= 4
        if (opens and (not after or _SAYS_OF_WHAT.match(after))) or closes:
            return rule.role
    return None


_AHEAD = re.compile(
    r"^(?:under[ -]con\s?-?struction|(?:planning )?permission granted|planned|not (?:yet )?started|"
    r"in (?:the )?pipeline|"
    r"start on site|proposed|consented|pipeline)$",
    re.IGNORECASE,
)


_LIMIT = re.compile(r"(?:(?:upper|lower|maximum|minimum) )?limits? (?:on|for)\b", re.IGNORECASE)


_PRIOR = Guarded(re.compile(r"\b(?:previous|prior|last (?:quarter|month|period))\b", re.IGNORECASE))


@lru_cache(maxsize=8192)
def is_prior(text: str) -> bool:
    """Whether a heading stands for the time before the paper's own: "Previous", "Last quarter"."""
    return _PRIOR.found_in(text)
