"""modern.gov, which most UK councils publish through: its web service where the site has it, else its pages."""

from minuted.fetch.modgov.site import ModernGov

__all__ = ["ModernGov"]
