"""What a pattern begins with, read from the pattern itself: words, numbers or marks, and what may follow each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from minuted.nlp.first_letters import ANY_DIGIT, CASED, NO_LETTERS, Item, Known, Then, firsts, letters_of
from minuted.nlp.needles import codes, folded, parser, tree_of

MOST = 400
"""Beginnings of one pattern, beyond which it is searched for in the plain way."""


class Start(NamedTuple):
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
    walk = _Walk()
    try:
        walk.read(tree_of(pattern), _Way(not pattern.flags & re.IGNORECASE))
    except _NotKnownError:
        return None
    return walk.found


class _NotKnownError(Exception):
    """A pattern that can begin with anything, or in more ways than are worth it."""


_MORE = "more"
"""In place of more of the same, not walked: the letters of which there can be more, and what can follow them."""
_MOST_TIMES = 4


class _Way(NamedTuple):
    """How a pattern was read so far, on one way through it, before its first word or number ends."""

    cased: bool
    """Whether capitals count from here on."""
    told: str = ""
    guard: str = ""
    """What may not stand before: "word" a letter or digit, "digit" a digit, "" nothing is said."""
    whole: bool = True
    folds: bool = False
    """Whether capitals did not count in a letter before."""


class _Walk:
    """All ways through a pattern, each until its first word or number is read."""

    __slots__ = ("_known", "found")

    def __init__(self) -> None:
        self.found: dict[Start, Then] = {}
        self._known: Known = {}

    def read(self, items: tuple[Item, ...], way: _Way) -> None:
        """Note the starts of this way and of those that it parts into."""
        if not items:
            self._ended(way)
            return
        (code, argument), rest = items[0], items[1:]
        if code is codes.LITERAL:
            self._letter(chr(argument), rest, way)
        elif code is codes.IN:
            self._set(argument, rest, way)
        elif code is codes.BRANCH:
            for branch in argument[1]:
                self.read((*branch.data, *rest), way)
        elif code is codes.SUBPATTERN:
            self._group(argument, rest, way)
        elif code is _MORE:
            self._going_on(argument[0], argument[1], way)
        elif code is CASED:
            self.read(rest, way._replace(cased=argument))
        elif code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            self._repeat(argument, rest, way)
        elif code is codes.AT:
            self._at(argument, rest, way)
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            self.read(rest, way if way.guard else way._replace(guard=_guard_of(code, argument)))
        else:
            self._ended(way)

    def _note(self, start: Start, then: Then) -> None:
        known = self.found.get(start, NO_LETTERS)
        self.found[start] = None if known is None or then is None else known | then
        if len(self.found) > MOST:
            raise _NotKnownError

    def _ended(self, way: _Way, rest: tuple[Item, ...] | None = None) -> None:
        """The word or number as read so far; with ``rest`` it ends here, and that is what follows."""
        if not way.told:
            raise _NotKnownError
        told = folded(way.told) if way.folds else way.told
        then = None if rest is None else firsts(rest, self._known)
        self._note(Start(told, rest is not None, way.whole, not way.folds), then)

    def _going_on(self, letters: frozenset[str], after: Then, way: _Way) -> None:
        """The word or number with more of the same, read to its end: then what follows may be known all the same."""
        kind, told = kind_of(way.told), folded(way.told) if way.folds else way.told
        then: Then = None
        if letters and after is not None and all(kind_of(each) != kind for each in after):
            then = after.union(each for each in letters if kind_of(each) != kind and not each.isspace())
        self._note(Start(told, False, way.whole, not way.folds), then)

    def _letter(self, letter: str, rest: tuple[Item, ...], way: _Way) -> None:
        kind, told = kind_of(letter), way.told
        if told and kind != kind_of(told):
            self._ended(way, ((codes.LITERAL, ord(letter)), *rest))
        elif kind == "mark":
            self._note(Start(letter, True, True, True), firsts(rest, self._known))
        else:
            whole = way.whole if told else way.guard in ("word", kind)
            self.read(rest, _Way(way.cased, told + letter, way.guard, whole, way.folds or not way.cased))

    def _set(self, members: Sequence[Item], rest: tuple[Item, ...], way: _Way) -> None:
        """One of several letters; a set that leaves letters out can be any."""
        for code, argument in members:
            if code is codes.LITERAL:
                self._letter(chr(argument), rest, way)
            elif code is codes.RANGE and (chr(argument[0]), chr(argument[1])) == ("0", "9"):
                self._digit(rest, way)
            elif code is codes.RANGE and argument[1] - argument[0] < 64:
                for letter in range(argument[0], argument[1] + 1):
                    self._letter(chr(letter), rest, way)
            elif code is codes.CATEGORY and argument is codes.CATEGORY_DIGIT:
                self._digit(rest, way)
            elif code is codes.CATEGORY and argument is codes.CATEGORY_SPACE:
                self._ended(way, rest)
            else:
                self._ended(way)
                return

    def _digit(self, rest: tuple[Item, ...], way: _Way) -> None:
        if way.told and kind_of(way.told) != "digit":
            self._ended(way, ((codes.IN, [(codes.CATEGORY, codes.CATEGORY_DIGIT)]), *rest))
        else:
            whole = way.whole if way.told else bool(way.guard)
            self.read(rest, way._replace(told=way.told + ANY_DIGIT, whole=whole))

    def _group(self, argument: Any, rest: tuple[Item, ...], way: _Way) -> None:
        """A group, perhaps with a flag of its own that says whether capitals count in it."""
        _, added, taken, items = argument
        cased = (way.cased or bool(taken & re.IGNORECASE)) and not added & re.IGNORECASE
        if cased == way.cased:
            self.read((*items.data, *rest), way)
        else:
            self.read((*items.data, (CASED, way.cased), *rest), way._replace(cased=cased))

    def _repeat(self, argument: tuple[int, int, Any], rest: tuple[Item, ...], way: _Way) -> None:
        least, most, items = argument
        if least == 0:
            self.read(rest, way)
        letters = letters_of(items.data)
        if way.told and letters and all(kind_of(letter) != kind_of(way.told) for letter in letters):
            self._ended(way, ((codes.MAX_REPEAT, (1, most, items)), *rest))
        elif most == 1 or (most <= _MOST_TIMES and (least == most or letters == {ANY_DIGIT})):
            for times in range(max(least, 1), most + 1):
                self.read((*(items.data * times), *rest), way)
        else:
            self.read((*items.data, (_MORE, (letters, firsts(rest, self._known)))), way)

    def _at(self, place: Any, rest: tuple[Item, ...], way: _Way) -> None:
        if way.told and place in (codes.AT_BOUNDARY, codes.AT_END, codes.AT_END_STRING):
            self._ended(way, rest)
        elif not way.told and place in (codes.AT_BOUNDARY, codes.AT_BEGINNING, codes.AT_BEGINNING_STRING):
            self.read(rest, way._replace(guard="word"))
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
