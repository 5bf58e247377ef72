"""Learn the weights that say which sentence of a later paper answers a commitment.

    python -m bench.train_follow_ups THREADS.jsonl LINKS.jsonl [--write]

THREADS are gold passages with commitments (each with a ``cid``), LINKS say which passage of which paper answers which
commitment; both as described in the gold's own README.  Prints precision, recall and F1 with each committee left out
of its own training, and with ``--write`` stores the weights learnt from all of them in the package.

The model is a conditional logit: the sentences of one paper compete with each other and with "no answer" (score 0).
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

import minuted.corpus.follow_ups as package
from bench.threads import Thread, load_threads
from minuted.corpus.follow_ups import choose, evidence
from minuted.corpus.follow_ups.promises import Promise, promises_of
from minuted.corpus.follow_ups.sentences import read_paper

Array = npt.NDArray[np.float64]
RIDGE = 0.05
STEPS = 300


@dataclass
class Group:
    """One commitment against one paper: a row of features and a 0/1 a sentence."""

    promise: Promise
    document: str
    rows: Array
    answers: Array


def groups_of(thread: Thread) -> list[Group]:
    """Every commitment of a committee against every later paper of it."""
    found = []
    papers = {d: paper for d in thread.documents if (paper := read_paper(thread.db, d))}
    spans = defaultdict(list)
    for link in thread.links:
        spans[link.commitment, link.document].append((link.start, link.end))
    for origin in thread.documents:
        for promise in promises_of(thread.db, origin):
            if promise.nothing_to_answer or promise.kind == "recommendation":
                continue
            for document, paper in papers.items():
                if not package.may_answer(promise, paper):
                    continue
                places = choose.candidates(promise, paper)
                rows = [evidence.features(promise, paper, at) for at in places]
                answers = [
                    float(
                        any(
                            paper.told[at].start < end and paper.told[at].end > start
                            for start, end in spans[promise.id, document]
                        )
                    )
                    for at in places
                ]
                found.append(
                    Group(promise, document, np.array(rows).reshape(-1, len(evidence.NAMES)), np.array(answers))
                )
    return found


def learn(groups: list[Group], names: Sequence[str] = evidence.NAMES, ridge: float = RIDGE) -> choose.Weights:
    """Weights by Adam on the conditional likelihood, features scaled to unit variance and unscaled at the end."""
    every = np.vstack([g.rows for g in groups])
    mean, spread = every.mean(0), every.std(0) + 1e-3
    scaled = [(g.rows - mean) / spread for g in groups]
    weights = np.zeros(every.shape[1] + 1)
    weights[-1] = -3.0
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        slope = np.r_[ridge * weights[:-1], 0.0]
        for rows, group in zip(scaled, groups, strict=True):
            slope += _slope(rows, group.answers, weights) / len(groups)
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope**2
        weights -= 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    raw = weights[:-1] / spread
    return choose.Weights(dict(zip(names, map(float, raw), strict=True)), float(weights[-1] - raw @ mean))


def _slope(rows: Array, answers: Array, weights: Array) -> Array:
    scores = np.r_[rows @ weights[:-1] + weights[-1], 0.0]
    chance = np.exp(scores - scores.max())
    chance /= chance.sum()
    wanted = np.r_[answers, 0.0 if answers.any() else 1.0]
    wanted = chance * wanted / (chance @ wanted)
    gap = (chance - wanted)[:-1]
    return np.r_[rows.T @ gap, gap.sum()]


def main() -> None:
    """Cross-validate by committee, then learn from all and write where asked."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("threads", type=Path)
    options.add_argument("links", type=Path)
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    threads = load_threads(given.threads, given.links)
    groups = {thread.name: groups_of(thread) for thread in threads}
    hits = found = wanted = outcomes = 0
    for thread in threads:
        learnt = learn([g for name, some in groups.items() if name != thread.name for g in some])
        result = thread.score(learnt)
        hits, found, wanted, outcomes = (
            hits + result.hits,
            found + result.found,
            wanted + result.wanted,
            outcomes + result.outcomes,
        )
    precision, recall = hits / found, hits / wanted
    print(
        f"precision {precision:.3f} recall {recall:.3f} F1 "
        f"{2 * precision * recall / (precision + recall):.3f} outcome {outcomes / hits:.3f}"
    )
    if given.write:
        learnt = learn([g for some in groups.values() for g in some])
        stored: dict[str, Any] = {
            "weights": {n: round(w, 4) for n, w in learnt.by_name.items()},
            "bias": round(learnt.bias, 4),
        }
        path = Path(package.__file__).with_name("weights.json")
        path.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
        print(f"wrote {path.name}")


if __name__ == "__main__":
    main()
