"""Actions and requests in prose: "The Director agreed to …", "A note would be circulated", "Members asked for …".

A rule sees one clause.  Its pattern finds the words that commit; named groups say what they mean: ``verb`` begins what
is to be done (the subject stands before it), ``who`` is somebody asked.  ``needs`` says what else the clause must hold.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from minuted.nlp.commitments.actors import actor_at_start, owner_of_clause
from minuted.nlp.commitments.due import find_due
from minuted.nlp.commitments.lexicon import CHANGE, CHANGED, DECIDE, DELIVER, PASSIVES, one_of
from minuted.nlp.rule import Rule

_ADVERBS = r"(?:(?:also|then|now|again|therefore|further|shortly|subsequently|jointly|formally|all|each|both|both agree to)\s+)*"
_DELIVER = one_of(DELIVER)
_CHANGE = one_of(CHANGE)
_PASSIVE = one_of(PASSIVES)
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

LONGEST = 1_200
"""Characters of a clause beyond which it is no sentence but something that was not read as one."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule read in a clause: offsets within the sentence."""

    kind: str
    start: int
    end: int
    owner: str | None
    rule: str
    due: tuple[int, int, str] | None


@dataclass(frozen=True)
class Undertaking(Rule):
    """A rule of prose: ``kind`` it yields, whether it is passive, and what the clause must also hold."""

    kind: str = "action"
    passive: bool = False
    needs: str = ""
    """"", "due" (words that say when) or "owner" (somebody named)."""


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
        rf"^(?:The |the )?(?:[\w'’&-]+ ){{0,5}}?(?:[Cc]ommittee|[Pp]anel|[Bb]oard|[Cc]abinet|[Cc]ouncil|"
        rf"[Ff]orum|[Cc]ommission|[Ee]xecutive|[Ss]ub-[Cc]ommittee) (?:unanimously |then |"
        rf"therefore )?(?P<verb>(?:agreed to (?:note|approve|support|endorse|receive|recommend|adopt|defer|"
        rf"accept)\b|(?:noted|approved|endorsed|adopted|deferred|instructed) (?:the|its)\b(?! fact)))",
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
        rf"can) {_ADVERBS}(?:be {_ADVERBS}(?:(?!made\b){_PASSIVE}|made available|included|broken down)|"
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
        "request_made",
        r"\b(?:[Aa] request was (?:also )?made (?:for|that)|[Rr]equested (?:sight|copies|a copy|details) of)\b",
        kind="request",
        reads={"A request was made for data by ward.": _reads("request")},
    ),
    _rule(
        "members_asked_for",
        rf"^(?:[^.;]{{0,80}}?, )?{_ASKERS} (?:also |further |then |therefore |again )?(?:asked|requested|"
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
        rf"\b(?:(?:has |have )?(?:agreed|undertook|undertaken|promised|offered|pledged|volunteered|"
        rf"committed)|(?:was|were|is|are) (?:willing|happy|content|"
        rf"prepared)) {_ADVERBS}to\s+{_ADVERBS}(?!note\b|support\b)(?:{_ANY}|help|act|have|being)\b",
        reads={
            "The Head of Leisure agreed to circulate the survey by 4 March.": _reads("action", "The Head of Leisure", "by 4 March"),
            "She promised to send Members the dates.": _reads("action", "She"),
        },
        ignores=("The contractor had agreed to reduce the price.",),
    ),
    _rule(
        "committed_to_doing",
        r"\bcommitted (?:itself |himself |herself |themselves )?to \w+ing\b",
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
        rf"will) {_ADVERBS}(?P<verb>be {_ADVERBS}{_PASSIVE})\b",
        passive=True,
        reads={"It was confirmed that this would be reported back to the Board.": _reads("action")},
        ignores=("It was confirmed that numbers would go down.",),
    ),
    _rule(
        "somebody_to",
        rf"^(?P<who>[^.;]{{2,80}}?) (?P<verb>to {_ADVERBS}(?:{_DELIVER}|{_CHANGE}))\b",
        needs="owner",
        reads={"Cllr Leggett to chase the County Council again.": _reads("action", "Cllr Leggett")},
        ignores=("The aim was to publish more.",),
    ),
    _rule(
        "next_steps_are",
        rf"\b(?:[Nn]ext steps?|[Aa]ctions?) (?:is|are|were|was) (?P<verb>to {_ADVERBS}[a-z]+)",
        passive=True,
        reads={"The next steps are to agree the form and to publish it.": _reads("action")},
    ),
    _rule(
        "would_deliver",
        rf"\b(?:would|will|shall|'ll) {_ADVERBS}(?P<verb>{_DELIVER})\b(?! (?:rise|fall))",
        needs="owner",
        reads={
            "She would write to all managers.": _reads("action", "She"),
            "The Clerk will chase the contractor.": _reads("action", "The Clerk"),
        },
        ignores=("The scheme would include a café.", "It would take three years."),
    ),
    _rule(
        "would_be_delivered",
        rf"\b(?:would|will|shall) {_ADVERBS}(?P<verb>be {_ADVERBS}{_PASSIVE})\b",
        passive=True,
        reads={"A summary would be sent to Members.": _reads("action")},
        ignores=("A new fan would normally be fitted within a week.",),
    ),
    _rule(
        "would_be_changed",
        rf"\b(?:would|will|shall|is to|are to|was to|"
        rf"were to) {_ADVERBS}(?P<verb>(?:not )?be {_ADVERBS}(?:{_CHANGED}|{_PASSIVE}))\b",
        passive=True, needs="due",
        reads={"The kiosks will be installed by January 2016.": _reads("action", None, "by January 2016")},
        ignores=("Statements would be replaced by plans.",),
    ),
    _rule(
        "will_change",
        rf"\b(?:would|will|shall) {_ADVERBS}(?P<verb>{_CHANGE}|{_DELIVER}|undergo|come|do so|meet|reach)\b",
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
        rf"hoped) (?:to (?:be able to )?{_ADVERBS}(?:{_ANY}|have|go|be {_ADVERBS}(?:{_PASSIVE}|"
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
        rf")(?P<verb>to be {_ADVERBS}(?:{_PASSIVE}|{_CHANGED}))\b",
        needs="due", passive=True,
        reads={"Half-plots to be offered from January.": _reads("action", None, "from January")},
    ),
)  # fmt: skip
"""In order: the first rule that reads a clause decides."""

