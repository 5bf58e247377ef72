"""A reviewer at work: every correction that a catalogue does not show yet, through the site's own forms.

    python -m bench.reviewer CATALOGUE.db

A correction that is not to be seen (nobody pressed the button, or the machine stopped in between) is made; one that is
to be seen is left alone.  So running it again after it was killed brings the catalogue to where one run would have.
"""

from __future__ import annotations

import asyncio
import re
import sqlite3
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from minuted.catalogue.serve import build_datasette


@dataclass(frozen=True)
class Wanted:
    """A form to fill in, and the question whose answer says whether that has been done."""

    address: str
    form: dict[str, str]
    is_done: str


def wanted(database: Path) -> list[Wanted]:
    """What the reviewer finds wrong: the same for the same papers, whatever has been corrected."""
    with closing(sqlite3.connect(database)) as db:
        figures = [row[0] for row in db.execute("SELECT id FROM figures ORDER BY id")]
        promises = [row[0] for row in db.execute("SELECT id FROM commitments ORDER BY id")]
    found = []
    for at, figure in enumerate(figures):
        address = f"/review/figure/{figure}"
        if at % 3 == 0:
            form = {"action": "correct", "value": str(1000 + at), "qualifier": "about"}
            told = f"value = {1000 + at} AND qualifier = 'about'"
            found.append(Wanted(address, form, f"SELECT 1 FROM figures WHERE id = '{figure}' AND {told}"))
        else:
            action, status = (("accept", "accepted"), ("reject", "rejected"))[at % 3 - 1]
            is_done = f"SELECT 1 FROM figures WHERE id = '{figure}' AND status = '{status}'"
            found.append(Wanted(address, {"action": action, "reason": "looked at"}, is_done))
    for promise in promises:
        is_done = f"SELECT 1 FROM commitments WHERE id = '{promise}' AND status = 'closed'"
        found.append(Wanted(f"/review/commitment/{promise}", {"action": "close"}, is_done))
    return found


def left(database: Path) -> list[Wanted]:
    """What is still to be done."""
    with closing(sqlite3.connect(database)) as db:
        return [one for one in wanted(database) if db.execute(one.is_done).fetchone() is None]


async def fill_in(site: Any, one: Wanted) -> None:
    """Open the form and send it."""
    cookies = {"ds_actor": site.sign({"a": {"id": "Ann", "name": "Ann"}}, "actor")}
    page = await site.client.get(one.address, cookies=cookies)
    token = re.search(r'name="csrftoken" value="([^"]+)"', page.text)
    form = {**one.form, "csrftoken": token[1] if token else ""}
    sent = await site.client.post(one.address, data=form, cookies={**cookies, **dict(page.cookies)})
    if sent.status_code != 302:
        raise SystemExit(f"{one.address}: {sent.status_code}")


async def review(database: Path) -> None:
    """Do what is left, one form after another."""
    site = build_datasette([database])
    await site.invoke_startup()
    for one in left(database):
        await fill_in(site, one)


if __name__ == "__main__":
    asyncio.run(review(Path(sys.argv[1])))
