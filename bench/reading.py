"""Reading PDFs: minuted's ``extract`` and its whole ``add`` against other readers of the same files in the same run.

    python -m bench.reading PAPERS [--pages 200] [--no-add]

One process, one core, processor time; the readers take turns paper by paper.  What each does:

* pdfplumber: words and tables; pdfminer.six: text with its layout; pypdf: text; pdfium: bare text (the ceiling)
* camelot: lattice tables, where it is installed
* extract: words, blocks, tables, metadata; add: that, and facts, storing and linking
"""

from __future__ import annotations

import argparse
import datetime as dt
import io
import logging
import tempfile
import time
import warnings
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pypdfium2

from bench.pdf_speed import papers_of
from minuted.corpus.add import AddOptions, add_papers
from minuted.corpus.intake import Paper
from minuted.extract.reader import read_bytes


def by_pdfplumber(data: bytes) -> None:
    with pdfplumber.open(io.BytesIO(data)) as paper:
        for page in paper.pages:
            page.extract_words()
            page.extract_tables()
            page.close()


def by_pdfminer(data: bytes) -> None:
    from pdfminer.high_level import extract_text

    extract_text(io.BytesIO(data))


def by_pypdf(data: bytes) -> None:
    from pypdf import PdfReader

    for page in PdfReader(io.BytesIO(data)).pages:
        page.extract_text()


def by_pdfium(data: bytes) -> None:
    with pypdfium2.PdfDocument(data) as paper:
        for page in paper:
            page.get_textpage().get_text_range()


def by_camelot(data: bytes) -> None:
    import camelot

    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        camelot.read_pdf(file.name, pages="all", flavor="lattice", suppress_stdout=True)


def by_extract(data: bytes) -> None:
    read_bytes(data, "paper.pdf", ocr=False)


def adding(folder: Path) -> Callable[[bytes], None]:
    """Adds to one growing catalogue, as ``minuted add`` does."""
    options = AddOptions(workers=0, ocr=False, as_at=dt.date(2026, 11, 24))

    def by_add(data: bytes) -> None:
        place = folder / f"{len(list(folder.glob('*.pdf')))}.pdf"
        place.write_bytes(data)
        add_papers(folder / "a.db", [Paper(place, place.name)], options)

    return by_add


def installed(readers: dict[str, Callable[[bytes], None]]) -> dict[str, Callable[[bytes], None]]:
    """Those whose library is there."""
    from importlib.util import find_spec

    needs = {"pypdf": "pypdf", "camelot": "camelot"}
    return {name: read for name, read in readers.items() if find_spec(needs.get(name, "minuted")) is not None}


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("places", nargs="+", type=Path)
    arguments.add_argument("--pages", type=int, default=200, help="stop after about this many")
    arguments.add_argument("--only", nargs="*", help="these readers, beside extract and pdfplumber")
    given = arguments.parse_args()
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    spent: dict[str, float] = defaultdict(float)
    faults: dict[str, int] = defaultdict(int)
    pages = 0
    with tempfile.TemporaryDirectory() as name:
        readers = installed({"extract": by_extract, "add": adding(Path(name)), "pdfplumber": by_pdfplumber,
                   "pdfminer.six": by_pdfminer, "pypdf": by_pypdf, "pdfium text": by_pdfium,
                   "camelot": by_camelot})  # fmt: skip
        if given.only is not None:
            readers = {n: r for n, r in readers.items() if n in {"extract", "pdfplumber", *given.only}}
        papers = papers_of(given.places)
        for read in readers.values():  # imports and first uses are not counted
            read(papers[0].read_bytes())
        for path in papers[:: max(1, len(papers) // 40)]:
            data = path.read_bytes()
            try:
                with pypdfium2.PdfDocument(data) as paper:
                    count = len(paper)
            except pypdfium2.PdfiumError:
                continue
            if pages + count > given.pages * 1.3:
                continue
            pages += count
            for reader, read in readers.items():
                begun = time.process_time()
                try:
                    read(data)
                except Exception:  # a reader's fault with one file must not end the comparison; it is counted
                    faults[reader] += 1
                spent[reader] += time.process_time() - begun
            if pages >= given.pages:
                break
    for reader, seconds in sorted(spent.items(), key=lambda pair: pair[1]):
        failed = f", failed on {faults[reader]} files" if faults[reader] else ""
        print(
            f"{reader:14} {pages / seconds:8.1f} pages/s, {spent['pdfplumber'] / seconds:6.2f} times pdfplumber{failed}"
        )
    ours = spent["pdfplumber"] / spent["extract"]
    whole = f"; the whole add {spent['pdfplumber'] / spent['add']:.1f} (floor 3)" if "add" in spent else ""
    print(f"reading: {pages} pages, extract {ours:.1f} times pdfplumber (floor 4){whole}")


if __name__ == "__main__":
    main()
