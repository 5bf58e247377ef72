"""Numbers of the meeting itself: votes, those present, markers of lists, "none" in a form."""

from __future__ import annotations

from minuted.nlp.numbers.bars.bar import bar

VOTES = bar(
    "votes",
    [
        r"⟦\w+⟧ (?:votes?\b|(?:members?|councillors?) voted|for(?=[,;)]| and \d)|in favour\b|against(?=[,;).]|"
        r"$)|abst\w+|voted\b|"
        r"for the (?:motion|amendment|proposal))",
        r"\bvotes? to ⟦",
        r"\b(?:for|against|abstentions?|abstained|votes?) ?[:–-] ?⟦\w+⟧(?=[,;)]|$| (?-i:A(?:gainst|bst)))",
        r"(?-i:\b(?:F(?:or|OR)|A(?:gainst|GAINST)|Abstained|Abstentions?)) ⟦\w+⟧"
        r"(?=\)|[,;]? (?-i:A(?:gainst|bst))|$)",
    ],
    [
        "It fell on a recorded vote (For 13, Against 15).",
        "For: 7 Against: 0 Abstained: 2",
        "(Voting: 6 in favour, 0 against.)",
        "The motion was lost (6 for, 9 against, 2 abstentions).",
        "Eight members voted for the Motion.",
    ],
)
BUSINESS = bar(
    "meeting_business",
    [
        r"\b(?:any|(?:panel|quorum|jury) of|quorum (?:is|was|being)) ⟦\w+⟧",
        r"\b(?:group|team|committee|board|party|body) of ⟦\w+⟧ (?:members|councillors|people|persons)\b",
        r"⟦\w+⟧ (?:\w+ )?(?:members|councillors) (?:to )?(?:join|sit|serve|be appointed|be nominated|be co-opted)\b",
        r"⟦\w+⟧ others?\b[^.]{0,30}(?:present|attended|spoke)",
        r"\b(?:met|meets?|meetings?) (?:on )?⟦\w+⟧ (?:occasions|times)",
        r"⟦\w+⟧ (?:of the )?(?:members|councillors|apologies|declarations|questions|deputations|petitions|"
        r"reports|items)\b"
        r"(?= (?:from|were present|attended|were received|had been|present|on the agenda|considered)|[.,;]|$)",
        r"\b(?:also )?(?:present|in attendance)\b[^⟦]{0,160}⟦\w+⟧ (?:members? of the public|parishioners?|"
        r"residents?|observers?|electors?)",
        r"⟦\w+⟧ (?:members? of the public|parishioners|press)\b[^.]{0,20}(?:present|attended|in attendance)",
        r"^⟦\w+⟧ (?:members? of the public|parishioners)\.?$|⟦\w+⟧ other (?:members|councillors)\b",
        r"\bapologies(?: for absence)?: ⟦\w+⟧(?=[.,;]|$)",
    ],
    [
        "Apologies: 2.",
        "3 members of the public.",
        "Councillor Ferry (Chair) and 8 other Members.",
        "The decision may be called in by any five Members.",
        "A panel of three Members sat.",
    ],
)
NOTHING = bar(
    "nothing_to_list",
    [
        r"(?:papers|documents|implications|appendices|wards?|exempt\w*|interests?|decisions?|consult\w+|"
        r"polic(?:y|ies)|attachments|"
        r"reasons?|options?|information|contributors|apologies|business|act|1972|1985|considered|affected|"
        r"background|impact|legal|"
        r"financial|equalit(?:y|ies)|risks?|ymddiheuriadau|buddiannau|officers?|"
        r"dispensations?)\)? ?[:–-]+ ?⟦(?:none|nil)⟧",
        r"^⟦(?:none|nil)⟧\.?$",
        r"⟦none⟧ (?:were|was) (?:declared|received|identified)|⟦none⟧ (?:arising|identified|directly|specific|"
        r"at this|required)",
    ],
    ["Background papers: None", "Declarations of interest: None."],
    {"None of the trusts reached the standard.": "None"},
)
LIST_MARKER = bar(
    "list_marker",
    [
        r"[:;,] \(⟦(?:\d|1\d)⟧\) [a-z]",
        r"(?<!\S)\(⟦(?:\d|1\d)⟧\) (?:to|that|the|an?|note|"
        r"rejected|providing|"
        r"setting|seeking|approve|agree|delegate|in|at|by|for|whether|how|what|is|be|recommend\w*|refer|request|"
        r"ask|endorse|"
        r"authorise)\b"
    ],
    ["Options considered: (1) to defer all starts; (2) to stop.", "That it be noted. (2) That a deputy be sought."],
    {"The largest was housing (8), then planning (6).": "8"},
)  # fmt: skip
