"""Questions with their paragraph, and the same questions over all the articles as a corpus."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any

from evals.benchmarks.base import (
    BenchmarkDataError,
    BenchmarkResult,
    ProgressLine,
    Row,
    read_json_lines,
    read_text,
)
from evals.benchmarks.reading import hits_of, language_of, read_by
from evals.metrics import best_token_f1, exact_match
from index.embedding import load_embedder
from index.types import Hit
from qa.question.analysis import analyse
from qa.question.question_language import languages_of
from qa.reading import RULES, load_reader
from qa.reading.network.network_reader import NeuralReader
from qa.types import Quote, Reader

if TYPE_CHECKING:
    from evals.baselines import PassageSystem

Search = Callable[[str], tuple[Sequence[Hit], Sequence[Quote]]]

RETRIEVED = 20
PUBLISHED = (
    Row("mBERT, on all of XQuAD-en", {"EM": 72.2, "F1": 83.5}, published=True, note="gold paragraph"),
    Row("XLM-R-large, Swedish SQuAD 2.0", {"F1": 70.8}, published=True, note="gold paragraph"),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, its paragraph, the article that holds it, and the answers; none where it has no answer."""

    question: str
    paragraph: str
    article: str
    answers: tuple[str, ...]


class Squad:
    """The readers on a file in SQuAD's format: with the right paragraph given, and without it."""

    name = "squad"
    data_format = (
        "a file as SQuAD and XQuAD are published ({data: [{title, paragraphs: [{context, qas: [{question, "
        "answers: [{text}]}]}]}]}), or JSON lines of question, context, title and answers[{text}] (none: "
        "unanswerable), gzipped or not; a folder stands for dev/xquad_en_unseen.jsonl.gz in it"
    )

    def __init__(self, readers: Sequence[Reader] | None = None, open_retrieval: bool = True) -> None:
        self._readers = tuple(readers) if readers else (NeuralReader(), load_reader(), load_reader(RULES))
        self._open = open_retrieval

    def run(self, data: Path, progress: ProgressLine) -> BenchmarkResult:
        """Measure on the file `data`. Raises BenchmarkDataError where it cannot be read."""
        path = data / "dev" / "xquad_en_unseen.jsonl.gz" if data.is_dir() else data
        asked = read_questions(path, self.data_format)
        language = language_of(path.name)
        rows = [gold_row(reader, asked, language, progress) for reader in self._readers]
        if self._open and any(one.answers for one in asked):
            rows += _open_rows(self._readers[0], asked, progress)
        return BenchmarkResult(
            name=self.name,
            title=f"Reading: {len(asked)} questions of {path.name}",
            rows=(*rows, *PUBLISHED),
            scoring=(
                "EM and F1 as in SQuAD 1.1, percent, of the network's best span, shown or not, or of the first "
                "quote of a reader that gives only those; refused: "
                "share of unanswerable questions without a quote; kept: share of answerable ones with a quote; "
                "first quote: share of questions whose first quote, over all articles, holds an answer, and how "
                "many words it has on average; the baselines show the first passage of their ranking whole"
            ),
            source="Rajpurkar et al. 2016 and 2018; Artetxe et al. 2020",
            caveats=("The published systems were measured on other samples and with the paragraph given.",),
        )


def read_questions(path: Path, data_format: str) -> list[Asked]:
    """The questions of a file in either format. Raises BenchmarkDataError."""
    if ".json" in path.suffixes or not path.is_file():
        rows = _published_rows(path, data_format)
    else:
        rows = list(read_json_lines(path, data_format))
    asked = [question_of(row, path, data_format) for row in rows]
    if not asked:
        raise BenchmarkDataError(f"{path}: not one question. Expected {data_format}")
    return asked


