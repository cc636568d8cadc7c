"""Files to batches of documents: read ahead in a process of their own, described, told of where they cannot be."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace

from index.errors import LimitExceeded, LoadError, UnsupportedFormat
from index.files.problems import technical
from index.loading.ahead import FileRead, ReadAhead
from index.loading.bounds import Bounds
from index.manifest import Task
from index.metadata import Sidecar, describe
from index.refusals import Refusals
from index.run_reports import RunReports
from index.store import Store, StoredDocument
from index.surveying import READING, Root
from index.types import Document, LoadedDocument

# A batch is closed at this much text: about 250 passages, a few seconds of embedding, all that an
# interrupt can lose.
BATCH_CHARACTERS = 200_000

# While a file takes longer to read than this, what was read before it is written.
PATIENCE = 2.0  # seconds

# A file that could not be read in so long is not tried again as it is: no question is to wait for it.
SLOW_FAILURE = 1.0  # seconds

NOT_DESCRIBED = "its text was read, but not what it says of itself, so it is left out"


@dataclass(slots=True)
class ReadDocuments:
    """The documents of a file that was read, on its way into the store."""

    task: Task
    documents: list[Document]
    warnings: list[str]
    stored: list[StoredDocument] = field(default_factory=list)


def document_id(root: str, file: str, row: int | None) -> str:
    """Twelve hex digits that name a place in the corpus, wherever the corpus lies."""
    place = "\0".join((root, file, "" if row is None else str(row)))
    return hashlib.sha256(place.encode()).hexdigest()[:12]


class Batches:
    """Reads the files of one run of indexing. What cannot be read is told to `told`; nothing is raised for it."""

    def __init__(
        self,
        store: Store,
        bounds: Bounds,
        roots: Mapping[str, Root],
        sidecars: Mapping[str, Sidecar],
        told: RunReports,
    ) -> None:
        self._store = store
        self._bounds = bounds
        self._roots = roots
        self._sidecars = sidecars
        self._told = told
        self._refusals = Refusals(store.connection)
        self._limits = f"{READING}/{bounds}"

    def of(self, tasks: Sequence[Task]) -> Generator[list[ReadDocuments], None, None]:
        """The documents of the files, some files at a time; to be closed where not all of it is taken.

        Raises CorpusError where no file can be read at all.
        """
        todo = [task for task in tasks if not self._is_refused(task)]
        batch: list[ReadDocuments] = []
        size = 0
        with closing(ReadAhead([task.path for task in todo], self._bounds)) as files:
            for task in todo:
                root = self._roots[task.record.key.root]
                self._told.step("reading", root.shown(task.record.key.file))
                read = files.take(PATIENCE)
                if read is None and batch:
                    yield batch
                    batch, size = [], 0
                documents = self._documents(task, root, read or files.wait())
                if documents is None:
                    self._told.done += 1
                    continue
                batch.append(documents)
                size += sum(len(document.text) for document in documents.documents)
                if size >= BATCH_CHARACTERS:
                    yield batch
                    batch, size = [], 0
        if batch:
            yield batch

    def _is_refused(self, task: Task) -> bool:
        """Whether the file, as it is, was too much to read before; that is told again then."""
        reason = self._refusals.reason(task.record, self._limits)
        if reason:
            self._told.failed(task.record.key, reason, known=task.previous is not None)
            self._told.done += 1
        return bool(reason)

    def _documents(self, task: Task, root: Root, read: FileRead) -> ReadDocuments | None:
        """The documents with what is known of them; None where there are none, which is told."""
        if isinstance(read.result, LoadError):
            self._not_read(task, read.result, read.seconds)
            return None
        key = task.record.key
        try:
            documents = [self._described(document, root, key.file) for document in read.result.documents]
        except Exception as error:  # a fault met on one file must not cost the others
            self._told.failed(key, f"{NOT_DESCRIBED}{technical(error)}", known=task.previous is not None)
            return None
        return ReadDocuments(task, documents, list(read.result.warnings))

    def _described(self, loaded: LoadedDocument, root: Root, file: str) -> Document:
        name = document_id(root.key, file, loaded.row)
        document = describe(loaded, file, self._sidecars[root.key], name)
        shown = f"{root.shown(file)}/{loaded.inside}" if loaded.inside else root.shown(file)
        return replace(document, info=replace(document.info, path=shown))

    def _not_read(self, task: Task, error: LoadError, seconds: float) -> None:
        if isinstance(error, UnsupportedFormat):
            self._told.skipped(task.record.key, error.reason)
            return
        self._told.failed(task.record.key, error.reason, known=task.previous is not None)
        if isinstance(error, LimitExceeded) or seconds > SLOW_FAILURE:
            with self._store.writing():
                self._refusals.put(task.record, self._limits, error.reason)
