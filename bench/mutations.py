"""Ways to break a paper: of its bytes, and of the structure of its format.

Bytes: bits flipped, numbers replaced by extreme ones, stretches cut out, doubled or moved in from another paper, the
end cut off; of DOCX and XLSX also inside the zip.  Structure: objects of a PDF swapped, emptied, made to contain
themselves, its unpacked page contents changed; elements of HTML and of the XML in DOCX and XLSX doubled, nested deep,
cut, and their attributes made extreme; two entries of one name in a zip, and names that lead outside.
"""

from __future__ import annotations

import io
import random
import re
import warnings
import zipfile
from collections.abc import Callable

import pikepdf

EXTREMES = (b"0", b"-1", b"99999999999", b"1e30", b"2147483648", b"NaN", b"", b"/", b"<<", b"(", b"\xff\xfe\x00")
ZIPPED = (".docx", ".xlsx")
STRUCTURED = 0.5
"""The share of papers whose structure is broken rather than their bytes."""
_TAG = re.compile(rb"<[A-Za-z/][^<>]{0,400}>")
_ATTRIBUTE = re.compile(rb'([\w:]+)="[^"<>]{0,200}"')


def mutated(data: bytes, suffix: str, chance: random.Random, other: bytes) -> bytes:
    """The paper with one to eight changes."""
    if chance.random() < STRUCTURED:
        if suffix == ".pdf":
            return _in_the_pdf(data, chance)
        if suffix in ZIPPED:
            return _in_the_zip(data, chance, _markup)
        if suffix == ".html":
            return _changed(data, chance, other, MARKUP)
    if suffix in ZIPPED and chance.random() < 0.8:
        return _in_the_zip(data, chance, _bytes)
    return _changed(data, chance, other, BYTES)


Change = Callable[[bytearray, random.Random, bytes], None]


def _changed(data: bytes, chance: random.Random, other: bytes, changes: tuple[Change, ...]) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        if changed:
            chance.choice(changes)(changed, chance, other)
    return bytes(changed)


def _bytes(data: bytes, chance: random.Random, other: bytes) -> bytes:
    return _changed(data, chance, other, BYTES)


def _markup(data: bytes, chance: random.Random, other: bytes) -> bytes:
    return _changed(data, chance, other, MARKUP if b"<" in data[:100] else BYTES)


