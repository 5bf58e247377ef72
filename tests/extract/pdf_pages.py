"""Small PDFs drawn for the tests of the PDF reader: an invented council's papers, top-left coordinates in points."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from reportlab.lib.colors import Color, black, white
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595.0, 842.0


class Sheet:
    """A page to draw on with y counted from the top."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas

    def text(self, x: float, y: float, text: str, size: float = 11, bold: bool = False, right: bool = False) -> None:
        self.canvas.setFillColor(black)
        self.canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
        (self.canvas.drawRightString if right else self.canvas.drawString)(x, HEIGHT - y, text)

    def lines(self, x: float, y: float, texts: Sequence[str], pitch: float = 13, **style: object) -> None:
        for number, text in enumerate(texts):
            self.text(x, y + number * pitch, text, **style)  # type: ignore[arg-type]

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.setStrokeColor(black)
        self.canvas.setLineWidth(0.7)
        self.canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)

    def ground(self, x0: float, top: float, x1: float, bottom: float, colour: Color = white) -> None:
        self.canvas.setFillColor(colour)
        self.canvas.rect(x0, HEIGHT - bottom, x1 - x0, bottom - top, stroke=0, fill=1)

    def outline(self, points: Sequence[tuple[float, float]], colour: Color) -> None:
        path = self.canvas.beginPath()
        path.moveTo(points[0][0], HEIGHT - points[0][1])
        for x, y in points[1:]:
            path.lineTo(x, HEIGHT - y)
        path.close()
        self.canvas.setFillColor(colour)
        self.canvas.drawPath(path, stroke=0, fill=1)

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)

    def table(self, xs: Sequence[float], top: float, rows: Sequence[Sequence[str]], pitch: float = 20) -> float:
        """A fully ruled table; returns where it ends."""
        ys = [top + pitch * number for number in range(len(rows) + 1)]
        self.grid(xs, ys)
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                self.text(xs[column] + 4, ys[number] + 14, text, bold=number == 0)
        return ys[-1]


def paper(
    *pages: Callable[[Sheet], None], size: tuple[float, float] = (WIDTH, HEIGHT), encrypt: object = None
) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=size, encrypt=encrypt, invariant=1)
    for draw in pages:
        draw(Sheet(canvas))
        canvas.showPage()
    canvas.save()
    return target.getvalue()
