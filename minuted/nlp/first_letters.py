"""The characters of which one must come first where a part of a pattern is matched, read from the part itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from minuted.nlp.needles import codes, folded

ANY_DIGIT = "#"
Then = frozenset[str] | None
"""The characters, folded, of which one must come next, spaces aside ("#" is any digit); None where anything may."""
Item = tuple[Any, Any]
_Firsts = tuple[frozenset[str], bool]
"""The letters that can come first, and whether all of it can be nothing or space."""
Known = dict[int, tuple[Any, _Firsts | None]]
"""Parts of a pattern, by identity, with their first letters; None for those that can begin with anything."""
NO_LETTERS: frozenset[str] = frozenset()
CASED = "cased"
"""After it capitals count again as they did before a group."""
_BETWEEN = frozenset() if codes is None else frozenset({CASED, codes.AT, codes.ASSERT, codes.ASSERT_NOT})
"""What stands between letters and takes up none."""


class _AnythingError(Exception):
    """What comes next can be anything."""


def firsts(items: Iterable[Item], known: Known | None = None) -> Then:
    r"""The characters other than space that can come first where the items are matched; None where any can.

    ``known`` are the answers for the parts of a pattern, kept from one question about it to the next.

    >>> import re
    >>> from minuted.nlp.needles import tree_of
    >>> told = [firsts(tree_of(re.compile(each, re.I))) for each in (r"\s?(?:st|Nd)?[-/]\d", r"\d{2} of", r"\s*")]
    >>> [each and sorted(each) for each in told]
    [['-', '/', 'n', 's'], ['#'], None]
    """
    try:
        found, may_be_empty = _sequence(items, {} if known is None else known)
    except _AnythingError:
        return None
    return None if may_be_empty else found


def _sequence(items: Iterable[Item], known: Known) -> _Firsts:
    """The first characters of items in a row, and whether all of them can be nothing or space."""
    found: frozenset[str] = NO_LETTERS
    for code, argument in items:
        if code is codes.LITERAL:
            letters, may_be_empty = _letter(argument)
        else:
            letters, may_be_empty = _item_once(code, argument, known)
        found = found | letters if found else letters
        if not may_be_empty:
            return found, False
    return found, True


def _item_once(code: Any, argument: Any, known: Known) -> _Firsts:
    """What an item can begin with, looked at once: most ways through a pattern go through the same parts of it."""
    if code in _BETWEEN:
        return NO_LETTERS, True
    if id(argument) not in known:
        try:
            known[id(argument)] = argument, _item(code, argument, known)
        except _AnythingError:
            known[id(argument)] = argument, None
    told = known[id(argument)][1]
    if told is None:
        raise _AnythingError
    return told


def _item(code: Any, argument: Any, known: Known) -> _Firsts:
    if code is codes.IN:
        return _letters(argument)
    if code is codes.SUBPATTERN:
        return _sequence(argument[3].data, known)
    if code is codes.ATOMIC_GROUP:
        return _sequence(argument.data, known)
    if code is codes.BRANCH:
        branches = [_sequence(branch.data, known) for branch in argument[1]]
        return NO_LETTERS.union(*(letters for letters, _ in branches)), any(empty for _, empty in branches)
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        letters, may_be_empty = _sequence(argument[2].data, known)
        return letters, may_be_empty or argument[0] == 0
    raise _AnythingError


@lru_cache(maxsize=1024)
def _letter(code_point: int) -> _Firsts:
    return _letters([(codes.LITERAL, code_point)])


def _letters(members: Sequence[Item]) -> _Firsts:
    """The letters of a set, folded, and whether space is in it."""
    if members[0][0] is codes.NEGATE and (codes.CATEGORY, codes.CATEGORY_NOT_SPACE) in members:
        return NO_LETTERS, True
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
    return frozenset(folded(letter) for letter in told if not letter.isspace()), any(map(str.isspace, told))


def letters_of(items: Sequence[Item]) -> frozenset[str]:
    """The letters that a single letter or set stands for, space too; none where it is something else or any."""
    if len(items) != 1 or items[0][0] not in (codes.LITERAL, codes.IN):
        return NO_LETTERS
    code, argument = items[0]
    try:
        letters, is_space = _letter(argument) if code is codes.LITERAL else _letters(argument)
    except _AnythingError:
        return NO_LETTERS
    return letters | {" "} if is_space else letters
