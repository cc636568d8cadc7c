"""The values that pass between the stages of `index`, and the protocols of its exchangeable parts.

Everything here is frozen and needs only the standard library. Offsets are character offsets
(Python string indices) into `Document.text`, half open: `text[start:end]`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from index.cells import Cell as Cell
from index.cells import Cells as Cells
from index.cells import Span as Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a paged format; `number` counts from 1."""

    number: int
    span: Span


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a document; `level` counts from 1 (the title of a page) to 6."""

    level: int
    span: Span


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stands in the text, a line a row. Cells are in the order of their rows, then columns.

    `caption` and `notes` are spans of the same text, outside the rows; units and scale often stand there.
    """

    span: Span
    cells: Cells
    caption: Span | None = None
    notes: tuple[Span, ...] = ()


class PartKind(StrEnum):
    """Why a part of a document is told apart from the rest."""

    QUOTED = "quoted"
    FORWARDED = "forwarded"
    MESSAGE = "message"
    COMMENT = "comment"
    STRUCK = "struck"
    OCR = "ocr"
    HEAD = "head"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a document that is not simply its author's word of its day.

    A quoted or forwarded mail, a message of a chat and a comment have their own writer and day, None where
    they are not told. Struck text no longer holds. What OCR read has its `confidence`, 0 to 1.
    A head (who wrote to whom and when) and a signature belong to a mail and are no part of what it says.
    """

    kind: PartKind
    span: Span
    author: str | None = None
    published: date | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What is known of a document besides its text: the half of it that travels with hits and quotes.

    `id` names the place the document came from (source folder, path in it, row), so it survives an
    edit; `content_hash` is the sha256 (hex) of the text, so a citation of an older text shows as stale.
    """

    id: str
    path: str
    content_hash: str
    title: str
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    language: str | None = None
    url: str | None = None
    media_type: str = "text/plain"

    @property
    def source(self) -> str:
        """Who or what to name as the source in a citation: the publisher, else the file."""
        return self.publisher or self.path

    def is_in_other_language(self, language: str) -> bool:
        """Whether it is known to be in another language than this one (ISO 639-1)."""
        return self.language is not None and self.language != language


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it was read. `text` is never edited afterwards."""

    info: DocumentInfo
    text: str
    pages: tuple[Page, ...] = ()
    headings: tuple[Heading, ...] = ()
    tables: tuple[Table, ...] = ()
    parts: tuple[Part, ...] = ()

    def page_of(self, offset: int) -> int | None:
        """The number of the page that holds the character at `offset`; None where there are no pages."""
        for page in self.pages:
            if page.span.start <= offset < page.span.end:
                return page.number
        return None


@dataclass(frozen=True, slots=True)
class RowCell:
    """A cell as one row of its table tells it: where its text stands in the line of the row.

    `head` joins the heads over its column, `unit` is in what its figures are told ("SEK million"), both empty
    where the table does not say; `names_row` marks a cell that names the row.
    """

    span: Span
    head: str
    names_row: bool = False
    unit: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of values of a table, with all that is needed to read it alone.

    `span` is its line. `group` is what stands above it and the rows beside it ("Assets") and has no column,
    `title` what stands over the whole table.
    """

    span: Span
    cells: tuple[RowCell, ...]
    group: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A slice of a document: `document.text[start:end] == text`.

    `context` (title and headings above the passage) helps retrieval and is never quoted. `tokens` is
    the length of `text` as tiktoken's `cl100k_base` counts it. `rows` are the rows of tables that lie in it whole.
    """

    id: str
    document_id: str
    ordinal: int
    start: int
    end: int
    text: str
    context: str = ""
    tokens: int = 0
    rows: tuple[TableRow, ...] = ()

    @property
    def span(self) -> Span:
        """Where the passage lies in its document."""
        return Span(self.start, self.end)

    @property
    def searchable(self) -> str:
        """What is embedded and indexed: the context, a line break, the text."""
        return f"{self.context}\n{self.text}" if self.context else self.text


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that retrieval returned. `score` orders the hits of one search (higher is better).

    `dense` is the cosine similarity to the question and `lexical` the BM25 score, None where that
    ranking did not return the passage.
    """

    passage: Passage
    document: DocumentInfo
    score: float
    dense: float | None = None
    lexical: float | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """Which documents a search may return; an empty field does not restrict.

    A document without a date or a language does not match a filter on it.
    """

    published_from: date | None = None
    published_to: date | None = None
    languages: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self != Filter()

    def admits(self, document: DocumentInfo) -> bool:
        """Whether a search under this filter may return `document`."""
        published = document.published
        if self.published_from and (published is None or published < self.published_from):
            return False
        if self.published_to and (published is None or published > self.published_to):
            return False
        return (
            (not self.languages or document.language in self.languages)
            and (not self.publishers or document.publisher in self.publishers)
            and (not self.documents or document.id in self.documents)
        )


