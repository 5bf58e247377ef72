"""The sentences of a stored paper, ready to be compared: words, names, deeds, heading, section."""

from __future__ import annotations

import math
import re
import sqlite3
from dataclasses import dataclass, field
from functools import cached_property

from minuted.corpus.follow_ups import outcome, words
from minuted.nlp.sentences import split_span

ARISING = re.compile(
    r"matters? arising|feedback on|actions? (?:from|log|tracker|arising|update)|action tracker|"
    r"previous (?:actions|recommendations|minutes|meeting)|recommendations? (?:tracker|monitor|update)|"
    r"progress (?:on|against) (?:actions|recommendations|previous)|follow[- ]?up|outstanding (?:actions|"
    r"matters)|minutes of (?:the )?(?:last|previous)|what you asked|update on (?:actions|recommendations)|"
    r"tracking|(?:from|of) (?:the )?(?:earlier|last) meetings?|earlier requests",
    re.IGNORECASE,
)
"""Headings under which a committee looks back at what it asked for."""

LABEL = r"(?:[Mm]in(?:ute|\.)?s?|[Ii]tem|[Rr]esolution|[Rr]ec(?:ommendation|\.)?|[Pp]ara(?:graph)?)\s*(?:[Nn]o\.?\s*)?"
"""What stands before the number of a minute that is referred to."""
_CITES = re.compile(rf"{LABEL}\d")
QUESTION = re.compile(
    r"(?<!had )(?<!been )\b(?:asked|queried|questioned|enquired|wondered)\b(?! for\b| again\b| when\b)|"
    r"\?\s*$|^(?:Q\.|Question\b)"
)
FLAGS = (
    outcome.DONE,
    outcome.REPEATED,
    outcome.PARTLY,
    outcome.SUPERSEDED,
    QUESTION,
    re.compile(
        r"^\W*(?:\(?[a-z0-9ivx]{1,4}[.)]\s*)?(?:RESOLVED|AGREED|that |That |to |To )|\bbe (?:noted|endorsed|"
        r"received|supported|thanked)\b"
    ),
    re.compile(r"\b(?:would|will|undertook|agreed to)\b"),
    re.compile(
        r"\b(?:as (?:requested|asked|recommended|agreed|promised|previously)|requested by|deferred from|"
        r"promised|mentioned in|following the|response to|reminded|suggested in|asked for in|earlier than|"
        r"than intended|than planned|held over)\b"
    ),
    re.compile(
        r"\d|\bbr[eo]ke(?:n)? down\b|\b(?:breakdown|schedule|listed|comparison|Appendix|Annex|table|"
        r"analysis)\b|\bby (?:ward|area|type|age|crew|team|month|school|directorate|round|service)\b"
    ),
)
"""What is looked for in every sentence, whatever commitment it is held against."""


@dataclass(frozen=True)
class Told:
    """One sentence of a later paper: what it tells, and where it stands."""

    document_id: str
    passage_id: str
    page: int | None
    kind: str
    heading: str
    start: int
    end: int
    text: str
    passage: int
    """Ordinal of its passage."""

    @cached_property
    def content(self) -> frozenset[str]:
        """Base forms of the words that say what it is about."""
        return words.content(self.text)

    @cached_property
    def names(self) -> frozenset[str]:
        """Names, acronyms and numbers in it."""
        return words.names(self.text)

    @cached_property
    def acts(self) -> frozenset[str]:
        """Kinds of deed it speaks of."""
        return words.acts(self.text)

    @cached_property
    def months(self) -> frozenset[int]:
        """The months it names."""
        return words.months(self.text)

    @cached_property
    def heading_content(self) -> frozenset[str]:
        """What the headings above it are about."""
        return words.content(self.heading)

    @cached_property
    def initials(self) -> frozenset[str]:
        """Acronyms that its words would have."""
        return words.initials(self.text)

    @cached_property
    def flags(self) -> tuple[float, ...]:
        """1 or 0 for each of ``FLAGS``: done, not yet, partly, otherwise, asks, decides, promises, refers, number."""
        return tuple(float(bool(pattern.search(self.text))) for pattern in FLAGS)

    @cached_property
    def cites(self) -> bool:
        """Whether it begins by naming a minute or recommendation."""
        return bool(_CITES.search(self.text[:40]))

    @cached_property
    def letters(self) -> frozenset[str]:
        """Its words in small letters, as they are."""
        return frozenset(re.findall(r"[a-z]{3,}", self.text.lower()))

    @cached_property
    def arising(self) -> bool:
        """Whether it stands where the committee looks back."""
        return bool(ARISING.search(self.heading))


@dataclass
class Paper:
    """A stored paper as a source of answers; its sentences are read where they are first asked for.

    Most new papers follow no commitment and make none: of them nothing but the head is read.
    """

    id: str
    kind: str
    council: str | None
    committee: str | None
    date: str | None
    db: sqlite3.Connection = field(repr=False, compare=False)
    wholes: dict[frozenset[str], float] = field(default_factory=dict)
    """Weights of sets of words that were asked for, kept because one commitment asks at every sentence."""

    @cached_property
    def told(self) -> tuple[Told, ...]:
        """Its sentences, tables and headings left out."""
        text = self.db.execute("SELECT text FROM documents WHERE id = ?", [self.id]).fetchone()[0]
        query = """SELECT id, ordinal, page, kind, heading, start, "end" FROM passages WHERE document_id = ?
            AND kind NOT IN ('heading', 'table', 'caption', 'footnote') ORDER BY ordinal"""
        return tuple(
            Told(self.id, passage, page, kind, heading or "", begin, stop, text[begin:stop], ordinal)
            for passage, ordinal, page, kind, heading, start, end in self.db.execute(query, [self.id])
            for begin, stop in split_span(text, start, end)
        )

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Which of its sentences hold a base form or name."""
        places: dict[str, list[int]] = {}
        for at, sentence in enumerate(self.told):
            for word in sentence.content | sentence.names:
                places.setdefault(word, []).append(at)
        return places

    @cached_property
    def frequency(self) -> dict[str, int]:
        """In how many of its sentences each base form stands."""
        return {word: len(places) for word, places in self.places.items()}

    def weight(self, found: frozenset[str]) -> float:
        """How much a set of words tells: rare words of the paper more than frequent ones."""
        total = len(self.told) or 1
        return sum(math.log(1 + total / (1 + self.frequency.get(word, 0))) for word in found)

    def whole(self, wanted: frozenset[str]) -> float:
        """The weight of a commitment's own words, worked out once a paper."""
        if wanted not in self.wholes:
            self.wholes[wanted] = self.weight(wanted)
        return self.wholes[wanted]


def read_paper(db: sqlite3.Connection, document_id: str) -> Paper | None:
    """A stored paper; None where there is no such paper or no text."""
    row = db.execute(
        """SELECT id, kind, council, committee, meeting_date FROM documents
        WHERE id = ? AND text IS NOT NULL AND text <> ''""",
        [document_id],
    ).fetchone()
    return None if row is None else Paper(row[0], row[1] or "", row[2], row[3], row[4], db)
