"""Documents that are zip archives, docx and its like: opened within bounds, their parts without fetching."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from index.errors import LimitExceeded, LoadError
from index.files.decoding import one_line
from index.files.opening import CONTAINER_LIMIT, SIZE_LIMIT, read_bytes, too_large

MOST_ENTRIES = 10_000
"""Entries of an archive: a book in a hundred chapters with a thousand pictures has 1,200."""

MOST_TIMES = 400
"""How many times its size the text of an archive may be: XML shrinks to a tenth, a table of equal rows to a
hundredth, and a thousandth is the least that deflate can do."""

_COMPOUND_FILE = b"\xd0\xcf\x11\xe0"

_SMALL = 30_000_000
"""Bytes of text up to which the ratio does not matter."""

_TEXTS = (".xml", ".rels", ".xhtml", ".html", ".htm", ".ncx", ".opf", ".txt")


def check_sizes(entries: Sequence[zipfile.ZipInfo], path: Path) -> None:
    """Raises LimitExceeded where the entries are too many, or unpack to more than is read of one file.

    What an entry says of its size is a bound: `zipfile` unpacks no more of it.
    """
    if len(entries) > MOST_ENTRIES:
        reason = f"it has {len(entries):,} parts, more than the {MOST_ENTRIES:,} that are read of one file"
        raise LimitExceeded(str(path), reason)
    texts = [entry for entry in entries if entry.filename.lower().endswith(_TEXTS)]
    text, packed = sum(entry.file_size for entry in texts), sum(entry.compress_size for entry in texts)
    if text > SIZE_LIMIT:
        raise LimitExceeded(str(path), f"its text unpacks to {too_large(text, SIZE_LIMIT)}")
    if text > max(_SMALL, MOST_TIMES * packed):
        raise LimitExceeded(
            str(path), f"its text unpacks to {text // max(packed, 1):,} times its size, as no document does"
        )
    total = sum(entry.file_size for entry in entries)
    if total > CONTAINER_LIMIT:
        raise LimitExceeded(str(path), f"it unpacks to {too_large(total, CONTAINER_LIMIT)}")


class Archive:
    """An opened archive. `what` names its kind in errors: "an EPUB"."""

    def __init__(self, path: Path, what: str) -> None:
        """Raises LoadError where it is no such archive, encrypted, or unpacks to more than is read."""
        self.path, self._what = path, what
        if read_bytes(path, CONTAINER_LIMIT).startswith(_COMPOUND_FILE):
            raise LoadError(str(path), f"encrypted, or of an old format; save it as {what} without a password")
        try:
            with zipfile.ZipFile(path) as package:
                self._check(package.infolist())
                self.names = tuple(package.namelist())
        except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise LoadError(str(path), f"not {what}, or a damaged one ({one_line(str(error))[:100]})") from error

    def read(self, name: str) -> bytes | None:
        """A part's bytes; None where there is no such part. Raises LoadError where it is damaged."""
        if name not in self.names:
            return None
        try:
            with zipfile.ZipFile(self.path) as package:
                return package.read(name)
        except (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
            detail = one_line(str(error))[:100]
            raise LoadError(str(self.path), f"a damaged archive: {name} cannot be unpacked ({detail})") from error

    def xml(self, name: str) -> Any:
        """The tree of a part; None where there is no such part. Raises LoadError where it is no XML."""
        data = self.read(name)
        return None if data is None else xml_tree(data, self.path, name)

    def _check(self, entries: list[zipfile.ZipInfo]) -> None:
        if any(entry.flag_bits & 1 for entry in entries):
            raise LoadError(str(self.path), "encrypted; save it without a password")
        check_sizes(entries, self.path)


def xml_tree(data: bytes, path: Path, name: str) -> Any:
    """The root of an XML text; entities are not resolved. Raises LoadError where it is none."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise LoadError(str(path), f"damaged: {name} is no XML ({one_line(str(error))[:100]})") from error
