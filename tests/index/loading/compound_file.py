"""Writes compound files (OLE), folders of streams in one file, as Outlook does: large streams and few."""

from __future__ import annotations

import struct
from typing import Any

_SECTOR = 512
_SHORTEST = 4_096
"""Bytes under which a stream would lie in sectors of 64 bytes, which this does not write."""

_TABLES = 4
"""Sectors that say where each goes on, with room for 512."""

_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_STORAGE, _STREAM, _ROOT = 1, 2, 5

Tree = dict[str, Any]
"""Bytes of streams, and trees of storages, by name."""


def compound_file(tree: Tree) -> bytes:
    """The file that holds the tree, its streams filled up with zeros to 4,096 bytes."""
    fat: list[int] = [_FAT] * _TABLES
    sectors: list[bytes] = []
    entries: list[bytes] = [b""]
    first = _kept(tree, fat, sectors, entries)
    entries[0] = _entry("Root Entry", _ROOT, first, _FREE, _END, 0)
    directory = b"".join(entries)
    directory = directory.ljust(-(-len(directory) // _SECTOR) * _SECTOR, b"\0")
    at = len(fat)
    fat += [*range(at + 1, at + len(directory) // _SECTOR), _END]
    room = _TABLES * _SECTOR // 4
    table = struct.pack(f"<{room}I", *fat, *[_FREE] * (room - len(fat)))
    magic = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    header = struct.pack("<8s16x5H6x7I", magic, 0x3E, 3, 0xFFFE, 9, 6, 0, _TABLES, at, 0, _SHORTEST, _END, 0)
    header += struct.pack("<2I109I", _END, 0, *range(_TABLES), *[_FREE] * (109 - _TABLES))
    return header + table + b"".join(sectors) + directory


def _kept(tree: Tree, fat: list[int], sectors: list[bytes], entries: list[bytes]) -> int:
    """The number of the tree's first entry; the others follow to its right."""
    names = sorted(tree, key=lambda name: (len(name), name.upper()))
    numbers = range(len(entries), len(entries) + len(names))
    entries += [b""] * len(names)
    for number, name in zip(numbers, names, strict=True):
        after = number + 1 if number + 1 in numbers else _FREE
        content = tree[name]
        if isinstance(content, bytes):
            data = content.ljust(_SHORTEST, b"\0")
            start = len(fat)
            count = -(-len(data) // _SECTOR)
            sectors.append(data.ljust(count * _SECTOR, b"\0"))
            fat += [*range(start + 1, start + count), _END]
            entries[number] = _entry(name, _STREAM, _FREE, after, start, len(data))
        else:
            entries[number] = _entry(name, _STORAGE, _kept(content, fat, sectors, entries), after, 0, 0)
    return numbers[0] if names else _FREE


def _entry(name: str, kind: int, child: int, right: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    return encoded.ljust(64, b"\0") + struct.pack(
        "<HBB3I36xIQ", len(encoded), kind, 1, _FREE, right, child, start, size
    )
