"""Build the sample papers: ``python samples/build.py`` writes papers/, expected/ and manifest.csv again, byte for byte.

``python samples/build.py --to FOLDER`` writes them elsewhere, so that a test can compare.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium

HERE = Path(__file__).resolve().parent
if str(HERE.parent) not in sys.path:
    sys.path.insert(0, str(HERE.parent))

from samples.content import across, cabinet, children, meetings, office_papers, place  # noqa: E402
from samples.paper import COUNCIL, Fact, Paper  # noqa: E402

PAPERS = tuple(
    sorted(
        (*children.PAPERS, *place.PAPERS, *cabinet.PAPERS, *meetings.PAPERS, *office_papers.PAPERS),
        key=lambda paper: (paper.date, paper.path),
    )
)
COLUMNS = ("path", "council", "committee", "meeting_date", "kind", "title")


def manifest() -> str:
    """A row for each paper; where the paper's own head says committee and date, they are left empty.

    So is the council for a PDF; a page of modern.gov names it only in the furniture around its main part.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for paper in PAPERS:
        council = COUNCIL if paper.path.endswith(".html") else ""
        known = (council, "", "") if paper.head_says else (COUNCIL, paper.committee, paper.date)
        writer.writerow((f"papers/{paper.path}", *known, paper.kind, paper.title))
    return out.getvalue()


def page_texts(data: bytes) -> list[str]:
    with pdfium.PdfDocument(data) as pdf:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]


def on_page(fact: Fact, pages: list[str], path: str) -> Fact:
    """``fact`` with the page on which it stands: the only one that has both its quote and the words of ``near``."""
    if not any(pages):
        return fact
    able = [n for n, text in enumerate(pages, 1) if fact.quote in text and fact.near in text]
    if fact.page is not None:
        able = [n for n in able if n == fact.page]
    if len(able) != 1:
        raise ValueError(f"{path}: {fact.quote!r} near {fact.near!r} is on pages {able}, not on one")
    return replace(fact, page=able[0])


def expected(paper: Paper, data: bytes) -> dict[str, Any]:
    pages = page_texts(data) if data.startswith(b"%PDF") else []
    figures = [on_page(fact, pages, paper.path) for fact in paper.figures]
    promises = list(paper.promises)
    for at, promise in enumerate(promises):
        able = [n for n, text in enumerate(pages, 1) if promise.words in text]
        if any(pages) and not able:
            raise ValueError(f"{paper.path}: {promise.words!r} is on no page")
        if able and promise.page is None:
            promises[at] = replace(promise, page=able[0])
    shown = [{k: v for k, v in asdict(f).items() if k != "near"} for f in figures]
    return {
        "path": f"papers/{paper.path}",
        "council": COUNCIL,
        "committee": paper.committee,
        "meeting_date": paper.date,
        "kind": paper.kind,
        "figures": shown,
        "commitments": [asdict(p) for p in promises],
    }


def dump(value: Any) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def build(to: Path) -> None:
    """Write everything below ``to``; what is no longer built is taken away."""
    for folder in (to / "papers", to / "expected"):
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
    for paper in PAPERS:
        data = paper.make()
        (to / "papers" / paper.path).write_bytes(data)
        (to / "expected" / f"{paper.path}.json").write_text(dump(expected(paper, data)), encoding="utf-8")
    (to / "expected" / "across.json").write_text(dump(across.ACROSS), encoding="utf-8")
    (to / "manifest.csv").write_text(manifest(), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=HERE)
    build(parser.parse_args().to)


if __name__ == "__main__":
    main()
