"""The site as one Datasette: its settings, its metadata, who may review; for Datasette 0.65 and 1.0 alike."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from datasette.app import Datasette

from minuted.catalogue.metadata import ready_queries, tables
from minuted.catalogue.routes import RESERVED
from minuted.errors import DatabaseError, NotFound

SETTINGS: dict[str, Any] = {
    "sql_time_limit_ms": 3000,
    "suggest_facets": False,
    "facet_time_limit_ms": 1500,
    "default_page_size": 50,
    "max_csv_mb": 0,
    "allow_download": False,
    "default_cache_ttl": 0,
}
"""Measured on a million figures: suggesting facets and capping CSV files are what hurts."""


def build_datasette(
    databases: Sequence[Path],
    *,
    immutable: bool = False,
    reviews: Path | None = None,
    title: str = "minuted",
    reviewers: Mapping[str, str] | None = None,
    proxy_user_header: str | None = None,
    contact: str | None = None,
    settings: Mapping[str, Any] | None = None,
    secret: str | None = None,
) -> Datasette:
    """The site over ``databases``; the first one is what ``/`` shows, the others are at ``/in/NAME``.

    ``immutable``: the files do not change while they are served; corrections are then shown over them and are written
    into them by the next ``minuted add``.  ``reviews`` is where the corrections of the first database are kept
    (default ``X.reviews.db`` beside ``X.db``).  ``reviewers`` maps names to password hashes (``datasette
    hash-password``); ``proxy_user_header`` is the header in which a trusted proxy names who is signed in (the proxy
    must strip it from what comes from outside).  ``contact`` is an e-mail address for readers.

    Raises ``NotFound`` where a database is missing and ``DatabaseError`` where two have one name.
    """
    names = _names(databases)
    plugins: dict[str, Any] = {
        "minuted": {
            "title": title, "proxy_user_header": proxy_user_header, "contact": contact,
            "reviews": {names[0]: str(reviews)} if reviews and names else {},
        }
    }  # fmt: skip
    if reviewers:
        plugins["datasette-auth-passwords"] = {
            f"{name}_password_hash": hashed for name, hashed in reviewers.items()
        } | {"actors": {name: {"id": name, "name": name} for name in reviewers}}
    described = {"title": title, "databases": {name: {"tables": tables()} for name in names}}
    queries = {name: {"queries": ready_queries()} for name in names}
    site = Datasette(
        [], settings={**SETTINGS, **(settings or {})}, secret=secret, memory=not names,
        inspect_data=_counted(databases, names) if immutable else None,
        **_configured(described, queries, plugins),
    )  # fmt: skip
    _add_databases(site, databases, names, immutable)
    _keep_values_out_of_the_log()
    return site


def _configured(described: dict[str, Any], queries: dict[str, Any], plugins: dict[str, Any]) -> dict[str, Any]:
    """Metadata and configuration: one file in Datasette 0.65, two in 1.0."""
    if hasattr(Datasette, "allowed"):  # 1.0
        return {"metadata": described, "config": {"databases": queries, "plugins": plugins}}
    merged = {name: {**about, **queries[name]} for name, about in described["databases"].items()}
    return {"metadata": {**described, "databases": merged, "plugins": plugins}}


def _counted(databases: Sequence[Path], names: Sequence[str]) -> dict[str, Any]:
    """What ``minuted prepare`` counted, for the catalogues that have not changed since."""
    found = {}
    for path, name in zip(databases, names):
        try:
            file, counted = path.stat(), path.with_suffix(".inspect.json")
            kept = json.loads(counted.read_text(encoding="utf-8"))[path.stem]
            if kept["size"] == file.st_size and counted.stat().st_mtime_ns >= file.st_mtime_ns:
                found[name] = kept
        except (OSError, ValueError, KeyError, TypeError):
            continue  # nothing was counted, or by something else: Datasette counts itself
    return found


def _names(databases: Sequence[Path]) -> list[str]:
    names = []
    for path in databases:
        if not path.exists():
            raise NotFound(f"no catalogue at {path}", advice=f"run `minuted add PAPERS --db {path}` first")
        name = f"{path.stem}-catalogue" if path.stem in RESERVED or path.stem.startswith("_") else path.stem
        if name in names:
            raise DatabaseError(f"two catalogues are called {name}", advice="rename one of the files")
        names.append(name)
    return names


def _add_databases(site: Datasette, databases: Sequence[Path], names: Sequence[str], immutable: bool) -> None:
    from datasette.database import Database

    if names:
        site.databases.pop("_memory", None)
    for path, name in zip(databases, names):
        site.add_database(Database(site, path=str(path), is_mutable=not immutable), name=name)


def _keep_values_out_of_the_log() -> None:
    """Datasette 0.65 prints every failure, a wrong address included, with the values of all local variables.

    It does so where Rich is installed, which our command line needs.  What visitors typed has no place in a log.
    """
    from datasette import handle_exception

    handle_exception.rich = None


def run(databases: Sequence[Path], *, host: str, port: int, immutable: bool = False) -> None:
    """Serve until stopped.  What a server needs beyond its command line comes from the environment:

    ``MINUTED_TITLE``, ``MINUTED_CONTACT``, ``MINUTED_REVIEWERS`` (a JSON file of names and password hashes),
    ``MINUTED_PROXY_USER_HEADER``, ``MINUTED_BASE_URL``, ``MINUTED_SQL`` (``off``: visitors write no queries of their
    own), ``DATASETTE_SECRET``.
    """
    import uvicorn

    given = os.environ.get
    reviewers_file = given("MINUTED_REVIEWERS")
    reviewers = json.loads(Path(reviewers_file).read_text(encoding="utf-8")) if reviewers_file else None
    header = given("MINUTED_PROXY_USER_HEADER")
    site = build_datasette(
        databases, immutable=immutable, title=given("MINUTED_TITLE") or "minuted", contact=given("MINUTED_CONTACT"),
        reviewers=reviewers, proxy_user_header=header, secret=given("DATASETTE_SECRET") or secrets.token_hex(32),
        settings={
            "base_url": given("MINUTED_BASE_URL") or "/",
            "default_allow_sql": (given("MINUTED_SQL") or "on").lower() not in ("off", "0", "no", "false"),
        },
    )  # fmt: skip
    if host in ("127.0.0.1", "localhost", "::1") and not reviewers and not header:
        site.root_enabled = True  # Datasette 1.0 asks for this; 0.65 always allows the one-time link
        print(f"To review, sign in with this link (it works once): http://{host}:{port}{_sign_in(site)}", flush=True)
    uvicorn.run(site.app(), host=host, port=port, log_level="warning", lifespan="on", server_header=False)


def _sign_in(site: Datasette) -> str:
    return f"/-/auth-token?token={site._root_token}"
