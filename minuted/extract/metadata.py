"""What a paper says of itself in its head: council, committee, date, kind, title, author, lead officer, wards.

Read from the first blocks of the paper; what could not be read stays None.  A format that knows better (the page of
an agenda item, the properties of a workbook) overrides this, and what the user said overrides both
(``reader.read_bytes``).
"""

from __future__ import annotations

import datetime as dt
import re

from minuted.extract.councils import COUNCIL, NAME, cased, find_council, most_named_council
from minuted.extract.document import Document, Metadata

HEAD_LENGTH = 4000
"""How many characters count as the head of a paper."""
TITLE_LENGTH = 200

_LABELS = {
    "committee": r"committee|report to|meeting of|name of committee|decision[- ]making body|to|forum|panel|board"
    r"|meeting",
    "date": r"date of meeting|meeting date|date of committee|date|held on",
    "title": r"title of report|report title|subject|title|report subject|subject matter|name of report",
    "author": r"report author|author|authors|contact officer|contact|report contact|officer contact|originator",
    "lead_officer": r"lead officer|report of|report by|lead director|responsible officer|report from|by|from"
    r"|chief officer|corporate director|director",
    "wards": r"wards? affected|wards?|ward\(s\)|wards? involved|wards\(s\) affected|affected wards?",
    "_end": r"lead member|cabinet member|portfolio holder|classification|status|agenda item|item|key decision|purpose"
    r"|purpose of report|summary|recommendations?|decision type|past pathway of paper|future pathway of paper|time"
    r"|venue|place|present|apologies|electoral divisions?|officer|type|background papers|tel|telephone|e-?mail"
    r"|decision no|reason for urgency|enclosures|appendices|annex(?:es)?|decision due|forward plan ref",
}
_SLOTS = "|".join(f"(?P<{slot}>{words})" for slot, words in _LABELS.items())
_LABEL = re.compile(rf"(?:^|(?<=\t))[ *#•-]*(?:{_SLOTS})[ *]*(?::|\t)[ \t\n*]*", re.IGNORECASE | re.MULTILINE)
_INSIDE = re.compile(
    r"(?<=[\w.)]\s)(?:(?P<committee>report to)|(?P<date>date of meeting)|(?P<title>subject|report title)|"
    r"(?P<author>report author|contact officer)|(?P<lead_officer>lead officer|report of|report by)|"
    r"(?P<wards>wards?(?: affected)?)|"
    r"(?P<_end>lead member|cabinet member|portfolio holder|agenda item|key decision|e-?mail))"
    r"\s?:\s*",
    re.IGNORECASE,
)
"""Labels that may stand inside a line, where the lines of a head ran together."""
LABELS_WITHIN = 1800
_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DATE = re.compile(
    rf"\b(?P<day>\d{{1,2}})\s?(?:st|nd|rd|th)?(?:\s+day\s+of|"
    rf"\s+of)?[\s\-./]+(?P<month>{_MONTH})[\s,\-./]+(?P<year>(?:19|20)\d\d)\b"
    rf"|\b(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>(?:19|20)\d\d)\b"
    r"|\b(?P<y3>20\d\d|19\d\d)-(?P<m3>[01]\d)-(?P<d3>[0-3]\d)\b"
    r"|\b(?P<d4>[0-3]?\d)[/.](?P<m4>[01]?\d)[/.](?P<y4>20\d\d|\d\d)\b",
    re.IGNORECASE,
)
_BODY_WORD = (
    r"Committee|Panel|Board|Cabinet|Sub-?Committee|Forum|Executive Board|Commission|Assembly|Full Council|"
    r"Joint Committee"
    r"|Task Group|Working Group"
)
_BODY = re.compile(rf"\b((?:{NAME}[ ,]+)?(?:{_BODY_WORD}|{_BODY_WORD.upper()}))\b")
_MEETING_OF = re.compile(
    rf"\b(?:meeting|minutes)\s+of\s+(?:the\s+|a meeting of the\s+)?({NAME}(?:,[ ]{NAME})?)", re.IGNORECASE
)
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("minutes", re.compile(r"\bminutes\b(?!\s+of the (?:last|previous))", re.IGNORECASE)),
    ("agenda", re.compile(r"^\W*(?:public |supplementary )?agenda\b(?! item)", re.IGNORECASE | re.MULTILINE)),
    (
        "decision",
        re.compile(
            r"\b(?:record of (?:officer |executive |proposed )?decision|decision notice|proposed record of decision)\b",
            re.IGNORECASE,
        ),
    ),
    ("appendix", re.compile(r"^\W*(?:appendix|annex|annexe)\b", re.IGNORECASE)),
    ("report", re.compile(r"\b(?:report|briefing|strategy|plan|budget|policy|statement)\b", re.IGNORECASE)),
)


