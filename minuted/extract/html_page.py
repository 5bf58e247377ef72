"""What the markup of a page says of it: title, body, date, kind, and the ids by which modern.gov knows it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from minuted.extract.document import Metadata
from minuted.extract.metadata import first_date

_ID = re.compile(
    r"(?P<page>mgai|ielistdocuments|ieissuedetails|mgissuehistoryhome|iedecisiondetails)\.aspx\?(?P<query>[^#\s\"']*)",
    re.I,
)


def text_of(element: HtmlElement) -> str:
    """All the text in an element, on one line."""
    return " ".join(str(element.text_content()).split())


def page_metadata(root: HtmlElement, main: HtmlElement) -> Metadata:
    """What the page's markup says of it: title, body, date, kind, and the ids of modern.gov."""
    meta = {
        str(m.get("name") or m.get("property")).lower(): str(m.get("content") or "")
        for m in root.xpath("//meta[@content]")
    }
    heading = first_text(main, ".//*[contains(@class, 'mgMainTitleTxt')]") or ""
    subtitle = first_text(main, ".//*[contains(@class, 'mgSubTitleTxt')]") or ""
    address = meta.get("og:url") or next(iter(root.xpath("//link[@rel='canonical']/@href")), None)
    committee, date = _body_and_date(subtitle) if " - " in subtitle else (None, None)
    date = date or first_date(meta.get("dc.date", "")) or _labelled_date(main)
    kind = page_kind(heading, main)
    told = subtitle if kind in ("issue_history", "decision") or (heading.lower().startswith("agenda item")) else ""
    title = told or meta.get("dc.title") or first_text(root, "//title")
    return Metadata(
        title=" ".join(title.split())[:200] if title and kind else None,
        committee=committee or _linked_committee(root),
        meeting_date=date,
        kind=kind,
        source_url=str(address) if address else None,
        identifiers=find_identifiers(root, main, str(address or "")),
    )


def first_text(element: HtmlElement, path: str) -> str | None:
    """The text of the first element at an XPath that has any."""
    return next((text for found in element.xpath(path) if (text := text_of(found))), None)


def _body_and_date(subtitle: str) -> tuple[str | None, dt.date | None]:
    """("Schools Forum", 3 May 2022) of "Schools Forum - Tuesday, 3rd May, 2022 6.30 pm"."""
    body, _, when = subtitle.rpartition(" - ")
    date = first_date(when)
    return (body.strip() or None, date) if date else (None, None)


def _labelled_date(main: HtmlElement) -> dt.date | None:
    text = text_of(main)[:6000]
    match = re.search(r"(?:Meeting|Date of (?:decision|meeting)|Decided at meeting)\s*:?\s.{0,120}", text)
    return first_date(match[0]) if match else None


def _linked_committee(root: HtmlElement) -> str | None:
    """The committee that an item's page leads back to ("12/09/2022 - Housing Panel", or the breadcrumb)."""
    for link in root.xpath("//a[contains(@href, 'ieListDocuments.aspx')]"):
        match = re.search(r"\d{4}\s*[-–]\s*(.{4,80})$|(?:^|of )([A-Z].{3,80}?),? (?:on )?\w+day", text_of(link))
        if match:
            return (match[1] or match[2]).strip()
    return None


def page_kind(heading: str, main: HtmlElement) -> str | None:
    """The kind of a modern.gov page by its heading and parts; None for any other page."""
    low = heading.lower()
    if "issue" in low:
        return "issue_history"
    if low.startswith("decision"):
        return "decision"
    parts = {text_of(p).lower().rstrip(":") for p in main.xpath(".//*[contains(@class, 'mgSubItemTitleTxt')]")}
    if "minutes" in parts or "minutes" in low:
        return "minutes"
    if parts & {"decision", "decisions"}:
        return "decision" if low.startswith("agenda item") else "minutes"
    return "agenda" if low.startswith(("agenda", "meeting")) else None


def find_identifiers(root: HtmlElement, main: HtmlElement, address: str) -> dict[str, str]:
    """Ids of modern.gov: of the page itself (``modgov:MId``), of its items (``modgov:AIId:54``) and dated meetings.

    A page's own ids are those of its address, and of links that all agree on one id.
    """
    seen: dict[str, set[str]] = {}
    found: dict[str, str] = {}
    for source in (address, *(str(href) for href in root.xpath("//a/@href"))):
        for key, value in _ids_in(source):
            seen.setdefault(key, set()).add(value)
            if source is address:
                found[key] = value
    for key, values in seen.items():
        if len(values) == 1:
            found.setdefault(key, next(iter(values)))
    if found and main.xpath(".//td[contains(@class, 'mgItemNumberCell')]"):
        found.pop("modgov:AIId", None)
    found.update(_item_ids(main))
    for link in main.xpath(".//a[contains(@href, 'MId=') or contains(@href, 'MID=')]"):
        date = first_date(text_of(link))
        meeting = dict(_ids_in(str(link.get("href")))).get("modgov:MId")
        if date and meeting:
            found[f"modgov:MId:{date.isoformat()}"] = meeting
    return found


def _ids_in(address: str) -> Iterator[tuple[str, str]]:
    match = _ID.search(address.replace("&amp;", "&"))
    if match is None:
        return
    page = match["page"].lower()
    names = {"mid": "MId", "cid": "CId", "iid": "IId", "aiid": "AIId"}
    for name, value in re.findall(r"(\w+)=(\d+)", match["query"]):
        key = names.get(name.lower())
        if name.lower() == "id":
            key = {"mgai": "AIId", "iedecisiondetails": "DId"}.get(page)
        if key:
            yield f"modgov:{key}", value


def _item_ids(main: HtmlElement) -> dict[str, str]:
    found = {}
    for cell in main.xpath(".//td[contains(@class, 'mgItemNumberCell')]"):
        anchor = next((str(name) for name in cell.xpath(".//a/@name") if str(name).startswith("AI")), "")
        number = text_of(cell).rstrip(".")
        if anchor[2:].isdigit() and number:
            found[f"modgov:AIId:{number}"] = anchor[2:]
    return found
