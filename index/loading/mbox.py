"""Mailboxes: many mails in one file, each a document; a broken one never keeps the others from being read."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from pathlib import Path

from index.errors import LoadError
from index.files.opening import CONTAINER_LIMIT, read_bytes
from index.files.problems import Problems
from index.mail.documents import documents_of, numbered
from index.mail.letters import parsed
from index.types import Loaded, LoadedDocument

_BEGINS = re.compile(rb"(?:\A|\n\r?\n)From [^\n]{1,300}\n(?=[!-9;-~]{1,80}:|\r?\n)")
"""A line that parts two mails: after an empty line, and with a header behind it."""

_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)


class MboxLoader:
    """Reads mailboxes as mail programs export them."""

    suffixes: tuple[str, ...] = (".mbox", ".mbx")

    def load(self, path: Path) -> Loaded:
        """A document for each mail and for each file attached to one, in their order."""
        data = read_bytes(path, CONTAINER_LIMIT).removeprefix(BOM_UTF8).lstrip()
        documents: list[LoadedDocument] = []
        problems = Problems("mail")
        warnings: list[str] = []
        for number, message in enumerate(_messages(data), 1):
            try:
                reading = documents_of(parsed(message, path), path, inside=str(number))
            except LoadError as error:
                problems.add(number, error.reason)
                continue
            except Exception as error:  # a parser's own bug on one mail must not cost the others
                problems.add(number, f"cannot be read ({type(error).__name__}: {error})")
                continue
            documents += reading.documents
            warnings += reading.warnings
        if not documents:
            raise LoadError(str(path), "no mail in it can be read")
        return Loaded(tuple(numbered(documents, 1)), (*problems.lines(), *_few(warnings)))


def _messages(data: bytes) -> Iterator[bytes]:
    """The mails of a mailbox, without the lines between them."""
    found = list(_BEGINS.finditer(data))
    ends = [*(match.start() for match in found), len(data)]
    if data[: ends[0]].strip():
        yield data[: ends[0]]
    for match, end in zip(found, ends[1:], strict=True):
        yield _ESCAPED.sub(rb"\1", data[match.end() : end])


_MOST_WARNINGS = 20


def _few(warnings: list[str]) -> list[str]:
    more = len(warnings) - _MOST_WARNINGS
    return [*warnings[:_MOST_WARNINGS], f"{more} more of the kind"] if more > 0 else warnings
