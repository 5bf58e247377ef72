"""Facts out: ``search``, ``figures``, ``commitments``, ``measures``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from minuted import terminal
from minuted.commands.options import AS_CSV, AS_JSON, COMMITTEE, COUNCIL, DB, LIMIT
from minuted.nlp.facts import COMMITMENT_KINDS, ROLES, UNITS

STATUSES = ("open", "due", "overdue", "partly_answered", "answered", "superseded", "closed", "noted")


@click.command()
@click.argument("words", nargs=-1, required=True)
@DB
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


@click.command()
@click.argument("words", nargs=-1)
@DB
@click.option("--measure", help="Part of the measure's name.")
@COUNCIL
@COMMITTEE
@click.option("--area", help="Part of the area's name.")
@click.option("--period", help="A label or a year: FY2023/24, 2024-03, 2023.")
@click.option("--role", type=click.Choice(ROLES))
@click.option("--unit", type=click.Choice(UNITS), metavar="UNIT", help="percent, gbp, count, per_10000 …")
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


@click.command()
@click.argument("words", nargs=-1)
@DB
@COUNCIL
@COMMITTEE
@click.option("--kind", type=click.Choice(COMMITMENT_KINDS))
@click.option("--owner", help="Part of the owner's name.")
@click.option("--status", type=click.Choice(STATUSES))
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


@click.command()
@click.argument("words", nargs=-1)
@DB
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
