"""Papers in: ``add``, ``demo``, ``status``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import click

from minuted import terminal
from minuted.commands.options import AS_CSV, AS_JSON, DB
from minuted.commands.web import serve_databases
from minuted.errors import ExitCode


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@DB
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
@click.option("--scheduler", help="Read on the Dask cluster at this address instead: tcp://10.0.0.5:8786.")
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
    scheduler: str | None,
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
    options = AddOptions(workers or default_workers(), password, ocr, as_at.date() if as_at else None, scheduler)
    with terminal.progress(len(papers), shown=not (quiet or as_json)) as (begun, done):
        result = add_papers(db, papers, options, begun=begun, done=done)
    if as_json:
        click.echo(result_as_json(result))
    elif not quiet:
        terminal.report_added(result, db, profile=profile)
    if result.failed:
        raise SystemExit(int(ExitCode.PAPERS_FAILED))


@click.command()
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
        serve_databases([database], host, port, immutable=False, open_browser=open_browser)


@click.command()
@DB
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