def _published_rows(path: Path, data_format: str) -> list[dict[str, Any]]:
    """The questions of a file as SQuAD is published, each with its paragraph and article."""
    try:
        return [
            {**question, "context": paragraph["context"], "title": article.get("title", "")}
            for article in json.loads(read_text(path, data_format))["data"]
            for paragraph in article["paragraphs"]
            for question in paragraph["qas"]
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise BenchmarkDataError(f"{path}: not SQuAD's JSON ({error!r}). Expected {data_format}") from error


def question_of(row: Mapping[str, Any], path: Path, data_format: str) -> Asked:
    """A row as a question. Raises BenchmarkDataError."""
    try:
        answers = tuple(str(answer["text"]) for answer in row["answers"])
        return Asked(
            str(row["question"]), str(row["context"]), str(row.get("title", "")).replace("_", " "), answers
        )
    except (KeyError, TypeError) as error:
        raise BenchmarkDataError(f"{path}: a row without {error}. Expected {data_format}") from error


def gold_row(reader: Reader, asked: Sequence[Asked], language: str, progress: ProgressLine, name: str = "") -> Row:
    """A reader with the right paragraph given: EM, F1, and how many questions it answers and refuses, percent."""
    embedder = load_embedder()
    exact: list[float] = []
    overlap: list[float] = []
    kept: list[bool] = []
    refused: list[bool] = []
    for one in asked:
        hits = hits_of(one.question, [one.paragraph], language, embedder, [one.article])
        reading = read_by(reader, one.question, hits)
        if not one.answers:
            refused.append(not reading.quotes)
            continue
        kept.append(bool(reading.quotes))
        best = best_answer(reader, one, language)
        exact.append(exact_match([best], one.answers))
        overlap.append(best_token_f1([best], one.answers))
    progress(f"{name or reader.name}: read {len(asked)} paragraphs")
    measured: dict[str, list[float] | list[bool]] = {"EM": exact, "F1": overlap, "kept": kept, "refused": refused}
    values = {name: 100 * fmean(each) for name, each in measured.items() if each}
    return Row(name or reader.name, values, note="gold paragraph")


def best_answer(reader: Reader, one: Asked, language: str) -> str:
    """The reader's best span, shown or not; "" where it has none."""
    question, paragraph = one.question, one.paragraph
    hits = hits_of(question, [paragraph], language, titles=[one.article])
    spans = getattr(reader, "spans", None)
    if spans is not None:
        found = spans(analyse(question, languages_of(hits)), hits)
        return paragraph[found[0].span.start : found[0].span.end] if found else ""
    reading = read_by(reader, question, hits)
    return reading.quotes[0].answer_text if reading.quotes else ""


def _open_rows(reader: Reader, asked: Sequence[Asked], progress: ProgressLine) -> list[Row]:
    """Every article a document of one corpus, the questions asked without their paragraphs: ours, baselines."""
    from evals.baselines import baselines
    from index.corpus import Corpus
    from index.settings import Settings

    answerable = [one for one in asked if one.answers]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "articles"
        write_articles(asked, folder)
        with Corpus.open(folder, settings=Settings(home=Path(place) / "home")) as corpus:
            corpus.index()
            progress(f"{len(corpus.documents())} articles indexed")

            def ours(question: str) -> tuple[list[Hit], Sequence[Quote]]:
                hits = corpus.search(question, k=RETRIEVED)
                return hits, read_by(reader, question, hits).quotes

            rows = [_open_row(reader.name, answerable, ours)]
            with baselines(corpus) as systems:
                for system in systems:
                    progress(f"{system.name} over all articles")
                    rows.append(_open_row(system.name, answerable, _whole_passages(system)))
    return rows


def _whole_passages(system: PassageSystem) -> Search:
    def search(question: str) -> tuple[Sequence[Hit], Sequence[Quote]]:
        outcome = system.answer([question])
        return outcome.hits, outcome.answer.quotes

    return search


def _open_row(name: str, answerable: Sequence[Asked], search: Search) -> Row:
    first, found, retrieved, words = [], [], [], []
    for one in answerable:
        hits, quotes = search(one.question)
        first.append(bool(quotes) and _holds(quotes[0].text, one.answers))
        found.append(bool(quotes))
        retrieved.append(any(_holds(hit.passage.text, one.answers) for hit in hits))
        words += [len(quote.text.split()) for quote in quotes[:1]]
    values = {"first quote": first, "kept": found, "in the passages": retrieved}
    shares = {column: 100 * fmean(each) for column, each in values.items()}
    shown = {"its words": fmean(words)} if words else {}
    return Row(name, shares | shown, note="all articles, no paragraph")


def write_articles(asked: Sequence[Asked], folder: Path) -> None:
    """One text file per article, of its paragraphs in the order they first appear."""
    folder.mkdir(parents=True, exist_ok=True)
    articles: dict[str, dict[str, None]] = {}
    for one in asked:
        articles.setdefault(one.article, {})[one.paragraph] = None
    for title, paragraphs in articles.items():
        name = re.sub(r"[^\w.-]+", "_", title) or "article"
        (folder / f"{name}.txt").write_text("\n\n".join(paragraphs), encoding="utf-8")


def _holds(text: str, answers: Sequence[str]) -> bool:
    folded = " ".join(text.casefold().split())
    return any(" ".join(answer.casefold().split()) in folded for answer in answers)
