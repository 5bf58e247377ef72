"""A stored commitment, ready to be compared with what later papers tell."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from minuted.corpus.follow_ups import words

CONTEXT = 320
"""Characters before a commitment that say what "it", "this" or "the information" stands for."""

_NOTES = re.compile(
    r"\b(?:notes?|noted|receive[sd]?|endorsed?|thanked|thanks?|supported|commend(?:s|ed)?|congratulated|"
    r"welcome[sd]?)\b",
    re.IGNORECASE,
)
_ASKS_MORE = re.compile(
    r"\b(?:write|writes|ask|asks|request|invite|require|instruct|prepare|provide|submit|bring|circulate|"
    r"establish|review|"
    r"consider|examine|delegate|recommend|subject to|report (?:back|to)|reports? the outcome|being|"
    r"be (?:asked|requested|invited|required|recommended|submitted|brought|amended|reviewed|provided|"
    r"circulated|established|"
    r"arranged|sent|given|referred|received (?:in|at|by|should)|approved|agreed|held|set|made|produced|carried)|"
    r"(?:receive|received) (?:a|an|further|regular|quarterly|in|at|should)|further (?:report|update|information))\b",
    re.IGNORECASE,
)
_STANDS_FOR = re.compile(
    r"\b(?:it|this|them|these|those|(?<=[a-z] )(?<!asked )(?<!agreed )(?<!requested )(?<!recommended )(?<!resolved )"
    r"that|the (?:information|figures?|data|amount|matter|breakdown|reply|"
    r"letter|results?|outcome|position|remainder|item)(?! (?:of|on|about|for|from)\b)|"
    r"an? (?:accurate |further |written )?(?:figure|note|"
    r"summary|breakdown|answer|response|reply|list)(?! (?:of|on|about|for|from)\b)|do (?:so|this)|again)\b",
    re.IGNORECASE,
)
_FIGURE_WANTED = re.compile(
    r"\b(?:numbers?|figures?|breakdown|broken down|data|rates?|information|analysis|how many|how much|amount|"
    r"proportion|percentage|statistics|costs?|costed|costings?|split|included? in (?:the|each|future)|show|"
    r"list of|average|waiting)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Promise:
    """A commitment with what is needed to recognise its answer."""

    id: str
    document_id: str
    document_kind: str
    council: str | None
    committee: str | None
    date: str
    kind: str
    text: str
    owner: str
    start: int
    due_start: str | None
    due_end: str | None
    reference: str | None
    minute: str | None
    """The number of the minute or item that it stands under: "5", "AC.7", "OS/17/23"."""
    heading: str
    before: str
    """The words before it in its own paragraph, and the paragraph before that where it begins one."""

    @cached_property
    def content(self) -> frozenset[str]:
        """Base forms of the words that say what it is about."""
        return words.content(self.text)

    @cached_property
    def context(self) -> frozenset[str]:
        """What it is about by its heading and the words before it, beyond its own words."""
        return (words.content(self.before) | words.content(self.heading)) - self.content

    @cached_property
    def topic(self) -> frozenset[str]:
        """What it is about: its own words, and those before it where "it" or "the information" stands for them."""
        if len(self.content) < 3 or (len(self.content) < 6 and _STANDS_FOR.search(self.text)):
            return self.content | words.content(self.before[-240:])
        return self.content

    @cached_property
    def names(self) -> frozenset[str]:
        """Names, acronyms and numbers in it."""
        return words.names(" " + self.text)

    @cached_property
    def context_names(self) -> frozenset[str]:
        """Names and numbers in the words before it, beyond its own."""
        return words.names(" " + self.before) - self.names

    @cached_property
    def acts(self) -> frozenset[str]:
        """Kinds of deed it speaks of."""
        return words.acts(self.text)

    @cached_property
    def owner_words(self) -> frozenset[str]:
        """The words of its owner."""
        return frozenset(
            w for w in re.findall(r"[a-z]{3,}", self.owner.lower()) if w not in ("the", "and", "for", "she", "they")
        )

    @cached_property
    def initials(self) -> frozenset[str]:
        """Acronyms that its words would have."""
        return words.initials(self.text + " " + self.heading)

    @cached_property
    def wants_figure(self) -> bool:
        """Whether it asks for numbers, so that a sentence with numbers can answer it."""
        return bool(_FIGURE_WANTED.search(self.text) or _FIGURE_WANTED.search(self.before[-160:]))

    @cached_property
    def nothing_to_answer(self) -> bool:
        """Whether nothing can come of it: "that the report be noted"."""
        return self.kind == "resolution" and is_only_noted(self.text)


def is_only_noted(text: str) -> bool:
    """Whether a resolution only notes, receives, supports or thanks.

    >>> is_only_noted("That the report be noted"), is_only_noted("That the report be noted and a review be held")
    (True, False)
    """
    return bool(_NOTES.search(text)) and not _ASKS_MORE.search(text)


_COLUMNS = """c.id, c.document_id, d.kind, c.council, c.committee, c.meeting_date, c.kind, c.text, c.owner, c.start,
    c.due_start, coalesce(c.first_due_end, c.due_end), c.reference, p.heading, p.start, p.text, p.ordinal"""


def promises_of(db: sqlite3.Connection, document_id: str) -> Iterator[Promise]:
    """The commitments of one paper."""
    yield from _promises(db, "c.document_id = ?", [document_id])


def promises_before(
    db: sqlite3.Connection, council: str | None, committee: str, date: str, since: str
) -> Iterator[Promise]:
    """The commitments that a paper of ``date`` could answer: of its committee, or sent to it by another one."""
    same = "c.council IS ? AND c.committee = ? AND c.meeting_date BETWEEN ? AND ?"
    yield from _promises(db, same, [council, committee, since, date])
    sent = (
        "c.council IS ? AND c.committee <> ? AND c.meeting_date BETWEEN ? AND ? AND instr(lower(c.text), lower(?)) > 0"
    )
    yield from _promises(db, sent, [council, committee, since, date, committee])


def _promises(db: sqlite3.Connection, where: str, values: list[str | None]) -> Iterator[Promise]:
    rows = db.execute(
        f"""SELECT {_COLUMNS} FROM commitments c JOIN documents d ON d.id = c.document_id
        LEFT JOIN passages p ON p.id = c.passage_id WHERE {where} AND c.review <> 'rejected' ORDER BY c.id""",
        values,
    ).fetchall()
    for row in rows:
        before = (row[15] or "")[: max(0, row[9] - (row[14] or 0))]
        if len(before) < CONTEXT and row[16] is not None:
            earlier = db.execute(
                """SELECT text FROM passages
                WHERE document_id = ? AND ordinal < ? AND kind IN ('paragraph', 'list_item')
                ORDER BY ordinal DESC LIMIT 1""",
                [row[1], row[16]],
            ).fetchone()
            if earlier and row[6] in ("action", "request"):
                before = earlier[0] + " " + before
        minute = _minute(db, row[1], row[16])
        yield Promise(
            id=row[0], document_id=row[1], document_kind=row[2] or "", council=row[3], committee=row[4],
            date=row[5] or "", kind=row[6], text=row[7], owner=row[8] or "", start=row[9], due_start=row[10],
            due_end=row[11], reference=row[12], minute=minute, heading=row[13] or "", before=before[-CONTEXT:],
        )  # fmt: skip


_CODE = re.compile(r"\s*((?:[A-Z]{1,5}[./ ]?)?\d{1,4}(?:[./]\d{1,4})*)[.:)]?(?=\s|$)")

_NAMED = re.compile(r"\b(?:[Mm]inute|[Ii]tem)\s+(?:[Nn]o\.?\s*)?((?:[A-Z]{1,5}[./])?\d{1,4}(?:[./]\d{1,4})*)")


def _minute(db: sqlite3.Connection, document_id: str, ordinal: int | None) -> str | None:
    """The number of the nearest heading above a passage that has one."""
    rows = db.execute(
        "SELECT number, text FROM passages WHERE document_id = ? AND kind = 'heading' AND ordinal <= ? ORDER "
        "BY ordinal DESC",
        [document_id, ordinal if ordinal is not None else -1],
    )
    for number, text in rows:
        found = _NAMED.search(text) or _CODE.match(number or text)
        if found:
            return found[1].replace(" ", "")
    return None
