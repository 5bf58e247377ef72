"""Security headers on every answer, ours and Datasette's."""

from __future__ import annotations

from typing import Any

STRICT = (
    "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
OWN_PAGES_OF_DATASETTE = STRICT.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'").replace(
    "script-src 'self'", "script-src 'self' 'unsafe-inline'"
)
"""For ``/-/…`` alone: sign-in and administration pages of Datasette and its plugins have inline styles."""
HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)


def secured(app: Any) -> Any:
    """Wrap an ASGI application."""

    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return

        async def with_headers(message: Any) -> None:
            if message["type"] == "http.response.start":
                policy = policy_of(scope["path"])
                there = {name.lower() for name, _ in message.get("headers", [])}
                added = [(b"content-security-policy", policy.encode()), *HEADERS]
                more = [(name, value) for name, value in added if name not in there]
                message = {**message, "headers": [*message.get("headers", []), *more]}
            await send(message)

        await app(scope, receive, with_headers)

    return wrapped


def policy_of(path: str) -> str:
    """Which content security policy an address has.

    >>> "unsafe" in policy_of("/search"), "unsafe" in policy_of("/-/login")
    (False, True)
    """
    if path.endswith("/original"):
        return "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'"
    return OWN_PAGES_OF_DATASETTE if "/-/" in path and "/-/static" not in path else STRICT
