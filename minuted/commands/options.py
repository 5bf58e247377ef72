"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

DB = click.option(
    "--db", type=click.Path(path_type=Path), default=Path("minuted.db"), show_default=True, help="The catalogue."
)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
AS_CSV = click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
LIMIT = click.option("--limit", default=50, show_default=True, help="At most this many rows.")
COUNCIL = click.option("--council", help="Part of the council's name.")
COMMITTEE = click.option("--committee", help="Part of the committee's name.")
AS_AT = click.option(
    "--as-at", type=click.DateTime(["%Y-%m-%d"]), help="Work out what is overdue on this day [default: today]."
)
