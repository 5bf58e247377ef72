"""Who is to act, in the paper's own words.

``actor_at_start`` reads a noun phrase that names somebody who can act; ``owner_of_part`` and ``owner_of_clause`` say
where in a resolution or a sentence that phrase stands.
"""

from __future__ import annotations

import re

from minuted.nlp.commitments.lexicon import ACT_FORMS, ACTORS, PRONOUNS, one_of

_DETERMINER = r"(?:the|all|each|both|its|our|their|a|an|any|every|two|three|relevant|appropriate|senior|these|those)"
_TOKEN = re.compile(
    r"\([^()]{1,60}\)|[-–—/](?=\s+[A-Z])|[A-Za-z][\w'’&./-]*|&|,(?=\s+[A-Z][\w&'’-]+(?:,|\s+and\s+[A-Z]))|"
    r"[A-Z]?\d+[\w-]*"
)
_ACTOR = re.compile(rf"^{one_of(ACTORS)}(?:['’]s)?$", re.IGNORECASE)
_QUALIFIERS = frozenset(
    """senior relevant lead responsible democratic scrutiny appropriate ward local independent external internal
    parish county district borough town partner task finish working steering project capital joint
    respective other management leadership legal finance planning housing vice consortium's treasury group
    two three four five six seven political elected health education youth voluntary""".split()
)
"""Words in small letters that belong to a title: "senior officer", "the local member"."""
_INSIDE = frozenset(("of", "for", "and", "the", "&", "-", "–", "—", "/", ","))
_TITLE = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Cllrs|Councillors?|Cr|Sir|Dame|Lord|Lady|Professor|Prof|Rev)\b\.?")
_PRONOUN = re.compile(rf"^{one_of(PRONOUNS)}\b", re.IGNORECASE)
_VERBS = frozenset(ACT_FORMS.split())
_NO_OWNER = re.compile(r"^(?:members of the public|the public|it|this|that|there|staff|residents)\b", re.IGNORECASE)
_ACRONYM = re.compile(r"^[A-Z]{2,7}s?$")

_BEFORE_AN_ACTOR = re.compile(
    rf"\s+(?:(?!(?:of|to|that|in|on|at|by|for|with|from|be|and)\b)[a-z-]+\s+)?{one_of(ACTORS)}\b"
)
_FUNCTION = frozenset(
    """of to that in on at by for with from be is are was were and or as next last its their such no first second third
    fourth fifth sixth further new""".split()
)


def actor_at_start(text: str, *, capitals: bool = True) -> str | None:
    """The phrase at the start of ``text`` that names somebody who acts, or None.

    A phrase may go on over "of", "for", "and" and brackets; it ends before a verb.  ``capitals`` also admits names and
    acronyms that hold no word of the list ("Ms Tyson", "the ICB").

    >>> actor_at_start("the Head of Landlord Services submit to the September meeting an action plan")
    'the Head of Landlord Services'
    >>> actor_at_start("officers look at the provision of a rank"), actor_at_start("the draft strategy be brought")
    ('officers', None)
    >>> actor_at_start("the Corporate Director (Place), in consultation with the Leader")
    'the Corporate Director (Place)'
    """
    if found := _PRONOUN.match(text):
        return found[0]
    if _NO_OWNER.match(text) and not re.match(r"staff officer", text, re.IGNORECASE):
        return None
    start = re.match(rf"(?:{_DETERMINER}\s+){{0,2}}", text, re.IGNORECASE)
    position = start.end() if start else 0
    tokens: list[tuple[str, int]] = []
    while token := _TOKEN.match(text, position):
        if not _belongs(token[0], tokens, text[token.end() :]):
            break
        tokens.append((token[0], token.end()))
        position = token.end()
        if space := re.match(r"\s+", text[position:]):
            position += space.end()
        elif text[position : position + 1] != ",":
            break
    while tokens and (tokens[-1][0].lower() in _INSIDE or tokens[-1][0].lower() in ("in",)):
        tokens.pop()
    if not tokens or not _names_somebody(tokens, text, capitals=capitals):
        return None
    return text[: tokens[-1][1]].rstrip(",;:")


