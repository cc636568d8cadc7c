"""The façade of `index`: a folder of documents, kept indexed, to be searched.

with Corpus.open("articles/") as corpus:
    report = corpus.index()
    hits = corpus.search("how many deaths did the coalition admit?")
"""

from __future__ import annotations

import difflib
import json
import secrets
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from index import home
from index.chunking import ChunkingSettings
from index.diversifying import across_languages
from index.embedding import load_embedder
from index.errors import (
    CorpusError,
    DocumentNotFound,
    ModelMismatch,
    NotIndexed,
    StoreDamaged,
    VectorIndexError,
)
from index.fusion import POOL, fuse
from index.indexing import IndexingRun, Tools, remove_documents
from index.lexical import LexicalIndex
from index.locking import WriterLock
from index.manifest import FileKey, Manifest
from index.near_copies import NearCopies
from index.settings import Settings
from index.store import Store
from index.surveying import Root
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
from index.uploads import UPLOADS, take_in
from index.vectors import MIRROR_NOTE, DenseSearch, MirrorState, open_mirror

STORE_FILE = "store.sqlite3"

# A ranking is asked again where passages it named were removed in the meantime; a writer that removes
# some between each two of these looks is not outrun anyway.
LOOKS = 3

# Raise it whenever an index of before would be read wrongly: other tables, or other rules for terms.
FORMAT = "1"

