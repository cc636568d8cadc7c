"""News quizzes: a week's questions, each with the articles a search fetched for it (the files of RealTime QA)."""

from __future__ import annotations

import json
import string
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from evals.benchmarks.base import BenchmarkDataError, BenchmarkResult, ProgressLine, Row, read_json_lines

if TYPE_CHECKING:
    from qa.assistant import Assistant

_QUESTIONS, _ARTICLES, _GENERATED = "_qa.jsonl", "_gcs.jsonl", "_gen.jsonl"
_COUNTERS = str.maketrans("", "", "年歳人년")
_PUNCTUATION = str.maketrans("", "", string.punctuation)

# The published rule leaves out questions whose last ten characters hold this: they ask for what is not so.
_NEGATED = "except"


@dataclass(frozen=True, slots=True)
class QuizQuestion:
    """A question, its right answers, and the addresses of the articles fetched for it."""

    id: str
    text: str
    answers: tuple[str, ...]
    articles: tuple[str, ...] = ()

    @property
    def counted(self) -> bool:
        """Whether the published rule counts it."""
        return _NEGATED not in self.text.lower().strip()[-10:]

    @property
    def gold(self) -> list[str]:
        """The right answers in every order, joined, as the published rule compares them."""
        return [" ".join(order) for order in permutations(self.answers)]


@dataclass(frozen=True, slots=True)
class Quiz:
    """One week: questions, articles by address, and predictions published with them by system."""

    name: str
    questions: tuple[QuizQuestion, ...]
    articles: Mapping[str, Mapping[str, Any]]
    published: Mapping[str, Mapping[str, str]]


class NewsQuiz:
    """Open-ended answers to news quizzes by exact match and token F1."""

    name = "newsquiz"
    data_format = (
        "a folder with NAME_qa.jsonl (question_id, question_sentence, choices, answer: indexes into choices) and "
        "NAME_gcs.jsonl (question_id, search_result: articles with url, title, text, publish_date), as RealTime "
        "QA publishes them; predictions in NAME_qa_SYSTEM_gen.jsonl (question_id, prediction) are scored too"
    )

    def run(self, data: Path, progress: ProgressLine) -> BenchmarkResult:
        """Index a week's articles, ask each question of its own articles. Raises BenchmarkDataError."""
        quizzes = list(read_quizzes(data, self.data_format))
        ours: dict[str, str] = {}
        nearest: dict[str, str] = {}
        for quiz in quizzes:
            progress(f"{quiz.name}: {len(quiz.questions)} questions, {len(quiz.articles)} articles")
            for question, answers in ask(quiz).items():
                ours[question], nearest[question] = answers
        questions = [question for quiz in quizzes for question in quiz.questions]
        answered = {name: prediction for name, prediction in ours.items() if prediction}
        rows = [
            _row("sayso", questions, ours, note=f"abstained on {len(ours) - len(answered)}"),
            _row("sayso, where it answers", [q for q in questions if q.id in answered], answered),
            _row("nearest passage, whole", questions, nearest, note="no reader"),
        ]
        theirs: dict[str, dict[str, str]] = {}
        for quiz in quizzes:
            for system, predictions in quiz.published.items():
                theirs.setdefault(system, {}).update(predictions)
        for system, predictions in sorted(theirs.items()):
            rows.append(_row(system, [q for q in questions if q.id in predictions], predictions, published=True))
        return BenchmarkResult(
            name=self.name,
            title="News quizzes, open-ended (RealTime QA)",
            rows=tuple(rows),
            scoring="exact match and token F1 in percent, best over the right answers in any order, questions "
            "that end in `except` left out (scripts/evaluate_main.py of realtimeqa_public)",
            source="Kasai et al. 2022, RealTime QA: What's the Answer Right Now?",
            caveats=(
                "of a folder, the weeks whose articles lie beside their questions are asked",
                "published rows are scored here from the predictions lying beside the questions; those systems "
                "are language models that read the first five articles and know more than the articles say",
                "many right answers are worded as a quiz's choices are and stand in no article",
            ),
        )


def read_quizzes(data: Path, data_format: str) -> Iterator[Quiz]:
    """The quizzes of a folder, or the one whose question file is named. Raises BenchmarkDataError."""
    for file in _question_files(data, data_format):
        name = file.name.removesuffix(_QUESTIONS)
        found = {
            str(_field(row, "question_id", file, data_format)): row
            for row in read_json_lines(file.with_name(name + _ARTICLES), data_format)
        }
        articles: dict[str, Mapping[str, Any]] = {}
        questions = []
        for row in read_json_lines(file, data_format):
            fetched = _articles(found.get(str(row.get("question_id")), {}))
            articles |= fetched
            questions.append(_question(row, tuple(fetched), file, data_format))
        published = {
            path.name.removeprefix(f"{name}_qa_").removesuffix(_GENERATED): _predictions(path, data_format)
            for path in sorted(file.parent.glob(f"{name}_qa_*{_GENERATED}"))
        }
        yield Quiz(name, tuple(questions), articles, published)


