from __future__ import annotations

import struct
from datetime import date
from pathlib import Path

import pytest

from index.errors import LoadError
from index.loading import load_file
from index.types import PartKind

_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
SUBJECT, BODY, SENDER, ADDRESS = 0x0037, 0x1000, 0x0C1A, 0x5D01
SENT = 133_227_432_000_000_000  # 8 March 2023, 10:00 UTC, in tenths of microseconds since 1601


def make_msg(path: Path, values: dict[int, str]) -> Path:
    """A mail as Outlook saves it, in a compound file whose streams are long enough for sectors of their own."""
    streams = {
        f"__substg1.0_{name:04X}001F": text.ljust(2_048).encode("utf-16-le") for name, text in values.items()
    }
    rows = [struct.pack("<HHIQ", 0x001F, name, 6, 2 * len(text) + 2) for name, text in values.items()]
    rows.append(struct.pack("<HHIQ", 0x0040, 0x0039, 6, SENT))
    streams["__properties_version1.0"] = (bytes(32) + b"".join(rows)).ljust(4_096, b"\0")
    names = sorted(streams, key=lambda name: (len(name), name.upper()))
    fat: list[int] = [_FAT]
    sectors: list[bytes] = []
    starts = []
    for name in names:
        starts.append(len(fat))
        count = -(-len(streams[name]) // _SECTOR)
        sectors.append(streams[name].ljust(count * _SECTOR, b"\0"))
        fat += [*range(len(fat) + 1, len(fat) + count), _END]
    entries = [_entry("Root Entry", 5, 1, _FREE, _END, 0)]
    for number, (name, start) in enumerate(zip(names, starts, strict=True), 1):
        after = number + 1 if number < len(names) else _FREE
        entries.append(_entry(name, 2, _FREE, after, start, len(streams[name])))
    directory = b"".join(entries)
    directory = directory.ljust(-(-len(directory) // _SECTOR) * _SECTOR, b"\0")
    first = len(fat)
    fat += [*range(first + 1, first + len(directory) // _SECTOR), _END]
    table = struct.pack(f"<{_SECTOR // 4}I", *fat, *[_FREE] * (_SECTOR // 4 - len(fat)))
    header = struct.pack(
        "<8s16x5H6x7I", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, first, 0, 4_096, _END, 0
    )
    header += struct.pack("<2I109I", _END, 0, 0, *[_FREE] * 108)
    path.write_bytes(header + table + b"".join(sectors) + directory)
    return path


def _entry(name: str, kind: int, child: int, right: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    return encoded.ljust(64, b"\0") + struct.pack(
        "<HBB3I36xIQ", len(encoded), kind, 1, _FREE, right, child, start, size
    )


def test_a_mail_of_outlook(tmp_path: Path) -> None:
    block = "From: Olle Krans\r\nSent: Tuesday, March 7, 2023 9:00 AM\r\nTo: Ida\r\nSubject: x"
    text = f"It took six.\r\n\r\n{block}\r\n\r\nFour."
    values = {SUBJECT: "Work", BODY: text, SENDER: "Ida Falk", ADDRESS: "ida@pier.example"}
    loaded = load_file(make_msg(tmp_path / "a.msg", values))
    (document,) = loaded.documents
    assert (document.title, document.author, document.published) == ("Work", "Ida Falk", date(2023, 3, 8))
    assert document.text.startswith('From: "Ida Falk" <ida@pier.example')
    assert "Date: Wed, 08 Mar 2023 10:00:00 +0000\nSubject: Work\n\nIt took six." in document.text
    (quoted,) = [part for part in document.parts if part.kind is PartKind.QUOTED]
    assert (quoted.author, quoted.published) == ("Olle Krans", date(2023, 3, 7))
    assert loaded.warnings == ()


def test_damaged_ones(tmp_path: Path) -> None:
    whole = make_msg(tmp_path / "a.msg", {SUBJECT: "Work", BODY: "Six of them."}).read_bytes()
    for name, data in (("cut", whole[:900]), ("text", b"hello there, this is no mail of Outlook")):
        path = tmp_path / f"{name}.msg"
        path.write_bytes(data)
        with pytest.raises(LoadError):
            load_file(path)
