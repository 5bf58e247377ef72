"""What the commands print: progress, tables, the report at the end of a run, and complaints."""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table

from minuted.errors import MinutedError

if TYPE_CHECKING:
    from minuted.corpus.add import AddResult
    from minuted.corpus.intake import Paper
    from minuted.corpus.reading import ReadPaper
    from minuted.corpus.verify import Verified
    from minuted.nlp.evaluate import Report
    from minuted.update import Updated

console = Console(highlight=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False)

WIDEST_TEXT = 300
MOST_LISTED = 20

Row = Mapping[str, Any]
Begun = Callable[["Paper"], None]
Done = Callable[["Paper", "ReadPaper | None"], None]


def say(markup: str) -> None:
    """Print a line for a person; ``markup`` is ours (names from outside must be escaped)."""
    console.print(markup)


def complain(error: MinutedError) -> None:
    """Say what went wrong and what to do, on standard error."""
    errors.print(f"[red]minuted: {escape(str(error))}[/red]", soft_wrap=True)
    if error.advice:
        errors.print(f"  {escape(error.advice)}", soft_wrap=True)


@contextmanager
def progress(papers: int, *, shown: bool) -> Iterator[tuple[Begun, Done]]:
    """A progress bar on standard error: file, papers, pages and pages a second, time left."""
    columns = (
        TextColumn("[progress.description]{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[pages]} pages, {task.fields[rate]}/s"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=errors, disable=not shown, transient=True) as bar:
        task = bar.add_task("reading", total=papers, pages=0, rate="–")
        pages = 0

        def begun(paper: Paper) -> None:
            bar.update(task, description=escape(paper.label[-48:]))

        def done(_: Paper, read: ReadPaper | None) -> None:
            nonlocal pages
            if read is not None and read.document is not None:
                pages += len(read.document.pages)
            elapsed = bar.tasks[task].elapsed or 0.0
            bar.update(task, advance=1, pages=pages, rate=f"{pages / elapsed:.0f}" if elapsed else "–")

        yield begun, done


def report_added(result: AddResult, db: Path, *, profile: bool) -> None:
    """The end of ``minuted add``: what was read, found, skipped and failed, and where to look."""
    say(
        f"[bold]{result.read}[/bold] of {result.papers} papers read"
        f" ({result.pages} pages), [bold]{result.figures}[/bold] figures and"
        f" [bold]{result.commitments}[/bold] commitments found."
    )
    if result.unchanged:
        say(f"{result.unchanged} unchanged, left alone.")
    if result.confirmed:
        say(f"In {result.confirmed} of them changed rules found what is stored already.")
    _list("the same file twice", result.duplicates)
    _list("scanned, needs OCR", result.needs_ocr)
    _list("not read", [f"{label}: {why}" for label, why in result.failed])
    if profile:
        parts = ", ".join(f"{stage} {seconds:.2f} s" for stage, seconds in result.seconds.items())
        say(f"Time: {parts}")
    say(f"Look at it with [bold]minuted serve --db {escape(str(db))}[/bold]; paper by paper with `minuted status`.")


def _list(title: str, lines: Sequence[str]) -> None:
    if lines:
        say(f"[yellow]{len(lines)} {title}:[/yellow]")
        for line in lines[:MOST_LISTED]:
            say(f"  {escape(line)}")
        if len(lines) > MOST_LISTED:
            say(f"  … and {len(lines) - MOST_LISTED} more (`minuted status`)")


def report_verified(found: Verified) -> None:
    """The end of ``minuted verify``."""
    say(f"{found.facts} facts of {found.documents} papers looked at, {len(found.faults)} faults.")
    _list("faults", found.faults)


def report_evaluation(report: Report, *, misses: bool, as_json: bool) -> None:
    """Scores, disagreements, what was gained and lost, and which floors were not reached."""
    scores = asdict(report.evaluation.scores)
    if as_json:
        told = {"below": report.below, "gained": report.gained, "lost": report.lost}
        print(json.dumps({**scores, **told}))
        return
    for name, value in scores.items():
        say(f"{name:18} {value:.3f}" if isinstance(value, float) else f"{name:18} {value}")
    for miss in report.evaluation.misses if misses else ():
        say(escape(str(miss)))
    _list("gained", report.gained)
    _list("lost", report.lost)
    _list("below their floor", [f"{name}: {reached:.3f} < {floor}" for name, floor, reached in report.below])


def say_fetching(meeting: str) -> None:
    """One line a meeting while a fetch is under way."""
    errors.print(f"[dim]{escape(meeting)}[/dim]")


def report_fetched(updated: Sequence[Updated], *, dry_run: bool) -> None:
    """The end of ``minuted fetch`` and ``minuted update``: what is new, what is missing, what to look at."""
    for one in updated:
        result = one.fetched
        if one.failure is not None:
            complain(one.failure)
        verb = "would be looked at" if dry_run else "new or changed"
        count = result.listed if dry_run else len(result.papers)
        say(
            f"[bold]{escape(one.source)}[/bold]: {result.meetings} meetings of {result.committees} committees,"
            f" [bold]{count}[/bold] papers {verb}, {result.unchanged} unchanged,"
            f" {result.restricted} restricted (not taken)."
        )
        _list("not complete", result.incomplete)
        _list("to look at", result.problems)
        if one.added is not None and one.added.papers:
            say(f"{one.added.read} papers read: {one.added.figures} figures, {one.added.commitments} commitments.")


def show(rows: Sequence[Row], *, as_csv: bool, as_json: bool, nothing: str) -> None:
    """Rows for people (each fact in a few lines, so that long words have room), or as CSV or JSON for programs."""
    if as_json:
        print(json.dumps(list(rows), ensure_ascii=False, indent=1))
    elif as_csv:
        _print_csv(rows)
    elif not rows:
        say(nothing)
    else:
        for row in rows:
            console.print(_lines(row), soft_wrap=False)


def _lines(row: Row) -> Padding:
    """A figure, commitment, search result, measure or issue in lines: what it says, then where it stands."""
    if "quote" in row:
        slots = (row["role"], row["period_label"], row["area"], row["rag"])
        first = f"[bold]{_say(row['quote'])}[/bold]  {_say(row['measure'] or 'not known what of')}"
        first += _dim(" · ".join(str(slot) for slot in slots if slot), "  ")
    elif "kind" in row and "text" in row:
        due = f", due {row['due_end']}" if row["due_end"] else ""
        first = f"[bold]{_say(row['status'].replace('_', ' '))}[/bold]{due}  {_say(row['kind'])}: {_say(row['text'])}"
        first += _dim(str(row["owner"] or ""), "  ")
    elif "type" in row:
        first = f"[bold]{_say(row['type'])}[/bold]  {_say(row['text'])}"
    elif "figures_count" in row:
        first = f"[bold]{row['figures_count']}[/bold]  {_say(row['name'])}" + _dim(
            f"{row['unit']} {row['theme'] or ''}", "  "
        )
    else:
        first = "  ".join(_say(value) for value in row.values() if value not in (None, ""))
    return Padding(first + _dim(_where(row), "\n"), (0, 0, 1, 0))


def _where(row: Row) -> str:
    page = f"page {row['page']}" if row.get("page") else None
    parts = (row.get("council"), row.get("committee"), row.get("meeting_date"), row.get("file_name"), page)
    return " · ".join(str(part) for part in parts if part) if "meeting_date" in row else ""


def _dim(text: str, before: str) -> str:
    return f"{before}[dim]{escape(text.strip())}[/dim]" if text.strip() else ""


def _say(value: Any) -> str:
    """A value from a paper on one line, its markup harmless, its length bounded."""
    text = " ".join(str(value).split())
    return escape(text if len(text) <= WIDEST_TEXT else text[: WIDEST_TEXT - 1] + "…")


def report_status(rows: Sequence[Row]) -> None:
    """Papers by how their reading ended, the failed ones listed with the reason."""
    if not rows:
        say("the catalogue is empty: `minuted add PAPERS`")
        return
    counts = Counter(row["status"] for row in rows)
    say(", ".join(f"{n} {status.replace('_', ' ')}" for status, n in counts.most_common()))
    totals = {name: sum(row[name] or 0 for row in rows) for name in ("pages", "figures_count", "commitments_count")}
    say(f"{totals['pages']} pages, {totals['figures_count']} figures, {totals['commitments_count']} commitments")
    console.print(_status_table(rows), soft_wrap=False)
    for row in rows:
        if row["status_detail"]:
            say(f"[yellow]{_say(row['file_name'])}[/yellow]: {_say(row['status_detail'])}")


def show_explained(rows: Sequence[Row], *, as_json: bool) -> None:
    """The rows of ``explain``: each fact with its slots and what each was read from."""
    if as_json:
        print(json.dumps(list(rows), ensure_ascii=False, indent=1))
        return
    if not rows:
        say("no figure and no commitment was found")
    for row in rows:
        where = f" (page {row['page']})" if row.get("page") else ""
        say(
            f"\n[bold]{escape(row['type'])}[/bold] {escape(repr(row['quote']))}{where}"
            f"  rule: {escape(row['rule'] or '–')}"
        )
        for slot in row["slots"]:
            source = f"  ← {escape(slot['source'])}" if slot["source"] else ""
            say(f"  {slot['name']:11} {escape(str(slot['value']))}[dim]{source}[/dim]")


def _status_table(rows: Sequence[Row]) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("paper", no_wrap=True, overflow="ellipsis", ratio=1)
    table.add_column("status", no_wrap=True)
    for name in ("pages", "figures", "commitments", "issues"):
        table.add_column(name, justify="right")
    for row in rows:
        counts = (row["pages"], row["figures_count"], row["commitments_count"], row["issues_count"])
        status = row["status"].replace("_", " ")
        table.add_row(_say(row["file_name"]), status, *(str(n) if n is not None else "–" for n in counts))
    return table


def _print_csv(rows: Sequence[Row]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    if rows:
        writer.writerow(rows[0].keys())
    for row in rows:
        writer.writerow([neutral(value) for value in row.values()])


def neutral(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula.

    >>> neutral("=cmd|' /C calc'!A0"), neutral("-12.5%"), neutral(41.0)
    ("'=cmd|' /C calc'!A0", "'-12.5%", 41.0)
    """
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
