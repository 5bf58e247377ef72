"""What stands around a table and holds for all of it: caption, headings, lines above, the table it goes on from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from minuted.extract.document import Block, Document, Table
from minuted.nlp.tables.scales import Scale, read_scale, read_scale_note
from minuted.nlp.tables.when import without_when
from minuted.nlp.tables.wording import (
    LEADS_IN,
    NAMES_A_DOCUMENT,
    is_title_line,
    is_topic,
    lead_in_topic,
    question_in,
    run_in_title,
    told_by,
    unnumbered,
)

LINES_ABOVE = 8
_PICTURE = re.compile(r"(?:figure|fig\.?|chart|graph|map|photo)\s+\w{1,5}\b", re.IGNORECASE)


_TABLE_LABEL = re.compile(r"(?i)table\s+\w{1,5}\b\s*[:.–—-]")
_LABEL_BELOW = re.compile(r"(?i)table\s+\w{1,5}\s*[:.–—-]")
_IN_BRACKETS = re.compile(r"\(([^()]*)\)\s*$|,\s*([^,]{1,14})$")


@dataclass
class Setting:
    """The surroundings of one table."""

    table: Table
    index: int
    block: Block
    block_index: int
    caption: str = ""
    """The line that names the table, its "Table 3:" left off."""
    near: tuple[str, ...] = ()
    """Lines between the last table or heading and this table, nearest first."""
    headings: tuple[str, ...] = ()
    """The headings it stands under, outermost first."""
    scale: Scale | None = None
    """The unit and money scale that caption or lines above state for the whole table."""
    noted: Scale | None = None
    """The unit that a line above an earlier table of the same chapter states for all of its figures."""
    before: Table | None = None
    """The table that this one goes on from, whose headings it shares."""
    titles: tuple[str, ...] = ()
    """The paper's title and the first headings."""
    _topic: tuple[str, str] | None = field(default=None, repr=False)

    @property
    def topic(self) -> str:
        """What the table is about, in the paper's words: its caption, lead-in or nearest telling heading."""
        if self._topic is None or self._topic[0] != self.caption:
            self._topic = (self.caption, self._find_topic())
        return self._topic[1]

    def _find_topic(self) -> str:
        if is_topic(without_when(self.caption)):
            return self.caption
        for distance, line in enumerate(self.near[:3]):
            if (
                is_title_line(line)
                and (distance == 0 or unnumbered(line) != line)
                and is_topic(told := unnumbered(line))
                and is_topic(without_when(told))
            ):
                return told
            if topic := question_in(line) or run_in_title(line) or told_by(line):
                return topic
            if line[-1:] in ".:" and LEADS_IN.search(line) and (topic := lead_in_topic(line)):
                return topic
        for heading in reversed(self.headings):
            told = unnumbered(heading)
            if is_topic(told):
                return told
        told_titles = [told for title in self.titles if is_topic(told := unnumbered(title))]
        return next((told for told in told_titles if not NAMES_A_DOCUMENT.match(told) and without_when(told)), "")


def read_settings(document: Document, titles: tuple[str, ...]) -> Iterator[Setting]:
    """The surroundings of every table of a document, in order."""
    outline: list[tuple[int, str]] = []
    between: list[Block] = []
    previous: Setting | None = None
    noted: dict[str, Scale] = {}
    blocks = document.blocks
    for index, block in enumerate(blocks):
        if block.kind in ("header", "footer"):
            continue
        if block.kind != "table" or block.table is None:
            between.append(block)
            if block.kind == "heading":
                outline = [(level, told) for level, told in outline if level < block.level]
                outline.append((block.level, _line(document, block)))
            continue
        table = document.tables[block.table]
        setting = Setting(table, block.table, block, index, titles=titles)
        setting.headings = tuple(told for _, told in outline)
        lines = [(above, _line(document, above)) for above in between[-LINES_ABOVE:]]
        _look_above(setting, lines)
        if not setting.caption:
            setting.caption = _caption_below(document, index)
        setting.scale = _scale_of(setting, lines)
        chapter = setting.headings[0] if setting.headings else ""
        setting.noted = noted.get(chapter)
        stated = [scale for _, text in lines if (scale := read_scale_note(text)) and scale.factor > 1]
        if stated:
            noted[chapter] = stated[-1]
        if previous is not None and _goes_on(previous, setting, between):
            setting.before = previous.before or previous.table
            setting.scale = setting.scale or previous.scale
            if not _is_part_of(between):
                setting.caption, setting.headings = previous.caption, previous.headings
                setting.near = previous.near
        yield setting
        previous, between = setting, []


