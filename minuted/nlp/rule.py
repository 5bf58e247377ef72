"""A rule with its evidence beside it.

A new way of writing something is one ``Rule`` in one registry.  ``tests/nlp/test_rules.py`` runs every example of
every rule through the whole finder: ``reads`` must be found, by this rule; ``ignores`` must yield nothing of it;
``fails`` are known debts, kept as strict expected failures until somebody pays them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Rule:
    """One pattern and what it reads.

    ``pattern`` is a compiled regular expression without nested unbounded repeats (a test feeds each rule its worst
    100,000 characters).  ``read`` turns a match into the component's own type, or None to decline.
    ``reads`` maps an example sentence to what must be found in it (the component's test says in which form).

    >>> Rule("per_cent", re.compile(r"(\\d+)%"), lambda m: float(m[1]), reads={"a rise of 5%": 5.0}).name
    'per_cent'
    """

    name: str
    pattern: re.Pattern[str]
    read: Callable[..., Any]
    reads: Mapping[str, Any] = field(default_factory=dict)
    ignores: Sequence[str] = ()
    fails: Sequence[str] = ()
    why: str = ""
    """Whose convention it encodes or where the form was seen, in a few words."""
