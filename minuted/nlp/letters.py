"""Letters that Python's ``re`` takes for plain ones where capitals do not count: "ſix" for "six", "nıne" for "nine".

Rules that have matched such a word would look for it in vain in their tables.  They are given a text of the same length
with plain letters in their place; what is quoted of the paper stays as printed.
"""

from __future__ import annotations

import re
from dataclasses import replace

from minuted.extract.document import Document
from minuted.nlp.facts import Facts

ODD = {"\u017f": "s", "\u0131": "i", "\u0130": "I", "\u212a": "K"}
"""Long s, dotless i, dotted capital I, the Kelvin sign."""
_ODD = re.compile(f"[{''.join(ODD)}]")
_PLAIN = str.maketrans(ODD)


def with_plain_letters(document: Document) -> Document:
    """The document itself, or where it holds odd letters one with plain letters at the same places.

    >>> with_plain_letters(Document("nıne", ())).text
    'nine'
    """
    if document.text.isascii() or _ODD.search(document.text) is None:
        return document
    tables = tuple(
        replace(
            table,
            cells=tuple(replace(cell, text=cell.text.translate(_PLAIN)) for cell in table.cells),
            caption=table.caption.translate(_PLAIN) if table.caption else table.caption,
            row_groups=tuple((row, words.translate(_PLAIN)) for row, words in table.row_groups),
        )
        for table in document.tables
    )
    return replace(document, text=document.text.translate(_PLAIN), tables=tables)


def quoted_from(document: Document, facts: Facts) -> Facts:
    """Facts that were found in a text with plain letters, with their quotes as the document prints them."""
    text = document.text
    return replace(
        facts,
        figures=tuple(replace(figure, quote=text[figure.start : figure.end]) for figure in facts.figures),
        commitments=tuple(replace(each, quote=text[each.start : each.end]) for each in facts.commitments),
    )
