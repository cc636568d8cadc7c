"""How much one file may take: of time, memory and text; and what is said of one that takes more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from index.errors import LimitExceeded
from index.files.decoding import one_line
from index.types import Loaded, LoadedDocument

MOST_CHARACTERS = 100_000_000
"""Characters of one file: a hundred books, as many as a file of plain text may have bytes."""

MOST_DOCUMENTS = 200_000
"""Documents of one file: rows of the largest table of articles that fits the size limit of a file of text."""

MOST_LINES = 2_000_000
"""Lines of one file: at fifty characters a line as much as the longest text. Indexing holds 400 bytes for each."""

_LONGEST_VALUE = 500
_LONGEST_ADDRESS = 2_000
"""Characters of a title or a name, and of an address: what is longer is no such thing, and would be carried
along with every passage."""

_MOST_WARNINGS = 20
_LONGEST_WARNING = 300

# A machine that is busy with other things works on a file for a part of the time only.
_WAITING = 5


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the reading of one file may take: `seconds` of processor time, `gigabytes` of memory."""

    seconds: float = 60.0
    gigabytes: float = 2.0

    @property
    def memory(self) -> int:
        """The bound on memory in bytes."""
        return int(self.gigabytes * 1e9)

    @property
    def wait(self) -> float:
        """Seconds after which a file is given up that is not done, however little of the processor it got."""
        return _WAITING * self.seconds

    def out_of_time(self, path: Path) -> LimitExceeded:
        """The error of a file that takes too long."""
        return LimitExceeded(
            str(path),
            f"reading it takes more than {self.seconds:g} seconds; raise SAYSO_READ_SECONDS if it is worth more",
        )

    def out_of_memory(self, path: Path) -> LimitExceeded:
        """The error of a file that takes too much memory."""
        return LimitExceeded(
            str(path),
            f"reading it takes more than {self.gigabytes:g} GB of memory; raise SAYSO_READ_MEMORY if it is worth "
            "more",
        )


def bounded(loaded: Loaded, path: Path) -> Loaded:
    """What was loaded, names cut to a length that names have. Raises LimitExceeded where there is too much."""
    amounts = (
        (sum(len(document.text) for document in loaded.documents), MOST_CHARACTERS, "characters"),
        (sum(document.text.count("\n") for document in loaded.documents), MOST_LINES, "lines"),
        (len(loaded.documents), MOST_DOCUMENTS, "documents"),
    )
    for amount, most, what in amounts:
        if amount > most:
            reason = f"it holds {amount:,} {what}, more than the {most:,} that are read of one file; split it"
            raise LimitExceeded(str(path), reason)
    warnings = [one_line(warning[: 2 * _LONGEST_WARNING]) for warning in loaded.warnings[:_MOST_WARNINGS]]
    return replace(
        loaded,
        documents=tuple(_named(document) for document in loaded.documents),
        warnings=tuple(_cut(warning, _LONGEST_WARNING) for warning in warnings),
    )


def _named(document: LoadedDocument) -> LoadedDocument:
    names = (document.title, document.publisher, document.author, document.language)
    if (
        max(map(len, filter(None, names)), default=0) <= _LONGEST_VALUE
        and len(document.url or "") <= _LONGEST_ADDRESS
    ):
        return document
    title, publisher, author, language = (name and _cut(name, _LONGEST_VALUE) for name in names)
    url = document.url if document.url and len(document.url) <= _LONGEST_ADDRESS else None
    return replace(document, title=title, publisher=publisher, author=author, language=language, url=url)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
