"""Questions to begin with: of several kinds, drawn from the documents, and answered by them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.sample import folder
from index.settings import Settings
from qa import Assistant
from qa.figures.annotations import FACTS_NAME
from qa.question.analysis import analyse
from qa.question.kinds import QuestionKind
from qa.suggestions.sentence_questions import drawn_from
from qa.suggestions.suggestions import QUESTIONS_TRIED, suggest


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    home = tmp_path_factory.mktemp("home")
    with Assistant.open(folder(), settings=Settings(home=home)) as assistant:
        yield assistant


def suggested(assistant: Assistant, limit: int = 4) -> list[str]:
    corpus = assistant.corpus
    return suggest(assistant, corpus.documents(), corpus.facts(FACTS_NAME), limit)  # type: ignore[attr-defined]


def test_the_sample_is_asked_about_in_different_ways(sample: Assistant) -> None:
    kinds = [analyse(question).kind for question in suggested(sample)]
    assert len(kinds) == 4
    assert len(set(kinds)) == 4
    assert {QuestionKind.HOW_MANY, QuestionKind.WHO, QuestionKind.WHEN} <= set(kinds)


def test_every_suggestion_is_answered(sample: Assistant) -> None:
    for question in suggested(sample, limit=8):
        answer = sample.ask(question)
        assert not answer.abstained, question
        assert answer.quotes, question


def test_few_questions_are_tried(sample: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    ask = sample.ask
    monkeypatch.setattr(sample, "ask", lambda question: asked.append(question) or ask(question))
    suggested(sample, limit=1000)
    assert len(asked) <= QUESTIONS_TRIED


def test_other_texts_are_asked_about_too(tmp_path: Path) -> None:
    documents = tmp_path / "texts"
    documents.mkdir()
    (documents / "club.txt").write_text(
        "Ashford Rovers were founded in 1931 by four bakers. Marta Quill, head coach of Ashford Rovers, said that "
        "the season had been long.\n\nAshford Rovers are based in Kent. The old ground of Ashford Rovers was sold "
        "in March 2004 to a builder.\n",
        encoding="utf-8",
    )
    with Assistant.open(documents, settings=Settings(home=tmp_path / "home")) as assistant:
        found = suggested(assistant)
        assert len({analyse(question).kind for question in found}) >= 3, found
        assert not any(assistant.ask(question).abstained for question in found)


@pytest.mark.parametrize(
    ("language", "sentence", "question"),
    [
        ("en", "The Orwell Bridge was opened to traffic in December 1982.",
         "When was the Orwell Bridge opened to traffic?"),
        ("en", "Marta Quill, head coach of Ashford Rovers, was pleased.", "Who is Marta Quill?"),
        ("en", "The mural in Leeds was painted by Ines Duarte.", "Who painted the mural in Leeds?"),
        ("en", "Halden Foods is based in Norwich and employs many.", "Where is Halden Foods based?"),
        ("en", "The museum in Leeds closed in May 2011.", "When did the museum in Leeds close?"),
        ("sv", "Kustbanken grundades i Kalmar år 1954.", "När grundades Kustbanken i Kalmar?"),
        ("sv", "Elsa Wik, ordförande i Lunds byförening, tackade alla.", "Vem är Elsa Wik?"),
    ],
)  # fmt: skip
def test_a_plain_sentence_is_turned_into_its_question(language: str, sentence: str, question: str) -> None:
    (drawn,) = drawn_from(sentence, language)
    assert drawn.question == question
    assert sentence[drawn.sentence.start : drawn.sentence.end] == sentence


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "It was opened to traffic in December 1982."),
        ("en", "The bridge was opened in December 1982."),
        ("en", "Halden Foods, which employs a third of the town, is growing."),
        ("en", "The Port Union, association of the dockers of Hull, objected."),
        ("en", "No bridge was opened at all."),
        ("fi", "The Orwell Bridge was opened to traffic in December 1982."),
    ],
)
def test_a_sentence_that_leans_on_others_gives_no_question(language: str, sentence: str) -> None:
    assert not list(drawn_from(sentence, language))


def test_who_is_named_by_an_office_is_asked_about_with_its_article(tmp_path: Path) -> None:
    documents = tmp_path / "texts"
    documents.mkdir()
    (documents / "fire.txt").write_text(
        "The mayor of Marvik said that 40 people died in Lund. Floodline says 52 people died in Lund.\n",
        encoding="utf-8",
    )
    with Assistant.open(documents, settings=Settings(home=tmp_path / "home")) as assistant:
        found = suggested(assistant, 8)
    assert "How many deaths does the mayor of Marvik report in Lund?" in found
    assert "How many deaths does Floodline report in Lund?" in found
