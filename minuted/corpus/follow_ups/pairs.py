"""A report's recommendations and what the meeting of the same day made of them: part by part, not word by word.

"note the report" is answered by "That the report be noted"; "that the target be lowered to 80%" by "That the target
remain at 82%", which supersedes it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from minuted.corpus.follow_ups import words
from minuted.corpus.follow_ups.outcome import Outcome
from minuted.corpus.follow_ups.promises import Promise

ENOUGH = 0.34
"""Share of a recommendation's words that its resolution must hold."""

MOST = 0.75
LONGER = 3
FEWEST = 5
"""A recommendation of fewer words is counted as one of so many."""

_NOTES = re.compile(r"\b(?:notes?|noted|receives?|received|comments?)\b", re.IGNORECASE)
_OTHERWISE = re.compile(
    r"\b(?:remain|not be|be not|not (?:approved|supported|agreed|accepted)|be (?:rejected|refused|withdrawn)|"
    r"instead|decline[ds]?|do not|retain(?:ed)?)\b",
    re.IGNORECASE,
)
_PUT_OFF = re.compile(r"\b(?:defer(?:red)?|adjourn(?:ed)?|postponed|next meeting|a later meeting)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Pair:
    """A recommendation and the resolution that answers it."""

    recommendation: Promise
    resolution: Promise
    score: float
    outcome: Outcome


def pair_resolutions(recommendations: Sequence[Promise], resolutions: Sequence[Promise], title: str) -> list[Pair]:
    """For each recommendation of a paper the resolution of the meeting that answers it, where one does.

    ``title`` is that of the paper: where several items of the meeting were "noted", it says which one is meant.
    """
    about = (
        words.content(title) | frozenset().union(*(r.content for r in recommendations))
        if recommendations
        else frozenset()
    )
    noted = [r for r in resolutions if _NOTES.search(r.text)]
    pairs = []
    for recommendation in recommendations:
        scored = [(_likeness(recommendation, r, noted, about), r) for r in resolutions if r.kind == "resolution"]
        score, best = max(scored, key=lambda pair: (pair[0], -pair[1].start), default=(0.0, None))
        if best is not None and score >= ENOUGH and _is_near(recommendation, best, score):
            pairs.append(Pair(recommendation, best, min(score, 1.0), _outcome(recommendation, best)))
    return pairs


def _is_near(recommendation: Promise, resolution: Promise, score: float) -> bool:
    """Whether the resolution is about as long as the recommendation, or holds most of it.

    A resolution of many lines holds some words of anything that its report says.
    """
    return score >= MOST or len(resolution.content) <= LONGER * max(len(recommendation.content), FEWEST)


def _likeness(recommendation: Promise, resolution: Promise, noted: Sequence[Promise], about: frozenset[str]) -> float:
    wanted = recommendation.content
    shared = len(wanted & resolution.content) / len(wanted) if wanted else 0.0
    numbers = recommendation.names & resolution.names
    same = shared + 0.15 * min(len(numbers), 2)
    if _NOTES.match(_bare(recommendation.text)) and _NOTES.search(resolution.text):
        alone = len({r.heading for r in noted}) <= 1
        same_item = bool(about & words.content(resolution.heading))
        return 0.5 + 0.5 * shared if alone or same_item else 0.0
    if _OTHERWISE.search(resolution.text) and len(wanted & resolution.content) >= 2:
        same = max(same, ENOUGH)
    return same


def _bare(text: str) -> str:
    return re.sub(
        r"^(?:(?:[Tt]hat )?(?:[Tt]he |[Ii]t )?[\w' ]{0,60}?\b(?:is|are|be) (?:asked|recommended|requested|"
        r"invited) (?:to|that)\s+|[Tt]hat (?:the )?(?:[A-Z][\w'-]+ ){0,4}|[Tt]o )",
        "",
        text,
    )


def _outcome(recommendation: Promise, resolution: Promise) -> Outcome:
    if _PUT_OFF.search(resolution.text) and not _PUT_OFF.search(recommendation.text):
        return "repeated"
    if _OTHERWISE.search(resolution.text) and not _OTHERWISE.search(recommendation.text):
        # "be kept at 90%" answers "be retained at 90%"; "remain at 82%" does not answer "be lowered to 80%"
        figures = {n for n in recommendation.names if n[0].isdigit()}
        if not figures or not figures & resolution.names:
            return "superseded"
    return "done"
