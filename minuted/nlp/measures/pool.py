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
from minuted.nlp.measures.words import Parsed, Piece, Token
from minuted.nlp.reading import Draft
from minuted.nlp.roles import unit_class

_LINKS = frozenset(
    "of in on for to by with at from per within under over after before between among through against as than "
    "and or but which who "
    "that where while the a an our , ; : ( ) . - – — / | is are was were been be has have had will would not".split()
)

_PARTS = frozenset("these those them which whom".split())


@dataclass(slots=True)
class Option:
    """One piece on offer: where it comes from and its features."""

    source: str
    parsed: Parsed
    piece: Piece
    features: list[str]
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
    shape = list(_shape(draft, context))
    options = [*_own(draft, context), *_inherited(draft, context), *_around(context)]
    shapes: dict[str, list[str]] = {}
    for option in options:
        source = option.source
        option.features.extend(_topical(source.partition(":")[0], option.piece, context))
        if source not in shapes:
            shapes[source] = [f"{source}&{name}" for name in shape]
        option.features.extend(shapes[source])
    return options


def _topical(source: str, piece: Piece, context: Context) -> Iterator[str]:
    """How much the paper as a whole speaks of the piece."""
    counts = [context.counts.get(word, 0) for word in piece.words]
    most, least = (min(6, max(counts)), min(4, min(counts))) if counts else (0, 0)
    yield f"said:{most}"
    yield f"{source}:said:{most}"
    yield f"{source}:least:{least}"
    if any(word in context.heading_words for word in piece.words):
        yield "in_heading"
        yield f"{source}:in_heading"


def _word(token: Token) -> str:
    if token.kind in ("W", "N", "Q", "P", "A"):
        return token.kind
    lower = token.text.lower()
    return lower if lower in _LINKS else token.kind


def _at(parsed: Parsed, index: int) -> str:
    return _word(parsed.tokens[index]) if 0 <= index < len(parsed.tokens) else "END"


def _shape(draft: Draft, context: Context) -> Iterator[str]:
    """What the figure's place is like: what stands right beside it, its unit and role."""
    own, at = context.own, context.quantity
    yield f"u:{unit_class(draft.quantity.unit)}"
    yield f"r:{draft.role}"
    yield f"after:{_at(own, at + 1)}"
    yield f"before:{_at(own, at - 1)}"
    number = sum(token.kind == "Q" for token in own.tokens[:at])
    yield f"nth:{min(number, 2)}"
    yield f"pieces:{min(len(own.pieces), 6) // 2}"
    room = rooms(context)
    beside = {token.text.lower() for token in own.tokens[max(0, at - 4) : at + 4]}
    for word in ("these", "those", "them", "whom", "which", "this", "it"):
        if word in beside:
            yield f"anaphor:{word}"
            yield "anaphor"
    yield f"room:{room}"
    yield f"room:{room}:role:{draft.role}"
    if draft.antecedent is not None and draft.antecedent.sentence is not draft.sentence:
        yield "goes_on"


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
    beside = [token.text.lower() for token in tokens[max(0, at - 4) : at + 3]]
    return any(first == "of" and second in _PARTS for first, second in pairwise(beside))


