"""Number words that count nothing: "one" as a pronoun, "the two sides", "twice a year", shares told twice."""

from __future__ import annotations

from minuted.nlp.numbers.bars.bar import bar

_FEW = r"(?:two|three|four|five|six|seven|eight|\d)"
_PERSONS = (
    r"(?:members?|councillors?|residents?|persons?|people|parents?|witness\w*|speakers?|objectors?|governors?|"
    r"headteachers?|"
    r"person|man|woman|carers?|young person|young people|user|respondents?|cllr|trustee)"
)

ONE = bar(
    "one",
    [
        r"\b(?:this|that|which|no|any|each|every|the|declined|completed|another|such|last|next|new|from|like|be|than|"
        r"a|had|not) ⟦one⟧(?! (?:out|per|in \w+))",
        rf"⟦one⟧ (?:such|another|day|hand|could|can|might|would|must|has|who|that|another|"
        rf"thing|way|size|issue|reason|{_PERSONS})\b",
        r"^(?!.*\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+) of (?:\w+ ){1,4}and ⟦)[^⟦]*⟦one⟧ of\b"
        r"(?! which\b| whom\b)",
        rf"^⟦one⟧ (?!{_PERSONS})(?!(?:\w+ ){{1,8}}(?:was|were|had been|has been|is)\b)",
        r"^(?!.*\bthere (?:was|were|is|had been) (?:\w+ )?⟦)(?!.*\b(?:just|only|found|failed|upheld|lost|won|"
        r"closed|issued|and|had|least) ⟦)"
        r"[^⟦]+ ⟦one⟧ (?!(?:was|were|had|red|amber|green|occasion|fewer|more|less|other|additional|extra|"
        r"further|of which|of whom)\b)[a-z]",
        r"⟦one⟧ (?:which|that|who|where)\b|[‘'“\"]⟦one⟧[’'”\"]",
        r"\b(?:require|need|want|have|having|like|with|without|get|find|offered|received|is|as|be|"
        r"become) ⟦one⟧(?:[.,;)]|$)",
        r"\ban? (?!total|cost|rate|ratio|average)[a-z]+ ⟦one⟧(?=[.,;)]|$)|⟦one⟧ too many\b",
    ],
    [
        "It was one of several factors.",
        "One Member felt that this was wrong.",
        "One size did not fit all.",
        "Most got a job or a better one.",
        "The Chair said that one such move was one too many.",
        "Many carers declined one when it was offered.",
    ],
    {
        "Two notices were served, one of which was appealed.": "one",
        "There was one outbreak, in May.": "one",
        "Two homes closed and just one was inspected.": "one",
    },
)
FEW = bar(
    "rhetoric",
    [
        rf"\b(?:the|these|those|both|other|all|between|last|next|past|previous|first|final|each of the|every|in|"
        rf"into) ⟦{_FEW}⟧ "
        r"(?:years?|months?|weeks?|days?|quarters?|terms?|previous\w*|other|sides?|bodies|issues|main|key|"
        r"reports?|halves|parts|"
        r"stages?|options?|areas?|themes|questions|points|former|officers|speakers|visitors|presenters|authors|"
        r"members|leaders|meetings?|motions?|amendments?)\b",
        rf"⟦{_FEW}⟧ (?:things|options|successive|consecutive)\b"
        rf"|\b(?:the same|(?:their|its|his|her) first) ⟦{_FEW}⟧(?! in)",
        rf"(?<!of )\b(?:these|those|the above|above|the following|following) ⟦{_FEW}⟧ (?!were\b|had\b|was\b)[a-z]",
        rf"⟦(?:{_FEW}|nine|ten)⟧ (?:main |broad |key |different |distinct |separate |protected |overarching |"
        rf"principal )?"
        r"(?:types|kinds|approaches|definitions|factors|elements|components|aspects|characteristics|criteria|topics|"
        r"headings|purposes|functions|features|tests|scenarios|perspectives|dimensions|lessons|considerations)\b",
        rf"⟦(?:one|1|a) or (?:two|2)⟧|\ba further ⟦{_FEW}⟧(?=[.,;)]|$)",
        r"\b(?:the|these|those|between) ⟦(?:two|three)⟧(?:[.,;:)]|$)",
        rf"⟦{_FEW}⟧ (?:subsequent |following )?(?:financial|academic|consecutive|municipal|calendar|"
        rf"successive) years?\b",
        r"\bwhether ⟦\w+⟧",
        rf"⟦{_FEW}⟧[- ](?:stage|phase|tier|year|month|week|day|way|part|strand|step|track)\b",
        rf"⟦{_FEW}⟧ (?:\w+ )?(?:objectives|priorities|themes|principles|pillars|strands|aims|values|ambitions|"
        rf"workstreams|missions)\b",
        rf", the ⟦{_FEW}⟧ [a-z]|\bfamily of ⟦|\bparty of ⟦",
        r"\bnet ⟦zero⟧|⟦zero⟧[- ](?:tolerance|carbon|emission|waste|hours?|rated)|[“\"'‘]⟦zero⟧|\b(?:reach|to|"
        r"towards|near) ⟦zero⟧(?! (?:in|by|from))",
        r"\brat(?:ed|ing of) ⟦\d(?: or \d)?⟧(?! out)|\btop score of ⟦",
        r"⟦(?:nine|\d)⟧ to (?:five|5)\b|\b(?:nine|9) to ⟦(?:five|5)⟧",
        r"^[“\"'‘][^”\"]*⟦[^⟧]*⟧[^”\"]{0,40}[”\"]|[“\"][^”\"⟦]{0,60}, ⟦ten out of ten⟧",
    ],
    [
        "The same was true in each of the two previous years.",
        "These two documents are at the back.",
        "There are three main types of grant.",
        "It focuses on six policy objectives.",
        "It was told of this in three successive reports.",
        "It is up on the same two terms of last year.",
        "Members had before them three options for the hall.",
        "The Council will be net zero by then.",
    ],
    {"The Council opened two homes.": "two"},
)
OFTEN = bar(
    "how_often",
    [
        r"⟦(?:twice|thrice|[\w ]+ times|double|treble|triple)⟧(?! (?:the\b|as\b|more\b|higher|larger|greater|"
        r"bigger|that\b|what|its\b|"
        r"our\b|normal|\d|England|national|over\b|previous|last\b|in number|in size|usual|average|their\b|"
        r"those\b|this\b|expected|"
        r"levels?\b|than\b|likelier|likely|bigger))"
    ],
    [
        "Her bin had been missed twice since May.",
        "The group met four times a year.",
        "A double yellow line was asked for.",
    ],
    {"Costs were three times the average.": "three times"},
)
TOLD_TWICE = bar(
    "told_twice",
    [r"⟦(?:a |one |two |three )?[\w -]+⟧ \((?:c\.? ?|about )?\d[\d.]*\s?(?:%|per cent)"],
    [],
    {"Just under half (47%) had works on order.": "47%"},
    why="a share told in words and again in brackets is one figure, the exact one",
)
ORDINAL = bar(
    "ordinal",
    [
        r"⟦[^⟦⟧]*⟧ majority|(?<=[a-z,] )⟦(?-i:[A-Z])\w+⟧ (?-i:[A-Z])",
        r"⟦(?:a|an) (?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)⟧ (?!of\b)[a-z]+ (?:would|will|was|is|"
        r"has|had)\b",
        r"⟦three absences in|⟦[\w ]+ in [\w]+⟧ (?:months?|weeks?|days?|years?)\b",
    ],
    ["It may be vetoed by a two thirds majority.", "A sixth adviser would start in May."],
)
