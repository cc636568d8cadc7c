"""The façade over a corpus."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from index.corpus import Corpus
from index.errors import CorpusLocked
from index.locking import WriterLock
from index.types import Document, Filter, Hit, Page, Span
from qa.assistant import Assistant
from qa.question.question import Question
from qa.reading.overlap.rule_reader import RulesReader
from qa.types import AnswerPartKind, Quote, Reading

QUESTION = "How many deaths did the coalition admit?"


@pytest.fixture
def assistant(coalition_hits: list[Hit], corpus_of: Callable[..., Any]) -> Assistant:
    return Assistant(corpus_of(coalition_hits), reader=RulesReader())


def test_asking(assistant: Assistant) -> None:
    answer = assistant.ask(QUESTION)
    assert not answer.abstained
    assert set(answer.short) == {"32", "at least 1,257", "at least 1,302"}
    assert answer.quotes[0].document.title == "may"
    assert answer.question == answer.understood_as == QUESTION
    assert answer.figures


def test_asking_from_a_coroutine(assistant: Assistant) -> None:
    assert asyncio.run(assistant.aask(QUESTION)) == assistant.ask(QUESTION)


def test_the_parts_of_a_stream_are_the_answer(assistant: Assistant) -> None:
    parts = list(assistant.stream(QUESTION))
    assert parts[0].kind is AnswerPartKind.UNDERSTOOD
    assert "".join(part.text for part in parts if part.kind is AnswerPartKind.TEXT) == assistant.ask(QUESTION).text
    assert parts[-1].answer == assistant.ask(QUESTION)


def test_a_filter_reaches_the_search(assistant: Assistant) -> None:
    answer = assistant.ask(QUESTION, where=Filter(publishers=("Harbour Courier",)))
    assert answer.short == ("32",)
    assert answer.filter.publishers == ("Harbour Courier",)


@pytest.mark.parametrize("question", ["", "   ", "?!", "x" * 10_000, "why " * 5_000])
def test_odd_questions_get_a_clear_answer(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.abstained
    assert answer.text
    assert len(answer.text) < 500


@pytest.mark.parametrize(
    "question", ["сколько людей там погибло вчера?", "死者は何人ですか", "كم عدد القتلى؟", "\x00\x01 a", "\ud800?"]
)
def test_other_scripts_and_odd_characters_get_an_answer(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).abstained


def test_a_conversation_keeps_its_thread(assistant: Assistant) -> None:
    chat = assistant.chat()
    chat.ask(QUESTION)
    answer = chat.ask("and in Raqqa alone?")
    assert answer.short == ("32",)
    assert answer.understood_as == "How many deaths did the coalition admit in Raqqa alone?"
    assert [turn.question for turn in chat.turns] == [QUESTION, "and in Raqqa alone?"]
    chat.forget()
    assert chat.turns == ()


def test_conversations_are_separate_and_threads_do_not_mix(assistant: Assistant) -> None:
    def talk(place: str) -> tuple[str, int]:
        chat = assistant.chat()
        chat.ask(QUESTION)
        return chat.ask(f"and in {place}?").understood_as, len(chat.turns)

    places = ["Raqqa", "Mosul", "Hajin", "Kobane"] * 4
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(talk, places))
    assert results == [(f"How many deaths did the coalition admit in {place}?", 2) for place in places]


def test_a_reader_of_your_own_is_used(coalition_hits: list[Hit], corpus_of: Callable[..., Any]) -> None:
    class FirstPassage:
        name = "first"

        def read(self, question: Question, hits: list[Hit]) -> Reading:
            hit = hits[0]
            quote = Quote(hit.passage.text, hit.passage.start, hit.passage.end, hit.document, hit.passage.id, 0.9)
            return Reading((quote,), 0.9)

    answer = Assistant(corpus_of(coalition_hits), reader=FirstPassage()).ask("Why?  What happened?")
    assert [quote.document.id for quote in answer.quotes] == ["march"]


def test_quotes_from_paged_documents_name_their_page(
    make_hit: Callable[..., Hit], corpus_of: Callable[..., Any]
) -> None:
    hit = make_hit("report", "The coalition was formed in 2014 by seven states.", media_type="application/pdf")
    corpus = corpus_of([hit])
    paged = Document(hit.document, "x" * 200, pages=(Page(1, Span(0, 90)), Page(2, Span(90, 200))))
    corpus.document = lambda reference: paged
    assert Assistant(corpus, reader=RulesReader()).ask("When was the coalition formed?").quotes[0].page == 2


def test_a_corpus_of_yours_stays_open(coalition_hits: list[Hit], corpus_of: Callable[..., Any]) -> None:
    corpus = corpus_of(coalition_hits)
    with Assistant(corpus):
        pass
    assert corpus.closed == 0


def test_opening_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAYSO_HOME", str(tmp_path / "home"))
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text(
        "The bridge at Tabqa\n\nThe bridge at Tabqa was opened in 1998 by the governor.\n", "utf-8"
    )
    with Assistant.open(folder) as assistant:
        assert capsys.readouterr().err == ""
        answer = assistant.ask("When was the bridge at Tabqa opened?")
        assert answer.short == ("1998",)
        document = assistant.corpus.document(answer.quotes[0].document.id)
        assert document.text[answer.quotes[0].start : answer.quotes[0].end] == answer.quotes[0].text
    (folder / "b.txt").write_text("A mill\n\nThe mill at Hajin burned down in 2003.\n", "utf-8")
    with Assistant.open(folder, progress=True) as assistant:
        assert "b.txt" in capsys.readouterr().err
        assert assistant.ask("When did the mill at Hajin burn down?").short == ("2003",)


def test_the_real_articles(shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_HOME", str(tmp_path))
    with Assistant.open(shared / "corpus") as assistant:
        answer = assistant.ask("how many deaths did the coalition admit?")
        assert {"32", "at least 1,257", "at least 1,302"} <= set(answer.short)
        admitted = answer.text.split("Others say:")[0]
        for figure in ("1400", "7,600 ", "1,600 "):
            assert figure not in admitted.replace("\u00a0", " ").split(" — ")[0]
        assert assistant.ask("when did Airwars admit to killing 7,600?").abstained
        chat = assistant.chat()
        chat.ask("how many deaths did the coalition admit?")
        assert chat.ask("and in Raqqa alone?").short[0] == "32"


def test_replacing_the_answer_leaves_the_turn(assistant: Assistant) -> None:
    chat = assistant.chat()
    answer = chat.ask(QUESTION)
    assert replace(answer, short=()) != chat.turns[0].answer


def test_opening_while_another_process_indexes_uses_what_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAYSO_HOME", str(tmp_path / "home"))
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.txt").write_text("The harbour board said on Monday that 12 cranes had been sold.")
    with Assistant.open(folder, reader=RulesReader()), Corpus.open(folder) as corpus:
        data = corpus.data
    with WriterLock(data / "writer.lock"), Assistant.open(folder, reader=RulesReader()) as assistant:
        assert assistant.ask("how many cranes were sold?").short == ("12",)


def test_opening_for_the_first_time_while_another_process_indexes_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAYSO_HOME", str(tmp_path / "home"))
    folder = tmp_path / "articles"
    folder.mkdir()
    with Corpus.open(folder) as corpus:
        data = corpus.data
    with WriterLock(data / "writer.lock"), pytest.raises(CorpusLocked, match="is writing to this index"):
        Assistant.open(folder, reader=RulesReader())
