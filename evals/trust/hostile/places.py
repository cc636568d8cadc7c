"""Hostile names and places: pipes, links, sparse files, and names that shells and terminals stumble over."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

from evals.trust.hostile.base import HostileFile

_WORDS = b"The river rose over the old bridge in May, said the mayor of the town.\n"

_ODD_NAMES = (
    "line\nbreak.txt",
    "tab\there.txt",
    "quote'\"`.txt",
    "-rf.txt",
    "$(touch hacked).txt",
    "; rm -rf ~.txt",
    "%s%n{}.txt",
    "<script>alert(1)<.txt",
    "[bold red]markup[-bold].txt",
    "\x1b[31mescape.txt",
    "\u202etxt.exe.txt",
    "\u200b.txt",
    "emoji 🗞️.txt",
    "cafe\u0301.txt",
    "café.txt",
    "CON.txt",
    "space at end .txt",
    "dots....txt",
    "long" + "g" * 240 + ".txt",
    "å" * 120 + ".txt",
    "odd\udcff\udc80byte.txt",
    "*.txt",
    "a:b.txt",
    "back\\slash.txt",
    "'; DROP TABLE documents; --.txt",
)


def place_files() -> list[HostileFile]:
    """Odd names of sound files, and what is no file at all."""
    odd = [HostileFile(f"names/{name}", lambda: _WORDS) for name in _ODD_NAMES]
    unknown = [HostileFile(f"places/{name}", lambda: _WORDS) for name in ("unknown.xyz", "no-suffix")]
    deep = HostileFile("/".join(["deep"] * 60) + "/bottom.txt", lambda: _WORDS)
    return [*odd, *unknown, deep, *(HostileFile(f"places/{name}", put=put) for name, put in _PLACES.items())]


def _link_to(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


def _socket(path: Path) -> None:
    """Bound by its name alone: the path of a socket may not be longer than a hundred bytes."""
    folder = os.open(path.parent, os.O_RDONLY)
    with socket.socket(socket.AF_UNIX) as made:
        try:
            made.bind(f"/proc/self/fd/{folder}/{path.name}")
        except OSError:
            os.mkfifo(path)
    os.close(folder)


def _sparse(size: int, start: bytes = _WORDS) -> Callable[[Path], None]:
    def put(path: Path) -> None:
        path.write_bytes(start)
        os.truncate(path, size)

    return put


def _table(content: bytes) -> Callable[[Path], None]:
    def put(path: Path) -> None:
        path.mkdir()
        (path / "metadata.csv").write_bytes(content)

    return put


_PLACES: dict[str, Callable[[Path], None]] = {
    "pipe.txt": os.mkfifo,
    "pipe.pdf": os.mkfifo,
    "socket.txt": _socket,
    "link-to-nothing.txt": _link_to("nowhere.txt"),
    "link-to-itself.txt": _link_to("link-to-itself.txt"),
    "link-to-its-folder": _link_to("."),
    "link-above.txt": _link_to("../.."),
    "link-to-passwords.txt": _link_to("/etc/passwd"),
    "link-to-zeros.txt": _link_to("/dev/zero"),
    "link-to-memory.txt": _link_to("/proc/self/mem"),
    "link-to-terminal.txt": _link_to("/dev/tty"),
    "folder.txt": Path.mkdir,
    "empty.txt": Path.touch,
    "empty.pdf": Path.touch,
    "empty.docx": Path.touch,
    "empty.eml": Path.touch,
    "sparse-ten-gigabytes.txt": _sparse(10_000_000_000),
    "sparse-ten-gigabytes.pdf": _sparse(10_000_000_000, b"%PDF-1.7\n"),
    "sparse-ninety-megabytes.txt": _sparse(90_000_000),
    "sparse-ninety-megabytes.csv": _sparse(90_000_000, b"text,title\n"),
    "table-of-columns": _table(b"file," + b"a," * 100_000 + b"\nx.txt," + b"1," * 100_000),
    "table-leading-out": _table(b"file,title\n../../../../etc/passwd,a\n/etc/passwd,b\n\0,c\n"),
    "table-never-closed": _table(b'file,title\n"' + b"a,b\n" * 50_000),
    "table-of-noise": _table(bytes(range(256)) * 100),
}
