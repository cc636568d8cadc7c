"""Mails as Outlook saves them, one a file: the only importer of oxmsg."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email.utils import getaddresses
from pathlib import Path
from typing import Any

from index.errors import LoadError
from index.files.decoding import one_line, tidy
from index.files.opening import CONTAINER_LIMIT, read_bytes
from index.mail.documents import documents_of, numbered
from index.mail.headers import LONGEST_SHOWN
from index.mail.letters import Attached, Letter, Text, chosen
from index.types import Loaded


class MsgLoader:
    """Reads .msg files through python-oxmsg."""

    suffixes: tuple[str, ...] = (".msg",)

    def load(self, path: Path) -> Loaded:
        """The mail, then its attached files, each as documents of its own."""
        reading = documents_of(_letter(read_bytes(path, CONTAINER_LIMIT), path), path)
        own, *attached = reading.documents
        return Loaded((replace(own, row=None), *numbered(attached, 1)), tuple(reading.warnings))


def _letter(data: bytes, path: Path) -> Letter:
    import oxmsg

    try:
        message = oxmsg.Message.load(data)
        return _of(message)
    except LoadError:
        raise
    except Exception as error:  # the library raises whatever a damaged file makes of its structures
        detail = one_line(str(error))[:120]
        raise LoadError(str(path), f"not a mail of Outlook, or a damaged one ({detail})") from error


def _of(message: Any) -> Letter:
    sender = _shown(message.sender)
    # Drafts have the first day that the format can tell.
    sent = made if (made := message.sent_date) and made.year >= _FIRST_YEAR else None
    headers = {name.lower(): value for name, value in message.message_headers.items()}
    values = {
        "From": sender,
        "To": _shown(headers.get("to")) or ", ".join(_people(message)),
        "Cc": _shown(headers.get("cc")),
        "Date": _shown(headers.get("date")) or (f"{sent:%a, %d %b %Y %H:%M:%S %z}" if sent else ""),
        "Subject": _shown(message.subject),
    }
    name = next((shown or address for shown, address in getaddresses([sender]) if shown or address), None)
    plain = [Text(tidy(body))] if (body := message.body or "").strip() else []
    page = [Text(tidy(body), is_page=True)] if (body := _page(message)).strip() else []
    texts = chosen(plain, page)
    problems = () if texts else ("its text is kept as RTF alone, which is not read",)
    return Letter(
        tuple((label, value[:LONGEST_SHOWN]) for label, value in values.items() if value),
        name,
        sent.date() if sent else None,
        values["Subject"],
        tuple(texts),
        tuple(_attached(message)),
        problems if _has_rtf(message) else (),
    )


_FIRST_YEAR = 1970


def _shown(value: object) -> str:
    return one_line(str(value or ""))


def _people(message: Any) -> Iterator[str]:
    for recipient in message.recipients:
        name, address = _shown(recipient.name), _shown(recipient.email_address)
        if name or address:
            yield f"{name} <{address}>" if name and address and name != address else name or address


def _page(message: Any) -> str:
    try:
        return str(message.html_body or "")
    except (UnicodeDecodeError, LookupError):
        return ""


def _has_rtf(message: Any) -> bool:
    return bool(message.properties.binary_prop_value(_RTF))


_RTF = 0x1009
"""The property that holds a text as compressed RTF."""


def _attached(message: Any) -> Iterator[Attached]:
    for attachment in message.attachments:
        data = attachment.file_bytes
        yield Attached(_shown(attachment.file_name), str(attachment.mime_type or ""), data or b"")
