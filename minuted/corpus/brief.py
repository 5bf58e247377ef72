"""The briefing before a meeting: what was asked and is not answered, what was told, which figures changed.

Each line gives its source: the paper, its page, and the id under which the catalogue shows it.
"""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import docx
from docx.shared import Mm

from minuted.corpus.follow_ups.words import MONTHS, content
from minuted.corpus.listings import told_again
from minuted.corpus.status import standing_of
from minuted.corpus.tracker import latest_answer
from minuted.errors import ExitCode, MinutedError, NotFound

BARE = 4
"""A commitment with fewer words of its own than this, and an "it" among them, does not say what it is about."""
_POINTS_BACK = re.compile(r"\b(?:it|this|these|those|them|do so)\b|^\W*\w+ed to \w+ by\b", re.IGNORECASE)
_DATES = content(" ".join(MONTHS) + " " + " ".join(map(str, (*range(1, 32), *range(2000, 2060)))))

_PAGE = ("minutes", "meetings", "issue details", "agenda and minutes", "agenda", "decision", "decisions", "items")
"""Headings of a council's web pages, which name no matter."""

_SETTLED = ("answered", "superseded", "noted", "closed")


@dataclass(frozen=True)
class Line:
    """One line of the briefing: what it says, and where that was read."""

    text: str
    source: str


@dataclass
class Briefing:
    """A briefing, ready to be written in any format."""

    title: str
    last_meeting: str | None
    sections: list[tuple[str, list[Line]]] = field(default_factory=list)


def write_brief(
    db: sqlite3.Connection,
    *,
    committee: str,
    council: str | None = None,
    topic: str | None = None,
    path: Path | None = None,
    as_at: dt.date | None = None,
) -> None:
    """Write the briefing of a committee to ``path`` (.md or .docx), or as Markdown to standard output.

    ``topic`` keeps the lines that share a word with it.  Raises ``NotFound`` for a committee that has no papers.
    """
    briefing = make_briefing(db, committee=committee, council=council, topic=topic, as_at=as_at or dt.date.today())
    if path is None:
        sys.stdout.write(as_markdown(briefing))
    elif path.suffix.lower() in (".md", ".markdown", ".txt"):
        path.write_text(as_markdown(briefing), encoding="utf-8")
    elif path.suffix.lower() == ".docx":
        _write_docx(briefing, path)
    else:
        error = MinutedError(
            f"cannot write a briefing as {path.suffix or 'a file without suffix'}", advice="use .md or .docx"
        )
        error.exit_code = ExitCode.USAGE
        raise error


def make_briefing(
    db: sqlite3.Connection, *, committee: str, council: str | None, topic: str | None, as_at: dt.date
) -> Briefing:
    """What the committee's papers up to ``as_at`` say, as sections of lines."""
    day = as_at.isoformat()
    meetings = [
        row[0]
        for row in db.execute(
            """SELECT DISTINCT meeting_date FROM documents WHERE committee = ? AND (? IS NULL OR council = ?)
            AND meeting_date <= ? ORDER BY meeting_date""",
            [committee, council, council, day],
        )
    ]
    if not meetings:
        raise NotFound(f"no papers of {committee} up to {day}", advice="`minuted status` lists the committees")
    last = meetings[-1]
    about = content(topic) if topic else None
    title = (
        f"Briefing: {committee}"
        + (f", {council}" if council else "")
        + (f" – {topic}" if topic else "")
        + f", as at {day}"
    )
    recent: list[Line] = []
    older: list[Line] = []
    told: list[Line] = []
    for made, line, open_ in _asked(db, committee, council, about, as_at):
        if open_:
            (recent if made == last else older).append(line)
        elif answer := _told_on(db, line, last):
            told.append(answer)
    return Briefing(
        title,
        last,
        [
            (f"Asked at the last meeting ({last}) and not yet answered", recent),
            ("Asked before and still not answered", older),
            ("Answered at the last meeting", told),
            ("Figures that changed", list(_changes(db, committee, council, about, day))),
        ],
    )


