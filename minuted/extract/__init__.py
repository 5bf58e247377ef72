"""A paper becomes a ``Document``; nothing here knows what a figure is.

``reader.read`` looks at the bytes, not at the name, and hands them to the one reader of that format.  A reader is a
module with ``SUFFIXES``, ``MEDIA_TYPES`` and ``read(data, ...) -> Document``; to add a format, write one and add it to
``reader.READERS``.
"""
