"""HTML papers: modern.gov pages (an agenda item, a whole meeting, an issue's history, a decision) and any other page.

Only what a reader of the page came for is kept: the ``div#modgov`` of modern.gov, else the page's main part, without
menus, forms, file sizes and hidden text.  The ids by which modern.gov knows meeting, item, issue and committee are kept
in ``Metadata.identifiers``; they tie a decision to the papers it came from.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from minuted.errors import UnreadablePaper
from minuted.extract.document import Colour, Document, Metadata
from minuted.extract.flow import FlowBuilder, LooseCell, colour_of
from minuted.extract.metadata import first_date

SUFFIXES = (".html", ".htm", ".aspx")
MEDIA_TYPES = ("text/html", "application/xhtml+xml")
ENGINE = "html 1"
DEEPEST = 200
"""Elements nested deeper than this are read as one run of text."""
UNKNOWN = Metadata()

_DROPPED = {"script", "style", "noscript", "nav", "form", "svg", "iframe", "template", "button", "select", "head",
            "object", "canvas", "video", "audio", "input", "textarea", "map"}  # fmt: skip
_DROPPED_CLASSES = re.compile(
    r"(?:^|\s)(?:mgHide|mgFileSize|mgLinks|mgFooter|mgHelpLine|mgActionList|skip-link|sr-only|visually-hidden|breadcrumbs?|"
    r"cookie[\w-]*|share[\w-]*|social[\w-]*|navbar|menu|sidebar|pagination)(?:\s|$)"
)
_LANDMARKS = {"banner", "navigation", "contentinfo", "search", "complementary"}
_BLOCKS = {"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "dl", "dt", "dd", "blockquote",
           "pre", "section", "article", "main", "header", "footer", "aside", "address", "figure", "figcaption", "tr",
           "td", "th", "tbody", "thead", "tfoot", "caption", "hr", "body", "center", "fieldset", "legend", "details",
           "summary", "br"}  # fmt: skip
_ID = re.compile(
    r"(?P<page>mgai|ielistdocuments|ieissuedetails|mgissuehistoryhome|iedecisiondetails)\.aspx\?(?P<query>[^#\s\"']*)",
    re.I,
)


def read(data: bytes, metadata: Metadata = UNKNOWN) -> Document:
    """Read the bytes of a page.  Raises ``UnreadablePaper`` where there is nothing to read or it is an error page."""
    root = _parse(data)
    main = find_main(root)
    head = page_metadata(root, main)
    builder = FlowBuilder()
    Walker(builder).walk(main)
    if not builder.blocks:
        raise UnreadablePaper("the page has no text", kind="empty", advice="save the page again, complete")
    return builder.document(head, "text/html", ENGINE)


def _parse(data: bytes) -> HtmlElement:
    parser = HTMLParser(
        encoding=declared_encoding(data), no_network=True, recover=True, remove_comments=True, remove_pis=True,
        huge_tree=True,
    )  # fmt: skip
    try:
        root = document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadablePaper(f"the page cannot be parsed ({error})", advice="save the page again") from error
    return root


def declared_encoding(data: bytes) -> str:
    """The page's encoding: by its mark, by its ``charset``, else UTF-8 where it is that, else Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    said = re.search(rb"charset=[\"']?\s*([\w.:-]{3,20})", data[:4096], re.IGNORECASE)
    try:
        data.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        name = said[1].decode("ascii").lower() if said else "cp1252"
        return "cp1252" if name in ("utf-8", "iso-8859-1", "latin-1", "latin1", "us-ascii") else name


def find_main(root: HtmlElement) -> HtmlElement:
    """The part of the page that is its content, the rest left out; the whole body where nothing says which."""
    body = root.find("body")
    body = root if body is None else body
    for path in ("//*[@id='modgov']", "//main", "//*[@role='main']", "//article", "//*[@id='content' or @id='main']"):
        for part in root.xpath(path):
            if len(_text(part)) > 200 or path.endswith("modgov']"):
                return part
    return body


