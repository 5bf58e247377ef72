"""The pieces that a figure's measure may be put together from, each with the features that the ranker sees.

They come from the figure's own sentence, the measure of the figures it goes on from, the sentence before, the list's
lead-in and the headings.  What counts is where a piece stands and what stands between it and the figure, not which
words it is made of: so the weights hold for topics and councils that were never seen.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from minuted.nlp.clauses import goes_on
from minuted.nlp.measures.features import Key
from minuted.nlp.measures.words import Parsed, Piece
from minuted.nlp.reading import Draft
from minuted.nlp.roles import unit_class

_ANAPHORS = ("these", "those", "them", "whom", "which", "this", "it")
_PARTS = frozenset("these those them which whom".split())
_OFFERED_BEFORE = 3
SEEN_BEFORE = _OFFERED_BEFORE + 2
"""Pieces of the sentence before that are looked at: those on offer, and whether at least two come after them."""
_RANKS = 9
"""A piece of the sentence is on offer up to so many pieces away from the figure."""
_PLACES = {side: [f"{side}{min(rank, 6)}" for rank in range(_RANKS + 1)] for side in "LR"}
_NEARS = {side: [f"{side}q{min(figures, 2)}" for figures in range(4)] for side in "LR"}
"""The side of a piece and how many figures stand between, up to three."""


@dataclass(slots=True)
class Option:
    """One piece on offer: where it comes from and its features."""

    source: str
    parsed: Parsed
    piece: Piece
    seen: list[Key]
    """What the ranker sees of the piece, as keys of ``features.names_of``."""
    index: int = 0
    """Its number among the pieces of its text."""
    handed_on: bool = False
    """True where the sentence says that it counts a part of the figure before: "of these, 14"."""
    shape: Sequence[Key] = ()
    """What the ranker sees of the figure, the same for all pieces of a source."""

    @property
    def keys(self) -> list[Key]:
        """All that the ranker sees."""
        return [*self.seen, *self.shape]


@dataclass(slots=True)
class Frame:
    """An earlier figure with the measure that was chosen for it, as pieces."""

    draft: Draft
    parsed: Parsed
    words: frozenset[str]


@dataclass(slots=True)
class Context:
    """What stands around the sentence of a figure."""

    own: Parsed
    quantity: int
    """Index of the figure's own token in ``own.tokens``."""
    frames: Sequence[Frame] = ()
    previous: Parsed | None = None
    lead_in: Parsed | None = None
    headings: Sequence[Parsed] = ()
    sentence_words: frozenset[str] = field(default_factory=frozenset)
    said: Said = field(default_factory=lambda: Said({}))
    heading_words: frozenset[str] = field(default_factory=frozenset)


class Said(dict[tuple[str, ...], tuple[int, int]]):
    """How often a paper says the words of a piece, the most and the least of them: it is about what it says often.

    >>> Said({"library": 9, "visit": 2})["library", "visit"]
    (6, 2)
    """

    def __init__(self, counts: Mapping[str, int]) -> None:
        super().__init__()
        self.counts = counts

    def __missing__(self, words: tuple[str, ...]) -> tuple[int, int]:
        counts = [self.counts.get(word, 0) for word in words]
        told = self[words] = (min(6, max(counts)), min(4, min(counts))) if counts else (0, 0)
        return told


def offer(draft: Draft, context: Context) -> list[Option]:
    """Every piece on offer for a figure."""
    view = View(draft, context)
    options = [*_own(view), *_inherited(view), *_around(context)]
    said, headed = context.said, context.heading_words
    source = kind = ""
    shape: Sequence[Key] = ()
    for option in options:  # those of a source stand together
        if option.source != source:
            source = option.source
            kind, shape = source.partition(":")[0], view.shape(source)
        words = option.piece.words
        most, least = said[words]
        option.seen.append(("spoken", kind, most, least, not headed.isdisjoint(words)))
        option.shape = shape
    return options


class View:
    """A figure's place in its sentence, read once for all the pieces."""

    __slots__ = ("after", "anaphors", "at", "before", "context", "draft", "goes", "number", "role", "room", "unit")

    def __init__(self, draft: Draft, context: Context) -> None:
        self.draft, self.context = draft, context
        own, at = context.own, context.quantity
        self.at = at
        self.role, self.unit = draft.role, unit_class(draft.quantity.unit)
        self.after, self.before = own.links[at + 1], own.links[at - 1]
        self.room = rooms(context)
        self.number = min(own.kinds.count("Q", 0, at), 2)
        near = own.lowers[max(0, at - 4) : at + 4]
        self.anaphors = tuple([word for word in _ANAPHORS if word in near])
        self.goes = draft.antecedent is not None and draft.antecedent.sentence is not draft.sentence

    def shape(self, source: str) -> list[Key]:
        """What the figure's place is like: what stands right beside it, its unit and role."""
        pieces = min(len(self.context.own.pieces), 6) // 2
        return [
            ("shape_room", source, self.unit, self.role, self.room),
            ("shape_beside", source, self.after, self.before),
            ("shape_mood", source, self.number, pieces, self.anaphors, self.goes),
        ]


