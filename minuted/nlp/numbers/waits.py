"""Is a length of time measured ("the average wait was 31 days") or does it say when ("within 28 days")?"""

from __future__ import annotations

import re

from minuted.nlp.reading import Quantity, Sentence

_QUALIFIED = (
    r"(?:about |around |approximately |roughly |some |only |just |over |under |up to |nearly |almost |an average of |"
    r"now |currently |still |as much as |as long as |at least |at most |no more than |more than |less than |"
    r"c\.? ?|[<>~+] ?)*"
)
_SAYS_WHEN = re.compile(
    r"(?:\b(?:within|after|every|next|last|past|first|previous|preceding|following|coming|same|each|inside|for up to|"
    r"over the|in the|during the|between|rolling|term of|period of|any|once|other|future|prior|initial|further|"
    r"another|"
    r"for a|over a|lasting|lasted|aged|notice of|until|in|for|over|for over|for more than|for at least|for under|"
    r"for less than|than|least|of over|a|the|this|that|these|those|beyond|exceeding|spread over|under|"
    r"duration of|at))"
    r" (?:a further |up to |about |around |some |only |just )?⟦",
    re.IGNORECASE,
)
_NEVER = re.compile(
    r"\b(?:within|inside|aged|every|next|last|past|previous|first) ⟦|\(⟦[^⟧]*⟧\) ?:|"
    r"(?:%|\bper cent) (?:of )?(?:[a-z]+ ){0,5}in (?:under |over |less than |more than )?⟦",
    re.IGNORECASE,
)
_PLAINLY = re.compile(
    r"⟧,? (?:on average|in total|in all|altogether|apiece)\b|"
    r"(?<!than )(?<!least )⟦[^⟧]*⟧,? (?:late|early|overdue|behind schedule)\b|"
    r"⟧['’] (?:drive|walk|journey|travel)\b|"
    rf"\b(?:took|takes|taken|taking) (?:[a-z]+ ){{0,3}}{_QUALIFIED}⟦|"
    rf"\b(?:recovered|improved|fallen|fell|risen|rose|cut|reduc\w+|slipped|dropped|lengthened|shortened|quickened)\b"
    rf"[^.;⟦]{{0,30}} (?:to|by|from) {_QUALIFIED}⟦|"
    r"\b(?:averag(?:ed|ing)|managed|added|saved|logged|clocked up|peaked at) (?:about |around |just |only |over |"
    r"under )?⟦|"
    r"\b(?:average|mean|median) [a-z]+,? ⟦|\bbeing [a-z]+ in (?:about |under |just )?⟦|"
    r"\benough [^.;⟦]{0,40}for (?:about |around |only |over |nearly )?⟦",
    re.IGNORECASE,
)
"""Ways of telling a length that are of nothing else: "eleven hours on average", "it took the Council 47 days"."""
_SAYS_WHEN_AFTER = re.compile(
    r"⟧(?:['’]?s?['’]? (?:time|notice|ago|earlier|later|before|after|previously|old|on|hence|prior|following|running|"
    r"in a row|plan|strategy|programme|contract|lease|duration|apprenticeship|pilot|trial|agreement|secondment|"
    r"placement|term|period|in advance|from|of age|and over|and under)\b|"
    r"[- ]olds?\b|"
    r"\s?\+| (?:or|and) (?:more|over|longer|less|under|above|fewer|beyond)\b| an? (?:day|week|year|"
    r"month)\b(?! (?:before|ago|earlier)))",
    re.IGNORECASE,
)
_SINGULAR = re.compile(
    r"\b(?:minute|hour|day|night|week|month|year|min|hr|wk|yr|mph|litre|metre)⟧(?! per\b)", re.IGNORECASE
)
_MEASURED_AFTER = re.compile(
    r"⟧(?:['’]? (?:per|lost|behind|of supply|longer|shorter|quicker|slower|faster|a head|each|less than|"
    r"more than|above|below|"
    r"better|worse|over target|against|compared|of delay|of sickness)\b|['’] ?supply)",
    re.IGNORECASE,
)
_MEASURED_BEFORE = re.compile(
    rf"(?:\b(?:was|were|is|are|be|being|been|averag\w+|average|mean|median|stood at|stands at|tak(?:es|en|ing)|"
    rf"took|equal to|"
    rf"equates? to|equivalent (?:of|to)|reached|running|target(?: of)?|standard(?: of)?|against|compared (?:to|"
    rf"with)|as|"
    rf"from|to|by|length of|total of|longest|shortest|wait of|waits of|gap of|average of|accounted for|lost|"
    rf"spent|set at|"
    rf"used|waiting|waited|wait|had been|benchmark|as much as|fell|rose|down|up|vs?|required|and|or|"
    rf"versus|delay of|delays of|turnaround|loss of|for|ceiling of|maximum(?: of)?|minimum(?: of)?|having been|"
    rf"than|of|"
    rf"time|times|delay|delays|stay|wait|waits|against an?|against the required)|[:=(–-]) ?{_QUALIFIED}⟦",
    re.IGNORECASE,
)
_WAITED = re.compile(
    r"\b(?:clos(?:ed|ure)|shut|wait\w*|queu\w*|fail\w*|absent|delayed|out of use|longest|shortest|"
    r"(?:been|was|were) (?:open|out|empty|void|off|down))\b[^.;]{0,40}\bfor (?:about |"
    r"nearly |up to )?⟦|"
    r"\b(?:done|turned round|turned around|processed|decided) in ⟦|\b(?:set|standing|stood|stands|running) at ⟦|"
    r"\bit (?:was|is|took) ⟦",
    re.IGNORECASE,
)
_ABOUT_TIME = re.compile(
    r"\b(?:average\w*|mean|median|wait\w*|time|times|turnaround|delay\w*|length|longest|shortest|days lost|"
    r"sickness|absence|"
    r"duration|taken|took|takes|response|stay|life ?(?:span|expectancy)|processing|relet|re-let|lost|standard|"
    r"caseload|drive|"
    r"supply|overdue|backlog|handover|reach|speeds?|fastest|slowest|expectancy|mileage|distance|diameter|network|"
    r"carriageway|target)\b",
    re.IGNORECASE,
)
_ADJECTIVE = re.compile(
    r"\b(?:within|over|under|the|proposed|a|new) ⟦|⟧ (?!of|in|at|on|per|from|to|and|or|an?|for|since|by|was|"
    r"were|had|has|have|is|are|will|would|which|that|as|when|where|while|but|below|above|higher|lower)[a-z]",
    re.I,
)
_CLOSES = re.compile(r"[a-z] ⟦[^⟧]+⟧(?:[.;,)]|$)")
_LARGE = 100.0
_VERY_LARGE = 200.0
_BY_NATURE = re.compile(
    r"(?:mph|kph|[gm]bps|[mg]?wp?|kwp?|decibels|db(?:\(a\))?|g/m3|°c|degrees\w*|acres?)⟧", re.IGNORECASE
)
"""Units that tell of a size by nature; metres and litres also tell how far off and which bin."""
_MEASURES = re.compile(
    r"\b(?:peak\w*|record\w*|measur\w*|reach\w*|rose|fell|depth|height|levels?|highest|lowest|deepest|longest|average|mean|"
    r"rain\w*|total\w*|laid|planted|resurfaced|long|deep|high|wide)\b",
    re.IGNORECASE,
)