def _flip(data: bytearray, chance: random.Random, _: bytes) -> None:
    for _n in range(chance.choice((1, 4, 64))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _extreme(data: bytearray, chance: random.Random, _: bytes) -> None:
    """In place of a number, so that lengths, counts and offsets lie."""
    start = chance.randrange(len(data))
    at = next((n for n in range(start, min(len(data), start + 4000)) if 48 <= data[n] <= 57), start)
    end = at
    while end < len(data) and 48 <= data[end] <= 57:
        end += 1
    data[at:end] = chance.choice(EXTREMES)


def _cut(data: bytearray, chance: random.Random, _: bytes) -> None:
    at = chance.randrange(len(data))
    del data[at : at + chance.choice((1, 20, 1000, 20_000))]


def _end(data: bytearray, chance: random.Random, _: bytes) -> None:
    del data[chance.randrange(len(data)) :]


def _double(data: bytearray, chance: random.Random, _: bytes) -> None:
    at = chance.randrange(len(data))
    data[at:at] = data[at : at + chance.choice((1, 20, 1000))] * chance.choice((1, 3, 50))


def _move(data: bytearray, chance: random.Random, other: bytes) -> None:
    if other:
        at, taken = chance.randrange(len(data)), chance.randrange(len(other))
        length = chance.choice((4, 100, 5000))
        data[at : at + length] = other[taken : taken + length]


BYTES: tuple[Change, ...] = (_flip, _flip, _extreme, _extreme, _cut, _end, _double, _move)


def _a_tag(data: bytearray, chance: random.Random) -> re.Match[bytes] | None:
    start = chance.randrange(len(data))
    return _TAG.search(data, start) or _TAG.search(data)


def _nest(data: bytearray, chance: random.Random, _: bytes) -> None:
    """One opening tag many times over."""
    if tag := _a_tag(data, chance):
        data[tag.end() : tag.end()] = tag[0] * chance.choice((2, 40, 3000))


def _drop_tag(data: bytearray, chance: random.Random, _: bytes) -> None:
    if tag := _a_tag(data, chance):
        del data[tag.start() : tag.end()]


def _repeat_element(data: bytearray, chance: random.Random, _: bytes) -> None:
    """From one tag to another some way on, again: whole rows, cells, and halves of them."""
    if tag := _a_tag(data, chance):
        until = _TAG.search(data, min(len(data) - 1, tag.end() + chance.choice((0, 40, 400))))
        piece = data[tag.start() : until.end()] if until else tag[0]
        data[tag.start() : tag.start()] = bytes(piece) * chance.choice((1, 3, 60))


def _extreme_attribute(data: bytearray, chance: random.Random, _: bytes) -> None:
    """A span of 99,999,999,999 columns, a cell called -1, a style of nothing."""
    start = chance.randrange(len(data))
    if told := _ATTRIBUTE.search(data, start) or _ATTRIBUTE.search(data):
        name = chance.choice((told[1], b"colspan", b"rowspan", b"r", b"s", b"w:val"))
        data[told.start() : told.end()] = name + b'="' + chance.choice(EXTREMES[:8]) + b'"'


def _entity(data: bytearray, chance: random.Random, _: bytes) -> None:
    at = chance.randrange(len(data))
    data[at:at] = chance.choice((b"&x;", b"&#0;", b"&#xD800;", b"&#1114112;", b"<![CDATA[", b"<!--", b"]]>", b"<?x"))


MARKUP: tuple[Change, ...] = (_nest, _drop_tag, _repeat_element, _extreme_attribute, _extreme_attribute, _entity)


def _in_the_zip(data: bytes, chance: random.Random, change: Callable[[bytes, random.Random, bytes], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = [(name, archive.read(name)) for name in archive.namelist()]
    for at in chance.sample(range(len(entries)), k=min(len(entries), chance.choice((1, 1, 2)))):
        name, content = entries[at]
        entries[at] = name, change(content, chance, chance.choice(entries)[1])
    if chance.random() < 0.1:
        del entries[chance.randrange(len(entries))]
    if chance.random() < 0.1:
        entries.append((chance.choice(entries)[0], chance.choice(entries)[1]))
    if chance.random() < 0.05:
        entries.append((chance.choice(("../../a.xml", "/etc/a.xml", "word/../../a.xml", "a\\b", " ")), b"x"))
    buffer = io.BytesIO()
    with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return buffer.getvalue()


def _in_the_pdf(data: bytes, chance: random.Random) -> bytes:
    """Some of its objects, and the unpacked contents of its pages, changed; written as a PDF whose frame is sound."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        numbers = list(range(1, len(pdf.objects)))
        for _ in range(chance.choice((1, 1, 2, 4, 10))):
            _change_object(pdf, pdf.get_object(chance.choice(numbers), 0), chance)
        buffer = io.BytesIO()
        try:
            pdf.save(buffer, compress_streams=chance.random() < 0.5)
        except Exception:  # too broken to be written by this program: by bytes, then
            return _changed(data, chance, data, BYTES)
    return buffer.getvalue()


def _change_object(pdf: pikepdf.Pdf, found: pikepdf.Object, chance: random.Random) -> None:
    if isinstance(found, pikepdf.Stream) and chance.random() < 0.6:
        try:
            found.write(_changed(found.read_bytes(), chance, b"", (*BYTES[:-1], _operator)))
        except Exception:  # a filter that is not unpacked: a picture
            found.write(b"")
        return
    if not isinstance(found, pikepdf.Dictionary | pikepdf.Stream) or not found.keys():
        return
    key = chance.choice(sorted(found.keys()))
    if key != "/Length":
        found[key] = _a_value(pdf, found, chance)


def _a_value(pdf: pikepdf.Pdf, found: pikepdf.Object, chance: random.Random) -> object:
    """Itself, another object, or a value that is never expected."""
    other = pdf.get_object(chance.randrange(1, len(pdf.objects)), 0)
    return chance.choice(
        (other, other, found, -1, 10**9, 0.0, 1e30, b"", pikepdf.Name("/X"), pikepdf.Array([]), pikepdf.Dictionary())
    )


def _operator(data: bytearray, chance: random.Random, _: bytes) -> None:
    at = chance.randrange(len(data))
    told = (b" q " * 500, b" Q ", b" BT ", b" ET ", b" 0 0 0 0 0 0 cm ", b" 1e9 0 0 1e9 0 0 Tm ", b" /X Do ", b" W n ")
    data[at:at] = chance.choice((*told, b" 0 0 99999999 99999999 re f ", b" 0 Tz ", b" -1 Tf ", b" 3 Tr "))
