"""Scanned pages: their image is read by Tesseract, word by word, with boxes and confidence.

On clean renderings 6 to 7% of the figures in tables come out wrong, so every OCR page is marked ("ocr") and a page
whose words are doubtful says so in an issue.  Tesseract is called directly, not through OCRmyPDF, whose output has no
confidence; a crooked or sideways scan is better run through OCRmyPDF (--rotate-pages --deskew) before it is added.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from minuted.extract.pdf.engine import PageObjects
from minuted.extract.pdf.words import Word

DPI = 300
SECONDS_A_PAGE = 60.0
RULE_LIKE = frozenset("|=_~—-–[]{}\\¦‘’'\"`.,:;")
"""A word of nothing but these is a drawn line or a speck that was taken for letters."""
INK = 1.3
"""A line of type over the height of its words' ink."""
LOW_CONFIDENCE = 75.0
"""Mean confidence (0 to 100) of a page's words below which they are called doubtful."""
LEAST_CONFIDENCE = 25.0
"""Words below this are specks and stamps; they are left out."""


@dataclass(frozen=True)
class ScannedPage:
    """The words of one scanned page and how sure Tesseract is of them (mean of 0 to 100)."""

    objects: PageObjects
    confidence: float


def is_installed() -> bool:
    """Whether Tesseract can be called."""
    return shutil.which("tesseract") is not None


def read_scan(
    image: Image.Image, number: int, width: float, height: float, seconds: float = SECONDS_A_PAGE
) -> ScannedPage | None:
    """Read the image of page ``number``, which is ``width`` by ``height`` points.

    None where Tesseract fails or takes longer than ``seconds``.
    """
    rows = _recognise(image, seconds)
    if rows is None:
        return None
    scale = width / image.width
    found = PageObjects(number, width, height)
    kept = [row for row in rows if is_word(row["text"]) and float(row["conf"]) >= LEAST_CONFIDENCE]
    found.words = [_word(row, scale, order) for order, row in enumerate(kept)]
    _level(found.words, kept)
    found.glyphs = sum(len(word.text) for word in found.words)
    sure = [float(row["conf"]) for row in kept]
    return ScannedPage(found, sum(sure) / len(sure) if sure else 0.0)


def is_word(text: str) -> bool:
    """Whether what was recognised is a word, not a rule of a table; a dash is, as it may stand for no value.

    >>> [is_word(text) for text in ("|", "=", "12.5", "-", "£", "")]
    [False, False, True, True, True, False]
    """
    told = text.strip()
    return told in ("-", "–", "—") or bool(set(told) - RULE_LIKE)


def _recognise(image: Image.Image, seconds: float) -> list[dict[str, str]] | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.png"
        image.convert("L").save(path, dpi=(DPI, DPI))
        command = ["tesseract", str(path), "-", "--dpi", str(DPI), "--psm", "3", "-l", "eng", "tsv"]
        one_core = {**os.environ, "OMP_THREAD_LIMIT": "1"}
        try:
            done = subprocess.run(command, capture_output=True, timeout=seconds, check=True, env=one_core)
        except (subprocess.SubprocessError, OSError):
            return None
    text = done.stdout.decode("utf-8", "replace")
    return [row for row in csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE) if row["text"]]


def _word(row: dict[str, str], scale: float, order: int) -> Word:
    left, top, wide, high = (float(row[key]) * scale for key in ("left", "top", "width", "height"))
    text = row["text"].strip()
    edges = np.linspace(left, left + wide, len(text) + 1, dtype=np.float32)
    boxes = np.stack(
        [edges[:-1], np.full(len(text), top, np.float32), edges[1:], np.full(len(text), top + high, np.float32)], axis=1
    )
    return Word(text, left, top, left + wide, top + high, boxes, round(high, 1), False, 0, order)


def _level(words: Sequence[Word], rows: Sequence[dict[str, str]]) -> None:
    """Give the words of one line one height: Tesseract's boxes fit each word's own letters."""
    lines: dict[tuple[str, ...], list[Word]] = {}
    for word, row in zip(words, rows):
        lines.setdefault((row["block_num"], row["par_num"], row["line_num"]), []).append(word)
    for members in lines.values():
        heights = sorted(word.bottom - word.top for word in members)
        usual = INK * heights[len(heights) // 2]
        foot = sorted(word.bottom for word in members)[len(members) // 2]
        for word in members:
            if abs(word.bottom - foot) < 0.5 * usual:
                word.top, word.bottom, word.size = foot - usual, foot, round(usual, 1)
                word.boxes[:, 1], word.boxes[:, 3] = word.top, word.bottom
