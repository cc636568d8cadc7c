"""What a document is: by `metadata.csv` beside it, by the file itself, and by the top of its text."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath

from index import languages
from index.dates import day_of
from index.errors import LoadError
from index.fields import Field, columns_of
from index.files.decoding import decode
from index.files.delimited import read_table
from index.files.opening import read_bytes
from index.files.problems import Problems
from index.mastheads import author_in, day_in_name, day_in_url, opening, published_in, publisher_in, title_in
from index.types import Document, DocumentInfo, LoadedDocument

_OWN_DATE_IS_THE_FILES = frozenset(
    {
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "application/vnd.oasis.opendocument.text",
        "application/rtf",
    }
)
"""Formats whose date says when the file was made, often long after the text, which therefore goes first."""

_TOP = 1_500
"""Characters at the top in which a heading is the document's title."""

_SURE_LETTERS = 200
_SURE = 0.9
"""From here the text is believed over what the file declares: site templates call every page English."""

_ALIKE = (frozenset({"da", "nb", "nn", "no"}), frozenset({"bs", "hr", "sh", "sr"}), frozenset({"id", "ms"}))
"""Languages that no detector tells apart for certain: what the file declares stands."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a sidecar says of one file, or of one row of it. Empty fields say nothing."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    language: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What the `metadata.csv` files of a folder say, by relative path and row (None: every row)."""

    entries: Mapping[tuple[str, int | None], Entry] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    def entry(self, relative: str, row: int | None = None) -> Entry:
        """What is said of the document; what names its row goes before what names its file."""
        of_file = self.entries.get((relative, None), Entry())
        of_row = self.entries.get((relative, row), of_file) if row is not None else of_file
        return Entry(*(getattr(of_row, name) or getattr(of_file, name) for name in Entry.__slots__))

    def version(self, relative: str) -> str:
        """Changes when something else is said of the file; empty where nothing is."""
        said = sorted((str(row), repr(entry)) for (file, row), entry in self.entries.items() if file == relative)
        return hashlib.sha256(repr(said).encode()).hexdigest()[:16] if said else ""


def read_sidecar(root: Path) -> Sidecar:
    """What every `metadata.csv` at or below `root` says; its `file` column counts from the folder it is in.

    Columns are found by name as in any table of articles; the nearest sidecar goes before those above it.
    """
    entries: dict[tuple[str, int | None], Entry] = {}
    problems: list[str] = []
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            if name.lower() == "metadata.csv":
                _read_one(Path(folder, name), root, entries, problems)
    return Sidecar(entries, tuple(problems))


def describe(loaded: LoadedDocument, relative: str, sidecar: Sidecar, document_id: str) -> Document:
    """The document with its metadata filled in: by the sidecar, else by the file, else by its text.

    A title is always found, be it the first line or the file's name; what else is not said is None.
    """
    said = sidecar.entry(relative, loaded.row)
    language = said.language or _language(loaded)
    info = DocumentInfo(
        id=document_id,
        path=relative,
        content_hash=hashlib.sha256(loaded.text.encode("utf-8", "replace")).hexdigest(),
        title=said.title or loaded.title or _title(loaded, relative),
        publisher=said.publisher or loaded.publisher or publisher_in(loaded.text),
        author=said.author or loaded.author or author_in(loaded.text),
        published=said.published or _published(loaded, relative, language),
        language=language,
        url=said.url or loaded.url,
        media_type=loaded.media_type,
    )
    return Document(info, loaded.text, loaded.pages, loaded.headings, loaded.tables, loaded.parts)


def _read_one(path: Path, root: Path, entries: dict[tuple[str, int | None], Entry], problems: list[str]) -> None:
    shown = path.relative_to(root).as_posix()
    noted = Problems("row")
    try:
        header, rows = read_table(decode(read_bytes(path), path).text, path, noted)
    except LoadError as error:
        problems.append(f"{shown}: {error.reason}")
        return
    columns = columns_of(header)
    if Field.FILE not in columns:
        problems.append(f"{shown}: no column “file” that says which document each row is about")
        return
    for row in rows:
        values = {column: row.values.get(name, "").strip() for column, name in columns.items()}
        relative = _below(root, path.parent, values[Field.FILE])
        if relative is None:
            noted.add(row.number, "names no file in the folder")
            continue
        number = values.get(Field.ROW, "")
        entries[relative, int(number) if number.isdecimal() else None] = _entry(values, row.number, noted)
    problems += [f"{shown}: {line}" for line in noted.lines()]


def _below(root: Path, folder: Path, name: str) -> str | None:
    """The path of `name`, as a sidecar in `folder` has it, below the root; None where it leads out of it."""
    if not name or "\0" in name:
        return None
    path = PurePosixPath(
        os.path.normpath(PurePosixPath(folder.relative_to(root).as_posix(), name.replace("\\", "/")))
    )
    return None if path.is_absolute() or path.parts[:1] == ("..",) else str(path)


def _entry(values: Mapping[Field, str], number: int, noted: Problems) -> Entry:
    language = languages.base_code(values.get(Field.LANGUAGE))
    written = values.get(Field.PUBLISHED, "")
    published = day_of(written, language) if written else None
    if written and published is None:
        noted.add(number, f"“{written[:60]}” is no date that can be read one way; write it as 2019-05-31")
    return Entry(
        title=values.get(Field.TITLE) or None,
        publisher=values.get(Field.PUBLISHER) or None,
        author=values.get(Field.AUTHOR) or None,
        published=published,
        language=language,
        url=values.get(Field.URL) or None,
    )


def _language(loaded: LoadedDocument) -> str | None:
    """The declared language, unless enough text is surely in another; else the one detected."""
    declared = loaded.language
    if declared is None:
        return languages.detect(loaded.text)
    if sum(map(str.isalpha, loaded.text[:4000])) < _SURE_LETTERS:
        return declared
    found, probability = languages.probable(loaded.text)
    alike = any({declared, found} <= group for group in _ALIKE)
    return found if probability >= _SURE and not alike else declared


def _published(loaded: LoadedDocument, relative: str, language: str | None) -> date | None:
    in_text = published_in(loaded.text, language) if _needs_text(loaded) else None
    if loaded.media_type in _OWN_DATE_IS_THE_FILES:
        return in_text or day_in_name(PurePosixPath(relative).name) or loaded.published
    return loaded.published or in_text or day_in_url(loaded.url) or day_in_name(PurePosixPath(relative).name)


def _needs_text(loaded: LoadedDocument) -> bool:
    return loaded.published is None or loaded.media_type in _OWN_DATE_IS_THE_FILES


def _title(loaded: LoadedDocument, relative: str) -> str:
    for heading in sorted(loaded.headings, key=lambda h: (h.level, h.span.start))[:1]:
        if heading.span.start < _TOP:
            return opening(loaded.text[heading.span.start : heading.span.end])
    return title_in(loaded.text) or PurePosixPath(relative).stem
