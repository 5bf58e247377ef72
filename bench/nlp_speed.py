"""Characters a second of the whole of ``nlp`` over plain text, as a ratio to quantulum3 in the same run.

    python -m bench.nlp_speed [GOLD.jsonl ...]

The text is that of the gold passages.  quantulum3 finds numbers and units only, and runs without its classifier of
ambiguous units, which makes it faster; minuted finds figures with all their slots, and commitments.  Both are run in
turn, several times, on one core; the ratio of each pair is what counts.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import minuted

MOST_CHARACTERS = 40_000
"""Of all passages every other one is left out until no more are left: the other library reads 17,000 in a second."""
ROUNDS = 3
GOLD = Path(__file__).resolve().parent.parent / "tests" / "gold"


def texts_of(paths: list[Path]) -> list[str]:
    return [
        json.loads(line)["text"] for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line
    ]


def seconds(read: Callable[[str], object], texts: list[str]) -> float:
    begun = time.process_time()
    for text in texts:
        read(text)
    return time.process_time() - begun


def main() -> None:
    warnings.simplefilter("ignore")
    from quantulum3 import classifier, parser

    classifier.USE_CLF = False  # its trained classifier does not load with newer scikit-learn; without, it is faster
    paths = [Path(name) for name in sys.argv[1:]] or sorted(GOLD.glob("*.jsonl"))
    texts = texts_of(paths)
    while sum(map(len, texts)) > MOST_CHARACTERS:
        texts = texts[::2]
    characters = sum(map(len, texts))
    minuted.extract_text(texts[0])
    parser.parse(texts[0])
    ratios = []
    for _ in range(ROUNDS):
        ours, theirs = seconds(minuted.extract_text, texts), seconds(parser.parse, texts)
        ratios.append(theirs / ours)
        print(
            f"minuted {characters / ours:9,.0f} characters/s   quantulum3 {characters / theirs:9,.0f}"
            f"   ratio {theirs / ours:.2f}"
        )
    print(f"nlp_speed: median ratio to quantulum3 {statistics.median(ratios):.2f} (floor 1.0)")


if __name__ == "__main__":
    main()
