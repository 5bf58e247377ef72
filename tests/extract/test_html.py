"""Pages of modern.gov and others, in pages made here after their markup."""

from __future__ import annotations

import pytest

from minuted.errors import UnreadablePaper
from minuted.extract.document import Document
from minuted.extract.html import find_main
from minuted.extract.reader import read_bytes


def page(inside: str, head: str = "", around: str = "{}") -> Document:
    body = around.format(f'<div id="modgov">{inside}</div>')
    return read_bytes(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode())


def lines(document: Document) -> list[tuple[str, str | None, str]]:
    return [(b.kind, b.number, document.text[b.text_start : b.end]) for b in document.blocks]


MEETING = """
<div class="mgHeader"><h1 class="mgMainTitleTxt">Agenda and minutes</h1></div>
<div class="mgSubTitle"><h2 class="mgSubTitleTxt">Housing Panel - Tuesday, 3rd May, 2022 6.30 pm</h2></div>
<div class="mgLinks"><ul class="mgActionList"><li>Attendance details</li></ul></div>
<table class="mgItemTable" id="mgItemTable"><caption class="mgSectionTitle">Items</caption>
<tr><td class="mgItemNumberCell"><p class="mgAiTitleTxt"><a name="AI771"></a>12.</p></td><td>
<p class="mgAiTitleTxt"><a href="documents/s9/R.pdf">Empty homes <span class="mgFileSize">PDF 66 KB</span></a></p>
<p class="mgSubItemTitleTxt">Minutes:</p><div class="mgWordPara"><p>There were 41 empty homes.</p>
<p style="text-indent:-18pt">1.<span>&nbsp;&nbsp;</span>that the report be noted; and</p>
<ul><li>a list of them <b>by ward</b></li></ul></div></td></tr></table>
<p><a href="ieListDocuments.aspx?CId=45&amp;MId=900&amp;Ver=4">this meeting</a></p>
"""


def test_a_whole_meeting_with_its_items_and_ids() -> None:
    document = page(MEETING, '<meta name="DC.date" content="2022-05-03">')
    assert document.metadata.committee == "Housing Panel"
    assert str(document.metadata.meeting_date) == "2022-05-03"
    assert document.metadata.kind == "minutes"
    ids = document.metadata.identifiers
    assert ids["modgov:MId"] == "900" and ids["modgov:CId"] == "45" and ids["modgov:AIId:12"] == "771"
    told = lines(document)
    assert ("heading", "12.", "Empty homes") in told
    assert ("paragraph", None, "There were 41 empty homes.") in told
    assert ("paragraph", "1.", "that the report be noted; and") in told
    assert ("list_item", "•", "a list of them by ward") in told
    assert "66 KB" not in document.text and "Attendance" not in document.text


def test_an_agenda_item_page() -> None:
    head = '<meta property="og:url" content="https://x.example/mgAi.aspx?ID=771">'
    document = page(
        '<h1 class="mgMainTitleTxt">Agenda item</h1><h2 class="mgSubTitleTxt">Empty homes</h2>'
        '<p class="mgSubItemTitleTxt">Decision:</p><p>That it be noted.</p>', head,
    )  # fmt: skip
    assert document.metadata.title == "Empty homes"
    assert document.metadata.identifiers["modgov:AIId"] == "771"
    assert document.metadata.kind == "decision"


def test_an_issue_keeps_the_meetings_that_dealt_with_it() -> None:
    document = page(
        '<h1 class="mgMainTitleTxt">Issue details</h1><h2 class="mgSubTitleTxt">Empty homes</h2>'
        '<p><a href="ieIssueDetails.aspx?IId=88&amp;Opt=3">history</a></p>'
        '<p><a href="ieListDocuments.aspx?CId=4&amp;MId=11">3 May 2022 - Housing Panel</a></p>'
        '<p><a href="ieListDocuments.aspx?CId=4&amp;MId=12">7 June 2022 - Housing Panel</a></p>'
    )  # fmt: skip
    ids = document.metadata.identifiers
    assert document.metadata.kind == "issue_history"
    assert ids["modgov:IId"] == "88"
    assert ids["modgov:MId:2022-05-03"] == "11" and ids["modgov:MId:2022-06-07"] == "12"
    assert "modgov:MId" not in ids


def test_tables_with_spans_fills_and_marks() -> None:
    document = page(
        '<table><tr><th rowspan="2">Measure</th><th colspan="2">2021/22</th></tr><tr><th>Q1</th><th>Q2</th></tr>'
        '<tr><td>Calls</td><td style="background-color:#f00">41</td><td>44 <img alt="arrow up" src="a.png"></td></tr>'
        "</table>"
    )
    table = document.tables[0]
    first, second = table.at(2, 1), table.at(2, 2)
    assert first is not None and second is not None
    assert table.header_rows == 2
    assert table.column_path(second) == ("2021/22", "Q2")
    assert first.fill == (255, 0, 0)
    assert second.marks == ("arrow_up",)
    assert document.text[first.start : first.end] == "41"


def test_any_other_page_loses_its_menus_and_hidden_text() -> None:
    told = "<p>" + "The Panel met on 4 May. " * 20 + "</p>"
    data = (
        "<html><body><nav>Home</nav><div role='navigation'>Menu</div><main><h1>Minutes</h1>" + told
        + "<p style='display:none'>secret</p><script>var x = 1;</script></main><footer>Cookies</footer></body></html>"
    )  # fmt: skip
    text = read_bytes(data.encode()).text
    assert text.startswith("Minutes\n\nThe Panel met")
    assert not any(word in text for word in ("Home", "Menu", "secret", "var x", "Cookies"))


def test_no_entity_is_fetched_or_expanded() -> None:
    data = b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>Noted &x; here</p></body></html>'
    assert "root:" not in read_bytes(data).text


@pytest.mark.parametrize("body", ["", "<script>alert(1)</script>", "<nav>Menu</nav>"])
def test_a_page_without_text_is_refused(body: str) -> None:
    with pytest.raises(UnreadablePaper) as caught:
        read_bytes(f"<html><body>{body}</body></html>".encode())
    assert caught.value.kind == "empty"


def test_deep_nesting_is_read_not_crashed_on() -> None:
    data = b"<html><body>" + b"<div>" * 1500 + b"deep" + b"</div>" * 1500 + b"<p>shallow words</p></body></html>"
    assert "shallow words" in read_bytes(data).text


def test_every_block_holds_its_text() -> None:
    document = page(MEETING)
    assert all(document.text[b.start : b.end].strip() for b in document.blocks)
    assert find_main is not None
