"""A PDF becomes a ``Document``: the stages in order."""

from __future__ import annotations

import re
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

import pypdfium2

from minuted.errors import UnreadablePaper
from minuted.extract.document import BlockKind, Box, Document, Issue, Metadata, PageStatus
from minuted.extract.limits import IN_DOCUMENT, NO_LIMITS, Limits
from minuted.extract.pdf import ocr as scans
from minuted.extract.pdf import referee, repair
from minuted.extract.pdf.assemble import PageReading, assemble
from minuted.extract.pdf.blocks import find_blocks, main_size
from minuted.extract.pdf.captions import caption_tables
from minuted.extract.pdf.continued import join_pages
from minuted.extract.pdf.engine import ENGINE, PAGE_CAP, PageObjects, PageReader, open_paper
from minuted.extract.pdf.furniture import first_of_running_titles, is_furniture, running_lines
from minuted.extract.pdf.lines import Line, arrange
from minuted.extract.pdf.page_table import PageTable
from minuted.extract.pdf.render import image_of
from minuted.extract.pdf.ruled import edges_of
from minuted.extract.pdf.tables import find_tables
from minuted.extract.pdf.turned import turn, turn_box
from minuted.extract.spent import spent_on

FEW_GLYPHS = 30
"""A page with fewer glyphs and an image is a scan."""
OCR_SECONDS = 90.0
"""A page takes 3 to 7 seconds: twenty pages or so, and time is left for the rest of the paper."""
LONG_RULE = 0.5
"""Share of the page's width from which on a level rule may part it."""
MOST_SHAPES = 5_000
"""A page with more shapes is a map or a drawing."""
SLOW_PAGE = 10.0
"""Seconds that the page may still take during which the time for scanned pages runs out."""
UNKNOWN = Metadata()
NO_LETTERS = re.compile("[\ufffd\ue000-\uf8ff]")
"""What stands for letters of a font without a map to Unicode."""


def read(
    data: bytes,
    metadata: Metadata = UNKNOWN,
    *,
    password: str | None = None,
    ocr: bool | None = None,
    ocr_seconds: float = OCR_SECONDS,
    limits: Limits = NO_LIMITS,
) -> Document:
    """Read the bytes of a PDF.  Raises ``UnreadablePaper`` where nothing can be read.

    ``ocr``: None reads scanned pages when Tesseract is installed, True insists, False leaves them "needs_ocr".
    ``ocr_seconds``: how long the scanned pages of the paper may take altogether; those that are left then have the
    status "needs_ocr" and an issue each, and all other pages are read.
    ``limits``: what the paper may take, and pages that are left out; these have the status "skipped" and an issue.
    """
    if ocr and not scans.is_installed():
        raise UnreadablePaper("OCR was asked for, but Tesseract is not installed", kind="needs_ocr",
                              advice="install tesseract-ocr, or leave out --ocr")  # fmt: skip
    reading = PaperReading(data, password, scans.is_installed() if ocr is None else ocr, ocr_seconds, limits)
    drafts = reading.drafts()
    running = running_lines([(draft.read_height, draft.lines) for draft in drafts])
    body = main_size([word for draft in drafts for line in draft.lines for word in line.words])
    titles = first_of_running_titles([(draft.read_height, draft.lines) for draft in drafts], running, body)
    pages = [draft.reading(running, body, titles) for draft in drafts]
    join_pages(pages)
    turn_back(pages, {draft.number: draft.angle for draft in drafts if draft.angle})
    text, boxes, blocks, spans, tables = assemble(pages)
    issues = tuple(reading.issues)
    return Document(
        text, tuple(blocks), tuple(spans), tuple(tables), metadata, "application/pdf", issues, boxes, ENGINE
    )


def turn_back(pages: Sequence[PageReading], angles: dict[int, int]) -> None:
    """Put the boxes of pages that were turned for reading back where they are shown."""
    sizes = {page.number: (page.width, page.height) for page in pages}
    for page in pages if angles else ():
        for block in page.blocks:
            for line in block.lines:
                _turn_line(line, line.page or page.number, angles, sizes)
            for cell in block.table.cells if block.table else ():
                number = cell.page or page.number
                lines = cell.lines
                cell.lines_read = lines
                for line in lines:
                    _turn_line(line, number, angles, sizes)
                cell.bbox = _turned_box(cell.bbox, number, angles, sizes)
            if block.table:
                block.table.bbox = _turned_box(block.table.bbox, page.number, angles, sizes)
        for _, line in page.furniture:
            _turn_line(line, page.number, angles, sizes)


def _turned_box(box: Box, number: int, angles: dict[int, int], sizes: dict[int, tuple[float, float]]) -> Box:
    return turn_box(box, *_turned_back(number, angles, sizes)) if angles.get(number) else box


