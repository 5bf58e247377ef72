"""pdfium's objects of one page, in the page's own shown coordinates: glyphs and drawn shapes.

``open_paper`` opens the bytes (password and damage told apart); ``PageReader`` takes one page after another apart and
closes it.  Everything later (lines, tables) works on what comes from here and never calls pdfium again.

Coordinates are points from the top left corner of the page as it is shown: crop box and /Rotate applied.
"""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import repeat
from typing import NamedTuple

import numpy as np
import pypdfium2

from minuted.errors import UnreadablePaper
from minuted.extract.document import Colour
from minuted.extract.pdf import pdfium
from minuted.extract.pdf.pdfium import TextPage
from minuted.extract.pdf.shapes import Matrix, Shape, read_shapes
from minuted.extract.pdf.turned import join_turned, main_angle, turn, turn_shape
from minuted.extract.pdf.words import Codes, Floats, Places, Word, letters_of, printed_glyphs, raise_marks, word_starts

ENGINE = f"pdf-1/pdfium-{pypdfium2.PDFIUM_INFO.build}"
"""Part of the key of the stored parse: raise the first number when a paper would read differently."""

COLOURED = frozenset("●■▲▼◆⬤•◼⚫↑↓→←")
"""Lone glyphs whose colour may be a rating."""
GLYPH_CAP = 200_000
"""Glyphs a page: the densest real page seen has 14,000; two million take a gigabyte."""
PAGE_CAP = 3_000
RARE_CODE = 0xA000
"""From here on a code is rare in an English paper."""


@dataclass(slots=True)
class PageObjects:
    """One page taken apart: its words in the order in which they were written, and what is drawn on it."""

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    glyphs: int = 0
    images: int = 0
    angle: int = 0
    """The direction of nearly all text, by which words and shapes have been turned upright (``turned``)."""
    truncated: str | None = None
    """What was left out of an unreasonable page, in words."""


class Style(NamedTuple):
    """What the glyphs of one text object share; ``angle`` in degrees, anticlockwise as the page is shown."""

    size: float
    bold: bool
    font: str
    angle: int


def open_paper(data: bytes, password: str | None = None) -> pypdfium2.PdfDocument:
    """Open a PDF, or say why it cannot be opened and what to do about it."""
    try:
        return pypdfium2.PdfDocument(data, password=password)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadablePaper(
                "the PDF is encrypted" + (": the password does not open it" if password else ""),
                kind="encrypted",
                advice="give its password, or add a copy saved without one",
            ) from error
        raise UnreadablePaper(
            f"the PDF cannot be opened ({error})", kind="damaged", advice="fetch it again, or print it to a new PDF"
        ) from error


def shown_matrix(page: int) -> tuple[Matrix, float, float]:
    """From the page's own coordinates to the shown ones, and the shown width and height.

    >>> # an A4 page without rotation: ((1, 0, 0, -1, 0, 841.9), 595.3, 841.9)
    """
    rect = (ctypes.c_float * 4)()
    pdfium.page_bounding_box(page, ctypes.addressof(rect))
    left, top, right, bottom = rect
    wide, high = right - left, top - bottom
    turn = pdfium.page_rotation(page)
    if turn == 1:
        return (0, 1, 1, 0, -bottom, -left), high, wide
    if turn == 2:
        return (-1, 0, 0, 1, right, -bottom), wide, high
    if turn == 3:
        return (0, -1, -1, 0, top, right), high, wide
    return (1, 0, 0, -1, -left, top), wide, high


class PageReader:
    """Takes the pages of one open paper apart; the names of fonts are looked up once a paper.

    >>> # reader = PageReader(open_paper(data)); first = reader.read(0)
    """

    def __init__(self, paper: pypdfium2.PdfDocument) -> None:
        self.paper = paper
        self._fonts: dict[int, tuple[str, bool]] = {}

    def read(self, index: int) -> PageObjects:
        """The words and shapes of page ``index`` (from 0)."""
        page = self.paper[index]
        try:
            handle = pdfium.address(page.raw)
            to_shown, width, height = shown_matrix(handle)
            found = PageObjects(index + 1, width, height)
            text_page = page.get_textpage()
            try:
                self._read_words(found, pdfium.text_page_of(text_page.raw), text_page.count_chars(), to_shown)
            finally:
                text_page.close()
            found.shapes, found.images, cut = read_shapes(handle, to_shown)
            found.truncated = found.truncated or cut
            if found.angle:
                sides = found.angle, width, height
                found.shapes = [turn_shape(shape, *sides) for shape in found.shapes]
            return found
        finally:
            page.close()

    def _read_words(self, found: PageObjects, text: TextPage, count: int, to_shown: Matrix) -> None:
        if count > GLYPH_CAP:
            found.truncated = f"{count} glyphs on the page: only the first {GLYPH_CAP} were read"
            count = GLYPH_CAP
        found.glyphs = count
        if count <= 0:
            return
        codes = _glyph_codes(text, count)
        printed = printed_glyphs(codes)
        codes = codes[printed]
        found.angle = main_angle(_sampled_angles(text, printed, to_shown))
        boxes = turn(_glyph_boxes(text, printed, to_shown), found.angle, found.width, found.height)
        starts = word_starts(printed, codes, boxes)
        styles = self._styles(text, printed[starts].tolist(), to_shown)
        found.words = _words(codes, boxes, starts, styles)
        if any(style.angle for style in styles):
            for word in found.words:
                word.angle = (word.angle - found.angle) % 360
            found.words = join_turned(found.words)
        raise_marks(found.words)
        for word in found.words:
            if len(word.text) == 1 and word.text in COLOURED:
                word.colour = _colour(pdfium.glyph_object(text, int(printed[starts[word.order]])))

    def _styles(self, text: TextPage, starts: list[int], to_shown: Matrix) -> list[Style]:
        """The style of each word; words of one text object share it, and objects of a page share a few."""
        objects = list(map(pdfium.glyph_object, repeat(text), starts))
        first = dict(zip(reversed(objects), reversed(starts)))
        glyphs = list(first.values())
        sizes = map(pdfium.glyph_font_size, repeat(text), glyphs)
        fonts = map(pdfium.text_font, first)
        style = cache(partial(self._style, to_shown))
        style_of = dict(zip(first, map(style, fonts, sizes, *_glyph_matrices(text, glyphs))))
        return [style_of[text_object] for text_object in objects]

    def _style(self, to_shown: Matrix, font: int | None, size: float, a: float, b: float, c: float, d: float) -> Style:
        name, bold = self._font(font)
        return Style(round(size * math.hypot(c, d), 2), bold, name, _angle(a, b, to_shown))

    def _font(self, font: int | None) -> tuple[str, bool]:
        if not font:
            return "", False
        if font not in self._fonts:
            buffer = ctypes.create_string_buffer(256)
            pdfium.font_name(font, ctypes.addressof(buffer), 256)
            name = buffer.value.decode("utf-8", "replace")
            lower = name.lower()
            heavy = pdfium.font_weight(font) >= 600 or any(w in lower for w in ("bold", "black", "heavy", "semibold"))
            self._fonts[font] = (name.partition("+")[2] or name, heavy)
        return self._fonts[font]


