"""Looking inside: ``explain``, ``evaluate``, ``verify``, ``backup``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import click

from minuted import terminal
from minuted.commands.options import AS_JSON, DB
from minuted.errors import ExitCode


@click.command()
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


@click.command()
@DB
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


@click.command()
@click.argument("copy", type=click.Path(path_type=Path))
@DB
def backup(copy: Path, db: Path) -> None:
    """Copy the catalogue to COPY, consistently, also while it is being served or written.

    \b
    minuted backup ostley-2024-06-05.db --db ostley.db
    """
    from minuted.corpus.verify import back_up

    back_up(db, copy)
    terminal.say(f"copied to {copy}; the originals in {db.with_suffix('.papers')} are files: copy that folder too")


@click.command()
@click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--floors", type=click.Path(path_type=Path, exists=True), help="JSON: score -> the least it may be.")
@click.option("--misses", is_flag=True, help="List every disagreement.")
@click.option("--save", type=click.Path(path_type=Path), help="Write this run, to compare a later one with.")
@click.option("--against", type=click.Path(path_type=Path, exists=True), help="Say what was gained and lost since.")
@AS_JSON
def evaluate(
    gold: Sequence[Path], floors: Path | None, misses: bool, save: Path | None, against: Path | None, as_json: bool
) -> None:
    """Score the extraction on passages marked by hand (GOLD: JSON lines).

    \b
    minuted evaluate tests/gold/*.jsonl --floors tests/gold/floors.json
    minuted evaluate my.jsonl --misses
    """
    from minuted.nlp.evaluate import run_evaluation

    report = run_evaluation(gold, floors=floors, save=save, against=against)
    terminal.report_evaluation(report, misses=misses, as_json=as_json)
    if report.below:
        raise SystemExit(int(ExitCode.BELOW_FLOOR))
