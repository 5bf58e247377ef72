"""The pattern of every rule on the worst text that can be made for it.

    python -m bench.patterns [--characters 100000] [--seconds 2] [PART ...]

Rules are found where they stand, in the registries of ``minuted.nlp``.  The texts are made from the pattern itself:
what it matches, and the beginnings of what it matches, again and again without the end that it waits for; and runs of
digits, letters, spaces, quotes and line breaks.  Each is searched to its end within a limit of processor time.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import re
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, is_dataclass
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import FrameType
from typing import Any

import minuted

RUNS = (
    "1", "1 ", "1,", "1.", "12 March ", "a", "a ", "A", "The ", "and ", " ", "\n", "\t", "\"", "'", "(", "£", "£1",
    "1%", "-", "1-", "ab\n", "of the ", "⟦", "⟦n⟧ ", "one hundred and ", ".", ". ", "1 per ", "<", "\u00a0",
)  # fmt: skip


class TooSlow(BaseException):
    """The limit is over; raised by the alarm inside the search, which looks for signals as it goes."""


@dataclass(frozen=True)
class Slow:
    """A pattern that was not through its text in time."""

    where: str
    pattern: str
    piece: str


def patterns(part: str = "minuted.nlp") -> dict[tuple[str, int], str]:
    """The pattern (source, flags) of every rule below the package ``part``, and where the rule stands."""
    found: dict[tuple[str, int], str] = {}
    for module in _modules(part):
        for name, value in vars(module).items():
            for rule, pattern in _rules(value, 0):
                found.setdefault((pattern.pattern, pattern.flags), f"{module.__name__}.{name}: {rule}")
    return found


def _modules(part: str) -> Iterator[Any]:
    for told in pkgutil.walk_packages(minuted.__path__, "minuted."):
        if told.name.startswith(part) and not told.name.endswith("__main__"):
            yield importlib.import_module(told.name)


def _rules(value: Any, depth: int) -> Iterator[tuple[str, re.Pattern[str]]]:
    """The rules in a value (itself, or in tuples and mappings of rules): their names and patterns."""
    if is_dataclass(value) and not isinstance(value, type):
        pattern = getattr(value, "pattern", None)
        if isinstance(pattern, re.Pattern):
            yield str(getattr(value, "name", getattr(value, "role", "?"))), pattern
    elif depth < 3 and isinstance(value, tuple | list | frozenset | dict):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _rules(each, depth + 1)


def texts(source: str, flags: int, characters: int) -> Iterator[tuple[str, str]]:
    """(the piece, its repetition up to so many ``characters``): the worst that can be made from a pattern."""
    sample = _sample(parser.parse(source, flags))
    pieces = dict.fromkeys([sample, sample[:-1], sample[: len(sample) * 2 // 3], sample[: len(sample) // 3], *RUNS])
    for piece in pieces:
        if piece:
            yield piece, piece * (characters // len(piece))


def _sample(tree: Any) -> str:
    """A text that the pattern matches, or nearly: the first branch, each repeat once or as often as it must."""
    return "".join(_piece(code, argument) for code, argument in tree)[:400]


def _piece(code: Any, argument: Any) -> str:
    if code is codes.LITERAL:
        return chr(argument)
    if code is codes.NOT_LITERAL or code is codes.ANY:
        return "x"
    if code is codes.IN:
        return _member(argument)
    if code is codes.BRANCH:
        return _sample(argument[1][0])
    if code is codes.SUBPATTERN:
        return _sample(argument[3])
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        least, _, tree = argument
        return _sample(tree) * max(1, min(int(least), 20))
    if code is codes.ATOMIC_GROUP:
        return _sample(argument)
    return ""


def _member(told: Any) -> str:
    code, argument = told[0]
    if code is codes.NEGATE:
        return "x"
    if code is codes.LITERAL:
        return chr(argument)
    if code is codes.RANGE:
        return chr(argument[0])
    return {codes.CATEGORY_DIGIT: "1", codes.CATEGORY_SPACE: " ", codes.CATEGORY_WORD: "a"}.get(argument, "-")


def slow_patterns(part: str, characters: int, seconds: float) -> Iterator[Slow]:
    """The patterns of ``part`` that need more than so many seconds for one of their texts."""
    for (source, flags), where in patterns(part).items():
        compiled = re.compile(source, flags)
        for piece, text in texts(source, flags, characters):
            if not within(compiled, text, seconds):
                yield Slow(where, source, piece)
                break


def within(pattern: re.Pattern[str], text: str, seconds: float) -> bool:
    """Whether every match in the text is found in so many seconds of processor time."""

    def over(_: int, __: FrameType | None) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGVTALRM, over)
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
        for _ in pattern.finditer(text):
            pass
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        return True
    except TooSlow:
        return False
    finally:
        signal.signal(signal.SIGVTALRM, before)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    options.add_argument("parts", nargs="*", default=["minuted.nlp"])
    options.add_argument("--characters", type=int, default=100_000)
    options.add_argument("--seconds", type=float, default=2.0)
    told = options.parse_args()
    begun, slow, number = time.monotonic(), 0, 0
    for part in told.parts:
        number += len(patterns(part))
        for found in slow_patterns(part, told.characters, told.seconds):
            slow += 1
            print(f"{found.where}: on {found.piece[:60]!r}: {found.pattern[:100]!r}", flush=True)
    print(f"{number} patterns, {slow} slow, {time.monotonic() - begun:.0f} s")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
