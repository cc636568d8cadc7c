"""A mail as any container gives it: who wrote it and when, its texts, and what is attached to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser
from pathlib import Path

from index.errors import LoadError
from index.files.decoding import decode, tidy
from index.mail import headers
from index.mail.headers import Bounded, file_name, header, parameter_of
from index.mail.pages import page_words

SHOWN = ("From", "To", "Cc", "Date", "Subject")
_DEEPEST = 40
"""Parts within parts; mail programs stay below ten."""

_MOST_PARTS = 2_000
_SKIPPED = frozenset({"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"})
_SEALED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"})
_NO_TEXT = frozenset({"text/calendar", "text/x-amp-html", "text/vcard", "text/x-vcard", "text/directory"})
_FAR_SHORTER = 4
"""A plain text with this many times fewer words than the page beside it is only a pointer to it."""

_SHARED = 0.4
"""Share of a plain text's words that its page says too, from which both are taken for the same mail."""

_WORD = re.compile(r"\w{2,}")


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a mail as it stands there; `flowed` and `delete_space` as RFC 3676 has them."""

    content: str
    is_page: bool = False
    flowed: bool = False
    delete_space: bool = False


@dataclass(frozen=True, slots=True)
class Attached:
    """A file in a mail, or another mail."""

    name: str
    media_type: str
    data: bytes = b""
    letter: Letter | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail. `shown` are its headers as they are read, (name, value) in order; `problems` what is not read."""

    shown: tuple[tuple[str, str], ...]
    sender: str | None
    day: date | None
    subject: str
    texts: tuple[Text, ...]
    attached: tuple[Attached, ...] = ()
    problems: tuple[str, ...] = ()


def parsed(data: bytes, path: Path) -> Letter:
    """The mail in `data`. Raises LoadError where it is none."""
    try:
        message = BytesParser(policy=Bounded()).parsebytes(data)
    except (MessageError, ValueError, RecursionError) as error:
        raise LoadError(str(path), "not an e-mail, or one nested too deeply to be read") from error
    return letter_of(message, path)


def letter_of(message: Message, path: Path, depth: int = 0) -> Letter:
    """The mail of a parsed message. Raises LoadError where it has none of the headers of a mail."""
    shown = tuple((name, _cut(value)) for name in SHOWN if (value := header(message, name, path)))
    if not shown:
        raise LoadError(str(path), "not an e-mail: it has no From, To, Date or Subject")
    content = _Content(path, depth)
    content.take(message, depth)
    return Letter(
        shown,
        headers.sender(message, path),
        headers.day(message, path),
        header(message, "Subject", path),
        tuple(content.texts),
        tuple(content.attached),
        tuple(dict.fromkeys(content.problems)),
    )


def _cut(value: str) -> str:
    return value if len(value) <= headers.LONGEST_SHOWN else f"{value[: headers.LONGEST_SHOWN]} …"


@dataclass(slots=True)
class _Content:
    """What the parts of a message are, in their order."""

    path: Path
    depth: int
    texts: list[Text] = field(default_factory=list)
    attached: list[Attached] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    _parts: int = 0

    def take(self, part: Message, depth: int) -> None:
        """Read a part and those inside it."""
        self._parts += 1
        if depth > self.depth + _DEEPEST or self._parts > _MOST_PARTS:
            self.problems.append(f"more than {_MOST_PARTS:,} parts, or more than {_DEEPEST} within each other")
            return
        kind = part.get_content_type()
        if kind == "message/rfc822" or (kind.startswith("message/") and part.is_multipart()):
            self._mail(part, depth)
        elif kind == "multipart/encrypted":
            self.problems.append("encrypted")
        elif kind == "multipart/alternative" and part.is_multipart():
            self._best(part, depth)
        elif part.is_multipart():
            for inner in _inside(part):
                self.take(inner, depth + 1)
        elif not kind.startswith("multipart/"):
            self._leaf(part, kind)

    def _leaf(self, part: Message, kind: str) -> None:
        name = file_name(part, self.path)
        is_attached = part.get_content_disposition() == "attachment"
        if kind in _SKIPPED:
            return
        if kind in _SEALED:
            self.problems.append("encrypted, or signed as a whole")
        elif (kind in ("text/plain", "text/html") and not is_attached) or (
            kind.startswith("text/") and kind not in _NO_TEXT and not name and not is_attached
        ):
            self._text(part, kind)
        else:
            self.attached.append(Attached(name, kind, _payload(part)))

    def _text(self, part: Message, kind: str) -> None:
        data = _payload(part)
        if not data:
            return
        try:
            content = tidy(decode(data, self.path, parameter_of(part, "charset", "Content-Type", self.path)).text)
        except LoadError as error:
            self.problems.append(f"a text of it is not read: {error.reason}")
            return
        flowed = parameter_of(part, "format", "Content-Type", self.path).lower() == "flowed"
        spaced = parameter_of(part, "delsp", "Content-Type", self.path).lower() == "yes"
        self.texts.append(Text(content, kind == "text/html", flowed, spaced))

    def _mail(self, part: Message, depth: int) -> None:
        """A mail inside this one."""
        inner = next(_inside(part), None)
        try:
            if inner is None:
                raise LoadError(str(self.path), "it is empty")
            letter = letter_of(inner, self.path, depth + 1)
        except LoadError as error:
            self.problems.append(f"a mail inside it is not read: {error.reason}")
            return
        self.attached.append(
            Attached(file_name(part, self.path) or letter.subject, "message/rfc822", letter=letter)
        )

    def _best(self, part: Message, depth: int) -> None:
        """Of several versions of one text the plain one, unless it is only a pointer to the other."""
        versions: list[list[Text]] = []
        for inner in _inside(part):
            before = len(self.texts)
            self.take(inner, depth + 1)
            versions.append(self.texts[before:])
            del self.texts[before:]
        plain = next((v for v in versions if v and not any(text.is_page for text in v)), [])
        pages = next((v for v in reversed(versions) if any(text.is_page for text in v)), [])
        self.texts += chosen(plain, pages)


def chosen(plain: list[Text], pages: list[Text]) -> list[Text]:
    """Of a mail's plain text and page the one that says what the mail says; both where they differ throughout."""
    if not plain or not pages:
        return plain or pages
    said = _WORD.findall(" ".join(text.content for text in plain).lower())
    shown = _WORD.findall(" ".join(page_words(t.content) if t.is_page else t.content for t in pages).lower())
    known = set(shown)
    shared = sum(word in known for word in said) / max(len(said), 1)
    if len(shown) > _FAR_SHORTER * len(said) or (shared < _SHARED and len(said) <= len(shown)):
        return pages
    return plain if shared >= _SHARED or not shown else [*pages, *plain]


def _inside(part: Message) -> Iterator[Message]:
    payload = part.get_payload()
    if isinstance(payload, list):
        yield from (inner for inner in payload if isinstance(inner, Message))


def _payload(part: Message) -> bytes:
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError, AssertionError):
        return b""
    return data if isinstance(data, bytes) else b""
