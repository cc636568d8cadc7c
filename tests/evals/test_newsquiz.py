from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.benchmarks.base import BenchmarkDataError
from evals.benchmarks.newsquiz import NewsQuiz, exact_match, read_quizzes, token_f1

ARTICLE = (
    "The town of Lindby opened its new library on Monday. The mayor, Karin Holm, cut the ribbon. "
    "The building cost 12 million kronor and holds 40,000 books."
)


def row(number: int, question: str, choices: list[str], answer: list[str]) -> dict[str, object]:
    return {"question_id": f"q{number}", "question_sentence": question, "choices": choices, "answer": answer}


@pytest.fixture
def week(tmp_path: Path) -> Path:
    questions = [
        row(0, "Which town opened a new library?", ["Malmby", "Lindby"], ["1"]),
        row(1, "How many books does the library hold?", ["40,000", "12"], ["0"]),
        row(2, "All of these were at the opening except:", ["Karin Holm", "Nobody"], ["1"]),
    ]
    article = {"url": "https://news.example/1", "title": "Library", "text": ARTICLE, "publish_date": "2024/03/04"}
    fetched = [
        {"question_id": f"q{n}", "search_result": [article, {"url": "https://news.example/2"}]} for n in range(2)
    ]
    predictions = [{"question_id": "q0", "prediction": "Lindby"}, {"question_id": "q1", "prediction": "12"}]
    for name, rows in (("w_qa", questions), ("w_gcs", fetched), ("w_qa_model_gen", predictions)):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return tmp_path


def test_questions_are_asked_of_their_own_articles(week: Path) -> None:
    said: list[str] = []
    result = NewsQuiz().run(week, said.append)
    rows = {one.system: one for one in result.rows}
    assert rows["sayso"].values["questions"] == 2
    assert rows["sayso"].values["EM"] >= 50
    nearest = rows["nearest passage, whole"].values
    assert nearest["EM"] == 0 < nearest["F1"] < rows["sayso"].values["F1"]
    assert rows["model"].values == {"EM": 50.0, "F1": 50.0, "questions": 2.0}
    assert rows["model"].published
    assert said == ["w: 3 questions, 1 articles"]


def test_the_published_rule_keeps_articles_and_takes_punctuation_away() -> None:
    assert exact_match("“Squid Game”", "Squid Game") == 0
    assert exact_match('"Squid Game".', "squid game") == 1
    assert exact_match("The Tony Awards", "Tony Awards") == 0
    assert token_f1("Tony Awards", "The Tony Awards") == pytest.approx(0.8)
    assert token_f1("", "Tony") == 0


def test_several_right_answers_in_any_order(tmp_path: Path) -> None:
    (tmp_path / "w_qa.jsonl").write_text(json.dumps(row(0, "Who?", ["a", "b", "c"], ["0", "2"])))
    (tmp_path / "w_gcs.jsonl").write_text('{"question_id": "q0", "search_result": []}')
    (quiz,) = read_quizzes(tmp_path, "")
    assert quiz.questions[0].gold == ["a c", "c a"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("w_qa", '{"question_id": "q"}', "no 'choices'"),
        ("w_qa", '{"question_id": "q", "choices": ["a"], "answer": ["1"]}', "does not index into choices"),
        ("w_qa", "nonsense", ":1: not JSON"),
        ("w_gcs", "[]", "not an object"),
        ("w_gcs", '{"search_result": []}', "no 'question_id'"),
        ("w_gcs", None, "no *_gcs.jsonl beside"),
        ("w_qa", None, "no file called *_qa.jsonl"),
    ],
)
def test_malformed_data_is_said(week: Path, name: str, content: str | None, said: str) -> None:
    file = week / f"{name}.jsonl"
    if content is None:
        file.unlink()
    else:
        file.write_text(content)
    with pytest.raises(BenchmarkDataError) as caught:
        list(read_quizzes(week, NewsQuiz.data_format))
    assert said in str(caught.value)
