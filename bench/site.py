"""The site's pages on a large catalogue: p50 and p95 of each, and the same statements on plain sqlite3.

    python -m bench.site [CATALOGUE.db] [--figures 1000000] [--rounds 30] [--exports]

Without a catalogue one is made (``bench.make_catalogue``) in a temporary folder.  Pages are asked for through ASGI, in
this process, warm, over different rows; "sqlite" is the time of the page's own statements, recorded as it ran, on a
connection of their own.  Ends with a line that counts the pages beyond the ceilings (p95 of 150 ms; 3 times sqlite and
10 ms) by processor time, which other work on the machine changes less than the clock.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import os
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import quote_plus

import httpx

from bench.make_catalogue import Size, make
from minuted.catalogue import database
from minuted.catalogue.serve import build_datasette
from minuted.catalogue.wording import committee_slug

CEILING_MS = 150.0


def addresses(db: sqlite3.Connection, rounds: int) -> dict[str, list[str]]:
    """Pages by name, each with the addresses to ask for in turn."""

    def ids(query: str) -> list[str]:
        return [row[0] for row in db.execute(f"{query} LIMIT {rounds}")]

    rare = [row[0].split()[5].strip(".") for row in db.execute(
        "SELECT text FROM passages WHERE rowid % 1009 = 7 LIMIT ?", [rounds])]  # fmt: skip
    few = "rowid % 997 = 3"
    figures, papers = ids(f"SELECT id FROM figures WHERE {few}"), ids(f"SELECT id FROM documents WHERE {few}")
    meetings, promises = ids(f"SELECT id FROM meetings WHERE {few}"), ids(f"SELECT id FROM commitments WHERE {few}")
    councils = [quote_plus(name) for name in ids("SELECT DISTINCT council FROM meetings")]
    measures = ids("SELECT id FROM measures ORDER BY figures_count DESC")
    middle = ids("SELECT id FROM measures WHERE figures_count BETWEEN 50 AND 1000")
    committees = [
        committee_slug(*row) for row in db.execute("SELECT DISTINCT council, committee FROM meetings LIMIT 30")
    ]
    return {
        "home": ["/"],
        "search, common word": ["/search?q=council", "/search?q=service"],
        "search, rare word": [f"/search?q={word}" for word in rare],
        "search, two words": ["/search?q=council+recycling", "/search?q=children+residents"],
        "search, best match": ["/search?q=council&order=relevance", "/search?q=children+care&order=relevance"],
        "search, one council": [f"/search?q=recycling&council={name}" for name in councils],
        "search, years": ["/search?q=council&since=2017&until=2018", "/search?q=recycling&until=2016-12-31"],
        "search, one measure": [f"/search?measure={i}" for i in measures],
        "figure": [f"/figure/{i}" for i in figures],
        "measures": ["/measures", "/measures?q=recycling"],
        "measure": [f"/measure/{i}" for i in middle],
        "measure, many figures": [f"/measure/{i}" for i in measures],
        "compare": ["/compare", *(f"/compare?measure={i}" for i in middle)],
        "compare, many figures": [f"/compare?measure={i}" for i in measures],
        "commitments": ["/commitments"],
        "commitments, filtered": [
            "/commitments?status=overdue", "/commitments?q=recycling", "/commitments?status=answered&page=40",
            *(f"/commitments?council={name}" for name in councils[:5]),
        ],
        "commitment": [f"/commitment/{i}" for i in promises],
        "meetings": ["/meetings", "/meetings?page=20"],
        "meeting": [f"/meeting/{i}" for i in meetings],
        "committee": [f"/committee/{slug}" for slug in committees],
        "document": [f"/document/{i}" for i in papers],
        "document, searched": [f"/document/{i}?q=council" for i in papers],
        "document text": [f"/document/{i}/text" for i in papers],
        "document page": [f"/document/{i}/page/2" for i in papers],
        "documents": ["/documents", "/documents?page=200", *(f"/documents?council={name}" for name in councils[:5])],
        "conflicts": ["/conflicts", "/conflicts?page=20"],
        "coverage": ["/coverage", *(f"/coverage?council={name}" for name in councils[:5])],
        "changes": ["/changes"],
        "changes, one meeting": [f"/changes?meeting={i}" for i in meetings],
        "data": ["/data"],
    }  # fmt: skip


class Recorder:
    """Writes down the statements that pages run."""

    def __init__(self) -> None:
        self.statements: list[str] = []
        self.seen: set[int] = set()
        self.lock = threading.Lock()

    def around(self, connect: Callable[..., sqlite3.Connection]) -> Callable[..., sqlite3.Connection]:
        def connected(*args: Any) -> sqlite3.Connection:
            connection = connect(*args)
            connection.set_trace_callback(self._heard)
            return connection

        return connected

    def _heard(self, statement: str) -> None:
        with self.lock:
            if statement.lstrip("( \n").upper().startswith(("SELECT", "WITH")):
                self.statements.append(statement)

    def take(self) -> list[str]:
        with self.lock:
            taken, self.statements = self.statements, []
        return taken


def plain_ms(db: sqlite3.Connection, statements: list[str]) -> float | None:
    """The page's statements on plain sqlite3; None where one needs what only the site's connections have."""
    begun = time.process_time()
    try:
        for statement in statements:
            db.execute(statement).fetchall()
    except sqlite3.Error:
        return None
    return (time.process_time() - begun) * 1000


@dataclass
class Times:
    """Milliseconds of one page, one a turn: by the clock, of the processor, and of its statements alone."""

    clock: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    sqlite: list[float] = field(default_factory=list)
    errors: int = 0

    def line(self, name: str) -> tuple[str, bool]:
        """A line of the report, and whether the page is beyond a ceiling by processor time."""
        own = statistics.median(self.sqlite) if self.sqlite else 0.0
        p50, p95 = statistics.median(self.processor), _p95(self.processor)
        over = p95 > CEILING_MS or p50 > 3 * own + 10
        ratio = f"{p50 / own:6.1f}" if own else "     –"
        clock = f"{statistics.median(self.clock):8.1f} {_p95(self.clock):8.1f}"
        failed = f"  {self.errors} answers were errors" if self.errors else ""
        return f"{name:24} {clock} {p50:8.1f} {p95:8.1f} {own:9.1f} {ratio}{' *' if over else ''}{failed}", over


def _p95(times: list[float]) -> float:
    return sorted(times)[max(0, round(0.95 * len(times)) - 1)]


async def measure(
    client: httpx.AsyncClient, pages: dict[str, list[str]], recorder: Recorder, plain: sqlite3.Connection, rounds: int
) -> int:
    beyond = 0
    print(f"{'page':24} {'p50':>8} {'p95':>8} {'p50 cpu':>8} {'p95 cpu':>8} {'sqlite':>9} {'ratio':>6}   (ms)")
    for name, asked in pages.items():
        times = Times()
        for turn in range(-min(3, len(asked)), rounds):  # the first are to warm up
            recorder.take()
            clock, processor = time.perf_counter(), time.process_time()
            answer = await client.get(asked[turn % len(asked)])
            took = (time.perf_counter() - clock) * 1000, (time.process_time() - processor) * 1000
            statements = recorder.take()
            times.errors += answer.status_code >= 400
            if turn >= 0:
                times.clock.append(took[0])
                times.processor.append(took[1])
                if (own := plain_ms(plain, statements)) is not None and statements:
                    times.sqlite.append(own)
        line, over = times.line(name)
        beyond += over
        print(line, flush=True)
    return beyond


EXPORTS = ("/commitments.csv", "/measure/{measure}.csv", "/search.csv?q=recycling&type=figure", "/commitments.xlsx")


def exports(place: Path) -> None:
    """Whole files from a real server: how fast they stream, and what the server's memory was at its highest."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    serving = "from minuted.cli import main; main()"
    command = [sys.executable, "-c", serving, "serve", str(place), "--immutable", "--port", str(port)]
    measure = sqlite3.connect(place).execute("SELECT id FROM measures ORDER BY figures_count DESC LIMIT 1").fetchone()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as server:
        try:
            site = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=300)
            _wait_for(site)
            site.get("/search?q=council")
            print(f"server: at most {_peak_memory(server.pid):.0f} MB before the exports")
            for address in EXPORTS:
                size, begun = 0, time.perf_counter()
                with site.stream("GET", address.format(measure=measure[0])) as answer:
                    for part in answer.iter_bytes():
                        size += len(part)
                told = f"{size / 2**20:.1f} MB in {time.perf_counter() - begun:.1f} s"
                print(f"{address}: {told}; the server's peak is {_peak_memory(server.pid):.0f} MB", flush=True)
        finally:
            server.terminate()