def _belongs(token: str, before: list[tuple[str, int]], after: str) -> bool:
    lower = token.lower()
    if token[0] in "(&,-–—/" or lower in _INSIDE:
        return bool(before)
    if _ACTOR.match(token):
        # "the Board support a bid": a verb in the base form ends the phrase, and so does a noun used as one
        return True
    if token[0].isupper() or any(letter.isdigit() for letter in token):
        return True
    if lower in _VERBS and before:
        return False
    if lower in _QUALIFIERS:
        return True
    # "the assessment teams": an ordinary noun right before one that acts
    named = any(_ACTOR.match(word) for word, _ in before)
    return not named and lower not in _FUNCTION and bool(_BEFORE_AN_ACTOR.match(after))


def _names_somebody(tokens: list[tuple[str, int]], text: str, *, capitals: bool) -> bool:
    words = [token for token, _ in tokens]
    if any(_ACTOR.match(word) for word in words):
        return True
    return capitals and bool(_TITLE.match(text) or any(_ACRONYM.match(word) for word in words[:3]))


_DELEGATED = re.compile(
    r"\b(?:delegate[sd]?|(?:be|is) remitted|authority be (?:given|granted))\b(?:(?:\s+(?:any|the|further|"
    r"minor|authority|power|powers|authorisation)\b)[^,;.]{0,60}?)?"
    r"\s+to\s+(?=(?:the |an? |all )?[A-Zo])",
    re.IGNORECASE,
)
_ASKED_TO = re.compile(
    r"^(?:(?:[Tt]hat|[Tt]o)\s+)?(?:it\s+)?(?:also\s+)?(?:ask|request|require|instruct|invite|urge|task|"
    r"direct|authorise|call on|call upon|encourage|agree that|"
    r"agree for|ASK|REQUEST|INSTRUCT|recommend to|recommend that|recommend)(?:s|ed|ED|es)?\s+(?:that\s+)?",
)
_TO_COME = re.compile(r"[^;.]{0,80}?\bto (?:attend|join|[\w'’ ]{0,40}meeting)\b")
_ASKED_LATER = re.compile(
    r"\b(?:and|AND)\s+(?:asks?|ASKED|asked|requests?|requested|requires?|instructs?|instructed)\s+(?=(?:the |"
    r"all |each |[a-z]*officers|[A-Z]))"
)
_PASSIVELY_ASKED = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:,[^,;]{1,80},\s*)?(?:is|are|be|is to be|to be|should be)"
    r"\s+(?:thanked and\s+)?(?:also\s+)?(?:asked|"
    r"requested|required|recommended|urged|instructed|directed|"
    r"tasked|authorised|encouraged|given delegated|delegated|reminded|commissioned|invited to (?!attend\b|"
    r"return\b|join\b|a meeting|the|its|speak))\b"
)
_BY_AGENT = re.compile(r"\bby\s+(?=(?:the|an?|all|each|officers|[A-Z]))(?!\d)")
_LETTER = re.compile(r"^(?:that|to)\s+", re.IGNORECASE)
_ASKED_CLAUSE = re.compile(r"\s+(?:to|should|be|attend|look|is|are|which|who)\b|\s*[;,.]|\s*$")


def owner_of_part(part: str, asked_body: str | None = None) -> str | None:
    """Who is to act on one part of a resolution or recommendation.

    >>> owner_of_part("That the Chair write to the Chief Constable")
    'the Chair'
    >>> owner_of_part("That authority be delegated to the Director for People, in consultation with the Leader")
    'the Director for People'
    >>> owner_of_part("ask the Head of Housing to report on arrears")
    'the Head of Housing'
    >>> owner_of_part("that the Executive be recommended to start"), owner_of_part("the report be noted")
    ('the Executive', None)
    >>> owner_of_part("that the procedure be reviewed by the Monitoring Officer by 31st January 2015")
    'the Monitoring Officer'
    """
    if found := _DELEGATED.search(part):
        return actor_at_start(part[found.end() :])
    if found := _ASKED_TO.match(part):
        owner = actor_at_start(part[found.end() :])
        if owner and not (
            asked_body
            and found[0].lower().startswith(("invite", "to invite"))
            and _TO_COME.match(part[found.end() + len(owner) :])
        ):
            return owner if not (asked_body and "recommend" in found[0].lower()) else asked_body
        return asked_body
    if (found := _ASKED_LATER.search(part)) and (owner := actor_at_start(part[found.end() :])):
        return owner
    body = _LETTER.sub("", part)
    if (subject := actor_at_start(body)) and not subject.endswith(("'s", "’s", "s'", "s’")):
        rest = body[len(subject) :]
        if _PASSIVELY_ASKED.match(rest) or _acts(rest):
            return subject
        if re.match(r"\s*(?:\([^)]*\)\s*)?be\s+set\s+up\b", rest):
            return subject
    return _agent(part) or asked_body


