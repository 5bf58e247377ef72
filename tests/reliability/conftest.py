"""The invented council's site, as the tests of the catalogue make it."""

from tests.catalogue.conftest import built, own_site, site

__all__ = ["built", "own_site", "site"]
