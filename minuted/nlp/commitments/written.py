"""What papers written for a meeting say of the future, most of which nobody undertook.

Minutes tell what was promised; a report, a strategy or an appendix says of everything that it "will be provided".  In
prose of these an action must say when it is to be done, after what is to be done, or who in particular will do it.
"""

from __future__ import annotations

import re

from minuted.nlp.commitments.due import is_a_time

Due = tuple[int, int, str]

_AGAIN_AND_AGAIN = re.compile(
    r"\b(?:annually|monthly|quarterly|weekly|(?:each|every|twice a|once a) (?:year|quarter|month|week)"
    r"|on an? (?:\w+ ){0,2}basis|routinely|regularly|at all times|periodically|from time to time|throughout)\b",
    re.IGNORECASE,
)
_WIDE = re.compile(r"we|it|they|he|she|one|(?:the |all |each )?(?:council|authority|county council|city council|plan|"
    r"strategy|policy|scheme|programme|guidance|government|(?:local )?authorities|councils|partners|members)$",
    re.IGNORECASE,
)  # fmt: skip
"""Who is named wherever a policy is told, and is nobody in particular."""
_WIDE_DEED = re.compile(
    r"(?:seek|ensure|work|encourage|support|help|continue|consider|address|include|identify|reflect|show|take|get|do"
    r"|give|make|meet|come|set|deliver|look|provide)\b"
)
_WHOEVER = re.compile(
    r"\b(?:if|where|when|whenever|unless|should|anyone|any \w+ (?:who|from)|any requests?|(?:each|every|all) "
    r"(?:requests?|cases?|applications?))\b",
    re.IGNORECASE,
)
_LOOKS_BACK = re.compile(r"\b(?:was|were) (?:due|planned|scheduled|intended|expected|hoped|to)\b")
_AS_AN_EFFECT = re.compile(
    r"\b(?:so that|in order that|to ensure|ensuring that|presumption that|assum\w+ that|which|who)\b"
)
_PLAN_WILL = re.compile(
    r"\b(?:[Pp]lan|[Ss]trategy|[Pp]olicy|[Ff]ramework|[Vv]ision|[Ss]cheme|[Pp]rogramme|[Mm]odel"
    r"|[A-Z]{3,5})(?: \([A-Z]+\))?"
    r" (?:will|would) (?:also )?(?:ensure|deliver|provide|create|enable|help|support|bring|seek|set|make)\b"
)
"""What a plan is said to do for the place."""
_OPENS = re.compile(r"(?:[Bb]y|[Ff]rom|[Ii]n|[Oo]n|[Ww]ith effect from|[Ww]ithin|[Dd]uring|[Oo]ver|[Ll]ater)\b")
_AND_WILL = re.compile(r",? and (?:it |they )?(?:will|would|shall|is|are) (?:not )?$")

HISTORY_IN_A_REPORT = frozenset(
    ("was_to", "was_promised", "has_been_asked", "asked_passively", "agreed_to", "agreed_that", "agreed_to_do",
     "body_decided", "confirmed_that", "would_like", "would_be_helpful", "information_requested",
     "somebody_suggested_that")
)  # fmt: skip
"""Rules of what was said at a meeting: in a report it was an earlier one, unless it says when the thing is due."""


def holds(name: str, kind: str, needs: str, clause: str, at: int, owner: str | None, due: Due | None) -> bool:
    """Whether what the rule called ``name`` reads at ``at`` in a clause of a written paper is there to be followed up.

    >>> clause = "The scheme will be reviewed annually to ensure it is affordable."
    >>> holds("would_be_delivered", "action", "date_in_report", clause, 16, None, (28, 36, "how_often"))
    False
    >>> clause = "The Head of Parks will publish the plan in May."
    >>> holds("would_deliver", "action", "owner", clause, 24, "The Head of Parks", (40, 46, "on_a_date"))
    True
    """
    when = due is not None and is_a_time(clause, due) and is_for_the_deed(clause, at, due)
    if name in HISTORY_IN_A_REPORT:
        return when
    if kind != "action":
        return True
    if (
        _AGAIN_AND_AGAIN.search(clause)
        or _LOOKS_BACK.search(clause)
        or _AS_AN_EFFECT.search(clause[:at])
        or _PLAN_WILL.search(clause)
    ):
        return False
    if when:
        return True
    if needs in ("due", "date_in_report"):
        return False
    return owner is not None and not _WIDE.match(owner) and not _WIDE_DEED.match(clause[at:]) and _says_will(clause, at)


def _says_will(clause: str, at: int) -> bool:
    """Whether it is a plain "will": "would" and what depends on a condition are told of what could be."""
    return not re.search(r"\b(?:would|could)\b", clause[max(0, at - 40) : at]) and not _WHOEVER.search(clause)


def is_for_the_deed(clause: str, at: int, due: Due) -> bool:
    """Whether the words that say when follow the deed, or open the clause: "By May the team will …".

    "After the first release in May the packs will develop" says when something else was.
    """
    if due[0] >= at or _AND_WILL.fullmatch(clause[due[1] : at]):
        return True
    return due[0] < 12 and bool(_OPENS.match(clause[due[0] :]))


_TELLS_OF_A_MEETING = re.compile(
    r"\b(?:minutes|resolved|apologies|in attendance|members present|seconded|it was agreed|was noted"
    r"|the chair(?:man)?)\b",
    re.IGNORECASE,
)
_MINUTES_WITHIN = re.compile(r"\b(?:Minutes:|RESOLVED|[Ii]t was (?:agreed|resolved))")
"""An agenda item as the source shows it after the meeting, with what was said."""
SHORT = 4_000


def tells_of_a_meeting(kind: str | None, text: str) -> bool:
    """Whether a paper is of a meeting and not for one; where its kind is not known, by its words.

    >>> tells_of_a_meeting("report", "RESOLVED"), tells_of_a_meeting("minutes", ""), tells_of_a_meeting(None, "Agreed.")
    (False, True, True)
    """
    if kind == "agenda":
        return bool(_MINUTES_WITHIN.search(text))
    if kind is None:
        return len(text) < SHORT or bool(_TELLS_OF_A_MEETING.search(text))
    return kind not in ("report", "slides", "appendix", "decision")
