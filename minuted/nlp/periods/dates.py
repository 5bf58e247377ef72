"""Rules for days, months, quarters and years as they are printed.

An example maps a sentence to what its first mention must be: a label ("Q1 2016/17") where the words alone fix the
period, else what is left to resolve ("month:12"), or "" where the words only have to be kept from the numbers (a clock
time, the year in the name of an Act).
"""

# ruff: noqa: E501 - patterns are kept whole, so that they can be read and searched for

from __future__ import annotations

import re

from minuted.nlp.numbers.masked import SHORT_BUDGET_YEAR
from minuted.nlp.periods import grammar as g
from minuted.nlp.periods import readers as read
from minuted.nlp.rule import Rule

YEAR_OR_PAIR = rf"(?P<year>{g.FISCAL}|{g.YEAR}\b(?![/\-–]\d))"
OF_YEAR = rf"(?:[ \t\xa0,(\-]{{0,2}}(?:of\s|in\s|for\s)?(?:the\s)?(?:financial\syear\s|FY\s?)?{YEAR_OR_PAIR}\)?)"
COUNT = r"\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen|twenty[ -]four"
NAMES = (
    r"(?:Acts?|Regulations?|Order|Bill|Directive|Together|Framework|Strategy|Plan|Code|Policy|Charter|Measure|"
    r"Agreement|Rules)"
)
TO = r"\s?(?:to|until|till|up to|through to|-|–|—)\s?(?:the\s)?"
IN_BRACKETS = rf"(?:\s?\({g.MONTH}\s?(?:to|-|–|/)\s?{g.MONTH}(?:\s{g.YEAR})?\))?"
HOUR = r"\d{1,2}(?:[.:][0-5]\d)?"
MERIDIEM = r"\s?(?:am|pm|a\.m\.?|p\.m\.?|noon)(?![a-z])"
DAY_POINT = rf"(?:{g.LONG_DATE}|{g.NUMERIC_DATE}|{g.END_OF}{g.MONTH}(?:\s{g.YEAR}\b)?)"
MONTH_POINT = rf"{g.END_OF}?{g.MONTH}(?:\s{g.YEAR}\b)?"