_CORPUS_NOTE, _MODEL_NOTE, _FORMAT_NOTE = "corpus", "model", "format"


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
        self._store = Store(data / STORE_FILE)

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

        `rebuild` empties it first; `create=False` wants it to be there. Raises `CorpusError` for a folder
        that cannot be read, `NotIndexed`, `StoreDamaged`, and `ModelMismatch` for another embedding model's index.
        """
        settings = settings or Settings()
        folder = _checked(Path(folder))
        data = home.data_folder(folder, settings)
        if not create and not (data / STORE_FILE).exists():
            raise NotIndexed(f"{folder} has no index yet; make one with `sayso index {folder}`")
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

    def index(self, progress: ProgressCallback | None = None) -> IndexReport:
        """Bring the index up to the folder. Raises `CorpusLocked` where another process is writing.

        Every file that cannot be read is in the report with the reason. An interrupt (Ctrl-C) ends the
        run with what was finished kept, and `interrupted` set in the report.
        """
        with self._lock:
            return self._index(self._roots(), progress)

    def add_files(self, paths: Iterable[Path | str], progress: ProgressCallback | None = None) -> IndexReport:
        """Copy files into the corpus's own folder of uploads and index them there."""
        with self._lock:
            taken = [take_in(Path(path), self.data / UPLOADS) for path in paths]
            report = self._index([Root(UPLOADS, self.data / UPLOADS)], progress)
            new = {f"{UPLOADS}/{copy.name}": copy for copy in taken if isinstance(copy, Path)}
            for file in report.files:
                if file.path in new and file.outcome in (Outcome.FAILED, Outcome.SKIPPED):
                    new[file.path].unlink()
        refused = [file for file in taken if isinstance(file, FileReport)]
        return IndexReport((*refused, *report.files), report.seconds, report.interrupted)

    def remove(self, reference: str) -> DocumentInfo:
        """Take a document out, by id, path or title. It stays out until its text changes,
        or the index is rebuilt.

        The file of an upload is deleted with its last document; files of the folder are never touched.
        Raises `DocumentNotFound`, `CorpusLocked`.
        """
        with self._lock:
            info = self.find(reference)
            root, file = self._store.files_of([info.id])[info.id]
            with self._store.writing():
                remove_documents(self._store, [info.id])
                self._store.exclude(info)
                emptied = root == UPLOADS and not self._store.of_file(root, file)
            if emptied:
                (self.data / UPLOADS / file).unlink(missing_ok=True)
            self._publish()
        return info

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
        infos = self._store.infos([reference]) or self.documents()
        wanted = reference.strip().casefold()
        for names in (
            lambda info: (info.id,),
            lambda info: (info.path.casefold(),),
            lambda info: (info.title.casefold(), info.path.rpartition("/")[2].casefold()),
        ):
            found = [info for info in infos if wanted in names(info)]
            if len(found) == 1:
                return found[0]
            if found:
                listed = ", ".join(f"{info.id} ({info.path})" for info in found[:5])
                raise DocumentNotFound(f"{reference!r} names {len(found)} documents: {listed}; use the id")
        raise DocumentNotFound(f"{reference!r} is no document's id, path or title{_near(wanted, infos)}")

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
        with self._store.reading() as db:
            passages, terms = self._store.count_passages(), LexicalIndex(db).count()
        if terms != passages:
            problems.append(f"{self.data}: {passages} passages but terms of {terms}; run `sayso index --rebuild`")
        if damage := self._dense.damage():
            problems.append(f"{damage}; it is made again at the next search or `sayso index`")
        return problems

    def _start(self, rebuild: bool) -> None:
        if rebuild:
            with self._lock:
                self._empty()
        if self._store.note(_CORPUS_NOTE) is None:
            self._found()
        if (made_by := self._store.note(_FORMAT_NOTE)) != FORMAT:
            raise CorpusError(
                f"the index of {self.folder} has format {made_by or 'unknown'}, this sayso reads {FORMAT}; "
                f"build it anew with `sayso index --rebuild {self.folder}`"
            )
        model = json.loads(self._store.note(_MODEL_NOTE) or "{}")
        if self._given_embedder or (model and model["setting"] != self._settings.embedder):
            _ = self.embedder
        mirror = open_mirror(self.data / "chroma", self._settings, self._store.note(_CORPUS_NOTE) or "")
        self._mirror = mirror
        self._dense = DenseSearch(self._store, mirror, self._repair)

    def _found(self) -> None:
        with self._store.writing() as db:
            for table in (Manifest(db), LexicalIndex(db), NearCopies(db)):
                table.create()
            if self._store.note(_CORPUS_NOTE) is None:
                self._store.set_note(_CORPUS_NOTE, secrets.token_hex(6))
            self._store.set_note(_FORMAT_NOTE, FORMAT)

    def _empty(self) -> None:
        """Forget everything but the uploads; a damaged store's file is replaced."""
        try:
            name = self._store.note(_CORPUS_NOTE)
            with self._store.writing() as db:
                for table in (Manifest(db), LexicalIndex(db), NearCopies(db)):
                    table.create()
                    table.clear()
                self._store.clear()
                self._store.set_note(_FORMAT_NOTE, FORMAT)
                if name is not None:
                    self._store.set_note(_CORPUS_NOTE, name)
        except StoreDamaged:
            self._store.close()
            for path in self.data.glob(f"{STORE_FILE}*"):
                path.unlink()
        shutil.rmtree(self.data / "chroma", ignore_errors=True)

    def _index(self, roots: Sequence[Root], progress: ProgressCallback | None) -> IndexReport:
        embedder = self.embedder
        if self._store.note(_MODEL_NOTE) is None:
            self._remember_model(embedder)
        tools = Tools(self._store, embedder, self._chunking, self._annotators, self._publish)
        report = IndexingRun(tools, roots, progress).run()
        if not report.interrupted:
            try:
                self._publish()
            except KeyboardInterrupt:
                return replace(report, interrupted=True)
        return report

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

    def _publish(self) -> None:
        """Let Chroma follow the store. For the holder of the lock."""
        state = self._mirror_state()
        if state is None and not self._store.last_number():
            return
        behind = state is None or state.upto != self._store.last_number() or self._store.removed_numbers()
        if behind or self._dense.damage():
            self._publish_on(state)

    def _publish_on(self, state: MirrorState | None) -> None:
        try:
            published = self._mirror.publish(self._store, state)
        except OSError as error:
            raise VectorIndexError(
                f"{self.data}: the vector index cannot be written ({error.strerror}); make room or make it "
                "writable, then run `sayso index` again"
            ) from error
        with self._store.writing():
            self._store.set_note(MIRROR_NOTE, published.dumps())
            self._store.forget_removed()
        self._mirror.sweep(published)

    def _repair(self) -> bool:
        """Publish anew what was damaged; False where another process is writing, or there is no room."""
        try:
            if not self._lock.try_acquire():
                return False
        except CorpusError:
            return False
        try:
            self._publish_on(None)
        except CorpusError:
            if self._settings.chroma != "embedded":
                raise
            return False
        finally:
            self._lock.release()
        return True

    def _mirror_state(self) -> MirrorState | None:
        return MirrorState.loads(self._store.note(MIRROR_NOTE))

    def _remember_model(self, embedder: Embedder) -> None:
        note = {"name": embedder.name, "dimensions": embedder.dimensions, "setting": self._settings.embedder}
        with self._store.writing():
            self._store.set_note(_MODEL_NOTE, json.dumps(note))

    def _check_model(self, embedder: Embedder) -> None:
        note = self._store.note(_MODEL_NOTE)
        model = json.loads(note) if note else None
        if model and (model["name"], model["dimensions"]) != (embedder.name, embedder.dimensions):
            raise ModelMismatch(
                f"the index of {self.folder} was made with {model['name']} ({model['dimensions']} dimensions), "
                f"not with {embedder.name} ({embedder.dimensions}); open it with that model, or build it anew "
                f"with `sayso index --rebuild {self.folder}`"
            )


def _checked(folder: Path) -> Path:
    folder = folder.expanduser()
    if not folder.exists():
        raise CorpusError(f"{folder}: there is no such folder")
    if not folder.is_dir():
        raise CorpusError(f"{folder} is not a folder; name the folder that holds the documents")
    return folder.resolve()


def _near(wanted: str, infos: Sequence[DocumentInfo]) -> str:
    names = {name.casefold(): name for info in infos for name in (info.path, info.title)}
    close = difflib.get_close_matches(wanted, names, n=3)
    listed = ", ".join(names[name] for name in close)
    return f"; near ones: {listed}" if close else "; `sayso documents` lists them"
