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

WIDTHS = {"wide": (1280, 900), "narrow": (320, 640)}
COLOURS = 64
"""A page of text needs no more, and the file is a quarter of the size."""


def addresses(database: Path) -> dict[str, str]:
    """One address of each page that is worth a picture."""
    db = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)

    def first(sql: str) -> str | None:
        row = db.execute(sql).fetchone()
        return row[0] if row else None

    measure = first(
        "SELECT measure_id FROM figures WHERE role = 'actual' AND period_end IS NOT NULL AND measure_id IS NOT NULL "
        "GROUP BY measure_id ORDER BY count(DISTINCT period_end) DESC, measure_id LIMIT 1"
    )
    figure = first(
        "SELECT f.id FROM figures f JOIN conflicts c ON f.id IN (c.figure_id, c.other_figure_id) "
        "WHERE f.x0 IS NOT NULL ORDER BY f.table_ref IS NOT NULL, f.id LIMIT 1"
    ) or first("SELECT id FROM figures WHERE x0 IS NOT NULL AND measure_id IS NOT NULL LIMIT 1")
    commitment = first("SELECT commitment_id FROM follow_ups ORDER BY score DESC LIMIT 1")
    meeting = first(
        "SELECT meeting_id FROM commitments WHERE meeting_id IS NOT NULL ORDER BY meeting_date DESC LIMIT 1"
    )
    name = first(f"SELECT name FROM measures WHERE id = '{(measure or '').replace(chr(39), '')}'")
    db.close()
    found = {"home": "/", "commitments": "/commitments", "conflicts": "/conflicts", "coverage": "/coverage"}
    if name:
        found["search"] = "/search?q=" + "+".join(name.replace(",", "").split()[:2])
    for page, identifier in (
        ("measure", measure),
        ("figure", figure),
        ("commitment", commitment),
        ("meeting", meeting),
    ):
        if identifier:
            found[page] = f"/{page}/{identifier}"
    return found


def serve(database: Path) -> tuple[Any, str]:
    """The site on a free port, and its address."""
    import uvicorn

    from minuted.catalogue.serve import build_datasette

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    application = build_datasette([database], immutable=False).app()
    server = uvicorn.Server(uvicorn.Config(application, host="127.0.0.1", port=port, log_level="error", lifespan="on"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.1)
    return server, f"http://127.0.0.1:{port}"


def take(database: Path, folder: Path) -> list[Path]:
    """Take all pictures; returns their files."""
    from playwright.sync_api import sync_playwright

    chromium = next((p for p in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if p), None)
    if chromium is None:
        raise SystemExit("no Chromium on this machine: apt-get install chromium")
    folder.mkdir(parents=True, exist_ok=True)
    server, address = serve(database)
    taken = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for width, (across, down) in WIDTHS.items():
            window = browser.new_page(viewport={"width": across, "height": down})
            for page, path in addresses(database).items():
                window.goto(address + path)
                window.wait_for_load_state("networkidle")
                picture = Image.open(io.BytesIO(window.screenshot())).convert("RGB")
                target = folder / f"{page}-{width}.png"
                picture.quantize(COLOURS).save(target, optimize=True)
                taken.append(target)
        browser.close()
    server.should_exit = True
    return taken


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", type=Path)
    parser.add_argument("folder", type=Path, nargs="?", default=Path(__file__).parent / "images")
    given = parser.parse_args()
    for file in take(given.database, given.folder):
        print(file)