def _own(draft: Draft, context: Context) -> Iterator[Option]:
    own, at = context.own, context.quantity
    unit, room = unit_class(draft.quantity.unit), rooms(context)
    right = sum(1 for piece in own.pieces if piece.first < at)
    clause = draft.clause or (draft.sentence.start, draft.sentence.end)
    offset = draft.sentence.start
    frame = (
        context.frames[0].words
        if context.frames and context.frames[0].draft.sentence is draft.sentence
        else frozenset()
    )
    used: frozenset[str] = frozenset().union(*(f.words for f in context.frames)) if context.frames else frozenset()
    for index, piece in enumerate(own.pieces):
        side = "L" if index < right else "R"
        rank = right - index if side == "L" else index - right + 1
        gap = own.tokens[piece.last : at] if side == "L" else own.tokens[at + 1 : piece.first]
        kinds = {token.kind for token in gap}
        figures = sum(token.kind == "Q" for token in gap)
        small = {token.text.lower() for token in gap if token.kind in "FB"}
        if figures > 3 or rank > 9:
            continue
        place = f"{side}{min(rank, 6)}"
        near = f"{side}q{min(figures, 2)}"
        prior, following = _at(own, piece.first - 1), _at(own, piece.last)
        inside = clause[0] <= offset + piece.start < clause[1]
        names = [
            f"own:{place}",
            f"own:{near}",
            f"own:{place}:{near}",
            f"own:{place}:u:{unit}",
            f"own:{near}:u:{unit}",
            f"own:{side}:prior:{prior}",
            f"own:{side}:next:{following}",
            f"own:{near}:prior:{prior}:{min(rank, 2)}",
            f"own:{near}:next:{following}:{min(rank, 2)}",
            f"own:{near}:clause:{inside}",
            f"own:{near}:role:{draft.role}",
            f"own:{place}:after:{_at(own, at + 1)}",
            f"own:{place}:before:{_at(own, at - 1)}",
            f"own:{place}:role:{draft.role}",
        ]
        names += [
            f"own:{near}:has:{mark}" for mark in ("B", ",", ";", "(", ")", ":", "P", "A", "-", "–") if mark in kinds
        ]
        names += [
            f"own:{near}:has:{word}" for word in ("and", "but", "which", "who", "of", "that", "than") if word in small
        ]
        names += [f"own:{near}:room:{room}", f"own:{place}:room:{room}"]
        if "." in kinds:
            names.append("own:stop")
        if piece.first <= 1:
            names += ["own:begins", f"own:begins:{near}", f"own:begins:role:{draft.role}"]
        for trait in piece.traits:
            names += [
                f"t:{trait}",
                f"own:{near}:t:{trait}",
                f"own:{place}:t:{trait}" if rank <= 2 else f"own:{side}:t:{trait}",
            ]
            names.append(f"u:{unit}:t:{trait}")
        if frame:
            shared = all(word in frame for word in piece.words)
            names += [
                f"own:frame:{shared}:room:{room}",
                f"own:frame:{shared}",
                f"own:frame:{shared}:{near}",
                f"own:frame:{shared}:role:{draft.role}",
                f"own:frame:{shared}:before:{_at(own, at - 1)}",
                f"own:frame:{shared}:after:{_at(own, at + 1)}",
            ]
        elif used:
            names.append(f"own:used:{all(word in used for word in piece.words)}")
        yield Option("own", own, piece, names, index)


def _inherited(draft: Draft, context: Context) -> Iterator[Option]:
    """The pieces of the measures of earlier figures, where the sentence does not say them again."""
    seen = set(context.sentence_words)
    part = _is_part(context)
    for order, frame in enumerate(context.frames[:3]):
        same = frame.draft.sentence is draft.sentence
        link = "same" if same else "on" if goes_on(draft.sentence, frame.draft.sentence) else "far"
        source = f"frame{order}:{link}"
        alike = unit_class(frame.draft.quantity.unit) == unit_class(draft.quantity.unit)
        share = sum(word in context.sentence_words for other in frame.parsed.pieces for word in other.words)
        room = rooms(context)
        for index, piece in enumerate(frame.parsed.pieces):
            if all(word in seen for word in piece.words):
                continue
            names = [
                source,
                f"{source}:room:{room}:{draft.role}",
                f"{source}:alike:{alike}",
                f"{source}:role:{draft.role}",
                f"{source}:i{min(index, 3)}",
                f"{source}:n{min(len(frame.parsed.pieces), 4)}",
                f"{source}:share:{min(share, 3)}",
                f"{source}:after:{_at(context.own, context.quantity + 1)}",
                f"{source}:before:{_at(context.own, context.quantity - 1)}",
            ]
            names += [f"frame:t:{trait}" for trait in piece.traits]
            yield Option(source, frame.parsed, piece, names, index, order == 0 and link != "far" and part)
        seen |= frame.words


def _around(context: Context) -> Iterator[Option]:
    seen = set(context.sentence_words)
    for frame in context.frames:
        seen |= frame.words
    texts = [("lead", context.lead_in), *((f"head{i}", h) for i, h in enumerate(reversed(context.headings)) if i < 2)]
    texts.append(("prev", context.previous))
    for source, parsed in texts:
        if parsed is None:
            continue
        count = len(parsed.pieces)
        for index, piece in enumerate(parsed.pieces[:8]):
            if all(word in seen for word in piece.words):
                continue
            names = [
                source,
                f"{source}:i{min(index, 3)}",
                f"{source}:z{min(count - index, 3)}",
                f"{source}:n{min(count, 4)}",
                f"{source}:prior:{_at(parsed, piece.first - 1)}",
                f"{source}:next:{_at(parsed, piece.last)}",
            ]
            names += [f"{source}:t:{trait}" for trait in piece.traits]
            yield Option(source, parsed, piece, names, index)
            seen |= set(piece.words)
