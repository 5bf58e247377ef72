"""Train the choice of periods: ``python -m bench.train_periods GOLD.jsonl --written OWN.jsonl [--folds 8] [--write]``.

Reads gold passages through the real stages up to ``assign_periods``, gathers the candidates of every figure, and fits
the conditional logit of ``minuted/nlp/periods/ranker.py``.  Because each choice sees the choices before it, the model
is fitted twice: first on the gold history, then also on the history that a model trained on the other half of the
passages would have made, so that it learns to recover from its own mistakes.

Prints the share of figures with the right period, cross-validated by passage, and with ``--write`` stores the weights
of a model trained on all passages.  The shipped weights come from the passages of ``tests/gold`` and from the five
public papers used while developing.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from minuted.extract.document import Metadata
from minuted.extract.text import read_text
from minuted.nlp.facts import Period
from minuted.nlp.find import STAGES
from minuted.nlp.periods import calendar as cal
from minuted.nlp.periods.assign import choose_periods, figures_in_prose
from minuted.nlp.periods.candidates import Candidates
from minuted.nlp.periods.context import Context, make_context
from minuted.nlp.reading import Reading

WEIGHTS = Path(__file__).resolve().parent.parent / "minuted" / "nlp" / "periods" / "weights.json"
PENALTY = 0.01
SMALLEST = 0.03
WRITTEN = 0.35
"""How much a passage counts that the developers wrote: its marks had one reader, and its manner is one person's."""

Days = tuple[dt.date, dt.date] | None
Example = tuple[list[set[str]], int, float]
"""The features of each candidate, which one is right, and how much the example counts."""
Weights = dict[str, float]


@dataclass
class Case:
    """One passage: the context of its figures, and what each should get (absent where gold has no such figure)."""

    name: str
    context: Context
    gold: dict[int, Days]
    weight: float = 1.0


def read_cases(paths: Sequence[Path], gold_roles: bool, weight: float = 1.0) -> list[Case]:
    """The passages of the files; with ``gold_roles`` the figures have the roles that the annotators gave them."""
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [_case({**json.loads(line), "weight": weight}, gold_roles) for line in lines]


def _case(passage: dict[str, Any], gold_roles: bool) -> Case:
    day = passage["meeting_date"]
    meeting = dt.date.fromisoformat(day) if day and len(day) == 10 else None
    metadata = Metadata(
        kind=passage["kind"], council=passage["council"], committee=passage["committee"], meeting_date=meeting
    )
    reading = Reading(
        read_text(passage["text"], metadata), passage["council"], passage["committee"], meeting, passage["kind"]
    )
    for stage in STAGES:
        if stage.__name__ == "assign_periods":
            break
        if stage.__name__ != "assign_measures":
            stage(reading)
    drafts = figures_in_prose(reading)
    gold: dict[int, Days] = {}
    for figure in passage["figures"]:
        start = _find(passage["text"], figure["quote"], figure.get("nth", 1))
        for index, draft in enumerate(drafts):
            quantity = draft.quantity
            touches = quantity.start < start + len(figure["quote"]) and start < quantity.end
            if touches and abs(quantity.value - figure["value"]) <= 1e-3 * abs(figure["value"]):
                gold[index] = _days(figure["period"])
                if gold_roles:
                    draft.role = figure["role"]
    return Case(passage["id"], make_context(reading, drafts), gold, passage.get("weight", 1.0))


def _find(text: str, quote: str, nth: int) -> int:
    place = -1
    for _ in range(nth):
        place = text.index(quote, place + 1)
    return place


def _days(code: str | None) -> Days:
    """A gold period code as two days; "FY2016/17-FY2018/19" is a span of years, as in the gold's notes."""
    if not code:
        return None
    first, dash, last = code.partition("-")
    if dash and first[:1] in "FA" and last:
        last = last if last[0] in "FA" else first[:2] + last
        period = cal.span(cal.read_label(first), cal.read_label(last))
    else:
        period = cal.read_label(code)
    return period.start, period.end


def _key(period: Period | None) -> Days:
    return (period.start, period.end) if period else None


def examples(case: Case, history: Sequence[Period | None]) -> list[Example]:
    """What the model learns from one passage, each figure seeing ``history`` for the figures before it."""
    found: list[Example] = []
    for index, days in case.gold.items():
        candidates = list(Candidates(case.context, index, history).found.values())
        keys = [_key(candidate.period) for candidate in candidates]
        if days in keys:
            found.append(([candidate.features for candidate in candidates], keys.index(days), case.weight))
    return found


