"""What the lines around a table say that it is about: captions, headings, run-in titles, sentences that lead to it."""

from __future__ import annotations

import re
from functools import lru_cache

from minuted.nlp.tables.scales import read_scale_note

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
NAMES_A_DOCUMENT = re.compile(
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
_IN_WHAT = re.compile(r"(?i)[(,–-]?\s*\b(?:all )?(?:figures|amounts) (?:are )?in [£%]?\S{0,8}\)?\s*$")
_SENTENCE_END = re.compile(r"(?<=[a-z)][.])\s+(?=[A-Z])")
_THREE_LETTERS = re.compile(r"[A-Za-z]{3}")
_RATE = re.compile(r"(?i)\bper\s[\d,]+")
_FIGURE = re.compile(r"\d\s?%|£\s?\d|\d,\d{3}")
LEADS_IN = re.compile(r"\b(?:table|below|following|as follows|set out)\b[^.]{0,60}[.:]?$|:$", re.IGNORECASE)
_LEAD_WORDS = re.compile(
    r"^(?:the |this )?(?:table|graph|chart)(?: \d+)?(?: below| above)? (?:shows|sets out|details|gives|provides|"
    r"summarises|presents)\s*(?:the )?|"
    r"\b(?:is|are|was|were)?\s*(?:also )?(?:set out|shown|detailed|summarised|given|provided|presented|listed|"
    r"as follows|outlined)"
    r"(?:\s(?:in|at|on|by|the|table|following|below|\d+))*\W*$|\b(?:in|"
    r"at) the (?:following )?table(?: below)?\W*$|^(?:the|a)\s",
    re.IGNORECASE,
)
_TRAILING_VERB = re.compile(r"\s(?:is|are|was|were)$", re.IGNORECASE)
_QUESTION = re.compile(r"[“\"‘']([A-Z][^”\"?’]{10,160}(?:’[^”\"?’]{1,120})?)\?[”\"’']")
_RUN_IN = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*\.?\s)([A-Z][^:.?!]{7,80}):\s(?=[A-Z])")
_CLAUSE = re.compile(r"\b(?:is|are|was|were|has|have|will|should|can|may|that|which|it|we)\b", re.IGNORECASE)
_TABLE_SETS_OUT = re.compile(
    r"(?:^|[.:]\s|\d\s)(?:The )?(?:following |above )?[Tt]able(?: \d{1,2}(?:\.\d{1,2})?)?(?: below| above)? "
    r"(?:sets out|shows|details|gives|provides|summarises|presents|breaks down|compares|lists) (?:the )?([^.:]{8,200})"
)
_COMPARED = re.compile(r"\s(?:compared|in comparison|split|broken down|together|along|alongside|and how|which|that)\b")


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


def run_in_title(line: str) -> str:
    """The title that opens a numbered paragraph before a table, up to its colon.

    >>> run_in_title("4.3 Loans to staff: This indicator shows how much is lent. Loans at the end of the year were:")
    'Loans to staff'
    >>> run_in_title("4.3 It was clear: nothing had been lent.")
    ''
    """
    found = _RUN_IN.match(line)
    return found[1] if found and is_topic(found[1]) and not _CLAUSE.search(found[1]) else ""


def told_by(line: str) -> str:
    """What a sentence that speaks of the table says that it sets out.

    >>> told_by("2.2 Table 4 sets out the cost of grounds care for 2013-14 compared to last year. Grey: none.")
    'cost of grounds care for 2013-14'
    """
    found = _TABLE_SETS_OUT.search(line)
    told = _COMPARED.split(found[1])[0].strip(" ,;:") if found else ""
    return told if 1 <= len(told.split()) <= 14 and is_topic(told) else ""


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
