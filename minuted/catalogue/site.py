"""What every page shares: which catalogue it is about, how it asks, how it answers, and what it says when it cannot.

A route module holds ``PATTERN`` and one ``async def page(visit)``; :func:`route` turns that into what Datasette calls.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import parse_qsl, quote, unquote, urlencode

from datasette import Response
from datasette.utils.asgi import BadRequest

from minuted.catalogue.database import Catalogue, TooSlow, Unavailable, ask

Answer = TypeVar("Answer")
MOST_VALUES = 200
"""Values of the address that a page looks at; no form of ours sends as many."""
LONGEST_VALUE = 400
"""Characters of one value of the address that a page looks at; the rest of a longer one is dropped."""


class Missing(Exception):
    """What the address names is not in the catalogue; the message says what was looked for."""


class NotAllowed(Exception):
    """The visitor may not see this, or must sign in first."""


@dataclass(frozen=True)
class Visit:
    """One request for one of our pages."""

    datasette: Any
    request: Any
    catalogue: Catalogue
    prefix: str
    """``/in/NAME`` where the page is about another catalogue than the first, else empty."""

    @cached_property
    def values(self) -> list[tuple[str, str]]:
        """Names and values of the address, in order, cut to a sane length, empty ones left out."""
        query = "&".join((self.request.query_string or "").split("&", MOST_VALUES)[:MOST_VALUES])
        pairs = parse_qsl(query, keep_blank_values=False)
        return [(name, value[:LONGEST_VALUE].strip()) for name, value in pairs if value.strip()]

    def one(self, name: str, default: str = "") -> str:
        """The first value of that name."""
        return next((value for key, value in self.values if key == name), default)

    def many(self, name: str) -> list[str]:
        """All different values of that name."""
        return list(dict.fromkeys(value for key, value in self.values if key == name))

    def number(self, name: str, default: int = 1, most: int = 1_000_000) -> int:
        """A whole number from 1 to ``most``; anything else is the default."""
        value = self.one(name)
        return min(int(value), most) if re.fullmatch(r"[0-9]{1,9}", value) and int(value) else default

    async def form(self) -> dict[str, str]:
        """What a form sent; what no form of ours sends (bytes that are no text) is a bad request."""
        try:
            return dict(await self.request.post_vars())
        except UnicodeDecodeError as error:
            raise BadRequest("the form holds bytes that are no text: send it again from its page") from error

    @property
    def named(self) -> Mapping[str, str]:
        """The named parts of the path."""
        return {name: unquote(value) for name, value in self.request.url_vars.items() if value is not None}

    @property
    def actor(self) -> dict[str, Any] | None:
        """Who is signed in."""
        found: dict[str, Any] | None = self.request.actor
        return found

    @property
    def reviewer(self) -> str | None:
        """The name that corrections of this visitor are kept under; None where nobody is signed in."""
        actor = self.actor or {}
        return str(actor.get("name") or actor.get("username") or actor.get("id") or "") or None

    def to(self, path: str, **values: Any) -> str:
        """The address of another of our pages, in the same catalogue."""
        return address(self.datasette, self.prefix, path, values)

    def absolute(self, path: str, **values: Any) -> str:
        """The address of another of our pages as it can be mailed."""
        return str(self.datasette.absolute_url(self.request, self.to(path, **values)))

    def here(self, **changes: Any) -> str:
        """This page's address with some values set (None removes)."""
        kept = [(name, value) for name, value in self.values if name not in changes]
        kept += [(name, str(value)) for name, value in changes.items() if value is not None]
        return str(self.request.path) + (f"?{urlencode(kept)}" if kept else "")

    def absolute_here(self) -> str:
        """This page's address as it can be mailed."""
        return str(self.datasette.absolute_url(self.request, self.here()))

    async def ask(self, question: Callable[..., Answer], *args: Any) -> Answer:
        """Run a question on this visit's catalogue."""
        limit = self.datasette.setting("sql_time_limit_ms")
        return await ask(self.catalogue, limit, question, *args)

    async def show(self, template: str, *, status: int = 200, **context: Any) -> Any:
        """Render one of our templates."""
        html = await self.datasette.render_template(
            f"minuted/{template}", {**context, "visit": self}, request=self.request
        )
        return Response.html(html, status=status)


