"""Failures that a user can act on: one base class, each with an exit code and advice.

Only ``minuted/cli.py`` turns these into exit codes; every other layer raises them.
A single bad paper never raises out of a batch: it becomes an ``issues`` row.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What ``minuted`` returns to the shell.

    >>> int(ExitCode.PAPERS_FAILED)
    3
    """

    OK = 0
    FAILED = 1
    USAGE = 2
    PAPERS_FAILED = 3
    """The run ended, but at least one paper could not be read (see ``minuted status``)."""
    DATABASE = 4
    NOT_FOUND = 5
    BELOW_FLOOR = 6
    """``minuted evaluate``: a score is below its committed floor."""
    NETWORK = 7


class MinutedError(Exception):
    """What went wrong, where, and what to do about it.

    >>> error = MinutedError("no such file: a.pdf", advice="check the path")
    >>> str(error), error.advice, int(error.exit_code)
    ('no such file: a.pdf', 'check the path', 1)
    """

    exit_code = ExitCode.FAILED

    def __init__(self, message: str, *, advice: str = "") -> None:
        super().__init__(message)
        self.advice = advice


class UnreadablePaper(MinutedError):
    """One paper cannot be read: damaged, encrypted, too large, of an unknown type, or it took too long.

    ``kind`` is the ``issues.kind`` it becomes: ``encrypted``, ``damaged``, ``unknown_type``, ``too_large``,
    ``timed_out``, ``empty``, ``needs_ocr``.
    """

    exit_code = ExitCode.PAPERS_FAILED

    def __init__(self, message: str, *, kind: str = "damaged", advice: str = "") -> None:
        super().__init__(message, advice=advice)
        self.kind = kind


class DatabaseError(MinutedError):
    """The database cannot be opened, is locked, is not ours, or is newer than this program."""

    exit_code = ExitCode.DATABASE


class NotFound(MinutedError):
    """What was asked for by name or path does not exist."""

    exit_code = ExitCode.NOT_FOUND


class FetchError(MinutedError):
    """A source could not be fetched, or an address was refused."""

    exit_code = ExitCode.NETWORK
