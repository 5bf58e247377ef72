"""Which of many patterns can match a sentence, asked of its words.

A ``Sieve`` looks for each of its needles in each text.  Where there are many, most of that is to look for what is not
there: here each word of a text, once it has been seen, names the few needles that can stand at it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import chain

from minuted.nlp.needles import Sieve

KNOWN_WORDS = 50_000
"""Words that are remembered with the needles that can stand at them."""
Needle = tuple[str, int]
"""A needle, and the patterns that have it, as bits."""


_COMMON = frozenset(
    ("", *"to be is are was were will would shall has have had been the of in on by for and that it not".split())
)
"""Words that stand in most sentences: of what else a needle is made tells more."""


class WordSieve(Sieve):
    """A sieve with many needles: the same answers, sooner.

    >>> sieve = WordSieve([re.compile("agreed to"), re.compile("(?:will|would) be"), re.compile(r"\\d+%")])
    >>> sieve.left("it would be 4%."), sieve.left("all agreed to it"), sieve.left("all agreed. to bed")
    ([1, 2], [0], [])
    """

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        super().__init__(patterns)
        self._known: dict[str, list[Needle]] = {}
        """What can stand at the words that were seen."""
        self._dull: set[str] = set()
        """Words that were seen at which nothing can stand: nearly all."""

    @cached_property
    def _needles(self) -> _Needles:
        return _Needles(self._by_needle)

    def mask(self, text: str) -> int:
        """The patterns that can match a folded text, as the bits of a number."""
        mask, known = self._always, self._known
        for word in set(text.split()) - self._dull:
            for needle, bits in known.get(word) or self._needles_at(word):
                if bits & ~mask and needle in text:
                    mask |= bits
        for needle, bits in self._needles.wordless:
            if needle in text:
                mask |= bits
        return mask

    def left(self, text: str) -> list[int]:
        """The indices of the patterns that can match a folded text."""
        mask, found = self.mask(text), []
        while mask:
            last = mask & -mask
            found.append(last.bit_length() - 1)
            mask ^= last
        return found

    def _needles_at(self, word: str) -> list[Needle]:
        found = self._needles.at(word)
        if len(self._dull) + len(self._known) > KNOWN_WORDS:
            self._dull.clear()
            self._known.clear()
        if found:
            self._known[word] = found
        else:
            self._dull.add(word)
        return found


class _Needles:
    """Needles by the words of a text that can be part of them."""

    def __init__(self, needles: Mapping[str, int]) -> None:
        self._whole: dict[str, list[Needle]] = {}
        """Needles by their most telling word, where a space stands on both sides of it."""
        self._beginning: dict[str, list[Needle]] = {}
        """Those where a space stands before it only: a word of the text may go on after it."""
        self._ending: dict[str, list[Needle]] = {}
        self._lone: dict[str, list[Needle]] = {}
        """Those without a space: they may stand anywhere in a word."""
        self.wordless: list[Needle] = []
        """Those that no word tells of."""
        for needle in needles.items():
            self._list(needle)
        self._beginnings, self._endings = tuple(self._beginning), tuple(self._ending)
        self._inner = re.compile("|".join(map(re.escape, self._lone)) or "(?!)")

    def _list(self, needle: Needle) -> None:
        parts = needle[0].split(" ")
        if needle[0].split() != [part for part in parts if part] or not any(parts):
            self.wordless.append(needle)  # nothing but spaces, or parted by others than plain ones
            return
        last = len(parts) - 1
        at = max(range(len(parts)), key=lambda at: (parts[at] not in _COMMON, len(parts[at]), 0 < at < last))
        begins, ends = at > 0, at < last
        places = (self._whole if ends else self._beginning) if begins else self._ending if ends else self._lone
        places.setdefault(parts[at], []).append(needle)

    def at(self, word: str) -> list[Needle]:
        """The needles that may stand where the word does."""
        found = list(self._whole.get(word, ()))
        if word.startswith(self._beginnings):
            found += chain(*[self._beginning[piece] for piece in self._beginnings if word.startswith(piece)])
        if word.endswith(self._endings):
            found += chain(*[self._ending[piece] for piece in self._endings if word.endswith(piece)])
        if self._inner.search(word):
            found += chain(*[needles for piece, needles in self._lone.items() if piece in word])
        return found
