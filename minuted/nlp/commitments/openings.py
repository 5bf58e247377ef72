"""How a section begins: "RESOLVED -", "Recommendations", "The Board is asked to:", "Next steps", "Actions arising".

``read_opening`` says for one unit which section it begins, whom a lead-in asks, and where a first part follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from minuted.nlp.commitments.units import NUMBER, Unit
from minuted.nlp.needles import folded, holds_any

SectionKind = Literal["resolution", "recommendation", "request", "plan", "actions", "routine", "history"]


@dataclass(frozen=True, slots=True)
class Section:
    """One decision block, list or plan while its units go by.

    ``asked`` is the body that a lead-in asks ("The Board is asked to:"); ``opener`` the words that began the section.
    """

    kind: SectionKind
    opener: str
    asked: str | None = None
    number: str | None = None
    """Number of the latest part."""
    nested: bool = False
    """Whether the latest part ended with a colon, so that what is indented under it belongs to it."""
    parts: int = 0
    headings: tuple[str, ...] = ()
    lead_only: bool = False
    """Whether it was opened by a lead-in and ends with its list."""
    bare: bool = False
    """Whether only the body's name led in to it ("The Board:"), so that its first part must say what was decided."""
    unfinished: bool = False
    """Whether the latest part has no stop yet, so that a line in small letters goes on with it."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A unit that begins a section: the section, and where in the unit a first part follows, if one does."""

    section: Section
    rest: int | None = None
    number: str | None = None


