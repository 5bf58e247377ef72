"""What a text must hold for a pattern to match it: found in the pattern itself, so that no rule has to say it.

Most rules find nothing in most sentences, and Python's ``re`` takes microseconds to find nothing.  Whether a short
string stands in a text takes a twentieth of that.  ``needles_of`` reads from a pattern a few strings of which one must
be there; ``Sieve`` leaves out the patterns of a list that have none of theirs in a text.  Both only ever leave out what
cannot match: the result is the same, sooner.

Patterns are taken apart by the parser of ``re`` itself.  Where a Python has none under its usual name, or a pattern
holds what is not known here, nothing is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Any

try:
    from re import _constants, _parser  # type: ignore[attr-defined]
except ImportError:  # pragma: no cover - another Python
    _constants = _parser = None
codes: Any = _constants
parser: Any = _parser
MOST = 48
"""Needles of one pattern: more of them take longer than the pattern."""
_COMMON = frozenset(
    " the and of to in for that was is on with by at from it as be were are an a or this has have had not which will "
    "ing ed er re on al en es st nt ar te or co pr in it at ion ent ate per con com".split()
)
"""Strings that stand in most sentences."""
_REPEATS = frozenset() if codes is None else frozenset({codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT})

Strings = frozenset[str]
_Known = dict[int, Strings | None]
"""The strings that the branches of a pattern stand for, by identity: they are asked for at every depth."""
_NOTHING: Strings = frozenset(("",))


def folded(text: str) -> str:
    """A text in the form in which needles are looked for: what ``re.IGNORECASE`` takes for the same is the same.

    >>> folded("In May"), folded("\\u017fome \\u212am")
    ('in may', 'some km')
    """
    return text.lower() if text.isascii() else text.casefold().replace("ı", "i")


def lowered(text: str) -> str | None:
    """A text in small letters, each in the place that it has in the text; None where that cannot be.

    >>> lowered("In \u017fpring"), lowered("\u0130n")
    ('in spring', None)
    """
    low = text.lower()
    if not low.isascii():
        low = low.replace("ſ", "s").replace("ı", "i")  # ``re.IGNORECASE`` takes them for the same
    return low if len(low) == len(text) else None


@lru_cache(maxsize=4096)
def needles_of(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Strings of which at least one stands, folded, in every text that the pattern matches; () where none is known.

    >>> needles_of(re.compile(r"\\b(?:fewer|less) than (?:\\d+|the target)", re.I))
    ('less than ', 'fewer than ')
    >>> needles_of(re.compile(r"\\w+ed\\b|\\d+"))
    ()
    """
    if parser is None:
        return ()
    found = _best(_clauses(tree_of(pattern), {}))
    return tuple(sorted(_shortest(found), key=lambda needle: (-_commonness(needle), needle))) if found else ()


@lru_cache(maxsize=4)
def tree_of(pattern: re.Pattern[str]) -> tuple[tuple[Any, Any], ...]:
    """A pattern taken apart, as the parser of ``re`` has it.

    What asks for one asks again at once or never; to keep them all costs memory, and time whenever it is collected.
    """
    return tuple(parser.parse(pattern.pattern, pattern.flags))


class Sieve:
    """Patterns in their order, and for a text those of them that can match it.

    >>> sieve = Sieve([re.compile("agreed to"), re.compile("(?:will|would) be"), re.compile(r"\\d+%")])
    >>> sieve.left(folded("It would be 4%.")), sieve.left("all agreed to it")
    ([1, 2], [0])
    """

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        self._patterns = tuple(patterns)

    @cached_property
    def _always(self) -> int:
        """Patterns of which no needle is known, as the bits of a number."""
        return sum(1 << index for index, pattern in enumerate(self._patterns) if not needles_of(pattern))

    @cached_property
    def _by_needle(self) -> dict[str, int]:
        """The patterns that have a needle; found out for the first text, so that an import need not wait for it."""
        found: dict[str, int] = {}
        for index, pattern in enumerate(self._patterns):
            for needle in needles_of(pattern):
                found[needle] = found.get(needle, 0) | 1 << index
        return found

    def mask(self, text: str) -> int:
        """The patterns that can match a folded text, as the bits of a number."""
        mask = self._always
        for needle, bits in self._by_needle.items():
            if needle in text:
                mask |= bits
        return mask

    def left(self, text: str) -> list[int]:
        """The indices of the patterns that can match a folded text."""
        mask = self.mask(text)
        return [index for index in range(len(self._patterns)) if mask >> index & 1] if mask else []


class Guarded:
    """A pattern that is searched for only where one of its needles stands.

    >>> late = Guarded(re.compile(r"\\b(?:late|overdue) by \\d+"))
    >>> late.found_in("It was overdue by 4 days."), late.found_in("It was late again.")
    (True, False)
    """

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern = pattern

    @cached_property
    def needles(self) -> tuple[str, ...]:
        """The needles of the pattern."""
        return needles_of(self.pattern)

    def search(self, text: str, low: str | None = None) -> re.Match[str] | None:
        """What ``pattern.search`` finds; ``low`` is the text, or one that holds it, in folded form."""
        return self.pattern.search(text) if holds_any(folded(text) if low is None else low, self.needles) else None

    def found_in(self, text: str, low: str | None = None) -> bool:
        """Whether the pattern is found."""
        return self.search(text, low) is not None


