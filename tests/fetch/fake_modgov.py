"""A modern.gov that exists only here: an ASGI app that answers as the public behaviour of the real ones is described.

Three committees of the invented Tarrowdale Council, three years of quarterly meetings.  ``FakeSite`` holds what a test
changes: which pages fail, what was republished; ``requests`` is what the client asked for, in order.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import html
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

Scope = dict[str, Any]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Answer = tuple[int, dict[str, str], bytes]

COMMITTEES = {
    "101": ("Children & Families Scrutiny Committee", False),
    "102": ("Place Scrutiny Committee", False),
    "103": ("Waste Board", True),
}
HOME_ADDRESS = "14 Larch Row"
SECRET = "commercially sensitive price of the depot"
LONG = "The Committee heard that call answering was at 81% in the quarter against a target of 90%. "


def a_pdf(words: str) -> bytes:
    """A small valid PDF that says ``words``."""
    stream = f"BT /F1 12 Tf 60 760 Td ({words}) Tj ET".encode("latin-1")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj" % number + body + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + table
    return out + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start


@dataclass
class FakeSite:
    """The site and its state; ``prefix`` is where its pages stand ("/moderngov/")."""

    prefix: str = "/moderngov/"
    service: bool = True
    today: dt.date = dt.date(2026, 11, 24)
    robots: str = "User-agent: *\nDisallow: /private/\n"
    failing: dict[str, list[int]] = field(default_factory=dict)
    """Path part -> statuses to answer with, one each, before it works again."""
    slow: dict[str, float] = field(default_factory=dict)
    """Path part -> seconds before the answer begins."""
    replies: dict[str, Answer] = field(default_factory=dict)
    """Path part -> a reply of a test's own."""
    republished: dict[str, str] = field(default_factory=dict)
    """Attachment id -> words of its newer version."""
    minutes_added: dict[str, str] = field(default_factory=dict)
    withdrawn: set[str] = field(default_factory=set)
    requests: list[str] = field(default_factory=list)

    def meetings(self, committee: str) -> list[tuple[str, dt.date]]:
        """(id, day) of each quarterly meeting of three years."""
        days = [dt.date(year, month, 12) for year in (2024, 2025, 2026) for month in (2, 5, 8, 11)]
        return [
            (f"{committee}{number:02}", day)
            for number, day in enumerate(days, 1)
            if f"{committee}{number:02}" not in self.withdrawn
        ]

    async def __call__(self, scope: Scope, receive: Any, send: Send) -> None:
        if scope["type"] == "lifespan":
            return
        path = scope["path"]
        query = {name.lower(): values[0] for name, values in parse_qs(scope["query_string"].decode()).items()}
        asked = path + ("?" + scope["query_string"].decode() if scope["query_string"] else "")
        self.requests.append(asked)
        for part, seconds in self.slow.items():
            if part in asked:
                await asyncio.sleep(seconds)
        headers = {k.decode().lower(): v.decode() for k, v in scope["headers"]}
        status, answer_headers, body = self._answer(path, asked, query, headers)
        raw = [(k.encode(), v.encode()) for k, v in answer_headers.items()]
        await send({"type": "http.response.start", "status": status, "headers": raw})
        await send({"type": "http.response.body", "body": body})

    def _answer(self, path: str, asked: str, query: dict[str, str], headers: dict[str, str]) -> Answer:
        for part, statuses in self.failing.items():
            if part in asked and statuses:
                status = statuses.pop(0)
                return status, {"retry-after": "1"} if status in (429, 503) else {}, b"busy"
        for part, reply in self.replies.items():
            if part in asked:
                return reply
        if path == "/robots.txt":
            return 200, {"content-type": "text/plain"}, self.robots.encode()
        if not path.startswith(self.prefix):
            return 404, {}, b"not here"
        page = path[len(self.prefix) :].lower()
        if page.startswith("mgwebservice.asmx/"):
            return self._service(page.split("/")[1], query)
        if page.startswith("documents/") or page.startswith("mgconvert2pdf"):
            return self._document(path, query, headers)
        for name, write in self._pages().items():
            if page == name:
                found = write(query)
                return (
                    (200, {"content-type": "text/html; charset=utf-8"}, self._template(found))
                    if found
                    else (404, {}, b"")
                )
        return 302, {"location": f"{self.prefix}mgError.aspx"}, b""

    # the web service

    def _service(self, operation: str, query: dict[str, str]) -> Answer:
        if not self.service:
            return 404, {}, b"off"
        xml = {"content-type": "text/xml; charset=utf-8"}
        if operation == "getcommittees":
            rows = "".join(
                f"<committee><committeeid>{i}</committeeid><committeetitle>{html.escape(html.escape(title))}</committeetitle>"
                f"<committeedeleted>False</committeedeleted><committeeexpired>{gone}</committeeexpired></committee>"
                for i, (title, gone) in COMMITTEES.items()
            )
            return 200, xml, f"<committees><committeescount> 3</committeescount>{rows}</committees>".encode()
        if operation == "getmeetings":
            return self._get_meetings(query, xml)
        if operation == "getmeeting":
            return 200, xml, self._get_meeting(query.get("lmeetingid", "")).encode()
        return 500, {}, b"no such operation"

    def _get_meetings(self, query: dict[str, str], xml: dict[str, str]) -> Answer:
        committee = query.get("lcommitteeid", "")
        if committee not in COMMITTEES:
            return 500, {}, b"missing parameter"
        try:  # an ISO date is silently ignored, and the last day is left out
            first, last = (dt.datetime.strptime(query[name], "%d/%m/%Y").date() for name in ("sfromdate", "stodate"))
        except ValueError:
            first, last = dt.date.min, dt.date.max
        rows = "".join(
            f"<meeting><meetingid>{i}</meetingid><meetingdate>{day:%d/%m/%Y}</meetingdate>"
            f"<meetingstatus>{'Cancelled' if i == '10105' else 'Confirmed'}</meetingstatus></meeting>"
            for i, day in self.meetings(committee)
            if first <= day < last
        )
        inner = f"<committee><committeemeetings>{rows}</committeemeetings></committee>" if rows else ""
        return 200, xml, f"<getmeetings><meetingscount> 1</meetingscount>{inner}</getmeetings>".encode()

    def _get_meeting(self, meeting: str) -> str:
        found = {i: day for c in COMMITTEES for i, day in self.meetings(c)}
        if meeting not in found:
            return "<meeting><meetingid>0</meetingid></meeting>"
        minutes = self._minutes(meeting, found[meeting])
        return (
            f"<meeting><meetingid>{meeting}</meetingid><meetingdate>{found[meeting]:%d/%m/%Y}</meetingdate>"
            f"<attendees><attendee name='Cllr Pell'><homeaddress>{HOME_ADDRESS}</homeaddress></attendee></attendees>"
            "<agendaitems>"
            "<agendaitem><agendaitemid>1</agendaitemid><agendaitemtitle>Part A</agendaitemtitle>"
            "<agendaitemnumber>0</agendaitemnumber><isrestricted>False</isrestricted></agendaitem>"
            f"<agendaitem><agendaitemid>{meeting}1</agendaitemid>"
            "<agendaitemtitle>Performance &amp;amp; budget</agendaitemtitle>"
            "<agendaitemnumber>4</agendaitemnumber><isrestricted>False</isrestricted><isdisplayallowed>True</isdisplayallowed>"
            f"<minutesnonemptyhtmlbody>{html.escape(minutes)}</minutesnonemptyhtmlbody><linkeddocuments>"
            + self._attachment(meeting + "7", "Quarterly performance report", found[meeting])
            + self._attachment(meeting + "8", "Price of the depot", found[meeting], restricted=True)
            + "</linkeddocuments></agendaitem>"
            f"<agendaitem><agendaitemid>{meeting}2</agendaitemid><agendaitemtitle>{SECRET}</agendaitemtitle>"
            f"<agendaitemnumber>5</agendaitemnumber><isrestricted>True</isrestricted>"
            f"<minutesnonemptyhtmlbody>{SECRET}</minutesnonemptyhtmlbody></agendaitem></agendaitems></meeting>"
        )

    def _attachment(self, number: str, title: str, day: dt.date, *, restricted: bool = False) -> str:
        stamp = f"{day:%d/%m/%Y}" + (" 2" if number in self.republished else "")
        return (
            f"<linkeddoc><attachmentid>{number}</attachmentid><title>{title}</title><isurl>False</isurl>"
            f"<url>mgConvert2PDF.aspx?ID={number}</url><isrestricted>{restricted}</isrestricted>"
            f"<publicationdate>{stamp}</publicationdate></linkeddoc>"
        )

    def _minutes(self, meeting: str, day: dt.date) -> str:
        if day > self.today:
            return ""
        more = self.minutes_added.get(meeting, "")
        return f"<p>{LONG}{more}</p><p>RESOLVED: That the Head of Service report back on call answering in May.</p>"

    # documents

    def _document(self, path: str, query: dict[str, str], headers: dict[str, str]) -> Answer:
        number = query.get("id") or path.split("/documents/s")[-1].split("/")[0]
        etag = f'"{number}-{len(self.republished.get(number, ""))}"'
        if headers.get("if-none-match") == etag:
            return 304, {"etag": etag}, b""
        words = self.republished.get(number, f"Paper {number}: 41 calls were answered in time in 2024/25.")
        return 200, {"content-type": "application/pdf", "etag": etag}, a_pdf(words)

    # pages

    def _pages(self) -> dict[str, Callable[[dict[str, str]], str]]:
        return {
            "mglistcommittees.aspx": lambda q: self._committees_page(),
            "ielistmeetings.aspx": self._meetings_page,
            "ielistdocuments.aspx": self._meeting_page,
            "mgai.aspx": lambda q: (
                f"<h1 class='mgMainTitleTxt'>Agenda item</h1><div class='mgContent'><p>{LONG * 3}</p></div>"
            ),
            "ieissuedetails.aspx": self._issue_page,
            "iedecisiondetails.aspx": lambda q: (
                "<h2 class='mgSubTitleTxt'>Call answering contract</h2><p class='mgLabel'>Decision:</p>"
                f"<p>That decision {q.get('id', '')} be implemented by 31 March 2027.</p>"
            ),
        }

    def _template(self, inner: str) -> bytes:
        return (
            "<!DOCTYPE html><html><head><title>Browse - Tarrowdale Council</title></head><body><p>Cookies!</p>"
            f"<div id='modgov'>{inner}</div></body></html>"
        ).encode()

    def _committees_page(self) -> str:
        rows = "".join(
            f"<li><a href='mgCommitteeDetails.aspx?ID={i}'>{html.escape(title)}</a></li>"
            for i, (title, gone) in COMMITTEES.items()
            if not gone
        )
        return f"<h1 class='mgMainTitleTxt'>Committees</h1><ul class='mgBulletList'>{rows}</ul>"

    def _meetings_page(self, query: dict[str, str]) -> str:
        committee = query.get("committeeid") or query.get("cid", "")
        newest_first = self.meetings(committee)[::-1]
        shown = newest_first[6:] if query.get("act") == "earlier" else newest_first[:6]
        rows = "".join(
            "<li class='mgTableEvenRow'>"
            f"<a class='mgMeetingTableLnk' href='ieListDocuments.aspx?CId={committee}&amp;MId={i}'>"
            f"{day.day} {day:%b %Y}&#160;7:30 pm</a> - Agenda, Minutes</li>"
            for i, day in shown
        )
        pager = (
            f"<a href='ieListMeetings.aspx?Act=earlier&amp;CId={committee}&amp;D=1&amp;MD=ielistmeetings'>Earlier</a>"
        )
        return f"<h1 class='mgMainTitleTxt'>Meetings</h1><ul class='mgNonBulletTableList'>{rows}</ul>{pager}"

    def _meeting_page(self, query: dict[str, str]) -> str:
        meeting = query.get("mid", "")
        day = {i: day for c in COMMITTEES for i, day in self.meetings(c)}.get(meeting)
        if day is None:
            return ""
        name = COMMITTEES[meeting[:3]][0]
        return (
            "<div class='mgHeader'><h1 class='mgMainTitleTxt'>Agenda and minutes</h1></div>"
            f"<h2 class='mgSubTitleTxt'>{html.escape(name)} - {day:%A} {day.day} {day:%B %Y} 7:30 pm</h2>"
            "<table id='mgItemTable' class='mgItemTable'><tr><td class='mgItemNumberCell'><p>4.</p></td><td>"
            "<p class='mgAiTitleTxt'>Performance</p>"
            f"<div class='mgWordPara'>{self._minutes(meeting, day)} ... "
            f"<a href='mgAi.aspx?ID={meeting}1'>view the full minutes text for item 4.</a></div>"
            f"<ul class='mgBulletList'><li><a href='documents/s{meeting}7/Quarterly \r\n report.pdf'>Quarterly report"
            "<span class='mgFileSize'> PDF 198 KB</span></a></li></ul>"
            f"<a href='documents/g{meeting}/Public reports pack.pdf?T=10'>Public reports pack</a>"
            f"<a href='ieIssueDetails.aspx?IId={meeting[:3]}9&amp;Opt=3'>History of this item</a>"
            f"<a href='ieDecisionDetails.aspx?ID={meeting[:3]}5'>Call answering contract</a>"
            "<a href='documents/../../private/s1/x.pdf'>Outside</a>"
            f"<a href='mgReasonsRestricted.aspx?OID=1&amp;OT=I'>Restricted</a></td></tr></table>"
        )

    def _issue_page(self, query: dict[str, str]) -> str:
        rows = "".join(
            f"<li><a href='mgAi.aspx?ID={i}1'>{day.day} {day:%B %Y}</a> - Report noted</li>"
            for i, day in self.meetings("101")[:4]
        )
        return (
            f"<h1 class='mgMainTitleTxt'>Issue details</h1><h2 class='mgSubTitleTxt'>Call answering</h2><ul>{rows}</ul>"
        )
