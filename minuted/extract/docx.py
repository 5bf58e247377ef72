"""Word documents (DOCX): headings by style, numbered paragraphs, lists, tables with merged cells and shading.

Tracked changes are read as accepted: what was inserted is text, what was deleted is not.  Text boxes are read once,
after the paragraph they hang on.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx import Document as open_docx

from minuted.errors import UnreadablePaper
from minuted.extract.archive import check_zip
from minuted.extract.document import Document, Metadata
from minuted.extract.docx_numbers import ListCounter
from minuted.extract.flow import FlowBuilder, LooseCell, colour_of

SUFFIXES = (".docx", ".docm")
MEDIA_TYPES = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",)
ENGINE = "docx 1"
UNKNOWN = Metadata()
DEEPEST = 60
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE = {_W + "del", _W + "moveFrom", _W + "instrText", _W + "delText", _FALLBACK}
_PART = {
    _W + "p",
    _W + "tbl",
    _W + "sdt",
    _W + "ins",
    _W + "moveTo",
    _W + "customXml",
    _W + "smartTag",
    _W + "sdtContent",
}


def read(data: bytes, metadata: Metadata = UNKNOWN) -> Document:
    """Read the bytes of a Word document.  Raises ``UnreadablePaper`` where it is damaged or empty."""
    check_zip(data)
    try:
        paper = open_docx(io.BytesIO(data))
        body = paper.element.body
    except Exception as error:  # python-docx raises whatever its parsing met: KeyError, ValueError, XMLSyntaxError
        raise UnreadablePaper(
            f"the document cannot be read ({type(error).__name__}: {error})", advice="open it in Word and save it again"
        ) from error
    builder = FlowBuilder()
    reading = WordReading(builder, Styles.of(paper), ListCounter(_numbering(paper)))
    for line in _running_lines(paper):
        builder.add("header", line, number="")
    reading.read_parts(body)
    if not builder.blocks:
        raise UnreadablePaper("the document has no text", kind="empty", advice="if it is pictures, print it to PDF")
    head = Metadata(title=_stated_title(paper, "".join(builder.parts[:60])))
    return builder.document(head, MEDIA_TYPES[0], ENGINE)


def _stated_title(paper: Any, opening: str) -> str | None:
    """The title among the file's properties, where the paper prints it too: else it is its template's."""
    try:
        title = " ".join((paper.core_properties.title or "").split())
    except Exception:  # damaged properties are no reason to leave the paper unread: it says its title itself
        return None
    return title if len(title.split()) > 1 and title.lower() in opening.lower() else None


def _numbering(paper: Any) -> Any | None:
    try:
        return paper.part.numbering_part.element
    except (KeyError, NotImplementedError, AttributeError):
        return None


def _running_lines(paper: Any) -> Iterator[str]:
    """The text of the first section's header."""
    try:
        paragraphs = paper.sections[0].header.paragraphs
    except (IndexError, KeyError, AttributeError):
        return
    for paragraph in paragraphs:
        text = " ".join(text_of(paragraph._p).split())
        if text:
            yield text


@dataclass(frozen=True)
class Styles:
    """What each paragraph style is: a heading of a level, bold, of a list; by style id, inherited ones included."""

    headings: dict[str, int] = field(default_factory=dict)
    lists: dict[str, tuple[str, int]] = field(default_factory=dict)
    bold: frozenset[str] = frozenset()

    @classmethod
    def of(cls, paper: Any) -> Styles:
        """The styles of a document."""
        headings: dict[str, int] = {}
        lists: dict[str, tuple[str, int]] = {}
        bold: set[str] = set()
        try:
            by_id = {style.get(_W + "styleId"): style for style in paper.styles.element.iterchildren(_W + "style")}
        except (KeyError, AttributeError):  # the styles are missing or something else: headings are told otherwise
            return cls()
        for name in by_id:
            chain = _ancestry(name, by_id)
            level = next((level for style in chain if (level := _style_level(style))), 0)
            if level:
                headings[name] = level
            numbers = next((n for style in chain if (n := _list_of(style.find(_W + "pPr"))) is not None), None)
            if numbers:
                lists[name] = numbers
            if any(_is_on(style.find(_W + "rPr"), "b") for style in chain):
                bold.add(name)
        return cls(headings, lists, frozenset(bold))