_AFTER = r"(?:\s*[,:(;.\-–—]|\s*$|\s+(?:that|That|THAT|to|further|unanimously|as|by|nem)\b)"
_RESOLVED = re.compile(
    r"(?:[A-ZÂÊÎÔÛŴŶ]{4,} ?/ ?)?(?:(?:and|it was|It was|IT WAS|Members|The (?:[\w'’&-]+ ){0,5}?|"
    r"the (?:[\w'’&-]+ ){0,5}?|(?:The )?Decision:\s*)\s*(?:then |therefore |unanimously |further )?)?"
    rf"(?P<word>RESOLVED|AGREED|DECIDED|DECISIONS?|RESOLUTIONS?|DETERMINED)(?={_AFTER})"
    rf"|(?:Resolved|Agreed|Decided|Decisions?(?: made| taken)?|Resolutions?)(?=\s*(?:[:\-–—]|$)|\s+(?:that|"
    rf"to|unanimously)\b)"
    rf"|(?:It was|it was)\s+(?:then |therefore |unanimously |further )?(?:resolved|moved and agreed|"
    rf"duly resolved)(?={_AFTER})"
    rf"|(?:[Tt]he (?:[\w'’&-]+ ){{1,6}}?)(?:resolved|RESOLVED)(?=\s*:|\s+(?:that|to|unanimously)\b)"
    rf"|(?:It was|it was)\s+(?:then |therefore |unanimously |further |also )?"
    rf"(?:[Rr]esolved|[Aa]greed|[Dd]ecided)(?=\s*(?:that|to)?\s*[:\-–—]+\s*$)"
    rf"|Outcome(?=:\s*$)|[Tt]he following (?:decisions?|resolutions?) (?:was|were) (?:made|taken|passed|agreed)"
    rf"(?=[^.;:]{{0,60}}:\s*$)"
)
_RECOMMENDED = re.compile(
    rf"(?:and |it was |It was )?(?:RECOMMENDED|RECOMMENDS)(?={_AFTER}|\s+TO\b)"
    rf"|(?:[\w'’]+ )?(?:RECOMMENDATIONS?|Recommendations?)(?: and reasons?| of the (?:review|group|"
    rf"task group|committee|panel))?(?=\s*[:.(\-–—]|\s*$|\s+(?:that|to)\b)"
    rf"|(?:Recommended)(?=\s*(?:[:\-–—]|$)|\s+(?:that|to)\b)"
    rf"|(?:It is|it is) (?:therefore )?(?:recommended|RECOMMENDED)(?=\s*:|\s+(?:that|to)\b)"
    rf"|(?:It is|it is) (?:therefore )?proposed(?=\s*:|\s+that\b)"
    rf"|(?:(?:Decisions?|DECISIONS?) (?:required|requested|sought|REQUIRED|REQUESTED|SOUGHT)|"
    rf"What (?:the|is the) [\w ]{{0,30}}(?:asked|"
    rf"recommended) to do|Proposed (?:decision|resolution)s?|What (?:we|officers|the [\w ]{{3,30}}) recommends?|"
    rf"(?:Our )?[Aa]sks? (?:of|for) (?:the )?[\w ]{{4,40}}|"
    rf"Recommendations? (?:of|from|arising from|to|for) [\w ]{{4,50}})"
    rf"(?=\s*[:?]|\s*$)"
)
_ASKED = re.compile(
    r"(?:That\s+|that\s+)?(?P<body>(?:The |the |Full )?(?:[\w'’&()/-]+ ){0,8}?(?:Committee|Panel|Board|"
    r"Cabinet|Council|Members?|Forum|Commission|Executive|Sub-Committee|"
    r"members?|panel|committee|board|Authority|Partnership|Councillors|Governors|Group|Scrutiny|CABINET|"
    r"COMMITTEE|MEMBERS|COUNCIL|PANEL|BOARD|Trust|Assembly|Cabinet Member|"
    r"Trustees))\s+(?:of the [\w ]{3,40}?)?(?:is|are|be|IS|ARE|BE)\s+"
    r"(?:therefore |hereby |respectfully |now )?(?:asked|recommended|requested|invited|RECOMMENDED|ASKED|"
    r"REQUESTED|INVITED)\s*(?:to|that|TO|THAT|:)?(?P<rest>\s*[:\-–]|\s+(?=[a-z])|\s*$)"
)
_ASKING = re.compile(
    r"(?:I|We|[Oo]fficers|The (?:[\w'’&-]+ ){1,5}?)(?: therefore| now)? (?:am |are |is )?(?:ask|asks|asking|invite|"
    r"invites|inviting|propose|proposes|proposing|recommend|recommends|recommending|request|requests|requesting)"
    r"(?: that)? (?P<body>(?:the )?(?:[\w'’&-]+ ){0,5}?(?:Committee|Panel|Board|Cabinet|Council|Members?|Forum|"
    r"Commission|Executive|Sub-Committee|Authority|Group|members|councillors|you))(?: to)?\s*[:\-–—]+\s*$"
)
"""Whoever reports asks the body before a list: "We are asking the Panel to:", "Officers propose that Members:"."""
_BODY_LEAD = re.compile(
    r"(?:That |that )?(?P<body>(?:the |The )?(?:[\w'’&()/-]+ ){0,6}?(?:Committee|Panel|Board|Cabinet|Council|"
    r"Members?|Forum|Commission|Executive|Sub-Committee|Authority|COUNCIL|CABINET|COMMITTEE))\s*[:\-–]+\s*$|"
    r"That (?P<bare>(?:the |The )?(?:[A-Z][\w'’&-]+ ){0,5}?(?:Committee|Panel|Board|Cabinet|Council|Members|"
    r"Forum|Commission|Executive|Sub-Committee))\s*$"
)
_BODY_RESOLVES = re.compile(
    r"(?:Thereafter,? |Accordingly,? |After discussion,? )?"
    r"(?P<body>[Tt]he (?:[\w'’&-]+ ){0,5}?(?:Committee|Panel|Board|Cabinet|Council|Forum|Commission|Executive|"
    r"Sub-Committee|[A-Z]{2,5}))\s*(?:(?:AGREED|agreed|resolved|RESOLVED|decided|DECIDED|noted|NOTED)"
    r"(?: to| that)?)?\s*:?[-–—]?\s*$"
)
_ACTIONS = re.compile(
    r"(?:ACTIONS?|Actions?)(?: arising| agreed| points?| list| required| to be taken|"
    r" log)?(?: from the meeting)?\s*(?::|[-–]|\d+\s*[:.-]|$)",
)
_PLAN = re.compile(
    r"(?:(?:our |key )?next steps?|what(?:'s|’s| is| happens| we will do| are we going to do|"
    r" we are doing)? ?(?:next|we will do|now)?|what next|what we(?:'ll| will| are going to) do(?: next)?|"
    r"the way forward|way forward|forward look|looking (?:ahead|forward)|looking ahead to [\w ]+|"
    r"our plans?(?: for [\w/ ]+)?|plans for (?:the )?[\w/ ]+|future plans?|future actions?|"
    r"actions? (?:for|planned|in hand|going forward)[\w/ ]*|planned actions?|"
    r"(?:management|recovery|corrective) actions?|"
    r"what will change|(?:by|over|in|during|before) [\w/ ]{3,30} we (?:will|shall|mean to|plan to|aim to|intend to|"
    r"want to|are going to)|priorit(?:y|ies) (?:for|"
    r"actions)[\w/ ]*|coming up|timetable|we will|over the next [\w ]+ we will)\s*[:?.…]*\s*$",
    re.IGNORECASE,
)
_SLIDE = re.compile(
    r"^[>»#* ]*\[?(?:(?:slide|page|section|part)\s*\d{1,2}\]?\s*[:.–-]?|\d{1,2}\]?\s*[:.–-])\s*", re.IGNORECASE
)
_MARK = re.compile(r"[>»#]+\s+")
"""How slides in plain text mark a title."""
_PROPOSED_LIST = re.compile(
    r"(?:[Tt]he |[Tt]hese )?[Ff]ollowing [\w'’ -]{3,60} (?:have been|has been|are|were|is) (?:proposed|recommended|"
    r"suggested) for (?:removal|removing|inclusion|addition|adding|deletion|approval|adoption|change|amendment|"
    r"retention|closure|sale|disposal)\b[^.;:]{0,60}:?\s*$"
)
_REQUESTS = re.compile(
    r"(?:[^.;]{0,120}\b)?(?:asked|requested)\s+(?:for|that|to (?:see|receive|"
    r"be given))(?: the following(?: information)?)?\s*:-?\s*$",
    re.IGNORECASE,
)
_WILL_LIST = re.compile(
    r"(?:[Tt]he )?(?:[Ff]ollowing )?(?:undertakings?|assurances?|commitments?|actions?) (?:was|were) (?:given|"
    r"made|agreed)[^.;:]{0,60}:\s*$|"
    r"[^.;]{0,160}\b(?:will|plan to|plans to|intends? to|agreed to|undertook to|are going to|"
    r"be used)(?: be used)?(?: to)?\s*:-?\s*$"
)
_THING_WILL = re.compile(
    r"\b(?:decision|strategy|plan|policy|policies|framework|scheme|programme|proposals?|guidance|vision|project|system"
    r"|report|review|model|approach|which|that|this|it)\s+(?:will|are going to)(?: be used)?(?: to)?\s*:-?\s*$",
    re.IGNORECASE,
)
"""A list of what a thing will do or be, which nobody undertakes: "The strategy will:"."""
_ROUTINE = re.compile(
    r"(?:[\w/.-]+\s+)?(?:apolog(?:y|ies)|declarations? of|disclosures? of|minutes(?: of| from| -|$)|"
    r"minute of (?:the )?(?:previous|last)|confirmation of (?:the )?minutes|exclusion of|"
    r"to (?:receive|approve|confirm|agree|sign) (?:the )?(?:minutes|apologies)|election of|"
    r"appointment of (?:the )?(?:chair|vice)|substitutions?|urgent business|date of (?:the )?next meeting|"
    r"welcome|attendance|public (?:participation|question))",
    re.IGNORECASE,
)
_REASONS = re.compile(
    r"(?:reasons?(?: for| of|:|$)|alternative|options? (?:considered|rejected)|background|voting|"
    r"supporting documents|minutes:?$|contact|\(voting|implications|purpose)",
    re.IGNORECASE,
)
_HISTORY = re.compile(
    r"(?:.*\b)?(?:previous (?:decisions?|recommendations?|minutes)|what (?:has been|we have|have we) (?:done|"
    r"achieved)|progress (?:since|to date)|achievements?|you said)\b",
    re.IGNORECASE,
)


