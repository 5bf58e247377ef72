"""A catalogue of any size, invented but shaped like a real one, to measure the site with.

    python -m bench.make_catalogue OUT.db [--figures 1000000] [--commitments 50000] [--papers 20000] [--councils 200]

Councils have committees, committees meet for ten years, papers are of meetings; words are drawn as in English (few are
in most passages, many in few); a figure stands in the text where its offsets say.  The same numbers give the same file.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import sqlite3
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from minuted.corpus.prepare import prepare
from minuted.corpus.schema import open_database
from minuted.corpus.series.names import content_words, key_of
from minuted.corpus.series.register import index_words

COMMITTEES = ("Cabinet", "Health Scrutiny", "Children and Families Scrutiny", "Place Scrutiny", "Audit", "Planning",
              "Housing Scrutiny", "Corporate Parenting Panel")  # fmt: skip
SUBJECTS = ("children in care", "recycling", "council tax collected", "planning applications", "housing repairs",
            "school places", "adult social care assessments", "library visits", "calls answered", "potholes repaired",
            "complaints", "homelessness applications", "staff sickness", "bus services",
            "carbon emissions")  # fmt: skip
ASPECTS = ("within timescale", "open at the end of the period", "per 10,000 residents", "in the north of the area",
           "in the south of the area", "on first contact", "over budget", "reviewed", "referred again",
           "closed")  # fmt: skip
UNITS = ("percent", "percent", "percent", "count", "count", "gbp", "per_10000", "days")
ROLES = ("actual", "actual", "actual", "target", "comparator", "forecast", "budget", "change")
STATUSES = ("open", "open", "overdue", "answered", "answered", "partly_answered", "noted")
RATINGS = (None, None, None, "green", "amber", "red")
OWNERS = ("Head of Housing", "Director of Place", "Monitoring Officer", None)
FIRST_DAY = dt.date(2016, 1, 12)
SENTENCES = 20
"""Passages of one paper."""


@dataclass(frozen=True)
class Size:
    figures: int
    commitments: int
    papers: int
    councils: int


class Invention:
    """Draws papers, one by one, from a seed."""

    def __init__(self, size: Size) -> None:
        self.size, self.random = size, random.Random(size.figures)
        syllables = (
            "ka",
            "lo",
            "mer",
            "tin",
            "sa",
            "vo",
            "den",
            "ri",
            "pel",
            "un",
            "gor",
            "bre",
            "sti",
            "an",
            "el",
            "ford",
        )
        draw = self.random
        self.words = ["the", "council", "of", "report", "service", "residents"] + [
            "".join(draw.choices(syllables, k=draw.randint(2, 4))) for _ in range(30_000)
        ]
        self.weights = [1 / (n + 2) for n in range(len(self.words))]
        self.cumulative = list(_running(self.weights))
        self.councils = [f"{self.words[100 + n].title()}shire Council {n:03}" for n in range(size.councils)]
        self.measures = [
            (f"m-{n}", f"{SUBJECTS[n % len(SUBJECTS)]} {ASPECTS[n // len(SUBJECTS) % len(ASPECTS)]}"
             + (f" {self.words[200 + n]}" if n >= 150 else ""), UNITS[n % len(UNITS)])
            for n in range(max(150, size.figures // 200))
        ]  # fmt: skip

    def sentence(self) -> str:
        """About 14 words."""
        drawn = self.random.choices(self.words, cum_weights=self.cumulative, k=self.random.randint(8, 20))
        return " ".join(drawn).capitalize() + "."

    def measure(self) -> tuple[str, str, str]:
        """Few measures have many figures, many have few."""
        place = int(len(self.measures) * self.random.random() ** 3)
        return self.measures[min(place, len(self.measures) - 1)]


def _running(weights: list[float]) -> Iterator[float]:
    total = 0.0
    for weight in weights:
        total += weight
        yield total


Rows = dict[str, list[tuple[Any, ...]]]


def paper_rows(invention: Invention, number: int) -> Rows:
    """Every row of one paper by table."""
    size, draw = invention.size, invention.random
    council = invention.councils[number % size.councils]
    nth = number // size.councils
    committee = COMMITTEES[nth % len(COMMITTEES)]
    date = (FIRST_DAY + dt.timedelta(days=28 * (nth // 2 % 130))).isoformat()
    document, meeting = f"{number:012x}", f"{council}-{committee}-{date}".lower().replace(" ", "-")
    wanted = size.figures * (number + 1) // size.papers - size.figures * number // size.papers
    promised = size.commitments * (number + 1) // size.papers - size.commitments * number // size.papers
    rows: Rows = {name: [] for name in COLUMNS}
    text = ""
    for ordinal in range(SENTENCES):
        passage, start = f"{document}p{ordinal}", len(text)
        words = invention.sentence()
        figures = wanted * (ordinal + 1) // SENTENCES - wanted * ordinal // SENTENCES
        for _ in range(figures):
            measure_id, measure, unit = invention.measure()
            value = round(draw.lognormvariate(4, 1), 1)
            words += f" The figure for {measure} was "
            begin = start + len(words)
            words += f"{value:g}"
            year = 2015 + nth // 2 % 130 // 12
            rows["figures"].append(
                (f"{document}f{begin}", document, passage, meeting, council, committee, date, ordinal // 5 + 1, begin,
                 begin + len(f"{value:g}"), 72.0, 90.0, 110.0, 102.0, f"{value:g}", words[-120:], value, unit, measure,
                 measure_id, None if draw.random() < 0.8 else "England", f"{year}-04-01", f"{year + 1}-03-31",
                 f"FY{year}/{(year + 1) % 100:02}", draw.choice(ROLES), draw.choice(RATINGS),
                 "invented", 0.9)
            )  # fmt: skip
            words += "."
        if ordinal < promised:
            words += " That the officer report on "
            begin = start + len(words) - len("That the officer report on ")
            words += f"{draw.choice(SUBJECTS)} to the next meeting."
            due = (dt.date.fromisoformat(date) + dt.timedelta(days=60)).isoformat()
            rows["commitments"].append(
                (f"{document}c{begin}", document, passage, meeting, council, committee, date, ordinal // 5 + 1, begin,
                 start + len(words), 72.0, 90.0, 300.0, 102.0, draw.choice(("resolution", "action", "request")),
                 words[begin - start :], draw.choice(OWNERS),
                 due, due, draw.choice(STATUSES), "2026-11-24", "invented", 3, 2, "invented", 0.9)
            )  # fmt: skip
        rows["passages"].append((passage, document, ordinal, ordinal // 5 + 1, "paragraph", f"1.{ordinal}",
                                 "Performance", words, start, start + len(words), 72.0, 90.0, 500.0, 102.0,
                                 ))  # fmt: skip
        text += words + "\n"
    rows["meetings"].append((meeting, council, committee, date))
    rows["documents"].append(
        (document, f"report-{number}.pdf", f"{number:064x}", "application/pdf", 100_000,
         f"Performance of {council}, {date}",
         draw.choice(("minutes", "report", "report", "agenda")), council, committee, meeting, date, 4, "read", text,
         wanted,
         promised, 0, "2026-11-24T09:00:00+00:00", "2026-11-24T09:00:00+00:00", 1)
    )  # fmt: skip
    rows["pages"] += [(document, page, 595.0, 842.0, 0, 0, "read") for page in range(1, 5)]
    return rows


COLUMNS = {
    "meetings": "id, council, committee, date",
    "documents": "id, file_name, sha256, media_type, bytes, title, kind, council, committee, meeting_id, meeting_date, "
    "pages, status, text, figures_count, commitments_count, issues_count, added_at, read_at, linked",
    "pages": 'document_id, page, width, height, start, "end", status',
    "passages": 'id, document_id, ordinal, page, kind, number, heading, text, start, "end", x0, y0, x1, y1',
    "figures": 'id, document_id, passage_id, meeting_id, council, committee, meeting_date, page, start, "end", x0, y0, '
    "x1, y1, quote, context, value, unit, measure, measure_id, area, period_start, period_end, period_label, role, "
    "rag, rule, confidence",
    "commitments": 'id, document_id, passage_id, meeting_id, council, committee, meeting_date, page, start, "end", x0, '
    "y0, x1, y1, kind, text, owner, due_start, due_end, status, status_as_at, status_reason, meetings_since, "
    "not_mentioned_for, rule, confidence",
}


def make(place: Path, size: Size) -> None:
    db = open_database(place)
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("PRAGMA synchronous = OFF")
    later = db.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
    ).fetchall()
    for kind, name, _ in later:  # indexes are made faster at the end
        db.execute(f"DROP {kind} {name}")
    invention = Invention(size)
    with db:
        db.executemany(
            "INSERT INTO measures (id, name, unit, key) VALUES (?, ?, ?, ?)",
            [
                (i, name[:1].upper() + name[1:], unit, key_of(content_words(name)))
                for i, name, unit in invention.measures
            ],
        )
        for identifier, name, _ in invention.measures:
            index_words(db, identifier, content_words(name))
        db.executemany("INSERT INTO measure_aliases VALUES (?, ?, 'paper')", [m[:2] for m in invention.measures])
        for number in range(size.papers):
            for table, rows in paper_rows(invention, number).items():
                marks = ", ".join("?" * len(COLUMNS[table].split(",")))
                db.executemany(f"INSERT OR IGNORE INTO {table} ({COLUMNS[table]}) VALUES ({marks})", rows)
    for _, _, sql in later:
        db.execute(sql)
    with db:
        _link(db)
    db.close()
    prepare(place)


def _link(db: sqlite3.Connection) -> None:
    """Counts, follow-ups of a third of the commitments, and some conflicts."""
    db.execute("UPDATE measures SET figures_count = (SELECT count(*) FROM figures WHERE measure_id = measures.id)")
    db.execute(
        """INSERT INTO follow_ups (id, commitment_id, document_id, passage_id, page, start, "end", quote, outcome,
            score, why)
        SELECT c.id || '-f', c.id, p.document_id, p.id, 1, p.start, p.start + 40, substr(p.text, 1, 40), 'done', 0.8,
            'same topic'
        FROM commitments c JOIN passages p ON p.id = c.document_id || 'p' || (1 + length(c.text) % 18)
        WHERE c.status IN ('answered', 'partly_answered')"""
    )
    db.execute(
        """INSERT OR IGNORE INTO conflicts (id, figure_id, other_figure_id, kind, detail)
        SELECT a.id || '~' || b.id, a.id, b.id, 'conflict', a.quote || ' in one, ' || b.quote || ' in the other'
        FROM figures a JOIN figures b ON b.measure_id = a.measure_id AND b.council = a.council AND b.id > a.id
            AND b.period_end = a.period_end AND b.role = a.role AND b.value <> a.value
        WHERE a.rowid % 97 = 0 LIMIT 5000"""
    )


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("out", type=Path)
    for name, default in (("figures", 1_000_000), ("commitments", 50_000), ("papers", 20_000), ("councils", 200)):
        arguments.add_argument(f"--{name}", type=int, default=default)
    given = arguments.parse_args()
    if given.out.exists():
        sys.exit(f"{given.out} is there already")
    begun = time.perf_counter()
    make(given.out, Size(given.figures, given.commitments, given.papers, given.councils))
    print(f"{given.out}: {given.out.stat().st_size / 2**20:.0f} MB in {time.perf_counter() - begun:.0f} s")


if __name__ == "__main__":
    main()
