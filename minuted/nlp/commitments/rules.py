"""All rules of prose, in order: the first that reads a clause decides."""

from __future__ import annotations

from minuted.nlp.commitments.patterns import Undertaking
from minuted.nlp.commitments.promises import PROMISES
from minuted.nlp.commitments.requests import REQUESTS

RULES: tuple[Undertaking, ...] = (*REQUESTS, *PROMISES)
"""A new way to ask is one ``rule`` in ``requests``, a new way to promise one in ``promises``."""