def _text(element: HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


def page_metadata(root: HtmlElement, main: HtmlElement) -> Metadata:
    """What the page's markup says of it: title, body, date, kind, and the ids of modern.gov."""
    meta = {
        str(m.get("name") or m.get("property")).lower(): str(m.get("content") or "")
        for m in root.xpath("//meta[@content]")
    }
    heading = _first(main, ".//*[contains(@class, 'mgMainTitleTxt')]") or ""
    subtitle = _first(main, ".//*[contains(@class, 'mgSubTitleTxt')]") or ""
    address = meta.get("og:url") or next(iter(root.xpath("//link[@rel='canonical']/@href")), None)
    committee, date = _body_and_date(subtitle) if " - " in subtitle else (None, None)
    date = date or first_date(meta.get("dc.date", "")) or _labelled_date(main)
    kind = page_kind(heading, main)
    told = subtitle if kind in ("issue_history", "decision") or (heading.lower().startswith("agenda item")) else ""
    title = told or meta.get("dc.title") or _first(root, "//title")
    return Metadata(
        title=" ".join(title.split())[:200] if title and kind else None,
        committee=committee or _linked_committee(root),
        meeting_date=date,
        kind=kind,
        source_url=str(address) if address else None,
        identifiers=find_identifiers(root, main, str(address or "")),
    )


def _first(element: HtmlElement, path: str) -> str | None:
    return next((text for found in element.xpath(path) if (text := _text(found))), None)


def _body_and_date(subtitle: str) -> tuple[str | None, dt.date | None]:
    """("Schools Forum", 3 May 2022) of "Schools Forum - Tuesday, 3rd May, 2022 6.30 pm"."""
    body, _, when = subtitle.rpartition(" - ")
    date = first_date(when)
    return (body.strip() or None, date) if date else (None, None)


def _labelled_date(main: HtmlElement) -> dt.date | None:
    text = _text(main)[:6000]
    match = re.search(r"(?:Meeting|Date of (?:decision|meeting)|Decided at meeting)\s*:?\s.{0,120}", text)
    return first_date(match[0]) if match else None


def _linked_committee(root: HtmlElement) -> str | None:
    """The committee that an item's page leads back to ("12/09/2022 - Housing Panel", or the breadcrumb)."""
    for link in root.xpath("//a[contains(@href, 'ieListDocuments.aspx')]"):
        match = re.search(r"\d{4}\s*[-–]\s*(.{4,80})$|(?:^|of )([A-Z].{3,80}?),? (?:on )?\w+day", _text(link))
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
    parts = {_text(p).lower().rstrip(":") for p in main.xpath(".//*[contains(@class, 'mgSubItemTitleTxt')]")}
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
        date = first_date(_text(link))
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
        number = _text(cell).rstrip(".")
        if anchor[2:].isdigit() and number:
            found[f"modgov:AIId:{number}"] = anchor[2:]
    return found


@dataclass
class Walker:
    """Goes through the page once and hands its blocks to the builder."""

    builder: FlowBuilder

    def __post_init__(self) -> None:
        self.run: list[str] = []
        self.bold_letters = 0
        self.letters = 0
        self.level = 0
        self.marker: str | None = None
        self.item_number: str | None = None

    def walk(self, element: HtmlElement, depth: int = 0, bold: bool = False) -> None:
        """Read one element and what is in it; its tail belongs to its parent."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or is_dropped(element):
            return
        if depth > DEEPEST:
            self._say(str(element.text_content()), bold)
            return
        if tag == "table" and not is_layout(element):
            self.flush()
            add_table(self.builder, element)
            return
        if tag in _BLOCKS:
            self.flush()
        if tag == "li":
            self.marker = _list_marker(element)
            self.level += 1
        bold = (
            bold or tag in ("b", "strong", "th") or "font-weight:bold" in (element.get("style") or "").replace(" ", "")
        )
        self._inside(element, depth, bold)
        if tag in _BLOCKS:
            self.flush(element)
        if tag == "li":
            self.level -= 1
            self.marker = None

    def _inside(self, element: HtmlElement, depth: int, bold: bool) -> None:
        self._say(element.text, bold)
        for child in element:
            self.walk(child, depth + 1, bold)
            self._say(child.tail, bold)

    def _say(self, text: str | None, bold: bool) -> None:
        if text:
            self.run.append(text)
            letters = sum(letter.isalnum() for letter in text)
            self.letters += letters
            self.bold_letters += letters if bold else 0

    def flush(self, element: HtmlElement | None = None) -> None:
        """End the block that is being gathered."""
        text = " ".join("".join(self.run).split())
        bold = self.letters > 0 and self.bold_letters == self.letters
        self.run, self.letters, self.bold_letters = [], 0, 0
        if not text:
            return
        if (
            element is not None
            and "mgAiTitleTxt" in (element.get("class") or "")
            and not re.search(r"[A-Za-z]{2}", text)
        ):
            self.item_number = text
            return
        level = _heading_level(element, text, bold)
        if level:
            self.builder.add("heading", text, number=self.item_number, level=level, bold=True)
            self.item_number = None
        elif self.marker is not None:
            self.builder.add("list_item", text, number=self.marker, level=self.level)
            self.marker = None
        else:
            self.builder.add("paragraph", text, bold=bold)


def _heading_level(element: HtmlElement | None, text: str, bold: bool) -> int:
    tag = element.tag if element is not None else ""
    if re.fullmatch(r"h[1-6]", str(tag)):
        return int(tag[1])
    kinds = (element.get("class") or "") if element is not None else ""
    if "mgAiTitleTxt" in kinds:
        return 2 if re.search(r"[A-Za-z]", text) else 0
    if "mgSubItemTitleTxt" in kinds or "mgSubSubTitleTxt" in kinds:
        return 3
    return 4 if bold and len(text.split()) <= 12 and not text.endswith((".", ";", ",")) else 0


def _list_marker(element: HtmlElement) -> str:
    parent = element.getparent()
    if parent is None or parent.tag != "ol":
        return "•"
    place = 1 + sum(1 for before in element.itersiblings("li", preceding=True))
    place = int(element.get("value") or 0) or place + int(parent.get("start") or 1) - 1
    style = parent.get("type") or next(
        (kind for word, kind in (("lower-alpha", "a"), ("lower-roman", "i")) if word in (parent.get("style") or "")),
        "1",
    )
    return numbered(place, style) + ("." if style == "1" else ")")


def numbered(place: int, style: str) -> str:
    """A list number: ``style`` is "1", "a", "A", "i" or "I".

    >>> [numbered(4, s) for s in "1aAiI"]
    ['4', 'd', 'D', 'iv', 'IV']
    """
    if style in "aA" and 1 <= place <= 26:
        return chr(ord(style) + place - 1)
    if style in "iI" and 1 <= place < 50:
        roman = "x" * (place // 10) + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[place % 10]
        roman = roman.replace("xxxx", "xl")
        return roman.upper() if style == "I" else roman
    return str(place)


def is_dropped(element: HtmlElement) -> bool:
    """Whether an element is furniture, hidden, or no text at all."""
    if element.tag in _DROPPED or (element.get("role") or "") in _LANDMARKS or element.get("hidden") is not None:
        return True
    if _DROPPED_CLASSES.search(element.get("class") or ""):
        return True
    if element.tag in ("header", "footer", "aside") and not element.xpath("ancestor::article | ancestor::main"):
        return True
    return bool(re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", element.get("style") or ""))


def is_layout(table: HtmlElement) -> bool:
    """Whether a table only places things: the items of a meeting, nested tables, a column of prose."""
    if table.get("role") == "presentation" or "mgItemTable" in (table.get("class") or ""):
        return True
    rows = list(table.iter("tr"))
    if table.xpath(".//table") or not rows:
        return True
    widest = max(sum(1 for cell in row if cell.tag in ("td", "th")) for row in rows)
    if widest < 2:
        return True
    longest = max((len(_text(cell)) for cell in table.iter("td", "th")), default=0)
    blocks = max((len(cell.xpath(".//p | .//li")) for cell in table.iter("td")), default=0)
    return longest > 1500 and blocks > 6


def add_table(builder: FlowBuilder, table: HtmlElement) -> None:
    """The cells of a table, spans laid out, its caption, and how many rows at the top its markup calls headings."""
    cells: list[LooseCell] = []
    taken: set[tuple[int, int]] = set()
    rows = [row for row in table.iter("tr") if not is_dropped(row)]
    if table.find("thead") is not None and any(child.tag == "th" for child in table.find("thead")):
        rows.insert(0, table.find("thead"))
    heads, counting = 0, True
    for number, row in enumerate(rows):
        column = 0
        own = [cell for cell in row if cell.tag in ("td", "th")]
        for cell in own:
            while (number, column) in taken:
                column += 1
            down, across = _span(cell, "rowspan", len(rows) - number), _span(cell, "colspan", 200)
            taken.update((number + r, column + c) for r in range(down) for c in range(across))
            cells.append(_loose_cell(cell, number, column, down, across))
            column += across
        counting = counting and bool(own) and all(cell.tag == "th" for cell in own)
        heads += counting
    caption = _first(table, "./caption")
    builder.add_table(cells, caption=caption, variant="html", header_rows=heads or None)


def _span(cell: HtmlElement, name: str, most: int) -> int:
    said = re.match(r"\d{1,4}", (cell.get(name) or "1").strip())
    return max(1, min(int(said[0]) if said else 1, most))


def _loose_cell(cell: HtmlElement, row: int, column: int, down: int, across: int) -> LooseCell:
    parts: list[str] = []
    _gather(cell, parts)
    text = " ".join("".join(parts).split())
    marks = tuple(mark for image in cell.iter("img") if (mark := _image_mark(image)))
    bold = cell.tag == "th" or (bool(text) and "".join(_text(b) for b in cell.iter("b", "strong")) == text)
    return LooseCell(row, column, text, down, across, _fill(cell), marks, bold)


def _gather(element: HtmlElement, parts: list[str], depth: int = 0) -> None:
    parts.append(element.text or "")
    for child in element:
        if isinstance(child.tag, str) and not is_dropped(child) and depth < DEEPEST:
            if child.tag in _BLOCKS:
                parts.append(" ")
            _gather(child, parts, depth + 1)
            if child.tag in _BLOCKS:
                parts.append(" ")
        parts.append(child.tail or "")


def _image_mark(image: HtmlElement) -> str | None:
    """What a small picture in a cell shows, by its alternative text or file name."""
    said = f"{image.get('alt') or ''} {image.get('src') or ''}".lower()
    for word, mark in (("red", "dot_red"), ("amber", "dot_amber"), ("green", "dot_green")):
        if re.search(rf"(?<![a-z]){word}(?![a-z])", said):
            return mark
    match = re.search(r"(?<![a-z])(up|down|right|left)(?![a-z])", said) if "arrow" in said else None
    return f"arrow_{match[1]}" if match else None


def _fill(cell: HtmlElement) -> Colour | None:
    style = re.search(r"background(?:-color)?\s*:\s*([^;]+)", cell.get("style") or "", re.IGNORECASE)
    return colour_of(style[1] if style else cell.get("bgcolor"))