PLAIN = re.compile(r"[A-Za-z0-9/._~-]*")
"""Addresses of which nothing has to be quoted."""


def address(datasette: Any, prefix: str, path: str, values: Mapping[str, Any]) -> str:
    """``path`` under the site's base address, with its values.

    Lists become repeated values; None and "" are left out.
    """
    base: str = datasette.setting("base_url").rstrip("/")
    plain = PLAIN.fullmatch(path) and PLAIN.fullmatch(prefix)  # most are, and a page has hundreds of links
    place = base + (prefix + path if plain else quote(prefix + path, safe="/-._~"))
    if not values:
        return place
    pairs: list[tuple[str, str]] = []
    for name, value in values.items():
        for one in value if isinstance(value, (list, tuple)) else [value]:
            if one not in (None, ""):
                pairs.append((name, str(one)))
    return place + (f"?{urlencode(pairs)}" if pairs else "")


def catalogues(datasette: Any) -> dict[str, Catalogue]:
    """The databases of the site by name, in the order they were given."""
    settings = datasette.plugin_config("minuted") or {}
    found = {}
    for name, database in datasette.databases.items():
        if name.startswith("_") or not database.path or database.is_memory:
            continue
        path = Path(database.path)
        reviews = (settings.get("reviews") or {}).get(name) or path.with_suffix(".reviews.db")
        found[name] = Catalogue(name, path, not database.is_mutable, Path(reviews))
    return found


def prefix_of(datasette: Any, name: str) -> str:
    """What the addresses of a catalogue's pages begin with: nothing for the first one."""
    return "" if next(iter(catalogues(datasette)), None) == name else f"/in/{name}"


Page = Callable[[Visit], Awaitable[Any]]


def route(pattern: str, page: Page) -> tuple[str, Callable[..., Awaitable[Any]]]:
    """What Datasette needs to call ``page``, which is at ``pattern`` and at ``/in/NAME`` + ``pattern``."""

    async def view(datasette: Any, request: Any) -> Any:
        return await _answer(datasette, request, page)

    return rf"^(?:/in/(?P<catalogue>[^/]+))?{pattern}$", view


async def _answer(datasette: Any, request: Any, page: Page) -> Any:
    known = catalogues(datasette)
    asked_for = unquote(request.url_vars.get("catalogue") or "") or None
    name = asked_for or next(iter(known), None)
    if name is None or name not in known:
        return await _sorry(datasette, request, 404, "no_catalogue")
    if not await may_view(datasette, request.actor, name):
        return await _sorry(datasette, request, 403, "not_allowed")
    visit = Visit(datasette, request, known[name], f"/in/{asked_for}" if asked_for else "")
    try:
        return await page(visit)
    except Missing as error:
        return await _sorry(datasette, request, 404, "missing", str(error))
    except NotAllowed as error:
        return await _sorry(datasette, request, 403, "sign_in", str(error))
    except TooSlow:
        return await _sorry(datasette, request, 503, "too_slow")
    except Unavailable as error:
        empty = "no such table" in str(error)
        return await _sorry(datasette, request, 404 if empty else 503, "no_catalogue" if empty else "unavailable")


async def _sorry(datasette: Any, request: Any, status: int, reason: str, detail: str = "") -> Any:
    html = await datasette.render_template(
        "minuted/sorry.html", {"reason": reason, "detail": detail, "status": status}, request=request
    )
    headers = {"retry-after": "10"} if status == 503 else {}
    return Response.html(html, status=status, headers=headers)


async def may_view(datasette: Any, actor: Any, database: str) -> bool:
    """Whether the visitor may see that database: asked in Datasette's own way, which differs between 0.65 and 1.0."""
    if hasattr(datasette, "allowed"):
        from datasette.resources import DatabaseResource

        allowed: bool = await datasette.allowed(
            action="view-database", resource=DatabaseResource(database), actor=actor
        )
        return allowed
    permitted: bool = await datasette.permission_allowed(actor, "view-database", resource=database, default=True)
    return permitted
