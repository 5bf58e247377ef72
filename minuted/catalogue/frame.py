"""What stands around every page: the name of the site, its navigation, who is signed in."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from markupsafe import Markup

from minuted.catalogue.site import address, catalogues

NAVIGATION = (
    ("/search", "Search"), ("/commitments", "Commitments"), ("/measures", "Measures"), ("/meetings", "Meetings"),
    ("/conflicts", "Conflicts"), ("/coverage", "Coverage"), ("/data", "Data"),
)  # fmt: skip

PAGE_OF_COLUMN = {
    ("figures", "id"): "figure", ("commitments", "id"): "commitment", ("documents", "id"): "document",
    ("meetings", "id"): "meeting", ("measures", "id"): "measure", ("", "figure"): "figure",
    ("", "document"): "document",
}  # fmt: skip
"""Which columns hold an id that has a page; table "" is the answer of a query."""


def frame(datasette: Any, request: Any) -> dict[str, Any]:
    """Variables of ``base.html``."""
    settings = datasette.plugin_config("minuted") or {}
    named = (getattr(request, "url_vars", None) or {}) if request else {}
    inside = unquote(named.get("catalogue") or "")
    known = catalogues(datasette)
    prefix = f"/in/{inside}" if inside in known else ""
    over_all = len(known) > 1 and not prefix  # of several catalogues the whole site's search is that over all

    def to(path: str, **values: Any) -> str:
        return address(datasette, prefix, path, values)

    def to_site(path: str, **values: Any) -> str:
        return address(datasette, "", path, values)

    actor = request.actor if request else None
    return {
        "to": to,
        "to_site": to_site,
        "site_title": settings.get("title") or "minuted",
        "contact": settings.get("contact"),
        "catalogue_name": inside,
        "navigation": [
            (to("/search/all" if path == "/search" and over_all else path), label) for path, label in NAVIGATION
        ],
        "search_path": "/search/all" if over_all else "/search",
        "path_now": request.path if request else "",
        "signed_in": (actor or {}).get("name") or (actor or {}).get("id"),
        "passwords": _has_passwords(datasette),
        "hide_stock_menu": True,
    }


def _has_passwords(datasette: Any) -> bool:
    return bool(datasette.plugin_config("datasette-auth-passwords"))


def proxied_actor(datasette: Any, request: Any) -> dict[str, Any] | None:
    """The actor that the trusted header names; None where no header is configured or it is empty."""
    header = (datasette.plugin_config("minuted") or {}).get("proxy_user_header")
    name = (request.headers.get(header.lower()) or "").strip()[:100] if header else ""
    return {"id": name, "name": name} if name else None


def linked_id(datasette: Any, database: str, table: str | None, column: str, value: Any) -> Markup | None:
    """A link to the page of what an id names, or None where the column holds none; the value is escaped."""
    page = PAGE_OF_COLUMN.get((table or "", column))
    if page is None or not isinstance(value, str) or not value:
        return None
    known = list(catalogues(datasette))
    prefix = "" if known[:1] == [database] else f"/in/{database}"
    return Markup('<a href="{}">{}</a>').format(address(datasette, prefix, f"/{page}/{value}", {}), value)
