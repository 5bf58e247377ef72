"""What a pattern begins with, read from the pattern itself: words, numbers or marks, and what may follow each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from minuted.nlp.needles import codes, folded, parser, tree_of

MOST = 400
"""Beginnings of one pattern, beyond which it is searched for in the plain way."""
ANY_DIGIT = "#"
Then = frozenset[str] | None
"""The characters, folded, of which one must come next, spaces aside ("#" is any digit); None where anything may."""


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
    if ANY_DIGIT not in told or len(form) != len(told):
        return False
    core = told.rstrip(ANY_DIGIT)
    if ANY_DIGIT not in core:  # as most are: "20##"
        return form.startswith(core) and form[len(core) :].isdecimal()
    return all(one == other or (other == ANY_DIGIT and one.isdecimal()) for one, other in zip(form, told, strict=True))


@lru_cache(maxsize=256)
def starts_of(pattern: re.Pattern[str]) -> dict[Start, Then] | None:
    r"""What every match of a pattern begins with and what must come next; None where that is not known.

    >>> sorted(start.told for start in starts_of(re.compile(r"\b(?i:FY ?)?(?<!\d)(?:19\d\d|[23]0)")) or ())
    ['19##', '20', '30', 'fy']
    >>> [(start.told, sorted(then or ())) for start, then in starts_of(re.compile(r"the\s(?:last|same) year")).items()]
    [('the', ['l', 's'])]
    >>> starts_of(re.compile(".nd of")) is None
    True
    """
    if parser is None:
        return None
    found: dict[Start, Then] = {}
    try:
        cased = not pattern.flags & re.IGNORECASE
        for start, then in _Walk(tree_of(pattern), cased).starts():
            known = found.get(start, frozenset())
            found[start] = None if known is None or then is None else known | then
            if len(found) > MOST:
                return None
    except _NotKnownError:
        return None
    return found


class _NotKnownError(Exception):
    """A pattern that can begin with anything."""


Item = tuple[Any, Any]
_MORE = "more"
"""In place of more of the same, not walked: the letters of which there can be more, and what can follow them."""
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

    def starts(self) -> Iterator[tuple[Start, Then]]:
        """The starts of this way and of those that it parts into."""
        if not self.items:
            yield from self._ended()
            return
        (code, argument), rest = self.items[0], self.items[1:]
        if code == _MORE:
            yield from self._going_on(*argument)
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
            yield from self._ended()

    def _on(self, items: tuple[Item, ...], **more: Any) -> _Walk:
        """The way on with other items, and whatever else is new."""
        kept = {"cased": self.cased, "told": self.told, "guard": self.guard, "whole": self.whole, "folds": self.folds}
        return _Walk(items, **{**kept, **more})

    def _ended(self, rest: tuple[Item, ...] | None = None) -> Iterator[tuple[Start, Then]]:
        """The word or number as read so far; with ``rest`` it ends here, and that is what follows."""
        if not self.told:
            raise _NotKnownError
        told = folded(self.told) if self.folds else self.told
        yield Start(told, rest is not None, self.whole, not self.folds), None if rest is None else firsts(rest)

    def _going_on(self, letters: set[str], after: Then) -> Iterator[tuple[Start, Then]]:
        """The word or number with more of the same, read to its end: then what follows may be known all the same."""
        kind, told = kind_of(self.told), folded(self.told) if self.folds else self.told
        then: Then = None
        if letters and after is not None and all(kind_of(each) != kind for each in after):
            then = after.union(each for each in letters if kind_of(each) != kind and not each.isspace())
        yield Start(told, False, self.whole, not self.folds), then

    def _letter(self, letter: str, rest: tuple[Item, ...]) -> Iterator[tuple[Start, Then]]:
        kind = kind_of(letter)
        if self.told and kind != kind_of(self.told):
            yield from self._ended(((codes.LITERAL, ord(letter)), *rest))
        elif kind == "mark":
            yield Start(letter, True, True, True), firsts(rest)
        else:
            whole = self.whole if self.told else self.guard in ("word", kind)
            folds = self.folds or not self.cased
            yield from self._on(rest, told=self.told + letter, whole=whole, folds=folds).starts()

    def _set(self, members: Sequence[Item], rest: tuple[Item, ...]) -> Iterator[tuple[Start, Then]]:
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
                yield from self._ended(rest)
            else:
                yield from self._ended()
                return

    def _digit(self, rest: tuple[Item, ...]) -> Iterator[tuple[Start, Then]]:
        if self.told and kind_of(self.told) != "digit":
            yield from self._ended(((codes.IN, [(codes.CATEGORY, codes.CATEGORY_DIGIT)]), *rest))
        else:
            whole = self.whole if self.told else bool(self.guard)
            yield from self._on(rest, told=self.told + ANY_DIGIT, whole=whole).starts()

    def _group(self, argument: Any, rest: tuple[Item, ...]) -> Iterator[tuple[Start, Then]]:
        """A group, perhaps with a flag of its own that says whether capitals count in it."""
        _, added, taken, items = argument
        cased = (self.cased or bool(taken & re.IGNORECASE)) and not added & re.IGNORECASE
        yield from self._on((*items, (_CASED, self.cased), *rest), cased=cased).starts()

    def _repeat(self, argument: tuple[int, int, Any], rest: tuple[Item, ...]) -> Iterator[tuple[Start, Then]]:
        least, most, items = argument
        if least == 0:
            yield from self._on(rest).starts()
        letters = _letters_of(items)
        if self.told and letters and all(kind_of(letter) != kind_of(self.told) for letter in letters):
            yield from self._ended(((codes.MAX_REPEAT, (1, most, items)), *rest))
        elif most == 1 or (most <= _MOST_TIMES and (least == most or letters == {ANY_DIGIT})):
            for times in range(max(least, 1), most + 1):
                yield from self._on((*(tuple(items) * times), *rest)).starts()
        else:
            yield from self._on((*items, (_MORE, (letters, firsts(rest))))).starts()

    def _at(self, place: Any, rest: tuple[Item, ...]) -> Iterator[tuple[Start, Then]]:
        if self.told and place in (codes.AT_BOUNDARY, codes.AT_END, codes.AT_END_STRING):
            yield from self._ended(rest)
        elif not self.told and place in (codes.AT_BOUNDARY, codes.AT_BEGINNING, codes.AT_BEGINNING_STRING):
            yield from self._on(rest, guard="word").starts()
        else:
            raise _NotKnownError


def kind_of(told: str) -> str:
    """Letters, digits or a mark: what ``Starts`` cuts a text into."""
    return (
        "digit"
        if told[0].isdecimal() or told[0] == ANY_DIGIT
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
        return "word" if last is codes.LITERAL and kind_of(chr(members)) == "mark" else ""
    if len(told) > 1 or last is not codes.IN or members[0][0] is codes.NEGATE:
        return ""
    kinds = [argument for kind, argument in members if kind is codes.CATEGORY]
    return "word" if codes.CATEGORY_WORD in kinds else "digit" if codes.CATEGORY_DIGIT in kinds else ""


def _letters_of(items: Sequence[Item]) -> set[str]:
    """The letters that a single letter or set stands for, space too; none where it is something else or any."""
    if len(items) != 1 or items[0][0] not in (codes.LITERAL, codes.IN):
        return set()
    try:
        letters, is_space = _item(*items[0])
    except _AnythingError:
        return set()
    return letters | {" "} if is_space else letters


class _AnythingError(Exception):
    """What comes next can be anything."""


def firsts(items: Iterable[Item]) -> Then:
    r"""The characters other than space that can come first where the items are matched; None where any can.

    >>> told = [firsts(tree_of(re.compile(each, re.I))) for each in (r"\s?(?:st|Nd)?[-/]\d", r"\d{2} of", r"\s*")]
    >>> [each and sorted(each) for each in told]
    [['-', '/', 'n', 's'], ['#'], None]
    """
    try:
        found, may_be_empty = _sequence(items)
    except _AnythingError:
        return None
    return None if may_be_empty else frozenset(found)


def _sequence(items: Iterable[Item]) -> tuple[set[str], bool]:
    """The first characters of items in a row, and whether all of them can be nothing or space."""
    found: set[str] = set()
    for item in items:
        letters, may_be_empty = _item(*item)
        found |= letters
        if not may_be_empty:
            return found, False
    return found, True


def _item(code: Any, argument: Any) -> tuple[set[str], bool]:
    if code in (_CASED, codes.AT, codes.ASSERT, codes.ASSERT_NOT):
        return set(), True
    if code is codes.LITERAL:
        return _letters([(code, argument)])
    if code is codes.IN:
        return _letters(argument)
    if code is codes.SUBPATTERN:
        return _sequence(argument[3])
    if code is codes.ATOMIC_GROUP:
        return _sequence(argument)
    if code is codes.BRANCH:
        branches = [_sequence(branch) for branch in argument[1]]
        return set().union(*(letters for letters, _ in branches)), any(empty for _, empty in branches)
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        letters, may_be_empty = _sequence(argument[2])
        return letters, may_be_empty or argument[0] == 0
    raise _AnythingError


def _letters(members: Sequence[Item]) -> tuple[set[str], bool]:
    """The letters of a set, folded, and whether space is in it."""
    if members[0][0] is codes.NEGATE and (codes.CATEGORY, codes.CATEGORY_NOT_SPACE) in members:
        return set(), True
    told: set[str] = set()
    for code, argument in members:
        if code is codes.LITERAL:
            told.add(chr(argument))
        elif code is codes.RANGE and argument[1] - argument[0] < 64:
            told.update(map(chr, range(argument[0], argument[1] + 1)))
        elif code is codes.CATEGORY and argument is codes.CATEGORY_DIGIT:
            told.add(ANY_DIGIT)
        elif code is codes.CATEGORY and argument is codes.CATEGORY_SPACE:
            told.add(" ")
        else:
            raise _AnythingError
    return {folded(letter) for letter in told if not letter.isspace()}, any(map(str.isspace, told))
