"""Expensive requests are limited in number at once; simple ones never wait for them."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from minuted.catalogue.lanes import Busy, Lane, in_lanes, lane_of, lanes
from tests.catalogue.conftest import Site

EXPENSIVE = (
    "/search", "/search.csv", "/compare", "/document/x/page/1/image", "/tarrowdale", "/tarrowdale/figures",
    "/tarrowdale.json", "/commitments.xlsx", "/measure/x.json", "/in/tarrowdale/search",
)  # fmt: skip
SIMPLE = ("/", "/figure/x", "/measure/x", "/document/x", "/commitments", "/review", "/-/static/app.css")


def test_so_many_run_some_wait_the_others_come_back() -> None:
    async def run() -> None:
        lane, done, told = Lane(2, 3), asyncio.Event(), []

        async def enter(number: int) -> None:
            try:
                async with lane.turn():
                    told.append(number)
                    await done.wait()
            except Busy:
                told.append(-number)

        entered = [asyncio.create_task(enter(number)) for number in range(1, 8)]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert (told, lane.running, len(lane.line)) == ([1, 2, -6, -7], 2, 3)
        entered[3].cancel()  # the fourth goes away while it waits
        done.set()
        await asyncio.gather(*entered, return_exceptions=True)
        assert told == [1, 2, -6, -7, 3, 5] and lane.running == 0

    asyncio.run(run())


def test_nobody_waits_for_ever() -> None:
    async def run() -> None:
        lane = Lane(1, 5, seconds=0.01)
        async with lane.turn():
            with pytest.raises(Busy):
                async with lane.turn():
                    pass
            assert not lane.line
        async with lane.turn():
            assert lane.running == 1
        assert lane.running == 0

    asyncio.run(run())


def test_what_is_expensive() -> None:
    assert all(lane_of(address, ["tarrowdale"]) for address in EXPENSIVE)
    assert not any(lane_of(address, ["tarrowdale"]) for address in SIMPLE)
    assert sum(lane.at_once for name, lane in lanes().items() if name == "searches") < 4, "threads of pages"


def test_a_simple_page_is_answered_while_fifty_clients_fill_every_lane(site: Site) -> None:
    async def run() -> None:
        release, statuses = asyncio.Event(), []

        async def app(scope: Any, receive: Any, send: Any) -> None:
            if scope["path"] in EXPENSIVE:
                await release.wait()  # as if it took for ever
            await send({"type": "http.response.start", "status": 200, "headers": []})

        async def get(path: str) -> None:
            async def send(message: Any) -> None:
                statuses.append((path, message.get("status"), dict(message.get("headers", []))))

            await limited({"type": "http", "path": path}, None, send)

        limited = in_lanes(site.datasette, app)
        hammering = [asyncio.create_task(get(path)) for path in EXPENSIVE for _ in range(50)]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        refused = [headers for _, status, headers in statuses if status == 503]
        assert refused and all(b"retry-after" in headers for headers in refused)
        statuses.clear()
        for path in SIMPLE:
            await get(path)
        assert [status for _, status, _ in statuses] == [200] * len(SIMPLE)
        release.set()
        await asyncio.gather(*hammering)
        assert len([1 for path, status, _ in statuses if path in EXPENSIVE and status == 200]) >= 100

    asyncio.run(run())