@dataclass(frozen=True)
class _Asked(Line):
    commitment: str = ""


def _asked(
    db: sqlite3.Connection, committee: str, council: str | None, about: frozenset[str] | None, as_at: dt.date
) -> Iterator[tuple[str, _Asked, bool]]:
    cursor = db.cursor()
    cursor.row_factory = sqlite3.Row
    rows = cursor.execute(
        """SELECT c.*, coalesce(d.title, d.file_name) AS paper, p.heading
        FROM commitments c JOIN documents d ON d.id = c.document_id LEFT JOIN passages p ON p.id = c.passage_id
        WHERE c.committee = ? AND (? IS NULL OR c.council = ?) AND c.meeting_date <= ? AND c.review <> 'rejected'
        AND d.superseded_by IS NULL ORDER BY c.meeting_date DESC, c.document_id, c.start""",
        [committee, council, council, as_at.isoformat()],
    ).fetchall()
    again = told_again(db, council, committee)
    for row in rows:
        if row["id"] in again or (about and not about & content(f"{row['text']} {row['item'] or ''}")):
            continue
        standing = standing_of(db, row, as_at)
        if standing.status == "noted":
            continue
        owner = f" – {row['owner']}" if row["owner"] else ""
        answer, told_by = latest_answer(db, row["id"], as_at)
        heard = f" Last heard: “{answer}” ({told_by})." if answer and standing.status not in _SETTLED else ""
        status = standing.status.replace("_", " ").capitalize()
        said = _with_heading(" ".join(row["text"].split()), _matter(row))
        asked = f"{row['meeting_date']}: {said}{owner}"
        text = f"{asked}. {status}: {standing.reason}.{heard}"
        yield (
            row["meeting_date"],
            _Asked(text, _source(row["paper"], row["page"], row["id"]), row["id"]),
            standing.status not in _SETTLED,
        )


def _matter(row: sqlite3.Row) -> str | None:
    """The nearest heading above a commitment that names a matter: "Minutes:" and a meeting's date do not."""
    headings = [row["paper"], *(row["heading"] or "").split(" > "), row["item"] or ""]
    named = (heading.rstrip(": ") for heading in reversed(headings))
    meeting = (row["committee"] or "").lower()
    return next((h for h in named if h and h.lower() not in _PAGE and not (meeting and meeting in h.lower())), None)


def _with_heading(text: str, item: str | None) -> str:
    """The words of a commitment, with the item's heading in front where they do not say what they are about.

    >>> _with_heading("undertook to provide it by 31 October 2026", "Market stalls")
    'Market stalls: “undertook to provide it by 31 October 2026”'
    >>> _with_heading("provide the cost of resurfacing Quay Street", "Highways")
    '“provide the cost of resurfacing Quay Street”'
    """
    bare = _POINTS_BACK.search(text) is not None and len(content(text) - _DATES) < BARE
    return f"{' '.join(item.split())}: “{text}”" if bare and item else f"“{text}”"


def _told_on(db: sqlite3.Connection, line: _Asked, date: str) -> Line | None:
    """The answer that the papers of one day gave to a commitment."""
    row = db.execute(
        """SELECT f.quote, f.outcome, coalesce(d.title, d.file_name), f.page, f.id FROM follow_ups f
        JOIN documents d ON d.id = f.document_id WHERE f.commitment_id = ? AND d.meeting_date = ?
        AND f.confirmed IS NOT 0 ORDER BY f.score DESC, f.id LIMIT 1""",
        [line.commitment, date],
    ).fetchone()
    if row is None:
        return None
    asked = line.text.split("”")[0] + "”"
    return Line(f"{asked} – {row[1]}: “{' '.join(row[0].split())}”", _source(row[2], row[3], row[4]))


