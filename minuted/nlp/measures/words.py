"""A sentence as pieces: runs of content words that a measure is put together from, and what stands between them.

Figures, periods and areas are masked, so that no piece crosses or holds one.  No parser is needed: a piece ends at a
function word, at punctuation, at a mask, before a participle ("assessments | completed") and around words of change or
of reporting, which may then be left out of the measure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from minuted.nlp.cues import read_cues

PREPOSITIONS = frozenset(
    "of in on for to by with at from per within under over after before between among through against during "
    "since until into "
    "without about as than across via using following towards around because due outside inside awaiting".split()
)
ARTICLES = frozenset(
    "the a an our its their his her this that these those some any all each both such no other".split()
)
AUXILIARIES = frozenset(
    "is are was were be been being am has have had having do does did will would can could may might shall should must "
    "stood stands remained remains totalled totals reached numbered became".split()
)
OTHERS = frozenset(
    "and or but nor so if then when where while whilst although though however which who whom whose what it "
    "they he she we i you "
    "there here not only just also still yet now currently already again almost nearly about around more most "
    "less least fewer very "
    "up down further respectively ie eg i.e e.g how why out off them us me another one others same too well including "
    "approximately some none nil it's there's overall".split()
)
FUNCTION = PREPOSITIONS | ARTICLES | AUXILIARIES | OTHERS
REPORTING = frozenset(
    "reported noted advised explained said heard confirmed stated told informed highlighted asked replied added "
    "commented "
    "shows showed shown reports notes noted remarked suggested outlined indicated show pointed queried "
    "questioned answered "
    "welcomed received considered agreed resolved recommended approved discussed".split()
)
ACTORS = frozenset(
    "committee panel board member members councillor councillors cllr officer officers manager director head "
    "chair chairman "
    "cabinet executive council report paper presentation question response councillors leader meeting mr mrs ms "
    "forum".split()
)
SHARES = frozenset(
    "rate rates proportion percentage number numbers share total average mean level volume amount figure "
    "figures ratio cost costs "
    "value time length score count price median".split()
)
_TOKEN = re.compile(r"[A-Za-z£][\w£]*(?:[’'&/.-]\w+)*|\d[\d,.]*\w*|[^\w\s]|_")
_BROKEN_CUES = frozenset(
    "rise rose doubled up_down more than compared target forecast before is was modal plan decide limit outturn "
    "overspend".split()
)


class Token(NamedTuple):
    """A word or mark; ``kind``: W word, N number, F function word, B be or have, Q, P, A masked, or the mark itself."""

    start: int
    end: int
    text: str
    kind: str
    lower: str = ""
    """The text in small letters."""


class Piece(NamedTuple):
    """A run of content words: tokens ``first`` to ``last`` (not included) of its sentence."""

    first: int
    last: int
    start: int
    end: int
    words: tuple[str, ...]
    """The content words in one form (lower case, singular)."""
    traits: tuple[str, ...]
    """What can be said of it without knowing the words: "ed", "number", "capital", "cue:cost"."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """The tokens and pieces of a text."""

    text: str
    tokens: tuple[Token, ...]
    pieces: tuple[Piece, ...]


Mask = tuple[int, int, str]


def parse(text: str, masks: Sequence[Mask] = ()) -> Parsed:
    """Cut a text into pieces; ``masks`` are (start, end, kind) in order.

    >>> told = "91% of single assessments were completed within 45 working days"
    >>> [told[p.start : p.end] for p in parse(told, [(0, 3, "Q")]).pieces]
    ['single assessments', 'completed', '45 working days']
    """
    tokens = tuple(_tokens(text, masks))
    return Parsed(text, tokens, tuple(_pieces(text, tokens)))


def _tokens(text: str, masks: Sequence[Mask]) -> list[Token]:
    found: list[Token] = []
    at = 0
    for token in _TOKEN.finditer(text):
        start, end = token.span()
        while at < len(masks) and masks[at][1] <= start:
            at += 1
        if at < len(masks) and masks[at][0] < end:
            if not found or found[-1].start != masks[at][0]:
                found.append(Token(masks[at][0], masks[at][1], "", masks[at][2]))
            continue
        word = token[0]
        found.append(Token(start, end, word, *_seen(word)))
    return found


@lru_cache(maxsize=65536)
def _seen(word: str) -> tuple[str, str]:
    """The kind of a word and its small letters."""
    return _kind(word), word.lower()


@lru_cache(maxsize=65536)
def _kind(word: str) -> str:
    lower = word.lower().replace("’", "'")
    if not (word[0].isalnum() or word[0] == "£"):
        return word[0]
    if word[0].isdigit() or word[0] == "£":
        return "N"
    if lower in AUXILIARIES:
        return "B"
    return "F" if lower in FUNCTION else "W"


@lru_cache(maxsize=65536)
def normal(word: str) -> str:
    """A content word in one form.

    >>> normal("Families"), normal("children's"), normal("Plans")
    ('family', 'children', 'plan')
    """
    lower = re.sub(r"'s$", "", word.lower().replace("’", "'"))
    if lower.endswith("ies") and len(lower) > 4:
        return lower[:-3] + "y"
    return lower[:-1] if len(lower) > 3 and lower.endswith("s") and not lower.endswith("ss") else lower


@lru_cache(maxsize=65536)
def cue_of(word: str) -> str:
    """The class of cue that a word belongs to, or ""."""
    found = read_cues(word, 0, len(word))
    return found[0][2] if found else ""


@lru_cache(maxsize=65536)
def _alone(word: str) -> bool:
    """Whether a word makes a piece of its own, so that it can be left out."""
    return word in REPORTING or cue_of(word) in _BROKEN_CUES


def _parts(before: Token, token: Token) -> bool:
    """Whether a new piece begins between two content words."""
    if token.kind != "W" or before.kind != "W":
        return False
    return _parts_words(before.lower, token.lower)


@lru_cache(maxsize=65536)
def _parts_words(before: str, word: str) -> bool:
    return _alone(word) or word.endswith(("ed", "ing")) or _alone(before)


def _pieces(text: str, tokens: Sequence[Token]) -> list[Piece]:
    found: list[Piece] = []
    first = None
    for index, token in enumerate((*tokens, Token(len(text), len(text), "", "end"))):
        content = token.kind in "WN" and token.kind != "end"
        splits = first is not None and (not content or _parts(tokens[index - 1], token))
        if splits and first is not None:
            found.append(_piece(text, tokens, first, index))
            first = None
        if content and first is None:
            first = index
    return found


def _piece(text: str, tokens: Sequence[Token], first: int, last: int) -> Piece:
    run = tokens[first:last]
    texts = tuple([token.text for token in run])
    return Piece(first, last, run[0].start, run[-1].end, *_described(texts))


@lru_cache(maxsize=32768)
def _described(run: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a piece in one form, and its traits."""
    return tuple(normal(word) for word in run), tuple(_traits(run))


def _traits(run: Sequence[str]) -> list[str]:
    lower = [word.lower() for word in run]
    last = lower[-1]
    found = [f"n{min(len(run), 4)}"]
    if _kind(run[-1]) == "N":
        found.append("ends_number")
    if any(_kind(word) == "N" for word in run):
        found.append("number")
    for suffix in ("ed", "ing", "s", "ly", "ion", "er", "ers", "able", "al", "ment", "ty"):
        if last.endswith(suffix) and len(last) > len(suffix) + 2:
            found.append(f"suf_{suffix}")
    if run[0][0].isupper():
        found.append("capital" if run[0][1:].islower() or len(run[0]) == 1 else "caps")
    if all(word[0].isupper() for word in run) and len(run) > 1:
        found.append("title")
    if any(word in ACTORS for word in lower):
        found.append("actor")
    if any(word in SHARES for word in lower):
        found.append("share")
    if any(word in REPORTING for word in lower):
        found.append("reporting")
    found.extend({f"cue_{cue_of(word)}" for word in lower if cue_of(word)})
    return found
