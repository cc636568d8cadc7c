"""What is noted while a question is answered is what was retrieved and read for it, at no second search."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from evals.systems import AssistantSystem
from evals.tracing import NotingCorpus, TraceNotes
from index.settings import Settings
from qa.assistant import Assistant
from tests.evals.conftest import Library
from tests.evals.scripted import quote

QUESTION = "How many books does the library hold?"


@pytest.fixture
def system(library: Library) -> Iterator[AssistantSystem]:
    assistant = Assistant.open(library.articles, settings=Settings(home=library.home))
    with AssistantSystem(assistant.corpus, assistant) as opened:
        yield opened


class Counted:
    """Counts the searches of a corpus."""

    def __init__(self, corpus: Any) -> None:
        self.corpus = corpus
        self.searches = 0

    def search(self, *arguments: Any) -> Any:
        self.searches += 1
        return self.corpus.search(*arguments)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.corpus, name)


def test_an_outcome_holds_what_was_retrieved_and_read(system: AssistantSystem) -> None:
    outcome = system.answer([QUESTION])
    assert "40,000 books" in outcome.hits[0].passage.text
    assert outcome.answer.quotes[0].text in {one.text for one in outcome.read}


def test_each_turn_is_searched_once_and_the_last_is_traced(system: AssistantSystem) -> None:
    counted = Counted(system.corpus)
    asked = AssistantSystem(counted, Assistant(counted))
    outcome = asked.answer([QUESTION, "When was it opened?"])
    assert counted.searches == 2
    assert outcome.read[0].text.endswith("4 March 2024.")


def test_a_question_that_is_not_looked_up_leaves_no_trace(system: AssistantSystem) -> None:
    system.answer([QUESTION])
    outcome = system.answer([QUESTION, "   "])
    assert outcome.answer.abstained
    assert (outcome.hits, outcome.read) == ((), ())


def test_what_a_corpus_keeps_is_used_as_without_notes(system: AssistantSystem) -> None:
    kept = system.assistant.corpus
    assert isinstance(kept, NotingCorpus)
    (document,) = kept.documents()
    assert kept.facts_of("figures", document.id) == system.corpus.facts_of("figures", document.id)  # type: ignore[attr-defined]
    assert NotingCorpus(Counted(object()), TraceNotes()).facts_of("figures", document.id) is None


def test_threads_keep_apart_and_a_quote_is_noted_once() -> None:
    notes = TraceNotes()
    notes.quoted([quote("Nobody was punished."), quote("Nobody was punished.")])
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(lambda: notes.read).result() == ()
    assert len(notes.read) == 1
    notes.clear()
    assert notes.read == ()
