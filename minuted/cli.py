"""The command line: one command a stage; each parses its options, calls one function and reports.

Errors of ours become a message, advice and an exit code here and nowhere else.  ``docs/cli.md`` is generated from these
commands (``make docs``) and a test holds the two together.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from minuted import terminal
from minuted.errors import ExitCode, MinutedError, NotFound

EXISTING_DB = click.option(
    "--db", type=click.Path(path_type=Path), default=Path("minuted.db"), show_default=True, help="The catalogue."
)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
AS_CSV = click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
LIMIT = click.option("--limit", default=50, show_default=True, help="At most this many rows.")
COUNCIL = click.option("--council", help="Part of the council's name.")
COMMITTEE = click.option("--committee", help="Part of the committee's name.")

CONTACT = click.option("--contact", help="An address in the User-Agent, so that the site's owner can ask.")
PAUSE = click.option("--pause", default=1.0, show_default=True, help="Seconds between two requests to one host.")
ALLOW_PRIVATE = click.option("--allow-private", is_flag=True, help="Also fetch from private and loopback addresses.")


class Commands(click.Group):
    """A group whose commands end with our exit codes instead of tracebacks."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; say what went wrong, where, and what to do."""
        try:
            return super().invoke(ctx)
        except MinutedError as error:
            terminal.complain(error)
            ctx.exit(int(error.exit_code))
        except BrokenPipeError:  # `minuted figures | head` is no error
            sys.stderr.close()
            ctx.exit(0)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="minuted")
