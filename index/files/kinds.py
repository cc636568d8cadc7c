"""What kind of file a path is: by its suffix, and by what is in it where it has none."""

from __future__ import annotations

import re
from pathlib import Path

from index.errors import LoadError
from index.files.opening import read_start

MAILBOX = ".mbox"

_LOOKED_AT = 16_384
"""Bytes at the start of a file in which a mailbox shows: its first line, and the headers of its first mail."""

_OPENING = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,20}From [^\n]{1,300}\n((?:[!-9;-~]{1,80}:[^\n]*\n|[ \t][^\n]*\n)+)")
_HEADER = re.compile(rb"^(date|from|to|subject|message-id|received|return-path|mime-version)[ \t]*:", re.I | re.M)
_FEWEST_HEADERS = 2
"""Different headers of mail that must stand there: a letter may begin with "From" and a line with a colon."""


def suffix_of(path: Path) -> str:
    """The suffix by which a file is read, lower case with the dot: its own, or a mailbox's where it is one."""
    return path.suffix.lower() or (MAILBOX if _is_mailbox(path) else "")


def _is_mailbox(path: Path) -> bool:
    try:
        opening = _OPENING.match(read_start(path, _LOOKED_AT))
    except LoadError:
        return False
    return opening is not None and len({name.lower() for name in _HEADER.findall(opening[1])}) >= _FEWEST_HEADERS
