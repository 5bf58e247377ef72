"""Marked passages, from the form in which a person writes them to the JSON lines that the scorers and trainers read.

    python -m bench.marked tests/gold/written/*.txt --out tests/gold/written/written.jsonl

A file holds any number of passages.  Each begins with a line ``=== ID``, then its head (``council: …``, one a line),
the passage between two lines ``---`` with each figure in braces, and one line for each figure in the order of the
braces, then one for each commitment.  ``-`` stands for "not said"::

    === ostley-homes-3
    council: Ostley
    committee: Homes Panel
    meeting_date: 2023-07-04
    kind: minutes
    ---
    At the end of June {412} tenants were in arrears. The Head of Income would report back in September.
    ---
    F 412 | count | tenants in arrears | - | 2023-06-30 | sentence | actual | -
    C action | The Head of Income | in September | 2023-09 | The Head of Income would report back in September

A figure's line is: value (``10..20`` for a range) | unit | measure | area | period | where the period is said |
role | qualifier.  A commitment's: kind | owner | due text | due | quote.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HEAD = ("council", "committee", "meeting_date", "kind")
KINDS = {"minutes", "report", "agenda", "slides"}
ROLES = {"actual", "comparator", "target", "forecast", "budget", "change"}
UNITS = set(
    "count percent percentage_points per_100 per_1000 per_10000 per_100000 gbp usd eur ratio minutes hours days weeks "
    "months years fte tonnes kg tco2e kwh miles km m2 hectares score rank times other".split()
)
SOURCES = {"sentence", "context", None}
QUALIFIERS = {"about", "more_than", "less_than", "at_least", "at_most", "nearly", "between", "provisional", None}
COMMITMENTS = {"resolution", "recommendation", "action", "request"}
_PERIOD = re.compile(
    r"\d{4}(?:-\d\d(?:-\d\d)?)?(?:/\d{4}-\d\d(?:-\d\d)?)?|[FA]Y\d{4}/\d\d|Q[1-4] \d{4}/\d\d|R12 \d{4}-\d\d"
)


class Mistake(Exception):
    """A passage that is not marked as it should be; the message says which and why."""


def read_marked(text: str) -> Iterator[dict[str, Any]]:
    """The passages of a file as gold records.

    >>> told = "=== a\\ncouncil: Ostley\\nkind: report\\n---\\nWe let {41} homes.\\n---\\n"
    >>> told += "F 41 | count | homes let | - | - | - | actual | -"
    >>> record = next(read_marked(told))
    >>> record["text"], record["figures"][0]["quote"], record["figures"][0]["measure"]
    ('We let 41 homes.', '41', 'homes let')
    """
    for part in re.split(r"^=== ", text, flags=re.MULTILINE)[1:]:
        name = part.split("\n", 1)[0].strip()
        try:
            yield _passage(name, part.split("\n", 1)[1])
        except (ValueError, IndexError) as error:
            raise Mistake(f"{name}: {error}") from error


def _passage(name: str, part: str) -> dict[str, Any]:
    head, marked, lines = re.split(r"^---[ \t]*\n", part, maxsplit=2, flags=re.MULTILINE)
    fields = dict(line.split(": ", 1) for line in head.splitlines() if line.strip())
    if fields.get("kind") not in KINDS:
        raise ValueError(f"kind is {fields.get('kind')!r}, not one of {sorted(KINDS)}")
    text, spans = _unbraced(marked.strip("\n"))
    told = [line[2:] for line in lines.splitlines() if line.startswith("F ")]
    if len(told) != len(spans):
        raise ValueError(f"{len(spans)} figures in braces, {len(told)} lines that tell of them")
    record: dict[str, Any] = {"id": name, "url": None, "source": "recreated"}
    record |= {key: _value(fields.get(key, "-")) for key in HEAD}
    record["text"] = text
    record["figures"] = [_figure(text, span, line) for span, line in zip(spans, told, strict=True)]
    record["commitments"] = [_commitment(text, line[2:]) for line in lines.splitlines() if line.startswith("C ")]
    return record


def _unbraced(marked: str) -> tuple[str, list[tuple[int, int]]]:
    text, spans = "", []
    for piece in re.split(r"(\{[^{}]+\})", marked):
        if piece.startswith("{"):
            spans.append((len(text), len(text) + len(piece) - 2))
            piece = piece[1:-1]
        text += piece
    if "{" in text or "}" in text:
        raise ValueError("a brace without its other half")
    return text, spans


def _figure(text: str, span: tuple[int, int], line: str) -> dict[str, Any]:
    quote = text[slice(*span)]
    said = [part.strip() for part in line.split(" | ")]
    if len(said) != 8:
        raise ValueError(f"{quote!r}: {len(said)} fields, not 8: {line}")
    low, _, high = said[0].partition("..")
    unit, measure, area, period, told_in, role, qualifier = map(_value, said[1:])
    for value, allowed in ((unit, UNITS), (told_in, SOURCES), (role, ROLES), (qualifier, QUALIFIERS)):
        if value not in allowed:
            raise ValueError(f"{quote!r}: {value!r} is not one of {sorted(map(str, allowed))}")
    if period and not _PERIOD.fullmatch(period):
        raise ValueError(f"{quote!r}: {period!r} is no period")
    if not measure or (period is None) != (told_in is None):
        raise ValueError(f"{quote!r}: a measure, and a place for a period that is said, are wanted: {line}")
    starts = [m.start() for m in re.finditer(re.escape(quote), text)]
    return {
        "quote": quote,
        "nth": starts.index(span[0]) + 1,
        "value": _number(low),
        "value_to": _number(high) if high else None,
        "unit": unit,
        "measure": measure,
        "area": area,
        "period": period,
        "period_from": told_in,
        "role": role,
        "qualifier": qualifier,
    }


def _commitment(text: str, line: str) -> dict[str, Any]:
    kind, owner, due_text, due, quote = (_value(part.strip()) for part in line.split(" | ", 4))
    if kind not in COMMITMENTS:
        raise ValueError(f"{kind!r} is not one of {sorted(COMMITMENTS)}")
    for words in (quote, due_text):
        if words is not None and words not in text:
            raise ValueError(f"{words!r} is not in the passage")
    if due is not None and not _PERIOD.fullmatch(due):
        raise ValueError(f"{due!r} is no period")
    return {"quote": quote, "kind": kind, "owner": owner, "due_text": due_text, "due": due}


def _value(said: str) -> str | None:
    return None if said == "-" else said


def _number(said: str) -> float:
    value = float(said)
    return int(value) if value == int(value) else value


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, help="where the JSON lines go; without it they are only checked")
    options = parser.parse_args()
    try:
        records = [record for path in options.files for record in read_marked(path.read_text(encoding="utf-8"))]
    except Mistake as mistake:
        sys.exit(f"marked: {mistake}")
    if options.out:
        options.out.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")
    figures, commitments = (sum(len(r[key]) for r in records) for key in ("figures", "commitments"))
    print(f"{len(records)} passages, {figures} figures, {commitments} commitments")


if __name__ == "__main__":
    main()
