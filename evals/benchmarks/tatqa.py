"""Financial tables with their paragraphs: each question asked of its own table through the whole product."""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any

from evals.benchmarks.base import BenchmarkDataError, BenchmarkResult, ProgressLine, Row, first_there, read_text
from evals.benchmarks.tatqa_scoring import score
from index.types import Filter
from qa.question.analysis import QuestionKind, analyse
from qa.types import AnswerForm

if TYPE_CHECKING:
    from index.settings import Settings
    from qa.assistant import Assistant
    from qa.types import Answer

ARITHMETIC = "arithmetic"
SAMPLE = 0
"""Questions asked where no other number is given, the same ones each time; 0: all of them, some minutes."""
_SEED = 11
_EVERY = 50
"""Questions between two lines of progress."""
_FILES = ("dev.json.gz", "dev.json", "tatqa_dataset_dev.json")
_SEVERAL = "respective"
"""How this data asks for one figure of each of several years."""
_SCALES = ("thousand", "million", "billion")

PUBLISHED = (
    Row("TagOp, test set", {"EM": 50.1, "F1": 58.0}, published=True),
    Row("people, test set", {"EM": 84.1, "F1": 90.8}, published=True),
)


@dataclass(frozen=True, slots=True)
class Context:
    """A table, as rows of cells, and the paragraphs around it."""

    name: str
    table: tuple[tuple[str, ...], ...]
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about one context, with its answers, their scale, their type and where they stand."""

    context: str
    question: str
    answers: tuple[str, ...]
    scale: str
    kind: str
    source: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was said to a question, and how right it is by the published rules, 0 to 1."""

    asked: Asked
    said: tuple[str, ...]
    scale: str
    exact: float
    overlap: float


class TatQa:
    """The product on tables that are given: what it shows to a question about one table and its paragraphs."""

    name = "tatqa"
    data_format = (
        "TAT-QA's JSON, gzipped or not, or a folder with dev.json.gz in it: a list of {table: {uid, table: rows "
        "of cells}, paragraphs: [{order, text}], questions: [{question, answer, answer_type, answer_from, scale}]}"
    )

    def __init__(self, sample: int = SAMPLE) -> None:
        self._sample = sample

    def run(self, data: Path, progress: ProgressLine) -> BenchmarkResult:
        """Measure on `data`. Raises BenchmarkDataError where it cannot be read."""
        path = first_there(data, _FILES, self.data_format) if data.is_dir() else data
        contexts, asked = read_contexts(path, self.data_format)
        chosen = sampled(asked, self._sample)
        outcomes = outcomes_of(contexts, chosen, progress)
        tables = len({one.context for one in chosen})
        return BenchmarkResult(
            name=self.name,
            title=f"Tables: {len(chosen)} of {len(asked)} questions, about {tables} tables",
            rows=(*rows_of(outcomes), *PUBLISHED),
            scoring=(
                "EM and F1 by TAT-QA's published rules, percent: numbers by value with their scale, several "
                "answers as one bag of words, for counts and arithmetic F1 is EM; of the bare answers that are "
                "shown, all where they are told as one answer or the question asks for a list or for what is so "
                "respectively, else the best; "
                "said: share with any answer; told: all but arithmetic, which sayso does not do; "
                "halves: of the tables, by their ids"
            ),
            source="Zhu et al., TAT-QA, ACL 2021",
            caveats=(
                "The published rows are of the test set, whose answers are not public; these are of dev.",
                "The data do not say where a table stood: here, below the first paragraph that ends with a colon.",
                "TagOp was trained on 13,215 questions of this data; sayso on none of them.",
                "The first half was looked at while the rules were made, the second was not.",
            ),
        )


def read_contexts(path: Path, data_format: str) -> tuple[list[Context], list[Asked]]:
    """The tables with their paragraphs and all questions, in the file's order. Raises BenchmarkDataError."""
    try:
        rows = json.loads(read_text(path, data_format))
        contexts = [_context(row) for row in rows]
        asked = [_asked(question, row["table"]["uid"]) for row in rows for question in row["questions"]]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BenchmarkDataError(f"{path}: not TAT-QA's JSON ({error!r}). Expected {data_format}") from error
    if not asked:
        raise BenchmarkDataError(f"{path}: not one question. Expected {data_format}")
    return contexts, asked


def _context(row: Mapping[str, Any]) -> Context:
    table = tuple(tuple(str(cell) for cell in cells) for cells in row["table"]["table"])
    paragraphs = sorted(row["paragraphs"], key=lambda paragraph: int(paragraph["order"]))
    return Context(str(row["table"]["uid"]), table, tuple(str(paragraph["text"]) for paragraph in paragraphs))


