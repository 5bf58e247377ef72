"""The parts of a resolution, of a list of recommendations, of an action list or of a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minuted.nlp.commitments.actors import actor_at_start, owner_of_part
from minuted.nlp.commitments.drafts import Promise, due_of
from minuted.nlp.commitments.lexicon import ACT_FORMS
from minuted.nlp.commitments.openings import Section
from minuted.nlp.commitments.units import Unit
from minuted.nlp.reading import Reading

_ROUTINE = re.compile(
    r"\bminutes of the (?:[\w ]+ )?(?:meetings?|committee|panel|board)\b.{0,120}\b(?:be|were|"
    r"as) (?:\w+ )?(?:approved|confirmed|agreed|signed|a(?:n)? (?:correct|true|accurate))|"
    r"\b(?:approve|confirm|agree|sign|approved) the minutes\b|\bapologies (?:for absence )?be\b|"
    r"\b(?:press and (?:the )?public|public and (?:the )?press|public) be excluded\b|"
    r"\bminutes\b.{0,80}\bbe (?:approved|confirmed|agreed|signed)|\b(?:accept|receive|note) the apologies\b|"
    r"\bdeclare any\b|\bdeclarations? of (?:\w+ )?interests?\b",
    re.IGNORECASE | re.DOTALL,
)
_LEADS_IN = re.compile(
    r"(?:[Tt]hat )?(?:[Tt]he )?(?:(?!(?:that|be|been|is|are|was|were)\b)[\w'’&-]+ ){0,6}?(?:to |(?:be|is|are) (?:asked"
    r"|recommended|requested|invited) to )?"
    r"(?:RESOLVE[SD]?|RECOMMEND(?:S|ED)?|AGREE[SD]?|NOTE[SD]?|APPROVE[SD]?|(?i:resolve[sd]?|recommend(?:s|ed)?"
    r"|agree[sd]?"
    r"|note|approve|endorse|consider|advise (?:the )?(?:Council|Cabinet|Executive)))"
    r"(?: that| to| the following| as follows)?\s*[:;.\-–—]*"
)
"""What only leads in to the parts that follow: "that Cabinet agree to:", "to RESOLVE that"."""
_CONDITION = re.compile(r"[Ss]ubject always to\b|[Pp]rovided (?:always )?that\b")
"""What the decision beside it depends on."""
_REASON = re.compile(r"\s+[–—-]\s+(?:this|these|it|which) (?:\w+ )?(?:is|are|was|were|has|have)\b")
"""Where a list of what is proposed goes on to say why."""
_TWO_DECISIONS = re.compile(
    r"(?:;|,)?\s+and\s+(?:that\s+)?(?=(?:the|a|an|all|any|no)\s(?:[^,;.]|\.\d){3,120}?\bbe\s+[a-z-]+(?:ed|en|t)\b)"
)
_NEXT_DECISION = re.compile(
    r";\s+(?:and\s+)?(?=[Tt]hat\b|to [a-z])|,\s+and\s+(?=to (?:ask|delegate|note|request|recommend|approve|write|refer|"
    r"invite|instruct|authorise)\b)|(?<=\bbe noted),\s+and\s+(?=that\b)|(?<=\bbe received),\s+and\s+(?=that\b)"
)
"""Between the decisions of a resolution without letters: "that A be noted; that B be sold"."""
_DISSENT = re.compile(
    r",\s+(?:Cllrs?|Councillors?|Members?|Mrs?|Ms|Dr)\b[^;:]{2,80}\b(?:dissenting|abstaining|voting against|not voting)"
    r"\s*\.?$"
)
_OVER = re.compile(r"\b(?:was|were|have been|has been|had been|already)\b")
_STILL = re.compile(r"\b(?:to|will|would|shall|should|must|due|planned|expected|going)\b|['’]ll\b")
"""What an item of a plan says of the future; without it, what "was" or "has been" is no plan."""
_VERB = frozenset(ACT_FORMS.split())
_NOT_A_PLAN = re.compile(
    r"(?:any |further )?(?:questions?|thank(?:s| you)|discussion|contact|appendix|please)\b|.*\?$|[\d£.,%\s-]+$"
    r"|(?:be|result in|lead to|mean) ",
    re.IGNORECASE,
)


def read_part(unit: Unit, section: Section, offset: int, reading: Reading) -> Iterator[Promise]:
    """The promises of one unit that stands in a section; ``offset`` is where in the unit the part begins."""
    start, end = unit.start + offset, unit.end
    start += len(reading.text[start:end]) - len(reading.text[start:end].lstrip(" \t\n:–-"))
    text = reading.text[start:end]
    if section.kind in ("routine", "history") or _ROUTINE.search(text) or len(text.split()) < 2:
        return
    if _LEADS_IN.fullmatch(text) or _CONDITION.match(text) or "......" in text:
        return
    if section.kind in ("resolution", "recommendation"):
        if dissent := _DISSENT.search(text):
            text = text[: dissent.start()]
        if reason := _REASON.search(text):
            text = text[: reason.start()]
        for begin, stop in _decisions(text, alone=unit.number is None and offset > 0):
            yield _decision(unit, section, start + begin, start + stop, reading)
    elif section.kind == "request":
        yield Promise(
            start,
            end,
            "request",
            "asked_for_list",
            due=due_of(reading, start, end),
            way="lead_in",
            unit=unit,
            evidence={"kind": section.opener},
        )
    else:
        yield from _plan(unit, section, start, end, reading)


def _decisions(text: str, *, alone: bool) -> Iterator[tuple[int, int]]:
    """One span, or more where a resolution without letters decides several things: "A be sold and B be kept"."""
    if alone and (cuts := list(_NEXT_DECISION.finditer(text))):
        edges = [0, *(edge for cut in cuts for edge in cut.span()), len(text)]
        yield from zip(edges[::2], edges[1::2], strict=True)
        return
    cut = _TWO_DECISIONS.search(text) if alone and re.search(r"\bbe\b", text) else None
    if cut and re.search(r"\bbe [a-z-]+(?:ed|en|t)\b", text[: cut.start()]):
        yield 0, cut.start()
        yield cut.end(), len(text)
    else:
        yield 0, len(text)


def _decision(unit: Unit, section: Section, start: int, end: int, reading: Reading) -> Promise:
    part = reading.text[start:end]
    return Promise(
        start,
        end,
        section.kind,
        f"{section.kind}_part",
        owner=owner_of_part(part, section.asked),
        due=due_of(reading, start, end),
        way="decision",
        unit=unit,
        evidence={"kind": " ".join(section.opener.split())[:80]},
    )


def _plan(unit: Unit, section: Section, start: int, end: int, reading: Reading) -> Iterator[Promise]:
    """An item of "Next steps", "Actions" or "We will:" where it says that something is to be done."""
    text = reading.text[start:end]
    if _NOT_A_PLAN.match(text):
        return
    due = due_of(reading, start, end)
    owner = plan_owner(text)
    first = re.match(r"[A-Za-z-]+", text)
    does = bool(first and first[0].lower() in _VERB) or bool(
        re.search(r"\b(?:to|will|be|would) [a-z]|['’]ll [a-z]", text)
    )
    does = does or (bool(first) and section.opener.rstrip(" :-–").endswith((" to", "will", "shall")))
    if not does and (re.search(r"£\d|%", text) or (_OVER.search(text) and not _STILL.search(text))):
        return
    if section.kind == "actions" and not does and not due:
        return
    if section.kind == "plan" and not (does or due):
        return
    yield Promise(
        start,
        end,
        "action",
        f"{section.kind}_item",
        owner=owner,
        due=due,
        way="plan",
        unit=unit,
        evidence={"kind": " ".join(section.opener.split())[:80]},
    )


def plan_owner(text: str) -> str | None:
    """Who is to act in an item of a plan.

    >>> plan_owner("ICB to bring proposals to the September committee"), plan_owner("Launch the scheme in May")
    ('ICB', None)
    """
    owner = actor_at_start(text)
    if owner and re.match(r"\s+(?:to|will|would|is to|are to|should)\s+(?!be\b|go live\b)[a-z]", text[len(owner) :]):
        return owner
    return None
