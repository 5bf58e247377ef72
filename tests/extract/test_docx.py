"""Word documents, made here with python-docx and, where it cannot, with the markup itself."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from minuted.errors import UnreadablePaper
from minuted.extract.document import Document
from minuted.extract.reader import read_bytes


def read_back(made: Any) -> Document:
    buffer = io.BytesIO()
    made.save(buffer)
    return read_bytes(buffer.getvalue(), "paper.docx")


def lines(document: Document) -> list[tuple[str, int, str | None, str]]:
    return [(b.kind, b.level, b.number, document.text[b.text_start : b.end]) for b in document.blocks]


def test_headings_lists_and_bold_lines() -> None:
    made = docx.Document()
    made.add_heading("Waste report", 1)
    made.add_paragraph("Missed bins fell to 41.")
    made.add_paragraph("first round", style="List Bullet")
    made.add_paragraph("second step", style="List Number")
    made.add_paragraph().add_run("Next steps").bold = True
    told = lines(read_back(made))
    assert told[0] == ("heading", 1, None, "Waste report")
    assert ("list_item", 1, "•", "first round") in told
    assert ("paragraph", 1, "1.", "second step") in told
    assert told[-1][0] == "heading" and told[-1][3] == "Next steps"


def test_tracked_changes_are_accepted() -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("Costs were ")
    w = nsdecls("w")
    paragraph._p.append(parse_xml(f'<w:del {w} w:id="1" w:author="a"><w:r><w:delText>£3m</w:delText></w:r></w:del>'))
    paragraph._p.append(parse_xml(f'<w:ins {w} w:id="2" w:author="a"><w:r><w:t>£4m</w:t></w:r></w:ins>'))
    assert "Costs were £4m" in read_back(made).text


def test_tables_with_merged_and_shaded_cells() -> None:
    made = docx.Document()
    made.add_paragraph("Table 1: Calls by team", style="Caption")
    table = made.add_table(3, 3)
    for place, text in {(0, 0): "Team", (0, 1): "2020/21", (1, 1): "Q1", (1, 2): "Q2", (2, 0): "North",
                        (2, 1): "41", (2, 2): "39"}.items():  # fmt: skip
        table.cell(*place).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(2, 2)._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="FFC000"/>'))
    read = read_back(made).tables[0]
    value = read.at(2, 2)
    assert value is not None
    assert (read.caption, read.header_rows) == ("Table 1: Calls by team", 2)
    assert read.column_path(value) == ("2020/21", "Q2") and read.row_path(value) == ("North",)
    assert value.fill == (255, 192, 0)
    corner = read.at(1, 0)
    assert corner is not None and corner.text == "Team"


def test_a_frame_of_one_cell_is_paragraphs() -> None:
    made = docx.Document()
    frame = made.add_table(1, 1).cell(0, 0)
    frame.text = "The Panel is asked to note the report."
    document = read_back(made)
    assert not document.tables
    assert lines(document) == [("paragraph", 1, None, "The Panel is asked to note the report.")]


def test_the_title_property_counts_only_where_the_paper_prints_it() -> None:
    made = docx.Document()
    made.core_properties.title = "Template of some other paper"
    made.add_heading("Waste report", 1)
    assert read_back(made).metadata.title == "Waste report"


def test_damaged_and_empty_documents_are_refused() -> None:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    with pytest.raises(UnreadablePaper) as caught:
        read_bytes(buffer.getvalue(), "a.docx")
    assert caught.value.kind == "empty"
    made = docx.Document()
    made.add_paragraph("word " * 500)
    buffer = io.BytesIO()
    made.save(buffer)
    data = bytearray(buffer.getvalue())
    at = data.index(b"word/document.xml") + 60
    data[at : at + 40] = b"\0" * 40
    with pytest.raises(UnreadablePaper):
        read_bytes(bytes(data), "a.docx")
