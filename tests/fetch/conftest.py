"""A fake modern.gov served on loopback, for one test."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import uvicorn

from tests.fetch.fake_modgov import FakeSite


@dataclass
class Served:
    """The fake site and the address at which it answers."""

    site: FakeSite
    root: str

    @property
    def url(self) -> str:
        return self.root + self.site.prefix


@pytest.fixture
def served() -> Iterator[Served]:
    site = FakeSite()
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port = sock.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(site, host="127.0.0.1", port=port, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 10
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.01)
    yield Served(site, f"http://127.0.0.1:{port}")
    server.should_exit = True
    thread.join(timeout=10)
