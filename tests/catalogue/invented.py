"""An invented council's catalogue, made through plain INSERTs: Tarrowdale, three committees, six meetings.

The papers are drawn with reportlab, so that every box stands where the words stand on the page.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from minuted.corpus.schema import open_database

COUNCIL = "Tarrowdale"
CHILDREN, ENVIRONMENT, CABINET = "Children and Young People Panel", "Environment Committee", "Cabinet"
WIDTH, HEIGHT, LEFT, SIZE = 595.0, 842.0, 56.0, 11.0
FONT = "Helvetica"

MEASURES = {
    "children-in-care-rate-per-10-000": ("Children in care, rate per 10,000", "per_10000", "Children", "down"),
    "children-in-care": ("Children in care", "count", "Children", None),
    "placement-stability": ("Children in care with three or more placements", "percent", "Children", "down"),
    "assessments-in-time": ("Assessments completed within 45 working days", "percent", "Children", "up"),
    "care-leavers-in-work": ("Care leavers in education, employment or training", "percent", "Children", "up"),
    "recycling-rate": ("Household waste recycled", "percent", "Environment", "up"),
    "missed-collections": ("Missed collections per 100,000", "per_100000", "Environment", "down"),
    "fly-tips-cleared": ("Fly-tips cleared within two days", "percent", "Environment", "up"),
    "revenue-overspend": ("Revenue budget overspend", "gbp", "Finance", "down"),
    "council-tax-collected": ("Council tax collected", "percent", "Finance", "up"),
    "sickness-absence": ("Days lost to sickness per employee", "days", "Workforce", "down"),
}
PERIODS = {
    "Q1 2023/24": ("2023-04-01", "2023-06-30"), "Q2 2023/24": ("2023-07-01", "2023-09-30"),
    "Q3 2023/24": ("2023-10-01", "2023-12-31"), "Q4 2022/23": ("2023-01-01", "2023-03-31"),
    "Q3 2022/23": ("2022-10-01", "2022-12-31"), "2023-12": ("2023-12-01", "2023-12-31"),
    "2022-12": ("2022-12-01", "2022-12-31"),
}  # fmt: skip


def period(label: str | None) -> tuple[str | None, str | None, str | None]:
    if label is None:
        return None, None, None
    if label.startswith("FY"):
        year = int(label[2:6])
        return f"{year}-04-01", f"{year + 1}-03-31", label
    return (*PERIODS[label], label)


@dataclass
class Fact:
    """Something that one line of a paper states; ``quote`` is looked for in that line."""

    quote: str
    value: float = 0
    unit: str = "count"
    measure: str | None = None
    when: str | None = None
    role: str = "actual"
    area: str | None = None
    rag: str | None = None
    name: str | None = None
    qualifier: str | None = None
    kind: str | None = None
    """Of a commitment; None for a figure."""
    owner: str | None = None
    due: tuple[str, str, str] | None = None
    status: str = "open"
    more: dict[str, Any] = field(default_factory=dict)


@dataclass
class Line:
    """A line of a paper, which is also a passage of it."""

    text: str
    facts: list[Fact] = field(default_factory=list)
    kind: str = "paragraph"
    number: str | None = None
    page: int = 1


@dataclass
class Paper:
    """A paper and where it went."""

    name: str
    title: str
    kind: str
    committee: str | None
    date: str | None
    lines: list[Line]
    media: str = "application/pdf"
    status: str = "read"
    detail: str | None = None
    keep_original: bool = True
    pages: int = 1


class Builder:
    """Puts papers into a database and their originals beside it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.folder = path.with_suffix(".papers")
        self.folder.mkdir(parents=True, exist_ok=True)
        self.db = open_database(path)
        self.db.execute("PRAGMA foreign_keys = OFF")
        self.ids: dict[str, str] = {}
        """Name of the paper and quote -> id of the fact."""

    def insert(self, table: str, **row: Any) -> None:
        names = ", ".join(f'"{name}"' for name in row)
        self.db.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(row))})", list(row.values()))

    def add(self, paper: Paper) -> str:
        data, places = self._original(paper)
        sha = hashlib.sha256(data).hexdigest()
        document = sha[:12]
        suffix = {"application/pdf": ".pdf", "text/html": ".html"}[paper.media]
        if paper.keep_original:
            (self.folder / f"{sha}{suffix}").write_bytes(data)
        meeting = self._meeting(paper)
        text, starts = "", []
        for line in paper.lines:
            starts.append(len(text))
            text += line.text + "\n"
        paged = paper.media == "application/pdf"
        count = {True: 0, False: 0}
        for line in paper.lines:
            for fact in line.facts:
                count[fact.kind is None] += 1
        self.insert(
            "documents", id=document, file_name=paper.name, path=f"papers/{paper.name}", sha256=sha,
            media_type=paper.media, bytes=len(data), title=paper.title, kind=paper.kind, council=COUNCIL,
            committee=paper.committee, meeting_id=meeting, meeting_date=paper.date, author="A. Penhallow",
            lead_officer="Director of Insight", pages=paper.pages if paged else None, status=paper.status,
            status_detail=paper.detail, text=text or None, figures_count=count[True], commitments_count=count[False],
            issues_count=0 if paper.status == "read" else 1, engine="test 1", rules_version="test",
            added_at="2024-04-02T09:00:00+00:00", read_at="2024-04-02T09:00:00+00:00",
            source_url=f"https://democracy.tarrowdale.example/{paper.name}",
        )  # fmt: skip
        for page in range(1, paper.pages + 1) if paged else ():
            self.insert("pages", document_id=document, page=page, width=WIDTH, height=HEIGHT, status="read")
        heading = None
        for n, (line, start) in enumerate(zip(paper.lines, starts)):
            passage = f"{document}p{n}"
            box = _box(places.get(n), 0, len(line.text), line.text)
            self.insert(
                "passages", id=passage, document_id=document, ordinal=n, page=line.page if paged else None,
                kind=line.kind, number=line.number, heading=heading if line.kind != "heading" else None,
                text=line.text, start=start, end=start + len(line.text), **box,
            )  # fmt: skip
            if line.kind == "heading":
                heading = line.text
            for fact in line.facts:
                self._fact(paper, document, passage, meeting, line, start, fact, places.get(n), paged)
        if paper.status != "read":
            self.insert("issues", document_id=document, kind=paper.status, detail=paper.detail or "")
        self.ids[paper.name] = document
        return document

    def _meeting(self, paper: Paper) -> str | None:
        if not paper.committee or not paper.date:
            return None
        meeting = f"{COUNCIL}-{paper.committee}-{paper.date}".lower().replace(" ", "-")
        self.db.execute(
            "INSERT OR IGNORE INTO meetings (id, council, committee, date, title) VALUES (?, ?, ?, ?, ?)",
            [meeting, COUNCIL, paper.committee, paper.date, f"{paper.committee} meeting"],
        )
        return meeting

    def _fact(
        self, paper: Paper, document: str, passage: str, meeting: str | None, line: Line, start: int, fact: Fact,
        place: tuple[float, float] | None, paged: bool,
    ) -> None:  # fmt: skip
        at = line.text.index(fact.quote)
        letter = "f" if fact.kind is None else "c"
        identifier = f"{document}{letter}{start + at}"
        self.ids[f"{paper.name}:{fact.quote}"] = identifier
        common = {
            "id": identifier, "document_id": document, "passage_id": passage, "meeting_id": meeting,
            "council": COUNCIL, "committee": paper.committee, "meeting_date": paper.date,
            "page": line.page if paged else None, "start": start + at, "end": start + at + len(fact.quote),
            **_box(place, at, at + len(fact.quote), line.text), "rule": "invented", "confidence": 0.86,
        }  # fmt: skip
        if fact.kind is not None:
            text, due_start, due_end = fact.due or (None, None, None)
            self.insert(
                "commitments", **common, kind=fact.kind, text=fact.quote, owner=fact.owner, due_text=text,
                due_start=due_start, due_end=due_end, first_due_end=due_end, status=fact.status,
                status_as_at="2024-04-02", **{"item": "Performance", "meetings_since": 2, **fact.more},
            )  # fmt: skip
            return
        begin, end, label = period(fact.when)
        theme = MEASURES[fact.measure][2] if fact.measure else None
        self.insert(
            "figures", **common, quote=fact.quote, context=line.text.replace("\t", " | "), value=fact.value,
            unit=fact.unit, measure=fact.name or (MEASURES[fact.measure][0].lower() if fact.measure else None),
            measure_id=fact.measure, theme=theme, area=fact.area, period_start=begin, period_end=end,
            period_label=label, role=fact.role, rag=fact.rag, qualifier=fact.qualifier,
            table_ref=json.dumps({"table": 0, "row": 1, "column": 1, "row_path": [], "column_path": []})
            if line.kind == "table" else None,
            evidence=json.dumps({"period": f"sentence: {label}", "measure": "subject of the clause"}), **fact.more,
        )  # fmt: skip

    def _original(self, paper: Paper) -> tuple[bytes, dict[int, tuple[float, float]]]:
        if paper.media == "text/html":
            body = "".join(f"<p>{line.text}</p>" for line in paper.lines)
            return f"<!doctype html><title>{paper.title}</title>{body}".encode(), {}
        target = self.folder / "drawing.pdf"
        canvas = Canvas(str(target), pagesize=(WIDTH, HEIGHT), invariant=True)
        canvas.setTitle(paper.title)
        places: dict[int, tuple[float, float]] = {}
        for page in range(1, paper.pages + 1):
            canvas.setFont(FONT + "-Bold", 9)
            canvas.setFillColor(HexColor("#44546a"))
            canvas.drawString(LEFT, HEIGHT - 40, f"{COUNCIL} Council: {paper.committee or 'papers'}")
            canvas.drawRightString(WIDTH - LEFT, 36, f"Page {page}")
            canvas.line(LEFT, HEIGHT - 46, WIDTH - LEFT, HEIGHT - 46)
            canvas.setFillColor(HexColor("#111111"))
            top = 84.0
            for n, line in enumerate(paper.lines):
                if line.page != page:
                    continue
                canvas.setFont(FONT, SIZE)
                places[n] = (LEFT, top)
                x = LEFT
                if line.kind == "heading":
                    top += 6
                    places[n] = (LEFT, top)
                for cell in line.text.split("\t"):
                    canvas.drawString(x, HEIGHT - top, cell)
                    x += max(stringWidth(cell, FONT, SIZE) + 8, 140) if "\t" in line.text else 0
                top += 22
            canvas.showPage()
        canvas.save()
        data = target.read_bytes()
        target.unlink()
        return data, places

    def close(self) -> None:
        self.db.execute(
            "UPDATE measures SET figures_count = (SELECT count(*) FROM figures WHERE measure_id = measures.id)"
        )
        self.db.commit()
        self.db.close()


