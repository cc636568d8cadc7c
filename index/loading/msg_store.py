"""What a mail of Outlook keeps in its storages: texts, data and days by the numbers of their properties."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from index.errors import LoadError
from index.files.decoding import decode, tidy

OUTERMOST = 32
"""Bytes before the properties of the mail that a file is."""

ENCLOSED = 24
"""The same of a mail that is attached to another."""

PART = 8
"""The same of an attached file and of a recipient."""

_UNICODE, _EIGHT_BIT, _BINARY, _STORAGE = 0x001F, 0x001E, 0x0102, 0x000D
_TEXT_CODE_PAGE, _NAMES_CODE_PAGE = 0x3FDE, 0x3FFD
_FIRST_YEAR = 1970
"""Drafts have the first day that the format can tell, in 1601."""


class MsgStore:
    """The properties of a mail, an attached file or a recipient; `header` is how many bytes stand before them."""

    def __init__(self, storage: Any, header: int, path: Path, around: MsgStore | None = None) -> None:
        from oxmsg.properties import Properties

        self._path = path
        self._storage = storage
        self._streams = {stream.name: stream.bytes_ for stream in storage.streams}
        self._properties = Properties(storage, properties_header_offset=header)
        self._around = around

    def text(self, number: int) -> str:
        """A text, "" where there is none. Eight-bit ones are read by the mail's code page, else the likeliest."""
        wide = self._stream(number, _UNICODE)
        if wide is not None:
            return tidy(wide.decode("utf-16-le", "replace")).strip()
        narrow = self._stream(number, _EIGHT_BIT)
        return self._decoded(narrow).strip() if narrow else ""

    def page(self, number: int) -> str:
        """A page of HTML, kept as bytes or as a text."""
        data = self._stream(number, _BINARY)
        return self._decoded(data) if data else self.text(number)

    def data(self, number: int) -> bytes | None:
        """Bytes, None where there are none."""
        return self._stream(number, _BINARY)

    def moment(self, number: int) -> datetime | None:
        """A day with its time; None where there is none, or none that can be."""
        try:
            found: datetime | None = self._properties.date_prop_value(number)
        except (ValueError, OverflowError):
            return None
        return found if found and found.year >= _FIRST_YEAR else None

    def enclosed(self, number: int) -> MsgStore | None:
        """A mail that is kept whole in a storage of its own."""
        name = f"__substg1.0_{number:04X}{_STORAGE:04X}"
        found = next((each for each in self._storage.storages if each.name == name), None)
        return MsgStore(found, ENCLOSED, self._path) if found is not None else None

    def attachments(self) -> Iterator[MsgStore]:
        """What is attached, in order."""
        return (MsgStore(each, PART, self._path, self) for each in self._storage.iter_attachment_storages())

    def recipients(self) -> Iterator[MsgStore]:
        """Who it goes to, in order."""
        return (MsgStore(each, PART, self._path, self) for each in self._storage.iter_recipient_storages())

    def _stream(self, number: int, kind: int) -> bytes | None:
        return self._streams.get(f"__substg1.0_{number:04X}{kind:04X}")

    def _decoded(self, data: bytes) -> str:
        try:
            return decode(data, self._path, self._code_page()).text
        except LoadError:
            return ""

    def _code_page(self) -> str | None:
        """The character set of eight-bit texts; those of parts are their mail's."""
        for number in (_TEXT_CODE_PAGE, _NAMES_CODE_PAGE):
            if (page := self._properties.int_prop_value(number)) is not None:
                return _character_set(page)
        return self._around._code_page() if self._around else None


def _character_set(code_page: int) -> str:
    from oxmsg.domain.encodings import encoding_from_codepage

    try:
        return encoding_from_codepage(code_page) or f"cp{code_page}"
    except (KeyError, ValueError):
        return f"cp{code_page}"
