"""Mails as Outlook saves them, one a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path

from index.errors import LoadError
from index.files.decoding import one_line
from index.files.opening import CONTAINER_LIMIT, read_bytes
from index.loading.msg_store import OUTERMOST, MsgStore
from index.mail import headers
from index.mail.documents import documents_of, numbered
from index.mail.headers import LONGEST_SHOWN, Bounded, header
from index.mail.letters import Attached, Letter, Text, chosen, parsed
from index.types import Loaded

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What a compound file begins with."""

_DEEPEST = 8
"""Mails within mails that are looked into."""

_SUBJECT, _BODY, _PAGE, _RTF, _HEADERS = 0x0037, 0x1000, 0x1013, 0x1009, 0x007D
_SUBMITTED, _DELIVERED = 0x0039, 0x0E06
_SENDERS = ((0x0042, (0x5D02, 0x0065)), (0x0C1A, (0x5D01, 0x0C1F)))
"""Names and addresses of for whom a mail was sent, then of who sent it: a secretary for her head."""

_NAME, _ADDRESSES = 0x3001, (0x39FE, 0x3003)
_SHOWN_TO, _SHOWN_CC = 0x0E04, 0x0E03
_FILE_NAMES, _MEDIA_TYPE, _FILE = (0x3707, 0x3704, 0x3001), 0x370E, 0x3701


class MsgLoader:
    """Reads .msg files through python-oxmsg; other programs give plain mails the same suffix."""

    suffixes: tuple[str, ...] = (".msg",)

    def load(self, path: Path) -> Loaded:
        """The mail, then its attached files and mails, each as documents of its own."""
        reading = documents_of(_letter(read_bytes(path, CONTAINER_LIMIT), path), path)
        own, *attached = reading.documents
        return Loaded((replace(own, row=None), *numbered(attached, 1)), tuple(reading.warnings))


def _letter(data: bytes, path: Path) -> Letter:
    if not data.startswith(_OLE):
        try:
            return parsed(data, path)
        except LoadError as error:
            raise LoadError(str(path), "not a mail of Outlook, nor one in plain text") from error
    try:
        return _of(_opened(data, path), path, 0)
    except LoadError:
        raise
    except Exception as error:  # the library raises whatever a damaged file makes of its structures
        detail = one_line(str(error))[:120]
        raise LoadError(str(path), f"not a mail of Outlook, or a damaged one ({detail})") from error


def _opened(data: bytes, path: Path) -> MsgStore:
    from olefile import OleFileIO
    from oxmsg.storage import Storage

    with OleFileIO(data) as ole:
        return MsgStore(Storage.from_ole(ole), OUTERMOST, path)


def _of(store: MsgStore, path: Path, depth: int) -> Letter:
    top: Message = HeaderParser(policy=Bounded()).parsestr(store.text(_HEADERS))
    sent = store.moment(_SUBMITTED) or store.moment(_DELIVERED)
    name, address = _sender(store)
    values = {
        "From": header(top, "From", path) or _person(name, address),
        "To": header(top, "To", path) or ", ".join(_people(store)) or one_line(store.text(_SHOWN_TO)),
        "Cc": header(top, "Cc", path) or one_line(store.text(_SHOWN_CC)),
        "Date": header(top, "Date", path) or (f"{sent:%a, %d %b %Y %H:%M:%S %z}" if sent else ""),
        "Subject": one_line(store.text(_SUBJECT)) or header(top, "Subject", path),
    }
    plain = [Text(body)] if (body := store.text(_BODY)) else []
    page = [Text(body, is_page=True)] if (body := store.page(_PAGE)).strip() else []
    texts = chosen(plain, page)
    problems = () if texts else ("its text is kept as RTF alone, which is not read",)
    day: date | None = sent.date() if sent else headers.day(top, path)
    return Letter(
        tuple((label, value[:LONGEST_SHOWN]) for label, value in values.items() if value),
        headers.sender(top, path) or name or address or None,
        day,
        values["Subject"],
        tuple(texts),
        tuple(_attached(store, path, depth)),
        problems if store.data(_RTF) else (),
    )


def _sender(store: MsgStore) -> tuple[str, str]:
    """Name and address of who wrote a mail; within an organisation Outlook keeps no address that others know."""
    for name_at, addresses_at in _SENDERS:
        name, address = one_line(store.text(name_at)), _address(store, addresses_at)
        if name or address:
            return name, address
    return "", ""


def _address(store: MsgStore, numbers: tuple[int, ...]) -> str:
    found = (one_line(store.text(number)) for number in numbers)
    return next((address for address in found if "@" in address), "")


def _person(name: str, address: str) -> str:
    return f"{name} <{address}>" if name and address and name != address else name or address


def _people(store: MsgStore) -> Iterator[str]:
    for recipient in store.recipients():
        if shown := _person(one_line(recipient.text(_NAME)), _address(recipient, _ADDRESSES)):
            yield shown


def _attached(store: MsgStore, path: Path, depth: int) -> Iterator[Attached]:
    for attachment in store.attachments():
        name = next(filter(None, (one_line(attachment.text(number)) for number in _FILE_NAMES)), "")
        media_type = one_line(attachment.text(_MEDIA_TYPE)) or "application/octet-stream"
        enclosed = attachment.enclosed(_FILE) if depth < _DEEPEST else None
        letter = _of(enclosed, path, depth + 1) if enclosed is not None else None
        yield Attached(name, media_type, attachment.data(_FILE) or b"", letter)
