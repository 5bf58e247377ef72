"""Figures from tables: the same frame as in prose, with row label, row group, column headings and caption.

``read_tables`` goes through every table of the paper; ``context`` says what stands around a table, ``axes`` what each
row and column says, ``cells`` reads the numbers, ``ratings`` the colours, ``panels`` the boxes of one indicator each.
"""

from __future__ import annotations

from minuted.nlp.tables.read import read_tables

__all__ = ["read_tables"]