_HISTORY = re.compile(
    r"\b(?:had (?:previously |already |been )?(?:agreed|undertaken|promised|asked|requested|offered|"
    r"committed|said)|(?:was|were|has been|have been|had been) (?:previously )?agreed (?:in|at|on|by)\b|"
    r"previously agreed|last year|at (?:its|the|their) (?:last|previous) meeting)\b"
)
_QUESTION = re.compile(
    r"\b(?:asked|queried|questioned|enquired|wondered|wanted to know)(?: (?!for\b|that\b|"
    r"to\b)\w+){0,3} (?:whether|if|why|what|when|where|how|about)\b|\bwhich would\b|"
    r"\bthat (?:this )?would (?:cost|mean)\b"
)
_CONDITIONAL = re.compile(
    r"^(?:if|unless|whether|should)\b|\b(?:if nothing|if no action|if approved|would (?:normally|usually|"
    r"generally|typically|otherwise|need|require|cost|mean|depend))\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:come into force|aims? (?:is|was|are) to|unless called in|(?:is|was) (?:expected|hoped|anticipated|"
    r"estimated) that|targets? (?:will|would) be met|(?:would|will) (?:continue|remain|always|only|never)|"
    r"kept under review|looked at in due course|under review|be happy to answer|be able to|any questions|"
    r"would be (?:considered|welcomed|appreciated) (?:by|as)|the same time)\b",
    re.IGNORECASE,
)
_IMPERSONAL = re.compile(
    r"\b(?:would|will|shall)\s+(?:not\s+)?(?:take (?:time|place|up to|longer|\d|several|a (?:few|number))|"
    r"make (?:a|it|an?|no)\b|give (?:rise|us)|include\b|cost\b|meet (?:the|this|its|that|their|all)\b|"
    r"come (?:to|from|under|with)\b(?! (?:the|this|its)\b)|set out|work\b(?! with)|look like|show (?:that|"
    r"how|the)|hold that|go (?:down|up)\b|reach \d|deal with|close in)"
)


def read_clause(text: str, start: int, end: int, said_by: str | None) -> Found | None:
    """What a clause of ``text`` promises or asks, or None."""
    clause = text[start:end]
    if len(clause) > LONGEST:
        return None
    if _CONDITIONAL.search(clause) or _VAGUE.search(clause) or clause.endswith("?"):
        return None
    question = _QUESTION.search(clause) is not None
    for rule in RULES:
        if question and rule.name != "asked_if_it_could":
            continue
        match = rule.pattern.search(clause)
        if match is None or _HISTORY.search(clause[: match.end()]):
            continue
        if rule.kind == "action" and rule.name.startswith(("would", "will")) and _IMPERSONAL.search(clause):
            continue
        found = _judge(rule, match, clause, said_by)
        if found is not None:
            owner, due = found
            placed = (start + due[0], start + due[1], due[2]) if due else None
            return Found(rule.kind, start, end, owner, rule.name, placed)
    return None


