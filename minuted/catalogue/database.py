"""Asking the catalogue's database: one read-only connection a thread, one time limit a question.

A page is one *question*: a function of a ``sqlite3.Connection`` that returns plain data.  It runs off the event loop,
in one read transaction, so that all that a page shows is of one moment, and it is interrupted at its time limit.
"""

from __future__ import annotations

import asyncio
import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from minuted.catalogue import overlay

Answer = TypeVar("Answer")
THREADS = 4
STEPS_BETWEEN_CHECKS = 5_000
"""SQLite virtual machine steps between two looks at the clock (about a millisecond)."""


class TooSlow(Exception):
    """A question ran into its time limit."""


class Unavailable(Exception):
    """The database cannot be read just now: missing, being replaced, locked, or not one of ours."""


@dataclass(frozen=True)
class Catalogue:
    """One database that the site shows, the originals beside it and the reviews that belong to it."""

    name: str
    path: Path
    immutable: bool
    reviews: Path

    @property
    def papers(self) -> Path:
        """The folder of originals: ``X.papers`` beside ``X.db``."""
        return self.path.with_suffix(".papers")


_threads = ThreadPoolExecutor(max_workers=THREADS, thread_name_prefix="minuted-page")
_local = threading.local()


async def ask(catalogue: Catalogue, limit_ms: int, question: Callable[..., Answer], *args: Any) -> Answer:
    """Run ``question(connection, *args)`` on a page thread.  Raises ``TooSlow`` and ``Unavailable``."""
    return await asyncio.get_running_loop().run_in_executor(_threads, _answer, catalogue, limit_ms, question, args)


def _answer(catalogue: Catalogue, limit_ms: int, question: Callable[..., Answer], args: tuple[Any, ...]) -> Answer:
    connection = _connection(catalogue)
    end = time.monotonic() + limit_ms / 1000
    connection.set_progress_handler(lambda: time.monotonic() > end, STEPS_BETWEEN_CHECKS)
    try:
        if catalogue.immutable:
            overlay.refresh(connection, catalogue.reviews)
        connection.execute("BEGIN")
        return question(connection, *args)
    except sqlite3.DatabaseError as error:
        raise said_by_sqlite(error) from error
    finally:
        connection.set_progress_handler(None, 0)
        if connection.in_transaction:
            connection.rollback()


def said_by_sqlite(error: sqlite3.DatabaseError) -> TooSlow | Unavailable:
    """What SQLite reports, as one of ours."""
    return TooSlow() if "interrupted" in str(error) else Unavailable(str(error))


def _connection(catalogue: Catalogue) -> sqlite3.Connection:
    """This thread's connection; opened anew where another file has taken the place of the one it was opened on."""
    try:
        inode = catalogue.path.stat().st_ino
    except OSError as error:
        raise Unavailable(f"{catalogue.path.name} is not there") from error
    opened: dict[Path, tuple[int, sqlite3.Connection]] = _local.__dict__.setdefault("opened", {})
    if catalogue.path in opened:
        old_inode, connection = opened[catalogue.path]
        if old_inode == inode:
            return connection
        connection.close()
    connection = open_connection(catalogue)
    opened[catalogue.path] = (inode, connection)
    return connection


def open_connection(catalogue: Catalogue) -> sqlite3.Connection:
    """A new connection that cannot write.  Raises ``Unavailable``."""
    mode = "immutable=1" if catalogue.immutable else "mode=ro"
    try:
        connection = sqlite3.connect(
            f"{catalogue.path.absolute().as_uri()}?{mode}", uri=True, isolation_level=None, check_same_thread=False
        )
    except sqlite3.Error as error:
        raise Unavailable(str(error)) from error
    connection.row_factory = sqlite3.Row
    return connection
