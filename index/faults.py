"""How a fault inside sayso is told in the log: what failed, where, on which input; never a word of a document."""

from __future__ import annotations

import hashlib
import logging
import traceback

logger = logging.getLogger("sayso")


def log_fault(stage: str, about: str, error: BaseException) -> None:
    """Say in the log of `sayso` that a stage failed; `about` is its input, of which only the sha256 is told.

    An error's own message may quote the input and is left out.
    """
    digest = hashlib.sha256(about.encode("utf-8", "surrogatepass")).hexdigest()
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "an unknown place"
    logger.error("%s failed: %s at %s, input sha256 %s", stage, type(error).__name__, place, digest)
