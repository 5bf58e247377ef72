"""One sample paper: its row of the manifest, how it is made, and what must be found in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

COUNCIL = "Tarrowdale Council"
CHILDREN = "Children and Families Scrutiny Committee"
PLACE = "Place and Environment Scrutiny Committee"
CABINET = "Cabinet"


@dataclass(frozen=True)
class Fact:
    """A figure that must be found.

    ``page`` is filled by the build from the words of ``near`` where it is None.  ``period`` "*" is not judged: two
    careful readers could differ.
    """

    quote: str
    value: float
    unit: str
    measure: str
    period: str | None = None
    role: str = "actual"
    area: str | None = None
    rag: str | None = None
    page: int | None = None
    near: str = ""


@dataclass(frozen=True)
class Promise:
    """A commitment that must be found, by words of it."""

    words: str
    kind: str
    owner: str | None = None
    due: str | None = None
    page: int | None = None


@dataclass(frozen=True)
class Paper:
    path: str
    committee: str
    date: str
    kind: str
    title: str
    make: Callable[[], bytes]
    figures: tuple[Fact, ...] = ()
    promises: tuple[Promise, ...] = ()
    head_says: bool = False
    """Council, committee and date stand in the paper's own head, so that the manifest leaves them empty."""
