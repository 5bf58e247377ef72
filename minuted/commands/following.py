"""What was promised: ``tracker`` and ``brief``."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from pathlib import Path

import click

from minuted import terminal
from minuted.commands.options import AS_AT, COMMITTEE, COUNCIL, DB


@click.command()
@click.argument("output", type=click.Path(path_type=Path))
@DB
@COUNCIL
@COMMITTEE
@AS_AT
def tracker(output: Path, db: Path, council: str | None, committee: str | None, as_at: dt.datetime | None) -> None:
    """Write an action and recommendation tracker to OUTPUT (.csv, .xlsx or .docx).

    \b
    minuted tracker tracker.xlsx --committee "Health Scrutiny"
    """
    from minuted.corpus.committees import committee_called
    from minuted.corpus.schema import open_readonly
    from minuted.corpus.tracker import write_tracker

    with closing(open_readonly(db)) as connection:
        if committee:
            council, committee = committee_called(connection, committee, council)
        day = as_at.date() if as_at else None
        rows = write_tracker(connection, output, council=council, committee=committee, as_at=day)
    terminal.say(f"{rows} commitments written to {output}")


@click.command()
@DB
@click.option("--committee", required=True, help="Part of the committee's name.")
@COUNCIL
@click.option("--topic", help="Only what shares a word with this.")
@click.option("--output", type=click.Path(path_type=Path), help=".md or .docx [default: Markdown to the terminal].")
@AS_AT
def brief(
    db: Path, committee: str, council: str | None, topic: str | None, output: Path | None, as_at: dt.datetime | None
) -> None:
    """Write what a committee asked last time and is not answered, and which figures changed since.

    \b
    minuted brief --committee "Children and Families" --topic transport
    minuted brief --committee Cabinet --output briefing.docx
    """
    from minuted.corpus.brief import write_brief
    from minuted.corpus.committees import committee_called
    from minuted.corpus.schema import open_readonly

    with closing(open_readonly(db)) as connection:
        council, committee = committee_called(connection, committee, council)
        day = as_at.date() if as_at else None
        write_brief(connection, committee=committee, council=council, topic=topic, path=output, as_at=day)
    if output is not None:
        terminal.say(f"the briefing is in {output}")