def _is_measured_otherwise(told: str) -> bool:
    """Whether a size in a unit outside the closed list is a figure: "peaked at 3.9 metres", not "a 30mph limit"."""
    if _ADJECTIVE.search(told):
        return False
    return bool(_BY_NATURE.search(told) or _MEASURES.search(told) or _MEASURED_BEFORE.search(told))


def is_measured_length(told: str, quantity: Quantity, sentence: Sentence, others: bool) -> bool:
    """Whether the length in its setting is a figure.  ``others``: the sentence has measured one in this unit before.

    >>> sentence = Sentence(0, 0, "The average wait was 31 days.", None, 0)
    >>> quantity = Quantity(0, 0, 31, "days", "unit_days")
    >>> is_measured_length("The average wait was ⟦31 days⟧.", quantity, sentence, False)
    True
    >>> is_measured_length("All were seen within ⟦31 days⟧ of referral.", quantity, sentence, False)
    False
    """
    if quantity.unit == "other":
        return quantity.rule == "rate_per" or _is_measured_otherwise(told)
    if _NEVER.search(told):
        return False
    if (_PLAINLY.search(told) and not (_SINGULAR.search(told) and quantity.value != 1)) or (
        quantity.value >= _VERY_LARGE and quantity.unit in ("hours", "minutes")
    ):
        return True
    if _SAYS_WHEN_AFTER.search(told):
        return False
    if quantity.rule == "length_pair" or "." in told[told.index("⟦") : told.index("⟧")]:
        return True
    if quantity.value >= _LARGE and not re.search(r"\bafter ⟦|\bthe ⟦|\ba ⟦|litres?⟧|metres?⟧", told):
        return True
    if _MEASURED_AFTER.search(told) or _WAITED.search(told):
        return True
    if _SINGULAR.search(told) and quantity.value != 1 and quantity.unit != "other":
        return re.search(r"\bagainst an? ⟦[^⟧]+⟧ (?:target|standard|average)", told) is not None
    if _SAYS_WHEN.search(told) and not (others and re.search(r"\b(?:than|at) ⟦", told)):
        return False
    if others and _CLOSES.search(told):
        return True
    if _MEASURED_BEFORE.search(told):
        return others or _ABOUT_TIME.search(sentence.text) is not None
    return False
