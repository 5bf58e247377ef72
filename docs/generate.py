"""Write the parts of the documentation that are made from the code: ``docs/cli.md`` and ``docs/schema.md``.

``make docs`` runs it; ``tests/test_docs.py`` fails where a page is not what this would write.
"""

from __future__ import annotations

import re
import sqlite3
from importlib.resources import files
from pathlib import Path

import click

from minuted.cli import main
from minuted.corpus.schema import ADDED_COLUMNS

DOCS = Path(__file__).resolve().parent
SCHEMA_INTRODUCTION = """# The database

Generated from `minuted/corpus/schema.sql` by `make docs`.

`minuted.db` is plain SQLite and a public interface: these tables and columns are what the site, the exports and
your own queries stand on. A change to them is a migration and a line in the changelog.

* Ids are text and stable. They are made from the paper's own hash and the place in it, so a permalink or a
  correction outlives a re-reading: `documents.id` is the first 12 hex digits of the file's SHA-256;
  `passages.id`, `figures.id`, `commitments.id` add `p`, `f` or `c` and the ordinal or offset.
* Offsets (`start`, `end`) count characters of `documents.text`: `text[start:end] == quote`, always.
* Boxes (`x0`, `y0`, `x1`, `y1`) are points (1/72 inch) from the top left corner of the page as displayed.
* Dates are ISO days; a period has both of its days inclusive.
* Originals stand beside the database in `<name>.papers/<sha256>.<suffix>`; people's corrections in
  `<name>.reviews.db`.
"""


def cli_page() -> str:
    """The help of every command, as Markdown."""
    parts = ["# The command line\n\nGenerated from the commands by `make docs`.\n"]
    settings = {**main.context_settings, "terminal_width": 90}
    settings.pop("max_content_width", None)
    context = click.Context(main, info_name="minuted", **settings)
    parts.append(_help("minuted", main, context))
    for name in sorted(main.commands):
        command = main.commands[name]
        child = click.Context(command, info_name=name, parent=context, terminal_width=90)
        parts.append(_help(f"minuted {name}", command, child))
    return "\n".join(parts)


def _help(title: str, command: click.Command, context: click.Context) -> str:
    return f"## {title}\n\n```\n{command.get_help(context)}\n```\n"


def schema_page() -> str:
    """Every table with its columns and what each holds, from the comments of the schema."""
    script = files("minuted.corpus").joinpath("schema.sql").read_text(encoding="utf-8")
    database = sqlite3.connect(":memory:")
    database.executescript(script)
    parts = [SCHEMA_INTRODUCTION]
    for table in re.findall(r"^CREATE TABLE (\w+)", script, re.MULTILINE):
        rows = database.execute("SELECT name, type FROM pragma_table_info(?)", [table]).fetchall()
        keys = {row[3]: f"{row[2]}.{row[4] or 'id'}" for row in database.execute(f"PRAGMA foreign_key_list({table})")}
        body = re.search(rf"CREATE TABLE {table} \((.*?)\n\)", script, re.DOTALL)
        comments = _comments(body[1] if body else "")
        parts.append(f"## {table}\n\n| column | type | holds |\n| --- | --- | --- |")
        for name, kind in rows:
            says = "; ".join(
                part for part in (comments.get(name, ""), f"→ {keys[name]}" if name in keys else "") if part
            )
            parts.append(f"| `{name}` | {kind.lower()} | {says} |")
        added = [(name, kind, says) for (of, name, kind), says in ADDED_COLUMNS.items() if of == table]
        parts += [f"| `{name}` | {kind} | {says} |" for name, kind, says in added]
        parts.append("")
    return "\n".join(parts)


def _comments(body: str) -> dict[str, str]:
    found = {}
    for line in body.splitlines():
        code, _, comment = line.partition("--")
        for name in re.findall(r'(?:^|,)\s*"?(\w+)"?\s+(?:TEXT|INTEGER|REAL)', code):
            found[name] = comment.strip().replace("|", "\\|")
    return found


PAGES = {"cli.md": cli_page, "schema.md": schema_page}

if __name__ == "__main__":
    for page_name, write in PAGES.items():
        (DOCS / page_name).write_text(write(), encoding="utf-8")
