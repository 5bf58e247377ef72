"""Originals and stored parses: by content, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from minuted.corpus.papers_folder import PapersFolder
from minuted.extract.document import Block, Cell, Document, Issue, Metadata, Page, Table

SHA = "ab" * 32
DOCUMENT = Document(
    text="Calls\t41",
    blocks=(Block("table", 0, 8, 0, page=1, bbox=(1.0, 2.0, 3.0, 4.0), table=0),),
    pages=(Page(1, 595.0, 842.0, 0, 8),),
    tables=(
        Table(
            (Cell(0, 0, 0, 5, "Calls", fill=(1, 2, 3)), Cell(0, 1, 6, 8, "41", marks=("arrow_up",))),
            1, 2, 0, 8, header_columns=1, row_groups=((0, "Front desk"),),
        ),
    ),
    metadata=Metadata(title="Calls", wards=("Mill",), identifiers={"modgov:MId": "7"}),
    issues=(Issue("page_not_read", "too many glyphs", 2),),
    boxes=np.full((8, 4), np.nan, dtype=np.float32),
    engine="test-1",
)  # fmt: skip


def test_a_parse_comes_back_equal(tmp_path: Path) -> None:
    folder = PapersFolder(tmp_path)
    folder.keep_parse(SHA, "v1", DOCUMENT)
    back = folder.parse(SHA, "v1")
    assert back is not None
    for name in ("text", "blocks", "pages", "tables", "metadata", "issues", "engine", "media_type"):
        assert getattr(back, name) == getattr(DOCUMENT, name), name
    assert back.boxes is not None
    assert back.boxes.shape == (8, 4)


def test_a_parse_of_another_reader_is_none_and_goes_when_a_new_one_comes(tmp_path: Path) -> None:
    folder = PapersFolder(tmp_path)
    folder.keep_parse(SHA, "v1", DOCUMENT)
    assert folder.parse(SHA, "v2") is None
    folder.keep_parse(SHA, "v2", DOCUMENT)
    assert folder.parse(SHA, "v1") is None
    assert len(list((tmp_path / "parses").iterdir())) == 1


def test_a_damaged_parse_is_as_good_as_none(tmp_path: Path) -> None:
    folder = PapersFolder(tmp_path)
    folder.keep_parse(SHA, "v1", DOCUMENT)
    path = next((tmp_path / "parses").iterdir())
    path.write_bytes(path.read_bytes()[:40])
    assert folder.parse(SHA, "v1") is None


def test_an_original_is_found_by_its_hash_only(tmp_path: Path) -> None:
    folder = PapersFolder(tmp_path)
    folder.keep_original(b"%PDF-", SHA, ".pdf")
    found = folder.original(SHA)
    assert found is not None
    assert found.read_bytes() == b"%PDF-"
    assert folder.original("../" + SHA) is None
    assert folder.original("cd" * 32) is None
