"""``minuted fetch`` and ``minuted update``: from a source to the catalogue, and what is remembered in between."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from minuted.corpus.add import AddOptions, AddResult, add_papers
from minuted.corpus.intake import Paper
from minuted.corpus.papers_folder import PapersFolder
from minuted.corpus.schema import open_database
from minuted.corpus.sources import SourceRow, list_sources, record_run, save_source
from minuted.errors import FetchError, MinutedError, NotFound
from minuted.extract.document import Metadata
from minuted.extract.reader import suffix_of
from minuted.fetch.client import Client, Politeness
from minuted.fetch.ledger import Ledger
from minuted.fetch.listing import Source
from minuted.fetch.lists import AddressList
from minuted.fetch.modgov import ModernGov
from minuted.fetch.run import Fetch, FetchOptions, FetchResult


@dataclass(frozen=True)
class Updated:
    """What came of one source: fetched, then added; ``failure`` where it did not answer at all."""

    source: str
    fetched: FetchResult
    added: AddResult | None = None
    failure: MinutedError | None = None


def fetch_site(
    database: Path,
    site: str,
    options: FetchOptions,
    politeness: Politeness,
    *,
    council: str | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Updated:
    """Fetch what is new of ``site``, add it to the catalogue, and remember the source.  A dry run stores nothing."""
    folder = PapersFolder.beside(database)
    with Client(politeness) as client, Ledger(folder.root / "fetched.db") as ledger:
        source = source_of(client, site)
        council = council or source.council()
        fetch = Fetch(client, source, ledger, _keeper(folder), options, tell)
        if options.dry_run:
            return Updated(source.base_url, fetch.run())
        failure = None
        try:
            fetch.run()
        except FetchError as error:
            if not fetch.result.committees and not _is_known(database, source.base_url):
                raise  # a mistyped address is no source to come back to
            failure = error
        with closing(open_database(database)) as db:
            since = options.since.isoformat() if options.since else None
            row = save_source(db, source.kind, source.base_url, council, options.committees, since)
        added = _add_held(database, ledger, source.base_url, council)
        _record(database, row, fetch.result, failure)
        return Updated(source.base_url, fetch.result, added, failure)


def _is_known(database: Path, base_url: str) -> bool:
    if not database.exists():
        return False
    with closing(open_database(database)) as db:
        return any(source.base_url == base_url for source in list_sources(db))


def _add_held(database: Path, ledger: Ledger, source: str, council: str | None) -> AddResult:
    """Add what is fetched and not yet in the catalogue; the ledger knows it, also after a fetch that was killed."""
    waiting = ledger.not_added(source)
    added = add_papers(database, [_paper(row, council) for row in waiting], AddOptions())
    ledger.mark_added(source, [row["key"] for row in waiting])
    return added


def update_all(
    database: Path, politeness: Politeness, *, tell: Callable[[str], None] = lambda _: None
) -> list[Updated]:
    """Fetch what is new of every source of the catalogue; one that fails does not stop the others."""
    with closing(open_database(database, create=False)) as db:
        sources = list_sources(db)
    if not sources:
        raise NotFound(f"{database} has no sources yet", advice="name one first: minuted fetch SITE")
    return [_update(database, source, politeness, tell) for source in sources]


def _update(database: Path, source: SourceRow, politeness: Politeness, tell: Callable[[str], None]) -> Updated:
    since = dt.date.fromisoformat(source.since) if source.since else None
    options = FetchOptions(committees=source.committees, since=since)
    try:
        return fetch_site(database, source.base_url, options, politeness, council=source.council, tell=tell)
    except MinutedError as failure:
        return Updated(source.base_url, FetchResult(), failure=failure)


def source_of(client: Client, site: str) -> Source:
    """The kind of source that an address or a file is: a list where it says so, else modern.gov."""
    lists = (".xml", ".rss", ".atom", ".txt")
    is_list = site.lower().split("?")[0].endswith(lists) or Path(site).is_file() or "mgrss.aspx" in site.lower()
    return AddressList(client, site) if is_list else ModernGov(client, site)


def _keeper(folder: PapersFolder) -> Callable[[bytes, str], tuple[str, Path]]:
    def keep(data: bytes, title: str) -> tuple[str, Path]:
        sha256 = hashlib.sha256(data).hexdigest()
        return sha256, folder.keep_original(data, sha256, suffix_of(data, title))

    return keep


def _paper(row: sqlite3.Row, council: str | None) -> Paper:
    given = Metadata(
        title=row["title"] or None,
        council=council,
        committee=row["committee"] or None,
        meeting_date=dt.date.fromisoformat(row["date"]) if row["date"] else None,
        kind=row["kind"],
        source_url=row["url"],
        identifiers=json.loads(row["identifiers"] or "{}"),
    )
    path = Path(row["path"])
    return Paper(path, row["title"] or path.name, given, version_of=f"{row['source']}#{row['key']}")


def _record(database: Path, source: str, result: FetchResult, failure: MinutedError | None) -> None:
    remarks = [str(failure)] if failure else [*result.problems, *result.incomplete]
    status = "failed" if failure else "incomplete" if remarks else "ok"
    with closing(open_database(database)) as db:
        record_run(db, source, status, "; ".join(remarks)[:2000], result.meetings, len(result.papers))
