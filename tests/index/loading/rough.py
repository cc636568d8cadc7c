"""A loader that does what its file tells it to, for tests of the process that reads."""

from __future__ import annotations

import ctypes
import os
import signal
import time
from pathlib import Path

from index.types import Loaded, LoadedDocument


def load(path: Path) -> Loaded:
    """The file's text, after doing what its first word says."""
    text = path.read_text(encoding="utf-8")
    order = text.partition(" ")[0]
    if order == "loop":
        while True:
            pass
    elif order == "sleep":
        time.sleep(600)
    elif order == "fill":
        held = [bytearray(10_000_000) for _ in range(1_000)]
        return Loaded((LoadedDocument(str(len(held))),))
    elif order == "crash":
        ctypes.string_at(0)
    elif order == "exit":
        os._exit(3)
    elif order == "abort":
        os.kill(os.getpid(), signal.SIGABRT)
    elif order == "print":
        print("words that are no reply", flush=True)
        os.write(1, b"nor are these")
    elif order == "garble":
        _write_to_every_pipe(b"Lnonsense")
    elif order == "process":
        text = str(os.getpid())
    return Loaded((LoadedDocument(text),))


def _write_to_every_pipe(data: bytes) -> None:
    for descriptor in range(3, 20):
        try:
            os.write(descriptor, data)
        except OSError:
            continue