_LATEST = """
SELECT f.id, f.measure_id, coalesce(m.name, f.measure) AS name, m.polarity, f.council, f.area, f.unit, f.value, f.quote,
    f.period_start, f.period_end, f.period_label, f.role, f.meeting_date, f.page,
    coalesce(d.title, d.file_name) AS paper
FROM figures f JOIN documents d ON d.id = f.document_id LEFT JOIN measures m ON m.id = f.measure_id
WHERE f.committee = ? AND (? IS NULL OR f.council = ?) AND f.meeting_date <= ? AND f.measure_id IS NOT NULL
    AND f.period_end IS NOT NULL AND f.role = 'actual' AND f.status <> 'rejected' AND d.superseded_by IS NULL
ORDER BY f.measure_id, f.council, f.area, f.unit, f.period_end, f.meeting_date, f.id
"""


def _changes(
    db: sqlite3.Connection, committee: str, council: str | None, about: frozenset[str] | None, day: str
) -> Iterator[Line]:
    """The latest value of each series beside the one before it, where they differ; a quarter is no match for a year."""
    cursor = db.cursor()
    cursor.row_factory = sqlite3.Row
    series: dict[tuple[object, ...], list[sqlite3.Row]] = {}
    for row in cursor.execute(_LATEST, [committee, council, council, day]):
        if not about or about & content(row["name"] or ""):
            key = (row["measure_id"], row["council"], row["area"], row["unit"], row["role"], _months(row))
            series.setdefault(key, []).append(row)
    for values in series.values():
        new = values[-1]
        before = next((row for row in reversed(values) if row["period_end"] < new["period_end"]), None)
        if before is None or before["value"] == new["value"]:
            continue
        yield Line(
            _change(before, new), "; ".join(_source(row["paper"], row["page"], row["id"]) for row in (new, before))
        )


def _months(row: sqlite3.Row) -> int | None:
    """The length of a figure's period in months: 0 for a day; None where its start is not known."""
    if row["period_start"] is None:
        return None
    days = (dt.date.fromisoformat(row["period_end"]) - dt.date.fromisoformat(row["period_start"])).days
    return round(days / 30.4)


def _change(before: sqlite3.Row, new: sqlite3.Row) -> str:
    up = new["value"] > before["value"]
    good = (
        ""
        if new["polarity"] not in ("up", "down")
        else (" (better)" if (new["polarity"] == "up") == up else " (worse)")
    )
    area = f", {new['area']}" if new["area"] else ""
    now, then = (f"{row['quote']} ({row['period_label']})" for row in (new, before))
    return f"{new['name']}{area}: {now}, {'up' if up else 'down'} from {then}{good}"


def _source(paper: str, page: int | None, link: str) -> str:
    return f"{paper}{f', page {page}' if page else ''} [{link}]"


def as_markdown(briefing: Briefing) -> str:
    """The briefing as Markdown, every line with its source."""
    out = [f"# {briefing.title}", ""]
    for heading, lines in briefing.sections:
        out += [
            f"## {heading}",
            "",
            *(f"- {_escaped(line.text)}  \n  *{_escaped(line.source)}*" for line in lines or []),
        ]
        out += ([] if lines else ["Nothing."]) + [""]
    return "\n".join(out)


def _escaped(text: str) -> str:
    """Text that Markdown shows as it is.

    >>> _escaped("a *b* <c>")
    'a \\\\*b\\\\* \\\\<c\\\\>'
    """
    return "".join("\\" + ch if ch in "\\`*_<>[]#|" else ch for ch in text)


def _write_docx(briefing: Briefing, path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = briefing.title
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    document.add_heading(briefing.title, level=1)
    for heading, lines in briefing.sections:
        document.add_heading(heading, level=2)
        _add_lines(document, lines)
    document.save(str(path))


def _add_lines(document: docx.document.Document, lines: Sequence[Line]) -> None:
    for line in lines:
        paragraph = document.add_paragraph(_plain(line.text) + " ", style="List Bullet")
        paragraph.add_run(_plain(line.source)).italic = True
    if not lines:
        document.add_paragraph("Nothing.")


def _plain(text: str) -> str:
    return "".join(ch for ch in text if ch in "\t\n" or ord(ch) >= 32)