def _box(place: tuple[float, float] | None, start: int, end: int, text: str) -> dict[str, float | None]:
    if place is None:
        return {"x0": None, "y0": None, "x1": None, "y1": None}
    x, baseline = place
    cells, at = text.split("\t"), 0
    for cell in cells:
        if at <= start <= at + len(cell) or len(cells) == 1:
            x0 = x + stringWidth(text[at:start], FONT, SIZE)
            return {
                "x0": x0, "y0": baseline - SIZE * 0.8, "x1": x0 + stringWidth(text[start:end], FONT, SIZE),
                "y1": baseline + SIZE * 0.25,
            }  # fmt: skip
        x += max(stringWidth(cell, FONT, SIZE) + 8, 140)
        at += len(cell) + 1
    raise AssertionError(text)


def build(path: Path) -> dict[str, str]:
    """Make the whole catalogue at ``path``; returns the ids of its papers and facts by name."""
    from tests.catalogue import papers

    builder = Builder(path)
    for slug, (name, unit, theme, polarity) in MEASURES.items():
        builder.insert("measures", id=slug, name=name, unit=unit, theme=theme, polarity=polarity, registered=1)
        builder.insert("measure_aliases", measure_id=slug, alias=name.lower(), origin="register")
    for paper in papers.PAPERS:
        builder.add(paper)
    papers.follow(builder)
    ids = dict(builder.ids)
    builder.close()
    return ids
