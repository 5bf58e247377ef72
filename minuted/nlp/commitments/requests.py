"""What a meeting decided, asked for or was recommended, said in a sentence and not in a decision block."""

from __future__ import annotations

from minuted.nlp.commitments.lexicon import DECIDE, one_of
from minuted.nlp.commitments.patterns import ADVERBS, ASKERS, DELIVERED, DELIVERS, Undertaking, reads, rule

REQUESTS: tuple[Undertaking, ...] = (
    rule(
        "body_decided",
        r"^(?:The |the )?(?:[\w'’&-]+ ){0,5}?(?:[Cc]ommittee|[Pp]anel|[Bb]oard|[Cc]abinet|[Cc]ouncil|"
        r"[Ff]orum|[Cc]ommission|[Ee]xecutive|[Ss]ub-[Cc]ommittee) (?:unanimously |then |"
        r"therefore )?(?P<verb>(?:agreed to (?:note|approve|support|endorse|receive|recommend|adopt|defer|"
        r"accept)\b|(?:noted|approved|endorsed|adopted|deferred|instructed) (?:the|its)\b(?! fact)))",
        kind="resolution",
        reads={
            "The Panel agreed to note the report.": reads("resolution"),
            "The Board approved the annual plan.": reads("resolution"),
        },
        ignores=("The Panel noted that calls had doubled.",),
    ),
    rule(
        "was_noted",
        r"^(?:The|the) [\w'’ -]{3,60} (?P<verb>(?:was|were) (?:noted|received|approved|adopted|endorsed|"
        r"accepted))\.?$",
        kind="resolution",
        passive=True,
        reads={"The treasurer's statement was noted.": reads("resolution")},
    ),
    rule(
        "asked_passively",
        r"^(?P<who>.*?)\b(?:was|were) (?:also |then |therefore |accordingly |further )?(?:asked|requested|invited|"
        r"instructed|urged) (?:by [\w ]{3,30} )?to\b(?! (?:note|comment|consider|speak|address|join|sit))",
        kind="request",
        reads={
            "The Parking Manager was asked to send members a plan of the zones.": reads(
                "request", "The Parking Manager"
            )
        },
    ),
    rule(
        "was_requested_that",
        r"\b[Ii]t was (?:also |further |then )?(?P<verb>(?:requested|suggested|asked|proposed)) that\b(?P<asked>.*)",
        kind="request",
        reads={"It was requested that the next report include data by ward.": reads("request")},
        ignores=("It was suggested that demand had peaked.", "It was suggested that every member might help."),
    ),
    rule(
        "recommends_that",
        r"\b(?:[Ii]t was (?:also |further |then )?recommended|[Oo]fficers (?:therefore )?recommend|"
        r"[Ww]e (?:therefore )?recommend|[Tt]he (?:review|task group|working group|[Gg]roup|"
        r"report) (?:therefore )?recommend(?:s|ed))(?: to (?P<who>(?:the )?[A-Z][\w ]{2,40}?))? that\b",
        kind="recommendation",
        reads={
            "It was recommended to Full Council that the rent be £46 for a plot.": reads(
                "recommendation", "Full Council"
            )
        },
    ),
    rule(
        "agreed_to_decide",
        rf"(?i:^it was (?:also |further |then |"
        rf"unanimously )?agreed (?P<verb>to (?:{one_of(DECIDE)}))\b)(?! (?:with|whether|how))",
        kind="resolution",
        reads={"It was agreed to support the application.": reads("resolution")},
    ),
    rule(
        "asked_if_it_could",
        rf"\b(?:asked|enquired|queried) (?:if|whether) (?:[^.;?]{{3,120}} )?(?:could|might|"
        rf"can) {ADVERBS}(?:be {ADVERBS}(?:(?!made\b){DELIVERED}|made available|included|broken down)|"
        rf"{DELIVERS})\b",
        kind="request",
        reads={"Councillor Ash asked if the list could be circulated.": reads("request")},
        ignores=("A Member asked whether more could be achieved.",),
    ),
    rule(
        "information_requested",
        r"\b(?:[Ii]nformation|[Dd]ata|[Ff]igures|[Dd]etails?|[Bb]reakdown|[Rr]eport|[Uu]pdate|[Nn]ote|"
        r"[Bb]riefing|[Aa]nalysis|[Cc]opy|[Cc]opies)\b[^.;]{0,100} (?:was|were) (?:also |"
        r"therefore )?(?:requested|sought|asked for)\b",
        kind="request",
        reads={"A breakdown by ward was requested.": reads("request")},
    ),
    rule(
        "somebody_suggested_that",
        rf"^(?:[^.;]{{0,80}}?, )?{ASKERS} (?:also |further |then |therefore )?(?:suggested|urged|proposed|"
        rf"recommended) that\b(?P<asked>.*)",
        kind="request",
        reads={"Councillor Ash suggested that the leaflet be sent to every home.": reads("request")},
        ignores=("Councillor Ash suggested that the rise was due to better weather.",),
    ),
    rule(
        "would_be_helpful",
        r"\b(?:it would be|would be) (?:helpful|useful) (?P<verb>to (?:have|see|receive|know)|if (?:members|"
        r"the committee|the panel|future))\b",
        kind="request",
        reads={"A Member said that it would be useful to have the figures by ward.": reads("request")},
    ),
    rule(
        "request_made",
        r"\b(?:[Aa] request was (?:also )?made (?:for|that)|[Rr]equested (?:sight|copies|a copy|details) of)\b",
        kind="request",
        reads={"A request was made for data by ward.": reads("request")},
    ),
    rule(
        "members_asked_for",
        rf"^(?:[^.;]{{0,80}}?, )?(?:{ASKERS} )?(?:also |further |then |therefore |again )?(?:asked|requested|"
        rf"called|wished|sought)(?: (?:officers|the [A-Z][\w ]{{2,40}}?))? (?P<verb>for (?!clarification|"
        rf"assurance|confirmation|his|her|their|an explanation of why)|that (?!(?:his|her|their|the) (?:vote|"
        rf"abstention|dissent|names?|thanks))|to (?:see|receive|be (?:given|provided|sent|supplied|kept|"
        rf"informed|notified|briefed)|have)\b|sight of\b|(?:a|an|the|further|more|additional|information|"
        rf"data|details|examples|copies|figures)\b(?! (?:whether|number of questions|question|"
        rf"series of questions|range of questions|following questions)))",
        kind="request",
        reads={
            "Members requested a comparison with neighbouring authorities.": reads("request"),
            "The Committee asked that future reports show costs separately.": reads("request"),
        },
        ignores=(
            "Members asked about the closure.",
            "Councillor Ash asked whether the scheme had worked.",
            "The Committee sought assurance that all cases had been seen.",
        ),
    ),
    rule(
        "would_like",
        rf"(?:^|[,;:] |that |and ){ASKERS} (?P<verb>(?:would (?:also )?(?:like|welcome|wish)|(?:also )?wanted) to "
        rf"(?:see|receive|have|be)|would (?:also )?like to know|also wanted (?!to\b)|would (?:welcome|"
        rf"like) (?:a|an|further|more|sight))\b",
        kind="request",
        reads={
            "Members would like to see a breakdown by ward in future reports.": reads(
                "request", None, "in future reports"
            )
        },
    ),
)
"""In order: the first rule that reads a clause decides."""
