"""The closed list of units (``nlp/lexicon/units.csv``) as patterns.  There is no lexicon of physical units: in council
papers that is where every absurd reading comes from ("10k" as kelvin, "£55m" as pounds times metres).

>>> unit_of("working days"), unit_of("MWh"), unit_of("per cent")
(('days', 1.0), ('kwh', 1000.0), ('percent', 1.0))
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from importlib.resources import files

from minuted.nlp.numbers.words import GAP


def _read_forms() -> dict[str, tuple[str, float]]:
    told = (files("minuted.nlp") / "lexicon" / "units.csv").read_text(encoding="utf-8")
    forms: dict[str, tuple[str, float]] = {}
    for row in csv.DictReader(told.splitlines()):
        for form in row["forms"].split("|"):
            forms[form] = (row["unit"], float(row["scale"]))
    return forms


FORMS: dict[str, tuple[str, float]] = _read_forms()
DURATIONS = ("minutes", "hours", "days", "weeks", "months", "years")
PER_BASES = {1e6: "other", 100.0: "per_100", 1000.0: "per_1000", 10000.0: "per_10000", 100000.0: "per_100000"}


def forms_of(*units: str) -> str:
    """A regular expression for every printed form of these units, the longest first.

    >>> re.match(forms_of("km", "miles"), "Kilometres", re.IGNORECASE)[0]
    'Kilometres'
    """
    chosen = sorted((form for form, (unit, _) in FORMS.items() if unit in units), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(form).replace(r"\ ", GAP) for form in chosen) + ")"


@lru_cache(maxsize=1024)
def unit_of(printed: str) -> tuple[str, float]:
    """The unit and scale of a printed unit, with words such as "working" before it left out."""
    low = " ".join(printed.lower().split()).replace("( ", "(")
    if low in FORMS:
        return FORMS[low]
    return FORMS[low.split()[-1]]
