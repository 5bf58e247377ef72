"""Pages of originals as images: drawn by pdfium in a process of its own, one at a time, kept in a bounded cache.

A hostile or broken PDF can hang pdfium or bring its process down.  Neither reaches the site: the process is killed at
its time limit and started anew for the next page.

``python -m minuted.catalogue.drawing`` is that process: it reads one JSON object a line and writes, for each, the
length of an answer and the answer.
"""

from __future__ import annotations

import asyncio
import io
import json
import struct
import subprocess
import sys
import threading
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, BinaryIO

WIDTHS = (400, 900, 1600)
"""Widths in pixels that a page may be asked for in."""
SECONDS = 20.0
PIXEL_CAP = 12_000_000
CACHE_BYTES = 64_000_000
CACHE_PAGES = 400
MOST_WORDS = 6_000
"""Lines of selectable text of one page that are sent."""


class NotDrawn(Exception):
    """The page could not be drawn; the message says why, in words."""


class Drawer:
    """Draws pages for the site.

    >>> # await DRAWER.image(Path("paper.pdf"), 3, 900)  ->  bytes of a WebP image
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[Any, ...], bytes] = OrderedDict()
        self._kept_bytes = 0
        self._lock = threading.Lock()
        self._one = ThreadPoolExecutor(max_workers=1, thread_name_prefix="minuted-draw")
        self._process: subprocess.Popen[bytes] | None = None

    async def image(self, path: Path, page: int, width: int) -> bytes:
        """The page as a WebP image, ``width`` pixels wide."""
        return await self._get(path, page, {"want": "image", "width": width})

    async def lines(self, path: Path, page: int) -> list[dict[str, Any]]:
        """The lines of text of the page with their boxes in points from the top left: what can be selected."""
        found: list[dict[str, Any]] = json.loads(await self._get(path, page, {"want": "lines"}))
        return found

    async def _get(self, path: Path, page: int, order: dict[str, Any]) -> bytes:
        key = (path, page, *sorted(order.items()))
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        order = {**order, "path": str(path), "page": page}
        answer = await asyncio.get_running_loop().run_in_executor(self._one, self._ask, order)
        self._keep(key, answer)
        return answer

    def _keep(self, key: tuple[Any, ...], answer: bytes) -> None:
        with self._lock:
            if key not in self._kept:
                self._kept_bytes += len(answer)
            self._kept[key] = answer
            while self._kept and (self._kept_bytes > CACHE_BYTES or len(self._kept) > CACHE_PAGES):
                self._kept_bytes -= len(self._kept.popitem(last=False)[1])

    def _ask(self, order: dict[str, Any]) -> bytes:
        process = self._running()
        timer = threading.Timer(SECONDS, process.kill)
        timer.start()
        try:
            assert process.stdin is not None and process.stdout is not None
            process.stdin.write(json.dumps(order).encode() + b"\n")
            process.stdin.flush()
            ok, answer = _read_answer(process.stdout)
        except (OSError, EOFError) as error:
            self._stop()
            raise NotDrawn("drawing this page took too long, or its file is damaged") from error
        finally:
            timer.cancel()
        if not ok:
            raise NotDrawn(answer.decode("utf-8", "replace"))
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "minuted.catalogue.drawing"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
        return self._process

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def close(self) -> None:
        """End the drawing process."""
        self._one.submit(self._stop).result()


def _read_answer(stream: Any) -> tuple[bool, bytes]:
    head = _exactly(stream, 5)
    ok, length = struct.unpack(">?I", head)
    return ok, _exactly(stream, length)


def _exactly(stream: Any, length: int) -> bytes:
    data: bytes = stream.read(length)
    if len(data) != length:
        raise EOFError
    return data


DRAWER = Drawer()


def draw_image(pdf: Any, page: int, width: int) -> bytes:
    """One page of an open pdfium document as WebP."""
    sheet = pdf[page - 1]
    wide, high = sheet.get_size()
    scale = min(width / max(wide, 1), (PIXEL_CAP / max(wide * high, 1)) ** 0.5)
    picture = sheet.render(scale=scale).to_pil().convert("RGB")
    sheet.close()
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=82, method=2)
    return out.getvalue()


def read_lines(pdf: Any, page: int) -> bytes:
    """The text of a page by lines, as JSON: ``[{"x":, "y":, "w":, "h":, "text":}]``, from the top left."""
    sheet = pdf[page - 1]
    _, high = sheet.get_size()
    found = []
    if sheet.get_rotation() == 0:
        text = sheet.get_textpage()
        left, bottom, _, top = sheet.get_cropbox()
        del bottom
        for n in range(min(text.count_rects(), MOST_WORDS)):
            x0, y0, x1, y1 = text.get_rect(n)
            words = text.get_text_bounded(x0, y0, x1, y1).strip()
            if words and x1 > x0 and y1 > y0:
                found.append(
                    {"x": round(x0 - left, 1), "y": round(top - y1, 1), "w": round(x1 - x0, 1),
                     "h": round(y1 - y0, 1), "text": words}
                )  # fmt: skip
        text.close()
    sheet.close()
    return json.dumps([line for line in found if 0 <= line["y"] <= high]).encode()


def work(orders: BinaryIO, answers: BinaryIO) -> None:
    """Answer orders until their stream ends; the last document stays open, since its next page is asked for next."""
    import pypdfium2

    opened: tuple[str, Any] | None = None
    for line in orders:
        order = json.loads(line)
        try:
            if opened is None or opened[0] != order["path"]:
                if opened is not None:
                    opened[1].close()
                    opened = None
                opened = (order["path"], pypdfium2.PdfDocument(order["path"]))
            pdf = opened[1]
            if not 1 <= order["page"] <= len(pdf):
                raise IndexError(f"the original has {len(pdf)} pages")
            answer = (
                draw_image(pdf, order["page"], order["width"])
                if order["want"] == "image"
                else read_lines(pdf, order["page"])
            )
            ok = True
        except Exception as error:  # whatever pdfium or Pillow makes of a damaged file is said on the page
            ok, answer = False, f"the original could not be drawn ({type(error).__name__})".encode()
        answers.write(struct.pack(">?I", ok, len(answer)) + answer)
        answers.flush()


if __name__ == "__main__":
    work(sys.stdin.buffer, sys.stdout.buffer)
