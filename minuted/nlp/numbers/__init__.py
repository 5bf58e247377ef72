"""Printed numbers with their units: ``find_quantities`` for prose, ``read_cell_quantities`` for table cells."""

from __future__ import annotations

from minuted.nlp.numbers.scan import find_quantities, read_cell_quantities

__all__ = ["find_quantities", "read_cell_quantities"]
