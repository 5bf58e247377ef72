"""Choose the pieces of a measure and put them together as words that a person can read.

Each piece has a chance to belong to the measure.  The set that is expected to overlap best with the measure is taken
(the most likely pieces, as long as each raises the expected F1 of words), then said in the order of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from minuted.nlp.measures.pool import Option
from minuted.nlp.measures.words import AUXILIARIES, PREPOSITIONS, Parsed

_HANDED_ON = 0.8
"""The least chance of a piece of the figure before, where the sentence says "of these"."""
_DROPPED = AUXILIARIES | {
    "that",
    "which",
    "who",
    "there",
    "only",
    "just",
    "also",
    "still",
    "now",
    "currently",
    "already",
}
_EDGE = re.compile(r"^[\s,;:.()–—-]+|[\s,;:.(–—-]+$")
_SPACES = re.compile(r"\s+")


def choose(options: Sequence[Option], chances: npt.NDArray[np.float64]) -> tuple[list[int], float]:
    """The options to take, and the F1 of words that is expected of them."""
    sizes = np.array([len(option.piece.words) for option in options], dtype=np.float64)
    chances = np.where([option.handed_on for option in options], np.maximum(chances, _HANDED_ON), chances)
    mass = chances * sizes
    order = np.argsort(-chances, kind="stable")
    told = np.cumsum(mass[order])
    taken = np.cumsum(sizes[order])
    expected = 2 * told / (taken + mass.sum() + 0.15)
    best = int(expected.argmax())
    return sorted(int(index) for index in order[: best + 1]), float(expected[best])


def say(options: Sequence[Option], quantity: int) -> str:
    """The chosen pieces as one phrase; ``quantity`` is the index of the figure's token in its own sentence."""
    own = [option for option in options if option.source == "own"]
    left = _runs([option for option in own if option.piece.first < quantity])
    right = _runs([option for option in own if option.piece.first > quantity])
    frames = _runs([option for option in options if option.source.startswith("frame")])
    around = _runs([option for option in options if not option.source.startswith(("own", "frame"))])
    direct = bool(right) and _is_direct(own, quantity)
    main = _order(left, right, direct)
    told = (
        " ".join(part for part in (", ".join(frames), main) if part)
        if frames and not direct
        else ", ".join(part for part in (main, ", ".join(frames)) if part)
    )
    return _tidy(", ".join(part for part in (told, *around) if part))


def _is_direct(own: Sequence[Option], quantity: int) -> bool:
    """Whether the thing counted follows the figure at once: "2,846 contacts"."""
    first = next(option for option in own if option.piece.first > quantity)
    between = first.parsed.tokens[quantity + 1 : first.piece.first]
    return (
        all(token.text.lower() in ("of", "the", "our", "these", "") for token in between)
        and first.parsed.text[first.piece.end - 2 : first.piece.end] != "ed"
    )


def _order(left: list[str], right: list[str], direct: bool) -> str:
    if direct and left:
        verb = re.fullmatch(r"(.+) (\w+ed)", left[-1])
        if verb and len(left) == 1:
            return f"{' '.join(right)} {verb[2]} by {verb[1]}"
        return ", ".join((" ".join(right), " ".join(left)))
    return " ".join((*left, *right))


def _runs(options: Sequence[Option]) -> list[str]:
    """Neighbouring pieces said with the small words between them."""
    runs: list[str] = []
    before: Option | None = None
    for option in options:
        text = _words(option.parsed, option.piece.first, option.piece.last)
        link = _link(before, option)
        if link is None:
            runs.append((_preposition(option) if runs else "") + text)
        else:
            runs[-1] = f"{runs[-1]}{link}{text}"
        before = option
    return runs


def _words(parsed: Parsed, first: int, last: int) -> str:
    return parsed.text[parsed.tokens[first].start : parsed.tokens[last - 1].end]


def _preposition(option: Option) -> str:
    at = option.piece.first - 1
    while at >= 0 and option.parsed.tokens[at].text.lower() in ("the", "a", "an", "our", "their", "its"):
        at -= 1
    word = option.parsed.tokens[at].text.lower() if at >= 0 else ""
    return f"{word} " if word in PREPOSITIONS else ""


def _link(before: Option | None, option: Option) -> str | None:
    """What to say between two pieces that stand side by side; None where they do not."""
    if before is None or before.parsed is not option.parsed or before.source != option.source:
        return None
    between = option.parsed.tokens[before.piece.last : option.piece.first]
    if before.index + 1 != option.index or any(token.kind in ("Q", ";", ".", ":") for token in between):
        return None
    kept = [token.text for token in between if token.kind not in "PA" and token.text.lower() not in _DROPPED]
    while kept and kept[0] in ("(", ")") and len(kept) > 1:
        kept = kept[1:]
    said = " ".join(kept)
    return f" {said} " if said and said not in ",()" else " (" if said == "(" else ", " if said == "," else " "


def _tidy(text: str) -> str:
    text = _SPACES.sub(" ", text).replace(" ,", ",").replace("( ", "(").replace(" )", ")").replace(" / ", "/")
    if text.count("(") != text.count(")"):
        text = text.replace("(", "").replace(")", "")
    return _EDGE.sub("", _SPACES.sub(" ", text))
