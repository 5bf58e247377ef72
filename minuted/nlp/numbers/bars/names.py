"""Numbers that name something: a paragraph, a stage, a form, a year, a kind, a helpline."""

from __future__ import annotations

from minuted.nlp.numbers.bars.bar import bar
from minuted.nlp.numbers.words import one_of

_NAMING = one_of(
    word.replace("_", " ")
    for word in (
        "action acts? aim annexe annexe?s? appendices appendix articles? attainment bands? blocks? categories "
        " category channel chapter chart class clauses? cohort conditions? core day exhibit ext figure floor "
        " cat footnote forms? gate gateway goal grades? graph groups? items? junctions? key_stages? ks layer levels? "
        " lockdown lots? maps? minute_no minutes? model month motion no nos note numbers? objectives? options? outcome "
        " pages? paragraphs? paras? parts? pathways? period phases? plots? policy pp practice principle "
        " priorities priority progress qtr quarters? quartiles? deciles? quintiles? percentiles? questions? reception "
        " recommendations? ref regulations? "
        " resolutions? risk room rounds? routes? rule rules? schedule schemes? scope sections? sheet site slides? "
        " ss? stages? standing_order steps? strand tables? tel theme tiers? type units? version virements? volume "
        " waves? week year zones?"
    ).split()
)
"""What a number names rather than counts; "_" stands for a space."""
_DETERMINERS = (
    "the this that last each per every same our their its first previous preceding following next whole final a an"
).split()
_NO_ARTICLE = "".join(rf"(?<!\b{word} )" for word in _DETERMINERS)
_NAMED = rf"(?:(?-i:\b(?=[A-Z]))|{_NO_ARTICLE}\b(?-i:(?=[a-z])))(?:{_NAMING}|(?<!\bin )post)"
"""Small letters after "the" or "this" make it a noun again: "in the same quarter 34 families", "the Stage 3 panel"."""
_LISTED = r"(?:\d[\d.]*(?:[-–]\d+)?, ){0,5}\d[\d.]*(?:[-–]\d+)?,? (?:and|to|-|–|or|&) "