def _ancestry(name: str, by_id: dict[str, Any]) -> list[Any]:
    chain: list[Any] = []
    while name in by_id and len(chain) < 12 and by_id[name] not in chain:
        chain.append(by_id[name])
        based = by_id[name].find(_W + "basedOn")
        name = based.get(_W + "val") if based is not None else ""
    return chain


def _style_level(style: Any) -> int:
    name = style.find(_W + "name")
    said = (name.get(_W + "val") or "").lower() if name is not None else ""
    match = re.match(r"heading ([1-9])", said)
    if match or said in ("title", "subtitle"):
        return int(match[1]) if match else 1 if said == "title" else 2
    properties = style.find(_W + "pPr")
    outline = properties.find(_W + "outlineLvl") if properties is not None else None
    level = int(outline.get(_W + "val") or 9) if outline is not None else 9
    return level + 1 if level < 9 else 0


def _list_of(properties: Any | None) -> tuple[str, int] | None:
    numbers = properties.find(_W + "numPr") if properties is not None else None
    if numbers is None:
        return None
    link, level = numbers.find(_W + "numId"), numbers.find(_W + "ilvl")
    if link is None:
        return None
    return link.get(_W + "val") or "", int(level.get(_W + "val") or 0) if level is not None else 0


def _is_on(properties: Any | None, name: str) -> bool:
    flag = properties.find(_W + name) if properties is not None else None
    return flag is not None and flag.get(_W + "val") not in ("0", "false", "off")


def text_of(element: Any, depth: int = 0) -> str:
    """The text inside an element, tracked deletions and text boxes left out."""
    parts: list[str] = []
    for child in element:
        if child.tag in _GONE or child.tag.endswith(("}txbxContent", "}pPr", "}rPr")) or depth > DEEPEST:
            continue
        if child.tag == _W + "t":
            parts.append(child.text or "")
        elif child.tag in (_W + "tab", _W + "br", _W + "cr"):
            parts.append(" ")
        elif child.tag == _W + "noBreakHyphen":
            parts.append("-")
        elif child.tag == _W + "sym":
            parts.append(_symbol(child))
        else:
            parts.append(text_of(child, depth + 1))
    return "".join(parts)


def _symbol(element: Any) -> str:
    try:
        return chr(int(element.get(_W + "char") or "20", 16))
    except (ValueError, OverflowError):
        return " "


def is_caption(text: str) -> bool:
    """Whether a line names a table or figure rather than speaking of one.

    >>> is_caption("Table 3: Visits by branch"), is_caption("Table 3 shows that visits fell.")
    (True, False)
    """
    named = re.match(r"(?:Table|Figure|Chart)\s+\w{1,4}\b", text)
    return (
        bool(named) and len(text.split()) <= 25 and not re.match(r"\s+[a-z]{3,}", text[named.end() :] if named else "")
    )


def is_bold(paragraph: Any, style_is_bold: bool) -> bool:
    """Whether all of a paragraph's letters are bold."""
    told = [run for run in paragraph.iter(_W + "r") if text_of(run).strip()]
    if not told:
        return False
    for run in told:
        properties = run.find(_W + "rPr")
        flag = properties.find(_W + "b") if properties is not None else None
        if not (_is_on(properties, "b") if flag is not None else style_is_bold):
            return False
    return True


