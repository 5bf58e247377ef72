"""One digest for each text of everything that ``nlp`` finds in it, and the time that it took.

    python -m bench.nlp_digest PLACES... [--save FILE] [--against FILE] [--parses FOLDER] [--every 4] [--profile FILE]

PLACES are gold passages (``.jsonl``) or papers; of a folder every fourth paper is taken.  A change that only makes
minuted faster must leave every digest as it was: run with ``--save`` before it and with ``--against`` after it.  All
slots count, with rule, evidence and confidence to the last digit.  Reading is done once where ``--parses`` names a
folder for what was read; only ``nlp`` is timed, in processor seconds.
"""

from __future__ import annotations

import argparse
import cProfile
import hashlib
import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from minuted.corpus.papers_folder import PapersFolder
from minuted.corpus.reading import reader_version
from minuted.errors import UnreadablePaper
from minuted.extract.document import Document
from minuted.extract.reader import read_bytes
from minuted.extract.text import read_text
from minuted.nlp.facts import Facts
from minuted.nlp.find import find_facts

SUFFIXES = frozenset({".pdf", ".docx", ".html", ".md"})


def documents(places: Sequence[Path], every: int, folder: PapersFolder | None) -> Iterator[tuple[str, Document]]:
    """Each text with its name; what cannot be read is left out."""
    for place in places:
        if place.suffix == ".jsonl":
            for number, line in enumerate(place.read_text(encoding="utf-8").splitlines()):
                yield f"{place.stem} {number}", read_text(json.loads(line)["text"])
            continue
        papers = sorted(p for p in place.rglob("*") if p.suffix in SUFFIXES) if place.is_dir() else [place]
        for path in papers[:: every if place.is_dir() else 1]:
            try:
                yield path.name, _read(path, folder)
            except UnreadablePaper:
                continue


def _read(path: Path, folder: PapersFolder | None) -> Document:
    data = path.read_bytes()
    if folder is None:
        return read_bytes(data, path.name, ocr=False)
    sha256 = hashlib.sha256(data).hexdigest()
    document = folder.parse(sha256, reader_version())
    if document is None:
        document = read_bytes(data, path.name, ocr=False)
        folder.keep_parse(sha256, reader_version(), document)
    return document


def digest_of(facts: Facts) -> str:
    """A digest of all that was found, evidence in one order.

    >>> digest_of(Facts())[:8]
    'b7f79d83'
    """
    told = [
        *(repr((figure, sorted(figure.evidence.items()))) for figure in facts.figures),
        *(repr((commitment, sorted(commitment.evidence.items()))) for commitment in facts.commitments),
        repr((facts.issues, facts.period)),
    ]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("places", nargs="+", type=Path)
    parser.add_argument("--save", type=Path)
    parser.add_argument("--against", type=Path)
    parser.add_argument("--parses", type=Path)
    parser.add_argument("--every", type=int, default=4)
    parser.add_argument("--profile", type=Path, help="write a profile of the finding there")
    options = parser.parse_args()
    folder = PapersFolder(options.parses) if options.parses else None
    told = list(documents(options.places, options.every, folder))
    find_facts(told[0][1])  # models load, caches fill
    digests: dict[str, str] = {}
    profile = cProfile.Profile() if options.profile else None
    seconds = 0.0
    for name, document in told:
        begun = time.process_time()
        facts = profile.runcall(find_facts, document) if profile else find_facts(document)
        seconds += time.process_time() - begun
        digests[name] = digest_of(facts)
    characters = sum(len(document.text) for _, document in told)
    pages = sum(len(document.pages) for _, document in told)
    whole = hashlib.sha256(json.dumps(digests, sort_keys=True).encode()).hexdigest()[:16]
    print(
        f"nlp_digest: {whole} over {len(told)} texts, {pages} pages; {seconds:.2f} s, {characters / seconds:,.0f} c/s"
    )
    if profile:
        profile.dump_stats(options.profile)
    if options.save:
        options.save.write_text(json.dumps(digests, indent=0), encoding="utf-8")
    if options.against:
        before = json.loads(options.against.read_text(encoding="utf-8"))
        changed = [name for name, digest in digests.items() if before.get(name) != digest]
        print(f"changed: {len(changed)}", *changed[:10], sep="\n  ")
        return 1 if changed else 0
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
