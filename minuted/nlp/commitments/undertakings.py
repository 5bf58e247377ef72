"""Actions and requests in prose, clause by clause: which rule reads it, who is to act, and when.

The rules themselves are data, in ``rules``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from minuted.nlp.commitments import written
from minuted.nlp.commitments.actors import actor_at_start, owner_of_clause
from minuted.nlp.commitments.due import find_due, is_a_time
from minuted.nlp.commitments.lexicon import CHANGE, DECIDE, DELIVER, one_of
from minuted.nlp.commitments.patterns import ADVERBS, Undertaking
from minuted.nlp.commitments.rules import RULES
from minuted.nlp.needles import Guarded, folded
from minuted.nlp.word_sieve import WordSieve

_DELIVER = one_of(DELIVER)
_CHANGE = one_of(CHANGE)
_ANY = one_of(DELIVER, CHANGE, DECIDE)

_RULES = WordSieve([rule.pattern for rule in RULES])
_BY_BIT = [(1 << index, rule) for index, rule in enumerate(RULES)]
_UNOPENED = sum(1 << index for index, rule in enumerate(RULES) if not rule.opening)
"""Rules, as bits, that may begin with anything."""
_OPENINGS = {
    word: sum(1 << index for index, rule in enumerate(RULES) if word in rule.opening)
    for word in sorted({word for rule in RULES for word in rule.opening})
}
"""Words that begin what a rule matches, and the rules that each of them begins."""
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


_HISTORY = Guarded(
    re.compile(
        r"\b(?:had (?:previously |already |been )?(?:agreed|undertaken|promised|asked|requested|offered|"
        r"committed|said)|(?:was|were|has been|have been|had been) (?:previously )?agreed (?:in|at|on|by)\b|"
        r"previously agreed|last year|at (?:its|the|their) (?:last|previous) meeting)\b"
    )
)
_QUESTION = Guarded(
    re.compile(
        r"\b(?:asked|queried|questioned|enquired|wondered|wanted to know)(?: (?!for\b|that\b|"
        r"to\b)\w+){0,3} (?:whether|if|why|what|when|where|how|about)\b|\bwhich would\b|"
        r"\bthat (?:this )?would (?:cost|mean)\b"
    )
)
_CONDITIONAL = re.compile(
    r"^(?:if|unless|whether|should|were)\b|\b(?:if nothing|if no action|if approved|would (?:also |then "
    r"|therefore )?(?:normally|usually|"
    r"generally|typically|otherwise|need|require|cost|mean|depend))\b",
    re.IGNORECASE,
)
_VAGUE = Guarded(
    re.compile(
        r"\b(?:come into force|aims? (?:is|was|are) to|unless called in|(?:is|was) (?:expected|hoped|anticipated|"
        r"estimated) that|targets? (?:will|would) be met|(?:would|will) (?:continue|remain|always|only|never)|"
        r"kept under review|looked at in due course|under review|be happy to answer|be able to|any questions|"
        r"would be (?:considered|welcomed|appreciated) (?:by|as)|the same time)\b",
        re.IGNORECASE,
    )
)
_IMPERSONAL = re.compile(
    r"\b(?:would|will|shall)\s+(?:not\s+)?(?:take (?:time|place|up to|longer|\d|several|a (?:few|number))|"
    r"make (?:a|it|an?|no)\b|give (?:rise|us)|include\b|cost\b|meet (?:the|this|its|that|their|all)\b|"
    r"come (?:to|from|under|with)\b(?! (?:the|this|its)\b)|set out|work\b(?! with)|look like|show (?:that|"
    r"how|the)|hold that|go (?:down|up)\b|reach \d|deal with|close in)"
    r"|^(?i:this|these|that|it|which) (?:would|will) (?:also )?(?:ensure|enable|allow|help|mean|provide|bring"
    r"|reduce|"
    r"improve|support|increase|result|lead)\b"
    r"|\b(?:would|will) (?:raise|rise|fall|increase|decrease|reduce|grow|drop) (?:further )?(?:from|to|by) [\d£]"
    r"|\b(?:would|will) have (?:\d+ (?:days|weeks|months|years)|[a-z]+ed)\b"
    r"|\b(?:that|which) (?:would|will) follow\b"
    r"|\b(?i:numbers?|demand|population|costs?|prices?|pressures?) (?:would|will) (?:also )?(?:raise|rise|fall"
    r"|increase"
    r"|decrease|reduce|grow|drop)\b"
    r"|\b(?i:races?|bonfire|fete|elections?|inquiry|concert|fair|carnival|festival|show|parade"
    r"|ceremony) (?:[\w ]{0,20} )?"
    r"(?:would|will|are due to|is due to) (?:also )?be held\b|^£[\d.,]+|\bbe (?:made|decided) by (?:the |central )?"
    r"(?:[Gg]overnment|Minister|Secretary of State)\b|\b(?:would|will) be (?:\w+ )?informed by (?:the|this|our|a)\b"
    r"|\bby (?:the )?(?:Welsh|Scottish|UK) Government\b"
)


def rules_left(text: str) -> list[Undertaking]:
    """The rules that can read a clause of a sentence, in their order: for most sentences there are none.

    >>> [rule.name for rule in rules_left("Officers were to meet.")], rules_left("Sickness fell again.")
    (['somebody_to', 'was_to'], [])
    """
    mask = _RULES.mask(folded(text))
    if not mask:
        return []
    opened = _UNOPENED
    for word, bits in _OPENINGS.items():
        if bits & mask & ~opened and word in text:
            opened |= bits
    mask &= opened
    return [rule for bit, rule in _BY_BIT if mask & bit and rule.holds.search(text)] if mask else []


def read_clause(
    text: str, start: int, end: int, said_by: str | None, left: Sequence[Undertaking], *, minutes: bool = True
) -> Found | None:
    """What a clause of ``text`` promises or asks, or None; ``minutes``: whether the paper tells of a meeting.

    ``left`` are the ``rules_left`` of the sentence.
    """
    clause = text[start:end]
    if len(clause) > LONGEST or clause.endswith("?"):
        return None
    low: str | None = None
    question = False
    for rule in left:
        match = rule.pattern.search(clause)
        if match is None:
            continue
        if low is None:  # most clauses match no rule: only where one does, what else they say is looked at
            low = folded(clause)
            if _CONDITIONAL.search(clause) or _VAGUE.search(clause, low):
                return None
            question = _QUESTION.found_in(clause, low)
        if question and rule.name != "asked_if_it_could":
            continue
        if _HISTORY.search(clause[: match.end()], low):
            continue
        found = _judge(rule, match, clause, said_by, minutes=minutes)
        if found is not None and not (
            rule.kind == "action" and rule.name.startswith(("would", "will", "due_to")) and _IMPERSONAL.search(clause)
        ):
            owner, due = found
            placed = (start + due[0], start + due[1], due[2]) if due else None
            return Found(rule.kind, start + _begins(clause, match, owner), end, owner, rule.name, placed)
    return None


def _begins(clause: str, match: re.Match[str], owner: str | None) -> int:
    """Where in the clause the promise begins: at whoever promises, not at what was said before it."""
    if owner is None or (match.start() == 0 and not match.groupdict().get("verb")):
        return 0
    at = match.start("verb") if match.groupdict().get("verb") else match.start()
    place = clause.rfind(owner, 0, at)
    between = clause[place + len(owner) : at]
    if place <= 0 or re.match(r"(?:It|it) was\b", clause) or len(between) > _NEAR:
        return 0
    return place


LEAST_WORDS = 4
"""Words of a request: fewer are what is left of one that a page cut off."""
_NEAR = 60
"""How far before its verb a subject may stand, in characters, for the quote to begin with it."""


def _judge(
    rule: Undertaking, match: re.Match[str], clause: str, said_by: str | None, *, minutes: bool
) -> tuple[str | None, tuple[int, int, str] | None] | None:
    groups = match.groupdict()
    at = match.start("verb") if groups.get("verb") else match.start()
    if rule.name in ("was_requested_that", "somebody_suggested_that") and not _asks(groups["asked"]):
        return None
    if rule.name == "members_asked_for" and len(re.findall(r"[A-Za-z]{2,}", clause[match.start() :])) < LEAST_WORDS:
        return None
    if rule.name == "agreed_to" and re.search(r"\bof whom\b", clause[: match.start()]):
        return None
    if rule.name == "asked_passively" and _ASIDE.search(groups["who"]):
        return None
    if rule.name == "was_to" and _AIM.search(clause[: match.start()]):
        return None
    if rule.name == "body_decided" and re.search(r"\b(?:on|in) (?:\d|[A-Z][a-z]+ \d{4})", clause[match.end() :]):
        return None  # "endorsed the plan on 4 May" tells of another meeting
    if rule.name == "agreed_that" and not _undertakes(groups["verb"]):
        return None
    owner = _owner(rule, match, clause, at) if rule.needs != "due" else None
    if rule.needs == "owner" and owner is None:
        return None
    due = find_due(clause)
    if rule.needs == "due":
        if due is None or not is_a_time(clause, due) or not written.is_for_the_deed(clause, at, due):
            return None
        owner = _owner(rule, match, clause, at)
    if not minutes and not written.holds(rule.name, rule.kind, rule.needs, clause, at, owner, due):
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
        if rule.name == "somebody_to" and _SAYS_MORE.search(groups["who"]):
            return None
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


_ASIDE = re.compile(r",? (?:which|who)\b")
"""Who is asked stands in a clause of its own: "the points, which she was invited to send"."""
_AIM = re.compile(
    r"\b(?:aim|aims|intention|intentions|purpose|hope|plan|idea|objective|role|task|target|choice|job|expectation"
    r"|first|what|if)\b[^,]{0,40}$",
    re.IGNORECASE,
)
"""What "was to" do something is no undertaking: "the aim was to …"."""
_SAYS_MORE = re.compile(
    r"\b(?:have|has|had|is|are|was|were|allows?|requires?|enables?|permits?|obliges?|expects?|asks?|asked|encourages?"
    r"|wants?|helps?|needs?|directs?|empowers?)\b"
)
"""A sentence of its own before the "to": "The guidance allows councils to …"."""
_ACTING = re.compile(rf"\s+(?:(?:would|will|should|shall|to)\s+{ADVERBS}(?!be\b)[a-z]+|{_ANY}\b)")


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
    rf"\b(?:be {ADVERBS}[a-z-]+(?:ed|en|t|wn)|include|contain|show|give|have|{_DELIVER}|{_CHANGE}|should)\b"
)


def _asks(asked: str) -> bool:
    """Whether what follows "It was suggested that" asks for something: a subjunctive, not a statement."""
    if re.search(r"\b(?:had|has|was|were|might|may|is|are|needs?|needed)\b", asked[:90]):
        return False
    return bool(_SUBJUNCTIVE.search(asked[:140]))


def _undertakes(said: str) -> bool:
    """Whether what is agreed is still to be done: "would", "be brought", not "had been", "was", "should remain"."""
    if re.match(r"\s*there (?:could|would|should|may|might) be\b", said):
        return False
    if re.search(r"^\s*(?:[\w'’,-]+\s+){0,8}?(?:had|was|were|has|have|needed|required|remained)\b", said):
        return False
    return bool(
        re.search(
            rf"\b(?:would|will|should|could|can|is to|"
            rf"are to)\s+{ADVERBS}(?:not )?(?:be\s+{ADVERBS})?[a-z]+|\bbe\s+{ADVERBS}[a-z-]+(?:ed|en|t|wn|"
            rf"de)\b|\b(?:{_DELIVER})\b",
            said,
        )
    )


DECIDED_VERBS = (
    "(?:AGREED|NOTED|ASKED|DEFERRED|APPROVED|ENDORSED|RECOMMENDED|INSTRUCTED|REQUESTED|REFUSED|GRANTED|AUTHORISED|"
    "CONFIRMED|ACCEPTED|REJECTED|REMITTED|DIRECTED|INVITED|ADOPTED|CONTINUED)"
)
DECIDED_PAST = re.compile(
    r"^(?:[Tt]he (?:[\w'’&-]+ ){0,5}?(?:Committee|Panel|Board|Cabinet|Council|Forum|Commission|Executive|"
    rf"Sub-Committee|Authority|IJB)\s+)?(?:OTHERWISE\s+)?(?P<verb>{DECIDED_VERBS})\s+(?!BY\b)\S"
)
"""A decision notice that begins with the verb in capitals: "NOTED the position"."""
