"""The headers of a mail in words: encoded words, addresses and days, each within bounds."""

from __future__ import annotations

import base64
import binascii
import quopri
import re
from collections.abc import Iterator
from datetime import date
from email.message import Message
from email.policy import Compat32
from email.utils import getaddresses
from pathlib import Path
from typing import Any

from index.dates import day_of
from index.errors import LoadError
from index.files.charsets import codec_name
from index.files.decoding import decode, one_line

_LONGEST = 64_000
"""Characters of a header that are read: a list of a thousand addresses. Parsing some takes quadratic time."""

_LONGEST_STRUCTURE = 4_000
"""The same of a header that says what a part is, whose parameters are read by a slower parser still."""

LONGEST_SHOWN = 1_000
"""Characters of a header that stand in the text."""

_ENCODED = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?\r\n]*)\?=")
_BETWEEN = re.compile(r"[ \t\r\n]*")


class Bounded(Compat32):
    """Parses headers without understanding them, which takes time in proportion to their length."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """(name, value) of a header, cut where nobody reads on."""
        name, value = super().header_source_parse(sourcelines)
        limit = _LONGEST_STRUCTURE if name.lower().startswith("content-") else _LONGEST
        return name, value[:limit]


def header(message: Message, name: str, path: Path) -> str:
    """A header on one line with its encoded words decoded; "" where there is none."""
    return decoded_words(_raw(message, name, path))


def people(message: Message, name: str, path: Path) -> list[tuple[str, str]]:
    """(name, address) of everybody a header lists, names decoded, either of them empty where it is not given."""
    pairs = getaddresses([_raw(message, name, path)])
    return [(decoded_words(shown).strip("'\""), address) for shown, address in pairs if shown or address]


def sender(message: Message, path: Path) -> str | None:
    """Who wrote a mail: the name, or the address where there is none."""
    for name in ("From", "Sender"):
        for shown, address in people(message, name, path)[:1]:
            return shown or address
        if written := header(message, name, path):
            return written[:LONGEST_SHOWN]
    return None


def day(message: Message, path: Path) -> date | None:
    """The day a mail was sent, as its writer's clock had it."""
    return day_of(header(message, "Date", path)[:200])


def decoded_words(text: str) -> str:
    """`text` on one line, its encoded words (RFC 2047) decoded; neighbours of one charset are decoded together.

    Senders cut a word anywhere, also within a character.
    """
    if "=?" not in text:
        return one_line(text)
    parts: list[str] = []
    charset, pending, end = "", b"", 0
    for match in _ENCODED.finditer(text):
        between = text[end : match.start()]
        adjoins = end and _BETWEEN.fullmatch(between)
        name = match.group(1).partition("*")[0].lower()
        if not adjoins or name != charset:
            parts.append(_in_words(pending, charset))
            pending = b""
        if not adjoins:
            parts.append(between)
        charset, end = name, match.end()
        pending += _bytes_of(match.group(2).lower(), match.group(3))
    return one_line("".join((*parts, _in_words(pending, charset), text[end:])))


def _bytes_of(encoding: str, payload: str) -> bytes:
    raw = payload.encode("utf-8", "surrogateescape")
    if encoding == "q":
        return quopri.decodestring(raw, header=True)
    try:
        return base64.b64decode(raw + b"=" * (-len(raw) % 4))
    except (binascii.Error, ValueError):
        return raw


def _in_words(data: bytes, charset: str) -> str:
    if not data:
        return ""
    codec = codec_name(charset) or "utf-8"
    text = data.decode(codec, "replace")
    if "\ufffd" not in text:
        return text
    try:
        return decode(data, Path(), charset).text
    except LoadError:
        return text


def file_name(part: Message, path: Path) -> str:
    """The name a part gives the file it holds, in whatever way it is encoded; "" where it gives none."""
    for field, parameter in (("Content-Disposition", "filename"), ("Content-Type", "name")):
        value = parameter_of(part, parameter, field, path)
        if value:
            return value
    return ""


def parameter_of(part: Message, parameter: str, field: str, path: Path) -> str:
    """A parameter of a header decoded, by RFC 2231 or as an encoded word; "" where it is not given."""
    try:
        value: Any = part.get_param(parameter, "", field)
    except (ValueError, IndexError, TypeError, AttributeError, LookupError):
        return ""
    if isinstance(value, tuple):
        charset, _, text = value
        return one_line(text.encode("latin-1", "replace").decode(codec_name(charset or "") or "utf-8", "replace"))
    return decoded_words(_readable(str(value), path))


def _raw(message: Message, name: str, path: Path) -> str:
    """The header as it stands; bytes that are no ASCII are read as the text they most likely are."""
    return _readable(next(_values(message, name), ""), path)


def _values(message: Message, name: str) -> Iterator[str]:
    wanted = name.lower()
    return (str(value) for key, value in message.raw_items() if key.lower() == wanted)


def _readable(value: str, path: Path) -> str:
    if value.isascii():
        return value
    data = value.encode("utf-8", "surrogateescape")
    try:
        return decode(data, path).text
    except LoadError:
        return data.decode("latin-1")
