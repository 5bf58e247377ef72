"""One measure under its many names is one series: the register, the words that make a name, and the matching."""

from minuted.corpus.series.assign import assign_series
from minuted.corpus.series.register import load_register

__all__ = ["assign_series", "load_register"]
