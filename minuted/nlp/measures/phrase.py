"""Say the chosen pieces as a noun phrase that a person can read: the head first, what qualifies it after a comma.

Words keep the order in which they are printed.  What a name does not need is left out: periods and areas with the
preposition before them, auxiliaries, adverbs of time, and at both ends the function words, the verbs of change and of
reporting.  "Children in our care at a rate of 91.5" becomes "rate of children in our care".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from minuted.nlp.measures.compose import stand_together
from minuted.nlp.measures.pool import Option
from minuted.nlp.measures.words import ARTICLES, AUXILIARIES, FUNCTION, PREPOSITIONS, Token, normal

_ADVERBS = frozenset(
    "initially currently already recently previously presently approximately only just also still now then yet "
    "however additionally furthermore moreover therefore consequently subsequently finally lastly firstly secondly "
    "respectively roughly significantly slightly considerably substantially steadily sharply dramatically marginally "
    "actually unfortunately generally typically usually overall meanwhile nevertheless again today almost nearly "
    "there averaged numbered".split()
)
"""Words left out wherever they stand."""
_VERBS = frozenset(
    "saw sees gave gives kept keeps gone went fell falls fallen rose risen stood grew grown dropped increased "
    "decreased declined reduced improved rising falling growing declining showed shown shows show makes took "
    "takes came got remained continues continued continuing experienced expected projected anticipated estimated "
    "reported noted advised explained said stated told informed highlighted asked replied added commented "
    "remarked suggested outlined indicated pointed queried questioned answered welcomed reports notes told heard "
    "confirmed represents represented representing equates equating compared comparing relates gained became "
    "include includes including totalling amounting amounted exceeded exceeding bringing leaving giving making "
    "meaning according regarding".split()
)
"""Verbs of change and of reporting: never the first or last word of a name."""
_CHANGES = frozenset("increase decrease reduction rise fall drop growth decline improvement change".split())
_EMPTY = frozenset("figure figures whole thing things way".split())
_WORD = re.compile(r"\w+")
_IDLE_MARKS = re.compile(r"\(\W*\)|,(?=\s*[,)])")
_BRACKETS = re.compile(r"\s?[()]\s?")
_BALANCED = re.compile(r"[^()]*(?:\([^()]*\)[^()]*)*")
_LETTERS = re.compile(r"[A-Za-z]{2,}")
_RATES = frozenset("rate rates proportion percentage number numbers share average total".split())
_LEADING = frozenset("under over per within without not in outside awaiting during for by with from to at on".split())
"""Small words that a qualifier may begin with."""
_NAMELESS = _RATES | _VERBS | _EMPTY | _CHANGES
"""Words that name nothing by themselves."""
_COMPARING = frozenset("above below higher lower better worse short ahead behind equal".split())
"""Words that go with the head before them: "income above budget"."""
_BESIDE = frozenset(("of", "the", "our", "these", ""))
"""What may stand between a figure and the thing that it counts, "" being what is masked."""
_SMALL = PREPOSITIONS | ARTICLES
_RELATIVE = frozenset("who which that to not".split())
_MARKS = frozenset("-–—/&'’+()%,")
_EDGE_MARKS = frozenset("-–—/&'’+%,;:.|")
_ARTICLES = frozenset("the a an our its their his her this that these those".split())

Words = list[tuple[str, str]]
"""The words of a run, each followed by what is printed before it: a space or nothing."""


def say(options: Sequence[Option], quantity: int) -> str:
    """The chosen pieces as one phrase, "" where only a fragment remains.

    ``quantity`` is the index of the figure's token in its own sentence.
    """
    runs = _runs(options)
    own = [run for run in runs if run[0].source == "own"]
    frames = [run for run in runs if run[0].source.startswith("frame")]
    around = [run for run in runs if not run[0].source.startswith(("own", "frame"))]
    direct = next((run for run in own if run[0].piece.first > quantity and _is_direct(run[0], quantity)), None)
    if direct is not None:
        before = [run for run in own if run[0].piece.first < quantity]
        ordered = [direct, *before, *(run for run in own if run is not direct and run not in before), *frames]
        agent = _agent(before[0], quantity) if len(before) == 1 else None
    else:
        ordered, agent = [*frames, *own], None
    parts: list[str] = []
    seen: set[str] = set()
    for number, run in enumerate((*ordered, *around)):
        is_agent = agent is not None and number == 1
        text = agent if is_agent and agent is not None else _text(_trim(_printed(run), qualifier=bool(parts)))
        content = set(map(_content, _WORD.findall(text)))
        content.discard("")
        if not content or content <= seen:
            continue
        _add(parts, text, _stem(run, quantity, bool(parts)) if not is_agent else " ")
        seen |= content
    return _finish(parts)


@lru_cache(maxsize=65536)
def _content(word: str) -> str:
    """A content word in one form, "" for a function word."""
    return "" if word.lower() in FUNCTION else normal(word)


def _runs(options: Sequence[Option]) -> list[list[Option]]:
    """The options in runs that stand together."""
    runs: list[list[Option]] = []
    for option in options:
        if runs and stand_together(runs[-1][-1], option):
            runs[-1].append(option)
        else:
            runs.append([option])
    return runs


def _is_direct(option: Option, quantity: int) -> bool:
    """Whether the thing counted follows the figure at once: "2,846 contacts"."""
    lowers = option.parsed.lowers
    first = lowers[option.piece.first]
    beside = _BESIDE.issuperset(lowers[quantity + 1 : option.piece.first])
    return beside and not first.endswith("ed") and first not in _COMPARING


def _agent(run: Sequence[Option], quantity: int) -> str | None:
    """Say "received by Contact Centre" for "The Contact Centre received" where the thing received comes next."""
    if any(token.kind != "F" or token.lower in PREPOSITIONS for token in _between(run, quantity)):
        return None
    words = _printed(run)
    verb = words[-1][0].lower() if words else ""
    if len(words) < 2 or not verb.endswith("ed") or verb in _VERBS:
        return None
    doer = _trim(words[:-1], qualifier=False)
    return f"{verb} by {_text(doer)}" if doer and _text(doer)[0].isupper() else None


def _between(run: Sequence[Option], quantity: int) -> Sequence[Token]:
    return run[-1].parsed.stretch(run[-1].piece.last, quantity)


def _stem(run: Sequence[Option], quantity: int, later: bool) -> str:
    """How a later run is joined: its own preposition where it has one right before it, else a comma."""
    if not later:
        return ""
    if run[0].source != "own":
        return ", "
    lowers, at = run[0].parsed.lowers, run[0].piece.first - 1
    while at >= 0 and lowers[at] in _ARTICLES:
        at -= 1
    word = lowers[at] if at >= 0 else ""
    if word not in PREPOSITIONS or word in ("than", "as"):
        return ", "
    at_figure = at - 1 == quantity or (at > 0 and run[0].parsed.kinds[at - 1] in "QPA")
    return f" {word} " if at_figure and word in ("of", "on", "for", "in", "to", "from", "by", "with") else f", {word} "


def _add(parts: list[str], text: str, stem: str) -> None:
    lower = text.lower()
    if not parts:
        parts.append(text)
    elif lower in _RATES:
        parts[0] = f"{lower} of {parts[0]}" if normal(parts[0].split()[0]) not in _RATES else parts[0]
    elif stem == ", " and ((lower.endswith("ed") and " " not in lower) or lower.split()[0] in _COMPARING):
        parts.append(f" {text}")
    else:
        parts.append(f"{stem}{text}")


def _printed(run: Sequence[Option]) -> Words:
    """The words of a run as printed, without periods, areas, auxiliaries and adverbs of time."""
    parsed, first = run[0].parsed, run[0].piece.first
    texts, kinds, lowers, starts, ends = parsed.texts, parsed.kinds, parsed.lowers, parsed.starts, parsed.ends
    found: Words = []
    last = ""  # the last word found, in small letters
    skipped = False
    for at in range(first, run[-1].piece.last):
        text, kind, lower = texts[at], kinds[at], lowers[at]
        if kind in "PAQ":
            while found and last in _SMALL:
                found.pop()
                last = found[-1][0].lower() if found else ""
            skipped = True
        elif skipped and (text in ("’", "'") or (lower == "s" and at > first and texts[at - 1] in "’'")):
            pass
        elif _is_dropped(text, kind, lower, last):
            skipped = True
        elif lower != last or lower in _MARKS:
            spaced = at > first and (skipped or ends[at - 1] < starts[at])
            found.append((text, " " if spaced and text not in ",)" else ""))
            last, skipped = lower, False
    return found


def _is_dropped(text: str, kind: str, lower: str, before: str) -> bool:
    """Whether a name does without the word: auxiliaries ("cases were open"), adverbs of time, marks."""
    if lower in AUXILIARIES:
        return before not in _RELATIVE
    return lower in _ADVERBS or (kind not in "WNFB" and text not in _MARKS)


def _trim(words: Words, *, qualifier: bool) -> Words:
    """The words without what no name begins or ends with."""
    words = _without_empty_brackets(words)
    while words and _is_edge(words, 0, qualifier):
        words.pop(0)
        if words and words[0][0].lower() in _CHANGES and len(words) > 2 and words[1][0].lower() == "in":
            words = words[2:]
    if len(words) > 2 and words[0][0].lower() in _CHANGES and words[1][0].lower() == "in":
        return _trim(words[2:], qualifier=qualifier)
    while words and _is_edge(words, -1, qualifier):
        words.pop()
    return _rate_first(words)


def _without_empty_brackets(words: Words) -> Words:
    """The words without "( )", which is what is left of brackets around a figure or a period."""
    found: Words = []
    for word in words:
        if word[0] == ")" and found and found[-1][0] == "(":
            found.pop()
        else:
            found.append(word)
    return found


def _is_edge(words: Words, at: int, qualifier: bool) -> bool:
    word = words[at][0]
    lower = word.lower()
    if at == 0 and lower in _LEADING:
        return not (qualifier or (lower in ("under", "over") and len(words) > 1 and words[1][0][0].isdigit()))
    known = lower in FUNCTION or lower in _VERBS or lower in _EMPTY or word in _EDGE_MARKS
    unpaired = word in ("(", ")") and (word == ")("[at] or {"(", ")"} - {said for said, _ in words} != set())
    return known or unpaired or (len(word) == 1 and word.islower())


def _rate_first(words: Words) -> Words:
    """Say "Children in our care at a rate" as "rate of Children in our care"."""
    if len(words) <= 3:
        return words
    lower = [word.lower() for word, _ in words[-3:]]
    if lower[-1] in _RATES and lower[0] in ("at", "with", "by", ",") and lower[1] in ("a", "an", "the"):
        head = _trim(words[:-3], qualifier=False)
        if head and head[0][0].lower() not in _RATES:
            return [(lower[-1], ""), ("of", " "), (head[0][0], " "), *head[1:]]
        return head
    return words


def _text(words: Words) -> str:
    return "".join(glue + word for word, glue in words).strip()


def _finish(parts: Sequence[str]) -> str:
    phrase = "".join(parts)
    marked = "(" in phrase or ")" in phrase
    if marked or phrase.count(",") > 1:
        phrase = _IDLE_MARKS.sub("", phrase)
    words = phrase.split()
    while words and _is_bare(words[0]) and not _begins_a_band(words):
        words.pop(0)
    while words and _is_bare(words[-1]):
        words.pop()
    text = " ".join(words)
    if marked and not _is_balanced(text):
        text = " ".join(_BRACKETS.sub(" ", text).split())
    content = [word for word in _LETTERS.findall(text) if word.lower() not in FUNCTION]
    named = any(word.lower() not in _NAMELESS for word in content)
    return text.strip(" .,;:-–—") if named else ""


def _is_bare(word: str) -> bool:
    """Whether a word at the end of a phrase says nothing, once brackets and marks are off it."""
    core = word.strip("(),.;:-–—'’").lower()
    return not core or core in FUNCTION or core in _VERBS


def _begins_a_band(words: Sequence[str]) -> bool:
    return words[0].lower() in ("under", "over") and len(words) > 1 and words[1][0].isdigit()


def _is_balanced(text: str) -> bool:
    return _BALANCED.fullmatch(text) is not None
