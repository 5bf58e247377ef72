"""Pages in the manner of modern.gov: an agenda item, a whole meeting, the history of an issue."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

SHELL = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="DC.title" content="{title}"/>
<meta name="DC.date" scheme="W3CDTF" content="{date}"/>
<link rel="canonical" href="https://democracy.tarrowdale.example/{address}"/>
<title>{title} - Tarrowdale Council</title>
</head>
<body>
<a class="sr-only" href="#mgMainContent">Skip to main content</a>
<header><p>Tarrowdale Council</p></header>
<nav aria-label="Breadcrumb"><ul><li><a href="/">Home</a></li><li><a href="ieDocHome.aspx">Meetings</a></li></ul></nav>
<div role="main"><a name="mgMainContent"></a>
<div id="modgov">
<div class="mgHeader"><h1 class="mgMainTitleTxt">{heading}</h1></div>
{body}
<div class="mgFooter"><p>&nbsp;</p></div>
</div>
</div>
<footer><small>&copy; Tarrowdale Council</small></footer>
</body>
</html>
"""


def shell(heading: str, title: str, date: str, address: str, body: str) -> bytes:
    whole = SHELL.format(heading=heading, title=escape(title), date=date, address=escape(address), body=body)
    return whole.encode("utf-8")


def paragraphs(lines: Sequence[str]) -> str:
    """A line that begins with "- " is a bullet, typed as Word exports them; others are paragraphs."""
    out = []
    for line in lines:
        if line.startswith("- "):
            words = escape(line[2:])
            out.append(f'<p class="MsoListParagraph"><span>·<span>&nbsp;&nbsp;&nbsp; </span></span>{words}</p>')
        else:
            out.append(f'<p class="MsoNormal">{escape(line)}</p>')
    return "\n<p>&nbsp;</p>\n".join(out)


def agenda_item(
    committee: str, when: str, date: str, ids: tuple[int, int], title: str, report: str, lines: Sequence[str]
) -> bytes:
    """The page of one item (mgAi): meeting, title, report line, minutes."""
    body = f"""<div class="mgSubTitle"><h2 class="mgSubTitleTxt">
<a href="ieListDocuments.aspx?CId={ids[0]}&amp;MId={ids[1]}">{committee} - {when}</a></h2></div>
<div class="mgContent">
<h2 class="mgSubItemTitleTxt">{escape(title)}</h2>
<p>{escape(report)}</p>
<h3 class="mgSectionTitle">Minutes:</h3>
<div class="mgWordPara"><div class="WordSection1">
{paragraphs(lines)}
</div></div>
<h3 class="mgSectionTitle">Supporting documents:</h3>
<ul class="mgBulletList"><li><a href="documents/s4471/Report.pdf">Report</a>, item 6.
<span class="mgFileSize">PDF 412 KB</span></li></ul>
</div>"""
    address = f"mgAi.aspx?ID={ids[1] * 7}&MId={ids[1]}"
    return shell("Agenda item", f"Agenda item - {title}", date, address, body)


def whole_meeting(
    committee: str, when: str, date: str, ids: tuple[int, int], items: Sequence[tuple[str, str, Sequence[str]]]
) -> bytes:
    """The page of a meeting (ieListDocuments): a table with a row for each item."""
    rows = "\n".join(
        f"""<tr><td class="mgItemNumberCell"><p class="mgAiTitleTxt">{number}.</p></td>
<td><p class="mgAiTitleTxt"><a href="mgAi.aspx?ID={ids[1] * 7 + i}">{escape(title)}</a></p>
<p class="mgSubItemTitleTxt">Minutes:</p>
<div class="mgWordPara">{paragraphs(lines)}</div></td></tr>"""
        for i, (number, title, lines) in enumerate(items)
    )
    body = f"""<div class="mgSubTitle"><h2 class="mgSubTitleTxt">
<a href="mgCommitteeDetails.aspx?ID={ids[0]}">{committee} - {when}</a></h2></div>
<div class="mgContent">
<p><span class="mgLabel">Venue: </span>Council Chamber, Weavers' Hall, Tarrowdale.</p>
<p><span class="mgLabel">Contact: </span>Ines Pallister, Democratic Services</p>
<h2 class="mgSectionTitle">Items</h2>
<table class="mgItemTable" summary="Table of agenda items">
<tr><th>No.</th><th>Item</th></tr>
{rows}
</table>
</div>"""
    title = f"Agenda and minutes for {committee} on {when}"
    return shell("Agenda and minutes", title, date, f"ieListDocuments.aspx?CId={ids[0]}&MId={ids[1]}", body)


def issue_history(title: str, issue: int, entries: Sequence[tuple[str, Sequence[str]]], decision: str) -> bytes:
    """The history of an issue (ieIssueDetails): each meeting that dealt with it, newest first."""
    parts = "\n".join(
        f'<li><p class="mgSubItemTitleTxt"><a href="ieListDocuments.aspx?MId={900 + i}">{escape(when)}</a></p>\n'
        f'<div class="mgWordPara">{paragraphs(lines)}</div></li>'
        for i, (when, lines) in enumerate(entries)
    )
    body = f"""<div class="mgSubTitle"><h2 class="mgSubTitleTxt">{escape(title)}</h2></div>
<div class="mgContent">
<p><span class="mgLabel">Decision type: </span>Key</p>
<p><span class="mgLabel">Decision status: </span>{escape(decision)}</p>
<h2 class="mgSectionTitle">Meetings</h2>
<ul class="mgNonBulletList">
{parts}
</ul>
</div>"""
    address = f"ieIssueDetails.aspx?IId={issue}"
    return shell("Issue details", f"Issue details - {title}", "2026-09-08", address, body)