def _question_files(data: Path, data_format: str) -> list[Path]:
    """The file `data`, or those of the folder whose articles lie beside them; some weeks have none."""
    if not data.is_dir():
        return [data]
    files = sorted(data.glob(f"*{_QUESTIONS}"))
    if not files:
        raise BenchmarkDataError(f"{data}: no file called *{_QUESTIONS} there. Expected {data_format}")
    paired = [file for file in files if file.with_name(file.name.removesuffix(_QUESTIONS) + _ARTICLES).is_file()]
    if not paired:
        raise BenchmarkDataError(f"{data}: no *{_ARTICLES} beside its *{_QUESTIONS}. Expected {data_format}")
    return paired


def _articles(row: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The articles that could be fetched, by address."""
    return {str(one["url"]): one for one in row.get("search_result", []) if one.get("url") and one.get("text")}


def _question(row: Mapping[str, Any], articles: tuple[str, ...], file: Path, data_format: str) -> QuizQuestion:
    choices = _field(row, "choices", file, data_format)
    try:
        answers = tuple(str(choices[int(index)]) for index in _field(row, "answer", file, data_format))
    except (ValueError, IndexError, TypeError) as error:
        raise BenchmarkDataError(
            f"{file}: question {row.get('question_id')}: answer {row['answer']!r} does not index into choices"
        ) from error
    text = str(_field(row, "question_sentence", file, data_format))
    return QuizQuestion(str(_field(row, "question_id", file, data_format)), text, answers, articles)


def _field(row: Mapping[str, Any], name: str, file: Path, data_format: str) -> Any:
    if name not in row:
        raise BenchmarkDataError(f"{file}: a row has no {name!r}. Expected {data_format}")
    return row[name]


def _predictions(path: Path, data_format: str) -> dict[str, str]:
    return {
        str(_field(row, "question_id", path, data_format)): str(row.get("prediction", ""))
        for row in read_json_lines(path, data_format)
    }


def ask(quiz: Quiz) -> dict[str, tuple[str, str]]:
    """The first bare answer to every question from its own articles, empty where it abstained, and the nearest
    passage of them.
    """
    from index.settings import Settings
    from index.types import Filter
    from qa.assistant import Assistant

    with TemporaryDirectory() as scratch:
        folder = Path(scratch) / "articles"
        folder.mkdir()
        _write_articles(quiz, folder / "articles.jsonl")
        with Assistant.open(folder, settings=Settings(home=Path(scratch) / "home")) as assistant:
            ids = {info.url: info.id for info in assistant.corpus.documents()}
            return {
                question.id: _ask(assistant, question.text, Filter(documents=wanted)) if wanted else ("", "")
                for question in quiz.questions
                for wanted in [tuple(ids[url] for url in question.articles if url in ids)]
            }


def _ask(assistant: Assistant, question: str, where: Any) -> tuple[str, str]:
    answer = assistant.ask(question, where=where)
    short = answer.short[0] if answer.short and not answer.abstained else ""
    hits = assistant.corpus.search(question, 1, where)
    return short, hits[0].passage.text if hits else ""


def _write_articles(quiz: Quiz, path: Path) -> None:
    with path.open("w", encoding="utf-8") as out:
        for url, article in quiz.articles.items():
            row = {
                "title": article.get("title") or "",
                "text": article["text"],
                "date": str(article.get("publish_date") or "").replace("/", "-"),
                "url": url,
            }
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def _row(
    system: str,
    questions: Sequence[QuizQuestion],
    predictions: Mapping[str, str],
    *,
    published: bool = False,
    note: str = "",
) -> Row:
    counted = [question for question in questions if question.counted]
    matched = [_best(exact_match, predictions.get(q.id, ""), q.gold) for q in counted]
    shared = [_best(token_f1, predictions.get(q.id, ""), q.gold) for q in counted]
    count = max(1, len(counted))
    values = {"EM": 100 * sum(matched) / count, "F1": 100 * sum(shared) / count, "questions": len(counted)}
    return Row(system, values, published=published, note=note)


def _best(metric: Callable[[str, str], float], prediction: str, gold: Sequence[str]) -> float:
    return max(metric(prediction, one) for one in gold)


def normalised(text: str) -> str:
    """Lower case, without punctuation and East Asian counters, spaces made single; articles stay."""
    return " ".join(text.lower().translate(_PUNCTUATION).translate(_COUNTERS).split())


def exact_match(prediction: str, gold: str) -> float:
    """1 where both are the same normalised, else 0."""
    return float(normalised(prediction) == normalised(gold))


def token_f1(prediction: str, gold: str) -> float:
    """F1 over the bags of normalised words, 0 where none is shared."""
    given, wanted = Counter(normalised(prediction).split()), Counter(normalised(gold).split())
    shared = (given & wanted).total()
    return 2 * shared / (given.total() + wanted.total()) if shared else 0.0