def _turned_back(
    number: int, angles: dict[int, int], sizes: dict[int, tuple[float, float]]
) -> tuple[int, float, float]:
    """By how much a page is turned back, and its width and height as it was read."""
    angle, (width, height) = angles[number], sizes[number]
    wide, high = (height, width) if angle in (90, 270) else (width, height)
    return (360 - angle) % 360, wide, high


def _turn_line(line: Line, number: int, angles: dict[int, int], sizes: dict[int, tuple[float, float]]) -> None:
    if number not in angles:
        return
    line.x0, line.top, line.x1, line.bottom = _turned_box(
        (line.x0, line.top, line.x1, line.bottom), number, angles, sizes
    )
    for word in line.words:
        word.boxes = turn(word.boxes, *_turned_back(number, angles, sizes))


@dataclass
class PageDraft:
    """A page's tables and lines, before the running lines of the paper are known."""

    number: int
    width: float
    height: float
    tables: list[PageTable] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    status: PageStatus = "read"
    rules: list[float] = field(default_factory=list)
    """The heights of the level rules across much of the page."""
    angle: int = 0
    """By how much the page was turned to be read."""

    @property
    def read_height(self) -> float:
        """The page's height as it was read."""
        return self.width if self.angle in (90, 270) else self.height

    def reading(self, running: set[tuple[str, str]], body_size: float, titles: Collection[int] = ()) -> PageReading:
        """The page in reading order; ``titles`` are lines (by ``id``) that stay though they run."""
        furniture: list[tuple[BlockKind, Line]] = []
        kept: list[Line] = []
        turned: list[list[Line]] = []
        for line in self.lines:
            if line.words and line.words[0].angle:
                turned.append([line])
                continue
            side = is_furniture(line, self.read_height, running)
            if side is not None and id(line) not in titles:
                furniture.append((side, line))
            else:
                kept.append(line)
        furniture = self._without_fields(furniture, kept)
        for index, table in enumerate(self.tables):
            order = min((word.order for cell in table.cells for word in cell.words), default=0)
            kept.append(Line([], *table.bbox, order, index))
        blocks = find_blocks([*arrange(kept, rules=self.rules), *turned], self.tables, body_size)
        caption_tables(blocks)
        furniture.sort(key=lambda item: (item[0] == "footer", round(item[1].top), item[1].x0))
        return PageReading(self.number, self.width, self.height, blocks, furniture, self.status)

    @staticmethod
    def _without_fields(furniture: list[tuple[BlockKind, Line]], kept: list[Line]) -> list[tuple[BlockKind, Line]]:
        """The running lines; one that stands beside a line of the paper, under another, is a field: it joins ``kept``.

        "Committee:  Place Scrutiny" on the first page of a paper that has the committee's name at the head of each.
        """
        running: list[tuple[BlockKind, Line]] = []
        fields: list[Line] = []
        for side, line in furniture:
            above = any(other.bottom < line.top for other in kept)
            beside = any(abs(other.middle - line.middle) < 0.3 * line.height for other in kept)
            if side == "header" and above and beside:
                fields.append(line)
            else:
                running.append((side, line))
        kept += fields
        return running