def _wait_for(site: httpx.Client) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with contextlib.suppress(httpx.ConnectError):
            site.get("/data")
            return
        time.sleep(0.2)
    raise SystemExit("the server did not start")


def _peak_memory(process: int) -> float:
    """In MB, from what Linux keeps."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


async def run(place: Path, rounds: int, seconds: float) -> None:
    recorder = Recorder()
    with patch.object(database, "_connection", recorder.around(database._connection)):
        site = build_datasette([place], immutable=True, settings={})
        plain = sqlite3.connect(f"file:{place}?mode=ro", uri=True)
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app=site.app()), base_url="http://localhost", timeout=seconds
        ) as client:
            beyond = await measure(client, addresses(plain, rounds), recorder, plain, rounds)
    print(f"site: {beyond} pages beyond the ceilings (*); load of the machine {os.getloadavg()[0]:.1f}")


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("catalogue", type=Path, nargs="?")
    arguments.add_argument("--figures", type=int, default=1_000_000)
    arguments.add_argument("--rounds", type=int, default=30)
    arguments.add_argument("--exports", action="store_true", help="also whole files, and what memory they take")
    given = arguments.parse_args()
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory() as name:
        place = given.catalogue or Path(name) / "large.db"
        if given.catalogue is None:
            size = given.figures
            make(place, Size(size, size // 20, size // 50, max(1, size // 5000)))
        db = sqlite3.connect(place)
        counts = [
            db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("figures", "commitments", "documents")
        ]
        print(
            "{:,} figures, {:,} commitments, {:,} papers, ".format(*counts) + f"{place.stat().st_size / 2**20:.0f} MB"
        )
        asyncio.run(run(place, given.rounds, 60))
        if given.exports:
            exports(place)


if __name__ == "__main__":
    main()