def main() -> None:
    """Read committee papers, find their figures and commitments, follow them across meetings, serve them.

    \b
    minuted demo                      see it at work on sample papers
    minuted add papers/               read papers into minuted.db
    minuted serve                     browse it at http://127.0.0.1:8001
    """


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@EXISTING_DB
@click.option(
    "--manifest", type=click.Path(path_type=Path), help="CSV: path,council,committee,meeting_date,kind,title."
)
@click.option("--council", help="The council, for all of these papers.")
@click.option("--committee", help="The committee, for all of these papers.")
@click.option("--meeting-date", type=click.DateTime(["%Y-%m-%d"]), help="The day of the meeting, YYYY-MM-DD.")
@click.option("--kind", type=click.Choice(["minutes", "report", "agenda", "slides", "appendix", "decision"]))
@click.option(
    "--workers", type=click.IntRange(min=1), help="Papers read at once [default: one for each core, at most 4]."
)
@click.option("--password", help="For papers that are encrypted.")
@click.option("--ocr/--no-ocr", default=None, help="Read scanned pages [default: where Tesseract is installed].")
@click.option(
    "--as-at", type=click.DateTime(["%Y-%m-%d"]), help="Work out what is overdue on this day [default: today]."
)
@click.option("--profile", is_flag=True, help="Show where the time went.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@AS_JSON
def add(
    paths: Sequence[Path],
    db: Path,
    manifest: Path | None,
    council: str | None,
    committee: str | None,
    meeting_date: dt.datetime | None,
    kind: str | None,
    workers: int | None,
    password: str | None,
    ocr: bool | None,
    as_at: dt.datetime | None,
    profile: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    """Read papers (files, folders, zips) into the catalogue.

    What is already there and unchanged is left alone.  One bad paper never stops the rest: it is listed at the end
    and by `minuted status`, and the command then ends with exit code 3.

    \b
    minuted add report.pdf --council Ostley --committee "Health Scrutiny" --meeting-date 2024-06-05
    minuted add papers/ more.zip
    minuted add --manifest manifest.csv --db ostley.db
    """
    from minuted.corpus.add import AddOptions, add_papers, default_workers, result_as_json
    from minuted.corpus.intake import gather_papers
    from minuted.extract.document import Metadata

    if not paths and manifest is None:
        raise click.UsageError("name at least one file, folder or zip, or a --manifest")
    date = meeting_date.date() if meeting_date else None
    given = Metadata(council=council, committee=committee, meeting_date=date, kind=kind)
    papers = gather_papers(paths, manifest, given)
    options = AddOptions(workers or default_workers(), password, ocr, as_at.date() if as_at else None)
    with terminal.progress(len(papers), shown=not (quiet or as_json)) as (begun, done):
        result = add_papers(db, papers, options, begun=begun, done=done)
    if as_json:
        click.echo(result_as_json(result))
    elif not quiet:
        terminal.report_added(result, db, profile=profile)
    if result.failed:
        raise SystemExit(int(ExitCode.PAPERS_FAILED))


@main.command()
@click.argument("databases", nargs=-1, type=click.Path(path_type=Path))
@EXISTING_DB
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
    _serve(databases or [db], host, port, immutable=immutable, open_browser=open_browser)


@main.command()
@click.option("--db", type=click.Path(path_type=Path), help="Keep the catalogue here [default: a temporary folder].")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8001, show_default=True)
@click.option("--no-serve", is_flag=True, help="Only read the papers.")
@click.option("--open", "open_browser", is_flag=True, help="Open it in the browser.")
def demo(db: Path | None, host: str, port: int, no_serve: bool, open_browser: bool) -> None:
    """Read the sample papers of an invented council into a fresh catalogue and serve it.

    \b
    minuted demo
    minuted demo --db demo.db --no-serve
    """
    from minuted.corpus.demo import fresh_database, sample_manifest

    database = fresh_database(db)
    context = click.get_current_context()
    try:
        context.invoke(add, paths=(), db=database, manifest=sample_manifest())
    except SystemExit as ended:
        if ended.code not in (0, int(ExitCode.PAPERS_FAILED)):
            raise
    if not no_serve:
        _serve([database], host, port, immutable=False, open_browser=open_browser)


@main.command()
@click.argument("words", nargs=-1, required=True)
@EXISTING_DB
@LIMIT
@AS_CSV
@AS_JSON
def search(words: Sequence[str], db: Path, limit: int, as_csv: bool, as_json: bool) -> None:
    """Search figures, commitments and passages for all of WORDS.

    \b
    minuted search school transport
    minuted search '"children in care"' 2024 --csv
    """
    from minuted.corpus.catalogue import Catalogue

    with Catalogue(db) as catalogue:
        rows = catalogue.search(" ".join(words), limit=limit)
    terminal.show(rows, as_csv=as_csv, as_json=as_json, nothing="nothing holds all of these words: try fewer")


@main.command()
@click.argument("words", nargs=-1)
@EXISTING_DB
@click.option("--measure", help="Part of the measure's name.")
@COUNCIL
@COMMITTEE
@click.option("--area", help="Part of the area's name.")
@click.option("--period", help="A label or a year: FY2023/24, 2024-03, 2023.")
@click.option("--role", help="actual, comparator, target, forecast, budget or change.")
@click.option("--unit", help="percent, gbp, count, per_10000 …")
@LIMIT
@AS_CSV
@AS_JSON
def figures(words: Sequence[str], db: Path, limit: int, as_csv: bool, as_json: bool, **filters: str | None) -> None:
    """List figures, newest meeting first.

    \b
    minuted figures --measure "recycling rate" --csv > recycling.csv
    minuted figures children in care --role actual --council Ostley
    """
    from minuted.corpus.catalogue import Catalogue

    with Catalogue(db) as catalogue:
        rows = catalogue.figures(words=" ".join(words) or None, limit=limit, **filters)
    terminal.show(rows, as_csv=as_csv, as_json=as_json, nothing="no figure fits: try fewer filters")


@main.command()
@click.argument("words", nargs=-1)
@EXISTING_DB
@COUNCIL
@COMMITTEE
@click.option("--kind", help="resolution, recommendation, action or request.")
@click.option("--owner", help="Part of the owner's name.")
@click.option("--status", help="open, due, overdue, partly_answered, answered, superseded, closed, noted.")
@LIMIT
@AS_CSV
@AS_JSON
def commitments(words: Sequence[str], db: Path, limit: int, as_csv: bool, as_json: bool, **filters: str | None) -> None:
    """List commitments, the overdue first.

    \b
    minuted commitments --status overdue
    minuted commitments school transport --committee Scrutiny --json
    """
    from minuted.corpus.catalogue import Catalogue

    with Catalogue(db) as catalogue:
        rows = catalogue.commitments(words=" ".join(words) or None, limit=limit, **filters)
    terminal.show(rows, as_csv=as_csv, as_json=as_json, nothing="no commitment fits: try fewer filters")


@main.command()
@click.argument("words", nargs=-1)
@EXISTING_DB
@LIMIT
@AS_CSV
@AS_JSON
def measures(words: Sequence[str], db: Path, limit: int, as_csv: bool, as_json: bool) -> None:
    """List measures, the most reported first.

    \b
    minuted measures recycling
    """
    from minuted.corpus.catalogue import Catalogue

    with Catalogue(db) as catalogue:
        rows = catalogue.measures(words=" ".join(words) or None, limit=limit)
    terminal.show(rows, as_csv=as_csv, as_json=as_json, nothing="no measure of that name has figures")


@main.command()
@EXISTING_DB
@click.option("--issues", "show_issues", is_flag=True, help="List every issue, page by page.")
@AS_CSV
@AS_JSON
def status(db: Path, show_issues: bool, as_csv: bool, as_json: bool) -> None:
    """Say for each paper, and in all, what was read, what failed and why, and what was found.

    \b
    minuted status
    minuted status --issues --csv
    """
    from minuted.corpus.catalogue import Catalogue

    with Catalogue(db) as catalogue:
        rows = catalogue.issues() if show_issues else catalogue.status()
    if as_csv or as_json or show_issues:
        terminal.show(rows, as_csv=as_csv, as_json=as_json, nothing="no issues")
    else:
        terminal.report_status(rows)


@main.command()
@EXISTING_DB
@AS_JSON
def verify(db: Path, as_json: bool) -> None:
    """Check that every stored fact stands at its page and offsets in the stored original.

    \b
    minuted verify --db ostley.db
    """
    from minuted.corpus.verify import verify as verify_database

    found = verify_database(db)
    if as_json:
        terminal.show([{"fault": fault} for fault in found.faults], as_csv=False, as_json=True, nothing="")
    else:
        terminal.report_verified(found)
    if found.faults:
        raise SystemExit(int(ExitCode.FAILED))


@main.command()
@click.argument("copy", type=click.Path(path_type=Path))
@EXISTING_DB
def backup(copy: Path, db: Path) -> None:
    """Copy the catalogue to COPY, consistently, also while it is being served or written.

    \b
    minuted backup ostley-2024-06-05.db --db ostley.db
    """
    from minuted.corpus.verify import back_up

    back_up(db, copy)
    terminal.say(f"copied to {copy}; the originals in {db.with_suffix('.papers')} are files: copy that folder too")


@main.command()
@click.argument("what")
@click.option("--kind", help="minutes, report, agenda or slides.")
@click.option("--council", help="The paper's own council.")
@click.option("--meeting-date", type=click.DateTime(["%Y-%m-%d"]))
@click.option("--page", type=int, help="Only this page (PDF).")
@click.option("--image", type=click.Path(path_type=Path), help="Draw the page with all that was read from it (PDF).")
@AS_JSON
def explain(
    what: str,
    kind: str | None,
    council: str | None,
    meeting_date: dt.datetime | None,
    page: int | None,
    image: Path | None,
    as_json: bool,
) -> None:
    """Say for each figure and commitment of a FILE or TEXT which rule read it and where each slot came from.

    \b
    minuted explain "Take-up rose to 23% from 20.6% last year, similar to the North East (23.8%)."
    minuted explain report.pdf --page 4 --image page4.png
    """
    from minuted.extract.document import Metadata
    from minuted.inspect import draw_page_of, explain_document, read_for_explaining

    date = meeting_date.date() if meeting_date else None
    document, facts = read_for_explaining(what, Metadata(kind=kind, council=council, meeting_date=date))
    if image is not None:
        draw_page_of(Path(what), document, facts, page or 1, image)
        click.echo(f"page {page or 1} drawn to {image}")
        return
    terminal.show_explained(explain_document(document, facts, page), as_json=as_json)


@main.command()
@click.argument("site")
@EXISTING_DB
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


@main.command()
@EXISTING_DB
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


def _serve(databases: Sequence[Path], host: str, port: int, *, immutable: bool, open_browser: bool) -> None:
    from minuted.catalogue.serve import run

    for database in databases:
        if not database.exists():
            raise NotFound(f"no catalogue at {database}", advice=f"run `minuted add PAPERS --db {database}` first")
    address = f"http://{host}:{port}/"
    terminal.say(f"Serving {', '.join(map(str, databases))} at [bold]{address}[/bold]  (Ctrl-C stops it)")
    if open_browser:
        click.launch(address)
    run(databases, host=host, port=port, immutable=immutable)


if __name__ == "__main__":
    main()
