"""Where patterns can begin: each is tried only at the words that it can begin with.

``finditer`` tries a pattern at every character of a text.  Nearly all patterns for dates, times and periods begin with
a word or number of a few kinds ("Jan", "since", a digit), and few characters can come after it: a text is cut into
words once, and each word with what follows it names the patterns to try there.  What is found is what ``finditer``
finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from minuted.nlp.beginnings import Start, kind_of, starts_of
from minuted.nlp.first_letters import ANY_DIGIT, Then
from minuted.nlp.needles import folded, holds_any, needles_of

__all__ = ["Starts", "starts_of"]

KNOWN_WORDS = 50_000
"""Words that are remembered with the patterns that can begin with them."""
Tries = tuple[tuple[int, int], ...]
"""What to try at a word: which pattern, and how many characters into the word."""
_Told = frozenset[tuple[tuple[int, int], Then]]
_Listed = list[tuple[int, Then]]
"""Patterns that begin in the same way, and what must come after that beginning in each."""
_NO_STARTS: dict[Start, _Listed] = {}


_NO_SPACE = re.compile(r"\S")


class _Begun(dict[str, Tries]):
    """What to try at one word, by the character that comes after it and any space."""

    def __init__(self, told: _Told) -> None:
        super().__init__()
        self._told = sorted(told, key=lambda each: (each[0][1], each[0][0]))

    def __missing__(self, follows: str) -> Tries:
        form = folded(follows)
        forms = {form, ANY_DIGIT} if form.isdecimal() else {form}
        anything = len(form) > 1  # folding may lengthen a letter ("ß")
        tries = tuple([at for at, then in self._told if then is None or anything or not forms.isdisjoint(then)])
        self[follows] = tries
        return tries


_NOTHING = _Begun(frozenset())


class Starts:
    """Patterns, and all that they match in a text.

    >>> starts = Starts([re.compile(r"\\bsince (?:May|June)\\b"), re.compile(r"(?<!\\d)\\d+%")])
    >>> [(index, match[0]) for index, match in starts.matches("15% since May, not 15 since July")]
    [(1, '15%'), (0, 'since May')]
    """

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        self._patterns = tuple(patterns)
        self._match = [pattern.match for pattern in patterns]
        self._known: dict[str, _Begun] = {}
        self._begun: dict[_Told, _Begun] = {frozenset(): _NOTHING}
        """Each once: many words begin the same patterns."""

    @cached_property
    def _begins(self) -> _Begins:
        """Made for the first text: an import need not wait for it."""
        return _Begins(self._patterns)

    def matches(
        self, text: str, stretches: Sequence[tuple[int, int]] | None = None, end: int | None = None
    ) -> Iterator[tuple[int, re.Match[str]]]:
        """What each pattern's ``finditer`` finds, with the pattern's index; in no settled order.

        ``stretches``, from left to right, are where what is wanted begins, the whole text where they are not given.  A
        match ends with its stretch, or at ``end`` where that is given.
        """
        if stretches is None:
            stretches = ((0, len(text)),)
        known, match_at, find = self._known.get, self._match, self._begins.token.finditer
        past = [0] * len(match_at)
        for start, stop in stretches:
            limit = stop if end is None else end
            for token in find(text, start, stop):
                begun = known(token[0])
                if begun is _NOTHING:
                    continue
                if begun is None:
                    begun = self._learnt(token[0])
                first, last = token.span()
                follows = text[last : last + 1]
                if follows.isspace():
                    follows = text[last + 1 : last + 2]
                    if follows.isspace():
                        beyond = _NO_SPACE.search(text, last)
                        follows = beyond[0] if beyond else ""
                for index, offset in begun[follows]:
                    if past[index] <= first + offset and (match := match_at[index](text, first + offset, limit)):
                        past[index] = match.end()
                        yield index, match
        if self._begins.plain:
            yield from self._matches_of_plain(text, stretches, end)

    def _matches_of_plain(
        self, text: str, stretches: Sequence[tuple[int, int]], end: int | None
    ) -> Iterator[tuple[int, re.Match[str]]]:
        past = [0] * len(self._match)
        for start, stop in stretches:
            low = folded(text[start : stop if end is None else end])
            for index, pattern, needles in self._begins.plain:
                if holds_any(low, needles):
                    for match in pattern.finditer(text, max(start, past[index]), stop if end is None else end):
                        if match.start() >= stop and end is not None:
                            break
                        past[index] = match.end()
                        yield index, match

    def _learnt(self, word: str) -> _Begun:
        """What can begin at or in a word, number or mark."""
        told: dict[tuple[int, int], Then] = {}
        for index, offset, then in self._begins.at(word):
            known = told.get((index, offset), frozenset())
            told[index, offset] = None if known is None or then is None else known | then
        if len(self._known) > KNOWN_WORDS:
            self._known.clear()
            self._begun = {frozenset(): _NOTHING}
        same = frozenset(told.items())
        begun = self._begun.get(same)
        if begun is None:
            self._begun[same] = begun = _Begun(same)
        self._known[word] = begun
        return begun


class _Begins:
    """Patterns by the words, numbers and marks that they begin with."""

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        self._words: dict[tuple[str, bool, bool], _Listed] = {}
        """Patterns by the word, or beginning of a word, that they begin with: (letters, exact, cased)."""
        self._sizes: dict[bool, set[int]] = {True: set(), False: set()}
        """How long those beginnings are, where capitals count and where not."""
        self._numbers: dict[tuple[int, str], dict[Start, _Listed]] = {}
        """Those by a number: by its length, where it ends there (else 0), and its first digit."""
        self._inner: list[tuple[str, Start, int, Then]] = []
        self.plain: list[tuple[int, re.Pattern[str], tuple[str, ...]]] = []
        """Patterns that can begin with anything, with their needles."""
        for index, pattern in enumerate(patterns):
            starts = starts_of(pattern)
            if starts is None:
                self.plain.append((index, pattern, needles_of(pattern)))
            for start, then in sorted(starts.items(), key=_by_start) if starts else ():
                self._list(start, then, index)
        marks = "".join(sorted({told for told, _, _ in self._words if kind_of(told) == "mark"}))
        self.token = re.compile(r"[^\W\d]+|\d+" + (f"|[{re.escape(marks)}]" if marks else ""))

    def _list(self, start: Start, then: Then, index: int) -> None:
        if kind_of(start.told) == "digit":
            key = (len(start.told) if start.exact and start.whole else 0, start.told[0] if start.whole else ANY_DIGIT)
            self._numbers.setdefault(key, {}).setdefault(start, []).append((index, then))
        elif not start.whole:
            self._inner.append((folded(start.told), start, index, then))
        else:
            self._words.setdefault((start.told, start.exact, start.cased), []).append((index, then))
            if not start.exact:
                self._sizes[start.cased].add(len(start.told))

    def at(self, word: str) -> Iterator[tuple[int, int, Then]]:
        """What can begin at or in a word: which pattern, how many characters into it, and what must come next."""
        if word[0].isdecimal():
            yield from self._in_number(word)
            return
        low = folded(word)
        for index, then in self._at_word(word, low):
            yield index, 0, then
        same_size = len(low) == len(word)
        for letters, start, index, then in self._inner:
            if letters in low and (not start.exact or not same_size or low.endswith(letters)):
                yield from ((index, offset, then) for offset in start.offsets(word))

    def _in_number(self, word: str) -> Iterator[tuple[int, int, Then]]:
        for size in (0, len(word)):
            for first in (word[0], ANY_DIGIT):
                for start, listed in self._numbers.get((size, first), _NO_STARTS).items():
                    for offset in start.offsets(word):
                        yield from ((index, offset, then) for index, then in listed)

    def _at_word(self, word: str, low: str) -> Iterator[tuple[int, Then]]:
        for form, cased in ((word, True), (low, False)):
            yield from self._words.get((form, True, cased), ())
            for size in self._sizes[cased]:
                yield from self._words.get((form[:size], False, cased), ())


def _by_start(listed: tuple[Start, Then]) -> Start:
    return listed[0]
