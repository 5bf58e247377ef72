"""An invented council's catalogue, and a site over it."""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from minuted.catalogue.drawing import DRAWER
from minuted.catalogue.serve import build_datasette
from tests.catalogue.invented import build


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, str]]]:
    path = tmp_path_factory.mktemp("built") / "tarrowdale.db"
    yield path, build(path)
    DRAWER.close()


@dataclass
class Site:
    """The site, asked from outside: ``get`` and ``post`` are what a browser does."""

    path: Path
    ids: dict[str, str]
    options: dict[str, Any] = field(default_factory=dict)
    datasette: Any = None

    def __post_init__(self) -> None:
        self.datasette = build_datasette([self.path], **self.options)
        asyncio.run(self.datasette.invoke_startup())

    def get(self, address: str, **options: Any) -> Any:
        async def ask() -> Any:
            return await self.datasette.client.get(address, **options)

        return asyncio.run(ask())

    def text(self, address: str, **options: Any) -> str:
        answer = self.get(address, **options)
        assert answer.status_code == 200, (address, answer.status_code, answer.text[:400])
        return str(answer.text)

    def signed_in(self, name: str = "Ann") -> dict[str, str]:
        cookie = self.datasette.sign({"a": {"id": name, "name": name}}, "actor")
        return {"ds_actor": cookie}

    def post(self, address: str, form: dict[str, str], *, cookies: dict[str, str] | None = None, page: str = "") -> Any:
        """Load the page with the form, then send the form with the token that stood in it."""
        cookies = dict(cookies or {})
        first = self.get(page or address, cookies=cookies)
        token = re.search(r'name="csrftoken" value="([^"]+)"', first.text)
        cookies |= dict(first.cookies)
        return self.post_raw(address, {**form, "csrftoken": token[1] if token else ""}, cookies)

    def post_raw(self, address: str, form: dict[str, str], cookies: dict[str, str]) -> Any:
        async def send() -> Any:
            return await self.datasette.client.post(address, data=form, cookies=cookies)

        return asyncio.run(send())


def copied(built: tuple[Path, dict[str, str]], folder: Path) -> tuple[Path, dict[str, str]]:
    source, ids = built
    path = folder / source.name
    shutil.copy(source, path)
    shutil.copytree(source.with_suffix(".papers"), path.with_suffix(".papers"))
    return path, ids


@pytest.fixture(scope="session")
def site(built: tuple[Path, dict[str, str]]) -> Site:
    """A site that no test changes."""
    return Site(*built)


@pytest.fixture
def own_site(built: tuple[Path, dict[str, str]], tmp_path: Path) -> Site:
    """A site over a copy, for tests that correct something."""
    return Site(*copied(built, tmp_path))


@pytest.fixture
def frozen_site(built: tuple[Path, dict[str, str]], tmp_path: Path) -> Site:
    """The same, served immutable."""
    return Site(*copied(built, tmp_path), options={"immutable": True})
