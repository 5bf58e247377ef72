"""What a visitor is told when something fails: never a trace; the trace goes to the log."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from traceback import walk_tb
from typing import Any

from datasette import Response
from datasette.utils.asgi import Base400, Forbidden, NotFound

log = logging.getLogger("minuted.catalogue")
PACKAGE = Path(__file__).resolve().parent.parent


def answer_for(datasette: Any, request: Any, exception: Exception) -> Callable[[], Awaitable[Any]] | None:
    """What Datasette awaits to answer; None leaves data formats and refusals to Datasette."""
    unforeseen = is_of_datasette(exception) and (
        request.method != "GET" or bool(request.query_string) or "." in request.path
    )
    data = request.path.rsplit(".", 1)[-1] in ("json", "csv", "jsono") or bool(request.args.get("_format"))
    if data and not unforeseen:
        return None
    if isinstance(exception, Base400) and not isinstance(exception, NotFound):
        return None
    if isinstance(exception, Forbidden):
        return None

    async def answer() -> Any:
        found = isinstance(exception, NotFound) or getattr(exception, "status", None) == 404
        status = 404 if found else (getattr(exception, "status", None) or 500)
        if unforeseen:
            status = 400 if request.method == "GET" else 405
        if status >= 500 or unforeseen:
            log.error("%s %s", request.method, request.path, exc_info=exception)
        said = CANNOT if unforeseen else str(exception) if status == 400 else ""
        if data:
            return Response.json({"ok": False, "error": said, "status": status, "title": None}, status=status)
        html = await datasette.render_template(
            "error.html", {"status": status, "error": said, "title": None, "ok": False}, request=request
        )
        return Response.html(html, status=status)

    return answer


CANNOT = "what this address asks for cannot be answered"


def is_of_datasette(exception: Exception) -> bool:
    """Whether one of Datasette's own pages gave up (a form sent to a table, CSV of no query): none of ours was asked.

    It answers so to what it did not foresee in an address; the same page without that is well.
    """
    if isinstance(exception, Base400 | Forbidden) or getattr(exception, "status", 500) < 500:
        return False  # foreseen
    frames = [frame.f_code.co_filename for frame, _ in walk_tb(exception.__traceback__)]
    ours = any(Path(name).is_relative_to(PACKAGE) for name in frames)
    return not ours and any("datasette/views" in Path(name).as_posix() for name in frames)
