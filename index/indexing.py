"""One run of indexing: what is new, changed, renamed and gone, brought into the store file by file.

A batch of files is read, cut into passages and embedded, then written in one transaction: a file's new
passages, vectors and terms appear in the moment its old ones go. What was written stays written when
the run is interrupted.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.batches import Batches, ReadDocuments
from index.chunking import ChunkingSettings, chunk
from index.cleaning import keep_spans, line_hashes, repeated_lines
from index.errors import CorpusError, EmbeddingError
from index.faults import log_fault
from index.files.problems import technical
from index.lexical import LexicalEntry, LexicalIndex
from index.loading.bounds import Bounds
from index.manifest import FileKey, FileRecord, Manifest, Plan
from index.metadata import Sidecar
from index.near_copies import NearCopies
from index.run_reports import RunReports
from index.store import Store, StoredDocument
from index.surveying import CHANGES, Request, Root, survey
from index.types import (
    Annotator,
    Document,
    Embedder,
    IndexReport,
    Outcome,
    Passage,
    ProgressCallback,
)

EMBED_AT_ONCE = 256  # passages; vectors of a long document are kept as they are made

# What Chroma does not hold yet is held in memory by every process that searches: 30 MB.
PUBLISH_AFTER = 20_000  # passages

# Repeated lines are looked for again when the corpus has grown by a fifth; what that misses, the end mends.
GROWN = 1.2

# Noted from the first change of a run to its end: which lines repeat is known only there, so what a killed
# run, or a removed document, leaves is looked through by the next.
UNFINISHED = "unfinished"
# Facts of a document are held in memory until they are written: of figures in every sentence, 60 bytes for
# each character. A book of two thousand pages is shorter.
MOST_ANNOTATED = 5_000_000

NOTHING_LEFT = "has text, but none to quote: menus, notices or the like"
NOT_CUT = "its text was read, but cannot be cut into passages, so it is left out"
EXCLUDED = "removed from the index; it is read again when its text changes"


@dataclass(frozen=True, slots=True)
class Tools:
    """What a run works with. `publish` lets the vector index follow the store; `keep` keeps the index as it
    is before files are forgotten, and returns what to tell of it; `lend` gives vectors that are known elsewhere.
    """

    store: Store
    embedder: Embedder
    chunking: ChunkingSettings
    annotators: Sequence[Annotator] = ()
    publish: Callable[[], None] = lambda: None
    keep: Callable[[Sequence[FileRecord]], str] = lambda _: ""
    lend: Callable[[Sequence[Passage]], Sequence[tuple[Passage, NDArray[np.float32]]]] = lambda _: ()
    bounds: Bounds = field(default_factory=Bounds)


_Facts = tuple[str, str, str, list[dict[str, Any]]]


class IndexingRun:
    """Brings the store up to the files of `roots`. For the holder of the writer lock."""

    def __init__(
        self,
        tools: Tools,
        roots: Sequence[Root],
        progress: ProgressCallback | None = None,
        request: Request = CHANGES,
    ) -> None:
        self._tools = tools
        self._request = request
        self._store = tools.store
        self._manifest = Manifest(tools.store.connection)
        self._lexical = LexicalIndex(tools.store.connection)
        self._copies = NearCopies(tools.store.connection)
        self._roots = {root.key: root for root in roots}
        self._sidecars: dict[str, Sidecar] = {}
        self._lines: dict[str, frozenset[int]] = {}
        self._repeated: frozenset[int] = frozenset()
        self._repeated_among = 0
        self._told = RunReports(self._roots, progress)

    def run(self) -> IndexReport:
        """Do it. An interrupt (`KeyboardInterrupt`) ends it early, keeps what was finished, and is reported."""
        started = time.monotonic()
        interrupted = False
        try:
            self._run()
        except KeyboardInterrupt:
            interrupted = True
        return IndexReport(self._told.files(), time.monotonic() - started, interrupted, self._told.notes)

    def _run(self) -> None:
        todo = self._survey()
        if renewed := (*todo.touched, *todo.newly_missing):
            with self._store.writing():
                for record in renewed:
                    self._manifest.put(record)
        if todo.tasks or todo.gone or self._store.note(UNFINISHED) is not None:
            self._follow(todo)
        self._annotate()

    def _follow(self, todo: Plan) -> None:
        with self._store.writing():
            self._store.set_note(UNFINISHED, "1")
        known = self._store.lines()
        self._lines = {name: lines.all for name, lines in known.items()}
        self._repeated = frozenset().union(*(lines.repeated for lines in known.values()))
        self._repeated_among = len(known)
        for record in todo.vanished:
            self._remove_file(record)
        unpublished = 0
        read = Batches(self._store, self._tools.bounds, self._roots, self._sidecars, self._told)
        with closing(read.of(todo.tasks)) as batches:
            for batch in batches:
                self._write_batch(batch)
                unpublished += sum(len(stored.passages) for read in batch for stored in read.stored)
                if unpublished >= PUBLISH_AFTER:
                    self._told.step("finishing")
                    self._tools.publish()
                    unpublished = 0
        self._cut_again_where_lines_repeat()
        with self._store.writing():
            self._store.forget_unused_vectors()
            self._store.drop_note(UNFINISHED)

    def _survey(self) -> Plan:
        tools = self._tools
        made_by = f"{tools.chunking.version}/{tools.embedder.max_tokens}"
        seen = survey(list(self._roots.values()), self._manifest, made_by, self._request)
        self._sidecars = seen.sidecars
        self._told.begin(seen)
        if seen.forgotten:
            self._told.notes += (self._tools.keep(seen.forgotten),)
        return seen.plan

    def _write_batch(self, batch: list[ReadDocuments]) -> None:
        self._leave_out_excluded(batch)
        before = dict(self._lines)
        for document in (document for read in batch for document in read.documents):
            self._lines[document.info.id] = line_hashes(document.text)
        self._look_for_repeated_lines()
        batch = [read for read in batch if self._cut_all(read)]
        try:
            self._embed([passage for read in batch for stored in read.stored for passage in stored.passages])
        except EmbeddingError as error:
            self._lines = before
            self._without_the_bad_one(batch, error)
            return
        facts = [found for read in batch for stored in read.stored for found in self._facts_of(stored, read)]
        with self._store.writing():
            for read in batch:
                self._write_file(read)
            for found in facts:
                self._store.set_facts(*found)
        for read in batch:
            self._told.done += 1
            self._told.written(read.task, read.stored, read.warnings)

    def _cut_all(self, read: ReadDocuments) -> bool:
        """Cut the documents of a file into passages; False where one of them cannot be, which is told."""
        task = read.task
        try:
            read.stored = [self._cut(document, task.record.key) for document in read.documents]
        except CorpusError:
            raise
        except Exception as error:  # a fault met on one file must not cost the others
            for document in read.documents:
                self._lines.pop(document.info.id, None)
            self._told.done += 1
            self._told.failed(task.record.key, f"{NOT_CUT}{technical(error)}", known=task.previous is not None)
            return False
        if any(not stored.passages for stored in read.stored):
            read.warnings.append(NOTHING_LEFT)
        self._lend_vectors(read)
        return True

    def _lend_vectors(self, read: ReadDocuments) -> None:
        """A renamed file is not embedded again, not even where its name is its title and so in the context."""
        origin = read.task.renamed_from
        if origin is not None:
            old = [p for name in self._store.of_file(origin.root, origin.file) for p in self._store.passages(name)]
            with self._store.writing():
                self._store.lend_vectors(old, [p for stored in read.stored for p in stored.passages])

    def _leave_out_excluded(self, batch: list[ReadDocuments]) -> None:
        excluded = self._store.excluded()
        for read in batch:
            kept = [d for d in read.documents if excluded.get(d.info.id) != d.info.content_hash]
            if len(kept) < len(read.documents):
                read.warnings.append(EXCLUDED)
                read.documents = kept

    def _without_the_bad_one(self, batch: list[ReadDocuments], error: EmbeddingError) -> None:
        """Write a batch that could not be embedded file by file; raises where it is not one file's fault."""
        if len(batch) > 1:
            for read in batch:
                self._write_batch([read])
            return
        self._tools.embedder.embed_passages(["a sentence that every model can read"])
        task = batch[0].task
        self._told.done += 1
        self._told.failed(task.record.key, str(error), known=task.previous is not None)

    def _write_file(self, read: ReadDocuments) -> None:
        key, origin = read.task.record.key, read.task.renamed_from
        self._remove_documents(self._store.of_file(key.root, key.file), read.documents)
        if origin is not None:
            self._remove_documents(self._store.of_file(origin.root, origin.file), read.documents)
            self._manifest.remove(origin)
        for stored in read.stored:
            self._put(stored)
        record = replace(
            read.task.record,
            reason="; ".join(dict.fromkeys(read.warnings)),
            documents=len(read.stored),
            passages=sum(len(stored.passages) for stored in read.stored),
        )
        self._manifest.put(record)

    def _remove_file(self, record: FileRecord) -> None:
        with self._store.writing():
            self._remove_documents(self._store.of_file(record.key.root, record.key.file))
            self._manifest.remove(record.key)
        self._told.known(record, Outcome.REMOVED)

    def _remove_documents(self, names: Sequence[str], kept: Sequence[Document] = ()) -> None:
        remove_documents(self._store, names)
        for name in set(names) - {document.info.id for document in kept}:
            self._lines.pop(name, None)

    def _put(self, stored: StoredDocument) -> None:
        info = stored.document.info
        self._lexical.delete(self._store.passage_ids([info.id]))
        self._store.put(stored)
        self._lexical.add(
            LexicalEntry(passage.id, info.id, passage.context, passage.text, info.language)
            for passage in stored.passages
        )
        self._copies.put(info.id, "\n".join(passage.text for passage in stored.passages))

    def _cut(self, document: Document, key: FileKey) -> StoredDocument:
        lines = self._lines[document.info.id]
        repeated = lines & self._repeated
        embedder = self._tools.embedder
        passages = chunk(
            document,
            keep_spans(document, repeated),
            self._tools.chunking,
            embedder.count_tokens,
            embedder.max_tokens,
        )
        return StoredDocument(document, key.root, key.file, lines, repeated, passages)

    def _embed(self, passages: Sequence[Passage]) -> None:
        missing = self._store.without_vector(passages)
        if missing and (lent := self._tools.lend(missing)):
            with self._store.writing():
                self._store.put_vectors(lent)
            missing = self._store.without_vector(missing)
        for start in range(0, len(missing), EMBED_AT_ONCE):
            some = missing[start : start + EMBED_AT_ONCE]
            self._told.step("embedding")
            vectors = self._tools.embedder.embed_passages([passage.searchable for passage in some])
            if vectors.shape != (len(some), self._tools.embedder.dimensions):
                name = self._tools.embedder.name
                raise EmbeddingError(f"{name} returned vectors of shape {vectors.shape} for {len(some)} passages")
            with self._store.writing():
                self._store.put_vectors(zip(some, vectors, strict=True))

    def _look_for_repeated_lines(self, *, finally_: bool = False) -> None:
        """Looking costs as much as the corpus is large, so it is put off until the corpus has grown."""
        if finally_ or len(self._lines) >= GROWN * self._repeated_among:
            self._repeated = repeated_lines(self._lines)
            self._repeated_among = len(self._lines)

    def _cut_again_where_lines_repeat(self) -> None:
        """Which lines repeat is known for certain only now, and also depends on what is gone."""
        self._look_for_repeated_lines(finally_=True)
        for name, lines in self._store.lines().items():
            if lines.all & self._repeated != lines.repeated:
                self._cut_again(name)

    def _cut_again(self, name: str) -> None:
        document = self._store.document(name)
        if document is None:
            return
        root, file = self._store.files_of([name])[name]
        key = FileKey(root, file)
        stored = self._cut(document, key)
        more = len(stored.passages) - len(self._store.passages(name))
        self._told.step("finishing", document.info.path)
        self._embed(stored.passages)
        facts = list(self._facts_of(stored))
        with self._store.writing():
            self._put(stored)
            for found in facts:
                self._store.set_facts(*found)
            self._manifest.count(key, passages=more)
        self._told.more_passages(document.info.path, more)

    def _annotate(self) -> None:
        """Let annotators that are new, or of a new version, see what was indexed before them."""
        for annotator in self._tools.annotators:
            for name in self._store.without_facts(annotator.name, annotator.version):
                document = self._store.document(name)
                if document is None:
                    continue
                self._told.step("finishing", document.info.path)
                found, problem = _annotated(annotator, document, self._store.passages(name))
                if problem:
                    continue
                with self._store.writing():
                    self._store.set_facts(name, annotator.name, annotator.version, found)

    def _facts_of(self, stored: StoredDocument, read: ReadDocuments | None = None) -> Iterator[_Facts]:
        self._told.step("finishing", stored.document.info.path)
        for annotator in self._tools.annotators:
            found, problem = _annotated(annotator, stored.document, stored.passages)
            if problem and read:
                read.warnings.append(problem)
            if problem:  # not kept as "nothing found": a question reads what it needs itself, and says what fails
                continue
            yield stored.document.info.id, annotator.name, annotator.version, found


def remove_documents(store: Store, names: Sequence[str]) -> None:
    """Take documents out of the store and what lies beside it; only inside `store.writing()`."""
    LexicalIndex(store.connection).delete(store.passage_ids(names))
    NearCopies(store.connection).remove(names)
    store.remove(names)


def _annotated(
    annotator: Annotator, document: Document, passages: Sequence[Passage]
) -> tuple[list[dict[str, Any]], str]:
    """What the annotator found, and what went wrong; its error on one document must not cost the others."""
    if len(document.text) > MOST_ANNOTATED:
        return [], f"its {annotator.name} are not read: it is longer than {MOST_ANNOTATED:,} characters; split it"
    try:
        return annotator.annotate(document, passages), ""
    except Exception as error:
        log_fault(f"{annotator.name} of a document", document.text, error)
        return [], f"its {annotator.name} could not be read, so none are known of it{technical(error)}"
