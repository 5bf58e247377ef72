"""Train the models of roles and measures: ``python -m bench.train_measures GOLD.jsonl --written OWN.jsonl --write``.

Prints the scores of both, cross-validated by passage, and with ``--write`` stores the weights in
``minuted/nlp/lexicon/``.  Figures are taken from the gold spans, so what is scored is the choice of role and measure
alone.  The frames that a figure goes on from are those that a model of other passages chose, not the gold ones: at work
there are no gold ones either.  Needs scikit-learn (extra ``dev``).
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from bench.train_periods import WRITTEN
from minuted.extract.document import Metadata
from minuted.extract.text import read_text
from minuted.nlp.areas import find_area_mentions
from minuted.nlp.clauses import cut_clauses
from minuted.nlp.linear import LinearModel
from minuted.nlp.measures import ABSTAIN, Measurer
from minuted.nlp.measures.compose import choose
from minuted.nlp.measures.features import Ranker, names_of
from minuted.nlp.measures.phrase import say
from minuted.nlp.measures.pool import Option, offer
from minuted.nlp.measures.words import normal
from minuted.nlp.periods import find_period_mentions
from minuted.nlp.reading import Draft, Quantity, Reading
from minuted.nlp.roles import decide, role_features
from minuted.nlp.sentences import read_sentences

LEXICON = Path(__file__).resolve().parent.parent / "minuted" / "nlp" / "lexicon"
FOLDS = 8
ROUNDS = 3
"""The models of each round learn from the frames that those of the rounds before it chose for passages unseen."""
SMALL = frozenset(
    "a an the of in on for to by with at and or our their its this that these those is are was were be been who "
    "which from per "
    "as had have has".split()
)


@dataclass
class Passage:
    """A gold passage with a draft for each figure that stands in its prose."""

    name: str
    reading: Reading
    gold: dict[int, dict[str, Any]] = field(default_factory=dict)
    """By the identity of the draft."""
    weight: float = 1.0


def words(text: str) -> set[str]:
    """The content words of a measure, as the scorer takes them."""
    return {normal(word) for word in re.findall(r"[a-z0-9&+]+", text.lower().replace("’", "'")) if word not in SMALL}


def overlap(said: str, gold: str) -> float:
    """F1 of content words."""
    ours, theirs = words(said), words(gold)
    return 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours and theirs else 0.0


def read_passage(record: dict[str, Any]) -> Passage:
    date = record.get("meeting_date")
    when = dt.date.fromisoformat(date) if date and len(date) == 10 else None
    metadata = Metadata(
        kind=record["kind"], council=record["council"], committee=record["committee"], meeting_date=when
    )
    reading = Reading(read_text(record["text"], metadata), record["council"], record["committee"], when, record["kind"])
    reading.sentences = read_sentences(reading.document)
    find_period_mentions(reading)
    find_area_mentions(reading)
    passage = Passage(record["id"], reading, weight=record.get("weight", 1.0))
    for figure in record["figures"]:
        start = -1
        for _ in range(figure.get("nth", 1)):
            start = record["text"].index(figure["quote"], start + 1)
        sentence = next((s for s in reading.sentences if s.start <= start < s.end), None)
        if sentence is not None:
            end = start + len(figure["quote"])
            draft = Draft(Quantity(start, end, figure["value"], figure["unit"], "gold"), sentence)
            reading.drafts.append(draft)
            passage.gold[id(draft)] = figure
    reading.drafts.sort(key=lambda draft: draft.quantity.start)
    cut_clauses(reading)
    return passage


def read_passages(paths: Iterable[Path], weight: float) -> list[Passage]:
    lines = (line for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return [read_passage({**json.loads(line), "weight": weight}) for line in lines]


def vectorise(rows: Sequence[Iterable[str]], least: int) -> tuple[Any, list[str]]:
    """The rows as a sparse matrix over the features that are seen at least ``least`` times."""
    vectoriser = DictVectorizer()
    matrix = vectoriser.fit_transform([dict.fromkeys(row, 1.0) for row in rows])
    kept = np.asarray((matrix > 0).sum(axis=0)).ravel() >= least
    return matrix[:, kept], [str(name) for name in vectoriser.get_feature_names_out()[kept]]


def model_of(classes: list[str], names: list[str], fitted: LogisticRegression) -> tuple[LinearModel, dict[str, Any]]:
    """The fitted weights as our own model and as what is stored of it."""
    table = {"bias": fitted.intercept_.tolist(), **dict(zip(names, fitted.coef_.T.tolist(), strict=True))}
    stored = {name: [round(100 * value) for value in row] for name, row in table.items()}
    stored = {name: row for name, row in stored.items() if name == "bias" or any(abs(value) >= 2 for value in row)}
    model = LinearModel(classes, {name: [value / 100 for value in row] for name, row in stored.items()})
    return model, {"classes": classes, "weights": stored}


def train_roles(passages: Sequence[Passage]) -> tuple[LinearModel, dict[str, Any]]:
    rows, roles, weights = [], [], []
    for passage in passages:
        for draft, row in zip(
            passage.reading.drafts, role_features(passage.reading, passage.reading.drafts), strict=True
        ):
            rows.append(row)
            roles.append(passage.gold[id(draft)]["role"])
            weights.append(passage.weight)
    matrix, names = vectorise(rows, 4)
    fitted = LogisticRegression(C=0.5, max_iter=1000).fit(matrix, roles, sample_weight=weights)
    return model_of([str(name) for name in fitted.classes_], names, fitted)


def set_roles(passages: Iterable[Passage], model: LinearModel) -> None:
    for passage in passages:
        rows = list(role_features(passage.reading, passage.reading.drafts))
        for draft, row, chances in zip(passage.reading.drafts, rows, model.chances(rows), strict=True):
            draft.role, _ = decide(model.classes, chances, row)


Offered = tuple[Passage, Draft, int, list[Option]]


def offers(passages: Iterable[Passage], frame: Callable[[Passage, Draft, int, list[Option]], str]) -> list[Offered]:
    """What is on offer for every figure, where ``frame`` says the measure that those after it go on from."""
    found: list[Offered] = []
    for passage in passages:
        measurer = Measurer(passage.reading)
        for draft, context in measurer.contexts():
            options = offer(draft, context)
            found.append((passage, draft, context.quantity, options))
            measurer.add(draft, frame(passage, draft, context.quantity, options))
    return found


def train_pieces(offered: Sequence[Offered], strength: float = 0.03) -> tuple[Ranker, dict[str, Any]]:
    """A logistic model of whether a piece belongs to the measure; a piece that does in part counts in part for each."""
    rows, labels, weights = [], [], []
    for passage, draft, _, options in offered:
        gold = words(passage.gold[id(draft)]["measure"])
        for option in options:
            own = words(" ".join(option.piece.words))
            names = names_of(option.keys)
            part = len(own & gold) / len(own) if own else 0.0
            for label, share in ((1, part), (0, 1 - part)):
                if share:
                    rows.append(names)
                    labels.append(label)
                    weights.append(share * len(option.piece.words) * passage.weight)
    matrix, kept = vectorise(rows, 20)
    fitted = LogisticRegression(C=strength, max_iter=300, solver="liblinear").fit(matrix, labels, sample_weight=weights)
    model, stored = model_of(["in"], kept, fitted)
    return Ranker(model), stored


def said_by(model: Ranker, quantity: int, options: list[Option]) -> str:
    if not options:
        return ""
    chosen, expected = choose(options, model.chances([option.keys for option in options]))
    return say([options[index] for index in chosen], quantity) if expected >= ABSTAIN else ""


def right_measures(offered: Iterable[Offered], model: Ranker) -> list[bool]:
    return [overlap(said_by(model, at, opts), p.gold[id(d)]["measure"]) >= 0.5 for p, d, at, opts in offered]


def nearest(quantity: int, options: list[Option]) -> str:
    """What a rule without any weights would say: the piece right after the figure, else the one before."""
    own = [option for option in options if option.source == "own"]
    after = [option for option in own if option.piece.first > quantity][:1]
    return say(after or own[-1:], quantity)


def folds_of(passages: Sequence[Passage]) -> list[list[Passage]]:
    order = np.random.RandomState(0).permutation(len(passages))
    return [[passages[i] for i in order[fold::FOLDS]] for fold in range(FOLDS)]


def cross_validate(passages: Sequence[Passage]) -> list[Offered]:
    """Print the scores of unseen passages; return the offers with frames said by models of other passages."""
    folds = folds_of(passages)
    others = [[p for other in folds if other is not fold for p in other] for fold in folds]
    right = total = 0
    for fold, rest in zip(folds, others, strict=True):
        set_roles(fold, train_roles(rest)[0])
        for passage in fold:
            total += len(passage.reading.drafts)
            right += sum(draft.role == passage.gold[id(draft)]["role"] for draft in passage.reading.drafts)
    print(f"figures {total}  role right {right / total:.3f}")
    told = offers(passages, lambda p, d, _at, _options: p.gold[id(d)]["measure"])
    rule = [overlap(nearest(at, o), p.gold[id(d)]["measure"]) >= 0.5 if o else False for p, d, at, o in told]
    print(f"measure right: nearest piece {np.mean(rule):.3f}")
    mine = {id(p): fold for fold, ps in enumerate(folds) for p in ps}
    gathered: list[Offered] = []
    for step in range(ROUNDS):
        gathered += told
        models = [train_pieces([row for row in gathered if mine[id(row[0])] != fold])[0] for fold in range(FOLDS)]
        told, marks = [], []
        for fold, model in zip(folds, models, strict=True):
            unseen = offers(fold, lambda _p, _d, at, options, model=model: said_by(model, at, options))
            marks += right_measures(unseen, model)
            told += unseen
        print(f"measure right: model, round {step + 1} {np.mean(marks):.3f}", flush=True)
        if step == 0:
            gathered = []
    return gathered


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--written", nargs="*", type=Path, default=[], help="passages of the developers' own")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    passages = read_passages(options.gold, 1.0) + read_passages(options.written, WRITTEN)
    told = cross_validate(passages)
    roles, pieces = train_roles(passages)[1], train_pieces(told)[1]
    if options.write:
        for name, stored in (("role_weights", roles), ("measure_weights", pieces)):
            lines = ",\n".join(
                f"{json.dumps(key)}:{json.dumps(row, separators=(',', ':'))}" for key, row in stored["weights"].items()
            )
            text = f'{{"classes":{json.dumps(stored["classes"])},"weights":{{\n{lines}\n}}}}\n'
            (LEXICON / f"{name}.json").write_text(text, encoding="utf-8")
            print(f"{name}: {len(stored['weights'])} features, {len(text) // 1024} kB")


if __name__ == "__main__":
    main()
