"""modern.gov's HTML pages, for sites that have the web service switched off, and for what only pages say.

The surrounding template is each council's own; what is looked for are the ``mg`` classes and the addresses of links,
which are the same everywhere.  A page without them is not modern.gov's: a challenge page of a firewall, say.
"""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import lxml.html
from lxml.html import HtmlElement

from minuted.errors import FetchError
from minuted.fetch.addresses import clean_url
from minuted.fetch.client import Client
from minuted.fetch.listing import Committee, Meeting, MeetingPapers, PaperRef

FILE_SIZE = re.compile(r"\s*\(?\bPDF\s[\d.,]+\s?[KM]B\)?\s*$|\s*,?\s*item\s[\d/]+\.?\s*$", re.IGNORECASE)
DAY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?,?\s+([A-Z][a-z]{2,8}),?\s+(\d{4})\b")
DOCUMENT = re.compile(r"documents/([a-z]\d+)/", re.IGNORECASE)
MORE_PAGES = 60
"""The most listing pages that are turned back through; each shows about fifteen meetings."""


class Pages:
    """The same questions as ``Service``, asked of the pages that people read."""

    def __init__(self, client: Client, base_url: str) -> None:
        self.client, self.base_url = client, base_url

    def committees(self) -> list[Committee]:
        """The committees of ``mgListCommittees``; archived ones are not on it."""
        page = self._page("mgListCommittees.aspx?bcr=1")
        found: dict[str, Committee] = {}
        for name, address in _links(page, "mgcommitteedetails.aspx", "ielistmeetings.aspx"):
            number = _parameter(address, "ID", "CId", "CommitteeId")
            if number and name:
                found.setdefault(number, Committee(number, name))
        return list(found.values())

    def meetings(self, committee: Committee, since: dt.date | None, until: dt.date | None) -> list[Meeting]:
        """The meetings of ``ieListMeetings``, its pager turned back as far as ``since`` asks, oldest first."""
        found: dict[str, Meeting] = {}
        waiting, seen = [f"ieListMeetings.aspx?CommitteeId={committee.id}"], set[str]()
        while waiting and len(seen) < MORE_PAGES:
            address = waiting.pop()
            seen.add(address)
            page = self._page(address)
            listed = [m for m in self._meetings_on(page, committee) if m.id not in found]
            found |= {m.id: m for m in listed}
            if listed and (since is None or min(m.date or dt.date.max for m in listed) >= since):
                earlier = [a for _, a in _links(page, "ielistmeetings.aspx") if _parameter(a, "Act") == "earlier"]
                waiting += [address for address in earlier if address not in seen]
        wanted = [m for m in found.values() if m.date and (not since or m.date >= since)]
        return sorted((m for m in wanted if not until or (m.date or until) <= until), key=lambda m: (m.date, m.id))

    def papers(self, meeting: Meeting) -> MeetingPapers:
        """Attachments of a meeting's page, the page itself as its minutes, full texts that it cuts, issue histories."""
        response = self.client.get(meeting.url)
        page = _parse(response.body or b"", meeting.url)
        papers = {paper.key: paper for paper in self._attachments(page, meeting)}
        heading = " ".join(page.xpath("string(//*[contains(@class,'mgMainTitleTxt')])").split())
        if re.search("minutes|decisions", heading, re.IGNORECASE):
            key = f"minutes-{meeting.id}"
            title = f"{heading}: {meeting.committee.title}"
            ids = {"modgov:MId": meeting.id}
            papers[key] = PaperRef(key, meeting.url, title, "minutes", content=_own_part(page), identifiers=ids)
        papers |= {paper.key: paper for paper in self._texts(page, meeting)}
        restricted = len(page.xpath("//a[contains(translate(@href,'MGREASON','mgreason'),'mgreasonsrestricted')]"))
        return MeetingPapers(meeting, tuple(papers.values()), restricted)

    def histories(self, meeting: Meeting) -> list[PaperRef]:
        """The issue histories that a meeting's page links to: lineage that the source itself gives."""
        return [p for p in self.papers(meeting).papers if p.kind == "issue_history"]

    def _meetings_on(self, page: HtmlElement, committee: Committee) -> Iterator[Meeting]:
        for words, address in _links(page, "ielistdocuments.aspx", "mgmeetingattendance.aspx"):
            number = _parameter(address, "MId", "MeetingId", "ID")
            if number and (day := _day(words)):
                status = "Cancelled" if "CANCELLED" in words.upper() else None
                url = clean_url(f"ieListDocuments.aspx?CId={committee.id}&MId={number}&Ver=4", self.base_url)
                yield Meeting(number, committee, day, url, status)

    def _attachments(self, page: HtmlElement, meeting: Meeting) -> Iterator[PaperRef]:
        for words, address in _links(page, "documents/", "mgconvert2pdf.aspx"):
            found = DOCUMENT.search(address)
            number = found[1] if found else _parameter(address, "ID")
            pack = bool(number) and number[0].lower() == "g"
            if not number or pack or "mgreasons" in address.lower():
                continue  # a pack holds the same papers once more
            url = clean_url(address, meeting.url)
            identifiers = {"modgov:MId": meeting.id, "modgov:attachment": number.lstrip("s")}
            yield PaperRef(f"attachment-{number.lstrip('s')}", url, words, identifiers=identifiers)

    def _texts(self, page: HtmlElement, meeting: Meeting) -> Iterator[PaperRef]:
        for words, address in _links(page, "mgai.aspx"):
            if "full" in words.lower() and (number := _parameter(address, "ID")):
                url, ids = clean_url(address, meeting.url), {"modgov:MId": meeting.id, "modgov:AIId": number}
                yield PaperRef(f"item-{number}", url, words, "minutes", identifiers=ids)
        for words, address in _links(page, "iedecisiondetails.aspx"):
            if number := _parameter(address, "ID", "AIId"):
                url, ids = clean_url(address, meeting.url), {"modgov:MId": meeting.id}
                yield PaperRef(f"decision-{number}", url, words, "decision", identifiers=ids)
        for words, address in _links(page, "ieissuedetails.aspx", "mgissuehistoryhome.aspx"):
            if number := _parameter(address, "IId"):
                url = clean_url(f"ieIssueDetails.aspx?IId={number}&Opt=3", self.base_url)
                yield PaperRef(f"issue-{number}", url, words, "issue_history", identifiers={"modgov:IId": number})

    def _page(self, address: str) -> HtmlElement:
        url = clean_url(address, self.base_url)
        return _parse(self.client.get(url).body or b"", url)


