"""The pieces that a figure's measure may be put together from, each with the features that the ranker sees.

They come from the figure's own sentence, the measure of the figures it goes on from, the sentence before, the list's
lead-in and the headings.  What counts is where a piece stands and what stands between it and the figure, not which
words it is made of: so the weights hold for topics and councils that were never seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from minuted.nlp.clauses import goes_on
from minuted.nlp.measures.features import (
    Key,
    around,
    beside,
    frame_place,
    frame_shared,
    gap_between,
    opens,
    own_place,
    own_traits,
    shape_beside,
    shape_mood,
    shape_room,
    spoken,
    surroundings,
    traits_of,
    used_before,
)
from minuted.nlp.measures.words import Parsed, Piece, Token
from minuted.nlp.reading import Draft
from minuted.nlp.roles import unit_class

_LINKS = frozenset(
    "of in on for to by with at from per within under over after before between among through against as than "
    "and or but which who "
    "that where while the a an our , ; : ( ) . - – — / | is are was were been be has have had will would not".split()
)

_NAMED = frozenset("WNQPA")
"""Kinds of token that say more than their words."""
_ANAPHORS = ("these", "those", "them", "whom", "which", "this", "it")
_GAP_MARKS = frozenset(("B", ",", ";", "(", ")", ":", "P", "A", "-", "–", "."))
_GAP_WORDS = frozenset(("and", "but", "which", "who", "of", "that", "than"))
_PARTS = frozenset("these those them which whom".split())


@dataclass(slots=True)
class Option:
    """One piece on offer: where it comes from and its features."""

    source: str
    parsed: Parsed
    piece: Piece
    keys: list[Key]
    """What the ranker sees of it, as keys of ``features.names_of``."""
    index: int = 0
    """Its number among the pieces of its text."""
    handed_on: bool = False
    """True where the sentence says that it counts a part of the figure before: "of these, 14"."""


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
    counts: Mapping[str, int] = field(default_factory=dict)
    """How often the paper says each content word: what it says often is what it is about."""
    heading_words: frozenset[str] = field(default_factory=frozenset)


def offer(draft: Draft, context: Context) -> list[Option]:
    """Every piece on offer for a figure."""
    view = View(draft, context)
    options = [*_own(view), *_inherited(view), *_around(context)]
    shapes: dict[str, list[Key]] = {}
    for option in options:
        source = option.source
        option.keys.append(_topical(source.partition(":")[0], option.piece, context))
        if source not in shapes:
            shapes[source] = _shape(view, source)
        option.keys.extend(shapes[source])
    return options


class View:
    """A figure's place in its sentence, read once for all the pieces."""

    __slots__ = ("after", "at", "before", "context", "draft", "figures", "role", "room", "unit")

    def __init__(self, draft: Draft, context: Context) -> None:
        self.draft, self.context = draft, context
        self.at = at = context.quantity
        self.role, self.unit = draft.role, unit_class(draft.quantity.unit)
        self.after, self.before = _at(context.own, at + 1), _at(context.own, at - 1)
        self.figures = [index for index, token in enumerate(context.own.tokens) if token.kind == "Q"]
        self.room = rooms(context)


def _topical(source: str, piece: Piece, context: Context) -> Key:
    """How much the paper as a whole speaks of the piece."""
    get = context.counts.get
    counts = [get(word, 0) for word in piece.words]
    most, least = (min(6, max(counts)), min(4, min(counts))) if counts else (0, 0)
    return spoken, source, most, least, not context.heading_words.isdisjoint(piece.words)


def _word(token: Token) -> str:
    return token.kind if token.kind in _NAMED or token.lower not in _LINKS else token.lower


def _at(parsed: Parsed, index: int) -> str:
    return _word(parsed.tokens[index]) if 0 <= index < len(parsed.tokens) else "END"


