"""The web service of modern.gov, ``mgWebService.asmx``: committees, meetings, one meeting with its papers.

Dates go both ways as dd/mm/yyyy: an ISO date is silently ignored and everything is returned, so what comes back is
filtered again here.  Only the fields that are needed are looked at: replies can carry councillors' home addresses.
"""

from __future__ import annotations

import datetime as dt
import html
import re
from urllib.parse import urlencode

from lxml import etree

from minuted.errors import FetchError
from minuted.fetch.addresses import clean_url
from minuted.fetch.client import Client
from minuted.fetch.listing import Committee, Meeting, MeetingPapers, PaperRef
from minuted.fetch.modgov.minutes import ItemMinutes, minutes_page

NAMESPACE = re.compile(r"^\{[^}]*\}")


class Service:
    """The operations that minuted uses; each raises ``FetchError`` where the reply is not what it should be."""

    def __init__(self, client: Client, base_url: str) -> None:
        self.client, self.base_url = client, base_url

    def answers(self) -> bool:
        """Whether the site has the web service switched on."""
        try:
            return self._call("GetCommittees").tag == "committees"
        except FetchError:
            return False

    def committees(self) -> list[Committee]:
        """Every committee that is not deleted."""
        return [
            Committee(_text(found, "committeeid"), _text(found, "committeetitle"), _is(found, "committeeexpired"))
            for found in self._call("GetCommittees").iter("committee")
            if not _is(found, "committeedeleted")
        ]

    def meetings(self, committee: Committee, since: dt.date | None, until: dt.date | None) -> list[Meeting]:
        """The committee's meetings between the days, oldest first."""
        last = (until or dt.date.today() + dt.timedelta(days=365)) + dt.timedelta(days=1)  # some sites: exclusive
        reply = self._call(
            "GetMeetings",
            lCommitteeId=committee.id,
            sFromDate=(since or dt.date(1995, 1, 1)).strftime("%d/%m/%Y"),
            sToDate=last.strftime("%d/%m/%Y"),
        )
        meetings = [self._meeting(found, committee) for found in reply.iter("meeting")]
        wanted = [m for m in meetings if m.date and (not since or m.date >= since) and (not until or m.date <= until)]
        return sorted(wanted, key=lambda m: (m.date or dt.date.min, m.id))

    def papers(self, meeting: Meeting) -> MeetingPapers:
        """Attachments and minutes of one meeting; what is restricted or not to be shown is only counted."""
        reply = self._call("GetMeeting", lMeetingId=meeting.id)
        if _text(reply, "meetingid") not in (meeting.id,):
            raise FetchError(f"{meeting.url}: the site does not know this meeting", advice="was it withdrawn?")
        papers, minutes, restricted = [], [], 0
        for item in reply.iter("agendaitem"):
            if _is(item, "isrestricted") or _text(item, "isdisplayallowed") == "False":
                restricted += 1 + sum(1 for _ in item.iter("linkeddoc"))
                continue
            minutes.append(_item_minutes(item))
            for attachment in item.iter("linkeddoc"):
                if _is(attachment, "isrestricted"):
                    restricted += 1
                else:
                    papers.append(self._attachment(attachment, meeting))
        page = minutes_page(meeting, [m for m in minutes if m.body])
        return MeetingPapers(meeting, (*papers, *((page,) if page else ())), restricted)

    def _meeting(self, found: etree._Element, committee: Committee) -> Meeting:
        number = _text(found, "meetingid")
        url = clean_url(f"ieListDocuments.aspx?CId={committee.id}&MId={number}&Ver=4", self.base_url)
        return Meeting(number, committee, _day(_text(found, "meetingdate")), url, _text(found, "meetingstatus") or None)

    def _attachment(self, found: etree._Element, meeting: Meeting) -> PaperRef:
        number = _text(found, "attachmentid")
        title = _text(found, "title")
        return PaperRef(
            key=f"attachment-{number}",
            url=clean_url(_text(found, "url"), self.base_url),
            title=title,
            kind="decision" if _is(found, "isdecisionattachment") else None,
            stamp=_text(found, "publicationdate") or None,
            identifiers={"modgov:MId": meeting.id, "modgov:attachment": number},
        )

    def _call(self, operation: str, **parameters: str) -> etree._Element:
        url = clean_url(f"mgWebService.asmx/{operation}", self.base_url)
        response = self.client.get(f"{url}?{urlencode(parameters)}" if parameters else url)
        return parse_reply(response.body or b"", url)


def parse_reply(body: bytes, url: str) -> etree._Element:
    """The result element of a reply, bare or in a SOAP envelope, without namespaces, entities not expanded."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raise FetchError(f"{url}: the reply is not XML", advice="the site may be blocking programs") from error
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = NAMESPACE.sub("", element.tag).lower()
    for name in ("committees", "getmeetings", "meeting"):
        if root.tag == name:
            return root
        if (inner := root.find(f".//{name}")) is not None and root.tag == "envelope":
            return inner
    raise FetchError(f"{url}: an unexpected reply ({root.tag})", advice="is this a modern.gov web service?")


def _item_minutes(item: etree._Element) -> ItemMinutes:
    number = (
        _text(item, "minutesitemnumber") or _text(item, "fulldisplaynumberformat") or _text(item, "agendaitemnumber")
    )
    return ItemMinutes(
        id=_text(item, "agendaitemid"),
        number="" if number == "0" else number.rstrip("."),
        title=_text(item, "agendaitemtitle"),
        decision=_markup(item, "decisionnonemptyhtmlbody"),
        body=_markup(item, "minutesnonemptyhtmlbody"),
    )


def _text(element: etree._Element, name: str) -> str:
    """A child's text; modern.gov pads with spaces and encodes entities twice."""
    found = element.find(name)
    return html.unescape(" ".join("".join(map(str, found.itertext())).split())) if found is not None else ""


def _markup(element: etree._Element, name: str) -> str:
    found = element.find(name)
    return (found.text or "").strip() if found is not None else ""


def _is(element: etree._Element, name: str) -> bool:
    return _text(element, name).lower() == "true"


def _day(text: str) -> dt.date | None:
    try:
        return dt.datetime.strptime(text[:10], "%d/%m/%Y").date()
    except ValueError:
        return None
