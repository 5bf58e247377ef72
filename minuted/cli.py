"""The command line: one command a stage; each parses its options, calls one function and reports.

The commands stand in ``minuted/commands/``, by what a user is doing.  Errors of ours become a message, advice and an
exit code here and nowhere else.  ``docs/cli.md`` is generated from these commands (``make docs``) and checked.
"""

from __future__ import annotations

import sys
from typing import Any

import click

from minuted import terminal
from minuted.commands import asking, following, inspecting, reading, web
from minuted.errors import MinutedError


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


COMMANDS: tuple[click.Command, ...] = (
    reading.add,
    reading.demo,
    reading.status,
    asking.search,
    asking.figures,
    asking.commitments,
    asking.measures,
    following.tracker,
    following.brief,
    following.answer,
    following.split,
    following.undo,
    web.serve,
    web.prepare,
    web.fetch,
    web.update,
    inspecting.explain,
    inspecting.evaluate,
    inspecting.verify,
    inspecting.backup,
)
for command in COMMANDS:
    main.add_command(command)

if __name__ == "__main__":
    main()