def _acts(rest: str) -> bool:
    """Whether what follows a subject is a verb in the subjunctive, third person or after "to", "will", "should"."""
    found = re.match(
        r"\s*(?:,[^,]{1,60},)?\s*(?:to|will|should|shall|must|also|jointly|only)?\s*([a-z][a-z-]+)\b", rest
    )
    return bool(found) and found is not None and found[1] in _VERBS


_NO_AGENT = re.compile(r"\b(?:adoption|approval|consideration|receipt|review|scrutiny|increase|reduction)\s$")
_PASSIVE_BEFORE = re.compile(r"\b(?:be|been|being)\b[^;.]{0,80}$")


def _agent(part: str) -> str | None:
    """Who acts in a passive: "be reviewed by the Monitoring Officer"."""
    for found in _BY_AGENT.finditer(part):
        before = part[: found.start()]
        if _PASSIVE_BEFORE.search(before) and not _NO_AGENT.search(before):
            owner = actor_at_start(part[found.end() :])
            if owner:
                return owner
    return None


def owner_of_clause(clause: str, verb_at: int, *, passive: bool) -> str | None:
    """Who acts in a clause of prose: the subject before the verb, or the agent of a passive.

    >>> owner_of_clause("The Repairs Manager said he would let her have the figure", 28, passive=False)
    'The Repairs Manager'
    >>> owner_of_clause("A report would be brought to the Board in January by the Area Team", 9, passive=True)
    'the Area Team'
    """
    if passive:
        return _agent(clause)
    subject = clause[:verb_at].strip()
    if owner := _subject(subject):
        return owner
    return None


_SAID = r"(?:said|replied|advised|confirmed|explained|added|responded|stated|reported|indicated)"
_NEXT = re.compile(rf"(?:,|\b(?:that|and|but|{_SAID[3:-1]}))\s+")


def _subject(before: str) -> str | None:
    """The actor phrase that stands right before a verb; a pronoun gives way to the reporter that it stands for."""
    starts = [0, *(found.end() for found in _NEXT.finditer(before))]
    for start in reversed(starts):
        owner = actor_at_start(before[start:])
        if owner is None or not _adjacent(before[start + len(owner) :]):
            continue
        if _PRONOUN.fullmatch(owner) and (reporter := _reporter(before, starts, start)):
            return reporter
        return owner
    return None


def _reporter(before: str, starts: list[int], pronoun_at: int) -> str | None:
    """Who said it, where a pronoun stands for them: "the Clerk said that she …"."""
    for start in reversed([place for place in starts if place < pronoun_at]):
        who = actor_at_start(before[start:])
        if (
            who
            and not _PRONOUN.fullmatch(who)
            and re.match(rf"\s*(?:\([^)]*\)\s*)?{_SAID}\b", before[start + len(who) :])
        ):
            return who
    return None


def _adjacent(between: str) -> bool:
    """Whether nothing but brackets, an aside or a few adverbs stands between a subject and its verb."""
    if re.search(r"(?:\band|\bbut|&)\s*(?:also\s+|then\s+)?(?:would|will)?\s*$", between):
        return True
    return bool(
        re.fullmatch(
            r"\s*(?:\([^()]*\)|,[^,]{1,90},)?\s*(?:(?:\w+ly|also|then|has|have|had|was|were|is|are|would|"
            r"will|shall|therefore|and|who|which|not able to answer|agreed to|to)\s*){0,4}(?:(?:in|at|from|"
            r"with) [\w' ]{1,40})?",
            between,
        )
    )
