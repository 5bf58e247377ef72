"""What a sentence stands in: a resolution, a list of recommendations, an action list, a plan, a routine item, or prose.

``sections`` walks the units of a paper once.  An opening (``openings``) begins a section; it ends at the next heading,
or where the numbering or the form of its parts stops.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal

from minuted.nlp.commitments.actors import actor_at_start
from minuted.nlp.commitments.lexicon import ACT_FORMS, DECIDE_FORMS
from minuted.nlp.commitments.openings import Section, read_opening
from minuted.nlp.commitments.units import Unit, follows, style

_VERBS = frozenset((DECIDE_FORMS + " " + ACT_FORMS).split())
CONTINUES = -1
"""Instead of an offset: the unit goes on with the part before it, from which a page or a blank line parted it."""


def _is_unfinished(unit: Unit) -> bool:
    return not unit.text.rstrip().endswith((".", ";", ":", ",", "; and", ", and"))


def sections(found: Iterable[Unit]) -> Iterator[tuple[Unit, Section | None, int]]:
    """Each unit with the section it is a part of (None: prose), and the offset in it where the part begins."""
    current: Section | None = None
    for unit in found:
        opening = read_opening(unit, current)
        if opening is not None:
            current = opening.section
            if opening.rest is not None:
                nested = unit.text.rstrip().endswith(":")
                current = replace(
                    current, parts=1, number=opening.number, nested=nested, unfinished=_is_unfinished(unit)
                )
                yield unit, current, opening.rest
            continue
        if current is None:
            yield unit, None, 0
            continue
        if current.unfinished and unit.number is None and unit.text[:1].islower() and unit.first:
            current = replace(current, unfinished=_is_unfinished(unit))
            yield unit, current, CONTINUES
            continue
        step = _place_in(unit, current)
        if step == "skip" and current.kind == "resolution" and not unit.first and unit.number is None:
            yield unit, None, 0  # what is said after a decision, in the same paragraph
        elif step == "ends":
            current = None
            yield unit, None, 0
        elif step == "part":
            nested = unit.text.rstrip().endswith(":")
            inner = _INNER.match(unit.text) if unit.number is None and current.number is None else None
            current = replace(
                current,
                parts=current.parts + 1,
                number=unit.number or (inner[1] if inner else current.number),
                nested=nested,
                unfinished=_is_unfinished(unit),
            )
            yield unit, current, inner.end() if inner else 0


_INNER = re.compile(r"[Tt]hat:?\s+(\((?:i|a|1)\))\s+(?=\S)")
"""The first part's letter after the "That" that leads in to all of them."""


def _place_in(unit: Unit, section: Section) -> Literal["part", "ends", "skip"]:
    """Whether a unit is a part of the section, something under a part, or the end of the section."""
    if section.kind in ("routine", "history"):
        return "ends" if unit.kind == "heading" or unit.number is None or not unit.first else "skip"
    if unit.kind == "heading" and not _is_part(unit) and not _goes_on_numbered(unit, section):
        return "ends"
    if section.kind == "resolution" and unit.first and _is_run_in_title(unit):
        return "ends"
    if section.lead_only and section.kind == "recommendation":
        if not unit.first:
            return "skip"
        return "part" if unit.number else "ends"  # numbered as what is proposed is, not one after the other
    if not unit.first:
        return "part" if section.kind in ("plan", "actions") else "skip"
    if section.number is not None:
        if unit.number is None:
            return "part" if _is_part(unit) else "ends"
        if style(unit.number) == style(section.number):
            return "part" if _goes_on(section.number, unit.number) else "ends"
        if section.nested or style(unit.number) in ("bullet", "letter"):
            return "skip" if style(section.number) != "bullet" else "part"
        return "ends"
    if section.parts == 0 and section.bare and not _is_part(unit):
        return "ends"
    if section.parts == 0:
        return "part" if unit.number or _is_part(unit) or section.kind == "plan" else "ends"
    if unit.number is not None:
        # "RESOLVED that:" in prose, then numbered paragraphs of the minutes: those are not its parts
        if section.nested:
            return "skip"
        return "part" if _is_part(unit) else "ends"
    return "part" if _is_part(unit) or (section.kind == "plan" and len(unit.text) < 140) else "ends"


def _goes_on_numbered(unit: Unit, section: Section) -> bool:
    """Whether what looks like a numbered heading is the next short item of a numbered plan."""
    if section.kind not in ("plan", "actions") or unit.number is None:
        return False
    if section.number is None:
        return section.parts == 0 and unit.number.strip("(). ").lower() in ("1", "a", "i")
    return follows(section.number, unit.number)


def _goes_on(before: str, after: str) -> bool:
    if style(before) == "bullet":
        return True
    if follows(before, after):
        return True
    bare_before, bare_after = before.strip("(). "), after.strip("(). ")
    if style(before).startswith("digit"):
        return bare_before.isdigit() and bare_after.isdigit() and 0 < int(bare_after) - int(bare_before) <= 2
    if style(before) == "dotted":
        return bare_before.split(".")[0] == bare_after.split(".")[0]
    return True


def _is_title(text: str) -> bool:
    """Whether a short line is the title of the next item: "Schedule of Meetings"."""
    words = [word for word in text.split() if len(word) > 3]
    return len(text) < 60 and not text.rstrip().endswith((".", ";", ":", ",")) and all(w[0].isupper() for w in words)


_DONE = re.compile(r"(?:Noted|Approved|Agreed|Adopted|Endorsed|Received|Accepted|Deferred|Withdrawn|Refused)\b")


def _is_run_in_title(unit: Unit) -> bool:
    """Whether a numbered sentence is the title of the next item, printed before its text: "12. Allotments."."""
    text = unit.text.rstrip()
    return (
        unit.number is not None
        and text.endswith(".")
        and len(text.split()) <= 4
        and _is_title(text.rstrip(". "))
        and not _DONE.match(text)
    )


def _is_part(unit: Unit) -> bool:
    """Whether a unit reads as a decision: "That …", "To …", "The Chair to write …", "… be approved".

    >>> from minuted.nlp.commitments.units import Unit
    >>> _is_part(Unit(0, 0, "That the report be noted.", "paragraph", None, (), None, True))
    True
    """
    text = unit.text
    if unit.kind == "heading" and unit.number and re.search(r"[A-Z]{2}|\d{3}|\d/", unit.number):
        return False  # the number of a minute
    if re.match(r"(?:That|that|To|to|THAT)\b(?! (?:the )?question)", text):
        return True
    if _is_title(text):
        return False
    first = re.match(r"[A-Za-z]+", text)
    if first and first[0].lower() in _VERBS and (unit.number or first[0][0].islower() or first[0].isupper()):
        return True
    if re.match(r"Members? to [a-z]", text):
        return True
    if (
        re.match(
            r"(?:Cllr|Councillor|Mr|Mrs|Ms|Dr|Members?|The (?:[A-Z][\w-]+ ){0,4}(?:asked|requested|thanked|"
            r"said|noted)|Note|NB)\b",
            text,
        )
        and not unit.number
    ):
        return False
    if re.search(r"\bto be [a-z]+(?:ed|en|t)\b|^[^,.;]{0,120}\bbe [a-z]+(?:ed|en|t)\b", text) and not re.search(
        r"\b(?:would|will|should|could|may|might|can|must|to|cannot) be\b", text[:140]
    ):
        return True
    owner = actor_at_start(text)
    return bool(owner and re.match(r"\s*(?:\([^)]*\)\s*)?to\s+[a-z]", text[len(owner) :]))
