"""The weights that are looked up by parts are those of the features by name, which the training scripts read."""

from __future__ import annotations

import math

from minuted.extract.document import Metadata
from minuted.extract.text import read_text
from minuted.nlp.find import read_facts
from minuted.nlp.linear import load_model
from minuted.nlp.measures import Measurer
from minuted.nlp.measures.features import load_ranker, names_of
from minuted.nlp.measures.pool import offer
from minuted.nlp.periods.assign import figures_in_prose
from minuted.nlp.periods.candidates import Candidates
from minuted.nlp.periods.context import make_context
from minuted.nlp.periods.features import load_weights, table_of
from minuted.nlp.reading import Reading

TEXT = """Library visits: Quarter 2 2019/20

The Committee heard that:

- there were 41,200 visits in Q2, against a target of 40,000 and 38,900 in the same quarter last year;
- of these, 1,204 (3%) were by children; school groups made up 12% in the 2018/19 academic year.

The service spent £1.2m in the year to date, 4% more than in 2018/19. It is projected to be £2.5m by the end of March.
Loans rose from 79,000 in 2017 to 88,500 in 2018. Pupils, attendance and exclusions were reported, as were pupils.
"""


def read() -> Reading:
    return read_facts(read_text(TEXT, Metadata(kind="minutes", council="Ostley")))


def test_the_chance_of_a_piece_is_that_of_its_features_by_name() -> None:
    reading, ranker, model = read(), load_ranker(), load_model("measure_weights")
    measurer = Measurer(reading)
    seen = 0
    for draft, context in measurer.contexts():
        options = offer(draft, context)
        seen += len(options)
        chances = ranker.weigh(options)
        assert chances == ranker.chances([option.keys for option in options])
        for option, chance in zip(options, chances, strict=True):
            score = model.weight("bias") + model.sum_of(names_of(option.keys))
            assert math.isclose(chance, 1 / (1 + math.exp(-score)))
        measurer.add(draft, draft.measure or "")
    assert seen > 50


def test_the_features_of_a_period_that_weigh_are_those_by_name() -> None:
    reading, weights = read(), load_weights()
    drafts = figures_in_prose(reading)
    context, periods = make_context(reading, drafts), [draft.period for draft in drafts]
    for index in range(len(drafts)):
        named = Candidates(context, index, periods).found
        weighed = Candidates(context, index, periods, table_of(weights)).found
        assert list(named) == list(weighed)
        for days, candidate in named.items():
            known = {name: weights[name] for name in candidate.features if weights.get(name)}
            assert weighed[days].features == known
    assert any(period for period in periods)
