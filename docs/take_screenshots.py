"""Take the pictures of the site that the docs show: ``python docs/take_screenshots.py DATABASE [FOLDER]``.

Serves the database, visits the pages wide and narrow in the system's Chromium, and keeps small PNG files of them.
"""

from __future__ import annotations

import argparse
import io
import shutil
import socket
import sqlite3
import threading
import time
from pathlib import Path
from typing import Any

from PIL import Image

from minuted.corpus.ids import slug

WIDTHS = {"wide": (1280, 900), "narrow": (320, 640)}
COLOURS = 48
"""A page of text needs no more, and the file is a quarter of the size."""


def addresses(database: Path) -> dict[str, str]:
    """One address of every page of the site; those of "review" are for people who are signed in."""
    db = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)

    def first(sql: str, *values: str) -> str | None:
        row = db.execute(sql, values).fetchone()
        return str(row[0]) if row else None

    measure = first(
        "SELECT measure_id FROM figures WHERE role = 'actual' AND period_end IS NOT NULL AND measure_id IS NOT NULL "
        "GROUP BY measure_id ORDER BY count(DISTINCT period_end) DESC, measure_id LIMIT 1"
    )
    figure = first(
        "SELECT f.id FROM figures f JOIN conflicts c ON f.id IN (c.figure_id, c.other_figure_id) "
        "JOIN measures m ON m.id = f.measure_id WHERE f.x0 IS NOT NULL "
        "ORDER BY m.registered DESC, f.table_ref IS NOT NULL, f.confidence DESC LIMIT 1"
    ) or first("SELECT id FROM figures WHERE x0 IS NOT NULL AND measure_id IS NOT NULL LIMIT 1")
    found = {
        "home": "/", "search": _search(db, measure), "commitments": "/commitments", "measures": "/measures",
        "meetings": "/meetings", "papers": "/documents", "conflicts": "/conflicts", "coverage": "/coverage",
        "data": "/data", "table": f"/{database.stem}/figures", "query": f"/{database.stem}/overdue_by_owner",
        "not-found": "/figure/none", "review": "/review",
    }  # fmt: skip
    commitment = first("SELECT commitment_id FROM follow_ups ORDER BY score DESC LIMIT 1")
    meeting = first(
        "SELECT meeting_id FROM commitments WHERE meeting_id IS NOT NULL ORDER BY meeting_date DESC LIMIT 1"
    )
    paper, page = db.execute("SELECT document_id, page FROM figures WHERE id = ?", [figure]).fetchone() or (None, None)
    text = first(
        "SELECT id FROM documents WHERE pages IS NULL AND figures_count > 0 ORDER BY figures_count DESC LIMIT 1"
    )
    many = first(
        "SELECT measure_id FROM figures WHERE area IS NOT NULL AND period_end IS NOT NULL AND measure_id IS NOT NULL "
        "GROUP BY measure_id ORDER BY count(DISTINCT area) DESC, measure_id LIMIT 1"
    )
    committee = first("SELECT council || ' ' || committee FROM meetings GROUP BY 1 ORDER BY count(*) DESC LIMIT 1")
    db.close()
    for name, path, identifier in (
        ("figure", "/figure/{}", figure), ("measure", "/measure/{}", measure), ("compare", "/compare?measure={}", many),
        ("commitment", "/commitment/{}", commitment), ("meeting", "/meeting/{}", meeting),
        ("changes", "/changes?meeting={}", meeting), ("paper", "/document/{}", paper),
        ("paper-text", "/document/{}/text", text), ("row", f"/{database.stem}/figures/{{}}", figure),
        ("report", "/report/figure/{}", figure), ("review-figure", "/review/figure/{}", figure),
        ("committee", "/committee/{}", slug(committee) if committee else None),
        ("paper-page", f"/document/{{}}/page/{page}?fact={figure}", paper if page else None),
    ):  # fmt: skip
        if identifier:
            found[name] = path.format(identifier)
    return found


def _search(db: sqlite3.Connection, measure: str | None) -> str:
    name = db.execute("SELECT name FROM measures WHERE id = ?", [measure]).fetchone()
    return "/search?q=" + "+".join(name[0].replace(",", "").split()[:2]) if name else "/search"


def serve(database: Path) -> tuple[Any, str, str]:
    """The site on a free port, its address, and the cookie of somebody who is signed in."""
    import uvicorn

    from minuted.catalogue.serve import build_datasette

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    site = build_datasette([database], immutable=True)
    application = site.app()
    server = uvicorn.Server(uvicorn.Config(application, host="127.0.0.1", port=port, log_level="error", lifespan="on"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.1)
    return server, f"http://127.0.0.1:{port}", site.sign({"a": {"id": "Ann", "name": "Ann"}}, "actor")


def take(database: Path, folder: Path) -> list[Path]:
    """Take all pictures; returns their files."""
    from playwright.sync_api import sync_playwright

    chromium = next((p for p in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if p), None)
    if chromium is None:
        raise SystemExit("no Chromium on this machine: apt-get install chromium")
    folder.mkdir(parents=True, exist_ok=True)
    server, address, signed_in = serve(database)
    taken = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for width, (across, down) in WIDTHS.items():
            readers, reviewers = (browser.new_context(viewport={"width": across, "height": down}) for _ in range(2))
            reviewers.add_cookies([{"name": "ds_actor", "value": signed_in, "url": address}])
            for page, path in addresses(database).items():
                window = (reviewers if page.startswith("review") else readers).new_page()
                window.goto(address + path)
                window.wait_for_load_state("networkidle")
                picture = Image.open(io.BytesIO(window.screenshot())).convert("RGB")
                window.close()
                target = folder / f"{page}-{width}.png"
                picture.quantize(COLOURS).save(target, optimize=True)
                taken.append(target)
        browser.close()
    server.should_exit = True
    return taken


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", type=Path)
    parser.add_argument("folder", type=Path, nargs="?", default=Path(__file__).parent / "screenshots")
    given = parser.parse_args()
    for file in take(given.database, given.folder):
        print(file)
