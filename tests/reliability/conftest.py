"""The invented council's site, as the tests of the catalogue make it."""

from tests.catalogue.conftest import built, site

__all__ = ["built", "site"]