class Outcome(StrEnum):
    """What indexing did with one file."""

    ADDED = "added"
    CHANGED = "changed"
    RENAMED = "renamed"
    REMOVED = "removed"
    UNCHANGED = "unchanged"
    MISSING = "missing"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file, with the reason where it was skipped or failed."""

    path: str
    outcome: Outcome
    reason: str = ""
    documents: int = 0
    passages: int = 0


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What one run of indexing did, file by file. `notes` are sentences about the corpus as a whole."""

    files: tuple[FileReport, ...]
    seconds: float
    interrupted: bool = False
    notes: tuple[str, ...] = ()

    def count(self, outcome: Outcome) -> int:
        """How many files had this outcome."""
        return sum(1 for f in self.files if f.outcome is outcome)

    @property
    def problems(self) -> tuple[FileReport, ...]:
        """The files that were skipped or failed, or that carry a warning."""
        return tuple(f for f in self.files if f.reason)


@dataclass(frozen=True, slots=True)
class Progress:
    """A step of indexing, told to the caller's progress callback.

    `done` and `total` count files; `stage` is one of "reading", "embedding", "writing", "finishing".
    """

    stage: str
    path: str
    done: int
    total: int


ProgressCallback = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class LoadedDocument:
    """One document as a loader returns it, before the corpus gives it an id.

    `row` tells the documents of one file apart (1-based line of a JSONL file, row of a CSV); None
    where the file is one document. `inside` names one that is a file in a file, such as an attachment of a
    mail. Empty metadata fields are filled by later stages.
    """

    text: str
    row: int | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    language: str | None = None
    url: str | None = None
    media_type: str = "text/plain"
    pages: tuple[Page, ...] = ()
    headings: tuple[Heading, ...] = ()
    tables: tuple[Table, ...] = ()
    parts: tuple[Part, ...] = ()
    inside: str = ""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a loader made of a file: its documents, and what of it could not be read and why."""

    documents: tuple[LoadedDocument, ...]
    warnings: tuple[str, ...] = ()


class Loader(Protocol):
    """Reads one format. `suffixes` are lower case with the dot."""

    suffixes: tuple[str, ...]

    def load(self, path: Path) -> Loaded:
        """Read the file. Raises `index.errors.LoadError` where nothing of it can be read."""
        ...


@runtime_checkable
class Embedder(Protocol):
    """Turns text into unit vectors. `name` identifies model and precision: an index never mixes names."""

    @property
    def name(self) -> str:
        """Identity of the model, for instance `all-MiniLM-L6-v2/int8`."""
        ...

    @property
    def dimensions(self) -> int:
        """Length of each vector."""
        ...

    @property
    def max_tokens(self) -> int:
        """The longest input, in the model's own tokens without the special ones, that is read whole."""
        ...

    def count_tokens(self, text: str) -> int:
        """The length of `text` in the model's own tokens, without the special ones."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """float32 array of shape (len(texts), dimensions), rows of unit length, in the order given."""
        ...

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """float32 array of shape (dimensions,), of unit length."""
        ...


@dataclass(frozen=True, slots=True)
class VectorRecord:
    """One row of a vector index: a passage id, its vector, and what filters may ask of it.

    `metadata` values are str, int, float or bool; `published` is a proleptic ordinal (`date.toordinal`).
    """

    id: str
    vector: NDArray[np.float32]
    metadata: Mapping[str, str | int | float | bool] = field(default_factory=dict)


class VectorIndex(Protocol):
    """Nearest neighbours by cosine similarity; derived from the store and rebuilt from it."""

    def upsert(self, records: Iterable[VectorRecord]) -> None:
        """Write the records, replacing those with the same ids."""
        ...

    def delete(self, ids: Iterable[str]) -> None:
        """Remove the records with these ids; unknown ids are no error."""
        ...

    def query(self, vector: NDArray[np.float32], k: int, where: Filter | None = None) -> list[tuple[str, float]]:
        """At most k (passage id, cosine similarity), best first."""
        ...

    def count(self) -> int:
        """The number of records."""
        ...

    def ids(self) -> Iterator[str]:
        """Every record's id."""
        ...

    def clear(self) -> None:
        """Remove every record."""
        ...

    def close(self) -> None:
        """Let go of files and connections; calling it twice is no error."""
        ...


class Annotator(Protocol):
    """Derives facts from a whole document at indexing time, kept in the store beside it.

    This is how `qa` has the figures of a corpus computed once: `index` calls it and keeps what it
    returns without knowing what it means. A new `version` makes every document's facts stale.
    """

    @property
    def name(self) -> str:
        """Under which the facts are kept."""
        ...

    @property
    def version(self) -> str:
        """Changes when the same document would give other facts."""
        ...

    def annotate(self, document: Document, passages: Sequence[Passage]) -> list[dict[str, Any]]:
        """JSON-ready facts about the document."""
        ...
