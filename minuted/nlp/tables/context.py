"""What stands around a table and holds for all of it: caption, headings, lines above, the table it goes on from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from minuted.extract.document import Block, Document, Table
from minuted.nlp.tables.scales import Scale, read_scale, read_scale_note
from minuted.nlp.tables.when import without_when

LINES_ABOVE = 8
_NUMBERED = re.compile(
    r"^(?:table|figure|fig\.?|chart|appendix|annexe?|exhibit)\s(?:\d{1,3}[a-z]?|"
    r"[A-Z]{1,2}\d?)(?:\.\d+)*\b\s*[:.–—-]*\s*|"
    r"^(?:\d{1,2}(?:\.\d{1,2})*|[0-9]{1,2}[a-z]?|\([a-z]\)|[A-Z]\.?)\s*[|.):–-]*\s+(?=[A-Z])",
    re.IGNORECASE,
)
_PARAGRAPH_NUMBER = re.compile(r"^\d{1,3}(?:\.\d{1,3})*\.?\s(?=(?:table|figure|chart)\s)", re.IGNORECASE)
_GENERIC = re.compile(
    r"^(?:summary|introduction|background|overview|conclusions?|key (?:points|performance indicators?|messages|"
    r"findings|to .*)|"
    r"appendix.*|annex.*|data|table|report|performance|performance (?:summary|data|indicators|information)|kpis?|"
    r"comparisons?|details?|information|comments?|results?|recommendations?|executive summary|contents|notes?|sources?|"
    r"supporting information|commentary|analysis|current position|what (?:do|does|is|are)\b.*|why\b.*|how\b.*|"
    r"main report|"
    r"purpose.*|date\b.*|background to.*|other|general|quarter(?:ly)?(?: \d)?|.*\?|agenda.*|part [\dab]+.*|"
    r"contact details)$",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r"^(?:[\w'’&,-]+\s){0,5}(?:briefing|report|bulletin|newsletter|paper|book|update|pack|minutes|agenda|"
    r"dashboard|scorecard|"
    r"council|notice|statement|review)\W*(?:[\d/–\s-]*)?$",
    re.IGNORECASE,
)
_COMMAND = re.compile(
    r"^(?:insert|please|next|note|see|click|complete|enter|rounding|n\.?b|source|figures? (?:may|do|are)|"
    r"all figures|use|for|produced|e-?mail|phone|tel|telephone|"
    r"contact|meeting|date|subject|report (?:of|by|to)|wards?|from|to|by|author|key decision|floor|target|"
    r"latest)\b(?=.)",
    re.I,
)
_PICTURE = re.compile(r"(?:figure|fig\.?|chart|graph|map|photo)\s+\w{1,5}\b", re.IGNORECASE)
_LEAD_IN = re.compile(r"\b(?:table|below|following|as follows|set out)\b[^.]{0,60}[.:]?$|:$", re.IGNORECASE)
_LEAD_WORDS = re.compile(
    r"^(?:the |this )?(?:table|graph|chart)(?: \d+)?(?: below| above)? (?:shows|sets out|details|gives|provides|"
    r"summarises|presents)\s*(?:the )?|"
    r"\b(?:is|are|was|were)?\s*(?:also )?(?:set out|shown|detailed|summarised|given|provided|presented|listed|"
    r"as follows|outlined)"
    r"(?:\s(?:in|at|on|by|below|the|table|following|below|\d+))*\W*$|\b(?:in|"
    r"at) the (?:following )?table(?: below)?\W*$|^(?:the|a)\s",
    re.IGNORECASE,
)

_TRAILING_VERB = re.compile(r"\s(?:is|are|was|were)$", re.IGNORECASE)


_IN_WHAT = re.compile(r"(?i)[(,–-]?\s*\b(?:all )?(?:figures|amounts) (?:are )?in [£%]?\S{0,8}\)?\s*$")
_SENTENCE_END = re.compile(r"(?<=[a-z)][.])\s+(?=[A-Z])")
_THREE_LETTERS = re.compile(r"[A-Za-z]{3}")
_RATE = re.compile(r"(?i)\bper\s[\d,]+")
_FIGURE = re.compile(r"\d\s?%|£\s?\d|\d,\d{3}")
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
            if line[-1:] in ".:" and _LEAD_IN.search(line) and (topic := lead_in_topic(line)):
                return topic
        for heading in reversed(self.headings):
            told = unnumbered(heading)
            if is_topic(told):
                return told
        told_titles = [told for title in self.titles if is_topic(told := unnumbered(title))]
        return next((told for told in told_titles if not _DOCUMENT.match(told) and not mentions_only(told)), "")


@lru_cache(maxsize=4096)
def unnumbered(text: str) -> str:
    """A caption or heading without its number.

    >>> unnumbered("Table 4.1 – Spending on parks"), unnumbered("2b | Winter gritting"), unnumbered("3.6 Ferries")
    ('Spending on parks', 'Winter gritting', 'Ferries')
    """
    told = _NUMBERED.sub("", _PARAGRAPH_NUMBER.sub("", " ".join(text.split())), count=1)
    told = _IN_WHAT.sub("", told) if " in " in told.lower() else told
    return _SENTENCE_END.split(told, maxsplit=1)[0].strip()


def is_topic(text: str) -> bool:
    """Whether a heading says what a table is about.

    >>> [is_topic(t) for t in ("Missed collections", "Summary", "What do we know?", "Insert figures here")]
    [True, False, False, False]
    """
    words = text.split()
    if not 1 <= len(words) <= 30 or not _THREE_LETTERS.search(text):
        return False
    if (len(words) < 6 or len(words) > 14) and _FIGURE.search(_RATE.sub(" ", text)):
        return False
    if len(words) > 8 and text.rstrip().endswith((".", ";")):
        return False
    return not _GENERIC.match(text.strip(" :")) and not _COMMAND.match(text)


def mentions_only(text: str) -> bool:
    """Whether a title is nothing but a period."""
    return not without_when(text)


def is_title_line(line: str) -> bool:
    """Whether a line that is no heading by its type reads as one: short, capitalised, without an end.

    >>> [is_title_line(t) for t in ("4.2 Visits to each branch", "It rained.", "All figures in £m")]
    [True, False, False]
    """
    told = unnumbered(line)
    return 2 <= len(told.split()) <= 14 and told[:1].isupper() and told[-1:].isalnum() and not read_scale_note(line)


def question_in(line: str) -> str:
    """The question that a line before a table of answers quotes.

    >>> question_in("2. We asked \u201cDo you ever borrow tools from the shed?\u201d and 40 people answered:")
    'Do you ever borrow tools from the shed'
    """
    found = _QUESTION.search(line)
    return found[1] if found and is_topic(found[1]) else ""


_QUESTION = re.compile(r"[“\"‘']([A-Z][^”\"?’]{10,160}(?:’[^”\"?’]{1,120})?)\?[”\"’']")


def run_in_title(line: str) -> str:
    """The title that opens a numbered paragraph before a table, up to its colon.

    >>> run_in_title("4.3 Loans to staff: This indicator shows how much is lent. Loans at the end of the year were:")
    'Loans to staff'
    >>> run_in_title("4.3 It was clear: nothing had been lent.")
    ''
    """
    found = _RUN_IN.match(line)
    return found[1] if found and is_topic(found[1]) and not _CLAUSE.search(found[1]) else ""


_RUN_IN = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*\.?\s)([A-Z][^:.?!]{7,80}):\s(?=[A-Z])")
_CLAUSE = re.compile(r"\b(?:is|are|was|were|has|have|will|should|can|may|that|which|it|we)\b", re.IGNORECASE)


def told_by(line: str) -> str:
    """What a sentence that speaks of the table says that it sets out.

    >>> told_by("2.2 Table 4 sets out the cost of grounds care for 2013-14 compared to last year. Grey: none.")
    'cost of grounds care for 2013-14'
    """
    found = _TABLE_SETS_OUT.search(line)
    told = _COMPARED.split(found[1])[0].strip(" ,;:") if found else ""
    return told if 1 <= len(told.split()) <= 14 and is_topic(told) else ""


_TABLE_SETS_OUT = re.compile(
    r"(?:^|[.:]\s|\d\s)(?:The )?(?:following |above )?[Tt]able(?: \d{1,2}(?:\.\d{1,2})?)?(?: below| above)? "
    r"(?:sets out|shows|details|gives|provides|summarises|presents|breaks down|compares|lists) (?:the )?([^.:]{8,200})"
)
_COMPARED = re.compile(r"\s(?:compared|in comparison|split|broken down|together|along|alongside|and how|which|that)\b")


def lead_in_topic(line: str) -> str:
    """What a sentence before a table says that it holds.

    >>> lead_in_topic("The progress of the ten play areas is set out in the table below.")
    'progress of the ten play areas'
    >>> lead_in_topic("Table 2 shows that it rained and rained, and nobody who was there will forget it, see below:")
    ''
    """
    told = " ".join(line.split())
    told = re.split(r"(?<=[.!?])\s+(?=[A-Z])", told)[-1]
    for _ in range(3):
        told = _LEAD_WORDS.sub("", told).strip(" .:;,")
        told = _TRAILING_VERB.sub("", told)
    return told if 1 <= len(told.split()) <= 12 and is_topic(told) else ""


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
