"""Data flows one way: a lower layer never imports a higher one, and spaCy is not shadowed by our ``catalogue``."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ALLOWED = {
    "extract": {"extract", "errors"},
    "nlp": {"nlp", "extract", "errors"},
    "reviews": {"reviews", "errors"},
    "corpus": {"corpus", "nlp", "extract", "reviews", "errors"},
    "catalogue": {"catalogue", "reviews", "errors"},
    "fetch": {"fetch", "errors"},
}
"""Which parts of the package each part may import.  ``catalogue`` knows only the database (and writes reviews)."""


def imported_parts(path: Path) -> set[str]:
    parts = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names = [node.module] if node.module != "minuted" else [f"minuted.{a.name}" for a in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        parts |= {name.split(".")[1] for name in names if name.startswith("minuted.")}
    return parts


@pytest.mark.parametrize("part", sorted(ALLOWED))
def test_no_part_imports_a_higher_one(part: str) -> None:
    for path in (ROOT / "minuted" / part).rglob("*.py"):
        assert imported_parts(path) <= ALLOWED[part], path


def test_spacy_imports_from_the_root_of_the_repository() -> None:
    """A root folder called ``catalogue`` would shadow the package of that name that spaCy imports."""
    done = subprocess.run([sys.executable, "-c", "import spacy"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