def _judge(
    rule: Undertaking, match: re.Match[str], clause: str, said_by: str | None
) -> tuple[str | None, tuple[int, int, str] | None] | None:
    groups = match.groupdict()
    at = match.start("verb") if groups.get("verb") else match.start()
    due = find_due(clause)
    owner = _owner(rule, match, clause, at)
    if rule.name == "was_requested_that" and not _asks(groups["asked"]):
        return None
    if rule.name == "agreed_that" and not _undertakes(groups["verb"]):
        return None
    if rule.needs == "due" and due is None:
        return None
    if rule.needs == "owner" and owner is None:
        return None
    if (
        owner is None
        and said_by
        and rule.kind == "action"
        and not rule.passive
        and re.match(r"(?:he|she|they|we)\b", clause, re.IGNORECASE)
    ):
        owner = said_by
    return owner, due


def _owner(rule: Undertaking, match: re.Match[str], clause: str, at: int) -> str | None:
    groups = match.groupdict()
    if groups.get("who"):
        who = actor_at_start(groups["who"])
        return who if rule.name != "somebody_to" or who == groups["who"].strip() else None
    if rule.kind == "resolution":
        return None
    if rule.kind == "request":
        return _asked_of(clause[match.start() :])
    if rule.name == "agreed_that":
        inner = re.search(r"\bthat\s+", clause[match.start() :])
        said = clause[match.start() + inner.end() :] if inner else ""
        before = actor_at_start(clause)
        subject = actor_at_start(said)
        if subject and _acts_after(said[len(subject) :]):
            return subject
        return before or owner_of_clause(clause, 0, passive=True)
    return owner_of_clause(clause, at, passive=rule.passive)


_ACTING = re.compile(rf"\s+(?:(?:would|will|should|shall|to)\s+{_ADVERBS}(?!be\b)[a-z]+|{_ANY}\b)")


def _acts_after(rest: str) -> bool:
    """Whether a subject is followed by what it is to do, not by what is to be done to it."""
    return bool(_ACTING.match(rest))


_ASKED_OF = re.compile(r"\b(?:asked|requested|invited)\s+(?:that\s+)?(?=(?:the|officers|each|all|[A-Z]))")


def _asked_of(clause: str) -> str | None:
    """Who is asked: "asked the Trust for …", "asked that the Director attend", "requested that officers look at"."""
    for found in _ASKED_OF.finditer(clause):
        rest = clause[found.end() :]
        owner = actor_at_start(rest)
        if owner and re.match(
            r"\s+(?:for|to|look|attend|provide|bring|write|circulate|include|consider|report|ensure|send|"
            r"review|should|be asked|investigate)\b",
            rest[len(owner) :],
        ):
            return owner
    return None


_SUBJUNCTIVE = re.compile(
    rf"\b(?:be {_ADVERBS}[a-z-]+(?:ed|en|t|wn)|include|contain|show|give|have|{_DELIVER}|{_CHANGE}|should)\b"
)


def _asks(asked: str) -> bool:
    """Whether what follows "It was suggested that" asks for something: a subjunctive, not a statement."""
    if re.search(r"\b(?:had|has|was|were|might|may|is|are|needs?|needed)\b", asked[:90]):
        return False
    return bool(_SUBJUNCTIVE.search(asked[:140]))


def _undertakes(said: str) -> bool:
    """Whether what is agreed is still to be done: "would", "be brought", not "had been", "was", "should remain"."""
    if re.search(r"^\s*(?:[\w'’,-]+\s+){0,8}?(?:had|was|were|has|have|needed|required|remained)\b", said):
        return False
    return bool(
        re.search(
            rf"\b(?:would|will|should|could|can|is to|"
            rf"are to)\s+{_ADVERBS}(?:not )?(?:be\s+{_ADVERBS})?[a-z]+|\bbe\s+{_ADVERBS}[a-z-]+(?:ed|en|t|wn|"
            rf"de)\b|\b(?:{_DELIVER})\b",
            said,
        )
    )


DECIDED_PAST = re.compile(
    rf"^(?:AGREED|NOTED|ASKED|DEFERRED|APPROVED|ENDORSED|RECOMMENDED|INSTRUCTED|REQUESTED|REFUSED|GRANTED|"
    rf"AUTHORISED|CONFIRMED|ACCEPTED|REJECTED)\s+(?!BY\b)\S"
)
"""A decision notice that begins with the verb in capitals: "NOTED the position"."""
