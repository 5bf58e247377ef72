"""The line above a table that names it, and the line that gives its unit, become the table's caption."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minuted.extract.pdf.blocks import PageBlock

UNIT = re.compile(
    r"\b(?:all|figures|amounts|values|shown|expressed)\b.*[£%$€]|"
    r"^\(?[£$€]\s?['’]?(?:000s?|m|k|million|thousands?)\)?$",
    re.IGNORECASE,
)
NEAR = 60.0
"""Points between a caption and its table."""


def caption_tables(blocks: Sequence[PageBlock]) -> None:
    """Give each table of a page the short blocks right above it as its caption; "Table 3: ..." below counts too."""
    for at, block in enumerate(blocks):
        if block.table is None:
            continue
        above: list[PageBlock] = []
        for before in reversed(blocks[max(0, at - 3) : at]):
            if not _names(before, above[-1] if above else block):
                break
            above.append(before)
            if before.kind in ("heading", "caption"):
                break
        if above:
            block.table.caption = " ".join(part.text for part in reversed(above))
        elif at + 1 < len(blocks) and blocks[at + 1].kind == "caption" and _gap(block, blocks[at + 1]) < NEAR / 2:
            block.table.caption = blocks[at + 1].text
        for part in above:
            if part.kind == "paragraph":
                part.kind = "caption"


def _names(block: PageBlock, below: PageBlock) -> bool:
    """Whether the block may be (part of) the caption of what stands below it."""
    if block.table is not None or block.number in ("•", "▪", "-", "–"):
        return False
    text = block.text
    if len(text) > 200 or len(block.lines) > 3 or not 0 <= _gap(block, below) + 6 < NEAR:
        return False
    if block.kind in ("heading", "caption") or UNIT.search(text):
        return True
    return len(block.lines) == 1 and len(text) < 90 and not text.endswith((".", ";", ",")) and block.number is None


def _gap(above: PageBlock, below: PageBlock) -> float:
    """Points of white between the two."""
    return _box(below)[1] - _box(above)[3]


def _box(block: PageBlock) -> tuple[float, float, float, float]:
    return block.table.bbox if block.table is not None else block.bbox
