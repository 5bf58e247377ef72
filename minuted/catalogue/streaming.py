"""Files of any length, sent as their rows are read: memory stays the same for ten rows and for a million.

A file has a connection of its own and is produced piece by piece on threads of its own, so that neither a long file nor
a slow reader holds up the pages.  The first piece is made before anything is sent: what fails at once gets a page that
says so.  What fails later breaks the transfer off, so that no program takes the beginning for the whole.
"""

from __future__ import annotations

import asyncio
import re
import sqlite3
import time
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from minuted.catalogue import overlay
from minuted.catalogue.database import (
    STEPS_BETWEEN_CHECKS,
    Catalogue,
    TooSlow,
    Unavailable,
    open_connection,
    said_by_sqlite,
)

Produce = Callable[[sqlite3.Connection], Iterator[str | bytes]]
THREADS = 2
PIECE = 128_000
"""About how many bytes are sent at once."""
SECONDS_A_PIECE = 120.0
LONGEST = 3600.0
"""Seconds that one file may take: a reader who stops reading must not keep the database's log from being cleared."""
_threads = ThreadPoolExecutor(max_workers=THREADS, thread_name_prefix="minuted-file")


class Run:
    """One file in the making."""

    def __init__(self, catalogue: Catalogue, produce: Produce) -> None:
        self.catalogue, self.produce = catalogue, produce
        self.connection: sqlite3.Connection | None = None
        self.pieces: Iterator[str | bytes] = iter(())
        self.end = time.monotonic() + LONGEST

    async def piece(self) -> bytes:
        """The next piece; empty at the end."""
        return await asyncio.get_running_loop().run_in_executor(_threads, self._next)

    async def close(self) -> None:
        """Give the connection back."""
        await asyncio.get_running_loop().run_in_executor(_threads, self._close)

    def _next(self) -> bytes:
        try:
            if self.connection is None:
                self.connection = open_connection(self.catalogue)
                if self.catalogue.immutable:
                    overlay.refresh(self.connection, self.catalogue.reviews)
                self.connection.execute("BEGIN")
                self.pieces = self.produce(self.connection)
            limit = min(time.monotonic() + SECONDS_A_PIECE, self.end)
            self.connection.set_progress_handler(lambda: time.monotonic() > limit, STEPS_BETWEEN_CHECKS)
            if time.monotonic() > self.end:
                raise TooSlow
            return self._filled()
        except sqlite3.DatabaseError as error:
            raise said_by_sqlite(error) from error

    def _filled(self) -> bytes:
        parts: list[bytes] = []
        size = 0
        for piece in self.pieces:
            data = piece.encode() if isinstance(piece, str) else piece
            parts.append(data)
            size += len(data)
            if size >= PIECE:
                break
        return b"".join(parts)

    def _close(self) -> None:
        if isinstance(self.pieces, Generator):
            self.pieces.close()  # before the connection that its cursors read from
        if self.connection is not None:
            self.connection.close()
            self.connection = None


class Sent:
    """What Datasette calls to answer with a file."""

    def __init__(self, run: Run, first: bytes, content_type: str, name: str) -> None:
        self.run, self.first = run, first
        safe = re.sub(r"[^A-Za-z0-9._-]+", "-", name)
        place = f'attachment; filename="{safe}"' if name else "inline"
        self.headers = [
            (b"content-type", content_type.encode()), (b"content-disposition", place.encode()),
        ]  # fmt: skip

    async def asgi_send(self, send: Any) -> None:
        """The whole file, piece by piece."""
        try:
            await send({"type": "http.response.start", "status": 200, "headers": self.headers})
            piece = self.first
            while piece:
                await send({"type": "http.response.body", "body": piece, "more_body": True})
                piece = await self.run.piece()
            await send({"type": "http.response.body", "body": b""})
        finally:
            await self.run.close()


async def file_of(catalogue: Catalogue, produce: Produce, content_type: str, name: str = "") -> Sent:
    """A file that is made as it is sent; ``name`` where it is to be saved.  Raises ``TooSlow`` and ``Unavailable``."""
    run = Run(catalogue, produce)
    try:
        first = await run.piece()
    except (TooSlow, Unavailable):
        await run.close()
        raise
    return Sent(run, first, content_type, name)
