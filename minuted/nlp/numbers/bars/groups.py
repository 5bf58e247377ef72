"""Numbers that say who or what is counted rather than how many: ages, thresholds, limits, bases of a rate."""

from __future__ import annotations

from minuted.nlp.numbers.bars.bar import bar

_PEOPLE = r"(?:people|children|pupils|adults|persons|men|women|females|males|residents|learners|adolescents|youths?)"
_SMALL = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|\d)"

AGE = bar(
    "age",
    [
        r"\b(?:aged?|ages|ages of|age of|ageing|birthdays?|turned|turning|turns) (?:of |from |between |under |"
        r"over |up to |to |at |"
        r"about |below |above )?(?:\d+\s?(?:,|and|to|-|–|or|&)\s?)?⟦",
        r"⟦[\w-]+⟧(?:[- ]?\+|s)?[- ]?(?:and \w+[- ])?(?:year|yr|month|week)s?[- ]?olds?\b",
        r"⟦[\w -]+(?:year|yr|month|week)s?⟧[- ]?olds?\b",
        r"\b(?:under|over|pre|post)[- ]?⟦\d\d?⟧(?:s\b|['’]s\b| conception| pregnan| year| child| people)",
        r"⟦\d{1,2} ?[-–] ?\d{1,2}⟧ (?:ages?|age group|years?)\b|\bat ⟦1\d ?[-–] ?\d\d⟧",
        r"⟦\d{1,2}⟧[-–]\d{1,2}[- ]year",
        r"⟦(?:1[0-9]|2[0-5])⟧-? and \d\d[- ]year|⟦\d{1,2} to \d{1,2}⟧ (?:age|year)[- ]?(?:groups?|olds?|bands?|range)",
        r"⟦\d{1,2}⟧ (?:to|and|or) \d{1,2}-(?:year|month|week|day)",
        r"\(⟦\d{1,2} ?[-–] ?\d{1,2}⟧\)|\(⟦\d{1,2}⟧\+\)|\(⟦\d{1,2}⟧ and (?:over|under)\)",
        r"\b(?:man|woman|boy|girl|resident|mother|father),? (?:of )?⟦\d\d?⟧(?! [a-z]+s\b)",
        r"\b(?:who|he|she|they) (?:is|was|are|were) ⟦\d\d⟧(?=[.,;)]| (?:and|or)\b|$)",
        r"\bappear\w* to be (?:under|over) ⟦\d\d⟧",
        r"\bage (?:band|group|range)s?\b[^.;⟦]{0,20}⟦\d\d? ?(?:to|-|–) ?\d\d?⟧",
        r"⟦\d{1,2} ?(?:to|-|–) ?\d{1,2}⟧ population\b",
        r"⟦(?:16 ?[-–] ?(?:17|18|19|24|25|64)|1[789] ?[-–] ?(?:24|25|64)|10 ?[-–] ?17|0 ?[-–] ?(?:5|17|18|19|25))⟧ "
        r"(?!(?:days|weeks|months|hours|minutes|homes|miles)\b)[a-z]",
        rf"\b{_PEOPLE} (?:of |from |over |under )?⟦\d{{1,2}}(?: ?[-–] ?\d{{1,2}})?⟧(?=[,.;)]| and | or |$)",
        r"\b(?:transitions?|adulthood|young people|children|start\w*|left|leave|leaving|leavers|support\w*|"
        r"exempt\w*) "
        r"(?:[a-z ]{0,24} )?(?:at|from|until|up to|to) ⟦(?:1[4-9]|2[1-5])⟧(?=[.,;)]| and |$)",
    ],
    [
        "Care leavers aged 19 may apply.",
        "Support runs up to the age of 25.",
        "The offer covers 16 and 17 year olds.",
        "The offer covers three and four year olds.",
        "A letter came from a tenant who is 17, and her key worker.",
        "He stays until he is 18.",
        "The largest age band was 35 to 44.",
        "Take up of 16-18 places was slow.",
        "Young people (17-25) were asked.",
        "The offer of 9 to 36-month provision began.",
        "Enough was being done on transitions at 18.",
    ],
    {"The number of cases was down from 15.": "15", "Of the homes 12 were 16 to 18 miles off.": "12"},
)
THRESHOLD = bar(
    "threshold",
    [
        rf"⟦{_SMALL}⟧(?:\s?\+(?!\w)| (?:or|and) (?:more|fewer|less|over|above|below)\b)",
        r"⟦\d{1,2}⟧ or more\b|⟦[\d.]+%⟧ or (?:more|less) of\b",
        r"⟦\d+⟧\+ ?(?:weeks?|wks?|days?|months?|mths?|years?|hours?|hrs?|miles?|mins?|minutes)",
        r"\((?:fewer|less|more) than ⟦\w+⟧\)|\bnumbers (?:under|below|fewer than|of) ⟦",
        r"\bwh(?:o|ich) (?:have|has|had) (?:had |been )?(?:at least|more than|over|fewer than) ⟦",
        r"\bmust (?:have|hold|be|earn|own|serve|contain) (?:\w+ ){0,2}(?:at least|no more than|more than|not exceed) ⟦",
        r"⟧ \w+ threshold\b",
        r"\ban? [a-z]+ (?:who|which|that) (?:has |had )?[a-z]+(?:ed|s|d) ⟦" + _SMALL + "⟧",
        r"⟦(?:five|5)⟧ (?:or more )?(?:good |strong )?(?:gcses?|a\*|grades|passes)\b",
        r"\bany(?:thing)?(?: [a-z]+)? (?:that|which) (?:differ|move|var|change|exceed)[a-z]+ (?:by )?"
        r"(?:over |more than |above |less than )?⟦",
        rf"\b(?:fewer|less) than ⟦(?:{_SMALL}|1\d|20)⟧ [a-z]+ an? (?:trip|day|week|month|year|term|session|visit)\b",
        r"\bif\b[^.;⟦]{0,40}\b(?:is|are|falls?|was|were) (?:under|over|below|above|less than|more than) ⟦",
        r"\bor (?:above|more|over|higher|better) out of ⟦",
        r"\b(?:inside|within) ⟦[\w.]+⟧(?! per)",
        r"\b(?:had|have|has|having|with|smok\w+|missed|taken|made|used) at least ⟦(?:one|two|three|1|2|"
        r"3)⟧ (?!in\b|out\b)",
        r"⟦\w+⟧ suppress|suppress\w*[^.]{0,40}⟦",
    ],
    [
        "Children with three or more placements were counted.",
        "Moves (3+ moves in a year) are counted.",
        "It applies on sites of 10 or more dwellings.",
        "Ward rates are given (numbers under 5 suppressed).",
        "A tenant who refused three offers was suspended.",
        "A note explains anything that moves by over 20%.",
        "Pupils with five good GCSEs may apply.",
    ],
    {"78+ weeks: 12 patients": "12"},
)
BASE = bar(
    "base_of_a_rate",
    [r"\bper (?:head of |every )?⟦", r"⟦[\d,]+k?⟧ (?:population|head of population)\b"],
    ["The rate per 10,000 children is shown."],
)
CERTAINTY = bar(
    "certainty_of_an_estimate",
    [
        r"⟦\d[\d.]*%⟧ (?:confidence|certainty|CIs?\b|(?:lower|upper) (?:limit|bound|confidence)|credible)",
        r"\b(?:confidence|significance) (?:level|limit|interval)s? (?:of|at) ⟦|\bsignificant at (?:the )?⟦",
    ],
    ["The chart shows 95% confidence intervals.", "It was significant at the 5% level."],
    {"Levels were 8.1% lower than before.": "8.1%"},
)
DEPRIVED = bar(
    "names_a_group",
    [
        r"\b(?:top|bottom|poorest|richest|most deprived|least deprived|worst|highest|"
        r"lowest)(?: achieving| performing| attaining| earning| paid)? ⟦(?![^⟦⟧]*⟧ (?:figure|rate|level))",
        r"⟦[^⟦⟧]+⟧ (?:most|least) (?:deprived|disadvantaged)",
    ],
    ["It works in the 10% most deprived areas.", "The lowest achieving 20% fell behind."],
)
BROKEN = bar(
    "broken_number",
    [r"^.*⟦[^⟧\d]{0,2}\d[\d,]*⟧,\d{1,2}(?!\d)\s?(?:m|k|bn|million|billion)?\b"],
    ["A shortfall of £26,77m was told."],
    {"It cost £4,500, 2 of them more.": "£4,500"},
    why="a comma with one or two digits after it: thousands or decimals, nobody can tell",
)
PRICE_LIMIT = bar(
    "price_limit",
    [
        r"\b(?:costing|valued|values?|worth|earn\w*|purchas\w*|contracts?|payments?|items?|orders?|grants|"
        r"transactions|invoices|"
        r"debts?|decisions?|projects|salaries|salary|bids|placements?)(?: \w+)? (?:at |of )?(?:over|above|"
        r"exceeding|in excess of|"
        r"under|below|more than|less than) ⟦",
        r"\bif\b[^.;⟦]{0,40}\b(?:is|are|falls?|was|were) (?:under|over|below|above|less than|more than) ⟦",
        r"\bevery ⟦",
        r"⟦[^⟦⟧]+⟧ (?:and|or) (?:over|above)\b",
    ],
    [
        "Grants go to households if their income is under £28,000.",
        "Spending panels apply to all purchases above £500.",
        "Contracts valued over £50,000 are listed.",
    ],
    {"Over £2m was spent on agency staff.": "£2m", "Grants of up to £400 are on offer.": "£400"},
)