@dataclass
class WordReading:
    """Goes through the body once and hands its blocks to the builder."""

    builder: FlowBuilder
    styles: Styles
    lists: ListCounter
    caption: str | None = None

    def read_parts(self, parent: Any, depth: int = 0) -> None:
        """Every paragraph and table in an element, in order."""
        for child in parent:
            if child.tag == _W + "p":
                self.read_paragraph(child)
            elif child.tag == _W + "tbl":
                self.read_table(child)
            elif child.tag in _PART and depth < DEEPEST:
                self.read_parts(child, depth + 1)

    def read_paragraph(self, paragraph: Any) -> None:
        """One paragraph, with the number Word gives it, and the text boxes that hang on it."""
        properties = paragraph.find(_W + "pPr")
        style = properties.find(_W + "pStyle") if properties is not None else None
        name = (style.get(_W + "val") or "") if style is not None else ""
        numbers = _list_of(properties) or self.styles.lists.get(name)
        text = " ".join(text_of(paragraph).split())
        if text:
            self._add(text, name, numbers, is_bold(paragraph, name in self.styles.bold))
        for box in paragraph.iter(_W + "txbxContent"):
            if not any(above.tag == _FALLBACK for above in box.iterancestors()):
                self.read_parts(box)

    def _add(self, text: str, style: str, numbers: tuple[str, int] | None, bold: bool) -> None:
        number = self.lists.next_number(*numbers) if numbers and numbers[0] != "0" else None
        level = self.styles.headings.get(style, 0)
        depth = numbers[1] + 1 if numbers else 1
        self.caption = text if style.lower() == "caption" or is_caption(text) else None
        if level:
            self.builder.add("heading", text, number=number, level=level, bold=True)
        elif self.caption:
            self.builder.add("caption", text, number="", bold=bold)
        elif number and not number[0].isdigit():
            self.builder.add("list_item", text, number=number, level=depth, bold=bold)
        elif bold and number is None and len(text.split()) <= 12 and not text.endswith((".", ";", ",")):
            self.builder.add("heading", text, level=7, bold=True)
        else:
            self.builder.add("paragraph", text, number=number, level=depth, bold=bold)

    def read_table(self, table: Any) -> None:
        """A table; one of a single column is only a frame, and is read as paragraphs."""
        cells = list(self._cells(table))
        if not cells:
            return
        widest = max(cell.column + cell.column_span for cell, _ in cells)
        if widest < 2 or sum(bool(cell.text.strip()) for cell, _ in cells) < 2:
            for _, element in cells:
                self.read_parts(element)
            return
        repeated = 0
        for row in table.iterchildren(_W + "tr"):
            properties = row.find(_W + "trPr")
            if properties is None or not _is_on(properties, "tblHeader"):
                break
            repeated += 1
        self.builder.add_table(
            [cell for cell, _ in cells], caption=self.caption, variant="docx", header_rows=repeated or None
        )
        self.caption = None

    def _cells(self, table: Any) -> Iterator[tuple[LooseCell, Any]]:
        """The cells of a table with their spans; one that only continues the cell above is counted with it."""
        open_cells: dict[int, LooseCell] = {}
        found: list[tuple[LooseCell, Any]] = []
        rows = [row for row in table.iterchildren(_W + "tr") if not _is_deleted(row)]
        for number, row in enumerate(rows):
            column = _skipped(row)
            for element in _row_cells(row):
                properties = element.find(_W + "tcPr")
                across = _across(properties)
                merge = properties.find(_W + "vMerge") if properties is not None else None
                if merge is not None and merge.get(_W + "val") != "restart" and column in open_cells:
                    open_cells[column].row_span = number - open_cells[column].row + 1
                else:
                    cell = _loose_cell(element, properties, number, column, across)
                    found.append((cell, element))
                    open_cells.pop(column, None)
                    if merge is not None:
                        open_cells[column] = cell
                column += across
        yield from found


def _is_deleted(row: Any) -> bool:
    properties = row.find(_W + "trPr")
    return properties is not None and properties.find(_W + "del") is not None


def _skipped(row: Any) -> int:
    properties = row.find(_W + "trPr")
    before = properties.find(_W + "gridBefore") if properties is not None else None
    said = (before.get(_W + "val") or "") if before is not None else ""
    return min(int(said), 100) if said.isdecimal() else 0


def _row_cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == _W + "tc":
            yield child
        elif child.tag in _PART:
            yield from _row_cells(child)


def _across(properties: Any | None) -> int:
    span = properties.find(_W + "gridSpan") if properties is not None else None
    said = span.get(_W + "val") if span is not None else "1"
    return max(1, min(int(said or 1), 100)) if (said or "").isdecimal() else 1


def _loose_cell(element: Any, properties: Any | None, row: int, column: int, across: int) -> LooseCell:
    paragraphs = [p for p in element.iter(_W + "p") if not any(above.tag in _GONE for above in p.iterancestors())]
    text = " ".join(text_of(paragraph) for paragraph in paragraphs)
    shading = properties.find(_W + "shd") if properties is not None else None
    fill = colour_of(shading.get(_W + "fill")) if shading is not None else None
    told = [p for p in paragraphs if text_of(p).strip()]
    return LooseCell(row, column, text, 1, across, fill, (), bool(told) and all(is_bold(p, False) for p in told))
