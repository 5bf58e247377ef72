"""One modern.gov site: asked through its web service where that answers, else through its pages."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from functools import cached_property

from minuted.errors import FetchError
from minuted.fetch.addresses import clean_url
from minuted.fetch.client import Client
from minuted.fetch.listing import Committee, Meeting, MeetingPapers
from minuted.fetch.modgov import pages
from minuted.fetch.modgov.service import Service

PAGE_NAMES = re.compile(r"(?:mg|ie|uuCoverPage)\w*\.as[pm]x.*$", re.IGNORECASE)


class ModernGov:
    """A modern.gov source.  ``site`` may be the site's front page or any of its pages; the base is worked out.

    >>> ModernGov.base_of("https://democracy.example.gov.uk/moderngov/mgListCommittees.aspx?bcr=1")
    'https://democracy.example.gov.uk/moderngov/'
    >>> ModernGov.base_of("ostley.moderngov.co.uk")
    'https://ostley.moderngov.co.uk/'
    """

    kind = "modgov"

    def __init__(self, client: Client, site: str) -> None:
        self.client = client
        self.base_url = self.base_of(site)
        self.pages = pages.Pages(client, self.base_url)

    @staticmethod
    def base_of(site: str) -> str:
        """The directory that holds the site's pages, with a slash at its end."""
        url = clean_url(site if "://" in site else f"https://{site}")
        return PAGE_NAMES.sub("", url.split("?")[0]).rstrip("/") + "/"

    @cached_property
    def service(self) -> Service | None:
        """The web service, or None where it is switched off."""
        service = Service(self.client, self.base_url)
        return service if service.answers() else None

    def council(self) -> str | None:
        """The council's name, from the title of a page."""
        try:
            return pages.council_of(self.pages._page("mgListCommittees.aspx?bcr=1"))
        except FetchError:
            return None

    def committees(self) -> list[Committee]:
        """Every committee; from the pages, only those that still meet."""
        return self.service.committees() if self.service else self.pages.committees()

    def meetings(self, committee: Committee, since: dt.date | None, until: dt.date | None) -> list[Meeting]:
        """The committee's meetings between the days, oldest first."""
        return (self.service or self.pages).meetings(committee, since, until)

    def papers(self, meeting: Meeting) -> MeetingPapers:
        """The papers of a meeting.  Issue histories stand only on pages, so these are asked as well."""
        if self.service is None:
            return self.pages.papers(meeting)
        listed = self.service.papers(meeting)
        try:
            return replace(listed, papers=(*listed.papers, *self.pages.histories(meeting)))
        except FetchError:  # sites that refuse programs on their pages may still answer the service
            return listed