class PaperReading:
    """One paper while its pages are taken apart; what was not read as it should be is in ``issues``."""

    def __init__(
        self, data: bytes, password: str | None, ocr: bool, ocr_seconds: float = OCR_SECONDS, limits: Limits = NO_LIMITS
    ) -> None:
        self.data, self.password, self.ocr, self.limits = data, password, ocr, limits
        self.ocr_seconds = self.ocr_left = ocr_seconds
        self.issues: list[Issue] = []
        self.paper = self._open()

    def _open(self) -> pypdfium2.PdfDocument:
        try:
            paper = open_paper(self.data, self.password)
            if len(paper):
                return paper
            problem = UnreadablePaper("the PDF has no pages", kind="empty", advice="fetch it again")
        except UnreadablePaper as error:
            if error.kind == "encrypted":
                raise
            problem = error
        if repair.page_count(self.data, self.password) == 0:
            raise UnreadablePaper("the PDF has no pages", kind="empty", advice="fetch it again") from problem
        clean = repair.resaved(self.data, self.password)
        if clean is None:
            raise problem
        self.data, self.password = clean, None
        self.issues.append(Issue("repaired", "the file is damaged; a copy that qpdf repaired was read"))
        return open_paper(clean)

    def drafts(self) -> list[PageDraft]:
        """Every page, read as far as it can be read alone; the paper is closed."""
        try:
            count = len(self.paper)
            self._compare_counts(count)
            reader = PageReader(self.paper)
            return list(self._drafts(reader, min(count, PAGE_CAP)))
        finally:
            self.paper.close()

    def _drafts(self, reader: PageReader, count: int) -> Iterator[PageDraft]:
        """The pages one by one within the limits; those that are left out are said to be."""
        for number in range(1, count + 1):
            if reason := self.limits.end_before(number):
                missing = f"pages {number} to {count}" if number < count else f"page {number}"
                self.issues.append(Issue("skipped", f"{missing} not read: {reason}", number))
                yield from (PageDraft(left, 0.0, 0.0, status="skipped") for left in range(number, count + 1))
                break
            if reason := self.limits.against(number):
                self.issues.append(Issue("skipped", f"page not read: {reason}", number))
                yield PageDraft(number, 0.0, 0.0, status="skipped")
                continue
            self.limits.reached(number)
            yield self._whole_draft(reader, number)
        self.limits.reached(IN_DOCUMENT)

    def _whole_draft(self, reader: PageReader, number: int) -> PageDraft:
        """The page, or where it needs too much memory a page that failed alone."""
        try:
            return self._draft(reader, number - 1)
        except MemoryError:
            self.issues.append(Issue("too_large", "page not read: it needs more memory than there is", number))
            return PageDraft(number, 0.0, 0.0, status="failed")

    def _compare_counts(self, count: int) -> None:
        if count > PAGE_CAP:
            self.issues.append(Issue("too_large", f"{count} pages: only the first {PAGE_CAP} were read"))
            return
        other = repair.page_count(self.data, self.password)
        if other is not None and other != count:
            self.issues.append(Issue("page_count", f"pdfium finds {count} pages, qpdf {other}; pdfium's were read"))

    def _draft(self, reader: PageReader, index: int) -> PageDraft:
        try:
            objects = reader.read(index)
        except pypdfium2.PdfiumError as error:
            return self._second_try(index, str(error))
        if objects.truncated:
            self.issues.append(Issue("too_large", objects.truncated, index + 1))
        if objects.glyphs < FEW_GLYPHS and objects.images:
            return self._scan(reader, objects, "the page is an image")
        if is_garbled(objects):
            return self._scan(reader, objects, "the page's font has no readable letters")
        return draft_of(objects)

    def _second_try(self, index: int, problem: str) -> PageDraft:
        """A page that pdfium cannot load, by pdfplumber."""
        try:
            objects = referee.read_page(self.data, index, self.password)
        except Exception as error:  # pdfminer raises whatever a broken file makes of it: KeyError, RecursionError...
            self.issues.append(Issue("failed", f"page not read ({problem}; {type(error).__name__})", index + 1))
            return PageDraft(index + 1, 0.0, 0.0, status="failed")
        self.issues.append(Issue("second_engine", f"read by pdfplumber ({problem})", index + 1))
        return draft_of(objects)

    def _scan(self, reader: PageReader, objects: PageObjects, reason: str) -> PageDraft:
        number = objects.number
        read = None
        if self.ocr and self.ocr_left <= 0:
            reason = f"{reason}, and the {self.ocr_seconds:.0f} seconds for scanned pages were used up"
        elif self.ocr:
            began = time.monotonic()
            image = image_of(self.paper, number, dpi=scans.DPI)
            seconds = min(scans.SECONDS_A_PAGE, self.ocr_left + SLOW_PAGE)
            read = scans.read_scan(image, number, objects.width, objects.height, seconds)
            self.ocr_left -= time.monotonic() - began
        if read is None or not read.objects.words:
            self.issues.append(Issue("needs_ocr", f"{reason}: its text was not read", number))
            draft = draft_of(objects)
            draft.status = "needs_ocr"
            return draft
        if read.confidence < scans.LOW_CONFIDENCE:
            self.issues.append(
                Issue("ocr_doubtful", f"words were recognised with {read.confidence:.0f}% confidence", number)
            )
        read.objects.shapes, read.objects.images = objects.shapes, objects.images
        draft = draft_of(read.objects)
        draft.status = "ocr"
        return draft


def is_garbled(objects: PageObjects) -> bool:
    """Whether a quarter of the letters or more are not letters: a font without a map to Unicode."""
    letters = "".join([word.text for word in objects.words])
    return len(letters) >= FEW_GLYPHS and len(NO_LETTERS.findall(letters)) > 0.25 * len(letters)


def draft_of(objects: PageObjects) -> PageDraft:
    """The tables of a page and the lines of the words outside them."""
    with spent_on("tables"):
        tables, lines = find_tables(objects)
    status: PageStatus = "read" if lines or tables else "empty"
    level = edges_of(objects.shapes)[0] if len(objects.shapes) < MOST_SHAPES else []
    wide = LONG_RULE * (objects.height if objects.angle in (90, 270) else objects.width)
    rules = sorted({round(y, 1) for y, x0, x1 in level if x1 - x0 > wide})
    return PageDraft(objects.number, objects.width, objects.height, tables, lines, status, rules, objects.angle)
