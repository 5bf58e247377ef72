"""Which area or comparison group a figure is about, where that is not the paper's own council as a whole.

Names come from ``lexicon/areas.csv`` (councils, regions, nations, comparison groups), from words that end like a place
("Harbour ward", "Kirk Lane School") and from the paper's own council, which is never reported: None means "our own".
An area counts for a figure only where it stands in the figure's own clause and is tied to it: "the England average was
24%", "24% in England", "(England: 24%)", but not "24%, which is above the England average".
"""

from __future__ import annotations

import csv
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from minuted.nlp.area_groups import group_mentions
from minuted.nlp.reading import AreaMention, Draft, Reading

_WORD_BEGINS = r"[A-Z](?<!\w[A-Z])"
"""A capital at the beginning of a word.  Beginning with the letters, not with ``\\b``, lets ``re`` pass quickly over
everything else."""
_CAPITAL = re.compile(rf"{_WORD_BEGINS}[\w'’&-]*")
_TITLE = re.compile(
    r"\b(?:Cllr|Councillor|Mr|Mrs|Ms|Dr|Miss|Professor|Rev|Bishop|Lord|Lady|Sir|Royal|University of)\.?\s$"
)
_CONTINUED = re.compile(r"[ -][A-Z][a-z]+")
_ORGANISATION = re.compile(
    r"\s(?:Council|City|County|Borough|District|Metropolitan|average|Average|region|Region|SHA|as|In|The)\b"
)
_IN = re.compile(r"\b(?:in|for|across|at|within|of|with|to|from|than)\s(?:the\s)?$", re.IGNORECASE)
_PLACE_END = (
    r"(?:[Ww]ards?|[Dd]ivision|Schools?|Primary|Academy|College|Infirmary|Hospital|Library|Museum|Parish|Road|"
    r"Street|Lane|"
    r"Avenue|Court|Estate|Theatre|Playhouse|Park|Farm|Field|House|Centre)"
)
_PLACE = re.compile(
    rf"{_WORD_BEGINS}(?:[\w'’.-]+\s(?:and\s|&\s|of\s)?(?:[A-Z][\w'’.-]+\s(?:and\s|&\s|of\s)?){{0,3}}{_PLACE_END}\b"
    r"(?:,\s[A-Z][a-z]+(?![\w ]))?|(?<=[AB])\d{2,4}\b|(?<=Y)sgol(?:\s[A-Z][\w'’-]+){1,3}|(?<=\sthe P)layhouse\b)"
)
_AFTER = "|".join(
    rf"(?<=\b{word}\s{the}[A-Z])"
    for word in ("(?:[Ii]n|[Aa]t|vs)", "neighbouring", "v", "versus", "authority,", "council,")
    for the in ("", r"the\s")
)
_NAMED_AFTER = re.compile(
    rf"(?P<name>[A-Z](?<=[nNtTsgve,]\s[A-Z])(?:{_AFTER})"  # the last letters of those words, for a quick look
    r"[a-z]+(?:[ -](?:(?:on|upon|le|the|under|St)[ -])?[A-Z][a-z’']+){0,2})(?P<kind>\sarea|"
    r"\scatchment|\slocality)?(?![\w’'/&-]|\s[A-Z])"
)
_BRACKETED = re.compile(r"\((?<=[\ds%]\s\()(?P<name>[A-Z][a-z]{3,}(?:\s[A-Z][a-z]+)?)\)")
_NO_PLACE = frozenset(
    "January February March April May June July August September October November December Monday Tuesday "
    "Wednesday Thursday "
    "Friday Saturday Sunday Spring Summer Autumn Winter Christmas Easter Quarter Year Appendix Table Figure "
    "Section Tier Band "
    "Part Stage Phase Grade Category Item Reception Key Annex Schedule Paragraph Page Council Cabinet Committee "
    "Panel Board "
    "Executive Members Councillors Government Ofsted Parliament Need Children Adults Adult Housing Environment "
    "Finance Schools "
    "Education Health Public Social Budget Month Week Day Level Class Group Full Children’s Safeguarding "
    "Planning Highways "
    "Corporate Resources Total Actual Target Forecast Provisional Note Members' Band Early Care Covid Option "
    "Scope Lockdown "
    "People Place Resources Communities Neighbourhoods Growth Customer Term Cohort Wave Round Team Grant Policy "
    "Service Services Collection Budget Plan Strategy Fund Programme Account Act Review "
    "Reform English Welsh Maths Reading Writing Red Amber Green Safety Standards Realm Art Arts Regeneration "
    "Refurbishment Redevelopment Replacement Improvement Improvements Project Projects Scheme Works Transport "
    "Commissioning Governance Procurement Democratic Revenues Benefits Culture Leisure Enforcement Licensing Audit "
    "Communications Recycling Waste Regulation Regulations".split()
)
_PROJECT = re.compile(
    r"(?:\s[A-Z][\w'’-]*){0,3}?\s(?:Project|Scheme|Works|(?:Public )?Art|Regeneration|Refurbishment|Redevelopment|"
    r"Replacement|Improvements?|Extension|Masterplan|Bridge|Feasibility|Fund)\b|(?:\s[a-z]+)?\s(?:refurbishment|"
    r"redevelopment|regeneration)\b"
    r"|\s(?:Insurance|Ltd|Limited|LLP|Trust|Association|Society|Charity|Surgery|Practice|Consultants?|Partnership)\b"
)
"""What makes a place's name part of a project's: "Harbour Library Refurbishment" says on what, not where."""
_OWN_WORDS = frozenset("Borough District County City Town Authority Council".split())
_STATUS = re.compile(
    r"\b(?:London Borough of|Royal Borough of|City of|County Borough|Metropolitan|Borough|District|County|City|Council|"
    r"Combined Authority|Unitary Authority|Fire and Rescue Authority|National Park Authority|"
    r"Police and Crime Panel|Town|"
    r"Parish|Police Authority|Corporation|NHS|ICB)\b",
)
_TIED_AFTER = re.compile(
    r"\s?(?:\([^()]{0,30}\)\s?)?(?:[a-z-]+\s){0,4}?(?:in|for|at|across|within|among|of|on|by)\s(?:the\s|our\s|"
    r"all\s|its\s|similar\s)?"
    r"(?:[A-Za-z]+\s)?$|\s?[-–—:,(]?\s?(?:the\s)?$|\s\S+\s?$"
)
_PLACED = re.compile(r"\b(?:in|for|across|at|within|of|on|neighbouring)\s(?:the\s)?$", re.IGNORECASE)
_SAME_PLACE = re.compile(
    r"\W*(?:(?:target|from|to|up|down|by|an?|the|against|compared|with|of|increase|decrease|rise|fall|reduction|"
    r"about|nearly|"
    r"around|over|under|some|almost|previously|or|only|just)\W+){0,5}",
    re.IGNORECASE,
)
_NOT_TIED = re.compile(
    r"\b(?:than|above|below|compar\w+|against|exceed\w*|similar|line|funded|from|by|government|review|report|"
    r"team)\b|[;.]",
    re.IGNORECASE,
)
_WIDE_KINDS = frozenset({"nation", "region", "group"})


