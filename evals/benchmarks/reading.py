"""What the reading benchmarks share: given texts as the hits of a search."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import TypeVar

from evals.benchmarks.base import ProgressLine, Row
from index.types import DocumentInfo, Embedder, Hit, Passage
from qa.errors import QuestionError
from qa.question.analysis import analyse
from qa.question.question_language import languages_of
from qa.reading import RULES, load_reader
from qa.types import Reader, Reading

Asked = TypeVar("Asked")


def readers_or_own(readers: Sequence[Reader] | None) -> tuple[Reader, ...]:
    """These readers; where none are given, the one sayso uses and the rules alone."""
    return tuple(readers) if readers else (load_reader(), load_reader(RULES))


def rows_of(
    readers: Sequence[Reader],
    asked: Sequence[Asked],
    row: Callable[[Reader, Sequence[Asked]], Row],
    progress: ProgressLine,
) -> list[Row]:
    """A row for each reader on what is asked; says when one is done."""
    rows = []
    for reader in readers:
        rows.append(row(reader, asked))
        progress(f"{reader.name}: {len(asked)} questions")
    return rows


def read_by(reader: Reader, question: str, hits: Sequence[Hit]) -> Reading:
    """What a reader makes of the hits; nothing where the question has no word or is too long."""
    try:
        return reader.read(analyse(question, languages_of(hits)), hits)
    except QuestionError:
        return Reading((), 0.0)


def hits_of(
    question: str,
    texts: Sequence[str],
    language: str = "en",
    embedder: Embedder | None = None,
    titles: Sequence[str] = (),
) -> list[Hit]:
    """Texts as the hits of one search, each a document of its own; with an embedder, they have cosines too."""
    named = titles or [""] * len(texts)
    cosines = [None] * len(texts) if embedder is None else _cosines(question, texts, embedder)
    return [
        Hit(*_given(text, number, language, title), 1.0, cosine)
        for number, (text, cosine, title) in enumerate(zip(texts, cosines, named, strict=True))
    ]


def _cosines(question: str, texts: Sequence[str], embedder: Embedder) -> list[float]:
    return [float(cosine) for cosine in embedder.embed_passages(texts) @ embedder.embed_query(question)]


def _given(text: str, number: int, language: str, title: str) -> tuple[Passage, DocumentInfo]:
    name = f"given-{number}"
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    document = DocumentInfo(id=name, path=name, content_hash=digest, title=title or name, language=language)
    return Passage(f"{name}-0", name, 0, 0, len(text), text, title), document


def language_of(name: str) -> str:
    """The language a data set's file name tells: Swedish for `…_sv…`, else English."""
    return "sv" if "_sv" in name else "en"
