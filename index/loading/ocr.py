"""Text in pictures, read by RapidOCR on onnxruntime where the extra `sayso[ocr]` is installed; no network."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

EXTRA = "pip install 'sayso[ocr]'"
"""What a user without the extra is told to run."""

LEAST_SURE = 0.5
"""Confidence under which a line is more often a smudge, a line of a drawing or another script than text."""

_LOG = logging.getLogger(__name__)


class SeenWord(NamedTuple):
    """A word in a picture: its box in pixels from the upper left, and how sure it is, 0 to 1."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float


Recognizer = Callable[["NDArray[np.uint8]"], list[SeenWord]]
"""Reads the words of a picture: uint8 array of shape (height, width, 3), red, green, blue."""


def recognizer() -> Recognizer | None:
    """What reads pictures, None where the extra is not installed."""
    return _read if find_spec("rapidocr") is not None else None


def _read(picture: NDArray[np.uint8]) -> list[SeenWord]:
    found = _engine()(picture[:, :, ::-1], return_word_box=True)
    words: list[SeenWord] = []
    for line in found.word_results or ():
        if line and sum(score for _, score, _ in line) < LEAST_SURE * len(line):
            continue
        for text, score, box in line:
            xs, ys = [point[0] for point in box], [point[1] for point in box]
            if text.strip():
                words.append(SeenWord(text.strip(), min(xs), min(ys), max(xs), max(ys), float(score)))
    return words


@cache
def _engine() -> Any:
    os.environ.setdefault("OPENCV_LOG_LEVEL", "ERROR")
    from rapidocr import RapidOCR

    _LOG.info("loading the OCR models")
    return RapidOCR(params={"Global.log_level": "error"})
