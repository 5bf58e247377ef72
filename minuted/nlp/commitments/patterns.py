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

ADVERBS = (
    r"(?:(?:also|then|now|again|therefore|further|shortly|subsequently|jointly|formally|all|each|both|"
    r"both agree to)\s+)*"
)
DELIVERS = one_of(DELIVER)
CHANGES = one_of(CHANGE)
DELIVERED = one_of(PASSIVES)
TOLD_BY = one_of(TOLD)
CHANGED_BY = one_of(CHANGED)
ANY_DEED = one_of(DELIVER, CHANGE, DECIDE)
ASKERS = (
    r"(?:(?:[Tt]he |[Aa] |[Aa]nother |[Oo]ne |[Ss]ome |[Ss]everal )?(?:[\w'’-]+ ){0,4}?(?:[Cc]ommittee|"
    r"[Pp]anel|[Bb]oard|[Cc]abinet|[Cc]ommission|[Ff]orum|[Ss]ub-[Cc]ommittee|[Mm]embers?|[Cc]hair(?:man|"
    r"person|woman)?|"
    r"[Ll]eader(?: of the [\w ]{3,20})?|(?:[Mm]ember|[Hh]older) for [\w ,&'’]{3,40}?|"
    r"[Cc]onvener|[Vv]ice-[Cc]hair(?:man)?|[Rr]epresentative|[Gg]overnor|Healthwatch|[Rr]esident)|"
    r"(?:Councillors?|Cllrs?|Mr|Mrs|Ms|Miss|Dr)\.? (?:(?:Mrs|Mr|Ms|"
    r"Dr)\.? )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?(?: and (?:Councillor )?[A-Z][\w'’-]+)?|He|She|They|he|she|"
    r"they)"
)

_ANYTHING = re.compile("")
_OPENING = re.compile(r"\\b\(\?:([a-z'| ]+)\) ")
"""The list of words that a pattern begins with."""
_LOOKS_AROUND = re.compile(r"\(\?<?[=!]|\^|\$")
"""What a pattern says of the text around a match, which is not the same in a sentence and in one of its clauses."""


@dataclass(frozen=True)
class Undertaking(Rule):
    """A rule of prose: ``kind`` it yields, whether it is passive, and what the clause must also hold."""

    kind: str = "action"
    passive: bool = False
    needs: str = ""
    """"", "owner" (somebody named), "due" (words that say when), or "date_in_report": a date, but only in a report,
    which says of everything that it "will be provided"; minutes say it of what was promised."""
    opening: tuple[str, ...] = ()
    """The words of which one begins what it matches, where the pattern lists them ("would", "will")."""
    holds: re.Pattern[str] = _ANYTHING
    """What is found in every sentence with a clause that it reads: the pattern, unless it looks around itself."""


def reads(kind: str, owner: str | None = None, due: str | None = None) -> Mapping[str, Any]:
    """What an example must give: kind, owner and the words that say when."""
    return {"kind": kind, "owner": owner, "due_text": due}


def rule(
    name: str,
    pattern: str,
    *,
    kind: str = "action",
    passive: bool = False,
    needs: str = "",
    reads: Mapping[str, Any],
    ignores: Sequence[str] = (),
) -> Undertaking:
    """One rule of prose, with its examples."""
    listed, compiled = _OPENING.match(pattern), re.compile(pattern)
    return Undertaking(
        name, compiled, lambda match: match, reads, ignores, kind=kind, passive=passive, needs=needs,
        opening=tuple(listed[1].split("|")) if listed else (),
        holds=_ANYTHING if _LOOKS_AROUND.search(pattern) else compiled,
    )  # fmt: skip
