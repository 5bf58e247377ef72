"""What was promised: ``tracker`` and ``brief``; and what people say of it: ``answer``, ``split``, ``undo``."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import click

from minuted import terminal
from minuted.commands.options import AS_AT, COMMITTEE, COUNCIL, DB
from minuted.reviews import OUTCOMES, Correction


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


BY = click.option("--by", "actor", required=True, help="Who says so.")
REASON = click.option("--reason", help="Why.")


@click.command()
@click.argument("commitment")
@click.option("--paper", required=True, help="The paper that answers it: its file name, or its id.")
@click.option("--quote", required=True, help="The words that answer it, copied from the paper.")
@click.option("--outcome", type=click.Choice(OUTCOMES), default="done", show_default=True)
@BY
@REASON
@DB
def answer(
    commitment: str, paper: str, quote: str, outcome: str, actor: str, reason: str | None, db: Path
) -> None:  # fmt: skip
    """Say that a paper answers COMMITMENT (its id), where minuted did not find it.

    \b
    minuted answer 0f3a52c81b9dc1042 --paper minutes-june.pdf \\
        --quote "The breakdown was circulated on 4 March" --by "Ann Reed"
    """
    from minuted import reviews

    number = _keep(db, lambda catalogue: reviews.answer(
        catalogue, commitment, paper, quote, outcome, actor=actor, reason=reason
    ))  # fmt: skip
    terminal.say(f"kept as correction {number}; `minuted undo {number}` takes it back")


@click.command()
@click.argument("measure")
@click.option("--name", "names", multiple=True, required=True, help="A name that is another measure; may be repeated.")
@click.option("--into", required=True, help="What the new measure is called.")
@BY
@REASON
@DB
def split(measure: str, names: tuple[str, ...], into: str, actor: str, reason: str | None, db: Path) -> None:
    """Part the figures of MEASURE (its id or name) that go by some names: they are a measure of their own.

    \b
    minuted split children-in-care --name "children in care aged 16 and 17" \\
        --into "Children in care aged 16 and 17" --by "Ann Reed"
    """
    from minuted import reviews

    number = _keep(db, lambda catalogue: reviews.split(catalogue, measure, names, into, actor=actor, reason=reason))
    terminal.say(f"kept as correction {number}; `minuted undo {number}` takes it back")


@click.command()
@click.argument("correction", type=int)
@BY
@DB
def undo(correction: int, actor: str, db: Path) -> None:
    """Take back a correction, by its number.

    \b
    minuted undo 12 --by "Ann Reed"
    """
    from minuted import reviews
    from minuted.corpus.add import reviews_path
    from minuted.corpus.schema import open_database

    with closing(open_database(db, create=False)) as catalogue:
        with closing(reviews.open_reviews(reviews_path(db))) as kept:
            done = reviews.undo(kept, correction, actor)
        if done:
            reviews.apply(catalogue, reviews_path(db))
    terminal.say(f"correction {correction} was taken back" if done else f"no correction {correction} stands")


def _keep(db: Path, correction: Callable[[sqlite3.Connection], Correction]) -> int:
    """Record a correction beside the catalogue and apply it at once; returns its number."""
    from minuted import reviews
    from minuted.corpus.add import reviews_path
    from minuted.corpus.schema import open_database

    with closing(open_database(db, create=False)) as catalogue:
        wanted = correction(catalogue)
        with closing(reviews.open_reviews(reviews_path(db))) as kept:
            (number,) = reviews.record(kept, wanted)
        reviews.apply(catalogue, reviews_path(db))
    return number
