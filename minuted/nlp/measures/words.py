"""A sentence as pieces: runs of content words that a measure is put together from, and what stands between them.

Figures, periods and areas are masked, so that no piece crosses or holds one.  No parser is needed: a piece ends at a
function word, at punctuation, at a mask, before a participle ("assessments | completed") and around words of change or
of reporting, which may then be left out of the measure.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
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
_CONTENT = re.compile(r"[WN]+")
_TOKEN = re.compile(r"[A-Za-z£][\w£]*(?:[’'&/.-]\w+)*|\d[\d,.]*\w*|[^\w\s]|_")
_BROKEN_CUES = frozenset(
    "rise rose doubled up_down more than compared target forecast before is was modal plan decide limit outturn "
    "overspend".split()
)


_LINKS = frozenset(
    "of in on for to by with at from per within under over after before between among through against as than "
    "and or but which who "
    "that where while the a an our , ; : ( ) . - – — / | is are was were been be has have had will would not".split()
)
_NAMED = frozenset("WNQPA")
"""Kinds of token that say more than their words."""
_GAP_MARKS = frozenset(("B", ",", ";", "(", ")", ":", "P", "A", "-", "–", "."))
_GAP_WORDS = frozenset(("and", "but", "which", "who", "of", "that", "than"))
END = "END"
_GROUPS = (("actor", ACTORS), ("share", SHARES), ("reporting", REPORTING))
_SUFFIXES = ("ed", "ing", "s", "ly", "ion", "er", "ers", "able", "al", "ment", "ty")


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


@dataclass(slots=True)
class Parsed:
    """The tokens and pieces of a text; the tokens stand in columns, so that a stretch of them is a slice."""

    text: str
    starts: list[int]
    ends: list[int]
    texts: list[str]
    kinds: str
    """The kind of each token, one character each."""
    lowers: list[str]
    links: list[str]
    """What each token is as a neighbour: a small word or mark itself, else its kind.  One more stands at the end, where
    index -1 finds it too: before the first token is as after the last."""
    marks: list[str]
    """What each token is between a piece and a figure: a mark, a word such as "and", or ""."""
    pieces: list[Piece]
    firsts: list[int]
    """The first token of each piece."""
    joins: list[bool] | None = None
    """Whether each piece stands together with the one before it: filled in by ``compose``."""

    def words(self) -> frozenset[str]:
        """The words of all the pieces."""
        return frozenset([word for piece in self.pieces for word in piece.words])

    @property
    def tokens(self) -> list[Token]:
        """All the tokens."""
        return self.stretch(0, len(self.texts))

    def stretch(self, first: int, last: int) -> list[Token]:
        """The tokens from ``first`` to ``last``, not included."""
        columns = (self.starts, self.ends, self.texts, self.kinds, self.lowers)
        return [Token(*told) for told in zip(*(column[first:last] for column in columns), strict=True)]


Mask = tuple[int, int, str]


def parse(text: str, masks: Sequence[Mask] = (), most: int | None = None) -> Parsed:
    """Cut a text into pieces, ``most`` at the most; ``masks`` are (start, end, kind) in order.

    >>> told = "91% of single assessments were completed within 45 working days"
    >>> [told[p.start : p.end] for p in parse(told, [(0, 3, "Q")]).pieces]
    ['single assessments', 'completed', '45 working days']
    """
    texts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for token in _TOKEN.finditer(text):  # one after the other: a list of all would keep the garbage collector busy
        texts.append(token[0])
        start, end = token.span()
        starts.append(start)
        ends.append(end)
    seen = list(map(_seen, texts))
    past = 0
    for start, end, kind in masks:
        first = bisect_right(ends, start, past)
        last = bisect_left(starts, end, first)
        if first < last:
            starts[first:last], ends[first:last] = [start], [end]
            texts[first:last], seen[first:last] = [""], [(kind, "", kind, kind if kind in _GAP_MARKS else "")]
            past = first + 1
    kinds = "".join([word[0] for word in seen])
    lowers = [word[1] for word in seen]
    links = [word[2] for word in seen]
    links.append(END)
    marks = [word[3] for word in seen]
    pieces: list[Piece] = []
    firsts: list[int] = []
    for first, last in _runs(kinds, lowers):
        pieces.append(Piece(first, last, starts[first], ends[last - 1], *_described(tuple(texts[first:last]))))
        firsts.append(first)
        if len(pieces) == most:
            break
    return Parsed(text, starts, ends, texts, kinds, lowers, links, marks, pieces, firsts)


@lru_cache(maxsize=65536)
def _seen(word: str) -> tuple[str, str, str, str]:
    """The kind of a word, its small letters, what it is as a neighbour and what it is between piece and figure."""
    kind, lower = _kind(word), word.lower()
    link = kind if kind in _NAMED or lower not in _LINKS else lower
    mark = kind if kind in _GAP_MARKS else lower if kind == "F" and lower in _GAP_WORDS else ""
    return kind, lower, link, mark


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
    lower = word.lower().replace("’", "'").removesuffix("'s")
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


@lru_cache(maxsize=65536)
def _parts(before: str, word: str) -> bool:
    """Whether a new piece begins between two content words."""
    return _alone(word) or word.endswith(("ed", "ing")) or _alone(before)


def _runs(kinds: str, lowers: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The runs of content words that are pieces, as (first, last not included)."""
    for run in _CONTENT.finditer(kinds):
        first, last = run.span()
        for at in range(first + 1, last):
            if kinds[at - 1] == kinds[at] == "W" and _parts(lowers[at - 1], lowers[at]):
                yield first, at
                first = at
        yield first, last


@lru_cache(maxsize=32768)
def _described(run: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a piece in one form, and its traits."""
    return tuple(map(normal, run)), tuple(_traits(run))


def _traits(run: Sequence[str]) -> list[str]:
    numbers, capitals, suffixes, groups = zip(*map(_told, run), strict=True)
    found = [f"n{min(len(run), 4)}"]
    if numbers[-1]:
        found.append("ends_number")
    if any(numbers):
        found.append("number")
    found += suffixes[-1]
    if capitals[0]:
        found.append(capitals[0])
        if len(run) > 1 and all(capitals):
            found.append("title")
    if any(groups):
        told = [group for each in groups for group in each]
        found += [group for group in ("actor", "share", "reporting") if group in told]
        found += dict.fromkeys([group for group in told if group.startswith("cue_")])
    return found


@lru_cache(maxsize=65536)
def _told(word: str) -> tuple[bool, str, tuple[str, ...], tuple[str, ...]]:
    """What traits are made of, for one word: is it a number; "capital", "caps" or ""; suffixes; groups and cue."""
    lower = word.lower()
    capital = ("capital" if word[1:].islower() or len(word) == 1 else "caps") if word[0].isupper() else ""
    suffixes = [f"suf_{suffix}" for suffix in _SUFFIXES if lower.endswith(suffix) and len(lower) > len(suffix) + 2]
    groups = [name for name, words in _GROUPS if lower in words]
    if cue := cue_of(lower):
        groups.append(f"cue_{cue}")
    return _kind(word) == "N", capital, tuple(suffixes), tuple(groups)