def gold_history(case: Case) -> list[Period | None]:
    """The periods that the annotators gave."""
    days = [case.gold.get(index) for index in range(len(case.context.drafts))]
    return [cal.name_period(*pair) if pair else None for pair in days]


def fit(data: Sequence[Example], penalty: float = PENALTY, least: int = 3) -> Weights:
    """The weights of the conditional logit, features seen fewer than ``least`` times left out."""
    counts = Counter(name for sets, _, _ in data for features in sets for name in features)
    columns = {name: place for place, name in enumerate(sorted(n for n, c in counts.items() if c >= least))}
    starts, golds, rows, cols = [], [], [], []
    total = 0
    for sets, chosen, _ in data:
        starts.append(total)
        golds.append(total + chosen)
        for features in sets:
            known = [columns[name] for name in features if name in columns]
            rows.extend([total] * len(known))
            cols.extend(known)
            total += 1
    table = csr_matrix((np.ones(len(rows)), (rows, cols)), shape=(total, len(columns)))
    begins, wanted = np.array(starts), np.array(golds)
    group = np.repeat(np.arange(len(begins)), np.diff(np.append(begins, total)))
    counted = np.array([weight for _, _, weight in data])
    strength = penalty * counted.sum()

    def loss(weights: Any) -> tuple[float, Any]:
        scores = table @ weights
        top = np.maximum.reduceat(scores, begins)
        powers = np.exp(scores - top[group])
        sums = np.add.reduceat(powers, begins)
        chances = powers / sums[group]
        value = -(counted * (scores[wanted] - top - np.log(sums))).sum() + 0.5 * strength * (weights @ weights)
        chances[wanted] -= 1.0
        chances *= counted[group]
        return float(value), table.T @ chances + strength * weights

    result = minimize(loss, np.zeros(len(columns)), jac=True, method="L-BFGS-B", options={"maxiter": 150})
    return {name: float(result.x[place]) for name, place in columns.items() if abs(result.x[place]) >= SMALLEST}


def train(cases: Sequence[Case]) -> Weights:
    """Fit on the gold history, then on that and on the histories of models that have not seen the passage."""
    plain = [example for case in cases for example in examples(case, gold_history(case))]
    own: list[Example] = []
    halves = cases[::2], cases[1::2]
    for learned, tried in (halves, halves[::-1]):
        weights = fit([example for case in learned for example in examples(case, gold_history(case))])
        for case in tried:
            own.extend(examples(case, choose_periods(case.context, weights)[0]))
    return fit(plain + own)


def right(case: Case, weights: Weights) -> list[bool]:
    """For each gold figure of a passage, whether the model gives it the right period."""
    chosen = choose_periods(case.context, weights)[0]
    return [_key(chosen[index]) == days for index, days in case.gold.items()]


def cross_validate(cases: Sequence[Case], folds: int) -> float:
    """The share of figures with the right period, each passage tried by a model that has not seen it."""
    order = list(range(len(cases)))
    random.Random(1).shuffle(order)
    results: list[bool] = []
    for fold in range(folds):
        held = set(order[fold::folds])
        weights = train([case for place, case in enumerate(cases) if place not in held])
        for place in held:
            results.extend(right(cases[place], weights))
    return sum(results) / len(results)


def main() -> None:
    """Cross-validate, and with ``--write`` train on everything and store."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--written", nargs="*", type=Path, default=[], help="passages of the developers' own")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--gold-roles", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    cases = read_cases(options.gold, options.gold_roles)
    cases += read_cases(options.written, options.gold_roles, WRITTEN)
    if options.folds:
        figures = sum(len(case.gold) for case in cases)
        print(f"cross-validated by passage: {cross_validate(cases, options.folds):.3f} of {figures}")
    if options.write:
        weights = train(cases)
        told = {name: round(100 * value) for name, value in sorted(weights.items())}
        about = "conditional logit of minuted.nlp.periods, weights in hundredths; trained by bench/train_periods.py"
        WEIGHTS.write_text(json.dumps({"about": about, "weights": told}, indent=0) + "\n", encoding="utf-8")
        print(f"{len(told)} weights, {WEIGHTS.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
