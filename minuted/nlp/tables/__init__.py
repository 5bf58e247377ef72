"""Figures from tables: the same frame as in prose, with row label, row group, column headings and caption.

``read_tables`` goes through every table of the paper.  ``context`` says what stands around one and ``wording`` what its
lines mean; ``naming`` which columns name its rows, ``axes`` and ``labels`` what each row and column says; ``values``
which cells hold values, ``cells`` what their numbers are; ``ratings`` reads colours, ``panels`` boxes of one indicator.
"""

from __future__ import annotations

from minuted.nlp.tables.read import read_tables

__all__ = ["read_tables"]
