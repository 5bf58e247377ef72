"""Laying out PDF papers: house styles, tables, drawn arrows, running heads.  Only the fonts every PDF viewer has."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer, Table, TableStyle

RAG = {"red": colors.HexColor("#d4351c"), "amber": colors.HexColor("#ffbf47"), "green": colors.HexColor("#3fa55b")}
INK = {"red": colors.white, "amber": colors.black, "green": colors.white}
SLATE, TEAL, PLUM, SAND = (colors.HexColor(c) for c in ("#2b3a4a", "#0b5563", "#4b2354", "#efe9dc"))
GREY = colors.HexColor("#e3e6ea")


@dataclass(frozen=True)
class House:
    """A typographic manner: a family of faces, a size, a colour."""

    face: str = "Helvetica"
    bold: str = "Helvetica-Bold"
    italic: str = "Helvetica-Oblique"
    size: float = 10.5
    colour: Any = SLATE
    justified: bool = False

    def style(self, **change: Any) -> ParagraphStyle:
        base = {
            "fontName": self.face,
            "fontSize": self.size,
            "leading": self.size * 1.3,
            "spaceAfter": 6,
            "bulletFontName": self.face,
            "bulletFontSize": self.size,
        }
        if self.justified:
            base["alignment"] = TA_JUSTIFY
        return ParagraphStyle("s", **(base | change))

    def title(self, text: str, size: float = 17) -> Paragraph:
        look = {"fontName": self.bold, "fontSize": size, "leading": size * 1.25, "textColor": self.colour}
        return Paragraph(text, self.style(**look, spaceAfter=8, alignment=0))

    def heading(self, text: str, *, keep: int = 1) -> Paragraph:
        size = self.size + 2
        look = {"fontName": self.bold, "fontSize": size, "leading": size * 1.3, "textColor": self.colour}
        return Paragraph(text, self.style(**look, spaceBefore=9, spaceAfter=5, alignment=0, keepWithNext=keep))

    def text(self, text: str, **change: Any) -> Paragraph:
        return Paragraph(text, self.style(**change))

    def numbered(self, number: str, text: str, indent: float = 30) -> Paragraph:
        return Paragraph(text, self.style(leftIndent=indent, bulletIndent=0), bulletText=number)

    def bullet(self, text: str, indent: float = 44) -> Paragraph:
        return Paragraph(text, self.style(leftIndent=indent, bulletIndent=indent - 12, spaceAfter=3), bulletText="•")

    def caption(self, text: str, *, keep: int = 1) -> Paragraph:
        return Paragraph(
            text, self.style(fontName=self.bold, fontSize=self.size - 0.5, spaceBefore=6, keepWithNext=keep)
        )

    def head(self, rows: Sequence[tuple[str, str]]) -> Table:
        """The labelled lines at the head of a report."""
        cells = [[self.text(f"<b>{a}</b>", spaceAfter=0), self.text(b, spaceAfter=0, alignment=0)] for a, b in rows]
        table = Table(cells, colWidths=[38 * mm, 132 * mm], hAlign="LEFT")
        table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]))
        return table


class Arrow(Flowable):  # type: ignore[misc]
    """An arrow that is drawn, not typed."""

    def __init__(self, way: str, colour: Any = colors.black, size: float = 9) -> None:
        super().__init__()
        self.way, self.colour, self.size = way, colour, size
        self.width = self.height = size
        self.hAlign = "CENTER"

    def wrap(self, *_: float) -> tuple[float, float]:
        return self.size, self.size

    def draw(self) -> None:
        c, s = self.canv, self.size
        c.saveState()
        c.translate(s / 2, s / 2)
        c.rotate({"up": 0, "down": 180, "same": -90}[self.way])
        c.setFillColor(self.colour)
        path = c.beginPath()
        corners = [(0, 0.5), (0.42, 0.02), (0.16, 0.02), (0.16, -0.5), (-0.16, -0.5), (-0.16, 0.02), (-0.42, 0.02)]
        path.moveTo(corners[0][0] * s, corners[0][1] * s)
        for x, y in corners[1:]:
            path.lineTo(x * s, y * s)
        path.close()
        c.drawPath(path, stroke=0, fill=1)
        c.restoreState()


class Bars(Flowable):  # type: ignore[misc]
    """A small bar chart, each bar with its value above and its label below."""

    def __init__(self, bars: Sequence[tuple[str, float]], colour: Any, width: float, height: float, low: float) -> None:
        super().__init__()
        self.bars, self.colour, self.width, self.height, self.low = bars, colour, width, height, low

    def wrap(self, *_: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        each, room = self.width / len(self.bars), self.height - 40
        top = max(value for _, value in self.bars)
        for i, (label, value) in enumerate(self.bars):
            x, tall = i * each, room * (value - self.low) / (top - self.low)
            self.canv.setFillColor(self.colour)
            self.canv.rect(x + each * 0.18, 16, each * 0.64, tall, stroke=0, fill=1)
            self.canv.setFillColor(colors.black)
            self.canv.setFont("Helvetica", 8)
            self.canv.drawCentredString(x + each / 2, tall + 20, f"{value}")
            self.canv.drawCentredString(x + each / 2, 4, label)
        self.canv.setStrokeColor(colors.grey)
        self.canv.line(0, 16, self.width, 16)


TYPED = {"up": "↑", "down": "↓", "same": "→"}


def grid(
    house: House,
    rows: Sequence[Sequence[Any]],
    widths: Sequence[float],
    *,
    heads: int = 1,
    rules: str = "grid",
    spans: Sequence[tuple[tuple[int, int], tuple[int, int]]] = (),
    size: float = 9,
    bold_rows: Sequence[int] = (),
) -> Table:
    """A table.  A cell is words, an ``Arrow``, or ``("GREEN", "green")``: a word on a fill.

    ``rules``: "grid" for a full grid, "lines" for horizontal rules only, "none" for an unruled table.
    """
    commands: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("ALIGN", (1, 0), (-1, -1), "CENTER")]
    cells: list[list[Any]] = []
    for r, row in enumerate(rows):
        line: list[Any] = []
        for c, cell in enumerate(row):
            look: dict[str, Any] = {"fontSize": size, "leading": size * 1.2, "spaceAfter": 0}
            look["alignment"] = 0 if c == 0 else (2 if rules == "none" else TA_CENTER)
            if r < heads or r in bold_rows:
                look["fontName"] = house.bold
            if r < heads and rules == "grid":
                look["textColor"] = colors.white
            if isinstance(cell, tuple):
                commands.append(("BACKGROUND", (c, r), (c, r), RAG[cell[1]]))
                look |= {"fontName": house.bold, "textColor": INK[cell[1]], "alignment": TA_CENTER}
                cell = cell[0]
            line.append(Paragraph(cell, house.style(**look)) if isinstance(cell, str) else cell)
        cells.append(line)
    commands += [("SPAN", a, b) for a, b in spans]
    last = (-1, heads - 1)
    if rules == "grid":
        commands += [("GRID", (0, 0), (-1, -1), 0.5, colors.grey), ("BACKGROUND", (0, 0), last, house.colour)]
    elif rules == "lines":
        commands += [
            ("LINEABOVE", (0, 0), (-1, 0), 1, house.colour),
            ("LINEBELOW", (0, 0), last, 0.8, house.colour),
            ("LINEBELOW", (0, heads), (-1, -1), 0.3, colors.grey),
        ]
    table = Table(cells, colWidths=[w * mm for w in widths], repeatRows=heads, hAlign="LEFT")
    table.setStyle(TableStyle(commands))
    return table


def furniture(left: str, right: str, foot: str, house: House, page: Any) -> Callable[[Canvas, Any], None]:
    """Running header and footer with the page number."""

    def draw(canvas: Canvas, doc: Any) -> None:
        w, h = page
        canvas.saveState()
        canvas.setFont(house.face, 8)
        canvas.setFillColor(colors.HexColor("#555555"))
        canvas.drawString(20 * mm, h - 12 * mm, left)
        canvas.drawRightString(w - 20 * mm, h - 12 * mm, right)
        canvas.drawString(20 * mm, 10 * mm, foot)
        canvas.drawRightString(w - 20 * mm, 10 * mm, f"Page {doc.page}")
        canvas.restoreState()

    return draw


def typeset(
    story: list[Any],
    title: str,
    house: House,
    *,
    left: str = "",
    right: str = "",
    foot: str = "Tarrowdale Council",
    wide: bool = False,
    columns: int = 1,
    first: Callable[[Canvas, Any], None] | None = None,
) -> bytes:
    """The bytes of a PDF that are the same on every run."""
    page = landscape(A4) if wide else A4
    out = io.BytesIO()
    doc = BaseDocTemplate(out, pagesize=page, title=title, author="Tarrowdale Council", invariant=1)
    w, h, side, gap = page[0], page[1], 20 * mm, 8 * mm
    each = (w - 2 * side - gap * (columns - 1)) / columns
    top = 18 * mm if columns == 1 else 52 * mm
    frames = [Frame(side + i * (each + gap), 18 * mm, each, h - 18 * mm - top, 0, 0, 0, 0) for i in range(columns)]

    def draw(canvas: Canvas, doc: Any) -> None:
        furniture(left, right, foot, house, page)(canvas, doc)
        if first:
            first(canvas, doc)

    doc.addPageTemplates([PageTemplate("page", frames, onPage=draw)])
    doc.build(story)
    return out.getvalue()


def gap(points: float = 8) -> Spacer:
    return Spacer(1, points)
