"""The façade of `index`: a folder of documents, kept indexed, to be searched.

with Corpus.open("articles/") as corpus:
    report = corpus.index()
    hits = corpus.search("how many deaths did the coalition admit?")
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from index import home, kept_copies, upkeep
from index.backup import Backup, restore_backup, write_backup
from index.chunking import ChunkingSettings
from index.diversifying import across_languages
from index.embedding import load_embedder
from index.errors import CorpusError, DocumentNotFound, ModelMismatch, NotIndexed, ReadOnly, StoreDamaged
from index.fusion import POOL, fuse
from index.indexing import UNFINISHED, IndexingRun, Tools, remove_documents
from index.lexical import LexicalIndex
from index.loading.bounds import Bounds
from index.locking import WriterLock
from index.manifest import FileKey, FileRecord, Manifest
from index.missing import away_note, forgotten_note
from index.moved import MovedVectors
from index.near_copies import NearCopies
from index.references import document_called
from index.settings import Settings
from index.store import Store
from index.surveying import CHANGES, Request, Root
from index.types import (
    Annotator,
    Document,
    DocumentInfo,
    Embedder,
    FileReport,
    Filter,
    Hit,
    IndexReport,
    Outcome,
    Passage,
    ProgressCallback,
)
from index.upkeep import CORPUS_NOTE, MODEL_NOTE, STORE_FILE
from index.uploads import UPLOADS, keep, remove_copy, take_in, text_name
from index.vectors import DenseSearch, open_mirror
from index.vectors.publication import Publication
from index.webpages import fetch

# A ranking is asked again where passages it named were removed in the meantime; a writer that removes
# some between each two of these looks is not outrun anyway.
LOOKS = 3


class Corpus:
    """A folder of documents and its index. Searching is safe from any thread, beside one writer anywhere."""

    def __init__(
        self,
        folder: Path,
        data: Path,
        settings: Settings,
        embedder: Embedder | None = None,
        annotators: Sequence[Annotator] = (),
    ) -> None:
        self.folder = folder
        self.data = data
        self._settings = settings
        self._given_embedder = embedder
        self._annotators = tuple(annotators)
        self._chunking = ChunkingSettings()
        self._lock = WriterLock(data / "writer.lock")
        self._store = Store(data / STORE_FILE, read_only=home.is_read_only(data))

    @classmethod
    def open(
        cls,
        folder: Path | str,
        *,
        settings: Settings | None = None,
        embedder: Embedder | None = None,
        annotators: Sequence[Annotator] = (),
        rebuild: bool = False,
        create: bool = True,
    ) -> Corpus:
        """Open the index of a folder, without indexing.

        `rebuild` empties it first, but for files handed in and the note of what was taken out; `create=False`
        wants it to be there. The index of a folder that is gone can be asked; one where nothing can be
        written, too. Raises `CorpusError` for a folder that cannot be read, `NotIndexed`, `StoreDamaged`,
        `StoreNewer`, and `ModelMismatch` for another embedding model's index.
        """
        settings = settings or Settings()
        folder = Path(folder).expanduser()
        data = home.data_folder(folder, settings)
        folder = _checked(folder, indexed=(data / STORE_FILE).exists() and not rebuild)
        if not create and not (data / STORE_FILE).exists():
            raise NotIndexed(f"{folder} has no index yet; make one with `sayso index {folder}`")
        if not (data / STORE_FILE).exists() or not home.is_read_only(data):
            home.create_data_folder(folder, settings)
        corpus = cls(folder, data, settings, embedder, annotators)
        try:
            corpus._start(rebuild)
        except BaseException:
            corpus._store.close()
            raise
        return corpus

    def close(self) -> None:
        """Let go of files and connections; calling it twice is no error."""
        self._dense.close()
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def embedder(self) -> Embedder:
        """The embedding model, loaded when first used. Raises `ModelMismatch`."""
        embedder = self._given_embedder or load_embedder(self._settings.embedder)
        self._check_model(embedder)
        return embedder

    def index(
        self, progress: ProgressCallback | None = None, *, forget: bool = False, by_content: bool = False
    ) -> IndexReport:
        """Bring the index up to the folder. Raises `CorpusLocked` where another process is writing, `ReadOnly`.

        Every file that cannot be read is in the report with the reason. Where a large part of the files is
        gone at once, what was indexed of them is kept, and said so in a note of the report; `forget` removes
        it, and keeps the index as it was for a while. Files are read again where their size, times or place
        on the disk changed, with `by_content` wherever their bytes did. An interrupt (Ctrl-C) ends the run
        with what was finished kept, and `interrupted` set in the report.
        """
        away = not self.folder.is_dir()
        if away and forget:
            raise CorpusError(
                f"{self.folder} is not there, so nothing of it is forgotten; to be rid of its index, "
                f"delete {self.data}"
            )
        with self._writing():
            report = self._index(
                self._roots()[1:] if away else self._roots(), progress, Request(by_content, forget)
            )
        if away and (known := self._count_of_folder()):
            report = replace(report, notes=(away_note(self.folder, known), *report.notes))
        return report

    def add_files(self, paths: Iterable[Path | str], progress: ProgressCallback | None = None) -> IndexReport:
        """Copy files into the corpus's own folder of uploads and index them there."""
        with self._writing():
            taken = [take_in(Path(path), self.data / UPLOADS) for path in paths]
            report = self._index([Root(UPLOADS, self.data / UPLOADS)], progress)
            new = {f"{UPLOADS}/{copy.name}": copy for copy in taken if isinstance(copy, Path)}
            for file in report.files:
                if file.path in new and file.outcome in (Outcome.FAILED, Outcome.SKIPPED):
                    new[file.path].unlink(missing_ok=True)
        refused = [file for file in taken if isinstance(file, FileReport)]
        return IndexReport((*refused, *report.files), report.seconds, report.interrupted, report.notes)

    def add_page(self, url: str, progress: ProgressCallback | None = None) -> IndexReport:
        """Fetch a page of the web, keep it among the uploads with its address and the day, and index it.

        Raises `FetchError` where it cannot be had.
        """
        page = fetch(url)
        return self._keep_upload(
            page.data, page.name, {"url": page.url, "fetched": page.day.isoformat()}, progress
        )

    def add_text(self, title: str, text: str, progress: ProgressCallback | None = None) -> IndexReport:
        """Keep a text among the uploads under a title, and index it. Raises `CorpusError` where it is blank."""
        if not text.strip():
            raise CorpusError("the text is empty: paste some words first")
        name = text_name(title, text)
        return self._keep_upload(text.encode("utf-8", "replace"), name, {"title": title.strip()}, progress)

    def _keep_upload(
        self, data: bytes, name: str, told: Mapping[str, str], progress: ProgressCallback | None
    ) -> IndexReport:
        with self._writing():
            place = keep(data, name, self.data / UPLOADS, told=told)
            report = self._index([Root(UPLOADS, self.data / UPLOADS)], progress)
            own = [file for file in report.files if file.path == f"{UPLOADS}/{name}"]
            if any(file.outcome in (Outcome.FAILED, Outcome.SKIPPED) for file in own):
                place.unlink(missing_ok=True)
        return report

    def remove(self, reference: str) -> DocumentInfo:
        """Take a document out, by id, path or title. It stays out until its text changes.

        The file of an upload is deleted with its last document; files of the folder are never touched.
        Nothing of its text stays behind in the index. Raises `DocumentNotFound`, `CorpusLocked`, `ReadOnly`.
        """
        with self._writing():
            info = self.find(reference)
            root, file = self._store.files_of([info.id])[info.id]
            emptied = root == UPLOADS and self._store.of_file(root, file) == [info.id]
            # The copy first: a kill in between leaves one that is said to be gone, not one that comes back.
            if emptied:
                remove_copy(self.data / UPLOADS / file)
            with self._store.writing() as db:
                fewer = len(self._store.passages(info.id))
                remove_documents(self._store, [info.id])
                self._store.exclude(info)
                self._store.set_note(UNFINISHED, "1")
                Manifest(db).count(FileKey(root, file), documents=-1, passages=-fewer)
                if emptied:
                    Manifest(db).remove(FileKey(root, file))
            upkeep.tidy(self._store)
            self._publication.follow()
        return info

    def backup(self, file: Path | str, *, force: bool = False) -> Backup:
        """Write the index and the files handed in to one file, as they are in one moment, beside any writer.

        Raises `BackupError` where it cannot be written, or is there already without `force`.
        """
        return write_backup(self._store, self.data, self.folder, Path(file), force=force)

    @classmethod
    def restore(
        cls,
        file: Path | str,
        folder: Path | str | None = None,
        *,
        settings: Settings | None = None,
        force: bool = False,
    ) -> Backup:
        """Make what `backup` wrote the index of `folder`, or of the folder it was made of; returns what it holds.

        All of it or nothing. Raises `BackupError` for a file that is no sound backup, or where there is an
        index already without `force`; `StoreNewer`, `CorpusLocked`.
        """
        return restore_backup(Path(file), Path(folder) if folder else None, settings or Settings(), force=force)

    def search(self, question: str, k: int = 20, where: Filter | None = None) -> list[Hit]:
        """The k passages most likely to answer, best first; [] where nothing is indexed or admitted.

        Where near ones stand in several languages, a few are of another one than most: across languages a
        question and its answer share few words and lie far apart.
        """
        if k < 1 or not question.strip() or not self._store.last_number():
            return []
        depth = max(POOL, k)
        dense = self._nearest(question, depth, where)
        with self._store.reading() as db:
            admitted = [info.id for info in self.documents() if where.admits(info)] if where else None
            lexical = LexicalIndex(db).search(question, depth, admitted)
            ranked = fuse(dense, lexical, depth)
            found = self._store.hits(fused.id for fused in ranked)
        hits = [Hit(*found[f.id], f.score, f.dense, f.lexical) for f in ranked if f.id in found]
        return across_languages(hits, k)

    def documents(self) -> list[DocumentInfo]:
        """Every document, by path."""
        return self._store.infos()

    def find(self, reference: str) -> DocumentInfo:
        """The document with this id, path, title or file name. Raises `DocumentNotFound`, naming near ones."""
        return document_called(reference, self._store.infos([reference]) or self.documents())

    def document(self, reference: str) -> Document:
        """A document with its text, by id, path or title. Raises `DocumentNotFound`."""
        document = self._store.document(reference) or self._store.document(self.find(reference).id)
        if document is None:
            raise DocumentNotFound(f"{reference!r} was removed just now")
        return document

    def passages(self, document_id: str) -> list[Passage]:
        """The passages of a document, in order."""
        return self._store.passages(document_id)

    def near_copies(self, document_id: str) -> tuple[DocumentInfo, ...]:
        """The documents whose wording is nearly the same; symmetric."""
        with self._store.reading() as db:
            return tuple(self._store.infos(NearCopies(db).of(document_id)))

    def not_read(self, document_id: str) -> str:
        """What of the document's file was not read or is odd, as indexing told it; empty where nothing is."""
        with self._store.reading() as db:
            root, file = self._store.files_of([document_id]).get(document_id, ("", ""))
            return Manifest(db).reason(FileKey(root, file))

    def facts(self, annotator: str) -> Iterator[tuple[DocumentInfo, list[dict[str, Any]]]]:
        """What the annotator of this name found, document by document."""
        return self._store.facts(annotator)

    def facts_of(self, annotator: str, document_id: str) -> list[dict[str, Any]] | None:
        """What the annotator of this name found in one document; None where it never looked at it."""
        return self._store.facts_of(annotator, document_id)

    def check(self) -> list[str]:
        """Everything that is wrong with the index, in words; reads all of it."""
        problems = self._store.problems()
        if broken := self._store.seal.broken():
            problems.append(f"{self._store.path} {broken}; run `sayso index --rebuild`")
        with self._store.reading() as db:
            passages, terms = self._store.count_passages(), LexicalIndex(db).count()
        if terms != passages:
            problems.append(f"{self.data}: {passages} passages but terms of {terms}; run `sayso index --rebuild`")
        if damage := self._dense.damage():
            problems.append(f"{damage}; it is made again at the next search or `sayso index`")
        return problems

    def _start(self, rebuild: bool) -> None:
        if rebuild:
            with self._writing():
                upkeep.start_over(self._store)
                shutil.rmtree(self.data / "chroma", ignore_errors=True)
        if broken := self._store.seal.broken():
            raise StoreDamaged(
                f"{self._store.path} {broken}; build the index anew with `sayso index --rebuild {self.folder}`"
            )
        self._up_to_date()
        model = json.loads(self._store.note(MODEL_NOTE) or "{}")
        if self._given_embedder or (model and model["setting"] != self._settings.embedder):
            _ = self.embedder
        mirror = open_mirror(self.data / "chroma", self._settings, self._store.note(CORPUS_NOTE) or "")
        optional = self._settings.chroma == "embedded"
        self._publication = Publication(self._store, mirror, self._lock, self.data, optional=optional)
        self._dense = DenseSearch(self._store, mirror, self._publication.repair)
        self._sweep()

    def _up_to_date(self) -> None:
        """Found a new store, migrate an older one, refuse one whose content this release would misread."""
        if self._store.version() < self._store.newest:
            if self._store.read_only:
                raise ReadOnly(
                    f"{self.data} was written by an older release and cannot be brought up to this one "
                    "there, as nothing can be written; make it writable, or copy it to another SAYSO_HOME"
                )
            with self._writing():
                self._store.migrate()
        if self._store.note(CORPUS_NOTE) is None:
            upkeep.found(self._store)
        upkeep.refuse_other_format(self._store, self.folder)

    def _sweep(self) -> None:
        """Remove what killed processes left, where there is something and nobody is writing."""
        if self._store.read_only or not (self._publication.is_littered() or upkeep.leftovers(self.data)):
            return
        if self._lock.try_acquire():
            try:
                upkeep.sweep(self.data)
                if self._publication.is_littered():
                    self._publication.sweep()
            finally:
                self._lock.release()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold the writer lock; at the end the store is sealed. Raises `CorpusLocked`, `ReadOnly`."""
        if self._store.read_only:
            raise ReadOnly(f"{self.data} cannot be written; what is indexed there can be asked, but not changed")
        with self._lock:
            try:
                yield
            finally:
                self._store.rest()

    def _index(
        self, roots: Sequence[Root], progress: ProgressCallback | None, request: Request = CHANGES
    ) -> IndexReport:
        embedder = self.embedder
        if self._store.note(MODEL_NOTE) is None:
            self._remember_model(embedder)
        kept_copies.expire(self.data)
        follow, moved = self._publication.follow, MovedVectors(self._settings, embedder)
        bounds = Bounds(self._settings.read_seconds, self._settings.read_memory)
        tools = Tools(
            self._store, embedder, self._chunking, self._annotators, follow, self._keep, moved.lend, bounds
        )
        try:
            report = IndexingRun(tools, roots, progress, request).run()
        finally:
            moved.close()
        if not report.interrupted:
            try:
                upkeep.tidy(self._store)
                follow()
            except KeyboardInterrupt:
                return replace(report, interrupted=True)
        return report

    def _keep(self, forgotten: Sequence[FileRecord]) -> str:
        """Keep the index as it is before files are forgotten; returns how to have it back."""
        file = kept_copies.next_place(self.data)
        write_backup(self._store, self.data, self.folder, file)
        return forgotten_note(forgotten, file, kept_copies.DAYS)

    def _count_of_folder(self) -> int:
        return sum(record.documents for key, record in self._records().items() if not key.root)

    def _records(self) -> dict[FileKey, FileRecord]:
        with self._store.reading() as db:
            return Manifest(db).records()

    def _roots(self) -> list[Root]:
        return [Root("", self.folder), Root(UPLOADS, self.data / UPLOADS)]

    def _nearest(self, question: str, k: int, where: Filter | None) -> list[tuple[str, float]]:
        """(passage id, cosine similarity) of the k nearest passages that exist."""
        vector = self.embedder.embed_query(question)
        wanted, found = k, []
        for _ in range(LOOKS):
            ranked = self._dense.query(vector, wanted, where)
            names = self._store.names(number for number, _ in ranked)
            found = [(names[number], score) for number, score in ranked if number in names]
            if len(found) >= k or len(found) == len(ranked):
                break
            wanted = 2 * wanted
        return found[:k]

    def _remember_model(self, embedder: Embedder) -> None:
        note = {"name": embedder.name, "dimensions": embedder.dimensions, "setting": self._settings.embedder}
        with self._store.writing():
            self._store.set_note(MODEL_NOTE, json.dumps(note))

    def _check_model(self, embedder: Embedder) -> None:
        note = self._store.note(MODEL_NOTE)
        model = json.loads(note) if note else None
        if model and (model["name"], model["dimensions"]) != (embedder.name, embedder.dimensions):
            raise ModelMismatch(
                f"the index of {self.folder} was made with {model['name']} ({model['dimensions']} dimensions), "
                f"not with {embedder.name} ({embedder.dimensions}); open it with that model, or build it anew "
                f"with `sayso index --rebuild {self.folder}`"
            )


def _checked(folder: Path, *, indexed: bool) -> Path:
    if not folder.exists() and not indexed:
        raise CorpusError(f"{folder}: there is no such folder")
    if folder.exists() and not folder.is_dir():
        raise CorpusError(f"{folder} is not a folder; name the folder that holds the documents")
    return folder.resolve()
