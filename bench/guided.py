"""Fuzzing that is guided by coverage: atheris changes sample papers and keeps what reaches new lines of the readers.

    pip install atheris
    python -m bench.guided [html|csv|txt|docx|xlsx|pdf] [-max_total_time=600 and other options of libFuzzer]

Ends at the first paper that ends neither in facts nor in a reason with advice (see ``bench.fuzz.read_one``); atheris
writes that paper beside and says its name.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["minuted.extract", "minuted.nlp"]):
    import minuted.extract.reader
    import minuted.nlp.find  # noqa: F401

from bench.fuzz import read_one, samples


def main() -> None:
    suffix = sys.argv[1] if len(sys.argv) > 1 else "html"

    def read(data: bytes) -> None:
        ending, fault = read_one(data, f"paper.{suffix}")
        if fault is not None:
            raise RuntimeError(f"{ending}: {fault}")

    with tempfile.TemporaryDirectory() as corpus:
        for path in samples([suffix]):
            (Path(corpus) / path.name).write_bytes(path.read_bytes())
        atheris.Setup([sys.argv[0], corpus, "-max_len=20000", "-timeout=60", *sys.argv[2:]], read)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