def _asked(question: Mapping[str, Any], context: str) -> Asked:
    answer = question["answer"]
    answers = tuple(map(str, answer)) if isinstance(answer, list) else (str(answer),)
    kind, source = str(question["answer_type"]), str(question["answer_from"])
    return Asked(context, str(question["question"]), answers, str(question["scale"]), kind, source)


def sampled(asked: Sequence[Asked], most: int) -> list[Asked]:
    """At most so many questions, the same ones each time, in their order; all for 0."""
    if not 0 < most < len(asked):
        return list(asked)
    return [asked[place] for place in sorted(random.Random(_SEED).sample(range(len(asked)), most))]


def page(context: Context) -> str:
    """A context as a web page. Nothing says of a cell that it is a head, and the table stands below the first
    paragraph that ends with a colon, or below all: the data do not tell where it stood.
    """
    rows = ("".join(f"<td>{escape(cell)}</td>" for cell in cells) for cells in context.table)
    table = "\n".join(f"<tr>{cells}</tr>" for cells in rows)
    told = [f"<p>{escape(paragraph)}</p>" for paragraph in context.paragraphs]
    leading = (n for n, text in enumerate(context.paragraphs, start=1) if text.rstrip().endswith(":"))
    told.insert(next(leading, len(told)), f"<table>\n{table}\n</table>")
    content = "\n".join(told)
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Report</title></head><body>\n'
        f"<article>\n{content}\n</article></body></html>\n"
    )


def outcomes_of(
    contexts: Sequence[Context], asked: Sequence[Asked], progress: ProgressLine, settings: Settings | None = None
) -> list[Outcome]:
    """Every question asked of its own context alone, all contexts being documents of one corpus."""
    from index.settings import Settings
    from qa.assistant import Assistant

    named = {one.context for one in asked}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "reports"
        folder.mkdir()
        for context in contexts:
            if context.name in named:
                (folder / f"{context.name}.html").write_text(page(context), encoding="utf-8")
        with Assistant.open(folder, settings=settings or Settings(home=Path(place) / "home")) as assistant:
            progress(f"{len(assistant.corpus.documents())} tables indexed")
            return list(_outcomes(assistant, asked, progress))


def _outcomes(assistant: Assistant, asked: Sequence[Asked], progress: ProgressLine) -> Iterator[Outcome]:
    documents = {Path(info.path).stem: info.id for info in assistant.corpus.documents()}
    for number, one in enumerate(asked, start=1):
        # A table that could not be read is in no document: its questions are then answered by nothing.
        given = Filter(documents=(documents.get(one.context, one.context),))
        said, scale = said_of(assistant.ask(one.question, given))
        exact, overlap = score(said, scale, one.answers, one.scale, whole=one.kind in ("count", ARITHMETIC))
        yield Outcome(one, said, scale, exact, overlap)
        if number % _EVERY == 0 or number == len(asked):
            progress(f"{number} of {len(asked)} questions asked")


def said_of(answer: Answer) -> tuple[tuple[str, ...], str]:
    """The bare answers, all where they are one answer or several are asked for, else the best, and their scale."""
    question = analyse(answer.understood_as)
    is_list = answer.form is AnswerForm.LIST or question.kind is QuestionKind.LIST
    several = is_list or _SEVERAL in question.text.casefold()
    said = answer.short if several else answer.short[:1]
    units = (quote.unit for quote in answer.quotes if quote.answer_text in said)
    unit = next(units, "")
    if "%" in unit:
        return said, "percent"
    return said, next((scale for scale in _SCALES if scale in unit.split()), "")


def rows_of(outcomes: Sequence[Outcome]) -> Iterator[Row]:
    """The measures of all questions, then by type of answer, by where it stands, and by half of the tables."""
    told = [one for one in outcomes if one.asked.kind != ARITHMETIC]
    parts = [("all", outcomes), ("told", told)]
    for kind in ("span", "multi-span", "count", ARITHMETIC):
        parts.append((kind, [one for one in outcomes if one.asked.kind == kind]))
    for source in ("table", "text", "table-text"):
        parts.append((f"told, from {source}", [one for one in told if one.asked.source == source]))
    names = sorted({one.asked.context for one in outcomes})
    first = set(names[: len(names) // 2])
    parts.append(("told, first half", [one for one in told if one.asked.context in first]))
    parts.append(("told, second half", [one for one in told if one.asked.context not in first]))
    for name, some in parts:
        if some:
            yield Row(f"sayso: {name}", _values(some))


def _values(outcomes: Sequence[Outcome]) -> dict[str, float]:
    return {
        "questions": len(outcomes),
        "EM": 100 * fmean(one.exact for one in outcomes),
        "F1": 100 * fmean(one.overlap for one in outcomes),
        "said": 100 * fmean(bool(one.said) for one in outcomes),
    }