def _line(document: Document, block: Block) -> str:
    return " ".join(document.text[block.start : block.end].split())[:400]


def _look_above(setting: Setting, lines: list[tuple[Block, str]]) -> None:
    above = lines[::-1]
    setting.near = tuple(text for _, text in above)
    if setting.table.caption and is_topic(told := unnumbered(setting.table.caption).rstrip(".")):
        setting.caption = told
        return
    for distance, (block, text) in enumerate(above[:3]):
        if _PICTURE.match(text):
            continue
        if block.kind == "caption" or _TABLE_LABEL.match(text):
            if is_topic(told := unnumbered(text).rstrip(".")):
                setting.caption = told
                return
        elif block.kind == "heading" and distance <= 1:
            if is_topic(unnumbered(text)):
                setting.caption = unnumbered(text)
            return


def _caption_below(document: Document, index: int) -> str:
    for block in document.blocks[index + 1 : index + 2]:
        text = " ".join(document.text[block.start : block.end].split())
        if block.kind in ("caption", "paragraph") and _LABEL_BELOW.match(text) and len(text) < 200:
            return unnumbered(text)
    return ""


def _scale_of(setting: Setting, lines: list[tuple[Block, str]]) -> Scale | None:
    corner = setting.table.at(0, 0)
    head = (corner.text if corner is not None else "",)
    for text in (*head, setting.table.caption or ""):
        scale = read_scale_note(text) or (read_scale(text) if re.search(r"[£(]", text) else None)
        if scale:
            return scale
    for block, text in reversed(lines):
        scale = read_scale_note(text)
        if unnumbered(text) != setting.caption:
            if scale:
                return scale
            continue
        if scale is None and (block.kind in ("caption", "heading") and text[-30:]):
            bracketed = _IN_BRACKETS.search(text)
            scale = read_scale(bracketed[0]) if bracketed else None
        if scale is None and block.kind == "caption":
            scale = read_scale(text)
        if scale:
            return scale
    told = read_scale(setting.topic)
    if told and (told.unit.startswith("per_") or told.unit == "years" or _LOST_DAYS.match(setting.topic)):
        return told
    return None


_LOST_DAYS = re.compile(r"(?:(?:average|working|sickness) ){0,2}days (?:lost|delayed|taken|absent)\b", re.IGNORECASE)
"""A caption that says in what its values are, before anything else: "Days lost per FTE, April to June"."""


def _goes_on(previous: Setting, setting: Setting, between: list[Block]) -> bool:
    """Whether a table without headings continues the one before: same columns, next to nothing between."""
    if setting.table.header_rows or setting.table.columns != previous.table.columns:
        return False
    if len(between) > 2 or (_is_part_of(between) and not _in_step(previous.table, setting.table)):
        return False
    return bool(previous.table.header_rows or previous.before)


def _is_part_of(between: list[Block]) -> bool:
    """Whether a heading stands between two tables: the second is a part of its own."""
    return any(block.kind in ("heading", "caption") for block in between)


def _in_step(table: Table, other: Table) -> bool:
    """Whether two tables of one page are as wide and begin at one edge: parts of one form."""
    if table.bbox is None or other.bbox is None or table.page != other.page:
        return False
    return abs(table.bbox[0] - other.bbox[0]) < 3 and abs(table.bbox[2] - other.bbox[2]) < 3
