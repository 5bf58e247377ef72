"""The minutes that a web service gives item by item, as one page in the shape in which modern.gov shows a meeting.

The words are the site's own; only the page around them is ours, so that the HTML reader finds items where it looks
for them (``mgItemTable``), and the same minutes read alike from the service and from the site's page.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

from minuted.fetch.listing import Meeting, PaperRef


@dataclass(frozen=True)
class ItemMinutes:
    """One item: ``body`` and ``decision`` are HTML as the site gave it."""

    id: str
    number: str
    title: str
    body: str
    decision: str = ""


def minutes_page(meeting: Meeting, items: Sequence[ItemMinutes]) -> PaperRef | None:
    """The minutes of a meeting as one paper, or None where none are published yet."""
    if not items:
        return None
    day = f"{meeting.date:%A %-d %B %Y}" if meeting.date else ""
    heading = f"{meeting.committee.title} - {day}"
    rows = "".join(_row(item) for item in items)
    iso = meeting.date.isoformat() if meeting.date else ""
    page = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Minutes: {html.escape(heading)}</title>'
        f'<meta name="DC.date" content="{iso}"></head><body><div id="modgov"><div class="mgHeader">'
        f'<h1 class="mgMainTitleTxt">Minutes</h1></div><div class="mgSubTitle"><h2 class="mgSubTitleTxt">'
        f'{html.escape(heading)}</h2></div><div class="mgContent"><table class="mgItemTable" id="mgItemTable">{rows}'
        "</table></div></div></body></html>"
    )
    return PaperRef(
        key=f"minutes-{meeting.id}",
        url=meeting.url,
        title=f"Minutes: {heading}",
        kind="minutes",
        content=page.encode(),
        identifiers={"modgov:MId": meeting.id},
    )


def _row(item: ItemMinutes) -> str:
    decision = f'<p class="mgSubItemTitleTxt">Decision:</p><div class="mgWordPara">{item.decision}</div>'
    anchor = f'<a name="AI{html.escape(item.id)}"></a>{html.escape(item.number)}.'
    return (
        f'<tr><td class="mgItemNumberCell"><p>{anchor}</p></td>'
        f'<td><p class="mgAiTitleTxt">{html.escape(item.title)}</p>{decision if item.decision else ""}'
        f'<p class="mgSubItemTitleTxt">Minutes:</p><div class="mgWordPara">{item.body}</div></td></tr>'
    )