def _own_part(page: HtmlElement) -> bytes:
    """modern.gov's own part of a page: the council's template around it changes without the paper changing."""
    own = page.xpath("//*[@id='modgov']")
    title = " ".join(page.xpath("string(//title)").split())
    head = f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{html.escape(title)}</title></head><body>'
    part: bytes = lxml.html.tostring(own[0] if own else page, encoding="utf-8")
    return head.encode() + part + b"</body></html>"


def council_of(page: HtmlElement) -> str | None:
    """The council's name in a page's title: "Browse meetings - Ostley Council"."""
    parts = re.split(r"\s[|–-]\s", " ".join(page.xpath("string(//title)").split()))
    named = [part for part in parts if re.search(r"\bCouncil\b|\bAuthority\b", part)]
    return min(named, key=len) if named else None


def _parse(body: bytes, url: str) -> HtmlElement:
    if not body.strip():
        raise FetchError(f"{url}: an empty page", advice="try it in a browser")
    page = lxml.html.document_fromstring(body, parser=lxml.html.HTMLParser(encoding="utf-8", huge_tree=False))
    if not page.xpath("//*[starts-with(@class,'mg') or contains(@class,' mg') or @id='modgov']"):
        raise FetchError(
            f"{url}: not a modern.gov page", advice="the site may be blocking programs: recorded as blocked"
        )
    return page


def _links(page: HtmlElement, *addresses: str) -> Iterator[tuple[str, str]]:
    """(words, href) of each link to one of these pages; file sizes and hidden hints are not part of the words."""
    for link in page.iter("a"):
        address = link.get("href") or ""
        if any(part in address.lower() for part in addresses):
            hidden = {text for span in link.xpath(".//span") if _is_aside(span) for text in [span.text_content()]}
            words = " ".join(link.text_content().split())
            for text in hidden:
                words = words.replace(" ".join(text.split()), " ")
            yield FILE_SIZE.sub("", " ".join(words.split())), address


def _is_aside(span: HtmlElement) -> bool:
    return any(name in (span.get("class") or "") for name in ("mgFileSize", "mgHide"))


def _parameter(address: str, *names: str) -> str:
    """The first of these parameters that an address gives; ids are numbers, anything else is no id."""
    given = {name.lower(): values[0] for name, values in parse_qs(urlsplit(address.strip()).query).items()}
    for name in names:
        value = given.get(name.lower(), "")
        if value.isdigit() or (name == "Act" and value):
            return value
    return ""


def _day(words: str) -> dt.date | None:
    found = DAY.search(words)
    if found is None:
        return None
    for form in ("%d %b %Y", "%d %B %Y"):
        try:
            return dt.datetime.strptime(" ".join(found.groups()), form).date()
        except ValueError:
            continue
    return None
