"""One fetch of one source: walk its meetings, bring the papers that are new or changed, and say what is missing."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from minuted.errors import FetchError
from minuted.fetch.addresses import RefusedAddress
from minuted.fetch.client import Client
from minuted.fetch.ledger import Ledger
from minuted.fetch.listing import Committee, Meeting, MeetingPapers, PaperRef, Source, chosen

STILL_CHANGING = dt.timedelta(days=90)
"""Meetings younger than this are looked at again each time: minutes are published, approved and amended late."""
FAR_FEWER = 0.5
"""A committee that lists less than this share of the meetings it listed before is looked at by a person."""
WORTH_COUNTING = 5


@dataclass(frozen=True)
class FetchedPaper:
    """A paper that was brought now, where it is stored, and what the source says of it."""

    ref: PaperRef
    path: Path
    meeting: Meeting


@dataclass
class FetchResult:
    """What one fetch did."""

    committees: int = 0
    meetings: int = 0
    listed: int = 0
    unchanged: int = 0
    restricted: int = 0
    papers: list[FetchedPaper] = field(default_factory=list)
    incomplete: list[str] = field(default_factory=list)
    """Meetings of which not every listed paper could be fetched, and why."""
    problems: list[str] = field(default_factory=list)
    """What a person should look at: refused addresses, a source that suddenly lists far fewer meetings."""


@dataclass(frozen=True)
class FetchOptions:
    """Which part of a source to fetch."""

    committees: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    kinds: tuple[str, ...] = ()
    dry_run: bool = False
    today: dt.date = field(default_factory=dt.date.today)


@dataclass
class Fetch:
    """A fetch at work: ``keep`` stores the bytes of a paper under their hash and says where."""

    client: Client
    source: Source
    ledger: Ledger
    keep: Callable[[bytes, str], tuple[str, Path]]
    options: FetchOptions = field(default_factory=FetchOptions)
    tell: Callable[[str], None] = lambda _: None
    result: FetchResult = field(default_factory=FetchResult)
    _brought: set[str] = field(default_factory=set)

    def run(self) -> FetchResult:
        """Fetch what is new or changed; raises ``FetchError`` where the source does not answer at all."""
        committees = list(chosen(self.source.committees(), self.options.committees))
        if not committees:
            named = ", ".join(self.options.committees) or "any"
            raise FetchError(
                f"{self.source.base_url}: no committee is called {named}", advice="see --dry-run for names"
            )
        for committee in committees:
            self.result.committees += 1
            for meeting in self._meetings(committee):
                self._fetch_meeting(meeting)
        return self.result

    def _meetings(self, committee: Committee) -> list[Meeting]:
        options, name = self.options, self.source.base_url
        meetings = self.source.meetings(committee, options.since, options.until)
        before = self.ledger.known_meetings(name, committee.id, options.since, options.until)
        if before >= WORTH_COUNTING and len(meetings) < FAR_FEWER * before:
            self.result.problems.append(
                f"{committee.title or name}: lists {len(meetings)} meetings where it listed {before} before;"
                " nothing held was removed: look at the site"
            )
        return meetings

    def _fetch_meeting(self, meeting: Meeting) -> None:
        self.result.meetings += 1
        name, settled = self.source.base_url, self.options.today - STILL_CHANGING
        if meeting.date and meeting.date < settled and self.ledger.is_complete(name, meeting.id):
            return
        try:
            listed = self.source.papers(meeting)
        except FetchError as error:
            self.result.incomplete.append(f"{_named(meeting)}: {error}")
            return
        self.tell(_named(meeting))
        wanted = [p for p in listed.papers if not self.options.kinds or (p.kind or "report") in self.options.kinds]
        self.result.listed += len(wanted)
        self.result.restricted += listed.restricted
        if self.options.dry_run:
            return
        self._record(listed, len(wanted), 0)
        failures = [why for paper in wanted if (why := self._fetch_paper(paper, meeting))]
        self._record(listed, len(wanted), len(wanted) - len(failures))
        if failures:
            self.result.incomplete.append(
                f"{_named(meeting)}: {len(failures)} of {len(wanted)} papers not fetched: {failures[0]}"
            )

    def _record(self, listed: MeetingPapers, wanted: int, fetched: int) -> None:
        meeting = listed.meeting
        self.ledger.record_meeting(
            self.source.base_url,
            meeting.id,
            committee_id=meeting.committee.id,
            committee=meeting.committee.title,
            date=meeting.date.isoformat() if meeting.date else None,
            url=meeting.url,
            status=meeting.status,
            listed=wanted,
            fetched=fetched,
            restricted=listed.restricted,
        )

    def _fetch_paper(self, paper: PaperRef, meeting: Meeting) -> str | None:
        """Bring one paper; returns why not, or None."""
        name = self.source.base_url
        if paper.key in self._brought:  # an issue history is linked to by every meeting that it tells of
            return None
        self._brought.add(paper.key)
        held = self.ledger.held(name, paper.key)
        if held is not None and paper.stamp is not None and held.stamp == paper.stamp:
            self.result.unchanged += 1
            return None
        common = {"url": paper.url, "title": paper.title, "kind": paper.kind, "meeting_id": meeting.id}
        try:
            etag, modified = (held.etag, held.last_modified) if held else (None, None)
            body, response = paper.content, None
            if body is None:
                response = self.client.get(paper.url, etag=etag, last_modified=modified)
                body = response.body
                if body is not None:
                    _check_content(paper, body)
        except (RefusedAddress, FetchError) as error:
            self.ledger.record_paper(name, paper.key, **common, failure=str(error))
            if isinstance(error, RefusedAddress):
                self.result.problems.append(str(error))
            return str(error)
        if body is None:
            self.result.unchanged += 1
            return None
        sha256, path = self.keep(body, paper.title)
        self.ledger.record_paper(
            name,
            paper.key,
            **common,
            stamp=paper.stamp,
            etag=response.etag if response else None,
            last_modified=response.last_modified if response else None,
            sha256=sha256,
            path=str(path),
            failure=None,
            identifiers=json.dumps(dict(paper.identifiers)),
            added=int(held is not None and held.sha256 == sha256 and held.added),
        )
        if held is not None and held.sha256 == sha256:
            self.result.unchanged += 1
        else:
            self.result.papers.append(FetchedPaper(paper, path, meeting))
        return None


def _check_content(paper: PaperRef, body: bytes) -> None:
    """A page where a PDF was promised is an error page or a challenge, not a paper."""
    promised_pdf = paper.url.lower().split("?")[0].endswith(".pdf") or "mgconvert2pdf" in paper.url.lower()
    if promised_pdf and b"%PDF" not in body[:1024]:
        raise FetchError(f"{paper.url}: not a PDF, though it is called one", advice="try it in a browser")
    if not body.strip():
        raise FetchError(f"{paper.url}: empty", advice="try it in a browser")


def _named(meeting: Meeting) -> str:
    parts = [meeting.committee.title, meeting.date.isoformat() if meeting.date else ""]
    return " ".join(part for part in parts if part) or meeting.url
