"""What a source says it has: committees, meetings, and the papers of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True)
class Committee:
    """A committee as the source numbers it."""

    id: str
    title: str
    expired: bool = False


@dataclass(frozen=True)
class PaperRef:
    """One paper to fetch.  ``key`` names it for ever: another file under the same key is a newer version of it."""

    key: str
    url: str
    title: str
    kind: str | None = None
    stamp: str | None = None
    """Changes when the paper does, where the source says (its publication date): unchanged means do not ask again."""
    content: bytes | None = None
    """The paper itself, where the listing already carried it (minutes of an item)."""
    identifiers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Meeting:
    """One meeting and how it can be asked for."""

    id: str
    committee: Committee
    date: dt.date | None
    url: str
    status: str | None = None
    title: str | None = None


@dataclass(frozen=True)
class MeetingPapers:
    """The papers of a meeting that may be taken, and how many the source keeps back."""

    meeting: Meeting
    papers: tuple[PaperRef, ...]
    restricted: int = 0


class Source(Protocol):
    """Anything that lists papers by meeting: modern.gov, a feed, a list of addresses."""

    kind: str
    base_url: str

    def council(self) -> str | None:
        """The council's name, where the source says it."""

    def committees(self) -> list[Committee]:
        """Every committee, expired ones included."""

    def meetings(self, committee: Committee, since: dt.date | None, until: dt.date | None) -> list[Meeting]:
        """The committee's meetings between the days, both inclusive, oldest first; cancelled ones included."""

    def papers(self, meeting: Meeting) -> MeetingPapers:
        """What the meeting lists."""


def chosen(committees: list[Committee], wanted: tuple[str, ...]) -> Iterator[Committee]:
    """The committees that a user means by id or by part of the name; all that are not expired where none is named.

    >>> boards = [Committee("7", "Health Scrutiny"), Committee("8", "Cabinet"), Committee("9", "Old", expired=True)]
    >>> [[c.id for c in chosen(boards, wanted)] for wanted in (("health",), (), ("9",))]
    [['7'], ['7', '8'], ['9']]
    """
    for committee in committees:
        if not wanted:
            if not committee.expired:
                yield committee
        elif any(name == committee.id or name.lower() in committee.title.lower() for name in wanted):
            yield committee