def read_opening(unit: Unit, current: Section | None) -> Opening | None:
    """The section that ``unit`` begins, or None where it begins none."""
    text = unit.text
    mark = _MARK.match(text)
    marked = mark.end() if mark else 0
    if unit.kind == "heading" or _short_line(unit):
        if _REASONS.match(text):
            return Opening(Section("history", text, headings=unit.headings))
        if _ROUTINE.match(text) and unit.kind == "heading":
            return Opening(Section("routine", text, headings=unit.headings))
        if _HISTORY.fullmatch(text.rstrip(" :?")):
            return Opening(Section("history", text, headings=unit.headings))
        if _PLAN.fullmatch(_SLIDE.sub("", text[marked:])):
            return Opening(Section("plan", text, headings=unit.headings))
    if not _may_open(text) and not _in_parts(current):
        return None
    if (found := _ACTIONS.match(text)) and (unit.first or unit.kind == "heading"):
        return Opening(Section("actions", found[0], headings=unit.headings), _rest(text, found.end()))
    if found := _RESOLVED.match(text):
        return _decision(unit, found, "resolution")
    in_decision = current is not None and current.kind == "resolution"
    if found := _RECOMMENDED.match(text, marked):
        return _decision(unit, found, "resolution" if in_decision and text.startswith("and") else "recommendation")
    return _read_lead_in(unit, current)


_WORDS = (
    "action", "resol", "agree", "deci", "determin", "recommend", "propos", "suggest", "ask", "request", "invit",
)  # fmt: skip


def _may_open(text: str) -> bool:
    """Whether a sentence holds a word that an opening has, or ends as what leads in to a list."""
    return text.rstrip().endswith((":", "-", "–", "—")) or holds_any(folded(text), _WORDS)


def _in_parts(section: Section | None) -> bool:
    return section is not None and section.kind in ("resolution", "recommendation")


