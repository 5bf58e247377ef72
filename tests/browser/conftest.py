"""The system's Chromium, and a server of its own for the browser to visit."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from minuted.catalogue.serve import build_datasette
from tests.catalogue.conftest import built, copied  # noqa: F401  (a fixture)

PATIENCE = 45_000
"""Milliseconds that a step may take: on a busy machine a page takes longer, and is still right."""
CHROMIUM = next((p for p in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if p), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class Server:
    """The site on a free port, in a thread."""

    def __init__(self, path: Path, ids: dict[str, str], **options: Any) -> None:
        import uvicorn

        self.path, self.ids = path, ids
        self.datasette = build_datasette([path], **options)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        config = uvicorn.Config(
            self.datasette.app(), host="127.0.0.1", port=self.port, log_level="error", lifespan="on"
        )
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        end = time.monotonic() + 20
        while not self.server.started and time.monotonic() < end:
            time.sleep(0.05)
        assert self.server.started

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join(10)

    def cookie(self, name: str = "Ann") -> dict[str, str]:
        """What a signed-in reviewer's browser carries."""
        value = self.datasette.sign({"a": {"id": name, "name": name}}, "actor")
        return {"name": "ds_actor", "value": value, "url": self.address}


@pytest.fixture(scope="session")
def server(built: tuple[Path, dict[str, str]]) -> Iterator[Server]:  # noqa: F811
    running = Server(*built)
    yield running
    running.stop()


@pytest.fixture
def own_server(built: tuple[Path, dict[str, str]], tmp_path: Path) -> Iterator[Server]:  # noqa: F811
    running = Server(*copied(built, tmp_path))
    yield running
    running.stop()


@pytest.fixture(params=[1280, 320])
def page(request: pytest.FixtureRequest, chromium: Any, server: Server) -> Iterator[Any]:
    """A window of one of two widths; whatever it reports as an error fails the test."""
    context = chromium.new_context(viewport={"width": request.param, "height": 800}, base_url=server.address)
    window = context.new_page()
    window.set_default_timeout(PATIENCE)
    errors: list[str] = []
    window.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    window.on("pageerror", lambda error: errors.append(str(error)))
    yield window
    context.close()
    assert errors == []