def rooms(context: Context) -> str:
    """How many pieces stand between the figure and its neighbours, to the left and to the right: "2|0"."""
    own, at = context.own, context.quantity
    kinds, firsts = own.kinds, own.firsts
    before = max(kinds.rfind("Q", 0, at), kinds.rfind(";", 0, at))
    after = min([found for mark in "Q;" if (found := kinds.find(mark, at + 1)) >= 0], default=len(kinds))
    here = bisect_left(firsts, at)
    left = here - bisect_right(firsts, before)
    right = bisect_left(firsts, after) - here
    return f"{min(left, 2)}|{min(right, 2)}"


def _is_part(context: Context) -> bool:
    """Whether "of these" or the like stands right beside the figure."""
    at = context.quantity
    beside = context.own.lowers[max(0, at - 4) : at + 3]
    return "of" in beside and any(first == "of" and second in _PARTS for first, second in pairwise(beside))


def _own(view: View) -> Iterator[Option]:
    own, at, frames = view.context.own, view.at, view.context.frames
    draft, unit, role, room, before, after = view.draft, view.unit, view.role, view.room, view.before, view.after
    kinds, links, marks = own.kinds, own.links, own.marks
    right = bisect_left(own.firsts, at)
    same = bool(frames) and frames[0].draft.sentence is draft.sentence
    used = frozenset().union(*(frame.words for frame in frames)) if frames and not same else frozenset[str]()
    start, end = draft.clause or (0, len(own.text) + draft.sentence.start)
    start, end = start - draft.sentence.start, end - draft.sentence.start
    shown = range(max(0, right - _RANKS), min(len(own.pieces), right + _RANKS))
    for index in shown:
        piece = own.pieces[index]
        first, last = piece.first, piece.last
        side, rank, low, high = (
            ("L", right - index, last, at) if index < right else ("R", index - right + 1, at + 1, first)
        )
        figures = kinds.count("Q", low, high)
        if figures > 3:
            continue
        place, near = _PLACES[side][rank], _NEARS[side][figures]
        keys: list[Key] = [
            ("own_place", place, near, unit, role),
            ("beside", side, near, links[first - 1], links[last], 2 if rank > 2 else rank),
            ("surroundings", place, near, after, before, room, start <= piece.start < end),
            ("own_traits", near, place if rank <= 2 else side, unit, piece.traits),
        ]
        if low < high:
            gap = " ".join(sorted(set(marks[low:high])))
            keys.append(("gap_between", side, near, 3 if rank > 3 else rank, gap))
        if first <= 1:
            keys.append(("opens", near, role))
        if same and frames[0].words:
            keys.append(("frame_shared", frames[0].words.issuperset(piece.words), room, near, role, before, after))
        elif used:
            keys.append(("used_before", used.issuperset(piece.words)))
        yield Option("own", own, piece, keys, index)


def _inherited(view: View) -> Iterator[Option]:
    """The pieces of the measures of earlier figures, where the sentence does not say them again."""
    context, draft = view.context, view.draft
    if not context.frames:
        return
    seen = set(context.sentence_words)
    part = _is_part(context)
    for order, frame in enumerate(context.frames[:2]):
        same = frame.draft.sentence is draft.sentence
        link = "same" if same else "on" if goes_on(draft.sentence, frame.draft.sentence) else "far"
        source = f"frame{order}:{link}"
        alike = unit_class(frame.draft.quantity.unit) == view.unit
        count = min(len(frame.parsed.pieces), 4)
        share = sum(word in context.sentence_words for other in frame.parsed.pieces for word in other.words)
        shared: list[Key] = [
            ("frame_place", source, view.room, view.role, alike, count, min(share, 3)),
            ("shape_beside", source + "|", view.after, view.before),
        ]
        for index, piece in enumerate(frame.parsed.pieces):
            if seen.issuperset(piece.words):
                continue
            keys = [*shared, ("traits_of", source, "frame", min(index, 3), piece.traits)]
            yield Option(source, frame.parsed, piece, keys, index, order == 0 and link != "far" and part)
        seen |= frame.words


def _around(context: Context) -> Iterator[Option]:
    seen = set(context.sentence_words)
    for frame in context.frames:
        seen |= frame.words
    heading = context.headings[-1] if context.headings else None
    for source, parsed, most in (
        ("head0", heading, 4),
        ("lead", context.lead_in, 4),
        ("prev", context.previous, _OFFERED_BEFORE),
    ):
        if parsed is None:
            continue
        count = len(parsed.pieces)
        for index, piece in enumerate(parsed.pieces[:most]):
            if seen.issuperset(piece.words):
                continue
            prior, following = parsed.links[piece.first - 1], parsed.links[piece.last]
            keys: list[Key] = [
                ("around", source, min(count - index, 3), min(count, 4), prior, following),
                ("traits_of", source, source, min(index, 3), piece.traits),
            ]
            yield Option(source, parsed, piece, keys, index)
            seen.update(piece.words)
