"""Reading on a Dask cluster: the papers go out, what was read comes back; the one writer stays here.

The workers need minuted of the same version, nothing else: a paper's bytes travel with the task, and its parse comes
back with the result, so that no folder has to be shared.  A worker that dies loses nothing: its papers are read
again by another one (as often as the scheduler's ``allowed-failures`` says), and one that always kills its worker
is read here, in a process that may be killed.  Needs ``pip install 'minuted[dask]'``.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

from minuted.corpus.executors import Begun, ReadingOptions, ReadingPool, largest_first
from minuted.corpus.intake import Paper
from minuted.corpus.papers_folder import FILE_NAME, PapersFolder
from minuted.corpus.reading import ReadPaper, reader_version, rules_version
from minuted.errors import MinutedError, UnreadablePaper

CONNECT_SECONDS = 60
AHEAD = 4
"""Papers in flight for each thread of the cluster: bounds what waits here in memory."""


class Cluster:
    """The Dask cluster at an address such as ``tcp://10.0.0.5:8786``, as an ``Executor``."""

    def __init__(self, options: ReadingOptions, scheduler: str) -> None:
        try:
            import distributed
        except ImportError as error:
            raise MinutedError("--scheduler needs Dask", advice="install it: pip install 'minuted[dask]'") from error
        self.options = options
        try:
            dask: Any = distributed
            self.client: Any = dask.Client(scheduler, timeout=CONNECT_SECONDS, set_as_default=False)
        except OSError as error:
            advice = "is the scheduler running, and may this machine reach it?"
            raise MinutedError(f"no Dask scheduler at {scheduler}: {error}", advice=advice) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.client.close()

    def read_all(self, papers: Sequence[Paper], begun: Begun = lambda _: None) -> Iterator[ReadPaper]:
        """See ``Executor``."""
        import distributed

        dask: Any = distributed
        for paper in papers:
            if (failure := _unread(paper)) is not None:
                yield failure
        waiting = iter(paper for paper in largest_first(papers) if _unread(paper) is None)
        flying: dict[str, Paper] = {}
        ended = dask.as_completed(loop=self.client.loop)
        threads = sum(self.client.nthreads().values()) or 1
        for _, paper in zip(range(threads * AHEAD), waiting):
            ended.add(self._send(paper, flying, begun))
        while flying:
            future = next(ended)
            paper = flying.pop(future.key)
            yield self._result(future, paper)
            future.release()
            for following in (next(waiting, None),):
                if following is not None:
                    ended.add(self._send(following, flying, begun))

    def _send(self, paper: Paper, flying: dict[str, Paper], begun: Begun) -> Any:
        begun(paper)
        data = paper.read()
        kept = self.options.folder.stored_parse(paper.digest(), reader_version())
        versions = (reader_version(), rules_version())
        future = self.client.submit(
            read_elsewhere, paper, data, kept, versions, self.options.password, self.options.ocr, pure=False, retries=0
        )
        flying[future.key] = paper
        return future

    def _result(self, future: Any, paper: Paper) -> ReadPaper:
        """What a worker sent, its parse and the original kept here."""
        error = future.exception()
        if isinstance(error, MinutedError):
            raise error
        if error is not None:
            with ReadingPool(self.options, 1) as pool:
                return next(pool.read_all([paper]))
        read: ReadPaper
        read, files = future.result()
        for name, data in files.items():
            self.options.folder.keep_file(name, data)
        return replace(read, paper=paper)


def _unread(paper: Paper) -> ReadPaper | None:
    """What is to be said of a paper whose bytes cannot be had, and so not be sent."""
    try:
        paper.read()
    except UnreadablePaper as failure:
        return ReadPaper(paper, paper.digest(), paper.size, failure=failure)
    return None


def read_elsewhere(
    paper: Paper, data: bytes, parse: tuple[str, bytes] | None, versions: tuple[str, str],
    password: str | None, ocr: bool | None,
) -> tuple[ReadPaper, dict[str, bytes]]:  # fmt: skip
    """A worker's task: read a paper from its bytes in a folder of its own; returns also the files to keep."""
    if versions != (reader_version(), rules_version()):
        raise MinutedError("a worker of the cluster has another version of minuted", advice="install the same on all")
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        place = root / "incoming"
        place.write_bytes(data)
        folder = PapersFolder(root / "papers")
        if parse is not None:
            folder.keep_file(*parse)
        read = ReadingOptions(folder, password, ocr).read(replace(paper, path=place, member=None))
        known = {parse[0]} if parse is not None else set()
        names = [str(file.relative_to(folder.root)) for file in folder.root.rglob("*")]
        new = [name for name in names if FILE_NAME.fullmatch(name) and name not in known]
        return read, {name: (folder.root / name).read_bytes() for name in new}
