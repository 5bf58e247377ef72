"""What a link must rest on before likeness counts: one topic, beyond who is to act and what kind of deed it is.

Committees hear the same officers promise the same kinds of deed about a dozen matters at every meeting, so that "the
Director will report back on placements" looks much like an answer to "the Director will report back on absence".
"""

from __future__ import annotations

import re
from functools import lru_cache

from minuted.corpus.follow_ups import words
from minuted.corpus.follow_ups.promises import Promise
from minuted.corpus.follow_ups.sentences import Paper

FREQUENT = 0.12
"""Share of a paper's sentences from which on a word no longer tells one matter from another."""
FEW = 5
"""A word in no more sentences than this is not frequent, however short the paper."""
PART = 0.34
"""Least share of a commitment's telling words that a single shared word may be."""

_DEEDS = frozenset(
    words.base(word)
    for kind in ("report", "count", "decide", "start", "attend")
    for word in words.ACTS[kind]
    if word not in words.COMMON
)
_TELL_NOTHING = frozenset(
    words.base(word)
    for word in """back head service services performance committee scrutiny performed year-end members public people
    local area areas work working team teams officer portfolio holder lead leader corporate strategic annual quarterly
    monthly full further written detailed key new bring brought come came hold held make next rose fell target
    issue issues matter matters
    appear need sent end show many much mean yet down ever priority
    progress way ways use used part well good better high low level levels""".split()
)
_POINTS_BACK = re.compile(
    r"\b(?:it|its|this|these|they|them|that had|those|the (?:letter|note|report|paper|breakdown|figures?|"
    r"information|data|list|measure|action|request|matter|review|visit|session|results?|findings|reply|response|"
    r"analysis|schedule|item))\b|^(?:a|an|no) (?:reply|response|answer|letter|note|copy)\b",
    re.IGNORECASE,
)
"""Words by which a sentence takes its topic from the one before it."""


def has_grounds(promise: Promise, paper: Paper, at: int) -> bool:
    """Whether a sentence, or what it points back to, is about the matter of a commitment."""
    told = paper.told[at]
    wanted = _telling(promise, paper)
    shared = wanted & (told.content | told.names)
    if _enough(shared, wanted, promise):
        return True
    if not (shared or _POINTS_BACK.search(told.text)):
        return False
    if told.arising and promise.acts & told.acts:
        return True
    above = wanted & told.heading_content
    if at and paper.told[at - 1].passage == told.passage:
        above |= wanted & (paper.told[at - 1].content | paper.told[at - 1].names)
    return _enough(shared | above, wanted, promise)


def same_thing(promise: Promise, told: str) -> bool:
    """Whether a text itself names the matter clearly: two of its words or more, and a good part of them."""
    wanted = (promise.topic | promise.names) - _generic(promise)
    shared = wanted & (words.content(told) | words.names(told))
    return len(shared) >= min(2, len(wanted)) and len(shared) >= PART * len(wanted) and bool(shared)


def _enough(shared: frozenset[str], wanted: frozenset[str], promise: Promise) -> bool:
    if len(shared) >= 2:
        return True
    return len(shared) == 1 and (bool(shared & (promise.names | promise.content)) or len(shared) >= PART * len(wanted))


def _telling(promise: Promise, paper: Paper) -> frozenset[str]:
    """The words of a commitment that tell its matter from others in the paper."""
    most = max(FEW, FREQUENT * len(paper.told))
    own = (promise.topic | promise.names) - _generic(promise)
    return frozenset(word for word in own if paper.frequency.get(word, 0) <= most)


def _generic(promise: Promise) -> frozenset[str]:
    return _said_by_all(promise.committee or "", promise.owner)


@lru_cache(maxsize=2000)
def _said_by_all(committee: str, owner: str) -> frozenset[str]:
    """Words that are no topic: of deeds, of dates, of the committee's own name and of the owner's title."""
    dates = frozenset(words.base(month) for month in words.MONTHS)
    years = frozenset(str(year) for year in range(1990, 2060))
    return _DEEDS | _TELL_NOTHING | dates | years | words.content(committee) | words.content(owner)
