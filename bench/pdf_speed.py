"""Pages a second of minuted's PDF reader, as a ratio to pdfplumber's words and tables in the same run.

    python bench/pdf_speed.py FOLDER_OR_FILES... [--pages 300] [--repeats 2] [--floor 4]

One process, one core, CPU time; the two engines take turns paper by paper, so that a slow spell of the machine hits
both.  pdfplumber does ``extract_words`` and ``extract_tables`` and closes each page; minuted does everything up to the
``Document``.  Scans are left to neither.  Ends with 1 where the ratio is below ``--floor``.
"""

from __future__ import annotations

import argparse
import io
import json
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pdfplumber

from minuted.extract.pdf import read


def papers_of(places: Sequence[Path]) -> list[Path]:
    found: list[Path] = []
    for place in places:
        found += sorted(place.rglob("*.pdf")) if place.is_dir() else [place]
    return found


def minuted_seconds(data: bytes) -> tuple[float, int]:
    started = time.process_time()
    pages = len(read(data, ocr=False).pages)
    return time.process_time() - started, pages


def pdfplumber_seconds(data: bytes) -> float:
    started = time.process_time()
    with pdfplumber.open(io.BytesIO(data)) as paper:
        for page in paper.pages:
            page.extract_words()
            page.extract_tables()
            page.close()
    return time.process_time() - started


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("places", nargs="+", type=Path)
    parser.add_argument("--pages", type=int, default=300, help="stop after about this many pages")
    parser.add_argument("--repeats", type=int, default=2)
    parser.add_argument("--floor", type=float, default=4.0)
    options = parser.parse_args()
    papers = papers_of(options.places)
    step = max(1, len(papers) // 30)
    chosen = [path.read_bytes() for path in papers[::step]]
    minuted_seconds(chosen[0])
    ratios = []
    for _ in range(options.repeats):
        own = other = 0.0
        pages = 0
        for data in chosen:
            if pages >= options.pages:
                break
            seconds, count = minuted_seconds(data)
            own, pages, other = own + seconds, pages + count, other + pdfplumber_seconds(data)
        ratios.append(other / own)
        print(json.dumps({"papers": len(chosen), "pages": pages, "minuted_pages_s": round(pages / own, 1),
                          "pdfplumber_pages_s": round(pages / other, 1), "ratio": round(other / own, 2)}))  # fmt: skip
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"least_ratio": round(min(ratios), 2), "floor": options.floor, "peak_mb_both": round(peak)}))
    return 0 if min(ratios) >= options.floor else 1


if __name__ == "__main__":
    sys.exit(main())
