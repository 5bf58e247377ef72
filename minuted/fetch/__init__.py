"""Papers from where they are published: modern.gov, feeds, sitemaps, lists of addresses.

Knows the web, not the database.  ``client`` fetches politely and safely, ``ledger`` remembers what was fetched,
``modgov`` and ``lists`` say what there is to fetch as ``Meeting``s with their ``PaperRef``s, and ``run`` brings those
that are new or changed.
"""
