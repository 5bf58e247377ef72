"""Where patterns can begin: each is tried only at the words that it can begin with.

``finditer`` tries a pattern at every character of a text.  Nearly all patterns for dates, times and periods begin with
a word or number of a few kinds ("Jan", "since", a digit): a text is cut into words once, and each word names the
patterns to try there.  What is found is what ``finditer`` finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from minuted.nlp.needles import Sieve, codes, folded, parser, tree_of

MOST = 400
"""Beginnings of one pattern, beyond which it is searched for in the plain way."""
KNOWN_WORDS = 50_000
"""Words that are remembered with the patterns that can begin with them."""
_ANY_DIGIT = "#"
Tries = tuple[tuple[int, int], ...]
"""What to try at a word: which pattern, and how many characters into the word."""


@dataclass(frozen=True, slots=True, order=True)
class Start:
    """What a match begins with: letters, digits ("#" is any) or one mark."""

    told: str
    exact: bool
    """Whether the word or number ends with it: "May", but not "Mayor"."""
    whole: bool
    """Whether the word or number begins with it; a pattern that does not look back finds "end" in "weekend" too."""
    cased: bool
    """Whether capitals count; where they do not, ``told`` is folded."""

    def offsets(self, word: str) -> Iterable[int]:
        """Where in a word a match can begin.

        >>> [list(Start(told, True, False, False).offsets("weekend")) for told in ("end", "week", "weekend")]
        [[4], [], [0]]
        >>> [list(Start(*each).offsets("2021")) for each in (("20##", True, True, False), ("2#", False, False, False))]
        [[0], [0, 2]]
        """
        form = word if self.cased else folded(word)
        if len(form) != len(word):  # folding may lengthen a word ("ß"): then anywhere
            return range(len(word))
        size, rest = len(self.told), len(form) - len(self.told)
        if self.whole:
            fits = (rest == 0 or (rest > 0 and not self.exact)) and _alike(form[:size], self.told)
            return (0,) if fits else ()
        places = range(rest + 1) if not self.exact else (rest,) if rest >= 0 else ()
        return [at for at in places if _alike(form[at : at + size], self.told)]


def _alike(form: str, told: str) -> bool:
    if form == told:
        return True
    if _ANY_DIGIT not in told or len(form) != len(told):
        return False
    return all(one == other or (other == _ANY_DIGIT and one.isdecimal()) for one, other in zip(form, told, strict=True))


_NO_STARTS: dict[Start, list[int]] = {}


class Starts:
    """Patterns, and all that they match in a text.

    >>> starts = Starts([re.compile(r"\\bsince (?:May|June)\\b"), re.compile(r"(?<!\\d)\\d+%")])
    >>> [(index, match[0]) for index, match in starts.matches("15% since May, not 15 since July")]
    [(1, '15%'), (0, 'since May')]
    """

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        self._patterns = tuple(patterns)
        self._match = [pattern.match for pattern in patterns]
        self._needles = Sieve(patterns)
        self._words: dict[tuple[str, bool, bool], list[int]] = {}
        """Patterns by the word, or beginning of a word, that they begin with: (letters, exact, cased)."""
        self._sizes: dict[bool, set[int]] = {True: set(), False: set()}
        """How long those beginnings are, where capitals count and where not."""
        self._numbers: dict[tuple[int, str], dict[Start, list[int]]] = {}
        """Those by a number: by its length, where it ends there (else 0), and its first digit."""
        self._inner: list[tuple[str, Start, int]] = []
        self._known: dict[str, Tries] = {}
        found = [starts_of(pattern) for pattern in patterns]
        self._plain = [index for index, starts in enumerate(found) if starts is None]
        for index, starts in enumerate(found):
            for start in sorted(starts or ()):
                self._list(start, index)
        marks = "".join(sorted({told for told, _, _ in self._words if _kind(told) == "mark"}))
        self._token = re.compile(r"[^\W\d]+|\d+" + (f"|[{re.escape(marks)}]" if marks else ""))

    def _list(self, start: Start, index: int) -> None:
        if _kind(start.told) == "digit":
            key = (len(start.told) if start.exact and start.whole else 0, start.told[0] if start.whole else _ANY_DIGIT)
            self._numbers.setdefault(key, {}).setdefault(start, []).append(index)
        elif not start.whole:
            self._inner.append((folded(start.told), start, index))
        else:
            self._words.setdefault((start.told, start.exact, start.cased), []).append(index)
            if not start.exact:
                self._sizes[start.cased].add(len(start.told))

    def matches(self, text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, re.Match[str]]]:
        """What each pattern's ``finditer`` finds between two places, with the pattern's index; in no settled order."""
        end = len(text) if end is None else end
        known, match_at, never = self._known.get, self._match, end + 1
        possible = self._needles.mask(folded(text[start:end]))
        past = [start if possible >> index & 1 else never for index in range(len(match_at))]
        for token in self._token.finditer(text, start, end):
            tries = known(token[0])
            if tries is None:
                tries = self._tries(token[0])
            for index, offset in tries:
                at = token.start() + offset
                if past[index] <= at and (match := match_at[index](text, at, end)):
                    past[index] = match.end()
                    yield index, match
        for index in self._plain:
            if past[index] == start:
                for match in self._patterns[index].finditer(text, start, end):
                    yield index, match

    def _tries(self, word: str) -> Tries:
        """What can begin at or in a word, number or mark."""
        if word[0].isdecimal():
            told = set(self._in_number(word))
        else:
            low = folded(word)
            told = {(index, 0) for index in self._beginning(word, low)}
            for letters, start, index in self._inner:
                if letters in low:
                    told |= {(index, offset) for offset in start.offsets(word)}
        if len(self._known) > KNOWN_WORDS:
            self._known.clear()
        self._known[word] = tries = tuple(sorted(told, key=_by_place)) if told else ()
        return tries

    def _in_number(self, word: str) -> Iterator[tuple[int, int]]:
        for size in (0, len(word)):
            for first in (word[0], _ANY_DIGIT):
                for start, indices in self._numbers.get((size, first), _NO_STARTS).items():
                    for offset in start.offsets(word):
                        yield from ((index, offset) for index in indices)

    def _beginning(self, word: str, low: str) -> Iterator[int]:
        for form, cased in ((word, True), (low, False)):
            yield from self._words.get((form, True, cased), ())
            for size in self._sizes[cased]:
                yield from self._words.get((form[:size], False, cased), ())


def _by_place(tried: tuple[int, int]) -> tuple[int, int]:
    return tried[1], tried[0]


def starts_of(pattern: re.Pattern[str]) -> frozenset[Start] | None:
    r"""What every match of a pattern begins with; None where that is not known.

    >>> sorted(start.told for start in starts_of(re.compile(r"\b(?i:FY ?)?(?<!\d)(?:19\d\d|[23]0)")) or ())
    ['19##', '20', '30', 'fy']
    >>> starts_of(re.compile(".nd of")) is None
    True
    """
    if parser is None:
        return None
    found: set[Start] = set()
    try:
        cased = not pattern.flags & re.IGNORECASE
        for start in _Walk(tree_of(pattern), cased).starts():
            found.add(start)
            if len(found) > MOST:
                return None
    except _NotKnownError:
        return None
    return frozenset(found)


class _NotKnownError(Exception):
    """A pattern that can begin with anything."""


Item = tuple[Any, Any]
_END: Item = ("end", None)
"""After it anything may follow."""
_CASED = "cased"
"""After it capitals count again as they did before a group."""
_MOST_TIMES = 4


class _Walk:
    """One way through a pattern, until its first word or number is read."""

    __slots__ = ("cased", "folds", "guard", "items", "told", "whole")

    def __init__(
        self, items: tuple[Item, ...], cased: bool, told: str = "", guard: str = "", whole: bool = True,
        folds: bool = False,
    ) -> None:  # fmt: skip
        self.items, self.cased, self.told, self.whole, self.folds = items, cased, told, whole, folds
        """``cased``: whether capitals count from here on; ``folds``: whether they did not in a letter before."""
        self.guard = guard
        """What may not stand before: "word" a letter or digit, "digit" a digit, "" nothing is said."""

    def starts(self) -> Iterator[Start]:
        """The starts of this way and of those that it parts into."""
        if not self.items:
            yield from self._ended(exact=False)
            return
        (code, argument), rest = self.items[0], self.items[1:]
        if code == _END[0]:
            yield from self._ended(exact=False)
        elif code == _CASED:
            yield from self._on(rest, cased=argument).starts()
        elif code is codes.LITERAL:
            yield from self._letter(chr(argument), rest)
        elif code is codes.IN:
            yield from self._set(argument, rest)
        elif code is codes.BRANCH:
            for branch in argument[1]:
                yield from self._on((*branch, *rest)).starts()
        elif code is codes.SUBPATTERN:
            yield from self._group(argument, rest)
        elif code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            yield from self._repeat(argument, rest)
        elif code is codes.AT:
            yield from self._at(argument, rest)
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            yield from self._on(rest, guard=self.guard or _guard_of(code, argument)).starts()
        else:
            yield from self._ended(exact=False)

    def _on(self, items: tuple[Item, ...], **more: Any) -> _Walk:
        """The way on with other items, and whatever else is new."""
        kept = {"cased": self.cased, "told": self.told, "guard": self.guard, "whole": self.whole, "folds": self.folds}
        return _Walk(items, **{**kept, **more})

    def _ended(self, *, exact: bool) -> Iterator[Start]:
        if not self.told:
            raise _NotKnownError
        yield Start(folded(self.told) if self.folds else self.told, exact, self.whole, not self.folds)

    def _letter(self, letter: str, rest: tuple[Item, ...]) -> Iterator[Start]:
        kind = _kind(letter)
        if self.told and kind != _kind(self.told):
            yield from self._ended(exact=True)
        elif kind == "mark":
            yield Start(letter, True, True, True)
        else:
            whole = self.whole if self.told else self.guard in ("word", kind)
            folds = self.folds or not self.cased
            yield from self._on(rest, told=self.told + letter, whole=whole, folds=folds).starts()

    def _set(self, members: Sequence[Item], rest: tuple[Item, ...]) -> Iterator[Start]:
        """One of several letters; a set that leaves letters out can be any."""
        for code, argument in members:
            if code is codes.LITERAL:
                yield from self._letter(chr(argument), rest)
            elif code is codes.RANGE and (chr(argument[0]), chr(argument[1])) == ("0", "9"):
                yield from self._digit(rest)
            elif code is codes.RANGE and argument[1] - argument[0] < 64:
                for letter in range(argument[0], argument[1] + 1):
                    yield from self._letter(chr(letter), rest)
            elif code is codes.CATEGORY and argument is codes.CATEGORY_DIGIT:
                yield from self._digit(rest)
            elif code is codes.CATEGORY and argument is codes.CATEGORY_SPACE:
                yield from self._ended(exact=True)
            else:
                yield from self._ended(exact=False)
                return

    def _digit(self, rest: tuple[Item, ...]) -> Iterator[Start]:
        if self.told and _kind(self.told) != "digit":
            yield from self._ended(exact=True)
        else:
            whole = self.whole if self.told else bool(self.guard)
            yield from self._on(rest, told=self.told + _ANY_DIGIT, whole=whole).starts()

    def _group(self, argument: Any, rest: tuple[Item, ...]) -> Iterator[Start]:
        """A group, perhaps with a flag of its own that says whether capitals count in it."""
        _, added, taken, items = argument
        cased = (self.cased or bool(taken & re.IGNORECASE)) and not added & re.IGNORECASE
        yield from self._on((*items, (_CASED, self.cased), *rest), cased=cased).starts()

    def _repeat(self, argument: tuple[int, int, Any], rest: tuple[Item, ...]) -> Iterator[Start]:
        least, most, items = argument
        if least == 0:
            yield from self._on(rest).starts()
        if (least, most) in ((0, 1), (1, 1)):
            yield from self._on((*items, *rest)).starts()
        elif least == most and most <= _MOST_TIMES:
            yield from self._on((*(tuple(items) * most), *rest)).starts()
        else:
            yield from self._on((*items, _END)).starts()

    def _at(self, place: Any, rest: tuple[Item, ...]) -> Iterator[Start]:
        if place is not codes.AT_BOUNDARY:
            raise _NotKnownError
        if self.told:
            yield from self._ended(exact=True)
        else:
            yield from self._on(rest, guard="word").starts()


def _kind(told: str) -> str:
    """Letters, digits or a mark: what ``Starts`` cuts a text into."""
    return (
        "digit"
        if told[0].isdecimal() or told[0] == _ANY_DIGIT
        else "word"
        if told[0].isalnum() or told[0] == "_"
        else "mark"
    )


def _guard_of(code: Any, argument: tuple[int, Any]) -> str:
    """What a look back makes sure of: that no letter or no digit stands before, or nothing."""
    direction, items = argument
    told = list(items)
    if direction > 0 or not told:
        return ""
    last, members = told[-1]
    if code is codes.ASSERT:
        return "word" if last is codes.LITERAL and _kind(chr(members)) == "mark" else ""
    if len(told) > 1 or last is not codes.IN or members[0][0] is codes.NEGATE:
        return ""
    kinds = [argument for kind, argument in members if kind is codes.CATEGORY]
    return "word" if codes.CATEGORY_WORD in kinds else "digit" if codes.CATEGORY_DIGIT in kinds else ""