RULES: tuple[Rule, ...] = (
    Rule(
        "clock_time",
        re.compile(
            rf"(?<![\d.,£]){HOUR}(?:(?:\s?(?:to|-|–|until)\s?){HOUR})?{MERIDIEM}(?:\s?(?:to|-|–|until)\s?{HOUR}{MERIDIEM})?"
            r"|(?<![\d:])(?:[01]\d|2[0-3]):[0-5]\d\s?(?:hours|hrs)\b|(?<=\bat )(?:[01]\d|2[0-3]):[0-5]\d\b|\b24/7\b",
            re.IGNORECASE,
        ),
        read.mask,
        reads={"The meeting began at 6.30 pm.": "", "open 8am to 8pm": "", "staffed 24/7": "", "at 14:00": ""},
        ignores=["the ratio was 12.5"],
    ),
    Rule(
        "date_span",
        re.compile(rf"\b(?=[bBtTeEcCmMWFS\d])(?:(?:(?i:between)\s(?P<a>{DAY_POINT})\sand\s(?P<b>{DAY_POINT}))|(?P<c>{DAY_POINT}){TO}(?P<d>{DAY_POINT}))"),
        read.read_span,
        reads={
            "between 1 April 2021 and 30 June 2021": "Q1 2021/22",
            "from 1 April to 31 August 2022": "2022-04/2022-08",
            "1st July to 14th July": "span:day:07-01/day:07-14",
        },
    ),
    Rule(
        "month_span",
        re.compile(
            rf"(?:(?i:between)\s(?P<a>{MONTH_POINT})\sand\s(?P<b>{MONTH_POINT}))|\b(?P<c>{MONTH_POINT}){TO}(?P<d>{MONTH_POINT})"
        ),
        read.read_span,
        reads={
            "between July and September 2022": "Q2 2022/23",
            "for April to October 2019": "2019-04/2019-10",
            "November 2021 to February 2022": "2021-11/2022-02",
            "between April and December": "span:month:04/month:12",
        },
    ),
    Rule(
        "month_pair",
        re.compile(rf"\b(?P<a>{g.MONTH})(?:\s(?:and|or|&)\s|/)(?P<b>{g.MONTH}(?:\s{g.YEAR}\b)?)"),
        read.read_pair_of_months,
        reads={"missed collections in May and June 2018": "2018-05/2018-06", "in May/June 2018": "2018-05/2018-06"},
        why="two months that follow each other are one stretch, others are two mentions",
    ),
    Rule(
        "date",
        re.compile(rf"\b(?=[MTWFSJAOND\d])(?:{g.LONG_DATE}|{g.US_DATE}|{g.NUMERIC_DATE}|{g.ISO_DATE})"),
        read.read_date,
        reads={
            "at 31st March, 2022": "2022-03-31",
            "on 17 April": "day:04-17",
            "at 31/8/21": "2021-08-31",
            "by 2024-02-29": "2024-02-29",
            "at 30-Sep-24": "2024-09-30",
        },
        ignores=["see paragraph 3.1.2"],
    ),
    Rule(
        "month_year",
        re.compile(rf"{g.END_OF}?\b(?:{g.MONTH_YEAR}|{g.TIGHT_MONTH_YEAR})"),
        read.read_date,
        reads={
            "at the end of March 2022": "2022-03-31",
            "Mar-25": "2025-03",
            "in October 2019": "2019-10",
            "(Apr 24: 57%)": "2024-04",
        },
    ),
    Rule(
        "month_start",
        re.compile(rf"\b(?i:start|beginning)\s(?i:of\s)(?P<month>{g.MONTH}(?:\s{g.YEAR}\b)?)"),
        read.read_month_start,
        reads={"at the start of April": "day:04-01", "the beginning of May 2019": "2019-05-01"},
    ),
    Rule(
        "month_end",
        re.compile(rf"{g.END_OF}{g.MONTH}"),
        read.read_date,
        reads={"as at end Feb": "end:02", "at the end of December": "end:12"},
    ),
    Rule(
        "month",
        re.compile(rf"\b{g.MONTH}(?![\w’'])"),
        read.read_bare_month,
        reads={"in August": "month:08", "in May": "month:05"},
        ignores=["Members may wish to note", "May I ask", "The March past"],
    ),
    Rule(
        "quarter",
        re.compile(
            rf"\b(?:Q|Qtr\.?\s?|QTR\s?|(?i:quarter)\s)(?P<n>[1-4]|(?i:one|two|three|four|iv|iii|ii|i)\b)(?!\d){OF_YEAR}?{IN_BRACKETS}"
        ),
        read.read_quarter,
        reads={
            "In Q1 2018/19": "Q1 2018/19",
            "Quarter 3 of 2020-21": "Q3 2020/21",
            "Qtr 2": "quarter:2",
            "Q3 (October to December 2020)": "Q3 2020/21",
        },
        ignores=["a quarter of homes", "Q. Why was that?"],
    ),
    Rule(
        "ordinal_quarter",
        re.compile(rf"\b(?P<n>(?i:first|second|third|fourth|final|1st|2nd|3rd|4th))\s(?i:quarter)\b{OF_YEAR}?{IN_BRACKETS}"),
        read.read_quarter,
        reads={"the fourth quarter of 2019/20": "Q4 2019/20", "in the first quarter": "quarter:1"},
    ),
    Rule(
        "year_quarter",
        re.compile(rf"(?P<year>{g.FISCAL})[ \t\xa0,\-–]{{0,2}}(?:Q|Qtr\s?|(?i:quarter)\s)(?P<n>[1-4])\b"),
        read.read_quarter,
        reads={"2018/19 Q2": "Q2 2018/19"},
    ),
    Rule(
        "mid_year",
        re.compile(rf"\b(?i:mid)[\s-]?(?:(?i:year)[\s-])?(?P<year>{g.YEAR})\b(?![/\-–]\d)"),
        read.read_mid_year,
        reads={"the mid-year 2021 estimate": "2021-06-30", "By mid-2019": "2019-06-30"},
        why="estimates of the population are for the middle of a calendar year",
    ),
    Rule(
        "part_of_year",
        re.compile(
            rf"\b(?:(?P<n>(?i:first|second|latter|last|final))\s(?i:half|(?P<count>{COUNT})\smonths)(?=\sof\b|\s\d|\W*$)|"
            rf"(?i:mid|half)[\s-](?i:year)|H(?P<h>[12]))\b(?:\sof\sthe\s(?:financial\s)?year\b)?{OF_YEAR}?"
        ),
        read.read_half,
        reads={
            "in the first six months of 2019/20": "2019-04/2019-09",
            "the second half of 2020/21": "2020-10/2021-03",
            "for the half year": "half:1:6",
            "the first half of the year": "half:1:6",
        },
        ignores=["the first half dozen"],
    ),
    Rule(
        "months_to",
        re.compile(
            rf"\b(?i:(?:rolling\s)?(?:(?P<count>{COUNT})[\s-](?P<unit>months?|years?)(?:\speriod)?|year|quarter|R12|12m)\s"
            rf"(?:up\s)?(?:ended|ending|to|end|until))\s(?:on\s|the\s)?(?P<point>{g.POINT})"
        ),
        read.read_rolling,
        reads={
            "in the 12 months to June 2021": "R12 2021-06",
            "for the year ended 31 March 2018": "FY2017/18",
            "In the six months to 30 September 2019": "2019-04/2019-09",
            "in the year to August": "rolling:12:month:08",
            "12 months to the end of January 2021": "R12 2021-01",
            "in the quarter ending 30 June 2023": "Q1 2023/24",
        },
    ),
    Rule(
        "fiscal_span",
        re.compile(
            rf"(?:(?i:from|between)\s)?(?P<a>{g.FISCAL})\s?(?:to|and|until|through to|-|–)\s?(?P<b>{g.FISCAL})(?:\s(?i:academic|school)\s(?i:years?))?"
        ),
        read.read_fiscal_span,
        reads={"between 2017/18 and 2019/20": "2017-04/2020-03", "2020/21 to 2022/23": "2020-04/2023-03"},
        ignores=[],
    ),
    Rule(
        "fiscal_year",
        re.compile(
            rf"(?:\b(?i:AY|FY|(?:academic|school|financial|municipal)\syear)\s?)?(?<![\d£.,/])(?P<year>{g.FISCAL})(?:\s(?i:academic|school|financial)\s(?i:year))?"
        ),
        read.read_fiscal,
        reads={
            "in 2018/19": "FY2018/19",
            "2018-19": "FY2018/19",
            "in 2007/8": "FY2007/08",
            "the 2018/19 academic year": "AY2018/19",
            "school year 2018-2019": "AY2018/19",
            "(21/22)": "FY2021/22",
            "life expectancy 2016-18": "2016-01/2018-12",
        },
        ignores=["rated 12/15"],
    ),
    Rule(
        "budget_year",
        SHORT_BUDGET_YEAR.pattern,
        read.read_budget_year,
        reads={"The budget for 25-26 is £4m": "FY2025/26"},
        ignores=["It meets for 25-26 weeks"],
    ),
    Rule("fy", re.compile(rf"\bFY\s?['’]?(?P<year>{g.YEAR}|\d\d)\b(?![/\-]\d)"), read.read_fy, reads={"FY24": "FY2023/24"}),
    Rule(
        "several_years",
        re.compile(
            rf"\b(?:(?i:between)\s(?P<a>{g.YEAR})\sand\s(?P<b>{g.YEAR})|(?P<c>{g.YEAR})\s?(?:to|-|–)\s?(?P<d>{g.YEAR}))\b(?![/\-–]\d)"
        ),
        read.read_several,
        reads={"between 2014 and 2016": "2014-01/2016-12", "2016 to 2018": "2016-01/2018-12"},
    ),
    Rule(
        "name_with_year",
        re.compile(
            rf"\b{NAMES},?\s(?:of\s|for\s)?{g.YEAR}(?:\s?[-–]\s?\d{{2,4}})?\b(?!/\d)|\b{g.YEAR}\s(?:[A-Z]\w+\s)?{NAMES}\b"
        ),
        read.mask,
        reads={"under the Care Act 2014": "", "the 2013 Regulations": ""},
    ),
    Rule(
        "year",
        re.compile(
            rf"(?<![\d£$€.,/\-–\w])(?:(?i:calendar\syear)\s)?(?P<year>{g.YEAR})(?![\d%/]|[.,]\d|[-–]\d|\w)(?:\s(?i:calendar\syear))?"
        ),
        read.read_year,
        reads={"in 2019": "2019", "the 2021 calendar year": "2021"},
        ignores=["2013 homes were built", "£2019", "1,980 per 100,000"],
    ),
    Rule(
        "season",
        re.compile(rf"\b(?P<name>(?i:autumn|spring|summer|winter))\b(?:\s(?P<term>(?i:term)))?(?:\s(?:of\s|in\s)?{YEAR_OR_PAIR})?"),
        read.read_season,
        reads={
            "the summer term 2022": "2022-04/2022-07",
            "for autumn 2019": "2019-09/2019-11",
            "in the autumn": "season:autumn",
        },
    ),
    Rule(
        "since",
        re.compile(
            rf"\b(?i:since)\s(?:(?!\d)[\w’']{{1,20}}\s){{0,5}}?(?:(?P<point>{g.LONG_DATE}|{g.MONTH_YEAR}|{g.MONTH}(?![\w’']))|(?P<years>{g.FISCAL}|{g.YEAR}(?![\d,/])))"
        ),
        read.read_since,
        reads={
            "since its launch in October 2017": "since:2017-10",
            "since 1 September": "since:day:09-01",
            "Since 2013": "since:2013",
        },
    ),
    Rule(
        "month_number",
        re.compile(r"\b(?:Month|Period|MONTH|PERIOD)\s(?P<n>1[0-2]|[1-9])\b(?![.,/]\d|%)|(?<=\()[MP](?P<m>1[0-2]|[1-9])(?=\))"),
        read.read_month_number,
        reads={"Revenue monitoring: Month 6": "month_no:6"},
        why="finance papers number the months of the financial year from April",
    ),
)  # fmt: skip
