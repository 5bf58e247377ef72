"""Words for comparing a commitment with a later sentence: base forms, what is too common to tell, acts, names.

>>> sorted(content("That the inspections of empty homes be reported to the Panel"))
['hom', 'inspect', 'void']
"""

from __future__ import annotations

import re
from functools import lru_cache

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9&]*(?:['’][a-z]+)?|£?\d[\d,.]*\d|£?\d")
_ENDINGS = (
    "isations",
    "isation",
    "ations",
    "ation",
    "ments",
    "ment",
    "ions",
    "ion",
    "ances",
    "ance",
    "ings",
    "ing",
    "ities",
    "ity",
    "ness",
    "ies",
    "ied",
    "ed",
    "es",
    "ly",
    "er",
    "ers",
    "al",
    "s",
    "e",
    "y",
)
COMMON = frozenset(
    """a about above across after again against all also although an and any are area arising as ask asked asking at
    available be because been before being between both brought but by can chair chairman circulated comment committee
    concern confirm consider considered could council councillor cllr date detail did discussion do does during each
    following for forward from future further had has have he head her him his how if in include included including
    information into is it item its last later meeting meetings member members minute minutes more most mr mrs ms must
    new next no not note noted now of officer officers on one only or other our out over page panel paper per place
    point position present previous progress provide provided question received regard relation report reported request
    requested resolved response said same see set she should since so some such take than thank that the their them
    then there these they this those through time to under up update was we were what when where whether which while
    who will with within would year years board cabinet forum commission sub executive director manager assistant
    service services agree agreed confirmed advised explained made make given give get go got shown show two three
    first second number figure figures data current currently month months week quarter end day recommendation
    recommended recommend resolution action actions reply undertook look""".split()
)
"""Words that every paper holds: they say nothing of what it is about."""

ACTS: dict[str, frozenset[str]] = {
    "write": frozenset(
        "write wrote written writing letter letters reply replied correspondence email emailed e-mail e-mailed "
        "signed posted".split()
    ),
    "report": frozenset(
        "report reports reported paper present presented presentation introduce introduced briefing update "
        "updated tabled appendix appended note attached circulated spoke".split()
    ),
    "attend": frozenset("""attend attended attendance attending invite invited apologies""".split()),
    "visit": frozenset("""visit visited visits been tour toured inspect inspected inspections inspection""".split()),
    "count": frozenset(
        "number numbers figure figures breakdown broken data rate information analysis split benchmarking "
        "comparison include included cost costed amount total schedule list".split()
    ),
    "decide": frozenset(
        "approve approved agree agreed accept accepted endorse endorsed support supported adopt adopted note "
        "noted retained kept set".split()
    ),
    "train": frozenset("""training trained session seminar workshop""".split()),
    "start": frozenset(
        "start started begin began begun live introduced launched launch opened open place pilot piloted "
        "appointed appoint post recruited deployed installed".split()
    ),
    "finish": frozenset(
        """complete completed completion finished finish done issued publish published mapped mapping carried""".split()
    ),
}
"""Kinds of deed, with the words that promise them and those that tell of them."""


ALIKE = """
audit review; letter reply correspondence response; recruit appoint employ; home house property dwelling; void empty;
child children young; cost price expenditure spend; staff workforce employee; road highway; bin refuse waste;
tenant occupier; wait delay backlog; training session; survey consultation questionnaire; absence sickness;
arrears debt owe; website online web; outside out; borough district county; scheme project pilot trial; kept retained
remain; lowered reduced; decision appeal; ombudsman; assessment assess; psychologist; placement place live; firm
contractor supplier; plan strategy; fly fly-tipping; camera cctv; vehicle fleet van; speak spoke talk; map mapping;
"""
"""Words that papers use for one another: each group counts as one word.  Closed and small on purpose."""


@lru_cache(maxsize=1)
def _alike() -> dict[str, str]:
    groups = [group.split() for group in ALIKE.split(";")]
    return {_stem(word): _stem(group[0]) for group in groups for word in group if group}


@lru_cache(maxsize=50_000)
def base(word: str) -> str:
    """The base form of a word, the same for words that papers use for one another.

    >>> base("letters") == base("reply"), base("voids") == base("empty")
    (True, True)
    """
    stem = _stem(word)
    return _alike().get(stem, stem)


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    """A rough base form, the same for "inspected", "inspections" and "inspect".

    >>> {_stem(w) for w in ("inspect", "inspected", "inspections")}, _stem("2,011"), _stem("£218,400")
    ({'inspect'}, '2011', '218400')
    """
    if word[0].isdigit() or word[0] == "£":
        return word.strip("£").replace(",", "").rstrip(".")
    lower = re.sub(r"['’].*$", "", word.lower())
    for ending in _ENDINGS:
        if lower.endswith(ending) and len(lower) - len(ending) >= (3 if len(ending) > 1 else 4):
            lower = lower[: -len(ending)]
            break
    return lower.rstrip("e") if len(lower) > 3 else lower


def tokens(text: str) -> list[str]:
    """The words and numbers of a text, as printed."""
    return _WORD.findall(text)


def content(text: str) -> frozenset[str]:
    """Base forms of the words that say what a text is about."""
    return frozenset(base(word) for word in tokens(text) if word.lower() not in COMMON and len(word) > 1)


def acts(text: str) -> frozenset[str]:
    """Which kinds of deed a text speaks of.

    >>> sorted(acts("The Chair to write to the Minister"))
    ['write']
    """
    lower = {re.sub(r"['’].*$", "", word.lower()) for word in re.findall(r"[A-Za-z][A-Za-z'’-]*", text)}
    return frozenset(name for name, words in ACTS.items() if words & lower)


_NAME = re.compile(r"(?<![.!?:] )(?<!^)\b(?:[A-Z][a-z]+(?:['’]s)?|[A-Z]{2,6}s?)\b")
_NUMBER = re.compile(r"£?\d[\d,.]*\d|\b\d{2,}\b")


def names(text: str) -> frozenset[str]:
    """Proper names, acronyms and numbers of two digits or more: what seldom agrees by chance.

    >>> sorted(names("A visit to Larch House, one of 64 homes"))
    ['64', 'hom', 'larch']
    """
    found = {base(m[0]) for m in _NAME.finditer(text) if m[0].lower() not in COMMON and not _is_month(m[0])}
    return frozenset(found | {base(m[0]) for m in _NUMBER.finditer(text) if not re.fullmatch(r"(?:19|20)\d\d", m[0])})


MONTHS = "january february march april may june july august september october november december".split()


def _is_month(word: str) -> bool:
    return word.lower() in MONTHS


def months(text: str) -> frozenset[int]:
    """The months that a text names, 1 to 12."""
    return frozenset(MONTHS.index(m.lower()) + 1 for m in re.findall(r"[A-Z][a-z]+", text) if m.lower() in MONTHS)


def initials(text: str) -> frozenset[str]:
    """Acronyms that runs of words would have: "initial health assessments" gives "iha" and "ihas".

    >>> "iha" in initials("timeliness of initial health assessments")
    True
    """
    words = re.findall(r"[A-Za-z]+", text.lower())
    found = set()
    for size in (2, 3, 4):
        for at in range(len(words) - size + 1):
            found.add("".join(word[0] for word in words[at : at + size]))
    return frozenset(found)
