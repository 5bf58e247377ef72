"""The original file of a paper."""

from __future__ import annotations

import re
from typing import Any

from datasette.utils.asgi import asgi_send_file

from minuted.catalogue.originals import MEDIA_TYPES, SHOWN, original_of
from minuted.catalogue.site import Missing, Visit
from minuted.catalogue.sql import one_row

PATTERN = "/document/(?P<id>[^/]+)/original"


class OriginalFile:
    """A file sent in pieces; opened in place only where that cannot run anything."""

    def __init__(self, path: Any, name: str) -> None:
        self.path = path
        self.media_type = MEDIA_TYPES.get(path.suffix, "application/octet-stream")
        place = "inline" if self.media_type in SHOWN else "attachment"
        safe = re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("-.") or "paper"
        if not safe.endswith(path.suffix):
            safe += path.suffix
        self.headers = {"content-disposition": f'{place}; filename="{safe[-120:]}"'}

    async def asgi_send(self, send: Any) -> None:
        """Datasette calls this to answer."""
        await asgi_send_file(send, self.path, content_type=self.media_type, headers=self.headers)


async def page(visit: Visit) -> Any:
    """``/document/ID/original``."""
    document = await visit.ask(one_row, "SELECT sha256, file_name FROM documents WHERE id = ?", [visit.named["id"]])
    if document is None:
        raise Missing("no paper of that address")
    original = original_of(visit.catalogue, document["sha256"])
    if original is None:
        raise Missing("the original file of this paper; its facts and its text are still here")
    return OriginalFile(original, document["file_name"].rsplit("/", 1)[-1])
