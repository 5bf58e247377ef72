"""The content words of a measure's name: what is left when wording that changes nothing is taken away.

"the number of children in our care", "looked after children" and "CLA" are one thing; "looked after children placed
out of borough" is another.  ``concepts.csv`` lists the phrases that mean one thing in local government.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

NEGATIONS = frozenset({"not", "no", "non", "without", "never"})

UNIT_FAMILIES = {"percentage_points": "percent", "per_100": "percent"}
"""Units whose values belong on one line: a change in percentage points is told of a percentage."""

EMPTY_WORDS = frozenset(
    "a an the of in on for to by with at and or our their its this that these those is are was were be been who which"
    " whom where when from per as had have has having being into under over all each any both such"
    " number numbers rate rates percentage percent proportion share total overall figure figures level levels amount"
    " count current currently latest average mean volume new year years quarter month months annual quarterly monthly"
    " council borough county district city town local authority area areas across people cases case"
    " target targets trajectory forecast actual outturn result performance baseline position reported recorded"
    " given period time maintained".split(" ")
)
"""Words that do not tell two measures apart once their units are known to agree."""

ASIDE = re.compile(
    r"\((?:[A-Z][A-Za-z]{0,2}[A-Z]\w{0,4}|NI ?\d+|excl\w* [^()]{1,40}|incl\w* [^()]{1,40}|%|number|cumulative|rate)\)"
    r"|,? per \d[\d,]*(?: population| people| head)?\b"
    r"|,? (?:per FTE|per full[- ]time (?:equivalent|employee)|(?:for each|per) full[- ]time equivalent employee)\b"
    r"|, (?:short of|above|below|against|compared with|published|own|all|provisional)\b[^,]{0,60}$"
)
"""What stands beside a name without changing it: its abbreviation, what is left out, where a gap is measured from."""

NO_WORD = re.compile(r"[^a-z0-9&%+]+")
IN_TIME = re.compile(
    r" (?:with)?in (?:the )?(?:\d+ |statutory |target |required |agreed |national )*"
    r"(?:working |calendar )?(?:weeks?|days?|timescales?|timeframes?|time limits?) "
    r"|(?<= )\d+ (?:week|day) (?:timeliness|timescale|target|standard) "
    r"| timeliness "
)
"""A time limit: papers name it in full once and call it "in timescale" from then on."""


@cache
def content_words(name: str) -> frozenset[str]:
    """As ``read_words``, kept: names come again and again.

    >>> content_words("the number of children in our care")
    frozenset({'children_in_care'})
    """
    return frozenset(read_words(name))


def read_words(name: str) -> tuple[str, ...]:
    """The content words of a name, phrases of ``concepts.csv`` replaced by their concept.

    >>> read_words("the number of children in our care")
    ('children_in_care',)
    >>> read_words("Looked after children placed out of borough")
    ('children_in_care', 'plac', 'out_of_area')
    """
    name = ASIDE.sub(" ", name)
    plain = name.lower().replace("’", "'").replace("'s", "s").replace("'", "")
    text = f" {NO_WORD.sub(' ', plain)} "
    text = IN_TIME.sub(" in_time ", text)
    by_word = _concepts()
    for _, phrase, concept in sorted({found for word in text.split() for found in by_word.get(word, ())}):
        if phrase in text:
            text = text.replace(phrase, f" {concept} ")
    words = [word if "_" in word else base_form(word) for word in text.split()]
    empty = EMPTY_FORMS | EMPTY_BESIDE_A_LIMIT if "in_time" in words else EMPTY_FORMS
    kept = [word for word in words if word not in empty]
    return tuple(kept or words)


@lru_cache(maxsize=4096)
def words_in(text: str) -> frozenset[str]:
    """The content words of a sentence, a row or a heading; kept, because several figures stand in one.

    >>> sorted(words_in("Calls answered in May"))
    ['answer', 'call', 'may']
    """
    return frozenset(read_words(text))


def _empty_forms() -> frozenset[str]:
    return EMPTY_WORDS | {base_form(word) for word in EMPTY_WORDS}


@lru_cache(maxsize=50_000)
def base_form(word: str) -> str:
    """A rough base form: enough to bring inflections of one word together.

    >>> [base_form(w) for w in ("assessments", "completed", "placing", "households", "families", "process")]
    ['assessment', 'complet', 'plac', 'household', 'family', 'process']
    """
    if len(word) <= 3 or not word.isalpha():
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    if word.endswith("e") and len(word) > 4:
        return word[:-1]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return base_form(word[:-1]) if word.endswith("es") and len(word) > 5 else word[:-1]
    return word


def key_of(words: Iterable[str]) -> str:
    """What makes two names one: their content words, in no order.

    >>> key_of(content_words("calls to the helpline answered")), key_of(content_words("helpline: calls answered"))
    ('answer call helplin', 'answer call helplin')
    """
    return " ".join(sorted(set(words)))


@cache
def fragments_of(name: str) -> tuple[frozenset[str], ...]:
    """The content words of each piece of a name: names read from prose may be joined of several, some beside the point.

    >>> [sorted(words) for words in fragments_of("recycling rate, bins emptied")]
    [['recycl'], ['bin', 'empti']]
    """
    pieces = (content_words(piece) for piece in name.split(", ") if piece.strip())
    return tuple(dict.fromkeys(words for words in pieces if words))


@cache
def sides_of(words: frozenset[str]) -> frozenset[tuple[int, str]]:
    """Which side of which contrast a name is on: of men or of women, gross or net.

    >>> sides_of(content_words("life expectancy of men")) == sides_of(content_words("men, healthy life expectancy"))
    True
    >>> sides_of(content_words("life expectancy"))
    frozenset()
    """
    return frozenset((group, side) for word in words for group, side in CONTRASTS.get(word, ()))


def against(one: frozenset[tuple[int, str]], other: frozenset[tuple[int, str]]) -> bool:
    """Whether two names stand on different sides of a contrast, as far as they say.

    >>> men, women, both = (sides_of(content_words(name)) for name in ("men", "women", "men and women"))
    >>> against(men, women), against(men, both), against(men, frozenset())
    (True, False, False)
    """
    if not one or not other:
        return False
    groups = {group for group, _ in one} & {group for group, _ in other}
    return any({s for g, s in one if g == group}.isdisjoint({s for g, s in other if g == group}) for group in groups)


def likeness(a: frozenset[str], b: frozenset[str], shorter_counts: float) -> float:
    """Share of common words, 0 to 1; 0 where one denies what the other states, or is of the other side of a contrast.

    ``shorter_counts`` (0 to 1) is how much the shorter name counts alone: papers name a thing in full once and in short
    from then on.  It is 0 for registered measures, whose names are of the whole council: "transport overspend" is not
    its overspend.

    >>> likeness(frozenset({"rent", "arrear"}), frozenset({"rent", "arrear", "tenant", "current"}), 0.0)
    0.5
    >>> likeness(frozenset({"standard", "met"}), frozenset({"standard", "not", "met"}), 0.6)
    0.0
    >>> likeness(frozenset({"life", "expectancy", "men"}), frozenset({"life", "expectancy", "women"}), 0.6)
    0.0
    """
    common = len(a & b)
    if not common or bool(a & NEGATIONS) != bool(b & NEGATIONS) or against(sides_of(a), sides_of(b)):
        return 0.0
    return common / (shorter_counts * min(len(a), len(b)) + (1 - shorter_counts) * len(a | b))


def unit_family(unit: str) -> str:
    """The unit under which a series is kept.

    >>> unit_family("percentage_points"), unit_family("gbp")
    ('percent', 'gbp')
    """
    return UNIT_FAMILIES.get(unit, unit)


@cache
def _concepts() -> dict[str, list[tuple[int, str, str]]]:
    """(rank, phrase with spaces around it, concept) by the first word of the phrase; the longest phrase comes first."""
    text = files("minuted.corpus.series").joinpath("concepts.csv").read_text(encoding="utf-8")
    rows = [(f" {row['phrase'].strip()} ", row["concept"].strip()) for row in csv.DictReader(text.splitlines())]
    by_word: dict[str, list[tuple[int, str, str]]] = {}
    for rank, (phrase, concept) in enumerate(sorted(rows, key=lambda row: -len(row[0]))):
        by_word.setdefault(phrase.split()[0], []).append((rank, phrase, concept))
    return by_word


def _contrasts() -> dict[str, tuple[tuple[int, str], ...]]:
    """Base form -> (contrast, side) of each contrast that it is a word of."""
    found: dict[str, tuple[tuple[int, str], ...]] = {}
    for number, contrast in enumerate(CONTRASTING.strip().splitlines()):
        for side in contrast.split("/"):
            for word in side.split():
                form = base_form(word)
                found[form] = (*found.get(form, ()), (number, side.strip()))
    return found


CONTRASTING = """
men man male males boys / women woman female females girls
primary / secondary
revenue / capital
gross / net
income / expenditure spending costs
minimum lowest lower least / maximum highest upper most
opening / closing
urban / rural
permanent / temporary
admitted admissions / discharged discharges
starters joiners / leavers
white / black / asian / mixed
christian / muslim / hindu / sikh / jewish / buddhist
mothers / fathers
little / lot
"""
"""Words of which one name has one and another another: one side a slash, words of one side alike.  Closed and small."""
CONTRASTS = _contrasts()
EMPTY_FORMS = _empty_forms()
EMPTY_BESIDE_A_LIMIT = frozenset(
    base_form(word)
    for word in ("completed", "complete", "done", "held", "carried", "out", "issued", "finalised", "made")
)
"""What is completed in time and what is in time are one; what is completed and what there is are two."""
