"""The bytes of a text file become characters."""

from __future__ import annotations

MARKS = (b"\xff\xfe", b"\xfe\xff")
"""How a file in UTF-16 begins."""


def is_utf16(head: bytes) -> bool:
    """Whether bytes are UTF-16: by their mark, or because every other one is zero.

    >>> is_utf16("Café".encode("utf-16-le")), is_utf16(b"Cafe")
    (True, False)
    """
    if head.startswith(MARKS):
        return True
    zeros = head.count(b"\0")
    return zeros > len(head) * 0.3 and (head[0::2].count(b"\0") < 3 or head[1::2].count(b"\0") < 3)


def decode(data: bytes) -> str:
    """The text of bytes: by their mark, else UTF-16 by its zeros, else UTF-8, else Windows-1252.

    >>> decode("Café – £5".encode("cp1252")), decode("£5".encode("utf-16")), decode(b"\\xef\\xbb\\xbfok")
    ('Café – £5', '£5', 'ok')
    """
    if data.startswith(b"\xef\xbb\xbf"):
        return data[3:].decode("utf-8", errors="replace")
    if data.startswith(MARKS):
        return data.decode("utf-16", errors="replace")
    if is_utf16(data[:65536]):
        order = "utf-16-le" if data[1:65536:2].count(b"\0") > data[0:65536:2].count(b"\0") else "utf-16-be"
        return data.decode(order, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
