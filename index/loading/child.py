"""The process that reads files: `python -m index.loading.child LIMITS`, started by `index.loading.reader`.

Whatever a file does to its parser, it does here: this process holds nothing that could be lost, is told by the
system how much it may take, and dies with its parent.
"""

from __future__ import annotations

import gc
import json
import math
import os
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from index.errors import LoadError
from index.loading import wire
from index.loading.bounds import Bounds
from index.types import Loaded

_GARBAGE_AFTER = 100_000
"""Objects made until the first search for cycles: a table makes a million that stay; the usual number is 700."""

Load = Callable[[Path], Loaded]

_PR_SET_PDEATHSIG = 1
_SIGKILL = 9


def main(arguments: list[str]) -> None:
    """Answer requests from standard input until it ends. Arguments: seconds, gigabytes, parent's id, loader."""
    seconds, gigabytes, parent, target = arguments
    replies = _only_own_words()
    _die_with(int(parent))
    bounds = Bounds(float(seconds), float(gigabytes))
    _bound_memory(bounds.memory)
    module, _, name = target.partition(":")
    gc.set_threshold(_GARBAGE_AFTER, 20, 20)
    load: Load = getattr(import_module(module), name)
    _silence(2)  # until here it says why it does not start
    _send(replies, wire.frame(wire.Kind.READY))
    for line in sys.stdin.buffer:
        path = Path(json.loads(line))
        _bound_time(bounds.seconds)
        _send(replies, _reply(load, path))


def _reply(load: Load, path: Path) -> bytes:
    try:
        return wire.frame(wire.Kind.LOADED, wire.loaded_body(load(path)))
    except MemoryError:
        return wire.frame(wire.Kind.OUT_OF_MEMORY)
    except LoadError as error:
        return wire.frame(wire.Kind.FAILED, wire.failed_body(error))


def _send(replies: BinaryIO, reply: bytes) -> None:
    replies.write(reply)
    replies.flush()


def _only_own_words() -> BinaryIO:
    """Standard output, which from now on nothing else that prints can reach."""
    replies = os.fdopen(os.dup(1), "wb")
    _silence(1)
    return replies


def _silence(descriptor: int) -> None:
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, descriptor)
    os.close(nothing)


def _die_with(parent: int) -> None:
    """Have the system end this process when the one that started it ends, however it ends."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, _SIGKILL)
    if os.getppid() != parent:
        sys.exit("the process that asked for this one is gone")


def _bound_memory(most: int) -> None:
    """What is written to counts, not addresses set aside (PDFium sets aside gigabytes that it never uses)."""
    import resource

    kind = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
    _limit(resource.RLIMIT_CORE, 0)
    _limit(kind, most)


def _bound_time(seconds: float) -> None:
    """Give this process so much more processor time; the system ends it when that is spent."""
    import resource

    _limit(resource.RLIMIT_CPU, math.ceil(time.process_time() + seconds))


def _limit(kind: int, most: int) -> None:
    import resource

    _, hard = resource.getrlimit(kind)
    allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
    try:
        resource.setrlimit(kind, (allowed, hard))
    except (ValueError, OSError):
        return  # Some systems know the limit and refuse to set it; the parent watches memory and time as well.


if __name__ == "__main__":
    main(sys.argv[1:])