def read_head(document: Document, name: str = "") -> Metadata:
    """The metadata that the first lines of a paper state; ``name`` is the file's, used for a date as a last resort.

    >>> text = "TARROWDALE COUNCIL\\n\\nCommittee: Housing Panel\\nDate: 9th October 2018\\nWards: Ashfield, Brook"
    >>> head = read_head(Document(text, ()))
    >>> head.council, head.committee, head.meeting_date.isoformat(), head.wards
    ('Tarrowdale Council', 'Housing Panel', '2018-10-09', ('Ashfield', 'Brook'))
    """
    stated = labelled(document.text[:HEAD_LENGTH])
    head = own_head(document.text)
    committee = _tidy_body(stated.get("committee")) or find_committee(head)
    return Metadata(
        title=_short(stated.get("title")) or find_title(document),
        council=find_council(head) or most_named_council(document.text),
        committee=committee,
        meeting_date=find_meeting_date(head, stated, name),
        kind=find_kind(document, name),
        author=_short(stated.get("author")),
        lead_officer=_short(stated.get("lead_officer")),
        wards=_wards(stated.get("wards")),
    )


def own_head(text: str) -> str:
    """The lines of a paper before its first item: what stands there is said of the paper itself.

    The minutes of the last meeting, another body's report and the headings of the items come after it.

    >>> own_head("OSTLEY PARISH COUNCIL\\nMinutes, 3 May 2022\\n1. Apologies\\nMinutes of 5 April 2022: agreed")
    'OSTLEY PARISH COUNCIL\\nMinutes, 3 May 2022\\n'
    """
    head = text[:HEAD_LENGTH]
    items = (match.start() for match in _ITEM.finditer(head))
    return head[: next((at for at in items if len(_LETTER.findall(head[:at])) >= LETTERS_BEFORE_ITEM), len(head))]


_LETTER = re.compile(r"[^\W\d_]")
LETTERS_BEFORE_ITEM = 8
"""A numbered line opens the items only once this many letters stood before it: "1 TARROWDALE COUNCIL" is page one."""
_ITEM = re.compile(
    rf"^[ \t#*]*(?:\(?item \d{{1,3}}\)?[ \t*]*$|(?!\d{{1,2}}(?:st|nd|rd|th)?[ .](?:{_MONTH})\b)\d{{1,4}}"
    r"(?:[./]\d{1,3}){0,3}(?:[.):][ \t*]*|[ \t]+)(?=[^\W\d_])|(?:apologies|declarations? of|"
    r"minutes of (?:the )?(?:last|previous|meeting held)|(?:confirmation|approval) of (?:the )?minutes)\b)",
    re.IGNORECASE | re.MULTILINE,
)


def labelled(head: str) -> dict[str, str]:
    """What follows each known label ("Lead officer: ...") up to the next label or the end of its line.

    >>> labelled("Report of: A Clerk Lead member: B Cllr\\nSubject: Bins")
    {'lead_officer': 'A Clerk', 'title': 'Bins'}
    """
    found: dict[str, str] = {}
    head = head[:LABELS_WITHIN]
    labels = sorted((*_LABEL.finditer(head), *_INSIDE.finditer(head)), key=lambda match: match.start())
    for index, match in enumerate(labels):
        slot = next(name for name, told in match.groupdict().items() if told)
        end = labels[index + 1].start() if index + 1 < len(labels) else len(head)
        line_end = head.find("\n", match.end())
        value = " ".join(head[match.end() : min(end, line_end if line_end >= 0 else end)].split()).strip(" ,;")
        if slot != "_end" and value and slot not in found and len(value) <= TITLE_LENGTH:
            found[slot] = value
    return found


