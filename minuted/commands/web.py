"""The web, both ways: ``serve``, ``fetch``, ``update``."""

from __future__ import annotations

import datetime as dt
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from minuted import terminal
from minuted.commands.options import DB
from minuted.errors import ExitCode, MinutedError, NotFound

CONTACT = click.option("--contact", help="An address in the User-Agent, so that the site's owner can ask.")
PAUSE = click.option("--pause", default=1.0, show_default=True, help="Seconds between two requests to one host.")
ALLOW_PRIVATE = click.option("--allow-private", is_flag=True, help="Also fetch from private and loopback addresses.")


@click.command()
@click.argument("databases", nargs=-1, type=click.Path(path_type=Path))
@DB
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8001, show_default=True)
@click.option(
    "--immutable", is_flag=True, help="Serve a catalogue that does not change: faster, and nothing can write."
)
@click.option("--open", "open_browser", is_flag=True, help="Open it in the browser.")
def serve(databases: Sequence[Path], db: Path, host: str, port: int, immutable: bool, open_browser: bool) -> None:
    """Serve the catalogue as a web site.

    \b
    minuted serve
    minuted serve --db ostley.db --port 8080
    minuted serve a.db b.db
    """
    serve_databases(databases or [db], host, port, immutable=immutable, open_browser=open_browser)


@click.command()
@DB
def prepare(db: Path) -> None:
    """Make the catalogue ready for `minuted serve --immutable`: compact, with statistics and counts.

    \b
    minuted prepare --db ostley.db
    minuted serve --db ostley.db --immutable
    """
    from minuted.corpus.prepare import prepare as prepare_catalogue

    prepared = prepare_catalogue(db)
    sizes = (prepared.bytes_before / 2**20, prepared.bytes_after / 2**20)
    terminal.say(
        f"{db}: {sizes[0]:.1f} MB, now {sizes[1]:.1f} MB; the counts of its tables are in {prepared.inspect_file}"
    )


@click.command()
@click.argument("site")
@DB
@click.option("--committee", "committees", multiple=True, help="A committee's id or part of its name; may be repeated.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Meetings from this day on.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Meetings up to this day.")
@click.option("--kind", "kinds", multiple=True, help="minutes, report, decision or issue_history; may be repeated.")
@click.option("--council", help="The council's name, where the site does not say it.")
@click.option("--dry-run", is_flag=True, help="Say what would be fetched; store nothing.")
@CONTACT
@PAUSE
@ALLOW_PRIVATE
def fetch(
    site: str,
    db: Path,
    committees: tuple[str, ...],
    since: dt.datetime | None,
    until: dt.datetime | None,
    kinds: tuple[str, ...],
    council: str | None,
    dry_run: bool,
    contact: str | None,
    pause: float,
    allow_private: bool,
) -> None:
    """Fetch the papers of SITE (modern.gov, a sitemap, a feed, or a file of addresses) and add what is new.

    \b
    minuted fetch democracy.example.gov.uk --committee "Health Scrutiny" --since 2024-01-01
    minuted fetch https://www.example.gov.uk/sitemap.xml --dry-run
    """
    from minuted.fetch.client import Politeness
    from minuted.fetch.run import FetchOptions
    from minuted.update import fetch_site

    options = FetchOptions(committees, since.date() if since else None, until.date() if until else None, kinds, dry_run)
    politeness = Politeness(pause=pause, contact=contact, allow_private=allow_private)
    updated = fetch_site(db, site, options, politeness, council=council, tell=terminal.say_fetching)
    terminal.report_fetched([updated], dry_run=dry_run)
    _end_fetch([updated])


@click.command()
@DB
@CONTACT
@PAUSE
@ALLOW_PRIVATE
def update(db: Path, contact: str | None, pause: float, allow_private: bool) -> None:
    """Fetch what is new from every source of the catalogue (for cron).

    \b
    minuted update --db ostley.db
    """
    from minuted.fetch.client import Politeness
    from minuted.update import update_all

    politeness = Politeness(pause=pause, contact=contact, allow_private=allow_private)
    updated = update_all(db, politeness, tell=terminal.say_fetching)
    terminal.report_fetched(updated, dry_run=False)
    _end_fetch(updated)


def _end_fetch(updated: Sequence[Any]) -> None:
    if any(u.failure or u.fetched.problems or u.fetched.incomplete for u in updated):
        raise SystemExit(int(ExitCode.NETWORK))


def serve_databases(databases: Sequence[Path], host: str, port: int, *, immutable: bool, open_browser: bool) -> None:
    """Serve catalogues until Ctrl-C; raises ``NotFound`` for one that is not there."""
    from minuted.catalogue.serve import run
    from minuted.corpus.schema import bring_up_to_date

    for database in databases:
        if not database.exists():
            raise NotFound(f"no catalogue at {database}", advice=f"run `minuted add PAPERS --db {database}` first")
        bring_up_to_date(database)
    _check_port_is_free(host, port)
    address = f"http://{host}:{port}/"
    terminal.say(f"Serving {', '.join(map(str, databases))} at [bold]{address}[/bold]  (Ctrl-C stops it)")
    if open_browser:
        click.launch(address)
    run(databases, host=host, port=port, immutable=immutable)


def _check_port_is_free(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port just left is free
        try:
            probe.bind((host, port))
        except OSError as error:
            message = f"cannot serve at {host}, port {port}: {error.strerror}"
            raise MinutedError(message, advice="stop what serves there, or choose another --port") from error
