"""HTML papers: modern.gov pages (an agenda item, a whole meeting, an issue's history, a decision) and any other page.

Only what a reader of the page came for is kept: the ``div#modgov`` of modern.gov, else the page's main part, without
menus, forms, file sizes and hidden text.  The ids by which modern.gov knows meeting, item, issue and committee are kept
in ``Metadata.identifiers``; they tie a decision to the papers it came from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from minuted.errors import UnreadablePaper
from minuted.extract.document import Document, Metadata
from minuted.extract.flow import FlowBuilder
from minuted.extract.html_page import page_metadata, text_of
from minuted.extract.html_tables import BLOCKS, DEEPEST, add_table, is_dropped, is_layout

SUFFIXES = (".html", ".htm", ".aspx")
MEDIA_TYPES = ("text/html", "application/xhtml+xml")
ENGINE = "html 1"
UNKNOWN = Metadata()


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
        misused = name in ("utf-8", "iso-8859-1", "latin-1", "latin1", "us-ascii")
        return "cp1252" if misused or not _is_known(name) else name


def _is_known(encoding: str) -> bool:
    """Whether the parser knows an encoding by that name: pages name some that nobody does.

    >>> _is_known("iso-8859-15"), _is_known("utf-")
    (True, False)
    """
    try:
        HTMLParser(encoding=encoding)
    except LookupError:
        return False
    return True


def find_main(root: HtmlElement) -> HtmlElement:
    """The part of the page that is its content, the rest left out; the whole body where nothing says which."""
    body = root.find("body")
    body = root if body is None else body
    for path in ("//*[@id='modgov']", "//main", "//*[@role='main']", "//article", "//*[@id='content' or @id='main']"):
        for part in root.xpath(path):
            if len(text_of(part)) > 200 or path.endswith("modgov']"):
                return part
    return body


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
        if tag in BLOCKS:
            self.flush()
        if tag == "li":
            self.marker = _list_marker(element)
            self.level += 1
        bold = (
            bold or tag in ("b", "strong", "th") or "font-weight:bold" in (element.get("style") or "").replace(" ", "")
        )
        self._inside(element, depth, bold)
        if tag in BLOCKS:
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