_SAYS_HOW = re.compile(
    r"\s*,?\s*(?:following|after|by|on|with|upon|unanimously|having)\b[^:;.]{0,90}?(?:\s*(?:that|to))?\s*[:\-–—]+\s*$"
)
"""How it was resolved, before the parts: "RESOLVED, after a vote (6 for, 2 against) –"."""


def _read_lead_in(unit: Unit, current: Section | None) -> Opening | None:
    text = unit.text
    if _PROPOSED_LIST.fullmatch(text):
        return Opening(Section("recommendation", text, headings=unit.headings, lead_only=True))
    kind: SectionKind = (
        current.kind if current and current.kind in ("resolution", "recommendation") else "recommendation"
    )
    if found := _ASKED.match(text):
        rest = None if found["rest"].strip() or not text[found.end() :].strip() else found.end()
        inside = current is not None and current.kind in ("resolution", "recommendation")
        said = text[found.end() :].strip()
        alone = (
            current is not None and current.parts == 0 and unit.number is None and not text.startswith(("That", "that"))
        )
        if inside and said and (unit.number or rest is not None) and not alone and not text.rstrip(" -–").endswith(":"):
            return None  # a part that asks another body, not a lead-in
        return Opening(Section(kind, text, asked=found["body"], headings=unit.headings), rest)
    if text.rstrip().endswith((":", "-", "–")) and (found := _ASKING.match(text)):
        return Opening(Section("recommendation", text, asked=found["body"], headings=unit.headings))
    if current and current.kind in ("resolution", "recommendation") and (found := _BODY_LEAD.match(text)):
        return Opening(replace(current, asked=found["body"] or found["bare"], number=None, parts=0))
    if text.rstrip(" -–").endswith(":") and (unit.number is None or current is None):
        if found := _BODY_RESOLVES.match(text):
            return Opening(Section("resolution", text, headings=unit.headings, bare=True))
        if _REQUESTS.match(text):
            return Opening(Section("request", text, headings=unit.headings, lead_only=True))
    if text.rstrip(" -").endswith(":") and _WILL_LIST.match(text) and not _THING_WILL.search(text):
        return Opening(Section("plan", text, headings=unit.headings, lead_only=True))
    return None


def _decision(unit: Unit, found: re.Match[str], kind: SectionKind) -> Opening | None:
    text, end = unit.text, found.end()
    lead = re.compile(
        r"\s*(?:TO (?:THE )?[A-Z]+(?: [A-Z]+)*\s*|\((?:unanimously|[^)]{0,60})\)|,? (?:unanimously|nem con|"
        r"as amended|by [\w ]{3,40})|,\s*as amended|\s*[:;,.\-–—]+|\s+further\b(?=\s+(?:that|to)\b))*\s*"
    ).match(text, end)
    end = len(text) if _SAYS_HOW.match(text, end) else lead.end() if lead else end
    asked = None
    if to := re.match(
        r"(?:to (?:recommend|RECOMMEND)|That it be recommended|"
        r"TO)\s+(?:to\s+)?(?:the\s+)?[A-Z][\w ]{2,40}?(?:\s+(?:that))?\s*:?\s*$",
        text[end:],
    ):
        end += to.end()
    elif lead_body := re.match(
        r"(?:[Tt]hat\s+)?(?:to\s+)?(?P<body>(?:the |The )?(?:[A-Z][\w'’&-]+ ){0,5}?(?:Committee|Panel|Board|"
        r"Cabinet|Council|Forum|Commission|Executive|Members))\s*[:\-–]*\s*$",
        text[end:],
    ):
        asked, end = (lead_body["body"] if kind == "recommendation" else None), len(text)
    elif (found_asked := _ASKED.match(text[end:])) and text.rstrip(" -–").endswith(":"):
        asked, end = found_asked["body"], end + found_asked.end()
    that = re.match(r"(?:that|That|THAT|to)?\s*[:\-–—]*\s*$", text[end:])
    rest = None if that else _rest(text, end)
    if unit.kind == "heading" and rest is not None and not re.match(r"(?:that|to)\b", text[end:], re.IGNORECASE):
        return None
    if asked is None and (
        to_body := re.match(r"\s*TO (?:THE )?([A-Z][A-Z ]{3,30}?)\s*(?:[:,–-]|$|\bthat\b)", text[found.end() :])
    ):
        asked = to_body[1].strip()
    number = None
    if (
        rest is not None
        and (marked := NUMBER.match(text, rest))
        and marked["number"].startswith("(")
        and marked.end() < len(text)
    ):
        number, rest = marked["number"], marked.end()
    return Opening(Section(kind, text, asked=asked, headings=unit.headings), rest, number)


def _rest(text: str, end: int) -> int | None:
    return end if len(text[end:].strip(" .:;-–—")) > 3 else None


def _short_line(unit: Unit) -> bool:
    return unit.first and len(unit.text) < 60 and not unit.text.rstrip().endswith((".", ";"))
