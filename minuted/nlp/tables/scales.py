"""The unit and money scale that a heading, a caption or a row label states: "£000", "(%)", "per 10,000", "days".

Each rule is a unit with the factor by which printed numbers are multiplied; the first rule that matches wins, so the
surest stand first.  A unit word that only qualifies the measure ("within 45 days", "aged 16 years") is no unit.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from minuted.nlp.needles import folded
from minuted.nlp.word_sieve import WordSieve


@dataclass(frozen=True, slots=True)
class Scale:
    """``unit`` of the values under a heading, the ``factor`` they are printed in, and where the words stand."""

    unit: str
    factor: float = 1.0
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class ScaleRule:
    """One way of stating a unit, with headings that it reads and headings that it must leave."""

    name: str
    pattern: re.Pattern[str]
    unit: str
    factor: float = 1.0
    reads: Sequence[str] = ()
    ignores: Sequence[str] = ()


def _rule(name: str, pattern: str, unit: str, factor: float = 1.0, *, reads: str, ignores: str = "") -> ScaleRule:
    told = tuple(part for part in reads.split("|") if part), tuple(part for part in ignores.split("|") if part)
    return ScaleRule(name, re.compile(pattern, re.IGNORECASE), unit, factor, *told)


_IN = r"(?:\bin\s|[(\[,:-]\s?|^)"
_OUT = r"(?=\s*(?:[()\],;:-]|$))"

RULES: tuple[ScaleRule, ...] = (
    _rule("money_billions", r"£\s?['’]?\s?(?:bn|billions?)\b", "gbp", 1e9, reads="Debt £bn|£ billion"),
    _rule(
        "money_millions", r"£\s?['’]?\s?(?:m|mn|millions?)\b(?!\w)|£\s?['’]?000,?000s?", "gbp", 1e6,
        reads="Budget £m|(£ million)|£'m|All figures in £m", ignores="£ missing",
    ),
    _rule(
        "money_thousands", r"£?\s?['’]0{3}['’]?s?\b|£\s?['’]?0{3}['’]?s?\b|£\s?(?:k|thousands?)\b", "gbp", 1e3,
        reads="£000|£'000|£’000s|Budget (£k)|'000", ignores="per 1,000|10,000",
    ),
    _rule("per_100000", r"\bper\s100[,\s]?000\b|/\s?100[,]?000\b|\bper\s100k\b", "per_100000",
          reads="Emergency stays (per 100,000)"),
    _rule("per_10000", r"\bper\s10[,\s]?000\b|/\s?10[,]?000\b|\bper\s10k\b", "per_10000",
          reads="Falls in care homes, rate per 10,000"),
    _rule("per_1000", r"\bper\s(?:1[,\s]?000|thousand)\b|/\s?1[,]?000\b", "per_1000", reads="Births per 1,000"),
    _rule("per_100", r"\bper\s(?:100|hundred)\b(?![,\d])", "per_100", reads="Suspensions per 100 pupils",
          ignores="per 100,000"),
    _rule("points", r"\bpercentage points?\b|\bppts?\b|\bpp\b|%\s?pts?\b", "percentage_points",
          reads="Change (pp)|Gap, percentage points"),
    _rule("percent", r"(?<!\d)(?<!\d\s)%|(?<!\d\s)\bper\s?cent\b|\bpercentages?\b(?!\s?points?)", "percent",
          reads="Attendance (%)|% Change|Percentage of calls answered",
          ignores="Change, percentage points|95% confidence interval"),
    _rule("money", r"£(?:\s?\.?p\b)?|\bGBP\b", "gbp", reads="Cost (£)|£ per week"),
    _rule("days_per_fte", r"\bdays\s(?:lost\s)?per\s(?:fte|employee|head|person)", "days",
          reads="Sickness absence, days per FTE|days lost per employee"),
    _rule("fte", rf"{_IN}FTEs?{_OUT}|\bFTEs?\b", "fte", reads="Posts (FTE)|FTE", ignores="days per FTE"),
    _rule("tco2e", r"\bt(?:onnes)?\s?(?:of\s)?CO2e?\b", "tco2e", reads="Emissions (tCO2e)"),
    _rule("tonnes", rf"{_IN}tonnes?{_OUT}|^tonn(?:es|age)\b", "tonnes", reads="Waste (tonnes)|Tonnage collected",
          ignores="Tonnes of fun club members per 100"),
    _rule("kg", rf"{_IN}(?=kg|kilo)(?:kg|kilograms?){_OUT}", "kg", reads="Waste per household (kg)|kg"),
    _rule("kwh", r"\bkwh\b", "kwh", reads="Electricity, kWh"),
    _rule("hectares", rf"{_IN}(?:hectares|ha){_OUT}", "hectares", reads="Land (ha)"),
    _rule("miles", rf"{_IN}miles{_OUT}", "miles", reads="Length in miles"),
    _rule("km", rf"{_IN}km{_OUT}", "km", reads="Length (km)"),
    _rule(
        "days",
        rf"{_IN}(?:calendar |working )?days{_OUT}|\b(?:average|mean|median)\b[\w\s]{0,60}?\bdays\b|"
        r"\bdays\s(?:to|lost|taken)\b",
        "days", reads="Time to re-let (days)|Average number of days to process a claim|Days lost",
        ignores="Within 45 days|Potholes filled within 28 days of a report",
    ),
    _rule("weeks", rf"{_IN}weeks{_OUT}|\baverage\b[\w\s]{0,60}?\bweeks\b", "weeks", reads="Wait (weeks)",
          ignores="EHC plans issued within 20 weeks"),
    _rule("months", rf"{_IN}months{_OUT}", "months", reads="Wait in months", ignores="Moves in 12 months"),
    _rule("hours", rf"{_IN}(?:hours|hrs){_OUT}", "hours", reads="Support (hours)", ignores="Seen within 4 hours"),
    _rule("minutes", rf"{_IN}(?:minutes|mins){_OUT}", "minutes", reads="Response time (minutes)"),
    _rule("years", rf"{_IN}years{_OUT}|\blife expectanc(?:y|ies)\b", "years", reads="Life expectancy at birth",
          ignores="Age (years)|Leases lasting two years"),
    _rule(
        "rank", r"^(?:national\s|statistical\s)?rank(?:ing)?\b|\brank(?:ing)?(?=\s*(?:\(|$))", "rank",
        reads="Rank|Crime rank (of 40)",
    ),
    _rule("score", r"\bscores?\b(?=\s*(?:[)\],;:-]|$))", "score", reads="Risk score", ignores="Score settlers"),
    _rule(
        "points_of_a_scale",
        r"\b(?:likelihood|probability|impact|severity|rating)\b.{0,12}\(\d\s?(?:-|–|to)\s?\d{1,2}\)", "score",
        reads="Impact (1-5)",
    ),
    _rule("thousands", rf"{_IN}(?:thousands|000s){_OUT}|\(000\)", "count", 1e3, reads="Calls (thousands)|(000s)"),
    _rule("count", r"\(\s?(?:number|no\.?|nos\.?|n|#)\s?\)|^(?:number|no\.|nos\.?|numbers|count|#)(?=\s|$)", "count",
          reads="Plans (number)|Number|No. of visits", ignores="Notice"),
)  # fmt: skip
_RULES = WordSieve([rule.pattern for rule in RULES])
LONGEST_HEADING = 400
"""Characters of a heading that are looked at."""
_AGE = re.compile(r"\bage[ds]?\b[^(]*\(?\s*years?\b", re.IGNORECASE)


@lru_cache(maxsize=8192)
def read_scale(text: str) -> Scale | None:
    """The unit and factor that a heading states, or None.

    >>> read_scale("Revised budget £000"), read_scale("Q1 2016/17")
    (Scale(unit='gbp', factor=1000.0, start=15, end=19), None)
    """
    text = text[:LONGEST_HEADING]
    for index in _RULES.left(folded(text)):
        rule = RULES[index]
        match = rule.pattern.search(text)
        if match is None or not match[0].strip():
            continue
        if rule.unit == "years" and _AGE.search(text):
            continue
        if rule.unit in _SPANS and re.search(r"\d\s*$", text[: match.start()] + " "[: match.start() == 0]):
            continue
        return Scale(rule.unit, rule.factor, match.start(), match.end())
    return None


_SPANS = {"days", "weeks", "months", "years", "hours", "minutes"}

NOTE = re.compile(
    r"(?:\b(?:all\s)?(?:figures|amounts|values|numbers|sums)\b[^.\n]{0,40}\b(?:in|are)\b|"
    r"^\W*(?:in\s)?(?=[£'’]))\s*[^.\n]{0,25}",
    re.IGNORECASE,
)


def read_scale_note(text: str) -> Scale | None:
    """The scale that a line above a table states for all of it: "All figures in £m", "£000".

    >>> read_scale_note("All figures in £000s").factor, read_scale_note("The £000 question was not asked of anybody.")
    (1000.0, None)
    """
    told = " ".join(text.split())
    if len(told) > 80 and not re.match(r"(?i)\(?all\s(?:figures|amounts)", told):
        match = re.search(r"(?i)\b(?:all )?(?:figures|amounts)\b.{0,30}?(?:£|%).{0,12}", told)
        return read_scale(match[0]) if match else None
    note = NOTE.search(told)
    return read_scale(told) if note else None


UNITS_IN_WORDS: Mapping[str, str] = {rule.name: rule.unit for rule in RULES}