def find_committee(head: str) -> str | None:
    """The body that meets: after "meeting of the", else the first line that is a body's name.

    >>> find_committee("MINUTES of a meeting of the Schools Forum held on 3 May 2022")
    'Schools Forum'
    """
    opening = next((found for found in _OPENING.finditer(head) if first_date(found["date"])), None)
    if opening:
        return _tidy_body(opening["body"])
    for match in _MEETING_OF.finditer(head):
        body = _BODY.search(match[1])
        if body:
            return cased(body[1])
        if re.match(r"(?i)(?:[\w'’.-]+ ){0,5}council\b", match[1]):
            return None
    for line in head.splitlines():
        body = None if re.search(r"(?i)\bchief executive\b", line) else _BODY.search(line)
        if body and re.search(r"(?i)\b(?:the|this|our|each|that) (?:\w+ )?\w+$", body[1]):
            continue
        share = 0.9 if body and " " not in body[1] and body[1].lower() != "cabinet" else 0.4
        if body and len(line.split()) <= 14 and len(body[1]) >= share * len(line.strip()):
            return _tidy_body(body[1])
    return None


_OPENING = re.compile(
    rf"^[ \t#*]*(?P<body>(?:{NAME}[ ,]+)?(?:{_BODY_WORD}|{_BODY_WORD.upper()}))[ ]?[-–—,][ ]?"
    r"(?=(?P<date>[^\n]{0,40}))",
    re.MULTILINE,
)
"""A body's name that opens a line, before a dash and the date: "HOUSING PANEL – 4 May 2023 MINUTES of the ..." """


def _tidy_body(text: str | None) -> str | None:
    """A body's name out of what a label states: its date, dash and article left off."""
    if not text:
        return None
    name = re.split(r"\s[-–—]\s|,?\s\d|\bon\b\s\d", text)[0].strip(" ,.-–")
    name = re.sub(r"^(?:the|to|meeting of the|meeting of)\s+|\s*:$|\s+date:?$", "", name, flags=re.IGNORECASE)
    if re.search(r"(?i)\b(?:member|leader|councillor|cllr|officer|director)\b", name):
        return None
    body = _BODY.search(name)
    if re.search(r"\bchief executive\b", name, re.IGNORECASE):
        return None
    if body is None and not re.search(r"\b(?:council|executive|cabinet|governors)\b", name, re.IGNORECASE):
        return None
    return cased(name) if len(name.split()) <= 12 else cased(body[1]) if body else None


def find_meeting_date(head: str, stated: dict[str, str], name: str = "") -> dt.date | None:
    """The date of the meeting: labelled, else after "held on", else in a short line of the head, else the file's."""
    for slot in ("date", "committee"):
        date = first_date(stated.get(slot, ""))
        if date:
            return date
    held = re.search(r"(?i)\b(?:held|meeting|met)\b[^.]{0,160}?\bon\b[^.]{0,40}", head[:700])
    if held and re.search(r"(?i)\b(?:last|previous|confirm\w*|approved?|circulated|correct)\b", _around(head, held)):
        held = None
    opening = next((found for found in _OPENING.finditer(head) if first_date(found["date"])), None)
    if opening:
        return first_date(opening["date"])
    lines = list(re.finditer(r"[^\n]*\S[^\n]*", head))[:15]
    short = [line for line in lines if len(line[0]) <= 120 and not _NOT_OF_MEETING.search(line[0])]
    places = sorted([*short, *([held] if held else [])], key=lambda found: found.start())
    texts = (*(" ".join(found[0].split()) for found in places), name.replace("_", "-"))
    return next((date for text in texts if (date := first_date(text))), None)


def _around(text: str, found: re.Match[str]) -> str:
    return text[max(0, found.start() - 60) : found.end() + 120]


_NOT_OF_MEETING = re.compile(
    r"(?i)\b(?:period|from|between|ending|ended|as at|by|deadline|published|since|valid|until|to \d|last meeting|"
    r"previous|inspection|review date|dated)\b"
)


