"""The image of one page of an original."""

from __future__ import annotations

from typing import Any

from datasette import Response

from minuted.catalogue.drawing import DRAWER, WIDTHS, NotDrawn
from minuted.catalogue.originals import drawable, original_of
from minuted.catalogue.site import Missing, Visit
from minuted.catalogue.sql import one_row

PATTERN = r"/document/(?P<id>[^/]+)/page/(?P<page>\d{1,6})/image"


async def page(visit: Visit) -> Any:
    """``/document/ID/page/N/image?width=900``: WebP, in one of a few widths."""
    document = await visit.ask(one_row, "SELECT sha256 FROM documents WHERE id = ?", [visit.named["id"]])
    original = original_of(visit.catalogue, document["sha256"] if document else None)
    if original is None or not drawable(original):
        raise Missing("no original of this paper to draw a page of")
    wanted = visit.number("width", 900)
    width = next((w for w in WIDTHS if w >= wanted), WIDTHS[-1])
    try:
        image = await DRAWER.image(original, int(visit.named["page"]), width)
    except NotDrawn as error:
        raise Missing(f"this page as an image: {error}") from error
    return Response(image, content_type="image/webp", headers={"cache-control": "public, max-age=86400"})
