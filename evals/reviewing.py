"""Checks cases against the documents they name: does what is expected really stand there?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from evals.cases import Problem
from evals.matching import dates_in, holds, numbers_in
from evals.types import Case, Expected, When
from index.types import Document


@dataclass(frozen=True, slots=True)
class SourceText:
    """A document as a case may name it: by path, file name, name without suffix, title or id."""

    path: str
    title: str
    text: str
    id: str = ""

    def named(self, reference: str) -> bool:
        """Whether a case's reference means this document."""
        path = PurePosixPath(self.path.partition("#")[0])
        return reference in {self.path, str(path), path.name, path.stem, self.title, self.id}


def read_folder(folder: Path) -> tuple[SourceText, ...]:
    """Every document of a folder as cases name them, read without an index."""
    return tuple(SourceText(one.info.path, one.info.title, one.text) for one in read_documents(folder))


def read_documents(folder: Path) -> list[Document]:
    """Every document of a folder with what is known of it, read without an index; `id` is a number."""
    from index.discovery import find_files
    from index.errors import LoadError
    from index.loading.bounds import Bounds
    from index.loading.reader import FileReader
    from index.metadata import describe, read_sidecar
    from index.settings import Settings
    from index.types import FileReport

    folder = folder.resolve()
    sidecar = read_sidecar(folder)
    settings = Settings()
    documents: list[Document] = []
    with FileReader(Bounds(settings.read_seconds, settings.read_memory)) as reader:
        for found in find_files(folder):
            if isinstance(found, FileReport):
                continue
            try:
                loaded = reader.read(found.path).documents
            except LoadError:
                continue
            for one in loaded:
                documents.append(describe(one, found.relative, sidecar, str(len(documents))))
    return documents


def review(cases: Sequence[Case], sources: Sequence[SourceText]) -> tuple[Problem, ...]:
    """What of the cases does not hold in the documents."""
    return tuple(Problem(case.file, case.line, said) for case in cases for said in _faults(case, sources))


def _faults(case: Case, sources: Sequence[SourceText]) -> Iterator[str]:
    for reference in (*(name for group in case.cite for name in group), *(q.document for q in case.quotes)):
        if not any(source.named(reference) for source in sources):
            yield f"no document is called {reference!r}"
    for quote in case.quotes:
        texts = [source.text for source in sources if source.named(quote.document)]
        if texts and not any(flat(quote.text) in flat(text) for text in texts):
            yield f"{quote.document} does not hold the words {quote.text!r}"
    named = [s for s in sources if any(s.named(n) for group in case.cite for n in group)]
    named += [s for s in sources if any(s.named(quote.document) for quote in case.quotes)]
    where = named or list(sources)
    for group in case.all_of:
        if not any(stands_in(item, source.text) for item in group for source in where):
            places = ", ".join(sorted({source.path for source in named})) or "the corpus"
            yield f"{' or '.join(map(str, group))} does not stand in {places}"
    for cited in case.cite:
        yield from _idle(case, cited, sources)
    for figure in case.figures:
        if not any(found.value == figure.value for source in where for found in numbers_in(source.text)):
            yield f"the figure {figure.value:,} does not stand in the documents"


def _idle(case: Case, cited: Sequence[str], sources: Sequence[SourceText]) -> Iterator[str]:
    """Documents to cite that hold nothing of what is expected."""
    items = [item for group in case.all_of for item in group]
    for name in cited if items else ():
        texts = [source.text for source in sources if source.named(name)]
        if texts and not any(stands_in(item, text) for item in items for text in texts):
            yield f"{name} is to be cited but holds none of what is expected"


def stands_in(item: Expected, text: str) -> bool:
    """Whether a whole document holds the item; the parts of a date may stand apart."""
    if isinstance(item, When):
        dates = dates_in(text)
        years = {date.year for date in dates}
        return item.year in years and any(
            item.month in (None, date.month) and item.day in (None, date.day) for date in dates
        )
    return holds(item, flat(text))


def flat(text: str) -> str:
    """The text on one line."""
    return re.sub(r"\s+", " ", text).strip()
