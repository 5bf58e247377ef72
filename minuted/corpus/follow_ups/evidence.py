"""How strongly a sentence of a later paper looks like the answer to a commitment: features, each with a name.

The weights that turn them into a score are learnt (``weights.json``, made by ``bench/train_follow_ups.py``); the names
of the strongest become ``follow_ups.why``.
"""

from __future__ import annotations

import re

from minuted.corpus.follow_ups.promises import Promise
from minuted.corpus.follow_ups.sentences import LABEL, Paper, Told

NAMES = (
    "topic", "topic_nearby", "rare_words", "names", "context_names", "context", "owner", "same_deed", "tells_done",
    "tells_not_yet", "tells_partly", "tells_otherwise", "looks_back", "minute_reference", "figure_wanted",
    "figure_on_topic", "heading", "topic_done", "question", "due_month", "asked_month", "length",
    "is_decision", "promises", "owner_and_deed", "looks_back_on_topic", "refers_back", "all_words",
)  # fmt: skip
"""The features, in the order of the vector that ``features`` returns."""


def features(promise: Promise, paper: Paper, at: int) -> list[float]:
    """The feature vector of one pair; ``at`` is the sentence's index in ``paper.told``."""
    told = paper.told[at]
    topic = recall(promise.topic, told, paper)
    nearby = _nearby(promise, paper, at)
    shared = promise.topic & told.content
    rare = min(sum(1 for word in shared if paper.frequency.get(word, 0) <= 2), 4) / 4
    done, not_yet, partly, otherwise, question, decides, promises, refers, number = told.flags
    figure = float(promise.wants_figure) * number
    owner, deed = _owner(promise, told), float(bool(promise.acts & told.acts))
    arising = float(told.arising)
    acronyms = sum(1 for name in told.names if name in promise.initials or name.rstrip("s") in promise.initials)
    acronyms += sum(1 for name in promise.names if name in told.initials or name.rstrip("s") in told.initials)
    return [
        topic,
        nearby,
        rare,
        min(len(promise.names & told.names) + acronyms, 3) / 3,
        min(len(promise.context_names & told.names), 3) / 3,
        recall(promise.context - promise.topic, told, paper),
        owner,
        deed,
        done,
        not_yet,
        partly,
        otherwise,
        arising,
        minute_reference(promise, told),
        figure,
        figure * (topic + nearby),
        len(promise.topic & told.heading_content) / (len(told.heading_content) or 1),
        topic * done,
        question,
        float(bool(promise.due_end) and int((promise.due_end or "")[5:7] or 0) in told.months),
        float(int(promise.date[5:7] or 0) in told.months),
        min(len(told.text), 400) / 400,
        decides,
        promises,
        owner * deed,
        arising * (topic + nearby),
        refers,
        min(len(shared), 5) / 5,
    ]


def recall(wanted: frozenset[str], told: Told, paper: Paper) -> float:
    """Share of the wanted words, weighted by rarity in the paper, that the sentence holds."""
    shared = wanted & told.content
    return paper.weight(shared) / paper.whole(wanted) if shared else 0.0


def _nearby(promise: Promise, paper: Paper, at: int) -> float:
    """The best recall of the sentences before and after in the same passage."""
    return max(
        (
            recall(promise.topic, paper.told[other], paper)
            for other in (at - 1, at + 1)
            if 0 <= other < len(paper.told) and paper.told[other].passage == paper.told[at].passage
        ),
        default=0.0,
    )


def _owner(promise: Promise, told: Told) -> float:
    if not promise.owner_words:
        return 0.0
    return len(promise.owner_words & told.letters) / len(promise.owner_words)


def minute_reference(promise: Promise, told: Told) -> float:
    """1 where the sentence names the commitment's own minute and part, 0.6 its minute, -1 another part or minute.

    A bare number counts only after "Minute", "Item" or the like; a code such as "AC.7" wherever it stands.
    """
    if promise.minute is None:
        return 0.0
    if promise.minute not in told.text:
        return -1.0 if told.cites else 0.0
    prefix = rf"(?:{LABEL})?" if re.match(r"[A-Z]", promise.minute) or "/" in promise.minute else LABEL
    number = rf"(?<![\d.]){re.escape(promise.minute)}(?![\d])(?:[.]\d+)?\s*(\([a-z0-9ivx]{{1,4}}\))?"
    found = re.search(prefix + number, told.text)
    if found is None:
        return -1.0 if told.cites else 0.0
    if found[1] is None:
        return 0.6
    part = (promise.reference or "").strip("(). ").lower()
    return 1.0 if part == found[1].strip("()").lower() else -1.0
