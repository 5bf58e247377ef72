"""The text of a paper that has no pages (HTML, DOCX, sheets), built block by block with the offsets that hold.

Blocks are parted by a blank line, the rows of a table by a line end, its cells by a tab, as in the text of a PDF.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from minuted.extract.document import Block, BlockKind, Cell, Colour, Document, Issue, Metadata, Table
from minuted.extract.headers import resolve_headers

_MARKER = re.compile(
    r"(?P<bullet>[•·●▪■◦○–—\-*>➢✓\uf0b7\uf0a7\uf0d8])\s+(?=\S)"
    r"|(?P<number>(?:[A-Z]{0,4}\.?)?\d{1,3}(?:\.\d{1,3}){0,3}[.)]?|\(?[a-z]{1,2}\)|\(?[ivx]{1,5}[).]|[a-zA-Z][.)]|\([A-Z0-9]{1,3}\))\s+(?=\S)"
)
_BARE_NUMBER = re.compile(r"\d{1,3}$")


def leading_marker(text: str) -> tuple[str | None, int]:
    """The printed number or bullet that opens a paragraph, and where its text begins.

    A bare number is a quantity, not a marker ("12 schools were visited").

    >>> leading_marker("2.3 Attendance rose"), leading_marker("(a) that"), leading_marker("12 schools were")
    (('2.3', 4), ('(a)', 4), (None, 0))
    """
    match = _MARKER.match(text)
    if match is None:
        return None, 0
    if match["bullet"]:
        return "•", match.end()
    number = match["number"]
    return (None, 0) if _BARE_NUMBER.fullmatch(number) else (number, match.end())


@dataclass(slots=True)
class LooseCell:
    """A cell before it has offsets."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    fill: Colour | None = None
    marks: tuple[str, ...] = ()
    bold: bool = False


@dataclass
class FlowBuilder:
    """The growing text, blocks and tables."""

    parts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    length: int = 0

    def add(
        self,
        kind: BlockKind,
        text: str,
        *,
        number: str | None = None,
        level: int = 1,
        bold: bool = False,
        size: float | None = None,
    ) -> None:
        """Append a block; ``number`` is one that the format counts itself and the text does not hold, "" says none."""
        text = " ".join(text.split())
        if not text:
            return
        start = self.length
        if number is None:
            number, skip = leading_marker(text)
        elif not number:
            number, skip = None, 0
        else:
            text, skip = f"{number} {text}", len(number) + 1
        self._write(text)
        if kind == "paragraph" and number is not None and not number[0].isdigit():
            kind = "list_item"
        self.blocks.append(Block(kind, start, self.length, start + skip, number, level, bold=bold, size=size))
        self._write("\n\n")

    def add_table(
        self,
        cells: Sequence[LooseCell],
        *,
        caption: str | None = None,
        variant: str = "",
        header_rows: int | None = None,
    ) -> None:
        """Append a table; cells without text keep their place, so that fills and marks are not lost."""
        told = [cell.text for cell in cells if cell.text.strip()]
        if len(told) < 2:
            self.add("paragraph", told[0] if told else "")
            return
        start = self.length
        made: list[Cell] = []
        ordered = sorted(cells, key=lambda c: (c.row, c.column))
        for index, cell in enumerate(ordered):
            if index:
                self._write("\t" if cell.row == ordered[index - 1].row else "\n")
            at = self.length
            text = " ".join(cell.text.split())
            self._write(text)
            made.append(
                Cell(
                    cell.row, cell.column, at, self.length, text, cell.row_span, cell.column_span, fill=cell.fill,
                    marks=cell.marks, bold=cell.bold,
                )
            )  # fmt: skip
        rows = max(cell.row + cell.row_span for cell in made)
        columns = max(cell.column + cell.column_span for cell in made)
        table = resolve_headers(
            made, rows, columns, caption=caption, start=start, end=self.length, variant=variant, header_rows=header_rows
        )
        self.blocks.append(Block("table", start, self.length, start, table=len(self.tables)))
        self.tables.append(table)
        self._write("\n\n")

    def _write(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def document(self, metadata: Metadata, media_type: str, engine: str) -> Document:
        """All of it."""
        return Document(
            "".join(self.parts), tuple(self.blocks), (), tuple(self.tables), metadata, media_type, tuple(self.issues),
            None, engine,
        )  # fmt: skip


def colour_of(code: str | None) -> Colour | None:
    """A colour from "#ff0000", "FFFF0000" (alpha first), "rgb(255, 0, 0)" or a name; None for white, auto and unknown.

    >>> colour_of("#f00"), colour_of("FF00B050"), colour_of("rgb(255, 192, 0)"), colour_of("white"), colour_of("auto")
    ((255, 0, 0), (0, 176, 80), (255, 192, 0), None, None)
    """
    code = (code or "").strip().lower()
    found: Colour | None = _NAMES.get(code)
    if match := re.search(r"rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})", code):
        found = int(match[1]), int(match[2]), int(match[3])
    elif match := re.fullmatch(r"#?([0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})", code):
        digits = match[1]
        digits = "".join(2 * d for d in digits) if len(digits) == 3 else digits[-6:]
        found = int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
    return None if found is None or min(found) >= 250 else found


_NAMES: dict[str, Colour] = {
    "red": (255, 0, 0), "green": (0, 128, 0), "lime": (0, 255, 0), "limegreen": (50, 205, 50), "yellow": (255, 255, 0),
    "orange": (255, 165, 0), "amber": (255, 191, 0), "gold": (255, 215, 0), "blue": (0, 0, 255),
    "grey": (128, 128, 128),
    "gray": (128, 128, 128), "silver": (192, 192, 192), "lightgrey": (211, 211, 211), "lightgray": (211, 211, 211),
    "black": (0, 0, 0), "darkred": (139, 0, 0), "darkgreen": (0, 100, 0), "lightgreen": (144, 238, 144),
}  # fmt: skip
