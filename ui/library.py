"""What happens on each event of the documents page: search the table, add files or a folder, remove."""

from __future__ import annotations

import queue
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from index.errors import CorpusError, SaysoError
from index.types import DocumentInfo, IndexReport, Progress, ProgressCallback
from ui.door.refusal import Refusal
from ui.rendering import html, library
from ui.shelf import Entry, entries

if TYPE_CHECKING:
    from index.corpus import Corpus
    from ui.door.uploads import Uploads
    from ui.redaction import Redaction

SHOWN = 200  # documents in the table before one asks for more
FOLDER_LIMIT = 20_000  # files taken from a folder at once

Step = Progress | IndexReport | SaysoError
Work = Callable[[ProgressCallback], IndexReport]


@dataclass(frozen=True, slots=True)
class Order:
    """By what the table is sorted, downwards or not, and how many rows it has at most."""

    by: str = "title"
    down: bool = False
    shown: int = SHOWN

    def changed(self, by: str) -> Order:
        """Sorted by something else; by the same, the other way round."""
        return replace(self, by=by, down=by == self.by and not self.down)

    def longer(self) -> Order:
        """With more rows."""
        return replace(self, shown=self.shown + SHOWN)


class Told(NamedTuple):
    """How indexing stands, as HTML: on the documents page, and in a line beside the conversation."""

    report: str
    note: str = ""


class Library:
    """The documents of one corpus. What is returned is HTML."""

    def __init__(self, corpus: Corpus, redaction: Redaction, uploads: Uploads | None = None) -> None:
        self.corpus = corpus
        self._redaction = redaction
        self._uploads = uploads
        self._turn = threading.Lock()  # one change at a time: whoever comes second waits

    def table(self, words: str | None = "", order: Order = Order()) -> str:
        """The documents whose title, publisher, file, date or language has all the words."""
        documents = self.corpus.documents()
        words = words or ""  # Gradio's word for a field nobody has written in is None
        wanted = words.casefold().split()
        found = [document for document in documents if _matches(document, wanted)]
        shelf = entries(self.corpus)
        rows = [self._row(document, shelf.get(document.id)) for document in found]
        shown = arranged(rows, order)[: order.shown]
        removable = self._uploads is not None
        return library.table_html(
            shown, len(found), len(documents), words.strip(), order.by, down=order.down, removable=removable
        )

    def _row(self, document: DocumentInfo, entry: Entry | None) -> library.Row:
        if entry is None:
            return library.Row(document, len(self.corpus.passages(document.id)))
        return library.Row(document, entry.passages, entry.added)

    def suffixes(self) -> list[str]:
        """The file types that can be added."""
        from index.loading import supported_suffixes

        return sorted(supported_suffixes())

    def add_files(self, tokens: list[str] | None, visitor: str) -> Iterator[Told]:
        """Index what this visitor uploaded, and no other file, with a bar per file. The uploads are deleted."""
        if not tokens or self._uploads is None:
            yield Told(html.problem("No files chosen. Drop some into the field first."))
            return
        uploads = self._uploads
        try:
            files = uploads.take(tokens, visitor)
        except Refusal as refusal:
            yield Told(html.problem(refusal.reason))
            return

        def work(told: ProgressCallback) -> IndexReport:
            try:
                return self.corpus.add_files(files, told)
            finally:
                uploads.drop(tokens)

        yield from self._indexing(work)

    def add_text(self, title: str | None, text: str | None) -> Iterator[Told]:
        """Index a text that was pasted, under its title."""
        yield from self._indexing(lambda told: self.corpus.add_text(title or "", text or "", told))

    def add_folder(self, folder: str) -> Iterator[Told]:
        """Index the documents of a folder of this machine: copies are kept with the corpus."""
        try:
            files = files_below(folder)
        except CorpusError as error:
            yield Told(html.problem(str(error)))
            return
        yield from self._indexing(lambda told: self.corpus.add_files(files, told))

    def reindex(self) -> Iterator[Told]:
        """Index what is new, changed or deleted in the corpus's own folder."""
        yield from self._indexing(self.corpus.index)

    def remove(self, reference: str) -> str:
        """Take a document out of the index."""
        try:
            with self._turn:
                return library.removed_note(self.corpus.remove(reference))
        except SaysoError as error:
            return html.problem(self._redaction.text(error))

    def _indexing(self, work: Work) -> Iterator[Told]:
        """Run `work` beside the page, telling each step; last what came of it."""
        steps: queue.Queue[Step] = queue.Queue()

        def run() -> None:
            try:
                with self._turn:
                    report = work(steps.put)
                steps.put(self._redaction.report(report))
            except SaysoError as error:
                steps.put(error)
            except BaseException as error:
                steps.put(CorpusError(f"indexing stopped: {type(error).__name__}: {error}"))
                raise

        threading.Thread(target=run, daemon=True).start()
        files: dict[str, Progress] = {}
        while isinstance(step := _newest(steps, files), Progress):
            yield Told(library.progress_html(files, step), library.note_html(step))
        if isinstance(step, IndexReport):
            yield Told(library.report_html(step))
        else:
            yield Told(html.problem(self._redaction.text(step)))


