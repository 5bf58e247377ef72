"""A PDF becomes a ``Document``: the stages in order."""

from __future__ import annotations

from minuted.errors import UnreadablePaper
from minuted.extract.document import BlockKind, Document, Issue, Metadata, PageStatus
from minuted.extract.pdf.assemble import PageReading, assemble
from minuted.extract.pdf.blocks import find_blocks, main_size
from minuted.extract.pdf.captions import caption_tables
from minuted.extract.pdf.continued import join_pages
from minuted.extract.pdf.engine import ENGINE, PAGE_CAP, PageObjects, PageReader, open_paper
from minuted.extract.pdf.furniture import is_furniture, running_lines
from minuted.extract.pdf.grids import PageTable
from minuted.extract.pdf.lines import Line, arrange, find_lines
from minuted.extract.pdf.tables import find_tables

UNKNOWN = Metadata()
FEW_GLYPHS = 30
"""A page with fewer glyphs and an image is a scan."""


def read(
    data: bytes, metadata: Metadata = UNKNOWN, *, password: str | None = None, ocr: bool | None = None
) -> Document:
    """Read the bytes of a PDF.  Raises ``UnreadablePaper`` where nothing can be read.

    ``ocr``: None reads scanned pages when Tesseract is installed, True insists, False leaves them "needs_ocr".
    """
    paper = open_paper(data, password)
    try:
        count = len(paper)
        if count == 0:
            raise UnreadablePaper("the PDF has no pages", kind="empty", advice="fetch it again")
        reader = PageReader(paper)
        issues: list[Issue] = []
        drafts = [_draft(reader, index, issues) for index in range(min(count, PAGE_CAP))]
    finally:
        paper.close()
    if count > PAGE_CAP:
        issues.append(Issue("too_large", f"{count} pages: only the first {PAGE_CAP} were read"))
    running = running_lines([(draft.height, draft.lines) for draft in drafts])
    body = main_size([word for draft in drafts for line in draft.lines for word in line.words])
    pages = [draft.reading(running, body) for draft in drafts]
    join_pages(pages)
    text, boxes, blocks, spans, tables = assemble(pages)
    return Document(
        text, tuple(blocks), tuple(spans), tuple(tables), metadata, "application/pdf", tuple(issues), boxes, ENGINE
    )


class PageDraft:
    """A page's tables and lines, before the running lines of the paper are known."""

    def __init__(self, objects: PageObjects, tables: list[PageTable], lines: list[Line]) -> None:
        self.number, self.width, self.height = objects.number, objects.width, objects.height
        self.tables, self.lines = tables, lines
        self.scanned = objects.glyphs < FEW_GLYPHS and objects.images > 0
        self.empty = not lines and not tables

    def reading(self, running: set[tuple[str, str]], body_size: float) -> PageReading:
        """The page in reading order."""
        furniture: list[tuple[BlockKind, Line]] = []
        kept: list[Line] = []
        for line in self.lines:
            side = is_furniture(line, self.height, running)
            if side is not None:
                furniture.append((side, line))
            else:
                kept.append(line)
        for index, table in enumerate(self.tables):
            order = min((word.order for cell in table.cells for word in cell.words), default=0)
            kept.append(Line([], *table.bbox, order, index))
        blocks = find_blocks(arrange(kept), self.tables, body_size)
        caption_tables(blocks)
        status: PageStatus = "needs_ocr" if self.scanned else "empty" if self.empty else "read"
        return PageReading(self.number, self.width, self.height, blocks, furniture, status)


def _draft(reader: PageReader, index: int, issues: list[Issue]) -> PageDraft:
    objects = reader.read(index)
    if objects.truncated:
        issues.append(Issue("too_large", objects.truncated, index + 1))
    tables, free = find_tables(objects)
    draft = PageDraft(objects, tables, find_lines(free))
    if draft.scanned:
        issues.append(Issue("needs_ocr", "the page is an image: its text was not read", index + 1))
    return draft
