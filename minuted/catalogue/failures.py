"""What a visitor is told when something fails: never a trace; the trace goes to the log."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from datasette import Response
from datasette.utils.asgi import Base400, Forbidden, NotFound

log = logging.getLogger("minuted.catalogue")


def answer_for(datasette: Any, request: Any, exception: Exception) -> Callable[[], Awaitable[Any]] | None:
    """What Datasette awaits to answer; None leaves data formats and refusals to Datasette."""
    if isinstance(exception, AssertionError) and request.method == "POST":  # Datasette 0.65: a form sent to a table
        return not_allowed
    if request.path.rsplit(".", 1)[-1] in ("json", "csv", "jsono") or request.args.get("_format"):
        return None
    if isinstance(exception, Base400) and not isinstance(exception, NotFound):
        return None
    if isinstance(exception, Forbidden):
        return None

    async def answer() -> Any:
        found = isinstance(exception, NotFound) or getattr(exception, "status", None) == 404
        status = 404 if found else (getattr(exception, "status", None) or 500)
        if status >= 500:
            log.error("%s %s", request.method, request.path, exc_info=exception)
        html = await datasette.render_template(
            "error.html",
            {"status": status, "error": str(exception) if status == 400 else "", "title": None, "ok": False},
            request=request,
        )
        return Response.html(html, status=status)

    return answer


async def not_allowed() -> Any:
    """The answer to a form sent where none is taken."""
    return Response.text("Nothing can be sent to this address.", status=405)
