"""The pages, one module each; ``ROUTES`` is all of them, in the order in which addresses are tried."""

from __future__ import annotations

from minuted.catalogue.routes import (
    changes,
    commitment,
    commitments,
    committee,
    compare,
    conflicts,
    coverage,
    data,
    document,
    document_jump,
    document_page,
    document_text,
    documents,
    figure,
    home,
    measure,
    measures,
    meeting,
    meetings,
    original,
    page_image,
    report,
    review,
    review_act,
    search,
    search_all,
)
from minuted.catalogue.site import route

PAGES = (
    home, search, search_all, figure, report, measure, measures, commitments, commitment, meetings, meeting, committee,
    changes, document, document_jump, document_page, document_text, documents, page_image, original, conflicts,
    coverage, compare, data, review, review_act,
)  # fmt: skip
ROUTES = [route(module.PATTERN, module.page) for module in PAGES]
RESERVED = frozenset(
    "in search figure measure measures commitments commitment meetings meeting committee changes document documents "
    "conflicts coverage compare data review report".split()
)
"""First parts of our addresses: a database of such a name is served under another one."""