def holds_any(text: str, needles: Iterable[str]) -> bool:
    """Whether one of the needles stands in the text; True where there are none to look for.

    >>> holds_any("so far", ("far", "near")), holds_any("so far", ("near",)), holds_any("so far", ())
    (True, False, True)
    """
    none = True
    for needle in needles:
        if needle in text:
            return True
        none = False
    return none


def places_of(needle: str, text: str) -> Iterator[int]:
    """Where a string stands in a text, from left to right.

    >>> list(places_of("an", "an annual plan"))
    [0, 3, 12]
    """
    at = text.find(needle)
    while at >= 0:
        yield at
        at = text.find(needle, at + 1)


@lru_cache(maxsize=4096)
def _commonness(needle: str) -> float:
    """About how many sentences hold the string, 0 to 1: long strings are rare, a space is not."""
    core = needle.strip(" ⟦⟧")
    if not core:
        return 0.97
    if core != needle.strip():
        return 0.04  # a word right beside the number that a setting is about
    if core in _COMMON:
        return 0.5 if " " in needle else 0.97
    if not core.isascii():
        return 0.05 * len(core)
    if len(core) == 1:
        return 0.97 if core.isalpha() or core in ".,-'" else 0.4 if core.isdigit() else 0.15
    return min(0.6, 1.6 / float(2 ** len(core))) + (0.0 if core.isalpha() else -0.01)


def _best(clauses: Iterable[Strings]) -> Strings | None:
    """Of the sets of which a text must hold one, the one that most texts hold none of."""
    weighed = [(cost, clause) for clause in clauses if clause and (cost := _cost(clause)) < 0.99]
    return min(weighed, key=lambda pair: pair[0])[1] if weighed else None


def _cost(clause: Strings) -> float:
    return sum(map(_commonness, clause)) + 0.02 * len(clause) if len(clause) <= MOST else 9.0


def _clauses(items: Any, known: _Known) -> Iterator[Strings]:
    """Sets of strings of which every match holds one: runs of literals, and what branches and groups must hold."""
    runs, tail = _NOTHING, ""
    for code, argument in _flat(items):
        if code is codes.AT:
            continue
        if code is codes.LITERAL:
            letter = folded(chr(argument))
            tail += letter
            if not "a" <= letter <= "z":  # a lone letter stands in nearly every text
                yield frozenset((letter,))
            continue
        runs, tail = _after(runs, tail), ""
        told = _literals(code, argument, known)
        yield from _told(runs)
        if told:
            yield _shortest(told)
            runs = _after_each(runs, told) if len(runs) * len(told) <= MOST else told
            continue
        runs = _NOTHING
        if code in _REPEATS and argument[0] > 0:
            yield from _clauses(argument[2], known)
        elif code is codes.BRANCH:
            best = [_best(_clauses(branch, known)) for branch in argument[1]]
            if all(best):
                yield frozenset().union(*(each for each in best if each))
        elif code is codes.ASSERT and argument[0] > 0:
            yield from _clauses(argument[1], known)
    yield from _told(_after(runs, tail))


def _flat(items: Any) -> Iterator[tuple[Any, Any]]:
    """The items with plain groups taken apart."""
    for item in getattr(items, "data", items):  # several times as fast as through the parser's own class
        if item[0] is codes.SUBPATTERN:
            yield from _flat(item[1][3])
        elif item[0] is codes.ATOMIC_GROUP:
            yield from _flat(item[1])
        else:
            yield item


def _after(runs: Strings, tail: str) -> Strings:
    return frozenset([run + tail for run in runs]) if tail else runs


def _after_each(runs: Strings, told: Strings) -> Strings:
    return frozenset([run + letter for run in runs for letter in told])


def _literals(code: Any, argument: Any, known: _Known) -> Strings | None:
    """The strings that a set or branch stands for, where they are few: a small set of letters, a list of words."""
    if code is codes.IN and len(argument) <= 8 and all(kind is codes.LITERAL for kind, _ in argument):
        return frozenset(folded(chr(letter)) for _, letter in argument)
    if code is not codes.BRANCH:
        return None
    if id(argument) not in known:
        known[id(argument)] = _of_branches(argument[1], known)
    return known[id(argument)]


def _of_branches(branches: Any, known: _Known) -> Strings | None:
    told: set[str] = set()
    for branch in branches:
        strings = _strings(branch, known)
        if not strings or "" in strings:
            return None
        told |= strings
    return frozenset(told) if len(told) <= MOST else None


def _strings(items: Any, known: _Known) -> Strings | None:
    """The strings that a whole branch stands for, or None where it is more than literals."""
    runs, tail = _NOTHING, ""
    for code, argument in _flat(items):
        if code is codes.LITERAL:
            tail += folded(chr(argument))
            continue
        told = _literals(code, argument, known)
        if told is None or len(runs) * len(told) > MOST:
            return None
        runs, tail = _after_each(_after(runs, tail), told), ""
    return _after(runs, tail)


def _told(runs: Strings) -> Iterator[Strings]:
    """The runs as needles, where none is empty."""
    if "" not in runs:
        yield _shortest(runs)


def _shortest(needles: Strings) -> Strings:
    """The needles without those that hold another one."""
    if len(needles) == 1:
        return needles
    return frozenset(each for each in needles if not any(other in each and other != each for other in needles))
