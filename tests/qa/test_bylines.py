"""Who wrote the article about something."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.settings import Settings
from qa import Assistant
from qa.question.analysis import analyse
from qa.reading.bylines import asks_writer

TEXTS = {
    "ferry.txt": "Ferry to Orlen cancelled\n\nBy Ines Duarte, 3 May 2021\n\nThe ferry to Orlen was "
    "cancelled for a week. Ann Lee blamed the ice.\n",
    "mill.txt": "The mill burns\n\nBy Per Olsson, 9 May 2021\n\nThe mill at Lund burnt down on Monday.\n",
    "school.txt": "School closed\n\nThe school in Lund was closed on Tuesday.\n",
    "farja.txt": "Färjan ställs in\n\nAv Maja Lindhagen, 4 maj 2021\n\nFärjan till Orlen ställs in en vecka, "
    "och det är isen som är orsaken till det.\n",
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder: Path = tmp_path_factory.mktemp("bylines")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    with Assistant.open(folder, settings=Settings(home=tmp_path_factory.mktemp("home"))) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "writers"),
    [
        ("Who wrote the article about the ferry to Orlen?", ("Ines Duarte",)),
        ("Who is the author of the article on the burning mill?", ("Per Olsson",)),
        ("Vem skrev artikeln om färjan till Orlen?", ("Maja Lindhagen",)),
        ("Who wrote the article about the closed school?", ()),
        ("Who wrote the article about whales and dolphins?", ()),
    ],
)
def test_the_line_that_names_the_writer_is_quoted(
    assistant: Assistant, question: str, writers: tuple[str, ...]
) -> None:
    answer = assistant.ask(question)
    assert answer.short == writers
    for quote in answer.quotes:
        assert assistant.corpus.document(quote.document.id).text[quote.start : quote.end] == quote.text


def test_what_texts_speak_of_is_read_in_them(assistant: Assistant) -> None:
    assert not asks_writer(analyse("Who wrote the report about the mill?"))
    assert not asks_writer(analyse("Who wrote?"))
    assert assistant.ask("Who blamed the ice?").short == ("Ann Lee",)
