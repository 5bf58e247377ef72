"""Wordings right beside a figure that all but fix its role: "a target of", "down by", "more than last year".

Each ``Vote`` is one wording, anchored at the figure: ``before`` must end where the figure begins, ``after`` must begin
where it ends.  In the text that the patterns see, other figures are ``#`` and everything is in lower case.
The votes are features of the role model, which weighs them against one another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from minuted.nlp.needles import Guarded
from minuted.nlp.starts import starts_of

_ABOUT = (
    r"(?:(?:just|about|almost|nearly|some|around|only|over|under|at least|at most|more than|less than|"
    r"fewer than|as much as|a further|"
    r"approximately|roughly|up to|an estimated|an average of|a|an|the|c\.|in excess of|in the region of|"
    r"[<>~≤≥(“\"'‘]) ?){0,3}"
)
_GOES = (
    r"(?:increas(?:ed|e|ing)|rose|risen|rise|fell|fallen|fall|grew|grown|reduced|dropped|decreased|improved|"
    r"declined|gone up|gone down|come down|went up|went down|widened|narrowed|cut|raised)"
)
_MOVE = r"(?:increase|decrease|reduction|rise|fall|drop|growth|decline|improvement|swing|cut|uplift|change|difference)"
_MORE = r"(?:more|fewer|less|higher|lower|above|below|up|down|better|worse|short|ahead|under|over|greater|smaller)"


@dataclass(frozen=True, slots=True)
class Vote:
    """One wording: ``reads`` are examples with the figure in ``[ ]``."""

    name: str
    role: str
    before: str = ""
    after: str = ""
    reads: tuple[str, ...] = ()


VOTES: tuple[Vote, ...] = (
    Vote(
        "target_of",
        "target",
        rf"\b(?:targets?|trajector(?:y|ies)|milestones?|ambition|goal|ceiling|thresholds?|standard|cap|"
        rf"cut[- ]off|floor|upper limit|"
        rf"lower limit|limit|minimum(?: level| balance| number)?|maximum|tolerance|limited|requirement|band|"
        rf"norm)\b[^#;.]{{0,45}}?{_ABOUT}$",
        reads=("against a target of [11%]", "(target <[9%])", "the limit was maintained at [118]"),
    ),
    Vote(
        "standard_after",
        "target",
        "",
        r"\s(?:\w+ ){0,2}(?:target|standard|threshold|limit|range|requirement|"
        r"ceiling|milestone|ask)\b",
        ("the [95%] standard",),
    ),
    Vote("or_less", "target", "", r"\sor (?:less|fewer|under|better|below|above|over|more)\b", ("[20%] or less",)),
    Vote(
        "aim_to",
        "target",
        rf"\b(?:aim\w*|hoped?|target\w*|trajectory|plan|aspir\w+|commit\w+|in order|"
        rf"needs?)\b[^#;]{{0,30}} to [^#;]{{0,40}}?{_ABOUT}$",
        "",
        ("the aim was to bring this down to [10]",),
    ),
    Vote(
        "to_reach",
        "target",
        rf"\bto (?:reach|achieve|attain|meet|maintain|reduce\b[^#;]{{0,40}} to|"
        rf"bring\b[^#;]{{0,40}} to|raise\b[^#;]{{0,40}} to)\s{_ABOUT}$",
        "",
        ("to reduce it to [28 days]",),
    ),
    Vote(
        "range_of",
        "target",
        r"\b(?:in|within) (?:the|a) (?:target )?(?:range|band|"
        r"region)(?: of)?\s$",
        "",
        ("should be in the range of [12-18%]",),
    ),
    Vote(
        "required",
        "target",
        r"\b(?:required|minimum|statutory|expected|permitted)\s(?:\w+\s)?$",
        "",
        ("the required [5 years]",),
    ),
    Vote(
        "increase_of",
        "change",
        rf"\b{_MOVE}(?: \w+){{0,4}}? (?:of|by|was|is|were|on|:|"
        rf"in)\s{_ABOUT}$",
        "",
        ("an increase of [7.3%]", "a fall in arrears of [£4k]"),
    ),
    Vote("up", "change", rf"\b(?:up|down)\s(?:by\s)?{_ABOUT}$", "", ("up [11.5%]", "down by [4]")),
    Vote("rose_by", "change", rf"\b{_GOES}(?: \w+){{0,3}}? by\s{_ABOUT}$", "", ("rose by [29%]",)),
    Vote(
        "rose_plain",
        "change",
        rf"\b(?:increased|rose|risen|fell|fallen|grew|grown|dropped|"
        rf"declined)\s{_ABOUT}$",
        "",
        ("sales fell [4%]",),
    ),
    Vote(
        "more_than",
        "change",
        "",
        rf"\s(?:[a-z-]+ ){{0,2}}?{_MORE} (?:than|on|the|last|that|what|profile|in|"
        rf"of the|our|its)\b",
        ("[four] fewer than before", "[£54,000] less than last year"),
    ),
    Vote("more_end", "change", "", rf"\s{_MORE}\s?(?:[.;,)]|$)", ("[12] fewer.",)),
    Vote("an_increase", "change", "", rf"\s(?:[a-z-]+ ){{0,1}}?{_MOVE}\b", ("a [2%] increase",)),
    Vote(
        "short_of", "change", "", r"\s(?:\w+ )?(?:short of|ahead of|away from|off the)\b", ("[94] short of the target",)
    ),
    Vote("plus", "change", r"(?:^|[\s(])[+]\s?$", "", ("(+[1,845] since)",)),
    Vote(
        "variance_after",
        "variance",
        "",
        r"\s(?:\w+ ){0,1}?(?:over|under|below|above) (?:budget|profile|spend|"
        r"plan)\b|\s?(?:over|under)-?spen[dt]",
        ("[£2m] over budget",),
    ),
    Vote(
        "variance_of",
        "variance",
        r"\b(?:over|under)-?spen[dt](?:s|ing)?\b[^#;.]{0,30}$|\b(?:variance|"
        r"pressure|slippage|deficit|gap|shortfall|surplus)\b[^#;.]{0,30}$",
        "",
        ("an overspend of [£2m]",),
    ),
    Vote(
        "budget_of",
        "budget",
        rf"\b(?:budgets?|allocations?|precepts?|virements?|bids?|grants?|funding|fund|"
        rf"contributions?|provision|settlement|transfer|reserve|envelope)(?: \S+){{0,5}}? (?:of|at|is|was|:|to|"
        rf"totalling|worth)\s{_ABOUT}$",
        "",
        ("a net budget of [£9.1m]", "funding of [£583,000]"),
    ),
    Vote(
        "grant_after",
        "budget",
        "",
        r"\s(?:of |in )?(?:[a-z-]+ ){0,2}?(?:grant|funding|budget|allocation|"
        r"allocated|investment|reserve|was allocated|sought|from the \w+)\b",
        ("[£3m] of grant funding",),
    ),
    Vote(
        "allotted",
        "budget",
        rf"\b(?:allocated|awarded|sought|secured|earmarked|set aside|carry forward|"
        rf"release|vire|transfer|approve\w*|invest\w*|bid for|receive|made|provided?|"
        rf"available)(?: \w+){{0,3}}?\s{_ABOUT}$",
        r"",
        ("a bid for [£750,000]",),
    ),
    Vote(
        "is_allotted",
        "budget",
        "",
        r"\s(?:\w+ ){0,5}?(?:(?:is|was|were|be|been|has been|had been|"
        r"to be) (?:\w+ )?(?:allocated|awarded|sought|set aside|earmarked|secured|approved|transferred|released|"
        r"ring-?fenced|received|made available|vired)|available)\b",
        ("[£65k] has been allocated",),
    ),
    Vote("savings", "budget", rf"\bsavings?(?: \w+){{0,5}}?(?: of| target)?\s{_ABOUT}$", r"", ("savings of [£4m]",)),
    Vote("savings_after", "budget", "", r"\s(?:of |in )?(?:\w+ ){0,1}savings?\b", ("[£4m] of savings",)),
    Vote(
        "would",
        "forecast",
        r"\b(?:will|would|could|shall|is to|are to|expect\w*|forecast\w*|project(?:ed|"
        r"ions?)|estimate[ds]?|anticipated|predicted|likely|planned|proposed|proposes|assum\w+|intended|"
        r"est\.?)\b[^#;.]{0,60}$",
        "",
        ("it would cost about [£3m]", "forecast to be [12]"),
    ),
    Vote(
        "would_after",
        "forecast",
        "",
        r"[^#;.]{0,40}?\b(?:will|would|to be|planned|proposed|falls? due|"
        r"on order|starting|is forecast|is expected|are expected|more posts)\b",
        ("[12] homes would be built",),
    ),
    Vote(
        "to_open",
        "forecast",
        r"(?:^|\b(?:to|that|and) )(?:open|build|deliver|recruit|create|provide|roll out|"
        r"acquire|install|introduce)\w*(?: \w+){0,3}?\s$",
        "",
        ("to open [two] new homes",),
    ),
    Vote("from", "start", r"\bfrom\s(?:about |around |nearly )?$", "", ("from [12] to 14",)),
    Vote("to_from", "end", r"#[^#;.]{0,30}\bto\s$", "", ("from 12 to [14]",)),
    Vote("to_end", "end", rf"\b{_GOES}(?: \S+){{0,4}}? to\s{_ABOUT}$", "", ("it rose to [14]",)),
    Vote(
        "was",
        "actual",
        rf"\b(?:was|were|had been|stood at|totalled|reached|there were|there was|had|took|"
        rf"spent|cost)\s{_ABOUT}$",
        "",
        ("it was [12]",),
    ),
    Vote(
        "is_now", "actual", rf"\b(?:is|are|has|have|stands at|remains at|currently|now)\s{_ABOUT}$", "", ("it is [12]",)
    ),
    Vote(
        "compared",
        "beside",
        r"\b(?:compar\w+|against|versus|vs?\.?|above|below|than|similar to|"
        r"in line with)\b[^#;.]{0,50}$",
        "",
        ("compared with [12]",),
    ),
    Vote(
        "before",
        "beside",
        r"",
        r"\s(?:\w+ ){0,3}?(?:last year|the previous|the year before|previously|"
        r"a year (?:ago|earlier)|the same|in \d{4}|at the)\b",
        ("[12] last year",),
    ),
    Vote(
        "average",
        "comparator",
        r"\b(?:(?:national|england|regional|county|group|london|district|welsh|"
        r"scottish|english|authority|peer|family) (?:average|mean|median|rate|figure)|quartile|benchmark|"
        r"neighbours?|peers?|nationally|national|england|regionally|wales|scotland)\b[^#;.]{0,35}$",
        "",
        ("the national average of [12]",),
    ),
    Vote(
        "nationally",
        "comparator",
        "",
        r"\s?\(?(?:[a-z]+ ){0,3}?(?:nationally|national|england|in wales|"
        r"average|regionally|in scotland)\b",
        ("[12] nationally",),
    ),
)

_WORD = re.compile(r"[^\W\d]+")
_BEFORE = tuple((vote, re.compile(vote.before)) for vote in VOTES if vote.before)
_SEARCHES = tuple((vote, pattern.search) for vote, pattern in _BEFORE)
_AFTER = tuple((vote, re.compile(vote.after).match) for vote in VOTES if vote.after)


def _by_words() -> tuple[dict[str, int], dict[str, int], list[tuple[Vote, Guarded]]]:
    """The wordings, as the bits of a number, by the word and the beginning of a word that they begin with.

    Last those that may begin with something else than a word.
    """
    words: dict[str, int] = {}
    beginnings: dict[str, int] = {}
    others: list[tuple[Vote, Guarded]] = []
    for at, (vote, pattern) in enumerate(_BEFORE):
        starts = starts_of(pattern)
        if not starts or not all(start.told.isalpha() and start.whole for start in starts):
            others.append((vote, Guarded(pattern)))
            continue
        for start in starts:
            told = words if start.exact else beginnings
            told[start.told] = told.get(start.told, 0) | 1 << at
    return words, beginnings, others


_WORDS, _BEGINNINGS, _OTHERS = _by_words()
_SIZES = sorted({len(told) for told in _BEGINNINGS})


def cast_votes(before: str, after: str) -> Iterator[Vote]:
    """The votes of the wordings to the left and right of a figure.

    >>> [vote.name for vote in cast_votes("it was #, against a target of ", "")]
    ['target_of', 'compared']
    """
    begun = 0
    for word in _WORD.findall(before):
        begun |= _begun_by(word)
    for vote, search in _wordings(begun):
        if search(before):
            yield vote
    for vote, guarded in _OTHERS:
        if guarded.found_in(before, before):
            yield vote
    for vote, match in _AFTER:
        if match(after):
            yield vote


@lru_cache(maxsize=1 << 15)
def _begun_by(word: str) -> int:
    """The wordings that a word can begin, as the bits of a number: the others need not be looked for at all."""
    begun = _WORDS.get(word, 0)
    for size in _SIZES:
        begun |= _BEGINNINGS.get(word[:size], 0)
    return begun


@lru_cache(maxsize=4096)
def _wordings(begun: int) -> list[tuple[Vote, Callable[[str], object]]]:
    return [wording for at, wording in enumerate(_SEARCHES) if begun >> at & 1]
