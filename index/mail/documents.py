"""A mail as documents: its own words with their parts, then each file that is attached to it."""

from __future__ import annotations

import mimetypes
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from index.errors import LoadError
from index.files.decoding import one_line
from index.mail.letters import Attached, Letter, Text
from index.mail.pages import Page, read_page
from index.mail.quotes import Line, lines_of, written
from index.mastheads import published_in
from index.types import Cells, LoadedDocument, Part, PartKind, Span, Table

MEDIA_TYPE = "message/rfc822"
_DEEPEST = 4
"""Mails and files within each other that are opened: a mail, forwarded twice, with a mail attached."""

_MOST_ATTACHED = 200
_NAMED = 12
"""Files named in one warning."""

_LONGEST_NAME = 120
_FORWARDED = re.compile(
    r"\s*(?:\w{1,4}\s*:\s*){0,9}(?:fwd?|wg|tr|rv|enc|vs|vb|doorst|i|pd|ilt|转发|轉寄|전달)\s*[:：]", re.IGNORECASE
)
_depth: ContextVar[int] = ContextVar("depth of files within mails", default=0)


@dataclass(slots=True)
class Reading:
    """The documents of a mail in order, its own first, and what of it is not read."""

    documents: list[LoadedDocument] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def documents_of(letter: Letter, path: Path, inside: str = "") -> Reading:
    """The documents in a mail; `inside` is what it is called where it is itself part of a file."""
    reading = Reading([_own(letter, inside)], [_placed(inside, problem) for problem in letter.problems])
    unread: list[str] = []
    for number, attached in enumerate(letter.attached, 1):
        name = _name_of(attached, number)
        if number > _MOST_ATTACHED:
            unread.append(f"{len(letter.attached) - _MOST_ATTACHED} more files")
            break
        if reason := _take(attached, name, letter, reading, path, inside):
            unread.append(f"{name} ({reason})")
    if unread:
        more = f" and {len(unread) - _NAMED} more" if len(unread) > _NAMED else ""
        reading.warnings.append(_placed(inside, f"attachments not read: {', '.join(unread[:_NAMED])}{more}"))
    return reading


def numbered(documents: list[LoadedDocument], first: int) -> list[LoadedDocument]:
    """The documents with rows that count from `first`, by which they are known in their file."""
    return [replace(document, row=row) for row, document in enumerate(documents, first)]


def _own(letter: Letter, inside: str) -> LoadedDocument:
    """The mail's own document: its headers, then its words."""
    pages = [_page(version) for version in letter.texts]
    lines: list[Line] = []
    for page in pages:
        lines += [Line(""), *page.lines] if lines and page.lines else page.lines
    body = written(lines, letter.sender, is_forward=_FORWARDED.match(letter.subject) is not None)
    top, told = _top(letter)
    has_text = bool(body.text.strip())
    start = len(top) + 2
    # A subject that is all of a mail is what it says; above a text it is its title, which is known anyway.
    aside = len(top) if has_text else told
    parts = [Part(PartKind.HEAD, Span(0, aside))] if aside else []
    parts += [replace(part, span=moved(part.span, start)) for part in body.parts]
    tables: list[Table] = []
    first = 0
    for page in pages:
        place = _Places(page, body.starts[first + bool(first) :], start)
        tables += [place.table(table) for table in page.tables]
        parts += [replace(part, span=place.span(part.span)) for part in page.parts]
        first += len(page.lines) + bool(first and page.lines)
    return LoadedDocument(
        text=f"{top}\n\n{body.text}" if has_text else top,
        title=letter.subject or None,
        publisher=letter.sender,
        author=letter.sender,
        published=letter.day,
        media_type=MEDIA_TYPE,
        tables=tuple(tables),
        parts=tuple(parts),
        inside=inside,
    )


def _top(letter: Letter) -> tuple[str, int]:
    """The headers as they stand above a mail, and how far those reach that only tell who wrote to whom."""
    told = "\n".join(f"{name}: {value}" for name, value in letter.shown if name != "Subject")
    subject = "\n".join(f"{name}: {value}" for name, value in letter.shown if name == "Subject")
    return "\n".join(filter(None, (told, subject))), len(told)


def _page(text: Text) -> Page:
    """A text of a mail as lines, without blank ones at its ends."""
    if text.is_page:
        return read_page(text.content)
    lines = lines_of(text.content.strip("\n"), flowed=text.flowed, delete_space=text.delete_space)
    while lines and not lines[0].text.strip():
        lines.pop(0)
    while lines and not lines[-1].text.strip():
        lines.pop()
    return Page(tuple(lines))