def arranged(rows: Sequence[library.Row], order: Order) -> list[library.Row]:
    """The rows in this order, those that do not say what it goes by last; numbers in words count as numbers."""
    keys: dict[str, Callable[[library.Row], Any]] = {
        "publisher": lambda row: _words(row.document.publisher or ""),
        "published": lambda row: row.document.published,
        "language": lambda row: html.language_name(row.document.language) if row.document.language else "",
        "passages": lambda row: row.passages,
        "added": lambda row: row.added,
    }
    titled = sorted(rows, key=lambda row: (_words(row.document.title), row.document.path))
    key = keys.get(order.by)
    if key is None:
        return titled[::-1] if order.down else titled
    known = sorted((row for row in titled if key(row)), key=key, reverse=order.down)
    return known + [row for row in titled if not key(row)]


def _words(value: str) -> list[tuple[int, int, str]]:
    """A text for sorting, so that "Notes 9" comes before "Notes 10"."""
    parts = re.findall(r"\d+|\D+", value.casefold())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts]


def _newest(steps: queue.Queue[Step], files: dict[str, Progress]) -> Step:
    """Wait for a step and take all that are there: a page need not see every one of a thousand files."""
    step = steps.get()
    while True:
        if not isinstance(step, Progress):
            return step
        if step.path:
            files.pop(step.path, None)
            files[step.path] = step
        try:
            step = steps.get_nowait()
        except queue.Empty:
            return step


def files_below(folder: str) -> list[Path]:
    """The readable files of a folder. Raises `CorpusError` where it is none, is empty, or holds too many."""
    from index.discovery import FoundFile, find_files

    root = Path(folder.strip()).expanduser()
    if not folder.strip() or not root.is_dir():
        raise CorpusError(f"{folder.strip() or 'nothing'} is not a folder on this machine")
    # A file over the limit is as good as all of them: to walk the whole of a disk takes minutes.
    walked = (found.path for found in find_files(root) if isinstance(found, FoundFile))
    files = list(islice(walked, FOLDER_LIMIT + 1))
    if not files:
        raise CorpusError(f"{root} holds no files that can be read")
    if len(files) > FOLDER_LIMIT:
        raise CorpusError(
            f"{root} holds more than {FOLDER_LIMIT:,} files; serve it itself with `sayso chat --corpus {root}`"
        )
    return files


def _matches(document: DocumentInfo, wanted: list[str]) -> bool:
    if not wanted:
        return True
    published = document.published.isoformat() if document.published else ""
    code = document.language or ""
    language = f"{code} {html.language_name(code)}" if code else ""
    facts = (document.title, document.publisher or "", document.path, published, language)
    described = " ".join(facts).casefold()
    return all(word in described for word in wanted)
