"""The catalogue as a Datasette plugin: only the hooks stand here, each one a line into the module that does it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from datasette import hookimpl as _hookimpl

Hook = TypeVar("Hook", bound=Callable[..., Any])


def hookimpl(hook: Hook) -> Hook:
    """Datasette's own marker of a hook, with a type."""
    marked: Hook = _hookimpl(hook)
    return marked


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    """Our pages."""
    from minuted.catalogue.routes import ROUTES

    return ROUTES


@hookimpl
def extra_template_vars(datasette: Any, request: Any, database: str | None, table: str | None) -> Callable[[], Any]:
    """What ``base.html`` needs on every page, and what stands over Datasette's own tables."""
    from minuted.catalogue.corrected import over
    from minuted.catalogue.frame import frame

    async def found() -> dict[str, Any]:
        return {**frame(datasette, request), **await over(datasette, database, table)}

    return found


@hookimpl
def prepare_jinja2_environment(env: Any) -> None:
    """The filters of ``wording``."""
    from minuted.catalogue.wording import FILTERS, committee_slug

    env.filters.update(FILTERS)
    env.globals["committee_slug"] = committee_slug


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[Any], Any]:
    """Security headers on every answer; expensive ones so many at once."""
    from minuted.catalogue.headers import secured
    from minuted.catalogue.lanes import in_lanes

    return lambda app: secured(in_lanes(datasette, app))


@hookimpl
def actor_from_request(datasette: Any, request: Any) -> dict[str, Any] | None:
    """Who a trusted proxy says is signed in, where it is configured."""
    from minuted.catalogue.frame import proxied_actor

    return proxied_actor(datasette, request)


@hookimpl
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Any:
    """A page that says what to do, in place of a trace."""
    from minuted.catalogue.failures import answer_for

    return answer_for(datasette, request, exception)


@hookimpl
def render_cell(value: Any, column: str, table: str | None, database: str, datasette: Any) -> Any:
    """Ids in Datasette's own tables lead to our pages."""
    from minuted.catalogue.frame import linked_id

    return linked_id(datasette, database, table, column, value)
