"""The tables of a page: which are tables and which only place things, and their cells with spans, fills and marks."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from minuted.extract.document import Colour
from minuted.extract.flow import FlowBuilder, LooseCell, colour_of
from minuted.extract.html_page import first_text, text_of

DEEPEST = 200
"""Elements nested deeper than this are read as one run of text."""
_DROPPED = {"script", "style", "noscript", "nav", "form", "svg", "iframe", "template", "button", "select", "head",
            "object", "canvas", "video", "audio", "input", "textarea", "map"}  # fmt: skip  # fmt: skip
_DROPPED_CLASSES = re.compile(
    r"(?:^|\s)(?:mgHide|mgFileSize|mgLinks|mgFooter|mgHelpLine|mgActionList|skip-link|sr-only|visually-hidden|breadcrumbs?|"
    r"cookie[\w-]*|share[\w-]*|social[\w-]*|navbar|menu|sidebar|pagination)(?:\s|$)"
)
_LANDMARKS = {"banner", "navigation", "contentinfo", "search", "complementary"}
BLOCKS = {"p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "dl", "dt", "dd", "blockquote",
           "pre", "section", "article", "main", "header", "footer", "aside", "address", "figure", "figcaption", "tr",
           "td", "th", "tbody", "thead", "tfoot", "caption", "hr", "body", "center", "fieldset", "legend", "details",
           "summary", "br"}  # fmt: skip  # fmt: skip


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
    longest = max((len(text_of(cell)) for cell in table.iter("td", "th")), default=0)
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
    caption = first_text(table, "./caption")
    builder.add_table(cells, caption=caption, variant="html", header_rows=heads or None)


def _span(cell: HtmlElement, name: str, most: int) -> int:
    said = re.match(r"\d{1,4}", (cell.get(name) or "1").strip())
    return max(1, min(int(said[0]) if said else 1, most))


def _loose_cell(cell: HtmlElement, row: int, column: int, down: int, across: int) -> LooseCell:
    parts: list[str] = []
    _gather(cell, parts)
    text = " ".join("".join(parts).split())
    marks = tuple(mark for image in cell.iter("img") if (mark := _image_mark(image)))
    bold = cell.tag == "th" or (bool(text) and "".join(text_of(b) for b in cell.iter("b", "strong")) == text)
    return LooseCell(row, column, text, down, across, _fill(cell), marks, bold)


def _gather(element: HtmlElement, parts: list[str], depth: int = 0) -> None:
    parts.append(element.text or "")
    for child in element:
        if isinstance(child.tag, str) and not is_dropped(child) and depth < DEEPEST:
            if child.tag in BLOCKS:
                parts.append(" ")
            _gather(child, parts, depth + 1)
            if child.tag in BLOCKS:
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
