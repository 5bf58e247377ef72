"""Train the confidence of whole figures: ``python -m bench.train_confidence GOLD.jsonl ... [--write]``.

The models of roles, measures and periods know the gold passages, so their chances there are too good to be calibrated
on.  Here each fold of passages is read by models that were trained on the other folds; what comes out, right or wrong,
is what the confidence model learns from.  Prints the scores of these unseen readings (the fair estimate of what a paper
of another council would get from as much training) and the reliability table, each row again by a confidence model that
has not seen the passage.  Needs scikit-learn (extra ``dev``).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from sklearn.linear_model import LogisticRegression

from bench import train_measures, train_periods
from bench.train_measures import model_of, vectorise
from minuted.nlp.agreement import SLOTS, agreeing_slots, match_figures
from minuted.nlp.confidence import confidence_features
from minuted.nlp.evaluate import located, passage_document
from minuted.nlp.find import figure_of, read_facts
from minuted.nlp.linear import LinearModel

LEXICON = Path(__file__).resolve().parent.parent / "minuted" / "nlp" / "lexicon"
FOLDS = 4
STRENGTH = 0.02
BANDS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


@dataclass
class Row:
    """One figure that was found: which passage, its features, and whether all its slots are right."""

    fold: int
    features: list[str]
    whole: bool


def read_gold(paths: Sequence[Path], weight: float) -> list[dict[str, Any]]:
    """The passages of the files, each with how much it counts in training."""
    lines = (line for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return [{**json.loads(line), "weight": weight} for line in lines]


def models_of(records: Sequence[dict[str, Any]]) -> tuple[LinearModel, LinearModel, Mapping[str, float]]:
    """The models of roles, measures and periods of some passages, trained as their own scripts do."""
    passages = [train_measures.read_passage(record) for record in records]
    roles = train_measures.train_roles(passages)[0]
    train_measures.set_roles(passages, roles)
    told = train_measures.offers(passages, lambda p, d, _at, _options: p.gold[id(d)]["measure"])
    pieces = train_measures.train_pieces(told)[0]
    told = train_measures.offers(passages, lambda _p, _d, at, options: train_measures.said_by(pieces, at, options))
    pieces = train_measures.train_pieces(told)[0]
    with reading_with(roles, pieces):
        cases = [train_periods._case(record, gold_roles=False) for record in records]
    return roles, pieces, train_periods.train(cases)


@contextmanager
def reading_with(roles: LinearModel, pieces: LinearModel, periods: Mapping[str, float] | None = None) -> Iterator[None]:
    """Let the stages use these models in place of the shipped ones."""
    with ExitStack() as stack:
        stack.enter_context(patch("minuted.nlp.roles.load_model", lambda _name: roles))
        stack.enter_context(patch("minuted.nlp.measures.load_ranker", lambda: pieces))
        if periods is not None:
            stack.enter_context(patch("minuted.nlp.periods.assign.load_weights", lambda: periods))
        yield


def rows_of(record: dict[str, Any], fold: int, tally: Counter[str]) -> Iterator[Row]:
    """The figures found in a passage, marked right or wrong, and the counts for the scores."""
    reading = read_facts(passage_document(record))
    drafts = [draft for draft in reading.drafts if draft.rejected is None]
    beside = Counter(draft.sentence.start for draft in drafts)
    figures = [figure_of(draft, reading) for draft in drafts]
    gold = located(record, "figures")
    right: dict[int, bool] = {}
    for marked, figure in match_figures(gold, figures):
        agree = agreeing_slots(marked, figure)
        right[id(figure)] = all(agree.values())
        tally.update({slot: int(agree[slot]) for slot in SLOTS})
    tally.update({"gold": len(gold), "found": len(figures), "hit": len(right), "whole": sum(right.values())})
    for draft, figure in zip(drafts, figures, strict=True):
        features = list(confidence_features(draft, beside[draft.sentence.start], reading))
        yield Row(fold, features, right.get(id(figure), False))


def unseen_rows(records: Sequence[dict[str, Any]]) -> list[Row]:
    """Every figure, read by models that have not seen its passage; prints the scores of these readings."""
    order = np.random.RandomState(3).permutation(len(records))
    rows: list[Row] = []
    tallies: dict[float, Counter[str]] = {record["weight"]: Counter() for record in records}
    for fold in range(FOLDS):
        held = set(order[fold::FOLDS].tolist())
        with reading_with(*models_of([record for i, record in enumerate(records) if i not in held])):
            for index in sorted(held):
                rows.extend(rows_of(records[index], fold, tallies[records[index]["weight"]]))
    for weight, tally in tallies.items():
        whole = 2 * tally["whole"] / (tally["gold"] + tally["found"])
        slots = "  ".join(f"{slot} {tally[slot] / tally['hit']:.3f}" for slot in SLOTS)
        print(f"unseen passages of weight {weight}, {tally['gold']} figures: {slots}  whole F1 {whole:.3f}", flush=True)
    return rows


def fit(rows: Sequence[Row]) -> tuple[LinearModel, dict[str, Any]]:
    matrix, names = vectorise([row.features for row in rows], 10)
    fitted = LogisticRegression(C=STRENGTH, max_iter=2000).fit(matrix, [int(row.whole) for row in rows])
    return model_of(["whole"], names, fitted)


def print_reliability(chances: Sequence[float], right: Sequence[bool]) -> None:
    """Markdown: for each band of confidence, how many figures, the mean said and the share that was right."""
    said, was = np.array(chances), np.array(right)
    print("\n| confidence | figures | mean | right |\n|---|---|---|---|")
    for low, high in pairwise(BANDS):
        band = (said >= low) & (said < high + 1e-9 * (high == 1.0))
        if band.any():
            print(f"| {low:.1f} to {high:.1f} | {band.sum()} | {said[band].mean():.2f} | {was[band].mean():.2f} |")
    order = np.argsort(-said)
    half = order[: len(order) // 2]
    print(
        f"\nBrier score {np.mean((said - was) ** 2):.3f} (always the mean: {was.mean() * (1 - was.mean()):.3f}); ",
        end="",
    )
    print(f"right in the surer half {was[half].mean():.3f}, in the other {was[order[len(order) // 2 :]].mean():.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--written", nargs="*", type=Path, default=[], help="passages of the developers' own")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    rows = unseen_rows(read_gold(options.gold, 1.0) + read_gold(options.written, train_periods.WRITTEN))
    chances: list[float] = []
    right: list[bool] = []
    for fold in range(FOLDS):
        model = fit([row for row in rows if row.fold != fold])[0]
        held = [row for row in rows if row.fold == fold]
        chances += [float(chance) for chance in model.chances([row.features for row in held])[:, 0]]
        right += [row.whole for row in held]
    print_reliability(chances, right)
    stored = fit(rows)[1]
    if options.write:
        lines = ",\n".join(f"{json.dumps(name)}:{json.dumps(row)}" for name, row in stored["weights"].items())
        text = f'{{"classes":["whole"],"weights":{{\n{lines}\n}}}}\n'
        (LEXICON / "confidence_weights.json").write_text(text, encoding="utf-8")
        print(f"confidence_weights: {len(stored['weights'])} features, {len(text) // 1024} kB")


if __name__ == "__main__":
    main()
