"""Expensive requests, so many at once: however many ask for them, a simple page is answered.

Drawings, whole files, searches and visitors' own queries each have a lane: a few run, some more wait, and the others
are told to come back.  Everything else passes.  Lanes are apart, so that a slow download holds up no search.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections import deque
from typing import Any


class Busy(Exception):
    """Too many wait in this lane already, or it was waited for too long."""


class Lane:
    """So many at once, so many waiting, so many seconds."""

    def __init__(self, at_once: int, waiting: int, seconds: float = 20.0) -> None:
        self.at_once, self.waiting, self.seconds = at_once, waiting, seconds
        self.running = 0
        self.line: deque[asyncio.Future[None]] = deque()

    @contextlib.asynccontextmanager
    async def turn(self) -> Any:
        """Wait for a turn and hold it.  Raises ``Busy``."""
        await self._enter()
        try:
            yield
        finally:
            self._leave()

    async def _enter(self) -> None:
        if self.running < self.at_once:
            self.running += 1
            return
        if len(self.line) >= self.waiting:
            raise Busy
        mine = asyncio.get_running_loop().create_future()
        self.line.append(mine)
        try:
            await asyncio.wait_for(mine, self.seconds)  # whoever leaves hands the turn on: ``running`` stays
        except TimeoutError:
            with contextlib.suppress(ValueError):
                self.line.remove(mine)
            raise Busy from None
        except asyncio.CancelledError:
            if mine.done() and not mine.cancelled():
                self._leave()  # it came as the visitor went
            raise

    def _leave(self) -> None:
        while self.line:
            following = self.line.popleft()
            if not following.done() and not following.get_loop().is_closed():
                following.set_result(None)
                return
        self.running -= 1


DRAWING, FILES, SEARCHES, QUERIES = "drawing", "files", "searches", "queries"
_BY_ADDRESS = (
    (DRAWING, re.compile(r"/document/[^/]+/page/\d+/image$")),
    (FILES, re.compile(r"\.(?:csv|xlsx|atom|ics)$|/(?:search|commitments|measure/[^/]+)\.json$")),
    (SEARCHES, re.compile(r"(?:^|/in/[^/]+)/(?:search|search/all|compare|changes|coverage|conflicts)$")),
)


def lanes() -> dict[str, Lane]:
    """The lanes of one site.  Pages are read on four threads: two are always left for the simple ones."""
    return {DRAWING: Lane(2, 40), FILES: Lane(2, 10), SEARCHES: Lane(2, 40), QUERIES: Lane(2, 10)}


def lane_of(path: str, databases: Any) -> str | None:
    """The lane of an address below the site's own; None for simple pages.

    >>> lane_of("/document/ab12/page/3/image", ["ostley"]), lane_of("/ostley/figures", ["ostley"])
    ('drawing', 'queries')
    >>> lane_of("/in/ostley/search", []), lane_of("/figure/ab12f41", ["ostley"]), lane_of("/", ["ostley"])
    ('searches', None, None)
    """
    for name, pattern in _BY_ADDRESS:
        if pattern.search(path):
            return name
    first = re.split(r"[/.]", path.removeprefix("/"), maxsplit=1)[0]
    return QUERIES if first in databases else None


def in_lanes(datasette: Any, app: Any) -> Any:
    """Wrap an ASGI application."""
    own = lanes()

    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        base = datasette.setting("base_url").rstrip("/")
        lane = lane_of(scope["path"].removeprefix(base), datasette.databases)
        if lane is None:
            await app(scope, receive, send)
            return
        try:
            async with own[lane].turn():
                await app(scope, receive, send)
        except Busy:
            await _come_back(send)

    return wrapped


SAID = b"""<!doctype html><html lang="en"><meta charset="utf-8"><title>Busy</title>
<h1>Many people are asking for this just now</h1><p>Wait ten seconds and load this page again.</p></html>"""


async def _come_back(send: Any) -> None:
    headers = [(b"content-type", b"text/html; charset=utf-8"), (b"retry-after", b"10"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": 503, "headers": headers})
    await send({"type": "http.response.body", "body": SAID})
