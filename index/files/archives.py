"""Archives that are documents, docx and its like: refused unopened where they unpack to too much."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

from index.errors import LimitExceeded
from index.files.opening import CONTAINER_LIMIT, SIZE_LIMIT, too_large

MOST_ENTRIES = 10_000
"""Entries of an archive: a book in a hundred chapters with a thousand pictures has 1,200."""

MOST_TIMES = 400
"""How many times its size the text of an archive may be: XML shrinks to a tenth, a table of equal rows to a
hundredth, and a thousandth is the least that deflate can do."""

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
