"""The command line: one command a stage; each parses its options, calls one function and reports."""

from __future__ import annotations

import click


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="minuted")
def main() -> None:
    """Read committee papers, find their figures and commitments, follow them, serve them."""