def first_date(text: str) -> dt.date | None:
    """The first full date in a text.

    >>> [str(first_date(t)) for t in ("Thursday 15 January 2026", "9th October, 2018", "08/02/2013")]
    ['2026-01-15', '2018-10-09', '2013-02-08']
    """
    for match in _DATE.finditer(text):
        parts = match.groupdict()
        year = parts["year"] or parts["year2"] or parts["y3"] or parts["y4"]
        day = parts["day"] or parts["day2"] or parts["d3"] or parts["d4"]
        month = parts["month"] or parts["month2"]
        number = _month_number(month) if month else int(parts["m3"] or parts["m4"])
        try:
            return dt.date(int(year) + (2000 if len(year) == 2 else 0), number, int(day))
        except ValueError:
            continue
    return None


def _month_number(word: str) -> int:
    return 1 + next(i for i, month in enumerate(_MONTHS) if month.startswith(word.lower()[:3]))


def find_kind(document: Document, name: str = "") -> str | None:
    """``slides`` by the shape of the pages, else the first kind whose word stands in the first lines."""
    if _is_slides(document):
        return "slides"
    own = own_head(document.text)[:600]
    opening = "\n".join(line.strip() for line in _without_footers(document, 600).splitlines() if line.strip())[:400]
    if re.search(r"\bminutes\b", name, re.IGNORECASE) and re.search(
        r"\bpresent\b", document.text[:HEAD_LENGTH], re.IGNORECASE
    ):
        return "minutes"
    meets = re.search(r"(?i)\b(?:minutes|agenda)\b", own) is not None
    return next((kind for kind, pattern in _KINDS if pattern.search(own if meets else opening)), None)


def _without_footers(document: Document, length: int) -> str:
    """The first so many characters, without the footers, which readers put before the blocks of their page."""
    kept, at = [], 0
    for block in document.blocks:
        if block.start >= length:
            break
        if block.kind == "footer":
            kept.append(document.text[at : block.start])
            at = block.end
    return "".join((*kept, document.text[at : max(at, length)]))


def _is_slides(document: Document) -> bool:
    pages = [page for page in document.pages if page.end > page.start]
    if len(pages) < 3:
        return False
    wide = sum(page.width > 1.25 * page.height for page in pages)
    words = sorted(document.text.count(" ", page.start, page.end) for page in pages)
    cells = sum(len(table.cells) for table in document.tables)
    return wide >= 0.8 * len(pages) and words[len(words) // 2] < 160 and cells < 60 * len(pages)


_GENERIC_TITLE = re.compile(
    r"(?i)(?:contents|introduction|outline|summary|executive summary|recommendations?|purpose\b.*|background|"
    r"apologies.*|"
    r"present|this page is.*|not protectively marked|official|open|for general release|appendix \w{1,3}|"
    r"key points|.*\?)$"
)


def find_title(document: Document) -> str | None:
    """The first heading of the largest size that is neither the council's nor the committee's name."""
    minutes = re.search(r"(?im)^\W*(minutes of .{10,180})$", own_head(document.text))
    if minutes:
        return minutes[1].strip(" *.")
    heads = [b for b in document.blocks[:25] if b.kind == "heading" and b.start < HEAD_LENGTH]
    own = own_head(document.text)
    if re.search(r"(?i)\bminutes of\b", own):
        heads = [b for b in heads if b.start < len(own)]
    largest = max((block.size or 0.0 for block in heads), default=0.0)
    for block in heads:
        text = " ".join(document.text[block.text_start : block.end].split())
        if (block.number or "")[:1].isalpha():
            continue
        if largest and (block.size or 0.0) < 0.95 * largest:
            continue
        if _GENERIC_TITLE.match(text) or text.endswith(":"):
            continue
        if len(text) > 3 and len(text.split()) <= 25 and not text[:1].islower() and not _is_name_only(text):
            return text[:TITLE_LENGTH]
    return None


def _is_name_only(text: str) -> bool:
    council, body = COUNCIL.fullmatch(text), _BODY.fullmatch(text)
    return bool(
        council
        or body
        or _DATE.fullmatch(text)
        or re.fullmatch(r"(?:agenda item|minutes?|agenda)[\s:\d.]*", text, re.IGNORECASE)
    )


def _short(text: str | None) -> str | None:
    return text[:TITLE_LENGTH] if text else None


def _wards(text: str | None) -> tuple[str, ...]:
    if not text or len(text) > 150:
        return ()
    return tuple(ward.strip(" .") for ward in re.split(r",|;| and (?=[A-Z])", text) if ward.strip(" ."))
