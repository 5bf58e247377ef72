"""How long parts of the reading of a paper took, for ``minuted add --profile``: added up until they are taken."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

_seconds: dict[str, float] = {}


@contextmanager
def spent_on(part: str) -> Iterator[None]:
    """What runs inside counts as time for that part.

    >>> with spent_on("tables"):
    ...     pass
    >>> list(take_spent()), take_spent()
    (['tables'], {})
    """
    begun = time.perf_counter()
    try:
        yield
    finally:
        _seconds[part] = _seconds.get(part, 0.0) + time.perf_counter() - begun


def take_spent() -> dict[str, float]:
    """The seconds of each part since this was last called."""
    taken = dict(_seconds)
    _seconds.clear()
    return taken
