"""A simple page while 50 clients hammer the expensive ones: how long it takes, and whether it is answered at all.

    python -m bench.hammer [--clients 50] [--seconds 30] [--figures 50000]

The server is ``minuted serve`` in a process of its own, over an invented catalogue and over the sample papers.  The
clients ask without a pause for drawings of pages, whole files of all figures (CSV, JSON, XLSX), queries of their own
without an end, comparisons and searches.  One visitor asks for the first page, a figure and a measure, four a second.
Ends with 1 where one of the visitor's pages is not answered with 200, or their p95 is over ``--ceiling`` seconds.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from urllib.parse import quote

import httpx

from bench.make_catalogue import Size, make
from minuted.corpus.add import AddOptions, add_papers
from minuted.corpus.demo import sample_manifest
from minuted.corpus.intake import gather_papers
from minuted.extract.document import Metadata

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
CROSSED = "SELECT count(*) FROM passages a JOIN passages b ON a.text < b.text"


@dataclass
class Told:
    """Seconds and statuses of what was asked."""

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)

    def line(self) -> str:
        """p50, p95, the longest, and the statuses."""
        times = sorted(self.seconds) or [0.0]
        p95 = times[min(len(times) - 1, int(0.95 * len(times)))]
        return (
            f"{len(times):6} asked, p50 {statistics.median(times):.3f} s, p95 {p95:.3f} s, longest {times[-1]:.3f} s; "
            + (", ".join(f"{status}: {number}" for status, number in sorted(self.statuses.items())))
        )

    @property
    def p95(self) -> float:
        """Seconds within which 95 of 100 were answered."""
        return sorted(self.seconds)[min(len(self.seconds) - 1, int(0.95 * len(self.seconds)))]


@contextmanager
def served(databases: list[Path]) -> Iterator[str]:
    """The address of ``minuted serve`` over the catalogues."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "minuted.cli", "serve", *map(str, databases), "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                httpx.get(address, timeout=10)
                break
            except httpx.TransportError:
                time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.wait()


def expensive(big: Path, papers: Path) -> list[str]:
    """What the clients ask for."""
    with closing(sqlite3.connect(papers)) as db:
        pages = db.execute("SELECT document_id, page FROM pages JOIN documents d ON d.id = document_id "
                           "WHERE media_type = 'application/pdf'").fetchall()  # fmt: skip
    with closing(sqlite3.connect(big)) as db:
        measures = [row[0] for row in db.execute("SELECT id FROM measures ORDER BY figures_count DESC LIMIT 20")]
    drawn = [f"/in/{papers.stem}/document/{d}/page/{n}/image?width={w}" for d, n in pages for w in (400, 900, 1600)]
    files = [f"/{big.stem}/figures.csv?_stream=on", f"/{big.stem}/figures.json?_size=max", "/search.csv?q=council",
             "/search.xlsx?q=council", "/commitments.csv", f"/measure/{measures[0]}.csv"]  # fmt: skip
    queries = [f"/{big.stem}.json?sql={quote(sql)}&x={n}" for n in range(5) for sql in (ENDLESS, CROSSED)]
    pages_of_ours = [f"/compare?measure={i}" for i in measures] + ["/search?q=council", "/search?q=children+care"]
    return [address for some in zip(cycle(drawn), cycle(files), cycle(queries), pages_of_ours * 5) for address in some]


def simple(big: Path) -> list[str]:
    """What the visitor asks for."""
    with closing(sqlite3.connect(big)) as db:
        figures = [row[0] for row in db.execute("SELECT id FROM figures WHERE rowid % 997 = 3 LIMIT 20")]
        measures = [row[0] for row in db.execute("SELECT id FROM measures WHERE figures_count > 10 LIMIT 20")]
    return ["/", *(address for f, m in zip(figures, measures) for address in (f"/figure/{f}", f"/measure/{m}"))]


async def ask(client: httpx.AsyncClient, address: str, told: Told) -> None:
    """One page, read to its end."""
    begun = time.perf_counter()
    try:
        async with client.stream("GET", address) as answer:
            async for _ in answer.aiter_raw():
                pass
            told.statuses[str(answer.status_code)] += 1
    except httpx.HTTPError as error:
        told.statuses[type(error).__name__] += 1
    told.seconds.append(time.perf_counter() - begun)


async def hammer(
    address: str, wanted: list[str], clients: int, seconds: float, visited: list[str]
) -> tuple[Told, Told]:
    """(what the clients, what the visitor got) in so many seconds."""
    hammered, visitor, end = Told(), Told(), time.monotonic() + seconds

    async def client_of(number: int) -> None:
        async with httpx.AsyncClient(base_url=address, timeout=60) as client:
            at = number * 7
            while time.monotonic() < end:
                await ask(client, wanted[at % len(wanted)], hammered)
                at += 1

    running = [asyncio.create_task(client_of(number)) for number in range(clients)]
    await asyncio.sleep(2 if clients else 0)
    async with httpx.AsyncClient(base_url=address, timeout=60) as client:
        for page in cycle(visited):
            if time.monotonic() > end:
                break
            await ask(client, page, visitor)
            await asyncio.sleep(0.25)
    for task in running:
        task.cancel()
    await asyncio.gather(*running, return_exceptions=True)
    return hammered, visitor


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--figures", type=int, default=50_000)
    parser.add_argument("--ceiling", type=float, default=5.0, help="seconds for the visitor's p95")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        big, papers = Path(folder) / "invented.db", Path(folder) / "samples.db"
        make(big, Size(options.figures, options.figures // 20, options.figures // 50, 20))
        add_papers(papers, gather_papers([], sample_manifest(), Metadata()), AddOptions(workers=0, ocr=False))
        with served([big, papers]) as address:
            _, alone = asyncio.run(hammer(address, [], 0, options.seconds / 3, simple(big)))
            print(f"the visitor, alone:      {alone.line()}", flush=True)
            wanted = expensive(big, papers)
            clients, visitor = asyncio.run(hammer(address, wanted, options.clients, options.seconds, simple(big)))
    print(f"the visitor, with {options.clients}:    {visitor.line()}")
    print(f"the {options.clients} clients:          {clients.line()}   (load {os.getloadavg()[0]:.1f})")
    return 0 if set(visitor.statuses) == {"200"} and visitor.p95 <= options.ceiling else 1


if __name__ == "__main__":
    sys.exit(main())