class _Places:
    """Where the places of a page lie in the mail's document."""

    def __init__(self, page: Page, starts: Sequence[int], above: int) -> None:
        known = [
            (line.at, start + above)
            for line, start in zip(page.lines, starts, strict=False)
            if line.at is not None
        ]
        self._old = [old for old, _ in known]
        self._new = [new for _, new in known]

    def span(self, span: Span) -> Span:
        """A span of the page's text, all of whose lines were kept, in the document's."""
        line = max(bisect_right(self._old, span.start) - 1, 0)
        return moved(span, self._new[line] - self._old[line])

    def table(self, table: Table) -> Table:
        """A table in the document's offsets."""
        return replace(
            table,
            span=self.span(table.span),
            cells=Cells(replace(cell, span=self.span(cell.span)) for cell in table.cells),
            caption=self.span(table.caption) if table.caption else None,
            notes=tuple(self.span(note) for note in table.notes),
        )


def moved(span: Span, by: int) -> Span:
    """The span further on by a number of characters."""
    return Span(span.start + by, span.end + by)


def _take(attached: Attached, name: str, letter: Letter, reading: Reading, path: Path, inside: str) -> str:
    """Add the documents of an attached file; returns why there are none."""
    below = f"{inside}/{name}" if inside else name
    if _depth.get() >= _DEEPEST:
        return f"more than {_DEEPEST} files within each other"
    with _deeper():
        if attached.letter is not None:
            inner = documents_of(attached.letter, path, below)
            reading.documents += inner.documents
            reading.warnings += inner.warnings
            return ""
        if not attached.data:
            return "it is empty"
        if attached.media_type.startswith("image/"):
            return "a picture"
        try:
            documents, warnings = _loaded(attached.data, name)
        except LoadError as error:
            return error.reason
    many = len(documents) > 1
    for number, document in enumerate(documents, 1):
        place = document.inside or (str(document.row or number) if many else "")
        reading.documents.append(_attached(document, name, letter, f"{below}/{place}" if place else below))
    reading.warnings += [_placed(below, warning) for warning in warnings]
    return ""


def _loaded(data: bytes, name: str) -> tuple[tuple[LoadedDocument, ...], tuple[str, ...]]:
    """What the loader of its format makes of a file."""
    from index.errors import UnsupportedFormat
    from index.loading import load_file, supported_suffixes

    suffix = PurePosixPath(name).suffix.lower()
    if suffix not in supported_suffixes():
        raise UnsupportedFormat(name, f"no loader for {suffix or 'a file without a suffix'}")
    with TemporaryDirectory(prefix="sayso-mail-") as folder:
        path = Path(folder, f"{_stem(name)}{suffix}")
        path.write_bytes(data)
        loaded = load_file(path)
    return loaded.documents, loaded.warnings


def _attached(document: LoadedDocument, name: str, letter: Letter, inside: str) -> LoadedDocument:
    """A document of an attached file, with what its mail says of it; what it says itself goes before."""
    titled = document.title or _stem(name)
    title = f"{titled} (in the mail “{letter.subject}”)" if letter.subject else titled
    published = document.published or published_in(document.text, document.language) or letter.day
    return replace(document, title=title, published=published, row=None, inside=inside)


def _name_of(attached: Attached, number: int) -> str:
    """The name of an attached file, safe to show as a step of a path."""
    name = one_line(attached.name).replace("/", "_").replace("\\", "_").strip(". ")
    if attached.letter is not None:
        return name[:_LONGEST_NAME] or f"mail {number}"
    known = mimetypes.guess_extension(attached.media_type) or ""
    if not name:
        return f"file {number}{known}"
    stem, suffix = _stem(name), PurePosixPath(name).suffix
    return f"{stem[: _LONGEST_NAME - len(suffix)]}{suffix or known}"


def _stem(name: str) -> str:
    return re.sub(r"[^\w .()-]", "_", PurePosixPath(name).stem)[:_LONGEST_NAME] or "file"


def _placed(inside: str, problem: str) -> str:
    return f"{inside}: {problem}" if inside else problem


@contextmanager
def _deeper() -> Iterator[None]:
    token = _depth.set(_depth.get() + 1)
    try:
        yield
    finally:
        _depth.reset(token)