@dataclass(frozen=True, slots=True)
class Area:
    """A row of the gazetteer; ``code`` is the ONS code where it is certain, else None."""

    name: str
    code: str | None
    kind: str
    also_a_word: bool

    @property
    def is_group(self) -> bool:
        """Whether it is a group of authorities rather than one place."""
        return self.kind == "group"


@cache
def gazetteer() -> dict[str, Area]:
    """Every area of ``lexicon/areas.csv`` by its name.

    >>> gazetteer()["East of England"].code, gazetteer()["Fife"].kind
    ('E12000006', 'scottish_council')
    """
    lines = (files("minuted.nlp") / "lexicon" / "areas.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(lines)
    return {r["name"]: Area(r["name"], r["code"] or None, r["kind"], r["also_a_word"] == "yes") for r in rows}


@cache
def _by_first_word() -> dict[str, tuple[Area, ...]]:
    table: dict[str, list[Area]] = defaultdict(list)
    for area in gazetteer().values():
        first = _CAPITAL.match(area.name)
        if first is not None:
            table[first[0]].append(area)
    return {word: tuple(sorted(areas, key=lambda a: -len(a.name))) for word, areas in table.items()}


def own_name(council: str | None) -> str | None:
    """The name of the paper's own council without the words for its status.

    >>> own_name("Ostley Metropolitan Borough Council"), own_name("London Borough of Camden"), own_name(None)
    ('Ostley', 'Camden', None)
    """
    name = " ".join(_STATUS.sub(" ", council or "").split())
    return name or None


def find_area_mentions(reading: Reading) -> None:
    """Fill ``reading.area_mentions``, in reading order, none overlapping another."""
    reading.area_mentions = tuple(read_area_mentions(reading.text, reading.council))


def read_area_mentions(text: str, council: str | None = None) -> list[AreaMention]:
    """The areas that a text names.

    >>> [(m.name, m.code, m.is_own) for m in read_area_mentions("Ostley 12%, South East 14%, nationally 15%", "Ostley")]
    [('Ostley', None, True), ('South East', 'E12000008', False), ('national', None, False)]
    """
    claims = [*_own_mentions(text, council), *_named_mentions(text), *group_mentions(text), *_place_mentions(text)]
    claims.sort(key=lambda mention: (mention.start, -mention.end, not mention.is_own))
    chosen: list[AreaMention] = []
    for mention in claims:
        if not chosen or mention.start >= chosen[-1].end:
            chosen.append(mention)
    return chosen


def _own_mentions(text: str, council: str | None) -> Iterator[AreaMention]:
    name = own_name(council)
    if name is None:
        return
    area = gazetteer().get(name)
    told = set(re.findall(r"\b(?:Borough|District|County|City|Metropolitan|Town|Parish)\b", council or ""))
    status = "|".join(["area", "Council", *sorted(told or {"Borough", "District", "County", "Metropolitan"})])
    for found in re.finditer(rf"\b{re.escape(name)}\b(?:\s(?:{status})\b){{0,3}}", text, re.IGNORECASE):
        yield AreaMention(found.start(), found.end(), name, area.code if area else None, is_own=True)


def _named_mentions(text: str) -> Iterator[AreaMention]:
    table = _by_first_word()
    for capital in _CAPITAL.finditer(text):
        for area in table.get(capital[0], ()):
            end = capital.start() + len(area.name)
            if text.startswith(area.name, capital.start()) and not text[end : end + 1].isalnum():
                if _is_name(text, capital.start(), end, area):
                    yield AreaMention(capital.start(), end, area.name, area.code, is_group=area.is_group)
                break


def _is_name(text: str, start: int, end: int, area: Area) -> bool:
    """Whether the words are the area and not part of a person's, road's or company's name."""
    before = text[max(0, start - 24) : start]
    if _TITLE.search(before):
        return False
    if area.also_a_word and not (_IN.search(before) or _ORGANISATION.match(text, end)):
        return False
    return area.kind in _WIDE_KINDS or not _CONTINUED.match(text, end) or bool(_ORGANISATION.match(text, end))


def _place_mentions(text: str) -> Iterator[AreaMention]:
    for found in _PLACE.finditer(text):
        if _PROJECT.match(text, found.end()):
            continue
        name = re.sub(r"^(?:The|At|In|For|Of|And|That|On)\s", "", found[0])
        if " " in name or name[:1] in "AB" or name == "Playhouse":
            yield AreaMention(found.end() - len(name), found.end(), name)
    for pattern in (_NAMED_AFTER, _BRACKETED):
        for found in pattern.finditer(text):
            words = set(re.split(r"[ -]", found["name"]))
            if words <= _OWN_WORDS:
                yield AreaMention(found.start("name"), found.end("name"), found["name"], is_own=True)
            elif not words & _NO_PLACE:
                end = found.end("name") if pattern is _BRACKETED or not found["kind"] else found.end("kind")
                yield AreaMention(found.start("name"), end, text[found.start("name") : end])


def read_area(text: str, reading: Reading) -> str | None:
    """The area that a heading or label names, or None where it names none or the paper's own council.

    >>> from minuted.extract.text import read_text
    >>> paper = Reading(read_text("x"), council="Ostley")
    >>> read_area("England 2023/24", paper), read_area("Ostley", paper), read_area("Number of calls", paper)
    ('England', None, None)
    """
    return _other_area(text, reading.council)


@lru_cache(maxsize=4096)
def _other_area(label: str, council: str | None) -> str | None:
    """The first area that a label names, unless it is the council's own; tables have the same labels many times."""
    first = next(iter(read_area_mentions(label, council)), None)
    return None if first is None or first.is_own else first.name


def assign_areas(reading: Reading) -> None:
    """Set ``draft.area`` for every figure of the prose that is about another area than the paper's own council."""
    for draft in reading.drafts:
        if draft.table is not None or draft.rejected is not None or draft.quantity.unit == "rank":
            continue
        mention = tied_area(draft, reading)
        if mention is None:
            found = _inherited(draft, reading)
        else:
            found = None if mention.is_own else (mention.name, f"clause: {reading.text[mention.start : mention.end]!r}")
        if found is not None:
            draft.area, draft.evidence["area"] = found


def tied_area(draft: Draft, reading: Reading) -> AreaMention | None:
    """The mention in the figure's own clause that says where or about whom it is; our own council's too."""
    mentions = reading.area_mentions
    start, end = draft.clause or (draft.sentence.start, draft.sentence.end)
    first, last = bisect_left(mentions, start, key=_start), bisect_left(mentions, end, key=_start)
    inside, quantity = mentions[first:last], draft.quantity
    after = next((m for m in inside if m.start >= quantity.end), None)
    if after is not None and _tied_after(reading.text[quantity.end : after.start]):
        return after
    before = [m for m in inside if m.end <= quantity.start and _tied_before(m, reading, quantity.start)]
    if not before and reading.text[start] == "(":
        before = [m for m in mentions[max(0, first - 1) : first] if start - m.end <= 2]
    return before[-1] if before else None


def _start(mention: AreaMention) -> int:
    return mention.start


def _tied_after(gap: str) -> bool:
    return len(gap) < 60 and not _NOT_TIED.search(gap) and bool(_TIED_AFTER.match(gap))


def _tied_before(mention: AreaMention, reading: Reading, figure: int) -> bool:
    """Whether a mention to the left of a figure says what it is about: a group always, a place only after "in"."""
    lead = reading.text[max(0, mention.start - 14) : mention.start]
    if mention.is_group or mention.code:
        return True
    gap = reading.text[mention.end : figure]
    return bool(_PLACED.search(lead)) or len(gap.split()) <= 2


def _inherited(draft: Draft, reading: Reading) -> tuple[str, str] | None:
    """A figure in brackets right after another one is about the same area: "24% in England (2,310)"."""
    other = draft.antecedent
    if other is None or other.area is None or draft.area is not None:
        return None
    clause = draft.clause or (draft.quantity.start, draft.quantity.end)
    lead = reading.text[max(clause[0], other.quantity.end) : draft.quantity.start]
    if other.sentence is draft.sentence and (lead.startswith("(") or _SAME_PLACE.fullmatch(lead)):
        return other.area, f"as {reading.text[other.quantity.start : other.quantity.end]!r}"
    return None