REFERENCE = bar(
    "reference",
    [
        rf"{_NAMED}\.? (?:no\.? ?|number |numbers )?⟦\d[\d.]*(?:(?: ?[-–] ?| to | and )[\d.]+)?⟧(?!\s?%)",
        rf"{_NAMED}s? {_LISTED}⟦\d[\d.]*(?:[-–][\d.]+)?⟧(?! (?:at|were|was|had|people|children|cases)\b)(?!\s?%)",
        rf"{_NAMED}s? \d[\d.]*,(?: \d[\d.]*,){{0,4}} (?:and |or )?⟦\d[\d.]*⟧(?=[,.;)]| and \d| or \d|"
        rf" to \d|$)",
        rf"{_NAMED}s? \d[\d.]* \([^()]{{1,40}}\),? (?:and|to|or) ⟦\d[\d.]*⟧ \(",
        r"(?-i:\bArea) ⟦\d{1,2}⟧(?= ?[:–—(]| - |[.,;)]|$)",
        r"(?:^|\b(?:in|of|for) )(?-i:Areas?) (?:\d{1,2} and )?⟦\d{1,2}⟧(?!\s?%)",
        r"\b(?:tel|ext|ref|appendices|appendix|item|agenda item|annex|note|number|no)[.:]{1,2} ?⟦\d[\d.]*⟧",
        r"(?-i:\b(?:NI|BVPI|KPI|LPI)) ⟦|\((?:NI|BVPI|KPI|LPI|PI|CI|ASCOF|SO|CP|HS|BV|EY|ES|FTSE|AO|SC)[ -]?⟦",
        r"\b(?!(?:ICB|ICS|CCG|UK|LA|SN|NE|NW|SE|SW|GM|WM|EM|CIPFA)\b)"
        r"(?-i:[A-Z]{2,6}) ⟦\d{1,5}(?: to \d+|[-–]\d+)?⟧(?=[,.;:)]| \(| (?:and|is|was|are|has|had|on|for|in|"
        r"report|standard|return|codes?) (?!\d)| report\b|$)",
        r"\bCovid[- ]?⟦|(?<=\w)\(⟦\d+⟧\)",
        r"\b(?:page|sheet|slide|part|draft|volume) \d{1,4} of ⟦\d{1,4}⟧|⟦\w+⟧[- ]page (?:document|report|pack|letter|"
        r"paper|form|booklet|leaflet)s?\b",
        r"(?<!\bthe )(?<!\bthis )(?<!\bthat )(?<!\ba )(?<!\beach )(?<!\bper )\b(?:years?|phases?|stages?|tiers?|lots?|"
        r"grades?|options?|steps?|parts?) (?:\w+ (?:and|or|to) )?⟦(?:one|two|three|four|five|six)⟧"
        r"(?=[.,;:)]| (?:of|and|to|or|is|was|will|would|we)\b| [-–—] |$)",
        r"(?-i:[A-Z][a-z]+ (?:Plan|Programme|Strategy|Framework|Policy|Agreement)) ⟦\d⟧"
        r"(?= ?[-–—(,.;:)]| (?:is|was|will|sets|runs)\b)",
        r"(?-i:\b(?:Y(?:ea)?rs?|YEARS?|Rooms?|Codes?|Standards?|Indicators?|Wards?|Min|Minute|Service|Condition))"
        r"\.? (?:no\.? )?(?:(?:R|\d+),? (?:and |to |or |& |- |– )?){0,4}⟦\d[\d.]*(?: ?(?:[-–]|to) ?[\d.]+)?⟧(?!\s?%)"
        r"(?! (?:at|people|children|cases|homes|tenants|residents|patients)\b)",
        r"⟦\w+⟧ (?:monthly|weekly|yearly|daily|hourly) (?!(?:visits|meetings|checks|reports|returns)\b)",
        r"\b(?:polling station|evidence session|collar number|constable|standard|indicator) ⟦\d[\d.]*⟧(?!\s?%)",
        r"\bthat (?:conditions?|recommendations?|paragraphs?|reasons?|items?|clauses?) ⟦\d+⟧",
        r"\breasons? ⟦\d+⟧ \(|\bitems? \(⟦\d+⟧\)",
        r"\bsections? \d+[\w()]{0,10}(?:, \d+[\w()]{0,10}){0,4},? and ⟦\d+⟧ of the\b|"
        r"(?-i:\bFigs?)\.? (?:[\d.]+ ?[-–] ?)?⟦",
        r"(?-i:\b(?:SPD|PPG|PPS|SPG|TAN|BS|EN|ISO|Catch)):? ⟦\d[\d.]*⟧|(?-i:\bView) ⟦\d⟧",
        r"(?-i:\bPC) ⟦\d{2,5}⟧ (?-i:[A-Z])",
        r"\b(?:services?|routes?|buses) ⟦\d+⟧(?:,| and| or| to| &) \d+(?-i:[A-Z])",
        r"\b(?:appendix|annex|document|report|paper|letter)\b[^.;⟦]{0,12},? ⟦\w+⟧ pages?\b",
        r"['’”\"] \(⟦\d⟧\)",
        r"⟦(?-i:[A-Z])[a-z]+⟧ (?-i:[A-Z][a-z]+ ){1,3}(?-i:Authority|Council|Trust|Partnership|"
        r"Board|Academy|School|Federation)\b",
        r"⟦0\d+⟧|\bFTSE ⟦|\(?⟦(?-i:One)⟧ (?-i:[A-Z])(?<!^⟦One⟧ [A-Z])",
    ],
    [
        "See paragraph 4.5 and pages 15 to 22.",
        "This is set out in Appendix 2.",
        "Tier 3 services are commissioned nationally.",
        "Area 6: Harbour Quay and the coast.",
        "Conditions 3 (Noise) and 7 (Hedge Planting) were discharged.",
        "Refer to paragraphs 72-82 and 138-139 of it.",
        "Indicator KPI 73 is reported elsewhere.",
        "Virements numbers 6 to 11 are in Annexe 1.",
        "Signed by the chair, page 2 of 3",
        "This is a 14 page document.",
        "Savings rise in year two of the plan.",
        "Ostley Transport Plan 5 is out for comment.",
        "It repairs Cat 2 defects first.",
        "The return (Standard 151) was late.",
        "National Indicator 12 is reported elsewhere.",
        "Rooms 3 and 5 were painted.",
        "The crew went to Yrs 2 and 6.",
        "Cllr Moss (Ward 7) spoke of polling station 22.",
        "It added reason 4 (drainage).",
        "It is made under sections 4(2) and 20 of the Harbours Act.",
        "SPD 12 sets the rule.",
        "Services 36 and 36A were cut back.",
        "Care was graded 'good' (4) or better.",
        "Three Vales Combined Authority: transport",
    ],
    {
        "There were complaints at Stage 1, 61 at Stage 2.": "61",
        "In the Harbour Area 34 families moved.": "34",
        "Housing was the largest category (8).": "8",
        "In that year two homes closed.": "two",
        "The establishment is 90 and in post 71.5 were found.": "71.5",
        "In the preceding quarter 26 waited.": "26",
        "It was rated good by 69% (ICB 72%).": "72%",
    },
)
LAYOUT = bar(
    "number_of_a_paragraph",
    [
        r"(?:\.{4}|…{2}|(?:\. ?){4}|_{4}|(?:· ?){4}|\.{2}…|…\.{2,}) ?⟦\w+⟧|\.{2}⟦\.\d+⟧",
        r"⟦\d{1,2}⟧ ?= ?[a-z]|\b(?:Journal|Lancet|BMJ|Psychology|Psychiatry|Medicine)\b[^.]{0,16}⟦",
        r"^⟦\d{1,2}⟧ (?-i:Note|Notes|Source|See|The|This|These|In|It|Data|Please|Where|For|As|Includes)\b",
        r"^[^:;⟦\d]*\b(?!(?:was|were|is|are|of|to|from|at|by|and|than|for|or|with|be|been|being|only|just|over|"
        r"under|about|around|nearly|"
        r"approximately|totall?ed|numbered|reached|averaged|target|average|found|had|has|have|exceeded|the|now|"
        r"still|plus|"
        r"nationally|actual|total|in)\b)(?-i:[a-z]+) ⟦\d{1,2}⟧\.$",
        r"^⟦\d{1,2}⟧ (?-i:Purpose|Background|Consultation|Recommendations?|Introduction|Summary|Conclusions?|What|"
        r"How|Why|Next [Ss]teps|Context|Options|Reasons?|Risks?|Issues?)\b[^.⟦]*$",
        r"⟦\d{1,2}⟧ (?-i:[A-Z][a-z]+ ){0,2}(?:implications|considerations|background)\b",
        r"(?:^|[.;)] |(?:implications?|background|introduction|summary|recommendations?|considerations|options|"
        r"report) )"
        r"⟦\d{1,2}\.\d{1,2}⟧ (?-i:[A-Z])|^⟦[\d.]+⟧\.?$|^⟦\d{3,4}⟧\. ",
        r"^⟦\d{1,3}⟧ (?-i:[A-Z])[^⟧]*(?:\(\d{4}\)|https?:|www\.|\bet al\b|\bibid\b)",
        r"\b(?:19|20)\d\d(?: (?-i:[A-Z][a-z]{2}))?; ?⟦\d{1,4}⟧ ?[(:]|⟦\d{1,4}⟧ ?\(\d{1,3}\): ?\d|"
        r"\d\(\d{1,3}\): ?(?:\d+[-–])?⟦|"
        r"\b\d{1,4}: ?\d{1,5} ?[-–] ?⟦\d+⟧|\bp ?[<=>] ?⟦|"
        r"^(?:very )?(?:likely|unlikely|possible|rare|almost certain|minor|moderate|major|severe|insignificant|"
        r"negligible|"
        r"catastrophic|critical) ⟦\d⟧$|"
        r"\b(?-i:SE|SD|CI|ICD-10)\b ?(?:[<=>]|(?-i:[Cc]odes?)) ?⟦",
        r"\b(?:at|in|see|per|under|of) ⟦[\d.]+⟧(?: ?\(\w{1,3}\))* (?:above|below|refers)\b|\(⟦\d+⟧\)(?::| above|"
        r" below)",
    ],
    [
        "The scheme approved at 2.2 (1) above is ready.",
        "Summary .......... 14",
        "4 What is being done",
        "Very Likely 5",
        "3 Treasury Notes (2024), Funding for Places",
        "J Harbour Stud. 1999 Jan; 18(1):121-32.",
    ],
    {"The estimate was 4.": "4", "Actual: 0.61 per 1,000 Target: 0.70 Status: GREEN": "0.70"},
)
YEAR = bar(
    "year",
    [
        r"⟦(?:19[5-9]\d|20[0-6]\d)(?: ?(?:[-–]|and|to|or) ?(?:19[5-9]\d|20[0-6]\d))?⟧(?! (?:children|people|"
        r"homes|households|"
        r"cases|pupils|calls|visits|responses|places|hours|members|residents|tenants|properties|referrals|"
        r"contacts|dwellings))",
        r"⟦(?:19|20)\d\d (?:calendar |academic |financial |school |municipal )?years?⟧",
    ],
    ["The rate has fallen since 2009.", "It is down on the 1998 baseline.", "The 2022 calendar year was wet."],
)
KIND = bar(
    "names_a_kind",
    [
        r"⟦[\w.,]+⟧-(?!\d|odd\b|plus\b|some\b)[a-z]|⟦\d⟧ ?\+ ?\d\b|\d ?⟦\+ ?\d⟧",
        r"⟦[\w.,]+⟧ ?(?:bed|bed(?:room|roomed)?|storey|seater|person|way|"
        r"off(?![- ](?:gas|grid|street|peak|site|road))|form entry)\b",
        r"(?<=[a-z])-⟦\w",
        r"⟦\w+⟧ to one\b|\bone to ⟦|⟦\w+⟧[’']s (?-i:[A-Z])",
    ],
    [
        "It let a 3+2 year contract.",
        "It has a new 2-bed home and a 140-litre bin.",
        "A one off payment was made.",
        "There are two bedroom flats.",
    ],
)
SERVICE_NUMBER = bar(
    "telephone_service",
    [
        r"\b(?:rang|ring|dial\w*|call\w*|calls to|phone\w*|NHS|via|to|the|(?<!\d )of) ⟦(?:111|101|999|112|105|119)⟧",
        r"⟦(?:111|101|999|112)⟧ (?:calls?|service|line|number|operators?|or)\b",
    ],
    ["Residents who rang 111 waited.", "Calls to 101 were slow.", "999 calls rose sharply."],
    {"It funds 37 of 112 services.": "112"},
)
ADDRESS = bar(
    "address",
    [
        r"⟦\d{1,4}[a-z]?(?: ?[-–] ?\d{1,4}[a-z]?)?⟧,? (?-i:[A-Z][\w’']+ ){1,3}"
        r"(?:Row|Road|Street|Lane|Avenue|Close|Drive|Way|Terrace|Place|"
        r"Court|Gardens|Hill|"
        r"Square|Crescent|Parade|Grove|Mews|Rise|Walk|Green|Park)\b",
        r"\b(?:junction|j|flat|unit|plot|house|no) ⟦\d",
    ],
    ["A single storey extension, 4 Church Row, was approved.", "Shops at 157-163 Quay Road were let."],
)