def _sampled_angles(text: TextPage, printed: Places, to_shown: Matrix) -> list[int]:
    """The angles of up to 24 glyphs from all over the page."""
    some = printed[:: max(1, len(printed) // 24)].tolist()
    across, down, _, _ = _glyph_matrices(text, some)
    return [_angle(a, b, to_shown) for a, b in zip(across, down)]


def _glyph_matrices(text: TextPage, glyphs: list[int]) -> list[list[float]]:
    """The four numbers of the glyphs' matrices that turn and scale them: all the first, all the second and so on."""
    columns: list[list[float]] = pdfium.numbers_of(pdfium.glyph_matrix, text, glyphs).T[:4].tolist()
    return columns


def _angle(a: float, b: float, to_shown: Matrix) -> int:
    """The direction as shown of a glyph with this matrix: 0, 90, 180 or 270 degrees anticlockwise."""
    p, q, r, s = to_shown[:4]
    return round(math.degrees(math.atan2(-(a * q + b * s), a * p + b * r)) / 90) % 4 * 90 if a or b else 0


def _colour(text_object: int | None) -> Colour | None:
    parts = (ctypes.c_uint * 4)()
    at = ctypes.addressof(parts)
    if not text_object or not pdfium.fill_colour(text_object, at, at + 4, at + 8, at + 12):
        return None
    return parts[0], parts[1], parts[2]


def _glyph_codes(text: TextPage, count: int) -> Codes:
    """The code of each glyph of a page.

    The page's whole text, at a thirtieth of the time, is one code a glyph too, except where control codes are left
    out of it.  Codes beyond 0xFFFF come cut short in it, and nearly all real ones (signs for mathematics, emoji) then
    look like rare ones: those are asked for again.
    """
    whole = np.zeros(2 * count + 1, np.uint16)
    written = pdfium.glyph_codes(text, 0, count, whole.ctypes.data) - 1  # without the zero at its end
    if written != count:
        return np.fromiter(map(pdfium.glyph_code, repeat(text), range(count)), np.uint32, count)
    codes = whole[:count].astype(np.uint32)
    rare = np.flatnonzero(codes >= RARE_CODE)
    codes[rare] = [pdfium.glyph_code(text, at) for at in rare.tolist()]
    return codes


def _glyph_boxes(text: TextPage, glyphs: Places, to_shown: Matrix) -> Floats:
    """(x0, top, x1, bottom) of each of the glyphs: its advance across, its font's ascent and descent down."""
    raw_boxes = pdfium.numbers_of(pdfium.glyph_box, text, glyphs.tolist())
    left, top, right, bottom = raw_boxes.T[:4].astype(np.float64)
    a, b, c, d, e, f = to_shown
    xs = (left * a + top * c + e, right * a + bottom * c + e)
    ys = (left * b + top * d + f, right * b + bottom * d + f)
    boxes = np.stack((np.minimum(*xs), np.minimum(*ys), np.maximum(*xs), np.maximum(*ys)), axis=1)
    if not np.isfinite(boxes).all():
        boxes = np.nan_to_num(boxes, nan=0.0, posinf=1e6, neginf=-1e6)
    return boxes.astype(np.float32)


def _words(codes: Codes, boxes: Floats, starts: Places, styles: list[Style]) -> list[Word]:
    if not len(starts):
        return []
    text = letters_of(codes)
    left, top, right, bottom = np.ascontiguousarray(boxes.T)
    low = (np.minimum.reduceat(side, starts).tolist() for side in (left, top))
    high = (np.maximum.reduceat(side, starts).tolist() for side in (right, bottom))
    ends = [*starts[1:].tolist(), len(codes)]
    return [
        Word(
            text[start:end], x0, y0, x1, y1, boxes[start:end],
            style.size, style.bold, style.angle, order, style.font,
        )
        for order, (start, end, x0, y0, x1, y1, style) in enumerate(zip(starts.tolist(), ends, *low, *high, styles))
    ]  # fmt: skip
