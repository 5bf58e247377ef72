"""The rules of prose: each a pattern with the sentences that it reads and those that it must not.

A rule sees one clause.  Its pattern finds the words that commit; named groups say what they mean: ``verb`` begins what
is to be done (the subject stands before it), ``who`` is somebody asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from minuted.nlp.commitments.lexicon import CHANGE, CHANGED, DECIDE, DELIVER, PASSIVES, TOLD, one_of
from minuted.nlp.rule import Rule

ADVERBS = r"(?:(?:also|then|now|again|therefore|further|shortly|subsequently|jointly|formally|all|each|both|both agree to)\s+)*"
_DELIVER = one_of(DELIVER)
_CHANGE = one_of(CHANGE)
_PASSIVE = one_of(PASSIVES)
_TOLD = one_of(TOLD)
_CHANGED = one_of(CHANGED)
_ANY = one_of(DELIVER, CHANGE, DECIDE)
_BODY = r"(?:[Cc]ommittee|[Pp]anel|[Bb]oard|[Cc]abinet|[Cc]ouncil|[Ff]orum|[Cc]ommission|[Ee]xecutive|[Ss]ub-[Cc]ommittee|[Mm]embers|MEMBERS)"
_ASKERS = (
    r"(?:(?:[Tt]he |[Aa] |[Aa]nother |[Oo]ne |[Ss]ome |[Ss]everal )?(?:[\w'’-]+ ){0,4}?(?:[Cc]ommittee|"
    r"[Pp]anel|[Bb]oard|[Cc]abinet|[Cc]ommission|[Ff]orum|[Ss]ub-[Cc]ommittee|[Mm]embers?|[Cc]hair(?:man|"
    r"person|woman)?|"
    r"[Cc]onvener|[Vv]ice-[Cc]hair(?:man)?|[Rr]epresentative|[Gg]overnor|Healthwatch|[Rr]esident)|"
    r"(?:Councillors?|Cllrs?|Mr|Mrs|Ms|Miss|Dr)\.? (?:(?:Mrs|Mr|Ms|"
    r"Dr)\.? )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?(?: and (?:Councillor )?[A-Z][\w'’-]+)?|He|She|They|he|she|"
    r"they)"
)


@dataclass(frozen=True)
class Undertaking(Rule):
    """A rule of prose: ``kind`` it yields, whether it is passive, and what the clause must also hold."""

    kind: str = "action"
    passive: bool = False
    needs: str = ""
    """"", "owner" (somebody named), "due" (words that say when), or "date_in_report": a date, but only in a report,
    which says of everything that it "will be provided"; minutes say it of what was promised."""


def _reads(kind: str, owner: str | None = None, due: str | None = None) -> Mapping[str, Any]:
    return {"kind": kind, "owner": owner, "due_text": due}


def _rule(name: str, pattern: str, *, kind: str = "action", passive: bool = False, needs: str = "",
          reads: Mapping[str, Any], ignores: Sequence[str] = ()) -> Undertaking:  # fmt: skip
    return Undertaking(
        name=name, pattern=re.compile(pattern), read=lambda match: match, reads=reads, ignores=ignores,
        kind=kind, passive=passive, needs=needs,
    )  # fmt: skip


RULES: tuple[Undertaking, ...] = (
    _rule(
        "body_decided",
        r"^(?:The |the )?(?:[\w'’&-]+ ){0,5}?(?:[Cc]ommittee|[Pp]anel|[Bb]oard|[Cc]abinet|[Cc]ouncil|"
        r"[Ff]orum|[Cc]ommission|[Ee]xecutive|[Ss]ub-[Cc]ommittee) (?:unanimously |then |"
        r"therefore )?(?P<verb>(?:agreed to (?:note|approve|support|endorse|receive|recommend|adopt|defer|"
        r"accept)\b|(?:noted|approved|endorsed|adopted|deferred|instructed) (?:the|its)\b(?! fact)))",
        kind="resolution",
        reads={"The Panel agreed to note the report.": _reads("resolution"), "The Board approved the annual plan.": _reads("resolution")},
        ignores=("The Panel noted that calls had doubled.",),
    ),
    _rule(
        "was_noted",
        r"^(?:The|the) [\w'’ -]{3,60} (?P<verb>(?:was|were) (?:noted|received|approved|adopted|endorsed|"
        r"accepted))\.?$",
        kind="resolution", passive=True,
        reads={"The treasurer's statement was noted.": _reads("resolution")},
    ),
    _rule(
        "asked_passively",
        r"^(?P<who>.*?)\b(?:was|were) (?:also |then )?(?:asked|requested|invited|instructed|"
        r"urged) (?:by [\w ]{3,30} )?to\b(?! (?:note|comment|consider))",
        kind="request",
        reads={"The Parking Manager was asked to send members a plan of the zones.": _reads("request", "The Parking Manager")},
    ),
    _rule(
        "was_requested_that",
        r"\b[Ii]t was (?:also |further |then )?(?P<verb>(?:requested|suggested|asked|proposed)) that\b(?P<asked>.*)",
        kind="request",
        reads={"It was requested that the next report include data by ward.": _reads("request")},
        ignores=("It was suggested that demand had peaked.", "It was suggested that every member might help."),
    ),
    _rule(
        "recommends_that",
        r"\b(?:[Ii]t was (?:also |further |then )?recommended|[Oo]fficers (?:therefore )?recommend|"
        r"[Ww]e (?:therefore )?recommend|[Tt]he (?:review|task group|working group|[Gg]roup|"
        r"report) (?:therefore )?recommend(?:s|ed))(?: to (?P<who>(?:the )?[A-Z][\w ]{2,40}?))? that\b",
        kind="recommendation",
        reads={"It was recommended to Full Council that the rent be £46 for a plot.": _reads("recommendation", "Full Council")},
    ),
    _rule(
        "agreed_to_decide",
        rf"(?i:^it was (?:also |further |then |"
        rf"unanimously )?agreed (?P<verb>to (?:{one_of(DECIDE)}))\b)(?! (?:with|whether|how))",
        kind="resolution",
        reads={"It was agreed to support the application.": _reads("resolution")},
    ),
    _rule(
        "agreed_to_do",
        rf"(?i:^it was (?:also |further |then |unanimously )?agreed (?P<verb>to (?:{_DELIVER}|{_CHANGE}))\b)",
        passive=True,
        reads={"It was agreed to run the survey again.": _reads("action")},
    ),
    _rule(
        "asked_if_it_could",
        rf"\b(?:asked|enquired|queried) (?:if|whether) (?:[^.;?]{{3,120}} )?(?:could|might|"
        rf"can) {ADVERBS}(?:be {ADVERBS}(?:(?!made\b){_PASSIVE}|made available|included|broken down)|"
        rf"{_DELIVER})\b",
        kind="request",
        reads={"Councillor Ash asked if the list could be circulated.": _reads("request")},
        ignores=("A Member asked whether more could be achieved.",),
    ),
    _rule(
        "information_requested",
        r"\b(?:[Ii]nformation|[Dd]ata|[Ff]igures|[Dd]etails?|[Bb]reakdown|[Rr]eport|[Uu]pdate|[Nn]ote|"
        r"[Bb]riefing|[Aa]nalysis|[Cc]opy|[Cc]opies)\b[^.;]{0,100} (?:was|were) (?:also |"
        r"therefore )?(?:requested|sought|asked for)\b",
        kind="request",
        reads={"A breakdown by ward was requested.": _reads("request")},
    ),
    _rule(
        "somebody_suggested_that",
        rf"^(?:[^.;]{{0,80}}?, )?{_ASKERS} (?:also |further |then |therefore )?(?:suggested|urged|proposed|recommended) that\b(?P<asked>.*)",
        kind="request",
        reads={"Councillor Ash suggested that the leaflet be sent to every home.": _reads("request")},
        ignores=("Councillor Ash suggested that the rise was due to better weather.",),
    ),
    _rule(
        "would_be_helpful",
        r"\b(?:it would be|would be) (?:helpful|useful) (?P<verb>to (?:have|see|receive|know)|if (?:members|the committee|the panel|future))\b",
        kind="request",
        reads={"A Member said that it would be useful to have the figures by ward.": _reads("request")},
    ),
    _rule(
        "request_made",
        r"\b(?:[Aa] request was (?:also )?made (?:for|that)|[Rr]equested (?:sight|copies|a copy|details) of)\b",
        kind="request",
        reads={"A request was made for data by ward.": _reads("request")},
    ),
    _rule(
        "members_asked_for",
        rf"^(?:[^.;]{{0,80}}?, )?(?:{_ASKERS} )?(?:also |further |then |therefore |again )?(?:asked|requested|"
        rf"called|wished|sought)(?: (?:officers|the [A-Z][\w ]{{2,40}}?))? (?P<verb>for (?!clarification|"
        rf"assurance|confirmation|his|her|their|an explanation of why)|that (?!(?:his|her|their|the) (?:vote|"
        rf"abstention|dissent|names?|thanks))|to (?:see|receive|be (?:given|provided|sent|supplied|kept|"
        rf"informed|notified|briefed)|have)\b|sight of\b|(?:a|an|the|further|more|additional|information|"
        rf"data|details|examples|copies|figures)\b(?! (?:whether|number of questions|question|"
        rf"series of questions|range of questions|following questions)))",
        kind="request",
        reads={
            "Members requested a comparison with neighbouring authorities.": _reads("request"),
            "The Committee asked that future reports show costs separately.": _reads("request"),
        },
        ignores=("Members asked about the closure.", "Councillor Ash asked whether the scheme had worked.", "The Committee sought assurance that all cases had been seen."),
    ),
    _rule(
        "would_like",
        rf"{_ASKERS} (?P<verb>would (?:like|welcome|wish) to (?:see|receive|have|be)|would (?:welcome|"
        rf"like) (?:a|an|further|more|sight))\b",
        kind="request",
        reads={"Members would like to see a breakdown by ward in future reports.": _reads("request", None, "in future reports")},
    ),
    _rule(
        "agreed_to",
        rf"(?<!being )(?<!been )(?<!were )(?<!was )\b(?:(?:has |have )?(?:agreed|undertook|undertaken|promised|offered|pledged|volunteered|"
        rf"committed)|(?:was|were|is|are) (?:willing|happy|content|"
        rf"prepared)) {ADVERBS}to\s+{ADVERBS}(?!note\b|support\b)(?:{_ANY}|help|act|have|being)\b",
        reads={
            "The Head of Leisure agreed to circulate the survey by 4 March.": _reads("action", "The Head of Leisure", "by 4 March"),
            "She promised to send Members the dates.": _reads("action", "She"),
        },
        ignores=("The contractor had agreed to reduce the price.",),
    ),
    _rule(
        "committed_to_doing",
        r"(?<!remains )(?<!remain )(?<!remained )(?<!is )(?<!are )\bcommitted (?:itself |himself |herself |themselves )?to \w+ing\b",
        needs="owner",
        reads={"The Director committed to sharing the wording with members.": _reads("action", "The Director")},
    ),
    _rule(
        "agreed_that",
        r"\b(?:[Ii]t was (?:also |further |then )?(?:agreed|resolved)|(?<!had )(?<!been )(?:agreed|undertook|"
        r"promised|gave an undertaking))\W{1,2}that\b(?P<verb>.*)",
        passive=True,
        reads={
            "It was agreed that a breakdown by ward be brought to the next meeting.": _reads("action", None, "to the next meeting"),
        },
        ignores=("It was agreed that performance had been poor.",),
    ),
    _rule(
        "confirmed_that",
        rf"\b[Ii]t was (?:also |further |then )?confirmed that\b.{{0,200}}?\b(?:would|"
        rf"will) {ADVERBS}(?P<verb>be {ADVERBS}{_PASSIVE})\b",
        passive=True,
        reads={"It was confirmed that this would be reported back to the Board.": _reads("action")},
        ignores=("It was confirmed that numbers would go down.",),
    ),
    _rule(
        "somebody_to",
        rf"^(?P<who>[^.;]{{2,80}}?) (?P<verb>to {ADVERBS}(?:{_DELIVER}|{_CHANGE}))\b",
        needs="owner",
        reads={"Cllr Leggett to chase the County Council again.": _reads("action", "Cllr Leggett")},
        ignores=("The aim was to publish more.",),
    ),
    _rule(
        "next_steps_are",
        rf"\b(?:[Nn]ext steps?|[Aa]ctions?) (?:is|are|were|was) (?P<verb>to {ADVERBS}[a-z]+)",
        passive=True,
        reads={"The next steps are to agree the form and to publish it.": _reads("action")},
    ),
    _rule(
        "would_deliver",
        rf"\b(?:would|will|shall|'ll) {ADVERBS}(?P<verb>{_DELIVER})\b(?! (?:rise|fall))",
        needs="owner",
        reads={
            "She would write to all managers.": _reads("action", "She"),
            "The Clerk will chase the contractor.": _reads("action", "The Clerk"),
        },
        ignores=("The scheme would include a café.", "It would take three years."),
    ),
    _rule(
        "would_be_told",
        rf"\b(?:would|will|shall) {ADVERBS}(?P<verb>be {ADVERBS}{_TOLD})\b",
        passive=True,
        reads={"A summary would be sent to Members.": _reads("action")},
    ),
    _rule(
        "would_be_delivered",
        rf"\b(?:would|will|shall) {ADVERBS}(?P<verb>be {ADVERBS}{_PASSIVE})\b",
        passive=True,
        needs="date_in_report",
        reads={"The matter would be considered.": _reads("action")},
        ignores=("A new fan would normally be fitted within a week.",),
    ),
    _rule(
        "would_be_changed",
        rf"\b(?:would|will|shall|is to|are to|was to|"
        rf"were to) {ADVERBS}(?P<verb>(?:not )?be {ADVERBS}(?:{_CHANGED}|{_PASSIVE}))\b",
        passive=True, needs="due",
        reads={"The kiosks will be installed by January 2016.": _reads("action", None, "by January 2016")},
        ignores=("Statements would be replaced by plans.",),
    ),
    _rule(
        "will_change",
        rf"\b(?:would|will|shall) {ADVERBS}(?P<verb>{_CHANGE}|{_DELIVER}|undergo|come|do so|meet|reach)\b",
        needs="due",
        reads={"A sixth adviser would start in September.": _reads("action", None, "in September")},
        ignores=("Numbers will reach 2,400 by March.",),
    ),
    _rule(
        "due_to",
        rf"\b(?:is|are|was|were) (?:due|planned|scheduled|programmed|intended|timetabled|on track) (?P<verb>to (?:{_ANY}|be|go|come|have)|for)\b",
        needs="due", passive=True,
        reads={"The new model is due to be launched in May.": _reads("action", None, "in May")},
        ignores=("The fall was due to better recording in May.",),
    ),
    _rule(
        "will_be_ready",
        r"\b(?:would|will|shall|should|is to|are to) (?:now |then |also |all )?(?P<verb>be (?:fully |up and |"
        r"back )?(?:in (?:place|post|use|force|operation|full use)|available|ready|complete|live|operational|"
        r"running|open|finalised|on (?:site|line)|online|up to date|the subject of|back to|with (?:members|"
        r"councillors)|kept (?:informed|updated|up to date)))\b",
        passive=True, needs="due",
        reads={"The new pathway will be in place by 1 November 2023.": _reads("action", None, "by 1 November 2023")},
        ignores=("The car park would be available to all.",),
    ),
    _rule(
        "plans_to",
        rf"\b(?:plan|plans|planned|intend|intends|intended|hope|hopes|"
        rf"hoped) (?:to (?:be able to )?{ADVERBS}(?:{_ANY}|have|go|be {ADVERBS}(?:{_PASSIVE}|"
        rf"{_CHANGED}|in place|ready|complete)))\b",
        needs="due",
        reads={"We plan to open the second home by spring 2025.": _reads("action", "We", "by spring 2025")},
        ignores=("We plan to open a second home.",),
    ),
    _rule(
        "expected_to",
        r"\b(?:is|are|was|were) (?:now |currently )?expected (?P<verb>to (?:be )?(?:completed?|start|begin|"
        r"open|report|published?|launch(?:ed)?|go live|return|conclude|finish|submit(?:ted)?|present(?:ed)?|"
        r"issued?|sign(?:ed)?|in place|operational))\b",
        needs="due", passive=True,
        reads={"The review is expected to report in May.": _reads("action", None, "in May")},
        ignores=("Numbers are expected to reach 400 by May.",),
    ),
    _rule(
        "has_been_asked",
        r"^(?P<who>.*?)\b(?:has|have) been (?:asked|requested|instructed|tasked|commissioned) to\b",
        reads={"The auditor has been asked to look at the contract again.": _reads("action", "The auditor")},
    ),
    _rule(
        "happy_to",
        rf"\b(?:would be|will be) (?:happy|pleased|willing|glad|able) (?:to {ADVERBS}(?:{_DELIVER}))\b(?! (?:any )?questions)",
        needs="owner",
        reads={"The Librarian would be happy to share the figures.": _reads("action", "The Librarian")},
    ),
    _rule(
        "would_come_back",
        r"\b(?:would|will) (?P<verb>(?:come|go|return) (?:back )?(?:to|before) (?:the|this|a|its|our|full)?\s?(?:[\w'’-]+ ){0,3}?(?:[Cc]ommittee|[Pp]anel|[Bb]oard|[Cc]abinet|[Cc]ouncil|[Mm]eeting|[Ff]orum|[Ee]xecutive))\b",
        passive=True,
        reads={"The policy would come back to the Committee.": _reads("action")},
    ),
    _rule(
        "will_follow",
        r"\b(?:would|will|is to|are to) (?P<verb>follow|be forthcoming|"
        r"be the subject of a (?:further )?report)\b(?! (?:the|a|an|this|on|up)\b)",
        passive=True,
        reads={"A written answer would follow.": _reads("action")},
    ),
    _rule(
        "will_have",
        r"\b(?:would|will|'ll) (?P<verb>have|know|be able to (?:say|report|provide|share|confirm|give|bring))\b",
        needs="due",
        reads={"She would have the figures by 4 March.": _reads("action", "She", "by 4 March")},
    ),
    _rule(
        "is_to_deliver",
        rf"\b(?:is|are) to (?P<verb>{_DELIVER}|{_CHANGE})\b",
        needs="owner",
        reads={"The Trust is to publish its response in May.": _reads("action", "The Trust", "in May")},
    ),
    _rule(
        "to_be_delivered",
        rf"^[^.;]{{3,160}}?(?<!had )(?<!have )(?<!need )(?<!needs )(?<!needed )(?<!yet )(?<!likely )(?<!able "
        rf")(?P<verb>to be {ADVERBS}(?:{_PASSIVE}|{_CHANGED}))\b",
        needs="due", passive=True,
        reads={"Half-plots to be offered from January.": _reads("action", None, "from January")},
    ),
)  # fmt: skip
"""In order: the first rule that reads a clause decides."""
