"""The few pdfium calls that run once a glyph or once a drawn object, bound for speed.

pypdfium2's own bindings convert each argument; here the same C functions are called with plain integers, so that
``map`` can run them over a whole page.  Those that run once a glyph are not even told what their arguments are, for
ctypes then passes a pointer made once (``TextPage``) as it is.  Measured on two million glyphs: 0.14 microseconds a
box, against 0.3 with integers for pointers and 4 to 5 through a Python loop with a structure.

pdfium is not thread-safe and neither is anything here: one process reads one paper.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Sequence
from itertools import repeat
from typing import Any, NewType

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as raw

_INT, _UINT, _DOUBLE, _POINTER = ctypes.c_int, ctypes.c_uint, ctypes.c_double, ctypes.c_void_p


def _bound(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """The pdfium function ``name`` as one that takes integers for pointers (the GIL stays held: calls are short).

    Without ``arguments`` it takes whatever it is given: integers of 32 bits and pointers that ``byref`` made.
    """
    address = ctypes.cast(getattr(raw, name), _POINTER).value
    function: Callable[..., Any] = ctypes.PYFUNCTYPE(result, *arguments)(address or 0)
    return function


TextPage = NewType("TextPage", object)
"""A pointer to a page's text, for the calls below.  An integer in its place would be cut to 32 bits."""
GlyphCall = Callable[[TextPage, int], Any]
GlyphWriter = Callable[[TextPage, int, Any], Any]
"""Writes some numbers of a glyph: for ``numbers_of``."""

glyph_code: GlyphCall = _bound("FPDFText_GetUnicode", _UINT)
glyph_object: GlyphCall = _bound("FPDFText_GetTextObject", _POINTER)
glyph_font_size: GlyphCall = _bound("FPDFText_GetFontSize", _DOUBLE)
glyph_box: GlyphWriter = _bound("FPDFText_GetLooseCharBox", _INT)
glyph_matrix: GlyphWriter = _bound("FPDFText_GetMatrix", _INT)
glyph_codes = _bound("FPDFText_GetText", _INT, _POINTER, _INT, _INT, _POINTER)
text_font = _bound("FPDFTextObj_GetFont", _POINTER, _POINTER)
font_name = _bound("FPDFFont_GetBaseFontName", ctypes.c_size_t, _POINTER, _POINTER, ctypes.c_size_t)
font_weight = _bound("FPDFFont_GetWeight", _INT, _POINTER)

page_bounding_box = _bound("FPDF_GetPageBoundingBox", _INT, _POINTER, _POINTER)
page_rotation = _bound("FPDFPage_GetRotation", _INT, _POINTER)
page_objects = _bound("FPDFPage_CountObjects", _INT, _POINTER)
page_object = _bound("FPDFPage_GetObject", _POINTER, _POINTER, _INT)
form_objects = _bound("FPDFFormObj_CountObjects", _INT, _POINTER)
form_object = _bound("FPDFFormObj_GetObject", _POINTER, _POINTER, ctypes.c_ulong)
object_type = _bound("FPDFPageObj_GetType", _INT, _POINTER)
object_matrix = _bound("FPDFPageObj_GetMatrix", _INT, _POINTER, _POINTER)
object_bounds = _bound("FPDFPageObj_GetBounds", _INT, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)
fill_colour = _bound("FPDFPageObj_GetFillColor", _INT, _POINTER, _POINTER, _POINTER, _POINTER, _POINTER)
draw_mode = _bound("FPDFPath_GetDrawMode", _INT, _POINTER, _POINTER, _POINTER)
path_segments = _bound("FPDFPath_CountSegments", _INT, _POINTER)
path_segment = _bound("FPDFPath_GetPathSegment", _POINTER, _POINTER, _INT)
segment_point = _bound("FPDFPathSegment_GetPoint", _INT, _POINTER, _POINTER, _POINTER)
segment_type = _bound("FPDFPathSegment_GetType", _INT, _POINTER)

OBJECT_TEXT = raw.FPDF_PAGEOBJ_TEXT
OBJECT_PATH = raw.FPDF_PAGEOBJ_PATH
OBJECT_IMAGE = raw.FPDF_PAGEOBJ_IMAGE
OBJECT_FORM = raw.FPDF_PAGEOBJ_FORM
SEGMENT_LINE = raw.FPDF_SEGMENT_LINETO
SEGMENT_BEZIER = raw.FPDF_SEGMENT_BEZIERTO
SEGMENT_MOVE = raw.FPDF_SEGMENT_MOVETO


ROWS = 4096
_ROOM = (ctypes.c_float * 6 * ROWS)()
_NUMBERS = np.ctypeslib.as_array(_ROOM)
_ROW_AT = [ctypes.byref(_ROOM, 24 * row) for row in range(ROWS)]
"""Where glyphs' numbers are written, so many glyphs at a time, and the pointers to each glyph's row."""


def numbers_of(write: GlyphWriter, page: TextPage, glyphs: Sequence[int]) -> npt.NDArray[np.float32]:
    """What ``write`` tells of each glyph, a row of six: ``glyph_box`` fills four, ``glyph_matrix`` all."""
    found = np.empty((len(glyphs), 6), np.float32)
    for start in range(0, len(glyphs), ROWS):
        part = glyphs[start : start + ROWS]
        _NUMBERS[: len(part)] = 0  # what is not told of a glyph must not be what was told of another
        deque(map(write, repeat(page), part, _ROW_AT), maxlen=0)
        found[start : start + len(part)] = _NUMBERS[: len(part)]
    return found


def text_page_of(pointer: Any) -> TextPage:
    """The page that a ctypes pointer of pypdfium2 points to."""
    return TextPage(ctypes.byref(pointer.contents))


def address(pointer: Any) -> int:
    """The address that a ctypes pointer of pypdfium2 holds."""
    return ctypes.cast(pointer, _POINTER).value or 0
