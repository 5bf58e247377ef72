"""The generated pages of the documentation are what the code says, and every command shows an example."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import click
import pytest

from minuted.cli import main

DOCS = Path(__file__).resolve().parent.parent / "docs"
specification = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
assert specification is not None
assert specification.loader is not None
generate = importlib.util.module_from_spec(specification)
specification.loader.exec_module(generate)


@pytest.mark.parametrize("page", sorted(generate.PAGES))
def test_generated_page_is_up_to_date(page: str) -> None:
    assert (DOCS / page).read_text(encoding="utf-8") == generate.PAGES[page](), "run `make docs`"


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_has_help_with_an_example(name: str) -> None:
    command: click.Command = main.commands[name]
    assert command.help
    assert f"minuted {name}" in command.help


def test_links_between_the_pages_lead_somewhere() -> None:
    for page in [*DOCS.glob("*.md"), DOCS.parent / "README.md", DOCS.parent / "CONTRIBUTING.md"]:
        for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
