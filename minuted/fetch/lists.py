"""Papers from plain lists: addresses in a file, a sitemap, an RSS or Atom feed."""

from __future__ import annotations

import datetime as dt
import email.utils
from pathlib import Path

from lxml import etree

from minuted.errors import FetchError, NotFound
from minuted.fetch.addresses import clean_url
from minuted.fetch.client import Client
from minuted.fetch.listing import Committee, Meeting, MeetingPapers, PaperRef

MOST_SITEMAPS = 50


class AddressList:
    """A source without meetings: every address is a paper.

    ``site`` is the address of a sitemap or feed, or the path of a file with one address a line (``#`` begins a
    comment).
    """

    kind = "list"

    def __init__(self, client: Client, site: str) -> None:
        self.client, self.base_url = client, site

    def council(self) -> str | None:
        """A list does not say whose papers it holds."""
        return None

    def committees(self) -> list[Committee]:
        """One nameless committee, so that a list is walked as every other source."""
        return [Committee("", "")]

    def meetings(self, committee: Committee, since: dt.date | None, until: dt.date | None) -> list[Meeting]:
        """One nameless meeting that holds the whole list."""
        return [Meeting(self.base_url, committee, None, self.base_url)]

    def papers(self, meeting: Meeting) -> MeetingPapers:
        """Every address of the list, in its order, each once."""
        found = self._from_file() if "://" not in self.base_url else self._from_web(self.base_url, MOST_SITEMAPS)
        return MeetingPapers(meeting, tuple({paper.key: paper for paper in found}.values()))

    def _from_file(self) -> list[PaperRef]:
        path = Path(self.base_url)
        if not path.is_file():
            raise NotFound(f"no such file: {path}", advice="give a site's address, or a file with one address a line")
        lines = [line.split("#")[0].strip() for line in path.read_text(encoding="utf-8-sig").splitlines()]
        return [_paper(line) for line in lines if line]

    def _from_web(self, url: str, left: int) -> list[PaperRef]:
        root = _parse(self.client.get(url).body or b"", url)
        papers: list[PaperRef] = []
        for place in _all(root, "sitemap/loc")[:left]:
            papers += self._from_web(clean_url(place.text or "", url), left // 2)
        for entry in [e for name in ("url", "item", "entry") for e in _all(root, name)]:
            address = _address(entry)
            if address:
                papers.append(_paper(clean_url(address, url), _words(entry, "title"), _stamp(entry)))
        return papers


def _paper(url: str, title: str = "", stamp: str | None = None) -> PaperRef:
    url = clean_url(url)
    return PaperRef(key=url, url=url, title=title or url.rsplit("/", 1)[-1], stamp=stamp)


def _parse(body: bytes, url: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    root = etree.fromstring(body, parser) if body.strip() else None
    if root is None:
        raise FetchError(f"{url}: neither a sitemap nor a feed", advice="give the address of an XML sitemap or feed")
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = etree.QName(element).localname.lower()
    if root.tag not in ("urlset", "sitemapindex", "rss", "rdf", "feed"):
        raise FetchError(f"{url}: neither a sitemap nor a feed ({root.tag})", advice="check the address")
    return root


def _all(root: etree._Element, path: str) -> list[etree._Element]:
    return list(root.iterfind(f".//{path}"))


def _words(entry: etree._Element, name: str) -> str:
    found = entry.find(name)
    return " ".join("".join(map(str, found.itertext())).split()) if found is not None else ""


def _address(entry: etree._Element) -> str:
    enclosure = entry.find("enclosure")
    if enclosure is not None and enclosure.get("url"):
        return str(enclosure.get("url"))
    link = entry.find("link")
    return _words(entry, "loc") or _words(entry, "link") or (str(link.get("href") or "") if link is not None else "")


def _stamp(entry: etree._Element) -> str | None:
    said = _words(entry, "lastmod") or _words(entry, "updated") or _words(entry, "pubdate")
    try:
        return email.utils.parsedate_to_datetime(said).isoformat() if said else None
    except ValueError:
        return said or None
