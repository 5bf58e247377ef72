"""The words that tell a target from a forecast, a budget from a cost, a change from a level: cues of role.

Each ``Cue`` is a class of words with an example; ``read_cues`` finds all of them in one pass over a sentence.  What
they weigh, and at which distance from the figure, was learnt from gold passages (``bench/train_measures.py``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Cue:
    """A class of words; ``example`` is a clause in which the test must find it."""

    name: str
    words: str
    example: str


CUES: tuple[Cue, ...] = (
    Cue(
        "target",
        r"targets?|trajector(?:y|ies)|milestones?|ambitions?|goals?|aims?|aspiration|aim(?:ed|"
        r"ing)",
        "a target of 9",
    ),
    Cue(
        "limit",
        r"limit(?:s|ed)?|thresholds?|minim(?:um|a)|maxim(?:um|a)|ceiling|cap(?:ped)?|standards?|tolerances?|"
        r"requirements?|required|"
        r"cut[- ]off|floor|benchmark|must|should|permitted|allowed|exceed(?:s|ed|ing)?|needed|recommended level|"
        r"establishment",
        "the upper limit is 30",
    ),
    Cue(
        "forecast",
        r"forecasts?|forecasted|project(?:ed|ions?|ing)|expect(?:s|ed|ation|ing)?|anticipat(?:ed|es|ing)|"
        r"estimat(?:ed|es|ing)|estimate|"
        r"est\.|predict(?:ed|ions?|s)|assum(?:ed|es|ing|ptions?)|likely|on track|envisaged|potential(?:ly)?|"
        r"is put at|are put at|on present trends|at the present rate",
        "is projected to be 41",
    ),
    Cue(
        "modal",
        r"would|will|be|could|may|might|shall|is to|are to|to be|need(?:s)? to|going to|due to be|if",
        "this would cost £3m",
    ),
    Cue(
        "plan",
        r"plan(?:s|ned|ning)?|propos(?:ed|als?|es|ing)|intend(?:s|ed)?|intention|schedul(?:ed|e)|on order|"
        r"further|additional|"
        r"next year|by 20\d\d|opening|starting|to open|recruit(?:ing)?|option",
        "it was proposed to open two homes",
    ),
    Cue("saving", r"savings?|efficienc(?:y|ies)|income generation|economies", "savings of £4m"),
    Cue(
        "overspend",
        r"(?:over|under)-?(?:spend|spends|spent|spending)|variances?|slippage|pressures?|shortfall|"
        r"deficits?|surplus|gap",
        "an overspend of £2m",
    ),
    Cue(
        "outturn",
        r"outturn|actual(?:s|ly)?|achieved|recorded|observed|performance|latest|to date",
        "the outturn was £2m",
    ),
    Cue("budget", r"budgets?|budgeted|cash limit|precepts?|base budget|estimates|programme", "the net budget was £40m"),
    Cue(
        "allot",
        r"allocat(?:ed|ions?|es|ing)|allott?ed|award(?:s|ed)?|fund(?:s|ed|ing)|grants?|bids?|sought|virements?|"
        r"vire|earmark(?:ed)?|"
        r"set aside|contributions?|carr(?:y|ied) forward|provisions?|ring-?fenced|match(?:ed)?|payments?|"
        r"compensation|secured|settlement|"
        r"invest(?:ed|ment)|release[ds]?|made available|drawdown|reserves?|donat\w+|receive",
        "grant funding of £3m was secured",
    ),
    Cue(
        "decide",
        r"approv(?:e[ds]?|al|ing)|agree(?:d|s)?|resolved|recommend(?:s|ed|ation|ations)?|authoris(?:e[ds]?|"
        r"ation)|delegat(?:e[ds]?|ed)|"
        r"adopt(?:ed)?|be set at|set at|be maintained|endorse[ds]?",
        "RESOLVED that £3m be approved",
    ),
    Cue(
        "cost",
        r"costs?|costing|spen[dt]|spending|expenditure|paid|pay|prices?|fees?|charges?|rents?|worth|"
        r"value[ds]?|bill",
        "it cost £40",
    ),
    Cue(
        "sum_owed",
        r"debts?|arrears|balances?|income|receipts?|loans?|borrowing|investments?|invoices?|"
        r"rebates?",
        "arrears of £3m",
    ),
    Cue(
        "rise",
        r"increases?|rise|rises|raise|growth|reductions?|decreases?|falls?|drops?|decline|improvement|changes?|uplift|"
        r"movement|difference|"
        r"cut|swing|jump|gain|loss",
        "an increase of 4%",
    ),
    Cue(
        "rose",
        r"increased|increasing|rose|risen|rising|grown|grew|growing|fell|fallen|falling|dropp(?:ed|ing)|"
        r"declin(?:ed|ing)|reduc(?:ed|ing)|"
        r"decreas(?:ed|ing)|improv(?:ed|ing)|gone up|gone down|went up|went down|come down|came down|widened|narrowed|"
        r"raised|lowered|changed|moved|shrunk|slipped|shed|climbed|risen by",
        "it rose by 4%",
    ),
    Cue(
        "doubled",
        r"doubled|trebled|tripled|quadrupled|halved|\w+fold|twice|double|treble|three times|"
        r"half the",
        "it doubled to 8",
    ),
    Cue("up_down", r"up|down", "down 4%"),
    Cue(
        "more",
        r"more|fewer|less|higher|lower|greater|smaller|better|worse|above|below|over|under|short|ahead|"
        r"extra",
        "4% more than before",
    ),
    Cue("than", r"than", "better than 4%"),
    Cue(
        "compared",
        r"compar(?:ed|es|ison|ator|ators|able|ative)|versus|vs\.?|v|against|similar|in line|whereas|"
        r"while",
        "compared to 4%",
    ),
    Cue(
        "average",
        r"average|averages|mean|median|quartile|benchmark|neighbours?|peers?|nationally|national|"
        r"regional(?:ly)?",
        "the average was 4%",
    ),
    Cue(
        "before",
        r"previous(?:ly)?|last year|last quarter|year before|year earlier|year ago|earlier|prior|"
        r"the year|since|same (?:period|quarter|time|point|month)",
        "12 last year",
    ),
    Cue("was", r"was|were|had|did|been|stood|totalled|reached|took|made|received|gave|showed", "it was 4%"),
    Cue("is", r"is|are|has|have|stands?|remains?|currently|now|presently|today", "it is 4%"),
    Cue("per", r"per cent of|percentage points?|points?|pp|of the", "4 percentage points"),
)

_WORD = re.compile(r"[A-Za-z]+(?:-[a-z]+)*")
_FULL = re.compile("|".join(f"(?P<{cue.name}>{cue.words})" for cue in CUES))
_PARTS = [(part, cue.name) for cue in CUES for part in re.split(r"\|(?![^(]*\))", cue.words)]
_PHRASES = re.compile("|".join(part for part, _ in _PARTS if re.search(r"[ \\.]|\[- \]", part)), re.IGNORECASE)
_OPENERS = frozenset(re.match(r"[a-z]*", part)[0] for part, _ in _PARTS if re.search(r"[ \\.]|\[- \]", part))  # type: ignore[index]


@lru_cache(maxsize=65536)
def _class_of(word: str) -> str:
    found = _FULL.fullmatch(word)
    return found.lastgroup or "" if found else ""


@lru_cache(maxsize=65536)
def _seen(word: str) -> tuple[bool, str] | None:
    """Whether a phrase may begin with the word, and the class of the word by itself; None where neither is so."""
    lower = word.lower()
    opens, name = lower in _OPENERS, _class_of(lower)
    return (opens, name) if opens or name else None


def read_cues(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """The (start, end, name) of every cue in ``text[start:end]``, from left to right.

    >>> told = "It rose to 41, against a target of 40"
    >>> [(told[a:b], name) for a, b, name in read_cues(told, 0, len(told))]
    [('rose', 'rose'), ('against', 'compared'), ('target', 'target')]
    """
    found: list[tuple[int, int, str]] = []
    past = start
    for word in _WORD.finditer(text, start, end):
        seen = _seen(word[0])
        if seen is None:
            continue
        first, last = word.span()
        if first < past:
            continue
        opens, name = seen
        if opens:
            phrase = _PHRASES.match(text, first, end)
            if phrase is not None and not text[phrase.end() : phrase.end() + 1].isalnum():
                whole = _class_of(phrase[0].lower())
                if whole:
                    found.append((first, phrase.end(), whole))
                    past = phrase.end()
                    continue
        if name:
            found.append((first, last, name))
    return found


@lru_cache(maxsize=1024)
def cues_in(text: str) -> frozenset[str]:
    """The names of the cues in a short text that may be asked for again, such as a heading."""
    return frozenset([name for _, _, name in read_cues(text, 0, len(text))])