def _shape(view: View, source: str) -> list[Key]:
    """What the figure's place is like: what stands right beside it, its unit and role."""
    own, at, draft = view.context.own, view.at, view.draft
    number = sum(index < at for index in view.figures)
    near = {token.lower for token in own.tokens[max(0, at - 4) : at + 4]}
    anaphors = tuple([word for word in _ANAPHORS if word in near])
    goes = draft.antecedent is not None and draft.antecedent.sentence is not draft.sentence
    return [
        (shape_room, source, view.unit, view.role, view.room),
        (shape_beside, source, view.after, view.before),
        (shape_mood, source, min(number, 2), min(len(own.pieces), 6) // 2, anaphors, goes),
    ]


def rooms(context: Context) -> str:
    """How many pieces stand between the figure and its neighbours, to the left and to the right: "2|0"."""
    own, at = context.own, context.quantity
    figures = [index for index, token in enumerate(own.tokens) if token.kind in ("Q", ";")]
    before = max((index for index in figures if index < at), default=-1)
    after = min((index for index in figures if index > at), default=len(own.tokens))
    left = sum(before < piece.first < at for piece in own.pieces)
    right = sum(at < piece.first < after for piece in own.pieces)
    return f"{min(left, 2)}|{min(right, 2)}"


def _is_part(context: Context) -> bool:
    """Whether "of these" or the like stands right beside the figure."""
    tokens, at = context.own.tokens, context.quantity
    beside = [token.lower for token in tokens[max(0, at - 4) : at + 3]]
    return any(first == "of" and second in _PARTS for first, second in pairwise(beside))


def _own(view: View) -> Iterator[Option]:
    own, at, frames = view.context.own, view.at, view.context.frames
    right = sum(1 for piece in own.pieces if piece.first < at)
    same = bool(frames) and frames[0].draft.sentence is view.draft.sentence
    used = frozenset().union(*(frame.words for frame in frames)) if frames and not same else frozenset[str]()
    for index, piece in enumerate(own.pieces):
        side, rank = ("L", right - index) if index < right else ("R", index - right + 1)
        gap = own.tokens[piece.last : at] if side == "L" else own.tokens[at + 1 : piece.first]
        figures = sum(token.kind == "Q" for token in gap)
        if figures > 3 or rank > 9:
            continue
        keys = _own_keys(view, piece, side, rank, f"{side}q{min(figures, 2)}", gap)
        if same and frames[0].words:
            shared = frames[0].words.issuperset(piece.words)
            near = f"{side}q{min(figures, 2)}"
            keys.append((frame_shared, shared, view.room, near, view.role, view.before, view.after))
        elif used:
            keys.append((used_before, used.issuperset(piece.words)))
        yield Option("own", own, piece, keys, index)


def _own_keys(view: View, piece: Piece, side: str, rank: int, near: str, gap: Sequence[Token]) -> list[Key]:
    """What is seen of a piece of the figure's own sentence."""
    draft, own = view.draft, view.context.own
    place = f"{side}{min(rank, 6)}"
    start = draft.sentence.start + piece.start
    clause = draft.clause
    inside = clause is None or clause[0] <= start < clause[1]
    keys: list[Key] = [
        (own_place, place, near, view.unit, view.role),
        (beside, side, near, _at(own, piece.first - 1), _at(own, piece.last), min(rank, 2)),
        (surroundings, place, near, view.after, view.before, view.room, inside),
        (own_traits, near, place if rank <= 2 else side, view.unit, piece.traits),
    ]
    if gap:
        marks = frozenset([token.kind for token in gap]) & _GAP_MARKS
        words = frozenset([token.lower for token in gap if token.kind in "FB"]) & _GAP_WORDS
        keys.append((gap_between, side, near, min(rank, 3), marks | words))
    if piece.first <= 1:
        keys.append((opens, near, view.role))
    return keys


def _inherited(view: View) -> Iterator[Option]:
    """The pieces of the measures of earlier figures, where the sentence does not say them again."""
    context, draft = view.context, view.draft
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
            (frame_place, source, view.room, view.role, alike, count, min(share, 3)),
            (shape_beside, source + "|", view.after, view.before),
        ]
        for index, piece in enumerate(frame.parsed.pieces):
            if seen.issuperset(piece.words):
                continue
            keys = [*shared, (traits_of, source, "frame", min(index, 3), piece.traits)]
            yield Option(source, frame.parsed, piece, keys, index, order == 0 and link != "far" and part)
        seen |= frame.words


def _around(context: Context) -> Iterator[Option]:
    seen = set(context.sentence_words)
    for frame in context.frames:
        seen |= frame.words
    heading = context.headings[-1] if context.headings else None
    for source, parsed, most in (("head0", heading, 4), ("lead", context.lead_in, 4), ("prev", context.previous, 3)):
        if parsed is None:
            continue
        count = len(parsed.pieces)
        for index, piece in enumerate(parsed.pieces[:most]):
            if seen.issuperset(piece.words):
                continue
            prior, following = _at(parsed, piece.first - 1), _at(parsed, piece.last)
            keys: list[Key] = [
                (around, source, min(count - index, 3), min(count, 4), prior, following),
                (traits_of, source, source, min(index, 3), piece.traits),
            ]
            yield Option(source, parsed, piece, keys, index)
            seen |= set(piece.words)
